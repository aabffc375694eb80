"""The bundled tables as they lie in the folder `reference`, for who needs no database. Pure."""

import csv
from pathlib import Path

REFERENCE = Path(__file__).parent / "reference"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a bundled table; its source stands in reference/SOURCES.md."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files() -> list[Path]:
    """All of them, in a fixed order."""
    return sorted(REFERENCE.glob("*.csv"))
