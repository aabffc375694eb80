"""The effect that gives every institution somebody at the desk who looks after it, in the transaction in which it comes in."""

from collections.abc import Mapping
from typing import Any

from enishi.accounts.models import Membership
from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.transitions import TransitionRow
from enishi.common.workflow import Channel, Party, Step
from enishi.desk.records import keep
from enishi.institutions.models import Institution


def follow_institutions(institution: Institution, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
    """At the application and at the registration: who acts, if a coordinator, else the least busy."""
    if step.id in ("I1", "I2"):
        held = row.actor_id and Membership.objects.in_force().filter(user=row.actor_id, role=Role.COORDINATOR).exists()
        role = Role.COORDINATOR if held else Role.INSTITUTION_STAFF
        keep(institution, Actor(row.actor_id, Party(row.party), role, channel=Channel(row.channel)))
