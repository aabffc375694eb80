"""The derived arrays of a market that the kernels read, made once and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from enishi.engine.kernels.bounds import STEP
from enishi.engine.kernels.buckets import SPARE, PostBuckets, SeekerBuckets
from enishi.engine.kernels.tables import pack_posts, pack_seekers
from enishi.engine.schema import F32, F64, AnyArray
from enishi.engine.scores import FEATURES

if TYPE_CHECKING:
    from enishi.engine.market import Market


def weights() -> F64:
    """float64[2, 12]: wish and need weights in the order of FEATURES."""
    return np.array([[f.wish_weight for f in FEATURES], [f.need_weight for f in FEATURES]])


@dataclass
class Tables:
    """`seekers`: SEEKER[n_physicians], `posts`: POST[n_openings] of `kernels.tables`; `shields`: (start, count, keys)."""

    seekers: Any
    posts: Any
    by_post: PostBuckets
    shields: tuple[AnyArray, AnyArray, AnyArray]
    weights: F64

    @classmethod
    def of(cls, market: Market) -> Tables:
        posts, shields = pack_posts(market.posts, market.as_of), market.shields
        return cls(
            pack_seekers(market.physicians, market.as_of),
            posts,
            PostBuckets.of(posts, weights()),
            (shields.start.copy(), shields.count.copy(), shields.keys.copy()),
            weights(),
        )

    @cached_property
    def by_seeker(self) -> SeekerBuckets:
        return SeekerBuckets.of(self.seekers, self.by_post)

    @cached_property
    def longest(self) -> int:
        """Posts of the largest bucket, or that may have changed."""
        return max(SPARE, int(np.diff(self.by_post.pointer).max()))

    @cached_property
    def both_weights(self) -> tuple[F64, F32]:
        return self.weights, self.weights.astype(np.float32)

    @cached_property
    def closed_floors(self) -> F32:
        """float32[n_openings] of +inf: a scan for the physician alone offers nothing to the openings."""
        return np.full(len(self.posts), np.inf, np.float32)

    def room(self) -> tuple[AnyArray, ...]:
        """Work space for the scans of one thread."""
        n = len(self.by_post.post) + 1  # one is written before it is counted
        return np.empty(self.longest + STEP, np.float32), np.empty(n, np.int32), np.empty(n, np.float32)

    def scanned(self) -> tuple[Any, ...]:
        """What a physician's scan reads, in the order of `kernels.scan.openings_for`."""
        b = self.by_post
        index = (b.pointer, b.post, b.words, b.numbers, b.bit, b.first, b.common)
        return (self.seekers, self.posts, index, b.circles, b.moved, self.shields)
