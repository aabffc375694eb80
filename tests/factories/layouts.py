"""What the modules of layouts are written with: a text in its layout, and the openings that it holds."""

from typing import Any

LAYOUTS: list[tuple[str, str, list[dict[str, Any]] | str]] = []


def holds(name: str, text: str, *openings: dict[str, Any]) -> None:
    LAYOUTS.append((name, text.strip("\n"), list(openings)))


def holds_none(name: str, text: str, reason: str) -> None:
    LAYOUTS.append((name, text.strip("\n"), reason))


def year(least: int, most: int | None = None) -> list[dict[str, Any]]:
    return [{"unit": "year", "min_yen": least * 10_000, "max_yen": (most or least) * 10_000}]


def rate(unit: str, yen: int) -> list[dict[str, Any]]:
    return [{"unit": unit, "min_yen": yen, "max_yen": yen}]
