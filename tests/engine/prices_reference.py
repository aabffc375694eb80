"""Plain answers for the prices' solvers: exact optima by SciPy, equilibria by dense NumPy, and small random graphs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import csr_array

from enishi.engine.graph import Graph

Array = np.ndarray


def graph_of(edges: Sequence[tuple[int, int, float, float]], n: int, m: int, capacity: Sequence[int]) -> Graph:
    """A graph of (physician, opening, u, v)."""
    i, j, u, v = zip(*edges, strict=True) if edges else ((), (), (), ())
    return Graph.from_edges(n, m, np.array(i, int), np.array(j, int), np.array(u), np.array(v), np.array(capacity, int))


def worth_of(graph: Graph) -> Array:
    return (graph.u * graph.v).astype(float)


def random_graph(seed: int, n: int, m: int, degree: int, most: int = 3, grid: int = 0) -> Graph:
    """About `degree` openings a physician; scores on a grid of that many steps, if given, so that many tie."""
    rng = np.random.default_rng(seed)
    chosen = rng.random((n, m)) < degree / max(m, 1)
    i, j = np.nonzero(chosen)
    u, v = rng.random(len(i)), rng.random(len(i))
    if grid:
        u, v = np.ceil(u * grid) / grid, np.ones(len(i))
    return Graph.from_edges(n, m, i, j, u, v, rng.integers(0, most + 1, m))


@st.composite
def small_graphs(draw: st.DrawFn, most: int = 6) -> Graph:
    """Up to `most` a side, with ties, negative scores, empty sides and capacities of 0."""
    n, m = draw(st.integers(0, most)), draw(st.integers(0, most))
    pairs = [(i, j) for i in range(n) for j in range(m)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    value = st.sampled_from([-0.5, 0.0, 0.25, 0.5, 0.75, 1.0])
    edges = [(i, j, draw(value), draw(st.sampled_from([0.5, 1.0]))) for i, j in chosen]
    return graph_of(edges, n, m, [draw(st.integers(0, 3)) for _ in range(m)])


def optimum_by_seats(graph: Graph, weight: Array) -> float:
    """Exact: each seat a column of its own, staying out is 0."""
    seat_of = np.repeat(np.arange(graph.n_openings), graph.capacity)
    table = np.zeros((graph.n_physicians, graph.n_openings))
    table[graph.physician, graph.opening] = np.maximum(weight, 0.0)
    wide = table[:, seat_of]
    rows, columns = linear_sum_assignment(wide, maximize=True)
    return float(wide[rows, columns].sum())


def optimum_with_floors(graph: Graph, weight: Array, region: Array, floor: Array) -> float | None:
    """Exact by integer programming; None if the floors cannot be met."""
    usable = np.flatnonzero(weight >= 0)
    if not len(usable):
        return None if floor.any() else 0.0

    def rows(owner: Array, n: int) -> csr_array:
        return csr_array((np.ones(len(usable)), (owner[usable], np.arange(len(usable)))), (n, len(usable)))

    found = milp(
        -weight[usable],
        integrality=np.ones(len(usable)),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(rows(graph.physician, graph.n_physicians), -np.inf, 1),
            LinearConstraint(rows(graph.opening, graph.n_openings), -np.inf, graph.capacity),
            LinearConstraint(rows(region[graph.opening], len(floor)), floor, np.inf),
        ],
        options={"mip_rel_gap": 0.0},
    )
    return None if found.x is None else -float(found.fun)


def dense_equilibrium(phi: Array, mass: Array, capacity: Array, rounds: int = 20_000) -> tuple[Array, Array, Array]:
    """(μ, μ_i0, μ_0j) by plain fitting on a dense table of (u + v) / 2β (-inf for no edge)."""
    kernel, a, b = np.exp(phi), np.sqrt(mass), np.sqrt(capacity)
    for _ in range(rounds):
        half = kernel @ b / 2
        a, old = np.sqrt(mass + half**2) - half, a
        half = kernel.T @ a / 2
        b = np.sqrt(capacity + half**2) - half
        if np.abs(a - old).max(initial=0.0) < 1e-15:
            break
    return kernel * np.outer(a, b), a**2, b**2
