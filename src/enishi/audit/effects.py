"""The effect that every machine carries: its transition is audited too."""

from collections.abc import Mapping
from typing import Any

from enishi.audit.models import Entry
from enishi.common.transitions import Stateful, TransitionRow
from enishi.common.workflow import Step


def record_transition(obj: Stateful, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
    """Codes only: the free text of a reason stays in the transition row."""
    Entry.objects.create(
        at=row.at,
        actor_id=row.actor_id,
        role=row.party,
        channel=row.channel,
        action=step.id,
        object_type=obj._meta.model_name or "",
        object_number=getattr(obj, "number", str(obj.pk)),
        data={"from": row.from_state, "to": row.to_state, "reason_code": row.reason_code},
    )
