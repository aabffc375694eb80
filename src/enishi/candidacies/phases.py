"""段階的な働き方: a plan to work less (or more) by and by, 5 → 3 → 2 days a week, as part of an agreement (D17). Pure.

A phase is {"no", "from": ISO day, "days": "2.5", "note"}; the list stands in the content of a version and so in its hash. A version
without phases has no such key, so that hashes of earlier versions stay what they were.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from enishi.common.japanese.date_display import western_with_era

MOST_PHASES = 4
FEWEST_PHASES = 2
LONGEST_NOTE = 120


@dataclass(frozen=True, slots=True)
class Phase:
    """From this day on `days` a week (half a day is 0.5); note: what else changes then."""

    no: int
    since: date
    days: Decimal
    note: str = ""

    @property
    def label(self) -> str:
        return f"第{self.no}期の勤務"

    @property
    def words(self) -> str:
        """「2027年（令和9年）4月1日から　週5日（外来と病棟）」."""
        note = f"（{self.note}）" if self.note else ""
        return f"{western_with_era(self.since)}から　週{self.days:g}日{note}"

    def as_row(self) -> dict[str, Any]:
        return {"no": self.no, "from": self.since.isoformat(), "days": f"{self.days:g}", "note": self.note}


def phases_in(content: dict[str, Any]) -> list[Phase]:
    """Those of a version, in order; empty where nobody spoke of phases."""
    return [
        Phase(int(row["no"]), date.fromisoformat(row["from"]), Decimal(row["days"]), str(row.get("note", "")))
        for row in content.get("phases", [])
    ]


def arrange(given: Iterable[tuple[date, Decimal, str]]) -> list[Phase]:
    """Phases numbered in the order given. Raises ValueError with a Japanese sentence for a plan nobody could follow."""
    phases = [Phase(no, since, days, note.strip()) for no, (since, days, note) in enumerate(given, 1)]
    if fault := fault_of(phases):
        raise ValueError(fault)
    return phases


def fault_of(phases: Sequence[Phase]) -> str:
    """What is wrong with these phases, as a sentence; "" for a good plan and for none."""
    if not phases:
        return ""
    if not FEWEST_PHASES <= len(phases) <= MOST_PHASES:
        return f"段階は{FEWEST_PHASES}つから{MOST_PHASES}つまでにしてください。1つだけのときは「勤務の日」にお書きください。"
    if any(later.since <= earlier.since for earlier, later in pairwise(phases)):
        return "始まりの日は、前の期よりあとの日にしてください。例：第1期 2027/4/1、第2期 2029/4/1"
    if any(not Decimal("0.5") <= phase.days <= 7 or phase.days * 2 % 1 for phase in phases):
        return "週の日数は、0.5日から7日までを、半日（0.5日）きざみでご入力ください。例：2.5"
    if any(len(phase.note) > LONGEST_NOTE for phase in phases):
        return f"ほかに変わることは、{LONGEST_NOTE}字までにしてください。"
    return ""
