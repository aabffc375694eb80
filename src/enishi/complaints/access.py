"""Who may know of a complaint: the office and the supervisor, but never the one complained of; nobody of the pipeline."""

from django.db.models import Q, QuerySet
from django.http import Http404

from enishi.accounts.models import User
from enishi.accounts.roles import OFFICE_ROLES
from enishi.audit.actions import record_reading
from enishi.common.actor import Actor
from enishi.complaints.models import Complaint

READ_LEVEL = 3


def complaints_for(actor: Actor) -> QuerySet[Complaint]:
    """Those this person may handle. A coordinator sees none, also where he or she wrote one down on the telephone."""
    rows = Complaint.objects.select_related("handler", "about")
    if actor.role not in OFFICE_ROLES or actor.user_id is None:
        return rows.none()
    return rows.filter(Q(about=None) | ~Q(about=actor.user_id))


def complaint_for(actor: Actor, number: str) -> Complaint:
    """The complaint with this number, its reading logged; else 404."""
    found = complaints_for(actor).filter(number=number).first()
    if found is None:
        raise Http404
    record_reading(by=actor, what="complaint", object_type="complaint", object_number=number, level=READ_LEVEL)
    return found


def handlers(about: int | None) -> QuerySet[User]:
    """Whoever may be the second person: those of the office and the supervisors but the one complained of."""
    held = User.objects.filter(memberships__role__in=OFFICE_ROLES, memberships__ended_at=None, is_active=True)
    return (held.exclude(pk=about) if about else held).distinct().order_by("name", "pk")


def by_code(code: str) -> Complaint | None:
    """By the eight characters that only the person has."""
    return Complaint.objects.filter(code=code).first()
