"""What comes next of a record where nobody set it, by when, and how a task stands on today's list. Pure.

All days are Japanese; working days leave out weekends, public holidays and the closing at the end of the year.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from enishi.common.japanese.date_display import western
from enishi.common.japanese.working_days import add_working_days

FOLLOW_WORKING_DAYS = 10
"""Nobody who seeks work goes longer than two weeks without hearing from us or being looked for."""

HOUSE_WORKING_DAYS = 120
PLACED_WORKING_DAYS = 120
"""Of a physician whom we placed and may not urge to move: heard about the work that was begun, at its own times, by `aftercare`."""
DRAFT_WORKING_DAYS = 10
SUSPENDED_WORKING_DAYS = 20
RESTING_WORKING_DAYS = 60
CONFIRM_DAYS = 30
LONGEST_AHEAD_DAYS = 366


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done of a record, and by when."""

    words: str
    due: date


def next_by_rule(
    kind: str,
    state: str,
    touched: date,
    *,
    promised: date | None = None,
    valid_until: date | None = None,
    locked_until: date | None = None,
) -> Next | None:
    """What the rule says for an active record; None for one that has ended.

    kind: physician, institution or opening. touched: the day of the last that happened with it. promised: the day somebody
    was promised, or, of a resting physician, said; of a published opening: the day it was last confirmed.
    valid_until: last day of the application of a physician (求職の有効期間, 職業安定法施行規則24条の7), which while somebody rests
    does not run on by itself; who has not been heard of since is asked then. locked_until: of a physician, while nobody may urge a
    move (許可条件・転職及び求職の勧奨関係イ, 2025-01-01): looking for openings would be just that.
    """
    match kind, state:
        case "physician", "registered":
            return Next("最初のご連絡", promised or add_working_days(touched, 1))
        case "physician", "interviewing":
            return Next("聞きとりを終え、求職を受理する", add_working_days(touched, 5))
        case "physician", "active" if locked_until is not None:
            words = f"ご様子をうかがう（{western(locked_until)}まで、こちらから転職はお勧めできません）"
            return Next(words, add_working_days(touched, PLACED_WORKING_DAYS))
        case "physician", "active":
            return Next("ご様子をうかがい、候補をさがす", add_working_days(touched, FOLLOW_WORKING_DAYS))
        case "physician", "paused":
            rest = add_working_days(promised, 0) if promised else add_working_days(touched, RESTING_WORKING_DAYS)
            if valid_until is not None and touched <= valid_until < rest:
                return Next("求職の有効期間のことをお伝えし、再開・お休み・退会のご意向をうかがう", valid_until)
            return Next("再開のご意向をうかがう", rest)
        case "institution", "applied":
            return Next("お申し込みを確かめる", add_working_days(touched, 2))
        case "institution", "active":
            return Next("ご様子と、これからの募集をうかがう", add_working_days(touched, HOUSE_WORKING_DAYS))
        case "institution", "suspended":
            return Next("停止のその後を確かめる", add_working_days(touched, SUSPENDED_WORKING_DAYS))
        case "opening", ("draft" | "checking"):
            return Next("公開までに足りないことをうかがう", add_working_days(touched, DRAFT_WORKING_DAYS))
        case "opening", "published":
            return Next("毎月の確認をうかがう", (promised or touched) + timedelta(days=CONFIRM_DAYS))
    return None


def touched_since(until: date, working_days: int) -> date:
    """The last day of which `working_days` (one or more) later is not after `until`: who was touched on it or before is due
    by then. It is the day before the earliest of the last so many working days up to `until`."""
    return add_working_days(until + timedelta(days=1), -working_days) - timedelta(days=1)


def sensible_date(due: date, today: date) -> str:
    """Why a date cannot be that of a next action; "" where it can."""
    if due < today:
        return "期日は、今日からあとの日にしてください。"
    if due > today + timedelta(days=LONGEST_AHEAD_DAYS):
        return "期日は、1年以内の日にしてください。"
    return ""


class Band(IntEnum):
    """Why a task stands where it stands; the smaller, the higher."""

    PROMISE = 1
    WAITING = 2
    AGE = 3
    FRESH = 4
    FOLLOW = 5
    AHEAD = 6

    @property
    def label(self) -> str:
        return BAND_WORDS[self]


BAND_WORDS = {
    Band.PROMISE: "お約束",
    Band.WAITING: "待っている方",
    Band.AGE: "段階の長さ",
    Band.FRESH: "鮮度",
    Band.FOLLOW: "ご様子",
    Band.AHEAD: "この先",
}


def band_of(own: Band, due: date, today: date) -> Band:
    """A task whose day has come stands in the band of its kind, one that is too long in its stage there at once; else ahead."""
    return own if due <= today or own is Band.AGE else Band.AHEAD


MOST_TIMES_MEDIAN = 2
LEAST_DAYS_LONG = 7


def is_long(age: int, median: float | None) -> bool:
    """Whether a talk stands in its stage at least twice as long as half of all others did, and a week at least (days)."""
    return median is not None and age >= long_after(median)


def long_after(median: float) -> int:
    """From how many days on a talk stands long in a stage that others left after `median` days."""
    return max(LEAST_DAYS_LONG, math.ceil(MOST_TIMES_MEDIAN * median))


def age_words(age: int, median: float | None) -> str:
    """「この段階に14日。ほかの例の中央値は9日です。」; "" where there is nothing to compare or nothing to say."""
    if median is None or age <= median:
        return ""
    return f"この段階に{age}日。ほかの例の中央値は{max(1, round(median))}日です。"
