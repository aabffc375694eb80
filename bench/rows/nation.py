"""The whole nation in one fresh process: both sides' lists, union, assignment with certificate, deferred acceptance with
its check, equilibrium. Run as a program with a file of columns, it prints one JSON object."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from enishi.engine.lists import best_lists
from enishi.engine.market import Market
from enishi.engine.schema import PHYSICIAN_COLUMNS, POST_COLUMNS, Schema
from enishi.engine.simulate.population import AS_OF, SKILLS, national
from enishi.engine.solvers.assignment import assign
from enishi.engine.solvers.deferred import deferred_acceptance
from enishi.engine.solvers.equilibrium import rank_tu
from enishi.engine.threads import cores
from enishi.engine.verify.certificate import certificate
from enishi.engine.verify.stability import stability
from rows.measure import PeakMemory, Row, one_pass, rounded, seconds


def nation(quick: bool) -> Row:
    """In a process of its own, so that its memory is its own; the peer reads every column once from memory."""
    size = (17_150, 5_000) if quick else (343_000, 100_000)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "columns.npz"
        people, posts, _ = national(*size)
        np.savez(
            file,
            **{f"p.{name}": array for name, array in people.items()},
            **{f"o.{name}": array for name, array in posts.items()},
        )
        done = subprocess.run(
            [sys.executable, "-m", "rows.nation", str(file)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    found = json.loads(done.stdout.splitlines()[-1])
    width = sum(np.dtype(column.dtype).itemsize for column in PHYSICIAN_COLUMNS) * size[0]
    width += sum(np.dtype(column.dtype).itemsize for column in POST_COLUMNS) * size[1]
    peer = one_pass(width, cores())
    return {
        "key": "nation",
        "ours_s": found["seconds"],
        "peer": f"one pass over all columns ({width:,} bytes) from memory, all cores",
        "peer_s": rounded(peer),
        "ratio": rounded(found["seconds"] / peer),
        **found,
        "physicians": size[0],
        "openings": size[1],
        "note": f"{found['gib']:.2f} GiB at most; "
        + ", ".join(f"{name} {taken:.2f} s" for name, taken in found["steps"].items()),
    }


def run(market: Market) -> dict[str, Any]:
    """Every step once after a warm-up on a small market has compiled the kernels."""
    steps: dict[str, float] = {}
    kept: dict[str, Any] = {}

    def step(name: str, work: Callable[[], Any]) -> None:
        def keep() -> None:
            kept[name] = work()

        steps[name] = rounded(seconds(keep))

    with PeakMemory() as memory:
        step("lists", lambda: best_lists(market, 20, 20))
        step("union", lambda: kept["lists"].graph(market))
        del kept["lists"]
        graph = kept["union"]
        step("assign", lambda: assign(graph))
        step("certificate", lambda: certificate(graph, kept["assign"]))
        step("deferred_acceptance", lambda: deferred_acceptance(graph))
        step("stability", lambda: stability(graph, kept["deferred_acceptance"]))
        step("equilibrium", lambda: rank_tu(graph))
    return {
        "seconds": rounded(sum(steps.values())),
        "gib": round(memory.gib, 3),
        "steps": steps,
        "edges": graph.n_edges,
        "matched": kept["assign"].n_matched,
        "certified_gap": rounded(kept["assign"].gap),
        "residual": rounded(float(kept["equilibrium"].residual)),
    }


def _market_of(file: str) -> Market:
    with np.load(file) as stored:
        sides = [{name[2:]: stored[name] for name in stored if name.startswith(side)} for side in ("p.", "o.")]
    return Market.from_columns(*sides, Schema(AS_OF, SKILLS))


if __name__ == "__main__":
    run(Market.from_columns(*national(500, 300)))
    print(json.dumps(run(_market_of(sys.argv[1]))))
