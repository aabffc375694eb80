"""診療の現実 of an institution: what it answered, when and by whom, and what is still 未確認."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.institutions.models import Institution, PracticeFact
from enishi.institutions.reality_questions import BY_KEY, QUESTIONS, Part


@dataclass(frozen=True, slots=True)
class FactRow:
    """One question as a page shows it. text: "" for 未確認, and then as_of is None."""

    key: str
    part: Part
    label: str
    text: str
    as_of: date | None = None
    said_by: str = ""


def facts(institution: Institution) -> list[FactRow]:
    """Every question in order, answered or not. One query, or none if `practice_facts` was read along."""
    held = {fact.key: fact for fact in institution.practice_facts.all()}
    return [
        FactRow(q.key, q.part, q.label, q.words(held[q.key].value), held[q.key].as_of, held[q.key].said_by)
        if q.key in held
        else FactRow(q.key, q.part, q.label, "")
        for q in QUESTIONS
    ]


def parts(institution: Institution) -> list[tuple[Part, list[FactRow]]]:
    """The same by part, as pages lay them out."""
    rows = facts(institution)
    return [(part, [row for row in rows if row.part is part]) for part in Part]


def stored(institution: Institution) -> dict[str, str]:
    """key → value as it is stored, of the answered questions."""
    return dict(PracticeFact.objects.filter(institution=institution).values_list("key", "value"))


@transaction.atomic
def save_reality(
    *, institution: Institution, by: Actor, answers: Mapping[str, str], as_of: date, said_by: str
) -> list[str]:
    """Keep what changed, each with its day and who said so; an empty answer is 未確認 again. Returns the changed keys.

    answers: key → as typed or chosen. What was answered before and stays the same is confirmed: it bears the new day.
    Raises ValueError with a sentence for an answer that cannot be read, KeyError for an unknown question.
    """
    read = {key: BY_KEY[key].read(typed) for key, typed in answers.items()}
    held = {f.key: f for f in PracticeFact.objects.select_for_update().filter(institution=institution)}
    changed = sorted(key for key, value in read.items() if value != (held[key].value if key in held else ""))
    emptied = [key for key, value in read.items() if not value]
    PracticeFact.objects.filter(institution=institution, key__in=emptied).delete()
    for key, value in read.items():
        if value:
            PracticeFact.objects.update_or_create(
                institution=institution,
                key=key,
                defaults={
                    "value": value,
                    "as_of": as_of,
                    "said_by": said_by,
                    "made_at": now(),
                    "made_by_id": by.user_id,
                },
            )
    record(
        by=by,
        action="save_reality",
        object_type="institution",
        object_number=institution.number,
        keys=changed,
        confirmed=len(read) - len(emptied),
    )
    return changed
