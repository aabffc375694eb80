"""Numbers of tags as text, compiled: a page of a ledger holds some six hundred, which took half of its time in Python."""

import numpy as np
import numpy.typing as npt

from enishi.engine.compiled import kernel

DIGITS = 8
"""Of a number that stands in a place of fixed width: zeros before it are allowed (ISO 32000-1, 7.3.3)."""
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]


@kernel
def put_block(out: Bytes, at: int, tags: Bytes, places: Ints, kinds: Ints, deltas: Ints, bases: Ints) -> None:
    """Copy `tags` to out[at:] and put bases[kind] + delta at each of the places, in DIGITS letters."""
    for n in range(len(tags)):
        out[at + n] = tags[n]
    for n in range(len(places)):
        left, place = bases[kinds[n]] + deltas[n], at + places[n]
        for digit in range(DIGITS - 1, -1, -1):
            out[place + digit] = 48 + left % 10
            left //= 10


@kernel
def put_table(out: Bytes, numbers: Ints, beside: Ints) -> None:
    """uint8[n, 2 * DIGITS + 2]: each number, a space, the one beside it, a space."""
    for row in range(len(numbers)):
        start = row * (2 * DIGITS + 2)
        for column in range(2):
            left, place = numbers[row] if column == 0 else beside[row], start + column * (DIGITS + 1)
            for digit in range(DIGITS - 1, -1, -1):
                out[place + digit] = 48 + left % 10
                left //= 10
            out[place + DIGITS] = 32


@kernel
def put_references(out: Bytes, numbers: Ints) -> None:
    """uint8[n * (DIGITS + 5)]: each number as 「00000012 0 R 」."""
    for row in range(len(numbers)):
        left, place = numbers[row], row * (DIGITS + 5)
        for digit in range(DIGITS - 1, -1, -1):
            out[place + digit] = 48 + left % 10
            left //= 10
        out[place + DIGITS] = 32
        out[place + DIGITS + 1] = 48
        out[place + DIGITS + 2] = 32
        out[place + DIGITS + 3] = 82
        out[place + DIGITS + 4] = 32
