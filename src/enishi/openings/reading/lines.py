"""A text as items: a label and what stands after it, or a free line."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.labels import BY_LABEL, asked, hinted, label_of, leading_label

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """One label with its words, or a free line (no fields). text: a part of the normal text that begins at `start`.

    line: number of the line it begins on; labelled: its label was written out beside or above it; cell: of a table.
    """

    fields: frozenset[str]
    label: str
    text: str
    start: int
    line: int
    cell: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def about(self, *fields: str) -> bool:
        """Whether its label speaks of one of these."""
        return not self.fields.isdisjoint(fields)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the normal text with its place."""

    text: str
    start: int
    number: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()


_NEXT_LABEL = re.compile(r"\s+([^\s:。、()]{2,10})(\s*:)(?!\d\d)")


_NEXT_DUTY = re.compile(
    r"\s{2,}(当直|宿直|日直|オンコール|待機|住宅|宿舎|社宅|定年|給与|年俸|呼出|呼び出し|勤務)(\s)(?=\S)"
)


_NEXT_FACT = re.compile(
    r"\s(当直|宿直|日直|オンコール|待機|呼び出し|住宅|宿舎)()(?=は?(?:なし|あり|無し|有り|免除|応相談|月\d))"
)
_DATED = re.compile(r"[\s・○●◯■◆*-]*\d{1,2}\s*[月/]\s*\d{1,2}\s*日?\s*\(")  # a row of a calendar of duties


_ROW = re.compile(
    rf"[\s・○●■*-]*(?:{LISTED.pattern})\s{{2,}}\S"
)  # 「眼科  年収…  当直 なし」: all of it is that department's
_SLOT = re.compile(r"[月火水木金土日]曜?日?の?\s*(?:午前|午後|夜間?|AM|PM|am|pm|当直|終日)")


def _paired(words: str, mark: str = "\t") -> list[int]:
    """Places of the marks before a label in a row of label, value, label, value."""
    cells = words.split(mark)
    labels = [bool(cell.strip()) and bool(label_of(cell)) for cell in cells]
    if sum(bool(_SLOT.fullmatch(cell.strip())) for cell in cells) >= 2:
        return []  # the columns of a week
    if not labels[0] or sum(labels) < 2 or any(a and b for a, b in itertools.pairwise(labels)):
        return []
    places, at = [], 0
    for cell, label in zip(cells, labels, strict=True):
        if label and at:
            places.append(at - 1)
        at += len(cell) + 1
    return places


_CARD = re.compile(r"\(([^()\n]{1,10})\)\s*(?=[^\s(])")


def _cards(words: str) -> list[int]:
    """Where the labels of a line begin that stands in brackets each: 「(科)内科 (人数)1 (種別)常勤」."""
    found = [
        m.start() for m in _CARD.finditer(words) if label_of(m[1]) and (m.start() == 0 or words[m.start() - 1] in " \t")
    ]
    return found if found and not words[: found[0]].strip() else []


_KIND_HEAD = re.compile(r"【(?:非?常勤|スポット|単発|定期)(?:医師?)?】")


def _kinds(words: str) -> list[int]:
    """Where each kind of employment begins in 「【常勤】定年65歳 【非常勤】1年契約」."""
    found = [m.start() for m in _KIND_HEAD.finditer(words)]
    return found if len(found) >= 2 and not words[: found[0]].strip() else []


LONGEST_LINE = 1200
"""Characters from which a line is read as several, at the end of a sentence: what rules cost grows with a line's square."""


def _bounded(text: str) -> Iterator[str]:
    """The lines of a text; one that is longer than `LONGEST_LINE` in parts, each with one character between that is left out."""
    for words in text.split("\n"):
        while len(words) > LONGEST_LINE:
            cut = words.rfind("。", 400, LONGEST_LINE)
            cut = cut if cut > 0 else LONGEST_LINE - 1
            yield words[:cut]
            words = words[cut + 1 :]
        yield words


