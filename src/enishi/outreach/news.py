"""News for everybody: written by one and published by another from a day on, corrected in the same way, taken back by anybody of
them. Each act is audited."""

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
from enishi.outreach.news_querysets import WRITERS

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
    given = {"number": number, "title": title, "body": body, "day": day, "written_by_id": by.user_id}
    found, made = NewsItem.objects.get_or_create(key=key, defaults=given)
    if made:
        record(by=by, action="write_news", object_type="news", object_number=found.number)
    return found


@transaction.atomic
def edit_news(*, news: NewsItem, title: str, body: str, day: date, seen: int, by: Actor) -> NewsItem:
    """Put other words in place of those written last; what is public stays until a second person has read them. seen: `changes`
    as the page showed it.

    Raises StepRefused where somebody else has saved it meanwhile, or it was taken back. Nothing new: nothing is written.
    """
    row = NewsItem.objects.select_for_update().get(pk=news.pk)
    if row.words == (title, body, day):
        return row
    _refuse_old(row, seen)
    if row.withdrawn_at is not None:
        raise StepRefused(Refusal("withdrawn", "取り下げたお知らせは直せません。新しいお知らせをお書きください。"))
    if row.published_at is None:
        row.title, row.body, row.day = title, body, day
    else:
        same = (row.title, row.body, row.day) == (title, body, day)
        row.coming = None if same else {"title": title, "body": body, "day": day.isoformat()}
    row.changes, row.changed_at, row.written_by_id = row.changes + 1, now(), by.user_id
    row.save()
    record(by=by, action="edit_news", object_type="news", object_number=row.number)
    return row


def _refuse_old(row: NewsItem, seen: int) -> None:
    if row.changes != seen:
        raise StepRefused(
            Refusal(
                "newer",
                "このお知らせは、ほかの方が先に直しています。新しい内容を確かめてから、もう一度お願いします。",
            )
        )


def may_publish(news: NewsItem, by: Actor) -> bool:
    """Whoever wrote these words does not let them out."""
    return news.waits and by.role in WRITERS and by.user_id != news.written_by_id


@transaction.atomic
def publish_news(*, news: NewsItem, seen: int, by: Actor) -> NewsItem:
    """The second person has read the words written last: show them, from their day on. Nothing waits: nothing changes.

    seen: `changes` as the page showed it. Raises StepRefused for who wrote them, for an old page, and after it was taken back.
    """
    row = NewsItem.objects.select_for_update().get(pk=news.pk)
    if row.withdrawn_at is not None:
        raise StepRefused(
            Refusal("withdrawn", "取り下げたお知らせは、もう公開できません。新しいお知らせをお書きください。")
        )
    if not row.waits:
        return row
    if not may_publish(row, by):
        raise StepRefused(Refusal("second", "公開は、書いた人とは別の方が、読んでから行います。"))
    _refuse_old(row, seen)
    row.title, row.body, row.day = row.words
    row.coming, row.published_at = None, row.published_at or now()
    row.save(update_fields=["title", "body", "day", "coming", "published_at"])
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
