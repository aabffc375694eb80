"""Writing the four result files: all of them, or none."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: str | int | float | None) -> str | int | float:
    """A cell no spreadsheet takes for a formula: text that begins like one gets an apostrophe in front."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


class Results:
    """Files gathered in a temporary folder beside `folder`, and moved there together at the end.

    A new folder appears in one rename. In a folder that exists, each file is replaced in one step and other files stay.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._draft = tempfile.TemporaryDirectory(
            prefix=f".{folder.name}.", dir=folder.parent, ignore_cleanup_errors=True
        )

    def __enter__(self) -> Results:
        return self

    def __exit__(self, *_: object) -> None:
        self._draft.cleanup()

    def table(self, name: str, header: Sequence[str], rows: Iterable[Sequence[str | int | float | None]]) -> None:
        """A CSV in UTF-8 with BOM, so that Excel reads it."""
        with Path(self._draft.name, name).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows([safe_cell(value) for value in row] for row in rows)

    def summary(self, name: str, content: dict[str, Any]) -> None:
        text = json.dumps(content, ensure_ascii=False, indent=2)
        Path(self._draft.name, name).write_text(text + "\n", encoding="utf-8")

    def publish(self) -> None:
        """Move everything into place. OSError when the folder cannot be written."""
        draft = Path(self._draft.name)
        draft.chmod(0o755)
        if not self.folder.exists():
            draft.rename(self.folder)
            return
        for file in sorted(draft.iterdir()):
            file.replace(self.folder / file.name)
