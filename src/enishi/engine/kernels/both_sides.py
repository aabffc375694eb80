"""The best of both sides in one pass: every eligible pair is judged and weighed at most once and offered to the
physician's list and to the opening's list.

No kernel starts threads. The caller runs one call of `share` a core in threads of its own; the interpreter is free
meanwhile, and a forked child works like any other process.
"""

from __future__ import annotations

import numpy as np

from enishi.engine.compiled import kernel
from enishi.engine.kernels.heaps import push, sort_best
from enishi.engine.kernels.lending import lent, lent_tables
from enishi.engine.kernels.scan import openings_for

_BLOCK = 256  # physicians taken at a time; neighbours ask for the same posts


@kernel
def share(worker, workers, low, high, tables, weights, room, ours, theirs, count, floors):
    """Every `workers`-th block of the physicians low … high.

    `weights`: float64 and float32[2, 12]. `room`: see `openings_for`. `ours`: uint64[high - low, k], the worker's rows
    filled with keys, best first. `theirs`: uint64[n_openings, m] and `count`: int32[n_openings], this worker's unsorted
    heaps, to be merged by `merge`. `floors`: of all workers.
    """
    prices = np.empty(0, np.float64)
    tables, ours, theirs = lent_tables(tables), lent(ours), lent(theirs)
    for start in range(low + worker * _BLOCK, high, workers * _BLOCK):
        for i in range(start, min(start + _BLOCK, high)):
            row = i - low
            n = openings_for(i, tables, weights[0], weights[1], prices, room, ours, row, theirs, count, floors)
            sort_best(ours, row, n)


@kernel
def merge(low, high, theirs, counts):
    """Of the openings low … high: what all workers kept, heaps or lists, into the rows of the first, best first.
    `theirs`: uint64[n_workers, n_openings, m]; `counts`: int32[n_workers, n_openings]."""
    best = np.empty((1, theirs.shape[2]), np.uint64)
    for j in range(low, high):
        n = 0
        for worker in range(counts.shape[0]):
            for at in range(counts[worker, j]):
                n = push(best, 0, n, theirs[worker, j, at])
        sort_best(best, 0, n)
        counts[0, j] = n
        for at in range(theirs.shape[2]):
            theirs[0, j, at] = best[0, at]
