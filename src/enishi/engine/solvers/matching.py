"""What a round of one contract a physician gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.schema import I32, I64, AnyArray
from enishi.engine.solvers.lottery import Lottery, held_by_opening


@dataclass(frozen=True)
class Matching:
    """`edge_of`: int32[n_physicians], the edge each physician holds, -1 = none. `proposals`: how many were made on the
    way. `graph` and `lottery` are those it was solved with."""

    graph: Graph = field(repr=False)
    lottery: Lottery = field(repr=False)
    edge_of: I32
    proposals: int

    @cached_property
    def opening_of(self) -> I32:
        """int32[n_physicians]: the opening each physician holds, -1 = none."""
        opening = np.full(len(self.edge_of), -1, np.int32)
        held = self.edge_of >= 0
        opening[held] = self.graph.opening[self.edge_of[held]]
        return opening

    @cached_property
    def edges(self) -> I32:
        """The edges held, ascending."""
        return self.edge_of[self.edge_of >= 0]

    @cached_property
    def _by_opening(self) -> tuple[I64, I32]:
        return held_by_opening(self.graph, self.lottery, self.edges)

    def holders(self, j: int) -> I32:
        """int32: the physicians opening `j` holds, best first. MarketError for an opening that is not there."""
        check_row("opening", j, self.graph.n_openings)
        pointer, edge = self._by_opening
        return self.graph.physician[edge[pointer[j] : pointer[j + 1]]]


def check_row(name: str, row: int, n: int) -> None:
    """Raise MarketError unless 0 ≤ row < n."""
    if not 0 <= row < n:
        raise MarketError(name, row, f"must be from 0 to {n - 1}")


def one_or_each(value: AnyArray | int, n: int) -> AnyArray:
    """One number for all becomes an array of `n`; an array stays as it is."""
    return np.full(n, value) if np.ndim(value) == 0 else np.asarray(value)
