"""Openings of every kind, with all conditions the law asks for."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from enishi.common.clock import today
from enishi.demo.almanac import Almanac, Story
from enishi.demo.places import Place
from enishi.demo.portraits import portrait_of
from enishi.openings.actions import close_opening, confirm_opening, draft_opening, publish_opening
from enishi.openings.models import Opening

WEEK = [f"{day}_{part}" for day in ("mon", "tue", "wed", "thu", "fri") for part in ("am", "pm")]


def slots(*days: str) -> list[str]:
    return [f"{day}_{part}" for day in days for part in ("am", "pm")]


FULL = {
    "employment": ["full_time"],
    "days": 5,
    "slots": WEEK,
    "conditions": {"contract_kind": "indefinite", "probation": True, "probation_details": "3か月、条件は同じ"},
}
PART = {"employment": ["part_time"]}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of opening. `homes`: kinds of institutions that have it."""

    terms: dict[str, Any]
    homes: tuple[str, ...] = ("hospital", "clinic")


KINDS: tuple[Kind, ...] = (
    Kind(PART | {"title": "内科外来（週2日）", "specialties": ["内科"], "days": 2, "slots": slots("tue", "thu"),
         "daily_pay_yen": 90_000, "offers": ["outpatient", "travel_paid"]}),
    Kind(FULL | {"title": "総合診療医（常勤）", "specialties": ["総合診療", "内科"], "annual_pay_min_yen": 13_000_000,
         "annual_pay_max_yen": 16_000_000, "offers": ["outpatient", "wards", "housing", "extension_after_retirement"]}),
    Kind(PART | {"title": "訪問診療（週3日）", "specialties": ["内科"], "days": 3, "slots": slots("mon", "wed", "fri"),
         "daily_pay_yen": 95_000, "offers": ["home_visits", "retraining", "travel_paid"], "on_call": "negotiable",
         "on_call_per_month": 2}),
    Kind(PART | {"title": "健診・人間ドック（週1日）", "specialties": ["内科", "健診・人間ドック"], "days": 1, "slots": slots("wed"),
         "daily_pay_yen": 80_000, "offers": ["checkups", "no_weekend", "travel_paid"]}),
    Kind(FULL | {"title": "内科（常勤・当直なし）", "specialties": ["内科"], "days": 4, "slots": WEEK,
         "annual_pay_min_yen": 12_000_000, "annual_pay_max_yen": 14_500_000,
         "offers": ["outpatient", "wards", "no_weekend", "housing", "extension_after_retirement"]}, ("hospital",)),
    Kind(PART | {"title": "整形外科外来（週1日）", "specialties": ["整形外科"], "days": 1, "slots": slots("fri"),
         "daily_pay_yen": 100_000, "offers": ["outpatient", "travel_paid"]}),
    Kind(PART | {"title": "外科・総合外来（週2日）", "specialties": ["外科"], "days": 2, "slots": slots("mon", "tue"),
         "daily_pay_yen": 95_000, "offers": ["outpatient", "new_field", "travel_paid", "housing"]}),
    Kind({"title": "診療所の応援（1週間から）", "specialties": ["内科"], "employment": ["spot", "part_time"], "days": 4,
         "slots": WEEK, "daily_pay_yen": 110_000, "offers": ["housing", "travel_paid", "remote_island", "outpatient"],
         "on_call": "negotiable"}, ("clinic",)),
    Kind(PART | {"title": "消化器内視鏡（週2日）", "specialties": ["消化器内科", "消化器内視鏡"], "days": 2,
         "slots": slots("tue", "wed"), "daily_pay_yen": 110_000, "offers": ["endoscopy", "outpatient", "travel_paid"]},
         ("hospital",)),
    Kind(FULL | {"title": "救急を含む内科（常勤・当直あり）", "specialties": ["内科", "救急科"], "night_duty": "required",
         "on_call": "required", "on_call_per_month": 4, "annual_pay_min_yen": 16_000_000,
         "annual_pay_max_yen": 20_000_000, "offers": ["wards", "housing", "research_day"],
         "conditions": FULL["conditions"] | {"night_duty_permission": "all", "overtime": "月20時間程度"}}, ("hospital",)),
    Kind(PART | {"title": "小児科外来・乳幼児健診（週1日）", "specialties": ["小児科"], "days": 1, "slots": slots("thu"),
         "daily_pay_yen": 90_000, "offers": ["outpatient", "checkups", "travel_paid"]}),
    Kind(PART | {"title": "透析の回診（週3日）", "specialties": ["人工透析内科", "泌尿器科", "腎臓内科"], "days": 3,
         "slots": slots("mon", "wed", "fri"), "daily_pay_yen": 85_000, "offers": ["dialysis", "no_weekend"]}, ("hospital",)),
    Kind(PART | {"title": "精神科外来（週2日）", "specialties": ["精神科"], "days": 2, "slots": slots("wed", "thu"),
         "daily_pay_yen": 95_000, "offers": ["outpatient", "online", "travel_paid"]}, ("hospital",)),
    Kind(FULL | {"title": "介護老人保健施設の施設長", "specialties": ["内科", "外科", "総合診療"], "days": 4,
         "annual_pay_min_yen": 11_000_000, "annual_pay_max_yen": 13_000_000,
         "offers": ["care_facility", "management", "no_weekend", "extension_after_retirement"]}, ("care_facility", "hospital")),
    Kind(PART | {"title": "眼科外来（週1日）", "specialties": ["眼科"], "days": 1, "slots": slots("tue"),
         "daily_pay_yen": 100_000, "offers": ["outpatient", "travel_paid"]}, ("hospital",)),
    Kind(PART | {"title": "婦人科外来と検診（週1日）", "specialties": ["婦人科"], "days": 1, "slots": slots("mon"),
         "daily_pay_yen": 100_000, "offers": ["outpatient", "checkups", "travel_paid"]}, ("hospital",)),
    Kind(PART | {"title": "内科外来と若手の指導（60歳以上の先生）", "specialties": ["内科", "総合診療"], "days": 2,
         "slots": slots("mon", "thu"), "daily_pay_yen": 90_000, "age_exception": "3-i-ni",
         "offers": ["mentoring", "outpatient", "travel_paid"]}),
    Kind(PART | {"title": "リハビリテーション（週3日）", "specialties": ["リハビリテーション科", "整形外科"], "days": 3,
         "slots": slots("mon", "tue", "thu"), "daily_pay_yen": 85_000, "offers": ["wards", "retraining", "no_weekend"]},
         ("hospital",)),
    Kind(PART | {"title": "皮膚科外来（週1日）", "specialties": ["皮膚科"], "days": 1, "slots": slots("fri"),
         "daily_pay_yen": 95_000, "offers": ["outpatient", "online", "travel_paid"]}),
    Kind(FULL | {"title": "副院長候補（内科・外科）", "specialties": ["内科", "外科"], "annual_pay_min_yen": 17_000_000,
         "annual_pay_max_yen": 21_000_000, "offers": ["management", "mentoring", "housing", "family_support"]}, ("hospital",)),
)  # fmt: skip

