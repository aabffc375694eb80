"""Text fields that the database never holds in the clear.

Fernet (AES-128-CBC with HMAC) from `cryptography`; the first of settings.DATA_KEYS writes, all of them read,
so a key is changed by putting a new one in front. Equality search goes through `blind_index`, never through the text.
"""

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    return _fernet(tuple(settings.DATA_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text. Raises cryptography.fernet.InvalidToken if no key fits."""
    return _fernet(tuple(settings.DATA_KEYS)).decrypt(token.encode()).decode()


def blind_index(purpose: str, text: str) -> str:
    """A keyed digest for finding an equal value (a telephone number, a mail address) without storing it readable."""
    key = hashlib.sha256(f"{settings.DATA_KEYS[-1]}|{purpose}".encode()).digest()
    return hmac.new(key, text.strip().casefold().encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Encrypted at rest; an empty string stays empty so that 'not given' can be seen."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return decrypt(value) if value else value
