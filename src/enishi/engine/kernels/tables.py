"""What the kernels read: one packed row a physician, one a post, and the posts' conditions once more by bucket.

Everything here is derived from a `Market` and holds nothing of its own. A packed word has one bit for each thing that
can clash, so that a whole family of conditions is one AND: a physician's word has the bits he refuses, a post's word
the bits it asks for.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from enishi.engine.columns import Physicians, Posts
from enishi.engine.conditions import NO, REQUIRED, RETRAINING, top_annual_pay
from enishi.engine.schema import AGE_EXCEPTION_60, ALL_WISHES, DAY_MASKS, STALE_AFTER_DAYS, U32, AnyArray
from enishi.engine.scores import count_bits, freshness, week

# Bits of `terms`: three duties, seven forms of employment, days a week asked for, days a week on any half-day.
NIGHT, ON_CALL, SIXTY = 1 << 0, 1 << 1, 1 << 2
EMPLOYMENT_AT, DAYS_AT, ANY_DAYS_AT = 2, 9, 16  # bit = this + a number from 1 to 7
OFFERED_AT = 32  # of `wishes`: below, what is not offered; from here, what is

SEEKER = np.dtype(
    [
        *((name, "u8") for name in ("prefectures", "serves", "near", "main", "own", "skills", "wishes")),
        *((name, "f8") for name in ("x", "y", "z")),
        *((name, "u4") for name in ("terms", "slots", "hoped")),
        *((name, "i4") for name in ("floor_year", "floor_day", "hours_left", "available_from", "max_minutes")),
        *((name, "u1") for name in ("n_hoped", "max_calls", "night", "on_call", "days_max", "stays")),
        *((name, "u1") for name in ("located", "licence")),
    ],
    align=True,
)
POST = np.dtype(
    [
        *((name, "u8") for name in ("specialties", "skills", "wishes")),
        *((name, "f8") for name in ("x", "y", "z", "week", "fresh")),
        *((name, "i8") for name in ("institution", "corporation")),
        *((name, "u4") for name in ("terms", "slots", "listed", "offers")),
        *((name, "i4") for name in ("weekly", "top_year", "daily", "start")),
        *((name, "u1") for name in ("prefecture", "needed", "calls", "night", "on_call", "days", "located", "live")),
    ],
    align=True,
)


def by_day(slots: AnyArray) -> U32:
    """Half-days and nights regrouped: nibble `d` holds morning, afternoon and night of weekday `d`, its top bit
    free."""
    out = np.zeros(slots.shape, np.uint32)
    wide = slots.astype(np.uint32)
    for day in range(7):
        halves = wide >> np.uint32(2 * day) & np.uint32(3)
        night = (wide >> np.uint32(14 + day) & np.uint32(1)) << np.uint32(2)
        out |= (halves | night) << np.uint32(4 * day)
    return out


def _days_touched(slots: AnyArray) -> Any:
    """Number of weekdays with any slot."""
    return sum(((slots & np.uint32(mask)) != 0).astype(np.uint8) for mask in DAY_MASKS)


def _bit(at: int, number: AnyArray) -> U32:
    """The bit `at + number` for a number from 1 to 7, none for 0."""
    there = np.left_shift(np.uint32(1), number.astype(np.uint32) + np.uint32(at))
    return np.where(number > 0, there, np.uint32(0)).astype(np.uint32)


def pack_seekers(p: Physicians, as_of: int) -> Any:
    """SEEKER[n]. A physician under a no-solicitation promise accepts no prefecture, so nobody ever meets him."""
    out = np.zeros(p.slots.shape, SEEKER)
    hoped = p.want | p.must
    out["prefectures"] = np.where(p.no_solicitation_until >= as_of, np.uint64(0), p.prefectures)
    out["near"] = np.where((hoped & RETRAINING) != 0, p.near, np.uint64(0))
    out["main"] = np.left_shift(np.uint64(1), p.main_specialty.astype(np.uint64))
    out["own"], out["serves"], out["skills"] = p.specialties, p.serves, p.skills
    out["wishes"] = p.must.astype(np.uint64) | (p.never.astype(np.uint64) << np.uint64(OFFERED_AT))
    out["terms"] = _refused_terms(p)
    out["slots"], out["hoped"], out["n_hoped"] = by_day(p.slots), hoped, count_bits(hoped)
    out["floor_year"], out["floor_day"] = p.min_annual_pay_yen, p.min_daily_pay_yen
    out["hours_left"], out["available_from"] = p.hours_left_min, p.available_from
    out["max_minutes"] = np.where(p.relocation == 0, p.max_commute_min.astype(np.int32), np.int32(2**31 - 1))
    out["max_calls"], out["night"], out["on_call"] = p.max_on_call_per_month, p.night_duty, p.on_call
    out["days_max"], out["stays"], out["licence"] = p.days_max, p.relocation > 0, p.licence_verified
    out["located"], out["x"], out["y"], out["z"] = p.located, p.x, p.y, p.z
    return out


def _refused_terms(p: Physicians) -> U32:
    refused = np.where(p.night_duty == NO, np.uint32(NIGHT), np.uint32(0))
    refused |= np.where(p.on_call == NO, np.uint32(ON_CALL), np.uint32(0))
    refused |= np.where(p.is_60_or_over, np.uint32(0), np.uint32(SIXTY))
    free_days = _days_touched(p.slots)
    for number in range(1, 8):
        clashes = (
            (EMPLOYMENT_AT, (p.employment & np.uint8(number)) == 0),
            (DAYS_AT, (p.days_min > number) | (p.days_max < number)),
            (ANY_DAYS_AT, free_days < number),
        )
        for at, clash in clashes:
            refused |= np.where(clash, np.uint32(1 << at + number), np.uint32(0))
    return refused


def pack_posts(o: Posts, as_of: int) -> Any:
    """POST[n]. `live` is 0 for a closed, filled or stale post: it stands in no bucket."""
    out = np.zeros(o.slots.shape, POST)
    listed = _days_touched(o.slots)
    needed = np.where(o.days == 0, listed, np.minimum(o.days, listed))
    offers = o.offers.astype(np.uint64)
    out["specialties"], out["skills"] = o.specialties, o.skills_required
    out["wishes"] = (~offers & np.uint64(ALL_WISHES)) | (offers << np.uint64(OFFERED_AT))
    out["offers"], out["slots"] = o.offers, by_day(o.slots)
    out["listed"] = touched(out["slots"])
    out["needed"] = np.where(o.slots == 0, 0, needed)
    out["terms"] = _asked_terms(o)
    out["calls"] = np.where(o.on_call == REQUIRED, o.on_call_per_month, 0)
    out["night"], out["on_call"], out["days"] = o.night_duty, o.on_call, o.days
    out["weekly"], out["top_year"], out["daily"] = o.weekly_min, top_annual_pay(o), o.daily_pay_yen
    out["start"] = np.where(o.starts_on == 0, 0, np.maximum(o.starts_on, as_of))
    nobody: Any = _Nobody(o.slots.shape)
    out["week"], out["fresh"] = week(nobody, o, as_of), freshness(nobody, o, as_of)
    out["institution"], out["corporation"], out["prefecture"] = o.institution, o.corporation, o.prefecture
    out["located"], out["x"], out["y"], out["z"] = o.located, o.x, o.y, o.z
    out["live"] = o.open & (o.capacity > 0) & (o.confirmed_on >= as_of - STALE_AFTER_DAYS)
    return out


class _Nobody:
    """Two features look at the post alone and only borrow the physicians' shape."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.slots = np.zeros(shape, np.uint32)


