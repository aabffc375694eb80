"""Search in what the desk has written and heard: each entry leaves a trace of keyed digests, the words decide (ADR 0038).

A trace is written with a note at once, for what is written below this room by a job each minute. Two-letter words are found
as any other: a word is the set of its pairs of letters.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Q, QuerySet

from enishi.accounts.roles import DESK_ROLES, Role
from enishi.candidacies.models import Answer, CandidacyTransition, Inquiry, Message, PrivateNote, Question
from enishi.common.actor import Actor
from enishi.common.japanese.ngrams import SHORTEST, pairs, searchable
from enishi.common.workflow import Party
from enishi.desk.grams import digest, grams_of
from enishi.desk.models import DeskNote, Trace
from enishi.desk.record_models import SUBJECTS
from enishi.desk.records import own_and_absent
from enishi.physicians.contact_rules import Outcome
from enishi.physicians.models import ContactEvent, InterviewNote

SHOWN = 50
RECENT = 4_000
"""The newest so many are looked through first: a frequent word is found there and its long list is never read."""

CANDIDATES = 200
LOOK_BACK = 2_000
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Source:
    """Where words stand. rows: what is ready to be found; beside: keys of the record of a row; words, at: of a row."""

    label: str
    rows: Callable[[], QuerySet[Any]]
    beside: Callable[[Any], dict[str, int | None]]
    words: Callable[[Any], str]
    at: Callable[[Any], datetime]


def _of_talk(row: Any) -> dict[str, int | None]:
    return {"candidacy_id": row.candidacy_id}


SOURCES: dict[str, Source] = {
    "note": Source(
        "控え",
        lambda: DeskNote.objects.filter(struck_at=None),
        lambda n: {f"{name}_id": getattr(n, f"{name}_id") for name in SUBJECTS},
        lambda n: f"{n.text}\n{n.whom}",
        lambda n: n.at,
    ),
    "contact": Source(
        "連絡簿",
        lambda: ContactEvent.objects.exclude(outcome=Outcome.OPEN),
        lambda e: {"physician_id": e.physician_id},
        lambda e: f"{e.about}\n{e.override}",
        lambda e: e.at,
    ),
    "private": Source(
        "担当者の控え",
        lambda: PrivateNote.objects.filter(side=Party.COORDINATOR),
        _of_talk,
        lambda n: n.text,
        lambda n: n.written_at,
    ),
    "interview": Source(
        "面談の記録",
        lambda: InterviewNote.objects.exclude(text=""),
        lambda n: {"physician_id": n.physician_id},
        lambda n: n.text,
        lambda n: n.saved_at,
    ),
    "question": Source("質問", lambda: Question.objects.all(), _of_talk, lambda q: q.text, lambda q: q.asked_at),
    "answer": Source(
        "回答",
        lambda: Answer.objects.select_related("question"),
        lambda a: {"candidacy_id": a.question.candidacy_id},
        lambda a: a.text,
        lambda a: a.answered_at,
    ),
    "letter": Source("おたより", lambda: Message.objects.all(), _of_talk, lambda m: m.text, lambda m: m.sent_at),
    "inquiry": Source(
        "お尋ね",
        lambda: Inquiry.objects.exclude(answered_at=None),
        _of_talk,
        lambda i: f"{i.text}\n{i.answer}",
        lambda i: i.asked_at,
    ),
    "step": Source(
        "手続きの理由",
        lambda: CandidacyTransition.objects.exclude(reason=""),
        _of_talk,
        lambda t: t.reason,
        lambda t: t.at,
    ),
}


def trace_note(note: DeskNote) -> None:
    """The trace of a note that was written, struck or restored, in the transaction of the act."""
    if note.struck_at is not None:
        Trace.objects.filter(source="note", source_pk=note.pk).delete()
    else:
        Trace.objects.bulk_create([_trace("note", note)], ignore_conflicts=True)


def _trace(key: str, row: Any) -> Trace:
    source = SOURCES[key]
    return Trace(
        source=key,
        source_pk=row.pk,
        at=source.at(row),
        restricted=bool(getattr(row, "restricted", False)),
        author_id=getattr(row, "author_id", None),
        grams=grams_of(source.words(row)),
        **source.beside(row),
    )


def trace_new(*, everything: bool = False) -> int:
    """Traces of what has none yet; how many were made. `everything`: look through all rows, not only the latest, and drop
    the traces of rows that are gone. May run twice, may be stopped: each chunk is a transaction of its own."""
    made = 0
    for key, source in SOURCES.items():
        newest = Trace.objects.filter(source=key).aggregate(newest=Max("source_pk"))["newest"] or 0
        start = 0 if everything else max(0, newest - LOOK_BACK)
        while True:
            rows = list(source.rows().filter(pk__gt=start).order_by("pk")[:CHUNK])
            if not rows:
                break
            span = Trace.objects.filter(source=key, source_pk__range=(rows[0].pk, rows[-1].pk))
            known = dict(span.values_list("source_pk", "at"))
            fresh = [_trace(key, row) for row in rows if known.get(row.pk) != source.at(row)]
            old = {trace.source_pk for trace in fresh} & known.keys()  # written on since
            gone = known.keys() - {row.pk for row in rows} if everything else set()
            with transaction.atomic():
                span.filter(source_pk__in=old | gone).delete()
                Trace.objects.bulk_create(fresh, ignore_conflicts=True)
            made += len(fresh)
            start = rows[-1].pk
    return made


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found. trace: with its record; words: of the entry."""

    trace: Trace
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """hits: the newest first; older: the time from which on there may be more, None if these are all."""

    hits: list[Hit]
    older: datetime | None = None


