"""Upper bounds of many pairs at once: what the posts of one bucket could be worth with one physician.

The loop of `upper_bounds` is one straight line of 32-bit arithmetic, so that the compiler turns it into vector
instructions. It may say too much, never too little: a pair is thrown away only where its bound lies below what both
lists hold already, and whatever is kept is judged and weighed exactly (`pairs`). It thus changes no result, only the
time.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from enishi.engine.compiled import small
from enishi.engine.conditions import YES
from enishi.engine.kernels.pairs import ROAD_MIN, START_MIN
from enishi.engine.schema import AnyArray
from enishi.engine.scores import FAR_MIN, FEATURES, LATE_DAYS

MARGIN = np.float32(2e-5)  # more than float32 can lose over a sum of a dozen terms of at most 1
REFUSED = np.float32(-1)
STEP = 32  # entries; readable and writable behind the last
_JOURNEY_MARGIN = np.float32(0.02)  # minutes; what float32 loses of a journey
_ANY_TIME = 1e9

# Rows of the two matrices; the posts' entries are the columns.
_NOT_OFFERED, _OFFERED, _SKILLS, TERMS, _SLOTS, _LISTED = range(6)
_X, _Y, _Z, _NIGHT, _CALL, _NIGHT_SHARE, _CALL_SHARE, _WISH, _NEED = range(9)
_YEAR, _DAY, _HAS_DAYS, _DAYS, _WEEKLY, _START, _SEVERAL = range(9, 16)

_AT = {feature.name: at for at, feature in enumerate(FEATURES)}
_SPECIALTY, _WISHES, _NEARNESS, _QUIET, _COVER, _PAY = (
    _AT[name] for name in ("specialty", "wishes", "nearness", "quiet_nights", "duty_cover", "pay_margin")
)
_WEEK, _ROOM, _STARTS, _FRESH, _LICENCE, _HOURS = (
    _AT[name] for name in ("week", "room_for_more", "start", "freshness", "licence", "hours_room")
)
_LOW32 = np.uint64(0xFFFFFFFF)

# Places in the two rows that `prepare` fills once for a physician: words, then numbers.
_MUST, _NEVER, _LACKING, REFUSED_TERMS, _BUSY, _HOPED, N_WORDS = range(7)
_X0, _Y0, _Z0, _FEWEST, _MOST, _WISH0, _NEED0, _FLOOR_YEAR, _FLOOR_DAY, _PER_YEAR, _PER_DAY = range(11)
_LEFT, _PER_MINUTE, _NO_NIGHT, _NO_CALL, _NIGHT_HALF, _CALL_HALF, _AVAILABLE, _DAYS_MAX, _PER_WISH, N_NUMBERS = range(
    11, 21
)


def fold(bits: AnyArray) -> Any:
    """64 bits as 32, bit n and n + 32 together: required and lacking when folded is required and lacking indeed."""
    return (bits | bits >> np.uint64(32)).astype(np.uint64) & _LOW32


def entry_rows(taken: Any, weights: AnyArray) -> tuple[AnyArray, AnyArray]:
    """(uint32[6, n], float32[16, n]) of POST[n] in the order of the entries. `weights`: float64[2, 12]."""
    words = np.zeros((6, len(taken)), np.uint32)
    words[_NOT_OFFERED], words[_OFFERED] = taken["wishes"] & _LOW32, taken["wishes"] >> np.uint64(32)
    words[_SKILLS], words[TERMS], words[_SLOTS] = fold(taken["skills"]), taken["terms"], taken["slots"]
    words[_LISTED] = taken["listed"] | taken["needed"]  # top bits of nibbles, and a number up to 7 in the lowest three
    nights, calls = taken["night"] > 0, taken["on_call"] > 0
    asked = np.maximum(nights.astype(np.float32) + calls, 1)
    numbers = np.zeros((16, len(taken)), np.float32)
    numbers[_X], numbers[_Y], numbers[_Z] = taken["x"], taken["y"], taken["z"]
    numbers[:3, taken["located"] == 0] = np.nan  # an unknown journey, see `_nearness`
    numbers[_NIGHT], numbers[_CALL] = taken["night"], taken["on_call"]
    numbers[_NIGHT_SHARE], numbers[_CALL_SHARE] = nights / asked, calls / asked
    numbers[_WISH] = weights[0, _WEEK] * taken["week"] + weights[0, _FRESH] * taken["fresh"]
    numbers[_NEED] = weights[1, _WEEK] * taken["week"] + weights[1, _FRESH] * taken["fresh"]
    no_duty = ~nights & ~calls
    numbers[_WISH] += weights[0, _COVER] * 0.5 * no_duty
    numbers[_NEED] += weights[1, _COVER] * 0.5 * no_duty
    numbers[_YEAR], numbers[_DAY], numbers[_WEEKLY] = taken["top_year"], taken["daily"], taken["weekly"]
    numbers[_HAS_DAYS], numbers[_DAYS] = taken["days"] > 0, taken["days"]
    numbers[_START] = np.where(taken["start"] == 0, _ANY_TIME, taken["start"])
    several = taken["specialties"] & (taken["specialties"] - np.uint64(1)) != 0
    numbers[_SEVERAL] = several & (taken["specialties"] != 0)
    return words, numbers


@small
def prepare(s, weights, word, number):
    """What `upper_bounds` needs of a physician, worked out once: `word` uint32[N_WORDS], `number` float32[N_NUMBERS]."""
    word[_MUST], word[_NEVER] = np.uint32(s.wishes & _LOW32), np.uint32(s.wishes >> np.uint64(32))
    word[_LACKING] = np.uint32(~(s.skills | s.skills >> np.uint64(32)) & _LOW32)
    word[REFUSED_TERMS], word[_BUSY], word[_HOPED] = s.terms, np.uint32(~np.uint32(s.slots)), s.hoped
    number[_X0], number[_Y0], number[_Z0] = s.x, s.y, s.z
    number[_FEWEST] = 0.5 if s.stays != 0 or s.located == 0 else 0.0  # nearness of a far or an unknown place
    number[_MOST] = 0.5 if s.located == 0 else 1.0
    licence, unsaid = 1.0 if s.licence != 0 else 0.0, 0.5 if s.n_hoped == 0 else 0.0
    number[_WISH0] = np.float32(weights[0, _LICENCE] * licence + weights[0, _WISHES] * unsaid) + MARGIN
    number[_NEED0] = np.float32(weights[1, _LICENCE] * licence + weights[1, _WISHES] * unsaid) + MARGIN
    number[_FLOOR_YEAR], number[_FLOOR_DAY] = s.floor_year, s.floor_day
    number[_PER_YEAR] = 2.0 / s.floor_year if s.floor_year > 0 else 0.0
    number[_PER_DAY] = 2.0 / s.floor_day if s.floor_day > 0 else 0.0
    number[_LEFT], number[_PER_MINUTE] = s.hours_left, 1.0 / max(s.hours_left, 1)
    number[_NO_NIGHT] = 0.0 if s.night == YES else 0.25
    number[_NO_CALL] = 0.0 if s.on_call == YES else 0.25
    number[_NIGHT_HALF], number[_CALL_HALF] = s.night * 0.5, s.on_call * 0.5
    number[_AVAILABLE], number[_DAYS_MAX] = s.available_from, s.days_max
    number[_PER_WISH] = 1.0 / s.n_hoped if s.n_hoped > 0 else 0.0


@small
def upper_bounds(word, number, grade, words, numbers, low, high, weights, bound):
    """bound[x] ≥ wish × need of the prepared physician and the post of entry low + x, or REFUSED where a condition
    fails.

    `grade`: specialty value of the bucket for this physician. Journey, shield, on-call count and what stands in several
    buckets are left to the exact look. `weights`: float32[2, 12]. Bounds are worked out for whole steps of STEP entries:
    what the vector instructions leave over would be done one by one, at thirty times the price.
    """
    m = (high - low + STEP - 1) // STEP * STEP
    high = low + m
    out = bound[:m]
    not_offered, offered, skills = words[_NOT_OFFERED][low:high], words[_OFFERED][low:high], words[_SKILLS][low:high]
    terms, slots, listed = words[TERMS][low:high], words[_SLOTS][low:high], words[_LISTED][low:high]
    xs, ys, zs = numbers[_X][low:high], numbers[_Y][low:high], numbers[_Z][low:high]
    nights, calls = numbers[_NIGHT][low:high], numbers[_CALL][low:high]
    night_share, call_share = numbers[_NIGHT_SHARE][low:high], numbers[_CALL_SHARE][low:high]
    own_wish, own_need = numbers[_WISH][low:high], numbers[_NEED][low:high]
    years, dailies, weeklies = numbers[_YEAR][low:high], numbers[_DAY][low:high], numbers[_WEEKLY][low:high]
    has_days, days = numbers[_HAS_DAYS][low:high], numbers[_DAYS][low:high]
    starts, several = numbers[_START][low:high], numbers[_SEVERAL][low:high]

    zero, one, half, two = np.float32(0), np.float32(1), np.float32(0.5), np.float32(2)
    must, never, lacking, refused = word[_MUST], word[_NEVER], word[_LACKING], word[REFUSED_TERMS]
    busy, hoped = word[_BUSY], word[_HOPED]
    x0, y0, z0, fewest, most = number[_X0], number[_Y0], number[_Z0], number[_FEWEST], number[_MOST]
    wish0, need0, floor_year, floor_day = number[_WISH0], number[_NEED0], number[_FLOOR_YEAR], number[_FLOOR_DAY]
    per_year, per_day, left, per_minute = number[_PER_YEAR], number[_PER_DAY], number[_LEFT], number[_PER_MINUTE]
    by_year, by_day = floor_year > zero, floor_day > zero
    no_night, no_call = number[_NO_NIGHT], number[_NO_CALL]
    night_half, call_half = number[_NIGHT_HALF], number[_CALL_HALF]
    available, days_max = number[_AVAILABLE], number[_DAYS_MAX]
    w, n = weights[0], weights[1]
    w_wishes, n_wishes = w[_WISHES] * number[_PER_WISH], n[_WISHES] * number[_PER_WISH]
    wish0, need0 = wish0 + w[_SPECIALTY] * grade, need0 + n[_SPECIALTY] * grade
    w_several, n_several = w[_SPECIALTY] * (one - grade), n[_SPECIALTY] * (one - grade)
    w_near, n_near, w_quiet, n_quiet = w[_NEARNESS], n[_NEARNESS], w[_QUIET], n[_QUIET]
    w_cover, n_cover, w_pay, n_pay = w[_COVER], n[_COVER], w[_PAY], n[_PAY]
    w_room, n_room, w_start, n_start, w_hours, n_hours = (
        w[_ROOM],
        n[_ROOM],
        w[_STARTS],
        n[_STARTS],
        w[_HOURS],
        n[_HOURS],
    )
    base, road = np.float32(START_MIN + 0.5) - _JOURNEY_MARGIN, np.float32(ROAD_MIN)

    for x in range(m):
        missing = np.uint32(np.uint32((slots[x] & busy) + np.uint32(0x7777777)) & np.uint32(0x8888888))
        covered = np.uint32(listed[x] & np.uint32(~missing) & np.uint32(0x8888888)) >> np.uint32(3)
        covered = np.uint32(np.uint32(np.uint32(covered) * np.uint32(0x1111111)) >> np.uint32(24)) & np.uint32(7)
        clash = (not_offered[x] & must) | (offered[x] & never) | (skills[x] & lacking) | (terms[x] & refused)

        met = np.uint32(offered[x] & hoped)
        met = np.uint32(met - np.uint32(np.uint32(met >> np.uint32(1)) & np.uint32(0x55555555)))
        met = np.uint32((met & np.uint32(0x33333333)) + (np.uint32(met >> np.uint32(2)) & np.uint32(0x33333333)))
        met = np.uint32(np.uint32(met + np.uint32(met >> np.uint32(4))) & np.uint32(0x0F0F0F0F))
        share = np.float32(np.int32(np.uint32(met * np.uint32(0x01010101)) >> np.uint32(24)))

        dx, dy, dz = xs[x] - x0, ys[x] - y0, zs[x] - z0
        minutes = np.floor(base + np.sqrt(dx * dx + dy * dy + dz * dz) * road)
        near = one - minutes * np.float32(1.0 / FAR_MIN)
        near = near if near == near else half  # unknown journey
        near = min(max(near, fewest), most)
        year, daily = years[x], dailies[x]
        pay_day = min(max(daily * per_day - two, zero), one) if by_day and daily > zero else half
        pay = min(max(year * per_year - two, zero), one) if by_year and year > zero else pay_day
        enough = (year == zero) | (year * np.float32(1.000001) >= floor_year)
        enough &= (daily == zero) | (daily * np.float32(1.000001) >= floor_day)
        quiet = one - no_night * nights[x] - no_call * calls[x]
        cover = night_half * night_share[x] + call_half * call_share[x]
        room = min(half + np.float32(0.25) * (days_max * has_days[x] - days[x]), one)
        begins = max(one - max(available - starts[x], zero) * np.float32(1.0 / LATE_DAYS), zero)
        hours = max(one - weeklies[x] * per_minute, zero)

        wish = wish0 + own_wish[x] + w_several * several[x] + w_wishes * share + w_near * near + w_quiet * quiet
        wish += w_cover * cover + w_pay * pay + w_room * room + w_start * begins + w_hours * hours
        need = need0 + own_need[x] + n_several * several[x] + n_wishes * share + n_near * near + n_quiet * quiet
        need += n_cover * cover + n_pay * pay + n_room * room + n_start * begins + n_hours * hours
        good = (clash == 0) & (covered >= np.uint32(listed[x] & np.uint32(7))) & enough & (weeklies[x] <= left)
        out[x] = wish * need if good else REFUSED
