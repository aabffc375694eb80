"""Counts, lists and the numbers beside the choices equal what a patient person would count by hand."""

import random
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from django.db import connection

from enishi.areas.enums import AreaClass
from enishi.areas.lookups import area_of, commute_between, designations_of
from enishi.common.clock import ago, today
from enishi.engine.schema import DAY_MASKS, WISHES
from enishi.engine.specialties import SERVES, SPECIALTIES, find, members
from enishi.institutions.actions import MACHINE as INSTITUTIONS
from enishi.openings.actions import close_opening, confirm_opening, revise_opening
from enishi.openings.enums import Duty, Employment, SpotPart
from enishi.openings.models import Opening, SearchChange
from enishi.openings.search import Filters, matching_count
from enishi.openings.search.columns import SLOT_BITS
from enishi.openings.search.filters import EVERYTHING, ROLES
from enishi.openings.search.finding import search
from enishi.openings.spots import SpotAct, add_spot_days, change_spot_day

DUTIES = list(Duty)
TOWNS = ("久慈市", "盛岡市", "釜石市", "函館市", "横浜市")
SPECIALTIES_ASKED = ([], ["内科"], ["循環器内科", "外科"], ["眼科"], ["総合診療", "在宅医療"], ["産科"])


def random_terms(rng):
    days = rng.choice([0.5, 1, 2, 2.5, 3, 5])
    slots = rng.choice([[], ["mon_am"], ["tue_am", "tue_pm", "thu_am"], ["mon_am", "wed_am", "fri_am"], ["sat_night"]])
    night = rng.choice(DUTIES)
    return {
        "specialties": rng.choice(SPECIALTIES_ASKED),
        "employment": rng.sample([str(e) for e in Employment], rng.randint(1, 2)),
        "days": days,
        "slots": slots,
        "night_duty": night,
        "on_call": rng.choice(DUTIES),
        "offers": rng.sample(list(WISHES), rng.randint(0, 5)),
        "annual_pay_min_yen": rng.choice([None, 9_000_000, 14_000_000]),
        "annual_pay_max_yen": rng.choice([None, 15_000_000]),
        "daily_pay_yen": rng.choice([50_000, 90_000]),
        "conditions": {} if night == Duty.NONE else {"night_duty_permission": "all"},
    }


@pytest.fixture
def market(world):
    rng = random.Random(7)
    places = [world.institution(place=town) for town in TOWNS]
    places.append(world.institution(place="久慈市", kind="municipality"))
    for _ in range(36):
        world.opening(rng.choice(places), confirmed_days_ago=rng.choice([0, 3, 44, 45, 46]), **random_terms(rng))
    return world


def random_filters(rng):
    def sometimes(value, nothing=()):
        return value if rng.random() < 0.25 else nothing

    return Filters(
        specialties=sometimes((rng.choice(["internal_medicine", "cardiology", "obstetrics_gynecology", "home_care"]),)),
        prefectures=sometimes(("03",)),
        employment=sometimes(("part_time", "spot")),
        days_min=sometimes(1, None),
        days_max=sometimes(2.5, None),
        slots=sometimes(("mon_am", "tue_am", "tue_pm", "thu_am")),
        most_night=rng.choice(DUTIES),
        most_call=rng.choice(DUTIES),
        roles=sometimes(tuple(rng.sample(list(ROLES), 3))),
        offers=sometimes(tuple(rng.sample(list(WISHES), 1))),
        without=sometimes(tuple(rng.sample(list(WISHES), 2))),
        few=sometimes(True, False),
        annual_pay=sometimes(1000, None),
        daily_pay=sometimes(6, None),
        near="03207",
        within=sometimes(120, None),
    )


@cache
def few_in(town):
    area = area_of(town)
    return bool((area and area.area_class == AreaClass.FEW) or designations_of(town))


@cache
def minutes_between(start, town):
    return commute_between(start, town)


