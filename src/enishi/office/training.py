"""従業員教育: what was taught on which day, for the yearly report (職業安定法に基づく指針; 様式第8号)."""

import uuid
from datetime import date

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Refusal, StepRefused
from enishi.office.models import StaffTraining
from enishi.office.once import made_already


@transaction.atomic
def add_training(*, by: Actor, key: uuid.UUID, on: date, subject: str, minutes: int, people: int) -> StaffTraining:
    """Raises StepRefused for a day to come and for nothing taught."""
    if made := made_already(StaffTraining, key):
        return made
    if on > today():
        raise StepRefused(Refusal("on", "行った日は、今日までの日をご記入ください。"))
    if not subject.strip() or minutes < 1 or people < 1:
        raise StepRefused(Refusal("subject", "内容、分、人数をご記入ください。"))
    made = StaffTraining.objects.create(
        key=key, on=on, subject=subject.strip(), minutes=minutes, people=people, by_id=by.user_id
    )
    record(by=by, action="add_training", object_type="training", object_number=str(made.pk))
    return made
