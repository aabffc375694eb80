"""Counts with noise: detailed tables nobody can be read from, for as long as the year's budget lasts. Pure.

Two-sided geometric noise, the whole-number form of Laplace's (Ghosh, Roughgarden and Sundararajan, "Universally utility-maximizing
privacy mechanisms", SIAM J. Comput. 41, 2012): k is drawn with probability (1−a)/(1+a)·a^|k|, a = e^−ε. Each person stands in one
row of a cube, so one person more or less changes one cell by one, and a table is ε-differentially private (Dwork and others 2006)
for readers who do not hold the key. Draws come from the key and the question alone: asked again, the answer is the same.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from hashlib import blake2b
from math import exp, floor, log

EPSILONS = (Decimal("0.25"), Decimal("0.5"), Decimal("1"))
A_YEAR = Decimal("4")
"""Of all answers of a calendar year together, whoever asks."""
MOST_DIMENSIONS = 3


def draw(key: bytes, question: bytes, epsilon: float) -> int:
    """One whole number of noise. key: secret, at most 64 bytes; question: everything that names the cell."""
    bits = blake2b(question, digest_size=16, key=key, person=b"enishi noise").digest()
    return _geometric(bits[:8], epsilon) - _geometric(bits[8:], epsilon)


def _geometric(bits: bytes, epsilon: float) -> int:
    """How often the coin falls the first way before the other, first with e^−ε; by the inverse of its distribution."""
    uniform = (int.from_bytes(bits) + 0.5) / 2**64
    return floor(log(uniform) / -epsilon)


def noisy(
    key: bytes, name: str, counts: Mapping[tuple[str, ...], int], cells: Iterable[tuple[str, ...]], epsilon: Decimal
) -> dict[tuple[str, ...], int]:
    """Every cell of the table with noise, empty ones too; numbers below nought are left as they are: they keep sums unbiased.

    name: of the question, with its edition. cells: all there could be, not only those somebody is in.
    """
    return {
        cell: counts.get(cell, 0) + draw(key, "\x1f".join((name, str(epsilon), *cell)).encode(), float(epsilon))
        for cell in cells
    }


def within(epsilon: Decimal, share: float = 0.95) -> int:
    """How far a count is off at most, that often: the least m with P(|k| ≤ m) ≥ share."""
    a = exp(-float(epsilon))
    m = 0
    while 1 - 2 * a ** (m + 1) / (1 + a) < share:
        m += 1
    return m
