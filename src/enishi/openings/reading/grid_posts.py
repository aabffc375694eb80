"""Posts that are drawn as a week: by a grid of half days, a calendar of dates, a table with departments in its cells."""

import itertools
import re
from collections.abc import Sequence

from enishi.openings.reading import crosswise, department_grids, duty_calendar, week_grids
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import institution, place
from enishi.openings.reading.items import items_of
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.line import Item, Line
from enishi.openings.reading.scoping import Post, owner_of, scoped


def by_dates(dates: duty_calendar.Calendar, rest: Sequence[Item]) -> list[Post]:
    """A post for each department that a calendar seeks, with its own dates and number of people."""
    posts = []
    for name, rows in dates.departments.items():
        owner = owner_of({name}, {*dates.departments} - {name})
        given = {"specialties": Found([name], tuple((row.start, row.end) for row in rows))}
        counts = {found.group(1) for row in rows if (found := re.search(r"(\d{1,2})\s*[名人]", row.text))}
        if len(counts) == 1:
            given["headcount"] = Found(int(counts.pop()), given["specialties"].places)
        own = [piece for item in rest for piece in scoped(item, owner)]
        posts.append(Post(sorted([*own, *rows], key=lambda item: item.start), [], given))
    return posts


def by_departments(grid: department_grids.Grid, rest: Sequence[Item]) -> list[Post]:
    """A post for each department in the cells of a table of the week."""
    posts = []
    for name, at in grid.departments.items():
        owner = owner_of({name}, {*grid.departments} - {name})
        given = {"specialties": Found([name], at.places), "slots": at}
        posts.append(Post([piece for item in rest for piece in scoped(item, owner)], [], given))
    return posts


def _of_dates(grid: week_grids.Grid) -> dict[str, Found]:
    """What single dates say of a post: it is work now and then, for a term."""
    return {"employment": Found(["spot"], grid.dates), "fixed_term": Found(True, grid.dates)} if grid.dates else {}


def _right_below(grid: week_grids.Grid, grids: Sequence[week_grids.Grid], lines: Sequence[Line]) -> list[Line]:
    """The lines with labels right below one of several grids, without an empty one between: what it pays."""
    if len(grids) == 1 or any(other is not grid and other.lines & grid.lines for other in grids):
        return []
    heads = {other.heading.number for other in grids if other.heading is not None}
    after = (line for line in lines if line.number > max(grid.lines))
    return [*itertools.takewhile(lambda line: head_of(line.text) is not None and line.number not in heads, after)]


def of_grids(grids: Sequence[week_grids.Grid], lines: Sequence[Line], text: str) -> tuple[list[Post], list[Item]]:
    """A post for each grid of a week, with the lines above and right below as its own where there are several; and the rest."""
    taken = {number for grid in grids for number in grid.lines}
    if len(grids) > 1:
        taken |= {grid.heading.number for grid in grids if grid.heading is not None}
    below = [_right_below(grid, grids, lines) for grid in grids]
    taken |= {line.number for own_lines in below for line in own_lines}
    rest = items_of([line if line.number not in taken else Line("", line.start, line.number) for line in lines], text)
    if len(grids) == 1:
        return [Post(rest, [], {"slots": grids[0].slots, **_of_dates(grids[0])})], []
    name = institution.read(rest, text)
    where = place.read(rest, name.value if name else None, name)
    here = {
        key: said
        for key, said in zip(("institution", "prefecture", "municipality"), (name, *where), strict=True)
        if said
    }
    posts = []
    names = [next(iter(at.value), "") if (at := grid.departments) is not None else "" for grid in grids]
    for grid, name_of, own_lines in zip(grids, names, below, strict=True):
        own = items_of([*([grid.heading] if grid.heading is not None else []), *own_lines], text)
        given = {"slots": grid.slots, **_of_dates(grid), **here}
        if (named := grid.departments) is not None:
            given["specialties"] = named
        column, beside = crosswise.in_its_column(rest, names, name_of)
        posts.append(Post([*own, *column], beside, given))
    return posts, rest
