"""The search itself, outside of any request."""

from django.db import transaction

from enishi.common.clock import now
from enishi.engine.relay.solve import plan_relay
from enishi.relays.models import RelayMember, RelayPlan
from enishi.relays.planning import result_of, task_of

EACH_AIM_S = 8.0


def find_plan(plan_id: int) -> RelayPlan | None:
    """What the job does: solve and store; None when the plan is gone or found already. The solving holds no transaction."""
    plan = RelayPlan.objects.select_related("post").filter(pk=plan_id, found_at=None).first()
    if plan is None:
        return None
    members = list(plan.members.order_by("pk"))
    found = plan_relay(task_of(plan, members), seconds=EACH_AIM_S)
    with transaction.atomic():
        row = RelayPlan.objects.select_for_update().get(pk=plan.pk)
        if row.found_at is not None:
            return row
        for stint in found.stints:
            members[stint.member].stints.append([stint.first, list(stint.patterns)])
        RelayMember.objects.bulk_update(members, ["stints"])
        row.result, row.found_at = result_of(found), now()
        row.save(update_fields=["result", "found_at"])
    return row
