"""Queue a notice in the transaction of the act; send a queued one from the worker, or hand it to the desk."""

import smtplib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from enishi.accounts.models import User
from enishi.common.clock import now
from enishi.common.profile import load_profile
from enishi.common.worded import Given, Worded
from enishi.notices.bounces import told_bounced
from enishi.notices.models import Notice
from enishi.notices.registry import Audience, NoticeKind, all_kinds, fill, kind_of, register
from enishi.notices.rendering import headers, mail_text, subject_of
from enishi.notices.rules import WEEK, departure, send_after
from enishi.notices.ways import By, Way, may_not_be_urged, way_to

MAX_ATTEMPTS = 8

SIGN_IN_CODE = NoticeKind(
    "E01",
    Audience.PHYSICIAN,
    "確認番号のお知らせ",
    "確認番号は $code です。\n\nログインの画面に、6桁の数字をご入力ください。15分間お使いいただけます。\n"
    "お心当たりがない場合は、このメールを破棄してください。",
    urgent=True,
    secret=True,
)
register(SIGN_IN_CODE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A notice to be put into the outbox under its key.

    person: number of the physician, who may have no sign-in (recipient None). own_act: the reader's own act called it forth,
    so it is no automatic mail of the weekly limit. address: of a reader without a user. subject: in place of the kind's own,
    for a text that a second person has read (`bulk`).
    """

    notice_id: str
    recipient: User | None
    key: str
    about: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    person: str = ""
    own_act: bool = False
    address: str = ""
    subject: str = ""


def queue_notice(
    *,
    notice_id: str,
    recipient: User | None,
    key: str,
    about: str = "",
    values: dict[str, Any] | None = None,
    person: str = "",
    own_act: bool = False,
) -> Notice:
    """Put one notice into the outbox: see `Wanted` and `queue_notices`."""
    return queue_notices([Wanted(notice_id, recipient, key, about, values or {}, person, own_act)])[0]


def queue_notices(wanted: Iterable[Wanted]) -> list[Notice]:
    """Put these into the outbox, in three questions whatever their number; the rows in the same order.

    The same key a second time changes nothing. Raises KeyError for a missing variable. A reader who chose letters or the
    telephone, or has no mail, is told by the desk: the notice then waits there and not for the mail server.
    """
    moment = timezone.localtime(now())
    drafts = [_draft(one, moment) for one in wanted]
    if not drafts:
        return []
    with transaction.atomic(savepoint=False):
        new = _kept(drafts)
        if mails := [draft for draft in new.values() if draft.status == Notice.Status.WAITING]:
            from enishi.notices.jobs import send_later  # the job module imports this one

            send_later(*mails)
    return [new.get(draft.key) or Notice.objects.get(key=draft.key) for draft in drafts]


def _kept(drafts: Sequence[Notice]) -> dict[str, Notice]:
    """Store them; by their keys those that were not there before."""
    Notice.objects.bulk_create(drafts, ignore_conflicts=True)
    found = _STANDING.all(keys=[draft.key for draft in drafts])
    standing = {key: (pk, message_id) for key, pk, message_id in found}
    new: dict[str, Notice] = {}
    for draft in drafts:
        pk, message_id = standing[draft.key]
        if message_id == draft.message_id:  # ours, and not one that stood there before or came first
            draft.pk, new[draft.key] = pk, draft
    return new


_STANDING = Worded(lambda: Notice.objects.filter(key__any_of=Given("keys")).values_list("key", "pk", "message_id"))


def _draft(one: Wanted, moment: datetime) -> Notice:
    """Not stored yet. Only what goes by mail ever waits for it."""
    kind = kind_of(one.notice_id)
    filled = {"number": one.about, **one.values}
    way = way_to(one.recipient, one.person) if kind.audience is Audience.PHYSICIAN else Way()
    by = By.MAIL if one.address and one.recipient is None else _by(kind, way, one.recipient)
    person = one.person or way.number
    return Notice(
        key=one.key,
        kind=kind.id,
        recipient=one.recipient,
        person=person,
        way=by,
        counts=kind.counts and not one.own_act,
        status=_first_status(kind, by, person),
        address="" if one.recipient else one.address,
        subject=one.subject or fill(kind.subject, filled),
        body=text_of(kind, filled),
        about=one.about,
        send_after=send_after(moment, urgent=kind.urgent),
    )


def _first_status(kind: NoticeKind, by: By, number: str) -> Notice.Status:
    if kind.urges and may_not_be_urged(number):
        return Notice.Status.WITHHELD
    return Notice.Status.WAITING if by is By.MAIL else Notice.Status.BY_HAND


def withhold_urging(*, number: str) -> int:
    """What waits for this physician and might urge him or her to change jobs does not leave any more. How many."""
    waiting = Notice.objects.filter(person=number, status__in=[Notice.Status.WAITING, Notice.Status.BY_HAND])
    kinds = [kind.id for kind in all_kinds() if kind.urges]
    return waiting.filter(kind__in=kinds).update(status=Notice.Status.WITHHELD)


def _by(kind: NoticeKind, way: Way, recipient: User | None) -> By:
    if kind.secret:
        return By.MAIL  # a sign-in code has no other way
    chosen = way.statutory_by if kind.statutory else way.by
    return By.LETTER if chosen is By.MAIL and recipient is None else chosen


def send_sign_in_code(*, user: User, code: str) -> Notice:
    """E01. Each code is a notice of its own."""
    return queue_notice(
        notice_id="E01", recipient=user, key=f"E01:{user.pk}:{now().timestamp()}", values={"code": code}
    )


def text_of(kind: NoticeKind, values: dict[str, Any]) -> str:
    """The text that mail, letter and script are made from: the body and the page to open. Raises KeyError for a missing variable."""
    path = fill(kind.path, values)
    page = f"\n\n■ご覧になるには\n　{settings.BASE_URL}{path}\n　お電話でも承ります。" if path else ""
    return f"{fill(kind.body, values)}{page}"


@transaction.atomic
def send_notice(*, notice_id: int) -> str:
    """Send one notice over SMTP and mark it, holding its row so that no second worker sends it too.

    A counted mail beyond the weekly limit, or any that is not urgent in quiet hours, waits for its time; whatever waits
    for the same reader by then goes out in the same mail. If the machine dies between the mail server's yes and our
    commit, the next try carries the same Message-ID, by which mail programs recognise the repetition. Returns the status
    after the try; raises on a passing fault, so the job retries.
    """
    notice = (
        Notice.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("recipient")
        .filter(pk=notice_id, status=Notice.Status.WAITING)
        .first()
    )
    if notice is None or not notice.to:
        return "nothing to send"
    if kind_of(notice.kind).urges and may_not_be_urged(notice.person):  # the period began while it waited
        notice.status = Notice.Status.WITHHELD
        notice.save(update_fields=["status"])
        return notice.status
    to_physician = kind_of(notice.kind).audience is Audience.PHYSICIAN
    way = way_to(notice.recipient, notice.person) if to_physician else Way()
    if (later := _not_before(notice, way)) is not None:
        return _postpone(notice, later)
    letter = [notice, *_waiting_too(notice)]
    if not settings.SMTP_URL:
        if settings.PRODUCTION:
            raise RuntimeError("ENISHI_SMTP is not set; mail waits in the outbox")
        return _mark_sent(letter, wipe=False)  # development: /dev/mail shows what was sent
    profile = load_profile(settings.PROFILE)
    sender = f"担当の{way.sender.split()[0]}" if way.sender else "事務局" if to_physician else profile.short_name
    message = EmailMessage(
        subject_of(letter),
        mail_text(letter, way),
        f"{sender} <{profile.mail}>",
        [notice.to],
        headers=headers(letter, profile.mail.rpartition("@")[2]),
        connection=get_connection(),
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        notice.status, notice.problem = Notice.Status.FAILED, "宛先のメールアドレスが受け取りませんでした"
        notice.save(update_fields=["status", "problem"])
        told_bounced(notice, hard=any(500 <= code < 600 for code, _ in refused.recipients.values()))
        return notice.status
    return _mark_sent(letter, wipe=kind_of(notice.kind).secret)


def _not_before(notice: Notice, way: Way) -> Any:
    """The time to wait for, None if it may leave now. For counted mails the reader's row is held: two workers take turns."""
    if kind_of(notice.kind).urgent:
        return None
    moment = timezone.localtime(now())
    if not notice.counts:
        later = send_after(moment, urgent=False)
        return later if later > moment else None
    User.objects.select_for_update().get(pk=notice.recipient_id)
    sent = Notice.objects.filter(
        recipient=notice.recipient_id, counts=True, joined_to=None, way=By.MAIL, sent_at__gt=moment - WEEK
    ).values_list("sent_at", flat=True)
    later = departure(moment, sent=[s for s in sent if s], a_week=way.a_week)
    return later if later > moment else None


def _postpone(notice: Notice, later: Any) -> str:
    from enishi.notices.jobs import send_later

    notice.send_after = later
    notice.save(update_fields=["send_after"])
    send_later(notice)
    return "postponed"


def _waiting_too(notice: Notice) -> Sequence[Notice]:
    """Other counted mails to the same reader that wait: they go along, so that nothing waits twice."""
    if not notice.counts:
        return []
    waiting = Notice.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        recipient=notice.recipient_id, counts=True, status=Notice.Status.WAITING, way=By.MAIL
    )
    return list(waiting.exclude(pk=notice.pk).order_by("created_at", "id"))