def lines_of(text: str) -> list[Line]:
    """The lines of a normal text; one that holds several labels is parted before each."""
    lines: list[Line] = []
    at = 0
    for words in _bounded(text):
        begin = 0
        bars = words.count("|")
        if bars >= 3 and words.lstrip().startswith("|") and words.rstrip().endswith("|"):
            lead = words.index("|") + 1
            if bars >= 5 and (places := _paired(words[lead:].rstrip().removesuffix("|"), "|")):
                # a form drawn with label, value, label, value in a row
                ends = [*(lead + place for place in places), len(words.rstrip()) - 1]
                begin = lead
                for bar in ends:
                    lines.append(Line(words[begin:bar], at + begin, len(lines)))
                    begin = bar + 1
                at += len(words) + 1
                continue
            if bars == 3:
                lines.append(Line(words.rstrip().removesuffix("|"), at, len(lines)))
                at += len(words) + 1
                continue
        if "\t" in words:
            for tab in _paired(words):
                lines.append(Line(words[begin:tab], at + begin, len(lines)))
                begin = tab + 1
        else:
            if cards := (_cards(words) or _kinds(words)):
                for start in cards[1:]:
                    lines.append(Line(words[begin:start], at + begin, len(lines)))
                    begin = start
                lines.append(Line(words[begin:], at + begin, len(lines)))
                at += len(words) + 1
                continue
            duties = [] if _DATED.match(words) or _ROW.match(words) else [*_NEXT_DUTY.finditer(words)]
            if (lead := head_of(words)) and not lead[1].isdisjoint(("night", "on_call")):
                duties += [*_NEXT_FACT.finditer(words)]
            for gap in sorted([*_NEXT_LABEL.finditer(words), *duties], key=lambda m: m.start()):
                if (
                    gap.start() > begin
                    and words[begin : gap.start()].strip()
                    and (label_of(gap[1]) or gap[1] in ("呼出", "当直"))
                ):
                    lines.append(Line(words[begin : gap.start()], at + begin, len(lines)))
                    begin = gap.end() - len(gap[1]) - len(gap[2])
        lines.append(Line(words[begin:], at + begin, len(lines)))
        at += len(words) + 1
    return lines


BULLET = re.compile(
    r"[\s|]*(?:(?:<\d+>|\[\d+\]|[■□●○◆◇▼▲▽△★☆・※*＊•◎♦➤▶✓✔·]|-(?=\s|[^\d\s-])|[#]+(?=\s)|(?:\(?\d{1,2}[).]|\(\d{1,2}\)|第\d{1,2}(?=[\s　])|\d{1,2}(?=[ 　、:]|[^\d\s年月日時分:/〜,.人名歳回床円万千%コかヶカ週枠次-])|[ア-オ](?=\s|[.)])|\([ア-コ]\)|[a-z]\))[.、:]?)\s*)*"
)
_BRACKETED = re.compile(
    r"\s*(?:【([^】\n]{1,30})】|\[([^\]\n]{1,30})\]|〔([^〕\n]{1,30})〕|《([^》\n]{1,30})》|〈([^〉\n]{1,30})〉|<([^>\n]{1,30})>|「([^」\n]{1,14})」(?=\s|:|$))\s*:?[ \t]*"
)
_SEPARATOR = re.compile(
    r"[ \t]*(?:\((?!\s*[〇○◯✓✔レ●]?\s*\))[^()\n]{1,24}\))?[ \t]*(?:[:…|]+|\.{2,}|‥+|・{2,}|─{2,}|-{2,}|→|⇒)?[ \t|]*"
)
_GAPPED = re.compile(r"([^\s:。、「」(){}\d][^\s:。、「」()]{1,11})(?:\s{2,}|\t)(?=\S)")
_COLON = re.compile(r"([^:\n。、「」(){}\d][^:\n。、「」]{0,15})\s*:(?!//)[ \t]*")


_NUMBERED_POST = re.compile(r"\s*\(?\d{1,2}[.)]\s*(?:非?常勤)?医師?\s*\d{1,2}\s*[名人]")
_COUNTED_POST = re.compile(
    rf"\s*(?:非?常勤)?医師?\s*\([^()]*(?:{LISTED.pattern})[^()]*\)\s*(?:\d{{1,2}}\s*[名人]|若干名)"
)
_A_POST = re.compile(r"(?:非?常勤|定期|スポット)(?:の)?(?:医師?|先生)")  # 「<常勤医師> 1名」 is a heading, no label


