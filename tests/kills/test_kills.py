"""Killing a web process, the worker or the database at any moment leaves the whole step or none of it.

Real processes, real HTTP, a cluster of its own; the moments and the victims come from a seed, so a failure can be seen again.
The whole loop, every victim at every act, is `./dev bench kills`.
"""

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kills.journey import VICTIMS, Move, play
from kills.theatre import Theatre

SEED = 20261123
SPARED = 2
"""Of so many acts one goes undisturbed: a journey of the suite is to take seconds, not minutes."""


@pytest.fixture(scope="module")
def theatre() -> Iterator[Theatre]:
    home = Path(tempfile.mkdtemp(prefix="enishi-kills-", dir="/tmp"))
    house = Theatre(home)
    yield house
    house.close()
    shutil.rmtree(home, ignore_errors=True)


def test_a_step_is_whole_or_not_at_all_whatever_dies_in_the_middle_of_it(theatre: Theatre) -> None:
    chance = random.Random(SEED)
    order = [*VICTIMS] * 20
    chance.shuffle(order)

    def choose(turn: int, move: Move) -> str | None:
        return None if turn % SPARED else order[turn]

    assert play(theatre, choose, chance) >= 10
