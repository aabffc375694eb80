"""From a few rows to the engine's arrays, by the ORM. `load.py` reads a whole nation and gives the same columns.

Nothing the engine may not see (name, sex, birth date, fee) leaves this module.
"""

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.utils import timezone

from enishi.areas.lookups import designations_on
from enishi.areas.models import Municipality
from enishi.common.clock import today
from enishi.engine import Market, Schema
from enishi.engine.schema import (
    ASKED,
    PHYSICIAN_COLUMNS,
    POST_COLUMNS,
    RELOCATION,
    WILLING,
    AnyArray,
    Column,
)
from enishi.institutions.models import Institution
from enishi.matching import coding
from enishi.matching.exceptions import are_60_or_over
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.physicians.deciphering import shields_of
from enishi.physicians.families import Member, Target, hidden
from enishi.physicians.models import Physician, WishSheet
from enishi.physicians.shield import members_of

Columns = dict[str, AnyArray]
log = logging.getLogger("enishi.matching")


@dataclass(frozen=True, slots=True)
class MarketColumns:
    """What `Market.from_columns` takes, and the primary keys of the rows, ascending."""

    physicians: Columns
    openings: Columns
    schema: Schema
    physician_ids: AnyArray
    opening_ids: AnyArray

    @property
    def digest(self) -> str:
        """SHA-256 over all columns: names this snapshot in a MatchRun."""
        digest = hashlib.sha256()
        for side in (self.physicians, self.openings):
            for name in sorted(side):
                digest.update(name.encode() + side[name].tobytes())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class DatabaseMarket:
    """The market and the way back to rows: `physician_ids[number]`, `opening_ids[number]` are primary keys."""

    market: Market
    physician_ids: dict[str, int]
    opening_ids: dict[str, int]
    digest: str

    @classmethod
    def of(cls, columns: MarketColumns) -> "DatabaseMarket":
        return cls(
            Market.from_columns(columns.physicians, columns.openings, columns.schema),
            dict(zip(columns.physicians["number"].tolist(), columns.physician_ids.tolist(), strict=True)),
            dict(zip(columns.openings["number"].tolist(), columns.opening_ids.tolist(), strict=True)),
            columns.digest,
        )


def build_market(
    physicians: Iterable[Physician], openings: Iterable[Opening], locks: Mapping[int, date] | None = None
) -> DatabaseMarket:
    """Arrays of these physicians and openings as they stand today.

    `locks`: last day of the no-solicitation period by physician primary key. Physicians without any specialty known to
    the tree are left out, as no condition could be judged for them.
    """
    return DatabaseMarket.of(columns_of(physicians, openings, locks or {}))


def columns_of(
    physicians: Iterable[Physician],
    openings: Iterable[Opening],
    locks: Mapping[int, date],
    skills: Sequence[str] | None = None,
) -> MarketColumns:
    """As `build_market`. `skills`: the bits of a market that stands already, else those these openings require.

    An opening that requires a word without a bit is left out, and so is a physician whose shield cannot be read.
    """
    day = today()
    seekers = sorted((p for p in physicians if coding.specialty_bits(p.wishes.specialties)), key=lambda p: p.pk)
    shields, unreadable = shields_of([p.pk for p in seekers])
    seekers = [p for p in seekers if p.pk not in unreadable]
    every = sorted((o for o in openings if o.current is not None), key=lambda o: o.pk)
    if skills is None:
        skills = coding.skills_of_market(o.current.skills_required for o in every)
    offered = [o for o in every if coding.are_known(o.current.skills_required, skills)]
    if len(offered) < len(every):
        report_left_out(sorted({o.number for o in every} - {o.number for o in offered}))
    marks = designation_bits(day)
    ids = np.array([p.pk for p in seekers], np.int64)
    p_columns = _columns([_physician(p, skills, locks.get(p.pk)) for p in seekers], PHYSICIAN_COLUMNS)
    o_columns = _columns([_opening(o, skills, marks) for o in offered], POST_COLUMNS)
    p_columns["is_60_or_over"] = are_60_or_over(p_columns, o_columns, ids, day)
    shield = _shield_pairs([shields.get(p.pk, []) for p in seekers])
    p_columns["shield_row"] = np.array([row for row, _ in shield], np.int64)
    p_columns["shield_key"] = np.array([key for _, key in shield], np.int64)
    return MarketColumns(
        p_columns, o_columns, Schema(day, tuple(skills)), ids, np.array([o.pk for o in offered], np.int64)
    )


def _columns(rows: list[dict[str, Any]], columns: Iterable[Column]) -> Columns:
    """Rows as columns; a market with nobody on one side is a market too, so empty columns keep their types."""
    arrays: Columns = {c.name: np.array([row[c.name] for row in rows], c.dtype) for c in columns}
    return arrays | {"number": np.array([row["number"] for row in rows], coding.NUMBER)}


