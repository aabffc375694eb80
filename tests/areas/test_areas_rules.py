"""Classes of the index and estimates of distance: pure rules."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from enishi.areas.enums import AreaClass
from enishi.areas.rules import (
    DETOUR,
    Lines,
    Point,
    class_of,
    distance_km,
    great_circle_km,
    lies_on_a_line,
    minutes_between,
    minutes_by_car,
    prefecture_class,
)

LINES_2024 = Lines(many_from=Decimal("217.6"), few_below=Decimal("179.3"))
points = st.builds(Point, st.floats(20, 46), st.floats(122, 154))
indices = st.decimals("0.1", "999.9", places=1)


@pytest.mark.parametrize(
    ("index", "expected", "on_a_line"),
    [
        ("179.2", AreaClass.FEW, False),
        ("179.3", AreaClass.MIDDLE, True),
        ("179.4", AreaClass.MIDDLE, False),
        ("217.5", AreaClass.MIDDLE, False),
        ("217.6", AreaClass.MANY, True),
        ("217.7", AreaClass.MANY, False),
    ],
)
def test_the_class_turns_at_the_published_lines_and_a_value_on_a_line_is_marked(index, expected, on_a_line):
    assert class_of(Decimal(index), LINES_2024) is expected
    assert lies_on_a_line(Decimal(index), LINES_2024) is on_a_line


@given(indices, indices)
def test_a_higher_index_never_falls_into_a_lower_class(one, other):
    order = [AreaClass.FEW, AreaClass.MIDDLE, AreaClass.MANY]
    low, high = sorted((one, other))
    assert order.index(class_of(low, LINES_2024)) <= order.index(class_of(high, LINES_2024))


def test_lines_that_cross_are_refused():
    with pytest.raises(ValueError, match="not below"):
        Lines(many_from=Decimal("179.3"), few_below=Decimal("217.6"))


def test_of_47_prefectures_the_first_and_the_last_sixteen_have_many_and_few():
    classes = [prefecture_class(rank) for rank in range(1, 48)]
    assert [classes.count(c) for c in (AreaClass.MANY, AreaClass.MIDDLE, AreaClass.FEW)] == [16, 15, 16]
    assert (classes[15], classes[16], classes[30], classes[31]) == ("many", "middle", "middle", "few")
    for rank in (0, 48):
        with pytest.raises(ValueError, match="expected 1 to 47"):
            prefecture_class(rank)


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_no_shorter_than_the_straight_line(one, other):
    there = distance_km(one, other)
    assert there == pytest.approx(distance_km(other, one), abs=1e-6)
    assert there >= great_circle_km(one, other) >= 0
    assert there == pytest.approx(great_circle_km(one, other) * DETOUR)


@given(points)
def test_a_place_is_no_distance_from_itself(place):
    assert distance_km(place, place) == 0
    assert minutes_between(place, place) == 0


@given(points, points, points)
def test_a_way_over_a_third_place_is_never_shorter(a, b, c):
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-6


@given(points, points)
def test_a_degree_of_latitude_bounds_the_straight_distance_from_below(one, other):
    assume(one != other)
    assert great_circle_km(one, other) >= abs(one.latitude - other.latitude) * 111.19 - 0.01


def test_a_known_distance_tokyo_to_osaka_city_hall_is_about_four_hundred_kilometres():
    tokyo, osaka = Point(35.6896, 139.6917), Point(34.6937, 135.5022)
    assert great_circle_km(tokyo, osaka) == pytest.approx(397, abs=2)


def test_a_detour_shorter_than_the_straight_line_is_refused():
    with pytest.raises(ValueError, match="detour"):
        distance_km(Point(35, 139), Point(36, 139), detour=0.9)


@given(st.lists(st.floats(0, 3000), min_size=2))
def test_a_longer_road_never_takes_less_time(roads):
    times = [minutes_by_car(km) for km in sorted(roads)]
    assert all(shorter <= longer for shorter, longer in pairwise(times))


def test_driving_begins_slowly_in_town_and_ends_on_trunk_roads():
    assert minutes_by_car(5) == 12  # 5 km at 25 km/h
    assert minutes_by_car(17) == 30  # the rest at 40 km/h
    assert minutes_by_car(110) == pytest.approx(12 + 52.5 + 60, abs=0.5)  # 35 km at 40, 70 km at 70 km/h
    with pytest.raises(ValueError, match="0 or more"):
        minutes_by_car(-1)
