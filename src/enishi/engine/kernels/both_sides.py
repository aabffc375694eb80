"""The best of both sides in one pass: every eligible pair is judged and weighed at most once and offered to the
physician's list and to the opening's list.

No kernel starts threads. The caller runs one call of `share` a core in threads of its own; the interpreter is free
meanwhile, and a forked child works like any other process.
"""

from __future__ import annotations

import numpy as np

from enishi.engine.compiled import kernel
from enishi.engine.kernels.heaps import push, sort_best
from enishi.engine.kernels.lending import lent_four, lent_tables
from enishi.engine.kernels.scan import openings_for

_BLOCK = 256  # physicians taken at a time; neighbours ask for the same posts


@kernel
def share(worker, workers, low, high, tables, weights, room, ours, theirs, count, floors):
    """Every `workers`-th block of the physicians low … high.

    `weights`: float64 and float32[2, 12]. `room`: see `openings_for`. `ours`: (float32, int32, float32, float32)[high -
    low, k], the worker's rows filled best first. `theirs`: the same with [n_openings, m] and `count`:
    int32[n_openings], this worker's unsorted heaps, to be merged by `merge`. `floors`: of all workers.
    """
    prices = np.empty(0, np.float64)
    tables, ours, theirs = lent_tables(tables), lent_four(ours), lent_four(theirs)
    for start in range(low + worker * _BLOCK, high, workers * _BLOCK):
        for i in range(start, min(start + _BLOCK, high)):
            mine = (ours[0][i - low], ours[1][i - low], ours[2][i - low], ours[3][i - low])
            n = openings_for(i, tables, weights[0], weights[1], prices, room, mine, theirs, count, floors)
            sort_best(mine[0], mine[1], mine[2], mine[3], n)


@kernel
def merge(low, high, theirs, counts):
    """Of the openings low … high: what all workers kept, heaps or lists, into the rows of the first, best first.
    `theirs`: [n_workers, n_openings, m] each; `counts`: int32[n_workers, n_openings]."""
    values, keys, wishes, needs = lent_four(theirs)
    m = values.shape[2]
    value, key = np.empty(m, np.float32), np.empty(m, np.int32)
    wish, need = np.empty(m, np.float32), np.empty(m, np.float32)
    for j in range(low, high):
        n = 0
        for worker in range(counts.shape[0]):
            for at in range(counts[worker, j]):
                worth, i = values[worker, j, at], keys[worker, j, at]
                n = push(value, key, wish, need, n, worth, i, wishes[worker, j, at], needs[worker, j, at])
        sort_best(value, key, wish, need, n)
        counts[0, j] = n
        values[0, j, :], keys[0, j, :], wishes[0, j, :], needs[0, j, :] = value, key, wish, need
