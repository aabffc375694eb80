"""An institution that wants to know of one physician: edits, nested questions, repetitions and friends do not help.

What is promised stands in `enishi.engine.bands`; here somebody who knows everything but the physician tries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from engine.test_engine_what_if import KEYS, crowd, exact
from engine.world import TODAY, Row, market, opening, physician, slots, wishes
from enishi.engine.bands import counted, secret
from enishi.engine.crowds import Crowd
from enishi.engine.schema import SLOTS
from enishi.engine.what_if import Bands, shown, what_if


def _edits() -> Iterator[Row]:
    """Sequences of an institution's own edits, meant to carve one physician out: nested pay, days, weekdays, offers."""
    start: Row = {"night_duty": 2, "slots": slots("tue_am", "tue_pm", "fri_am"), "days": 2, "weekly_min": 720}
    yield start
    for pay in (80_000, 95_000, 99_000, 100_000, 101_000, 120_000):
        yield start | {"daily_pay_yen": pay}
    for offers in (wishes("housing"), wishes("remote_island"), wishes("housing", "remote_island", "wards")):
        yield start | {"offers": offers}
    for level in (0, 2):
        yield start | {"night_duty": level, "on_call": 2, "on_call_per_month": 3}
    for listed in range(1, 6):
        yield start | {"slots": sum(1 << SLOTS.index(key) for key in SLOTS[: 2 * listed]), "days": min(listed, 3)}
    for bits in (1, 2, 4, 7):
        yield start | {"employment": bits}


TARGETS: tuple[Row, ...] = (
    {},  # compatible with nearly everything: counts in "already" and is moved about by every edit
    {"night_duty": 0, "min_daily_pay_yen": 100_000},
    {"must": wishes("housing"), "never": wishes("remote_island"), "days_max": 2},
    {"slots": slots("tue_am", "tue_pm"), "days_min": 1, "employment": 4},
)


Asked = list[tuple[Any, int, Crowd]]
ATTACK_KEYS = KEYS[:24]


@pytest.fixture(scope="module", params=range(len(TARGETS)))
def worlds(request: pytest.FixtureRequest) -> tuple[Asked, Asked]:
    """(market, opening, crowd) of every edit by two institutions that compare notes: without the target, and with.

    The crowds around him are such that many counts stand at an edge, where an attacker wants them.
    """
    target = physician("TARGET", **TARGETS[request.param])
    others = (
        crowd(7)
        + [physician(f"N-{n}", night_duty=0) for n in range(6)]
        + [physician(f"H-{n}", must=wishes("housing"), night_duty=0) for n in range(5)]
        + [physician(f"P-{n}", min_daily_pay_yen=100_000 + 1000 * (n % 3)) for n in range(7)]
        + [physician(f"S-{n}", employment=4, slots=slots("tue_am", "tue_pm")) for n in range(8)]
    )

    def asked(people: list[Row]) -> Asked:
        found: Asked = []
        for edit in _edits():
            world = market(people, [opening("K-1", institution=1, **edit), opening("K-2", institution=2, **edit)])
            found += [(world, j, exact(world, j)) for j in (0, 1)]
        return found

    return asked(others), asked([*others, target])


def told_to_the_attacker(asked: Asked, key: bytes) -> list[Bands]:
    return [shown(world, j, found, key) for world, j, found in asked]


def _is_counted(key: bytes) -> bool:
    return bool(counted(secret(key), np.array(["TARGET"]))[0])


def test_all_edits_and_changes_together_say_nothing_of_a_physician_who_is_not_drawn(
    worlds: tuple[Asked, Asked],
) -> None:
    """The promise for everything ever shown: with probability 1/4 two worlds that differ by one physician read the same
    to the last band, so no guess is right more than seven times in eight."""
    differ = 0
    for key in ATTACK_KEYS:
        without, beside = (told_to_the_attacker(asked, key) for asked in worlds)
        if not _is_counted(key):
            assert beside == without
        differ += beside != without
    assert differ <= sum(map(_is_counted, ATTACK_KEYS))
    assert 0 < differ < len(ATTACK_KEYS)  # the attack is a real one, and fails as often as it must


def test_one_physician_moves_each_count_by_one_at_most(worlds: tuple[Asked, Asked]) -> None:
    """With the edges at least three apart, one band then differs for one draw in three at most."""
    without, beside = worlds
    for (old, _, fewer), (new, _, more) in zip(without, beside, strict=True):
        cells = [(fewer.already, more.already)]
        cells += [(a.rows, b.rows) for a, b in zip(fewer.gains, more.gains, strict=True)]
        for a, b in cells:
            before, after = set(old.physician_number[a]), set(new.physician_number[b])
            assert before <= after <= before | {"TARGET"}


def test_the_best_single_band_is_a_poor_witness() -> None:
    """Even with the count placed at the edge, and everything else known."""
    people = crowd(7)
    old, new = market(people, [opening("K-1")]), market([*people, physician("TARGET")], [opening("K-1")])
    fewer, more = exact(old, 0), exact(new, 0)
    differ = sum(shown(old, 0, fewer, key).already != shown(new, 0, more, key).already for key in KEYS)
    assert 0 < differ <= len(KEYS) * (1 / 4 + 0.05)


def test_asking_the_same_every_day_brings_nothing_new() -> None:
    people = crowd(9)
    for key in KEYS[:20]:
        days = [market(people, [opening("K-1", confirmed_on=TODAY - day)]) for day in range(5)]
        assert len({what_if(world, 0, key=key) for world in days}) == 1
