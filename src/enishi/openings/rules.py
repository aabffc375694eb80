"""Freshness of an opening (N13). Pure."""

from datetime import date, timedelta

from enishi.common.choices import Labelled

AMBER_AFTER_DAYS = 30
HIDDEN_AFTER_DAYS = 45
CLOSED_AFTER_DAYS = 90


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


def oldest_shown(today: date) -> date:
    """Openings confirmed on this day or later are shown."""
    return today - timedelta(days=HIDDEN_AFTER_DAYS)


def oldest_fresh(today: date) -> date:
    """Openings confirmed on this day or later may be proposed (T2)."""
    return today - timedelta(days=AMBER_AFTER_DAYS)
