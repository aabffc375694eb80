"""What both sides may hand in beside the two lists: their own orders, and lottery numbers drawn elsewhere.

Orders: one CSV a side with `physician,opening,rank`, 1 = best, each rank once in a list. A pair that is not in both files
is no candidate. Lottery: `side,number,lottery`, the file that a run writes, smaller first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from enishi.engine.conditions import reasons
from enishi.engine.files.cells import Cells
from enishi.engine.files.reader import Faults, read_table
from enishi.engine.graph import Graph
from enishi.engine.market import Market
from enishi.engine.schema import I64
from enishi.engine.solvers.lottery import Lottery

ORDER_FIELDS = ("physician", "opening", "rank")
LOTTERY_FIELDS = ("side", "number", "lottery")
SIDES = ("physician", "opening")
MOST = 2**31 - 1


@dataclass(frozen=True)
class OrderSheet:
    """Aligned rows of one file: indices of the market, the rank, the line."""

    physician: I64
    opening: I64
    rank: I64
    line: I64
    faults: Faults

    def lists(self, owner: str, n: int, kept: I64) -> list[list[int]]:
        """One list for each of the `n` owners, best first, of these rows."""
        own, other = (self.physician, self.opening) if owner == "physician" else (self.opening, self.physician)
        found: list[list[int]] = [[] for _ in range(n)]
        for row in kept[np.lexsort((self.rank[kept], own[kept]))].tolist():
            found[own[row]].append(int(other[row]))
        return found


def read_order(path: Path, market: Market, owner: str) -> OrderSheet:
    """The strict orders of one side. `owner`: "physician" or "opening", whose order it is."""
    faults = Faults(str(path))
    index = _indices(market)
    rows: list[tuple[int, int, int, int]] = []
    pairs: dict[tuple[int, int], int] = {}
    ranks: dict[tuple[int, int], int] = {}
    for row in read_table(path, ORDER_FIELDS, (), faults).rows:
        cells = Cells(row, faults)
        i, j = (_found(cells, side, side, index[side]) for side in SIDES)
        rank = cells.whole("rank", 1, MOST)
        own = i if owner == "physician" else j
        before = pairs.setdefault((i, j), row.line)
        if before != row.line and min(i, j) >= 0:
            cells.fault("opening", f"同じ組が{before}行目にもあります。一度だけ書いてください。")
        before = ranks.setdefault((own, rank), row.line)
        if before != row.line and own >= 0:
            cells.fault("rank", f"{rank}位が{before}行目にもあります。同じ順位を付けず、1、2、3…と書いてください。")
        rows.append((i, j, rank, row.line))
    columns = np.array(rows, np.int64).reshape(-1, 4).T
    return OrderSheet(columns[0], columns[1], columns[2], columns[3], faults)


def ordered_graph(market: Market, physicians: OrderSheet, openings: OrderSheet) -> tuple[Graph, list[int]]:
    """(the candidate graph of both sides' orders, lines of the physicians' file whose pair breaks a hard condition: a
    wish does not lift a shield or a limit of hours)."""
    barred = reasons(market, physicians.physician, physicians.opening) != 0
    wishes = physicians.lists("physician", market.n_physicians, np.flatnonzero(~barred))
    needs = openings.lists("opening", market.n_openings, np.arange(len(openings.line)))
    return Graph.from_lists(wishes, needs, market.posts.capacity), physicians.line[barred].tolist()


def read_lottery(path: Path, market: Market) -> tuple[Lottery | None, Faults]:
    """Numbers drawn elsewhere, one for everybody on both sides; None with faults."""
    faults = Faults(str(path))
    index = _indices(market)
    drawn = {side: np.full(len(index[side]), -1, np.int64) for side in SIDES}
    seen: dict[tuple[str, int], int] = {}
    for row in read_table(path, LOTTERY_FIELDS, (), faults).rows:
        cells = Cells(row, faults)
        side = cells.choice("side", SIDES)
        at, lot = _found(cells, "number", side, index[side]), cells.whole("lottery", 0, MOST)
        before = seen.setdefault((side, lot), row.line)
        if before != row.line:
            cells.fault("lottery", f"くじ{lot}が{before}行目にもあります。一人ずつ違う数にしてください。")
        if at >= 0 and drawn[side][at] >= 0:
            cells.fault("number", "同じ番号がほかの行にもあります。くじは一人に一つにしてください。")
        elif at >= 0:
            drawn[side][at] = lot
    for side in SIDES:
        missing = int((drawn[side] < 0).sum())
        if missing and not faults.found:
            faults.add(1, "number", f"{side} のうち{missing}件のくじがありません。全員に一つずつ書いてください。")
    return (None if faults.found else Lottery.from_numbers(drawn["physician"], drawn["opening"])), faults


def _indices(market: Market) -> Mapping[str, Mapping[str, int]]:
    sides = zip(SIDES, (market.physician_number, market.opening_number), strict=True)
    return {side: {str(number): at for at, number in enumerate(numbers.tolist())} for side, numbers in sides}


def _found(cells: Cells, column: str, side: str, index: Mapping[str, int]) -> int:
    """The index, or -1 with a fault."""
    number = cells.text(column)
    at = index.get(number, index.get(number.removeprefix("'"), -1))  # the mark against formulas
    if at < 0:
        which = "医師の一覧" if side == "physician" else "募集の一覧"
        cells.fault(column, f"「{number}」は{which}にありません。番号をお確かめください。")
    return at
