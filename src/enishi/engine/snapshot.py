"""A living market in a folder: written whole or not at all, opened without being read, changed by a line at a time.

    market/current          the name of the folder that counts
    market/4f1c…/           *.npy, meta.json, and changes.jsonl with one line for each change since

Readers map the arrays copy-on-write, so a process holds only the pages it looks at and what has changed. A reader that
has a folder open may go on with it after a newer one came.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Self

import numpy as np

from enishi.engine.directory import Directory
from enishi.engine.growing import Growing
from enishi.engine.kernels.buckets import PostBuckets, SeekerBuckets
from enishi.engine.kernels.tables import POST, SEEKER
from enishi.engine.live import Affected, Live
from enishi.engine.schema import AnyArray, Schema, day_number
from enishi.engine.scores import WEIGHTS_VERSION

FORMAT = 1
POINTER, META, CHANGES = "current", "meta.json", "changes.jsonl"
_KEPT = 2  # folders: the one that counts and the one before, for readers that still have it open
_DEAD_AFTER = 24 * 3600  # seconds; no writer takes so long
_BUCKETS = {"by_post": PostBuckets, "by_seeker": SeekerBuckets}


class SnapshotError(Exception):
    """There is no snapshot here, or one of another format or other weights."""


def write(folder: Path, live: Live, notes: Mapping[str, Any] | None = None) -> Path:
    """Write `live` as the snapshot that counts from now on; returns its own folder.

    `notes`: anything JSON-ready, such as the digest of the inputs; found again as `Snapshot.notes`. A crash at any moment
    leaves the former snapshot in place.
    """
    folder.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix="draft-", dir=folder))
    try:
        for name, array in _arrays(live).items():
            np.save(draft / f"{name}.npy", array)
        (draft / META).write_text(json.dumps(_meta(live, notes or {}), ensure_ascii=False), encoding="utf-8")
        (draft / CHANGES).touch()
        _sync(draft)
        final = folder / draft.name.replace("draft-", "market-")
        draft.rename(final)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    _point(folder, final.name)
    _forget_old(folder, final.name)
    return final


@dataclass
class Snapshot:
    """One process's view of the folder. `live` must be read and changed under one lock where threads share it."""

    folder: Path
    name: str
    live: Live
    notes: dict[str, Any]
    read: int = 0  # bytes of changes.jsonl that are applied
    pending: list[dict[str, Any]] = field(default_factory=list)  # made here, not yet written for the others

    @classmethod
    def open(cls, folder: Path, *, with_lists: bool = True) -> Self:
        """The snapshot that counts, with all changes so far. Without lists, changes cost a reader less.

        SnapshotError when there is none, or it cannot be used by this program.
        """
        name = _current(folder)
        home = folder / name
        try:
            meta = json.loads((home / META).read_text(encoding="utf-8"))
            if meta["format"] != FORMAT or meta["weights"] != WEIGHTS_VERSION:
                raise SnapshotError(f"{home}: written with another format or other weights")
            snapshot = cls(folder, name, _live(home, meta, with_lists), meta["notes"])
            snapshot.refresh()
        except (OSError, ValueError, KeyError, EOFError) as problem:
            raise SnapshotError(f"{home}: {problem}") from problem
        return snapshot

    @property
    def is_current(self) -> bool:
        """False once a newer snapshot counts: open again."""
        return _current(self.folder) == self.name

    def refresh(self) -> int:
        """Apply what other processes have changed since; returns how many changes. One `stat` when there is none.

        SnapshotError when the folder is gone: open again.
        """
        path = self.folder / self.name / CHANGES
        try:
            if path.stat().st_size <= self.read:
                return 0
            with path.open("rb") as file:
                file.seek(self.read)
                fresh = file.read()
        except OSError as problem:
            raise SnapshotError(f"{path}: {problem}") from problem
        whole = fresh[: fresh.rfind(b"\n") + 1]  # the last line may still be on its way
        self.read += len(whole)
        changes = [change for change in map(_parsed, whole.splitlines()) if change]
        for change in changes:
            _apply(self.live, change)
        return len(changes)

    # -- changes: by one process at a time --------------------------------------------------------------
    def put_physician(self, number: str, columns: Mapping[str, Any], shield_keys: Iterable[int] = ()) -> Affected:
        """As `Live.put_physician`, and for all processes once `keep` is called."""
        keys = [int(key) for key in shield_keys]
        return self._change({"put": "physician", "number": number, "columns": _plain(columns), "shields": keys})

    def remove_physician(self, number: str) -> Affected:
        """As `Live.remove_physician`; see `put_physician`."""
        return self._change({"remove": "physician", "number": number})

    def put_opening(self, number: str, columns: Mapping[str, Any]) -> Affected:
        """As `Live.put_opening`; see `put_physician`."""
        return self._change({"put": "opening", "number": number, "columns": _plain(columns)})

    def remove_opening(self, number: str) -> Affected:
        """As `Live.remove_opening`; see `put_physician`."""
        return self._change({"remove": "opening", "number": number})

    def keep(self) -> None:
        """Write the changes made here for all processes: they are then part of the snapshot, whatever happens.

        What hangs on a change should be stored before: a crash in between leaves a change that can be made again.
        """
        if not self.pending:
            return
        if not self.is_current:
            raise SnapshotError(f"{self.name}: a newer snapshot counts; changes belong there")
        lines = b"".join(json.dumps(change, ensure_ascii=False).encode() + b"\n" for change in self.pending)
        with (self.folder / self.name / CHANGES).open("r+b") as file:
            file.seek(self.read)
            file.truncate()  # the rest of a line whose writer died, which nobody has applied
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
            self.read = file.tell()
        self.pending.clear()

    def _change(self, change: dict[str, Any]) -> Affected:
        if not self.is_current:
            raise SnapshotError(f"{self.name}: a newer snapshot counts; changes belong there")
        if not self.pending:
            self.refresh()
        affected = _apply(self.live, change)  # refuses what is malformed before others could read it
        self.pending.append(change)
        return affected


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        change = json.loads(line)
    except ValueError:
        return None  # two writers at once, against the rule; what can be read counts
    return change if isinstance(change, dict) else None


