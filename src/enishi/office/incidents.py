"""事故の記録: what leaked or may have, the clock of the law beside it, and what was done, entry by entry."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.law.incidents import Duty, Leak, duty_of
from enishi.office.models import Incident, IncidentEntry
from enishi.office.once import made_already
from enishi.office.safety_enums import IncidentEntryKind

PREFIX = "L"


@dataclass(frozen=True, slots=True)
class IncidentTask:
    """One thing to be done. by: last day, None where the law names none; done_on: when it was."""

    kind: IncidentEntryKind
    words: str
    source: str
    by: date | None
    done_on: date | None

    @property
    def days_left(self) -> int | None:
        return None if self.by is None or self.done_on else (self.by - today()).days

    @property
    def late(self) -> bool:
        return self.days_left is not None and self.days_left < 0


def leak_of(incident: Incident) -> Leak:
    return Leak(incident.known_on, incident.people, incident.sensitive, incident.harmful, incident.malicious)


def tasks_of(incident: Incident) -> tuple[Duty, list[IncidentTask]]:
    """What the law asks for and what has been done of it, in the order of the days. Reads the entries of the incident."""
    duty, done = duty_of(leak_of(incident)), {}
    for entry in incident.entries.all():
        done.setdefault(entry.kind, entry.on)
    wanted = [
        (
            IncidentEntryKind.MEASURE,
            "被害が広がらないようにする",
            "個人情報保護法ガイドライン通則編3-5-2",
            incident.known_on,
        )
    ]
    if duty.reportable:
        wanted += [
            (
                IncidentEntryKind.PROMPT,
                "個人情報保護委員会に速報する",
                "個人情報保護法26条1項、同法施行規則8条1項",
                duty.prompt_by,
            ),
            (
                IncidentEntryKind.PERSONS,
                "ご本人に知らせる（速やかに）",
                "個人情報保護法26条2項、同法施行規則10条",
                duty.prompt_by,
            ),
            (IncidentEntryKind.FINAL, "個人情報保護委員会に確報する", "個人情報保護法施行規則8条2項", duty.final_by),
        ]
    return duty, [IncidentTask(kind, words, source, by, done.get(kind)) for kind, words, source, by in wanted]


@transaction.atomic
def open_incident(*, by: Actor, key: uuid.UUID, **facts: object) -> Incident:
    """Write it down at once, with what is known so far. facts: fields of `Incident`. The same key again is the same incident."""
    number = next_number(PREFIX)  # also makes two presses of one button queue up for each other
    if found := Incident.objects.filter(key=key).first():
        return found
    _look_at(facts)
    made = Incident.objects.create(number=number, key=key, recorded_by_id=by.user_id, **facts)
    record(by=by, action="open_incident", object_type="incident", object_number=number)
    return made


@transaction.atomic
def correct_incident(*, incident: Incident, by: Actor, **facts: object) -> Incident:
    """What turned out otherwise: numbers and cases may change the clock, the day it was known does not."""
    held = _held(incident)
    facts.pop("known_on", None)
    _look_at(facts)
    for name, value in facts.items():
        setattr(held, name, value)
    held.save(update_fields=list(facts))
    record(by=by, action="correct_incident", object_type="incident", object_number=held.number, fields=sorted(facts))
    return held


@transaction.atomic
def add_entry(
    *, incident: Incident, by: Actor, key: uuid.UUID, kind: IncidentEntryKind, on: date, words: str
) -> IncidentEntry:
    """Raises StepRefused for a day before it was known or to come, without words, and once it is closed."""
    held = _held(incident)
    if made := made_already(IncidentEntry, key, incident=held):
        return made
    if not held.known_on <= on <= today():
        raise StepRefused(Refusal("on", "知った日から今日までの日をご記入ください。"))
    if not words.strip():
        raise StepRefused(Refusal("words", "内容をご記入ください。"))
    made = IncidentEntry.objects.create(key=key, incident=held, kind=kind, on=on, words=words.strip(), by_id=by.user_id)
    record(by=by, action="note_incident", object_type="incident", object_number=held.number, kind=str(kind))
    return made


@transaction.atomic
def close_incident(*, incident: Incident, by: Actor) -> Incident:
    """Raises StepRefused while something the law asks for is open."""
    held = _held(incident)
    _, tasks = tasks_of(held)
    if waiting := [task.words for task in tasks if task.done_on is None]:
        raise StepRefused(Refusal("open", f"まだ済んでいません：{'、'.join(waiting)}"))
    held.closed_at = now()
    held.save(update_fields=["closed_at"])
    record(by=by, action="close_incident", object_type="incident", object_number=held.number)
    return held


def _held(incident: Incident) -> Incident:
    held = Incident.objects.select_for_update().get(pk=incident.pk)
    if held.closed_at is not None:
        raise StepRefused(Refusal("closed", "この記録は、もう終えています。"))
    return held


def _look_at(facts: dict[str, object]) -> None:
    known = facts.get("known_on")
    if isinstance(known, date) and known > today():
        raise StepRefused(Refusal("known_on", "知った日は、今日までの日をご記入ください。"))
    if isinstance(known, date) and known < date(2022, 4, 1):
        raise StepRefused(Refusal("known_on", "2022年4月1日より前の事故は、この画面では扱いません。"))
