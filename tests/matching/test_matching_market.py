"""From rows to the engine's arrays: what it sees, and what it must never see."""

from datetime import timedelta

import numpy as np
import pytest

from enishi.common.clock import today
from enishi.engine import schema, specialties
from enishi.engine.conditions import is_shielded
from enishi.matching.market import build_market
from enishi.openings.models import Opening
from enishi.physicians.actions import add_shield, complete_identity, save_wishes
from enishi.physicians.models import Physician


def market():
    physicians = (
        Physician.objects.order_by("id")
        .select_related("identity")
        .prefetch_related("shield", "wish_sheets__municipality")
    )
    return build_market(physicians, Opening.objects.published().with_terms().order_by("id"))


def columns(found):
    return {
        f"{side}.{column.name}": getattr(getattr(found.market, side), column.name)
        for side, known in (("physicians", schema.PHYSICIAN_COLUMNS), ("posts", schema.POST_COLUMNS))
        for column in known
    }


def test_columns_hold_what_the_physician_wished(world):
    world.opening()
    physician = world.physician(specialties=["内科", "循環器内科"], prefectures=["03", "02"], days_min=1, days_max=3)
    save_wishes(
        physician=physician,
        by=world.ms_miura,
        wishes={
            "slots": ["mon_am", "tue_pm"], "night_duty": "negotiable", "on_call": "no", "relocation": "weekly",
            "min_daily_pay_yen": 80_000, "max_commute_min": 60, "wishes": {"home_visits": "must", "dialysis": "never"},
            "available_from": today() + timedelta(days=30),
        },
    )  # fmt: skip
    found = columns(market())
    assert found["physicians.main_specialty"] == [specialties.find("内科")]
    assert found["physicians.prefectures"] == [1 << 2 | 1 << 1]
    assert found["physicians.days_min"] == [1] and found["physicians.days_max"] == [3]
    assert found["physicians.slots"] == [1 << schema.SLOTS.index("mon_am") | 1 << schema.SLOTS.index("tue_pm")]
    assert found["physicians.night_duty"] == [schema.WILLING.index("negotiable")]
    assert found["physicians.relocation"] == [schema.RELOCATION.index("weekly")]
    assert found["physicians.min_daily_pay_yen"] == [80_000] and found["physicians.max_commute_min"] == [60]
    assert found["physicians.must"] == [schema.WISH_BITS["home_visits"]]
    assert found["physicians.never"] == [schema.WISH_BITS["dialysis"]]
    assert found["physicians.available_from"] == [schema.day_number(today() + timedelta(days=30))]
    assert found["physicians.licence_verified"] == [True]
    assert found["physicians.home_prefecture"] == [2]


def test_columns_hold_what_the_opening_offers(world):
    world.physician()
    opening = world.opening(
        days=3,
        night_duty="required",
        daily_pay_yen=100_000,
        offers=["dialysis"],
        headcount=2,
        conditions={"night_duty_permission": "all"},
    )
    found = columns(market())
    assert found["posts.days"] == [3] and found["posts.capacity"] == [2]
    assert found["posts.night_duty"] == [schema.ASKED.index("required")]
    assert found["posts.daily_pay_yen"] == [100_000]
    assert found["posts.offers"] == [schema.WISH_BITS["dialysis"]]
    assert found["posts.institution"] == [opening.institution_id]
    assert found["posts.confirmed_on"] == [schema.day_number(today())]
    assert found["posts.open"] == [True]


@pytest.mark.parametrize(
    "fields",
    [
        {"sex": "女"}, {"sex": "男"}, {"birth_date": "1940-01-01"}, {"birth_date": "1995-12-31"}, {"birth_date": ""},
        {"family_name": "別名"}, {"address": "沖縄県那覇市"}, {"career": "長い経歴"}, {"mail": "other@mail.example.jp"},
    ],
)  # fmt: skip
def test_nothing_of_who_a_physician_is_changes_a_single_number(world, fields):
    """雇用対策法・男女雇用機会均等法: sex and age never weigh; neither does anything else of the identity."""
    world.opening()
    physician = world.physician(birth_date="1958-04-05")
    before = market().digest
    complete_identity(physician=physician, by=world.ms_miura, fields=fields)
    assert market().digest == before


def test_the_one_coded_exception_asks_only_whether_sixty_is_reached(world):
    """労働施策総合推進法施行規則1条の3第1項3号ニ: an opening for people of 60 and over."""
    world.opening(age_exception="3-i-ni")
    physician = world.physician(birth_date=today().replace(year=today().year - 60).isoformat())
    assert columns(market())["physicians.is_60_or_over"] == [True]
    older = market().digest
    complete_identity(physician=physician, by=world.ms_miura, fields={"birth_date": "1940-01-01"})
    assert market().digest == older
    day_short = (today() + timedelta(days=1)).replace(year=today().year - 60)
    complete_identity(physician=physician, by=world.ms_miura, fields={"birth_date": day_short.isoformat()})
    assert columns(market())["physicians.is_60_or_over"] == [False]


def test_without_that_exception_the_birth_date_is_not_even_read(world):
    world.opening()
    world.physician(birth_date="1940-01-01")
    assert columns(market())["physicians.is_60_or_over"] == [False]


def test_the_same_rows_give_the_same_digest_and_a_changed_wish_another(world):
    world.opening()
    physician = world.physician()
    first = market().digest
    assert market().digest == first
    save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 4})
    assert market().digest != first


def test_a_shield_hides_every_opening_of_the_corporation_in_the_arrays_already(world):
    """The engine never meets the pair: the keys the physician hides from are all worked out."""
    for name, corporation in (("青葉会東病院", "青葉会"), ("みどり診療所", "青葉会"), ("せせらぎ病院", "")):
        world.opening(world.institution(name, corporation=corporation))
    add_shield(physician=world.physician(), by=world.ms_miura, name="青葉会東病院")
    found = market()
    covered = is_shielded(found.market, np.zeros(3, int), np.arange(3))
    hidden = set(found.market.opening_number[covered])
    shown = set(found.opening_ids) - hidden
    names = dict(Opening.objects.values_list("number", "institution__name"))
    assert {names[str(n)] for n in hidden} == {"青葉会東病院", "みどり診療所"}
    assert {names[n] for n in shown} == {"せせらぎ病院"}


def test_a_market_without_people_or_without_openings_is_a_market(world):
    assert market().physician_ids == {} and market().opening_ids == {}
    world.opening()
    found = market()
    assert found.market.n_openings == 1 and found.market.n_physicians == 0
