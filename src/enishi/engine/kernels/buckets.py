"""Which posts stand where, and which physicians would go there: two indexes by (prefecture, specialty).

A bucket is prefecture × 65 + specialty bit; bit 64 holds the posts that ask for no specialty. A post that asks for
several stands in several buckets. Behind the buckets is room for rows that changed since the index was made: they are
marked in `moved`, which takes them out of their buckets, and every scan looks at each of them, so that a change costs
no rebuilding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from enishi.engine.compiled import kernel, small
from enishi.engine.kernels.bounds import STEP, TERMS, entry_rows
from enishi.engine.kernels.pairs import minutes_over
from enishi.engine.kernels.tables import asked_order
from enishi.engine.schema import I32, I64, U8, U32, AnyArray, Bool

PER_PREFECTURE = 65
N_BUCKETS = 47 * PER_PREFECTURE
ANY_SPECIALTY = 64
CHANGED = 255  # in the place of a bit: an entry behind the buckets, of any prefecture and specialty
BLOCK = 32  # entries of a bucket judged by what all of them ask for
SPARE = 2048  # rows that may change before the index is made anew
_LIMITED = 2**31 - 1


@dataclass
class PostBuckets:
    """`pointer`: int64[N_BUCKETS + 1] into the entries; `post`: int32[n_entries]; `bit`: uint8[n_entries], the
    specialty of its bucket; `words`, `numbers`: the posts' columns
    once more in the order of the entries, see `bounds.entry_rows`. `circles`: float64[47, 5], centre and chord radius
    of each prefecture's posts, and 1 where a post has no coordinates. `moved`: uint8[n_posts]."""

    pointer: I64
    first: I64
    common: U32
    post: I32
    words: AnyArray
    numbers: AnyArray
    bit: U8
    circles: AnyArray
    wanted: Bool
    moved: U8

    @classmethod
    def of(cls, posts: Any, weights: AnyArray) -> PostBuckets:
        """Index the live rows of POST[n]. `weights`: float64[2, 12]."""
        rows, keys = _entries(posts)
        order = np.lexsort((asked_order(posts["terms"][rows]), keys))
        post, keys = _with_spare(rows[order].astype(np.int32)), keys[order]
        n = len(keys)
        words, numbers = entry_rows(posts[post[:n]], weights)
        pointer = np.append(np.searchsorted(keys, np.arange(N_BUCKETS + 1)), n).astype(np.int64)
        bit = _with_spare((keys % PER_PREFECTURE).astype(np.uint8))
        bit[n:] = CHANGED
        wanted = np.diff(pointer[:-1]) > 0
        first, common = _blocks(pointer, words[TERMS])
        spared = _with_spare(words), _with_spare(numbers)
        return cls(pointer, first, common, post, *spared, bit, _circles(posts), wanted, np.zeros(len(posts), np.uint8))

    def put(self, post: int, words: AnyArray, numbers: AnyArray, *, is_new: bool) -> bool:
        """Let scans find `post` behind the buckets, with these columns; False when no room is left there.

        `is_new`: it stands in its buckets still, and its place behind them is not made yet.
        """
        low, high = self.pointer[-2], self.pointer[-1]
        if is_new and high == len(self.post) - STEP:
            return False
        at = high if is_new else low + int(np.flatnonzero(self.post[low:high] == post)[0])
        self.post[at], self.words[:, at], self.numbers[:, at] = post, words[:, 0], numbers[:, 0]
        self.pointer[-1] += is_new
        return True

    def widen(self, post: Any) -> None:
        """Let the prefecture's circle reach as far as this POST row, and its buckets count as filled."""
        circle = self.circles[post["prefecture"]]
        self.wanted[buckets_of(post)] = True
        if not post["located"]:
            circle[4] = 1.0
            return
        place = np.array([post["x"], post["y"], post["z"]])
        if circle[3] < 0:  # the first one here
            circle[:3], circle[3] = place, 0.0
        circle[3] = max(circle[3], float(np.sqrt(((place - circle[:3]) ** 2).sum())))


