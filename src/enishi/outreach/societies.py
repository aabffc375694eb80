"""The contact book: what is known of each society's office, what was said when, and whom to write to next."""

import calendar
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet
from django.http import Http404

from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Refusal, StepRefused
from enishi.outreach.actions import add_society
from enishi.outreach.enums import Consent
from enishi.outreach.models import Campaign, Society, SocietyContact

TEAM = frozenset({Role.OUTREACH, Role.COMPLIANCE, Role.SUPERVISOR, Role.ADMIN})
FACTS = (
    "name", "head_title", "head", "office", "postcode", "address", "phone", "mail", "consent", "consent_on",
    "every_months", "next_on",
)  # fmt: skip
"""What an office may change of a society."""


def contact_book(actor: Actor | None) -> QuerySet[Society]:
    """All societies for the team, nobody else any: whom to write to first, then by name. Adds last_on and n_links."""
    if actor is None or actor.role not in TEAM:
        return Society.objects.none()
    return Society.objects.annotate(last_on=Max("contacts__day"), n_links=Count("campaigns", distinct=True)).order_by(
        F("next_on").asc(nulls_last=True), "name", "pk"
    )


def society_of(actor: Actor | None) -> Society | None:
    """The society this person acts for, None for anybody else."""
    if actor is None or actor.role != Role.SOCIETY:
        return None
    return Society.objects.filter(organisation=actor.organisation_id).first()


def own_society(actor: Actor | None) -> Society:
    """The society this person acts for; else 404."""
    if (found := society_of(actor)) is None:
        raise Http404
    return found


def society_for(actor: Actor | None, pk: int) -> Society:
    """The society, if this reader keeps the contact book; else 404."""
    found = contact_book(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def same_office(society: Society) -> QuerySet[Society]:
    """Other societies whose mails go to the same address (common: one office keeps several): an answer may speak for each of them."""
    rows = Society.objects.filter(mail__iexact=society.mail) if society.mail else Society.objects.none()
    return rows.exclude(pk=society.pk).order_by("name", "pk")


def same_name(name: str) -> str:
    """A name as it is compared: width, case and spaces make no difference."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


@transaction.atomic
def edit_society(*, society: Society, facts: Mapping[str, Any], seen: int, by: Actor) -> Society:
    """Put these facts (keys of FACTS) in place of those that stand. seen: `changes` as the page showed it.

    Raises StepRefused where somebody else saved it meanwhile, or consent has no day. Nothing new: nothing is written.
    """
    row = Society.objects.select_for_update().select_related("organisation").get(pk=society.pk)
    new = {key: value for key, value in facts.items() if key in FACTS and getattr(row, key) != value}
    if not new:
        return row
    if row.changes != seen:
        raise StepRefused(
            Refusal("newer", "ほかの方が先に直しています。新しい内容を確かめてから、もう一度お直しください。")
        )
    for key, value in new.items():
        setattr(row, key, value)
    if row.consent != Consent.UNASKED and row.consent_on is None:
        raise StepRefused(Refusal("consent_on", "ご連絡の可否をうかがった日をご記入ください。"))
    row.changes += 1
    row.save()
    if row.organisation.name != row.name:
        row.organisation.name = row.name
        row.organisation.save(update_fields=["name"])
    record(by=by, action="edit_society", object_type="society", object_number=str(row.pk), facts=sorted(new))
    return row


@transaction.atomic
def note_contact(
    *, society: Society, key: UUID, day: date, way: str, received: bool, note: str, by: Actor,
    campaign: Campaign | None = None, for_office: bool = False,
) -> SocietyContact:  # fmt: skip
    """What was sent, said or answered on a day; the next time follows from the rhythm agreed. The same key again is the same.

    for_office: it stands in the log of every society of this office, where nobody can say of which it speaks. Raises StepRefused
    for a day to come.
    """
    if day > today():
        raise StepRefused(Refusal("day", "日付は今日までの日をご記入ください。"))
    row = Society.objects.select_for_update().get(pk=society.pk)
    given = {
        "society": row, "campaign": campaign, "day": day, "way": way, "received": received, "note": note,
        "made_by_id": by.user_id,
    }  # fmt: skip
    made, is_new = SocietyContact.objects.get_or_create(key=key, defaults=given)
    if is_new:
        if not received and row.every_months and (row.next_on is None or row.next_on <= day):
            row.next_on = months_after(day, row.every_months)
            row.save(update_fields=["next_on"])
        record(by=by, action="note_contact", object_type="society", object_number=str(row.pk), way=way)
    for other in same_office(row) if for_office else ():
        note_contact(
            society=other, key=uuid5(key, str(other.pk)), day=day, way=way, received=received, note=note, by=by
        )
    return made


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


@transaction.atomic
def add_societies(*, rows: Iterable[Mapping[str, Any]], by: Actor) -> list[Society]:
    """Those whose name is not in the book yet, with their facts; who stands there already stays as it is."""
    known = {same_name(name) for name in Society.objects.select_for_update().values_list("name", flat=True)}
    made = []
    for facts in rows:
        if same_name(facts["name"]) in known:
            continue
        known.add(same_name(facts["name"]))
        society = add_society(name=facts["name"], by=by)
        given = {key: value for key, value in facts.items() if value not in (None, "")}
        made.append(edit_society(society=society, facts=given, seen=0, by=by))
    return made


def to_be_written_to(actor: Actor | None, day: date) -> QuerySet[Society]:
    """Whose next time has come and who did not ask to be left alone."""
    return contact_book(actor).filter(~Q(consent=Consent.REFUSED), next_on__lte=day)
