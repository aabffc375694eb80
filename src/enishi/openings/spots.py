"""Single days on the needs calendar: when an institution needs somebody for half a day, and whether somebody was found.

Whether a day has been taken is not a version of the terms: it may change every day, and the terms stay as they were read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.choices import Labelled
from enishi.common.clock import now, today
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.workflow import Refusal, StepRefused
from enishi.openings.enums import OVER, Employment, SpotPart
from enishi.openings.models import Opening, SpotDay

FURTHEST = timedelta(days=366)
MOST_WEEKS = 26
LONGEST_WORDS = 60
PARTS_IN_ORDER = tuple(SpotPart)


class SpotAct(Labelled):
    """What can be done with a day that stands on the calendar."""

    FILL = "fill", "決まった"
    OPEN = "open", "まだ空いている"
    WITHDRAW = "withdraw", "取り下げる"


@dataclass(frozen=True, slots=True)
class Added:
    """made: days now on the calendar; there_already: days that stood there before and stay as they were."""

    made: int
    there_already: int


def spot_for(actor: Actor, pk: int) -> SpotDay:
    """The day, if this actor may know its opening; else 404."""
    visible = Opening.objects.visible_to(actor)
    found = SpotDay.objects.filter(pk=pk, opening__in=visible, withdrawn_at=None).select_related("opening").first()
    if found is None or not actor.organisation_id:
        raise Http404
    return found


def upcoming(openings: Iterable[Opening] | QuerySet[Opening]) -> QuerySet[SpotDay]:
    """Days from today on that were not withdrawn, the nearest first."""
    rows = SpotDay.objects.filter(opening__in=openings, withdrawn_at=None, on__gte=today())
    return rows.select_related("opening__current").order_by("on", "id")


def open_days_of(openings: Sequence[Opening]) -> dict[int, list[SpotDay]]:
    """Days still open, by primary key of the opening; one query, none where no opening is for single days."""
    for_days = [o for o in openings if o.current and Employment.SPOT in o.current.employment]
    found: dict[int, list[SpotDay]] = {}
    if for_days:
        for spot in upcoming(for_days).filter(filled_at=None):
            found.setdefault(spot.opening_id, []).append(spot)
    return {pk: sorted(rows, key=_place) for pk, rows in found.items()}


def day_words(spot: SpotDay) -> str:
    """12月3日（木）の午前."""
    return f"{date_with_weekday(spot.on, with_year=False)}の{SpotPart(spot.part).label}"


def in_order(spots: Iterable[SpotDay]) -> list[SpotDay]:
    """By day, then morning, afternoon, night."""
    return sorted(spots, key=_place)


def _place(spot: SpotDay) -> tuple[date, int, int]:
    return spot.on, PARTS_IN_ORDER.index(SpotPart(spot.part)), spot.pk


@transaction.atomic
def add_spot_days(
    *, opening: Opening, by: Actor, first: date, parts: Sequence[SpotPart], what: str, weeks: int = 1
) -> Added:
    """Put half days on the calendar: on `first` and on the same weekday of the following weeks. A day that stands there stays.

    Raises StepRefused for a closed opening, one that is not for single days, a day that is past or too far, and missing words.
    """
    locked = Opening.objects.select_for_update(of=("self",)).select_related("current").get(pk=opening.pk)
    refused = _refusals(locked, first, parts, what.strip(), weeks)
    if refused:
        raise StepRefused(*refused)
    days = [first + timedelta(weeks=n) for n in range(weeks)]
    there = set(SpotDay.objects.filter(opening=locked, withdrawn_at=None, on__in=days).values_list("on", "part"))
    wanted = [(day, part) for day in days for part in dict.fromkeys(parts)]
    made = [
        SpotDay(opening=locked, on=day, part=part, what=what.strip(), made_by_id=by.user_id)
        for day, part in wanted
        if (day, str(part)) not in there
    ]
    SpotDay.objects.bulk_create(made)
    record(by=by, action="add_spot_days", object_type="opening", object_number=opening.number, days=len(made))
    return Added(len(made), len(wanted) - len(made))


def _refusals(opening: Opening, first: date, parts: Sequence[SpotPart], what: str, weeks: int) -> list[Refusal]:
    found = []
    if opening.state in OVER:
        found.append(Refusal("opening", "募集を終えています。新しい募集をおつくりください。"))
    elif Employment.SPOT not in opening.current.employment:
        found.append(
            Refusal(
                "opening", "この募集の働き方に「単発・短期」がありません。募集の「働き方」に加えてからお書きください。"
            )
        )
    if not today() <= first <= today() + FURTHEST:
        found.append(Refusal("first", "今日から1年先までの日をご記入ください。"))
    if not parts:
        found.append(Refusal("parts", "時間帯を1つ以上お選びください。"))
    if not what or len(what) > LONGEST_WORDS:
        found.append(Refusal("what", f"お願いすることを{LONGEST_WORDS}字まででご記入ください。例：内科外来の代診"))
    if not 1 <= weeks <= MOST_WEEKS:
        found.append(Refusal("weeks", f"続ける週の数は、1から{MOST_WEEKS}まででご記入ください。"))
    return found


@transaction.atomic
def change_spot_day(*, spot: SpotDay, by: Actor, act: SpotAct) -> SpotDay:
    """Somebody was found, or not any more, or the day is not needed. Raises StepRefused for a day that was withdrawn."""
    spot = SpotDay.objects.select_for_update(of=("self",)).select_related("opening").get(pk=spot.pk)
    if spot.withdrawn_at:
        raise StepRefused(Refusal("spot", "この日は、もう取り下げられています。"))
    if act is SpotAct.FILL:
        spot.filled_at = spot.filled_at or now()
    else:
        spot.filled_at = None
        spot.withdrawn_at = now() if act is SpotAct.WITHDRAW else None
    spot.save(update_fields=["filled_at", "withdrawn_at"])
    record(
        by=by, action=f"spot_{act.value}", object_type="opening", object_number=spot.opening.number,
        day=spot.on.isoformat(), part=spot.part,
    )  # fmt: skip
    return spot
