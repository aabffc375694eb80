"""Rounds as the textbooks tell them: plain Python, simultaneous proposals, no arrays. And small random graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
from hypothesis import strategies as st

from enishi.engine.graph import Graph
from enishi.engine.solvers.lottery import Lottery

Held = set[int]  # edges
Choice = Callable[[list[int]], Held]


class Ranked:
    """A graph's strict lists of edges, ties settled by the lottery numbers."""

    def __init__(self, graph: Graph, lottery: Lottery) -> None:
        self.graph = graph
        self.physician = [int(i) for i in graph.physician]
        self.opening = [int(j) for j in graph.opening]
        edges = range(graph.n_edges)

        def wish(e: int) -> tuple[float, int]:
            return -float(graph.u[e]), int(lottery.opening[self.opening[e]])

        def need(e: int) -> tuple[float, int]:
            return -float(graph.v[e]), int(lottery.physician[self.physician[e]])

        self.of_physician = [
            sorted((e for e in edges if self.physician[e] == i), key=wish) for i in range(graph.n_physicians)
        ]
        self.of_opening = [
            sorted((e for e in edges if self.opening[e] == j), key=need) for j in range(graph.n_openings)
        ]
        self.place_physician = {e: place for listed in self.of_physician for place, e in enumerate(listed)}
        self.place_opening = {e: place for listed in self.of_opening for place, e in enumerate(listed)}

    def best_for_opening(self, edges: list[int], most: int) -> list[int]:
        return sorted(edges, key=self.place_opening.__getitem__)[:most]

    def opening_of(self, held: Held) -> list[int]:
        openings = [-1] * self.graph.n_physicians
        for e in held:
            openings[self.physician[e]] = self.opening[e]
        return openings


def ranked(graph: Graph, seed: int = 0) -> Ranked:
    return Ranked(graph, Lottery.draw(graph.n_physicians, graph.n_openings, seed))


def physicians_propose(lists: Ranked, choose: Choice) -> Held:
    """Everybody without a place proposes to the next on the list; the other side chooses from all proposals so far."""
    offered: list[int] = []
    held: Held = set()
    ahead = [0] * len(lists.of_physician)
    while True:
        placed = {lists.physician[e] for e in held}
        new = [
            listed[ahead[i]]
            for i, listed in enumerate(lists.of_physician)
            if i not in placed and ahead[i] < len(listed)
        ]
        if not new:
            return held
        for e in new:
            ahead[lists.physician[e]] += 1
        offered += new
        held = choose(offered)


def by_capacity(lists: Ranked) -> Choice:
    """Each opening keeps its best up to its capacity."""

    def choose(offered: list[int]) -> Held:
        return {
            e
            for j, capacity in enumerate(lists.graph.capacity)
            for e in lists.best_for_opening([e for e in offered if lists.opening[e] == j], int(capacity))
        }

    return choose


def openings_propose(lists: Ranked) -> Held:
    """Openings with seats free propose to the next on their list; physicians keep the best."""
    offered: Held = set()
    held: Held = set()
    while True:
        new = set()
        for j, listed in enumerate(lists.of_opening):
            free = int(lists.graph.capacity[j]) - sum(lists.opening[e] == j for e in held)
            new |= set([e for e in listed if e not in offered][: max(free, 0)])
        if not new:
            return held
        offered |= new
        held = {next(e for e in listed if e in offered) for listed in lists.of_physician if offered & set(listed)}


def flexible_choice(
    lists: Ranked, turn: list[int], region_of: list[int], target: list[int], regional_cap: list[int]
) -> Choice:
    """Kamada & Kojima 2015: up to the targets first, then one more for each opening in turn, until the cap is reached."""

    def choose(offered: list[int]) -> Held:
        chosen: Held = set()
        for region, cap in enumerate(regional_cap):
            mine = sorted((j for j, r in enumerate(region_of) if r == region), key=turn.__getitem__)
            waiting = {
                j: lists.best_for_opening([e for e in offered if lists.opening[e] == j], int(lists.graph.capacity[j]))
                for j in mine
            }
            kept = {e for j in mine for e in waiting[j][: target[j]]}
            rest = {j: waiting[j][target[j] :] for j in mine}
            while len(kept) < cap and any(rest.values()):
                for j in mine:
                    if rest[j] and len(kept) < cap:
                        kept.add(rest[j].pop(0))
            chosen |= kept
        return chosen

    return choose


