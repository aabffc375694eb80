"""What a letter that changes a post says was so before: blank in the normal form, so that what holds now is read as if said alone.

Whichever way it is told: in two columns, in two lines below each item, in two lists, or side by side in a line. A value whose new one
is 「変更なし」 stands.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enishi.openings.reading import patterns
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.labels import label_of
from enishi.openings.reading.line import blanked
from enishi.openings.reading.patterns import lazy

_TURNS = r"(?:変更|改定|改正|改訂|見直し|訂正|修正|差し?替え|更新)"
_WHAT = r"(?:の?(?:条件|内容|登録|掲載|記載|求人票?|募集条件))?"
_SURELY_BEFORE = rf"(?:(?:{_TURNS}の?前|これまで|従来|従前|現行|旧条件|前回|掲載中|登録済み?|当初){_WHAT}|現在の(?:登録|内容|条件|掲載|記載))"
_SURELY_AFTER = rf"(?:{_TURNS}の?後|これから|新条件|今回|今後){_WHAT}"
_IS_BEFORE = lazy(rf"\W*(?:{_SURELY_BEFORE}|(?:旧|現在|現状|前|誤|登録|元){_WHAT})(?:\([^()]{{1,12}}\))?\W*")
_IS_AFTER = lazy(rf"\W*(?:{_SURELY_AFTER}|(?:新|後|正|変更|修正|訂正){_WHAT})(?:\([^()]{{1,12}}\))?\W*")
_SIDE_BY_SIDE = lazy(
    rf"(?:を?(?:変更|改め|訂正|修正|改定)[^\W\n]{{0,5}}。 *)?[(【\[<]?(?<!\w)(?:{_SURELY_BEFORE}|旧|現|誤|(?<=[(【\[<])前)(?:[)】\]>] *:?| *:)[^\n]{{1,60}}?[(【\[<]?(?<!\w)(?:{_SURELY_AFTER}|新|正|(?<=[(【\[<])後)(?:[)】\]>] *:?| *:)"
)
# 「年俸  (誤)1,400万円」 and 「(正)1,600万円」 below it
_WRONG_ABOVE_RIGHT = lazy(
    r"(?m)^(?P<label> *[^\s(][^\n(]{0,14}? +)(?P<wrong>[(【\[<]誤[)】\]>][^\n]{0,60}\n[ \t]*[(【\[<]正[)】\]>])"
)
# 「定年を「60歳」から「65歳」に改めます」
_QUOTED = lazy(
    r"を?「[^「」\n]{1,30}」(?:から|を|は)、?「(?P<new>[^「」\n]{1,30})」(?:に|へと?)、?(?:変更|改め|訂正|修正|改定|直し|引き上げ|引き下げ|見直)[^。、\n]{0,14}。?"
)
_CHANGES = lazy(
    rf"{_TURNS}(?:届|を|し|いた|の(?:お願い|お知らせ|ご連絡|件)|に?ついて|箇所|点)|改め|お詫びと訂正|差し替え"
)
_OVER_OR_LATER = lazy(
    r"決|充足|終了|停止|中止|締切|取り?下げ|成約|満枠|埋ま|済|(?:その|定年|退職|満了)?(?:後|以降)|再雇用|嘱託"
)
_ADDED = lazy(r"[^。、(]*(?:も|を)\s?(?:新たに)?(?:追加|加え|増や|新設)")
_LINE_BEFORE = lazy(
    rf"\s*[^\w\s]?\s*[(【\[<]?(?:{_SURELY_BEFORE}|旧|誤|前)(?:[)】\]>]\s*[:=…]?\s*|\s*[:=…]\s*|[ ]+)(?=\S)"
)
_LINE_AFTER = lazy(
    rf"\s*[^\w\s]?\s*(?:→|⇒)?\s*[(【\[<]?(?:{_SURELY_AFTER}|新|正|後)[)】\]>]?(?:\s*[:=…]\s*|[ ]+)(?=\S)"
)
_AS_BEFORE = lazy(
    r"\W*(?:(?:変更|変わり)(?:点)?(?:は)?(?:なし|無し?|ありません|ございません)|変わらず|変わりません|変えず|同じ|同左|左に同じ|〃|そのまま|(?:従来|現行|これまで|変更前)(?:の)?(?:とおり|どおり|通り|同じ|に同じ))\W*"
)
_BETWEEN_TABS = lazy(r"(?:^|(?<=\t))[^\t]*(?=\t|$)")
_TWO_WORDS = lazy(r"[^\s]+ [^\s]+")
_GAP = lazy(r"[^\s](?:[^\s]| (?=[^\s→⇒]))*")
_ARROW = lazy(r"[→⇒]")
_HINT = lazy(r"[前旧誤→⇒]|」(?:から|を|は)、?「|これまで|従来|現行|現在|登録|掲載中|当初")
HEAD = 600
"""Characters at the beginning of a letter in which it says that it changes a post."""
LONGEST_LIST = 25
"""Lines that a list of what was before may have."""


@dataclass(frozen=True, slots=True)
class _Cell:
    words: str
    start: int
    end: int


def canonical(text: str) -> str:
    """The text with blanks where it tells what was before, and where it names the two sides; of the same length."""
    if not _HINT.search(text):
        return text
    text = _WRONG_ABOVE_RIGHT.sub(lambda found: found["label"] + " " * len(found["wrong"]), text)
    lines = _columns(text.split("\n"))
    if _CHANGES.search(text, 0, HEAD):
        lines = [_behind_an_arrow(line) for line in lines]
    text = _below_each_other(_joined(_two_lists(lines), text))
    text = _SIDE_BY_SIDE.sub(lambda found: " " * len(found.group()), text)
    return _QUOTED.sub(_only_the_new, text)


def _only_the_new(found: re.Match[str]) -> str:
    begin, end = found.start("new") - found.start(), found.end() - found.end("new")
    return " " * begin + found["new"] + " " * end


def _joined(lines: Sequence[str], before: str) -> list[str]:
    """The lines; one that lost all its words is the beginning of the next, since an empty line would part what stands around it."""
    kept: list[str] = []
    carried = ""
    for line, was in zip(lines, before.split("\n"), strict=True):
        if was.strip() and not line.strip():
            carried += line + " "
        else:
            kept.append(carried + line)
            carried = ""
    return [*kept, carried[:-1]] if carried else kept


def _cells(line: str) -> list[_Cell]:
    """The cells of a line, parted by tabs, bars, strokes or gaps; an arrow parts two as well."""
    if line.count("\t") == 2 and line.strip():
        return [_Cell(m.group().strip(), m.start(), m.end()) for m in _BETWEEN_TABS.finditer(line)]
    if "\t" in line:
        parts = [*patterns.finditer(r"[^\t]+", line)]
    elif line.count("|") >= 2:
        parts = [*patterns.finditer(r"[^|]+", line)]
    elif line.count("/") == 2 and "  " not in line.strip():
        parts = [*patterns.finditer(r"[^/]+", line)]
    else:
        parts = [*_GAP.finditer(line)]
    cells = []
    for part in parts:
        at = part.start()
        for arrow in [*_ARROW.finditer(line, part.start(), part.end()), None]:
            end = arrow.start() if arrow else part.end()
            if words := line[at:end].strip():
                begin = at + line[at:end].index(words)
                cells.append(_Cell(words, begin, begin + len(words)))
            at = end + 1
    return cells


def _heads_both(cells: Sequence[_Cell]) -> bool:
    return (
        2 <= len(cells) <= 4
        and _IS_BEFORE.fullmatch("".join(cells[-2].words.split())) is not None
        and _IS_AFTER.fullmatch("".join(cells[-1].words.split())) is not None
    )


def _columns(lines: list[str]) -> list[str]:
    """Lines of a table of what was and what is: a label and the value that holds."""
    kept: list[str] = []
    inside, now_at = False, 0
    for line in lines:
        cells = _cells(line)
        if inside and len(cells) == 2:
            cells = _at_one_blank(cells, now_at)
        if _heads_both(cells):
            inside, now_at = True, cells[-1].start
            line = " " * len(line)
        elif inside and not re.search(r"\w", line):
            line = " " * len(line) if line.strip() else line
        elif inside and _is_row(cells):
            line = _what_holds(line, cells[-2], cells[-1])
        elif inside and not (len(cells) == 1 and cells[0].start >= now_at - 2 > 0):
            inside = False
        kept.append(line)
    return kept


def _at_one_blank(cells: Sequence[_Cell], now_at: int) -> list[_Cell]:
    """Two cells as three where a long label or value leaves hardly a gap: 「オンコール なし    応相談」."""
    first, last = cells
    for cell in (first, last):
        if _TWO_WORDS.fullmatch(cell.words) and (cell is first or cell.start < now_at):
            at = cell.start + cell.words.index(" ")
            parts = [
                _Cell(cell.words[: at - cell.start], cell.start, at),
                _Cell(cell.words[at - cell.start + 1 :], at + 1, cell.end),
            ]
            return [*parts, last] if cell is first else [first, *parts]
    return [*cells]


def _is_row(cells: Sequence[_Cell]) -> bool:
    """Whether they are a label and two values: 「年 俸」 is one label in two cells."""
    label = cells[:-2]
    return len(label) == 1 or (len(label) > 1 and all(len(cell.words) == 1 for cell in label))


# How many of those sought before were found, which the number beside it leaves out: 「3名 → 2名(1名は内定)」.
_PEOPLE = lazy(r"\D{0,4}(?P<n>\d)\s*[名人]\D*")
_SOME_FOUND = lazy(
    r"\D{0,4}(?P<n>\d)\s*[名人]\s*(?P<told>[(※][^()]*?(?<!\d)(?P<k>\d)\s*[名人][^()]*(?:内定|決|採用|着任|充足)[^()]*\)?)"
)


def _without_those_found(line: str, was: str, at: int) -> str:
    """The line less what stands in brackets behind the number at `at`, where this is the number before less those found."""
    before, now = _PEOPLE.fullmatch(was.strip()), _SOME_FOUND.match(line, at)
    if before is None or now is None or int(before["n"]) - int(now["k"]) != int(now["n"]):
        return line
    return blanked(line, now.start("told"), now.end("told"))


def _what_holds(line: str, was: _Cell, now: _Cell) -> str:
    if _AS_BEFORE.fullmatch(now.words):
        return blanked(line, was.end, now.end)
    line = _without_those_found(line, was.words, now.start)
    sign = max(line.rfind(one, was.end, now.start) for one in "\t|")
    return blanked(blanked(line, was.start, now.start if sign < 0 else sign), _end_of_label(line, was), was.start)


def _end_of_label(line: str, was: _Cell) -> int:
    return len(line[: was.start].rstrip(" \t|/→⇒"))


def _behind_an_arrow(line: str) -> str:
    """「年齢:60歳以下 → 不問」 of a letter that changes a post: whatever stands behind the arrow replaces what stands before it."""
    arrows = [*_ARROW.finditer(line)]
    head = head_of(line) if len(arrows) == 1 else None
    if head is None or not label_of(head[0]) or head[2] >= arrows[0].start():
        return line
    new = line[arrows[0].end() :].strip()
    if (
        not new
        or _ADDED.match(new)
        or _OVER_OR_LATER.search(new.partition("(")[0][:12])
        or "。" in line[: arrows[0].start()]
    ):
        return line
    if _AS_BEFORE.fullmatch(new):
        return blanked(line, arrows[0].start(), len(line))
    line = _without_those_found(line, line[head[2] : arrows[0].start()], arrows[0].end())
    return blanked(line, head[2], arrows[0].end())


def _two_lists(lines: list[str]) -> list[str]:
    """Without a list of what was before, where one of what is now follows; an item that the second does not tell stands."""
    for at, line in enumerate(lines):
        if not (line.strip() and _IS_BEFORE.fullmatch(line.strip())):
            continue
        then = next(
            (i for i in range(at + 1, min(at + LONGEST_LIST, len(lines))) if _IS_AFTER.fullmatch(lines[i].strip())),
            None,
        )
        if then is None:
            continue
        told = {label for words in lines[then + 1 : then + LONGEST_LIST] if (label := _label(words))}
        for i in (at, then, *(i for i in range(at + 1, then) if _label(lines[i]) in told)):
            lines[i] = " " * len(lines[i])
    return lines


def _label(line: str) -> str:
    head = head_of(line)
    return "".join(head[0].split()) if head else ""


def _below_each_other(lines: list[str]) -> str:
    """「訂正前 …」 and 「訂正後 …」 below the name of an item, or the first of them beside it: the name and what holds, in one line."""
    joined = "\n".join(lines)
    spans = [*_spans(lines)]
    for at, (line, then) in enumerate(itertools.pairwise(lines)):
        now = _LINE_AFTER.match(then)
        head = head_of(line) if now else None
        beside = line.find(head[0]) + len(head[0]) if head else 0
        was = (_LINE_BEFORE.match(line) or _LINE_BEFORE.match(line, beside)) if now else None
        if was is None or now is None:
            continue
        begin, end, below = spans[at] + was.start(), spans[at] + was.end(), spans[at + 1]
        if at and was.start() == 0 and _names_an_item(lines[at - 1]):
            begin -= 1  # the end of the line above
        if _AS_BEFORE.fullmatch(then, now.end()):
            joined = blanked(blanked(joined, begin, end), below - 1, below + len(then))
        else:
            joined = blanked(joined, begin, below + now.end())
    return joined


def _names_an_item(line: str) -> bool:
    return bool(label_of(re.sub(r"^[(\d.)、\s]+", "", line.strip(" ・■◆●▼○【】[]<>:"))))


def _spans(lines: Sequence[str]) -> Iterator[int]:
    at = 0
    for line in lines:
        yield at
        at += len(line) + 1
