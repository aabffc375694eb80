"""One pair in a kernel: is it eligible, how long is the journey, what is it worth to each side.

The reference is NumPy (`conditions.reasons`, `travel.minutes`, `scores.score`); operations stand in the same order, so
results agree to the last bit. `s`: a SEEKER row, `o`: a POST row.
"""

from __future__ import annotations

import math

import numpy as np

from enishi.engine import travel
from enishi.engine.compiled import kernel, small
from enishi.engine.conditions import NONE, RETRAINING, YES
from enishi.engine.scores import FAR_MIN, LATE_DAYS, NEUTRAL

_UNKNOWN = travel.UNKNOWN
_ROAD = 2 * travel.EARTH_KM * travel.DETOUR
_PER_KM, START_MIN = 60.0 / travel.KMH, travel.START_MIN
ROAD_MIN = 0.5 * _ROAD * _PER_KM  # minutes for a chord of the unit sphere taken as an arc: never more than the journey
_C3, _C5, _C7, _C9 = 1 / 6, 3 / 40, 15 / 336, 105 / 3456
_RETRAINING = np.uint32(RETRAINING)
_ONE64, _NIBBLES, _TOPS = np.uint64(1), np.uint32(0x7777777), np.uint32(0x8888888)
_ONES = np.uint32(0x1111111)


@small
def minutes_over(chord):
    """Whole minutes one way for a chord of the unit sphere; as `travel.minutes`."""
    half = chord * 0.5
    square = half * half
    arc = half * (1 + square * (_C3 + square * (_C5 + square * (_C7 + square * _C9))))
    return np.int32(math.floor(START_MIN + _ROAD * arc * _PER_KM + 0.5))


@small
def minutes_between(s, o):
    if s.located == 0 or o.located == 0:
        return np.int32(_UNKNOWN)
    dx, dy, dz = s.x - o.x, s.y - o.y, s.z - o.z
    return minutes_over(math.sqrt(dx * dx + dy * dy + dz * dz))


@small
def days_covered(slots, listed, free):
    """Number of the listed weekdays all of whose slots are free. `slots`, `free`: one nibble a day; `listed`: top bits
    of the days with any slot."""
    missing = ((slots & ~free) + _NIBBLES) & _TOPS
    return ((((listed & ~missing) >> np.uint32(3)) * _ONES) >> np.uint32(24)) & np.uint32(7)


@small
def fits(s, o):
    """All conditions but specialty, prefecture, journey and shield."""
    if (s.terms & o.terms) != 0 or (s.wishes & o.wishes) != 0 or (o.skills & ~s.skills) != 0:
        return False
    if o.weekly > s.hours_left or o.calls > s.max_calls:
        return False
    if (o.top_year > 0 and o.top_year < s.floor_year) or (o.daily > 0 and o.daily < s.floor_day):
        return False
    return days_covered(o.slots, o.listed, s.slots) >= o.needed


@small
def can_serve(s, o):
    """The specialty is served as it is, or near, with retraining offered and wanted (`near` is 0 when not wanted)."""
    if o.specialties == 0 or (o.specialties & s.serves) != 0:
        return True
    return (o.specialties & s.near) != 0 and (o.offers & _RETRAINING) != 0


@small
def accepts_prefecture(s, o):
    return (s.prefectures >> np.uint64(o.prefecture)) & _ONE64 != 0


@small
def _holds(keys, low, high, key):
    """Whether the ascending keys low … high have this one."""
    last = high
    while low < high:
        middle = (low + high) >> 1
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low < last and keys[low] == key


@small
def hides_from(start, count, keys, i, o):
    """Whether physician `i` hides from the post's institution or corporation."""
    low, high = start[i], start[i] + count[i]
    return _holds(keys, low, high, o.institution) or (o.corporation != 0 and _holds(keys, low, high, o.corporation))


@small
def _clip01(value):
    return min(max(value, 0.0), 1.0)


@small
def _count_bits(bits):
    n = 0
    while bits != 0:
        bits &= bits - np.uint32(1)
        n += 1
    return n


@small
def _specialty(s, o):
    if o.specialties == 0:
        return 0.6
    if (o.specialties & s.main) != 0:
        return 1.0
    if (o.specialties & s.own) != 0:
        return 0.9
    return 0.8 if (o.specialties & s.serves) != 0 else 0.4


@small
def _nearness(s, minutes):
    near = NEUTRAL if minutes == _UNKNOWN else _clip01(1.0 - minutes / FAR_MIN)
    return max(near, NEUTRAL) if s.stays != 0 else near


@small
def _quiet(willing, asked):
    return 1.0 if willing == YES else 1.0 - asked * 0.5


@small
def _duty_cover(s, o):
    nights = 1.0 if o.night != NONE else 0.0
    calls = 1.0 if o.on_call != NONE else 0.0
    asked = nights * 1.0 + calls
    if asked == 0:
        return NEUTRAL
    return (nights * (s.night * 0.5) + calls * (s.on_call * 0.5)) / max(asked, 1.0)


@small
def _pay_margin(s, o):
    if s.floor_year > 0 and o.top_year > 0:
        return _clip01((o.top_year * 1.0 - s.floor_year) / max(s.floor_year, 1) * 2.0)
    if s.floor_day > 0 and o.daily > 0:
        return _clip01((o.daily * 1.0 - s.floor_day) / max(s.floor_day, 1) * 2.0)
    return NEUTRAL


@small
def _sum(w, a, b, c, d, e, f, g, h, i, j, k, last):
    """In registry order, one term after the other: the order of a float sum is part of its value."""
    total = 0.0 + w[0] * a + w[1] * b + w[2] * c + w[3] * d + w[4] * e + w[5] * f + w[6] * g + w[7] * h
    return total + w[8] * i + w[9] * j + w[10] * k + w[11] * last


@kernel
def weigh(s, o, minutes, weights):
    """(wish, need) float32 of an eligible pair. `weights`: float64[2, 12], wish and need, in the order of
    `scores.FEATURES`."""
    hoped = NEUTRAL if s.n_hoped == 0 else _count_bits(s.hoped & o.offers) / s.n_hoped
    quiet = (_quiet(s.night, o.night) + _quiet(s.on_call, o.on_call)) * 0.5
    room = NEUTRAL if o.days == 0 else _clip01((s.days_max * 1.0 - o.days) * 0.25 + 0.5)
    late = 0.0 if o.start == 0 else max(s.available_from * 1.0 - o.start, 0.0)
    left = s.hours_left * 1.0
    hours = _clip01((left - o.weekly) / max(left, 1.0))
    licence = 1.0 if s.licence != 0 else 0.0
    specialty, near, cover, pay = _specialty(s, o), _nearness(s, minutes), _duty_cover(s, o), _pay_margin(s, o)
    begins = _clip01(1.0 - late / LATE_DAYS)
    wish = _sum(weights[0], specialty, hoped, near, quiet, cover, pay, o.week, room, begins, o.fresh, licence, hours)
    need = _sum(weights[1], specialty, hoped, near, quiet, cover, pay, o.week, room, begins, o.fresh, licence, hours)
    return np.float32(wish), np.float32(need)
