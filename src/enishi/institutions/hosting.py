"""お迎えの段取り: who meets the visitor, when, where, and what comes after what."""

from collections.abc import Mapping

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.institutions.models import HostingPlan, Institution

KEYS = ("meets", "place", "itinerary", "travel", "lodging", "reach", "family")


def plan_of(institution: Institution) -> dict[str, str]:
    """The plan as last saved; empty before."""
    found = HostingPlan.objects.filter(institution=institution).first()
    return {key: str(found.content.get(key, "")) for key in KEYS} if found else {}


@transaction.atomic
def save_hosting(*, institution: Institution, by: Actor, content: Mapping[str, str]) -> HostingPlan:
    """Keep the plan for this visit and those to come. Raises ValueError for an unknown key."""
    if strange := set(content) - set(KEYS):
        raise ValueError(f"a plan has no {sorted(strange)}")
    made, _ = HostingPlan.objects.update_or_create(
        institution=institution,
        defaults={"content": dict(content), "saved_at": now(), "saved_by_id": by.user_id},
    )
    record(by=by, action="save_hosting", object_type="institution", object_number=institution.number)
    return made
