"""How every row is measured: ours and the peer in turn in one process, medians of pairwise ratios."""

from __future__ import annotations

import os
import platform
import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit

Row = dict[str, Any]


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(
    ours: Callable[[], object], peer: Callable[[], object], times: int, peer_scale: float = 1.0, ours_each: int = 1
) -> Row:
    """ours_s, peer_s and ratio = peer / ours. `peer_scale`: what the peer's seconds on its sample stand for.
    `ours_each`: runs of ours in each turn, of which the median counts; for work of milliseconds."""
    pairs = [
        (statistics.median(seconds(ours) for _ in range(ours_each)), seconds(peer) * peer_scale) for _ in range(times)
    ]
    return {
        "ours_s": rounded(statistics.median(one for one, _ in pairs)),
        "peer_s": rounded(statistics.median(other for _, other in pairs)),
        "ratio": rounded(statistics.median(other / one for one, other in pairs)),
        "times": times,
    }


def rounded(value: float) -> float:
    """Four significant digits."""
    return float(f"{value:.4g}")


def machine() -> str:
    """Processor, cores and memory, as far as the system says."""
    name = platform.processor() or platform.machine()
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        lines = (line.partition(":") for line in facts.read_text(encoding="utf-8").splitlines())
        name = next((value.strip() for key, _, value in lines if key.strip() == "model name"), name)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{name}, {cores} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


@njit(cache=True, nogil=True, error_model="numpy")
def _sum(words):  # type: ignore[no-untyped-def]
    total = np.uint64(0)
    for index in range(len(words)):
        total += words[index]
    return total


def read_bandwidth(n_bytes: int, times: int = 60) -> float:
    """Bytes a second at which one core reads an array of this size again and again: cache when it fits there."""
    words = np.ones(max(1, n_bytes // 8), np.uint64)
    _sum(words)
    return words.nbytes / min(seconds(lambda: _sum(words)) for _ in range(times))


def one_pass(n_bytes: int, cores: int) -> float:
    """Seconds in which all cores together read so many bytes once from memory, not from cache: the median of five."""
    words = np.ones(max(cores, n_bytes // 8), np.uint64)
    other = np.ones(1 << 25, np.uint64)  # 256 MiB, more than any cache holds
    parts = np.array_split(words, cores)
    _sum(words)
    found = []
    with ThreadPoolExecutor(cores) as pool:
        for _ in range(5):
            _sum(other)
            found.append(seconds(lambda: list(pool.map(_sum, parts))))
    return statistics.median(found)


class PeakMemory:
    """The largest resident memory of this process between entering and leaving, in GiB (Linux; 0 elsewhere).

    Sampled every few milliseconds, because the kernel's own high-water mark also remembers what came before.
    """

    def __enter__(self) -> PeakMemory:
        self.gib = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        status = Path("/proc/self/statm")
        while status.exists():
            pages = int(status.read_text(encoding="ascii").split()[1])
            self.gib = max(self.gib, pages * os.sysconf("SC_PAGE_SIZE") / 2**30)
            if self._stop.wait(0.005):
                return
