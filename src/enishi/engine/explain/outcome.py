"""Which rule of a solution kept an eligible pair apart. Read from the result alone: no solver is run again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from enishi.engine.graph import Graph
from enishi.engine.market import Market
from enishi.engine.schema import AnyArray
from enishi.engine.scores import score
from enishi.engine.solvers.bundles import BundleMatching
from enishi.engine.solvers.matching import Matching
from enishi.engine.words.outcomes import CAP, LICENCE, LISTED, MATCHED, OUTRANKED, PREFERS, PRICE, REGION, UNLISTED


@dataclass(frozen=True)
class _Worth:
    """Wish and need of pairs: the graph's where it knows them, else the market's scores."""

    market: Market
    graph: Graph | None

    def edge(self, i: int, j: int) -> int:
        """The graph's edge of the pair, or -1."""
        return -1 if self.graph is None else edge_of(self.graph, i, j)

    def of(self, i: int, j: int) -> tuple[float, float]:
        """(wish, need)."""
        edge = self.edge(i, j)
        if self.graph is not None and edge >= 0:
            return float(self.graph.u[edge]), float(self.graph.v[edge])
        wish, need = score(self.market, np.array([i]), np.array([j]))
        return float(wish[0]), float(need[0])

    def product(self, i: int, j: int) -> float:
        """Wish × need, what a pair weighs in an assignment."""
        wish, need = self.of(i, j)
        return wish * need


def edge_of(graph: Graph, i: int, j: int) -> int:
    """The edge of the pair, or -1. Edges stand sorted by (physician, opening)."""
    low, high = np.searchsorted(graph.physician, [i, i + 1])
    at = int(low + np.searchsorted(graph.opening[low:high], j))
    return at if at < high and graph.opening[at] == j else -1


def outcome_of(market: Market, i: int, j: int, solution: Any, graph: Graph | None) -> str:
    """A key of `words.outcomes.OUTCOMES` for the eligible pair (i, j). Nobody is proposed before his licence is checked,
    whatever the solution holds."""
    if not market.physicians.licence_verified[i]:
        return LICENCE
    if not _is_plan(solution):
        listed = j in solution.physician.index[i] or i in solution.opening.index[j]
        return LISTED if listed else UNLISTED
    held = _held(solution, i)
    if j in held:
        return MATCHED
    if graph is not None and edge_of(graph, i, j) < 0:
        return UNLISTED
    worth = _Worth(market, graph)
    return (_in_assignment if hasattr(solution, "seat_price") else _in_round)(i, j, held, solution, worth)


def _is_plan(solution: Any) -> bool:
    return hasattr(solution, "opening_of") or hasattr(solution, "openings_of")


def _held(solution: Any, i: int) -> list[int]:
    """The openings the physician holds: at most one, or several of a weekly round."""
    if hasattr(solution, "openings_of"):
        several: list[int] = solution.openings_of(i).tolist()
        return several
    own = int(solution.opening_of[i])
    return [own] if own >= 0 else []


def _in_round(i: int, j: int, held: list[int], matching: Any, worth: _Worth) -> str:
    """Deferred acceptance: physicians rank by wish, openings by need, ties by lot.

    In a stable round a physician who is not held is refused for a better one, is better off, or meets a regional cap:
    under a cap a seat stays free although he would come and nobody there is needed less.
    """
    wish, need = worth.of(i, j)
    weekly = hasattr(matching, "openings_of")
    if held and not weekly and worth.of(i, held[0])[0] > wish:
        return PREFERS
    holders = matching.holders(j).tolist()
    nobody_needed_less = all(worth.of(one, j)[1] >= need for one in holders)
    full = _is_full(matching, j, len(holders), worth)
    if holders and full and nobody_needed_less:
        return OUTRANKED
    if held and (weekly or worth.of(i, held[0])[0] == wish):
        return PREFERS
    may_be_capped = type(matching) is Matching and worth.edge(i, j) >= 0
    return CAP if may_be_capped and not full and nobody_needed_less else UNLISTED


def _is_full(matching: Any, j: int, n_holders: int, worth: _Worth) -> bool:
    """Whether the round takes nobody more for opening `j`.

    A round of bundles counts half-days and may keep some free on purpose, as slack, which its result does not tell. But
    its rule refuses a physician exactly when those ranked better fill the opening up to its slack: whoever would rather
    be there, and is not, met a full opening as soon as it holds anybody at all.
    """
    if isinstance(matching, BundleMatching):
        return bool(matching.used[j] > 0)
    capacity = worth.market.posts.capacity if worth.graph is None else worth.graph.capacity
    return bool(n_holders >= capacity[j])


def _in_assignment(i: int, j: int, held: list[int], assignment: Any, worth: _Worth) -> str:
    """The assignment of largest total worth: a seat has a price, and goes to whoever is worth it.

    A seat without a price had room; who is elsewhere all the same, and not better off, is where his region needs him.
    """
    better = bool(held) and worth.product(i, held[0]) >= worth.product(i, j)
    if better:
        return PREFERS
    if assignment.seat_price[j] > 0:
        return PRICE
    return REGION if held else UNLISTED


def one_seat_more_helps(key: str, market: Market, i: int, j: int, solution: Any, graph: Graph | None) -> bool:
    """Whether a further seat of opening `j` would go to physician `i`: among all who would rather be there than where
    they are, none is needed more.

    Only for a round of one contract a physician (deferred acceptance, where a further seat takes the best of those it
    had refused), and only where the round gave out the opening's own number of seats: a round of half-days, or of the
    seats that were left over, does not count in physicians to be hired.
    """
    if key != OUTRANKED or graph is None or type(solution) is not Matching:
        return False
    if graph.capacity[j] != market.posts.capacity[j]:
        return False
    here = np.flatnonzero(graph.opening == j)
    physician: AnyArray = graph.physician[here]
    held = solution.edge_of[physician]
    now = np.where(held >= 0, graph.u[np.maximum(held, 0)], -np.inf)
    would_come = (graph.u[here] > now) & (held != here)
    mine = graph.v[edge_of(graph, i, j)]
    rivals = would_come & (physician != i) & (graph.v[here] >= mine)
    return bool(would_come[physician == i].any() and not rivals.any())
