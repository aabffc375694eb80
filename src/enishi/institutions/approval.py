"""承認の段取り of an institution: its own, or that of its kind."""

from collections.abc import Sequence

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.institutions.approval_rules import RouteStep, default_route, route_from, waiting_words
from enishi.institutions.models import ApprovalRoute, Institution


def route_of(institution: Institution) -> tuple[RouteStep, ...]:
    """The steps an agreement goes through inside this institution, in order."""
    own = ApprovalRoute.objects.filter(institution=institution).first()
    return route_from(own.steps) if own else default_route(institution.kind, corporation_of(institution))


def is_default(institution: Institution) -> bool:
    return not ApprovalRoute.objects.filter(institution=institution).exists()


def waiting_for_decision(institution: Institution) -> str:
    """「町内決裁待ち」 or 「院内決裁待ち」: what a physician reads while the steps are under way."""
    return waiting_words(institution.kind, corporation_of(institution), institution.name)


def corporation_of(institution: Institution) -> str:
    return institution.corporation.name if institution.corporation else ""


@transaction.atomic
def save_route(*, institution: Institution, by: Actor, steps: Sequence[RouteStep]) -> ApprovalRoute:
    """Keep this route for versions to come; those that are under way go the way they began. Raises ValueError, see `route_from`."""
    rows = [step.as_row() for step in route_from([step.as_row() for step in steps])]
    made, _ = ApprovalRoute.objects.update_or_create(
        institution=institution, defaults={"steps": rows, "saved_at": now(), "saved_by_id": by.user_id}
    )
    record(
        by=by,
        action="save_route",
        object_type="institution",
        object_number=institution.number,
        steps=[row["label"] for row in rows],
    )
    return made
