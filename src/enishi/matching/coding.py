"""How a value of the database becomes a number of the engine: the one place, for one row as for a whole nation.

Codes of the models are the engine's own words, so most of it is a look-up. A value the engine could not take (a day
before 1970, a prefecture that does not exist) is cut to what it can: one odd row must not stop everybody's suggestions.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from enishi.engine import specialties
from enishi.engine.hours import minutes_left, minutes_needed
from enishi.engine.schema import (
    AGE_EXCEPTION_60,
    AGE_EXCEPTION_NONE,
    AGE_EXCEPTION_OTHER,
    ALL_PREFECTURES,
    ALL_SLOTS,
    ANY_NUMBER,
    DAY_MASKS,
    DESIGNATIONS,
    EMPLOYMENT,
    NO_LIMIT,
    SLOTS,
    WISH_BITS,
    day_number,
)

NUMBER = "U16"
"""dtype of `number` in every market of ours, so that equal rows have equal bytes."""
MOST_SKILLS = 64
MOST_HEADS = 10_000
MOST_CALLS = 31
UNKNOWN_PREFECTURE = 12  # of a home nobody stated: there is no point to judge a commute by
SLOT_BITS = {code: 1 << bit for bit, code in enumerate(SLOTS)}
EMPLOYMENT_BITS = {code: 1 << bit for bit, code in enumerate(EMPLOYMENT)}
DESIGNATION_BITS = {"shortage_area": 1, "priority_area": 2, "shortage_spot": 4}
assert len(DESIGNATION_BITS) == len(DESIGNATIONS)
_CORPORATIONS_FROM = 1 << 40


def main_specialty(names: Iterable[str]) -> int | None:
    """Index of the first specialty that the tree knows; None when it knows none of them."""
    return next((index for name in names if (index := specialties.find(name)) is not None), None)


def specialty_bits(names: Iterable[str]) -> int:
    """Words the tree does not know are left out."""
    return _union(1 << index for name in names if (index := specialties.find(name)) is not None)


def skills_of_market(required: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The words that openings require, in their order: the bits of `skills` and `skills_required`.

    Where there are more words than bits, those that most openings require; see `are_known`.
    """
    openings = Counter(word for words in required for word in {word.casefold() for word in words})
    most_wanted = sorted(openings, key=lambda word: (-openings[word], word))
    return tuple(sorted(most_wanted[:MOST_SKILLS]))


def are_known(required: Iterable[str], skills: Sequence[str]) -> bool:
    """Whether each of these words has a bit. An opening that requires another one cannot be matched: it would seem to
    require nothing."""
    return {word.casefold() for word in required} <= set(skills)


def skill_bits(words: Iterable[str], skills: Sequence[str]) -> int:
    known = {skill: 1 << bit for bit, skill in enumerate(skills)}
    return _union(known.get(word.casefold(), 0) for word in words)


def prefecture_bits(codes: Iterable[str]) -> int:
    """No prefecture stated: anywhere."""
    named = (int(code) for code in codes if code.isdecimal())
    return _union(1 << number - 1 for number in named if 1 <= number <= 47) or ALL_PREFECTURES


def employment_bits(codes: Iterable[str]) -> int:
    """Nothing stated: any."""
    return _union(EMPLOYMENT_BITS.get(code, 0) for code in codes) or (1 << len(EMPLOYMENT)) - 1


def slot_bits(codes: Iterable[str]) -> int:
    return _union(SLOT_BITS.get(code, 0) for code in codes)


def free_slot_bits(codes: Iterable[str]) -> int:
    """Of a physician, for whom nothing stated means any half-day."""
    return slot_bits(codes) or ALL_SLOTS


def offer_bits(keys: Iterable[str]) -> int:
    return _union(WISH_BITS.get(key, 0) for key in keys)


def wish_bits(wishes: Mapping[str, str], level: str) -> int:
    """The wishes of one level: must, want or never."""
    return offer_bits(key for key, value in wishes.items() if value == level)


def whole_days_up(days: Decimal | float) -> int:
    """Half days a week take a weekday of their own: 2.5 → 3."""
    return math.ceil(days)


def week_minutes_left(overtime_level: str, hours_committed: Decimal | float) -> int:
    return minutes_left(overtime_level, float(hours_committed))


def week_minutes_needed(days: int, slots: int) -> int:
    """`days`: whole days a week; `slots`: bits."""
    return minutes_needed(days, slots.bit_count(), sum(bool(slots & mask) for mask in DAY_MASKS))


def commute_limit(minutes: int | None) -> int:
    return NO_LIMIT if minutes is None else min(minutes, NO_LIMIT)


def calls_limit(times: int | None) -> int:
    """Of a physician, on-calls a month; more than there are days is as good as any number."""
    return ANY_NUMBER if times is None else min(times, ANY_NUMBER)


def calls_asked(times: int | None) -> int:
    """Of an opening, on-calls a month; 0 is "not stated"."""
    return min(times or 0, MOST_CALLS)


def day(value: date | None) -> int:
    return max(0, day_number(value))


def age_exception(code: str) -> int:
    return {"": AGE_EXCEPTION_NONE, "3-i-ni": AGE_EXCEPTION_60}.get(code, AGE_EXCEPTION_OTHER)


def corporation_key(corporation_id: int | None) -> int:
    """Keys of corporations begin above those of institutions: the engine compares both in one column of shields."""
    return corporation_id + _CORPORATIONS_FROM if corporation_id else 0


def _union(bits: Iterable[int]) -> int:
    found = 0
    for one in bits:
        found |= one
    return found
