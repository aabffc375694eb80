"""A statutory ledger on paper for the labour bureau, of any length: A4 lying, one block for each acceptance with its referrals
under it; a ledger without referrals as one table, its heading on every page."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest

from enishi.common.bulk_paper.shapes import (
    ABOVE,
    BELOW,
    BOTTOM,
    CAP,
    LEFT,
    RIGHT,
    SIZE,
    TOP,
    Columned,
    Grid,
    Labelled,
    Part,
    row_height,
)
from enishi.common.bulk_paper.sheets import Paper
from enishi.office.ledgers import AnyBook, LedgerRow, referral_columns, row_columns

ACROSS = 3
"""Items beside one another."""
LABEL = 9.0 * SIZE
REFERRAL_WIDTHS = {
    "referred_on": 74, "opening_reception_number": 84, "selection_result": 50, "hired_on": 74, "contract_kind": 74,
    "no_solicitation_until": 104, "left_within_six_months": 140,
}  # fmt: skip
"""In points; a name has what is left."""
FLAT_WIDTHS = {"fees": [5, 3, 3, 3, 3, 5, 5, 4], "form30": [1, 3, 5, 6, 2, 4]}
"""Shares of the width of a ledger without referrals, by column; the last of the fees ledger is the internal one."""
NO_REFERRALS, NOTHING = (
    "紹介はありません。",
    {True: "この期間に受け付けたものはありません。", False: "この期間の記載はありません。"},
)
GOES_ON, BLANK = "（つづき）", " "
MOST_LINES = 36
"""Of a cell on one page; a longer text goes on in a row of its own."""
FULL = TOP - BOTTOM - ABOVE - CAP - BELOW
"""The height of a page below the heading of a block, in points."""


def paper_of(book: AnyBook, texts: Mapping[str, str], *, with_remarks: bool = False) -> Iterator[bytes]:
    """The PDF, piece by piece. texts: title, sender, office, period, count, printed."""
    paper = Paper(title=texts["title"], sender=texts["sender"])
    try:
        paper.open([[texts["office"]], [texts["period"], texts["count"], texts["printed"]]])
        with_referrals = bool(referral_columns(book.ledger))
        if not len(book):
            paper.note(NOTHING[with_referrals])
        elif with_referrals:
            yield from _blocks(paper, book, with_remarks)
        else:
            yield from _rows(paper, book, with_remarks)
        yield paper.close()
    finally:
        paper.stop()


def _edges(widths: Sequence[float]) -> tuple[float, ...]:
    edges = [LEFT]
    for width in widths:
        edges.append(edges[-1] + width)
    return tuple(edges)


def _chapter(row: LedgerRow) -> str:
    """The month of a row, 2026年4月."""
    month, found, _ = (row.values.get("received_on") or row.values.get("collected_on", "")).partition("月")
    return month + found


def _blocks(paper: Paper, book: AnyBook, with_remarks: bool) -> Iterator[bytes]:
    columns, under = row_columns(book.ledger, with_remarks=with_remarks), referral_columns(book.ledger)
    number = next(label for name, label in columns if name == "reception_number")
    own = [(name, label) for name, label in columns if name != "reception_number"]
    names = [name for name, _ in own]
    of_referral = [name for name, _ in under]
    free = RIGHT - LEFT - sum(REFERRAL_WIDTHS.get(name, 0) for name in of_referral)
    widths = [REFERRAL_WIDTHS.get(name, free) for name in of_referral]
    value = (RIGHT - LEFT) / ACROSS - LABEL
    layout = _Layout(paper, _edges([LABEL, value] * ACROSS), _edges(widths), tuple(label for _, label in under))
    items, referrals = layout.items(tuple(label for _, label in own)), layout.referrals
    shown, none, said = paper.letters.shown, paper.letters.shown(NO_REFERRALS), ""
    before, large = f"2 Tr {shown(number + '　')}", paper.large
    for row in book:
        chapter = _chapter(row)
        values = [row.values.get(name, "") for name in names]
        lines = [[line.get(name, "") for name in of_referral] for line in row.referrals]
        parts = [items.part(values), *([referrals.part(lines)] if lines else [])]
        new = chapter if chapter != said else ""
        heading = f"{before} {large(row.number)} 0 Tr"
        if _tall(parts) <= FULL:
            made = paper.add(parts, heading=heading, note="" if lines else none, chapter=new)
        else:
            pieces = layout.pieces([label for _, label in own], values, lines)
            made = b"".join(
                paper.add(
                    piece, heading=heading if not n else f"{before} {large(row.number + GOES_ON)} 0 Tr",
                    note=none if not lines and n == len(pieces) - 1 else "", chapter="" if n else new,
                )
                for n, piece in enumerate(pieces)
            )  # fmt: skip
        said = chapter
        if made:
            yield made


def _tall(parts: Sequence[Part]) -> float:
    return sum(sum(map(row_height, part.lines)) + BELOW for part in parts) + CAP + BELOW


class _Layout:
    """The tables of one ledger; those of a block that is too tall for a page."""

    def __init__(self, paper: Paper, edges: tuple[float, ...], below: tuple[float, ...], head: tuple[str, ...]) -> None:
        self._paper, self._edges = paper, edges
        self.referrals = Columned(paper.letters, Grid(below, head))
        self.items = lru_cache(maxsize=256)(self._items)

    def _items(self, labels: tuple[str, ...]) -> Labelled:
        return Labelled(self._paper.letters, Grid(self._edges, labels=labels))

    def pieces(
        self, labels: Sequence[str], values: Sequence[str], referrals: Sequence[Sequence[str]]
    ) -> list[list[Part]]:
        """What goes on one page each, in order: rows of items, then rows of referrals under their labels."""
        rows = [
            (tuple(labels[n : n + ACROSS]), cells)
            for n in range(0, len(labels), ACROSS)
            for cells in self.cut(values[n : n + ACROSS], self.items(tuple(labels)).rooms)
        ]
        rows += [((), cells) for line in referrals for cells in self.cut(line, self.referrals.rooms)]
        pieces, piece = [], rows[:1]
        for row in rows[1:]:
            if _tall(self._parts([*piece, row])) > FULL:
                pieces.append(self._parts(piece))
                piece = []
            piece.append(row)
        return [*pieces, self._parts(piece)]

    def _parts(self, rows: Sequence[tuple[tuple[str, ...], Sequence[str]]]) -> list[Part]:
        labels = tuple(label for named, _ in rows for label in named)
        below = [cells for named, cells in rows if not named]
        items = [self.items(labels).part([cell for named, cells in rows if named for cell in cells])] if labels else []
        return [*items, *([self.referrals.part(below)] if below else [])]

    def cut(self, cells: Sequence[str], rooms: Sequence[float]) -> list[list[str]]:
        return cut(self._paper, cells, rooms)


def cut(paper: Paper, cells: Sequence[str], rooms: Sequence[float]) -> list[list[str]]:
    """The row, as several under one another where a text has more lines than a page."""
    lines = [paper.letters.lines(cell, room) for cell, room in zip(cells, rooms, strict=False)]
    most = max(map(len, lines))
    if most <= MOST_LINES:
        return [list(cells)]
    parts = [["\n".join(said[n : n + MOST_LINES]) for n in range(0, most, MOST_LINES)] for said in lines]
    first, *rest = (list(row) for row in zip_longest(*parts, fillvalue=""))
    return [first, *([cell or BLANK for cell in row] for row in rest)]


def _rows(paper: Paper, book: AnyBook, with_remarks: bool) -> Iterator[bytes]:
    columns = row_columns(book.ledger, with_remarks=with_remarks)
    shares = FLAT_WIDTHS[book.ledger.name][: len(columns)]
    widths = [(RIGHT - LEFT) * share / sum(shares) for share in shares]
    table = Columned(paper.letters, Grid(_edges(widths), tuple(label for _, label in columns)))
    some: list[list[str]] = []
    said = new = ""
    tall = row_height(table.head_lines)
    for row in book:
        for cells in cut(paper, [row.values.get(name, "") for name, _ in columns], table.rooms):
            height = row_height(table.part([cells]).lines[1])
            if some and tall + height > paper.left - BELOW:
                paper.add([table.part(some)], chapter=new)
                yield paper.turn()
                some, new, tall = [], "", row_height(table.head_lines)
            some.append(cells)
            tall += height
            if not new and (chapter := _chapter(row)) != said:
                said = new = chapter
    yield paper.add([table.part(some)], chapter=new)
