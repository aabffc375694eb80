"""A small fictional market to tell stories with: rows as plain dicts, defaults that fit each other."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from enishi.engine import Market, Schema
from enishi.engine.schema import (
    ALL_PREFECTURES,
    ALL_SLOTS,
    NO_LIMIT,
    PHYSICIAN_COLUMNS,
    POST_COLUMNS,
    SLOTS,
    WISH_BITS,
    day_number,
)
from enishi.engine.specialties import INDEX

AS_OF = date(2026, 11, 23)
TODAY = day_number(AS_OF)
SKILLS = ("dialysis", "endoscopy")
Row = dict[str, Any]


def slots(*keys: str) -> int:
    return sum(1 << SLOTS.index(key) for key in keys)


def wishes(*keys: str) -> int:
    return sum(WISH_BITS[key] for key in keys)


def specialty_bits(*keys: str) -> int:
    return sum(1 << INDEX[key] for key in keys)


def physician(number: str = "D-1", *specialties: str, **changes: Any) -> Row:
    """A willing internist of Morioka (03201) with a verified licence; `hides_from`: keys."""
    keys = specialties or ("internal_medicine",)
    row: Row = {
        "number": number,
        "main_specialty": INDEX[keys[0]],
        "specialties": specialty_bits(*keys),
        "skills": 0,
        "home_prefecture": 2,
        "located": True,
        "lat": 39.7,
        "lon": 141.15,
        "prefectures": ALL_PREFECTURES,
        "max_commute_min": NO_LIMIT,
        "relocation": 0,
        "employment": 7,
        "days_min": 0,
        "days_max": 7,
        "slots": ALL_SLOTS,
        "night_duty": 2,
        "on_call": 2,
        "max_on_call_per_month": 255,
        "min_annual_pay_yen": 0,
        "min_daily_pay_yen": 0,
        "must": 0,
        "want": 0,
        "never": 0,
        "available_from": 0,
        "hours_left_min": 3507,
        "licence_verified": True,
        "no_solicitation_until": 0,
        "is_60_or_over": False,
        "hides_from": (),
    }
    return row | changes


def opening(number: str = "K-1", *specialties: str, **changes: Any) -> Row:
    """Two days a week of internal medicine in the same town, confirmed last week."""
    row: Row = {
        "number": number,
        "institution": 1,
        "corporation": 0,
        "prefecture": 2,
        "located": True,
        "lat": 39.7,
        "lon": 141.15,
        "specialties": specialty_bits(*(specialties or ("internal_medicine",))),
        "skills_required": 0,
        "employment": 2,
        "capacity": 1,
        "days": 2,
        "slots": 0,
        "weekly_min": 960,
        "night_duty": 0,
        "on_call": 0,
        "on_call_per_month": 0,
        "annual_pay_min_yen": 0,
        "annual_pay_max_yen": 0,
        "daily_pay_yen": 100_000,
        "offers": 0,
        "starts_on": 0,
        "designation": 0,
        "open": True,
        "confirmed_on": TODAY - 7,
        "age_exception": 0,
    }
    return row | changes


def columns(physicians: list[Row], openings: list[Row]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two dicts that `Market.from_columns` takes."""
    p: dict[str, Any] = {"number": np.array([row["number"] for row in physicians], np.str_)}
    o: dict[str, Any] = {"number": np.array([row["number"] for row in openings], np.str_)}
    for column in PHYSICIAN_COLUMNS:
        p[column.name] = np.array([row[column.name] for row in physicians], column.dtype)
    for column in POST_COLUMNS:
        o[column.name] = np.array([row[column.name] for row in openings], column.dtype)
    shields = [(at, key) for at, row in enumerate(physicians) for key in row["hides_from"]]
    p["shield_row"] = np.array([at for at, _ in shields], np.int64)
    p["shield_key"] = np.array([key for _, key in shields], np.int64)
    return p, o


def market(physicians: list[Row], openings: list[Row]) -> Market:
    return Market.from_columns(*columns(physicians, openings), Schema(AS_OF, SKILLS))


def one_pair(p: Row, o: Row) -> Market:
    return market([p], [o])
