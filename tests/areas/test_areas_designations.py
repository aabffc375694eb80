"""Official designations: dated, of an area or a municipality, never two at a time."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from enishi.areas.enums import DesignationKind
from enishi.areas.lookups import designations_of, designations_on
from enishi.areas.models import Designation, MedicalArea

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bundled")]

APRIL = date(2026, 4, 1)


def designate(**changes) -> Designation:
    values = {
        "kind": DesignationKind.SHORTAGE_SPOT.value,
        "municipality_id": "03302",
        "since": APRIL,
        "until": date(2027, 3, 31),
        "source": "県告示第12号",
    }
    return Designation.objects.create(**(values | changes))


def area(code: str) -> MedicalArea:
    return MedicalArea.objects.get(edition__code="2024-01", code=code)


def test_a_designation_counts_from_its_first_to_its_last_day():
    spot = designate()
    days = [date(2026, 3, 31), APRIL, date(2027, 3, 31), date(2027, 4, 1)]
    assert [spot in designations_on(day) for day in days] == [False, True, True, False]


def test_a_designation_without_end_stays():
    assert designate(until=None) in designations_on(date(2099, 1, 1))


def test_a_town_is_covered_by_its_own_designation_and_by_its_areas():
    spot = designate()
    wide = designate(municipality_id=None, area=area("0301"), kind=DesignationKind.PRIORITY_AREA.value)
    designate(municipality_id="03201", kind=DesignationKind.PRIORITY_AREA.value)
    assert set(designations_of("03302", APRIL)) == {spot, wide}
    assert designations_of("04100", APRIL) == []


def test_a_ward_is_covered_by_its_citys_designation():
    city = designate(municipality_id="22130")
    assert designations_of("22138", APRIL) == [city]


def test_a_designation_is_of_an_area_or_of_a_municipality_not_of_both_nor_of_none():
    for wrong in ({"area": area("0301")}, {"municipality_id": None}):
        with pytest.raises(IntegrityError, match="designation_of_area_or_municipality"), transaction.atomic():
            designate(**wrong)


def test_a_designation_must_end_after_it_begins_and_name_its_source():
    with pytest.raises(IntegrityError, match="ends_after_it_begins"), transaction.atomic():
        designate(until=APRIL)
    with pytest.raises(IntegrityError, match="names_its_source"), transaction.atomic():
        designate(source="")


def test_the_same_designation_cannot_hold_twice_at_a_time_but_again_later_or_for_another_district():
    designate()
    with pytest.raises(IntegrityError, match="not_twice_at_a_time"), transaction.atomic():
        designate(since=date(2027, 3, 31), until=None)
    designate(since=date(2027, 4, 1), until=None)
    designate(district="江刈地区")
    designate(kind=DesignationKind.PRIORITY_AREA.value)
    assert Designation.objects.count() == 4


def test_a_form_says_in_words_why_a_second_designation_is_refused():
    designate()
    second = Designation(
        kind=DesignationKind.SHORTAGE_SPOT.value,
        municipality_id="03302",
        since=date(2026, 10, 1),
        source="県告示第30号",
    )
    with pytest.raises(ValidationError, match="前の指定の終了日を先に入れてください"):
        second.full_clean()
