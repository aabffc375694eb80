"""The hours of a week over all workplaces against the caps of the year, the month and each employer. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from enishi.law.parameters import parameter, value
from enishi.law.week_rows import HOUR, Finding, Light, Row, source_of
from enishi.law.working_hours import own_cap_hours

MONTHS = 12
WEEKS_A_MONTH = 4
NEAR = Fraction(8, 10)
"""From this share of a cap on we say so: ours, not the law's."""


def _overtime(rows: Iterable[Row], on: date) -> int:
    """Minutes of overtime and holiday work in one week: the cheapest choice of the weekly holiday."""
    day_limit, week_limit = value("statutory_day_hours", on) * HOUR, value("statutory_week_hours", on) * HOUR
    days = [0] * 7
    for row in rows:
        days[row.weekday] += row.counted

    def of(worked: Sequence[int]) -> int:
        over = sum(max(0, minutes - day_limit) for minutes in worked)
        return over + max(0, sum(min(minutes, day_limit) for minutes in worked) - week_limit)

    return min(days[holiday] + of([*days[:holiday], *days[holiday + 1 :]]) for holiday in range(7))


def _weeks(rows: Sequence[Row], on: date) -> list[int]:
    """Overtime of four weeks, the fullest first, and of an ordinary one behind them."""
    weeks = [
        _overtime([row for row in rows if row.times is None or row.times >= n], on) for n in range(1, WEEKS_A_MONTH + 1)
    ]
    return [*weeks, _overtime([row for row in rows if row.times is None], on)]


def hours_a_year(rows: Sequence[Row], on: date) -> int:
    """Hours a year, rounded up: twelve months of four weeks, and four ordinary weeks."""
    *four, ordinary = _weeks(rows, on)
    return -(-(MONTHS * sum(four) + (52 - MONTHS * WEEKS_A_MONTH) * ordinary) // HOUR)


def hours_in_a_month(rows: Sequence[Row], on: date) -> int:
    """Hours in a month of 31 days, rounded up."""
    *four, ordinary = _weeks(rows, on)
    return -(-(7 * sum(four) + 3 * ordinary) // (7 * HOUR))


def cap_of_year(yearly: int, cap: int, on: date) -> Finding:
    source, since = source_of(parameter("overtime_a_total_hours", on))
    head = f"時間外・休日の勤務は、合わせて年{yearly:,}時間ほどの見込みです（上限は年{cap:,}時間）。"
    if yearly > cap:
        weekly = -(-(yearly - cap) // 52)
        change = f"週に{weekly}時間ほど減らすと、上限に収まります。"
        return Finding("year", Light.RED, head, change=change, source=source, since=since)
    if yearly >= cap * NEAR:
        change = "これより増やす前に、主たる勤務先にご相談ください。"
        return Finding("year", Light.AMBER, head, change=change, source=source, since=since)
    return Finding("year", Light.GREEN, head, source=source, since=since)


def cap_of_month(monthly: int, on: date) -> Finding:
    figure, reduce = parameter("overtime_month_hours", on), value("overtime_month_reduce_hours", on)
    source, since = source_of(figure)
    head = f"いちばん多い月で、時間外・休日の勤務は{monthly}時間ほどです（月{figure.value}時間未満が原則）。"
    if monthly > reduce:
        change = f"月{reduce}時間を超えると、勤務先は労働時間を短くしなければなりません。"
        return Finding("month", Light.RED, head, change=change, source=source, since=since)
    if monthly >= figure.value:
        change = "このまま働くには、月の途中の面接指導が要ります。回数か時間を減らすのが確かです。"
        return Finding("month", Light.RED, head, change=change, source=source, since=since)
    light = Light.AMBER if monthly >= figure.value * NEAR else Light.GREEN
    change = "忙しい月に、超えないかをお確かめください。" if light else ""
    return Finding("month", light, head, change=change, source=source, since=since)


def caps_of_places(rows: Sequence[Row], on: date) -> list[Finding]:
    """Each employer has its own cap in its 36協定 (連携B stays at 960 at home)."""
    found = []
    for place in dict.fromkeys(row.place for row in rows if row.place):
        own = [row for row in rows if row.place == place]
        cap = max(own_cap_hours(row.level, on) for row in own)
        yearly = hours_a_year(own, on)
        if yearly > cap:
            source, since = source_of(parameter(f"overtime_{own[0].level.value}_own_hours", on))
            sentence = f"「{place}」だけで年{yearly:,}時間ほどになり、その勤務先の上限（年{cap:,}時間）を超えます。"
            change = "この勤務先の36協定の時間を、お確かめください。"
            found.append(Finding("place", Light.RED, sentence, change=change, source=source, since=since))
    return found
