"""A sealed stream: pieces of 64 KiB, each AES-256-GCM under a key used for this one file.

The counter of a piece and whether it is the last are part of what is authenticated, and so is the header: a piece that is
missing, moved, changed or cut off is noticed (the construction STREAM, as in age).
"""

import hashlib
import json
import struct
from collections.abc import Iterator
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from enishi.backups.errors import BackupError

MAGIC = b"enishi-backup-1\n"
PIECE = 64 * 1024
TAG = 16
LARGEST_HEADER = 64 * 1024


class Sealer:
    """Takes bytes in any portions and writes sealed pieces; `close` writes the last one, without which nothing opens."""

    def __init__(self, out: IO[bytes], key: bytes, header: dict[str, Any]) -> None:
        text = json.dumps(header).encode()
        self._head = MAGIC + struct.pack(">I", len(text)) + text
        out.write(self._head)
        self._out, self._aead, self._mark = out, AESGCM(key), hashlib.sha256(self._head).digest()
        self._rest, self._number = bytearray(), 0
        self.written = len(self._head)
        self.digest = hashlib.sha256(self._head)

    def write(self, data: bytes) -> None:
        self._rest += data
        while len(self._rest) > PIECE:
            self._piece(bytes(self._rest[:PIECE]), last=False)
            del self._rest[:PIECE]

    def close(self) -> None:
        self._piece(bytes(self._rest), last=True)

    def _piece(self, plain: bytes, *, last: bool) -> None:
        sealed = self._aead.encrypt(_nonce(self._number, last=last), plain, self._mark)
        self._out.write(sealed)
        self.digest.update(sealed)
        self.written += len(sealed)
        self._number += 1


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">QI", number, int(last))


def read_header(source: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """The header and its digest. Raises BackupError for what is no backup."""
    magic = source.read(len(MAGIC))
    if magic != MAGIC:
        raise BackupError("this file is no backup of Enishi, or its beginning is damaged.")
    length = source.read(4)
    size = struct.unpack(">I", length)[0] if len(length) == 4 else LARGEST_HEADER + 1
    text = source.read(size) if size <= LARGEST_HEADER else b""
    try:
        return json.loads(text), hashlib.sha256(magic + length + text).digest()
    except ValueError:
        raise BackupError("the beginning of this backup is damaged.") from None


def opened(source: IO[bytes], key: bytes, mark: bytes) -> Iterator[bytes]:
    """The plain pieces after `read_header`. Raises BackupError for one that was changed, and for an end that is missing."""
    aead, number = AESGCM(key), 0
    piece = source.read(PIECE + TAG)
    while True:
        following = source.read(PIECE + TAG)
        last = not following
        try:
            plain = aead.decrypt(_nonce(number, last=last), piece, mark)
        except InvalidTag:
            if last:
                raise BackupError("this backup is cut off or its end was changed; take another copy of it.") from None
            raise BackupError(
                f"this backup was changed or damaged (piece {number}); take another copy of it."
            ) from None
        yield plain
        if last:
            return
        piece, number = following, number + 1
