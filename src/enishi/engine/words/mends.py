"""What would mend a pair: for each broken condition the single changes that take it away, and the smallest of them.

A change costs the share of the condition that has to give. Where costs are equal the opening moves before the
physician.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf

from enishi.engine.conditions import NO, Condition, reasons_between
from enishi.engine.market import Market
from enishi.engine.schema import PREFECTURES, WISH_BITS, WISHES
from enishi.engine.words.changes import OPENING, PHYSICIAN, Change, applied, confirm, offer
from enishi.engine.words.facts import (
    FAR_MIN,
    Facts,
    day_range,
    employment_names,
    hours,
    quoted,
    skill_names,
    slots_phrase,
    weekdays,
    yen,
)


def _single_wish(bits: int) -> str | None:
    """The wish when exactly one bit is set: more than one is more than a single change."""
    return next((wish for wish, bit in WISH_BITS.items() if bits == bit), None)


def for_stale(f: Facts) -> Iterator[Change]:
    yield confirm(f.as_of)


def for_specialty(f: Facts) -> Iterator[Change]:
    retraining = WISH_BITS["retraining"]
    if not f.o.specialties & f.p.near or f.p.never & retraining:
        return
    if not f.o.offers & retraining:
        yield offer("retraining", f)
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


def for_night_duty(f: Facts) -> Iterator[Change]:
    yield Change("night_duty", OPENING, {"night_duty": 1}, "当直を「必須」から「相談」に改めていただければ", 0.3)
    yield Change("night_duty", PHYSICIAN, {"night_duty": 1}, "当直を「相談に応じる」とお考えいただければ", 0.5)


def for_on_call(f: Facts) -> Iterator[Change]:
    """Another number of times where only the number is too high; otherwise as night duty."""
    times, most = f.o.on_call_per_month, f.p.max_on_call_per_month
    if f.p.on_call != NO and 0 < most < times:
        share = (times - most) / times
        yield Change(
            "on_call_per_month",
            OPENING,
            {"on_call_per_month": most},
            f"オンコールを月{times}回から{most}回にしていただければ",
            0.5 * share,
        )
        yield Change(
            "on_call_per_month",
            PHYSICIAN,
            {"max_on_call_per_month": times},
            f"オンコールを月{times}回までお引き受けいただければ",
            0.6 * share,
        )
    clause = "オンコールを「必須」から「相談」に改めていただければ"
    yield Change("on_call", OPENING, {"on_call": 1}, clause, 0.3)
    if f.p.on_call == NO or most == 0:
        yield Change(
            "on_call",
            PHYSICIAN,
            {"on_call": max(f.p.on_call, 1), "max_on_call_per_month": max(most, times)},
            f"オンコール（月{times}回）をお考えいただければ"
            if times
            else "オンコールを「相談に応じる」とお考えいただければ",
            0.5,
        )


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
        yield offer(wish, f)
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
    Condition.NIGHT_DUTY: for_night_duty,
    Condition.ON_CALL: for_on_call,
    Condition.PAY: for_pay,
    Condition.MUST_WISH: for_must,
    Condition.NEVER_WISH: for_never,
    Condition.HOURS: for_hours,
}


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
    if not cheap:
        return None
    physician, opening = market.physicians.at([i]), market.posts.at([j])
    for change in sorted(cheap, key=lambda one: (one.cost, one.side == PHYSICIAN)):
        p, o = applied(physician, opening, change)
        if not reasons_between(p, o, f.as_of).any():
            return change
    return None
