"""働き方チェック (N3): a week over all workplaces against overtime caps and rest rules, in sentences. Pure.

Guidance, never a ruling: hours elsewhere are what the physician reports, and the main employer adds them up.
- Hours of all employers count together (労働基準法38条1項). Over 8 hours a day or 40 a week is overtime (32条); of seven days
  worked one is a holiday worked (35条). A row that does not happen every week is laid upon the fullest weeks of the month.
- Rest: 9 hours within 24 of the start of work; after 宿日直 without permission 18 within 46. A duty with permission of 9 hours
  or more counts as the 9 hours. An obligation at levels B, linked B and C (医療法123条), an effort at level A.
  Interns (C-1) have a rule of their own for 48 hours, which is not told here.
- Adding work never improves a finding, and the same week begun on another day gives the same findings (tests).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enishi.law.week_hours import cap_of_month, cap_of_year, caps_of_places, hours_a_year, hours_in_a_month
from enishi.law.week_rest import after_duty, long_work, on_call, overlaps, short_permitted, with_travel
from enishi.law.week_rows import Finding, Light, Row
from enishi.law.working_hours import total_cap_hours


@dataclass(frozen=True, slots=True)
class Check:
    """Everything about one week. weekly: minutes of an ordinary week; overtime: hours a year; longest: minutes without rest."""

    findings: tuple[Finding, ...]
    weekly_minutes: int
    yearly_overtime_hours: int
    monthly_overtime_hours: int
    cap_hours: int

    @property
    def light(self) -> Light:
        return max((f.light for f in self.findings), default=Light.GREEN)


def check(rows: Sequence[Row], on: date) -> Check:
    """All findings for these rows on a day. Raises NotInForce before 2024-04-01."""
    levels = [row.level for row in rows]
    cap = total_cap_hours(levels, on)
    yearly, monthly = hours_a_year(rows, on), hours_in_a_month(rows, on)
    findings = [
        cap_of_year(yearly, cap, on),
        cap_of_month(monthly, on),
        *caps_of_places(rows, on),
        *long_work(rows, on),
        *after_duty(rows, on),
        *with_travel(rows, on),
        *short_permitted(rows, on),
        *on_call(rows),
        *overlaps(rows),
    ]
    weekly = sum(row.counted for row in rows if row.times is None)
    return Check(tuple(findings), weekly, yearly, monthly, cap)
