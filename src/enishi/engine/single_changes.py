"""The registered single changes of an opening: the only ones an institution may ask about, in one table.

No change takes a value from outside, and equal terms are one question: the terms are first brought to a plain form
(pay, hours and place in steps, nothing that no condition reads), so that a slightly edited opening asks nothing new.
Pay is taken down to its step; hours and place go to the nearest, so that a round number stays itself when edited a
little either way. The physicians are counted for the plain terms too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import SimpleNamespace

import numpy as np

from enishi.engine.columns import Posts
from enishi.engine.conditions import REQUIRED, Condition
from enishi.engine.errors import MarketError
from enishi.engine.schema import DAY_MASKS, EMPLOYMENT, EMPLOYMENT_NAMES, WEEKDAY_NAMES, WEEKDAYS, WISH_BITS, WISHES
from enishi.engine.words.facts import weekdays

ANNUAL_STEP_YEN, DAILY_STEP_YEN = 100_000, 1_000
HOURS_STEP_MIN = 30
PLACE_DIGITS = 2  # of a degree: about one kilometre
ONE_DAY_MIN = 480

# Which conditions a column can decide. Every column that a change sets is here.
DECIDES: dict[str, Condition] = {
    "skills_required": Condition.SKILLS,
    "employment": Condition.EMPLOYMENT,
    "days": Condition.DAYS | Condition.SLOTS,
    "slots": Condition.SLOTS,
    "weekly_min": Condition.HOURS,
    "night_duty": Condition.NIGHT_DUTY,
    "on_call": Condition.ON_CALL,
    "on_call_per_month": Condition.ON_CALL,
    "annual_pay_max_yen": Condition.PAY,
    "daily_pay_yen": Condition.PAY,
    "offers": Condition.SPECIALTY | Condition.MUST_WISH | Condition.NEVER_WISH,
}
# Columns that describe one answer; the others are the opening's name, its state, or read by no condition.
TERMS = (*DECIDES, "specialties", "prefecture", "located", "lat", "lon", "age_exception")

Terms = SimpleNamespace
Set = dict[str, int]


@dataclass(frozen=True)
class SingleChange:
    """`phrase`: what the institution would do (「…」 as a heading). `set`: columns to new values, or None where the
    change means nothing for these terms."""

    key: str
    phrase: str
    set: Callable[[Terms], Set | None]


def plain_terms(market_posts: Posts, j: int) -> Terms:
    """The terms of opening `j` in their plain form: `TERMS` as plain numbers."""
    o = market_posts.row(j)
    required = o.on_call == REQUIRED
    top = max(o.annual_pay_min_yen, o.annual_pay_max_yen)
    return SimpleNamespace(
        **{name: getattr(o, name) for name in TERMS}
        | {
            "night_duty": REQUIRED if o.night_duty == REQUIRED else 0,
            "on_call": REQUIRED if required else 0,
            "on_call_per_month": o.on_call_per_month if required else 0,
            "annual_pay_max_yen": _step(top, ANNUAL_STEP_YEN),
            "daily_pay_yen": _step(o.daily_pay_yen, DAILY_STEP_YEN),
            "weekly_min": _half_hours(o.weekly_min),
            "lat": round(o.lat, PLACE_DIGITS) if o.located else 0.0,
            "lon": round(o.lon, PLACE_DIGITS) if o.located else 0.0,
        }
    )


def post_of(market_posts: Posts, j: int, terms: Terms) -> Posts:
    """One row: opening `j` under these terms."""
    row = market_posts.at([j])
    values = {name: np.array([getattr(terms, name)]).astype(getattr(row, name).dtype) for name in TERMS}
    lat, lon = np.radians(values["lat"]), np.radians(values["lon"])
    place = {"x": np.cos(lat) * np.cos(lon), "y": np.cos(lat) * np.sin(lon), "z": np.sin(lat)}
    return replace(row, **values, **place, annual_pay_min_yen=np.zeros(1, np.int32))


def changed(terms: Terms, columns: Set) -> Terms:
    """These terms with some columns set."""
    return SimpleNamespace(**terms.__dict__ | columns)


def _step(amount: int, step: int) -> int:
    """Down to a whole step; pay that is stated stays stated."""
    return max(amount // step, 1) * step if amount else 0


def _half_hours(minutes: int) -> int:
    """To the nearest half-hour; hours that are stated stay stated."""
    steps = (minutes + HOURS_STEP_MIN // 2) // HOURS_STEP_MIN
    return max(steps, 1) * HOURS_STEP_MIN if minutes else 0


def _night_duty(o: Terms) -> Set | None:
    return {"night_duty": 0} if o.night_duty else None


def _on_call(o: Terms) -> Set | None:
    return {"on_call": 0, "on_call_per_month": 0} if o.on_call else None


def _on_call_half(o: Terms) -> Set | None:
    return {"on_call_per_month": o.on_call_per_month // 2} if o.on_call and o.on_call_per_month > 1 else None


def _days(step: int) -> Callable[[Terms], Set | None]:
    def change(o: Terms) -> Set | None:
        days = o.days + step
        if not o.days or not 1 <= days <= 6:
            return None
        return {"days": days, "weekly_min": _half_hours(o.weekly_min * days // o.days)}

    return change


def _without(day: int) -> Callable[[Terms], Set | None]:
    def change(o: Terms) -> Set | None:
        kept, listed = o.slots & ~DAY_MASKS[day], len(weekdays(o.slots))
        if kept in (0, o.slots) or 0 < o.days < listed:  # where the days are a choice, one choice less helps nobody
            return None
        days = min(o.days, listed - 1)
        weekly = _half_hours(o.weekly_min * kept.bit_count() // o.slots.bit_count())
        return {"slots": kept, "days": days, "weekly_min": weekly}

    return change


def _any_weekday(o: Terms) -> Set | None:
    return {"slots": 0, "days": o.days or len(weekdays(o.slots))} if o.slots else None


def _one_day(o: Terms) -> Set | None:
    change = {"employment": o.employment | 2, "days": 1, "slots": 0, "weekly_min": ONE_DAY_MIN}
    return None if all(getattr(o, name) == value for name, value in change.items()) else change


def _pay(percent: int) -> Callable[[Terms], Set | None]:
    def change(o: Terms) -> Set | None:
        if not (o.annual_pay_max_yen or o.daily_pay_yen):
            return None
        return {
            "annual_pay_max_yen": _step(o.annual_pay_max_yen * percent // 100, ANNUAL_STEP_YEN),
            "daily_pay_yen": _step(o.daily_pay_yen * percent // 100, DAILY_STEP_YEN),
        }

    return change


def _offers(*wishes: str) -> Callable[[Terms], Set | None]:
    bits = sum(WISH_BITS[wish] for wish in wishes)

    def change(o: Terms) -> Set | None:
        return {"offers": o.offers | bits} if bits & ~o.offers else None

    return change


def _skills(o: Terms) -> Set | None:
    return {"skills_required": 0} if o.skills_required else None


def _employment(bit: int) -> Callable[[Terms], Set | None]:
    def change(o: Terms) -> Set | None:
        return None if o.employment & bit else {"employment": o.employment | bit}

    return change


# What an institution gives; the other wishes are work it needs done.
_GIFTS = (
    "housing",
    "travel_paid",
    "retraining",
    "research_day",
    "no_weekend",
    "extension_after_retirement",
    "family_support",
)


def _registered() -> Iterator[SingleChange]:
    yield SingleChange("night_duty", "当直を必須にしない", _night_duty)
    yield SingleChange("on_call", "オンコールを必須にしない", _on_call)
    yield SingleChange("on_call_half", "オンコールの回数を半分にする", _on_call_half)
    yield SingleChange("day_fewer", "勤務を週1日減らす", _days(-1))
    yield SingleChange("day_more", "勤務を週1日増やす", _days(1))
    yield SingleChange("one_day", "週1日の非常勤でもお願いする", _one_day)
    for day, (key, name) in enumerate(zip(WEEKDAYS, WEEKDAY_NAMES, strict=True)):
        yield SingleChange(f"without_{key}", f"{name}の勤務を外す", _without(day))
    yield SingleChange("any_weekday", "曜日と時間帯を先生のご都合に合わせる", _any_weekday)
    yield SingleChange("pay_10", "報酬を1割上げる", _pay(110))
    yield SingleChange("pay_20", "報酬を2割上げる", _pay(120))
    for wish in _GIFTS:
        yield SingleChange(f"offer_{wish}", f"「{WISHES[wish]}」を加える", _offers(wish))
    settling = ("housing", "travel_paid", "family_support")
    phrase = "転居や泊まりがけの支援（住まい・交通費・ご家族への支援）をそろえる"
    yield SingleChange("relocation_help", phrase, _offers(*settling))
    yield SingleChange("skills", "経験や資格を必須にしない", _skills)
    for bit, (key, name) in enumerate(zip(EMPLOYMENT, EMPLOYMENT_NAMES, strict=True)):
        yield SingleChange(f"also_{key}", f"{name}の勤務も受け入れる", _employment(1 << bit))


SINGLE_CHANGES: dict[str, SingleChange] = {change.key: change for change in _registered()}


def chosen(keys: Iterable[str] | None) -> tuple[SingleChange, ...]:
    """The registered changes of these keys, each once, in the order of the table; all of them for None.

    Raises MarketError for a key that is not registered.
    """
    if keys is None:
        return tuple(SINGLE_CHANGES.values())
    wanted = list(keys)
    for row, key in enumerate(wanted):
        if key not in SINGLE_CHANGES:
            raise MarketError("changes", row, f"{key!r} is not a registered change")
    return tuple(change for key, change in SINGLE_CHANGES.items() if key in wanted)
