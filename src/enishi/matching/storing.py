"""Pairs with their reasons into the database, by COPY, in the transaction that finishes their run."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction
from psycopg import Connection

from enishi.common.clock import now
from enishi.engine import Market, explain
from enishi.engine.lists import Side
from enishi.engine.schema import AnyArray
from enishi.matching.models import MatchRun

AT_A_TIME = 10_000  # rows: their foreign keys are looked up at once, not those of all rows together at the end
COPY = (
    "COPY matching_suggestion (run_id, physician_id, opening_id, rank_for_physician, rank_for_opening, explanation)"
    " FROM STDIN"
)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Aligned: indices of both sides, and places in their lists, 1 = best, 0 = not on that list."""

    i: AnyArray
    j: AnyArray
    rank_for_physician: AnyArray
    rank_for_opening: AnyArray

    def where(self, kept: AnyArray | slice) -> "Pairs":
        return Pairs(self.i[kept], self.j[kept], self.rank_for_physician[kept], self.rank_for_opening[kept])


def listed(
    n_openings: int, physicians: AnyArray, side_p: Side, openings: AnyArray, side_o: Side, depth: tuple[int, int]
) -> Pairs:
    """The pairs on the lists of these physicians and openings (indices), each pair once. `depth`: how far down."""
    i, j, rank_p = _down(physicians, side_p.index, depth[0])
    k, m, rank_o = _down(openings, side_o.index, depth[1])
    codes_p, codes_o = i * n_openings + j, m * n_openings + k
    codes = np.union1d(codes_p, codes_o)
    ranks = np.zeros((2, len(codes)), np.int64)
    ranks[0, np.searchsorted(codes, codes_p)] = rank_p
    ranks[1, np.searchsorted(codes, codes_o)] = rank_o
    width = max(1, n_openings)
    return Pairs(codes // width, codes % width, ranks[0], ranks[1])


def _down(rows: AnyArray, index: AnyArray, depth: int) -> tuple[AnyArray, AnyArray, AnyArray]:
    """(row, the other's index, place from 1) of every entry of these rows' lists down to `depth`."""
    lists = index[rows, :depth]
    row, place = np.nonzero(lists >= 0)
    return rows[row].astype(np.int64), lists[row, place].astype(np.int64), place + 1


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


def finish(
    run: MatchRun, market: Market, pairs: Pairs, ids: tuple[Mapping[int, int], Mapping[int, int]], **facts: Any
) -> None:
    """Store the pairs and call the run finished, both or neither.

    `ids`: primary keys by index, of physicians and of openings; a pair that lacks one is left out. `facts`: fields of the
    run.
    """
    known = np.fromiter(
        (i in ids[0] and j in ids[1] for i, j in zip(pairs.i.tolist(), pairs.j.tolist(), strict=True)),
        np.bool_,
        len(pairs.i),
    )
    kept = pairs.where(known)
    with transaction.atomic():
        _copy(run, market, kept, ids)
        moment = now()
        run.finished_at, run.seconds = moment, (moment - run.started_at).total_seconds()
        run.pairs = len(kept.i)
        for name, value in facts.items():
            setattr(run, name, value)
        run.save()


def count_from_now(run: MatchRun) -> None:
    """Once its snapshot is in place: whatever was looked up until now came from the snapshot before."""
    run.finished_at = now()
    run.save(update_fields=("finished_at",))


def _copy(run: MatchRun, market: Market, pairs: Pairs, ids: Sequence[Mapping[int, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for start in range(0, len(pairs.i), AT_A_TIME):
            _copy_some(run, market, pairs.where(slice(start, start + AT_A_TIME)), ids)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _copy_some(run: MatchRun, market: Market, pairs: Pairs, ids: Sequence[Mapping[int, int]]) -> None:
    explained = explain.pairs(market, pairs.i, pairs.j)
    places = zip(pairs.rank_for_physician.tolist(), pairs.rank_for_opening.tolist(), strict=True)
    server: Connection[Any] = connection.connection
    rows = zip(pairs.i.tolist(), pairs.j.tolist(), places, explained, strict=True)
    with server.cursor() as cursor, cursor.copy(COPY) as copy:
        for i, j, (for_physician, for_opening), e in rows:
            text = json.dumps(readable(e), ensure_ascii=False)
            copy.write_row((run.pk, ids[0][i], ids[1][j], for_physician or None, for_opening or None, text))