class TooShort(ValueError):
    """A word of one letter stands in every entry."""


def words_of(asked: str) -> list[str]:
    """The words of a query in their one shape. Raises TooShort for a word of one letter, and for none at all."""
    words = [word for part in asked.split() if (word := searchable(part))]
    if not words or any(len(word) < SHORTEST for word in words):
        raise TooShort
    return words


def search(actor: Actor, asked: str, *, before: datetime | None = None) -> Found:
    """Entries that hold every word asked for and that this person may read, the newest first. Raises TooShort."""
    words = words_of(asked)
    if actor.role not in DESK_ROLES:
        return Found([])
    grams = sorted({digest(pair) for word in words for pair in pairs(word)})
    ids = _recent(grams, before)
    if len(ids) <= SHOWN:
        ids = _by_index(grams, before)
    hits = list(_read(ids, words, actor))
    more = len(hits) > SHOWN or len(ids) >= CANDIDATES
    shown = hits[:SHOWN]
    return Found(shown, shown[-1].trace.at if more and shown else None)


_NEWEST = """SELECT id FROM (SELECT id, at, grams FROM desk_trace WHERE at < %s ORDER BY at DESC, id DESC LIMIT %s) t
WHERE grams @> %s::int[] ORDER BY at DESC, id DESC LIMIT %s"""
_INDEXED = """WITH found AS MATERIALIZED (SELECT id, at FROM desk_trace WHERE grams @> %s::int[] AND at < %s)
SELECT id FROM found ORDER BY at DESC, id DESC LIMIT %s"""


def _recent(grams: list[int], before: datetime | None) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [before or "infinity", RECENT, grams, CANDIDATES])
        return [row[0] for row in cursor.fetchall()]


def _by_index(grams: list[int], before: datetime | None) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_INDEXED, [grams, before or "infinity", CANDIDATES])
        return [row[0] for row in cursor.fetchall()]


def _read(ids: list[int], words: list[str], actor: Actor) -> Iterator[Hit]:
    """In the order of `ids`: rights first, then the words themselves, for digests of other pairs may be the same."""
    start = 0
    found = 0
    while start < len(ids) and found <= SHOWN:
        part = ids[start : start + SHOWN + 10]
        start += len(part)
        rows = Trace.objects.filter(pk__in=part).select_related(
            "physician", "institution__keeper", "opening__institution__keeper", "opening__current",
            "candidacy__physician", "candidacy__opening__institution",
        ).defer("grams")  # fmt: skip
        known = {row.pk: row for row in rows}
        readable = _readable([known[pk] for pk in part if pk in known], actor)
        texts = _texts(readable)
        for row in readable:
            text = texts.get((row.source, row.source_pk))
            if text is not None and all(word in searchable(text) for word in words):
                found += 1
                yield Hit(row, SOURCES[row.source].label, text.strip())


def _readable(rows: Sequence[Trace], actor: Actor) -> list[Trace]:
    if actor.role == Role.SUPERVISOR or not any(row.restricted for row in rows):
        return list(rows)
    mine = own_and_absent(actor)
    return [row for row in rows if not row.restricted or row.author_id == actor.user_id or _owner_id(row) in mine]


def _owner_id(row: Trace) -> int | None:
    if row.physician:
        return row.physician.coordinator_id
    if row.candidacy:
        return row.candidacy.owner_id
    house: Any = row.institution or (row.opening and row.opening.institution)
    keeper = getattr(house, "keeper", None)
    return keeper.coordinator_id if keeper else -1


def _texts(rows: Iterable[Trace]) -> dict[tuple[str, int], str]:
    by_source: dict[str, list[int]] = {}
    for row in rows:
        by_source.setdefault(row.source, []).append(row.source_pk)
    return {
        (key, row.pk): SOURCES[key].words(row)
        for key, pks in by_source.items()
        for row in SOURCES[key].rows().filter(pk__in=pks)
    }


def traces_of(physician: Any) -> QuerySet[Trace]:
    """All traces of entries about this person."""
    return Trace.objects.filter(Q(physician=physician) | Q(candidacy__physician=physician))
