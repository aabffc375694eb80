"""Snippets of an advertisement read in a frame that names the hospital, the town, the department and the kind of work."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from enishi.openings.reading import read_text

WORDINGS = Path(__file__).with_name("wordings")
_TWO = {"place": ("prefecture", "municipality"), "specialties": ("specialties", "any_specialty")}


def framed(field: str, snippet: str, kind: int) -> str:
    """An advertisement around a snippet, as a form (kind 0) or as a letter (kind 1); what the field is about is left out."""
    named = field not in ("institution", "place")
    department = "" if field == "specialties" else "内科"
    employment = "" if field == "employment" else "常勤"
    if kind == 0:
        lines = ["医師募集のご案内", ""]
        lines += ["かえで野病院（長野県飯田市）"] if named else []
        lines += [f"診療科　　{department}"] if department else []
        lines += [f"雇用形態　{employment}"] if employment else []
        return "\n".join([*lines, snippet, "応募方法　履歴書をお送りください。", ""])
    who = "長野県飯田市のかえで野病院では、" if named else "当院では、"
    of = f"{department}の" if department and employment else department
    text = f"{who}{of}{employment}医師を募集しております。".replace("、の", "、")
    return f"各位\n\n{text}\n\n{snippet}\n\nご関心をお持ちの先生は、お気軽にご連絡ください。\n"


def read(field: str, snippet: str, kind: int) -> Any:
    """The value of a field (two fields for place and specialties) of the one opening; words where there is none or more."""
    openings = read_text(framed(field, snippet, kind)).to_json()["openings"]
    if len(openings) != 1:
        return f"{len(openings)} openings"
    names = _TWO.get(field)
    return {name: openings[0][name] for name in names} if names else openings[0][field]


def same(one: Any, other: Any) -> bool:
    """Whether two values are alike; the order of departments, half days and rows does not matter."""
    return _sorted(one) == _sorted(other)


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _sorted(part) for name, part in value.items()}
    if isinstance(value, list) and value and not isinstance(value[0], int | float | None):
        return sorted(json.dumps(part, sort_keys=True) for part in value)
    return value


def snippets(name: str) -> Iterator[tuple[str, Any]]:
    """(snippet, value) of a file of `wordings/`."""
    for line in (WORDINGS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["snippet"], row["gold"]


def frame_of(snippet: str) -> int:
    """Which of the two frames a snippet is read in: always the same one."""
    return zlib.crc32(snippet.encode()) // 2 % 2