def _apply(live: Live, change: dict[str, Any]) -> Affected:
    number: str = change["number"]
    if change.get("put") == "physician":
        return live.put_physician(number, change["columns"], change["shields"])
    if change.get("put") == "opening":
        return live.put_opening(number, change["columns"])
    return live.remove_physician(number) if change["remove"] == "physician" else live.remove_opening(number)


def _plain(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.item() if isinstance(value, np.generic) else value for name, value in columns.items()}


def _arrays(live: Live) -> dict[str, AnyArray]:
    arrays = {f"physician.{name}": buffer for name, buffer in live.seekers.buffers.items()}
    arrays |= {f"opening.{name}": buffer for name, buffer in live.openings.buffers.items()}
    for part, kind in _BUCKETS.items():
        arrays |= {f"{part}.{f.name}": getattr(getattr(live, part), f.name) for f in fields(kind) if f.name != "moved"}
    orders = (Directory.of(side.views()["number"]).order for side in (live.seekers, live.openings))
    return arrays | {"keys": live.keys} | dict(zip(("order_of_physicians", "order_of_openings"), orders, strict=True))


def _meta(live: Live, notes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "weights": WEIGHTS_VERSION,
        "as_of": live.schema.as_of.isoformat(),
        "skills": list(live.schema.skills),
        "physicians": live.seekers.n,
        "openings": live.openings.n,
        "keys_used": live.keys_used,
        "has_lists": live.has_lists,
        "notes": dict(notes),
    }


def _live(home: Path, meta: dict[str, Any], with_lists: bool) -> Live:
    def mapped(file: Path) -> AnyArray:
        array: AnyArray = np.load(file, mmap_mode="c").view(np.ndarray)
        return array

    def side(prefix: str, n: int) -> Growing:
        files = {file.name.split(".")[1]: file for file in home.glob(f"{prefix}.*.npy")}
        wanted = {name: file for name, file in files.items() if with_lists or not name.startswith(("list_", "floor"))}
        buffers = {name: mapped(file) for name, file in sorted(wanted.items())}
        # A file forgets that its rows are aligned, and the kernels would be compiled for both kinds.
        buffers["packed"] = buffers["packed"].view(SEEKER if prefix == "physician" else POST)
        return Growing(buffers, n)

    def buckets(part: str, kind: Any) -> Any:
        stored = {f.name: mapped(home / f"{part}.{f.name}.npy") for f in fields(kind) if f.name != "moved"}
        return kind(**stored, moved=np.zeros(0, np.uint8))  # the moved ones are a column of the side

    def directory(growing: Growing, order: str) -> Directory:
        return Directory(growing.buffers["number"], mapped(home / f"{order}.npy"))

    seekers, openings = side("physician", meta["physicians"]), side("opening", meta["openings"])
    schema = Schema(date.fromisoformat(meta["as_of"]), tuple(meta["skills"]))
    return Live(
        schema=schema,
        as_of=day_number(schema.as_of),
        seekers=seekers,
        openings=openings,
        keys=mapped(home / "keys.npy"),
        keys_used=meta["keys_used"],
        by_post=buckets("by_post", PostBuckets),
        by_seeker=buckets("by_seeker", SeekerBuckets),
        has_lists=bool(meta["has_lists"]) and with_lists,
        directories=(directory(seekers, "order_of_physicians"), directory(openings, "order_of_openings")),
    )


def _current(folder: Path) -> str:
    try:
        return (folder / POINTER).read_text(encoding="ascii").strip()
    except OSError as problem:
        raise SnapshotError(f"{folder}: there is no snapshot yet") from problem


def _point(folder: Path, name: str) -> None:
    draft = folder / f".{POINTER}.{os.getpid()}"
    draft.write_text(name + "\n", encoding="ascii")
    _on_disk(draft)
    draft.replace(folder / POINTER)
    _on_disk(folder)


def _sync(folder: Path) -> None:
    """What the pointer will name must be on the disk before it is named."""
    for file in (*folder.iterdir(), folder):
        _on_disk(file)


def _on_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _forget_old(folder: Path, current: str) -> None:
    """Remove all but the current and the one before, and drafts of writers that died."""
    old = sorted(folder.glob("market-*"), key=lambda one: one.stat().st_mtime)
    for one in [one for one in old if one.name != current][: max(0, len(old) - _KEPT)]:
        shutil.rmtree(one, ignore_errors=True)
    for one in folder.glob("draft-*"):
        if one.stat().st_mtime < time.time() - _DEAD_AFTER:
            shutil.rmtree(one, ignore_errors=True)
