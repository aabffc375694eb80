"""Keyed digests of pairs of letters: what a stolen database would show of a note is these numbers (ADR 0038)."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from enishi.common.encrypted import index_secrets
from enishi.common.japanese.ngrams import pairs, searchable

BITS = 20
"""Short on purpose: several pairs share a number, so that a number alone says less. The words themselves decide."""


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hashlib.sha256(f"{secret}|desk-search".encode()).digest()


def digest(pair: str) -> int:
    """A number below 2^20 for a pair of letters; another for each installation."""
    return _digest(pair, index_secrets()[0])


@lru_cache(maxsize=200_000)
def _digest(pair: str, secret: str) -> int:
    found = hashlib.blake2b(pair.encode(), key=_key(secret), digest_size=4).digest()
    return int.from_bytes(found, "big") >> (32 - BITS)


def grams_of(text: str) -> list[int]:
    """The digests of a text as typed, sorted, each once."""
    return sorted({digest(pair) for pair in pairs(searchable(text))})


MONTHS = 1 << (31 - BITS)
"""2048 months from January 2000 on, which with the digest just fill a positive number of four bytes."""


def month_of(at: datetime) -> int:
    """The month of an entry (UTC), counted from January 2000; entries outside stand in the first or the last."""
    at = at.astimezone(UTC)
    return max(0, min(MONTHS - 1, (at.year - 2000) * 12 + at.month - 1))


def in_month(grams: Iterable[int], month: int) -> list[int]:
    """The digests as the index holds them: with their month in the upper bits. A list of the index is never longer than a
    month's entries, so that the newest are found without reading all that ever was (ADR 0050)."""
    return [month << BITS | gram for gram in grams]
