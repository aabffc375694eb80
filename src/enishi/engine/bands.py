"""Numbers of physicians in bands that cannot be differenced: what an institution may be told, and what it cannot learn.

A count is made in three steps, all drawn from one secret `key` of the installation:
1. One physician in four, picked by the key and his number, is left out of every count there is, for good.
2. From the sampled count 0, 1 or 2 is taken off, drawn by the key and the question; the same question always gets the
   same draw, whoever asks how often, on whatever day.
3. What is left is shown as a band. The edges lie at least three apart.

What follows, for any two markets that differ by one physician (there or not, with these wishes or others), for someone
who knows everything but that and the key:
- One band differs with probability at most 3/4 × 1/3 = 1/4: a guess that would be right one time in two is right at
  most five times in eight. Where he counts in c bands of one answer, 3/4 × (1 − (2/3)^c).
- Everything ever shown, to all institutions together, over all changes, own edits, repetitions and days, differs with
  probability at most 3/4: such a guess is never right more than seven times in eight, because with probability 1/4 the
  physician touches no answer at all.
- A band above the lowest stands for at least `FEWEST` physicians. "Nobody" and "one" are the same band: to tell them
  apart would tell of one physician.
- Physicians who may not be counted (see `what_if`) are taken out before step 1: answers are the same to the last bit
  with and without them.
For a statement about m physicians at once read 1 − (1/4)^m for 3/4. Another key is another draw: it must stay secret
and be kept. Sampling and taking off make a count read low rather than high: 8 to 11 physicians mostly read as "5-9".
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from enishi.engine.schema import AnyArray, Bool

FEWEST = 5  # k: fewer physicians are never told from none
COUNTED, OF = 3, 4  # this share of the physicians is ever counted
TAKEN_OFF = 3  # 0, 1 or 2

_LOWS = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)


@dataclass(frozen=True)
class Band:
    """`key`: "few", "5-9", "10-19" … "10000+"; `text`: the words for it. Bands order by `rank`."""

    rank: int
    key: str
    text: str

    def to_dict(self) -> dict[str, str]:
        return {"band": self.key, "text": self.text}


def _bands(unit: str, none: str) -> tuple[Band, ...]:
    tops = [low - 1 for low in _LOWS[1:]]
    named = [(f"{low}-{top}", f"{low:,}〜{top:,}{unit}ほど") for low, top in zip(_LOWS, tops, strict=False)]
    last = (f"{_LOWS[-1]}+", f"{_LOWS[-1]:,}{unit}以上")
    few = ("few", f"少数（{none}場合を含みます）")
    return tuple(Band(rank, key, text) for rank, (key, text) in enumerate((few, *named, last)))


PHYSICIANS = _bands("名", "お一人もいらっしゃらない")
OPENINGS = _bands("件", "一件もない")
# Lowest counts of each band, after sampling for physicians; the first edge is k itself.
PHYSICIAN_EDGES = tuple(max(FEWEST, -(-low * COUNTED // OF)) for low in _LOWS)
OPENING_EDGES = _LOWS


def secret(key: bytes) -> bytes:
    """A key of any length as one of the length the draws use."""
    return blake2b(key, digest_size=32, person=b"enishi what-if").digest()


def counted(key: bytes, numbers: AnyArray) -> Bool:
    """Which physicians (by number) are ever counted under this key; the same for every question."""
    limit = (1 << 64) * COUNTED // OF
    draws = (blake2b(one.encode(), digest_size=8, key=key, person=b"counted").digest() for one in numbers.tolist())
    return np.fromiter((int.from_bytes(draw) < limit for draw in draws), np.bool_, len(numbers))


def band(key: bytes, question: bytes, count: int, *, openings: bool = False) -> Band:
    """The band shown for a sampled count of physicians (or a count of openings) under this question."""
    draw = int.from_bytes(blake2b(question, digest_size=8, key=key, person=b"taken off").digest()) % TAKEN_OFF
    edges, bands = (OPENING_EDGES, OPENINGS) if openings else (PHYSICIAN_EDGES, PHYSICIANS)
    return bands[int(np.searchsorted(edges, count - draw, side="right"))]
