"""`enishi keys`: a new data key while web server and worker run, every value under it, and the old one thrown away.

The file of keys is the state, so a rotation that was killed goes on where it was: (1) a new key and a new index secret are put
in front, and running processes follow at their next use of a key; (2) values under an old key are encrypted anew in small
batches, each row only if it is still as it was read; (3) keyed digests are made anew, while look-ups find both; (4) once no
transaction of before runs any more and a last sweep finds nothing, the old ones are taken out of the file. See ADR 0054.
"""

import hashlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, models, transaction
from django.utils.module_loading import autodiscover_modules

from enishi.accounts.models import Session
from enishi.audit.actions import record
from enishi.audit.erasure import renewing
from enishi.common.actor import SYSTEM
from enishi.common.clock import now
from enishi.common.encrypted import (
    INDEXED,
    REBUILT,
    EncryptedBytesField,
    EncryptedTextField,
    decrypt,
    decrypt_bytes,
    encrypt,
    encrypt_bytes,
    index_secrets,
    key_number,
)
from enishi.config.keys import FileKeys
from enishi.merging.models import MergeChange

BATCH = 200
PATIENCE = 600.0
"""Seconds to wait for transactions that began before the new key."""
TOKEN = re.compile(r"gAAAA[A-Za-z0-9_-]{60,}={0,2}")
Say = Callable[[str], None]


class NotNow(Exception):
    """One sentence: why a rotation cannot go on, and what to do."""


