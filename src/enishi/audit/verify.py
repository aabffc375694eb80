"""Recompute the whole chain and name the first place where it does not hold."""

import hashlib
from dataclasses import dataclass

from django.db import connection

BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """length: links checked; fault: one sentence, empty when the chain holds; head: hex of the last hash."""

    length: int
    head: str
    fault: str = ""


def verify() -> Verdict:
    """Walk the chain from the first link. An entry without a link, a gap, or a changed row is a fault."""
    position, previous = 0, b""
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT l.position, l.previous, l.hash, audit_canonical(e) FROM audit_link l"
                " JOIN audit_entry e ON e.id = l.entry_id WHERE l.position > %s ORDER BY l.position LIMIT %s",
                [position, BATCH],
            )
            rows = cursor.fetchall()
            if not rows:
                break
            for number, stored_previous, stored_hash, text in rows:
                if number != position + 1:
                    return Verdict(position, previous.hex(), f"position {position + 1} is missing")
                expected = hashlib.sha256(previous + text.encode()).digest()
                if bytes(stored_previous) != previous or bytes(stored_hash) != expected:
                    return Verdict(position, previous.hex(), f"position {number} was changed")
                position, previous = number, expected
        cursor.execute(
            "SELECT count(*) FROM audit_entry e WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry_id = e.id)"
        )
        if loose := cursor.fetchone()[0]:
            return Verdict(position, previous.hex(), f"{loose} entries stand outside the chain")
    return Verdict(position, previous.hex())


def head() -> tuple[int, str]:
    """(position, hex of its hash) of the last link; (0, "") before the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT position, hash FROM audit_link ORDER BY position DESC LIMIT 1")
        row = cursor.fetchone()
    return (row[0], bytes(row[1]).hex()) if row else (0, "")


def link_at(position: int) -> str | None:
    """Hex of the hash that stands at this place now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM audit_link WHERE position = %s", [position])
        row = cursor.fetchone()
    return bytes(row[0]).hex() if row else None
