"""Departments that a text calls together, so many people for each, in whichever words: the text then speaks of each by its name.

「● 循環器科　● 神経内科　いずれも常勤、各1名」, 「精神科、内科で、各1名です」. Wider than what `splitting` takes for sure, so that it is one more way
to part a text, for `choice` to judge.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item, Line
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.scoping import Post, owner_of, scoped

_NAME = rf"(?:{LISTED.pattern})(?:医師?|の(?:常勤|非常勤)?(?:先生|医師))?(?:\([^()\d]{{1,12}}\))?"
_JOINT = r"(?:\s*[・、,/&●○■◆◇▼と]\s*|\s*(?:及び|および|並びに|ならびに)\s*|\s+)"
_EACH = lazy(
    rf"(?P<list>{_NAME}(?:{_JOINT}{_NAME}){{1,8}})[^。\n\d]{{0,18}}?"
    r"(?:(?:各(?:々|診療科|科)?(?:とも)?|それぞれ|いずれも)、?\s*(?:医師?|先生)?(?:を|が)?\s*(?:お)?(?P<count>\d{1,2})\s*[名人](?!以上|体制|が(?:勤務|在籍|診療))"
    r"|(?:お)?(?P<by>\d{1,2})\s*[名人]ずつ(?!\s*(?:交代|交替|順|診|当直|待機)))"
)
Place = tuple[int, int]
_STAFF = lazy(r"在籍|体制|勤務してい|診療してい|働いてい|応援|派遣|ローテ")


@dataclass(frozen=True, slots=True)
class _Roster:
    """names: the departments that a line calls, and their places; count: how many people for each, where it says so."""

    line: int
    names: list[tuple[str, Place]]
    count: Found | None


def told_apart(posts: Sequence[Post], lines: Sequence[Line]) -> list[Post] | None:
    """The posts of some lines, those parted that call several departments; None where none does."""
    called = [one for one in _called(lines) if not _heads_another(one, posts)]
    parts = [list(_parted(post, called)) for post in posts]
    if all(len(one) == 1 for one in parts):
        return None
    return [post for one in parts for post in one]


def _heads_another(roster: _Roster, posts: Sequence[Post]) -> bool:
    """Whether one of its departments is called at the head of a post that does not hold the roster: such posts are told apart already."""
    names = {name for name, _ in roster.names}
    return any(
        canonical(found.group()) in names
        for post in posts
        if all(item.line != roster.line for item in post.own)
        for item in post.own[:2]
        for found in LISTED.finditer(f"{item.label} {item.text}")
    )


def asked_of(items: Sequence[Item]) -> list[Post] | None:
    """A post for each department that questions name alone: 「小児科の給与は?」, 「麻酔科の報酬と契約は?」; None where they name fewer than two."""
    asked = [
        {canonical(found.group()) for found in LISTED.finditer(item.label)}
        for item in items
        if _QUESTION.search(item.label)
    ]
    names = {next(iter(one)) for one in asked if len(one) == 1}
    if len(names) < 2 or sum(len(one) == 1 for one in asked) < ASKED:
        return None
    roster: dict[str, Place] = {}
    for item in items:
        for found in LISTED.finditer(item.text):
            if (name := canonical(found.group())) in names:
                roster.setdefault(name, (item.start + found.start(), item.start + found.end()))
    if len(roster) < 2:
        return None
    return list(_for_each(Post(list(items), []), _Roster(-1, list(roster.items()), None)))


ASKED = 3
"""Questions about one department each from which a text is taken for one that answers for several departments in turn."""
_QUESTION = lazy(r"[?]\s*$|(?:か|は)。?\s*$")


def _parted(post: Post, called: Sequence[_Roster]) -> Iterator[Post]:
    numbers = {item.line for item in post.own}
    mine = next((one for one in called if one.line in numbers), None) or _in_rows(post.own)
    if mine is None or "specialties" in post.given:
        yield post
    else:
        yield from _for_each(post, mine)


_EACH_OF_THE_ROW = lazy(r"\W*(?:常勤|非常勤)?の?(?:医師|先生)?\W{0,2}各(?:科|々)?\W?(?P<count>\d{1,2})\s*[名人]")
_NAMES_ALONE = lazy(rf"\s*{_NAME}(?:{_JOINT}{_NAME}){{1,8}}\s*")


def _in_rows(items: Sequence[Item]) -> _Roster | None:
    """Departments alone in one row, and in another how many people for each: 「募集  医師 各1名」, 「診療科  耳鼻科、皮膚科」."""
    rows = [item for item in items if item.about("specialty") and _NAMES_ALONE.fullmatch(item.text)]
    counts = [(item, found) for item in items if item.label and (found := _EACH_OF_THE_ROW.match(item.text))]
    if len(rows) != 1 or len(counts) != 1:
        return None
    (row,), ((item, found),) = rows, counts
    names = [
        (canonical(one.group()), (row.start + one.start(), row.start + one.end())) for one in LISTED.finditer(row.text)
    ]
    if len({name for name, _ in names}) < len(names):
        return None
    count = Found.at(int(found["count"]), item.start + found.start("count"), item.start + found.end("count"))
    return _Roster(row.line, names, count)


def _for_each(post: Post, roster: _Roster) -> Iterator[Post]:
    """What the words of a post tell of each department of a roster."""
    names = [name for name, _ in roster.names]
    for name, place in roster.names:
        owner = owner_of({name}, {*names} - {name}, mark=post.mark)
        given = {"specialties": Found.at([name], *place)}
        if roster.count is not None:
            given["headcount"] = roster.count
        told = _without(post.own, roster, place) if roster.count is not None else post.own
        own = [piece for item in told for piece in scoped(item, owner)]
        shared = [piece for item in post.shared for piece in scoped(item, owner)]
        yield Post(own, shared, {**post.given, **given}, post.mark)


def _called(lines: Sequence[Line]) -> Iterator[_Roster]:
    for line in lines:
        for found in _EACH.finditer(line.text):
            begin = line.start + found.start("list")
            roster = [
                (canonical(one.group()), (begin + one.start(), begin + one.end()))
                for one in LISTED.finditer(found["list"])
            ]
            behind = patterns.match(r"[^。]*", line.text[found.end() :])
            if len({name for name, _ in roster}) == len(roster) and not (behind and _STAFF.search(behind.group())):
                group = "count" if found["count"] else "by"
                count = Found.at(int(found[group]), line.start + found.start(group), line.start + found.end(group))
                yield _Roster(line.number, roster, count)


def _without(items: Sequence[Item], roster: _Roster, mine: Place) -> Iterator[Item]:
    """The items with blanks for the other names of the roster."""
    for item in items:
        text = item.text
        for _, (begin, end) in roster.names:
            if (begin, end) != mine and item.start <= begin < item.end:
                text = text[: begin - item.start] + " " * (end - begin) + text[end - item.start :]
        if text.strip(" 、・,/と及び●○■◆\t"):
            yield replace(item, text=text)
