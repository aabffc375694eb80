"""Text and files that the database never holds in the clear.

Fernet (AES-128-CBC with HMAC) from `cryptography`; the first of settings.DATA_KEYS writes, all of them read,
so a key is changed by putting a new one in front. Equality search goes through `blind_index`, never through the text.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from binascii import a2b_base64
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _keys_of_now() -> tuple[str, ...]:
    """For whoever writes: a value under a key that a rotation has just replaced would be written behind its back."""
    return tuple(settings.DATA_KEYS[:])


def _keys_held() -> tuple[str, ...]:
    """For whoever reads; perhaps a second old (`config.keys`)."""
    held: tuple[str, ...] | None = getattr(settings.DATA_KEYS, "held", None)
    return held or _keys_of_now()


def _opened(token: bytes) -> bytes:
    held = _keys_held()
    try:
        return _fernet(held).decrypt(token)
    except InvalidToken:
        fresh = _keys_of_now()  # a key that came within this second
        if fresh == held:
            raise
    return _fernet(fresh).decrypt(token)


def encrypt(text: str) -> str:
    return _fernet(_keys_of_now()).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text. Raises cryptography.fernet.InvalidToken if no key fits."""
    return _opened(token.encode()).decode()


def encrypt_bytes(data: bytes) -> bytes:
    """The same cipher for a file: the token as raw bytes, a quarter smaller than its text form."""
    return urlsafe_b64decode(_fernet(_keys_of_now()).encrypt(data))


def decrypt_bytes(token: bytes) -> bytes:
    """The file. Raises cryptography.fernet.InvalidToken if no key fits."""
    return _opened(urlsafe_b64encode(token))


def decrypt_many(tokens: Sequence[str | bytes]) -> list[str]:
    """As `decrypt` for each, in a quarter of the time: the whole nation's shields are read every night.

    Every token's HMAC is checked, then the blocks of all are deciphered in one call: CBC is D(block) xor the block
    before it. Raises cryptography.fernet.InvalidToken if one token fits no key.
    """
    raw = [_parts_of(token) for token in tokens]
    texts: list[str] = [""] * len(raw)
    waiting = range(len(raw))
    for key in map(urlsafe_b64decode, _held_then_new()):
        mine = [i for i in waiting if hmac.compare_digest(hmac.digest(key[:16], raw[i][:-32], "sha256"), raw[i][-32:])]
        for i, text in zip(mine, _deciphered(key[16:], [raw[i][9:-32] for i in mine]), strict=True):
            texts[i] = text
        known = set(mine)
        waiting = [i for i in waiting if i not in known]
        if not waiting:
            return texts
    if waiting:
        raise InvalidToken
    return texts


def _held_then_new() -> Iterator[str]:
    """The second part is asked for only where the first did not suffice."""
    held = _keys_held()
    yield from held
    yield from (key for key in _keys_of_now() if key not in held)


_STANDARD = bytes.maketrans(b"-_", b"+/")


def _parts_of(token: str | bytes) -> bytes:
    """Version 0x80, time (8 bytes), IV (16), blocks (16 each), HMAC (32)."""
    try:
        raw = a2b_base64((token.encode() if isinstance(token, str) else token).translate(_STANDARD))
    except NotBase64:
        raise InvalidToken from None
    if len(raw) < 73 or raw[0] != 0x80 or (len(raw) - 57) % 16:
        raise InvalidToken
    return raw


def _deciphered(key: bytes, chains: list[bytes]) -> list[str]:
    """`chains`: IV and blocks of each text."""
    if not chains:
        return []
    joined = b"".join(chains)
    decryptor = Cipher(AES(key), ECB()).decryptor()
    blocks = np.frombuffer(decryptor.update(joined) + decryptor.finalize(), np.uint8)
    plain = (blocks[16:] ^ np.frombuffer(joined, np.uint8)[:-16]).tobytes()
    texts, start = [], 0
    for chain in chains:
        end = start + len(chain) - 16
        texts.append(plain[start : end - plain[end - 1]].decode())  # the last byte counts the padding (PKCS 7)
        start = end + 16
    return texts


def index_secrets() -> tuple[str, ...]:
    """The secrets of digests, the writing one first; while keys are rotated there are two."""
    secrets: tuple[str, ...] | None = getattr(settings.DATA_KEYS, "index", None)
    return secrets or (settings.DATA_KEYS[-1],)


def blind_index(purpose: str, text: str) -> str:
    """A keyed digest for finding an equal value (a telephone number, a mail address) without storing it readable."""
    return _digest(index_secrets()[0], purpose, text)


def blind_indices(purpose: str, text: str) -> list[str]:
    """For looking up: the digest under each secret, as a row may still carry one of before a rotation."""
    return [_digest(secret, purpose, text) for secret in index_secrets()]


def _digest(secret: str, purpose: str, text: str) -> str:
    key = hashlib.sha256(f"{secret}|{purpose}".encode()).digest()
    return hmac.new(key, text.strip().casefold().encode(), hashlib.sha256).hexdigest()


def key_number(token: str | bytes) -> int | None:
    """Which of the data keys a stored value (text, or bytes as `encrypt_bytes` gives them) is under; None for none."""
    try:
        raw = token if isinstance(token, bytes) and token[:1] == b"\x80" else _parts_of(token)
    except InvalidToken:
        return None
    for at, key in enumerate(map(urlsafe_b64decode, settings.DATA_KEYS)):
        if hmac.compare_digest(hmac.digest(key[:16], raw[:-32], "sha256"), raw[-32:]):
            return at
    return None


@dataclass(frozen=True, slots=True)
class Indexed:
    """Rows with keyed digests in `columns`. write: makes them anew on a row from what it says; it does not save."""

    rows: Callable[[], "models.QuerySet[Any]"]
    columns: tuple[str, ...]
    write: Callable[[Any], None]


INDEXED: list[Indexed] = []
REBUILT: list[Callable[[], object]] = []
"""What a rotation of keys has to make anew: named in each app's module `digests`. REBUILT: indices made from nothing."""


class EncryptedTextField(models.TextField):
    """Encrypted at rest; an empty string stays empty so that 'not given' can be seen."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return decrypt(value) if value else value


class EncryptedBytesField(models.BinaryField):
    """A file encrypted at rest; nothing stays nothing."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(encrypt_bytes(bytes(value)) if value else value, connection, prepared)

    def from_db_value(self, value: Any, expression: object, connection: object) -> bytes | None:
        return decrypt_bytes(bytes(value)) if value else value
