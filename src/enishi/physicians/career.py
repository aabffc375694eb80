"""ご経歴: posts and qualifications, and how much of them each level of disclosure says."""

from datetime import date
from typing import Any

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Refusal, StepRefused
from enishi.physicians.career_words import Post, anonymous_lines, full_line
from enishi.physicians.enums import Position
from enishi.physicians.models import CareerPost, Physician, Qualification

MOST_ROWS = 40


@transaction.atomic
def save_post(*, physician: Physician, by: Actor, fields: dict[str, Any], post: CareerPost | None = None) -> CareerPost:
    """Add a post, or change one of the physician's own. The same post added twice (a double press) stands once."""
    return _save(CareerPost, physician, by, fields, post)


@transaction.atomic
def save_qualification(
    *, physician: Physician, by: Actor, fields: dict[str, Any], qualification: Qualification | None = None
) -> Qualification:
    """Add a qualification, or change one of the physician's own."""
    return _save(Qualification, physician, by, fields, qualification)


@transaction.atomic
def delete_career_row(*, row: CareerPost | Qualification, by: Actor) -> None:
    record(by=by, action="delete_career", object_type="physician", object_number=row.physician.number)
    row.delete()


def _save(model: Any, physician: Physician, by: Actor, fields: dict[str, Any], row: Any) -> Any:
    Physician.objects.select_for_update(of=("self",)).get(
        pk=physician.pk
    )  # one at a time, so a double press meets itself
    standing = list(model.objects.filter(physician=physician))
    if row is None:
        for one in standing:
            if all(getattr(one, name) == value for name, value in fields.items()):
                return one
        if len(standing) >= MOST_ROWS:
            raise StepRefused(
                Refusal("full", f"お書きいただけるのは{MOST_ROWS}件までです。自由記述の欄をお使いください。")
            )
        row = model(physician=physician)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    record(by=by, action="save_career", object_type="physician", object_number=physician.number)
    return row


def posts_of(physician: Physician) -> list[CareerPost]:
    """The latest first. Months are encrypted, so they are sorted here."""
    return sorted(_POSTS.all(physician=physician.pk), key=lambda p: (p.until or "9999", p.since), reverse=True)


_POSTS = Worded(lambda: CareerPost.objects.filter(physician=Given("physician")))
_QUALIFICATIONS = Worded(lambda: Qualification.objects.filter(physician=Given("physician")).order_by("id"))


def career_lines(physician: Physician, posts: list[CareerPost] | None = None) -> list[str]:
    """Level 3: every post with its employer, then qualifications. The caller has come through `identity_of`.

    posts: `posts_of(physician)`, if it is at hand.
    """
    lines = [full_line(_plain(post)) for post in (posts_of(physician) if posts is None else posts)]
    return lines + [_qualification(q) for q in qualifications_of(physician)]


def anonymous_career_lines(physician: Physician, posts: list[CareerPost] | None = None) -> list[str]:
    """Level 2: ranks and lengths, never an employer and never a year. posts: as above."""
    return anonymous_lines([_plain(post) for post in (posts_of(physician) if posts is None else posts)], today())


def qualifications_of(physician: Physician) -> list[Qualification]:
    return _QUALIFICATIONS.all(physician=physician.pk)


def _qualification(q: Qualification) -> str:
    return f"{q.name}（{q.expires_on.year}年{q.expires_on.month}月まで）" if q.expires_on else q.name


def _plain(post: CareerPost) -> Post:
    return Post(
        since=date.fromisoformat(f"{post.since}-01"),
        until=date.fromisoformat(f"{post.until}-01") if post.until else None,
        place=post.place,
        position=Position(post.position),
        duties=post.duties,
    )
