"""Gini and Lorenz against other ways of working them out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import integrate

from enishi.research.inequality import lorenz, thinned

sizes = st.integers(1, 40)
figures = sizes.flatmap(
    lambda n: st.tuples(
        hnp.arrays(np.float64, n, elements=st.floats(0, 1e5)), hnp.arrays(np.float64, n, elements=st.floats(1, 1e7))
    )
).filter(lambda pair: pair[0].sum() > 1e-3)


@given(figures)
def test_the_coefficient_is_half_the_relative_mean_difference_between_two_people(pair):
    """The definition by mean differences (Gini 1912) weighs each pair of places by their people; no curve is drawn."""
    doctors, people = pair
    rate, weight = doctors / people, people / people.sum()
    mean = float(rate @ weight)
    expected = float(weight @ np.abs(rate[:, None] - rate[None, :]) @ weight) / (2 * mean)
    assert lorenz(doctors, people).gini == pytest.approx(expected, abs=1e-9)


@given(figures)
def test_the_coefficient_is_twice_the_field_between_the_curve_and_the_even_line(pair):
    curve = lorenz(*pair)
    under = float(integrate.trapezoid(curve.physicians, curve.people))
    assert curve.gini == pytest.approx(1 - 2 * under, abs=1e-9)
    assert 0 <= curve.gini <= 1 and curve.people[-1] == pytest.approx(1) and curve.physicians[-1] == pytest.approx(1)
    slopes = np.diff(curve.physicians) / np.diff(curve.people)
    assert (np.diff(slopes) >= -1e-6 * max(1.0, slopes.max())).all(), "the curve only ever bends upwards"
    assert (curve.physicians <= curve.people + 1e-9).all()


@given(figures, st.floats(0.5, 50))
def test_units_and_splitting_a_place_into_like_parts_change_nothing(pair, factor):
    doctors, people = pair
    whole = lorenz(doctors, people).gini
    assert lorenz(doctors * factor, people * 3).gini == pytest.approx(whole, abs=1e-9)
    parts = lorenz(np.concatenate((doctors / 2, doctors / 2)), np.concatenate((people / 2, people / 2))).gini
    assert parts == pytest.approx(whole, abs=1e-9)


def test_examples_that_one_can_work_out_by_hand():
    assert lorenz([5, 10, 20], [500, 1000, 2000]).gini == pytest.approx(0)
    assert lorenz([0, 1], [1, 1]).gini == pytest.approx(0.5)
    curve = lorenz([10, 30], [100, 100])
    assert curve.gini == pytest.approx(0.25) and curve.share_of_the_lowest(0.5) == pytest.approx(0.25)
    assert list(curve.order) == [0, 1]
    assert thinned(lorenz([1] * 100, [1] * 100), 10)[::10] == [(0.0, 0.0), pytest.approx((1.0, 1.0))]


@pytest.mark.parametrize(
    ("doctors", "people"), [([], []), ([1], [1, 2]), ([1, -1], [1, 1]), ([0, 0], [1, 1]), ([1, 1], [1, 0]), ([1, float("nan")], [1, 1])]
)  # fmt: skip
def test_what_has_no_curve_is_refused(doctors, people):
    with pytest.raises(ValueError):
        lorenz(doctors, people)
