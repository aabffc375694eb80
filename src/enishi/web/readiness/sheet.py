"""What every page of the readiness check shows: a group as rows of cells, how far a seat has come, and the outcome in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, QueryDict

from enishi.institutions.models import Readiness
from enishi.institutions.readiness_items import (
    ENOUGH,
    GROUP_OF,
    GROUPS,
    ITEMS,
    Answers,
    Group,
    Outcome,
    Pair,
    Seat,
    Standing,
    answered,
    compare,
)
from enishi.web.scope.rows import Cell, MarkRow

UNKNOWN = "わからない"
TOTAL = len(ITEMS)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group in the list of a seat."""

    label: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class SeatLine:
    """How far one seat has come."""

    seat: Seat
    count: int
    at: datetime | None
    lines: list[GroupLine]

    @property
    def is_enough(self) -> bool:
        return self.count >= ENOUGH


def group_or_404(code: str) -> Group:
    found = GROUP_OF.get(code)
    if found is None:
        raise Http404
    return found


def rows_of(group: Group, answers: Answers) -> list[MarkRow]:
    """The questions of a group with what was answered checked; nothing checked is 「わからない」."""
    options = [*((s.value, s.label) for s in Standing), ("", UNKNOWN)]
    return [
        MarkRow(
            item.code,
            item.label,
            "",
            tuple(
                Cell(f"{item.code}_{n}", value, word, answers.get(item.code, "") == value)
                for n, (value, word) in enumerate(options)
            ),
        )
        for item in group.items
    ]


def answers_in(data: QueryDict, group: Group) -> dict[str, str]:
    """What was chosen; whatever is no answer counts as not known."""
    given = {item.code: data.get(item.code, "") for item in group.items}
    return {code: value for code, value in given.items() if value in set(Standing)}


def seat_line(sheet: Readiness | None, seat: Seat, href: Callable[[Group], str]) -> SeatLine:
    answers: Answers = getattr(sheet, seat.value) if sheet else {}
    lines = []
    for group in GROUPS:
        done = sum(item.code in answers for item in group.items)
        words = "すべて回答済み" if done == len(group.items) else f"{len(group.items)}問のうち{done}問"
        lines.append(GroupLine(group.label, href(group), words))
    return SeatLine(seat, answered(answers), getattr(sheet, f"{seat}_at") if sheet else None, lines)


def outcome_of(sheet: Readiness | None) -> Outcome | None:
    """None until both seats have answered enough."""
    return compare(sheet.office, sheet.physician) if sheet else None


def standing_words(standing: Standing | None) -> str:
    return standing.label if standing else UNKNOWN


def seen_apart(pairs: list[Pair]) -> list[tuple[str, str, str, str]]:
    """Question, group, what the office says, what the physician says."""
    return [(p.item.label, p.group.label, standing_words(p.office), standing_words(p.physician)) for p in pairs]
