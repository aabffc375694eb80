"""Every way in which the posts of a text may be parted: as the rules part it, as one, and at every kind of heading that comes twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from enishi.openings.reading import below_departments, blocks, by_topic, closed_sections, in_turn, posts, rosters
from enishi.openings.reading.cells import Table
from enishi.openings.reading.items import items_of
from enishi.openings.reading.line import Line
from enishi.openings.reading.posts import Parted
from enishi.openings.reading.scoping import Post
from enishi.openings.reading.second_posts import over_besides

MOST = 24
"""Ways of one text that are tried."""
LONGEST = 6000
"""Characters of a text, of which blanks do not count, that is read in more than the rules' way: a longer one is a list, or hostile."""


def every(lines: Sequence[Line], text: str, table: Table | None) -> Iterator[Parted]:
    """Each way once, that of the rules first; at most `MOST`."""
    seen: set[object] = set()
    for found in _with_rosters(_ways(lines, text, table), lines):
        found.posts = closed_sections.told_apart(found.posts, lines, text)
        below_departments.told_apart(found.posts, lines)
        told = _signature(found)
        if found.posts and told not in seen:
            seen.add(told)
            yield found
        if len(seen) == MOST:
            return


def _with_rosters(ways: Iterator[Parted], lines: Sequence[Line]) -> Iterator[Parted]:
    """Each way, and behind it the same with a post for each department that one of its posts calls together with others."""
    for found in ways:
        apart = None if found.drawn else rosters.told_apart(found.posts, lines)
        yield found
        if apart is not None:
            yield replace(found, posts=apart)


def _ways(lines: Sequence[Line], text: str, table: Table | None) -> Iterator[Parted]:
    yield (first := posts.parted(lines, text, table))
    if first.drawn or sum(len(line.text) for line in lines if not line.blank) > LONGEST:
        return
    yield posts.undivided(lines, text, table)
    yield posts.as_one(lines, text)
    items = items_of(lines, text)
    alone = [Post(items, [])]
    told = [rosters.told_apart(alone, lines)]
    if len(first.posts) == 1:
        told += [rosters.asked_of(items), in_turn.told_apart(lines, text)]
    if (turns := by_topic.told_apart(items)) is not None and len(turns) >= len(first.posts):
        told.append(turns)
    for called in told:
        if called is not None:
            yield Parted([*called, *over_besides(items, called, text)], [], False)
    if table is not None:
        if _of_several_places(table) and (found := posts.by_table(lines, text, table)) is not None:
            yield found  # also where its rows are dates
        yield posts.undivided(lines, text, None)
    for runs in blocks.every_run(lines):
        apart = posts.by_blocks(*blocks.blocks_at(lines, runs), text)
        if apart is not None:
            yield apart


def _of_several_places(table: Table) -> bool:
    """Whether the rows of a table are at different places: then they are hardly the times of one post."""
    named = {item.text for row in table.rows for item in row if item.about("place", "institution")}
    return len(named) > 1


def _signature(found: Parted) -> object:
    """What is the same for two ways that give each post the same words."""
    return tuple(
        (
            tuple((item.start, len(item.text)) for item in post.own),
            tuple((item.start, len(item.text)) for item in post.shared),
            tuple(sorted((name, str(one.value)) for name, one in post.given.items())),
        )
        for post in found.posts
    )
