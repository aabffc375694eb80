"""The doors to partners, referrals and what arrived."""

from django.db.models import QuerySet
from django.http import Http404

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, OFFICE_ROLES, Role
from enishi.audit.actions import record_reading
from enishi.common.actor import Actor
from enishi.institutions.access import own_institution
from enishi.outreach.paper_codes import NotACode, parse_paper_code
from enishi.physicians.access import own_record
from enishi.referrals.models import Arrived, Partner, Referral

READ_LEVEL = 3


def partner_for(actor: Actor, pk: int) -> Partner:
    """For the office, which keeps the registry, and the desk, which refers; else 404."""
    found = None
    if actor.role in OFFICE_ROLES | DESK_ROLES:
        found = Partner.objects.select_related("corporation", "prefecture").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def working_partners() -> "list[Partner]":
    """Those with an agreement in force today, by name."""
    return [p for p in Partner.objects.select_related("corporation", "prefecture") if p.works]


def referrals_for(actor: Actor) -> "QuerySet[Referral]":
    """All for the desk and the office, own ones for a physician, those of its openings for an institution."""
    rows = Referral.objects.select_related("partner", "physician__coordinator", "opening__institution")
    if actor.role == Role.PHYSICIAN:
        return rows.filter(physician=own_record(actor))
    if actor.role in INSTITUTION_ROLES:
        return rows.filter(opening__institution=own_institution(actor))
    return rows if actor.role in DESK_ROLES | OFFICE_ROLES else rows.none()


def referral_for(actor: Actor, number: str) -> Referral:
    """The referral with this number; the desk's reading of facts with a name is logged. Else 404."""
    found = referrals_for(actor).filter(number=number).first()
    if found is None:
        raise Http404
    if found.physician and actor.role != Role.PHYSICIAN:
        record_reading(
            by=actor, what="referral", object_type="physician", object_number=found.physician.number, level=READ_LEVEL
        )
    return found


def arrived_for(actor: Actor, number: str) -> Arrived:
    """What arrived under this number, for the desk; the reading is logged. Else 404."""
    rows = Arrived.objects.select_related("partner", "partner_key", "about", "physician", "opening").defer("image")
    found = rows.filter(number=number).first() if actor.role in DESK_ROLES else None
    if found is None:
        raise Http404
    record_reading(by=actor, what="arrival", object_type="arrival", object_number=found.number, level=READ_LEVEL)
    return found


def referral_by_code(text: str) -> Referral | None:
    """By the eight characters on the printed twin."""
    try:
        code = parse_paper_code(text)
    except NotACode:
        return None
    return Referral.objects.select_related("partner").filter(code=code).first()