@lru_cache(maxsize=4096)
def head_of(line: str) -> tuple[str, frozenset[str], int] | None:
    """The label at the head of a line: its words, fields and where the value begins; None for a free line.

    An unknown label counts if it stands in brackets or before a colon: its words then belong to no field ("other").
    """
    mark = BULLET.match(line)
    at = mark.end() if mark else 0
    if bracketed := _BRACKETED.match(line, at):
        words = next(group for group in bracketed.groups() if group is not None)
        if _A_POST.fullmatch(words):
            return None
        if fields := label_of(words):
            return words, fields, bracketed.end()
        if (inner := leading_label(words)) and inner.length >= len(words) - 1:
            return words, inner.fields, bracketed.end()
        return None
    if (card := _CARD.match(line.lstrip())) and (fields := label_of(card[1])):
        return card[1], fields, len(line) - len(line.lstrip()) + card.end()
    if _NUMBERED_POST.match(line) or _COUNTED_POST.match(line, at):
        return None
    if found := leading_label(line[at:]):
        after = at + found.length
        if (separator := _SEPARATOR.match(line, after)) is not None:
            # 「内科 外来」: one short word without a mark is a label only before a wide gap or alone on its line
            gap = line[after : separator.end()]
            sure = bool(gap.strip()) or separator.end() >= len(line.rstrip()) or len(gap) > 1 or "\t" in gap or at > 0
            if (
                sure
                or len(found.words) >= 3
                or (
                    "days" in found.fields
                    and re.match(r"毎週|第\d|\d{1,2}[:時月/]|[月火水木金土日][・〜、曜(]", line[separator.end() :])
                )
                or not found.fields.isdisjoint(
                    ("night", "on_call", "housing", "retirement", "pay", "term", "age", "headcount")
                )
            ):
                return found.words, found.fields, separator.end()
    if (
        (gapped := _GAPPED.match(line, at))
        and (fields := hinted(gapped[1])) != frozenset(("other",))
        and not LISTED.search(gapped[1])
    ):
        return gapped[1], fields, gapped.end()
    if unknown := _COLON.match(line, at):
        words = unknown[1].strip()
        if LISTED.match(words) and (
            re.search(r"医\s*\(|\d\s*[名人]|常勤", words)
            or (LISTED.fullmatch(words) and re.match(r"\d{1,2}\s*[名人]|若干名", line[unknown.end() :]))
        ):
            return None  # 「内科医（常勤）1名：年収…」, 「内科：2名、年俸…」 is a post and its terms, not a label
        if (
            len(words) > 2
            and not re.search(r"[はがをに]\s|\d$", words)
            and not words.lower().startswith(("http", "e-mail"))
        ):
            return words, label_of(words) or hinted(words), unknown.end()
    return None


_QUESTION = re.compile(r"\s*[■●・▼]?\s*(?:Q|問|質問)\s*\d{0,2}\s*[.:)、 ]?\s*(?P<words>[^\n]{2,40})$")
_ANSWER = re.compile(r"\s*[→・]?\s*(?:A|答|回答)\s*\d{0,2}\s*[.:)、 ]?\s*(?P<words>\S.*)$")


def _answered(lines: list[Line], index: int) -> tuple[Item, int] | None:
    """A question and the answer in the line below as a label and its words; and the index after them."""
    question = _QUESTION.match(lines[index].text)
    if question is None or index + 1 >= len(lines):
        return None
    answer = _ANSWER.match(lines[index + 1].text)
    if answer is None:
        return None
    line = lines[index + 1]
    begin = line.start + answer.start("words")
    item = Item(asked(question["words"]), question["words"], answer["words"], begin, line.number)
    return item, index + 2


def items_of(lines: list[Line], text: str) -> list[Item]:
    """The items of some lines in a row. A label takes the lines after it until the next label or an empty line."""
    items: list[Item] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.blank:
            index += 1
            continue
        if (answered := _answered(lines, index)) is not None:
            item, index = answered
            items.append(item)
            continue
        head = head_of(line.text)
        if head is None:
            items += _pieces(line)
            index += 1
            continue
        words, fields, value_at = head
        if unit := re.search(r"\((?:千円|万円|円)\)", line.text[:value_at]):
            words += unit.group()
        following = index + 1
        alone = not line.text[value_at:].strip()
        if alone and fields.isdisjoint(("process", "remark", "title")) and _value_below_a_gap(lines, following):
            following += 1
        end = line.start + len(line.text.rstrip())
        while following < len(lines) and _belongs(
            lines,
            following,
            alone and following <= index + 2 and not text[line.start + value_at : end].strip(),
            alone,
            line,
        ):
            end = lines[following].start + len(lines[following].text.rstrip())
            following += 1
        if alone and following == index + 1 and line.text.rstrip().endswith(")") and "(" in line.text:
            value_at = line.text.index("(")  # 「医師住宅（家賃無料）」: the brackets are all there is
        begin = min(line.start + value_at, end)
        value = text[begin:end]
        if unit := re.match(r"\s*\(?(千円|万円)\)?\s+(?=\S)", value):
            words += f"({unit[1]})"
        if re.fullmatch(r"\s*(?:同上|同\s上|〃)\s*", value) and items:
            items.append(Item(fields, words, items[-1].text, items[-1].start, line.number))
            index = following
            continue
        skipped = len(value) - len(value.lstrip())
        if alone and (dash := re.match(r"\s*(?:-\s+|・\s*(?=\S))", value)) and "\n" not in value.strip():
            skipped = dash.end()  # 「- 所在地」, below it 「- 新潟県十日町市」
        items.append(Item(fields, words, value[skipped:], begin + skipped, line.number))
        index = following
    return items


