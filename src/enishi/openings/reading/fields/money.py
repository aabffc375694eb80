"""Amounts of yen in a text: one amount, or a range whose first end may leave the unit to the second."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from enishi.openings.reading import patterns
from enishi.openings.reading.patterns import lazy

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = rf"(?:(?P<{{0}}oku>{_NUMBER})\s?億\s?)?(?:(?P<{{0}}sen>\d)\s?千\s?(?=\d\s?百万|\d{{3}}万))?(?:(?P<{{0}}n>{_NUMBER})\s?(?P<{{0}}u>千万|百万|万|千)?)(?:(?<=万)\s?(?P<{{0}}rest>\d[\d,]*)\s?(?:(?P<{{0}}ru>千|百)(?P<{{0}}hundreds>\d{{3}}(?=円)|\d百)?)?)?\s?(?P<{{0}}yen>円)?"
_FIRST, _SECOND = _AMOUNT.replace("{0}", "a_"), _AMOUNT.replace("{0}", "b_")
_SCAN = lazy(
    rf"(?<![\d.,\-A-Za-z])(?<!\d/)(?P<sign>[¥\\])?{_FIRST}(?P<tax>\s*\((?:税|手取|消費税)[^()\d]{{0,6}}\)|\s*\([^()円万千]{{1,16}}\)(?=\s*(?:〜|~|から|-)\s*(?:約\s*)?[¥\\]?\d))?"
    rf"(?:\s*(?P<range>以上|〜|~|から|より|ないし|乃至|-|ー|、(?=\d[\d,.]*万円?(?:の間|まで)))\s*(?:上限|最高|最大)?\s*(?:約\s*)?(?:(?P<sign2>[¥\\])?{_SECOND})?)?"
    r"(?P<tail>\s*(?:程度|ほど|前後|くらい|ぐらい)?\s*(?P<side>以上|を下限|超(?![もえ])|〜|から|より|以下|以内|まで|上限|が上限|を上限)?)"
)


_COUNTERS = frozenset("回名人時週コ当")


class Amount(NamedTuple):
    """low, high: whole yen, None for an open end; start, end: the place; sure: 円 or 万 was written."""

    low: int | None
    high: int | None
    start: int
    end: int
    sure: bool


@lru_cache(maxsize=4096)
def amounts_in(words: str, thousands: int = 0) -> tuple[Amount, ...]:
    """All amounts. thousands: what a number without any unit counts in (1, 1000 or 10000); 0: it is no amount."""
    return tuple(_amounts_in(words, thousands))


def _amounts_in(words: str, thousands: int) -> Iterator[Amount]:
    for found in _SCAN.finditer(words):
        if (made := _made(found, words, thousands)) is not None:
            yield made


def _made(found: re.Match[str], words: str, bare: int) -> Amount | None:
    second = found["b_n"] is not None
    sure_first = bool(found["sign"] or found["a_yen"] or found["a_u"] in ("万", "百万", "千万") or found["a_oku"])
    sure_second = second and bool(
        found["sign2"] or found["b_yen"] or found["b_u"] in ("万", "百万", "千万") or found["b_oku"]
    )
    sure = sure_first or sure_second
    if not sure and (not bare or words[found.end() : found.end() + 1] in _COUNTERS):
        return None  # 「1回 60」 in a column of thousands
    low = _yen(found, "a_", bare)
    high: int | None
    if second:
        if not sure_second and sure_first and not bare:
            # 「1,400万円〜2」 of something else
            return (
                Amount(
                    low,
                    None if found["range"] in ("〜", "以上", "から", "より") else low,
                    found.start(),
                    found.start("range"),
                    True,
                )
                if low
                else None
            )
        high = _yen(found, "b_", bare)
        if not (found["a_u"] or found["a_yen"]) and high is not None and low is not None:
            unit = {"万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "千": 1_000}.get(found["b_u"] or "", 1)
            if unit > 1:
                low = _times(found["a_n"], unit)
            elif bare and not found["b_yen"]:
                pass
        elif (
            found["a_u"] is None
            and found["a_yen"] is None
            and high is not None
            and low is not None
            and low < high // 1000
        ):
            low *= 10_000
        if low is None or high is None:
            return None
        if high < low:
            return None if high * 1000 > low else Amount(low, low, found.start(), found.end(), sure)
        return Amount(low, high, found.start(), found.end(), sure)
    if low is None:
        return None
    side = found["side"] or found["range"] or ""
    if found["range"] and not second and found["range"] == "-":
        # at the end of a cell it leaves the range open: 「1,600-」; in a sentence it is a dash
        side = "〜" if bare and not words[found.end() :].strip() else ""
    after = words[found.end() : found.end() + 6]
    if side in ("以上", "を下限", "超", "〜", "から") or (
        side == "より" and not patterns.match(r"[^、。]*(?:高|低|多|少)", after)
    ):
        return Amount(low, None, found.start(), found.end(), sure)
    before = words[max(0, found.start() - 5) : found.start()]
    if side in ("以下", "以内", "まで", "上限", "が上限", "を上限") or patterns.search(
        r"(?:上限|最高|最大|〜)\s*(?:約)?$", before
    ):
        return Amount(None, low, found.start(), found.end(), sure)
    return Amount(low, low, found.start(), found.end(), sure)


def _yen(found: re.Match[str], side: str, bare: int) -> int | None:
    unit = {"千万": 10_000_000, "百万": 1_000_000, "万": 10_000, "千": 1_000}.get(found[side + "u"] or "", 1)
    if unit == 1 and not found[side + "yen"] and not found[side + "oku"] and bare:
        unit = bare
    total = _times(found[side + "n"], unit)
    if total is None:
        return None
    if found[side + "oku"]:
        if (oku := _times(found[side + "oku"], 100_000_000)) is None:
            return None
        total += oku
    if found[side + "sen"]:
        total += int(found[side + "sen"]) * 10_000_000
    if found[side + "rest"]:
        if unit not in (10_000,):
            return None
        rest = _times(found[side + "rest"], {"千": 1_000, "百": 100}.get(found[side + "ru"] or "", 1))
        if rest is None or rest >= 10_000:
            return None
        total += rest + int((found[side + "hundreds"] or "0").replace("百", "00"))
    return total if 0 < total < 10**10 else None


def _times(number: str, unit: int) -> int | None:
    whole, _, part = number.replace(",", "").partition(".")
    if len(whole) > 11 or len(part) > 4:
        return None
    scaled = int(whole) * unit * 10_000 + (int(part.ljust(4, "0")) if part else 0) * unit
    return scaled // 10_000 if scaled % 10_000 == 0 else None
