"""Secrets: from the environment, or made once and kept in a private file of the machine (never in production)."""

import os
from pathlib import Path

from cryptography.fernet import Fernet


def kept_secret(variable: str, file: Path, *, make: bool) -> str:
    """The secret named by the environment variable, else the one kept in `file`, made there if `make`.

    Raises SystemExit with one sentence when there is none and none may be made.
    """
    if value := os.environ.get(variable):
        return value
    if not make:
        raise SystemExit(f"{variable} is not set; production needs it (see docs/operations.md)")
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_name(f"{file.name}.{os.getpid()}")
        temporary.touch(mode=0o600)
        temporary.write_text(Fernet.generate_key().decode())
        try:  # link fails if another process was first: then its key is the key
            os.link(temporary, file)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return file.read_text().strip()
