"""The normal form of a text, with the way back: full width, dashes, kanji numerals and wrapped lines.

`Source.text` is what all rules read; `Source.span(start, end)` says which characters of the original these are.
"""

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from enishi.common.japanese.widths import arabic_numerals
from enishi.openings.reading import before_after, marks, separators
from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.labels import leading_label
from enishi.openings.reading.patterns import lazy

LONGEST = 20_000
"""Characters that are read of one text; what comes after them is left."""

_WAVES = "〜～∼~⁓∿"
_ONE = {
    **dict.fromkeys(_WAVES, "〜"), "“": '"', "”": '"', "\u3000": " ", "\xa0": " ", "\u200b": "", "\ufeff": "", "\r": "",
    "迄": "まで", "−": "-", "－": "-", "‐": "-", "‑": "-", "–": "-", "—": "-", "―": "-", "｜": "|", "￨": "|", "〇": "〇",
    **dict.fromkeys("│┃║", "  "), "┌": "【", "┐": "】",
    **dict.fromkeys("├┼┤┬└┴┘┏┓┗┛┣┫╋╂┠┨╔╗╚╝═", "─"),
    "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n",
}  # fmt: skip
# A circled or parenthesised number would melt into the digits after it: ①2名 is not 12名.
_ONE |= {chr(0x2460 + i): f"({i + 1})" for i in range(20)}
_ONE |= {chr(0x2474 + i): f"({i + 1})" for i in range(20)}
for _first in (0x2776, 0x2780, 0x278A, 0x24F5, 0x3220, 0x3280):
    _ONE |= {chr(_first + i): f"({i + 1})" for i in range(10)}
_ONE |= {chr(0x24B6 + i): f"({chr(65 + i)})" for i in range(26)}
_ONE |= {chr(0x24D0 + i): f"({chr(97 + i)})" for i in range(26)}
_ONE |= {chr(0x32D0 + i): f"({kana})" for i, kana in enumerate("アイウエオカキクケコ")}
# What a pictograph at the head of a line stands for, as the label of a form; any other one there is a mark, elsewhere nothing.
_LABELS_DRAWN = {
    "施設": "🏥🏨🏢🏣🩺", "勤務地": "📍🗾🗺🚩🚃🚄🚗✈", "報酬": "💰💴💵🪙", "日時": "📅📆🗓⏰🕐🕘🕒⌚", "住宅": "🏠🏡🏘",
    "当直": "🌙🌃", "オンコール": "📱📳", "業務": "📝🖊✏", "応募": "📞☎✉📧📩📮",
}  # fmt: skip
_DRAWN = {sign: f"■{label}:" for label, signs in _LABELS_DRAWN.items() for sign in signs}
_SIGN = lazy(
    "[\U0001f000-\U0001faff\u2600-\u2604\u260e\u2614-\u261f\u2639-\u263a\u2690-\u26ff\u2700-\u2712\u2719-\u271c\u2728\u2705\u274c-\u2757\u23e9-\u23fa\u231a\u231b]"
)
_SAID_WHOLE = lazy("[。！!？?…]|ます|ました")  # a sentence is no value
_SILENT = lazy("[\ufe00-\ufe0f\u200d\U0001f3fb-\U0001f3ff]")
_JOINING = lazy("[\u3099\u309a\uff9e\uff9f\u0300-\u036f]")
# Characters that stay as they are and are not joined by the one after them.
_PLAIN = lazy(
    "(?:[ -}\u3001-\u3006\u3008-\u3020\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\n\t](?![\u3099\u309a\uff9e\uff9f\u0300-\u036f]))+"
)

