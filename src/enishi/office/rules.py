"""What a bill and a refund come to. Pure.

The share given back follows the schedule that was filed on the first day of work; a person who leaves for the institution's
own sake, by dismissal or at the end of the term gives no ground for it (the schedule of the operator, 職業安定法32条の13).
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enishi.aftercare.enums import LeaveCause, LeaveHow
from enishi.common.profile import RefundLine
from enishi.law.periods import last_day_after


@dataclass(frozen=True, slots=True)
class Share:
    """percent of the fee to give back, with the words it rests on."""

    percent: int
    basis: str


def tax_of(net_yen: int, permille: int) -> int:
    """Consumption tax of one rate of one bill, rounded down once (国税庁: 適格請求書の端数処理, 1請求書につき税率ごとに1回)."""
    return net_yen * permille // 1000


def due_on(issued_on: date) -> date:
    """The last day of the next month."""
    year, month = (issued_on.year + 1, 1) if issued_on.month == 12 else (issued_on.year, issued_on.month + 1)
    return date(year, month, calendar.monthrange(year, month)[1])


def refund_share(
    schedule: Sequence[RefundLine], *, starts_on: date, left_on: date, how: LeaveHow | str, cause: LeaveCause | str
) -> Share:
    """The share of the fee for somebody who left, by the schedule of the first day of work.

    The first day is not counted (民法140条), in favour of who paid: begun on 1 April, the first month ends with 1 May.
    """
    if how in (LeaveHow.TERM, LeaveHow.DISMISSED):
        return Share(0, f"{LeaveHow(how).label}のため、返戻の対象ではありません")
    if cause in (LeaveCause.HOUSE, LeaveCause.TERM_ENDED):
        return Share(0, f"「{LeaveCause(cause).label}」のため、返戻の対象ではありません")
    for line in schedule:
        if line.months and left_on <= last_day_after(starts_on, months=int(line.months)):
            return Share(int(line.percent), f"{line.within}：{line.share}")
    return Share(0, "返戻の期間を過ぎています")


def part_of(yen: int, percent: int) -> int:
    """A share in whole yen, rounded up for the one who paid."""
    return -(-yen * percent // 100)
