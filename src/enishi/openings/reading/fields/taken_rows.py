"""Rows of dates or weekdays of which some are taken: 「1月16日 金 58名 × 決定済」."""

from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy

# A row of a date or weekday with its time: 「1月16日 金 58名 × 決定済」, 「12/13(土) 午前 ←決まりました」.
_ROW = lazy(
    r"\W*(?:\(?\d{1,2}(?:\)|[.、:\s])\s*(?=\d))?(?:(?:(?:\d{4}|令和\d+)[年/])?\d{1,2}\s*[月/]\s*\d{1,2}(?!\d)|(?:毎週|第\d)?[月火水木金土日](?=曜|\s|・|\())(?=[^\n]*(?:[月火水木金土日](?:\s|曜|\)|・|$)|午前|午後|終日|[日当]直|\d:\d\d))"
)
_ROW_TAKEN = lazy(
    r"(?:決ま|決定|充足|埋ま|うま(?:り|って)|満[枠席員]|終了|内定|成約|締切|〆切|済み?|×)(?:り(?:まし)?た|って(?:い|お)り?ます|しました|です|済み?)?(?:\([^()]*\))?(?:。?\s*(?:誠に)?ありがとうござい\S{2,3})?\W*$"
)


def of(items: Sequence[Item]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """The rows of dates or weekdays that are taken, and those that are not, with their places."""
    rows: tuple[list[tuple[str, int]], list[tuple[str, int]]] = [], []
    for item in items:
        for line in patterns.finditer(r"[^\n]+", item.text) if not item.about("process", "leave", "site") else ():
            if _ROW.match(line.group()):
                rows[0 if _ROW_TAKEN.search(line.group()) else 1].append((line.group(), item.start + line.start()))
    return rows
