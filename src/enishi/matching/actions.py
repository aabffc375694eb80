"""Ask the engine, and keep what it said: each suggestion is stored with the weights and the data it came from."""

from collections.abc import Mapping
from datetime import date

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from enishi.common.actor import Actor
from enishi.engine import WEIGHTS_VERSION, Market, query_opening, query_physician
from enishi.engine.schema import AnyArray
from enishi.engine.snapshot import Snapshot
from enishi.matching.exceptions import are_60_or_over, asked_in
from enishi.matching.market import build_market, columns_of
from enishi.matching.models import MatchRun, RunKind, Suggestion
from enishi.matching.rechecking import Locks, openings_still_for, physicians_still_for
from enishi.matching.serving import put_as_it_is, served
from enishi.matching.storing import Pairs, finish
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

SPARE = 10  # more than asked for, as the last check may take some away


@transaction.atomic
def suggestions_for(
    physician: Physician, *, by: Actor, limit: int = 10, locks: Mapping[int, date] | None = None
) -> list[Suggestion]:
    """The best openings for one physician, each with the reasons of both sides. Empty if no condition can be met.

    `locks` as in `matching.market.build_market`. From the mapped snapshot; from the database's rows while there is none.
    """
    own = with_wishes(Physician.objects.filter(pk=physician.pk))
    with served() as snapshot:
        if snapshot is not None:
            return _openings_in(snapshot, physician, own, by, limit, locks or {})
    found = build_market(own, published(), locks)
    if physician.number not in found.physician_ids or not found.opening_ids:
        return []
    i = found.market.physician_index(physician.number)
    ranking = query_physician(found.market, i, k=limit)
    ids = [found.opening_ids[str(n)] for n in found.market.opening_number[ranking.index]]
    run = _begun(RunKind.PHYSICIAN, by, found.market, found.digest)
    run.for_physicians = [physician.pk]
    return _kept(run, found.market, _own_list(i, ranking.index), {i: physician.pk}, _by(ranking.index, ids))


@transaction.atomic
def suggestions_for_opening(
    opening: Opening, *, by: Actor, limit: int = 10, locks: Mapping[int, date] | None = None
) -> list[Suggestion]:
    """The best physicians for one opening, each with the reasons of both sides. Otherwise as `suggestions_for`."""
    own = published().filter(pk=opening.pk)
    with served() as snapshot:
        if snapshot is not None:
            return _physicians_in(snapshot, opening, own, by, limit, locks or {})
    found = build_market(with_wishes(Physician.objects.matchable()), own, locks)
    if opening.number not in found.opening_ids or not found.physician_ids:
        return []
    j = found.market.opening_index(opening.number)
    ranking = query_opening(found.market, j, k=limit)
    ids = [found.physician_ids[str(n)] for n in found.market.physician_number[ranking.index]]
    run = _begun(RunKind.OPENING, by, found.market, found.digest)
    run.for_openings = [opening.pk]
    return _kept(run, found.market, _list_of_own(j, ranking.index), _by(ranking.index, ids), {j: opening.pk})


def _openings_in(
    snapshot: Snapshot, physician: Physician, own: QuerySet[Physician], by: Actor, limit: int, locks: Locks
) -> list[Suggestion]:
    columns = columns_of(own, [], locks, snapshot.live.schema.skills)
    p, asked = columns.physicians, asked_in(snapshot.live.market)
    p["is_60_or_over"] = are_60_or_over(p, asked, columns.physician_ids, columns.schema.as_of)
    if not put_as_it_is(snapshot, "physician", p):
        return []
    market = snapshot.live.market
    i = market.physician_index(physician.number)
    index = query_physician(market, i, k=limit + SPARE).index
    numbers = market.opening_number[index].tolist()
    still = openings_still_for(physician, numbers, locks)
    kept = [(j, still[n].pk) for j, n in zip(index.tolist(), numbers, strict=True) if n in still][:limit]
    run = _begun(RunKind.PHYSICIAN, by, market, str(snapshot.notes["digest"]))
    run.for_physicians = [physician.pk]
    pairs = _own_list(i, np.array([j for j, _ in kept], np.int64))
    return _kept(run, market, pairs, {i: physician.pk}, dict(kept))


def _physicians_in(
    snapshot: Snapshot, opening: Opening, own: QuerySet[Opening], by: Actor, limit: int, locks: Locks
) -> list[Suggestion]:
    columns = columns_of([], own, locks, snapshot.live.schema.skills)
    if not put_as_it_is(snapshot, "opening", columns.openings):
        return []
    market = snapshot.live.market
    j = market.opening_index(opening.number)
    index = query_opening(market, j, k=limit + SPARE).index
    numbers = market.physician_number[index].tolist()
    still = physicians_still_for(opening, numbers, locks)
    kept = [(i, still[n].pk) for i, n in zip(index.tolist(), numbers, strict=True) if n in still][:limit]
    run = _begun(RunKind.OPENING, by, market, str(snapshot.notes["digest"]))
    run.for_openings = [opening.pk]
    pairs = _list_of_own(j, np.array([i for i, _ in kept], np.int64))
    return _kept(run, market, pairs, dict(kept), {j: opening.pk})


def published() -> QuerySet[Opening]:
    return Opening.objects.published().with_terms()


def with_wishes(physicians: QuerySet[Physician]) -> QuerySet[Physician]:
    """Only those who may be sought for at all would be found; what each wished and hides from is read with them."""
    return physicians.prefetch_related("shield", "wish_sheets__municipality")


def _own_list(i: int, index: AnyArray) -> Pairs:
    return Pairs(np.full(len(index), i), index, np.arange(1, len(index) + 1), np.zeros(len(index), np.int64))


def _list_of_own(j: int, index: AnyArray) -> Pairs:
    return Pairs(index, np.full(len(index), j), np.zeros(len(index), np.int64), np.arange(1, len(index) + 1))


def _by(index: AnyArray, ids: list[int]) -> dict[int, int]:
    return dict(zip(index.tolist(), ids, strict=True))


def _begun(kind: RunKind, by: Actor, market: Market, digest: str) -> MatchRun:
    return MatchRun.objects.create(
        kind=kind,
        by_id=by.user_id,
        weights_version=WEIGHTS_VERSION,
        snapshot=digest,
        physicians=market.n_physicians,
        openings=market.n_openings,
    )


def _kept(
    run: MatchRun, market: Market, pairs: Pairs, physician_ids: Mapping[int, int], opening_ids: Mapping[int, int]
) -> list[Suggestion]:
    finish(run, market, pairs, (physician_ids, opening_ids))
    return list(
        Suggestion.objects.filter(run=run)
        .select_related("physician", "opening__current", "opening__institution__municipality__prefecture")
        .order_by("rank_for_physician", "rank_for_opening")
    )
