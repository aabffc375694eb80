"""The best twenty openings of every physician, all conditions kept, against NumPy and against faiss without
conditions."""

from __future__ import annotations

import faiss
import numpy as np

from enishi.engine.conditions import reasons
from enishi.engine.lists import best_lists
from enishi.engine.market import Market
from enishi.engine.scores import mutual, score
from rows.measure import Row, in_turn

K = 20


def numpy_top(market: Market, i: int) -> np.ndarray:
    """What a competent user of NumPy would write: all conditions on columns, scores of the survivors, argpartition."""
    openings = np.flatnonzero(reasons(market, np.array([i]), np.arange(market.n_openings)) == 0)
    value = mutual(*score(market, np.full(len(openings), i), openings))
    if len(openings) > K:
        best = np.argpartition(-value, K)[:K]
        openings, value = openings[best], value[best]
    return openings[np.lexsort((openings, -value))]


def topk_numpy(market: Market, quick: bool) -> Row:
    """Ours for every physician; NumPy for a sample of them, its seconds scaled up to all."""
    size = 12 if quick else 60
    sample = np.random.default_rng(12).choice(market.n_physicians, min(size, market.n_physicians), replace=False)
    found = {}

    def ours() -> None:
        found["ours"] = best_lists(market, k=K, m=0).physician

    def peer() -> None:
        found["peer"] = [numpy_top(market, int(i)) for i in sample]

    ours(), peer()
    row = in_turn(ours, peer, 2 if quick else 3, market.n_physicians / len(sample))
    side = found["ours"]
    same = [
        np.array_equal(
            np.sort(side.value[i][side.index[i] >= 0]), np.sort(mutual(*score(market, np.full(len(one), i), one)))
        )
        for i, one in zip(sample.tolist(), found["peer"], strict=True)
    ]
    return {
        "key": "topk_numpy",
        **row,
        "peer": f"NumPy filter-then-score, measured on {len(sample)} physicians and scaled up",
        "physicians": market.n_physicians,
        "openings": market.n_openings,
        "same_values": bool(all(same)),
    }


def topk_faiss(market: Market, quick: bool) -> Row:
    """Ours with all conditions; faiss on random vectors of dimension 12 (a score of 12 features), no condition at
    all."""
    size = 1_000 if quick else 20_000
    rng = np.random.default_rng(13)
    index = faiss.IndexFlatIP(12)
    index.add(rng.random((market.n_openings, 12), np.float32))
    asked = rng.random((min(size, market.n_physicians), 12), np.float32)
    index.search(asked[:256], K)
    row = in_turn(
        lambda: best_lists(market, k=K, m=0),
        lambda: index.search(asked, K),
        2 if quick else 3,
        market.n_physicians / len(asked),
    )
    return {
        "key": "topk_faiss",
        **row,
        "peer": f"faiss {faiss.__version__} IndexFlatIP, dimension 12, all cores, no conditions, "
        f"measured on {len(asked)} physicians and scaled up",
        "physicians": market.n_physicians,
        "openings": market.n_openings,
    }
