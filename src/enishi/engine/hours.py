"""Weekly minutes a physician may still work, from the overtime level of the Labour Standards Act's rules for
physicians.

Limits a year since April 2024, side work added up: level A 960 hours; linked B (`B_liaison`), B, C-1, C-2 1,860 hours.
An estimate to plan by, not a ruling: it spreads the yearly limit evenly and takes the hours elsewhere as declared.
"""

from __future__ import annotations

LEGAL_WEEK_MIN = 40 * 60
WEEKS_A_YEAR = 52
OVERTIME_HOURS_A_YEAR: dict[str, int] = {"A": 960, "B_liaison": 1860, "B": 1860, "C1": 1860, "C2": 1860}
HALF_DAY_MIN = 4 * 60


def minutes_left(overtime_level: str, weekly_hours_committed: float) -> int:
    """Minutes a week left under the level after the hours already promised elsewhere; never below 0. KeyError for
    other levels."""
    allowed = LEGAL_WEEK_MIN + OVERTIME_HOURS_A_YEAR[overtime_level] * 60 // WEEKS_A_YEAR
    return max(0, int(allowed - weekly_hours_committed * 60))


def minutes_needed(days: int, half_days: int, weekdays: int) -> int:
    """Minutes a week an opening asks for, at four hours a half-day.

    `half_days` and `weekdays` count its listed slots; when it lists more weekdays than `days`, the slots are a choice
    and days count.
    """
    if half_days and (days == 0 or weekdays <= days):
        return half_days * HALF_DAY_MIN
    return days * 2 * HALF_DAY_MIN
