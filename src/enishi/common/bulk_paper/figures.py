"""Tags of some pages as text, compiled: a page of a ledger holds some six hundred numbers, which took half of its time in Python."""

import numpy as np
import numpy.typing as npt

from enishi.engine.compiled import kernel, small

DIGITS = 8
"""Of a number that stands in a place of fixed width: zeros before it are allowed (ISO 32000-1, 7.3.3)."""
ENTRY = 2 * DIGITS + 2
"""Bytes of one line of the table before an object stream: a number, a space, where it stands, a space (7.5.7)."""
REFERENCE = DIGITS + 5
"""Bytes of 「00000012 0 R 」."""
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]


@small
def _put(out: Bytes, at: int, number: int) -> None:
    for digit in range(DIGITS - 1, -1, -1):
        out[at + digit] = 48 + number % 10
        number //= 10


@kernel
def put_tags(
    out: Bytes, first: int, document: int, scopes: int, pages: Ints, begins: Ints, which: Ints, marks: Ints,
    tags: Bytes, tag_ends: Ints, places: Ints, kinds: Ints, deltas: Ints, place_ends: Ints, offsets: Ints, object_ends: Ints,
    leaves: Ints, leaf_ends: Ints,
) -> None:  # fmt: skip
    """An object stream of the tags of some pages: the table, then for each page the list of its marks and the tags of its blocks.

    out: uint8[ENTRY * objects + bytes]; the objects are numbered from `first` as they stand. pages: object of each page; begins:
    int64[pages + 1], its first block; which, marks: shape and first mark of each block. Shapes stand one after the other in the
    rest, each from the end of the one before (`ends` begin with 0): places, kinds, deltas of their numbers (`shapes.OWN` …), offsets
    of their objects in their tags, leaves that hold the words of a mark.
    """
    count = 0
    for block in range(len(which)):
        count += object_ends[which[block] + 1] - object_ends[which[block]]
    start = ENTRY * (count + len(pages))
    at, number = start, first
    for page in range(len(pages)):
        row = ENTRY * (number - first)
        _put(out, row, number)
        _put(out, row + DIGITS + 1, at - start)
        out[row + DIGITS] = out[row + 2 * DIGITS + 1] = 32
        number += 1
        base = number
        out[at] = 91
        at += 1
        for block in range(begins[page], begins[page + 1]):
            shape = which[block]
            for leaf in range(leaf_ends[shape], leaf_ends[shape + 1]):
                _put(out, at, base + leaves[leaf])
                out[at + DIGITS] = out[at + DIGITS + 2] = out[at + DIGITS + 4] = 32
                out[at + DIGITS + 1], out[at + DIGITS + 3] = 48, 82
                at += REFERENCE
            base += object_ends[shape + 1] - object_ends[shape]
        out[at], out[at + 1] = 93, 10
        at += 2
        for block in range(begins[page], begins[page + 1]):
            shape = which[block]
            for n in range(object_ends[shape], object_ends[shape + 1]):
                row = ENTRY * (number + n - object_ends[shape] - first)
                _put(out, row, number + n - object_ends[shape])
                _put(out, row + DIGITS + 1, at + offsets[n] - start)
                out[row + DIGITS] = out[row + 2 * DIGITS + 1] = 32
            begin, end = tag_ends[shape], tag_ends[shape + 1]
            out[at : at + end - begin] = tags[begin:end]
            for n in range(place_ends[shape], place_ends[shape + 1]):
                kind, counted = kinds[n], deltas[n]
                if kind == 0:
                    counted += number
                elif kind == 1:
                    counted += pages[page]
                elif kind == 2:
                    counted += marks[block]
                elif kind == 3:
                    counted += document
                else:
                    counted += scopes
                _put(out, at + places[n], counted)
            at += end - begin
            number += object_ends[shape + 1] - object_ends[shape]
