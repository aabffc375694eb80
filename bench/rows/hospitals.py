"""Hospitals and residents: deferred acceptance against the PyPI package `matching`, building the game included."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import numpy as np
from matching.games import HospitalResident

from enishi.engine.graph import Graph
from enishi.engine.solvers.deferred import deferred_acceptance
from rows.measure import Row, in_turn


def deeply(work: Callable[[], None]) -> None:
    """Run with room for a very deep recursion: `matching` copies its players, who know each other, by `deepcopy`."""
    limit, size = sys.getrecursionlimit(), threading.stack_size(1 << 30)
    sys.setrecursionlimit(2_000_000)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    threading.stack_size(size)
    sys.setrecursionlimit(limit)


def flat(lists: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Lists end to end, as `Graph.from_lists` takes them: where each begins, and all entries."""
    return np.cumsum([0, *map(len, lists)]), np.concatenate(lists)


def hr10k_matching(quick: bool) -> Row:
    """10,000 residents with lists of 10 over 1,000 hospitals of 10 seats (a tenth of that when quick)."""
    residents, hospitals = (1_000, 100) if quick else (10_000, 1_000)
    rng = np.random.default_rng(11)
    wishes = [rng.choice(hospitals, 10, replace=False) for _ in range(residents)]
    asked = [[] for _ in range(hospitals)]
    for resident, wish in enumerate(wishes):
        for hospital in wish.tolist():
            asked[hospital].append(resident)
    ranks = [rng.permutation(applicants) for applicants in asked]
    seats = np.full(hospitals, 10, np.int32)
    of_residents = {f"r{i}": [f"h{j}" for j in wish.tolist()] for i, wish in enumerate(wishes)}
    of_hospitals = {f"h{j}": [f"r{i}" for i in rank.tolist()] for j, rank in enumerate(ranks)}
    capacities = {f"h{j}": 10 for j in range(hospitals)}
    our_wishes, our_ranks = flat(wishes), flat(ranks)
    found = {}

    def ours() -> None:
        found["ours"] = deferred_acceptance(Graph.from_lists(our_wishes, our_ranks, seats)).opening_of

    def build_and_solve() -> None:
        game = HospitalResident.create_from_dictionaries(of_residents, of_hospitals, capacities)
        found["peer"] = game.solve()

    ours()
    row = in_turn(ours, lambda: deeply(build_and_solve), 2, ours_each=15)
    theirs = np.full(residents, -1)
    for hospital, held in found["peer"].items():
        theirs[[int(resident.name[1:]) for resident in held]] = int(hospital.name[1:])
    return {
        "key": "hr10k_matching",
        **row,
        "peer": "matching 1.4.3, build and solve",
        "residents": residents,
        "hospitals": hospitals,
        "identical": bool((found["ours"] == theirs).all()),
    }