def fits(opening, f):
    """By hand, from the database's own rows."""
    v, institution = opening.current, opening.institution
    town = institution.municipality_id
    served = {i for key in f.specialties for i in members(SERVES[find(key)])}
    top = max(v.annual_pay_min_yen or 0, v.annual_pay_max_yen or 0)
    minutes = minutes_between(f.near, town) if f.near else None
    checks = [
        not f.specialties or not v.specialties or any(find(w) in served for w in v.specialties),
        not f.prefectures or institution.municipality.prefecture_id in f.prefectures,
        not f.employment or set(f.employment) & set(v.employment),
        f.days_min is None or v.days >= f.days_min,
        f.days_max is None or v.days <= f.days_max,
        not f.slots or enough_free(v, set(f.slots)),
        DUTIES.index(v.night_duty) <= DUTIES.index(f.most_night),
        DUTIES.index(v.on_call) <= DUTIES.index(f.most_call),
        not f.roles or set(f.roles) & {*v.offers, *(["administration"] if institution.kind == "municipality" else [])},
        set(f.offers) <= set(v.offers),
        not set(f.without) & set(v.offers),
        not f.few or few_in(town),
        f.annual_pay is None or top >= f.annual_pay * 10_000,
        f.daily_pay is None or (v.daily_pay_yen or 0) >= f.daily_pay * 10_000,
        f.within is None or (minutes is not None and minutes <= f.within),
    ]
    return all(checks)


