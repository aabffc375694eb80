"""What stands below or beside the name of a department among the terms: it holds for the post of that department alone.

「科ごとの条件」, below it 「産婦人科」 with lines of its own, or 「麻酔科　当直 なし、オンコール 月5回」.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from enishi.openings.reading.departments import A_SHORT_LIST, LISTED, canonical
from enishi.openings.reading.entries import ENDING, RULE, indent
from enishi.openings.reading.heads import SYMBOL
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.labels import label_of
from enishi.openings.reading.line import NOTHING, Item, Line
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.scoping import Post

# Each run of blanks is taken as a whole (*+): a blanked line of many would be tried in every way.
_NAMED = rf"\s*+(?:(?:[・*○●◇◎■□▼▽★☆-]|\d[.)])\s*+)?(?:(?P<open>[(\[【<〔])\s*+)?(?P<list>{A_SHORT_LIST})(?:の?(?:非?常勤)?(?:医師?|の先生))?"
_HEADS = lazy(rf"{_NAMED}(?:について|の(?:場合|条件|勤務))?\s*+(?(open)[)\]】>〕])\s*+:?\s*+")
_LEADS = lazy(
    rf"{_NAMED}(?:\s*+(?(open)[)\]】>〕]\s*+:?\s*+|:\s*+)|(?(open)(?!)|\s++))(?!{LISTED.pattern}|[・、])(?=\S)"
)


@dataclass(frozen=True, slots=True)
class _Region:
    """departments: whose; lines: the numbers of the lines below or beside their name."""

    departments: frozenset[str]
    lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rows of departments below a line of labels: 「当直 オンコール」, below it 「麻酔科 月2回 月5回」. rows: the items of each."""

    rows: dict[str, list[Item]]
    lines: frozenset[int]


_WORDS = lazy(r"\S+")
_ROW = lazy(A_SHORT_LIST)


def _grid(lines: Sequence[Line]) -> _Grid | None:
    """The first such grid of at least two departments."""
    for at, line in enumerate(lines):
        labels = [(found.group(), label_of(found.group())) for found in _WORDS.finditer(line.text)]
        if labels and (labels[0][0] == "科" or "specialty" in labels[0][1]):
            labels = labels[1:]  # what the column of the names is called
        if len(labels) < 2 or not all(fields for _, fields in labels):
            continue
        rows: dict[str, list[Item]] = {}
        taken = [line.number]
        for row in lines[at + 1 :]:
            name, *cells = _WORDS.finditer(row.text) if not row.blank else (None,)
            if name is None or not _ROW.fullmatch(name.group()):
                break
            if len(cells) == len(labels) + 1 and cells[-1].group()[0] in "※(→★":
                labels_here = [*labels, ("", NOTHING)]  # 「※取下げ」
            else:
                labels_here = labels
            if len(cells) != len(labels_here):
                break
            told = [
                Item(fields, label, cell.group(), row.start + cell.start(), row.number)
                for (label, fields), cell in zip(labels_here, cells, strict=True)
            ]
            rows |= {canonical(found.group()): told for found in LISTED.finditer(name.group())}
            taken.append(row.number)
        if len(rows) >= 2:
            return _Grid(rows, frozenset(taken))
    return None


def told_apart(posts: Sequence[Post], lines: Sequence[Line]) -> None:
    """Takes from each post the lines below the name of a department that another of the posts seeks and it does not."""
    sought = [_departments_of(post) for post in posts]
    every = set().union(*sought)
    if len(posts) < 2 or len(every) < 2:
        return
    if (grid := _grid(lines)) is not None and grid.rows.keys() <= every and not _rows_of_posts(posts, grid):
        for post, mine in zip(posts, sought, strict=True):
            told = next((items for name, items in grid.rows.items() if name in mine), [])
            post.own = [*(item for item in post.own if item.line not in grid.lines), *told]
            post.shared = [item for item in post.shared if item.line not in grid.lines]
    regions = [one for one in _regions(lines) if one.departments <= every]
    if len({one.departments for one in regions}) < 2:
        return
    for post, mine in zip(posts, sought, strict=True):
        theirs = {number for one in regions if mine and mine.isdisjoint(one.departments) for number in one.lines}
        if own := [item for item in post.own if item.line not in theirs]:
            post.own = own
            post.shared = [item for item in post.shared if item.line not in theirs]


def _rows_of_posts(posts: Sequence[Post], grid: _Grid) -> bool:
    """Whether the rows are those of the table that parts the posts."""
    return any(item.cell and item.line in grid.lines for post in posts for item in post.own)


def _departments_of(post: Post) -> set[str]:
    if "specialties" in post.given:
        return set(post.given["specialties"].value)
    return {
        canonical(found.group())
        for item in post.own[:2]
        if item.about("specialty", "title") or not item.fields
        for found in LISTED.finditer(item.text)
    }


def _regions(lines: Sequence[Line]) -> list[_Region]:
    found: list[_Region] = []
    for at, line in enumerate(lines):
        if head := _HEADS.fullmatch(line.text):
            below = _below(lines, at)
        elif head := _LEADS.match(line.text):
            below = _deeper(lines, at)
        else:
            continue
        if below or not _HEADS.fullmatch(line.text):
            names = frozenset(canonical(one.group()) for one in LISTED.finditer(head["list"]))
            found.append(_Region(names, frozenset((line.number, *(one.number for one in below)))))
    return found


def _deeper(lines: Sequence[Line], at: int) -> list[Line]:
    """The lines that stand deeper, up to the next that does not."""
    below: list[Line] = []
    for line in lines[at + 1 :]:
        if line.blank or indent(line) <= indent(lines[at]) or _LEADS.match(line.text) or _HEADS.fullmatch(line.text):
            break
        below.append(line)
    return below


def _below(lines: Sequence[Line], at: int) -> list[Line]:
    """The lines below a heading: those deeper than it, else those without a label up to the next gap or heading."""
    if deeper := _deeper(lines, at):
        return deeper
    below: list[Line] = []
    for line in lines[at + 1 :]:
        if line.blank or _HEADS.fullmatch(line.text) or ENDING.match(line.text) or RULE.match(line.text):
            break
        if head_of(line.text) is not None:
            break  # the rows of a table may end here, and what holds for all begin
        if (symbol := SYMBOL.match(line.text)) and symbol["mark"] == lines[at].text.strip()[0]:
            break
        below.append(line)
    return below
