"""Single changes of one side's condition that would mend a pair, each with a cost: the share of the condition that
has to give.

A change is spoken as a clause (「…ていただければ」) and carries the column values it would set, so that it can be
tried on the pair. Costs order changes of one pair; they are judgements, not money. Where costs are equal the opening
moves before the physician.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import inf
from typing import Any

import numpy as np

from enishi.engine.columns import Physicians, Posts
from enishi.engine.conditions import Condition, reasons_between
from enishi.engine.market import Market
from enishi.engine.schema import PREFECTURES, WISH_BITS, WISHES
from enishi.engine.words.facts import (
    FAR_MIN,
    Facts,
    day,
    day_range,
    employment_names,
    hours,
    quoted,
    skill_names,
    slots_phrase,
    weekdays,
    yen,
)

OPENING, PHYSICIAN = "opening", "physician"
_WISH_COST = {"housing": 0.4, "travel_paid": 0.2, "retraining": 0.35, "no_weekend": 0.4, "mentoring": 0.2}
_OTHER_WISH_COST = 0.3


@dataclass(frozen=True)
class Change:
    """`key`: what changes; `side`: who would change it; `set`: column → new value; `clause`: 「…ていただければ」;
    `cost` ≥ 0."""

    key: str
    side: str
    set: dict[str, int]
    clause: str
    cost: float

    def to_dict(self, effect: str) -> dict[str, Any]:
        return {"key": self.key, "side": self.side, "set": dict(self.set), "text": f"{self.clause}、{effect}"}


def _offer(wish: str, f: Facts) -> Change:
    cost = _WISH_COST.get(wish, _OTHER_WISH_COST)
    return Change(
        f"offer_{wish}",
        OPENING,
        {"offers": f.o.offers | WISH_BITS[wish]},
        f"「{WISHES[wish]}」を加えていただければ",
        cost,
    )


def _single_wish(bits: int) -> str | None:
    """The wish when exactly one bit is set: more than one is more than a single change."""
    return next((wish for wish, bit in WISH_BITS.items() if bits == bit), None)


def confirm(as_of: int) -> Change:
    """A telephone call: the opening's facts are confirmed again."""
    return Change("confirm", OPENING, {"confirmed_on": as_of}, "募集の内容をいま一度お確かめいただければ", 0.02)


def for_stale(f: Facts) -> Iterator[Change]:
    yield confirm(f.as_of)


def for_specialty(f: Facts) -> Iterator[Change]:
    retraining = WISH_BITS["retraining"]
    if not f.o.specialties & f.p.near or f.p.never & retraining:
        return
    if not f.o.offers & retraining:
        yield _offer("retraining", f)
    elif not (f.p.want | f.p.must) & retraining:
        yield Change(
            "want_retraining",
            PHYSICIAN,
            {"want": f.p.want | retraining},
            "「学び直しの支援」を受けて診療の幅を広げることをお考えいただければ",
            0.5,
        )


def for_skills(f: Facts) -> Iterator[Change]:
    missing = f.o.skills_required & ~f.p.skills
    yield Change(
        "skills_required",
        OPENING,
        {"skills_required": f.o.skills_required & f.p.skills},
        f"{quoted(skill_names(missing, f.skills))}を必須から外していただければ",
        0.6,
    )


def for_employment(f: Facts) -> Iterator[Change]:
    wanted, offered = f.p.employment & -f.p.employment, f.o.employment & -f.o.employment
    yield Change(
        "employment",
        OPENING,
        {"employment": f.o.employment | wanted},
        f"{employment_names(wanted)}での勤務も受け入れていただければ",
        0.4,
    )
    yield Change(
        "employment",
        PHYSICIAN,
        {"employment": f.p.employment | offered},
        f"{employment_names(offered)}での勤務もお考えいただければ",
        0.5,
    )


def for_prefecture(f: Facts) -> Iterator[Change]:
    yield Change(
        "prefectures",
        PHYSICIAN,
        {"prefectures": f.p.prefectures | 1 << f.o.prefecture},
        f"{PREFECTURES[f.o.prefecture]}も候補に加えていただければ",
        0.5 if f.minutes < 0 else 0.3 + f.minutes / 1000,  # the nearer prefecture is the smaller change
    )


