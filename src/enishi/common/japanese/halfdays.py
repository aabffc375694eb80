"""A weekly pattern of half days: 7 days × morning, afternoon and night.

Bit layout of a pattern (int, 0 to 2**21 - 1): bit = day * 3 + part, with Monday 0 … Sunday 6 and am 0, pm 1, night 2.
Bit 0 is Monday morning, bit 20 Sunday night.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from enishi.common.japanese.date_display import WEEKDAYS
from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import half_width

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("am", "pm", "night")
PART_WORDS = ("午前", "午後", "夜")
CODES: tuple[str, ...] = tuple(f"{day}_{part}" for day in DAYS for part in PARTS)
FULL_WEEK = (1 << len(CODES)) - 1
NIGHTS = sum(1 << (day * 3 + 2) for day in range(7))
HALFDAYS_EXAMPLE = "月曜の午前、水曜の午前・午後"

_BIT = {code: 1 << index for index, code in enumerate(CODES)}
_AM, _PM, _NIGHT = 1, 2, 4
_PART_BITS = (
    dict.fromkeys(("午前中", "午前", "朝"), _AM)
    | dict.fromkeys(("午後", "夕方"), _PM)
    | dict.fromkeys(("夜間", "夜", "当直"), _NIGHT)
    | dict.fromkeys(("日中", "終日", "1日", "一日", "全日"), _AM | _PM)
    | {"昼夜": _AM | _PM | _NIGHT}
)
_DAY_GROUPS = {"平日": range(5), "週末": (5, 6), "土日": (5, 6), "毎日": range(7), "全曜日": range(7)}
_COUNT = re.compile(r"\((?:週|計)?\s*\d+\s*コマ\)|週\s*\d+\s*コマ")
_TOKEN = re.compile(
    rf"(?P<range>[{''.join(WEEKDAYS)}](?:曜日?)?\s*(?:~|〜|-|から)\s*[{''.join(WEEKDAYS)}](?:曜日?)?)"
    rf"|(?P<group>{'|'.join(_DAY_GROUPS)})"
    rf"|(?P<part>{'|'.join(sorted(_PART_BITS, key=len, reverse=True))})"
    rf"|(?P<day>[{''.join(WEEKDAYS)}])(?:曜日?)?"
    r"|(?P<skip>[\s、,。.・/／()の:と]+|および|及び)"
)


def mask_of(codes: Iterable[str]) -> int:
    """The pattern of some codes (`mon_am` … `sun_night`), in any order. Raises ValueError for others."""
    mask = 0
    for code in codes:
        if code not in _BIT:
            raise ValueError(f"unknown half day {code!r}")
        mask |= _BIT[code]
    return mask


def codes_of(mask: int) -> tuple[str, ...]:
    """The codes of a pattern, Monday morning first. Raises ValueError outside 0 … FULL_WEEK."""
    if not 0 <= mask <= FULL_WEEK:
        raise ValueError(f"{mask} is not a pattern of {len(CODES)} half days")
    return tuple(code for code in CODES if mask & _BIT[code])


def count_of(mask: int) -> int:
    """How many half days a pattern has (コマ)."""
    return mask.bit_count()


def weekdays_of(mask: int) -> int:
    """On how many days of the week a pattern has anything."""
    return sum(1 for _, bits in _by_day(mask) if bits)


def pattern_words(mask: int) -> str:
    """月曜の午前、水曜の午前・午後（週3コマ）; for an empty pattern 曜日の指定なし."""
    if not codes_of(mask):
        return "曜日の指定なし"
    days = [f"{WEEKDAYS[day]}曜の{_part_words(bits)}" for day, bits in _by_day(mask) if bits]
    return f"{'、'.join(days)}（週{count_of(mask)}コマ）"


def compact_words(mask: int) -> str:
    """月〜金の午前、土・日の夜（週7コマ): days with the same halves together, three and more in a row as a range."""
    if not codes_of(mask):
        return "曜日の指定なし"
    groups: dict[int, list[int]] = {}
    for day, bits in _by_day(mask):
        if bits:
            groups.setdefault(bits, []).append(day)
    words = [f"{_day_words(days)}の{_part_words(bits)}" for bits, days in groups.items()]
    return f"{'、'.join(words)}（週{count_of(mask)}コマ）"


def parse_pattern(text: str) -> int:
    """The pattern a person wrote: codes (`mon_am wed_pm`), the forms shown above, 平日午前, 月・水の午後, 土日の当直.

    Days before a half share it (月、水の午前 is both mornings); a day without any half means morning and afternoon.
    An empty text or 曜日の指定なし is the empty pattern. Raises InputProblem.
    """
    words = half_width(text).strip()
    if words in ("", "曜日の指定なし"):
        return 0
    codes = re.split(r"[\s,]+", words.lower())
    if all(code in _BIT for code in codes):
        return mask_of(codes)
    return _read(_COUNT.sub("", words))


def _read(words: str) -> int:
    mask, days, bits, position = 0, 0, 0, 0
    while position < len(words):
        found = _TOKEN.match(words, position)
        if not found:
            raise InputProblem(
                f"曜日と時間帯を読み取れませんでした。「{HALFDAYS_EXAMPLE}」のようにご入力ください。",
                example=HALFDAYS_EXAMPLE,
            )
        position = found.end()
        if found["part"]:
            bits |= _PART_BITS[found["part"]]
        elif not found["skip"]:
            if bits and days:  # a day after a half begins the next group
                mask, days, bits = mask | _spread(days, bits), 0, 0
            days |= _days(found)
    if not days:
        raise InputProblem(f"曜日もあわせてご入力ください。例：{HALFDAYS_EXAMPLE}", example=HALFDAYS_EXAMPLE)
    return mask | _spread(days, bits or _AM | _PM)


def _days(found: re.Match[str]) -> int:
    """Bit set of days (Monday bit 0) of a matched day, range or group; a range may run over Sunday (土〜月)."""
    if found["day"]:
        return 1 << WEEKDAYS.index(found["day"])
    if found["group"]:
        return sum(1 << day for day in _DAY_GROUPS[found["group"]])
    names = re.sub("曜日?", "", found["range"])  # 日 of 曜日 is not Sunday
    first, last = WEEKDAYS.index(names[0]), WEEKDAYS.index(names[-1])
    return sum(1 << (day % 7) for day in range(first, first + (last - first) % 7 + 1))


def _spread(days: int, bits: int) -> int:
    return sum(bits << (day * 3) for day in range(7) if days >> day & 1)


def _by_day(mask: int) -> list[tuple[int, int]]:
    return [(day, mask >> (day * 3) & 7) for day in range(7)]


def _part_words(bits: int) -> str:
    return "・".join(word for part, word in enumerate(PART_WORDS) if bits >> part & 1)


def _day_words(days: list[int]) -> str:
    words = []
    for _, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        row = [day for _, day in run]
        if len(row) >= 3:
            words.append(f"{WEEKDAYS[row[0]]}〜{WEEKDAYS[row[-1]]}")
        else:
            words.extend(WEEKDAYS[day] for day in row)
    return "・".join(words)
