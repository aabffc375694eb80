"""役割の見直し: once a quarter somebody says of each role of each account that it is still needed, or ends it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from enishi.accounts.actions import end_membership
from enishi.accounts.models import Membership
from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.workflow import Refusal, StepRefused
from enishi.office.models import ReviewAnswer
from enishi.office.safety_enums import ReviewDecision

STALE_AFTER = timedelta(days=90)


def quarter_of(day: date) -> str:
    """2026Q4 for a day in October, November or December 2026."""
    return f"{day.year}Q{(day.month + 2) // 3}"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    membership: Membership
    answer: ReviewAnswer | None
    stale: str


def to_review() -> QuerySet[Membership]:
    """Every role in force but the physicians' own, those of the staff first."""
    held = Membership.objects.in_force().exclude(role=Role.PHYSICIAN)
    return held.select_related("user", "organisation").order_by(
        F("organisation").asc(nulls_first=True), "user__name", "role", "id"
    )


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """The roles of one kind: how many are in force, and how many of them nobody looked at in this quarter."""

    role: str
    count: int
    left: int


def groups(quarter: str) -> list[ReviewGroup]:
    """By role, in the order of `Role`."""
    held = to_review().order_by()
    done = Count("pk", filter=Q(reviews__quarter=quarter), distinct=True)
    found = {row["role"]: row for row in held.values("role").annotate(count=Count("pk", distinct=True), done=done)}
    return [
        ReviewGroup(str(role), found[role]["count"], found[role]["count"] - found[role]["done"])
        for role in Role
        if role in found
    ]


def review_rows(memberships: list[Membership], quarter: str) -> list[ReviewRow]:
    answers = ReviewAnswer.objects.filter(quarter=quarter, membership__in=memberships).select_related("by")
    found = {answer.membership_id: answer for answer in answers}
    return [ReviewRow(m, found.get(m.pk), stale_words(m.user.last_login, m.started_at)) for m in memberships]


def stale_words(last_login: datetime | None, since: datetime) -> str:
    """Why an account looks as if nobody used it; "" where it does not."""
    if last_login is None:
        return "まだ一度もログインしていません" if since < now() - STALE_AFTER else ""
    days = (now() - last_login).days
    return f"{days}日の間、ログインしていません" if last_login < now() - STALE_AFTER else ""


@transaction.atomic
def review(*, membership: Membership, by: Actor, decision: ReviewDecision) -> ReviewAnswer:
    """Sign off one role for this quarter; `end` ends it at once. Looking at it twice changes nothing.

    Raises StepRefused for one's own role and for one that ended meanwhile.
    """
    held = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    quarter = quarter_of(today())
    if found := ReviewAnswer.objects.filter(quarter=quarter, membership=held).first():
        return found
    if held.user_id == by.user_id:
        raise StepRefused(Refusal("second", "ご自分の役割は、ほかの方が確かめます。"))
    if held.ended_at is not None:
        raise StepRefused(Refusal("ended", "この役割は、もう終わっています。画面を開き直してください。"))
    if decision == ReviewDecision.END:
        end_membership(membership=held, by=by)
    return _signed(held, quarter, by, decision)


@transaction.atomic
def keep_together(*, role: str, shown: Sequence[int], apart: Collection[int], by: Actor) -> list[ReviewAnswer]:
    """The roles of one kind that stood on the page are still needed, but for those marked to be looked at apart: one answer and
    one line of the log for each, all or none.

    shown, apart: keys of memberships. What was not on the page, ended meanwhile, was looked at already, or is one's own, is left.
    Raises StepRefused where nothing remains.
    """
    quarter = quarter_of(today())
    held = Membership.objects.in_force().filter(role=role, pk__in=set(shown) - set(apart))
    held = held.exclude(role=Role.PHYSICIAN).exclude(user_id=by.user_id).select_for_update(of=("self",)).order_by("pk")
    locked = list(held)  # before it is asked who was looked at: two who press at once wait here for one another
    done = set(
        ReviewAnswer.objects.filter(quarter=quarter, membership__in=shown).values_list("membership_id", flat=True)
    )
    left = [membership for membership in locked if membership.pk not in done]
    if not left:
        raise StepRefused(Refusal("apart", "まとめて確かめる役割がありません。印を外すか、一つずつ確かめてください。"))
    return [_signed(membership, quarter, by, ReviewDecision.KEEP, together=True) for membership in left]


def _signed(
    held: Membership, quarter: str, by: Actor, decision: ReviewDecision, *, together: bool = False
) -> ReviewAnswer:
    made = ReviewAnswer.objects.create(
        quarter=quarter, membership=held, decision=decision, by_id=by.user_id, together=together
    )
    record(
        by=by, action="review_role", object_type="user", object_number=str(held.user_id), quarter=quarter,
        role=held.role, decision=str(decision), **({"together": True} if together else {}),
    )  # fmt: skip
    return made
