"""Is a round right under regional caps? Judged from the graph and the outcome alone.

Kamada & Kojima's terms. A pair that would rather have each other blocks a matching unless the regional cap stands
against it:

- *weakly stable* (2017, "Stability concepts in matching under distributional constraints", Journal of Economic Theory
  168): a blocking pair (d, h) is excused only if the region of h is at its cap and h prefers all its holders to d, that
  is, only if h would need one place more in a full region.
- *stable* (2015, American Economic Review 105(1)): besides, if d would come from an opening h' of the same region, so
  that no place more is needed, the pair is excused only if the move does not bring the two openings closer to their
  targets: after it, h is further above its target than h' above its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.schema import I64, AnyArray
from enishi.engine.verify.outcome import held_by_place, least, whole


@dataclass(frozen=True)
class RegionalReport:
    """`over_cap`: int64 regions above their cap. `overfull`: int64 openings above their capacity. `foreign`: int64
    physicians placed where no edge leads. `blocking`: int64 edges no cap excuses, against weak stability. `moving`:
    int64 edges within a full region that would bring two openings closer to their targets, against stability."""

    over_cap: I64
    overfull: I64
    foreign: I64
    blocking: I64
    moving: I64

    @property
    def weakly_stable(self) -> bool:
        return not (len(self.over_cap) or len(self.overfull) or len(self.foreign) or len(self.blocking))

    @property
    def ok(self) -> bool:
        """Stable in the sense of 2015, which is weakly stable and more."""
        return self.weakly_stable and not len(self.moving)


def regional(
    graph: Graph, matching: object, region_of: AnyArray, target: AnyArray, regional_cap: AnyArray
) -> RegionalReport:
    """`matching` has `.opening_of` or is that array; `region_of`, `target`: whole numbers[n_openings]; `regional_cap`:
    whole numbers[n_regions]. Equal values never block. Raises MarketError when something is not of the graph's size."""
    caps = whole("outcome.regional_cap", regional_cap)
    region = whole("outcome.region_of", region_of, graph.n_openings)
    goal = whole("outcome.target", target, graph.n_openings)
    outside = (region < 0) | (region >= len(caps))
    if outside.any():
        raise MarketError("outcome.region_of", int(np.argmax(outside)), f"must be from 0 to {len(caps) - 1}")
    held, foreign = held_by_place(graph, matching)
    edges = np.flatnonzero(held)
    i, j = graph.physician[edges], graph.opening[edges]
    holders = np.bincount(j, minlength=graph.n_openings)
    placed = np.bincount(region[j], minlength=len(caps))
    now = np.full(graph.n_physicians, -1)
    now[i] = j
    current = np.full(graph.n_physicians, -np.inf, np.float32)
    current[i] = graph.u[edges]
    maybe = np.flatnonzero(~held & (graph.u > current.take(graph.physician)))
    maybe = maybe[graph.capacity[graph.opening[maybe]] > 0]
    h, h_now = graph.opening[maybe], now[graph.physician[maybe]]
    preferred = graph.v[maybe] > least(graph.v[edges], j, graph.n_openings)[h]
    preferred &= holders[h] > 0
    vacant = holders[h] < graph.capacity[h]
    full = placed[region[h]] >= caps[region[h]]
    blocking = preferred | (vacant & ~full)
    within = vacant & full & ~preferred & (h_now >= 0)
    within[within] = region[h[within]] == region[h_now[within]]
    above = holders - goal
    moving = within.copy()
    moving[within] = above[h[within]] + 1 <= above[h_now[within]] - 1
    return RegionalReport(
        np.flatnonzero(placed > caps),
        np.flatnonzero(holders > graph.capacity),
        foreign,
        maybe[blocking],
        maybe[moving],
    )