def _mark_sent(letter: Sequence[Notice], *, wipe: bool) -> str:
    first = letter[0]
    for notice in letter:
        notice.status, notice.sent_at, notice.attempts = Notice.Status.SENT, now(), notice.attempts + 1
        notice.joined_to = None if notice is first else first
        if wipe:
            notice.body = ""
        notice.save(update_fields=["status", "sent_at", "attempts", "body", "joined_to"])
    return first.status


@transaction.atomic
def mark_told(*, notices: Sequence[Notice], by_user: int | None) -> list[int]:
    """The desk posted these in one envelope, or told them in one call: all are sent, the first leads. Primary keys marked.

    Those that somebody else marked meanwhile are left alone.
    """
    held = list(
        Notice.objects.select_for_update()
        .filter(pk__in=[n.pk for n in notices], status__in=[Notice.Status.BY_HAND, Notice.Status.FAILED])
        .order_by("created_at", "id")
    )
    if held:
        _mark_sent(held, wipe=False)
        Notice.objects.filter(pk__in=[n.pk for n in held]).update(done_by=by_user)
    return [n.pk for n in held]


@transaction.atomic
def mark_untold(*, notices: Collection[int], by_user: int | None) -> int:
    """They were not posted after all: what this person marked waits for the desk again. How many do."""
    held = Notice.objects.filter(pk__in=notices, status=Notice.Status.SENT, done_by=by_user)
    return held.update(status=Notice.Status.BY_HAND, sent_at=None, done_by=None, joined_to=None)


@transaction.atomic
def follow_way(*, notices: QuerySet[Notice], way: Way) -> int:
    """What waits for one physician goes by the way chosen now: mails become work for the desk, and the other way round."""
    from enishi.notices.jobs import send_later

    moved = 0
    waiting = notices.select_for_update().filter(status__in=[Notice.Status.WAITING, Notice.Status.BY_HAND])
    for notice in waiting.order_by("id"):
        kind = kind_of(notice.kind)
        by = _by(kind, way, notice.recipient)
        if by == notice.way:
            continue
        notice.way = by
        notice.status = Notice.Status.WAITING if by is By.MAIL else Notice.Status.BY_HAND
        notice.send_after = send_after(timezone.localtime(now()), urgent=kind.urgent)
        notice.save(update_fields=["way", "status", "send_after"])
        moved += 1
        if by is By.MAIL:
            send_later(notice)
    return moved
