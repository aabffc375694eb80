"""消去の検査: a look through all that is stored for what was known of a person.

Every column of every table that can hold a word is read — text, JSON, arrays, bytes — and what is encrypted is deciphered
first; sessions and kept pages are unpacked; files beside the database are read too. The words looked for never enter a
statement, so no log of the server can hold them. Table by table, each remembered: a look that was killed goes on.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction

from enishi.audit.actions import record
from enishi.audit.models import Link
from enishi.candidacies.models import Placement
from enishi.common.actor import SYSTEM
from enishi.common.clock import now
from enishi.common.encrypted import decrypt_bytes
from enishi.common.holdings import holdings
from enishi.keeping.enums import Scope
from enishi.keeping.models import ErasureProof
from enishi.keeping.needles import Sieve
from enishi.notices.models import Notice
from enishi.physicians.access import all_of_person
from enishi.physicians.deciphering import readable_texts
from enishi.physicians.models import Identity, Physician

WORDS = ("text", "character varying", "character", "json", "jsonb", "ARRAY", "USER-DEFINED", "inet", "name", "xml")
BYTES = "bytea"
AT_ONCE = 500
"""Rows deciphered together."""
MOST_NAMED = 20
OWN = ("keeping_erasureproof", "needles")
TOKEN = re.compile(r"(?:~[0-9a-z.]+~)?gAAAA[A-Za-z0-9_-]{20,}={0,2}")

LEDGER = {
    "physicians_identity": "physician_id",
    "office_ledgerentry": "physician_id",
    "candidacies_placement": "candidacy_id",
}
"""What the seekers' ledger keeps until its last day (同法施行規則24条の7)."""
TALKS = (
    "candidacies_question", "candidacies_answer", "candidacies_message", "candidacies_clause", "candidacies_proposal",
    "candidacies_agreementversion", "candidacies_introduction", "candidacies_trackrecord",
)  # fmt: skip
"""Words of talks that came to an employment stay as long as its ledger."""


def look_through(pk: int) -> ErasureProof:
    """Go on with a proof to its end. Twice is once: one that is over is given back as it is."""
    proof = ErasureProof.objects.select_related("leaving__physician").get(pk=pk)
    if proof.finished_at is not None:
        return proof
    people = all_of_person(proof.leaving.physician)
    sieve = Sieve(json.loads(proof.needles))
    for table, columns in tables().items():
        if table not in proof.seen:
            _look_into(proof, table, columns, sieve, people)
    _look_at_what_went_whole(proof, people)
    proof.files = _look_into_files(proof, sieve)
    return _finish(proof)


def tables() -> dict[str, list[tuple[str, str]]]:
    """Every table of the database → its columns that can hold a word, with their type."""
    found: dict[str, list[tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c"
            " JOIN information_schema.tables t USING (table_schema, table_name)"
            " WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.data_type = ANY(%s)"
            " ORDER BY 1, c.ordinal_position",
            [[*WORDS, BYTES]],
        )
        for table, column, kind in cursor.fetchall():
            if (table, column) != OWN:
                found.setdefault(table, []).append((column, kind))
    return found


@transaction.atomic
def _look_into(
    proof: ErasureProof, table: str, columns: list[tuple[str, str]], sieve: Sieve, people: list[Physician]
) -> None:
    """One table; rows with a hit go to `kept` or `found`."""
    rows, hits = 0, []
    for batch in _read(table, columns):
        rows += len(batch)
        for key, texts, blobs in _opened(proof, table, batch):
            if sieve.hits(texts) or any(sieve.hits_bytes(blob) for blob in blobs):
                hits.append(key)
    proof.seen[table] = rows
    if hits:
        allowed = _allowed(proof, table, people)
        _add(proof.kept, table, [key for key in hits if key in allowed])
        _add(proof.found, table, [key for key in hits if key not in allowed])
    proof.save(update_fields=["seen", "kept", "found", "unreadable"])


def _add(into: dict[str, Any], place: str, keys: list[str]) -> None:
    if keys:
        into[place] = {"rows": len(keys), "keys": keys[:MOST_NAMED]}


Row = tuple[str, list[str], list[bytes]]


def _read(table: str, columns: list[tuple[str, str]]) -> Iterator[list[Row]]:
    """(key, texts, bytes) of every row, in batches, through a cursor of the server: flat memory whatever the table."""
    quote = connection.ops.quote_name
    words = [c for c, kind in columns if kind != BYTES]
    blobs = [c for c, kind in columns if kind == BYTES]
    chosen = [_key_of(table), *(f"{quote(c)}::text" for c in words), *(quote(c) for c in blobs)]
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(chosen)} FROM {quote(table)}")
        while rows := cursor.fetchmany(AT_ONCE):
            yield [
                (str(r[0]), [v for v in r[1 : 1 + len(words)] if v], [bytes(v) for v in r[1 + len(words) :] if v])
                for r in rows
            ]


def _key_of(table: str) -> str:
    """The primary key as SQL; where a table has none, its place on the disk."""
    with connection.cursor() as cursor:
        keys = connection.introspection.get_primary_key_columns(cursor, table) or []
    quote = connection.ops.quote_name
    return " || ',' || ".join(f"{quote(k)}::text" for k in keys) or "ctid::text"


