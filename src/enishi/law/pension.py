"""在職老齢年金: how much of the pension is stopped while working. Pure; figures by fiscal year from the parameter table.

Of the 老齢厚生年金 half of what goes over the threshold is stopped, at most all of it (厚生年金保険法46条):
max(0, (basic + pay - threshold) ÷ 2). The 老齢基礎年金 is never stopped. The rule holds past 70 too, when no
contribution is paid any more (同法27条, 46条). Guidance: the pension office rules.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from enishi.law.dated import NotInForce, Parameter
from enishi.law.parameters import TABLE, parameter, value

WEEKS_A_YEAR, MONTHS = 52, 12


@dataclass(frozen=True, slots=True)
class Week:
    """The estimate for one number of days a week; yen a month. pay: before tax, as the work is paid; insured: whether so few
    hours usually belong to 厚生年金 at all; counted: 総報酬月額相当額, 0 while not insured."""

    days: int
    hours: Decimal
    pay: int
    insured: bool
    counted: int
    stopped: int
    pension: int

    @property
    def together(self) -> int:
        """Pay and what is left of the pension."""
        return self.pay + self.pension


def threshold(on: date) -> Parameter:
    """支給停止調整額 with its year; past the last published year that of the last one (the reader is told so)."""
    try:
        return parameter("pension_threshold_yen", on)
    except NotInForce:
        last = TABLE.history("pension_threshold_yen")[-1]
        if last.valid_from > on:
            raise
        return last


def stopped_yen(basic_yen: int, pay_yen: int, threshold_yen: int) -> int:
    """Yen a month that are stopped. basic_yen: 基本月額; pay_yen: 総報酬月額相当額. Half yen are dropped.

    Raises ValueError for amounts below nothing.
    """
    if basic_yen < 0 or pay_yen < 0:
        raise ValueError("amounts may not be negative")
    return min(basic_yen, max(0, basic_yen + pay_yen - threshold_yen) // 2)


def counted_pay_yen(monthly_pay_yen: int, yearly_bonus_yen: int, on: date) -> int:
    """総報酬月額相当額: 標準報酬月額 (up to its top grade) and a twelfth of the year's bonuses.

    Grades between are left out: the pay itself is taken, so the result may differ from the office's by half a grade.
    Bonuses are known by the year only, so the ceiling of each month's bonus (同法24条の4) is left out: the result is never
    lower than the office's for that reason.
    """
    return min(monthly_pay_yen, value("pension_top_grade_yen", on)) + yearly_bonus_yen // MONTHS


def by_days(*, basic_yen: int, daily_pay_yen: int, hours_a_day: Decimal, yearly_bonus_yen: int, on: date) -> list[Week]:
    """One line for each of one to five days a week. basic_yen: 基本月額; daily_pay_yen before tax. Raises NotInForce."""
    limit, least = threshold(on).value, value("insured_week_hours", on)
    lines = []
    for days in range(1, 6):
        monthly = Decimal(daily_pay_yen * days * WEEKS_A_YEAR) / MONTHS
        pay = int(monthly.quantize(Decimal(1), ROUND_HALF_UP))
        insured = hours_a_day * days >= least
        counted = counted_pay_yen(pay, yearly_bonus_yen, on) if insured else 0
        stopped = stopped_yen(basic_yen, counted, limit) if insured else 0
        whole = pay + yearly_bonus_yen // MONTHS
        lines.append(Week(days, hours_a_day * days, whole, insured, counted, stopped, basic_yen - stopped))
    return lines
