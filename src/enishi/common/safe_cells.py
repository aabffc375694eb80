"""Counts of people in a table that point at nobody: small cells hidden, and as many more as keep the total from telling. Pure.

What holds for one column with its total, whoever adds and subtracts:
- no number below `FEWEST` stands in it, and nobody and one look alike;
- either nothing is hidden, or at least two cells are, which together count at least `FEWEST`: a hidden cell can be anything
  from nobody to all of that;
- a total below `FEWEST` is hidden with all of its cells.
Between two editions of a table (`kept_still`) a number that is shown differs by 0 or by at least `FEWEST`, and a cell that was
hidden for the sake of another one stays the one that is (`once_hidden`), so that months cannot be subtracted either.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from enishi.engine.bands import FEWEST


@dataclass(frozen=True, slots=True)
class Column:
    """cells: key → count, None where hidden; total: of all of them, None where hidden."""

    cells: Mapping[str, int | None]
    total: int | None


def safe_count(count: int) -> int | None:
    """A count that stands alone, or None if it could point at a person (1 to 4). Nobody at all is told."""
    return None if 0 < count < FEWEST else count


def safe_column(counts: Mapping[str, int], *, once_hidden: Collection[str] = ()) -> Column:
    """The column as it may be shown. once_hidden: keys that an earlier edition hid; where more must be hidden, these first."""
    total = sum(counts.values())
    if total < FEWEST:
        return Column(dict.fromkeys(counts), None)
    hidden = {key for key, count in counts.items() if count < FEWEST}
    shown = sorted(counts.keys() - hidden, key=lambda key: (key not in once_hidden, counts[key], key))
    while hidden and shown and (len(hidden) < 2 or sum(counts[key] for key in hidden) < FEWEST):
        hidden.add(shown.pop(0))
    return Column({key: None if key in hidden else count for key, count in counts.items()}, total)


def kept_still(column: Column, before: Column) -> Column:
    """The column with every number that moved by less than `FEWEST` since the edition before as it stood there."""
    cells = {key: still(count, before.cells.get(key)) for key, count in column.cells.items()}
    return Column(cells, still(column.total, before.total))


def still(count: int | None, before: int | None) -> int | None:
    """The count, or what the edition before said where it moved by less than `FEWEST`."""
    return before if count is not None and before is not None and abs(count - before) < FEWEST else count
