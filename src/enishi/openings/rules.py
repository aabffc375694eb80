"""Freshness of an opening (N13). Pure."""

from datetime import date, timedelta

from enishi.common.choices import Labelled

AMBER_AFTER_DAYS = 30
HIDDEN_AFTER_DAYS = 45
CLOSED_AFTER_DAYS = 90
VALID_DAYS = 180
"""求人の有効期間 after a publication or a confirmation: longer than any opening stays open unconfirmed."""


REMIND_AFTER_DAYS = (25, 30, 40, HIDDEN_AFTER_DAYS + 1)
"""Days since the last confirmation on which the institution is asked again (E44), the last when the opening is hidden (E45)."""


class Freshness(Labelled):
    FRESH = "fresh", "確認済み"
    AMBER = "amber", "再確認をお願いしています"
    HIDDEN = "hidden", "再確認が済むまで検索に出しません"
    UNCONFIRMED = "unconfirmed", "未確認"


def freshness(confirmed_on: date | None, today: date) -> Freshness:
    """Fresh up to and including day 30, amber up to day 45, then hidden."""
    if confirmed_on is None:
        return Freshness.UNCONFIRMED
    days = (today - confirmed_on).days
    if days <= AMBER_AFTER_DAYS:
        return Freshness.FRESH
    return Freshness.AMBER if days <= HIDDEN_AFTER_DAYS else Freshness.HIDDEN


def reminders_due(confirmed_on: date, today: date) -> int:
    """How often the institution should have been asked by now, 0 to 4: on days 25, 30, 40, and 46, when it is hidden."""
    return sum((today - confirmed_on).days >= days for days in REMIND_AFTER_DAYS)


def hidden_from(confirmed_on: date) -> date:
    """The first day on which the search no longer finds it: the 46th after the confirmation."""
    return confirmed_on + timedelta(days=HIDDEN_AFTER_DAYS + 1)


def closed_from(confirmed_on: date) -> date:
    """The day on which it is closed by itself: the 91st after the confirmation."""
    return confirmed_on + timedelta(days=CLOSED_AFTER_DAYS + 1)


def valid_after(confirmed_on: date) -> date:
    """The last day of 求人の有効期間 that a confirmation on this day gives."""
    return confirmed_on + timedelta(days=VALID_DAYS)


def oldest_open(today: date) -> date:
    """Openings confirmed on this day or later stay open."""
    return today - timedelta(days=CLOSED_AFTER_DAYS)


def oldest_shown(today: date) -> date:
    """Openings confirmed on this day or later are shown."""
    return today - timedelta(days=HIDDEN_AFTER_DAYS)


def oldest_fresh(today: date) -> date:
    """Openings confirmed on this day or later may be proposed (T2)."""
    return today - timedelta(days=AMBER_AFTER_DAYS)
