"""Ed25519 over the canonical body: keys, fingerprints, signing, checking. Pure.

The signed bytes begin with words that no other file of ours begins with, so that a signature can never be taken for one of
something else.
"""

import base64
import binascii
import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from enishi.referrals.rules import FORMAT, VERSION, Sheet, Signed, body_of, canonical

PURPOSE = f"{FORMAT}/{VERSION}\n".encode()


class NotAKey(ValueError):
    """What was typed is no public key of Ed25519."""


def new_seed() -> str:
    """A private key as 64 hexadecimal digits; it is kept encrypted and never printed."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_of(seed: str) -> str:
    """The public key of a private one, in base64 as it is handed out (44 characters)."""
    return base64.b64encode(
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)).public_key().public_bytes_raw()
    ).decode()


def parse_public(text: str) -> str:
    """The public key in base64, from what was pasted or typed, spaces and line ends aside. Raises NotAKey."""
    try:
        raw = base64.b64decode("".join(text.split()), validate=True)
        Ed25519PublicKey.from_public_bytes(raw)
    except (binascii.Error, ValueError):
        raise NotAKey(text) from None
    return base64.b64encode(raw).decode()


def fingerprint(public: str) -> str:
    """SHA-256 of the raw public key, 64 hexadecimal digits."""
    return hashlib.sha256(base64.b64decode(public)).hexdigest()


def grouped(digest: str) -> str:
    """A digest in groups of four, to be read out."""
    return " ".join(digest[i : i + 4] for i in range(0, len(digest), 4))


def sign(sheet: Sheet, seed: str) -> bytes:
    """The file: format, version, body and signature. The same sheet and key give the same bytes."""
    body = body_of(sheet)
    value = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)).sign(PURPOSE + canonical(body))
    outer = {
        "format": FORMAT,
        "version": VERSION,
        "body": body,
        "signature": {"algorithm": "Ed25519", "key": fingerprint(public_of(seed)), "value": value.hex()},
    }
    return (json.dumps(outer, ensure_ascii=False, indent=1) + "\n").encode()


def holds(signed: Signed, public: str) -> bool:
    """Whether the signature is of this key over exactly these words."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public)).verify(signed.signature, PURPOSE + signed.signed)
    except InvalidSignature:
        return False
    return True