def _opened(proof: ErasureProof, table: str, batch: list[Row]) -> Iterator[Row]:
    """The same with everything unpacked: tokens deciphered, also within what was deciphered; sessions, kept pages, files."""
    plain = _deciphered([text for _, texts, _ in batch for text in texts])
    proof.unreadable += plain.pop("", 0)  # type: ignore[arg-type]
    for key, texts, blobs in batch:
        said = [word for text in texts for word in (text, *plain.get(text, ()))]
        opened = list(blobs)
        for blob in blobs:
            if blob[:1] in (b"\x80", b"~"):
                try:
                    opened.append(decrypt_bytes(blob))
                except InvalidToken:
                    proof.unreadable += 1
        if table == "accounts_session":
            said += [str(SessionStore().decode(text)) for text in texts if ":" in text]
        elif table == settings.CACHES["default"].get("LOCATION"):
            opened += [_unpacked(text) for text in texts]
        yield key, said, opened


def _unpacked(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def _deciphered(texts: Iterable[str]) -> dict[str, Any]:
    """Text → what its tokens say, and the tokens within those; under "" how many could not be read."""
    found: dict[str, Any] = {}
    waiting = {text: TOKEN.findall(text) for text in texts if "gAAAA" in text}
    unreadable = 0
    for _ in range(3):  # a token within a token: values kept by a merge
        waiting = {text: tokens for text, tokens in waiting.items() if tokens}
        if not waiting:
            break
        flat = [(text, token) for text, tokens in waiting.items() for token in tokens]
        waiting = {}
        for (text, _token), word in zip(flat, readable_texts([token for _, token in flat]), strict=True):
            if word is None:
                unreadable += 1
                continue
            found.setdefault(text, []).append(word)
            if "gAAAA" in word:
                waiting.setdefault(text, []).extend(TOKEN.findall(word))
    if unreadable:
        found[""] = unreadable
    return found


def _allowed(proof: ErasureProof, table: str, people: list[Physician]) -> set[str]:
    """Keys of the rows in which the law keeps something of this person, or the one last notice waits."""
    if table == "notices_notice":
        last = Notice.objects.filter(kind__in=("E10", "E10x"), about__in=[p.number for p in people])
        return {str(pk) for pk in last.values_list("pk", flat=True)}
    if proof.scope == Scope.ALL:
        return set()
    placed = list(Placement.objects.filter(candidacy__physician__in=people).values_list("candidacy", flat=True))
    if table == "physicians_identity":
        return {str(pk) for pk in Identity.objects.filter(physician__in=people).values_list("pk", flat=True)}
    from django.apps import apps

    model = next((m for m in apps.get_models() if m._meta.db_table == table), None)
    if model is None:
        return set()
    if table in LEDGER:
        way = {"physician__in": people} if LEDGER[table] == "physician_id" else {"candidacy__in": placed}
    elif table in TALKS:
        way = {{"candidacies_answer": "question__candidacy__in", "candidacies_trackrecord": "step__version__candidacy__in"}.get(table, "candidacy__in"): placed}  # fmt: skip
    else:
        return set()
    return {str(pk) for pk in model._base_manager.filter(**way).values_list("pk", flat=True)}


def _look_at_what_went_whole(proof: ErasureProof, people: list[Physician]) -> None:
    """Rows that leaving deletes are asked for by the person's key: suggestions, traces of the search, notes, keys …"""
    for holding in holdings():
        if holding.goes_whole:
            number = sum(holding.find(one).count() for one in people)
            if number:
                proof.found[holding.model._meta.db_table] = {"rows": number, "keys": []}


def _look_into_files(proof: ErasureProof, sieve: Sieve) -> int:
    """The market's snapshot and the logs in the folder of state: numbers and codes, where no such word may stand."""
    number = 0
    for file in _files():
        number += 1
        try:
            with file.open("rb") as opened:
                rest = b""
                while part := opened.read(1 << 20):
                    if sieve.hits_bytes(rest + part):
                        proof.found[f"file:{file.name}"] = {"rows": 1, "keys": []}
                        break
                    rest = part[-512:]
        except FileNotFoundError:  # a snapshot that was replaced meanwhile
            continue
    return number


def _files() -> Iterator[Path]:
    for folder in (Path(settings.MARKET_FOLDER), Path(settings.STATE)):
        if folder.is_dir():
            found = folder.rglob("*") if folder.name == "market" else folder.glob("*.log")
            yield from sorted(f for f in found if f.is_file())


@transaction.atomic
def _finish(proof: ErasureProof) -> ErasureProof:
    """What was looked for is forgotten; the end of the chain as it stands is written beside the result."""
    locked = ErasureProof.objects.select_for_update(of=("self",)).get(pk=proof.pk)
    if locked.finished_at is not None:
        return locked
    last = Link.objects.order_by("-position").first()
    proof.chain_position, proof.chain_head = (last.position, bytes(last.hash).hex()) if last else (0, "")
    proof.needles, proof.finished_at = "", now()
    proof.save()
    record(
        by=SYSTEM,
        action="prove_erasure",
        object_type="physician",
        object_number=proof.leaving.physician.number,
        scope=proof.scope,
        tables=len(proof.seen),
        rows=proof.rows,
        found=sum(place["rows"] for place in proof.found.values()),
    )
    return proof
