"""What can be done with openings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from enishi.audit.actions import record
from enishi.audit.effects import record_transition
from enishi.common.actor import Actor
from enishi.common.changes import Subject, changed, tell_change
from enishi.common.clock import now, today
from enishi.common.models import next_number
from enishi.common.transitions import Machine
from enishi.common.workflow import Refusal, Step, StepRefused
from enishi.institutions.declarations import publishing_refusals
from enishi.institutions.enums import InstitutionState
from enishi.institutions.models import Institution
from enishi.openings.checking import blocking_refusals
from enishi.openings.conditions import days_each
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening, OpeningTransition, OpeningVersion
from enishi.openings.rules import valid_after
from enishi.openings.standing import MERGED
from enishi.openings.versions import Merge, differing, flat, nested, readable, three_way
from enishi.openings.workflow import WORKFLOW


def publishing_needs(opening: Opening, step: Step, by: Actor, given: Mapping[str, Any]) -> list[Refusal]:
    """Guard of O4: every statutory item, an active institution, and a person who confirms."""
    if step.id != "O4":
        return []
    found = gap_refusals(opening.current)
    if opening.institution.state != InstitutionState.ACTIVE:
        found.append(Refusal("institution", "医療機関の登録の確認が済むまで公開できません。"))
    found += publishing_refusals(opening.institution)
    return [*found, *nobody_confirms(str(given.get("confirmed_by", "")))]


def gap_refusals(version: OpeningVersion | None) -> list[Refusal]:
    """One refusal for whatever the law does not let be shown; the code is `missing:<field>`."""
    return blocking_refusals(version)


def stale_screen(opening: Opening, seen: int | None) -> list[Refusal]:
    """Somebody changed the terms after this page was opened."""
    if seen is None or opening.current is None or opening.current.no == seen:
        return []
    return [
        Refusal(
            "seen", f"ほかの方が内容を直しました（第{opening.current.no}版）。下の内容を、もう一度お確かめください。"
        )
    ]


def nobody_confirms(confirmed_by: str) -> list[Refusal]:
    """What is shown in public carries the role of the person who stands for it."""
    if confirmed_by.strip():
        return []
    return [Refusal("confirmed_by", "内容を確認した方の役職をご記入ください。例：事務長")]


def merging_names_where(obj: Opening, step: Step, by: Actor, given: Mapping[str, Any]) -> list[Refusal]:
    """Guard of O6 and O7, which are no buttons by themselves: see enishi.merging."""
    if (step.id == "O6" and not isinstance(given.get("into"), Opening)) or (step.id == "O7" and "rest" not in given):
        return [Refusal("merging", "募集を一つにする画面から、お手続きください。")]
    return []


def lead_on(obj: Opening, step: Step, given: Mapping[str, Any]) -> None:
    """O6 leads to the opening that goes on; O7 takes that back."""
    if step.id == "O6":
        obj.merged_into = given["into"]
    if step.id == "O7":
        obj.merged_into, obj.stored_state = None, given["rest"]


MACHINE = Machine(
    WORKFLOW,
    Opening,
    OpeningTransition,
    subject="opening",
    guards=(publishing_needs, merging_names_where),
    prepare=lead_on,
    effects=(record_transition, tell_change(OpeningState.PUBLISHED)),
)


class EditConflict(Exception):
    """Somebody else changed the terms meanwhile. `merge` tells what, `current` is the version that stands now."""

    def __init__(self, merge: Merge, current: OpeningVersion) -> None:
        super().__init__("the terms were changed meanwhile")
        self.merge, self.current = merge, current


@dataclass(frozen=True, slots=True)
class Basis:
    """What a writer saw: version `no`. After a conflict also the version shown beside it, and a choice for each contested fact."""

    no: int
    beside: int | None = None
    choices: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def draft_opening(
    *,
    institution: Institution,
    by: Actor,
    terms: Mapping[str, Any],
    external_number: str = "",
    key: UUID | None = None,
) -> Opening:
    """A new opening with its first version. `terms`: fields of OpeningVersion; a title is enough for a draft.

    external_number: the institution's own number of it, by which a list that is sent again finds it. key: of the form, so
    that a form sent twice makes one draft.
    Raises ValidationError for what no draft may hold.
    """
    # Pressed twice at the same moment, the second waits here until the first draft is there; so does whoever comes while
    # this registration is made one with another.
    held = Institution.objects.select_for_update(of=("self",), no_key=True).get(pk=institution.pk)
    if held.state == InstitutionState.MERGED:
        raise StepRefused(
            Refusal("merged", "この医療機関の登録は、ほかの登録と一つになりました。画面を開き直してください。")
        )
    if key and (made := Opening.objects.filter(form_key=key, institution=institution).first()):
        return made
    opening = Opening(
        number=next_number("O"), institution=institution, external_number=external_number.strip(), form_key=key
    )
    MACHINE.begin(opening, "O1", by=by)
    _new_version(opening, by, terms)
    return opening


@transaction.atomic
def copy_opening(*, opening: Opening, by: Actor, key: UUID | None = None) -> Opening:
    """A new draft of the same institution with the terms of this one; the day it begins and the end of the term are asked anew."""
    terms = terms_of(opening.current)
    terms["conditions"] = {key: value for key, value in terms["conditions"].items() if key != "ends_on"}
    copy = draft_opening(institution=opening.institution, by=by, terms={**terms, "starts_on": None}, key=key)
    record(by=by, action="copy", object_type="opening", object_number=copy.number, copied_from=opening.number)
    return copy


@transaction.atomic
def revise_opening(
    *, opening: Opening, by: Actor, terms: Mapping[str, Any], confirmed_by: str = "", basis: Basis | None = None
) -> OpeningVersion:
    """Change the terms: whatever changes is a new version, and what stood before stays. Without a change nothing is written.

    The new terms of a published opening are seen at once, so they are checked like a publication, and with
    `confirmed_by` (a role: 事務長) they count as confirmed while the yearly declaration holds; without it a mistake can still
    be put right, but nothing becomes fresh. Raises StepRefused with every gap, and for a closed opening;
    ValidationError for what no draft may hold. basis: what the writer saw. Where somebody else has changed the terms
    since, raises EditConflict until the writer has seen both and chosen.
    """
    locked = Opening.objects.select_for_update(of=("self",)).select_related("current").get(pk=opening.pk)
    if locked.state == OpeningState.CLOSED:
        raise StepRefused(Refusal("state", "募集を終えているため、内容を直せません。新しい募集をおつくりください。"))
    if locked.state == OpeningState.MERGED:
        raise StepRefused(MERGED)
    if basis is not None:
        terms = _beside_others(locked, terms, basis)
    version = locked.current
    if version is None or differing(flat(terms_of(version)), flat({**terms_of(version), **terms})):
        version = _new_version(locked, by, terms)
        record(by=by, action="revise", object_type="opening", object_number=opening.number, version=version.no)
    if locked.state == OpeningState.PUBLISHED:
        if gaps := gap_refusals(version):
            raise StepRefused(*gaps)
        mark_seen(version=version)
        if confirmed_by.strip() and not publishing_refusals(locked.institution):
            _confirm(locked, by, confirmed_by)
            record(by=by, action="confirm", object_type="opening", object_number=opening.number, **_period(locked))
        changed(Subject.OPENING, opening.pk)
    opening.refresh_from_db()
    return version


def _beside_others(opening: Opening, terms: Mapping[str, Any], basis: Basis) -> Mapping[str, Any]:
    """The terms with what others have changed since the version that was seen. Raises EditConflict."""
    current = opening.current
    if current is None or basis.no == current.no:
        return terms
    seen = opening.versions.filter(no=basis.no).first() or current
    base = terms_of(seen)
    merge = three_way(flat(base), flat(terms_of(current)), flat({**base, **terms}))
    settled = merge.settled(basis.choices)
    if not merge.is_clean and (basis.beside != current.no or settled is None):
        raise EditConflict(merge, current)
    return nested(settled or merge.mine, TERMS)


@transaction.atomic
def publish_opening(*, opening: Opening, by: Actor, confirmed_by: str, seen: int | None = None) -> Opening:
    """Publish after the law check. `confirmed_by`: the role of the person who confirms (事務長). seen: the version on the screen."""
    opening.refresh_from_db(from_queryset=Opening.objects.select_for_update(of=("self",)))
    if refused := stale_screen(opening, seen):
        raise StepRefused(*refused)
    MACHINE.perform(opening, "O4", by=by, confirmed_by=confirmed_by)
    _confirm(opening, by, confirmed_by)
    if opening.received_on is None:
        opening.received_on = today()
    opening.save(update_fields=["received_on"])
    mark_seen(version=opening.current)
    return opening


@transaction.atomic
def confirm_opening(*, opening: Opening, by: Actor, confirmed_by: str, seen: int | None = None) -> Opening:
    """The monthly reconfirmation: everything is still true, and 求人の有効期間 runs on for 180 days from today.

    Raises StepRefused unless it is published and somebody confirms.

    seen: the version on the screen of who confirms; another one may have come since, and nobody confirms what was not read.
    """
    opening = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    refused = [
        *stale_screen(opening, seen),
        *nobody_confirms(confirmed_by),
        *publishing_refusals(opening.institution),
    ]
    if opening.state != OpeningState.PUBLISHED:
        refused.insert(0, Refusal("state", "公開していない募集です。公開するときに、内容の確認もあわせて記録します。"))
    if refused:
        raise StepRefused(*refused)
    _confirm(opening, by, confirmed_by)
    record(by=by, action="confirm", object_type="opening", object_number=opening.number, **_period(opening))
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
    """Whoever says that all is still true asks anew: 求人の有効期間 (則24条の7) runs on from this day, and is never made shorter."""
    opening.valid_until = max(opening.valid_until or today(), valid_after(today()))
    opening.confirmed_at = now()
    opening.confirmed_by = confirmed_by.strip()
    opening.confirmed_channel = by.channel
    opening.reminded = 0
    opening.save(update_fields=["valid_until", "confirmed_at", "confirmed_by", "confirmed_channel", "reminded"])
    changed(Subject.OPENING, opening.pk)


def _period(opening: Opening) -> dict[str, str]:
    """For the record: until when the opening is valid now."""
    return {"valid_until": opening.valid_until.isoformat()}


NOT_TERMS = frozenset({"id", "opening", "no", "made_at", "made_by", "made_channel", "first_seen_at"})
TERMS = tuple(f.name for f in OpeningVersion._meta.concrete_fields if f.name not in NOT_TERMS)


def terms_of(version: OpeningVersion | None) -> dict[str, Any]:
    """The terms of a version as `draft_opening` and `revise_opening` take them."""
    return {name: getattr(version, name) for name in TERMS} if version else {}


def _new_version(opening: Opening, by: Actor, terms: Mapping[str, Any]) -> OpeningVersion:
    last = opening.versions.order_by("-no").first()
    base = opening.current or last  # not the last one, where a merge was taken back
    version = OpeningVersion(
        opening=opening,
        no=(last.no if last else 0) + 1,
        made_by_id=by.user_id,
        made_channel=by.channel,
        **{**terms_of(base), **readable(terms)},
    )
    if version.specialties and "any_specialty" not in terms:
        version.any_specialty = False  # who names some no longer asks for any
    if version.rotation and version.rotation_days and version.headcount:
        version.days = days_each(Decimal(version.rotation_days), version.headcount)
    version.full_clean(exclude=["opening", "made_by", "first_seen_at"])
    version.save()
    opening.current = version
    opening.save(update_fields=["current"])
    return version