def name_of(key: str) -> str:
    """Eight letters by which people speak of a key."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]


def encrypted_columns() -> Iterator[tuple[type[models.Model], Any]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField | EncryptedBytesField):
                yield model, field


def usage() -> Counter[str]:
    """How many stored values are under each key, by its name; "?" under none. Nothing is deciphered."""
    names = [name_of(key) for key in settings.DATA_KEYS]
    found: Counter[str] = Counter(dict.fromkeys(names, 0))
    for model, field in encrypted_columns():
        for rows in _rows(model, field):
            for _, value in rows:
                at = key_number(value)
                found["?" if at is None else names[at]] += 1
    return found


def rotate(say: Say, *, patience: float = PATIENCE) -> None:
    """A whole rotation, or the rest of one that was broken off. Raises NotNow with a sentence; run again to go on."""
    autodiscover_modules("digests")
    keys = settings.DATA_KEYS
    begun = begin(say) if isinstance(keys, FileKeys) and len(keys) == 1 and len(keys.index) == 1 else now()
    for round_ in range(1, 6):
        changed = sweep(say) + rehash(say)
        if round_ == 1 and len(index_secrets()) > 1:
            for rebuild in REBUILT:
                rebuild()
        _wait_for_older_work(begun, patience)
        if not changed and round_ > 1:
            break
    else:
        raise NotNow("Values under the old key keep appearing: is a process running with keys of its own? Then again.")
    retire(say)


def begin(say: Say) -> datetime:
    """A new key and a new index secret in front; the old ones go on reading."""
    keys = settings.DATA_KEYS
    fresh = Fernet.generate_key().decode()
    keys.write([fresh, *keys], [Fernet.generate_key().decode(), *keys.index])
    record(by=SYSTEM, action="begin_key", object_type="keys", object_number=name_of(fresh))
    say(f"new key {name_of(fresh)}; {name_of(keys[1])} goes on reading")
    return now()


def sweep(say: Say) -> int:
    """Encrypt anew what is not under the first key. How many values changed; rows written meanwhile keep what was written."""
    total = 0
    for model, field in encrypted_columns():
        changed = sum(_renew(model, field, rows) for rows in _rows(model, field))
        if changed:
            say(f"{model._meta.label}.{field.name}: {changed}")
        total += changed
    return total + _renew_sessions()


def _rows(model: type[models.Model], field: Any) -> Iterator[list[tuple[Any, Any]]]:
    """(primary key, value as stored) in batches by key: no lock, no long transaction, flat memory."""
    quote = connection.ops.quote_name
    pk, column, table = (quote(n) for n in (model._meta.pk.column, field.column, model._meta.db_table))
    empty = "''::bytea" if isinstance(field, EncryptedBytesField) else "''"
    last: Any = None
    while True:
        after = f"AND {pk} > %s" if last is not None else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {pk}, {column} FROM {table} WHERE {column} <> {empty} {after} ORDER BY {pk} LIMIT {BATCH}",
                [last] if last is not None else [],
            )
            rows = [(k, bytes(v) if isinstance(v, memoryview) else v) for k, v in cursor.fetchall()]
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _renew(model: type[models.Model], field: Any, rows: list[tuple[Any, Any]]) -> int:
    within = model is MergeChange  # its values may be ciphertext themselves
    fresh = []
    for pk, old in rows:
        at = key_number(old)
        if at is None:
            raise NotNow(f"{model._meta.label} {pk}: no key fits {field.name}. Put the missing key behind the others.")
        if at or within:
            new = _renewed(old, within)
            if new is not None:
                fresh.append((new, pk, old))
    if not fresh:
        return 0
    quote = connection.ops.quote_name
    pk_name, column, table = (quote(n) for n in (model._meta.pk.column, field.column, model._meta.db_table))
    with transaction.atomic(), renewing(), connection.cursor() as cursor:
        changed = 0
        for new, pk, old in fresh:
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {pk_name} = %s AND {column} = %s", [new, pk, old])
            changed += cursor.rowcount
        return changed


def _renewed(old: Any, within: bool) -> Any:
    """The value under the first key; None if it is already, tokens inside it too."""
    if isinstance(old, bytes):
        return encrypt_bytes(decrypt_bytes(old))
    text = decrypt(old)
    said = TOKEN.sub(_token, text) if within else text
    return encrypt(said) if said != text or key_number(old) else None


def _token(found: "re.Match[str]") -> str:
    token = found.group()
    return encrypt(decrypt(token)) if key_number(token) else token


def _renew_sessions() -> int:
    """What a session keeps encrypted between two pages (a new address, a link)."""
    changed = 0
    for row in Session.objects.iterator(chunk_size=BATCH):
        said = SessionStore().decode(row.session_data)
        renewed = _deep(said)
        if renewed != said:
            data = SessionStore().encode(renewed)
            changed += Session.objects.filter(pk=row.pk, session_data=row.session_data).update(session_data=data)
    return changed


def _deep(value: Any) -> Any:
    match value:
        case str():
            try:
                return TOKEN.sub(_token, value)
            except InvalidToken:  # signed by somebody else's key: not ours to renew
                return value
        case list() | tuple():
            return [_deep(v) for v in value]
        case dict():
            return {k: _deep(v) for k, v in value.items()}
    return value


def rehash(say: Say) -> int:
    """Make keyed digests anew, row by row under its lock. How many rows changed."""
    total = 0
    for kind in INDEXED:
        changed, last = 0, 0
        while pks := list(kind.rows().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
            last = pks[-1]
            with transaction.atomic(), renewing():
                for row in kind.rows().filter(pk__in=pks).select_for_update(of=("self",)):
                    before = {name: getattr(row, name) for name in kind.columns}
                    kind.write(row)
                    after = {name: getattr(row, name) for name in kind.columns}
                    if after != before:
                        changed += type(row)._base_manager.filter(pk=row.pk).update(**after)
        if changed:
            say(f"digests {kind.rows().model._meta.label}: {changed}")
        total += changed
    return total


def _wait_for_older_work(since: datetime, patience: float) -> None:
    """A transaction that began with the old key may still write under it."""
    deadline = time.monotonic() + patience
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start < %s",
                [since],
            )
            if not cursor.fetchone()[0]:
                return
        if time.monotonic() > deadline:
            raise NotNow("A transaction of before the new key is still open; run `enishi keys rotate` again later.")
        time.sleep(0.2)


def retire(say: Say) -> None:
    """Take the old ones out of the file, once nothing is under them. Keys of the environment are named instead."""
    keys, used = settings.DATA_KEYS, usage()
    if used.pop("?", 0):
        raise NotNow("There are values that no key fits; no key was taken away. `enishi keys list` counts them.")
    old = [name_of(key) for key in keys[1:]]
    if still := [name for name in old if used[name]]:
        raise NotNow(f"{', '.join(still)} is still used; run `enishi keys rotate` again.")
    if not isinstance(keys, FileKeys):
        say(f"nothing is under {', '.join(old) or 'an old key'}: take it out of ENISHI_DATA_KEYS and restart")
        return
    if not old and len(keys.index) == 1:
        say("there is no old key")
        return
    keys.write(list(keys)[:1], keys.index[:1])
    record(by=SYSTEM, action="retire_key", object_type="keys", object_number=name_of(keys[0]), retired=old)
    say(f"retired: {', '.join(old)}; {used[name_of(keys[0])]} values are under {name_of(keys[0])}")