_K = "一二三四五六七八九十"
# Kanji numerals become digits only where a unit says that they are numbers: 十日町市 and 四万十町 stay.
_NUMERALS = lazy(
    rf"[壱弐参](?=[名人](?![称簿]))|(?:(?<=日または)|(?<=日か)|(?<=日ないし)|(?<=日乃至)|(?<=日あるいは)|(?<=日から)|(?<=日〜)|(?<=日・)|(?<=日もしくは))[{_K}](?=日(?![曜付]))|(?:(?<=週)|(?<=週に))[{_K}](?=日|回|コマ|[〜・]|から)|(?<=[月年第各計約])[{_K}]{{1,2}}(?=回|名|人|週|日から)"
    rf"|(?:(?<=医師)|(?<=先生)|(?<=医)|(?<=科)|(?<=常勤)|(?<=候補)|(?<=施設長)|(?<=所長)|(?<=助教)|(?<=講師))[{_K}](?=名(?![称簿前])|人)"
    rf"|(?<![一-龥]){'[' + _K + '〇]'}{{1,3}}(?=名(?![称簿前])|人|回)|[{_K}〇]{{1,4}}(?=歳|才)"
    rf"|(?<![\d〇一二三四五六七八九十百千万億])[百千]?[一二三四五六七八九〇十][一二三四五六七八九〇十百千]*(?=万円|円|万[〜]|万[一二三四五六七八九]千円)|(?<![\d〇一二三四五六七八九十百千万億])[百千](?=万円)|(?<=万)[一二三四五六七八九](?=千円?)"
    rf"|(?<=午前|午後|令和|平成|昭和)[{_K}〇]{{1,3}}(?=時|年)|(?<=[第・、])[{_K}](?=(?:[・、]?第?[{_K}])*[・、第]?(?:[月火水木金土日]曜|[月火水木金土]))"
    rf"|(?:(?<![一-龥〇])|(?<=[翌朝夜夕ら〜]))[{_K}]{{1,3}}(?=時(?:[〇{_K}]{{1,3}}分|半|から|〜|まで|より|ま?で|[、。)]|[ \n]|$))|(?<=時)[〇{_K}]{{1,3}}(?=分)"
    rf"|(?:(?<![一-龥〇])|(?<=卒後)|(?<=経験))[{_K}]{{1,3}}(?=年(?:目|なら|で(?!は)|の(?:方|先生|医師)))"
    rf"|(?<![一-龥〇])[{_K}](?=年(?:ごと|毎|単位|契約|更新|間|ずつ|以上|以内|任期))|(?<![一-龥])[{_K}](?=コマ|日(?:につき|[0-9当あ]|[一二三四五六七八九十]+万))"
)
# 「求 人 票」: single characters set apart to fill the line.
_C = "(?:(?![有無月火水木金土日年時名人歳円週])[一-龥]|[ァ-ヶー](?= [ァ-ヶー])|(?<=[ァ-ヶー] )[ァ-ヶー])"
_SPREAD = lazy(
    rf"(?<![一-龥ぁ-んァ-ヶ])(?:{_C}(?P<gap> {{1,4}}){_C}(?:(?P=gap)(?! ){_C})*|[月火水木金土日] {{1,4}}曜(?: {{1,4}}日)?(?= )|定 {{1,4}}年(?= )|(?<=[ \t:])(?:[な無] {{1,3}}し|[あ有] {{1,3}}り)(?=[ \t]*(?:$|[\n(、。※])))(?![一-龥ぁ-んァ-ヶ])"
)
_YEAR_DAY = lazy(
    rf"(?<=年)[{_K}]{{1,3}}(?=月)|(?<![一-龥〇])[{_K}]{{1,3}}(?=月[{_K}]{{1,3}}日(?![曜間]))|(?<=月)[{_K}]{{1,3}}(?=日(?!曜))"
)


# The full-width comma of official papers parts words as 、 does; inside a number it parts thousands.
_STOP_OF_WORDS = lazy(r"(?<![0-9０-９])，|，(?![0-9０-９]{3})")

# So does its full-width point behind words; 「一．」 and 「ア．」 at the head of a line are numbers.
_FULL_STOP = lazy(r"(?<=[^\s一二三四五六七八九十][ぁ-んァ-ヶ一-龥)）])．(?![0-9０-９])")