_SELF = (
    (
        re.compile(
            rf"(?:{LISTED.pattern})(?:\s*(?:[・、,/&]|または|又は|or|と)\s*(?:{LISTED.pattern}))*(?:\s*の?いずれか)?(?:\([^()]*\))?$"
        ),
        "specialty",
    ),
    (re.compile(r"(?:計|各)?\d{1,2}\s*[名人](?:程度)?\s*(?:\([^()]*\))?$|若干名$"), "headcount"),
    (
        re.compile(
            r"(?:非?常勤(?:医師?|職員)?|スポット|定期非常勤|パート(?:タイム)?|アルバイト|単発|定期|任期付|正規?(?:職員|雇用|社員)|嘱託(?:職員)?|フルタイム)(?:\s*(?:または|又は|もしくは|・|or|、|/|と)\s*(?:非?常勤|スポット|定期非常勤|パート|単発|定期))*(?:\([^()]*\))?(?:\s*(?:いずれも|とも|どちら(?:でも)?)?可)?$"
        ),
        "employment",
    ),
)
_PIECE = re.compile(
    r"(?<!\d)(?<![月火水木金土日](?=/[月火水木金土日](?:[/\s(午終曜]|$)))\s*/\s*(?!年(?![俸収額間報齢令])|月(?![給額収俸曜・〜、火水木金土日 午終当AP]|\d)|日(?![給当額曜直・])|週(?!\d)|[回時](?!給|間給)|コ(?!マ\s*\d)|半(?!日[給額]?\s*\d)|1(?:日|回|コマ|時間)(?!\s*\d))|\s/\s|\s{2,}|\s(?=(?:非?常勤|スポット)?\s*計?\d{1,2}[名人]|非?常勤|スポット|若干名)|(?<=常勤)(?=\d{1,2}[名人])|(?<=】)\s*"
    rf"|\s*\|\s*|(?<=\))\s+(?=(?:{LISTED.pattern})(?:\s|$))|(?<=\d[名人])\s+(?=年[収俸額]|日[給額当]|月[給額]|時給|報酬|給与)"
)
_HEAD_DEPARTMENT = re.compile(
    rf"\s*(?:{LISTED.pattern})(?:\s*(?:[・、,&]|または|又は|or)\s*(?:{LISTED.pattern}))*(?=\s)"
)


_COUNTED = re.compile(
    rf"(?<![一-龥ァ-ヶ])(?:{LISTED.pattern})医?師?\s?\d{{1,2}}[名人](?:\s?[、,・/]\s?(?:{LISTED.pattern})医?師?\s?\d{{1,2}}[名人])+(?:\((?:いずれも|各|とも)?[^()]{{0,10}}常勤[^()]{{0,8}}\))?(?=\s|$|\(|、)"
)


def _pieces_of(line: Line) -> list[Item]:
    return _pieces(line) if line.text.strip(" 、。/|()[]【】■□●○◆◇▼▲・※0123456789") else []


