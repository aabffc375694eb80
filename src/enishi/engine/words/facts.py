"""One pair's stored facts, and the Japanese words for them. Names of people and institutions are not here and cannot
be said.

The phrases are remembered: a batch says the same pay, weekdays and specialties for thousands of pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from enishi.engine import specialties
from enishi.engine.schema import (
    DAY_MASKS,
    DAYTIME_SLOTS,
    EMPLOYMENT_NAMES,
    SLOTS,
    WEEKDAY_NAMES,
    WISH_BITS,
    WISHES,
)

FAR_MIN = 180
# The only journey times an institution reads: exact minutes to three hospitals would give away where somebody lives.
WITHIN_MIN = (30, 60)
SPARE_STEP_MIN = 240  # an institution reads hours left in half-days; the exact rest would tell of the other work
_HALVES = {"am": "午前", "pm": "午後", "night": "夜"}
_remembered = lru_cache(maxsize=4096)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing said. `facts`: the columns it stands on (`physician.…`, `opening.…`) with their stored values, and what
    was reckoned from the pair: `pair.minutes`, `pair.minutes_within`, `pair.hours_spare`, and what both sides have in
    common (`pair.slots_met`, `pair.wishes_met`, `pair.wishes_avoided`, `pair.skills_missing`).

    Another layer decides by the keys of `facts` who may read it.
    """

    key: str
    text: str
    facts: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        return {"key": self.key, "text": self.text, "facts": dict(self.facts)}


@dataclass(frozen=True, slots=True)
class Facts:
    """`p` and `o`: the pair's rows as plain numbers (columns of `Physicians`, `Posts`); `minutes`: one way, -1
    unknown; `stored`: all of them by their full names (`physician.days_min`, `opening.days`, `pair.minutes`)."""

    p: SimpleNamespace
    o: SimpleNamespace
    minutes: int
    as_of: int
    skills: tuple[str, ...]
    stored: dict[str, Any]

    def of(self, *names: str) -> dict[str, Any]:
        """The named facts by their full names."""
        stored = self.stored
        return {name: stored[name] for name in names}

    def journey(self) -> str:
        """車で約55分（目安）; beyond three hours a driving time would only mislead, and the way may lead over the sea."""
        return f"車で約{self.minutes}分（目安）" if self.minutes <= FAR_MIN else "3時間を超える道のり（目安）"

    def within(self) -> int:
        """The journey time an institution may read: the smallest of WITHIN_MIN that holds it, or 0."""
        return next((limit for limit in WITHIN_MIN if 0 <= self.minutes <= limit), 0)

    def hours_spare(self) -> int:
        """Hours a week left after this opening's, in whole half-days."""
        return int(self.p.hours_left_min - self.o.weekly_min) // SPARE_STEP_MIN * SPARE_STEP_MIN // 60

    def whole_days(self) -> int:
        """The opening's slots on those weekdays on which the physician is free for all of them."""
        listed = ((self.o.slots & mask) for mask in DAY_MASKS)
        return sum(int(slots) for slots in listed if not slots & ~self.p.slots)


def quoted(words: tuple[str, ...]) -> str:
    """「A」「B」"""
    return "".join(f"「{word}」" for word in words)


@_remembered
def wish_names(bits: int, limit: int = len(WISHES)) -> tuple[str, ...]:
    return tuple(WISHES[key] for key, bit in WISH_BITS.items() if bits & bit)[:limit]


def skill_names(bits: int, skills: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for index, word in enumerate(skills) if bits >> index & 1)


@_remembered
def specialty_names(bits: int) -> str:
    """内科・外科; 全科 for no bit."""
    return "・".join(specialties.NAMES[index] for index in specialties.members(bits)) or "全科"


def employment_names(bits: int) -> str:
    return "・".join(name for index, name in enumerate(EMPLOYMENT_NAMES) if bits >> index & 1)


@_remembered
def yen(amount: int) -> str:
    """1,200万円, 9万5,000円, 8,500円."""
    man, rest = divmod(amount, 10_000)
    if not man:
        return f"{rest:,}円"
    return f"{man:,}万{rest:,}円" if rest else f"{man:,}万円"


@_remembered
def day(number: int) -> str:
    """2027年4月1日."""
    when = date(1970, 1, 1) + timedelta(days=number)
    return f"{when.year}年{when.month}月{when.day}日"


def hours(minutes: int) -> str:
    """12時間, 3時間30分."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest}分"
    return f"{whole}時間{rest}分" if rest else f"{whole}時間"


@_remembered
def weekdays(slots: int) -> tuple[str, ...]:
    return tuple(WEEKDAY_NAMES[index] for index, mask in enumerate(DAY_MASKS) if slots & mask)


@_remembered
def weekdays_phrase(slots: int) -> str:
    """火曜と木曜; 月曜から金曜."""
    if slots and all(bool(slots & mask) == (index < 5) for index, mask in enumerate(DAY_MASKS)):
        return "月曜から金曜"
    names = weekdays(slots)
    return "と".join(names) if len(names) <= 2 else "・".join(names)


@_remembered
def slots_phrase(slots: int) -> str:
    """火曜午前・木曜（終日）・土曜夜."""
    parts: list[str] = []
    for index, mask in enumerate(DAY_MASKS):
        here = [SLOTS[bit].split("_")[1] for bit in range(len(SLOTS)) if slots & mask & (1 << bit)]
        if slots & mask & DAYTIME_SLOTS == mask & DAYTIME_SLOTS:
            here = ["終日", *(half for half in here if half == "night")]
        parts.extend(f"{WEEKDAY_NAMES[index]}{_HALVES.get(half, half)}" for half in here)
    return "・".join(parts)


def day_range(low: int, high: int) -> str:
    """週2日, 週2〜3日, 週3日まで."""
    if low == high:
        return f"週{low}日"
    return f"週{low}〜{high}日" if low else f"週{high}日まで"


def annual_pay(low: int, high: int) -> str:
    """1,200万円〜1,500万円."""
    if low and high and low != high:
        return f"{yen(low)}〜{yen(high)}"
    return yen(max(low, high))
