"""The reference: one pair at a time, plain Python, no code shared with the engine but the tables of names and
weights."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from enishi.engine.specialties import NEAR, SERVES

Row = dict[str, Any]
RETRAINING = 1 << 2


def _table(bits: int, table: tuple[int, ...]) -> int:
    found = 0
    for index, mask in enumerate(table):
        if bits >> index & 1:
            found |= mask
    return found


def minutes(p: Row, o: Row) -> int | None:
    """Haversine, where the engine uses chords."""
    if not (p["located"] and o["located"]):
        return None
    lat1, lat2 = math.radians(p["lat"]), math.radians(o["lat"])
    dlon = math.radians(o["lon"] - p["lon"])
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(dlon / 2) ** 2
    km = 2 * 6371 * math.asin(math.sqrt(a))
    return math.floor(10 + km * 1.3 / 45 * 60 + 0.5)


def served(p: Row, o: Row) -> str:
    if o["specialties"] == 0:
        return "any"
    serves = _table(p["specialties"], SERVES)
    if o["specialties"] & serves:
        return "served"
    wants = (p["want"] | p["must"]) & o["offers"] & RETRAINING
    near = _table(p["specialties"], NEAR) & ~serves
    return "near" if wants and o["specialties"] & near else "no"


def days_covered(p: Row, o: Row) -> bool:
    free, listed = 0, 0
    for day in range(7):
        of_day = {2 * day, 2 * day + 1, 14 + day}
        asked = {bit for bit in of_day if o["slots"] >> bit & 1}
        able = {bit for bit in of_day if p["slots"] >> bit & 1}
        if asked:
            listed += 1
        if o["slots"] == 0:
            free += bool(able)
        elif asked and asked <= able:
            free += 1
    if o["slots"] == 0:
        return free >= o["days"]
    return free >= (min(o["days"], listed) if o["days"] else listed)


def reasons(p: Row, o: Row, today: int) -> set[str]:
    """Names of the broken conditions."""
    broken = set()
    if not o["open"] or o["capacity"] == 0:
        broken.add("closed")
    if today - o["confirmed_on"] > 45:
        broken.add("stale")
    if p["no_solicitation_until"] and today <= p["no_solicitation_until"]:
        broken.add("no_solicitation")
    if o["institution"] in p["hides_from"] or (o["corporation"] and o["corporation"] in p["hides_from"]):
        broken.add("shield")
    if served(p, o) == "no":
        broken.add("specialty")
    if o["skills_required"] & ~p["skills"]:
        broken.add("skills")
    if not p["employment"] & o["employment"]:
        broken.add("employment")
    if not p["prefectures"] >> o["prefecture"] & 1:
        broken.add("prefecture")
    one_way = minutes(p, o)
    if p["relocation"] == 0 and one_way is not None and one_way > p["max_commute_min"]:
        broken.add("commute")
    if o["days"] and not p["days_min"] <= o["days"] <= p["days_max"]:
        broken.add("days")
    if not days_covered(p, o):
        broken.add("slots")
    for duty in ("night_duty", "on_call"):
        if p[duty] == 0 and o[duty] == 2:
            broken.add(duty)
    if o["on_call"] == 2 and o["on_call_per_month"] > p["max_on_call_per_month"]:
        broken.add("on_call")
    top = max(o["annual_pay_min_yen"], o["annual_pay_max_yen"])
    if 0 < top < p["min_annual_pay_yen"] or 0 < o["daily_pay_yen"] < p["min_daily_pay_yen"]:
        broken.add("pay")
    if p["must"] & ~o["offers"]:
        broken.add("must_wish")
    if p["never"] & o["offers"]:
        broken.add("never_wish")
    if o["weekly_min"] > p["hours_left_min"]:
        broken.add("hours")
    if o["age_exception"] == 1 and not p["is_60_or_over"]:
        broken.add("age_exception")
    return broken


def _clip(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _specialty(p: Row, o: Row) -> float:
    if o["specialties"] == 0:
        return 0.6
    if o["specialties"] >> p["main_specialty"] & 1:
        return 1.0
    if o["specialties"] & p["specialties"]:
        return 0.9
    return 0.8 if o["specialties"] & _table(p["specialties"], SERVES) else 0.4


def features(p: Row, o: Row, today: int) -> dict[str, float]:
    """Value of every feature by name."""
    hoped = p["want"] | p["must"]
    one_way = minutes(p, o)
    near = 0.5 if one_way is None else _clip(1.0 - one_way / 120.0)
    duties = [duty for duty in ("night_duty", "on_call") if o[duty] > 0]
    quiet = [1.0 if p[duty] == 2 else 1.0 - o[duty] * 0.5 for duty in ("night_duty", "on_call")]
    top = max(o["annual_pay_min_yen"], o["annual_pay_max_yen"])
    pay = 0.5
    if p["min_annual_pay_yen"] and top:
        pay = _clip((top - p["min_annual_pay_yen"]) / p["min_annual_pay_yen"] * 2.0)
    elif p["min_daily_pay_yen"] and o["daily_pay_yen"]:
        pay = _clip((o["daily_pay_yen"] - p["min_daily_pay_yen"]) / p["min_daily_pay_yen"] * 2.0)
    late = max(p["available_from"] - max(o["starts_on"], today), 0) if o["starts_on"] else 0
    left = p["hours_left_min"]
    return {
        "specialty": _specialty(p, o),
        "wishes": (hoped & o["offers"]).bit_count() / hoped.bit_count() if hoped else 0.5,
        "nearness": max(near, 0.5) if p["relocation"] else near,
        "quiet_nights": (quiet[0] + quiet[1]) * 0.5,
        "duty_cover": sum(p[duty] * 0.5 for duty in duties) / len(duties) if duties else 0.5,
        "pay_margin": pay,
        "week": 1.0 if o["slots"] else 0.7 if o["days"] else 0.5,
        "room_for_more": _clip((p["days_max"] - o["days"]) * 0.25 + 0.5) if o["days"] else 0.5,
        "start": _clip(1.0 - late / 180.0),
        "freshness": _clip((45.0 - (today - o["confirmed_on"])) / 31.0),
        "licence": 1.0 if p["licence_verified"] else 0.0,
        "hours_room": _clip((left - o["weekly_min"]) / max(left, 1)),
    }


WEIGHTS = {  # (wish, need); written out again, so that a change of weights is a change of two files and of the version
    "specialty": (0.20, 0.30),
    "wishes": (0.25, 0.10),
    "nearness": (0.15, 0.15),
    "quiet_nights": (0.15, 0.00),
    "duty_cover": (0.00, 0.15),
    "pay_margin": (0.10, 0.00),
    "week": (0.05, 0.05),
    "room_for_more": (0.00, 0.05),
    "start": (0.05, 0.10),
    "freshness": (0.05, 0.00),
    "licence": (0.00, 0.05),
    "hours_room": (0.00, 0.05),
}


def scores(p: Row, o: Row, today: int) -> tuple[np.float32, np.float32]:
    wish = need = 0.0
    for name, value in features(p, o, today).items():
        wish += WEIGHTS[name][0] * value
        need += WEIGHTS[name][1] * value
    return np.float32(wish), np.float32(need)


def best(scored: list[tuple[np.float32, int]], limit: int) -> list[int]:
    """Indices of the largest scores, ties by the smaller index."""
    return [index for _, index in sorted(scored, key=lambda one: (-one[0], one[1]))[:limit]]
