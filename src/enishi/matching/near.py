"""Near misses, from either side: who lacks but one condition, with the change that would mend it. For the desk."""

from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from enishi.engine import explain
from enishi.engine.conditions import CONFIDENTIAL, Condition, reasons
from enishi.engine.live import Full
from enishi.engine.scores import mutual, score
from enishi.engine.snapshot import Snapshot, SnapshotError
from enishi.matching.actions import published, with_wishes
from enishi.matching.exceptions import are_60_or_over, asked_in
from enishi.matching.market import columns_of
from enishi.matching.rechecking import Locks, openings_still_for, physicians_still_for
from enishi.matching.serving import as_it_is, served
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

NEVER_MENDED = int(CONFIDENTIAL | Condition.CLOSED | Condition.STALE | Condition.AGE_EXCEPTION)
TRIED = 60  # looked at for a change that would mend them; the last check may take some away too


@dataclass(frozen=True, slots=True)
class NearMiss:
    """obstacle: what stands between them; change: the smallest one that would mend it."""

    opening: Opening
    obstacle: str
    change: str


@dataclass(frozen=True, slots=True)
class NearSeeker:
    """A physician who lacks but one condition for an opening. obstacle, change: as in `NearMiss`."""

    physician: Physician
    obstacle: str
    change: str


def near_misses(physician: Physician, locks: Locks, limit: int = 5) -> list[NearMiss] | None:
    """The best openings by wish × need among those that break exactly one condition, and that a change would mend.

    `locks` as in `matching.market.build_market`. None while there is no snapshot; writes nothing.
    """
    with suppress(Full, SnapshotError), served() as snapshot:
        return None if snapshot is None else _among(snapshot, physician, locks, limit)
    return None


def near_seekers(opening: Opening, locks: Locks, limit: int = 5) -> list[NearSeeker] | None:
    """The other side of `near_misses`: the best physicians for a published opening who break exactly one condition.

    Nobody who hides from its institution, and nobody who is not to be urged to move, is among them.
    """
    with suppress(Full, SnapshotError), served() as snapshot:
        return None if snapshot is None else _seekers_among(snapshot, opening, locks, limit)
    return None


def _seekers_among(snapshot: Snapshot, opening: Opening, locks: Locks, limit: int) -> list[NearSeeker]:
    columns = columns_of([], published().filter(pk=opening.pk), {}, snapshot.live.schema.skills)
    with as_it_is(snapshot, "opening", columns.openings) as j:
        if j is None:
            return []
        market = snapshot.live.market
        bits = reasons(market, np.arange(market.n_physicians), np.array([j]))
        one = np.flatnonzero((np.bitwise_count(bits) == 1) & ((bits & np.uint32(NEVER_MENDED)) == 0))
        best = one[np.argsort(-mutual(*score(market, one, np.full(len(one), j))), kind="stable")][:TRIED]
        said = [e for e in explain.pairs(market, best, np.full(len(best), j)) if e.smallest_change]
    shown = physicians_still_for(opening, [e.physician for e in said], locks)
    return [
        NearSeeker(
            shown[e.physician],
            "".join(sentence.text for sentence in e.blocked_physician),
            (e.smallest_change or {}).get("text", ""),
        )
        for e in said
        if e.physician in shown
    ][:limit]


def _among(snapshot: Snapshot, physician: Physician, locks: Locks, limit: int) -> list[NearMiss]:
    own = with_wishes(Physician.objects.matchable().filter(pk=physician.pk))
    columns = columns_of(own, [], locks, snapshot.live.schema.skills)
    p, of_sixty = columns.physicians, asked_in(snapshot.live.market)
    p["is_60_or_over"] = are_60_or_over(p, of_sixty, columns.physician_ids, columns.schema.as_of)
    with as_it_is(snapshot, "physician", p) as i:
        if i is None:
            return []
        market = snapshot.live.market
        bits = reasons(market, np.array([i]), np.arange(market.n_openings))
        one = np.flatnonzero((np.bitwise_count(bits) == 1) & ((bits & np.uint32(NEVER_MENDED)) == 0))
        whose = np.full(len(one), i)
        best = one[np.argsort(-mutual(*score(market, whose, one)), kind="stable")][:TRIED]
        said = [e for e in explain.pairs(market, np.full(len(best), i), best) if e.smallest_change]
    shown = openings_still_for(physician, [e.opening for e in said], locks)
    return [
        NearMiss(
            shown[e.opening],
            "".join(sentence.text for sentence in e.blocked_physician),
            (e.smallest_change or {}).get("text", ""),
        )
        for e in said
        if e.opening in shown
    ][:limit]
