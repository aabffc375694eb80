"""Cross tables that cannot be subtracted: no ring of tables, everybody in each, small cells safe beside all totals."""

from collections import Counter
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from enishi.common.workflow import StepRefused
from enishi.engine.bands import FEWEST
from enishi.surveys import actions
from enishi.surveys.crossing import closes_a_ring, crossed, make_cross, variable
from factories.surveys import ANSWERS, seat_in, survey_in

NAMES = "abcdef"
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] != p[1]), max_size=12)
TRIPLES = st.lists(st.tuples(*(st.integers(0, 2) for _ in range(3))), min_size=8, max_size=40)


@given(PAIRS)
def test_tables_that_are_let_through_are_a_forest(asked):
    made = []
    for row, column in asked:
        if not closes_a_ring(made, row, column):
            made.append((row, column))
    used = {name for pair in made for name in pair}
    trees = {name: {name} for name in used}
    for a, b in made:
        joined = trees[a] | trees[b]
        for name in joined:
            trees[name] = joined
    assert len(made) == len(used) - len({frozenset(tree) for tree in trees.values()})


@settings(max_examples=60, deadline=None)
@given(TRIPLES)
@example([(0, 0, 0)] * 5 + [(0, 1, 0), (1, 0, 0)] + [(1, 1, 0)] * 4)
def test_two_tables_together_tell_of_no_cell_more_than_could_be_nobody_or_five(people):
    """An attacker with both tables and all totals asks linear programs over every kind of person there could be."""
    names = [(str(n), str(n)) for n in range(3)]
    a, b, c = (variable(name, name, names, [str(p[at]) for p in people]) for at, name in enumerate("abc"))
    tables = [(0, 1, crossed(a, b)), (0, 2, crossed(a, c))]
    kinds = list(product(range(3), repeat=3))
    equations, sums, hidden = [], [], []
    for at, one in enumerate((a, b, c)):
        for code, told in one.told.items():
            if told is not None:
                equations.append([float(kind[at] == int(code)) for kind in kinds])
                sums.append(told)
    for first, second, table in tables:
        counts = Counter((str(p[first]), str(p[second])) for p in people)
        for (x, y), told in (table.cells or {}).items():
            here = [float(kind[first] == int(x) and kind[second] == int(y)) for kind in kinds]
            if told is None:
                hidden.append((here, counts[x, y]))
            else:
                equations.append(here)
                sums.append(told)
    equations.append([1.0] * len(kinds))
    sums.append(len(people))
    for here, count in hidden:
        if 0 < count < FEWEST:
            least = linprog(here, A_eq=equations, b_eq=sums, method="highs").fun
            most = -linprog(-np.array(here), A_eq=equations, b_eq=sums, method="highs").fun
            assert least < 1e-6 and most >= FEWEST - 1e-6


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from("xyz"), min_size=5, max_size=40), st.data())
def test_no_number_below_five_is_shown_and_totals_are_the_same_in_every_table(values, data):
    other = data.draw(st.lists(st.sampled_from("pq"), min_size=len(values), max_size=len(values)))
    third = data.draw(st.lists(st.sampled_from("st"), min_size=len(values), max_size=len(values)))
    classes = [(code, code) for code in "xyz"]
    row = variable("row", "row", classes, values)
    one = crossed(row, variable("p", "p", [("p", "p"), ("q", "q")], other))
    two = crossed(row, variable("s", "s", [("s", "s"), ("t", "t")], third))
    assume(one.cells and two.cells)
    assert one.row.told == two.row.told and one.n == two.n == len(values)
    assert all(n is None or n >= FEWEST for table in (one, two) for n in (table.cells or {}).values())


def test_what_is_hidden_alone_is_hidden_in_every_table():
    row = variable("q", "q", [("a", "a"), ("b", "b"), ("c", "c")], ["a"] * 10 + ["b"] * 10 + ["c"] * 10, hidden=["b"])
    made = crossed(row, variable("t", "t", [("p", "p"), ("r", "r")], ["p", "r"] * 15))
    assert made.row.told["b"] is None and made.cells is not None
    assert made.cells["b", "p"] is None and made.cells["b", "r"] is None


def test_a_ring_of_tables_is_refused_and_what_was_made_stays(world):
    survey, by = survey_in(world, "open"), world.researcher()
    for at in range(20):
        seat_in(survey, ANSWERS | {"works": "yes" if at % 2 else "no"}, age="60s" if at < 10 else "70s")
    with pytest.raises(StepRefused) as running:
        make_cross(survey=survey, row="works", column="age", by=by)
    assert running.value.codes == {"state"}
    actions.close_survey(survey=survey, by=by)
    codes = [q.code for q in survey.versions.first().instrument if q.kind in ("single", "scale")]
    make_cross(survey=survey, row=codes[0], column="age", by=by)
    make_cross(survey=survey, row=codes[0], column="age", by=by)
    make_cross(survey=survey, row=codes[1], column="age", by=by)
    for row, column in ((codes[0], codes[1]), (codes[1], codes[0])):
        with pytest.raises(StepRefused) as refused:
            make_cross(survey=survey, row=row, column=column, by=by)
        assert refused.value.codes == {"ring"}
    for row, column in combinations(("age", "post", "nothing"), 2):
        with pytest.raises(StepRefused) as wrong:
            make_cross(survey=survey, row=row, column=column, by=by)
        assert wrong.value.codes == {"pair"}
    survey.refresh_from_db()
    assert survey.crossed == [[codes[0], "age"], [codes[1], "age"]]
