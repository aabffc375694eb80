"""Times of day in words: 午前9時〜午後5時."""

import re
from datetime import time

from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import arabic_numerals, half_width

TIME_EXAMPLE = "午前9時30分"
_TIME = re.compile(
    r"(?P<half>午前|午後|am|pm|朝|夜|夕方)?\s*(?P<hour>\d{1,2})(?:時(?P<half_hour>半)?|:)?\s*(?:(?P<minute>\d{1,2})分?)?\s*(?P<after>am|pm)?",
    re.I,
)
_COMPACT = re.compile(r"(\d{1,2})(\d{2})")
_MORNING, _AFTERNOON = {"午前", "am", "朝"}, {"午後", "pm", "夜", "夕方"}


def time_words(moment: time) -> str:
    """午前9時, 午後5時30分, 正午. Seconds are dropped."""
    if (moment.hour, moment.minute) == (12, 0):
        return "正午"
    minutes = f"{moment.minute}分" if moment.minute else ""
    return f"{'午前' if moment.hour < 12 else '午後'}{moment.hour % 12}時{minutes}"


def time_range_words(start: time, end: time) -> str:
    """午前9時〜午後5時; an end not after the start is on the next day: 午後5時〜翌日の午前9時."""
    return f"{time_words(start)}〜{'' if end > start else '翌日の'}{time_words(end)}"


def parse_time(text: str) -> time:
    """A time of day from 9時, 9:30, ９時半, 午後5時, 17時30分, 1730, 5pm, 正午. Raises InputProblem.

    24時 is midnight, 0:00. 午後12時30分 means 12:30, as people write it; 午後13時 is read as 13:00.
    """
    words = arabic_numerals(half_width(text)).strip().removesuffix("頃").removesuffix("ごろ")
    if words == "正午":
        return time(12)
    compact = _COMPACT.fullmatch(words) if len(words) > 2 else None
    if compact:
        return _build(int(compact[1]), int(compact[2]), None)
    found = _TIME.fullmatch(words)
    if not found:
        raise InputProblem(
            f"時刻を読み取れませんでした。「{TIME_EXAMPLE}」や「17:30」のようにご入力ください。", example=TIME_EXAMPLE
        )
    minute = 30 if found["half_hour"] else int(found["minute"] or 0)
    return _build(int(found["hour"]), minute, (found["half"] or found["after"] or "").lower() or None)


def _build(hour: int, minute: int, half: str | None) -> time:
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        raise InputProblem(f"{hour}時{minute}分という時刻はありません。例：{TIME_EXAMPLE}", example=TIME_EXAMPLE)
    return time(hour, minute)
