"""The week and its findings as a page shows them: rows in words, worst findings first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enishi.law.week_rows import Finding, Light, Row
from enishi.law.working_hours import duration_words
from enishi.law.working_week import Check, check
from enishi.physicians.hours import row_words, rows_to

CHIPS = {Light.GREEN: ("ok", "ok"), Light.AMBER: ("due", "alert"), Light.RED: ("late", "alert")}
SUMMARY = {
    Light.GREEN: "この予定は、上限と休みの目安の内に収まっています。",
    Light.AMBER: "お確かめいただきたい所があります。",
    Light.RED: "目安を超えている所があります。",
}


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row in words. text: of this row alone, by which a button names it."""

    when: str
    what: str
    note: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    finding: Finding
    chip: tuple[str, str]
    word: str


@dataclass(frozen=True, slots=True)
class Result:
    """Everything the result box shows."""

    check: Check
    chip: tuple[str, str]
    word: str
    summary: str
    week: str
    lines: tuple[FindingLine, ...]

    @property
    def amiss(self) -> list[FindingLine]:
        """What is to be looked at; the rest is told below it."""
        return [line for line in self.lines if line.finding.light]

    @property
    def fine(self) -> list[FindingLine]:
        return [line for line in self.lines if not line.finding.light]


def row_lines(rows: Sequence[Row]) -> list[RowLine]:
    """The rows of a week in words."""
    return [_row_line(row) for row in rows]


def _row_line(row: Row) -> RowLine:
    when, what, note = row_words(row)
    return RowLine(when, what, note, rows_to([row]))


def result_of(rows: Sequence[Row], on: date) -> Result:
    """The check of a week, its findings with the worst first."""
    found = check(rows, on)
    lines = sorted(found.findings, key=lambda finding: -finding.light)
    return Result(
        check=found,
        chip=CHIPS[found.light],
        word=found.light.label,
        summary=SUMMARY[found.light],
        week=duration_words(found.weekly_minutes),
        lines=tuple(FindingLine(f, CHIPS[f.light], f.light.label) for f in lines),
    )
