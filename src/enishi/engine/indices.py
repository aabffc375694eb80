"""Which physician, which opening? Indices from outside never wrap around and never end in a raw error."""

from __future__ import annotations

from operator import index as whole
from typing import SupportsIndex

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.schema import AnyArray


def check_index(name: str, index: SupportsIndex, n: int) -> int:
    """`index` as a plain number. Raises MarketError(`name`, index, …) unless it is a whole number from 0 to n - 1."""
    try:
        at = whole(index)
    except TypeError:
        raise MarketError(name, None, f"must be a whole number, got {index!r}") from None
    if not 0 <= at < n:
        raise MarketError(name, at, _range(n))
    return at


def check_indices(name: str, index: AnyArray, n: int) -> AnyArray:
    """`index` as int64[any]. Raises MarketError(`name`, first bad index, …) unless each is a whole number from 0 to
    n - 1; an empty array may have any dtype."""
    array = np.asarray(index)
    if array.ndim != 1:
        raise MarketError(name, None, f"must be one-dimensional, got {array.ndim} dimensions")
    if array.size == 0:
        return np.zeros(0, np.int64)
    if array.dtype.kind not in "iu":
        raise MarketError(name, None, f"must be whole numbers, got {array.dtype}")
    outside = (array < 0) | (array >= n)
    if outside.any():
        raise MarketError(name, int(array[np.argmax(outside)]), _range(n))
    return array.astype(np.int64)


def _range(n: int) -> str:
    return f"must be from 0 to {n - 1}" if n else "there is none"
