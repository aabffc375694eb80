"""Tables that may be asked for: attacks by subtraction, by small areas, by asking again and by waiting for a month."""

from itertools import product

import numpy as np
from hypothesis import HealthCheck, given, settings
from scipy.optimize import linprog

from enishi.engine.bands import FEWEST
from enishi.research.cubes import CUBES, EMPLOYMENTS, PEOPLE, from_json, tables_of, to_json
from research.made_records import EMPLOYMENTS as MADE_EMPLOYMENTS
from research.made_records import PEOPLE as MADE_PEOPLE
from research.made_records import employment, person, records

SLOW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def possible(cube, rows, tables, question, values):
    """The least and the most a hidden cell can be, for someone who has asked everything: another program than the maker's."""
    kinds = sorted({tuple(d.of(row) for d in cube.dimensions) for row in rows})
    order = [d.key for d in cube.dimensions]

    def picks(q, v):
        places = [order.index(key) for key in q]
        return np.array([all(kind[p] == x for p, x in zip(places, v, strict=True)) for kind in kinds], float)

    known = [(picks(q, v), n) for q, cells in tables.items() for v, n in cells.items() if n is not None]
    told = {"A_eq": np.array([a for a, _ in known]), "b_eq": [n for _, n in known]} if known else {}
    aim = picks(question, values)
    cap = {"A_ub": aim[None, :], "b_ub": [float(FEWEST)]}
    least = linprog(aim, bounds=(0, None), method="highs-ipm", **told)
    most = linprog(-aim, bounds=(0, None), method="highs-ipm", **told, **cap)
    return least.fun, -most.fun


@SLOW
@given(MADE_PEOPLE)
def test_no_subtraction_of_answers_finds_a_small_group(rows):
    tables = tables_of(PEOPLE, records(people=rows))
    assert all(n is None or n >= FEWEST for cells in tables.values() for n in cells.values())
    for question in tables:
        for values, shown in tables[question].items():
            places = [[d.key for d in PEOPLE.dimensions].index(key) for key in question]
            count = sum(all(PEOPLE.dimensions[p].of(r) == v for p, v in zip(places, values, strict=True)) for r in rows)
            if shown is None and 0 < count < FEWEST:
                least, most = possible(PEOPLE, rows, tables, question, values)
                assert least < 0.5 and most > FEWEST - 0.5
            elif shown is not None:
                assert shown == count


@SLOW
@given(MADE_EMPLOYMENTS)
def test_an_area_stands_in_its_table_only_with_five_placements(rows):
    cells = tables_of(EMPLOYMENTS, records(employments=rows))[("area",)]
    assert all(count is not None and count >= FEWEST for count in cells.values())


@SLOW
@given(MADE_PEOPLE)
def test_the_same_question_has_the_same_answer_however_often_it_is_asked(rows):
    once, again = (tables_of(PEOPLE, records(people=given)) for given in (rows, rows[::-1]))
    assert once == again == from_json(to_json(once))


@SLOW
@given(MADE_PEOPLE)
def test_who_comes_in_a_month_cannot_be_read_from_two_editions(rows):
    before = tables_of(PEOPLE, records(people=rows))
    after = tables_of(PEOPLE, records(people=[*rows, person(99)]), before)
    for question, values in ((q, v) for q in before for v in before[q]):
        one, other = before[question][values], after[question][values]
        assert one is None or other is None or one == other


def test_empty_cells_look_like_small_ones():
    cells = tables_of(PEOPLE, records(people=[person(n) for n in range(9)]))[("region",)]
    assert cells["tohoku",] == 9 and {n for v, n in cells.items() if v != ("tohoku",)} == {None}


def test_every_pair_of_crossed_dimensions_is_a_question_and_nothing_else_is():
    for cube in CUBES.values():
        alone = {d.key for d in cube.dimensions if d.alone}
        assert len(set(cube.questions)) == len(cube.questions) and () in cube.questions
        for one, other in product(cube.dimensions, repeat=2):
            asked = cube.in_order([one.key, other.key])
            assert (asked in cube.questions) is (one is other or not {one.key, other.key} & alone)


def test_placements_of_another_class_do_not_move_a_line():
    few = [employment(n) for n in range(8)]
    many = [employment(n + 20, to_class="many") for n in range(6)]
    assert tables_of(EMPLOYMENTS, records(employments=few + many))[("class",)]["few",] == 8
