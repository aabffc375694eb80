"""Is any half-day or hour promised twice? Judged from the graph and the edges held alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.schema import I64, SLOTS, AnyArray
from enishi.engine.verify.outcome import held_by_edge, whole


@dataclass(frozen=True)
class HoursReport:
    """`double_booked`: int64[n, 2], (physician, slot) held more than once. `too_long`: int64 physicians whose posts take
    more minutes a week than they have left. `over_quota`: int64 physicians with more posts than they asked for.
    `foreign`: int64 positions in the list of edges held that name no edge, or name one again."""

    double_booked: I64
    too_long: I64
    over_quota: I64
    foreign: I64

    @property
    def ok(self) -> bool:
        return not (len(self.double_booked) or len(self.too_long) or len(self.over_quota) or len(self.foreign))


def hours(
    graph: Graph,
    matching: object,
    slot: AnyArray | None = None,
    minutes: AnyArray | None = None,
    hours_left: AnyArray | None = None,
    quota: AnyArray | int | None = None,
) -> HoursReport:
    """`matching` has `.edges` or is an array of edges held. `slot`: whole numbers[n_openings], -1 = no fixed half-day.
    `minutes`: whole numbers[n_openings], a week; `hours_left`: whole numbers[n_physicians], minutes a week; both or
    neither. `quota`: whole numbers[n_physicians] or one number. What is None is not judged.

    Raises MarketError when something is not of the graph's size, or minutes come without hours left.
    """
    if (minutes is None) != (hours_left is None):
        raise MarketError("outcome.minutes", None, "and hours_left must be given together")
    held, foreign = held_by_edge(graph, matching)
    edges = np.flatnonzero(held)
    i, j = graph.physician[edges].astype(np.int64), graph.opening[edges]
    nobody = np.zeros(0, np.int64)
    double_booked, too_long, over_quota = np.zeros((0, 2), np.int64), nobody, nobody
    if slot is not None:
        slots = whole("outcome.slot", slot, graph.n_openings)
        bad = (slots < -1) | (slots >= len(SLOTS))
        if bad.any():
            raise MarketError("outcome.slot", int(np.argmax(bad)), f"must be from -1 to {len(SLOTS) - 1}")
        bound = slots[j] >= 0
        codes, counts = np.unique(i[bound] * len(SLOTS) + slots[j[bound]], return_counts=True)
        double_booked = np.stack(np.divmod(codes[counts > 1], len(SLOTS)), axis=1)
    if minutes is not None and hours_left is not None:
        spent = np.zeros(graph.n_physicians, np.int64)
        np.add.at(spent, i, whole("outcome.minutes", minutes, graph.n_openings)[j])
        too_long = np.flatnonzero(spent > whole("outcome.hours_left", hours_left, graph.n_physicians))
    if quota is not None:
        many = np.full(graph.n_physicians, quota) if np.ndim(quota) == 0 else quota
        limit = whole("outcome.quota", many, graph.n_physicians)
        over_quota = np.flatnonzero(np.bincount(i, minlength=graph.n_physicians) > limit)
    return HoursReport(double_booked, too_long, over_quota, foreign)
