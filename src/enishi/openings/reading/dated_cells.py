"""Rows of a table that tell the day of work in cells of their own: the date, its weekday, the hours."""

from collections.abc import Sequence
from dataclasses import replace

from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy

_DATE_LABEL = lazy(r"(?:勤務|実施|募集|出務|健診|従事|依頼|当直|派遣)?(?:年月日|月日|日付|期日|日程|日)")
_WEEKDAY_LABEL = lazy(r"(?:勤務)?曜日?")
_A_DATE = lazy(
    r"\s*(?:(?:\d{4}|R\d{1,2}|令和\d{1,2})[年/.])?(?P<day>\d{1,2}[月/.]\d{1,2}日?|\d{1,2}日?)\s*(?:\((?P<weekday>[月火水木金土日])[^()]*\))?\s*"
)
_A_WEEKDAY = lazy(r"\s*\(?(?P<day>[月火水木金土日])(?:曜日?)?(?P<holiday>[・,、/(]?(?:祝日?|休日?|振替休日))?\)?\s*")


def joined(items: Sequence[Item]) -> list[Item]:
    """The cells of a row with the date, the weekday and the hours as one: 「2/3」「火」「8:30-12:00」 are 「2/3(火) 8:30-12:00」.

    The item made stands where the cell of the date stood. Rows without a date or a weekday stay as they are.
    """
    cells = [item for item in items if item.cell]
    date = next((c for c in cells if _DATE_LABEL.fullmatch(c.label) and _A_DATE.fullmatch(c.text)), None)
    if date is None or (told := _A_DATE.fullmatch(date.text)) is None:
        return list(items)
    weekday = next((c for c in cells if _WEEKDAY_LABEL.fullmatch(c.label) and _A_WEEKDAY.fullmatch(c.text)), None)
    named = _A_WEEKDAY.fullmatch(weekday.text) if weekday is not None else None
    day = told["weekday"] or (named["day"] if named is not None else None)
    if day is None:
        return list(items)
    others = [c for c in cells if c is not weekday and c is not date]
    hours = next((c for c in others if c.about("days")), next((c for c in others if "時" in c.label), None))
    words = f"{told['day'].replace('.', '/')}({day}) {hours.text.strip() if hours is not None else ''}".rstrip()
    whole = replace(date, fields=frozenset(("days",)), label="日程", text=words)
    return [whole if item is date else item for item in items if item is not weekday and item is not hours]
