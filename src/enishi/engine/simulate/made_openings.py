"""Made-up openings: institutions by prefecture, more where physicians are few; contracts by assumptions stated here."""

from __future__ import annotations

import numpy as np

from enishi.engine.hours import HALF_DAY_MIN
from enishi.engine.schema import DAY_MASKS, F64, I64, STALE_AFTER_DAYS, WISH_BITS, AnyArray
from enishi.engine.scores import count_bits
from enishi.engine.simulate.figures import PHYSICIANS_BY_SPECIALTY, PREFECTURE_FIGURES
from enishi.engine.simulate.made_physicians import (
    FULL_TIME,
    NATION,
    PART_TIME,
    SPOT,
    Columns,
    Scope,
    one_bit,
    scattered,
    shares,
)
from enishi.engine.specialties import INDEX, SPECIALTIES, ancestors

CORPORATION_KEYS = 1_000_000  # corporations' keys begin here, so that they never equal an institution's

# Departments that clinics, checkup centres, care facilities and dialysis units ask for beside the survey's shares.
ALSO_ASKED = {
    "internal_medicine": 30_000,
    "general_practice": 22_000,
    "home_care": 14_000,
    "health_checkups": 14_000,
    "dialysis": 7_000,
    "geriatrics": 6_000,
    "rehabilitation": 6_000,
    "palliative_care": 3_000,
    "gastrointestinal_endoscopy": 4_000,
}
OFFER_SHARE = {
    "housing": 0.35,
    "travel_paid": 0.70,
    "retraining": 0.15,
    "research_day": 0.25,
    "no_weekend": 0.45,
    "mentoring": 0.20,
    "management": 0.12,
    "new_field": 0.12,
    "home_visits": 0.20,
    "outpatient": 0.65,
    "wards": 0.45,
    "checkups": 0.20,
    "dialysis": 0.08,
    "endoscopy": 0.15,
    "industrial": 0.10,
    "care_facility": 0.15,
    "remote_island": 0.01,
    "online": 0.12,
    "extension_after_retirement": 0.40,
    "family_support": 0.10,
}


