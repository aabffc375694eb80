"""From the database to the engine's arrays. Nothing the engine may not see (name, sex, birth date, fee) leaves this module.

Codes of the models are the engine's own words, so a column is a look-up; the birth date is turned into "60 or over" only
when some opening carries the coded exception of 労働施策総合推進法施行規則1条の3第1項3号ニ.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.utils import timezone

from enishi.areas.lookups import designations_on
from enishi.areas.models import Municipality
from enishi.common.clock import today
from enishi.engine import Market, Schema, specialties
from enishi.engine.hours import minutes_left, minutes_needed
from enishi.engine.schema import (
    AGE_EXCEPTION_60,
    AGE_EXCEPTION_NONE,
    AGE_EXCEPTION_OTHER,
    ALL_PREFECTURES,
    ALL_SLOTS,
    ANY_NUMBER,
    ASKED,
    DAY_MASKS,
    DESIGNATIONS,
    EMPLOYMENT,
    NO_LIMIT,
    PHYSICIAN_COLUMNS,
    POST_COLUMNS,
    RELOCATION,
    SLOTS,
    WILLING,
    WISH_BITS,
    AnyArray,
    Column,
    day_number,
)
from enishi.institutions.models import Institution
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.physicians.models import Physician, WishSheet
from enishi.physicians.shield import hidden_for

SLOT_BITS = {code: 1 << bit for bit, code in enumerate(SLOTS)}
DESIGNATION_BITS = {"shortage_area": 1, "priority_area": 2, "shortage_spot": 4}
assert len(DESIGNATION_BITS) == len(DESIGNATIONS)


@dataclass(frozen=True, slots=True)
class DatabaseMarket:
    """The market and the way back to rows: `physician_ids[number]`, `opening_ids[number]` are primary keys.

    digest: SHA-256 over all columns, which names this snapshot in a MatchRun.
    """

    market: Market
    physician_ids: dict[str, int]
    opening_ids: dict[str, int]
    digest: str


def build_market(
    physicians: Iterable[Physician], openings: Iterable[Opening], locks: dict[int, date] | None = None
) -> DatabaseMarket:
    """Arrays of these physicians and openings as they stand today.

    `locks`: last day of the no-solicitation period by physician primary key. Physicians without any specialty known to
    the tree are left out, as no condition could be judged for them.
    """
    day = today()
    seekers = [p for p in physicians if _bits_of_specialties(p.wishes.specialties)]
    offered = [o for o in openings if o.current is not None]
    skills = sorted({s.casefold() for o in offered for s in o.current.skills_required})[:64]
    wants_60 = any(o.current.age_exception == "3-i-ni" for o in offered)
    rows = [_physician(p, skills, (locks or {}).get(p.pk), day, wants_60) for p in seekers]
    p_columns = _columns(rows, PHYSICIAN_COLUMNS)
    shield = _shield_pairs(seekers)
    p_columns["shield_row"] = np.array([row for row, _ in shield], np.int64)
    p_columns["shield_key"] = np.array([key for _, key in shield], np.int64)
    marks = _designation_bits(day)
    o_columns = _columns([_opening(o, skills, marks) for o in offered], POST_COLUMNS)
    return DatabaseMarket(
        Market.from_columns(p_columns, o_columns, Schema(day, tuple(skills))),
        {p.number: p.pk for p in seekers},
        {o.number: o.pk for o in offered},
        _digest(p_columns, o_columns),
    )


def _columns(rows: list[dict[str, Any]], columns: Iterable[Column]) -> dict[str, AnyArray]:
    """Rows as columns; a market with nobody on one side is a market too, so empty columns keep their types."""
    arrays: dict[str, AnyArray] = {c.name: np.array([row[c.name] for row in rows], c.dtype) for c in columns}
    return arrays | {"number": np.array([row["number"] for row in rows], np.str_)}


def _physician(p: Physician, skills: Sequence[str], lock: date | None, day: date, wants_60: bool) -> dict[str, Any]:
    w: WishSheet = p.wishes
    found = [index for name in w.specialties if (index := specialties.find(name)) is not None]
    return {
        "number": p.number,
        "main_specialty": found[0],
        "specialties": _bits_of_specialties(w.specialties),
        "skills": np.uint64(_bits(w.skills, {s: 1 << i for i, s in enumerate(skills)})),
        **_place(w.municipality, "home_prefecture"),
        "prefectures": np.uint64(sum(1 << int(code) - 1 for code in set(w.prefectures)) or ALL_PREFECTURES),
        "max_commute_min": NO_LIMIT if w.max_commute_min is None else min(w.max_commute_min, NO_LIMIT),
        "relocation": RELOCATION.index(w.relocation),
        "employment": _bits(w.employment, _employment_bits()) or 7,
        "days_min": int(w.days_min),
        "days_max": -int(-w.days_max // 1),
        "slots": _bits(w.slots, SLOT_BITS) or ALL_SLOTS,
        "night_duty": WILLING.index(w.night_duty),
        "on_call": WILLING.index(w.on_call),
        "max_on_call_per_month": ANY_NUMBER,
        "min_annual_pay_yen": w.min_annual_pay_yen or 0,
        "min_daily_pay_yen": w.min_daily_pay_yen or 0,
        **{level: _wish_bits(w.wishes, level) for level in ("must", "want", "never")},
        "available_from": day_number(w.available_from),
        "hours_left_min": minutes_left(w.overtime_level, float(w.weekly_hours_committed)),
        "licence_verified": p.licence_verified_on is not None,
        "no_solicitation_until": day_number(lock),
        "is_60_or_over": wants_60 and _is_60_or_over(p, day),
    }


def _opening(o: Opening, skills: Sequence[str], marks: dict[str, int]) -> dict[str, Any]:
    v = o.current
    slots = _bits(v.slots, SLOT_BITS)
    weekdays = sum(bool(slots & mask) for mask in DAY_MASKS)
    exception = {"": AGE_EXCEPTION_NONE, "3-i-ni": AGE_EXCEPTION_60}.get(v.age_exception, AGE_EXCEPTION_OTHER)
    return {
        "number": o.number,
        "institution": o.institution_id,
        "corporation": _corporation_key(o.institution),
        **_place(o.institution.municipality, "prefecture"),
        "specialties": _bits_of_specialties(v.specialties),
        "skills_required": np.uint64(_bits(v.skills_required, {s: 1 << i for i, s in enumerate(skills)})),
        "employment": _bits(v.employment, _employment_bits()) or 7,
        "capacity": v.headcount,
        "days": -int(-v.days // 1),
        "slots": slots,
        "weekly_min": minutes_needed(-int(-v.days // 1), slots.bit_count(), weekdays),
        "night_duty": ASKED.index(v.night_duty),
        "on_call": ASKED.index(v.on_call),
        "on_call_per_month": min(v.on_call_per_month or 0, 31),
        "annual_pay_min_yen": v.annual_pay_min_yen or 0,
        "annual_pay_max_yen": v.annual_pay_max_yen or 0,
        "daily_pay_yen": v.daily_pay_yen or 0,
        "offers": _bits(v.offers, WISH_BITS),
        "starts_on": day_number(v.starts_on),
        "designation": marks.get(o.institution.municipality_id, 0),
        "open": o.state == OpeningState.PUBLISHED,
        "confirmed_on": day_number(timezone.localdate(o.confirmed_at)) if o.confirmed_at else 0,
        "age_exception": exception,
    }


def _corporation_key(institution: Institution) -> int:
    """Keys of corporations begin above those of institutions: the engine compares both in one column of shields."""
    return institution.corporation_id + (1 << 40) if institution.corporation_id else 0


def _place(municipality: Municipality | None, prefecture_column: str) -> dict[str, Any]:
    point = municipality.point if municipality else None
    return {
        prefecture_column: int(municipality.prefecture_id) - 1
        if municipality
        else 12,  # unknown home: no commute judged
        "located": point is not None,
        "lat": point.latitude if point else 0.0,
        "lon": point.longitude if point else 0.0,
    }


def _bits(codes: Iterable[str], table: dict[str, int]) -> int:
    bits = 0
    for code in codes:
        bits |= table.get(code, table.get(code.casefold(), 0))
    return bits


def _employment_bits() -> dict[str, int]:
    return {code: 1 << bit for bit, code in enumerate(EMPLOYMENT)}


def _bits_of_specialties(names: Iterable[str]) -> np.uint64:
    bits = 0
    for name in names:
        if (index := specialties.find(name)) is not None:
            bits |= 1 << index
    return np.uint64(bits)


def _wish_bits(wishes: dict[str, str], level: str) -> int:
    return _bits((key for key, value in wishes.items() if value == level), WISH_BITS)


def _is_60_or_over(p: Physician, day: date) -> bool:
    if not p.identity.birth_date:
        return False
    born = date.fromisoformat(p.identity.birth_date)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) >= 60


def _shield_pairs(seekers: list[Physician]) -> list[tuple[int, int]]:
    """(row, institution key) of everything each physician hides from, corporations and groups already worked out."""
    every = list(Institution.objects.select_related("corporation"))
    return [
        (row, key)
        for row, p in enumerate(seekers)
        for key in sorted(hidden_for([e for e in p.shield.all() if e.ended_at is None], every))
    ]


def _designation_bits(day: date) -> dict[str, int]:
    """Municipality code → bits of what it, or its medical area, is designated as on a day."""
    bits: dict[str, int] = {}
    for row in designations_on(day).prefetch_related("area__memberships"):
        mark = DESIGNATION_BITS.get(row.kind, 0)
        codes = (
            [row.municipality_id] if row.area_id is None else [m.municipality_id for m in row.area.memberships.all()]
        )
        for code in codes:
            bits[code] = bits.get(code, 0) | mark
    return bits


def _digest(*sides: dict[str, AnyArray]) -> str:
    digest = hashlib.sha256()
    for side in sides:
        for name in sorted(side):
            digest.update(name.encode() + side[name].tobytes())
    return digest.hexdigest()
