"""Noise: the same for the same question, of the shape it says, and never beyond the year's budget."""

from decimal import Decimal
from math import exp

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.clock import today
from enishi.research import noise
from enishi.research.asking import ask_with_noise, budget, noisy_answer
from enishi.research.cubes import PEOPLE
from enishi.research.editions import make_edition
from enishi.research.models import NoiseYear, NoisyAnswer

KEY = b"k" * 32


@given(st.binary(max_size=20), st.sampled_from(noise.EPSILONS))
def test_the_same_question_draws_the_same_and_another_key_another(question, epsilon):
    assert noise.draw(KEY, question, float(epsilon)) == noise.draw(KEY, question, float(epsilon))
    many = [noise.draw(bytes([n]) * 32, question, float(epsilon)) for n in range(40)]
    assert len(set(many)) > 1


@pytest.mark.parametrize("epsilon", noise.EPSILONS)
def test_draws_have_the_shape_of_the_two_sided_geometric(epsilon):
    a = exp(-float(epsilon))
    draws = [noise.draw(KEY, n.to_bytes(4), float(epsilon)) for n in range(20_000)]
    assert sum(draws) / len(draws) == pytest.approx(0, abs=0.15)
    for k in range(3):
        share = sum(one == k for one in draws) / len(draws)
        assert share == pytest.approx((1 - a) / (1 + a) * a**k, abs=0.015)
    off = noise.within(epsilon)
    assert sum(abs(one) <= off for one in draws) / len(draws) >= 0.945


@given(st.integers(0, 50), st.sampled_from(noise.EPSILONS))
def test_empty_cells_have_noise_too(count, epsilon):
    cells = [("a",), ("b",)]
    found = noise.noisy(KEY, "q", {("a",): count}, cells, epsilon)
    assert set(found) == set(cells)
    bare = noise.noisy(KEY, "q", {}, cells, epsilon)
    assert found["a",] - bare["a",] == count and found["b",] == bare["b",]


def test_the_same_question_is_answered_once_and_paid_once(world):
    edition, by = make_edition(today()), world.researcher()
    asked = {"edition": edition, "cube": PEOPLE, "epsilon": Decimal("0.5"), "by": by}
    first = ask_with_noise(asked=["age", "region"], **asked)
    assert ask_with_noise(asked=["region", "age"], **asked) == first
    assert budget(today().year).spent == Decimal("0.5") and NoisyAnswer.objects.count() == 1
    assert len(noisy_answer(first).rows) == len(first.cells) > 20


def test_the_budget_of_the_year_ends_and_the_database_holds_it(world):
    edition, by = make_edition(today()), world.researcher()
    asked = {"edition": edition, "cube": PEOPLE, "epsilon": Decimal("1"), "by": by}
    questions = [["region"], ["age"], ["present"], ["stage"], ["region", "age"]]
    answers = [ask_with_noise(asked=question, **asked) for question in questions]
    assert all(isinstance(one, NoisyAnswer) for one in answers[:4])
    assert "枠の残りが足りません" in answers[4][0].sentence
    with pytest.raises(IntegrityError), transaction.atomic():
        NoiseYear.objects.update(spent=Decimal("4.25"))


def test_questions_that_are_none_cost_nothing(world):
    edition, by = make_edition(today()), world.researcher()
    for asked, epsilon in ((["nothing"], "1"), (["region", "field"], "1"), (["region"], "3")):
        found = ask_with_noise(edition=edition, cube=PEOPLE, asked=asked, epsilon=Decimal(epsilon), by=by)
        assert found[0].sentence
    assert NoisyAnswer.objects.count() == 0