def _pieces(line: Line) -> list[Item]:
    """A free line; parted at bars and gaps if a part of it is a department, a number of people or a kind of employment."""
    mark = BULLET.match(line.text)
    at = mark.end() if mark else 0
    if _KIND_HEAD.match(line.text, at):
        return [Item(NOTHING, "", line.text, line.start, line.number)]  # 「【常勤】定年65歳」 holds for that kind
    parts: list[tuple[int, str]] = []
    if first := _HEAD_DEPARTMENT.match(line.text, at):
        parts.append((at, first.group()))
        at = first.end()
    if (many := _COUNTED.search(line.text)) is not None and many.end() > at:
        # 「外科 2名、麻酔科 1名」 stays together
        front = Line(line.text[: many.start()], line.start, line.number)
        rest = Line(line.text[many.end() :], line.start + many.end(), line.number)
        together = Item(frozenset(("specialty",)), "", many.group(), line.start + many.start(), line.number)
        return [*_pieces_of(front), together, *_pieces_of(rest)]
    cells = list(re.finditer(r"\S+", line.text[at:]))
    if (
        len(cells) >= 5
        and "/" not in line.text
        and any(LISTED.fullmatch(cell.group()) for cell in cells)
        and "。" not in line.text
    ):
        return [_piece(line, at + cell.start(), cell.group()) for cell in cells]
    for gap in _PIECE.finditer(line.text, at):
        if gap.start() < at or line.text.count("(", at, gap.start()) > line.text.count(")", at, gap.start()):
            continue  # 「(唐津虹の病院/佐賀県唐津市)」 stays whole
        parts.append((at, line.text[at : gap.start()]))
        at = gap.end()
    parts.append((at, line.text[at:]))
    parts = [(begin, part) for begin, part in parts if part.strip()]
    named = [
        next((field for pattern, field in _SELF if pattern.match(part.strip("【】[]<>〔〕 "))), None)
        for _, part in parts
    ]
    if not any(named) and not (line.text.count("/") >= 1 and "。" not in line.text and len(parts) > 1):
        return [Item(NOTHING, "", line.text, line.start, line.number)]
    items = []
    for (begin, part), field in zip(parts, named, strict=True):
        bare = part.strip("【】[]<>〔〕 ") if field else part.strip()
        start = line.start + begin + part.index(bare)
        if field is None and (head := head_of(bare)) is not None and bare[head[2] :].strip():
            items.append(Item(head[1], head[0], bare[head[2] :], start + head[2], line.number))
            continue
        items.append(Item(frozenset((field,)) if field else NOTHING, "", bare, start, line.number))
    return items


def _indent(words: str) -> int:
    return len(words) - len(words.lstrip())


def _value_below_a_gap(lines: list[Line], at: int) -> bool:
    """Whether one empty line stands between a label and its value."""
    return at + 1 < len(lines) and lines[at].blank and not lines[at + 1].blank and head_of(lines[at + 1].text) is None


def _piece(line: Line, begin: int, words: str) -> Item:
    """One cell of a line, with what it speaks of where it says so itself."""
    field = next((field for pattern, field in _SELF if pattern.match(words)), None)
    return Item(frozenset((field,)) if field else NOTHING, "", words, line.start + begin, line.number)


# Words that are a label of some forms, and in others what stands below one.
_KINDS_ALONE = re.compile(r"(?:非?常勤|パート|スポット)(?:(?:・|/|、|または|又は)(?:非?常勤|パート|スポット))+")


def _belongs(lines: list[Line], index: int, first_of_empty: bool, alone: bool, head: Line) -> bool:
    line = lines[index]
    if line.blank:
        return False
    if not alone and _indent(line.text) <= _indent(head.text):
        return False  # what belongs to a label stands further in than the label
    if head_of(line.text) is not None and not (first_of_empty and _KINDS_ALONE.fullmatch(line.text.strip())):
        return False
    stripped = line.text.lstrip()
    if re.match(r"[■□●◆◇▼▲★☆【〔《〈≫]|<\d+>|\[\d+\]|No\.", stripped):
        return first_of_empty and stripped[0] not in "■□●◆◇▼▲★☆【〔《〈≫<[N"
    if not first_of_empty and re.match(
        r"(?:(?:社会|特定)?医療法人|社会福祉法人|(?:公益|一般)?(?:社団|財団)法人|学校法人|〒|株式会社|(?:北海道|東京都|大阪府|京都府|[一-龥]{2,3}県)[一-龥ぁ-んァ-ヶ]{1,6}[市郡区町村])",
        stripped,
    ):
        return False
    return not re.fullmatch(r"[-=_*─━—ー~〜・]{5,}", stripped.strip())


_STOP = re.compile(r"(?<=[。!?])|\n|(?=※)|(?=\s[・●○■◆])|[;]")


@lru_cache(maxsize=4096)
def sentences(item: Item) -> tuple[tuple[str, int], ...]:
    """The sentences of an item with their places in the normal text."""
    found, at = [], 0
    for stop in _STOP.finditer(item.text):
        if stop.start() > at:
            found.append((item.text[at : stop.start()], item.start + at))
        at = stop.end()
    if at < len(item.text):
        found.append((item.text[at:], item.start + at))
    return tuple(found)


def clauses(words: str, start: int, stops: str = r"[、。,;\n()]|\s{2,}|(?<=\S)\s(?=\S)") -> Iterator[tuple[str, int]]:
    """Parts of a sentence with their places."""
    at = 0
    for stop in re.finditer(stops, words):
        if stop.start() > at:
            yield words[at : stop.start()], start + at
        at = stop.end()
    if at < len(words):
        yield words[at:], start + at


__all__ = ["BY_LABEL", "Item", "Line", "clauses", "head_of", "items_of", "lines_of", "sentences"]
