"""From a referral that came in to a registration with its first step and date, in one act."""

from collections.abc import Mapping

from django.db import transaction

from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.japanese.working_days import add_working_days
from enishi.desk.next_actions import set_next
from enishi.desk.records import subject_of
from enishi.physicians.models import Physician
from enishi.referrals.coming_in import register_arrived
from enishi.referrals.models import Arrived


@transaction.atomic
def take_in(*, arrived: Arrived, identity: Mapping[str, str], by: Actor) -> Physician:
    """A new registration, and what comes next: the first call, by which the person confirms it. Raises StepRefused."""
    made = register_arrived(arrived=arrived, identity=identity, by=by)
    due = made.contact_by or add_working_days(today(), 1)
    words = f"最初のご連絡（{arrived.partner.name}からのご紹介。ご登録の内容とご同意をうかがう）"
    set_next(subject=subject_of(made), by=by, words=words[:200], due=due)
    return made