def enough_free(version, free):
    days = -(-int(version.days * 10) // 10)
    if not version.slots:
        return sum(any(SLOT_BITS[code] & mask for code in free) for mask in DAY_MASKS) >= days
    by_day = {}
    for code in version.slots:
        by_day.setdefault(code[:3], set()).add(code)
    return sum(codes <= free for codes in by_day.values()) >= min(days, len(by_day))


def public_openings():
    return list(Opening.objects.published().with_terms().last_confirmed_first())


def by_hand(public, filters):
    return [opening.pk for opening in public if fits(opening, filters)]


def test_every_count_and_every_list_is_what_counting_by_hand_gives(market):
    rng = random.Random(11)
    everything = {opening.pk: opening for opening in Opening.objects.with_terms()}
    public = public_openings()
    sizes = set()
    for _ in range(60):
        filters = random_filters(rng)
        found = search(filters)
        expected = by_hand(public, filters)
        assert found.problems == ()
        assert found.ordered.tolist() == expected and found.count == matching_count(filters) == len(expected)
        for one in found.relaxed:
            assert one.count == len(by_hand(public, one.filters)) > found.count, one
        somewhere = by_hand(public, replace(filters, prefectures=()))
        prefectures = [everything[pk].institution.municipality.prefecture_id for pk in somewhere]
        assert {c: n for c, n in found.by_prefecture.items() if n} == {c: prefectures.count(c) for c in prefectures}
        sizes.add(len(expected))
    assert len(sizes) > 5, "the filters are too alike to prove anything"


def test_the_numbers_beside_departments_and_areas_are_those_one_finds_there(market):
    found = search(EVERYTHING)
    for key in ("internal_medicine", "cardiology", "obstetrics", "ophthalmology"):
        assert found.by_specialty[key] == matching_count(replace(EVERYTHING, specialties=(key,)))
    assert len(found.by_specialty) == len(SPECIALTIES)
    for code, count in found.by_area("03").items():
        assert count == matching_count(replace(EVERYTHING, areas=(code,)))
    towns = found.by_municipality("03")
    assert towns and all(n == matching_count(replace(EVERYTHING, municipalities=(code,))) for code, n in towns.items())


def test_nearest_first_begins_at_the_starting_point_and_ends_far_away(market):
    found = search(replace(EVERYTHING, near="久慈市", by_distance=True))
    towns = [Opening.objects.get(pk=pk).institution.municipality_id for pk in found.ordered.tolist()]
    minutes = [found.minutes_to(town) for town in towns]
    assert minutes == sorted(minutes) and minutes[0] == 0 and minutes[-1] > 300
    assert set(towns) == {
        Opening.objects.get(pk=pk).institution.municipality_id for pk in by_hand(public_openings(), EVERYTHING)
    }


def test_a_city_stands_for_its_wards_and_a_stale_lower_level_is_dropped(world):
    ward = world.opening(world.institution(place="横浜市港北区"))
    assert matching_count(Filters(municipalities=("14100",))) == 1
    assert search(Filters(municipalities=("14100",))).ordered.tolist() == [ward.pk]
    found = search(Filters(prefectures=("03",), municipalities=("14100",)))
    assert found.filters == Filters(prefectures=("03",)) and not found.problems


@pytest.mark.parametrize(
    ("start", "code", "sentence"),
    [
        ("028-0051", "03207", ""),
        ("久慈", "03207", ""),
        ("クジシ", "03207", ""),
        ("岩手県久慈市", "03207", ""),
        ("府中市", "", "「府中市」は2か所あります（東京都府中市、広島県府中市）。都道府県からご入力ください。"),
        ("あいうえお町", "", "「あいうえお町」という市区町村が見つかりませんでした。"),
        ("028-005", "", "郵便番号の数字が1つ足りないようです（現在6桁）。例：100-0001"),
    ],
)
def test_a_starting_point_is_a_postcode_or_a_name_and_doubts_are_said(world, start, code, sentence):
    found = search(Filters(near=start, by_distance=True))
    assert found.filters.near == code and found.filters.by_distance == bool(code)
    assert "".join(p.sentence for p in found.problems).startswith(sentence)


def test_two_characters_are_enough_to_find_a_place_a_department_or_a_name(world):
    opening = world.opening(world.institution("青葉会 海辺病院", place="久慈市"), title="外来のお手伝い")
    for words in (("久慈",), ("海辺",), ("内科",), ("外来",), ("岩手県", "海辺")):
        assert search(Filters(words=words)).ordered.tolist() == [opening.pk], words
    assert matching_count(Filters(words=("海辺", "眼科"))) == 0


# -- what changes is seen at once, what is hidden never ----------------------------------------------


def test_what_is_not_public_is_never_found_and_what_changes_is_found_at_once(world):
    opening = world.opening(days=2)
    by = world.actor(opening.institution)
    assert matching_count(Filters(days_max=2)) == 1
    revise_opening(opening=opening, by=by, terms={"days": 4}, confirmed_by="事務長")
    assert (matching_count(Filters(days_max=2)), matching_count(Filters(days_min=4))) == (0, 1)
    INSTITUTIONS.perform(opening.institution, "I3", by=world.ms_miura, reason="確認中")
    assert matching_count(EVERYTHING) == 0
    INSTITUTIONS.perform(opening.institution, "I2", by=world.ms_miura)
    assert matching_count(EVERYTHING) == 1
    close_opening(opening=opening, by=by, close_reason="filled")
    assert matching_count(EVERYTHING) == 0


def test_the_forty_sixth_day_ends_it_to_the_day_and_a_confirmation_brings_it_back(world):
    opening = world.opening()
    with ago(timedelta(days=-45)):
        assert matching_count(EVERYTHING) == 1
    with ago(timedelta(days=-46)):
        assert matching_count(EVERYTHING) == 0
        confirm_opening(opening=opening, by=world.ms_miura, confirmed_by="事務長")
        assert matching_count(EVERYTHING) == 1


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_drafts_and_closed_openings_are_in_no_count(world, state):
    world.opening(state=state)
    found = search(EVERYTHING)
    assert (found.count, found.shown, sum(found.by_prefecture.values())) == (0, 0, 0)


def test_a_version_rewritten_without_any_act_is_noted_by_the_database_itself(world):
    opening = world.opening(state="draft")
    before = SearchChange.objects.filter(subject="opening", subject_id=opening.pk).count()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE openings_openingversion SET days = 3 WHERE opening_id = %s", [opening.pk])
    assert SearchChange.objects.filter(subject="opening", subject_id=opening.pk).count() == before + 1


def test_an_open_single_day_is_found_by_its_half_day_without_asking_for_single_days(world):
    terms = {"employment": ["spot", "part_time"], "slots": ["tue_am"], "days": 1}
    opening, other = world.opening(**terms), world.opening(**terms)
    by = world.actor(opening.institution)
    saturday = next(day for n in range(1, 8) if (day := today() + timedelta(days=n)).weekday() == 5)
    asked = Filters(slots=("sat_am", "sun_am"))
    assert matching_count(asked) == 0
    add_spot_days(opening=opening, by=by, first=saturday, parts=[SpotPart.AM], what="外来の代診")
    assert search(asked).ordered.tolist() == [opening.pk] and matching_count(Filters(slots=("sat_pm",))) == 0
    with ago(-timedelta(days=8)):
        assert matching_count(asked) == 0  # the day is over
    assert matching_count(asked) == 1
    change_spot_day(spot=opening.spot_days.get(), by=by, act=SpotAct.FILL)
    assert matching_count(asked) == 0
    change_spot_day(spot=opening.spot_days.get(), by=by, act=SpotAct.OPEN)
    revise_opening(opening=opening, by=by, terms={"employment": ["part_time"]}, confirmed_by="事務長")
    assert matching_count(asked) == 0 and other.pk in search(Filters(slots=("tue_am",))).ordered
