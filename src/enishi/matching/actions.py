"""Ask the engine, and keep what it said: each suggestion is stored with the weights and the data it came from."""

from datetime import date

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from enishi.common.actor import Actor
from enishi.engine import WEIGHTS_VERSION, explain, query_opening, query_physician
from enishi.matching.market import DatabaseMarket, build_market
from enishi.matching.models import MatchRun, Suggestion
from enishi.openings.models import Opening
from enishi.physicians.models import Physician


@transaction.atomic
def suggestions_for(
    physician: Physician, *, by: Actor, limit: int = 10, locks: dict[int, date] | None = None
) -> list[Suggestion]:
    """The best openings for one physician, each with the reasons of both sides. Empty if no condition can be met.

    `locks` as in `matching.market.build_market`.
    """
    found = build_market(_with_wishes(Physician.objects.filter(pk=physician.pk)), _published(), locks)
    if physician.number not in found.physician_ids or not found.opening_ids:
        return []
    i = found.market.physician_index(physician.number)
    ranking = query_physician(found.market, i, k=limit)
    pairs = [(i, int(j), rank, None) for rank, j in enumerate(ranking.index, start=1)]
    return _store(found, pairs, by)


@transaction.atomic
def suggestions_for_opening(
    opening: Opening, *, by: Actor, limit: int = 10, locks: dict[int, date] | None = None
) -> list[Suggestion]:
    """The best physicians for one opening, each with the reasons of both sides."""
    found = build_market(_with_wishes(Physician.objects.matchable()), _published().filter(pk=opening.pk), locks)
    if opening.number not in found.opening_ids or not found.physician_ids:
        return []
    j = found.market.opening_index(opening.number)
    ranking = query_opening(found.market, j, k=limit)
    return _store(found, [(int(i), j, None, rank) for rank, i in enumerate(ranking.index, start=1)], by)


def _published() -> QuerySet[Opening]:
    return Opening.objects.published().with_terms()


def _with_wishes(physicians: QuerySet[Physician]) -> QuerySet[Physician]:
    return physicians.select_related("identity").prefetch_related("shield", "wish_sheets__municipality")


def _store(found: DatabaseMarket, pairs: list[tuple[int, int, int | None, int | None]], by: Actor) -> list[Suggestion]:
    run = MatchRun.objects.create(
        by_id=by.user_id,
        weights_version=WEIGHTS_VERSION,
        snapshot=found.digest,
        physicians=found.market.n_physicians,
        openings=found.market.n_openings,
    )
    if not pairs:
        return []
    explained = explain.pairs(found.market, np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs]))
    rows = Suggestion.objects.bulk_create(
        Suggestion(
            run=run,
            physician_id=found.physician_ids[e.physician],
            opening_id=found.opening_ids[e.opening],
            rank_for_physician=pair[2],
            rank_for_opening=pair[3],
            explanation=readable(e),
        )
        for pair, e in zip(pairs, explained, strict=True)
    )
    return list(
        Suggestion.objects.filter(pk__in=[r.pk for r in rows])
        .select_related("physician", "opening__current", "opening__institution__municipality__prefecture")
        .order_by("id")
    )


def readable(e: explain.Explanation) -> dict[str, object]:
    """What pages and proposals use: sentences with their facts, and nothing by which a pair could be reckoned."""
    plain = e.to_dict()
    change = plain["smallest_change"]
    return {
        "physician": plain["reasons_physician"],
        "institution": plain["reasons_institution"],
        "unmet": plain["unmet"],
        "smallest_change": change["text"] if change else "",
        "weights_version": e.weights_version,
    }