def touched(days: AnyArray) -> Any:
    """The top bit of every nibble that holds anything."""
    return ((days + np.uint32(0x7777777)) & np.uint32(0x8888888)).astype(np.uint32)


def _asked_terms(o: Posts) -> U32:
    asked = np.where(o.night_duty == REQUIRED, np.uint32(NIGHT), np.uint32(0))
    asked |= np.where(o.on_call == REQUIRED, np.uint32(ON_CALL), np.uint32(0))
    asked |= np.where(o.age_exception == AGE_EXCEPTION_60, np.uint32(SIXTY), np.uint32(0))
    asked |= _bit(EMPLOYMENT_AT, o.employment) | _bit(DAYS_AT, o.days)
    return (asked | _bit(ANY_DAYS_AT, np.where(o.slots == 0, o.days, np.uint8(0)))).astype(np.uint32)


def asked_order(terms: AnyArray) -> Any:
    """A key by which posts that a physician refuses for the same reason stand together: form of employment first, then
    duties, then days."""
    employment, duties = (
        terms >> np.uint32(EMPLOYMENT_AT + 1) & np.uint32(127),
        terms & np.uint32(NIGHT | ON_CALL | SIXTY),
    )
    days = terms >> np.uint32(DAYS_AT + 1)
    return employment.astype(np.int64) << 32 | duties.astype(np.int64) << 24 | days.astype(np.int64)
