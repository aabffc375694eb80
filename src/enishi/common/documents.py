"""Documents on paper: typst sources of the rooms, filled with plain data, as tagged PDF/UA."""

import json
import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_jp
import typst

ROOT = Path(__file__).resolve().parent.parent
REMEMBERED = 100_000
"""Letters of data, of however many documents, that the compiler may remember: some thirty pages, fifty megabytes."""
ROUNDS = 11
FONTS = Path(pylopdf_fonts_jp.sans_path()).parent


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Our own fonts, looked through once a process; those of the machine are left out, so every machine prints the same.

    Looking for fonts anew took nineteen twentieths of the time of a page.
    """
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def pdf(source: str, data: Mapping[str, Any]) -> bytes:
    """The document `source` (a path below the package, such as "notices/typst/letter.typ") filled with `data`.

    data: what JSON can hold; the source reads it as `data` from /common/typst/base.typ and never as code, so that no
    text of a user is taken for typst. Raises typst.TypstError for a source that is wrong, TypeError for other data.
    """
    return bytes(_compiled(source, data, format="pdf", pdf_standards=["ua-1"]))


def pictures(source: str, data: Mapping[str, Any], *, dots_an_inch: int = 72) -> list[bytes]:
    """The pages of the document as PNG pictures, for looking at it on a screen. Raises as `pdf`."""
    made = _compiled(source, data, format="png", ppi=float(dots_an_inch))
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def drawing(source: str, data: Mapping[str, Any]) -> bytes:
    """The one page of the document as SVG, letters drawn as outlines. Raises as `pdf`, ValueError for several pages."""
    made = _compiled(source, data, format="svg")
    if isinstance(made, list):
        raise ValueError(f"{source} has {len(made)} pages")
    return bytes(made)


def _compiled(source: str, data: Mapping[str, Any], **how: Any) -> Any:
    text = json.dumps(data, ensure_ascii=False)
    _memory.add(len(text))
    try:
        return typst.compile(
            str(ROOT / source), root=str(ROOT), font_paths=fonts(), sys_inputs={"data": text}, **how
        )  # fmt: skip
    finally:
        if _memory.letters > REMEMBERED:
            forget()


class _Memory:
    """Letters of data compiled since the compiler last forgot, counted over all threads.

    Each document alone was looked at once: parts of a ledger just below the limit stood beside one another, and a year of seekers
    on paper grew the process to 840 MB.
    """

    def __init__(self) -> None:
        self.letters = 0
        self._lock = threading.Lock()

    def add(self, letters: int) -> None:
        with self._lock:
            self.letters += letters

    def empty(self) -> None:
        with self._lock:
            self.letters = 0


_memory = _Memory()


def forget() -> None:
    """Let go of what the compiler remembers of the documents before, about a third of a megabyte for each acceptance of a ledger.

    It keeps what it worked out for ten compilations more: a ledger in forty parts grew by 75 MB with each of the first eleven.
    As many empty pages take a tenth of a second and leave nothing of them (measured; docs/adr/0060).
    """
    _memory.empty()
    for _ in range(ROUNDS):
        typst.compile(b"", font_paths=fonts(), format="svg")