def institutions(rng: np.random.Generator, n_openings: int, scope: Scope = NATION) -> Columns:
    """One institution for about twelve openings, some far larger: key, corporation, place, share of openings,
    designation."""
    n = max(1, n_openings * 8 // 100)
    lack = [place.population * max(450 - place.physicians / place.population * 100, 60) for place in PREFECTURE_FIGURES]
    prefecture = rng.choice(47, n, p=scope.within(np.array(lack)))
    remote = rng.random(n) < 0.5
    short = np.array([place.short_areas / place.areas for place in PREFECTURE_FIGURES])[prefecture]
    draw = rng.random((3, n))
    # Areas short of physicians lie away from the capital of their prefecture more often than not.
    designation = (draw[0] < np.where(remote, np.minimum(short * 1.5, 0.95), short * 0.5)).astype(np.uint8)
    designation |= np.where((designation & 1 > 0) & (draw[1] < 0.3), 2, 0).astype(np.uint8)
    designation |= np.where(remote & (draw[2] < 0.04), 4, 0).astype(np.uint8)
    per_prefecture = max(1, n // 80)
    corporation = CORPORATION_KEYS + prefecture * per_prefecture + rng.integers(0, per_prefecture, n)
    return {
        "institution": np.arange(1, n + 1),
        "corporation": np.where(rng.random(n) < 0.3, 0, corporation),
        "prefecture": prefecture.astype(np.uint8),
        "designation": designation,
        "share": shares(rng.lognormal(0.0, 0.8, n)),
        **scattered(rng, prefecture, np.where(remote, 0.9, 0.3)),
    }


def openings(rng: np.random.Generator, n: int, places: Columns, today: int, scope: Scope = NATION) -> Columns:
    """All columns of schema.POST_COLUMNS and `number`."""
    at = rng.choice(len(places["institution"]), n, p=places["share"])
    employment = rng.choice((FULL_TIME, PART_TIME, SPOT, FULL_TIME | PART_TIME), n, p=(0.45, 0.42, 0.08, 0.05))
    age_exception = rng.choice((0, 1, 2), n, p=(0.992, 0.003, 0.005))
    return {
        "number": np.char.add("K", np.char.zfill(np.arange(n).astype(np.str_), 6)) if n else np.zeros(0, "U7"),
        **{name: values[at] for name, values in places.items() if name != "share"},
        "specialties": _departments(rng, n, scope.departments),
        "skills_required": np.where(rng.random(n) < 0.15, one_bit(rng.integers(0, 10, n)), np.uint64(0)),
        "employment": employment.astype(np.uint8),
        "capacity": rng.choice((1, 2, 3), n, p=(0.75, 0.18, 0.07)).astype(np.int32),
        **_week(rng, employment),
        **_duties(rng, employment),
        **_pay(rng, employment, places["designation"][at]),
        "offers": _offers(rng, n),
        "starts_on": np.where(rng.random(n) < 0.45, 0, today + rng.integers(0, 180, n)),
        "open": rng.random(n) >= 0.03,
        "confirmed_on": today - np.where(rng.random(n) < 0.04, 60, rng.integers(0, STALE_AFTER_DAYS + 1, n)),
        "age_exception": age_exception.astype(np.uint8),
    }


def _departments(rng: np.random.Generator, n: int, departments: tuple[str, ...]) -> AnyArray:
    """One department, a second one accepted by 15 %, any by 1 %."""
    asked = {key: PHYSICIANS_BY_SPECIALTY[key] for key in departments}
    for key, more in ALSO_ASKED.items():
        if any(SPECIALTIES[above].key in departments for above in (INDEX[key], *ancestors(INDEX[key]))):
            asked[key] = asked.get(key, 0) + more
    keys, share = np.array([INDEX[key] for key in asked]), shares(list(asked.values()))
    first, second = keys[rng.choice(len(keys), (2, n), p=share)]
    bits = one_bit(first) | np.where(rng.random(n) < 0.15, one_bit(second), np.uint64(0))
    return np.where(rng.random(n) < 0.01, np.uint64(0), bits)


def _week(rng: np.random.Generator, employment: AnyArray) -> Columns:
    """Days, half-days and minutes a week. Full-time openings seldom name half-days; part-time ones mostly do."""
    n = len(employment)
    full, spot = (employment & FULL_TIME) > 0, employment == SPOT
    days = np.where(full, rng.choice((5, 4, 0), n, p=(0.55, 0.38, 0.07)), rng.choice((1, 2, 3), n, p=(0.5, 0.3, 0.2)))
    days = np.where(spot, 1, days)
    listed = np.where(~full & ~spot & (rng.random(n) < 0.25), days + 2, days)
    # Weekdays in random order, Saturday and Sunday mostly last.
    order = np.argsort(rng.random((n, 7)) + np.array((0, 0, 0, 0, 0, 0.7, 0.95)), axis=1)
    halves = rng.choice((3, 1, 2), n, p=(0.7, 0.2, 0.1))
    night = spot & (rng.random(n) < 0.4)
    slots = np.zeros(n, np.uint32)
    for place in range(5):
        day = order[:, place]
        bits = np.where(night, np.array(DAY_MASKS)[day] & ~0x3FFF, halves << 2 * day)
        slots |= np.where(place < listed, bits, 0).astype(np.uint32)
    named = rng.random(n) < np.where(full, 0.15, 0.65)
    slots = np.where(named, slots, np.uint32(0))
    by_slots = (slots > 0) & (listed <= days)
    minutes = np.where(by_slots, count_bits(slots) * HALF_DAY_MIN, days * 2 * HALF_DAY_MIN)
    return {"days": days.astype(np.uint8), "slots": slots, "weekly_min": minutes.astype(np.uint16)}


def _duties(rng: np.random.Generator, employment: AnyArray) -> Columns:
    n = len(employment)
    full = (employment & FULL_TIME) > 0
    night = np.where(full, rng.choice(3, n, p=(0.35, 0.37, 0.28)), rng.choice(3, n, p=(0.78, 0.15, 0.07)))
    call = np.where(full, rng.choice(3, n, p=(0.38, 0.38, 0.24)), rng.choice(3, n, p=(0.85, 0.11, 0.04)))
    times = np.where((call > 0) & (rng.random(n) < 0.6), rng.integers(1, 9, n), 0)
    return {
        "night_duty": night.astype(np.uint8),
        "on_call": call.astype(np.uint8),
        "on_call_per_month": times.astype(np.uint8),
    }


def _pay(rng: np.random.Generator, employment: AnyArray, designation: AnyArray) -> Columns:
    """Yen. Annual pay for full-time, daily pay for the others; a little more where physicians are few."""
    n = len(employment)
    full = (employment & FULL_TIME) > 0
    more = np.where(designation & 1, 1.08, 1.0)
    low = np.clip(_rounded(rng.normal(13.0, 2.0, n) * more, 0.5), 7, 25) * 1_000_000
    high = low + _rounded(rng.random(n) * 5, 0.5) * 1_000_000
    daily = np.clip(_rounded(rng.normal(90, 14, n) * more, 5), 50, 180) * 1_000
    by_year, by_day = full & (rng.random(n) < 0.9), (employment != FULL_TIME) & (rng.random(n) < 0.9)
    return {
        "annual_pay_min_yen": np.where(by_year, low, 0).astype(np.int32),
        "annual_pay_max_yen": np.where(by_year & (rng.random(n) < 0.8), high, 0).astype(np.int32),
        "daily_pay_yen": np.where(by_day, daily, 0).astype(np.int32),
    }


def _rounded(values: F64, step: float) -> F64:
    return np.round(values / step) * step


def _offers(rng: np.random.Generator, n: int) -> AnyArray:
    bits = np.zeros(n, np.uint32)
    for key, share in OFFER_SHARE.items():
        bits |= np.where(rng.random(n, np.float32) < share, np.uint32(WISH_BITS[key]), np.uint32(0))
    return bits


def workplaces(rng: np.random.Generator, home: AnyArray, places: Columns) -> tuple[I64, I64]:
    """(`shield_row`, `shield_key`): 80 % hide from their present institution, half of them from its corporation too and
    some from a third institution.

    Physicians work in institutions of their prefecture, the larger the likelier; where there is none, nothing is
    hidden.
    """
    n = len(home)
    order = np.argsort(places["prefecture"], kind="stable")
    reach = np.r_[0.0, np.cumsum(places["share"][order])]
    edge = np.searchsorted(places["prefecture"][order], np.arange(48))
    low, high = reach[edge[home]], reach[edge[home.astype(np.int64) + 1]]
    hides = (rng.random(n) < 0.8) & (high > low)
    keys = []
    for _ in range(2):
        at = np.searchsorted(reach, low + rng.random(n) * (high - low), side="right") - 1
        keys.append(order[np.minimum(at, len(order) - 1)])
    corporation = np.where(rng.random(n) < 0.5, places["corporation"][keys[0]], 0)
    third = np.where(rng.random(n) < 0.15, places["institution"][keys[1]], 0)
    columns = np.stack([places["institution"][keys[0]], corporation, third], axis=1)
    columns[columns[:, 2] == columns[:, 0], 2] = 0
    row, which = np.nonzero((columns > 0) & hides[:, None])
    return row.astype(np.int64), columns[row, which].astype(np.int64)
