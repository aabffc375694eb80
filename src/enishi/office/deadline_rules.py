"""Days of the law that the office must not miss: reports, publication windows, the licence. Pure.

様式第8号: by 30 April for the fiscal year before (職業安定法32条の16, 同法施行規則24条の8). 人材サービス総合サイト: placements from 1 to
30 April, leavers from 1 October to 31 December (同条). A licence first runs three years, then five (職業安定法32条の6); the renewal is asked
for by three months before its end (同法施行規則22条).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from enishi.law.parameters import value
from enishi.law.periods import last_day_of_period

FIRST_TERM, NEXT_TERM = 3, 5
ASK_BEFORE = timedelta(days=92)
"""Three months, on the safe side."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """by: the last day. path: the page where it is done, "" where it is done on paper. since: first day it can be done."""

    by: date
    words: str
    source: str
    path: str = ""
    since: date | None = None


def licence_until(licensed: date, day: date) -> date:
    """Last day of the term that holds this day: three years from the first day, then terms of five."""
    first, years = licensed, FIRST_TERM
    while (end := last_day_of_period(first, years=years)) < day:
        first, years = end + timedelta(days=1), NEXT_TERM
    return end


def deadlines(day: date, *, licensed: date | None) -> list[Deadline]:
    """Those of the coming year, the nearest first."""
    found = []
    month, last = value("form_8_due_month", day), value("form_8_due_day", day)
    due = next(d for y in (day.year, day.year + 1) if (d := date(y, month, last)) >= day)
    found.append(
        Deadline(
            due,
            f"{due.year - 1}年度の事業報告書（様式第8号）を出す",
            "職業安定法32条の16",
            f"/ops/reports/form8/{due.year - 1}",
            date(due.year, 4, 1),
        )
    )
    found.append(
        Deadline(
            due,
            f"{due.year - 1}年度の就職者数などを総合サイトに載せる",
            "同法施行規則24条の8",
            f"/ops/reports/portal/{due.year - 1}",
            date(due.year, 4, 1),
        )
    )
    left = next(d for y in (day.year, day.year + 1) if (d := date(y, 12, 31)) >= day)
    found.append(
        Deadline(
            left,
            f"{left.year - 1}年度の6か月以内の離職者数を総合サイトに載せる",
            "同法施行規則24条の8",
            f"/ops/reports/portal/{left.year - 1}",
            date(left.year, 10, 1),
        )
    )
    if licensed is not None and licensed <= day:
        end = licence_until(licensed, day)
        asked_by = end - ASK_BEFORE
        if asked_by >= day:
            found.append(
                Deadline(
                    asked_by,
                    "許可の有効期間の更新を申請する",
                    f"職業安定法32条の6（許可は{end.year}年{end.month}月{end.day}日まで）",
                )
            )
        else:
            found.append(Deadline(end, "許可の有効期間が終わる（更新の申請は3か月前まで）", "職業安定法32条の6"))
    return sorted(found, key=lambda one: (one.by, one.words))
