"""The two structures of arrays of a market, and how one row or a block of rows is taken out of them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from types import SimpleNamespace
from typing import Any, Self

from enishi.engine.schema import F64, I32, I64, U8, U16, U32, U64, Bool


@dataclass(frozen=True)
class _Rows:
    def at(self, index: Any) -> Self:
        """The same columns at these rows; every array takes the shape of `index`, so blocks broadcast: (a, 1) against
        (1, b)."""
        return type(self)(**{field.name: getattr(self, field.name)[index] for field in fields(self)})

    def row(self, index: int) -> SimpleNamespace:
        """One row as plain Python numbers, for sentences."""
        return SimpleNamespace(**{field.name: getattr(self, field.name)[index].item() for field in fields(self)})


@dataclass(frozen=True)
class Physicians(_Rows):
    """Columns of `schema.PHYSICIAN_COLUMNS`, then the derived ones. All of one length, read-only."""

    main_specialty: U8
    specialties: U64
    skills: U64
    home_prefecture: U8
    located: Bool
    lat: F64
    lon: F64
    prefectures: U64
    max_commute_min: U16
    relocation: U8
    employment: U8
    days_min: U8
    days_max: U8
    slots: U32
    night_duty: U8
    on_call: U8
    max_on_call_per_month: U8
    min_annual_pay_yen: I32
    min_daily_pay_yen: I32
    must: U32
    want: U32
    never: U32
    available_from: I32
    hours_left_min: U16
    licence_verified: Bool
    no_solicitation_until: I32
    is_60_or_over: Bool
    serves: U64  # derived: specialties served as he is
    near: U64  # derived: specialties he could serve after retraining
    x: F64  # derived: unit vector of (lat, lon)
    y: F64
    z: F64


@dataclass(frozen=True)
class Posts(_Rows):
    """Columns of `schema.POST_COLUMNS`, then the derived ones. All of one length, read-only."""

    institution: I64
    corporation: I64
    prefecture: U8
    located: Bool
    lat: F64
    lon: F64
    specialties: U64
    skills_required: U64
    employment: U8
    capacity: I32
    days: U8
    slots: U32
    weekly_min: U16
    night_duty: U8
    on_call: U8
    on_call_per_month: U8
    annual_pay_min_yen: I32
    annual_pay_max_yen: I32
    daily_pay_yen: I32
    offers: U32
    starts_on: I32
    designation: U8
    open: Bool
    confirmed_on: I32
    age_exception: U8
    x: F64
    y: F64
    z: F64
