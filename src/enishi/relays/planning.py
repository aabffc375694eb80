"""From what the database knows to the pure task, and from its plan back to rows."""

from datetime import date
from typing import Any

from enishi.areas.rules import minutes_between
from enishi.common.japanese.halfdays import NIGHTS, mask_of
from enishi.engine.hours import minutes_left
from enishi.engine.relay.plan import Gap, Meeting, Plan
from enishi.engine.relay.problem import Member, Post, Task
from enishi.openings.models import Opening
from enishi.physicians.enums import Willingness
from enishi.physicians.models import Physician, WishSheet
from enishi.relays.models import RelayMember, RelayPlan, RelayPost

UNKNOWN_TRAVEL = 240
"""Minutes when nobody knows where somebody lives: those whose way is known come first."""


def post_of(post: RelayPost) -> Post:
    return Post(mask_of(post.slots), post.months, post.stay, post.permitted)


def month_words(post: RelayPost, month: int) -> str:
    """2027年4月, the month counted from 0."""
    day = month_of(post, month)
    return f"{day.year}年{day.month}月"


def month_of(post: RelayPost, month: int) -> date:
    """The first day of the month counted from 0."""
    count = post.starts_on.month - 1 + month
    return date(post.starts_on.year + count // 12, count % 12 + 1, 1)


def span_words(post: RelayPost, first: int, last: int) -> str:
    """2027年4月, or 2027年4月〜6月, the year again only where it changes."""
    begin, end = month_of(post, first), month_of(post, last)
    if first == last:
        return month_words(post, first)
    return f"{month_words(post, first)}〜{'' if begin.year == end.year else f'{end.year}年'}{end.month}月"


def first_month(post: RelayPost, wishes: WishSheet) -> int:
    """The first whole month of the post in which somebody with these wishes could come; `post.months` when none is."""
    ready = wishes.available_from
    if ready is None:
        return 0
    return next((month for month in range(post.months) if month_of(post, month) >= ready), post.months)


def pattern_of(wishes: WishSheet, wanted: int) -> int:
    """The half-days of `wanted` that suit the wish sheet. Without half-days written all of the daytime does; nights only
    where night duty was not refused."""
    written = mask_of(wishes.slots)
    nights = NIGHTS if wishes.night_duty != Willingness.NO else 0
    able = (written or (~NIGHTS & wanted)) | (nights if not written & NIGHTS else 0)
    return able & wanted & (~NIGHTS | nights)


def travel_minutes(wishes: WishSheet, opening: Opening) -> int:
    """One way by car, an estimate."""
    home = wishes.municipality.point if wishes.municipality else None
    work = opening.institution.municipality.point if opening.institution.municipality else None
    return minutes_between(home, work) if home and work else UNKNOWN_TRAVEL


def member_row(post: RelayPost, physician: Physician, first: int, most: int | None) -> RelayMember:
    """A row, not yet stored, of what this physician could give: from month `first` on, `most` months at most."""
    wishes = physician.wishes
    months = (1 << post.months) - 1 & ~((1 << first) - 1)
    return RelayMember(
        physician=physician,
        pattern=pattern_of(wishes, mask_of(post.slots)),
        months=months,
        days=wishes.days_max,
        minutes=minutes_left(wishes.overtime_level, float(wishes.weekly_hours_committed)),
        travel=travel_minutes(wishes, post.opening),
        most=most,
    )


def task_of(plan: RelayPlan, members: list[RelayMember]) -> Task:
    return Task(post_of(plan.post), tuple(_member(row) for row in members))


def _member(row: RelayMember) -> Member:
    return Member(str(row.pk), row.pattern, row.months, float(row.days), row.minutes, row.travel, row.most)


def result_of(found: Plan) -> dict[str, Any]:
    """What `RelayPlan.result` keeps."""
    return {
        "gaps": [[gap.cell, gap.first, gap.last] for gap in found.gaps],
        "unmet": [list(one) for one in found.unmet],
        "meetings": [[m.month, m.newcomer, m.shows, m.cell, m.early] for m in found.meetings],
        "proved": found.proved,
    }


def gaps_of(plan: RelayPlan) -> list[Gap]:
    return [Gap(*row) for row in plan.result["gaps"]] if plan.result else []


def meetings_of(plan: RelayPlan) -> list[Meeting]:
    return [Meeting(*row) for row in plan.result["meetings"]] if plan.result else []
