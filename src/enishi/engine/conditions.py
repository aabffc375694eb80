"""Hard conditions. Each broken one sets a bit, so that every rejected pair can say why; no bit means eligible.

A rule takes physicians and openings whose arrays broadcast against each other and says where the pair is out. One
rule, one bit, one sentence for each side (`words.refusals.REFUSALS`).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntFlag
from typing import TYPE_CHECKING, Any

import numpy as np

from enishi.engine import travel
from enishi.engine.columns import Physicians, Posts
from enishi.engine.schema import (
    AGE_EXCEPTION_60,
    DAY_MASKS,
    STALE_AFTER_DAYS,
    U32,
    WISH_BITS,
    AnyArray,
    Bool,
)

if TYPE_CHECKING:
    from enishi.engine.market import Market

# A boolean array of the broadcast shape. NumPy's stubs call a comparison of two typed columns Any.
Mask = Any

RETRAINING = np.uint32(WISH_BITS["retraining"])
NO, NEGOTIABLE, YES = 0, 1, 2  # physicians' night_duty and on_call
NONE, ASKED, REQUIRED = 0, 1, 2  # openings'


class Condition(IntFlag):
    """The bits, in the order in which a person would look at them."""

    CLOSED = 1 << 0
    STALE = 1 << 1
    NO_SOLICITATION = 1 << 2
    SHIELD = 1 << 3
    SPECIALTY = 1 << 4
    SKILLS = 1 << 5
    EMPLOYMENT = 1 << 6
    PREFECTURE = 1 << 7
    COMMUTE = 1 << 8
    DAYS = 1 << 9
    SLOTS = 1 << 10
    NIGHT_DUTY = 1 << 11
    ON_CALL = 1 << 12
    PAY = 1 << 13
    MUST_WISH = 1 << 14
    NEVER_WISH = 1 << 15
    HOURS = 1 << 16
    AGE_EXCEPTION = 1 << 17


# Facts about the physician's own secrets or locks: the institution never learns that they were the reason.
CONFIDENTIAL = Condition.SHIELD | Condition.NO_SOLICITATION


def closed(p: Physicians, o: Posts, as_of: int) -> Mask:
    return ~o.open | (o.capacity == 0)


def stale(p: Physicians, o: Posts, as_of: int) -> Mask:
    """Nobody confirmed the opening in the last 45 days."""
    return o.confirmed_on < as_of - STALE_AFTER_DAYS


def within_no_solicitation(p: Physicians, o: Posts, as_of: int) -> Mask:
    """The day of the lock itself is still locked."""
    return p.no_solicitation_until >= as_of


def needs_retraining(p: Physicians, o: Posts) -> Mask:
    """No specialty the opening asks for is served as is."""
    return (o.specialties != 0) & ((o.specialties & p.serves) == 0)


def other_specialty(p: Physicians, o: Posts, as_of: int) -> Mask:
    """Near departments are open when the opening offers retraining and the physician wants it."""
    retrained = ((o.offers & (p.want | p.must) & RETRAINING) != 0) & ((o.specialties & p.near) != 0)
    return needs_retraining(p, o) & ~retrained


def lacks_skills(p: Physicians, o: Posts, as_of: int) -> Mask:
    return (o.skills_required & ~p.skills) != 0


def other_employment(p: Physicians, o: Posts, as_of: int) -> Mask:
    return (p.employment & o.employment) == 0


def other_prefecture(p: Physicians, o: Posts, as_of: int) -> Mask:
    bit = np.left_shift(np.uint64(1), o.prefecture.astype(np.uint64))
    return (p.prefectures & bit) == 0


def too_far(p: Physicians, o: Posts, as_of: int) -> Mask:
    """Only for those who will not stay over. An unknown distance is a question to ask, not a refusal."""
    return (p.relocation == 0) & (travel.minutes(p, o) > p.max_commute_min)


def other_days(p: Physicians, o: Posts, as_of: int) -> Mask:
    return (o.days != 0) & ((o.days < p.days_min) | (o.days > p.days_max))


def uncovered_slots(p: Physicians, o: Posts, as_of: int) -> Mask:
    """Too few weekdays on which the physician is free for all listed slots.

    The opening needs `days` of its listed weekdays (all of them when it lists no more than that). Without slots, any
    half-day of a weekday will do.
    """
    covered: AnyArray = np.zeros(np.broadcast_shapes(p.slots.shape, o.slots.shape), np.uint8)
    listed: AnyArray = np.zeros(o.slots.shape, np.uint8)
    for mask in DAY_MASKS:
        day = np.uint32(mask)
        asked = o.slots & day
        free = np.where(o.slots == 0, (p.slots & day) != 0, (asked != 0) & ((asked & ~p.slots) == 0))
        covered = covered + free
        listed = listed + (asked != 0)
    needed = np.where(o.slots == 0, o.days, np.where(o.days == 0, listed, np.minimum(o.days, listed)))
    return covered < needed


def must_do_nights(p: Physicians, o: Posts, as_of: int) -> Mask:
    return (p.night_duty == NO) & (o.night_duty == REQUIRED)


def must_be_on_call(p: Physicians, o: Posts, as_of: int) -> Mask:
    """Required of someone who takes none, or required more often a month than he takes."""
    too_often = o.on_call_per_month > p.max_on_call_per_month
    return (o.on_call == REQUIRED) & ((p.on_call == NO) | too_often)


def top_annual_pay(o: Posts) -> Any:
    """The most the opening pays a year, 0 when it states nothing."""
    return np.maximum(o.annual_pay_max_yen, o.annual_pay_min_yen)


def below_pay_floor(p: Physicians, o: Posts, as_of: int) -> Mask:
    """A stated pay under the stated floor of the same kind. Pay that is not stated is a question to ask."""
    top = top_annual_pay(o)
    annual = (top > 0) & (top < p.min_annual_pay_yen)
    daily = (o.daily_pay_yen > 0) & (o.daily_pay_yen < p.min_daily_pay_yen)
    return annual | daily


def must_not_offered(p: Physicians, o: Posts, as_of: int) -> Mask:
    return (p.must & ~o.offers) != 0


def never_offered(p: Physicians, o: Posts, as_of: int) -> Mask:
    return (p.never & o.offers) != 0


def over_hours(p: Physicians, o: Posts, as_of: int) -> Mask:
    return o.weekly_min > p.hours_left_min


def outside_age_exception(p: Physicians, o: Posts, as_of: int) -> Mask:
    """The opening is lawfully limited to people of 60 and over (exception 3-i-ni)."""
    return (o.age_exception == AGE_EXCEPTION_60) & ~p.is_60_or_over


Rule = Callable[[Physicians, Posts, int], Mask]

RULES: tuple[tuple[Condition, Rule], ...] = (
    (Condition.CLOSED, closed),
    (Condition.STALE, stale),
    (Condition.NO_SOLICITATION, within_no_solicitation),
    (Condition.SPECIALTY, other_specialty),
    (Condition.SKILLS, lacks_skills),
    (Condition.EMPLOYMENT, other_employment),
    (Condition.PREFECTURE, other_prefecture),
    (Condition.COMMUTE, too_far),
    (Condition.DAYS, other_days),
    (Condition.SLOTS, uncovered_slots),
    (Condition.NIGHT_DUTY, must_do_nights),
    (Condition.ON_CALL, must_be_on_call),
    (Condition.PAY, below_pay_floor),
    (Condition.MUST_WISH, must_not_offered),
    (Condition.NEVER_WISH, never_offered),
    (Condition.HOURS, over_hours),
    (Condition.AGE_EXCEPTION, outside_age_exception),
)


def reasons_between(p: Physicians, o: Posts, as_of: int) -> U32:
    """Reason bits of broadcast columns, all but the shield (which is a matter of who, not of what)."""
    bits = np.zeros(np.broadcast_shapes(p.slots.shape, o.slots.shape), np.uint32)
    for condition, rule in RULES:
        bits |= np.where(rule(p, o, as_of), np.uint32(condition), np.uint32(0))
    return bits


def is_shielded(market: Market, i: AnyArray, j: AnyArray) -> Bool:
    """Whether the physician hides from this opening's institution or its corporation."""
    posts = market.posts
    hidden: Bool = market.shields.covers(i, posts.institution[j]) | market.shields.covers(i, posts.corporation[j])
    return hidden


def reasons(market: Market, i: AnyArray, j: AnyArray) -> U32:
    """Reason bits uint32 of the pairs (i, j), broadcast: `i` (a, 1) against `j` (1, b) gives a block. 0 = eligible."""
    bits = reasons_between(market.physicians.at(i), market.posts.at(j), market.as_of)
    return bits | np.where(is_shielded(market, i, j), np.uint32(Condition.SHIELD), np.uint32(0))


def conditions_in(bits: int) -> tuple[Condition, ...]:
    """The conditions whose bit is set, in the order of `Condition`."""
    return tuple(condition for condition in Condition if bits & condition)
