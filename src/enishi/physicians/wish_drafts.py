"""From the notes of the interview to a version of the wish sheet: drafted by rules, corrected by a person, each line with its words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.physicians.actions import save_wishes
from enishi.physicians.hearing.found import Quote
from enishi.physicians.interview_notes import texts_of
from enishi.physicians.models import Physician, WishSheet, WishWords

if TYPE_CHECKING:
    from enishi.physicians.hearing.draft import Draft

LABELS = {
    "specialties": "診療科", "skills": "技能", "municipality": "お住まい", "prefectures": "都道府県", "max_commute_min": "通える時間",
    "relocation": "転居", "employment": "働き方", "days_min": "日数", "days_max": "日数", "slots": "曜日と時間",
    "night_duty": "当直・オンコール", "on_call": "当直・オンコール", "max_on_call_per_month": "当直・オンコール",
    "min_annual_pay_yen": "報酬", "min_daily_pay_yen": "報酬", "available_from": "始められる時期", "weekly_hours_committed": "続けるお勤め",
}  # fmt: skip
"""Fields of a sheet → the row in which a page shows them."""
LEVELS = {"must": "必ず", "want": "できれば", "never": "避けたい"}


def draft_of(physician: Physician, day: date | None = None) -> "Draft":
    """What the notes say, as lines and questions."""
    from enishi.physicians.hearing.draft import draft  # its patterns take a while

    return draft(texts_of(physician), day or today())


@transaction.atomic
def save_drafted(*, physician: Physician, by: Actor, wishes: Mapping[str, Any]) -> WishSheet:
    """A new version, and beside each line that stands as it was drafted the words it came from. Raises as `save_wishes`."""
    sheet = save_wishes(physician=physician, by=by, wishes=wishes)
    rows = [
        WishWords(sheet=sheet, field=line.field, topic=quote.topic, text=quote.text)
        for line in draft_of(physician).lines
        if _stands(sheet, line.field, line.value)
        for quote in line.quotes
    ]
    WishWords.objects.bulk_create(rows)
    return sheet


def _stands(sheet: WishSheet, field: str, value: Any) -> bool:
    if field.startswith("wish:"):
        return bool(sheet.wishes.get(field.removeprefix("wish:")) == value)
    stored = getattr(sheet, field)
    if isinstance(stored, list):
        return set(stored) == set(value)
    return bool(float(stored) == float(value) if isinstance(stored, Decimal | float) else stored == value)


def words_of(sheet: WishSheet) -> dict[str, list[str]]:
    """Row of the sheet (as `web.desk.sheets.wish_rows` labels it) → the words it came from, each once."""
    found: dict[str, list[str]] = {}
    for row in WishWords.objects.filter(sheet=sheet):
        label = LEVELS.get(sheet.wishes.get(row.field.removeprefix("wish:"), ""), "")
        label = label if row.field.startswith("wish:") else LABELS.get(row.field, "")
        if label and row.text not in found.setdefault(label, []):
            found[label].append(row.text)
    return found


def quotes_by_field(made: "Draft") -> dict[str, list[Quote]]:
    """Name of a field of the form → the words for it; the twenty wishes stand in the field of their level."""
    found: dict[str, list[Quote]] = {}
    for line in made.lines:
        name = str(line.value) if line.field.startswith("wish:") else line.field
        held = found.setdefault(name, [])
        held += [quote for quote in line.quotes if quote not in held]
    return found
