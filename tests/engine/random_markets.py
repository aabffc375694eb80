"""Random markets: strategies for rows whose conditions collide often enough to matter."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from engine.world import SKILLS, TODAY, Row, opening, physician
from enishi.engine.schema import ALL_PREFECTURES, ALL_SLOTS, ALL_WISHES, NO_LIMIT
from enishi.engine.specialties import SPECIALTIES

_KEYS = [node.key for node in SPECIALTIES]
_COMMON = ["internal_medicine", "cardiology", "surgery", "gastrointestinal_surgery", "general_practice", "dialysis"]
_some_specialties = st.lists(
    st.one_of(st.sampled_from(_COMMON), st.sampled_from(_KEYS)), min_size=1, max_size=3, unique=True
)
_place = st.sampled_from([(39.70, 141.15), (39.29, 141.11), (38.27, 140.87), (43.06, 141.35), (26.21, 127.68)])
_few_bits = st.lists(st.integers(0, 19), max_size=3).map(lambda bits: sum(1 << bit for bit in set(bits)))
_skills = st.integers(0, (1 << len(SKILLS)) - 1)
_slots = st.one_of(st.just(ALL_SLOTS), st.integers(1, ALL_SLOTS), st.integers(1, (1 << 10) - 1))
_duty = st.integers(0, 2)


@st.composite
def physicians(draw: st.DrawFn, number: int) -> Row:
    low, high = sorted((draw(st.integers(0, 5)), draw(st.integers(0, 7))))
    lat, lon = draw(_place)
    must, want, never = draw(_few_bits), draw(_few_bits), draw(_few_bits)
    changes: dict[str, Any] = {
        "skills": draw(_skills),
        "lat": lat,
        "lon": lon,
        "located": draw(st.integers(0, 9)) > 0,
        "home_prefecture": draw(st.integers(0, 46)),
        "prefectures": draw(st.one_of(st.just(ALL_PREFECTURES), st.integers(1, ALL_PREFECTURES))),
        "max_commute_min": draw(st.sampled_from([0, 10, 30, 60, 120, 300, NO_LIMIT])),
        "relocation": draw(_duty),
        "employment": draw(st.integers(1, 7)),
        "days_min": low,
        "days_max": high,
        "slots": draw(_slots),
        "night_duty": draw(_duty),
        "on_call": draw(_duty),
        "max_on_call_per_month": draw(st.sampled_from([255, 0, 2, 4])),
        "min_annual_pay_yen": draw(st.sampled_from([0, 12_000_000, 16_000_000])),
        "min_daily_pay_yen": draw(st.sampled_from([0, 85_000, 100_000])),
        "must": must & ~never,
        "want": want & ~must & ~never,
        "never": never,
        "available_from": draw(st.sampled_from([0, TODAY - 1, TODAY + 40, TODAY + 400])),
        "hours_left_min": draw(st.sampled_from([0, 480, 960, 3507, NO_LIMIT])),
        "licence_verified": draw(st.booleans()),
        "no_solicitation_until": draw(st.sampled_from([0, 0, TODAY - 1, TODAY, TODAY + 1])),
        "is_60_or_over": draw(st.booleans()),
        "hides_from": tuple(draw(st.lists(st.integers(1, 4), max_size=2, unique=True))),
    }
    return physician(f"D-{number}", *draw(_some_specialties), **changes)


@st.composite
def openings(draw: st.DrawFn, number: int) -> Row:
    lat, lon = draw(_place)
    low = draw(st.sampled_from([0, 10_000_000, 12_000_000]))
    changes: dict[str, Any] = {
        "institution": draw(st.integers(1, 4)),
        "corporation": draw(st.integers(0, 4)),
        "prefecture": draw(st.integers(0, 46)),
        "lat": lat,
        "lon": lon,
        "located": draw(st.integers(0, 9)) > 0,
        "skills_required": draw(st.sampled_from([0, 0, 1, 2])),
        "employment": draw(st.integers(1, 7)),
        "capacity": draw(st.sampled_from([0, 1, 1, 2])),
        "days": draw(st.integers(0, 5)),
        "slots": draw(st.one_of(st.just(0), _slots)),
        "weekly_min": draw(st.sampled_from([0, 240, 960, 2400])),
        "night_duty": draw(_duty),
        "on_call": draw(_duty),
        "on_call_per_month": draw(st.sampled_from([0, 2, 4])),
        "annual_pay_min_yen": low,
        "annual_pay_max_yen": draw(st.sampled_from([0, 12_000_000, 15_000_000, 18_000_000])),
        "daily_pay_yen": draw(st.sampled_from([0, 80_000, 85_000, 120_000])),
        "offers": draw(st.one_of(_few_bits, st.just(ALL_WISHES))),
        "starts_on": draw(st.sampled_from([0, TODAY - 5, TODAY + 60])),
        "designation": draw(st.integers(0, 7)),
        "open": draw(st.integers(0, 9)) > 0,
        "confirmed_on": TODAY - draw(st.sampled_from([-1, 0, 14, 15, 31, 45, 46])),
        "age_exception": draw(st.sampled_from([0, 0, 1, 2])),
    }
    row = opening(f"K-{number}", *draw(_some_specialties), **changes)
    return row | {"specialties": 0} if draw(st.integers(0, 4)) == 0 else row


@st.composite
def sides(draw: st.DrawFn, most: int = 5) -> tuple[list[Row], list[Row]]:
    """(physicians, openings), at least one of each."""
    n, m = draw(st.integers(1, most)), draw(st.integers(1, most))
    return [draw(physicians(at)) for at in range(n)], [draw(openings(at)) for at in range(m)]


@st.composite
def friendly_sides(draw: st.DrawFn, most: int = 6) -> tuple[list[Row], list[Row]]:
    """Sides whose pairs are mostly eligible, with ties: for rankings and proposals."""

    def doctor(at: int) -> Row:
        return physician(
            f"D-{at}",
            draw(st.sampled_from(_COMMON[:2])),
            want=draw(_few_bits),
            licence_verified=draw(st.booleans()),
            days_max=draw(st.integers(2, 5)),
            night_duty=draw(_duty),
            relocation=draw(_duty),
            min_annual_pay_yen=draw(st.sampled_from([0, 14_000_000])),
            available_from=TODAY + draw(st.integers(0, 99)),
        )

    def post(at: int) -> Row:
        return opening(
            f"K-{at}",
            draw(st.sampled_from(_COMMON[:2])),
            offers=draw(_few_bits),
            capacity=draw(st.integers(0, 3)),
            night_duty=draw(st.integers(0, 1)),
            employment=draw(st.integers(1, 7)),
            starts_on=TODAY + 50,
            annual_pay_min_yen=draw(st.sampled_from([0, 12_000_000])),
            annual_pay_max_yen=draw(st.sampled_from([0, 16_000_000])),
        )

    n, m = draw(st.integers(1, most)), draw(st.integers(1, most))
    return [doctor(at) for at in range(n)], [post(at) for at in range(m)]
