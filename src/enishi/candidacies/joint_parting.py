"""What one talk's end means for those linked with it. Stands below the machine, whose effect it is; the acts are in joint.py."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from enishi.candidacies.enums import ENDS, State
from enishi.candidacies.models import Approval, Candidacy, JointSeat, JointTalk
from enishi.candidacies.notices import tell_joint
from enishi.candidacies.rules import APPROVAL_LIFE
from enishi.common.clock import now, today
from enishi.common.transitions import TransitionRow
from enishi.common.workflow import Step

EMPLOYED = frozenset({State.SETTLED, State.LEFT})
"""Ends after work has begun: there is nothing left to wait for the others with."""

AGREED = frozenset({State.AGREED, State.CONTRACTED, State.WORKING, *EMPLOYED})


def part_company(candidacy: Candidacy, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
    """Effect of every step: a talk that ends leaves its joint talk, and the others are asked; one that begins work just leaves."""
    if candidacy.state in ENDS - EMPLOYED:
        part(candidacy)
    elif candidacy.state == State.WORKING:
        JointSeat.objects.filter(candidacy=candidacy, released_at=None).update(released_at=now())


def part(candidacy: Candidacy) -> bool:
    """Release the seat, break the joint talk, tell the others in words that say neither who nor why. False without a seat."""
    seat = JointSeat.objects.filter(candidacy=candidacy, released_at=None).first()
    if seat is None:
        return False
    joint = JointTalk.objects.select_for_update().get(pk=seat.joint_id)
    if not JointSeat.objects.filter(pk=seat.pk, released_at=None).update(released_at=now()):
        return False
    is_first = joint.broken_at is None
    if is_first:
        joint.broken_at = now()
        joint.save(update_fields=["broken_at"])
        for left in joint.seats.filter(released_at=None).select_related("candidacy").order_by("pk"):
            tell_joint(left.candidacy, "EJ2", joint)
    return True


def has_both_approvals(candidacy: Candidacy) -> bool:
    """Agreed already, or offered with both sides' living approvals of the latest version: nothing but the others is waited for."""
    if candidacy.state in AGREED:
        return True
    if candidacy.state != State.OFFERED:
        return False
    version = candidacy.agreement_versions.order_by("-no").first()
    if version is None:
        return False
    same = Approval.objects.filter(version=version, content_hash=version.content_hash)
    lived = [today() - timezone.localdate(approval.at) <= APPROVAL_LIFE for approval in same]
    return len(lived) == 2 and all(lived)


def partners_ready(candidacy: Candidacy, *, only_agreed: bool = False) -> bool:
    """Whether every talk linked with this one has come as far: approved by both sides, or (only_agreed) agreed."""
    own = JointSeat.objects.filter(candidacy=candidacy.pk, released_at=None).first() if candidacy.pk else None
    if own is None:
        return True
    others = Candidacy.objects.filter(seats__joint=own.joint_id, seats__released_at=None).exclude(pk=candidacy.pk)
    return all(c.state in AGREED if only_agreed else has_both_approvals(c) for c in others)


def is_broken(candidacy: Candidacy) -> bool:
    """Whether the talk is one of several of which one has ended, and its physician has not chosen yet."""
    seats = JointSeat.objects.filter(candidacy=candidacy.pk, released_at=None, joint__broken_at__isnull=False)
    return bool(candidacy.pk) and seats.exists()
