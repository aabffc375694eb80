"""How dates are shown: western year with the era for people, the era alone on official papers."""

from datetime import date

from enishi.common.japanese.era_table import ERAS, era_year_words

WEEKDAYS = ("月", "火", "水", "木", "金", "土", "日")


def western(day: date) -> str:
    """1958年4月5日, where the era would say nothing more."""
    return f"{day.year}年{day.month}月{day.day}日"


def western_with_era(day: date) -> str:
    """1958年（昭和33年）4月5日. Before the first era only the western date."""
    if day < ERAS[0].first:
        return western(day)
    return f"{day.year}年（{era_year_words(day)}）{day.month}月{day.day}日"


def era_date(day: date) -> str:
    """令和8年11月23日, for official papers. Raises ValueError before 1868-10-23."""
    return f"{era_year_words(day)}{day.month}月{day.day}日"


def western_month_with_era(day: date) -> str:
    """2027年（令和9年）4月, for a wished starting month. The era is that of the given day."""
    return f"{day.year}年（{era_year_words(day)}）{day.month}月"


def age_on(birth: date, today: date) -> int:
    """Completed years. A birthday on 29 February counts from 1 March in common years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def birth_echo(birth: date, today: date) -> str:
    """1958年（昭和33年）4月5日・68歳, shown back under the field."""
    return f"{western_with_era(birth)}・{age_on(birth, today)}歳"


def weekday_name(day: date) -> str:
    """月曜日 … 日曜日."""
    return f"{WEEKDAYS[day.weekday()]}曜日"


def date_with_weekday(day: date, *, with_year: bool = True) -> str:
    """2026年11月23日（月）; without the year 11月23日（月）, for days near at hand."""
    year = f"{day.year}年" if with_year else ""
    return f"{year}{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"
