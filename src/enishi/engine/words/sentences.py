"""What a feature says when it speaks for a pair: for the physician, and for the institution.

Each function gives a sentence that stands on stored facts, or None when the feature has nothing good to say to this
side. The institution may read these before it knows who the physician is: its sentences give journeys only as "within
30 or 60 minutes", spare hours only in half-days, and never a floor, a home or another workplace. Of his wishes and limits it reads what
meets its own opening and no more: its facts are the opening's, or what both sides have in common (`pair.…`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from enishi.engine import specialties
from enishi.engine.schema import ALL_SLOTS, ANY_NUMBER, NO_LIMIT, WISH_BITS
from enishi.engine.words.facts import (
    Facts,
    Sentence,
    annual_pay,
    day,
    quoted,
    specialty_names,
    weekdays,
    weekdays_phrase,
    wish_names,
    yen,
)

Say = Callable[[Facts], Sentence | None]

# The wishes that are work the institution needs done; the others are what it gives.
WORK = sum(
    WISH_BITS[key]
    for key in (
        "mentoring",
        "management",
        "home_visits",
        "outpatient",
        "wards",
        "checkups",
        "dialysis",
        "endoscopy",
        "industrial",
        "care_facility",
        "remote_island",
        "online",
    )
)
NEAR_MIN = 60  # one way; up to here a journey is a reason, beyond it is not


@lru_cache(maxsize=4096)
def _specialty_kind(main: int, own: int, asked: int) -> tuple[str, str, str]:
    """(kind, his own specialty that leads there, the ones asked for); kind is any, own, served, near or none."""
    if asked == 0:
        return "any", specialties.NAMES[main], ""
    shared = asked & own
    if shared:
        return (
            "own",
            specialties.NAMES[main] if shared >> main & 1 else specialty_names(shared),
            specialty_names(shared),
        )
    main_first = (main, *(one for one in specialties.members(own) if one != main))
    for kind, table in (("served", specialties.SERVES), ("near", specialties.NEAR)):
        for one in main_first:
            if table[one] & asked:
                return kind, specialties.NAMES[one], specialty_names(asked & table[one])
    return "none", specialties.NAMES[main], specialty_names(asked)


_SPECIALTY_FACTS = ("physician.main_specialty", "physician.specialties", "opening.specialties")


def specialty_for_physician(f: Facts) -> Sentence | None:
    kind, own, asked = _specialty_kind(f.p.main_specialty, f.p.specialties, f.o.specialties)
    text = {
        "any": f"診療科を問わない募集で、{own}のご経験を生かせます。",
        "own": f"ご専門の{own}を、そのまま生かせます。",
        "served": f"{own}のご経験を、{asked}の診療に生かせます。",
        "near": f"学び直しの支援を受けながら、{own}から{asked}へ診療の幅を広げられます。",
    }.get(kind)
    return Sentence("specialty", text, f.of(*_SPECIALTY_FACTS)) if text else None


def specialty_for_institution(f: Facts) -> Sentence | None:
    kind, own, asked = _specialty_kind(f.p.main_specialty, f.p.specialties, f.o.specialties)
    text = {
        "any": f"{own}をご専門とする先生です。",
        "own": f"お探しの{own}を専門とされています。",
        "served": f"{own}がご専門で、お探しの{asked}の診療を担えます。",
        "near": f"{own}がご専門で、支援があれば{asked}も担いたいとお考えです。",
    }.get(kind)
    return Sentence("specialty", text, f.of("physician.main_specialty", "opening.specialties")) if text else None


def wishes_for_physician(f: Facts) -> Sentence | None:
    must, want = f.p.must & f.o.offers, f.p.want & f.o.offers
    names = wish_names(must) + wish_names(want)
    if not names:
        return None
    first = "必ずかなえたいとお話しの" if must and not want else "ご希望の"
    more = "など" if len(names) > 3 else ""
    text = f"{first}{quoted(names[:3])}{more}がかないます。"
    return Sentence("wishes", text, f.of("physician.must", "physician.want", "opening.offers"))


def wishes_for_institution(f: Facts) -> Sentence | None:
    met = (f.p.must | f.p.want) & f.o.offers & WORK
    if not met:
        return None
    text = f"お任せしたい{quoted(wish_names(met, 3))}に、意欲をお持ちです。"
    return Sentence("wishes", text, {"pair.wishes_met": met})


def nearness_for_physician(f: Facts) -> Sentence | None:
    facts = f.of("pair.minutes", "physician.max_commute_min")
    if 0 <= f.minutes <= min(f.p.max_commute_min, NEAR_MIN):
        within = "です" if f.p.max_commute_min == NO_LIMIT else f"で、ご希望の{f.p.max_commute_min}分に収まります"
        return Sentence("nearness", f"ご自宅から車で約{f.minutes}分（目安）{within}。", facts)
    if f.p.relocation and f.o.offers & WISH_BITS["housing"]:
        return Sentence(
            "nearness",
            "お住まいの用意があり、泊まりがけでも転居でも始められます。",
            f.of("physician.relocation", "opening.offers"),
        )
    return None


def nearness_for_institution(f: Facts) -> Sentence | None:
    within = f.within()
    if within:
        text = f"お住まいから車で{within}分以内（目安）で、通い続けられる距離です。"
        return Sentence("nearness", text, {"pair.minutes_within": within})
    ready = ("", "週ごとに泊まりがけで通うことをお考えです。", "転居もお考えで、地域に腰を据えて働けます。")
    return Sentence("nearness", ready[f.p.relocation], f.of("physician.relocation")) if f.p.relocation else None


_DUTY_FACTS = ("physician.night_duty", "physician.on_call", "opening.night_duty", "opening.on_call")
_TIMES_FACTS = ("physician.max_on_call_per_month", "opening.on_call_per_month")
_NIGHT_FACTS = ("physician.night_duty", "opening.night_duty")
_CALL_FACTS = ("physician.on_call", "opening.on_call", "opening.on_call_per_month")


def quiet_nights_for_physician(f: Facts) -> Sentence | None:
    nights = f.p.night_duty < 2 and f.o.night_duty == 0
    calls = f.p.on_call < 2 and f.o.on_call == 0
    if nights and calls:
        return Sentence("quiet_nights", "当直も夜間や休日の呼び出しもありません。", f.of(*_DUTY_FACTS))
    if nights or calls:
        free = "当直" if nights else "夜間や休日の呼び出し"
        return Sentence("quiet_nights", f"{free}はありません。", f.of(*_DUTY_FACTS))
    times, most = f.o.on_call_per_month, f.p.max_on_call_per_month
    if f.o.on_call and 0 < times <= most < ANY_NUMBER and f.p.on_call:
        text = f"オンコールは月{times}回で、ご希望の月{most}回までに収まります。"
        return Sentence("quiet_nights", text, f.of("physician.on_call", "opening.on_call", *_TIMES_FACTS))
    return None


def duty_cover_for_institution(f: Facts) -> Sentence | None:
    """On-call is only named where he takes it as often as it comes: anything less would tell his limit."""
    times = f.o.on_call_per_month
    calls_possible = f.p.max_on_call_per_month >= max(times, 1)
    for willing, ending in ((2, "を引き受けられるとのことです。"), (1, "のご相談に応じられるとのことです。")):
        nights = f.o.night_duty != 0 and f.p.night_duty == willing
        calls = f.o.on_call != 0 and f.p.on_call == willing and calls_possible
        if nights or calls:
            names = (["当直"] if nights else []) + (
                [f"オンコール（月{times}回）" if times else "オンコール"] if calls else []
            )
            facts = (_NIGHT_FACTS if nights else ()) + (_CALL_FACTS if calls else ())
            return Sentence("duty_cover", f"{'と'.join(names)}{ending}", f.of(*facts))
    return None


def pay_for_physician(f: Facts) -> Sentence | None:
    top = max(f.o.annual_pay_min_yen, f.o.annual_pay_max_yen)
    if f.p.min_annual_pay_yen and top >= f.p.min_annual_pay_yen:
        offer = annual_pay(f.o.annual_pay_min_yen, f.o.annual_pay_max_yen)
        text = f"年収は{offer}の提示で、ご希望の{yen(f.p.min_annual_pay_yen)}に届きます。"
        return Sentence(
            "pay_margin",
            text,
            f.of("physician.min_annual_pay_yen", "opening.annual_pay_min_yen", "opening.annual_pay_max_yen"),
        )
    if f.p.min_daily_pay_yen and f.o.daily_pay_yen >= f.p.min_daily_pay_yen:
        text = f"報酬は1日{yen(f.o.daily_pay_yen)}の提示で、ご希望の{yen(f.p.min_daily_pay_yen)}に届きます。"
        return Sentence("pay_margin", text, f.of("physician.min_daily_pay_yen", "opening.daily_pay_yen"))
    return None


_WEEK_FACTS = ("physician.slots", "physician.days_min", "physician.days_max", "opening.slots", "opening.days")


def _suits_days(f: Facts) -> bool:
    """The number of days is stated and wished for."""
    return bool(f.o.days and f.p.days_min <= f.o.days <= f.p.days_max)


def week_for_physician(f: Facts) -> Sentence | None:
    """Names only weekdays on which he is free for all that is listed."""
    facts = f.of(*_WEEK_FACTS)
    if not f.o.slots:
        return Sentence("week", f"週{f.o.days}日の勤務で、ご希望の日数に合います。", facts) if _suits_days(f) else None
    able, listed = f.whole_days(), len(weekdays(f.o.slots))
    days, free = min(f.o.days, listed) or listed, len(weekdays(able))
    if free < days:
        return None
    if free > days:
        return Sentence("week", f"{weekdays_phrase(able)}のうち、ご都合のよい週{days}日を選べます。", facts)
    suits = "" if f.p.slots == ALL_SLOTS else "ご都合のよい"
    return Sentence("week", f"{suits}{weekdays_phrase(able)}の、週{days}日の勤務です。", facts)


def week_for_institution(f: Facts) -> Sentence | None:
    """Names only weekdays on which he is free for all that is listed; of his other days nothing is said."""
    if not f.o.slots:
        text = f"必要とされている週{f.o.days}日の勤務ができます。"
        return Sentence("week", text, f.of("opening.days")) if _suits_days(f) else None
    able = f.whole_days()
    facts = {"pair.slots_met": able, **f.of("opening.slots")}
    return Sentence("week", f"お困りの{weekdays_phrase(able)}に勤務できます。", facts) if able else None


def room_for_institution(f: Facts) -> Sentence | None:
    """That there is room, never how much: the opening did not ask for more."""
    if not f.o.days or f.p.days_max <= f.o.days:
        return None
    return Sentence("room_for_more", "ご相談により、勤務の日数を増やせる見込みです。", f.of("opening.days"))


_START_FACTS = ("physician.available_from", "opening.starts_on")


def start_for_physician(f: Facts) -> Sentence | None:
    if f.o.starts_on < f.as_of or f.p.available_from > f.o.starts_on:
        return None
    return Sentence("start", f"着任は{day(f.o.starts_on)}からで、ご希望の時期に合います。", f.of(*_START_FACTS))


def start_for_institution(f: Facts) -> Sentence | None:
    if f.p.available_from <= f.as_of and f.o.starts_on <= f.as_of:
        return Sentence("start", "日程が整えば、すぐに着任できます。", f.of("opening.starts_on"))
    if f.o.starts_on and f.p.available_from <= max(f.o.starts_on, f.as_of):
        return Sentence("start", f"ご希望の{day(f.o.starts_on)}に着任できます。", f.of("opening.starts_on"))
    return None


def freshness_for_physician(f: Facts) -> Sentence | None:
    if f.as_of - f.o.confirmed_on > 14:
        return None
    return Sentence(
        "freshness", f"{day(f.o.confirmed_on)}に、医療機関が募集の内容を確かめています。", f.of("opening.confirmed_on")
    )


def licence_for_institution(f: Facts) -> Sentence | None:
    if not f.p.licence_verified:
        return None
    return Sentence("licence", "医師資格の確認が済んでいます。", f.of("physician.licence_verified"))


def hours_for_institution(f: Facts) -> Sentence | None:
    spare = f.hours_spare()
    if f.p.hours_left_min == NO_LIMIT or f.o.weekly_min == 0 or spare <= 0:
        return None
    return Sentence(
        "hours_room",
        f"ほかの勤務と合わせても、勤務時間の上限まで週{spare}時間以上の余裕があります。",
        {"pair.hours_spare": spare, **f.of("opening.weekly_min")},
    )


# By feature name: (for the physician, for the institution).
FEATURES: dict[str, tuple[Say | None, Say | None]] = {
    "specialty": (specialty_for_physician, specialty_for_institution),
    "wishes": (wishes_for_physician, wishes_for_institution),
    "nearness": (nearness_for_physician, nearness_for_institution),
    "quiet_nights": (quiet_nights_for_physician, None),
    "duty_cover": (None, duty_cover_for_institution),
    "pay_margin": (pay_for_physician, None),
    "week": (week_for_physician, week_for_institution),
    "room_for_more": (None, room_for_institution),
    "start": (start_for_physician, start_for_institution),
    "freshness": (freshness_for_physician, None),
    "licence": (None, licence_for_institution),
    "hours_room": (None, hours_for_institution),
}