# Rows of a sheet whose cells are quoted: 「"OK0871","公開","内科・呼吸器科"」.
_QUOTED_ROW = re.compile(r'^[ \t]*"[^"\n]*"(?:[ ]?[,;][ ]?"[^"\n]*"){2,}[ \t\r]*$', re.M)


def _quoted(text: str) -> str:
    """The text with tabs between quoted cells, of the same length; as it is where there are not two such rows."""
    if text.count('","') < 4 or len(_QUOTED_ROW.findall(text)) < 2:
        return text
    return _QUOTED_ROW.sub(
        lambda row: re.sub(r'"[ ]?[,;][ ]?"', lambda cut: "\t".rjust(len(cut.group())), row.group()).replace('"', " "),
        text,
    )


def _commas(text: str) -> str:
    if sum(line.count("，") >= 4 and "。" not in line for line in text.split("\n")) >= 3:
        return text  # rows of a sheet
    return _FULL_STOP.sub("。", _STOP_OF_WORDS.sub("、", text))


# 「( 1 )名」 on a form: the brackets are the blank that was filled in.
_BLANK_OF_A_FORM = lazy(
    r"\((?= *\d)(?:(?= )|(?=\d[\d,.]*(?: *[〜-] *\d[\d,.]*)? \))|(?=\d[\d,.]*\) ?(?:[万千]?円|歳|才))) *\d[\d,.]*(?: *[〜-] *\d[\d,.]*)? *\)(?= ?(?:名|人|万|円|千円|歳|才|日|回|年|か月|時|コマ))"
)
# 「一、五〇〇万円」
_THOUSANDS = lazy(rf"(?<![{_K}〇])[{_K}](?:、[{_K}〇]{{3}})+(?=万?円)")


_SPELT = {"ナシ": "なし", "アリ": "あり", "きま": "決ま"}
_IN_KANA = lazy(r"(?<![ァ-ヶー])(?:ナシ|アリ)(?![ァ-ヶー])|きま(?=りました|って(?:い|お|しま))")


