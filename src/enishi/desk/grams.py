"""Keyed digests of pairs of letters: what a stolen database would show of a note is these numbers (ADR 0038)."""

import hashlib
from functools import lru_cache

from django.conf import settings

from enishi.common.japanese.ngrams import pairs, searchable

BITS = 20
"""Short on purpose: several pairs share a number, so that a number alone says less. The words themselves decide."""


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hashlib.sha256(f"{secret}|desk-search".encode()).digest()


def digest(pair: str) -> int:
    """A number below 2^20 for a pair of letters; another for each installation."""
    return _digest(pair, settings.DATA_KEYS[-1])


@lru_cache(maxsize=200_000)
def _digest(pair: str, secret: str) -> int:
    found = hashlib.blake2b(pair.encode(), key=_key(secret), digest_size=4).digest()
    return int.from_bytes(found, "big") >> (32 - BITS)


def grams_of(text: str) -> list[int]:
    """The digests of a text as typed, sorted, each once."""
    return sorted({digest(pair) for pair in pairs(searchable(text))})
