"""Tags of the pages of a long document: numbers of all kinds put in for some pages at once, in a thread beside.

Until a batch is full nothing is kept of a page but which shapes stand on it. Tags are objects of a batch's own, numbered one
after the other when it is given; readers that show pages alone never open them.
"""

import zlib
from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from enishi.common.bulk_paper.figures import ENTRY, REFERENCE, Ints, put_tags
from enishi.common.bulk_paper.pdf_stream import LEVEL, PdfStream
from enishi.common.bulk_paper.shapes import Shape

AT_ONCE = 8
"""Pages with their tags in one object stream, some two thousand objects: a reader of one tag opens the stream as a whole."""


class Tags:
    """page, add, then again page …; end. tops: of all blocks so far; lists: of the marks of each page so far (object numbers).

    document, scopes: objects that tags lead to, the second being that of columns with that of rows after it.
    """

    def __init__(self, pdf: PdfStream, document: int, scopes: int) -> None:
        self._pdf, self._document, self._scopes = pdf, document, scopes
        self.tops, self.lists = array("I"), array("I")
        self._begin()

    def _begin(self) -> None:
        self._shapes: dict[Shape, int] = {}
        self._pages: list[int] = []
        self._begins: list[int] = []
        self._which: list[int] = []
        self._marks: list[int] = []
        self._objects = self._bytes = 0

    def page(self, number: int) -> None:
        """number: its object. What is added from here on stands on it."""
        if len(self._pages) == AT_ONCE:
            self.end()
        self._pages.append(number)
        self._begins.append(len(self._which))
        self._objects += 1
        self._bytes += 3

    def add(self, shape: Shape, mark: int) -> None:
        """mark: of its first words on this page."""
        self._which.append(self._shapes.setdefault(shape, len(self._shapes)))
        self._marks.append(mark)
        self._objects += shape.objects
        self._bytes += len(shape.tags) + REFERENCE * shape.cells

    def end(self) -> None:
        """Gives what was added so far."""
        if not self._pages:
            return
        shapes = list(self._shapes)
        pages, which, marks, begins = map(
            _ints, (self._pages, self._which, self._marks, [*self._begins, len(self._which)])
        )
        first, count = self._pdf.new(self._objects), self._objects
        objects = _ints([shape.objects for shape in shapes])[which]
        before = np.concatenate([[0], np.cumsum(objects)])
        page_of = np.repeat(np.arange(len(pages)), np.diff(begins))
        self.tops.frombytes((first + before[:-1] + page_of + 1).astype(np.uint32).tobytes())
        self.lists.frombytes((first + before[begins[:-1]] + np.arange(len(pages))).astype(np.uint32).tobytes())
        size = ENTRY * count + self._bytes

        def made() -> bytes:
            out = np.empty(size, np.uint8)
            put_tags(
                out, first, self._document, self._scopes, pages, begins, which, marks,
                _one([shape.tags for shape in shapes]), _ends([len(shape.tags) for shape in shapes]),
                _one([shape.places for shape in shapes]), _one([shape.kinds for shape in shapes]),
                _one([shape.deltas for shape in shapes]), _ends([len(shape.places) for shape in shapes]),
                _one([shape.offsets for shape in shapes]), _ends([shape.objects for shape in shapes]),
                _one([shape.leaves for shape in shapes]), _ends([shape.cells for shape in shapes]),
            )  # fmt: skip
            return zlib.compress(out, LEVEL)

        self._pdf.packed_later(first, count, ENTRY * count, made)
        self._begin()


def _ints(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, np.int64)


def _one(arrays: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    return np.concatenate(arrays)


def _ends(lengths: Sequence[int]) -> Ints:
    return np.concatenate([[0], np.cumsum(lengths)])
