"""Posts told by an outline: 「(1)」 and 「(2)」 below each of its headings, or a department after another below a post's head."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from enishi.openings.reading.departments import A_SHORT_LIST, LISTED, canonical
from enishi.openings.reading.entries import indent
from enishi.openings.reading.heads import KIND_OF_WORK
from enishi.openings.reading.label_heads import BULLET, head_of
from enishi.openings.reading.labels import OPENING_FIELDS, label_of
from enishi.openings.reading.line import Item, Line
from enishi.openings.reading.scoping import Post

_MARK = re.compile(
    r"\s*[・■●○]?\s*(?P<form>[(\[【<〔](?P<mark>\d|[A-Eア-オ甲乙丙])[)\]】>〕]|(?:区分|コース|募集|枠)?\s*(?P<bare>[A-Eア-オ甲乙丙])(?=[\s.:)]\s*))[.:)]?\s*(?=\S)"
)
_OF_A_FACT = frozenset(
    (*OPENING_FIELDS, "housing", "age", "retirement", "term", "recruiting", "remark", "other")
) - frozenset(("title",))
# What stands beside a mark below the first heading is read twice: for the departments and people, and for the kind of work.
_DEPARTMENTS, _KIND = frozenset(("specialty", "headcount")), frozenset(("employment",))


_MORE = re.compile(r"(?:[・、〜と]?\s?[(\[【<〔](?:\d|[A-Eア-オ甲乙丙])[)\]】>〕]\s*)+(?=\S)")


def _name(mark: re.Match[str]) -> str:
    return str(mark["mark"] or mark["bare"])


def _names(mark: re.Match[str]) -> tuple[list[str], int]:
    """The marks that stand together at the head of a line, and where its words begin: 「(1)(2) 常勤」."""
    more = _MORE.match(mark.string, mark.end()) if mark["mark"] else None
    if more is None:
        return [_name(mark)], mark.end()
    others = re.findall(r"[\dA-Eア-オ甲乙丙]", more.group())
    if "〜" in more.group():
        others = [chr(code) for code in range(ord(_name(mark)) + 1, ord(others[-1]) + 1)]
    return [_name(mark), *others], more.end()


@dataclass(slots=True)
class _Section:
    """A heading and the lines below it by their marks."""

    label: str
    fields: frozenset[str]
    number: int
    parts: dict[str, list[Line]] = field(default_factory=dict)

    def add(self, mark: re.Match[str], line: Line) -> list[Line]:
        """The lines of the marks at the head of this one, begun with its words."""
        names, end = _names(mark)
        part = [Line(line.text[end:], line.start + end, line.number)]
        for name in names:
            self.parts.setdefault(name, part)
        return part


def crossed(lines: Sequence[Line], text: str) -> tuple[list[Post], list[Line]]:
    """A post for each mark that comes round below several headings, and the lines that are nobody's alone. Else none.

    The first heading with marks tells whose they are: 「1 診療科 (1)内科 (2)眼科」, 「2 給与 (1)年額… (2)日額…」.
    """
    sections = [one for one in _sections(lines) if "process" not in one.fields]
    while sections and (len(sections[0].parts) < 2 or not _name_posts(sections[0])):
        sections = sections[1:]
    if not sections:
        return [], []
    marks = list(sections[0].parts)
    rest = [one for one in sections[1:] if {*one.parts} <= {*marks} and not one.fields.isdisjoint(_OF_A_FACT)]
    if not any(len(one.parts) >= 2 for one in rest):
        return [], []
    sections = [sections[0], *rest]
    if any(_departments(one.parts[mark]) - _departments(sections[0].parts[mark]) for one in rest for mark in one.parts):
        return [], []  # the marks of each heading are its own: 「(1)内科」, below another 「(1)内科及び外科」
    taken = {line.number for one in sections for part in one.parts.values() for line in part}
    taken |= {one.number for one in sections}
    posts = []
    for mark in marks:
        own = [_item(one.fields, one, mark, text) for one in sections[1:] if mark in one.parts]
        head = [_item(fields, sections[0], mark, text) for fields in (_DEPARTMENTS, sections[0].fields | _KIND)]
        posts.append(Post([*head, *own], [], mark=mark))
    return posts, [line if line.number not in taken else Line("", line.start, line.number) for line in lines]


def _departments(part: Sequence[Line]) -> set[str]:
    """The departments that the first words of a part name."""
    head = re.match(rf"\s*{A_SHORT_LIST}(?=\s|$|は|:)", part[0].text)
    return {canonical(m.group()) for m in LISTED.finditer(head.group())} if head else set()


def _name_posts(section: _Section) -> bool:
    """Whether each mark below a heading names a kind of work or a department."""
    words = ["\n".join(line.text for line in part) for part in section.parts.values()]
    return all(KIND_OF_WORK.search(one) or LISTED.search(one) for one in words)


def _item(fields: frozenset[str], section: _Section, mark: str, text: str) -> Item:
    part = section.parts[mark]
    begin, end = part[0].start, part[-1].start + len(part[-1].text.rstrip())
    return Item(fields, section.label, text[begin:end], begin, part[0].number)


def _sections(lines: Sequence[Line]) -> Iterator[_Section]:
    """The headings below which lines are marked 1, 2, … or A, B, … in this order."""
    lines = [part for line in lines for part in _parted_at_marks(line)]
    at = 0
    while at < len(lines):
        head = lines[at]
        if head.blank or _MARK.match(head.text):
            at += 1
            continue
        label, fields, value = _heading(head)
        section = _Section(label, fields, head.number)
        following = at + 1
        part: list[Line] | None = None
        form = ""
        for one in _parted_at_marks(Line(head.text[value:], head.start + value, head.number)):
            if beside := _MARK.match(one.text):  # 「当直 (1)月2回 (2)なし」
                part = section.add(beside, one)
                form = beside["form"].replace(_name(beside), "0")
        depth = 0
        while following < len(lines) and not lines[following].blank:
            line = lines[following]
            mark = _MARK.match(line.text)
            if mark and form in ("", mark["form"].replace(_name(mark), "0")) and _name(mark) not in section.parts:
                part = section.add(mark, line)
                form, depth = mark["form"].replace(_name(mark), "0"), indent(line)
            elif part is not None and indent(line) > max(depth, indent(head)):
                part.append(line)
            else:
                break
            following += 1
        if section.parts and [*section.parts] == sorted(section.parts):
            yield section
            at = following
        else:
            at += 1


def _parted_at_marks(line: Line) -> Iterator[Line]:
    """A line that begins with a mark, parted before the next ones: 「A 月2回  B なし」."""
    first = _MARK.match(line.text)
    cuts = [m for m in re.finditer(r"[\s、/]+(?=\S)", line.text) if first and m.start() >= first.end()]
    begin, seen = 0, [_name(first)] if first else []
    for cut in cuts:
        mark = _MARK.match(line.text, cut.end())
        if mark and first and _name(mark) > seen[-1] and (mark["bare"] is None) == (first["bare"] is None):
            yield Line(line.text[begin : cut.start()], line.start + begin, line.number)
            begin = cut.end()
            seen.append(_name(mark))
    yield Line(line.text[begin:], line.start + begin, line.number)


def _heading(line: Line) -> tuple[str, frozenset[str], int]:
    """Words and fields of a heading, and where what stands beside it begins."""
    if (head := head_of(line.text)) is not None:
        return head
    mark = BULLET.match(line.text)
    words = line.text[mark.end() if mark else 0 :].strip()
    return words, label_of(words), len(line.text)


_DEPARTMENT = re.compile(rf"\s*[・*○●◇\-]?\s*(?P<list>{A_SHORT_LIST})(?=\s|:|\(|$)")
_FOR_ALL = re.compile(r"\s*[・※*]?\s*(?:いずれも|どちらも|両科|各科|共\s*通|ともに|すべて|全て)")
_OF_ONE_OWN = re.compile(r"[月火水木金土日](?:曜|・|〜)|週\s*\d|\d[\d,.]*\s*(?:万|千)?円|\d+\s*万")


def by_department(block: list[Line]) -> list[list[Line]]:
    """A block parted where a department after another has terms of its own below the block's head; else the block alone.

    The head and what is said of all go to each: 「2 非常勤医師 各1名」, below it 「眼科 月曜午後 半日…」, 「皮膚科 …」.
    """
    told = [line for line in block if not line.blank]
    if len(told) < 3 or not KIND_OF_WORK.search(told[0].text) or LISTED.search(told[0].text):
        return [block]
    depth: int | None = None
    parts: list[list[Line]] = []
    everybody = [told[0]]
    for line in told[1:]:
        named = _DEPARTMENT.match(line.text)
        if named and depth is None and not parts and head_of(line.text) is None:
            depth = indent(line)
        if _FOR_ALL.match(line.text):
            everybody.append(line)
        elif named and indent(line) == depth:
            parts.append([line])
        elif parts and depth is not None and indent(line) > depth:
            parts[-1].append(line)
        else:
            everybody.append(line)
    names = [{canonical(m.group()) for m in LISTED.finditer(part[0].text.split("(")[0])} for part in parts]
    apart = len(parts) >= 2 and all(_OF_ONE_OWN.search("\n".join(line.text for line in part)) for part in parts)
    if not apart or len(set().union(*names)) < sum(map(len, names)):
        return [block]
    made = []
    for part in parts:
        chosen = sorted([*everybody, *part], key=lambda line: line.number)
        made.append([chosen[0]])
        for above, line in itertools.pairwise(chosen):
            gap = [Line("", line.start, line.number)] if line.number != above.number + 1 else []
            made[-1] += [*gap, line]  # no words of another department stand between a label and its words
    return made
