"""基準チェックシートの文: the official words of the certification's criteria, typed from the sheet by one person and compared by another.

What `law.certification` could not see in a published source stays marked 要確認 until then; who compares and by when is a task of
the office's day.
"""

import uuid
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from enishi.accounts.models import Membership, User
from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.workflow import Refusal, StepRefused
from enishi.law.certification import Criterion, criteria_on, criterion_on
from enishi.office.models import ComparisonPlan, CriterionWording
from enishi.office.once import made_already

LONGEST = timedelta(days=366)


def wordings(code: str = "") -> QuerySet[CriterionWording]:
    """The newest first, of one criterion or of all."""
    found = CriterionWording.objects.select_related("entered_by", "settled_by").order_by("-id")
    return found.filter(criterion=code) if code else found


def in_force(day: date) -> dict[str, CriterionWording]:
    """By code: the newest that a second person found right, entered since the criterion stands in its wording of the day."""
    stands = {criterion.code: criterion.since for criterion in criteria_on(day)}
    found: dict[str, CriterionWording] = {}
    for row in wordings().filter(right=True).order_by("id"):
        if row.criterion in stands and localdate(row.entered_at) >= stands[row.criterion]:
            found[row.criterion] = row
    return found


def waiting() -> dict[str, CriterionWording]:
    """By code: what was typed and waits for a second person."""
    return {row.criterion: row for row in wordings().filter(right=None)}


def to_compare(day: date) -> list[Criterion]:
    """Criteria whose words were seen in no published source and in no check sheet yet."""
    known = in_force(day)
    return [criterion for criterion in criteria_on(day) if not criterion.seen and criterion.code not in known]


def plan() -> ComparisonPlan | None:
    return ComparisonPlan.objects.select_related("person", "by").order_by("-id").first()


def comparers() -> QuerySet[User]:
    """Who may be asked to compare: those responsible for the licence, in the office or above it."""
    held = Membership.objects.in_force().filter(role__in=(Role.COMPLIANCE, Role.SUPERVISOR), organisation=None)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk")


@transaction.atomic
def plan_comparison(*, by: Actor, key: uuid.UUID, person: User, due_on: date) -> ComparisonPlan:
    """Who, and by when. Raises StepRefused for a day that is no day to come and for somebody without that office."""
    if made := made_already(ComparisonPlan, key):
        return made
    if not today() <= due_on <= today() + LONGEST:
        raise StepRefused(Refusal("due_on", "見くらべる日は、きょうから1年以内の日をご記入ください。"))
    if not comparers().filter(pk=person.pk).exists():
        raise StepRefused(Refusal("person", "事務局か統括の方をお選びください。"))
    made = ComparisonPlan.objects.create(key=key, due_on=due_on, person=person, by_id=by.user_id)
    record(
        by=by,
        action="plan_comparison",
        object_type="criterion",
        object_number="all",
        due_on=due_on.isoformat(),
        person=person.pk,
    )
    return made


@transaction.atomic
def enter_wording(
    *, criterion: str, by: Actor, key: uuid.UUID, title: str, text: str, edition: str
) -> CriterionWording:
    """Type the words of the sheet. Raises StepRefused for an unknown criterion, while others wait for a second person, and for nothing said."""
    if made := made_already(CriterionWording, key):
        return made
    if criterion_on(criterion, today()) is None:
        raise StepRefused(Refusal("criterion", "この要件は、いまの基準にありません。画面を開き直してください。"))
    if not (title.strip() and text.strip() and edition.strip()):
        raise StepRefused(Refusal("text", "題と文と版を、チェックシートのとおりにご記入ください。"))
    said = {"title": title.strip(), "text": text.strip(), "edition": edition.strip()}
    try:
        with transaction.atomic():
            made = CriterionWording.objects.create(key=key, criterion=criterion, entered_by_id=by.user_id, **said)
    except IntegrityError:  # one open wording of a criterion, whoever of two was first
        raise StepRefused(
            Refusal("text", "先に入力された文が、別の方の確認を待っています。確かめてから、次の文をご入力ください。")
        ) from None
    record(by=by, action="enter_wording", object_type="criterion", object_number=criterion, wording=made.pk)
    return made


@transaction.atomic
def settle_wording(*, wording: CriterionWording, by: Actor, right: bool) -> CriterionWording:
    """A second person has compared it with the sheet; once only. Raises StepRefused for who typed it."""
    held = CriterionWording.objects.select_for_update(of=("self",)).get(pk=wording.pk)
    if held.right is not None:
        return held
    if held.entered_by_id == by.user_id:
        raise StepRefused(Refusal("second", "ご自分で入力した文は、ほかの方がチェックシートと見くらべます。"))
    held.right, held.settled_at, held.settled_by_id = right, now(), by.user_id
    held.save(update_fields=["right", "settled_at", "settled_by"])
    record(
        by=by,
        action="settle_wording",
        object_type="criterion",
        object_number=held.criterion,
        wording=held.pk,
        right=right,
    )
    return held
