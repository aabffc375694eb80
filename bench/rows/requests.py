"""One physician's request against all openings, and the time memory alone would need for it."""

from __future__ import annotations

import statistics
import time

import numpy as np

from enishi.engine.market import Market
from enishi.engine.ranking import query_physician
from enishi.engine.schema import POST_COLUMNS
from rows.measure import Row, read_bandwidth, rounded

# The columns of a post that a hard condition reads, without its coordinates: what a scan of all posts cannot avoid.
READ = frozenset(
    "specialties skills_required offers employment prefecture days slots weekly_min night_duty on_call on_call_per_month "
    "annual_pay_min_yen annual_pay_max_yen daily_pay_yen open confirmed_on age_exception".split()
)


def request_vs_bound(market: Market, quick: bool) -> Row:
    """p99 of `query_physician` over random physicians, one thread; the peer is the bound, bytes ÷ cache bandwidth."""
    width = sum(np.dtype(column.dtype).itemsize for column in POST_COLUMNS if column.name in READ)
    bytes_read = width * market.n_openings
    rng = np.random.default_rng(14)
    found, bounds = [], []
    for _ in range(3):
        bounds.append(bytes_read / read_bandwidth(bytes_read))
        asked = rng.integers(0, market.n_physicians, 200 if quick else 2_000).tolist()
        for i in asked[:20]:
            query_physician(market, i)
        found.append(_percentiles(market, asked))
    p50, p99 = (statistics.median(one[at] for one in found) for at in (0, 1))
    bound = statistics.median(bounds)
    return {
        "key": "request_vs_bound",
        "ours_s": rounded(p99),
        "peer": f"{bytes_read:,} bytes ÷ one core's bandwidth to cache ({bytes_read / bound / 1e9:.1f} GB/s)",
        "peer_s": rounded(bound),
        "ratio": rounded(statistics.median(one[1] / limit for one, limit in zip(found, bounds, strict=True))),
        "p50_s": rounded(p50),
        "openings": market.n_openings,
        "note": f"p99; the middle request takes {p50 * 1e3:.3f} ms",
    }


def _percentiles(market: Market, asked: list[int]) -> tuple[float, float]:
    times = []
    for i in asked:
        start = time.perf_counter()
        query_physician(market, i)
        times.append(time.perf_counter() - start)
    return float(np.percentile(times, 50)), float(np.percentile(times, 99))
