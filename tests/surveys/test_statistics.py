"""Intervals and weights against what is known: SciPy's Wilson, a table of Deming and Stephan's kind, Kish's formula."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from enishi.surveys.statistics import WIDEST, CannotRake, effective, mean, rake, reached, share


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_without_weights_has_the_interval_of_wilson_as_scipy_reckons_it(counts):
    k, n = counts
    ours = share([True] * k + [False] * (n - k), np.ones(n))
    theirs = stats.binomtest(k, n).proportion_ci(method="wilson")
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    assert ours.point == pytest.approx(k / n)


def test_a_mean_without_weights_has_the_interval_of_student_as_scipy_reckons_it():
    values = [1.0, 2.0, 2.0, 3.0, 5.0, 8.0]
    ours = mean(values, np.ones(6))
    low, high = stats.t.interval(0.95, 5, loc=np.mean(values), scale=stats.sem(values))
    assert (ours.low, ours.high) == pytest.approx((low, high))
    assert ours.median == 2.5


def test_raking_gives_the_known_result_of_a_two_way_table():
    """A table worked out by hand: 40, 30 / 35, 50 of 155, brought to rows 100, 55 and columns 77.5, 77.5.

    The odds ratio of the sample, 40·50 / (30·35), is kept by proportional fitting; with it and the margins the first cell is the
    root of a quadratic equation, so nothing of the fitting itself is needed for the reference.
    """
    cells = {("a", "x"): 40, ("a", "y"): 30, ("b", "x"): 35, ("b", "y"): 50}
    rows = [r for (r, _), n in cells.items() for _ in range(n)]
    columns = [c for (_, c), n in cells.items() for _ in range(n)]
    weights = rake({"row": rows, "column": columns}, {"row": {"a": 100, "b": 55}, "column": {"x": 50, "y": 50}})
    ratio, row, column, whole = 40 * 50 / (30 * 35), 100.0, 77.5, 155.0
    # p (whole − row − column + p) = ratio (row − p)(column − p)
    roots = np.roots([1 - ratio, whole - row - column + ratio * (row + column), -ratio * row * column])
    wanted = next(p for p in roots if 0 < p < min(row, column))
    got = sum(w for w, r, c in zip(weights, rows, columns, strict=True) if (r, c) == ("a", "x"))
    assert got == pytest.approx(wanted, rel=1e-6)
    assert reached(rows, weights)["a"] == pytest.approx(100 / 155 * 100)
    assert reached(columns, weights)["x"] == pytest.approx(50)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=30, max_size=90))
def test_weights_stay_positive_of_mean_one_and_within_their_width(answers):
    rows, columns = zip(*answers, strict=True)
    if len(set(rows)) < 2 or len(set(columns)) < 3:
        return
    weights = rake({"r": rows, "c": columns}, {"r": {"a": 70, "b": 30}, "c": {"x": 20, "y": 30, "z": 50}})
    assert weights.min() > 0 and weights.mean() == pytest.approx(1)
    assert weights.max() / weights.min() <= WIDEST + 1e-9
    assert 0 < effective(weights) <= len(answers) + 1e-9


def test_a_class_that_nobody_is_in_cannot_be_weighted_to():
    with pytest.raises(CannotRake) as told:
        rake({"age": ["60s"] * 5}, {"age": {"60s": 50, "70s": 50}})
    assert told.value.empty == (("age", "70s"),)


def test_without_margins_everybody_counts_once_and_uneven_weights_count_for_fewer():
    assert list(rake({"age": ["60s", "70s"]}, {})) == [1, 1]
    assert effective(np.array([1.0, 1.0, 1.0, 1.0])) == 4
    assert effective(np.array([3.0, 1.0])) == pytest.approx(1.6)