def _blocks(pointer: I64, terms: AnyArray) -> tuple[I64, AnyArray]:
    """(first block of each bucket, terms that all entries of a block ask for)."""
    size = np.diff(pointer[:-1])
    per_bucket = -(-size // BLOCK)
    first = np.concatenate(([0], np.cumsum(per_bucket))).astype(np.int64)
    bucket = np.repeat(np.arange(len(size)), per_bucket)
    low = pointer[bucket] + (np.arange(first[-1]) - first[bucket]) * BLOCK
    return first, np.bitwise_and.reduceat(terms, low) if len(low) else np.zeros(0, np.uint32)


def buckets_of(post: Any) -> list[int]:
    """The buckets of one POST row."""
    specialties, base = int(post["specialties"]), int(post["prefecture"]) * PER_PREFECTURE
    return [base + bit for bit in range(64) if specialties >> bit & 1] or [base + ANY_SPECIALTY]


def _with_spare(array: AnyArray) -> AnyArray:
    """The same with room for SPARE more behind the last axis, and STEP zeros that are looked at in passing."""
    room = np.zeros((*array.shape[:-1], array.shape[-1] + SPARE + STEP), array.dtype)
    room[..., : array.shape[-1]] = array
    return room


def _entries(posts: Any) -> tuple[I64, I64]:
    """(post, bucket) of every entry, posts ascending inside a bucket after a stable sort."""
    live = posts["live"] != 0
    base = posts["prefecture"].astype(np.int64) * PER_PREFECTURE
    rows = [np.flatnonzero(live & (posts["specialties"] == 0))]
    keys = [base[rows[0]] + ANY_SPECIALTY]
    for bit in range(64):
        found = np.flatnonzero(live & (posts["specialties"] >> np.uint64(bit) & np.uint64(1) != 0))
        rows.append(found)
        keys.append(base[found] + bit)
    return np.concatenate(rows), np.concatenate(keys)


def _circles(posts: Any) -> AnyArray:
    """A circle around the live posts of each prefecture, so that a whole prefecture out of reach is skipped."""
    out = np.zeros((47, 5))
    for prefecture in range(47):
        here = posts[(posts["prefecture"] == prefecture) & (posts["live"] != 0)]
        out[prefecture, 4] = float((here["located"] == 0).any())
        known = here[here["located"] != 0]
        if len(known):
            place = np.stack([known["x"], known["y"], known["z"]], axis=1)
            centre = (place.min(axis=0) + place.max(axis=0)) / 2
            out[prefecture, :3] = centre
            out[prefecture, 3] = np.sqrt(((place - centre) ** 2).sum(axis=1)).max()
        else:
            out[prefecture, 3] = -10.0  # nothing here: beyond any reach
    return out


@small
def within_reach(s, prefecture, circles):
    """False only where no post of the prefecture can lie within the physician's journey: the chord to the circle's
    centre less its radius is a lower bound, and one minute is left for rounding."""
    if s.max_minutes == _LIMITED or s.located == 0 or circles[prefecture, 4] != 0.0:
        return True
    dx = s.x - circles[prefecture, 0]
    dy = s.y - circles[prefecture, 1]
    dz = s.z - circles[prefecture, 2]
    nearest = np.sqrt(dx * dx + dy * dy + dz * dz) - circles[prefecture, 3]
    return nearest <= 0.0 or minutes_over(nearest) <= s.max_minutes + 1


@dataclass
class SeekerBuckets:
    """`pointer`: int64[N_BUCKETS + 2], as in PostBuckets; `seeker`: int32[n_entries + SPARE + STEP], ascending inside a bucket:
    whoever accepts the prefecture and the specialty of the bucket, as he is or with retraining. `wanted`:
    bool[N_BUCKETS], the buckets that were filled; `circles`: those that bounded the journeys. `moved`:
    uint8[n_seekers]."""

    pointer: I64
    seeker: I32
    wanted: Bool
    circles: AnyArray
    moved: U8

    @classmethod
    def of(cls, seekers: Any, posts: PostBuckets) -> SeekerBuckets:
        """Index SEEKER[n] for the buckets in which some post stands."""
        wanted = posts.wanted.copy()
        count = np.zeros(N_BUCKETS, np.int64)
        _enter(seekers, wanted, posts.circles, count, np.zeros(0, np.int32))
        pointer = np.concatenate(([0], np.cumsum(count)))
        seeker = np.empty(pointer[-1], np.int32)
        _enter(seekers, wanted, posts.circles, pointer[:-1].copy(), seeker)
        unmoved = np.zeros(len(seekers), np.uint8)
        return cls(np.append(pointer, pointer[-1]), _with_spare(seeker), wanted, posts.circles.copy(), unmoved)

    def scanned(self) -> tuple[AnyArray, ...]:
        """In the order in which the kernels take them."""
        return self.pointer, self.seeker, self.moved

    def append(self, seeker: int) -> bool:
        """Let scans find a changed physician behind the buckets; False when no room is left there."""
        if self.pointer[-1] == len(self.seeker) - STEP:
            return False
        self.seeker[self.pointer[-1]] = seeker
        self.pointer[-1] += 1
        return True

    def knows(self, post: Any) -> bool:
        """Whether the buckets hold every physician who may fit this POST row, wherever it now stands."""
        circle = self.circles[post["prefecture"]]
        inside = circle[4] != 0.0
        if post["located"] and not inside:
            place = np.array([post["x"], post["y"], post["z"]])
            inside = bool(np.sqrt(((place - circle[:3]) ** 2).sum()) <= circle[3])
        return inside and bool(self.wanted[buckets_of(post)].all())


@kernel
def _enter(seekers, wanted, circles, place, seeker):
    """Enter every physician in the wanted buckets that he accepts: place[bucket] moves on by one for each, and
    seeker[place] is written, unless `seeker` is empty and they are only counted."""
    for i in range(len(seekers)):
        s = seekers[i]
        accepted = s.serves | s.near
        for prefecture in range(47):
            if (s.prefectures >> np.uint64(prefecture)) & np.uint64(1) == 0 or not within_reach(s, prefecture, circles):
                continue
            for bit in range(PER_PREFECTURE):
                bucket = prefecture * PER_PREFECTURE + bit
                if (bit != ANY_SPECIALTY and (accepted >> np.uint64(bit)) & np.uint64(1) == 0) or not wanted[bucket]:
                    continue
                if len(seeker) > 0:
                    seeker[place[bucket]] = i
                place[bucket] += 1
