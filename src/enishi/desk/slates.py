"""The weekly slate at the desk: asked for, computed by a job with progress and cancel, and decided line by line.

Every line is a person's decision: kept as a candidate, left with a reason, or replaced by another opening with a reason. The
reasons stay, as they say what the weights do not know.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import Http404

from enishi.accounts.models import User
from enishi.accounts.roles import DESK_ROLES
from enishi.audit.actions import record
from enishi.candidacies.actions import suggest
from enishi.candidacies.models import Candidacy
from enishi.candidacies.suggesting import explanation_for
from enishi.common import long_runs
from enishi.common.actor import Actor
from enishi.common.choices import Labelled
from enishi.common.clock import now
from enishi.common.long_runs import UNDER_WAY
from enishi.common.workflow import Refusal, StepRefused
from enishi.desk.jobs import make_slate
from enishi.matching.models import LineState, Slate, SlateLine
from enishi.openings.models import Opening

DIALS = (0.0, 0.5, 1.0, 2.0)
LOST_AFTER = timedelta(minutes=10)
"""A computation that says nothing for so long has died; one whose worker was killed begins anew by itself long before."""


class LeftWhy(Labelled):
    """Why a person decides otherwise than the slate."""

    PHYSICIAN = "physician", "先生のお気持ちに合わない"
    INSTITUTION = "institution", "医療機関の事情がある"
    BETTER = "better", "ほかの募集のほうがよい"
    LATER = "later", "時期を待つ"
    OTHER = "other", "そのほか"


def slates(actor: Actor) -> QuerySet[Slate]:
    """Those made at the desk, the newest first, with their numbers of lines."""
    rows = Slate.objects.select_related("coordinator", "made_by").annotate(n_lines=Count("lines"))
    return rows if actor.role in DESK_ROLES else rows.none()


def is_lost(slate: Slate) -> bool:
    return long_runs.is_lost(slate, LOST_AFTER)


def slate_for(actor: Actor, pk: int) -> Slate:
    found = slates(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def line_for(actor: Actor, pk: int) -> SlateLine:
    rows = SlateLine.objects.select_related(
        "slate", "physician__coordinator", "opening__current", "opening__institution"
    )
    found = rows.filter(pk=pk).first() if actor.role in DESK_ROLES else None
    if found is None:
        raise Http404
    return found


@transaction.atomic
def ask_slate(*, by: Actor, everybody: bool, shortage_weight: float) -> Slate:
    """Queue a computation; one that is under way for the same physicians goes on and is given instead.

    Raises StepRefused for a dial that is not one of DIALS.
    """
    if shortage_weight not in DIALS:
        raise StepRefused(Refusal("dial", "医師の少ない地域の重みを、4つの中からお選びください。"))
    coordinator = None if everybody else by.user_id
    if by.user_id is not None:  # a button pressed twice waits here
        User.objects.select_for_update().get(pk=by.user_id)
    begun = Slate.objects.filter(
        coordinator=coordinator, state__in=UNDER_WAY, cancel_asked=False, touched_at__gt=now() - LOST_AFTER
    )
    same = begun.filter(shortage_weight=shortage_weight).first()
    if same is not None:
        return same
    Slate.objects.filter(coordinator=coordinator, state__in=UNDER_WAY).update(cancel_asked=True)
    slate = Slate.objects.create(coordinator_id=coordinator, shortage_weight=shortage_weight, made_by_id=by.user_id)
    record(by=by, action="ask_slate", object_type="slate", object_number=str(slate.pk), weight=shortage_weight)
    make_slate.defer(slate=slate.pk)
    return slate


@transaction.atomic
def cancel_slate(*, slate: Slate, by: Actor) -> None:
    """Stop at the next stage; one that is done stays as it is."""
    if long_runs.ask_to_stop(slate):
        record(by=by, action="cancel_slate", object_type="slate", object_number=str(slate.pk))


@transaction.atomic
def keep_line(*, line: SlateLine, by: Actor) -> Candidacy:
    """候補にする, with the reasons as they are now. Raises StepRefused when the pair no longer fits, or a guard says no."""
    held = _undecided(line)
    reasons = explanation_for(held.physician, held.opening)
    if reasons is None and not held.by_hand:
        raise StepRefused(Refusal("changed", "先生のご希望か募集の条件が変わり、この組はいまは合わなくなっています。"))
    by_hand = (held.reason or LeftWhy(held.reason_code).label) if held.by_hand else ""
    made = suggest(physician=held.physician, opening=held.opening, by=by, reasons=reasons, by_hand=by_hand)
    _decide(held, by, LineState.KEPT)
    return made


@transaction.atomic
def leave_line(*, line: SlateLine, by: Actor, code: LeftWhy, reason: str) -> None:
    """見合わせる, and why. Raises StepRefused if the line was decided already, or 「そのほか」 has no words."""
    held = _undecided(line)
    _decide(held, by, LineState.LEFT, code, reason)


@transaction.atomic
def replace_line(*, line: SlateLine, by: Actor, opening: Opening, code: LeftWhy, reason: str) -> SlateLine:
    """Another opening instead, by the coordinator's own choice; the reason stays with both lines.

    Raises StepRefused for an opening of this physician that stands in the slate already, or where the words are missing.
    """
    held = _undecided(line)
    if SlateLine.objects.filter(slate=held.slate, physician=held.physician, opening=opening).exists():
        raise StepRefused(Refusal("twice", "この募集は、この先生の組み合わせに、もう入っています。"))
    _decide(held, by, LineState.LEFT, code, reason)
    return SlateLine.objects.create(
        slate=held.slate, physician=held.physician, opening=opening, round_no=held.round_no, by_hand=True,
        explanation=explanation_for(held.physician, opening) or {}, reason_code=code, reason=reason,
    )  # fmt: skip


@transaction.atomic
def reopen_line(*, line: SlateLine, by: Actor) -> None:
    """Take 「見合わせる」 back; what became a candidate is ended in its own talk."""
    held = SlateLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if held.state == LineState.LEFT:
        held.state, held.decided_at, held.decided_by, held.reason, held.reason_code = LineState.OPEN, None, None, "", ""
        held.save(update_fields=["state", "decided_at", "decided_by", "reason", "reason_code"])
        record(by=by, action="reopen_line", object_type="slate", object_number=str(held.slate_id))


def _undecided(line: SlateLine) -> SlateLine:
    held = (
        SlateLine.objects.select_for_update(of=("self",))
        .select_related("slate", "physician", "opening")
        .get(pk=line.pk)
    )
    if held.state != LineState.OPEN:
        raise StepRefused(
            Refusal("decided", f"この1件は「{LineState(held.state).label}」となっています。画面を開き直してください。")
        )
    return held


def _decide(line: SlateLine, by: Actor, state: LineState, code: str = "", reason: str = "") -> None:
    if code == LeftWhy.OTHER and not reason.strip():
        raise StepRefused(Refusal("reason", "「そのほか」のときは、わけをひとことお書きください。"))
    line.state, line.decided_at, line.decided_by_id = state, now(), by.user_id
    if state == LineState.LEFT:
        line.reason_code, line.reason = code, reason.strip()
    line.save()
    record(by=by, action=f"slate_{state}", object_type="slate", object_number=str(line.slate_id))
