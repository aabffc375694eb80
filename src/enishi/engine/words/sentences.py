"""What a feature says when it speaks for a pair: for the physician, and for the institution.

Each function gives a sentence that stands on stored facts, or None when the feature has nothing good to say to this
side.
"""

from __future__ import annotations

from collections.abc import Callable

from enishi.engine import specialties
from enishi.engine.schema import ALL_SLOTS, NO_LIMIT, WISH_BITS
from enishi.engine.words.facts import (
    Facts,
    Sentence,
    annual_pay,
    day,
    hours,
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


def _specialty_kind(f: Facts) -> tuple[str, str, str]:
    """(kind, his own specialty that leads there, the ones asked for); kind is any, own, served, near or none."""
    main = specialties.NAMES[f.p.main_specialty]
    if f.o.specialties == 0:
        return "any", main, ""
    own = f.o.specialties & f.p.specialties
    if own:
        return "own", main if own >> f.p.main_specialty & 1 else specialty_names(own), specialty_names(own)
    for kind, table, bits in (("served", specialties.SERVES, f.p.serves), ("near", specialties.NEAR, f.p.near)):
        shared = f.o.specialties & bits
        if shared:
            leads = [one for one in _main_first(f) if table[one] & shared]
            return kind, specialties.NAMES[leads[0]], specialty_names(shared & table[leads[0]])
    return "none", main, specialty_names(f.o.specialties)


def _main_first(f: Facts) -> list[int]:
    others = [one for one in specialties.members(f.p.specialties) if one != f.p.main_specialty]
    return [f.p.main_specialty, *others]


_SPECIALTY_FACTS = ("physician.main_specialty", "physician.specialties", "opening.specialties")


def specialty_for_physician(f: Facts) -> Sentence | None:
    kind, own, asked = _specialty_kind(f)
    text = {
        "any": f"診療科を問わない募集で、{own}のご経験を生かせます。",
        "own": f"ご専門の{own}を、そのまま生かせます。",
        "served": f"{own}のご経験を、{asked}の診療に生かせます。",
        "near": f"学び直しの支援を受けながら、{own}から{asked}へ診療の幅を広げられます。",
    }.get(kind)
    return Sentence("specialty", text, f.of(*_SPECIALTY_FACTS)) if text else None


def specialty_for_institution(f: Facts) -> Sentence | None:
    kind, own, asked = _specialty_kind(f)
    text = {
        "any": f"{own}をご専門とする先生です。",
        "own": f"お探しの{own}を専門とされています。",
        "served": f"{own}がご専門で、お探しの{asked}の診療を担えます。",
        "near": f"{own}がご専門で、支援があれば{asked}も担いたいとお考えです。",
    }.get(kind)
    return Sentence("specialty", text, f.of(*_SPECIALTY_FACTS)) if text else None


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
    names = wish_names((f.p.must | f.p.want) & f.o.offers & WORK, 3)
    if not names:
        return None
    text = f"お任せしたい{quoted(names)}に、意欲をお持ちです。"
    return Sentence("wishes", text, f.of("physician.must", "physician.want", "opening.offers"))


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
    if 0 <= f.minutes <= NEAR_MIN:
        return Sentence(
            "nearness", f"お住まいから車で約{f.minutes}分（目安）で、通い続けられる距離です。", f.of("pair.minutes")
        )
    text = {1: "週ごとに泊まりがけで通うことをお考えです。", 2: "転居もお考えで、地域に腰を据えて働けます。"}.get(
        f.p.relocation
    )
    return Sentence("nearness", text, f.of("physician.relocation")) if text else None


def quiet_nights_for_physician(f: Facts) -> Sentence | None:
    free = [
        word
        for word, willing, asked in (
            ("当直", f.p.night_duty, f.o.night_duty),
            ("夜間や休日の呼び出し", f.p.on_call, f.o.on_call),
        )
        if willing < 2 and asked == 0
    ]
    if not free:
        return None
    return Sentence(
        "quiet_nights",
        f"{'も'.join(free)}{'も' if len(free) > 1 else 'は'}ありません。",
        f.of("physician.night_duty", "physician.on_call", "opening.night_duty", "opening.on_call"),
    )


def duty_cover_for_institution(f: Facts) -> Sentence | None:
    duties = (("当直", f.p.night_duty, f.o.night_duty), ("オンコール", f.p.on_call, f.o.on_call))
    facts = f.of("physician.night_duty", "physician.on_call", "opening.night_duty", "opening.on_call")
    for willing, ending in ((2, "を引き受けられるとのことです。"), (1, "のご相談に応じられるとのことです。")):
        names = [name for name, will, asked in duties if asked and will == willing]
        if names:
            return Sentence("duty_cover", f"{'と'.join(names)}{ending}", facts)
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


def week_for_physician(f: Facts) -> Sentence | None:
    if not f.o.slots:
        text = f"週{f.o.days}日の勤務で、ご希望の日数に合います。" if f.o.days else ""
    elif f.o.days and len(weekdays(f.o.slots)) > f.o.days:
        text = f"{weekdays_phrase(f.o.slots)}のうち、ご都合のよい週{f.o.days}日を選べます。"
    else:
        suits = "" if f.p.slots == ALL_SLOTS else "ご都合のよい"
        count = len(weekdays(f.o.slots))
        text = f"{suits}{weekdays_phrase(f.o.slots)}の、週{count}日の勤務です。"
    return Sentence("week", text, f.of(*_WEEK_FACTS)) if text else None


def week_for_institution(f: Facts) -> Sentence | None:
    if not f.o.slots:
        text = f"必要とされている週{f.o.days}日の勤務ができます。" if f.o.days else ""
    else:
        able = f.o.slots & f.p.slots
        text = f"お困りの{weekdays_phrase(able)}に勤務できます。"
    return Sentence("week", text, f.of(*_WEEK_FACTS)) if text else None


def room_for_institution(f: Facts) -> Sentence | None:
    if not f.o.days or f.p.days_max <= f.o.days:
        return None
    return Sentence(
        "room_for_more",
        f"ご相談により、週{f.p.days_max}日まで増やせる見込みです。",
        f.of("physician.days_max", "opening.days"),
    )


_START_FACTS = ("physician.available_from", "opening.starts_on")


def start_for_physician(f: Facts) -> Sentence | None:
    if f.o.starts_on < f.as_of or f.p.available_from > f.o.starts_on:
        return None
    return Sentence("start", f"着任は{day(f.o.starts_on)}からで、ご希望の時期に合います。", f.of(*_START_FACTS))


def start_for_institution(f: Facts) -> Sentence | None:
    if f.p.available_from <= f.as_of and f.o.starts_on <= f.as_of:
        return Sentence("start", "日程が整えば、すぐに着任できます。", f.of(*_START_FACTS))
    if f.o.starts_on and f.p.available_from <= max(f.o.starts_on, f.as_of):
        return Sentence("start", f"ご希望の{day(f.o.starts_on)}に着任できます。", f.of(*_START_FACTS))
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
    left = f.p.hours_left_min - f.o.weekly_min
    if f.p.hours_left_min == NO_LIMIT or f.o.weekly_min == 0 or left < 240:
        return None
    return Sentence(
        "hours_room",
        f"ほかの勤務と合わせても、勤務時間の上限まで週{hours(left)}の余裕があります。",
        f.of("physician.hours_left_min", "opening.weekly_min"),
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
