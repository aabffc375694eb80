"""The newsletter: asked for and confirmed by its readers, once a month at most, ended with one press. Each act is audited.

An issue leaves as a letter to many (`notices.bulk`), so a second person reads it, it can be stopped in the midst, and every line is
told. That nobody gets two in a month is held by the database (`newsletter_one_a_month`), whatever is approved when.
"""

import secrets
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import now
from enishi.common.encrypted import blind_index, blind_indices
from enishi.common.models import next_number
from enishi.common.profile import load_profile
from enishi.common.workflow import Refusal, StepRefused
from enishi.law.parameters import value
from enishi.notices import bulk
from enishi.notices.bounces import when_bounced
from enishi.notices.bulk_circles import Circle, Reader, open_circle
from enishi.notices.forgetting import forget_lines, forget_notices
from enishi.notices.models import BulkLine, BulkSending, BulkState, LineStanding, Notice
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.notices.rules import send_after
from enishi.notices.stop_links import stop_with
from enishi.notices.unregistered import queue_to_address
from enishi.outreach.enums import StopHow
from enishi.outreach.models import NewsletterDelivery, NewsletterIssue, Subscriber

PREFIX = "L"
CIRCLE, KIND, INDEX = "newsletter", "E79", "newsletter"
STOP_MARK = "配信停止のリンク"
WRITERS = frozenset({Role.OUTREACH, Role.SUPERVISOR, Role.COMPLIANCE})
SOFT_BOUNCES = 3
"""Mails in a row that came back for a passing reason; then the address counts as gone."""
STOPPED = "配信を止められました"
MOST_READERS, BATCH = 50_000, 200
"""Readers of one issue; so many mails enter the outbox a minute, so that 10,000 readers have theirs within the hour."""
KEPT_DAYS = 400
"""Addresses stay in the list of who got an issue for about a year, then the counts alone."""

register(
    NoticeKind(
        "E79a", Audience.READER, "お便りのお申し込みの確認",
        "このメールアドレスで、お便り（月に1回まで）のお申し込みがありました。下の画面を開いて「お便りを受け取る」を押すと、お申し込みが済みます。\n"
        "7日のあいだに押されないときは、アドレスを消します。\n\nお心当たりがない場合は、このメールを破棄してください。",
        path="/newsletter/entry/$token", urgent=True,
    ),
    NoticeKind(
        "E79k", Audience.READER, "お便りはすでにお届けしています",
        "このメールアドレスには、すでにお便りをお届けしています。おやめになるときは、下の画面で「配信を止める」を押してください。",
        path="/newsletter/stop/$token", urgent=True,
    ),
    NoticeKind(KIND, Audience.READER, "お便り", "$words", may_be_stopped=True),
)  # fmt: skip


def subscriber_by_token(token: str) -> Subscriber:
    """The reader for whoever has the link; else 404."""
    found = Subscriber.objects.filter(token=token).first()
    if found is None:
        raise Http404
    return found


def issue_for(actor: Actor | None, number: str) -> NewsletterIssue:
    """The issue with this number, if this actor writes the newsletter; else 404."""
    rows = NewsletterIssue.objects.select_related("sending", "made_by")
    found = rows.filter(number=number).first() if actor is not None and actor.role in WRITERS else None
    if found is None:
        raise Http404
    return found


def issues_counted() -> QuerySet[NewsletterIssue]:
    """All issues, the newest first, each with how many mails left (`reached`) and came back (`bounced`). One query."""
    line = "sending__lines"
    left = Count(line, filter=Q(**{f"{line}__notice__status": Notice.Status.SENT}), distinct=True)
    back = Count(
        f"{line}__newsletter_delivery", filter=Q(**{f"{line}__newsletter_delivery__bounced__gt": ""}), distinct=True
    )
    return (
        NewsletterIssue.objects.select_related("sending", "made_by")
        .annotate(reached=left, bounced=back)
        .order_by("-id")
    )


def issues_sent() -> QuerySet[NewsletterIssue]:
    """The archive for everybody: issues that left (or were stopped on the way), the newest first."""
    left = [BulkState.SENDING, BulkState.DONE, BulkState.STOPPED]
    rows = NewsletterIssue.objects.filter(sending__state__in=left).select_related("sending")
    return rows.order_by("-sending__approved_at", "-id")


@transaction.atomic
def subscribe(*, address: str, by: Actor) -> Subscriber:
    """Send a mail whose page confirms the wish. What happens looks the same for an address that reads already."""
    index = blind_index(INDEX, address)
    reader, made = Subscriber.objects.get_or_create(
        address_index__in=blind_indices(INDEX, address),
        defaults={"address_index": index, "address": address, "token": secrets.token_urlsafe(32)},
    )
    if made:
        record(by=by, action="subscribe", object_type="subscriber", object_number=str(reader.pk))
    elif reader.confirmed_at is None:
        Subscriber.objects.filter(pk=reader.pk).update(asked_at=now())
    kind = "E79a" if reader.confirmed_at is None else "E79k"
    queue_to_address(
        notice_id=kind, address=address, key=f"{kind}:{reader.pk}:{now():%Y%m%d%H}", about=_about(reader),
        values={"token": reader.token},
    )  # fmt: skip
    return reader


