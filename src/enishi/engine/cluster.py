"""Past one machine: the physicians' blocks of the lists on a Dask cluster (`pip install enishi[cluster]`).

Every worker gets the market once. A block lost with its worker is computed again by another; since the order of pairs
is total, the lists are the same to the last bit however the blocks fall and in whatever order they come back.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from enishi.engine.lists import Block, Lists, block_lists, joined, merged
from enishi.engine.market import Market

PER_WORKER = 8  # blocks: enough to share out evenly, few enough to send
SMALLEST = 256  # physicians in a block
RETRIES = 5
CONNECT_SECONDS = 20


class ClusterUnavailable(Exception):
    """There is no cluster to work with; the text says what is missing."""


def connect(address: str) -> Any:
    """A `distributed.Client` of the scheduler at `address` (tcp://host:8786). ClusterUnavailable says why there is none."""
    try:
        from distributed import Client
    except ImportError as missing:
        raise ClusterUnavailable(
            "クラスターで計算するための部品がありません。pip install 'enishi[cluster]' を実行してください。"
        ) from missing
    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, TimeoutError, ValueError) as problem:
        raise ClusterUnavailable(
            f"{address} に届きません。スケジューラーの場所をお確かめください。例: tcp://10.0.0.5:8786"
        ) from problem
    if not client.scheduler_info()["workers"]:
        client.close()
        raise ClusterUnavailable(f"{address} には、計算をする機械がまだ一つもありません。")
    return client


def cluster_lists(
    client: Any, market: Market, k: int = 20, m: int = 20, on_block: Callable[[Block], object] | None = None
) -> Lists:
    """As `lists.best_lists`, on the cluster's workers. `on_block` is told of every block that comes in."""
    from distributed import as_completed as finished

    workers = len(client.scheduler_info()["workers"])
    n = max(1, min(workers * PER_WORKER, market.n_physicians // SMALLEST))
    edges = np.linspace(0, market.n_physicians, n + 1).astype(int).tolist()
    everywhere = client.scatter(market, broadcast=True, hash=False)
    pending = [
        client.submit(block_lists, everywhere, low, high, k, m, pure=False, retries=RETRIES)
        for low, high in pairwise(edges)
    ]
    together: Block | None = None
    for done in finished(pending):
        block: Block = done.result()
        done.release()
        if on_block:
            on_block(block)
        together = block if together is None else joined(together, block)
    assert together is not None  # even of nobody there is one block
    return merged(market, [together])
