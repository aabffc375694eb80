"""A tagged PDF/UA-1 that is written from its first page to its last, whatever its length (ISO 32000-1, ISO 14289-1).

Nothing of a page is kept once it was given but where its objects stand (8 bytes each). What is known only at the end, such as
the letters used and the number of pages, stands in objects numbered at the beginning and written at the end. What can be made
without Python's lock, a batch of tags, is made in a thread beside; a page is deflated at once, which lets that thread in.
"""

import zlib
from array import array
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import accumulate

import numpy as np

LEVEL = 1
TABLE_PIECE = 100_000
AHEAD = 4
"""Batches that may wait for the thread beside."""


class PdfStream:
    """new: numbers; stream, packed: objects in any order; taken: bytes so far, in order; end: the rest. Not for two threads."""

    def __init__(self) -> None:
        self._where = array("I", [0])
        self._place = array("i", [0])
        """By number: the object stream and the place in it, or the offset and -1."""
        self._at = self._given = 0
        self._waiting: deque[tuple[int, str, Future[bytes]]] = deque()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="tags")
        self._ready: list[bytes] = []
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def new(self, count: int = 1) -> int:
        """The first of so many numbers in a row."""
        first = len(self._where)
        self._where.frombytes(bytes(4 * count))
        self._place.frombytes(bytes(4 * count))
        return first

    def stream(self, number: int, entries: str, data: bytes) -> None:
        """entries: of its dictionary besides Length and Filter."""
        self._put(number, entries, zlib.compress(data, LEVEL))

    def packed(self, numbers: Sequence[int], texts: Sequence[str]) -> None:
        """Objects that are no streams, together in one object stream (7.5.7)."""
        starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
        table = "".join(f"{number} {start} " for number, start in zip(numbers, starts, strict=True))
        stream = self.new()
        where, place = np.frombuffer(self._where, np.uint32), np.frombuffer(self._place, np.int32)
        where[np.array(numbers)], place[np.array(numbers)] = stream, np.arange(len(numbers))
        entries = f"/Type/ObjStm/N {len(numbers)}/First {len(table)}"
        self.stream(stream, entries, (table + "\n".join(texts)).encode("latin-1"))

    def packed_later(self, first: int, count: int, start: int, made: Callable[[], bytes]) -> None:
        """As `packed`, for so many objects in a row from `first`, whose texts begin at `start` of what `made` gives deflated; it
        is called in the thread beside."""
        stream = self.new()
        where, place = np.frombuffer(self._where, np.uint32), np.frombuffer(self._place, np.int32)
        where[first : first + count], place[first : first + count] = stream, np.arange(count)
        self._waiting.append((stream, f"/Type/ObjStm/N {count}/First {start}", self._pool.submit(made)))
        while len(self._waiting) > AHEAD:
            self._pass()

    def taken(self, least: int = 0) -> bytes:
        """What is ready, or nothing yet where it is less than so many bytes."""
        while self._waiting and self._waiting[0][2].done():
            self._pass()
        if self._at - self._given < least:
            return b""
        made, self._given = b"".join(self._ready), self._at
        self._ready.clear()
        return made

    def end(self, root: int, digest: bytes) -> bytes:
        """The rest, with the table of all objects (7.5.8). digest: 16 bytes that tell this file from others."""
        own = self.new()
        while self._waiting:
            self._pass()
        count, at = len(self._where), self._at
        self._where[own], self._place[own] = at, -1
        data = self._table()
        name = digest.hex()
        entries = f"/Type/XRef/Size {count}/W[1 4 4]/Root {root} 0 R/ID[<{name}><{name}>]"
        self._write(f"{own} 0 obj\n<<{entries}/Length {len(data)}/Filter/FlateDecode>>stream\n".encode() + data)
        self._write(f"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n".encode())
        self.close()
        return self.taken()

    def _table(self) -> bytes:
        """Where each object stands, deflated piece by piece: of a year there are two and a half million."""
        packer, made = zlib.compressobj(LEVEL), []
        for first in range(0, len(self._where), TABLE_PIECE):
            where = np.array(self._where[first : first + TABLE_PIECE], np.uint32)
            place = np.array(self._place[first : first + TABLE_PIECE], np.int32)
            table = np.zeros(len(where), np.dtype([("kind", "u1"), ("where", ">u4"), ("place", ">u4")]))
            table["kind"], table["where"], table["place"] = np.where(place < 0, 1, 2), where, np.maximum(place, 0)
            if not first:
                table[0] = (0, 0, 65535)
            made.append(packer.compress(table.tobytes()))
        return b"".join([*made, packer.flush()])

    def close(self) -> None:
        """For whoever stops half-way."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _pass(self) -> None:
        number, entries, made = self._waiting.popleft()
        self._put(number, entries, made.result())

    def _put(self, number: int, entries: str, data: bytes) -> None:
        self._where[number], self._place[number] = self._at, -1
        head = f"{number} 0 obj\n<<{entries}/Length {len(data)}/Filter/FlateDecode>>stream\n".encode()
        self._ready += (head, data, b"\nendstream\nendobj\n")
        self._at += len(head) + len(data) + 18

    def _write(self, data: bytes) -> None:
        self._at += len(data)
        self._ready.append(data)


def text_string(words: str) -> str:
    """A text for people to read, such as a title (7.9.2.2)."""
    return f"<FEFF{words.encode('utf-16-be').hex()}>"
