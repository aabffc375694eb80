"""regions.csv: how many proposals a region shall have at least (`floor`) or at most (`cap`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from enishi.engine.files.cells import Cells
from enishi.engine.files.reader import Faults, read_table
from enishi.engine.files.tables import Sheet
from enishi.engine.market import Market
from enishi.engine.rounds import NO_CAP
from enishi.engine.schema import ALL_PREFECTURES, I32, I64, PREFECTURES

FIELDS = ("region", "prefectures", "floor", "cap")
MOST = 1_000_000_000


@dataclass(frozen=True)
class Regions:
    """`names`: the regions, then "" for everywhere else. `of_opening`: int32[n_openings]. `floor`, `cap`:
    int64[n_regions]; 0 and NO_CAP where nothing is asked."""

    names: tuple[str, ...]
    of_opening: I32
    floor: I64
    cap: I64


@dataclass(frozen=True)
class RegionSheet:
    """The file, read: `bits`: prefectures of each region."""

    names: list[str]
    bits: list[int]
    floor: list[int]
    cap: list[int]
    faults: Faults

    def over(self, market: Market) -> Regions:
        """The regions of a market's openings."""
        of_prefecture = np.full(len(PREFECTURES), len(self.names), np.int32)
        for row, bits in enumerate(self.bits):
            for prefecture in range(len(PREFECTURES)):
                if bits >> prefecture & 1:
                    of_prefecture[prefecture] = row
        floor, cap = np.array([*self.floor, 0], np.int64), np.array([*self.cap, NO_CAP], np.int64)
        return Regions((*self.names, ""), of_prefecture[market.posts.prefecture], floor, cap)


def read_regions(path: Path, wanted: str) -> RegionSheet:
    """`wanted`: "floor" or "cap", which must be given at least once; the other must stay blank."""
    faults = Faults(str(path))
    table = read_table(path, FIELDS, (), faults)
    found = RegionSheet([], [], [], [], faults)
    other = "cap" if wanted == "floor" else "floor"
    taken = 0
    for row in table.rows:
        cells = Cells(row, faults)
        bits = cells.prefectures("prefectures")
        name = cells.required("region", "東北")
        if name in found.names:
            cells.fault("region", f"「{name}」はほかの行にもあります。一つの地域は1行にしてください。")
        if bits & taken & ALL_PREFECTURES:
            cells.fault(
                "prefectures", "ほかの行の都道府県と重なっています。一つの都道府県は一つの地域だけに書いてください。"
            )
        if cells.text(other):
            cells.fault(other, f"この決め方（--method）では使いません。空欄にして、{wanted} に書いてください。")
        taken |= bits
        found.names.append(name)
        found.bits.append(bits)
        found.floor.append(cells.whole("floor", 0, MOST, 0) if wanted == "floor" else 0)
        found.cap.append(cells.whole("cap", 0, MOST, NO_CAP) if wanted == "cap" else NO_CAP)
    for name in table.unknown_columns:
        faults.add(1, name, "この列は使えません。region、prefectures、floor、cap だけを書いてください。")
    return found


def anywhere(market: Market) -> Regions:
    """One region without floor or cap."""
    return Regions(("",), np.zeros(market.n_openings, np.int32), np.zeros(1, np.int64), np.full(1, NO_CAP, np.int64))


def by_index(sheet: Sheet, rows: Sequence[int], name: str) -> I64:
    """A column that only a round is told, in the order of the market's indices; `rows`: the caller's row of each."""
    values = np.array([int(record.values[name]) for record in sheet.records], np.int64)
    return values[np.asarray(rows, np.int64)]