def _about(reader: Subscriber) -> str:
    return f"{CIRCLE}:{reader.pk}"


@transaction.atomic
def confirm_subscription(*, subscriber: Subscriber, by: Actor) -> Subscriber:
    """The owner of the address pressed the button. Confirmed or ended already: nothing changes."""
    row = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if row.confirmed_at is None and row.stopped_at is None:
        row.confirmed_at = now()
        row.save(update_fields=["confirmed_at"])
        record(by=by, action="confirm_subscription", object_type="subscriber", object_number=str(row.pk))
    return row


@transaction.atomic
def stop_reading(*, subscriber: Subscriber, how: str, by: Actor) -> Subscriber:
    """Nothing more leaves for this reader, not even what waits in the outbox, and the address is forgotten. Ended already: nothing."""
    row = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if row.stopped_at is not None:
        return row
    row.stopped_at, row.stop_how, row.address, row.address_index = now(), StopHow(how), "", ""
    row.save(update_fields=["stopped_at", "stop_how", "address", "address_index"])
    forget_lines(BulkLine.objects.filter(newsletter_delivery__subscriber=row))
    forget_notices(Notice.objects.filter(about=_about(row)))
    record(by=by, action="stop_newsletter", object_type="subscriber", object_number=str(row.pk), how=how)
    return row


def stop_address(*, address: str, by: Actor) -> bool:
    """Somebody telephoned: end it for this address. Whether there was a reader."""
    reader = Subscriber.objects.filter(address_index__in=blind_indices(INDEX, address)).first()
    if reader is not None:
        stop_reading(subscriber=reader, how=StopHow.OFFICE, by=by)
    return reader is not None


@transaction.atomic
def write_issue(*, title: str, body: str, key: UUID, by: Actor) -> NewsletterIssue:
    """A draft. The same key again is the same draft."""
    number = next_number(PREFIX)  # also makes two presses of one button queue up for each other
    given = {"number": number, "title": title.strip(), "body": body.strip(), "made_by_id": by.user_id}
    issue, made = NewsletterIssue.objects.get_or_create(key=key, defaults=given)
    if made:
        record(by=by, action="write_issue", object_type="newsletter", object_number=issue.number)
    return issue


@transaction.atomic
def edit_issue(*, issue: NewsletterIssue, title: str, body: str, seen: int, by: Actor) -> NewsletterIssue:
    """Other words in place of those that stand. Raises StepRefused for an old page, or once it is prepared for sending."""
    row = NewsletterIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if (row.title, row.body) == (title.strip(), body.strip()):
        return row
    if row.sending_id is not None:
        raise StepRefused(
            Refusal("prepared", "お送りする準備が済んだ号です。文面は「まとめてのお便り」の画面で直してください。")
        )
    if row.changes != seen:
        raise StepRefused(
            Refusal("newer", "この号は、ほかの方が先に直しています。新しい文面を確かめてから、もう一度直してください。")
        )
    row.title, row.body, row.changes = title.strip(), body.strip(), row.changes + 1
    row.save(update_fields=["title", "body", "changes"])
    record(by=by, action="edit_issue", object_type="newsletter", object_number=row.number)
    return row


@transaction.atomic
def prepare_issue(*, issue: NewsletterIssue, by: Actor) -> BulkSending:
    """Fix text and readers as a letter to many; a second person lets it go from there. Prepared already: the same letter.

    Raises StepRefused in a month in which an issue has left, without readers, or for a title that no subject may hold.
    """
    row = NewsletterIssue.objects.select_for_update(of=("self",)).select_related("sending").get(pk=issue.pk)
    if row.sending is not None:
        return row.sending
    if left_this_month():
        raise StepRefused(
            Refusal(
                "month", "今月は、もうお送りしています。お便りは月に1回までです。来月になってから準備してください。"
            )
        )
    row.sending = bulk.prepare(
        circle=CIRCLE, choice="", purpose=f"お便り {row.number}", subject=row.title, body=mail_body(row), key=row.key, by=by,
        own_room=True,
    )  # fmt: skip
    row.save(update_fields=["sending"])
    record(by=by, action="prepare_issue", object_type="newsletter", object_number=row.number)
    return row.sending


def mail_body(issue: NewsletterIssue) -> str:
    """The words, then what the law asks of a mail that somebody agreed to get (特定電子メール法4条: sender, address, how to end it)."""
    profile = load_profile(settings.PROFILE)
    lines = [
        issue.body, "", "――――――――――", "このお便りは、お申し込みの方に、月に1回までお届けしています。", "配信を止める（押すとすぐに止まります）",
        f"　{{{STOP_MARK}}}", f"送信者　{profile.name}", *([f"　{profile.full_address}"] if profile.full_address else []),
        f"お問い合わせ　{profile.mail}",
    ]  # fmt: skip
    return "\n".join(lines)


