"""The doors to what the office keeps about keeping: runs, those who left, holds."""

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from enishi.accounts.roles import OFFICE_ROLES
from enishi.common.actor import Actor
from enishi.keeping.models import ErasureProof, RetentionRun
from enishi.physicians.models import Leaving, LegalHold, Physician


def run_for(day: str) -> RetentionRun:
    """The night of an ISO day; else 404."""
    try:
        found = RetentionRun.objects.filter(day=date.fromisoformat(day)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def leavings() -> QuerySet[Leaving]:
    """Everybody who left, the latest first, each with its looks. Numbers only."""
    proofs = Prefetch("proofs", ErasureProof.objects.order_by("-erased_at", "-pk"))
    return Leaving.objects.select_related("physician").prefetch_related(proofs).order_by("-left_at", "-pk")


def leaving_for(number: str) -> Leaving:
    found = leavings().filter(physician__number=number).first()
    if found is None:
        raise Http404
    return found


def holds_for(actor: Actor) -> QuerySet[LegalHold]:
    """Holds with their reasons: the office's alone."""
    rows = LegalHold.objects.select_related("physician", "placed_by", "asked_by", "lifted_by")
    return rows if actor.role in OFFICE_ROLES else rows.none()


def anybody(number: str) -> Physician:
    """A registration by its number, ended or not, for the office; else 404."""
    found = Physician.objects.filter(number=number.upper()).first()
    if found is None:
        raise Http404
    return found