BESIDES: tuple[Kind, ...] = (
    Kind(PART | {"title": "町の産業医（月2日）", "specialties": [], "any_specialty": True, "days": 0.5, "daily_pay_yen": 70_000,
         "offers": ["industrial", "online", "no_weekend"]}, ("hospital", "clinic", "municipality")),
    Kind(PART | {"title": "保健所・町の健康づくり（週2日）", "specialties": [], "any_specialty": True, "days": 2, "slots": slots("tue", "fri"),
         "daily_pay_yen": 75_000, "offers": ["checkups", "no_weekend", "extension_after_retirement"]}, ("municipality",)),
    Kind({"title": "島の診療所（1か月から）", "specialties": ["総合診療", "内科"], "employment": ["spot", "part_time"], "days": 5,
         "slots": WEEK, "daily_pay_yen": 120_000, "on_call": "required", "on_call_per_month": 6,
         "offers": ["remote_island", "housing", "travel_paid", "family_support"]}, ("clinic", "municipality")),
    Kind(PART | {"title": "オンライン診療（週1日、ご自宅から）", "specialties": ["内科", "皮膚科"], "days": 1, "slots": ["sat_am"],
         "daily_pay_yen": 60_000, "offers": ["online", "retraining", "new_field"]}, ("hospital", "clinic")),
    Kind(FULL | {"title": "総合診療と臨床研究（研究日あり）", "specialties": ["総合診療"], "days": 4, "night_duty": "negotiable",
         "annual_pay_min_yen": 14_000_000, "annual_pay_max_yen": 17_000_000,
         "offers": ["research_day", "mentoring", "wards", "retraining"],
         "conditions": FULL["conditions"] | {"night_duty_permission": "all"}}, ("hospital",)),
)  # fmt: skip
"""Rarer kinds, so that every filter of the search finds something; each at a few places."""

GENERAL = (0, 1, 2, 3, 4, 7)
"""Kinds that most physicians can serve, for the pinned and the oldest openings."""


AT_THE_PINNED_PLACE = (2, 0, 4, 16)
COUNT = 120