def left_this_month() -> bool:
    """Whether an issue has gone to anybody in the month of today (in Japan)."""
    return NewsletterDelivery.objects.filter(month=month_now()).exists()


def month_now() -> date:
    """First day of the month in which a mail queued now would leave."""
    return send_after(timezone.localtime(now()), urgent=False).date().replace(day=1)


def readers(actor: Actor, choice: str) -> Iterator[Reader]:
    for row in Subscriber.objects.reading().order_by("pk"):
        yield Reader(address=row.address, words={STOP_MARK: _stop_page(row)})


def _stop_page(row: Subscriber) -> str:
    return f"{settings.BASE_URL}/newsletter/stop/{row.token}"


def stop_link_of(address: str) -> str:
    """For the header List-Unsubscribe (RFC 8058)."""
    found = _reader_at(address)
    return _stop_page(found) if found else ""


def _reader_at(address: str) -> Subscriber | None:
    return Subscriber.objects.reading().filter(address_index__in=blind_indices(INDEX, address)).first()


def not_reading_of(rows: Sequence[Reader]) -> list[str]:
    """Why each of these gets nothing, "" for who reads. One query, however many."""
    reading = _readers_at([row.address for row in rows])
    return ["" if row.address in reading else STOPPED for row in rows]


def _readers_at(addresses: Sequence[str]) -> dict[str, int]:
    """The keys of readers by address."""
    indices = {index: address for address in addresses for index in blind_indices(INDEX, address)}
    found = Subscriber.objects.reading().filter(address_index__in=list(indices)).values_list("address_index", "pk")
    return {indices[index]: pk for index, pk in found}


def claim(lines: Sequence[BulkLine]) -> dict[int, str]:
    """Take each reader's one place of the month; the database gives it out once. By key the lines that got none, and why."""
    readers, month = _readers_at([line.address for line in lines]), month_now()
    NewsletterDelivery.objects.bulk_create(
        [
            NewsletterDelivery(subscriber_id=readers[line.address], month=month, line=line)
            for line in lines
            if line.address in readers
        ],
        ignore_conflicts=True,
    )
    ours = set(NewsletterDelivery.objects.filter(line__in=lines, month=month).values_list("line", flat=True))
    return {
        line.pk: "今月は、もうお送りしています" if line.address in readers else STOPPED
        for line in lines
        if line.pk not in ours
    }


@transaction.atomic
def note_bounce(notice: Notice, hard: bool) -> None:
    """A newsletter came back: for good, and the reader is ended; three times in a row for a passing reason too."""
    delivery = NewsletterDelivery.objects.filter(line__notice=notice).select_related("subscriber").first()
    if delivery is None:
        return
    NewsletterDelivery.objects.filter(pk=delivery.pk).update(bounced="hard" if hard else "soft")
    last = list(delivery.subscriber.deliveries.order_by("-month").values_list("bounced", flat=True)[:SOFT_BOUNCES])
    in_a_row = next((no for no, how in enumerate(last) if not how), len(last))
    Subscriber.objects.filter(pk=delivery.subscriber_id).update(soft_bounces=in_a_row)
    if hard or in_a_row >= SOFT_BOUNCES:
        stop_reading(subscriber=delivery.subscriber, how=StopHow.BOUNCED, by=SYSTEM)


@transaction.atomic
def forget_old(day: date) -> int:
    """Job: addresses never confirmed go, and those in lists of issues that are over. How many addresses."""
    before = day - timedelta(days=value("unconfirmed_address_days", day))
    unsure = Subscriber.objects.filter(confirmed_at=None, stopped_at=None, asked_at__date__lt=before)
    keys = [_about(row) for row in unsure]
    forget_notices(Notice.objects.filter(about__in=keys))
    gone, _ = unsure.delete()
    mine = BulkLine.objects.filter(sending__circle=CIRCLE)
    over = mine.filter(sending__state__in=[BulkState.DONE, BulkState.STOPPED]).exclude(values="")
    old = over.filter(sending__ended_at__date__lt=day - timedelta(days=KEPT_DAYS))
    return (
        gone + forget_lines(old) + forget_lines(over.filter(standing__in=[LineStanding.LEFT_OUT, LineStanding.STOPPED]))
    )


def open_circles() -> None:
    """Called once, when the application starts."""
    open_circle(
        Circle(
            code=CIRCLE, label="お便りの読者", kind=KIND, roles=WRITERS, find=readers, left_out_of=not_reading_of, marks=(STOP_MARK,),
            must_hold=(STOP_MARK,), claim=claim, most=MOST_READERS, batch=BATCH, own_room=True, always_second=True,
        )
    )  # fmt: skip
    stop_with(KIND, stop_link_of)
    when_bounced(note_bounce)
