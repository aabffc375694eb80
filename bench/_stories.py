"""The texts of which the tests of the reader tell some facts of each post: what is learnt has to leave them as they are."""

import importlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

READING = Path(__file__).parent.parent / "tests" / "openings" / "reading"
Story = tuple[str, str, list[dict[str, Any]]]


def told() -> Iterator[Story]:
    """Every one: its name, its text, and of each post the facts that are told, none for a text that offers nothing."""
    yield from _told_apart()
    yield from _layouts()
    yield from _whole()
    yield from _in_every_layout()


def _told_apart() -> Iterator[Story]:
    for path in sorted((READING / "told_apart").glob("*.txt")):
        for at, part in enumerate(path.read_text(encoding="utf-8").split("\n=== ")[1:]):
            text, _, told = part.partition("\n")[2].partition("\n>>>\n")
            wanted = [json.loads(line) for line in told.strip().split("\n")] if told.startswith("{") else []
            yield f"{path.stem}_{at}", text + "\n", wanted


def layouts() -> Iterator[tuple[str, str | list[dict[str, Any]]]]:
    """The layouts of the tests: each text, and what it is if it offers no post, else the facts told of each of its posts."""
    sys.path.append(str(READING.parent.parent))
    for module in ("days", "more", "places", "posts", "tables", "words"):
        importlib.import_module(f"factories.layouts_{module}")
    yield from ((text, told) for _, text, told in importlib.import_module("factories.layouts").LAYOUTS)


def _layouts() -> Iterator[Story]:
    for at, (text, told) in enumerate(layouts()):
        yield f"layouts_{at}", text, told if isinstance(told, list) else []


def _whole() -> Iterator[Story]:
    sys.path.append(str(READING))
    for at, (text, told) in enumerate(importlib.import_module("test_wordings_whole").TEXTS):
        yield f"whole_{at}", text, [{name: _in_json(name, value) for name, value in post.items()} for post in told]


def _in_every_layout() -> Iterator[Story]:
    several = importlib.import_module("test_several_posts")
    for at, layout in enumerate(several.LAYOUTS.values()):
        for posts in ((several.INNER, several.EYES), (several.INNER, several.EYES, several.BONES)):
            yield f"several_{at}_{len(posts)}", several._page(layout(posts)), [post.facts() for post in posts]


def _in_json(name: str, value: Any) -> Any:
    if name == "age_limit" and isinstance(value, tuple):
        return dict(zip(("min", "max"), value, strict=True))
    return rates(value) if name == "pay" else value


def rates(told: Sequence[Any] | None) -> list[dict[str, Any]] | None:
    """Pay in the form of the JSON, where a story writes [unit, least, most]."""
    return told and [
        rate if isinstance(rate, dict) else dict(zip(("unit", "min_yen", "max_yen"), rate, strict=True))
        for rate in told
    ]