def for_commute(f: Facts) -> Iterator[Change]:
    limit = f.p.max_commute_min
    if f.minutes <= FAR_MIN:
        yield Change(
            "max_commute_min",
            PHYSICIAN,
            {"max_commute_min": f.minutes},
            f"通勤の上限を{limit}分から{f.minutes}分に広げていただければ",
            (f.minutes - limit) / max(limit, 30),
        )
    lodging = f.o.offers & (WISH_BITS["housing"] | WISH_BITS["travel_paid"])
    yield Change(
        "relocation",
        PHYSICIAN,
        {"relocation": 1},
        "週ごとに泊まりがけで通うこともお考えいただければ",
        (0.4 if lodging else 0.7) + f.minutes / 10_000,
    )


def for_days(f: Facts) -> Iterator[Change]:
    days = min(max(f.o.days, f.p.days_min), f.p.days_max)
    gap = abs(days - f.o.days)
    if days:
        yield Change(
            "days",
            OPENING,
            {"days": days, "weekly_min": f.o.weekly_min * days // f.o.days},
            f"勤務を週{f.o.days}日から週{days}日に改めていただければ",
            0.2 * gap,
        )
    low, high = min(f.p.days_min, f.o.days), max(f.p.days_max, f.o.days)
    yield Change(
        "days",
        PHYSICIAN,
        {"days_min": low, "days_max": high},
        f"ご希望の{day_range(f.p.days_min, f.p.days_max)}を{day_range(low, high)}に広げていただければ",
        0.25 * gap,
    )


def _fewer_days(f: Facts, days: int) -> Iterator[Change]:
    yield Change(
        "days",
        OPENING,
        {"days": days, "weekly_min": f.o.weekly_min * days // f.o.days},
        f"勤務を週{f.o.days}日から週{days}日に改めていただければ",
        0.2 * (f.o.days - days),
    )


def for_slots(f: Facts) -> Iterator[Change]:
    if not f.o.slots:
        yield from _fewer_days(f, len(weekdays(f.p.slots)))
        return
    missing, kept = f.o.slots & ~f.p.slots, f.o.slots & f.p.slots
    share = missing.bit_count() / f.o.slots.bit_count()
    if kept:
        days = min(f.o.days, len(weekdays(kept)))
        weekly = f.o.weekly_min * kept.bit_count() // f.o.slots.bit_count()
        yield Change(
            "slots",
            OPENING,
            {"slots": kept, "days": days, "weekly_min": weekly},
            f"{slots_phrase(missing)}の勤務を外していただければ",
            share,
        )
    yield Change(
        "slots",
        PHYSICIAN,
        {"slots": f.p.slots | f.o.slots},
        f"{slots_phrase(missing)}のご都合をつけていただければ",
        1.2 * share,
    )


def _for_duty(column: str, name: str) -> Callable[[Facts], Iterator[Change]]:
    def changes(f: Facts) -> Iterator[Change]:
        yield Change(column, OPENING, {column: 1}, f"{name}を「必須」から「相談」に改めていただければ", 0.3)
        yield Change(column, PHYSICIAN, {column: 1}, f"{name}を「相談に応じる」とお考えいただければ", 0.5)

    return changes


def for_pay(f: Facts) -> Iterator[Change]:
    top, floor = max(f.o.annual_pay_min_yen, f.o.annual_pay_max_yen), f.p.min_annual_pay_yen
    if 0 < top < floor:
        yield Change(
            "annual_pay",
            OPENING,
            {"annual_pay_max_yen": floor},
            f"年収の上限を{yen(top)}から{yen(floor)}にしていただければ",
            (floor - top) / floor,
        )
        yield Change(
            "annual_pay",
            PHYSICIAN,
            {"min_annual_pay_yen": top},
            f"年収のご希望を{yen(floor)}から{yen(top)}にしていただければ",
            1.2 * (floor - top) / floor,
        )
    pay, least = f.o.daily_pay_yen, f.p.min_daily_pay_yen
    if 0 < pay < least:
        yield Change(
            "daily_pay",
            OPENING,
            {"daily_pay_yen": least},
            f"報酬を1日{yen(pay)}から{yen(least)}にしていただければ",
            (least - pay) / least,
        )
        yield Change(
            "daily_pay",
            PHYSICIAN,
            {"min_daily_pay_yen": pay},
            f"1日の報酬のご希望を{yen(least)}から{yen(pay)}にしていただければ",
            1.2 * (least - pay) / least,
        )


def for_must(f: Facts) -> Iterator[Change]:
    wish = _single_wish(f.p.must & ~f.o.offers)
    if wish:
        bit = WISH_BITS[wish]
        yield _offer(wish, f)
        yield Change(
            f"soften_{wish}",
            PHYSICIAN,
            {"must": f.p.must & ~bit, "want": f.p.want | bit},
            f"「{WISHES[wish]}」を「必ず」から「できれば」にしていただければ",
            0.5,
        )


def for_never(f: Facts) -> Iterator[Change]:
    wish = _single_wish(f.p.never & f.o.offers)
    if wish:
        bit = WISH_BITS[wish]
        yield Change(
            f"drop_{wish}", OPENING, {"offers": f.o.offers & ~bit}, f"「{WISHES[wish]}」を外していただければ", 0.5
        )
        yield Change(
            f"allow_{wish}",
            PHYSICIAN,
            {"never": f.p.never & ~bit},
            f"「{WISHES[wish]}」も引き受けるとお考えいただければ",
            0.6,
        )


def for_hours(f: Facts) -> Iterator[Change]:
    needed, left = f.o.weekly_min, f.p.hours_left_min
    share = (needed - left) / needed
    if left >= 240:  # less than one half-day a week is not an opening
        yield Change(
            "weekly_min",
            OPENING,
            {"weekly_min": left},
            f"週の勤務を{hours(needed)}から{hours(left)}に減らしていただければ",
            share,
        )
    yield Change(
        "weekly_hours_committed",
        PHYSICIAN,
        {"hours_left_min": needed},
        f"ほかの勤務を週{hours(needed - left)}減らしていただければ",
        1.2 * share,
    )


FOR_CONDITION: dict[Condition, Callable[[Facts], Iterator[Change]]] = {
    Condition.STALE: for_stale,
    Condition.SPECIALTY: for_specialty,
    Condition.SKILLS: for_skills,
    Condition.EMPLOYMENT: for_employment,
    Condition.PREFECTURE: for_prefecture,
    Condition.COMMUTE: for_commute,
    Condition.DAYS: for_days,
    Condition.SLOTS: for_slots,
    Condition.NIGHT_DUTY: _for_duty("night_duty", "当直"),
    Condition.ON_CALL: _for_duty("on_call", "オンコール"),
    Condition.PAY: for_pay,
    Condition.MUST_WISH: for_must,
    Condition.NEVER_WISH: for_never,
    Condition.HOURS: for_hours,
}


def applied(p: Physicians, o: Posts, change: Change) -> tuple[Physicians, Posts]:
    """One-row columns of the pair after the change."""
    if change.side == OPENING:
        return p, replace(o, **_columns(o, change))
    return replace(p, **_columns(p, change)), o


def _columns(rows: Physicians | Posts, change: Change) -> dict[str, Any]:
    return {name: np.array([value]).astype(getattr(rows, name).dtype) for name, value in change.set.items()}


def smallest(f: Facts, market: Market, i: int, j: int, bits: int, below: float = inf) -> Change | None:
    """The cheapest single change after which the pair has no reason bit left, each one tried on the pair; None when
    there is none.

    `f` and `bits` are the facts and the reason bits of the pair (i, j); only changes cheaper than `below` are looked
    at. Whom a physician hides from is never up for change.
    """
    if bits & Condition.SHIELD:
        return None
    found = [change for condition, changes in FOR_CONDITION.items() if bits & condition for change in changes(f)]
    cheap = [change for change in found if change.cost < below]
    for change in sorted(cheap, key=lambda one: (one.cost, one.side == PHYSICIAN)):
        p, o = applied(market.physicians.at([i]), market.posts.at([j]), change)
        if not reasons_between(p, o, f.as_of).any():
            return change
    return None


def postpone_start(f: Facts) -> Change:
    """For an eligible pair whose physician is free only after the wanted start."""
    late = f.p.available_from - max(f.o.starts_on, f.as_of)
    return Change(
        "starts_on",
        OPENING,
        {"starts_on": f.p.available_from},
        f"着任を{day(f.p.available_from)}までお待ちいただければ",
        late / 365,
    )


def offer(wish: str, f: Facts) -> Change:
    """The opening adds one wish to its offers."""
    return _offer(wish, f)
