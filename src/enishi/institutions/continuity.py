"""診療継続リスク帳 (N19): kept by the institution for itself. No coordinator reads it before the institution's own yes."""

import json
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.http import Http404

from enishi.audit.actions import record, record_reading
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.institutions.continuity_rules import Post
from enishi.institutions.models import ContinuityBook, ContinuityPost, Institution

MOST_POSTS = 60
READ_LEVEL = 3


def posts_of(institution: Institution) -> list[tuple[int, Post]]:
    """(primary key, row) in the order of writing. One query."""
    return [(row.pk, _read(row)) for row in ContinuityPost.objects.filter(institution=institution)]


def post_of(institution: Institution, pk: int) -> ContinuityPost:
    """The institution's own row; else 404."""
    found = ContinuityPost.objects.filter(institution=institution, pk=pk).first()
    if found is None:
        raise Http404
    return found


def read_post(row: ContinuityPost) -> Post:
    return _read(row)


@transaction.atomic
def save_post(
    *,
    institution: Institution,
    by: Actor,
    label: str,
    services: Sequence[str],
    born: int | None,
    until: date | None,
    row: ContinuityPost | None = None,
) -> ContinuityPost:
    """A new row or another wording of one. until: any day of the last month of work. Raises StepRefused for too many rows."""
    made = row or ContinuityPost(institution=institution)
    if made.pk is None and institution.continuity_posts.count() >= MOST_POSTS:
        raise StepRefused(Refusal("many", f"{MOST_POSTS}行まで書けます。不要な行を消してください。"))
    content = {
        "label": label,
        "services": list(services),
        "born": born,
        "until": f"{until:%Y-%m}" if until else "",
    }
    made.content = json.dumps(content, ensure_ascii=False)
    made.saved_at, made.saved_by_id = now(), by.user_id
    made.save()
    record(by=by, action="save_continuity", object_type="institution", object_number=institution.number)
    return made


@transaction.atomic
def delete_post(*, row: ContinuityPost, by: Actor) -> None:
    number = row.institution.number
    row.delete()
    record(by=by, action="delete_continuity", object_type="institution", object_number=number)


def is_shared(institution: Institution) -> bool:
    return ContinuityBook.objects.filter(institution=institution, shared_with_coordinator=True).exists()


@transaction.atomic
def share_book(*, institution: Institution, by: Actor, shared: bool) -> None:
    """The institution's yes or no to its coordinator; a no works from this moment."""
    ContinuityBook.objects.update_or_create(
        institution=institution,
        defaults={"shared_with_coordinator": shared, "changed_at": now(), "changed_by_id": by.user_id},
    )
    record(by=by, action="share_continuity", object_type="institution", object_number=institution.number, shared=shared)


def read_for_coordinator(institution: Institution, *, by: Actor) -> list[tuple[int, Post]]:
    """The rows for the desk, the reading logged; 404 without the institution's consent, as if there were no such book."""
    if not is_shared(institution):
        raise Http404
    record_reading(
        by=by, what="continuity", object_type="institution", object_number=institution.number, level=READ_LEVEL
    )
    return posts_of(institution)


def _read(row: ContinuityPost) -> Post:
    held = json.loads(row.content)
    year, _, month = held["until"].partition("-")
    return Post(
        label=held["label"],
        services=tuple(held["services"]),
        born=held["born"],
        until=date(int(year), int(month), 1) if held["until"] else None,
    )
