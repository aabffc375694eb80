"""One physician or opening is no longer as it was: change the snapshot, and store exactly the lists this touches.

Done twice it does nothing more the second time. The lists are stored first and the snapshot tells of the change after, so
whoever dies in between leaves a change that is simply made again. One process changes the market at a time, and none
while a batch runs: what changed meanwhile must go into the snapshot that the batch writes.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np
from django.db import transaction

from enishi.engine import WEIGHTS_VERSION
from enishi.engine.live import Affected, Full
from enishi.engine.schema import AGE_EXCEPTION_60, PHYSICIAN_COLUMNS, POST_COLUMNS, AnyArray
from enishi.engine.snapshot import Snapshot
from enishi.matching import coding
from enishi.matching.actions import published, with_wishes
from enishi.matching.batch import LISTED, stored_depth
from enishi.matching.exceptions import are_60_or_over, asked_in, whom_it_may_concern
from enishi.matching.folder import KeptOpen, MarketBusy, market_to_oneself
from enishi.matching.market import Columns, columns_of
from enishi.matching.models import MatchRun, RunKind
from enishi.matching.storing import Pairs, count_from_now, finish, listed
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

Row = dict[str, Any]
_working = KeptOpen(with_lists=True)  # between jobs: opened anew, all changes of the day would be made again for each


def physician_changed(pk: int, *, locks: Mapping[int, date]) -> MatchRun | None:
    """Bring the market up to date with this physician; the run that holds the lists, None when nothing was to do.

    Not inside a transaction: the lists must be stored for good before the snapshot tells of the change. Raises MarketBusy
    while another process changes the market, and engine.live.Full when only a whole run can help.
    """
    return _changed(lambda snapshot: _follow_physician(snapshot, pk, locks))


def opening_changed(pk: int, *, locks: Mapping[int, date]) -> MatchRun | None:
    """As `physician_changed`, for an opening."""
    return _changed(lambda snapshot: _follow_opening(snapshot, pk, locks))


def _changed(follow: Callable[[Snapshot], MatchRun | None]) -> MatchRun | None:
    with market_to_oneself() as mine:
        if not mine:
            raise MarketBusy
        with _working.present() as snapshot:
            if snapshot is None:
                return None
            with transaction.atomic(durable=True):
                run = follow(snapshot)
            snapshot.keep()
        if run is not None:
            count_from_now(run)
        return run


def _follow_physician(snapshot: Snapshot, pk: int, locks: Mapping[int, date]) -> MatchRun | None:
    physician = Physician.objects.filter(pk=pk).first()
    if physician is None:
        return None
    live = snapshot.live
    columns = columns_of(with_wishes(Physician.objects.matchable().filter(pk=pk)), [], locks, live.schema.skills)
    p = columns.physicians
    p["is_60_or_over"] = are_60_or_over(p, asked_in(live.market), columns.physician_ids, columns.schema.as_of)
    affected = _put_physician(snapshot, physician.number, p)
    return None if affected is None else _stored(snapshot, RunKind.PHYSICIAN, affected)


def _follow_opening(snapshot: Snapshot, pk: int, locks: Mapping[int, date]) -> MatchRun | None:
    opening = Opening.objects.filter(pk=pk).first()
    if opening is None:
        return None
    own, skills = list(published().filter(pk=pk)), snapshot.live.schema.skills
    if len(skills) < coding.MOST_SKILLS and not all(coding.are_known(o.current.skills_required, skills) for o in own):
        raise Full  # a word nobody required last night: only a whole run can give it a bit
    columns = columns_of([], own, locks, skills)
    _admit_people_of_sixty(snapshot, columns.openings, columns.schema.as_of)
    affected = _put_opening(snapshot, opening.number, columns.openings)
    return None if affected is None else _stored(snapshot, RunKind.OPENING, affected)


def _put_physician(snapshot: Snapshot, number: str, p: Columns) -> Affected | None:
    market = snapshot.live.market
    index = _find(market.physician_directory, number)
    if not len(p["number"]):  # not to be sought for any more
        is_there = index is not None and market.physicians.prefectures[index] != 0
        return snapshot.remove_physician(number) if is_there else None
    row, keys = _row(p, PHYSICIAN_COLUMNS), p["shield_key"].tolist()
    is_same = index is not None and _same(market.physicians, index, row)
    if is_same and market.shields.of_physician(index).tolist() == keys:
        return None
    return snapshot.put_physician(number, row, keys)


def _put_opening(snapshot: Snapshot, number: str, o: Columns) -> Affected | None:
    market = snapshot.live.market
    index = _find(market.opening_directory, number)
    if not len(o["number"]):  # not in public any more
        is_there = index is not None and market.posts.open[index]
        return snapshot.remove_opening(number) if is_there else None
    row = _row(o, POST_COLUMNS)
    if index is not None and _same(market.posts, index, row):
        return None
    return snapshot.put_opening(number, row)


def _admit_people_of_sixty(snapshot: Snapshot, o: Columns, day: date) -> None:
    """An opening of exception 3-i-ni may be the first one that asks for the age of these physicians."""
    if not (o["age_exception"] == AGE_EXCEPTION_60).any():
        return
    market = snapshot.live.market
    physicians: Columns = {c.name: getattr(market.physicians, c.name) for c in PHYSICIAN_COLUMNS}
    rows = np.flatnonzero(whom_it_may_concern(physicians, o) & ~physicians["is_60_or_over"])
    some = {name: values[rows] for name, values in physicians.items()}
    pk_of = dict(
        Physician.objects.filter(number__in=market.physician_number[rows].tolist()).values_list("number", "pk")
    )
    ids = np.array([pk_of.get(number, 0) for number in market.physician_number[rows].tolist()], np.int64)
    for index in rows[are_60_or_over(some, o, ids, day)].tolist():
        row = {c.name: physicians[c.name][index].item() for c in PHYSICIAN_COLUMNS} | {"is_60_or_over": True}
        keys = market.shields.of_physician(index).tolist()
        snapshot.put_physician(str(market.physician_number[index]), row, keys)


def _row(columns: Columns, kinds: Any) -> Row:
    return {kind.name: columns[kind.name][0].item() for kind in kinds}


def _same(stored: Any, index: int, row: Row) -> bool:
    return all(getattr(stored, name)[index] == value for name, value in row.items())


def _find(directory: Any, number: str) -> int | None:
    try:
        index: int = directory.find(number)
    except KeyError:
        return None
    return index


def _stored(snapshot: Snapshot, kind: RunKind, affected: Affected) -> MatchRun:
    """The lists of everybody who was touched, whole, so that the newest run that covers somebody says it all."""
    live, market = snapshot.live, snapshot.live.market
    lists = live.lists
    assert lists is not None  # opened with them
    depth = stored_depth(market.n_physicians, market.n_openings)
    own = (LISTED, depth) if kind == RunKind.PHYSICIAN else (depth, LISTED)
    pairs: Pairs = listed(
        market.n_openings, affected.physicians, lists.physician, affected.openings, lists.opening, own
    )
    physician_ids = _ids(Physician, market.physician_number, np.union1d(pairs.i, affected.physicians))
    opening_ids = _ids(Opening, market.opening_number, np.union1d(pairs.j, affected.openings))
    run = MatchRun.objects.create(
        kind=kind,
        weights_version=WEIGHTS_VERSION,
        snapshot=str(snapshot.notes["digest"]),
        physicians=market.n_physicians,
        openings=market.n_openings,
        for_physicians=[physician_ids[i] for i in affected.physicians.tolist() if i in physician_ids],
        for_openings=[opening_ids[j] for j in affected.openings.tolist() if j in opening_ids],
    )
    finish(run, market, pairs, (physician_ids, opening_ids))
    return run


def _ids(model: Any, numbers: AnyArray, index: AnyArray) -> dict[int, int]:
    """Index → primary key of these rows."""
    named = dict(zip(numbers[index].tolist(), index.tolist(), strict=True))
    rows = model.objects.filter(number__in=list(named)).values_list("number", "pk")
    return {named[number]: pk for number, pk in rows}
