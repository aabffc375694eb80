"""One group of 診療できる範囲シート on a page: a row of cells for each item, read from what was sent or what is stored."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.http import Http404, QueryDict

from enishi.common.choices import Labelled
from enishi.common.scope_items import GROUP_OF, Group

UNDECIDED = "まだ決めない"
REST = "rest"
"""Name of the button that gives every unanswered item the last answer (行わない, 不要)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer of an item."""

    id: str
    value: str
    word: str
    checked: bool


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One item with its answers. backed: whether somebody stands by (asked of institutions only)."""

    code: str
    label: str
    help: str
    cells: tuple[Cell, ...]
    backed: bool = False


def group_or_404(code: str) -> Group:
    """The group with this code; 404 for any other word."""
    found = GROUP_OF.get(code)
    if found is None:
        raise Http404
    return found


def rows_of(
    group: Group, kinds: Iterable[Labelled], answers: Mapping[str, str], backed: Collection[str] = ()
) -> list[MarkRow]:
    """The rows of a group with the given answers checked."""
    kinds = list(kinds)
    options = [*((str(kind), kind.label) for kind in kinds), ("", UNDECIDED)]
    return [
        MarkRow(
            item.code,
            item.label,
            item.help,
            tuple(
                Cell(f"{item.code}_{n}", value, word, answers.get(item.code, "") == value)
                for n, (value, word) in enumerate(options)
            ),
            item.code in backed,
        )
        for item in group.items
    ]


def answers_in(data: QueryDict, group: Group, kinds: Iterable[Labelled]) -> dict[str, str]:
    """What was chosen for each item; what is no answer counts as undecided. The button `REST` fills in the last kind."""
    kinds = list(kinds)
    known = {str(kind) for kind in kinds}
    rest = str(kinds[-1]) if REST in data else ""
    given = {item.code: data.get(item.code, "") for item in group.items}
    return {code: value if value in known else rest for code, value in given.items() if value in known or rest}
