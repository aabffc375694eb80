"""Whom each physician hides from: keys of institutions and corporations, kept apart from the columns because anyone may
have many."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np

from enishi.engine.schema import I64, AnyArray

FEW = 64  # pairs up to which looking at each is quicker than sorting everybody's keys


@dataclass(frozen=True)
class Shields:
    """`start`, `count`: int64[n_physicians], the slice of `keys` that is one physician's, ascending and each once.

    `keys`: int64[]. Gaps between slices are allowed, so that one physician's keys can be replaced without moving the
    others.
    """

    start: I64
    count: I64
    keys: I64

    @classmethod
    def of(cls, n_physicians: int, physician: AnyArray, key: AnyArray) -> Self:
        """From aligned pairs (index of a physician, key) in any order."""
        order = np.lexsort((key, physician))
        owner, keys = physician[order].astype(np.int64), key[order].astype(np.int64)
        new = np.ones(len(owner), np.bool_)
        new[1:] = (owner[1:] != owner[:-1]) | (keys[1:] != keys[:-1])
        owner, keys = owner[new], keys[new]
        count = np.bincount(owner, minlength=n_physicians).astype(np.int64)
        return cls(np.cumsum(count) - count, count, keys)

    def of_physician(self, i: int) -> I64:
        """The keys of physician `i`."""
        return self.keys[self.start[i] : self.start[i] + self.count[i]]

    @cached_property
    def _codes(self) -> tuple[I64, I64]:
        """(every key once, ascending; every (physician, key) as i × (number of keys + 1) + place of the key,
        ascending)."""
        owner = np.repeat(np.arange(len(self.count)), self.count)
        place = np.arange(len(owner)) - np.repeat(np.cumsum(self.count) - self.count, self.count)
        keys = self.keys[self.start[owner] + place]
        known = np.unique(keys)
        return known, np.sort(owner * (len(known) + 1) + np.searchsorted(known, keys))

    def covers(self, i: AnyArray, key: AnyArray) -> Any:
        """Whether physician `i` hides from `key`; arrays that broadcast. A key of 0 is nobody."""
        shape = np.broadcast_shapes(np.shape(i), np.shape(key))
        if np.prod(shape) <= FEW:
            pairs = np.broadcast(np.asarray(i), np.asarray(key))
            return np.array([bool((self.of_physician(a) == b).any()) for a, b in pairs], np.bool_).reshape(shape)
        known, codes = self._codes
        if not len(codes):
            return np.zeros(shape, np.bool_)
        place = np.minimum(np.searchsorted(known, key), len(known) - 1)
        there = known[place] == key
        wanted = np.asarray(i, np.int64) * (len(known) + 1) + place
        found = codes[np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)] == wanted
        return found & there
