"""Compile every kernel once on a small made-up market, so that nobody waits for it later: `python -m enishi.engine.warm`.

With the code in the cache it takes a second or two.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from enishi.engine.lists import best_lists
from enishi.engine.live import Live
from enishi.engine.market import Market
from enishi.engine.ranking import query_opening, query_physician
from enishi.engine.schema import PHYSICIAN_COLUMNS, POST_COLUMNS
from enishi.engine.simulate.population import national
from enishi.engine.snapshot import Snapshot, write


def lists() -> None:
    """What a request and a batch need: both sides' lists, queries, changes, the snapshot."""
    market = Market.from_columns(*national(60, 40))
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), Live.of(market, best_lists(market, 3, 3)))
        snapshot = Snapshot.open(Path(folder))
        live = snapshot.live
        query_physician(live.market, 0)
        query_opening(live.market, 0)
        physician, post = vars(market.physicians.row(0)), vars(market.posts.row(0))
        snapshot.put_physician("D-new", {column.name: physician[column.name] for column in PHYSICIAN_COLUMNS}, (1,))
        snapshot.put_opening("K-new", {column.name: post[column.name] for column in POST_COLUMNS})
        snapshot.remove_opening("K-new")
        snapshot.keep()


def solvers() -> None:
    """What runs over the graph: assignment, equilibrium, rounds."""
    from enishi.engine.graph import Graph
    from enishi.engine.solvers.assignment import assign
    from enishi.engine.solvers.bundles import unsplittable_da
    from enishi.engine.solvers.deferred import deferred_acceptance
    from enishi.engine.solvers.equilibrium import rank_tu
    from enishi.engine.solvers.flexible import flexible_da
    from enishi.engine.solvers.weekly import many_to_many_da

    n = 30
    everyone, everywhere = (index.ravel() for index in np.indices((n, n)))
    worth = np.random.default_rng(1).random((2, n * n)).astype(np.float32)
    graph = Graph.from_edges(n, n, everyone, everywhere, worth[0], worth[1], np.ones(n, np.int32))
    Graph.from_lists([[0, 1], [1]], [[0], [1, 0]], np.ones(2, np.int32))
    region, none = np.arange(n) % 3, np.zeros(3, np.int64)
    assign(graph)
    assign(graph, region=region, floor=none + 2)
    rank_tu(graph)
    rank_tu(graph, tol=1e-4)
    for side in ("physician", "opening"):
        deferred_acceptance(graph, side)
    flexible_da(graph, region, np.ones(n, np.int64), none + n)
    many_to_many_da(graph, np.ones(n, np.int64), np.zeros(n, np.int64))
    unsplittable_da(graph, 1)


PARTS: dict[str, Callable[[], None]] = {"lists": lists, "solvers": solvers}


def main(names: list[str]) -> int:
    """Compile the named parts; without names all of them, each in a process of its own. 0 when all is well."""
    for name in names:
        PARTS[name]()
    command = [sys.executable, "-m", "enishi.engine.warm"]
    started = [] if names else [subprocess.Popen([*command, part]) for part in PARTS]
    return max([process.wait() for process in started], default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
