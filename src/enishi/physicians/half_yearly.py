"""「ご希望に変わりはありませんか」: asked of active physicians half a year after we last heard of their wishes."""

from datetime import timedelta

from django.db.models import DateTimeField, Max, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest

from enishi.common.clock import now, today
from enishi.notices.models import Notice
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
