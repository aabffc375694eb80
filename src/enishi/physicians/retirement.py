"""The physician's own 定年カレンダー: the day, what is ticked, and at most three gentle mails a year, off until chosen.

It is a notebook: nobody but the physician reads it, and no log tells of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from enishi.common.clock import now, today
from enishi.common.encrypted import blind_index
from enishi.common.icalendar import WholeDay, calendar_file
from enishi.law.retirement import STEP_OF, Dated, plan_for, third_of_year
from enishi.notices.actions import queue_notice
from enishi.notices.models import Notice
from enishi.physicians.enums import OVER
from enishi.physicians.models import Physician, RetirementPlan

SOON = timedelta(days=45)
NEUTRAL_TITLE = "私用の確認"
NOTICE = "E60"


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of the plan as it stands. no: its place in the plan, by which the neutral calendar names it."""

    no: int
    dated: Dated
    is_done: bool
    is_past: bool


def retirement_of(physician: Physician) -> RetirementPlan | None:
    """The plan, None before a day is given."""
    return RetirementPlan.objects.filter(physician=physician).first()


def last_day_of(plan: RetirementPlan) -> date:
    return date.fromisoformat(plan.retires_on)


def entries_of(plan: RetirementPlan, on: date) -> list[Entry]:
    """Every step by its day, numbered."""
    done = set(plan.done)
    return [
        Entry(no, dated, dated.step.code in done, dated.on < on)
        for no, dated in enumerate(plan_for(last_day_of(plan)), 1)
    ]


def export_plan(physician: Physician) -> Iterator[dict[str, object]]:
    """The plan in words, for the physician who takes everything along."""
    plan = retirement_of(physician)
    if plan is not None:
        done = [STEP_OF[code].title for code in plan.done if code in STEP_OF]
        yield {"last_day": plan.retires_on, "done": done, "reminders": plan.reminders}


@transaction.atomic
def set_last_day(*, physician: Physician, last_day: date) -> RetirementPlan:
    """Begin a plan or move its day; what is ticked stays ticked."""
    given = {"retires_on": last_day.isoformat(), "saved_at": now()}
    plan, _ = RetirementPlan.objects.update_or_create(physician=physician, defaults=given)
    return plan


@transaction.atomic
def tick(*, physician: Physician, code: str, done: bool) -> None:
    """Tick a step or take the tick back. An unknown code, or no plan at all (a stale tab), changes nothing."""
    plan = RetirementPlan.objects.select_for_update().filter(physician=physician).first()
    if plan is None or code not in STEP_OF:
        return
    ticked = {c for c in plan.done if c in STEP_OF} - {code} | ({code} if done else set())
    plan.done, plan.saved_at = sorted(ticked), now()
    plan.save(update_fields=["done", "saved_at"])


def choose_reminders(*, physician: Physician, wanted: bool) -> None:
    """Mails about what comes next: only for who asks, and off again at once."""
    RetirementPlan.objects.filter(physician=physician).update(reminders=wanted)


def forget_plan(*, physician: Physician) -> None:
    """Remove the day and every tick."""
    RetirementPlan.objects.filter(physician=physician).delete()


def calendar_of(plan: RetirementPlan, *, with_titles: bool) -> bytes:
    """The open steps as a calendar file. Without titles it tells a secretary who shares the calendar nothing."""
    days = [
        WholeDay(
            uid=blind_index("calendar", f"{plan.physician_id}:{entry.dated.step.code}")[:32],
            on=entry.dated.on,
            title=entry.dated.step.title if with_titles else f"{NEUTRAL_TITLE} {entry.no}",
            words=entry.dated.step.why if with_titles else "",
        )
        for entry in entries_of(plan, today())
        if not entry.is_done
    ]
    return calendar_file(days, made_at=now())


def remind_all(on: date) -> list[Notice]:
    """One gentle mail to each physician who asked for it and has something open soon: at most one in four months.

    The key holds the year and its third, so a job that runs twice, or every day, sends nothing twice.
    """
    plans = RetirementPlan.objects.filter(reminders=True, physician__user__isnull=False)
    return [
        queue_notice(
            notice_id=NOTICE,
            recipient=plan.physician.user,
            key=f"{NOTICE}:{plan.physician_id}:{on.year}:{third_of_year(on)}",
            about=plan.physician.number,
        )
        for plan in plans.exclude(physician__state__in=OVER).select_related("physician__user")
        if any(not entry.is_done and on <= entry.dated.on <= on + SOON for entry in entries_of(plan, on))
    ]
