"""The doors to bills: the office all of them, an institution its own."""

from django.db.models import QuerySet
from django.http import Http404

from enishi.accounts.roles import INSTITUTION_ROLES, OFFICE_ROLES
from enishi.aftercare.models import FeeEvent
from enishi.common.actor import Actor
from enishi.office.models import Invoice


def invoices_of(actor: Actor) -> QuerySet[Invoice]:
    """Bills this actor may see, the latest first."""
    rows = Invoice.objects.select_related("event__placement__candidacy__opening__institution", "made_by")
    if actor.role in OFFICE_ROLES:
        return rows
    if actor.role in INSTITUTION_ROLES and actor.organisation_id:
        return rows.filter(event__placement__candidacy__opening__institution__organisation_id=actor.organisation_id)
    return rows.none()


def invoice_for(actor: Actor, serial: int) -> Invoice:
    found = invoices_of(actor).filter(serial=serial).first()
    if found is None:
        raise Http404
    return found


def fee_event_for(number: str) -> FeeEvent:
    """The event of one talk, for the office."""
    rows = FeeEvent.objects.select_related(
        "placement__candidacy__opening__institution", "placement__candidacy__opening__current"
    )
    found = rows.filter(placement__candidacy__number=number).first()
    if found is None:
        raise Http404
    return found
