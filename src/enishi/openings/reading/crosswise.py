"""Posts told crosswise: marks or departments that come round below one heading after another.

「1 区分 (A)常勤医師 (B)非常勤医師」, 「2 給与 (A)年額… (B)日額…」, 「3 宿直 A・Cはありません。Bは月2回。」
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import A_SHORT_LIST, LISTED, canonical
from enishi.openings.reading.entries import indent
from enishi.openings.reading.heads import FACILITY, KIND_OF_WORK
from enishi.openings.reading.items import items_of
from enishi.openings.reading.label_heads import BULLET, head_of
from enishi.openings.reading.labels import OPENING_FIELDS, label_of
from enishi.openings.reading.line import Item, Line
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.scoping import Post

_BARE = r"[A-Eア-オ甲乙丙]"
_ONE = (
    rf"(?:[(\[【<〔](?:\d{{1,2}}|{_BARE}|[a-e])[)\]】>〕]"
    rf"|(?:区分|コース|募集|求人|枠|その)\s?(?:\d{{1,2}}|{_BARE})(?![\d一-龥])"
    rf"|(?<![A-Za-zァ-ヶー一-龥]){_BARE}(?=[\s・、,:.)〜は]|及び|および|[のにもと](?![一-龥ァ-ヶ]{{2}})|$)"
    r"|(?<![A-Za-z\d.@/:_-])[a-e](?=\)(?=\S)|\s?[はにも]|\s?[・と、]\s?[a-e](?![A-Za-z])))"
)
_SEVERAL = rf"{_ONE}(?:\s?(?:[・、,〜-]|と|及び|および|から)?\s?{_ONE})*"
# Where a line, a sentence or a clause may begin to tell of the posts with some marks, and what stands behind the marks then.
_BEGINS = lazy(
    rf"(?:^|(?<=[\s。、;:※/(]))(?P<marks>{_SEVERAL})(?:(?<=[)\]】>〕])(?=\S)|(?=[\s.:)はのにも(]|とも|共通|$))(?![にと]同じ)"
)
_NAMED = lazy(rf"\s*[・*○●◇\-]?\s*(?P<marks>{A_SHORT_LIST})(?=\s|:|\(|は|$)")
_BY_NAME = "科"
"""The form of marks that are the names of departments."""
_EACH = lazy(r"\s*[(※]?(?:各々?|それぞれ|いずれも|両[方者])\s*\d")


def in_its_column(items: Sequence[Item], names: Sequence[str], name: str) -> tuple[list[Item], list[Item]]:
    """The cells of one department below a head of departments alone, and the items beside: 「条件 皮膚科 眼科」, 「報酬 4万円 5万円」.

    names: the departments of all posts; no cells where no head names just these.
    """
    heads = [
        (at, cells)
        for at, item in enumerate(items)
        if len(cells := [cell.strip() for cell in item.text.split("\t")]) == len(names) > 1
        and all(LISTED.fullmatch(cell) for cell in cells)
    ]
    if len(heads) != 1 or sorted(canonical(cell) for cell in heads[0][1]) != sorted(names):
        return [], list(items)
    first, told = heads[0]
    column = [canonical(cell) for cell in told].index(name)
    own, kept = [], list(items[:first])
    for item in items[first + 1 :]:
        cells = item.text.split("\t")
        if len(cells) == len(names):
            start = item.start + sum(len(cell) + 1 for cell in cells[:column])
            own.append(replace(item, text=cells[column], start=start))
        else:
            kept.append(item)
    return own, kept


FOR_ALL = lazy(rf"{_SEVERAL}に?\s?共\s?通")
_NAME = lazy(rf"\d{{1,2}}|{_BARE}|[a-e]")
_LEAD = lazy(r"[ \t・■●○▼※]*")
_EVERYBODY = lazy(r"(?<=。)\s*(?:いずれも|すべて|全員|どちらも|ともに|なお|ほか|その他)")
_ORDER = ("ABCDE", "abcde", "アイウエオ", "甲乙丙")
_FIRST = (("1",), ("A",), ("a",), ("ア",), ("甲",))
_OF_A_FACT = frozenset(
    (*OPENING_FIELDS, "housing", "age", "retirement", "term", "recruiting", "remark", "other")
) - frozenset(("title",))
# What stands beside a mark below the first heading is read twice: for the departments and people, and for the kind of work.
_DEPARTMENTS, _KIND = frozenset(("specialty", "headcount")), frozenset(("employment",))
_COUNT = lazy(r"\d{1,2}\s*[名人](?!体制)|若干名")
_PAY = lazy(r"\d[\d,.]*\s*(?:万|千)?円|\d\s*万")


@dataclass(frozen=True, slots=True)
class _Heading:
    """What is told below it: words and fields; line: where it stands, None before the first heading."""

    words: str = ""
    fields: frozenset[str] = frozenset()
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """Words (places of the normal text) that tell of the posts with some marks.

    form: what the marks look like; begin: behind the marks; leads: whether the marks stand at the head of a line.
    """

    marks: tuple[str, ...]
    form: str
    start: int
    begin: int
    end: int
    heading: _Heading
    leads: bool


def crossed(lines: Sequence[Line], text: str) -> tuple[list[Post], list[Item]]:
    """A post for each mark that comes round below several headings, and the items that are nobody's alone. Else none.

    The first heading with marks tells whose they are. Each post is the whole text without the words about the others.
    Marks may be words in brackets: 「〔ルーム〕時給8,500円 〔バス〕日給65,000円」.
    """
    posts, common = _crossed(lines, text)
    if not posts and (words := _marks_of_words(text)):
        for at, mark in enumerate(words, 1):
            number = f"{mark[0]}{at}{mark[-1]}".ljust(len(mark))
            text = text.replace(mark, number)
        ours = [replace(line, text=text[line.start : line.start + len(line.text)]) for line in lines]
        posts, common = _crossed(ours, text)
        for post in posts:
            mark = words[int(post.mark) - 1]
            head = post.own[0]
            title = Item(frozenset(("title",)), "", mark[1:-1], max(head.start - len(mark) + 1, 0), head.line)
            post.own = [title, *post.own]
    return posts, common


_QUESTION = lazy(r"\s*(?:Q|問)\s*\d{0,2}[.:、 ]")
_ANSWER = lazy(r"\s*A\d{0,2}[.:、 ]\s*")
_SECOND_LETTER = lazy(r"\s*B(?:[.:、 ]|[はにのも])")  # where it heads lines too, A is a post as well
_IN_BRACKETS = lazy(
    r"(?:^|(?<=[\s。、]))(?:〔[^〔〕\n]{1,10}〕|【[^【】\n]{1,10}】|<[^<>\n]{1,10}>|\[[^\[\]\n]{1,10}\])", re.M
)


def _marks_of_words(text: str) -> list[str]:
    """Words in brackets of one kind that come round: at least two of them, each more than once, none of them a label or a number."""
    found = Counter(_IN_BRACKETS.findall(text))
    marks = [mark for mark, times in found.items() if times >= 2 and not _NAME.fullmatch(mark[1:-1])]
    if not 2 <= len(marks) <= 5 or len({mark[0] for mark in marks}) > 1 or label_of(marks[0][1:-1]):
        return []
    told = [_IN_BRACKETS.sub("", line) for line in text.split("\n") if any(mark in line for mark in marks)]
    if sum(bool(FACILITY.search(line)) for line in told) > len(marks):
        return []  # entries of a list, each at a place of its own
    return marks


def _crossed(lines: Sequence[Line], text: str) -> tuple[list[Post], list[Item]]:
    every = [one for one in _told(lines) if "process" not in one.heading.fields]
    for form in dict.fromkeys(one.form for one in every):
        told = [one for one in every if one.form == form]
        for at, one in enumerate(told):
            if (form == _BY_NAME or one.marks in _FIRST) and (naming := _naming(text, told[at:])):
                if more := _of_the_others(text, naming, told[at + len(naming) :]):
                    ours = [mine for mine in naming if not _of_another_occupation(text[mine.begin : mine.end])]
                    posts = [_post_of(lines, text, mine, naming, [*naming, *more]) for mine in ours]
                    if not posts:
                        return [], []
                    common = set(posts[0].shared).intersection(*(post.shared for post in posts[1:]))
                    return posts, [item for item in posts[0].shared if item in common]
                break
    return [], []


def _of_another_occupation(words: str) -> bool:
    rest = OTHER_WORK.sub("", words)
    return rest != words and not PHYSICIAN.search(rest) and not LISTED.search(rest)


def _marks_of(words: str) -> tuple[tuple[str, ...], str]:
    """The marks in a list of them, those of a range with all between, and their form."""
    names = _NAME.findall(words)
    form = "A" if not names[0].isdigit() else words[0]
    if patterns.search(r"〜|から|(?<=\W)-", words) and len(names) == 2:
        row = next((row for row in _ORDER if names[0] in row), "")
        if names[0].isdigit() and names[1].isdigit():
            names = [str(number) for number in range(int(names[0]), int(names[1]) + 1)]
        elif names[1] in row:
            names = list(row[row.index(names[0]) : row.index(names[1]) + 1])
    return tuple(names), form


def _follows(mark: str, other: str) -> bool:
    """Whether a mark is the next one of its row."""
    if mark.isdigit() and other.isdigit():
        return int(other) == int(mark) + 1
    return any(mark + other in row for row in _ORDER)


def _told(lines: Sequence[Line]) -> list[_Told]:
    """What the lines tell of posts by their marks; a line that stands further in goes on about the same."""
    found: list[_Told] = []
    heading = _Heading()
    above: Line | None = None  # the last line that begins with marks, while what follows may go on about them
    answered = sum(bool(_QUESTION.match(line.text)) for line in lines) >= 2 and not any(
        _SECOND_LETTER.match(line.text) for line in lines
    )
    for line in lines:
        answer = _ANSWER.match(line.text) if answered else None
        if answer is not None:
            line = replace(line, text=" " * answer.end() + line.text[answer.end() :])  # its A marks no post
        if line.blank:
            above = None
            continue
        label, fields, value = _heading(line)
        lead = _BEGINS.match(line.text, _LEAD.match(line.text).end())  # type: ignore[union-attr]
        if lead is None and value < len(line.text):
            lead = _BEGINS.match(line.text, _LEAD.match(line.text, value).end())  # type: ignore[union-attr]
        name = _NAMED.match(line.text) if lead is None and head_of(line.text) is None else None
        deeper = above is not None and indent(line) > indent(above) and not _EACH.match(line.text)
        beside = lead is not None and lead.start() >= value > 0
        if ((lead is None and name is None) or beside) and not (deeper or answer) and _is_heading(line, fields, value):
            heading, above = _Heading(label, fields, line), None
        if lead is None and name is None and deeper and not _BEGINS.search(line.text):
            found[-1] = replace(found[-1], end=line.start + len(line.text))
            continue
        if name is not None:
            names = tuple(dict.fromkeys(canonical(m.group()) for m in LISTED.finditer(name["marks"])))
            at = line.start + name.start("marks"), line.start + name.end(), line.start + len(line.text)
            found.append(_Told(names, _BY_NAME, *at, heading, True))
        else:
            found += _in_a_line(line, lead, heading)
        above = line if lead is not None or name is not None else None
    return found


_PARTICLE = lazy(r"\s*(?:には|は|も)、?(?=\S)")


def _in_a_line(line: Line, lead: re.Match[str] | None, heading: _Heading) -> Iterator[_Told]:
    """The parts of a line after its marks: 「Aは月2回。B・Cはありません。」"""
    cuts = [m for m in _BEGINS.finditer(line.text) if lead is None or m.start() >= lead.start()]
    for cut, after in itertools.zip_longest(cuts, cuts[1:]):
        end = after.start() if after else len(line.text)
        if everybody := _EVERYBODY.search(line.text, cut.end(), end):
            end = everybody.start()
        begin = _PARTICLE.match(line.text, cut.end(), end)
        at = line.start + cut.start(), line.start + (begin.end() if begin else cut.end()), line.start + end
        yield _Told(*_marks_of(cut["marks"]), *at, heading, lead is not None and cut.start() == lead.start())


def _is_heading(line: Line, fields: frozenset[str], value: int) -> bool:
    """Whether what stands below a line is told of it: a label, or words with a mark of a list or of a known field."""
    if head_of(line.text) is not None:
        return True
    marked = BULLET.match(line.text).group().strip()  # type: ignore[union-attr]
    return value >= len(line.text) and bool(marked or fields)


def _heading(line: Line) -> tuple[str, frozenset[str], int]:
    """Words and fields of a heading, and where what stands beside it begins."""
    if (head := head_of(line.text)) is not None:
        return head
    mark = BULLET.match(line.text)
    words = line.text[mark.end() if mark else 0 :].strip()
    return words, label_of(words), len(line.text)


def _naming(text: str, told: Sequence[_Told]) -> list[_Told]:
    """The first words of each mark in a row from the first on, where they name a kind of work, a department or a physician.

    Departments are marks where one heading gives each its number of people.
    """
    if told[0].form == _BY_NAME:
        naming = [one for one in told if one.heading is told[0].heading]
        names = [name for one in naming for name in one.marks]
        counted = all(_COUNT.search(text[one.start : one.end]) for one in naming)
        good = len(naming) >= 2 and counted and len(set(names)) == len(names)
        return [replace(one, begin=one.start) for one in naming] if good else []
    naming = [told[0]]
    for one in told[1:]:
        if len(one.marks) != 1 or not _follows(naming[-1].marks[0], one.marks[0]):
            break
        naming.append(one)
    words = [text[one.begin : one.end] for one in naming]
    named = all(
        KIND_OF_WORK.search(w)
        or LISTED.search(w)
        or PHYSICIAN.search(w)
        or FACILITY.search(w)
        or _of_another_occupation(w)
        for w in words
    )
    return naming if len(naming) >= 2 and named else []


def _of_the_others(text: str, naming: Sequence[_Told], more: Sequence[_Told]) -> list[_Told]:
    """What is told of the marks below further headings; nothing where they are posts of their own, or other marks."""
    here = {one.marks[0]: text[one.begin : one.end] for one in naming}
    if all(_PAY.search(words) for words in here.values()):
        return []  # each with its own terms
    rest = [
        one
        for one in more
        if {*one.marks} <= here.keys() and not (one.heading.fields and one.heading.fields.isdisjoint(_OF_A_FACT))
    ]
    if {name for one in rest for name in one.marks} != here.keys():
        return []
    by_name = naming[0].form == _BY_NAME
    below = [one.heading for one in rest]
    if all(one == below[0] for one in below) and (by_name or len(below) < 2):
        return []
    departments = {name: _departments(words) for name, words in here.items()}
    for one in rest:
        mine = set().union(*(departments[name] for name in one.marks))
        if (
            one.leads
            and not by_name
            and (mine or "specialty" not in one.heading.fields)
            and _departments(text[one.begin : one.end]) - mine
        ):
            return []  # the marks of each heading are its own: 「(1)内科」, below another 「(1)内科及び外科」
    return rest


def _post_of(lines: Sequence[Line], text: str, mine: _Told, naming: Sequence[_Told], told: Sequence[_Told]) -> Post:
    """The post of one mark: the text less what is told of the others, its own what is told of it."""
    name, heading = mine.marks[0], mine.heading
    gone = [(one.start, one.begin if name in one.marks else one.end) for one in told]
    kept = [(one.begin, one.end) for one in told if name in one.marks]
    if heading.line is not None:
        gone.append((heading.line.start, min(naming[0].start, heading.line.start + len(heading.line.text))))
    own_text = _blanked(text, gone)
    own_lines = [
        ours
        for line in lines
        if not (ours := replace(line, text=own_text[line.start : line.start + len(line.text)])).blank or line.blank
    ]
    items = items_of(own_lines, own_text)
    own = [item for item in items if any(item.start < end and start < item.end for start, end in kept)]
    first, *others = text[mine.begin : mine.end].split("\n")
    head = "\n".join([first, *itertools.takewhile(lambda line: head_of(line) is None, others)])
    begin = mine.begin + len(head) - len(head.lstrip())
    number = next(line.number for line in lines if line.start + len(line.text) >= mine.start)
    heads = [Item(of, heading.words, head.strip(), begin, number) for of in (_DEPARTMENTS, heading.fields | _KIND)]
    told_of_it = set(own)
    return Post([*heads, *own], [item for item in items if item not in told_of_it], mark=name)


def _blanked(text: str, gone: Sequence[tuple[int, int]]) -> str:
    """The text with blanks for what stands between these places; lines stay."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(gone):
        if end > at:
            parts += (text[at : max(start, at)], patterns.sub(r"[^\n]", " ", text[max(start, at) : end]))
            at = end
    return "".join([*parts, text[at:]])


def _departments(words: str) -> set[str]:
    """The departments that the first words of a part name."""
    head = patterns.match(rf"\s*{A_SHORT_LIST}(?=\s|$|は|:)", words)
    return {canonical(m.group()) for m in LISTED.finditer(head.group())} if head else set()
