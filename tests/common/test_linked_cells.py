"""Several tables of the same people: no number of one, taken from those of another, tells a small cell."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp

from enishi.common.linked_cells import shown_cells
from enishi.engine.bands import FEWEST

SOCIETIES, MEDIA, STAGES = 3, 2, 3
LINKS = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 1)]
"""Society and medium of each link."""
ATOMS = [(link, stage) for link in range(len(LINKS)) for stage in range(STAGES)]
COUNTS = st.lists(st.integers(0, 14), min_size=len(ATOMS), max_size=len(ATOMS))


def atoms(which, least):
    return frozenset(at for at, (link, stage) in enumerate(ATOMS) if stage >= least and which(link))


def cells():
    groups = {"all": lambda link: True}
    groups |= {f"society {n}": lambda link, n=n: LINKS[link][0] == n for n in range(SOCIETIES)}
    groups |= {f"medium {n}": lambda link, n=n: LINKS[link][1] == n for n in range(MEDIA)}
    groups |= {f"link {n}": lambda link, n=n: link == n for n in range(len(LINKS))}
    tables = {(name, least): atoms(which, least) for name, which in groups.items() for least in range(STAGES)}
    drops = [tables[name, least] - tables[name, least + 1] for name in groups for least in range(STAGES - 1)]
    return tables, drops


TABLES, DROPS = cells()


def could_be(shown, counts, wanted):
    """Least and most that these atoms can be in whole numbers, by another solver than the one that hides."""
    known = [key for key, count in shown.items() if count is not None]
    matrix = np.array([[float(at in TABLES[key]) for at in range(len(ATOMS))] for key in known])
    equations = [LinearConstraint(matrix, *[[shown[key] for key in known]] * 2)] if known else []
    aim = np.array([float(at in wanted) for at in range(len(ATOMS))])
    found = [
        milp(sign * aim, constraints=equations, bounds=(0, 400), integrality=np.ones(len(ATOMS))) for sign in (1, -1)
    ]
    return round(found[0].fun), round(-found[1].fun)


@given(COUNTS)
@settings(max_examples=10, deadline=None)
def test_whoever_adds_and_subtracts_across_all_tables_cannot_tell_a_small_cell_nor_a_small_difference(counts):
    shown = shown_cells(counts, TABLES, DROPS)
    for wanted in {*TABLES.values(), *DROPS}:
        if sum(counts[at] for at in wanted) < FEWEST:
            least, most = could_be(shown, counts, wanted)
            assert least == 0 and most >= FEWEST


@given(COUNTS)
@settings(max_examples=10, deadline=None)
def test_what_is_shown_is_true_and_never_small(counts):
    shown = shown_cells(counts, TABLES, DROPS)
    for key, count in shown.items():
        assert count is None or (count >= FEWEST and count == sum(counts[at] for at in TABLES[key]))
    for (one, first), (other, second) in combinations([k for k, c in shown.items() if c is not None], 2):
        if one == other:
            assert abs(shown[one, first] - shown[other, second]) >= FEWEST


def test_a_total_gives_away_no_hidden_part():
    """15 of a society and 12 of its one link would tell the 3 of the other."""
    parts = {"all": frozenset({0, 1, 2}), "society": frozenset({0, 1}), "a": frozenset({0}), "b": frozenset({1})}
    assert shown_cells([12, 3, 40], parts) == {"all": 55, "society": 15, "a": None, "b": None}


def test_large_numbers_stay_as_they_are_and_no_people_show_nothing():
    parts = {"all": frozenset({0, 1}), "a": frozenset({0}), "b": frozenset({1})}
    assert shown_cells([12, 30], parts) == {"all": 42, "a": 12, "b": 30}
    assert shown_cells([0, 0], parts) == {"all": None, "a": None, "b": None}
    assert shown_cells([], {"all": frozenset()}) == {"all": None}
