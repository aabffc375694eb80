"""Shared posts on the screen: their terms in words, and a plan as months by half-days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from enishi.common.japanese.halfdays import CODES, compact_words, mask_of, pattern_words
from enishi.relays.actions import stint_words
from enishi.relays.models import RelayMember, RelayPlan, RelayPost
from enishi.relays.planning import gaps_of, meetings_of, month_of, month_words, post_of, span_words

MARKS = "ABCDEFGHIJKL"


@dataclass(frozen=True, slots=True)
class Card:
    """One shared post in words."""

    post: RelayPost
    half_days: str
    span: str
    facts: tuple[str, ...]
    state: tuple[str, str, str]
    """kind, symbol and words of its chip."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who comes when. mark: the letter in the table."""

    mark: str
    words: str
    member: RelayMember
    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One half-day over the months. cells: mark of who comes, "" where nobody is named; with how many months in a row."""

    words: str
    cells: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Table:
    people: tuple[Person, ...]
    months: tuple[str, ...]
    lines: tuple[Line, ...]


def cards_of(posts: Iterable[RelayPost]) -> list[Card]:
    """In the given order; one more query for all."""
    posts = list(posts)
    decided = set(RelayPlan.objects.filter(post__in=posts, adopted_at__isnull=False).values_list("post_id", flat=True))
    return [_card(post, post.pk in decided) for post in posts]


def _card(post: RelayPost, decided: bool) -> Card:
    mask = mask_of(post.slots)
    facts = [f"お一人に{post.stay}か月以上" if post.stay > 1 else "交代の時期は問いません"]
    if any(code.endswith("night") for code in post.slots):
        facts.append("宿日直の許可あり" if post.permitted else "宿日直の許可なし（翌日は休み）")
    facts.append("全員がそろってから始める" if post.together else "決まった先生から始める")
    if post.closed_at:
        state = ("", "close", "取り下げました")
    elif decided:
        state = ("ok", "ok", "先生方と進めています")
    else:
        state = ("due", "clock", "組み合わせをさがしています")
    span = f"{span_words(post, 0, post.months - 1)}（{post.months}か月）"
    return Card(post, compact_words(mask), span, tuple(facts), state)


def table_of(post: RelayPost, members: Sequence[tuple[str, RelayMember]]) -> Table | None:
    """members: words for each and the row; None for nobody."""
    if not members:
        return None
    people = tuple(
        Person(MARKS[at], words, member, tuple(stint_words(post, member.stints)))
        for at, (words, member) in enumerate(members)
    )
    held: dict[tuple[int, int], str] = {}
    for person in people:
        for first, patterns in person.member.stints:
            for at, pattern in enumerate(patterns):
                for cell in range(len(CODES)):
                    if pattern >> cell & 1:
                        held[first + at, cell] = person.mark
    lines = tuple(
        Line(cell_words(cell), _joined([held.get((month, cell), "") for month in range(post.months)]))
        for cell in post_of(post).cells
    )
    months = tuple(_month_head(post, month) for month in range(post.months))
    return Table(people, months, lines)


def _month_head(post: RelayPost, month: int) -> str:
    day = month_of(post, month)
    return f"{day.year}年{day.month}月" if month == 0 or day.month == 1 else f"{day.month}月"


def _joined(marks: Sequence[str]) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for mark in marks:
        if found and found[-1][0] == mark:
            found[-1] = (mark, found[-1][1] + 1)
        else:
            found.append((mark, 1))
    return tuple(found)


def cell_words(cell: int) -> str:
    """火曜の午前."""
    return pattern_words(1 << cell).partition("（")[0]


def gap_words(plan: RelayPlan) -> list[str]:
    """What nobody can cover, half-days of the same months together: 「2027年7月〜9月　水曜の午前」."""
    by_span: dict[tuple[int, int], int] = {}
    for gap in gaps_of(plan):
        by_span[gap.first, gap.last] = by_span.get((gap.first, gap.last), 0) | 1 << gap.cell
    return [f"{span_words(plan.post, *span)}　{compact_words(mask)}" for span, mask in sorted(by_span.items())]


def meeting_words(plan: RelayPlan, names: Sequence[str]) -> list[str]:
    """names: of the members, in their order."""
    words = []
    for meeting in meetings_of(plan):
        if meeting.early:
            week = f"{month_words(plan.post, meeting.month - 1)}の最後の週"
        else:
            week = f"{month_words(plan.post, meeting.month)}の最初の週"
        words.append(f"{names[meeting.shows]}から{names[meeting.newcomer]}へ　{week}の{cell_words(meeting.cell)}")
    return words


def unmet_words(plan: RelayPlan, names: Sequence[str]) -> list[str]:
    """Hand-overs without a half-day together."""
    rows: list[list[Any]] = plan.result["unmet"] if plan.result else []
    return [f"{month_words(plan.post, month)}から来る{names[place]}" for month, place in rows]
