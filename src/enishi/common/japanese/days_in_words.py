"""Days of the calendar that running words name, in any era: 「令和8年4月1日」, 「2026年(令和8年)4月1日」, 「R8.4.1」."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from enishi.common.japanese.era_table import era_named

_DAY = re.compile(
    r"(?:(?P<era>令和|平成|昭和|[RHS])\s*\.?\s*(?P<year>元|\d{1,2})|(?P<western>(?:19|20)\d\d))\s*(?:年(?:\s*\([^()]{1,8}\))?|\([^()]{1,8}\)年|[./-])\s*(?P<month>\d{1,2})\s*(?:月|[./-])\s*(?:(?P<day>\d{1,2})\s*日?)?"
)


class Day(NamedTuple):
    """day: None if the calendar has no such day. start, end: its place in the words; whole: the day of the month is said, else it is 1."""

    day: date | None
    start: int
    end: int
    whole: bool = True


def days_in(words: str) -> Iterator[Day]:
    """All days with a year in these words of the normal form."""
    for found in _DAY.finditer(words):
        if found["western"]:
            year = int(found["western"])
        else:
            year = era_named(found["era"]).western_year(1 if found["year"] == "元" else int(found["year"]))
        try:
            day = date(year, int(found["month"]), int(found["day"] or 1))
        except ValueError:
            yield Day(None, *found.span(), bool(found["day"]))
        else:
            yield Day(day, *found.span(), bool(found["day"]))
