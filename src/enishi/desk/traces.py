"""What the desk has written and heard leaves traces of keyed digests, by which `finding` finds it again (ADR 0038, 0050).

A trace is written with a note at once, for what is written below this room by a job each minute.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from enishi.candidacies.models import Answer, CandidacyTransition, Inquiry, Message, PrivateNote, Question
from enishi.common.workflow import Party
from enishi.desk.grams import grams_of, in_month, month_of
from enishi.desk.models import DeskNote, Trace
from enishi.desk.record_models import SUBJECTS
from enishi.physicians.contact_rules import Outcome
from enishi.physicians.models import ContactEvent, InterviewNote

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
        grams=in_month(grams_of(source.words(row)), month_of(source.at(row))),
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


def traces_of(physician: Any) -> QuerySet[Trace]:
    """All traces of entries about this person."""
    return Trace.objects.filter(Q(physician=physician) | Q(candidacy__physician=physician))
