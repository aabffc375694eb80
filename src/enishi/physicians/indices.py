"""Keyed digests of an identity, by which one person who registered twice is found without reading anybody.

They are written wherever an identity is, here alone, and go with what they are made of when a person leaves.
"""

import unicodedata
from collections.abc import Mapping

from enishi.common.encrypted import blind_index
from enishi.common.japanese.kana import sound_key
from enishi.physicians.likeness import Traits
from enishi.physicians.models import Identity

INDICES = ("mail_index", "phone_index", "licence_index", "birth_index", "kana_index", "given_index")


def index_identity(identity: Identity) -> None:
    """Write all indices anew from the words as they stand; the caller saves. An empty word has an empty index."""
    licence = _digits(identity.licence_number)
    given = sound_key(identity.given_kana) or "".join(identity.given_name.split())
    whole = sound_key(identity.family_kana, identity.given_kana) if identity.family_kana and identity.given_kana else ""
    identity.mail_index = _index("mail", identity.mail)
    identity.phone_index = _index("phone", identity.phone)
    identity.licence_index = _index("licence", licence)
    identity.birth_index = _index("birth", identity.birth_date)
    identity.kana_index = _index("kana", whole)
    identity.given_index = _index("given", given)


def traits_for(identity: Mapping[str, str]) -> Traits:
    """The digests of somebody who is not registered. identity: columns of Identity in the form in which they are stored."""
    typed = Identity(**identity)
    index_identity(typed)
    return Traits(*(getattr(typed, f"{name}_index") for name in ("licence", "birth", "kana", "given", "mail", "phone")))


def _index(purpose: str, text: str) -> str:
    return blind_index(purpose, text) if text else ""


def _digits(number: str) -> str:
    """医籍登録番号, in whatever width and with whatever words around it: 「第０１２３４５号」 is 12345."""
    plain = unicodedata.normalize("NFKC", number)
    return "".join(ch for ch in plain if ch.isdigit() and ch.isascii()).lstrip("0")
