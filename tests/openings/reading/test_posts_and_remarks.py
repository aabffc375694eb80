"""What is said of one post stays with it, over the texts of `told_apart/`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from enishi.openings.reading import read_text


def _texts() -> Iterator[Any]:
    """Rows of pay are written [unit, least, most]; order does not matter."""
    files = sorted((Path(__file__).parent / "told_apart").glob("*.txt"))
    for part in (part for file in files for part in file.read_text(encoding="utf-8").split("\n=== ")[1:]):
        name, _, rest = part.partition("\n")
        text, _, told = rest.partition("\n>>>\n")
        lines = told.strip().split("\n")
        expected = [json.loads(line) for line in lines] if lines[0].startswith("{") else lines[0]
        yield pytest.param(text + "\n", expected, id=name)


def _shown(field: str, value: Any) -> Any:
    if field == "pay" and value is not None:
        return sorted((list(row.values()) if isinstance(row, dict) else row for row in value), key=str)
    return sorted(value) if field in ("slots", "specialties", "employment") and value is not None else value


@pytest.mark.parametrize(("text", "expected"), [*_texts()])
def test_what_is_said_of_one_post_stays_with_it_and_what_is_taken_is_no_fact(
    text: str, expected: list[dict[str, Any]] | str
) -> None:
    reading = read_text(text).to_json()
    if isinstance(expected, str):
        assert (reading["out_of_scope"], reading["openings"]) == (expected, [])
        return
    assert len(reading["openings"]) == len(expected)
    for opening, facts in zip(reading["openings"], expected, strict=True):
        assert {name: _shown(name, opening[name]) for name in facts} == {n: _shown(n, v) for n, v in facts.items()}
