"""Made-up physicians: who they are by the published figures, what they look for by assumptions stated here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enishi.engine.schema import (
    ALL_PREFECTURES,
    ALL_SLOTS,
    ANY_NUMBER,
    DAY_MASKS,
    F64,
    NO_LIMIT,
    U64,
    WISH_BITS,
    AnyArray,
    Bool,
)
from enishi.engine.simulate.figures import PHYSICIANS_BY_SPECIALTY, PREFECTURE_FIGURES, SHARE_60_OR_OVER
from enishi.engine.specialties import INDEX

Columns = dict[str, AnyArray]
FULL_TIME, PART_TIME, SPOT = 1, 2, 4

# Second specialties common late in a career, beside one more department drawn from the survey.
SECOND = ("general_practice", "home_care", "health_checkups", "geriatrics", "rehabilitation", "palliative_care")
# Chance that a physician has each of population.SKILLS.
SKILL_SHARE = (0.35, 0.20, 0.15, 0.30, 0.40, 0.25, 0.30, 0.12, 0.15, 0.20)
# What physicians ask for, most often first; `must` and `want` are drawn by these weights.
WANTED = {
    "housing": 6,
    "travel_paid": 8,
    "retraining": 7,
    "research_day": 4,
    "no_weekend": 10,
    "mentoring": 3,
    "management": 2,
    "new_field": 3,
    "home_visits": 4,
    "outpatient": 9,
    "wards": 4,
    "checkups": 5,
    "dialysis": 1,
    "endoscopy": 3,
    "industrial": 4,
    "care_facility": 3,
    "remote_island": 1,
    "online": 4,
    "extension_after_retirement": 5,
    "family_support": 3,
}
REFUSED = {"remote_island": 8, "management": 4, "checkups": 3, "home_visits": 4, "wards": 4, "online": 2, "dialysis": 3}


@dataclass(frozen=True)
class Scope:
    """The part of the country a made-up market covers. `prefectures`: indices 0-46 where people live and openings are.
    `departments`: keys of main specialties; openings ask for these or for what lies above or below them."""

    prefectures: tuple[int, ...] = tuple(range(47))
    departments: tuple[str, ...] = tuple(PHYSICIANS_BY_SPECIALTY)

    def within(self, weights: AnyArray) -> F64:
        """Weights of the 47 prefectures as probabilities, 0 outside."""
        inside = np.isin(np.arange(47), self.prefectures)
        return shares(np.asarray(weights) * inside)


NATION = Scope()


def physicians(rng: np.random.Generator, n: int, today: int, scope: Scope = NATION) -> Columns:
    """All columns of schema.PHYSICIAN_COLUMNS and `number`, without the shields."""
    home = rng.choice(47, n, p=scope.within(np.array([place.physicians for place in PREFECTURE_FIGURES])))
    senior = rng.random(n) < SHARE_60_OR_OVER
    return {
        "number": np.char.add("P", np.char.zfill(np.arange(n).astype(np.str_), 6)) if n else np.zeros(0, "U7"),
        "home_prefecture": home.astype(np.uint8),
        "is_60_or_over": senior,
        **_departments(rng, n, scope.departments),
        **scattered(rng, home, np.where(rng.random(n) < 0.65, 0.25, 0.8)),
        **_places_wished(rng, home),
        **_week(rng, n, senior),
        **_floors(rng, n),
        **_wishes(rng, n),
        "available_from": np.where(rng.random(n) < 0.6, 0, today + rng.integers(1, 300, n)),
        "licence_verified": rng.random(n) < 0.97,
        "no_solicitation_until": np.where(rng.random(n) < 0.01, today + rng.integers(0, 180, n), 0),
    }


def shares(weights: list[int] | F64) -> F64:
    """Weights as probabilities."""
    array = np.asarray(weights, np.float64)
    probabilities: F64 = array / array.sum()
    return probabilities


def one_bit(index: AnyArray | int) -> U64:
    """uint64 with the bit of each index set."""
    return np.left_shift(np.uint64(1), np.asarray(index, np.uint64))


def scattered(rng: np.random.Generator, prefecture: AnyArray, spread: AnyArray) -> Columns:
    """Coordinates around the prefectural office; `spread` in radii of the prefecture taken as a disc. 0.5 % unknown."""
    radius = np.sqrt(np.array([place.km2 for place in PREFECTURE_FIGURES]) / np.pi)[prefecture] * spread * 0.6
    lat = np.array([place.lat for place in PREFECTURE_FIGURES])[prefecture]
    lon = np.array([place.lon for place in PREFECTURE_FIGURES])[prefecture]
    n = len(lat)
    north, east = np.clip(rng.standard_normal((2, n)), -2.5, 2.5) * radius / 111.0
    located = rng.random(n) < 0.995
    lat, lon = np.round(lat + north, 4), np.round(lon + east / np.cos(np.radians(lat)), 4)
    return {"located": located, "lat": np.where(located, lat, 0.0), "lon": np.where(located, lon, 0.0)}


def picked(rng: np.random.Generator, weights: dict[str, int], count: AnyArray) -> AnyArray:
    """Wish bits uint32: `count[i]` different keys for each row, drawn by weight."""
    bits = np.array([WISH_BITS[key] for key in weights], np.uint32)
    # The keys with the largest log(uniform) / weight are a weighted sample without replacement (Efraimidis–Spirakis).
    lots = np.log1p(-rng.random((len(count), len(bits)), np.float32)) / np.array(list(weights.values()), np.float32)
    most = int(count.max(initial=0))
    best = np.argsort(-lots, axis=1)[:, :most]
    taken = np.where(np.arange(most) < count[:, None], bits[best], np.uint32(0))
    bits_taken: AnyArray = np.bitwise_or.reduce(taken, axis=1, initial=np.uint32(0))
    return bits_taken


def _departments(rng: np.random.Generator, n: int, departments: tuple[str, ...]) -> Columns:
    keys = np.array([INDEX[key] for key in departments])
    share = shares([PHYSICIANS_BY_SPECIALTY[key] for key in departments])
    main = keys[rng.choice(len(keys), n, p=share)]
    late = np.array([INDEX[key] for key in SECOND])[rng.integers(0, len(SECOND), n)]
    bits = one_bit(main)
    bits |= np.where(rng.random(n) < 0.25, one_bit(late), np.uint64(0))
    bits |= np.where(rng.random(n) < 0.10, one_bit(keys[rng.choice(len(keys), n, p=share)]), np.uint64(0))
    skills = np.zeros(n, np.uint64)
    for bit, chance in enumerate(SKILL_SHARE):
        skills |= np.where(rng.random(n) < chance, np.uint64(1 << bit), np.uint64(0))
    return {"main_specialty": main.astype(np.uint8), "specialties": bits, "skills": skills}


def _places_wished(rng: np.random.Generator, home: AnyArray) -> Columns:
    """Home and the nearest prefectures, four on average, now and then one far away; anywhere for 5 %."""
    n = len(home)
    at = np.array([(place.lat, place.lon) for place in PREFECTURE_FIGURES])
    apart = np.hypot(at[:, None, 0] - at[None, :, 0], (at[:, None, 1] - at[None, :, 1]) * np.cos(np.radians(36)))
    nearest = np.argsort(apart, axis=1, kind="stable")
    count = np.minimum(rng.geometric(0.28, n), 9)
    bits = np.zeros(n, np.uint64)
    for place in range(9):
        bits |= np.where(count > place, one_bit(nearest[home, place]), np.uint64(0))
    bits |= np.where(rng.random(n) < 0.12, one_bit(rng.integers(0, 47, n)), np.uint64(0))
    moves = rng.choice(3, n, p=(0.62, 0.20, 0.18))
    limits = np.array([30, 45, 60, 75, 90, 120, NO_LIMIT])
    return {
        "prefectures": np.where(rng.random(n) < 0.05, np.uint64(ALL_PREFECTURES), bits),
        "relocation": moves.astype(np.uint8),
        "max_commute_min": rng.choice(limits, n, p=(0.12, 0.16, 0.28, 0.10, 0.18, 0.10, 0.06)),
    }


def _week(rng: np.random.Generator, n: int, senior: Bool) -> Columns:
    """Contracts, days, half-days and duties; people of 60 and over more often refuse nights and on-call."""
    employment = rng.choice((1, 2, 3, 4, 6, 7), n, p=(0.26, 0.20, 0.24, 0.03, 0.14, 0.13))
    full_only, part_too = employment == FULL_TIME, (employment & FULL_TIME) == 0
    least = np.where(full_only, rng.integers(3, 5, n), rng.integers(0, 3, n))
    most = np.where(part_too, rng.integers(1, 5, n), rng.integers(4, 6, n))
    draw = rng.random((2, n))
    night, call = (_willing(draw[at], senior, no) for at, no in ((0, 0.42), (1, 0.34)))
    times = rng.choice((ANY_NUMBER, 2, 4, 6, 8), n, p=(0.6, 0.1, 0.15, 0.1, 0.05))
    committed = np.where(part_too, rng.integers(0, 36, n), rng.integers(0, 9, n))
    allowed = np.where(rng.random(n) < 0.8, 3507, 4546)  # minutes a week under overtime level A, or B and C
    left = np.maximum(allowed - committed * 60, 0)
    return {
        "employment": employment.astype(np.uint8),
        "days_min": np.minimum(least, most).astype(np.uint8),
        "days_max": most.astype(np.uint8),
        "slots": _half_days(rng, n, full_only, night > 0),
        "night_duty": night,
        "on_call": call,
        "max_on_call_per_month": times.astype(np.uint8),
        "hours_left_min": np.where(rng.random(n) < 0.15, NO_LIMIT, left),
    }


def _willing(draw: F64, senior: Bool, no: float) -> AnyArray:
    refuses = np.where(senior, no + 0.25, no)
    return np.where(draw < refuses, 0, np.where(draw < refuses + (1 - refuses) * 0.6, 1, 2)).astype(np.uint8)


def _half_days(rng: np.random.Generator, n: int, full_only: Bool, nights: Bool) -> AnyArray:
    """Nothing stated for 45 %; else weekdays, some mornings or afternoons only, a few Saturdays."""
    free = rng.random((n, 7), np.float32) < np.array((0.75, 0.75, 0.7, 0.75, 0.7, 0.3, 0.08), np.float32)
    free[:, :5] |= full_only[:, None]
    free[~free.any(axis=1), 2] = True
    part = rng.random((n, 7), np.float32)
    half = np.where(full_only[:, None] | (part < 0.85), 3, np.where(part < 0.94, 1, 2))
    bits = np.zeros(n, np.uint32)
    for day, mask in enumerate(DAY_MASKS):
        night = np.where(nights, mask & ~0x3FFF, 0)
        bits |= np.where(free[:, day], (half[:, day] << 2 * day) | night, 0).astype(np.uint32)
    return np.where(rng.random(n) < 0.45, np.uint32(ALL_SLOTS), bits)


def _floors(rng: np.random.Generator, n: int) -> Columns:
    yearly = np.clip(np.round(rng.normal(13.0, 2.5, n) * 2) / 2, 6, 25) * 1_000_000
    daily = np.clip(np.round(rng.normal(80, 12, n) / 5) * 5, 40, 150) * 1_000
    return {
        "min_annual_pay_yen": np.where(rng.random(n) < 0.5, yearly, 0).astype(np.int32),
        "min_daily_pay_yen": np.where(rng.random(n) < 0.4, daily, 0).astype(np.int32),
    }


def _wishes(rng: np.random.Generator, n: int) -> Columns:
    must = picked(rng, WANTED, (rng.random(n) < 0.12).astype(np.int64))
    want = picked(rng, WANTED, rng.choice(6, n, p=(0.10, 0.15, 0.25, 0.25, 0.15, 0.10))) & ~must
    never = picked(rng, REFUSED, rng.choice(3, n, p=(0.75, 0.20, 0.05))) & ~must & ~want
    return {"must": must, "want": want, "never": never}