def _physician(p: Physician, skills: Sequence[str], lock: date | None) -> dict[str, Any]:
    """`is_60_or_over` stays open: see `exceptions`."""
    w: WishSheet = p.wishes
    return {
        "number": p.number,
        "main_specialty": coding.main_specialty(w.specialties),
        "specialties": coding.specialty_bits(w.specialties),
        "skills": coding.skill_bits(w.skills, skills),
        **place_of(w.municipality, "home_prefecture"),
        "prefectures": coding.prefecture_bits(w.prefectures),
        "max_commute_min": coding.commute_limit(w.max_commute_min),
        "relocation": RELOCATION.index(w.relocation),
        "employment": coding.employment_bits(w.employment),
        "days_min": int(w.days_min),
        "days_max": coding.whole_days_up(w.days_max),
        "slots": coding.free_slot_bits(w.slots),
        "night_duty": WILLING.index(w.night_duty),
        "on_call": WILLING.index(w.on_call),
        "max_on_call_per_month": coding.calls_limit(w.max_on_call_per_month),
        "min_annual_pay_yen": w.min_annual_pay_yen or 0,
        "min_daily_pay_yen": w.min_daily_pay_yen or 0,
        **{level: coding.wish_bits(w.wishes, level) for level in ("must", "want", "never")},
        "available_from": coding.day(w.available_from),
        "hours_left_min": coding.week_minutes_left(w.overtime_level, w.weekly_hours_committed),
        "licence_verified": p.licence_verified_on is not None,
        "no_solicitation_until": coding.day(lock),
        "is_60_or_over": False,
    }


def _opening(o: Opening, skills: Sequence[str], marks: dict[str, int]) -> dict[str, Any]:
    v = o.current
    days, slots = coding.whole_days_up(v.days), coding.slot_bits(v.slots)
    return {
        "number": o.number,
        "institution": o.institution_id,
        "corporation": coding.corporation_key(o.institution.corporation_id),
        **place_of(o.institution.municipality, "prefecture"),
        "specialties": coding.specialty_bits(v.specialties),
        "skills_required": coding.skill_bits(v.skills_required, skills),
        "employment": coding.employment_bits(v.employment),
        "capacity": min(v.headcount, coding.MOST_HEADS),
        "days": days,
        "slots": slots,
        "weekly_min": coding.week_minutes_needed(days, slots),
        "night_duty": ASKED.index(v.night_duty),
        "on_call": ASKED.index(v.on_call),
        "on_call_per_month": coding.calls_asked(v.on_call_per_month),
        "annual_pay_min_yen": v.annual_pay_min_yen or 0,
        "annual_pay_max_yen": v.annual_pay_max_yen or 0,
        "daily_pay_yen": v.daily_pay_yen or 0,
        "offers": coding.offer_bits(v.offers),
        "starts_on": coding.day(v.starts_on),
        "designation": marks.get(o.institution.municipality_id, 0),
        "open": o.state == OpeningState.PUBLISHED,
        "confirmed_on": coding.day(timezone.localdate(o.confirmed_at) if o.confirmed_at else None),
        "age_exception": coding.age_exception(v.age_exception),
    }


def place_of(municipality: Municipality | None, prefecture_column: str) -> dict[str, Any]:
    """Prefecture and point; of nowhere stated too."""
    point = municipality.point if municipality else None
    return {
        prefecture_column: int(municipality.prefecture_id) - 1 if municipality else coding.UNKNOWN_PREFECTURE,
        "located": point is not None,
        "lat": point.latitude if point else 0.0,
        "lon": point.longitude if point else 0.0,
    }


def report_left_out(numbers: Iterable[str]) -> None:
    """Openings that cannot be matched, for whoever runs the platform."""
    log.warning("left out, as they require a word that has no bit: %s", ", ".join(numbers))


def _shield_pairs(targets: list[list[Target]]) -> list[tuple[int, int]]:
    """(row, key) of everything each physician hides from, corporations and groups already worked out."""
    if not any(targets):
        return []
    every = members_of(Institution.objects.all())
    return [(row, key) for row, own in enumerate(targets) for key in sorted(_keys(own, every))]


def _keys(targets: list[Target], every: list[Member]) -> set[int]:
    """The key of the corporation hides all its institutions, those still to come too."""
    away = hidden(targets, every) if targets else set()
    return {coding.corporation_key(m.corporation) or m.institution for m in every if m.institution in away}


def designation_bits(day: date) -> dict[str, int]:
    """Municipality code → bits of what it, or its medical area, is designated as on a day."""
    bits: dict[str, int] = {}
    for row in designations_on(day).prefetch_related("area__memberships"):
        mark = coding.DESIGNATION_BITS.get(row.kind, 0)
        codes = (
            [row.municipality_id] if row.area_id is None else [m.municipality_id for m in row.area.memberships.all()]
        )
        for code in codes:
            bits[code] = bits.get(code, 0) | mark
    return bits
