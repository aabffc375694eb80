"""What institutions wait for at the desk: applications, declarations that say something applies or are over, facts of towns."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from enishi.common.japanese.working_days import add_working_days
from enishi.institutions.declaration_rules import Standing
from enishi.institutions.declarations import not_in_order
from enishi.institutions.enums import InstitutionState
from enishi.institutions.models import Application
from enishi.institutions.region import waiting_facts

WITHIN_WORKING_DAYS = 2
Line = tuple[str, str, date, str, str, str]


def house_tasks(today: date) -> Iterator[Line]:
    """(kind, number, due, words, reason, href) of each; five queries."""
    waiting = Application.objects.filter(institution__state=InstitutionState.APPLIED).select_related("institution")
    for application in waiting.order_by("applied_at"):
        house = application.institution
        due = add_working_days(timezone.localdate(application.applied_at), WITHIN_WORKING_DAYS)
        yield (
            "application", house.number, due, f"{house.name}のお申し込みを確かめる",
            "2営業日以内に、国の一覧と照らし、公表の番号へお電話するお約束です。", f"/desk/institutions/{house.number}/check",
        )  # fmt: skip
    for house, standing in not_in_order(today):
        if standing in (Standing.APPLIES, Standing.EXPIRED, Standing.MISSING):
            yield (
                "declaration", house.number, today, f"{house.name}に法令順守の自己申告をうかがう",
                f"{standing.label}。募集の公開と確認の更新を止めています。", f"/desk/institutions/{house.number}/declaration",
            )  # fmt: skip
    first = waiting_facts().first()
    if first:
        oldest = timezone.localdate(first.made_at)
        yield (
            "region", first.municipality_id, add_working_days(oldest, WITHIN_WORKING_DAYS),
            f"地域のご紹介{waiting_facts().count()}件を確かめる", "医療機関と町が書いた事実です。出典と照らしてから載せます。", "/desk/region-facts",
        )  # fmt: skip
