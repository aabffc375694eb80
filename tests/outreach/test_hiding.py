"""Numbers of the funnel: whoever adds and subtracts across all tables cannot tell a small one. Judged by another solver."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp

from enishi.engine.bands import FEWEST
from enishi.outreach.hiding.stages import shown_stages

LINKS = [(0, 0), (0, 1), (1, 0), (2, 1), (2, 1)]
"""Society and medium of each link; what is read there follows from the medium."""
TIMES = [(0, 0), (0, 1), (1, 0)]
"""Year and season."""
KINDS = [(link, *LINKS[link], *time) for link in range(len(LINKS)) for time in TIMES]
N_STAGES = 3
POSSIBLE = np.array([[not (year == 1 and stage == 2) for stage in range(N_STAGES)] for *_, year, _ in KINDS])
"""Of those who came in the second year nobody can be at the last stage yet."""


def line_numbers():
    number = {}
    return np.array([
        [number.setdefault(one, len(number)) for one in (
            ("all",), ("year", y), ("society", s), ("society-year", s, y), ("medium", m), ("text", m), ("season", q), ("link", k),
        )] for k, s, m, y, q in KINDS
    ])  # fmt: skip


LINES = line_numbers()
N_LINES = LINES.max() + 1
PEOPLE = st.lists(st.integers(0, 9), min_size=POSSIBLE.size, max_size=POSSIBLE.size).map(
    lambda counts: np.array(counts).reshape(POSSIBLE.shape) * POSSIBLE
)


def of(line, first, last):
    """The places of a line's people at stages first to last."""
    return np.array([[line in LINES[k] and first <= g <= last for g in range(N_STAGES)] for k in range(len(KINDS))])


def hidden_and_shown(people):
    reached = np.array([[people[of(line, g, N_STAGES)].sum() for g in range(N_STAGES)] for line in range(N_LINES)])
    return reached, shown_stages(people, LINES, POSSIBLE, reached.astype(float))


def could_be(people, shown, wanted):
    """Least and most that the people of these places can be for somebody who reads what is shown, in whole numbers."""
    rows = [of(line, g, N_STAGES) for line, g in np.argwhere(shown)]
    matrix, sums = np.array([row.ravel() for row in rows], float), [people[row].sum() for row in rows]
    known = [LinearConstraint(matrix, sums, sums)] if rows else []
    return [
        round(sign * milp(
            sign * wanted.ravel().astype(float), constraints=known, bounds=(0, 300.0 * POSSIBLE.ravel()),
            integrality=np.ones(wanted.size),
        ).fun) for sign in (1, -1)
    ]  # fmt: skip


@given(PEOPLE)
@settings(max_examples=15, deadline=None)
def test_every_small_number_and_small_difference_could_be_nobody_and_could_be_five(people):
    reached, shown = hidden_and_shown(people)
    assert not (shown & (reached < FEWEST)).any()
    for line in np.flatnonzero(reached[:, 0]):
        for first, last in ((g, end) for g in range(N_STAGES) for end in {g, N_STAGES - 1}):
            wanted = of(line, first, last)
            if people[wanted].sum() < FEWEST and (wanted & POSSIBLE).any():
                least, most = could_be(people, shown, wanted)
                assert least == 0 and most >= FEWEST


def test_two_tables_subtracted_do_not_tell_a_third():
    """A society of 15 whose one link brought 12 would tell the 3 of the other; so would its two years."""
    people = np.zeros(POSSIBLE.shape, int)
    people[:, 0] = 8
    people[[KINDS.index((0, 0, 0, 0, 0)), KINDS.index((0, 0, 0, 0, 1)), KINDS.index((0, 0, 0, 1, 0))], 0] = 4
    people[[k for k, kind in enumerate(KINDS) if kind[0] == 1], 0] = 1
    reached, shown = hidden_and_shown(people)
    society, one, other = LINES[0, 2], LINES[0, 7], LINES[3, 7]
    assert reached[[society, one, other], 0].tolist() == [15, 12, 3]
    assert not (shown[society, 0] and shown[one, 0]) and not shown[other, 0]
    assert could_be(people, shown, of(other, 0, N_STAGES))[1] >= FEWEST


def test_nothing_is_hidden_where_nothing_is_small_and_nothing_shown_where_all_is():
    many, few = np.full(POSSIBLE.shape, 20) * POSSIBLE, np.zeros(POSSIBLE.shape, int)
    few[0, 0] = 4
    reached, shown = hidden_and_shown(many)
    assert (shown == (reached > 0)).all()
    assert not hidden_and_shown(few)[1].any()


def test_asked_twice_the_same_is_hidden():
    people = np.arange(POSSIBLE.size).reshape(POSSIBLE.shape) % 7 * POSSIBLE
    assert (hidden_and_shown(people)[1] == hidden_and_shown(people)[1]).all()


@pytest.mark.parametrize("n", [0, 1])
def test_of_hardly_any_kinds(n):
    cost = np.ones((N_LINES, N_STAGES))
    shown = shown_stages(np.full((n, N_STAGES), 3), LINES[:n], POSSIBLE[:n], cost)
    assert shown.sum() == (8 if n else 0)
