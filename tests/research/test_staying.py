"""Survival figures agree with lifelines; groups too small are hidden, and cannot be had by taking the others away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test

from enishi.aftercare.rules import MONTH_DAYS, Spell, retention
from enishi.research import staying
from research.made_records import EMPLOYMENTS, employment

SPELLS = st.lists(st.builds(Spell, st.integers(1, 900), st.booleans()), min_size=8, max_size=40)


@settings(max_examples=25, deadline=None)
@given(SPELLS)
def test_the_curve_and_its_interval_are_those_of_lifelines(found):
    fitted = KaplanMeierFitter().fit([s.days for s in found], [s.left for s in found])
    table, band = fitted.survival_function_["KM_estimate"], fitted.confidence_interval_
    for point in retention(found):
        day = point.months * MONTH_DAYS - 1e-9
        assert point.stays == pytest.approx(float(table[table.index <= day].iloc[-1]))
        if 0 < point.stays < 1:
            low, high = (float(v) for v in band[band.index <= day].iloc[-1])
            assert (point.low, point.high) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


@settings(max_examples=25, deadline=None)
@given(st.lists(SPELLS, min_size=2, max_size=4))
def test_the_log_rank_test_is_that_of_lifelines(groups):
    ours = staying.log_rank(groups)
    every = [(s, n) for n, group in enumerate(groups) for s in group]
    if ours is None:
        assert not any(s.left for s, _ in every) or len({s.days for s, _ in every}) == 1
        return
    theirs = multivariate_logrank_test([s.days for s, _ in every], [n for _, n in every], [s.left for s, _ in every])
    assert ours.degrees == len(groups) - 1
    assert ours.statistic == pytest.approx(theirs.test_statistic, abs=1e-6)
    assert ours.p == pytest.approx(theirs.p_value, abs=1e-6)


@settings(max_examples=20, deadline=None)
@given(EMPLOYMENTS)
def test_no_small_group_has_a_curve_and_none_is_left_over(rows):
    rows = [row for row in rows if row.days >= 0] * 2
    for parting in staying.PARTINGS:
        told = staying.parted(rows, parting)
        sizes = {key: sum(parting.of(row) == key for row in rows) for key in parting.groups}
        hidden = [key for key, _, band, _ in told["groups"] if band is None]
        rest = len(rows) - sum(size for key, size in sizes.items() if key not in hidden)
        assert all(sizes[key] >= staying.LEAST for key in sizes if key not in hidden)
        assert rest == 0 or rest >= staying.LEAST or not [key for key in sizes if key not in hidden]


def test_who_left_before_promises_could_be_judged_is_not_compared_by_them():
    kept = [employment(n, days=400, audited=5, kept=5) for n in range(12)]
    broken = [employment(n, days=150, left=True, cause="nights", audited=5, kept=3) for n in range(11)]
    early = [employment(n, days=20, left=True, cause="nights", audited=5, kept=0) for n in range(30)]
    told = staying.parted([*kept, *broken, *early], staying.PROMISES, staying.LANDMARK_DAYS)
    bands = {key: band for key, _, band, _ in told["groups"]}
    assert bands == {"kept": "10〜19件", "broken": "10〜19件"}
    assert told["test"][2] < 0.01


def test_reasons_are_told_from_five_and_what_would_betray_a_small_one_is_hidden():
    rows = [employment(n, left=True, cause="health") for n in range(9)]
    rows += [employment(n, left=True, cause="pay") for n in range(2)]
    cells = {key: count for key, _, count in staying.causes(rows)["cells"]}
    assert staying.causes(rows)["total"] == 11 and set(cells.values()) == {None}
    more = {key: n for key, _, n in staying.causes([*rows, *rows[:9]] + rows[9:] * 3)["cells"]}
    assert (more["health"] == 18 and more["pay"] is None) or more["pay"] == 8


def test_an_edition_with_fewer_than_five_new_placements_tells_what_the_one_before_told():
    rows = [employment(n) for n in range(30)]
    before = staying.made(rows)
    assert staying.made([*rows, employment(31, left=True, cause="pay")], before) == before
