"""What was known of a person, as it might still stand somewhere: the words a proof looks for.

Alone, a family name or a day of birth belongs to many; so names are looked for whole, and only what tells one person from
others counts: mail, telephone, address, licence number, and the keyed digests made of them.
"""

import json
import re
import unicodedata
from collections.abc import Iterable

from enishi.common.encrypted import blind_index
from enishi.physicians.access import all_of_person
from enishi.physicians.indices import INDICES
from enishi.physicians.models import Identity, Physician

SHORTEST = 4
"""Letters below which a word is nobody's."""
DIGITS = 5


def known_of(physician: Physician) -> dict[str, list[str]]:
    """By kind (name, contact, number, digest) the words by which this person would be recognised; before the erasure."""
    found: dict[str, set[str]] = {"name": set(), "contact": set(), "number": set(), "digest": set()}
    for one in all_of_person(physician):
        identity = Identity.objects.filter(physician=one).first()
        if identity is not None:
            _of_identity(identity, found)
        if one.user is not None and not one.user.email.endswith("@erased.invalid"):
            found["contact"].add(one.user.email)
        found["digest"] |= set(one.documents.values_list("digest", flat=True))
    return {kind: sorted(w for w in words if w) for kind, words in found.items()}


def _of_identity(identity: Identity, found: dict[str, set[str]]) -> None:
    for one, other in (
        (identity.family_name, identity.given_name),
        (identity.family_kana, identity.given_kana),
    ):
        if one and other:
            found["name"] |= {f"{one}{gap}{other}" for gap in ("", " ", "\u3000")}
    found["contact"] |= {identity.mail, *_phone_forms(identity.phone)}
    if len(identity.address) >= SHORTEST * 2:
        found["contact"] |= {identity.address, unicodedata.normalize("NFKC", identity.address)}
    digits = "".join(ch for ch in unicodedata.normalize("NFKC", identity.licence_number) if ch.isdigit())
    if len(digits) >= DIGITS:
        found["number"].add(digits)
    found["digest"] |= {getattr(identity, name) for name in INDICES if name not in SHARED}
    if identity.mail:
        found["digest"].add(blind_index("mail", identity.mail))


SHARED = {"birth_index", "given_index"}
"""Digests of a day of birth and of a given name: the same for many people."""


def _phone_forms(phone: str) -> set[str]:
    digits = "".join(ch for ch in unicodedata.normalize("NFKC", phone) if ch.isdigit())
    if len(digits) < 9:
        return set()
    forms = {
        digits,
        f"+81{digits[1:]}",
        f"{digits[:3]}-{digits[3:-4]}-{digits[-4:]}",
        f"{digits[:2]}-{digits[2:-4]}-{digits[-4:]}",
    }
    return forms | {f"{digits[:4]}-{digits[4:-4]}-{digits[-4:]}", phone}


class Sieve:
    """Finds any of the words in a text. Numbers count only where no further digit touches them."""

    def __init__(self, known: dict[str, list[str]]) -> None:
        plain = {w for kind in ("name", "contact", "digest") for w in known.get(kind, []) if len(w) >= SHORTEST}
        plain |= {json.dumps(w)[1:-1] for w in plain}  # as it stands inside JSON kept as text
        parts = [re.escape(w) for w in sorted(plain, key=len, reverse=True)]
        parts += [rf"(?<![0-9]){re.escape(w)}(?![0-9])" for w in known.get("number", [])]
        self._found = re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)
        self._bytes = re.compile(
            b"|".join(re.escape(w.encode()) for w in sorted(plain, key=len, reverse=True)) or rb"(?!)"
        )

    def hits(self, texts: Iterable[str]) -> bool:
        return any(self._found.search(text) for text in texts if text)

    def hits_bytes(self, data: bytes) -> bool:
        return bool(self._bytes.search(data))