class Span(NamedTuple):
    """Characters of the original text, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """A text in its normal form. `origin[i]`: where the character i of `text` stood in the original."""

    original: str
    text: str
    origin: list[int]

    def span(self, start: int, end: int) -> Span:
        """Where text[start:end] stands in the original. Never empty for a part that is not."""
        if start >= end:
            return Span(0, 0)
        first, last = self.origin[start], self.origin[end - 1]
        after = bisect_right(self.origin, last)
        stop = self.origin[after] if after < len(self.origin) else len(self.original)
        # what the normal form leaves out behind the last character, as the \r of a browser's line ends, is no part of it
        return Span(first, max(last + 1, first + len(self.original[first:stop].rstrip())))


def normalise(original: str) -> Source:
    """The normal form: NFKC, one wave dash, Arabic numerals where a unit follows, wrapped sentences joined.

    Idempotent: the normal form of a normal form is itself.
    """
    chars, origin = _characters(_commas(_quoted(_barred(marks.sided(marks.framed(original[:LONGEST]))))))
    text = separators.canonical(before_after.canonical(marks.canonical("".join(chars))))
    text, origin = _replaced(text, origin, [(at, end, "") for at, end in _spread_lines(text)])
    text, origin = _replaced(text, origin, _more_empty_lines(text))
    text, origin = _replaced(
        text,
        origin,
        [(m.start(), m.end(), m.group().strip("() ")) for m in _BLANK_OF_A_FORM.finditer(text)],
    )
    text, origin = _replaced(
        text,
        origin,
        [(m.start(), m.end(), arabic_numerals(m.group()).replace("、", ",")) for m in _THOUSANDS.finditer(text)],
    )
    for pattern in (_NUMERALS, _YEAR_DAY):
        text, origin = _replaced(
            text, origin, [(m.start(), m.end(), arabic_numerals(m.group())) for m in pattern.finditer(text)]
        )
    text, origin = _replaced(text, origin, [(m.start(), m.end(), _SPELT[m.group()]) for m in _IN_KANA.finditer(text)])
    text, origin = _replaced(
        text,
        origin,
        [
            (m.start() + i, m.start() + i + 1, "")
            for m in _SPREAD.finditer(text)
            for i, c in enumerate(m.group())
            if c == " "
        ],
    )
    text, origin = _replaced(text, origin, list(_numbered_in_kanji(text)))
    text, origin = _replaced(text, origin, [(at, end, "") for at, end in _wraps(text)])
    text, origin = _replaced(text, origin, list(_lists_of_departments(text)))
    text, origin = _replaced(text, origin, list(_ends_of_values(text)))
    text, origin = _replaced(text, origin, list(_dittos(text)))
    return Source(original, text, origin)


# 「眼科 皮膚科／麻酔科各1名」: whatever parts the departments of which so many each are sought.
_EACH = lazy(
    rf"(?:{LISTED.pattern})(?:\s?[、,・/&]\s?|[ ]{{1,3}}|及び|および|と|並びに)(?:(?:{LISTED.pattern})(?:\s?[、,・/&]\s?|[ ]{{1,3}}|及び|および|と|並びに|、(?:及び|および))){{0,6}}(?:{LISTED.pattern})(?=[^。\n]{{0,14}}(?P<each>各|それぞれ)科?\s?\d{{1,2}}\s?[名人])"
)
_JOINT = lazy(r"(?<=[^ ])(?:[ ]*[/,][ ]*|[ ]{1,3})(?=[^ ])")


def _lists_of_departments(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _EACH.finditer(text):
        for joint in _JOINT.finditer(text, found.start() + 1, found.end() - 1):
            yield *joint.span(), "、"
        if found.end() == found.start("each"):
            yield found.end(), found.end() + 1, " " + text[found.end()]


# Blanks at the end of a line, and the full stop of a line that is no sentence: 「1名。」 says what 「1名」 says.
_ENDS_OF_VALUES = lazy(r"(?m)^(?P<value>[^。\n]*[一-龥ァ-ヶー\d)])(?P<stop>。[ ]*)$|(?P<blank>(?<=\S)[ ]+)$")


def _ends_of_values(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _ENDS_OF_VALUES.finditer(text):
        yield *found.span(found.lastgroup or 0), ""


_DATE_AT_HEAD = lazy(r"[ ・○●]*(?P<date>\d{1,2}月[ ]*\d{1,2}日[ ]*\([月火水木金土日][^()\n]{0,4}\))")
_DATE_CELL = lazy(r"\s*\d{1,2}\s*[月/]\s*\d{1,2}日?\s*(?:\(.{1,4}\))?\s*(?=\t|$)")
_DITTO_AT_HEAD = lazy(r"[ ]*(?P<mark>〃)(?=[ ])")


def _dittos(text: str) -> Iterator[tuple[int, int, str]]:
    """The mark 〃 at the head of a line below one that begins with a date, as that date; in a row of cells as the cell above."""
    at, date = 0, ""
    above: list[str] = []
    for line in text.split("\n") if "〃" in text else ():
        if "\t" in line and (above or _DATE_CELL.match(line)):
            cells, place = line.split("\t"), at
            for number, cell in enumerate(cells):
                if cell.strip() == "〃" and number < len(above):
                    yield place, place + len(cell), above[number]
                    cells[number] = above[number]
                place += len(cell) + 1
            above = cells if _DATE_CELL.match(cells[0]) else []
        elif told := _DATE_AT_HEAD.match(line):
            date = told["date"]
        elif date and (mark := _DITTO_AT_HEAD.match(line)):
            yield at + mark.start("mark"), at + mark.end("mark"), date
        elif line.strip():
            date = ""
        at += len(line) + 1


_KANJI_HEAD = lazy(rf"^[ \t]*(?P<n>[{_K}]{{1,3}})(?=[ 、.])|\((?P<m>[{_K}]{{1,3}})\)", re.M)


def _numbered_in_kanji(text: str) -> Iterator[tuple[int, int, str]]:
    """The numbers of the items of an official paper, 「一 職種」, 「(二)」, as digits where three heads count up from one."""
    heads = [arabic_numerals(found["n"]) for found in _KANJI_HEAD.finditer(text) if found["n"]]
    if heads[:3] != ["1", "2", "3"]:
        return
    for found in _KANJI_HEAD.finditer(text):
        group = "n" if found["n"] else "m"
        yield found.start(group), found.end(group), arabic_numerals(found[group])


_MORE_EMPTY_LINES = lazy(r"(?<=\n)(?:[ \t]*\n)+(?=[ \t]*\n)")
_GAPS = lazy(r"\n(?:[ \t]*\n)+")


def _more_empty_lines(text: str) -> list[tuple[int, int, str]]:
    """All but the last of the empty lines of each gap, where most gaps have several: they part no more than one does."""
    found = [m.span() for m in _MORE_EMPTY_LINES.finditer(text)]
    return [(*span, "") for span in found] if 2 * len(found) > sum(1 for _ in _GAPS.finditer(text)) else []


_EMPTY_LINES = lazy(r"\n[ \t]*(?=\n)")


def _spread_lines(text: str) -> list[tuple[int, int]]:
    """One of the empty lines after each line, where (almost) every line has one: so pages come that put each in a paragraph."""
    lines = [line.strip() for line in text.split("\n")]
    told = [i for i, line in enumerate(lines[:-1]) if line]
    if len(told) < 6 or sum(not lines[i + 1] for i in told) < len(told) * 0.8:
        return []
    if sum(len(lines[i]) > 80 for i in told) >= len(told) * 0.3:
        return []  # paragraphs of whole sentences
    found: list[tuple[int, int]] = []
    previous = -1
    for m in _EMPTY_LINES.finditer(text):
        if m.start() != previous:  # the first empty line of a run
            found.append(m.span())
        previous = m.end()
    return found


_UPRIGHT = lazy("[│┃║]")


def _barred(text: str) -> str:
    """The upright strokes of a drawn table with three columns or more as bars, so that empty cells keep their place."""
    if not _UPRIGHT.search(text):
        return text
    return "\n".join(
        _UPRIGHT.sub("|", line) if len(_UPRIGHT.findall(line.strip().strip("│┃║"))) >= 2 else line
        for line in text.split("\n")
    )


def plain(original: str) -> str:
    """Only the words of the normal form."""
    return normalise(original).text


def _drawn(text: str, at: int) -> str:
    """What is read for a pictograph: its label or a mark at the head of a line, else a space; nothing for a variant of the one before."""
    if _SILENT.match(text[at]) or (at and _SIGN.match(text[at - 1])):
        return ""
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    if text[begin:at].strip():
        return " "
    if text[begin : end if end >= 0 else len(text)].count(text[at]) > 1:
        return "■"  # drawn around a title
    told = _SAID_WHOLE.search(text, at, end if end >= 0 else len(text))
    return "■" if told else _DRAWN.get(text[at], "■")


def _characters(text: str) -> tuple[list[str], list[int]]:
    chars: list[str] = []
    origin: list[int] = []
    position, end = 0, len(text)
    while position < end:
        if (run := _PLAIN.match(text, position)) is not None:
            chars.append(run.group())
            origin.extend(range(position, run.end()))
            position = run.end()
            continue
        after = position + 1
        while after < end and _JOINING.match(text[after]):
            after += 1
        cluster = text[position:after]
        made = _drawn(text, position) if _SIGN.match(cluster) or _SILENT.match(cluster) else _ONE.get(cluster)
        if made is None:
            made = "".join(_ONE.get(c, c) for c in unicodedata.normalize("NFKC", cluster))
        if text[position : position + 2] == "\r\n":
            made = ""
        elif cluster == "\r":
            made = "\n"
        chars.extend(made)
        origin.extend([position] * len(made))
        position = after
    return chars, origin


def _replaced(text: str, origin: list[int], changes: list[tuple[int, int, str]]) -> tuple[str, list[int]]:
    if not changes:
        return text, origin
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for start, end, made in changes:
        parts += (text[last:start], made)
        places += origin[last:start]
        places += [origin[start]] * len(made)
        last = end
    parts.append(text[last:])
    places += origin[last:]
    return "".join(parts), places


_ENTRY = lazy(r"\s*[^\s、。]{2,14}(?:病院|クリニック|診療所|医院|センター)\s*\(")
_CONTINUES = lazy(r"[をにはがでとのもや、,]$")
_MARKED = lazy(
    r"\s*(?:[一二三四五六七八九十]{1,2}[、.](?![一二三四五六七八九十])|[■□●○〇◆◇▼▲▽△★☆・※*＊•◎【\[<《>〔〈「≫#|\-(]|\d{1,2}\s*[.)、: ]|[A-Z]{1,2}-?\d|[^\s:]{1,12}\s*:|[^。、\s]{1,8}\s+\S|$)"
)


# A number that a line end has cut in two: 「年俸16」, 「50万円」.
_GOES_ON = lazy(r"[\d,.]{1,9}\s?(?:万|千|円|名|人|日|年|時|分|歳|回|:|床)")


_OF_A_NUMBER = lazy(r"\s*(?:未満|以上|以下|以内|まで(?:の|に|と|$)|を超え|程度(?:の|で|を|$)|に達し|であること|に限)")


def _width(lines: list[str]) -> int:
    """The length at which lines are wrapped: the greatest, or in a long run of them the greatest that three come near to."""
    if len(lines) < 14:
        return max(map(len, lines))
    lengths = sorted((len(line.rstrip()) for line in lines), reverse=True)
    return next((a for a, b in zip(lengths, lengths[2:], strict=False) if a - b <= 4), lengths[0])


def _wraps(text: str) -> list[tuple[int, int]]:
    """Line ends inside a sentence: the line is as long as the longest of its paragraph, or ends with a particle."""
    found: list[tuple[int, int]] = []
    position = 0
    widths = Counter(len(line.rstrip()) for line in text.split("\n"))
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        lines = paragraph.split("\n")
        if len(lines) > 1 and "\t" not in paragraph:
            width = _width(lines)
            at = position
            for line, following in itertools.pairwise(lines):
                end = at + len(line)
                bare = line.rstrip()
                long = (
                    len(bare) >= max(24, width - 4)
                    and re.search(r"[ぁ-ん]", bare)
                    and bare[-1] not in "。!?」)】]>:;…|─━="
                    and not re.search(
                        r"(?:です|ます|ました|ません|ください|あり|なし|終了|決定|充足|停止|成約|済み?|募集中|受付中)$|\s\S{2,3}[都道府県]\S{1,8}[市区町村]$",
                        bare,
                    )
                )
                long = (
                    long
                    and bare.count(",") < 3
                    and "|" not in bare
                    and len(re.findall(r"\S\s{2,}(?=\S)", bare)) < 3  # a menu
                    and sum(widths[len(bare) + d] for d in range(-4, 5)) >= 3
                )
                if (
                    bare
                    and (
                        re.match(r"[。、)」】]", following)
                        or (
                            len(bare) >= 14
                            and re.search(r"[歳才円名人日年月回]$", bare)
                            and _OF_A_NUMBER.match(following)
                        )
                        or (
                            len(bare) >= max(20, width - 1)
                            and re.search(r"\d[,.]?$", bare)
                            and _GOES_ON.match(following)
                        )
                    )
                ) or (
                    bare
                    and (long or (len(bare) >= 16 and _CONTINUES.search(bare) and bare.count(",") < 3))
                    and not _MARKED.match(following)
                    and not re.match(r"\s*\S{0,6}法人\S+(?: \S+){1,2}$", bare)  # a name on a line of its own
                    and leading_label(following) is None
                    and not _ENTRY.match(following)
                    and not LISTED.fullmatch(following.strip())  # a cell of a table that a page unrolled
                    and not re.match(r"\s*(?:令和|平成|昭和|[RHS]?\d)", following)
                ):
                    found.append((at + len(bare), end + 1 + len(following) - len(following.lstrip())))
                at = end + 1
        position += len(paragraph)
    return found
