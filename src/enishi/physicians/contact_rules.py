"""連絡の約束: when a physician may be called, and when next. Pure.

A promise holds for calls we make on our own account. What the physician asked for (a call back, an appointment for a talk)
is kept whatever the promise says, because it is his or her wish of today.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from enishi.common.choices import Labelled
from enishi.common.japanese.date_display import WEEKDAYS
from enishi.common.japanese.halfdays import DAYS, PART_WORDS, PARTS
from enishi.common.japanese.working_days import is_public_holiday
from enishi.common.workflow import Channel, Refusal

WINDOWS: dict[str, tuple[time, time]] = {
    "am": (time(9), time(12)),
    "pm": (time(12), time(17)),
    "night": (time(17), time(20)),
}
"""Parts of a day in which a call may be made; none before 9 and none after 20, whatever was chosen."""

WORKDAYS = frozenset(DAYS[:5])
DAYTIME = ("am", "pm")
WEEK = timedelta(days=7)
EARLY, LATE = timedelta(minutes=10), timedelta(minutes=90)
"""A call that was agreed for a time may be made from ten minutes before it until an hour and a half after it."""
LOOK_AHEAD = 60


class Outcome(Labelled):
    """What became of a call or a letter. OPEN: dialled, not yet told."""

    OPEN = "open", "結果はこれから"
    TALKED = "talked", "話せた"
    ABSENT = "absent", "留守"
    CALL_BACK = "call_back", "かけ直し"


@dataclass(frozen=True, slots=True)
class Promise:
    """channel: the way chosen; days: mon … sun; hours: am, pm, night; empty for both: see `on_request`; per_week: calls."""

    channel: Channel = Channel.MAIL
    days: Collection[str] = ()
    hours: Collection[str] = ()
    per_week: int = 1

    @property
    def on_request(self) -> bool:
        """Called only when the physician asks: another way was chosen, and no days or hours were named for calls."""
        return self.channel is not Channel.PHONE and not self.days and not self.hours

    @property
    def windows(self) -> list[tuple[time, time]]:
        """The parts of a day, those that touch made one: am and pm are 9 to 17."""
        joined: list[tuple[time, time]] = []
        for part in PARTS:
            if part in (self.hours or DAYTIME):
                start, end = WINDOWS[part]
                if joined and joined[-1][1] == start:
                    joined[-1] = (joined[-1][0], end)
                else:
                    joined.append((start, end))
        return joined

    def allows_day(self, day: date) -> bool:
        """A day that was chosen, and never a public holiday."""
        return DAYS[day.weekday()] in (self.days or WORKDAYS) and not is_public_holiday(day)

    @property
    def words(self) -> str:
        """「メールが先。お電話は月・金の午前9時〜12時、週2回まで。」"""
        first = {Channel.MAIL: "メールが先", Channel.PHONE: "お電話が先", Channel.PAPER: "お手紙が先"}.get(
            self.channel, f"{self.channel.label}が先"
        )
        return f"{first}。お電話は{self.call_words}。"

    @property
    def call_words(self) -> str:
        if self.on_request:
            return "ご希望のときだけ"
        days = "・".join(WEEKDAYS[DAYS.index(d)] for d in DAYS if d in self.days) or "平日"
        hours = "、".join(f"{_clock(a)}〜{_clock(b)}" for a, b in self.windows)
        return f"{days}の{hours}、週{self.per_week}回まで"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the promise. calls: when we called (local time); wanted: he or she waits for our call back;
    agreed: times for which a call was agreed."""

    calls: tuple[datetime, ...] = ()
    wanted: bool = False
    agreed: tuple[datetime, ...] = ()


def call_refusal(promise: Promise, at: datetime, known: Known = Known()) -> Refusal | None:
    """Why the telephone stays silent at this moment (local time), None if a call keeps the promise."""
    if any(appointed - EARLY <= at <= appointed + LATE for appointed in known.agreed):
        return None
    if not known.wanted and promise.on_request:
        return Refusal("on_request", "先生は、ご希望のときだけのお電話をお選びです。")
    if not (promise.allows_day(at.date()) and any(start <= at.time() < end for start, end in promise.windows)):
        return Refusal("window", f"いまは、お電話のお約束の時間の外です（{promise.call_words}）。")
    if not known.wanted and len(_within(known.calls, at)) >= promise.per_week:
        return Refusal("weekly", f"この7日間のお電話が、お約束の回数（週{promise.per_week}回）に達しています。")
    return None


def next_call(promise: Promise, at: datetime, known: Known = Known()) -> datetime | None:
    """The earliest moment from `at` on (local time) that keeps the promise; None if only a wish of the physician opens it."""
    if call_refusal(promise, at, known) is None:
        return at
    ahead = [appointed - EARLY for appointed in known.agreed if appointed - EARLY > at]
    candidates = [*ahead, *_openings(promise, at), *(call + WEEK for call in known.calls if call + WEEK > at)]
    fitting = [moment for moment in candidates if call_refusal(promise, moment, known) is None]
    return min(fitting, default=None)


def _openings(promise: Promise, at: datetime) -> Iterable[datetime]:
    """The beginnings of the windows of the next weeks, and every later moment at which the weekly count may fall."""
    for ahead in range(LOOK_AHEAD):
        day = at.date() + timedelta(days=ahead)
        if promise.allows_day(day):
            for start, _ in promise.windows:
                moment = datetime.combine(day, start, tzinfo=at.tzinfo)
                if moment > at:
                    yield moment


def _within(calls: Iterable[datetime], at: datetime) -> list[datetime]:
    """Calls of the seven days before `at`."""
    return [call for call in calls if at - WEEK < call <= at]


def hours_words(part: str) -> str:
    """午前（9時〜12時）."""
    start, end = WINDOWS[part]
    return f"{PART_WORDS[PARTS.index(part)]}（{start.hour}時〜{end.hour}時）"


def _clock(moment: time) -> str:
    """午前9時, 正午, 午後5時."""
    if moment == time(12):
        return "正午"
    return f"午前{moment.hour}時" if moment.hour < 12 else f"午後{moment.hour - 12}時"
