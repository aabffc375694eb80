"""「ほかの機関にも登録している」: told, ended; and openings a partner holds too, so that nobody hears of one post twice."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Channel, Refusal, StepRefused
from enishi.openings.models import Opening
from enishi.physicians.models import Physician
from enishi.referrals.enums import Teller
from enishi.referrals.models import AlsoHeld, Elsewhere, Partner


def registered_elsewhere(physician: Physician) -> list[Elsewhere]:
    """What is known today, the first told first."""
    return list(Elsewhere.objects.filter(physician=physician, ended_at=None).select_related("partner"))


@transaction.atomic
def note_elsewhere(
    *,
    physician: Physician,
    partner: Partner | None,
    name: str,
    channel: Channel,
    by: Actor,
    told_by: Teller = Teller.PHYSICIAN,
) -> Elsewhere:
    """partner: one of ours, else the name as it was told. Told twice it stands once. Raises StepRefused for neither."""
    name = "" if partner else name.strip()
    if partner is None and not name:
        raise StepRefused(Refusal("name", "機関をお選びになるか、名前をご入力ください。"))
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    for row in registered_elsewhere(physician):
        if (partner and row.partner_id == partner.pk) or (name and row.name == name):
            return row
    made = Elsewhere.objects.create(
        physician=physician, partner=partner, name=name, told_by=told_by, channel=channel, noted_by_id=by.user_id
    )
    record(by=by.by(channel), action="note_elsewhere", object_type="physician", object_number=physician.number)
    return made


@transaction.atomic
def end_elsewhere(*, elsewhere: Elsewhere, by: Actor) -> None:
    """It is over there. Twice is once."""
    if Elsewhere.objects.filter(pk=elsewhere.pk, ended_at=None).update(ended_at=now()):
        number = elsewhere.physician.number
        record(by=by, action="end_elsewhere", object_type="physician", object_number=number)


@transaction.atomic
def note_also_held(*, opening: Opening, partner: Partner, by: Actor) -> AlsoHeld:
    """The partner holds this opening too. Told twice it stands once."""
    try:
        with transaction.atomic():
            made = AlsoHeld.objects.create(opening=opening, partner=partner, noted_by_id=by.user_id)
    except IntegrityError:
        return AlsoHeld.objects.get(opening=opening, partner=partner, ended_at=None)
    record(by=by, action="note_also_held", object_type="opening", object_number=opening.number)
    return made


@transaction.atomic
def end_also_held(*, held: AlsoHeld, by: Actor) -> None:
    if AlsoHeld.objects.filter(pk=held.pk, ended_at=None).update(ended_at=now()):
        record(by=by, action="end_also_held", object_type="opening", object_number=held.opening.number)


def held_twice(physician: Physician, openings: Iterable[int]) -> dict[int, list[str]]:
    """As `may_hear_twice` for many: names of partners by primary key of the opening, one query."""
    banks = Elsewhere.objects.filter(physician=physician, ended_at=None, partner__isnull=False).values("partner")
    rows = AlsoHeld.objects.filter(opening__in=list(openings), ended_at=None, partner__in=banks)
    found: dict[int, list[str]] = defaultdict(list)
    for opening, name in rows.order_by("partner__name").values_list("opening", "partner__name"):
        found[opening].append(name)
    return found


def may_hear_twice(physician: Physician, opening: Opening) -> list[str]:
    """Names of partners where this physician is registered and which hold this opening too. One query."""
    return held_twice(physician, [opening.pk]).get(opening.pk, [])
