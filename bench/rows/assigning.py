"""The national assignment against OR-Tools' minimum-cost flow, and what floors of filled seats cost in a scarce
market."""

from __future__ import annotations

import numpy as np
from ortools.graph.python import min_cost_flow

from enishi.engine.graph import Graph
from enishi.engine.lists import best_lists
from enishi.engine.market import Market
from enishi.engine.schema import PREFECTURES
from enishi.engine.simulate.population import scarce
from enishi.engine.solvers.assignment import assign
from rows.measure import Row, in_turn, rounded

COST_UNITS = 1_000_000  # the flow solver takes whole numbers: millionths of wish × need


def flow_value(graph: Graph, weight: np.ndarray) -> float:
    """The exact optimum of the rounded weights: physicians → openings → sink, and physicians → sink for staying out."""
    n, m = graph.n_physicians, graph.n_openings
    sink = n + m
    tail = np.concatenate([graph.physician, np.arange(n), n + np.arange(m)])
    head = np.concatenate([graph.opening + n, np.full(n, sink), np.full(m, sink)])
    capacity = np.concatenate([np.ones(graph.n_edges + n, np.int64), graph.capacity])
    cost = np.concatenate([-np.round(weight * COST_UNITS).astype(np.int64), np.zeros(n + m, np.int64)])
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, cost)
    solver.set_nodes_supplies(np.arange(sink + 1), np.concatenate([np.ones(n), np.zeros(m), [-n]]).astype(np.int64))
    if solver.solve() != solver.OPTIMAL:
        raise SystemExit("OR-Tools did not solve the flow.")
    return float(weight[solver.flows(arcs)[: graph.n_edges] > 0].sum())


def assign_ortools(graph: Graph, quick: bool) -> Row:
    """Both on the same graph, building the flow network included."""
    weight = graph.u.astype(np.float64) * graph.v
    found = {}

    def ours() -> None:
        found["ours"] = assign(graph)

    def peer() -> None:
        found["peer"] = flow_value(graph, weight)

    ours()
    row = in_turn(ours, peer, 1)
    return {
        "key": "assign_ortools",
        **row,
        "peer": "OR-Tools SimpleMinCostFlow, build and solve",
        "edges": graph.n_edges,
        "share_of_exact": round(found["ours"].value / found["peer"], 7),
        "certified_gap": rounded(found["ours"].gap),
        "matched": found["ours"].n_matched,
    }


def floors(quick: bool) -> Row:
    """Each prefecture keeps its floor of filled seats by a region price; measured against the free optimum."""
    made = scarce(20_000, 25_000) if quick else scarce()
    market = Market.from_columns(made.physicians, made.posts, made.schema)
    graph = best_lists(market, 20, 20).graph(market)
    region = made.region[market.opening_row]
    found = {}

    def with_floors() -> None:
        found["floors"] = assign(graph, region=region, floor=made.floor)

    def free() -> None:
        found["free"] = assign(graph)

    free(), with_floors()
    row = in_turn(with_floors, free, 1 if quick else 3)
    free_one, kept = found["free"], found["floors"]
    filled = [np.bincount(region[one.opening_of[one.opening_of >= 0]], minlength=47) for one in (free_one, kept)]
    lacking = np.maximum(made.floor - filled[0], 0)
    unmet = float(kept.unmet.sum()) / max(1, int(made.floor.sum()))
    loss = 1.0 - kept.value / free_one.value
    return {
        "key": "floors",
        **row,
        "peer": "the same assignment without floors",
        "seats": int(market.posts.capacity.sum()),
        "floor_seats": int(made.floor.sum()),
        "short_before": int(lacking.sum()),
        "prefectures_short_before": [PREFECTURES[at] for at in np.flatnonzero(lacking).tolist()],
        "unmet_share": rounded(unmet),
        "score_loss": rounded(loss),
        "note": f"{lacking.sum()} seats short of the floors before, {unmet:.2%} unmet after, score −{loss:.2%}",
        "matched_before": free_one.n_matched,
        "matched_after": kept.n_matched,
    }
