"""The monthly question whether openings are still true: whom it concerns, by which way it is asked, and all answers at once.

An answer renews 求人の有効期間 too (`actions.confirm_opening`), so that an opening that lives is never past it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import DateField, Exists, F, OuterRef
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone

from enishi.accounts.models import Membership, User
from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.common.actor import SYSTEM, Actor
from enishi.common.changes import Subject, changed
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.institutions.enums import InstitutionState
from enishi.institutions.models import Institution
from enishi.openings.actions import confirm_opening
from enishi.openings.enums import ConfirmWay, OpeningState
from enishi.openings.models import ConfirmPreference, Opening
from enishi.openings.querysets import OpeningQuerySet
from enishi.openings.rules import AMBER_AFTER_DAYS, REMIND_AFTER_DAYS, VALID_DAYS, reminders_due, valid_after

WRITERS = (Role.INSTITUTION_ADMIN, Role.INSTITUTION_STAFF)


def writers_of(institution: Institution) -> list[User]:
    """Who may answer for the institution on the screen."""
    held = Membership.objects.in_force().filter(organisation=institution.organisation_id, role__in=WRITERS)
    return list(User.objects.filter(Exists(held.filter(user=OuterRef("pk")))).order_by("pk"))


def ways_of(institutions: Iterable[Institution]) -> dict[int, ConfirmWay]:
    """By which way each wants to be asked, by primary key: what it chose, else mail; the telephone where nobody has a mail."""
    rows = list(institutions)
    chosen = dict(ConfirmPreference.objects.filter(institution__in=rows).values_list("institution", "way"))
    reached = set(
        Membership.objects.in_force()
        .filter(organisation__in=[i.organisation_id for i in rows], role__in=WRITERS)
        .values_list("organisation", flat=True)
    )
    found = {}
    for i in rows:
        way = ConfirmWay(chosen.get(i.pk, ConfirmWay.MAIL))
        found[i.pk] = ConfirmWay.PHONE if way is ConfirmWay.MAIL and i.organisation_id not in reached else way
    return found


@transaction.atomic
def choose_confirm_way(*, institution: Institution, by: Actor, way: ConfirmWay) -> ConfirmPreference:
    """From now on the institution is asked by this way."""
    preference, _ = ConfirmPreference.objects.update_or_create(
        institution=institution, defaults={"way": way, "chosen_at": now()}
    )
    record(
        by=by, action="choose_confirm_way", object_type="institution", object_number=institution.number, way=str(way)
    )
    return preference


@transaction.atomic
def confirm_openings(*, openings: Mapping[str, int], of: Institution, by: Actor, confirmed_by: str) -> int:
    """The monthly answer for several openings at once: number → version on the screen. All of them, or none.

    Raises StepRefused; the code of a refusal is `opening:<number>`, or `confirmed_by` if nobody stands for it.
    """
    if not openings:
        raise StepRefused(Refusal("openings", "「今も正しい」募集に、印をお付けください。"))
    rows = {o.number: o for o in of.openings.filter(number__in=openings).order_by("pk")}
    refused: dict[tuple[str, str], Refusal] = {}
    for number, seen in openings.items():
        if number not in rows:
            refused[number, ""] = Refusal(f"opening:{number}", f"番号 {number}の募集が見つかりません。")
            continue
        try:
            with transaction.atomic():
                confirm_opening(opening=rows[number], by=by, confirmed_by=confirmed_by, seen=seen)
        except StepRefused as found:
            for r in found.refusals:
                own = r if r.code == "confirmed_by" else Refusal(f"opening:{number}", f"番号 {number}：{r.sentence}")
                refused["" if r.code == "confirmed_by" else number, r.code] = own
    if refused:
        raise StepRefused(*refused.values())
    return len(openings)


@transaction.atomic
def renew_confirmed(today: date) -> int:
    """Openings whose last confirmation was recorded before a confirmation renewed 求人の有効期間 get the period it gives; how many.

    Nothing to do once it has run: from then on every confirmation does it itself.
    """
    given = Cast(TruncDate("confirmed_at") + timedelta(days=VALID_DAYS), DateField())
    rows = Opening.objects.filter(state=OpeningState.PUBLISHED).alias(given=given).filter(valid_until__lt=F("given"))
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for opening in found:
        was_over = opening.valid_until < today
        opening.valid_until = valid_after(timezone.localdate(opening.confirmed_at))
        opening.save(update_fields=["valid_until"])
        record(
            by=SYSTEM,
            action="renew",
            object_type="opening",
            object_number=opening.number,
            valid_until=opening.valid_until.isoformat(),
        )
        if was_over:
            changed(Subject.OPENING, opening.pk)
    return len(found)


def to_be_asked(today: date) -> OpeningQuerySet:
    """Published openings of active institutions whose confirmation is 25 days old or older."""
    return Opening.objects.filter(
        state=OpeningState.PUBLISHED,
        institution__state=InstitutionState.ACTIVE,
        confirmed_at__date__lte=date.fromordinal(today.toordinal() - REMIND_AFTER_DAYS[0]),
    )


def reminders_of(opening: Opening, today: date) -> int:
    """How many of the four reminders should have been given since the last confirmation."""
    return reminders_due(timezone.localdate(opening.confirmed_at), today) if opening.confirmed_at else 0


def asked_until(opening: Opening) -> date | None:
    """The day until which the next answer is asked; None before the first confirmation."""
    on = timezone.localdate(opening.confirmed_at) if opening.confirmed_at else None
    return date.fromordinal(on.toordinal() + AMBER_AFTER_DAYS) if on else None
