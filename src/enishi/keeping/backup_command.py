"""`enishi backup --to FOLDER` and `enishi restore FILE --verify | --into NAME`."""

import argparse
import sys
from pathlib import Path

from django.conf import settings

from enishi.backups.errors import BackupError
from enishi.backups.making import connection_of
from enishi.backups.restoring import restore_into
from enishi.keeping.backing_up import back_up, book, try_restore


def run_backup(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="enishi backup")
    parser.add_argument("--to", default=settings.BACKUP_FOLDER, help="folder (default: ENISHI_BACKUP_FOLDER)")
    given = parser.parse_args(arguments)
    if not given.to:
        print("say where to: --to FOLDER, or set ENISHI_BACKUP_FOLDER", file=sys.stderr)
        return 2
    try:
        made = back_up(Path(given.to))
    except BackupError as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"{made.file}: {made.bytes:,} bytes, sha256 {made.digest}")
    print(f"its key stands in {settings.BACKUP_KEYS}; keep a copy of that file elsewhere, and only the newest")
    return 0


def run_restore(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="enishi restore")
    parser.add_argument("file", type=Path)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--verify", action="store_true", help="restore into a cluster of its own, check it, throw it away"
    )
    what.add_argument("--into", metavar="NAME", help="a new database of this name on the server in use")
    parser.add_argument("--files", type=Path, help="with --into: a new folder for the files of the backup")
    given = parser.parse_args(arguments)
    try:
        if given.into:
            server = connection_of(settings.DATABASES["default"])
            restore_into(file=given.file, book=book(), server=server, name=given.into, files=given.files)
            print(f"restored into {given.into}; point DATABASE_URL at it, then `enishi check`")
            return 0
    except BackupError as fault:
        print(fault, file=sys.stderr)
        return 1
    test = try_restore(given.file)
    if not test.is_good:
        print(test.fault or f"does not hold there: {'; '.join(test.broken)}", file=sys.stderr)
        return 1
    print(f"{test.name}: restored and checked in {test.seconds:.0f} s, {test.rules} rules hold as they do here")
    return 0
