"""The whole market, matched: read, listed, written as a snapshot, and kept as suggestions. For a process of its own.

Whatever kills it, yesterday's suggestions stay: the new ones and the end of their run are one transaction, and the snapshot
is put in place by renaming. The next run finds nothing to clean up but a run that never ended.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from enishi.common.clock import now
from enishi.engine import WEIGHTS_VERSION, Graph, Market, judge
from enishi.engine.lists import best_lists
from enishi.engine.live import Live
from enishi.engine.snapshot import write
from enishi.engine.solvers.assignment import assign
from enishi.matching.copying import one_moment
from enishi.matching.folder import market_folder, market_to_oneself
from enishi.matching.load import load_columns
from enishi.matching.market import MarketColumns
from enishi.matching.models import MatchRun, RunKind, Suggestion
from enishi.matching.storing import count_from_now, finish, listed

log = logging.getLogger("enishi.matching")
LISTED = 20  # best counterparts on each list of the snapshot
DIED = "ended before it was finished"


@dataclass(frozen=True, slots=True)
class Made:
    columns: MarketColumns
    market: Market
    live: Live


def match_everything(*, locks: Callable[[], Mapping[int, date]]) -> MatchRun | None:
    """One run over everybody; None if another process is at work on the market.

    `locks`: reads the last days of no-solicitation periods by physician, at the same moment as the market.
    """
    with market_to_oneself() as mine:
        if not mine:
            return None
        MatchRun.objects.filter(kind=RunKind.WHOLE, finished_at=None, error="").update(error=DIED)
        run = MatchRun.objects.create(kind=RunKind.WHOLE, weights_version=WEIGHTS_VERSION)
        try:
            _match(run, locks)
        except Exception as problem:
            # The type alone: a message may hold what somebody wrote.
            MatchRun.objects.filter(pk=run.pk).update(error=type(problem).__name__, finished_at=None)
            raise
        return run


def _match(run: MatchRun, locks: Callable[[], Mapping[int, date]]) -> None:
    with one_moment():
        columns = load_columns(locks())
    market = Market.from_columns(columns.physicians, columns.openings, columns.schema)
    lists = best_lists(market, LISTED, LISTED)
    graph = lists.graph(market)
    gap = _judged(market, graph)
    run.snapshot, run.physicians, run.openings = columns.digest, market.n_physicians, market.n_openings
    run.save()
    depth = stored_depth(market.n_physicians, market.n_openings)
    everyone, everything = np.arange(market.n_physicians), np.arange(market.n_openings)
    pairs = listed(market.n_openings, everyone, lists.physician, everything, lists.opening, (depth, depth))
    ids = (
        dict(enumerate(columns.physician_ids[market.physician_row].tolist())),
        dict(enumerate(columns.opening_ids[market.opening_row].tolist())),
    )
    finish(run, market, pairs, ids, certificate_gap=gap)
    write(market_folder(), Live.of(market, lists), {"run": run.pk, "digest": run.snapshot})
    count_from_now(run)
    log.info("matched %s physicians and %s openings", market.n_physicians, market.n_openings)


def _judged(market: Market, graph: Graph) -> float:
    """The certified gap of the best assignment over these lists. Raises judge.Unsound, so that yesterday's suggestions stay,
    when a listed pair breaks a hard condition or the certificate does not hold."""
    judge.refuse(judge.pairs(market, graph.physician, graph.opening), market)
    if not graph.n_edges:
        return 0.0
    found = assign(graph)
    judge.refuse(judge.certified(graph, found), market)
    return found.gap


def stored_depth(n_physicians: int, n_openings: int) -> int:
    """How far down each list is kept with its reasons: all of it, unless the market is so large that the database would
    fill with sentences nobody reads. The rest is answered from the snapshot, in milliseconds, when somebody asks."""
    most = settings.STORED_SUGGESTIONS // max(1, n_physicians + n_openings)
    return max(1, min(LISTED, most))


def forget_old_runs(*, in_talks: QuerySet) -> int:  # type: ignore[type-arg]
    """Remove runs that nothing shows any more and that are older than settings.KEEP_RUNS_DAYS; how many suggestions went.

    `in_talks`: rows with `physician` and `opening`; what was suggested of such a pair is kept as evidence, for ever.
    """
    newest = MatchRun.objects.finished().filter(kind=RunKind.WHOLE).newest_first().first()
    if newest is None:
        return 0
    old = MatchRun.objects.filter(pk__lt=newest.pk, started_at__lt=now() - timedelta(days=settings.KEEP_RUNS_DAYS))
    pair = in_talks.filter(physician=OuterRef("physician"), opening=OuterRef("opening"))
    gone = Suggestion.objects.filter(~Exists(pair), run__in=old)
    count = gone._raw_delete(gone.db)
    old.filter(~Exists(Suggestion.objects.filter(run=OuterRef("pk")))).delete()
    return int(count)
