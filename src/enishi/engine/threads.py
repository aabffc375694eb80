"""Work spread over the cores of one process, for kernels that release the interpreter."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def cores() -> int:
    """Cores this process may use; ENISHI_THREADS lowers it."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(available, int(os.environ.get("ENISHI_THREADS", available))))


def spread(work: Callable[[int], object], shares: int) -> None:
    """work(0) … work(shares - 1), each in a thread of its own; raises what the first failing share raised."""
    if shares == 1:
        work(0)
        return
    with ThreadPoolExecutor(shares) as pool:
        for done in [pool.submit(work, share) for share in range(shares)]:
            done.result()
