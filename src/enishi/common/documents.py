"""Documents on paper: typst sources of the rooms, filled with plain data, as tagged PDF/UA."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_jp
import typst

ROOT = Path(__file__).resolve().parent.parent
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
    return bytes(
        typst.compile(
            str(ROOT / source),
            root=str(ROOT),
            font_paths=fonts(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            format="pdf",
            pdf_standards=["ua-1"],
        )
    )
