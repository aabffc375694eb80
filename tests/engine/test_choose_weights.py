"""`choose` with weights of openings and an allowance of each physician."""

import numpy as np
import pytest

from enishi.engine import Graph, MarketError, judge
from enishi.engine.proposals import choose


class Verified:
    """The one column of a market that `choose` reads."""

    def __init__(self, n):
        self.physicians = self
        self.licence_verified = np.ones(n, np.bool_)


def graph(value, capacity=(1, 1)):
    n, m = len(value), len(capacity)
    i, j = np.divmod(np.arange(n * m), m)
    u = np.array(value, np.float32).reshape(-1)
    return Graph.from_edges(n, m, i, j, u, np.ones(n * m, np.float32), np.array(capacity))


def pairs(made, g):
    return set(zip(g.physician[made.edge].tolist(), g.opening[made.edge].tolist(), strict=True))


def test_a_favoured_opening_wins_and_the_certificate_counts_the_favour():
    g = graph([[0.6, 0.5]])
    assert pairs(choose(Verified(1), g), g) == {(0, 0)}
    made = choose(Verified(1), g, favour=np.array([1.0, 2.0]))
    assert pairs(made, g) == {(0, 1)} and made.value == pytest.approx(1.0, abs=1e-3) and made.bound >= made.value
    assert not list(judge.assignments(g, made, 1))


def test_each_physician_gets_no_more_than_allowed():
    g = graph([[0.9, 0.8], [0.7, 0.6]], capacity=(2, 2))
    made = choose(Verified(2), g, 2, allowance=np.array([2, 0]))
    assert pairs(made, g) == {(0, 0), (0, 1)} and made.gap < 0.01


@pytest.mark.parametrize("given", [{"favour": np.ones(3)}, {"allowance": np.array([-1])}, {"favour": [np.nan, 1.0]}])
def test_weights_of_another_length_or_below_nothing_are_refused(given):
    with pytest.raises(MarketError):
        choose(Verified(1), graph([[0.6, 0.5]]), **given)
