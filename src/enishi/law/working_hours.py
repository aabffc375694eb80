"""Overtime levels of physicians and a weekly guide over all employers together.

Limits in force since 2024-04-01 (労働基準法141条; levels B, linked B, C-1, C-2 by 医療法113, 118, 119, 120条). The
yearly cap holds for the person over all employers; each employer has its own cap in its 36協定 as well. All is
guidance: hours elsewhere are what the physician reports, and the employers rule.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enishi.law.parameters import value

MINUTES = 60
WEEKS_A_YEAR = 52


class OvertimeLevel(StrEnum):
    """Level under which a physician works at one hospital; given to physician and task, not to the hospital."""

    A = "a"
    LINKED_B = "linked_b"
    B = "b"
    C1 = "c1"
    C2 = "c2"

    @property
    def label(self) -> str:
        """A水準, 連携B水準 …"""
        return {"a": "A水準", "linked_b": "連携B水準", "b": "B水準", "c1": "C-1水準", "c2": "C-2水準"}[self.value]


@dataclass(frozen=True)
class Work:
    """Employed work at one place in an ordinary week, in minutes.

    worked: hours that count, unpermitted duty and calls included. permitted_duty: 宿日直 with permission, which does
    not count as working time for the limit. Work as an owner or contractor is not employment and is left out
    altogether.
    """

    level: OvertimeLevel
    worked: int
    permitted_duty: int = 0

    def __post_init__(self) -> None:
        if self.worked < 0 or self.permitted_duty < 0:
            raise ValueError("minutes of work may not be negative")


@dataclass(frozen=True)
class HoursGuide:
    """A week over all employers against the limit; minutes a week, hours a year. sentences: hints for the physician."""

    worked: int
    budget: int
    yearly_overtime_hours: int
    yearly_cap_hours: int
    sentences: tuple[str, ...]

    @property
    def remaining(self) -> int:
        """Minutes a week still free; negative when over."""
        return self.budget - self.worked

    @property
    def is_over(self) -> bool:
        """Whether the ordinary week is over the guide."""
        return self.remaining < 0


def own_cap_hours(level: OvertimeLevel, on: date) -> int:
    """Overtime hours a year one employer may agree on. Raises NotInForce: before 2024-04; B, linked B from 2036-04."""
    return value(f"overtime_{level.value}_own_hours", on)


def total_cap_hours(levels: Iterable[OvertimeLevel], on: date) -> int:
    """Overtime hours a year over all employers: 960 if all are A, 1,860 as soon as one is at another level.

    Without any level that of A. Raises NotInForce.
    """
    return max(value(f"overtime_{level.value}_total_hours", on) for level in [OvertimeLevel.A, *levels])


def weekly_budget(levels: Iterable[OvertimeLevel], on: date) -> int:
    """Guide for an ordinary week in minutes: 40 statutory hours + yearly cap ÷ 52, rounded down.

    A: 960 ÷ 52 = 18.46, so 58 h 27 min; other levels: 1,860 ÷ 52 = 35.77, so 75 h 46 min. Leave and holidays make a
    real year shorter than 52 full weeks, so whoever keeps to the guide keeps to the cap. Ours, not the law's;
    労働基準法32条, 141条.
    """
    return value("statutory_week_hours", on) * MINUTES + total_cap_hours(levels, on) * MINUTES // WEEKS_A_YEAR


def yearly_overtime_hours(weekly_minutes: int, on: date) -> int:
    """Overtime a year if every week were like this one: (week - 40 h) × 52, rounded up to whole hours, at least 0."""
    over = max(0, weekly_minutes - value("statutory_week_hours", on) * MINUTES)
    return -(-over * WEEKS_A_YEAR // MINUTES)


def hours_guide(works: Sequence[Work], on: date) -> HoursGuide:
    """Add up an ordinary week over all employers (労働基準法38条1項) and compare it with the guide.

    Permitted duty is left out of the sum. Raises NotInForce.
    """
    levels = [work.level for work in works]
    worked = sum(work.worked for work in works)
    budget, cap = weekly_budget(levels, on), total_cap_hours(levels, on)
    yearly = yearly_overtime_hours(worked, on)
    sentences = []
    if worked > budget:
        sentences.append(
            f"合わせて週{duration_words(worked)}は、年{cap:,}時間の上限から見た目安（週{duration_words(budget)}）を超えています。"
        )
    if yearly >= value("overtime_month_hours", on) * 12:
        sentences.append("時間外の勤務が月100時間以上になりそうです。事前に面接指導が必要です。")
    sentences.extend(_over_own_cap(works, on))
    return HoursGuide(worked, budget, yearly, cap, tuple(sentences))


def duration_words(minutes: int) -> str:
    """58時間27分; 40時間."""
    hours, rest = divmod(minutes, MINUTES)
    return f"{hours}時間{rest}分" if rest else f"{hours}時間"


def _over_own_cap(works: Sequence[Work], on: date) -> list[str]:
    """Employers whose own hours alone pass their own cap (連携B stays at 960 at home although 1,860 hold in total)."""
    return [
        f"{work.level.label}の勤務先だけで、その上限（年{own_cap_hours(work.level, on):,}時間）を超えそうです。"
        for work in works
        if yearly_overtime_hours(work.worked, on) > own_cap_hours(work.level, on)
    ]
