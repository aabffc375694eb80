"""Search by words in what the desk has written and heard, the newest first (ADR 0038, 0050).

A word is the set of its pairs of letters, so that a word of two letters is found as any other. Whether an entry really has
the words is decided by its text; whether this person may read it is asked before any text is deciphered.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection

from enishi.accounts.roles import DESK_ROLES, Role
from enishi.common.actor import Actor
from enishi.common.japanese.ngrams import SHORTEST, pairs, searchable
from enishi.desk.grams import BITS, digest, month_of
from enishi.desk.models import Trace
from enishi.desk.records import own_and_absent
from enishi.desk.traces import SOURCES

SHOWN = 20
RECENT = 1_000
"""The newest so many are looked through without the index: what stands in every twentieth entry is found there."""

CANDIDATES = 200
"""So many texts are deciphered for one page at most; whoever wants those before them asks on."""

CHUNK = 2 * SHOWN


class Place(NamedTuple):
    """Where a search goes on: before this entry, in the order of time."""

    at: datetime
    pk: int


class Candidate(NamedTuple):
    """An entry that has all pairs of letters and may be read; whether the words stand in it is not known yet."""

    pk: int
    at: datetime
    source: str
    source_pk: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found. trace: with its record; words: of the entry."""

    trace: Trace
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """hits: the newest first; older: where there may be more, None if these are all. There may be none here and more there:
    only so many texts are looked into at a time."""

    hits: list[Hit]
    older: Place | None = None


class TooShort(ValueError):
    """A word of one letter stands in every entry."""


def words_of(asked: str) -> list[str]:
    """The words of a query in their one shape. Raises TooShort for a word of one letter, and for none at all."""
    words = [word for part in asked.split() if (word := searchable(part))]
    if not words or any(len(word) < SHORTEST for word in words):
        raise TooShort
    return words


def search(actor: Actor, asked: str, *, before: Place | None = None) -> Found:
    """Entries that hold every word asked for and that this person may read, the newest first. Raises TooShort."""
    words = words_of(asked)
    if actor.role not in DESK_ROLES:
        return Found([])
    grams = sorted({digest(pair) for word in words for pair in pairs(word)})
    candidates = _candidates(grams, actor, before)
    found: list[tuple[Candidate, str]] = []
    looked = 0
    while len(found) <= SHOWN and looked < CANDIDATES:
        part = list(islice(candidates, CHUNK))
        if not part:
            return Found(_hits(found[:SHOWN]))
        looked += len(part)
        texts = _texts(part)
        found += [(c, text) for c in part if (text := texts.get(c[2:])) is not None and _holds(text, words)]
    last = found[SHOWN - 1][0] if len(found) > SHOWN else part[-1]
    return Found(_hits(found[:SHOWN]), Place(last.at, last.pk))


def _holds(text: str, words: Sequence[str]) -> bool:
    plain = searchable(text)
    return all(word in plain for word in words)


_MAY_READ = """(NOT t.restricted OR t.author_id = %(me)s
 OR EXISTS (SELECT FROM physicians_physician p WHERE p.id = t.physician_id AND p.coordinator_id = ANY(%(mine)s))
 OR EXISTS (SELECT FROM candidacies_candidacy c WHERE c.id = t.candidacy_id AND c.owner_id = ANY(%(mine)s))
 OR EXISTS (SELECT FROM desk_keeper k WHERE k.coordinator_id = ANY(%(mine)s) AND k.institution_id = COALESCE(
   t.institution_id, (SELECT o.institution_id FROM openings_opening o WHERE o.id = t.opening_id))))"""
"""What stands beside a record for its keeper alone is read by its author, by who looks after the record or stands in for
that person, and by the supervisor (`records.owner_of` in SQL)."""

_NEWEST = """SELECT t.id, t.at, t.source, t.source_pk FROM (
 SELECT * FROM desk_trace WHERE (at, id) < (%(at)s, %(pk)s) ORDER BY at DESC, id DESC LIMIT %(recent)s) t
WHERE t.grams @> ARRAY(SELECT t.grams[1] >> %(bits)s << %(bits)s | g FROM unnest(%(grams)s::int[]) g) AND {may_read}
ORDER BY t.at DESC, t.id DESC"""

_END = "SELECT at, id FROM desk_trace WHERE (at, id) < (%(at)s, %(pk)s) ORDER BY at DESC, id DESC OFFSET %(recent)s - 1 LIMIT 1"

# One look into the index for each month, the newest first, until there are enough; the loop keeps the order of the months.
_BY_MONTH = """SELECT f.id, f.at, f.source, f.source_pk FROM generate_series(%(newest)s, %(oldest)s, -1) AS m(month), LATERAL (
 WITH t AS MATERIALIZED (
  SELECT id, at, source, source_pk, restricted, author_id, physician_id, candidacy_id, institution_id, opening_id
  FROM desk_trace WHERE grams @> ARRAY(SELECT m.month << %(bits)s | g FROM unnest(%(grams)s::int[]) g))
 SELECT t.id, t.at, t.source, t.source_pk FROM t WHERE (t.at, t.id) < (%(at)s, %(pk)s) AND {may_read}
 ORDER BY t.at DESC, t.id DESC LIMIT %(most)s) f LIMIT %(most)s"""


def _candidates(grams: list[int], actor: Actor, before: Place | None) -> Iterator[Candidate]:
    """The newest first: those among the newest entries, then, when these do not suffice, by the index."""
    asked = {
        "grams": grams, "bits": BITS, "recent": RECENT, "most": CANDIDATES,
        "at": before.at if before else "infinity", "pk": before.pk if before else 0,
    }  # fmt: skip
    may_read = "TRUE"
    if actor.role != Role.SUPERVISOR:
        may_read = _MAY_READ
        asked |= {"me": actor.user_id, "mine": [pk for pk in own_and_absent(actor) if pk is not None]}
    yield from map(Candidate._make, _rows(_NEWEST.format(may_read=may_read), asked))
    if end := _rows(_END, asked):
        asked |= {"at": end[0][0], "pk": end[0][1], "newest": month_of(end[0][0]), "oldest": _oldest_month()}
        yield from map(Candidate._make, _rows(_BY_MONTH.format(may_read=may_read), asked))


def _rows(sql: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return cursor.fetchall()


def _oldest_month() -> int:
    return month_of(_rows("SELECT at FROM desk_trace ORDER BY at, id LIMIT 1", {})[0][0])


def _texts(part: Iterable[Candidate]) -> dict[tuple[str, int], str]:
    """By source and its row: the words as they stand now; nothing for what was struck or dropped meanwhile."""
    by_source: dict[str, list[int]] = {}
    for candidate in part:
        by_source.setdefault(candidate.source, []).append(candidate.source_pk)
    return {
        (key, row.pk): SOURCES[key].words(row)
        for key, pks in by_source.items()
        for row in SOURCES[key].rows().filter(pk__in=pks)
    }


def _hits(found: Sequence[tuple[Candidate, str]]) -> list[Hit]:
    """With their records, in the order found; what was struck between two questions is left out."""
    rows = Trace.objects.select_related(
        "physician", "institution", "opening__institution", "opening__current", "candidacy__physician",
        "candidacy__opening__institution",
    ).defer("grams").in_bulk([candidate.pk for candidate, _ in found])  # fmt: skip
    return [Hit(rows[c.pk], SOURCES[c.source].label, text.strip()) for c, text in found if c.pk in rows]
