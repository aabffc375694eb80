"""The key book: which backup opens with which key. A private file; whoever holds it reads every backup named in it.

Keep one copy of it elsewhere, and only the newest: a key that was taken out must not live on in an old copy.
"""

import base64
import json
import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from enishi.backups.errors import BackupError


class KeyBook:
    """{name of the backup: {"key": base64, "made_at": ISO time}}."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            found: dict[str, dict[str, str]] = json.loads(self.file.read_text())
        except FileNotFoundError:
            return {}
        except ValueError:
            raise BackupError(f"the key book {self.file} is damaged; put back its copy.") from None
        return found

    def _write(self, book: dict[str, dict[str, str]]) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.file.with_name(f"{self.file.name}.{os.getpid()}.new")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(json.dumps(book, indent=1))
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(self.file)

    def names(self) -> list[str]:
        return sorted(self._read())

    def new_key(self, name: str, made_at: datetime) -> bytes:
        """A key for a backup that is about to be made."""
        key = secrets.token_bytes(32)
        entry = {"key": base64.b64encode(key).decode(), "made_at": made_at.isoformat()}
        self._write(self._read() | {name: entry})
        return key

    def key_of(self, name: str) -> bytes:
        """Raises BackupError if the key was destroyed, or the book is another one."""
        entry = self._read().get(name)
        if entry is None:
            raise BackupError(
                f"the key of {name} is not in {self.file}: it was destroyed, or this is another key book."
            )
        return base64.b64decode(entry["key"])

    def destroy(self, name: str) -> None:
        book = self._read()
        if book.pop(name, None) is not None:
            self._write(book)

    def destroy_older(self, now: datetime, keep: timedelta) -> list[str]:
        """Take out the keys of backups made longer ago than `keep`; their names."""
        book = self._read()
        old = [name for name, entry in book.items() if datetime.fromisoformat(entry["made_at"]) < now - keep]
        if old:
            self._write({name: entry for name, entry in book.items() if name not in old})
        return sorted(old)