def conditions(kind: Kind, place: Place) -> dict[str, Any]:
    """The statutory items; the term of a fixed contract ends with the fiscal year after next."""
    fixed = {
        "contract_kind": "fixed",
        "ends_on": date(today().year + 2, 3, 31).isoformat(),
        "renewal": "possible",
        "renewal_criteria": "業務量とご本人のご希望により判断します",
        "renewal_limit": "上限なし",
    }
    common = {
        "probation": False,
        "duties": kind.terms["title"].partition("（")[0] + "と、これに伴う記録・カンファレンス",
        "duties_change_scope": "変更なし",
        "place_change_scope": "変更なし",
        "working_hours": "午前9時〜午後5時",
        "breaks": "正午から60分",
        "holidays": "土曜・日曜・祝日・年末年始（12月29日〜1月3日）",
        "overtime": "なし",
        "pay_details": "通勤手当は実費（上限なし）。賞与・昇給なし"
        if "daily_pay_yen" in kind.terms
        else "通勤手当は実費。退職金あり",
        "fixed_overtime": False,
        "insurance": "健康保険、厚生年金、労災保険、雇用保険（週の時間により加入）",
        "smoking": "敷地内禁煙",
    }
    own = kind.terms.get("conditions", {})
    return common | ({} if own.get("contract_kind") == "indefinite" else fixed) | own


@dataclass(frozen=True, slots=True)
class Offer:
    """An opening as planned. drafted, published, confirmed: days ago; confirmed is None for a draft, closed None while open."""

    place: Place
    kind: Kind
    drafted: int
    confirmed: int | None
    closed: int | None = None
    headcount: int = 1


def plan_offers(places: list[Place], rng: random.Random) -> list[Offer]:
    """All openings, those of the pinned place first: every fifth is old enough for a whole story; some are amber, hidden, drafts or closed."""
    plans = [Offer(places[0], KINDS[i], 100 + i, 3) for i in AT_THE_PINNED_PLACE]
    usual = [place for place in places if place.kind != "municipality"]
    for number in range(len(plans), COUNT):
        place = usual[number % len(usual)]
        fitting = [k for k in KINDS if place.kind in k.homes]
        general = [KINDS[i] for i in GENERAL if place.kind in KINDS[i].homes]
        kind = rng.choice(general if number % 3 == 0 and general else fitting)
        offer = Offer(
            place, kind, rng.randrange(505, 530) if number % 5 == 0 else rng.randrange(35, 300), rng.randrange(0, 26)
        )
        plans.append(_less_usual(offer, number, rng))
    for number, kind in enumerate(BESIDES * 3):
        fitting_places = [place for place in places if place.kind in kind.homes]
        plans.append(Offer(fitting_places[number * 7 % len(fitting_places)], kind, 40 + number, number % 20))
    return plans


def _less_usual(offer: Offer, number: int, rng: random.Random) -> Offer:
    """Of twenty openings one is amber, one hidden, one a draft and two are closed; a few look for two physicians."""
    match number % 20:
        case 7:
            return replace(offer, confirmed=rng.randrange(32, 42), drafted=max(offer.drafted, 60))
        case 11:
            return replace(offer, confirmed=rng.randrange(50, 80), drafted=max(offer.drafted, 100))
        case 13:
            return replace(offer, confirmed=None, drafted=rng.randrange(1, 12))
        case 16 | 19:
            closed = rng.randrange(3, 25)
            return replace(offer, confirmed=closed + 5, closed=closed, drafted=max(offer.drafted, 90))
        case 3:
            return replace(offer, headcount=2)
    return offer


def publish_all(plans: list[Offer], almanac: Almanac) -> list[Opening]:
    """Tell the story of every opening; the returned list fills while the almanac is played."""
    made: list[Opening] = []
    for offer in plans:
        almanac.tell(_history(offer, made))
    return made


def _history(offer: Offer, made: list[Opening]) -> Story:
    yield offer.drafted
    terms = {k: v for k, v in offer.kind.terms.items() if k != "conditions"} | {
        "conditions": conditions(offer.kind, offer.place),
        "headcount": offer.headcount,
        "honest_note": offer.place.institution.honest_note,
        "portrait": portrait_of(offer),
        "starts_on": (today() + timedelta(days=90)).replace(day=1),
    }
    opening = draft_opening(institution=offer.place.institution, by=offer.place.staff, terms=terms)
    made.append(opening)
    if offer.confirmed is None:
        return
    publish_opening(opening=opening, by=offer.place.staff, confirmed_by="事務長")
    yield from _reconfirmed(offer, opening)
    if offer.closed is not None:
        yield offer.closed
        close_opening(opening=opening, by=offer.place.staff, close_reason="filled")


def _reconfirmed(offer: Offer, opening: Opening) -> Iterator[int]:
    if offer.confirmed is not None and offer.confirmed < offer.drafted:
        yield offer.confirmed
        confirm_opening(opening=opening, by=offer.place.staff, confirmed_by="事務長")