def unsplittable_choice(lists: Ranked, size: list[int], slack: list[int]) -> Choice:
    """An opening takes everybody before whom it is not yet full."""

    def choose(offered: list[int]) -> Held:
        chosen: Held = set()
        for j, capacity in enumerate(lists.graph.capacity):
            better = 0
            for e in lists.best_for_opening([e for e in offered if lists.opening[e] == j], len(offered)):
                if better < int(capacity) - slack[j]:
                    chosen.add(e)
                better += size[e]
        return chosen

    return choose


def weekly(lists: Ranked, quota: list[int], slot: list[int]) -> Held:
    """Physicians propose all they would choose among what has not refused them; openings keep their best; again."""
    refused: Held = set()
    while True:
        proposed: Held = set()
        for i, listed in enumerate(lists.of_physician):
            proposed |= set(chosen_posts(lists, [e for e in listed if e not in refused], quota[i], slot))
        kept = by_capacity(lists)(sorted(proposed))
        if kept == proposed:
            return kept
        refused |= proposed - kept


def chosen_posts(lists: Ranked, best_first: list[int], quota: int, slot: list[int]) -> list[int]:
    """The best posts of a list under the quota and one for each half-day."""
    chosen: list[int] = []
    busy: set[int] = set()
    for e in best_first:
        half_day = slot[lists.opening[e]]
        if len(chosen) < quota and half_day not in busy:
            chosen.append(e)
            busy |= {half_day} - {-1}
    return chosen


def every_matching(lists: Ranked) -> Iterator[Held]:
    """All ways to give each physician one listed opening or none within the capacities."""
    for picked in product(*([None, *listed] for listed in lists.of_physician)):
        held = {e for e in picked if e is not None}
        if all(sum(lists.opening[e] == j for e in held) <= capacity for j, capacity in enumerate(lists.graph.capacity)):
            yield held


def blocking(lists: Ranked, held: Held) -> Held:
    """Edges whose physician and opening would both rather have each other, by the strict lists."""
    found: Held = set()
    for e in range(lists.graph.n_edges):
        i, j = lists.physician[e], lists.opening[e]
        mine = [h for h in held if lists.physician[h] == i]
        theirs = [h for h in held if lists.opening[h] == j]
        wants = all(lists.place_physician[e] < lists.place_physician[h] for h in mine)
        room = len(theirs) < lists.graph.capacity[j] or any(
            lists.place_opening[e] < lists.place_opening[h] for h in theirs
        )
        if e not in held and wants and room:
            found.add(e)
    return found


def place(lists: Ranked, held: Held, i: int) -> int:
    """How deep in the physician's list the outcome is; behind the end without one."""
    mine = [lists.place_physician[e] for e in held if lists.physician[e] == i]
    return mine[0] if mine else len(lists.of_physician[i])


@st.composite
def graphs(
    draw: st.DrawFn, most_physicians: int = 6, most_openings: int = 5, most_seats: int = 3, strict: bool = False
) -> Graph:
    """Small graphs, now and then empty on a side; few distinct values, so that ties are common unless `strict`."""
    n, m = draw(st.integers(0, most_physicians)), draw(st.integers(0, most_openings))
    pairs = [pair for pair in product(range(n), range(m)) if draw(st.integers(0, 3))]
    values = st.sampled_from([-1.5, -0.0, 0.0, 0.25, 2.0])
    if strict:
        u, v = (draw(st.permutations(range(len(pairs)))) for _ in range(2))
    else:
        u, v = ([draw(values) for _ in pairs] for _ in range(2))
    capacity = [draw(st.integers(0, most_seats)) for _ in range(m)]
    return graph_of(n, m, pairs, u, v, capacity)


def graph_of(
    n: int, m: int, pairs: list[tuple[int, int]], u: list[float], v: list[float], capacity: list[int]
) -> Graph:
    physician, opening = np.array(pairs, np.int64).reshape(-1, 2).T
    return Graph.from_edges(n, m, physician, opening, np.array(u), np.array(v), np.array(capacity))


def other_wishes(graph: Graph, i: int, told: tuple[int, ...]) -> Graph:
    """The graph if physician i named these openings only, in this order."""
    keep = [e for e in range(graph.n_edges) if graph.physician[e] != i or int(graph.opening[e]) in told]
    u = [-told.index(int(graph.opening[e])) if graph.physician[e] == i else float(graph.u[e]) for e in keep]
    pairs = [(int(graph.physician[e]), int(graph.opening[e])) for e in keep]
    return graph_of(graph.n_physicians, graph.n_openings, pairs, u, graph.v[keep].tolist(), graph.capacity.tolist())
