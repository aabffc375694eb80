"""Blocks of tables by their shape: how a block with so many rows of so many lines is drawn and tagged, worked out once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from enishi.common.bulk_paper.figures import DIGITS
from enishi.common.bulk_paper.letters import Letters

WIDE, HIGH = 841.89, 595.28
"""A4 lying, in points."""
LEFT, TOP, BOTTOM = 39.69, HIGH - 39.69, 45.36
RIGHT = WIDE - LEFT
SIZE, LEADING, INSET, CAP = 9, 12.0, 3.5, 6.6
"""Of words in tables, as in the documents that typst sets: letters, pitch of lines, room in a cell, height of a capital."""
ABOVE, BELOW = 12.6, 7.2
RULE, BOLD, GREY = 0.4, 0.35, 0.941
OWN, PAGE, MARK, TREE, SCOPES = range(5)
"""What a number in a tag counts from: the block's first object, its page, its first mark, the document, the two scopes."""
PLACE = "0" * DIGITS


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A kind of table, the same only as itself. edges: of its columns in points; head: labels of columns, () for none; labels: of
    items, each in the cell before its words, () for a table of columns."""

    edges: tuple[float, ...]
    head: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    def room(self, column: int) -> float:
        return self.edges[column + 1] - self.edges[column] - 2 * INSET


@dataclass(frozen=True, slots=True)
class Part:
    """A grid with rows. lines: of the tallest cell of each row, the heading first; words: shown, cell by cell."""

    grid: Grid
    lines: tuple[int, ...]
    words: list[str]


class Columned:
    """Rows under labels of columns."""

    def __init__(self, letters: Letters, grid: Grid) -> None:
        self._letters, self.grid = letters, grid
        self.rooms = [grid.room(n) for n in range(len(grid.edges) - 1)]
        head = [letters.set(label, room) for label, room in zip(grid.head, self.rooms, strict=True)]
        self.head_lines, self._head = max(lines for lines, _ in head), [shown for _, shown in head]

    def part(self, rows: Sequence[Sequence[str]]) -> Part:
        lines, words, find = [self.head_lines], self._head.copy(), self._letters.set
        for row in rows:
            most = 1
            for text, room in zip(row, self.rooms, strict=True):
                count, shown = find(text, room)
                words.append(shown)
                most = max(most, count)
            lines.append(most)
        return Part(self.grid, tuple(lines), words)


class Labelled:
    """Items beside one another, each in a cell behind its label."""

    def __init__(self, letters: Letters, grid: Grid) -> None:
        self._letters, self.grid = letters, grid
        self.across = (len(grid.edges) - 1) // 2
        self.rooms = [grid.room(2 * (n % self.across) + 1) for n in range(len(grid.labels))]
        labels = [letters.set(label, grid.room(2 * (n % self.across))) for n, label in enumerate(grid.labels)]
        self._lines, self._words = [lines for lines, _ in labels], [word for _, shown in labels for word in (shown, "")]

    def part(self, values: Sequence[str]) -> Part:
        """values: one for each label."""
        found = list(map(self._letters.set, values, self.rooms))
        lines, words = list(map(max, self._lines, [count for count, _ in found])), self._words.copy()
        words[1::2] = [shown for _, shown in found]
        return Part(
            self.grid, tuple([max(lines[n : n + self.across]) for n in range(0, len(lines), self.across)]), words
        )


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """The same only as itself. height: in points; content: with a place for the height on the page, then for the mark and the words of each of `cells` cells;
    tags: `objects` objects one after the other, each at one of `offsets`.

    places: where each number in the tags stands; kinds, deltas: what it counts from, and how much more; leaves: objects of the cells.
    """

    height: float
    content: str
    cells: int
    tags: npt.NDArray[np.uint8]
    objects: int
    offsets: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.int64]
    deltas: npt.NDArray[np.int64]
    leaves: npt.NDArray[np.int64]


def row_height(lines: int) -> float:
    return 2 * INSET + CAP + (lines - 1) * LEADING


@lru_cache(maxsize=4_096)
def shape_of(heading: bool, note: bool, *grids: Grid | tuple[int, ...]) -> Shape:
    """grids: each grid and then the `Part.lines` of it. heading: of the whole block; note: a sentence at its end."""
    return _Drawing().shape(heading, note, list(zip(grids[::2], grids[1::2], strict=True)))  # type: ignore[arg-type]


@lru_cache(maxsize=8)
def line_of(kind: str) -> Shape:
    """The tag of a line by itself, which whoever sets it draws."""
    drawing = _Drawing()
    drawing.leaf(kind, (TREE, 0), 0, 0)
    return drawing.made("")


class _Drawing:
    """One block, drawn from 0 downwards."""

    def __init__(self) -> None:
        self.y = 0.0
        self.rules: list[str] = []
        self.words: list[str] = []
        self.tags: list[tuple[str, list[tuple[int, int]]]] = []
        self.leaves: list[int] = []

    def shape(self, heading: bool, note: bool, grids: list[tuple[Grid, tuple[int, ...]]]) -> Shape:
        top = self.tag() if heading else None
        parent = (TREE, 0) if top is None else (OWN, top)
        kids = []
        if heading:
            self.y -= ABOVE + CAP
            kids.append(self.leaf("H2", parent, LEFT, self.y))
            self.y -= BELOW
        for grid, lines in grids:
            kids.append(self.table(parent, grid, lines))
            self.y -= BELOW
        if note:
            self.y -= CAP
            kids.append(self.leaf("P", parent, LEFT, self.y))
            self.y -= BELOW
        if top is not None:
            self.fill(top, "Sect", (TREE, 0), kids)
        return self.made(f"q 1 0 0 1 0 %.2f cm\n/Artifact BMC\n{''.join(self.rules)}EMC\n{''.join(self.words)}Q\n")

    def made(self, content: str) -> Shape:
        texts = [text for text, _ in self.tags]
        ends = list(accumulate(len(text) + 1 for text in texts))
        tags = "".join(f"{text}\n" for text in texts).encode()
        slots = np.array([slot for _, some in self.tags for slot in some], np.int64)
        return Shape(
            -self.y, content, len(self.leaves), np.frombuffer(tags, np.uint8).copy(),
            len(texts), np.array([0, *ends[:-1]], np.int64), np.array([at.start() for at in re.finditer(PLACE.encode(), tags)], np.int64),
            slots[:, 0].copy(), slots[:, 1].copy(), np.array(self.leaves, np.int64),
        )  # fmt: skip

    def tag(self, text: str = "", *slots: tuple[int, int]) -> int:
        self.tags.append((text, list(slots)))
        return len(self.tags) - 1

    def fill(self, at: int, kind: str, parent: tuple[int, int], kids: Sequence[int]) -> None:
        refs = " ".join([f"{PLACE} 0 R"] * len(kids))
        self.tags[at] = (f"<</S/{kind}/P {PLACE} 0 R/K[{refs}]>>", [parent, *((OWN, kid) for kid in kids)])

    def leaf(self, kind: str, parent: tuple[int, int], x: float, y: float, scope: int | None = None) -> int:
        """A cell or line with words. scope: of a heading cell, 0 for its column and 1 for its row."""
        more, slots = ("", []) if scope is None else (f"/A {PLACE} 0 R", [(SCOPES, scope)])
        text = f"<</S/{kind}/P {PLACE} 0 R/Pg {PLACE} 0 R/K {PLACE}{more}>>"
        at = self.tag(text, parent, (PAGE, 0), (MARK, len(self.leaves)), *slots)
        self.leaves.append(at)
        shown = "2 Tr %s 0 Tr" if scope == 0 else "%s"
        self.words.append(f"/{kind}<</MCID %d>>BDC BT {x:.2f} {y:.2f} Td {shown} ET EMC\n")
        return at

    def table(self, parent: tuple[int, int], grid: Grid, lines: tuple[int, ...]) -> int:
        table, rows, ys, grey = self.tag(), [], [self.y], []
        columns = len(grid.edges) - 1
        left = len(grid.labels) * 2
        for n, count in enumerate(lines):
            height, row, cells = row_height(count), self.tag(), []
            is_head = not grid.labels and n == 0
            for column, x in enumerate(grid.edges[:-1]):
                at = x + INSET, self.y - INSET - CAP
                is_label = bool(grid.labels) and column % 2 == 0
                if grid.labels and n * columns + column >= left:
                    cells.append(self.tag(f"<</S/TD/P {PLACE} 0 R>>", (OWN, row)))
                    continue
                if is_head or is_label:
                    grey.append(f"{x:.2f} {self.y - height:.2f} {grid.edges[column + 1] - x:.2f} {height:.2f} re ")
                scope = 0 if is_head else 1 if is_label else None
                cells.append(self.leaf("TD" if scope is None else "TH", (OWN, row), *at, scope))
            self.fill(row, "TR", (OWN, table), cells)
            rows.append(row)
            self.y -= height
            ys.append(self.y)
        self.fill(table, "Table", parent, rows)
        flat = "".join(f"{grid.edges[0]:.2f} {y:.2f} m {grid.edges[-1]:.2f} {y:.2f} l " for y in ys)
        up = "".join(f"{x:.2f} {ys[0]:.2f} m {x:.2f} {ys[-1]:.2f} l " for x in grid.edges)
        self.rules.append(f"{GREY} g {''.join(grey)}f 0 g {RULE} w {flat}{up}S {BOLD} w\n")
        return table
