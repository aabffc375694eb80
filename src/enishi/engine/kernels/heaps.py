"""The best k of a stream, kept as one row of 64-bit keys.

A key is worth and index in one number: the larger worth is the larger key, and of equal worths the smaller index. So
the order is total: the k kept do not depend on the order in which they came, nor on how the stream was cut and merged.
Eight bytes a place keep the lists of all openings in the processor's cache; what else a list tells is worked out at the
end. Inside, the worst of the kept stands first (a heap), until `sort_best`.
"""

from __future__ import annotations

import numpy as np

from enishi.engine.compiled import instructions, kernel, small

_LOW, _TOP = np.uint64(0xFFFFFFFF), np.uint64(0x80000000)


@instructions
def _bits(typing_context, number):
    """The 32 bits of a float32."""
    from numba.core import types

    def generate(context, builder, signature, arguments):
        return builder.bitcast(arguments[0], context.get_value_type(types.uint32))

    return types.uint32(types.float32), generate


@instructions
def _float(typing_context, bits):
    """The float32 of 32 bits."""
    from numba.core import types

    def generate(context, builder, signature, arguments):
        return builder.bitcast(arguments[0], context.get_value_type(types.float32))

    return types.float32(types.uint32), generate


@small
def key_of(worth, index):
    """uint64 of a float32 worth and an index from 0."""
    bits = np.uint64(_bits(np.float32(worth + np.float32(0))))  # both zeros are one
    ordered = (~bits & _LOW) if bits & _TOP else (bits | _TOP)
    return (ordered << np.uint64(32)) | (_LOW - np.uint64(index))


@small
def worth_of(key):
    ordered = key >> np.uint64(32)
    bits = (ordered ^ _TOP) if ordered & _TOP else (~ordered & _LOW)
    return _float(np.uint32(bits))


@small
def index_of(key):
    return np.int32(_LOW - (key & _LOW))


@small
def _sink(heap, row, n):
    """Let the first of `n` go down to its place."""
    key, at = heap[row, 0], 0
    while True:
        child = 2 * at + 1
        if child >= n:
            break
        if child + 1 < n and heap[row, child + 1] < heap[row, child]:
            child += 1
        if heap[row, child] >= key:
            break
        heap[row, at] = heap[row, child]
        at = child
    heap[row, at] = key


@small
def push(heap, row, n, key):
    """Offer one to the row, of which `n` places are in use; returns how many are now. `heap`: uint64[n_rows, k]."""
    k = heap.shape[1]
    if n < k:
        at = n
        while at > 0 and heap[row, (at - 1) >> 1] > key:
            heap[row, at] = heap[row, (at - 1) >> 1]
            at = (at - 1) >> 1
        heap[row, at] = key
        return n + 1
    if k > 0 and key > heap[row, 0]:
        heap[row, 0] = key
        _sink(heap, row, n)
    return n


@kernel
def sort_best(heap, row, n):
    """Best first, and 0, which is no key, behind the `n` in use."""
    for left in range(n - 1, 0, -1):
        heap[row, 0], heap[row, left] = heap[row, left], heap[row, 0]
        _sink(heap, row, left)
    heap[row, n:] = np.uint64(0)
