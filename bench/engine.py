"""The matching core against its peers, on a made-up national market (`enishi.engine.simulate.population`).

    ./dev bench engine [--quick]

Ours and the peer take turns in one process, so a ratio holds when the machine is slow or shared. `ratio` is the peer's
time ÷ ours, or ours ÷ the bound where the peer is what memory alone would need.
Kernels that are not in the cache are compiled first, on all cores. `--quick`: smaller sizes, at most a minute with that. Human lines first; the last line is one JSON object
{"machine": …, "rows": [{"key", "ours_s", "peer", "peer_s", "ratio", …}]}.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterator

from rows.assigning import assign_ortools, floors
from rows.changing import incremental
from rows.hospitals import hr10k_matching
from rows.measure import Row, machine
from rows.nation import nation
from rows.quality import quality
from rows.requests import request_vs_bound
from rows.top20 import topk_faiss, topk_numpy

from enishi.engine.lists import best_lists
from enishi.engine.market import Market
from enishi.engine.simulate.population import national
from enishi.engine.warm import main as compile_ahead

# Physicians, openings. Requests and lists meet all openings even when quick; graphs and changes make do with fewer.
FULL, QUICK, QUICK_GRAPH = (343_000, 100_000), (6_000, 100_000), (12_000, 4_000)
QUICK_ROWS = (5_000, 1_500)  # of the database, which is made for the occasion


def measured(quick: bool) -> Iterator[list[Row]]:
    """The rows, in groups as they come."""
    yield [hr10k_matching(quick)]
    yield quality(quick)
    yield [floors(quick)]
    yield [nation(quick)]
    yield [incremental(_market(QUICK_GRAPH if quick else FULL), quick)]
    market = _market(QUICK if quick else FULL)
    yield [request_vs_bound(market, quick)]
    yield [topk_numpy(market, quick)]
    yield [topk_faiss(market, quick)]
    market = _market(QUICK_GRAPH) if quick else market
    yield [assign_ortools(best_lists(market, 20, 20).graph(market), quick)]
    if os.environ.get("DATABASE_URL"):
        from load_from_db import measured as from_db

        yield [from_db(*QUICK_ROWS) if quick else from_db()]


def _market(size: tuple[int, int]) -> Market:
    return Market.from_columns(*national(*size))


def line(row: Row) -> str:
    """One row for a person."""
    ours, theirs = (
        (f"{row['ours']:.1f} {row['unit']}", f"{row['peer_value']:.1f}")
        if "unit" in row
        else (f"{row['ours_s']:.4g} s", f"{row['peer_s']:.4g} s")
    )
    said = f"; {row['note']}" if "note" in row else ""
    return f"{row['key']:18} {ours:>18} against {theirs:>12}  {row['ratio']:>10,.4g} ×   {row['peer']}{said}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench engine", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="smaller sizes, within a minute")
    quick = parser.parse_args().quick
    began, rows = time.perf_counter(), []
    if compile_ahead([]):
        raise SystemExit("The kernels could not be compiled.")
    print(f"{time.perf_counter() - began:5.0f} s  kernels compiled", flush=True)
    for group in measured(quick):
        for row in group:
            rows.append(row)
            print(f"{time.perf_counter() - began:5.0f} s  {line(row)}", flush=True)
    print(f"{time.perf_counter() - began:.0f} s in all")
    print(json.dumps({"machine": machine(), "quick": quick, "rows": rows}, ensure_ascii=False))


if __name__ == "__main__":
    main()
