"""What was referred to us and never taken is not kept beyond its time."""

from datetime import date, timedelta

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import SYSTEM
from enishi.common.clock import now
from enishi.law.parameters import value
from enishi.referrals.enums import Arrival
from enishi.referrals.models import Arrived


def wipe_expired(day: date) -> int:
    """What nobody decided on and may no longer be taken: its words and its paper go (arrival_retention_days after its last day).

    That it came, from whom and when stays, as the law asks (個人情報の保護に関する法律30条). How many were wiped; run again, none.
    """
    cut = day - timedelta(days=value("arrival_retention_days", day))
    over = Arrived.objects.filter(standing=Arrival.HERE, expires_on__lt=cut).defer("image").order_by("pk")
    return sum(_wipe(pk) for pk in over.values_list("pk", flat=True))


@transaction.atomic
def _wipe(pk: int) -> bool:
    row = Arrived.objects.select_for_update(of=("self",)).defer("image").get(pk=pk)
    if row.standing != Arrival.HERE:  # somebody decided in this moment
        return False
    row.facts, row.image, row.image_type = "", None, ""
    row.standing, row.decided_at = Arrival.EXPIRED, now()
    row.save(update_fields=["facts", "image", "image_type", "standing", "decided_at"])
    record(by=SYSTEM, action="wipe_arrival", object_type="arrival", object_number=row.number)
    return True
