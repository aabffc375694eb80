"""「ご希望に変わりはありませんか」: asked of active physicians half a year after we last heard of their wishes.

Who has nothing to change need do nothing, and the application goes on: an active one is never past 求職の有効期間.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import DateTimeField, Max, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest

from enishi.audit.actions import record
from enishi.common.actor import SYSTEM
from enishi.common.clock import now, today
from enishi.notices.models import Notice
from enishi.physicians.actions import VALID_FOR
from enishi.physicians.models import Physician
from enishi.physicians.notices import tell

AFTER = timedelta(days=182)


def due() -> list[Physician]:
    """Active physicians whose last sheet, acceptance and question (E09) all lie half a year back, and who want to be asked."""
    asked = (
        Notice.objects.filter(kind="E09", person=OuterRef("number")).order_by("-created_at").values("created_at")[:1]
    )
    rows = Physician.objects.matchable().filter(
        Q(contact_promise=None) | Q(contact_promise__half_yearly=True), accepted_on__isnull=False
    )
    rows = rows.annotate(
        heard=Greatest(
            Max("wish_sheets__made_at"),
            Cast("accepted_on", DateTimeField()),
            Coalesce(Subquery(asked, output_field=DateTimeField()), Cast("accepted_on", DateTimeField())),
        )
    )
    return list(rows.filter(heard__lte=now() - AFTER).select_related("user").order_by("pk"))


def ask_whether_wishes_hold() -> int:
    """E09 to everybody who is due; how many were asked. Running twice on a day asks nobody twice."""
    physicians = due()
    for physician in physicians:
        tell(physician, "E09", key=f"E09:{physician.number}:{today().isoformat()}")
    return len(physicians)


@transaction.atomic
def renew_applications(day: date) -> int:
    """求職の有効期間 (則24条の7) of active physicians that ends on this day, or ended before, runs on by whole years; how many.

    An application stands until it is withdrawn. One that rests may run out: `leaving.resume` begins it anew.
    """
    ending = Physician.objects.matchable().filter(accepted_on__isnull=False, valid_until__lte=day)
    rows = list(ending.select_for_update(of=("self",)).order_by("pk"))
    for physician in rows:
        while physician.valid_until <= day:
            physician.valid_until += VALID_FOR
        record(
            by=SYSTEM,
            action="renew",
            object_type="physician",
            object_number=physician.number,
            valid_until=physician.valid_until.isoformat(),
        )
    Physician.objects.bulk_update(rows, ["valid_until"], batch_size=500)
    return len(rows)
