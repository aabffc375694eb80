"""News for everybody: written, published from a day on, corrected, taken back. Each act is audited."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.outreach.models import NewsItem

PREFIX = "N"


def news_for(actor: Actor | None, number: str) -> NewsItem:
    """The news with this number, if this reader (None: a visitor) may know of it; else 404."""
    found = NewsItem.objects.visible_to(actor).filter(number=number).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def write_news(*, title: str, body: str, day: date, key: UUID, by: Actor) -> NewsItem:
    """A draft. The same key again is the same draft."""
    number = next_number(PREFIX)  # also makes two presses of one button queue up for each other
    given = {"number": number, "title": title, "body": body, "day": day}
    found, made = NewsItem.objects.get_or_create(key=key, defaults=given)
    if made:
        record(by=by, action="write_news", object_type="news", object_number=found.number)
    return found


@transaction.atomic
def edit_news(*, news: NewsItem, title: str, body: str, day: date, seen: int, by: Actor) -> NewsItem:
    """Put other words in place of those that stand. seen: `changes` as the page showed it.

    Raises StepRefused where somebody else has saved it meanwhile, or it was taken back. Nothing new: nothing is written.
    """
    row = NewsItem.objects.select_for_update().get(pk=news.pk)
    if (row.title, row.body, row.day) == (title, body, day):
        return row
    if row.changes != seen:
        raise StepRefused(
            Refusal(
                "newer",
                "このお知らせは、ほかの方が先に直しています。新しい内容を確かめてから、もう一度直してください。",
            )
        )
    if row.withdrawn_at is not None:
        raise StepRefused(Refusal("withdrawn", "取り下げたお知らせは直せません。新しいお知らせをお書きください。"))
    row.title, row.body, row.day = title, body, day
    row.changes, row.changed_at = row.changes + 1, now()
    row.save()
    record(by=by, action="edit_news", object_type="news", object_number=row.number)
    return row


@transaction.atomic
def publish_news(*, news: NewsItem, by: Actor) -> NewsItem:
    """Show it from its day on. Published already: nothing changes."""
    row = NewsItem.objects.select_for_update().get(pk=news.pk)
    if row.withdrawn_at is not None:
        raise StepRefused(
            Refusal("withdrawn", "取り下げたお知らせは、もう公開できません。新しいお知らせをお書きください。")
        )
    if row.published_at is None:
        row.published_at = now()
        row.save(update_fields=["published_at"])
        record(by=by, action="publish_news", object_type="news", object_number=row.number)
    return row


@transaction.atomic
def withdraw_news(*, news: NewsItem, by: Actor) -> NewsItem:
    """Take it back: nobody reads it from now on. Taken back already: nothing changes."""
    row = NewsItem.objects.select_for_update().get(pk=news.pk)
    if row.published_at is None:
        raise StepRefused(Refusal("draft", "まだ公開していないお知らせです。"))
    if row.withdrawn_at is None:
        row.withdrawn_at = now()
        row.save(update_fields=["withdrawn_at"])
        record(by=by, action="withdraw_news", object_type="news", object_number=row.number)
    return row
