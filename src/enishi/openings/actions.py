"""What can be done with openings."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction

from enishi.audit.actions import record
from enishi.audit.effects import record_transition
from enishi.common.actor import Actor
from enishi.common.changes import Subject, changed, tell_change
from enishi.common.clock import now, today
from enishi.common.models import next_number
from enishi.common.transitions import Machine
from enishi.common.workflow import Refusal, Step, StepRefused
from enishi.institutions.enums import InstitutionState
from enishi.institutions.models import Institution
from enishi.openings.conditions import statutory_gaps
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening, OpeningTransition, OpeningVersion
from enishi.openings.workflow import WORKFLOW

VALID_FOR = timedelta(days=180)


def publishing_needs(opening: Opening, step: Step, by: Actor, given: Mapping[str, Any]) -> list[Refusal]:
    """Guard of O4: every statutory item, an active institution, and a person who confirms."""
    if step.id != "O4":
        return []
    found = gap_refusals(opening.current)
    if opening.institution.state != InstitutionState.ACTIVE:
        found.append(Refusal("institution", "医療機関の登録の確認が済むまで公開できません。"))
    return [*found, *nobody_confirms(str(given.get("confirmed_by", "")))]


def gap_refusals(version: OpeningVersion | None) -> list[Refusal]:
    """One refusal for each statutory item that is missing or unlawful; the code is `missing:<field>`."""
    return [
        Refusal(f"missing:{gap.field}", f"「{gap.label}」{gap.sentence}") for gap in statutory_gaps(version, today())
    ]


def nobody_confirms(confirmed_by: str) -> list[Refusal]:
    """What is shown in public carries the role of the person who stands for it."""
    if confirmed_by.strip():
        return []
    return [Refusal("confirmed_by", "内容を確認した方の役職をご記入ください。例：事務長")]


MACHINE = Machine(
    WORKFLOW,
    Opening,
    OpeningTransition,
    subject="opening",
    guards=(publishing_needs,),
    effects=(record_transition, tell_change(OpeningState.PUBLISHED)),
)


@transaction.atomic
def draft_opening(*, institution: Institution, by: Actor, terms: Mapping[str, Any]) -> Opening:
    """A new opening with its first version. `terms`: fields of OpeningVersion."""
    opening = Opening(number=next_number("O"), institution=institution)
    MACHINE.begin(opening, "O1", by=by)
    _new_version(opening, by, terms)
    return opening


@transaction.atomic
def revise_opening(*, opening: Opening, by: Actor, terms: Mapping[str, Any], confirmed_by: str = "") -> OpeningVersion:
    """Change the terms: a version nobody saw is rewritten in place, a seen one is left and a new one made.

    The new terms of a published opening are seen at once, so they are checked like a publication, and with
    `confirmed_by` (a role: 事務長) they count as confirmed. Raises StepRefused with every gap, and for a closed opening.
    """
    locked = Opening.objects.select_for_update(of=("self",)).select_related("current").get(pk=opening.pk)
    if locked.state == OpeningState.CLOSED:
        raise StepRefused(Refusal("state", "募集を終えているため、内容を直せません。新しい募集をおつくりください。"))
    version = locked.current
    if version is not None and version.first_seen_at is None:
        for key, value in terms.items():
            setattr(version, key, value)
        _check(version)
        version.save()
    else:
        version = _new_version(locked, by, terms)
    if locked.state == OpeningState.PUBLISHED:
        if gaps := gap_refusals(version):
            raise StepRefused(*gaps)
        mark_seen(version=version)
        if confirmed_by.strip():
            _confirm(locked, by, confirmed_by)
        changed(Subject.OPENING, opening.pk)
    record(by=by, action="revise", object_type="opening", object_number=opening.number, version=version.no)
    opening.refresh_from_db()
    return version


@transaction.atomic
def publish_opening(*, opening: Opening, by: Actor, confirmed_by: str) -> Opening:
    """Publish after the law check. `confirmed_by`: the role of the person who confirms (事務長)."""
    MACHINE.perform(opening, "O4", by=by, confirmed_by=confirmed_by)
    _confirm(opening, by, confirmed_by)
    if opening.received_on is None:
        opening.received_on = today()
    opening.valid_until = today() + VALID_FOR
    opening.save(update_fields=["received_on", "valid_until"])
    mark_seen(version=opening.current)
    return opening


@transaction.atomic
def confirm_opening(*, opening: Opening, by: Actor, confirmed_by: str) -> Opening:
    """The monthly reconfirmation: everything is still true. Raises StepRefused unless it is published and somebody confirms."""
    opening = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    refused = nobody_confirms(confirmed_by)
    if opening.state != OpeningState.PUBLISHED:
        refused.insert(0, Refusal("state", "公開していない募集です。公開するときに、内容の確認もあわせて記録します。"))
    if refused:
        raise StepRefused(*refused)
    _confirm(opening, by, confirmed_by)
    record(by=by, action="confirm", object_type="opening", object_number=opening.number)
    return opening


@transaction.atomic
def close_opening(*, opening: Opening, by: Actor, close_reason: str, reason: str = "") -> Opening:
    MACHINE.perform(opening, "O5", by=by, reason=reason, reason_code=close_reason)
    opening.close_reason = close_reason
    opening.save(update_fields=["close_reason"])
    return opening


def mark_seen(*, version: OpeningVersion) -> None:
    """From now on this version may not be altered."""
    OpeningVersion.objects.filter(pk=version.pk, first_seen_at=None).update(first_seen_at=now())


def _confirm(opening: Opening, by: Actor, confirmed_by: str) -> None:
    opening.confirmed_at = now()
    opening.confirmed_by = confirmed_by.strip()
    opening.confirmed_channel = by.channel
    opening.save(update_fields=["confirmed_at", "confirmed_by", "confirmed_channel"])
    changed(Subject.OPENING, opening.pk)


def _new_version(opening: Opening, by: Actor, terms: Mapping[str, Any]) -> OpeningVersion:
    last = opening.versions.order_by("-no").first()
    version = OpeningVersion(opening=opening, no=(last.no if last else 0) + 1, made_by_id=by.user_id)
    if last:
        for field in OpeningVersion._meta.concrete_fields:
            if field.name not in {"id", "opening", "no", "made_at", "made_by", "first_seen_at"}:
                setattr(version, field.attname, getattr(last, field.attname))
    for key, value in terms.items():
        setattr(version, key, value)
    _check(version)
    version.save()
    opening.current = version
    opening.save(update_fields=["current"])
    return version


def _check(version: OpeningVersion) -> None:
    """Raise ValidationError for what no draft may hold. No specialty at all is an answer: 科目不問."""
    unasked = ["opening", "made_by", "first_seen_at"]
    version.full_clean(exclude=unasked if version.specialties else [*unasked, "specialties"])
