"""Scores of an eligible pair: wish (what the opening does for the physician) and need (what the physician does for
the opening).

Each is Σ weight × value over one registry of features; values lie in [0, 1], the weights of a side sum to 1. Every
feature has a name, a unit, a direction and, in `words.sentences.FEATURES` under the same name, a sentence for each side, so
that every score can be spoken. Values are float64 made of sums, products, quotients, minima and maxima alone: the
same to the last bit in any array shape. Nothing here reads age, sex or fee: they are not columns, and `is_60_or_over`
belongs to one hard condition only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from enishi.engine import travel
from enishi.engine.columns import Physicians, Posts
from enishi.engine.conditions import NONE, YES, needs_retraining, top_annual_pay
from enishi.engine.schema import F32, F64, U32, AnyArray

if TYPE_CHECKING:
    from enishi.engine.market import Market

WEIGHTS_VERSION = "2026-11-1"

FAR_MIN = 120.0  # a one-way journey from which nearness counts nothing
LATE_DAYS = 180.0
FRESH_DAYS, STALE_DAYS = 14.0, 45.0
NEUTRAL = 0.5  # nothing was stated: neither for nor against


def clip01(values: AnyArray) -> F64:
    return np.minimum(np.maximum(values, 0.0), 1.0)


def count_bits(bits: AnyArray) -> U32:
    """Number of set bits of each u32."""
    total = np.zeros(bits.shape, np.uint32)
    for shift in range(32):
        total += (bits >> np.uint32(shift)) & np.uint32(1)
    return total


def specialty(p: Physicians, o: Posts, as_of: int) -> F64:
    """1 main specialty asked for, 0.9 another of his own, 0.8 one he serves, 0.6 any specialty, 0.4 after
    retraining."""
    main = np.left_shift(np.uint64(1), p.main_specialty.astype(np.uint64))
    value = np.where(needs_retraining(p, o), 0.4, 0.8)
    value = np.where((o.specialties & p.specialties) != 0, 0.9, value)
    value = np.where((o.specialties & main) != 0, 1.0, value)
    return np.where(o.specialties == 0, 0.6, value)


def wishes(p: Physicians, o: Posts, as_of: int) -> F64:
    """Share of the `must` and `want` wishes that the opening offers."""
    wanted = count_bits(p.must | p.want)
    met = count_bits((p.must | p.want) & o.offers)
    return np.where(wanted == 0, NEUTRAL, met / np.maximum(wanted, 1))


def nearness(p: Physicians, o: Posts, as_of: int) -> F64:
    """1 at no distance, 0 from two hours; at least neutral for those who will stay over."""
    one_way = travel.minutes(p, o)
    near = clip01(1.0 - one_way / FAR_MIN)
    near = np.where(one_way == travel.UNKNOWN, NEUTRAL, near)
    return np.where(p.relocation > 0, np.maximum(near, NEUTRAL), near)


def _quiet(willing: AnyArray, asked: AnyArray) -> F64:
    return np.where(willing == YES, 1.0, 1.0 - asked * 0.5)


def quiet_nights(p: Physicians, o: Posts, as_of: int) -> F64:
    """Night duty and on-call against what the physician is willing to do; none asked for, or glad to do it, is 1."""
    return (_quiet(p.night_duty, o.night_duty) + _quiet(p.on_call, o.on_call)) * 0.5


def duty_cover(p: Physicians, o: Posts, as_of: int) -> F64:
    """Willingness for the duties the opening asks for; neutral when it asks for none."""
    nights, calls = o.night_duty != NONE, o.on_call != NONE
    asked = nights * 1.0 + calls
    will = nights * (p.night_duty * 0.5) + calls * (p.on_call * 0.5)
    return np.where(asked == 0, NEUTRAL, will / np.maximum(asked, 1.0))


def pay_margin(p: Physicians, o: Posts, as_of: int) -> F64:
    """How far the pay lies above the floor: 0 at the floor, 1 from half as much again. Annual pay first, then daily."""
    annual, daily = top_annual_pay(o), o.daily_pay_yen
    by_year = (p.min_annual_pay_yen > 0) & (annual > 0)
    by_day = (p.min_daily_pay_yen > 0) & (daily > 0)
    yearly = (annual * 1.0 - p.min_annual_pay_yen) / np.maximum(p.min_annual_pay_yen, 1) * 2.0
    a_day = (daily * 1.0 - p.min_daily_pay_yen) / np.maximum(p.min_daily_pay_yen, 1) * 2.0
    return np.where(by_year, clip01(yearly), np.where(by_day, clip01(a_day), NEUTRAL))


def week(p: Physicians, o: Posts, as_of: int) -> F64:
    """How settled the week is: 1 with named half-days (all of which he can do), 0.7 with a number of days, else
    neutral."""
    return np.where(o.slots != 0, 1.0, np.where(o.days != 0, 0.7, NEUTRAL)) + np.zeros(p.slots.shape)


def room_for_more(p: Physicians, o: Posts, as_of: int) -> F64:
    """Days a week the physician could add later: 1 from two days."""
    more = (p.days_max * 1.0 - o.days) * 0.25 + 0.5
    return np.where(o.days == 0, NEUTRAL, clip01(more))


def start(p: Physicians, o: Posts, as_of: int) -> F64:
    """1 when free by the wanted start (or today, if that has passed), falling to 0 over half a year; 1 for any
    start."""
    late = np.maximum(p.available_from * 1.0 - np.maximum(o.starts_on, as_of), 0.0)
    late = np.where(o.starts_on == 0, 0.0, late)
    return clip01(1.0 - late / LATE_DAYS)


def freshness(p: Physicians, o: Posts, as_of: int) -> F64:
    """1 when confirmed in the last two weeks, 0 at 45 days."""
    days = as_of * 1.0 - o.confirmed_on
    return clip01((STALE_DAYS - days) / (STALE_DAYS - FRESH_DAYS)) + np.zeros(p.slots.shape)


def licence(p: Physicians, o: Posts, as_of: int) -> F64:
    return np.where(p.licence_verified, 1.0, 0.0) + np.zeros(o.slots.shape)


def hours_room(p: Physicians, o: Posts, as_of: int) -> F64:
    """Share of the weekly hours budget that stays free."""
    left = p.hours_left_min * 1.0
    return clip01((left - o.weekly_min) / np.maximum(left, 1.0))


@dataclass(frozen=True)
class Feature:
    """One thing a score is made of. `direction` +1: a larger `value` is better for whom it weighs. Weights are shares
    of 1."""

    name: str
    unit: str
    direction: int
    wish_weight: float
    need_weight: float
    value: Callable[[Physicians, Posts, int], F64]


FEATURES: tuple[Feature, ...] = (
    Feature("specialty", "grade 0-1", +1, 0.20, 0.30, specialty),
    Feature("wishes", "share of wishes met", +1, 0.25, 0.10, wishes),
    Feature("nearness", "1 - one-way minutes / 120", +1, 0.15, 0.15, nearness),
    Feature("quiet_nights", "grade 0-1", +1, 0.15, 0.00, quiet_nights),
    Feature("duty_cover", "share of duties covered", +1, 0.00, 0.15, duty_cover),
    Feature("pay_margin", "2 x (pay - floor) / floor", +1, 0.10, 0.00, pay_margin),
    Feature("week", "grade 0-1", +1, 0.05, 0.05, week),
    Feature("room_for_more", "1/2 + days a week / 4", +1, 0.00, 0.05, room_for_more),
    Feature("start", "1 - days late / 180", +1, 0.05, 0.10, start),
    Feature("freshness", "(45 - days since confirmed) / 31", +1, 0.05, 0.00, freshness),
    Feature("licence", "0 or 1", +1, 0.00, 0.05, licence),
    Feature("hours_room", "share of hours left", +1, 0.00, 0.05, hours_room),
)


def feature_values(market: Market, i: AnyArray, j: AnyArray) -> F64:
    """float64[n_features, n] of the aligned pairs (i, j), in the order of FEATURES."""
    p, o = market.physicians.at(i), market.posts.at(j)
    return np.stack([feature.value(p, o, market.as_of) for feature in FEATURES])


def weigh(values: F64) -> tuple[F32, F32]:
    """(wish, need) as float32[n] of feature values [n_features, n]; summed in registry order, so that a sum is
    repeatable."""
    wish, need = np.zeros(values.shape[1]), np.zeros(values.shape[1])
    for feature, row in zip(FEATURES, values, strict=True):
        wish = wish + feature.wish_weight * row
        need = need + feature.need_weight * row
    return wish.astype(np.float32), need.astype(np.float32)


def score(market: Market, i: AnyArray, j: AnyArray) -> tuple[F32, F32]:
    """(wish, need) of the aligned pairs (i, j); meaningful for eligible pairs."""
    return weigh(feature_values(market, i, j))


def mutual(wish: F32, need: F32) -> F32:
    """The value of a pair: wish × need. A list in this order brings more matches than one side's wish alone."""
    return wish * need
