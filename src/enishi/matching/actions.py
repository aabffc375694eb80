"""Ask the engine, and keep what it said: each suggestion is stored with the weights and the data it came from."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.engine import WEIGHTS_VERSION, Market, query_opening, query_physician
from enishi.engine.live import Full
from enishi.engine.schema import AnyArray
from enishi.engine.snapshot import Snapshot, SnapshotError
from enishi.matching import coding
from enishi.matching.exceptions import are_60_or_over, asked_in
from enishi.matching.market import build_market, columns_of
from enishi.matching.models import MatchRun, RunKind, Suggestion
from enishi.matching.rechecking import Locks, openings_still_for, physicians_still_for
from enishi.matching.serving import as_it_is, served
from enishi.matching.storing import Pairs, finish
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

SPARE = 10  # more than asked for, as the last check may take some away


@transaction.atomic
def suggestions_for(
    physician: Physician, *, by: Actor, limit: int = 10, locks: Mapping[int, date] | None = None
) -> list[Suggestion]:
    """The best openings for one physician, each with the reasons of both sides. Empty if no condition can be met.

    `locks` as in `matching.market.build_market`. From the mapped snapshot; from the database's rows while there is none,
    or where it cannot say.
    """
    began, own = now(), with_wishes(Physician.objects.matchable().filter(pk=physician.pk))
    served_list = _of_snapshot(lambda s: _openings_in(s, physician, own, _Asked(by, began, limit, locks or {})))
    if served_list is not None:
        return served_list
    found = build_market(own, published(), locks)
    if physician.number not in found.physician_ids or not found.opening_ids:
        return []
    i = found.market.physician_index(physician.number)
    ranking = query_physician(found.market, i, k=limit)
    ids = [found.opening_ids[str(n)] for n in found.market.opening_number[ranking.index]]
    run = _begun(RunKind.PHYSICIAN, by, began, found.market, found.digest)
    run.for_physicians = [physician.pk]
    return _kept(run, found.market, _own_list(i, ranking.index), {i: physician.pk}, _by(ranking.index, ids))


@transaction.atomic
def suggestions_for_opening(
    opening: Opening, *, by: Actor, limit: int = 10, locks: Mapping[int, date] | None = None
) -> list[Suggestion]:
    """The best physicians for one opening, each with the reasons of both sides. Otherwise as `suggestions_for`."""
    began, own = now(), published().filter(pk=opening.pk)
    served_list = _of_snapshot(lambda s: _physicians_in(s, opening, own, _Asked(by, began, limit, locks or {})))
    if served_list is not None:
        return served_list
    found = build_market(with_wishes(Physician.objects.matchable()), own, locks)
    if opening.number not in found.opening_ids or not found.physician_ids:
        return []
    j = found.market.opening_index(opening.number)
    ranking = query_opening(found.market, j, k=limit)
    ids = [found.physician_ids[str(n)] for n in found.market.physician_number[ranking.index]]
    run = _begun(RunKind.OPENING, by, began, found.market, found.digest)
    run.for_openings = [opening.pk]
    return _kept(run, found.market, _list_of_own(j, ranking.index), _by(ranking.index, ids), {j: opening.pk})


@dataclass(frozen=True, slots=True)
class _Asked:
    by: Actor
    began: datetime
    limit: int
    locks: Locks


def _of_snapshot(look: Callable[[Snapshot], list[Suggestion] | None]) -> list[Suggestion] | None:
    """What the snapshot says; None when the rows must be asked. One that is full of changes is opened anew, once."""
    for _ in range(2):
        with suppress(Full, SnapshotError), served() as snapshot:
            return None if snapshot is None else look(snapshot)
    return None


def _openings_in(
    snapshot: Snapshot, physician: Physician, own: QuerySet[Physician], asked: _Asked
) -> list[Suggestion] | None:
    columns = columns_of(own, [], asked.locks, snapshot.live.schema.skills)
    p, of_sixty = columns.physicians, asked_in(snapshot.live.market)
    p["is_60_or_over"] = are_60_or_over(p, of_sixty, columns.physician_ids, columns.schema.as_of)
    with as_it_is(snapshot, "physician", p) as i:
        if i is None:
            return []
        market = snapshot.live.market
        index = query_physician(market, i, k=asked.limit + SPARE).index
        numbers = market.opening_number[index].tolist()
        still = openings_still_for(physician, numbers, asked.locks)
        kept = [(j, still[n].pk) for j, n in zip(index.tolist(), numbers, strict=True) if n in still][: asked.limit]
        run = _begun(RunKind.PHYSICIAN, asked.by, asked.began, market, str(snapshot.notes["digest"]))
        run.for_physicians = [physician.pk]
        pairs = _own_list(i, np.array([j for j, _ in kept], np.int64))
        return _kept(run, market, pairs, {i: physician.pk}, dict(kept))


def _physicians_in(
    snapshot: Snapshot, opening: Opening, own: QuerySet[Opening], asked: _Asked
) -> list[Suggestion] | None:
    skills, rows = snapshot.live.schema.skills, list(own)
    if not all(coding.are_known(o.current.skills_required, skills) for o in rows):
        return None  # the snapshot cannot tell who can do what nobody required last night
    with as_it_is(snapshot, "opening", columns_of([], rows, asked.locks, skills).openings) as j:
        if j is None:
            return []
        market = snapshot.live.market
        index = query_opening(market, j, k=asked.limit + SPARE).index
        numbers = market.physician_number[index].tolist()
        still = physicians_still_for(opening, numbers, asked.locks)
        kept = [(i, still[n].pk) for i, n in zip(index.tolist(), numbers, strict=True) if n in still][: asked.limit]
        run = _begun(RunKind.OPENING, asked.by, asked.began, market, str(snapshot.notes["digest"]))
        run.for_openings = [opening.pk]
        pairs = _list_of_own(j, np.array([i for i, _ in kept], np.int64))
        return _kept(run, market, pairs, dict(kept), {j: opening.pk})


def published() -> QuerySet[Opening]:
    return Opening.objects.published().with_terms()


def with_wishes(physicians: QuerySet[Physician]) -> QuerySet[Physician]:
    """What each wished is read with them."""
    return physicians.prefetch_related("wish_sheets__municipality")


def _own_list(i: int, index: AnyArray) -> Pairs:
    return Pairs(np.full(len(index), i), index, np.arange(1, len(index) + 1), np.zeros(len(index), np.int64))


def _list_of_own(j: int, index: AnyArray) -> Pairs:
    return Pairs(index, np.full(len(index), j), np.zeros(len(index), np.int64), np.arange(1, len(index) + 1))


def _by(index: AnyArray, ids: list[int]) -> dict[int, int]:
    return dict(zip(index.tolist(), ids, strict=True))


def _begun(kind: RunKind, by: Actor, began: datetime, market: Market, digest: str) -> MatchRun:
    return MatchRun.objects.create(
        kind=kind,
        by_id=by.user_id,
        started_at=began,
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
