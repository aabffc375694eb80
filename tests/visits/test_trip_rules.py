"""Ways between places, what does not fit, a shorter order, and who pays how much."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from enishi.visits.enums import Payer
from enishi.visits.trip_rules import Budget, Cost, Leg, budgets, shortest_order, totals, trip_hints

DAY = datetime(2026, 12, 8)


def leg(pk, hour, minutes=30, *, stays=60, day=0, **more):
    arrives = DAY + timedelta(days=day, hours=hour)
    return Leg(pk, f"第{pk}病院", arrives, arrives + timedelta(minutes=stays), minutes, **more)


def test_a_way_that_fits_says_nothing():
    assert trip_hints([leg(1, 10), leg(2, 12), leg(3, 14)], 60) == []


def test_a_place_that_cannot_be_reached_in_time_is_said_with_what_is_missing():
    [hint] = trip_hints([leg(1, 10), leg(2, 11, 40)], 30)
    assert hint == "「第1病院」から「第2病院」まで約40分（目安）かかるため、40分ほど間に合いません。"
    [hint] = trip_hints([leg(1, 10), leg(2, 10.5, 0)], 30)
    assert "出る前に" in hint


def test_a_very_early_start_a_late_return_and_too_much_driving_are_said():
    hints = trip_hints([leg(1, 8, 180), leg(2, 18, 120)], 150)
    assert len(hints) == 4 and "午前5時ごろのご出発" in hints[0] and "午後9時30分ごろ" in hints[1]


def test_the_next_day_is_another_day():
    assert trip_hints([leg(1, 16, 60), leg(2, 10, 200, day=1)], 60) == []


def test_a_shorter_order_is_found_and_keeps_how_long_each_place_takes():
    at = {None: 0, 1: 30, 2: 10, 3: 20}
    way = lambda a, b: abs(at[a] - at[b])  # noqa: E731
    legs = [leg(3, 9, stays=30), leg(2, 11), leg(1, 13, stays=90)]
    found = shortest_order(legs, way)
    stations = [None, *(x.pk for x in found), None]
    assert sum(way(a, b) for a, b in pairwise(stations)) == 60
    assert {x.pk: x.leaves - x.arrives for x in found} == {x.pk: x.leaves - x.arrives for x in legs}
    assert found[0].arrives == legs[0].arrives
    assert shortest_order(found, way) is None
    assert shortest_order(legs, lambda a, b: None) is None
    assert shortest_order([leg(1, 9), leg(2, 9, day=1), leg(3, 11)], way) is None


@given(st.lists(st.integers(0, 200), min_size=3, max_size=5), st.integers(0, 200))
def test_no_order_drives_more_than_before(places, home):
    at = {None: home, **dict(enumerate(places))}

    def way(a, b):
        return abs(at[a] - at[b])

    legs = [leg(pk, 8 + 2 * pk) for pk in range(len(places))]

    def driven(order):
        return sum(way(a, b) for a, b in pairwise([None, *(x.pk for x in order), None]))

    found = shortest_order(legs, way)
    if found is not None:
        assert driven(found) < driven(legs)
        assert sorted(x.pk for x in found) == sorted(x.pk for x in legs)
        assert trip_hints(found, None) is not None and all(b.arrives >= a.leaves for a, b in pairwise(found))


def test_sums_by_who_pays_and_a_limit_that_is_passed():
    costs = [Cost(Payer.OPERATOR, 1000), Cost(Payer.INSTITUTION, 9000, 1), Cost(Payer.INSTITUTION, 3000, 2)]
    assert totals(costs) == {Payer.OPERATOR: 1000, Payer.INSTITUTION: 12000}
    found = budgets([(1, "甲病院", 8000), (2, "乙病院", None), (3, "丙病院", 5000), (4, "丁病院", None)], costs)
    assert found == [Budget("甲病院", 9000, 8000), Budget("乙病院", 3000, None), Budget("丙病院", 0, 5000)]
    assert [(b.over, b.left) for b in found] == [(1000, 0), (0, 0), (0, 5000)]
