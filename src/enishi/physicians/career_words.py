"""A career in sentences, with and without employers. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enishi.physicians.enums import Position


@dataclass(frozen=True, slots=True)
class Post:
    """since, until: first days of months; until None while it lasts."""

    since: date
    until: date | None
    place: str
    position: Position
    duties: str = ""


def full_line(post: Post) -> str:
    """「1988年4月〜2003年3月　青浜中央病院　部長・診療科長（循環器内科）」."""
    end = f"{post.until.year}年{post.until.month}月" if post.until else "現在"
    duties = f"（{post.duties}）" if post.duties else ""
    return f"{post.since.year}年{post.since.month}月〜{end}　{post.place}　{post.position.label}{duties}"


def anonymous_lines(posts: Sequence[Post], today: date) -> list[str]:
    """「部長・診療科長　およそ15年」 for each rank, the longest first. A month with two posts of one rank counts once.

    Years of beginning, employers and words of one's own would point at a person, so none of them is said; lengths are
    rounded to five years from ten years on, to whole years below.
    """
    months: dict[Position, set[int]] = defaultdict(set)
    for post in posts:
        first, end = _month(post.since), _month(post.until or today)
        months[post.position].update(range(first, max(end, first + 1)))
    ranks = sorted(months, key=lambda rank: (-len(months[rank]), rank.value))
    return [f"{rank.label}　{length_words(len(months[rank]))}" for rank in ranks]


def _month(day: date) -> int:
    return day.year * 12 + day.month


def length_words(months: int) -> str:
    """「1年未満」, 「およそ3年」, 「およそ15年」."""
    years = round(months / 12)
    if months < 12:
        return "1年未満"
    return f"およそ{years}年" if years < 10 else f"およそ{5 * round(years / 5)}年"
