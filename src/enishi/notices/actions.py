"""Queue a notice in the transaction of the act; send a queued one from the worker."""

import smtplib
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from enishi.accounts.models import User
from enishi.common.clock import now
from enishi.common.profile import load_profile
from enishi.notices.models import Notice
from enishi.notices.registry import Audience, NoticeKind, fill, kind_of, register
from enishi.notices.rules import send_after

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


def queue_notice(
    *, notice_id: str, recipient: User, key: str, about: str = "", values: dict[str, Any] | None = None
) -> Notice:
    """Put a notice into the outbox. The same key a second time changes nothing. Raises KeyError for a missing variable."""
    kind = kind_of(notice_id)
    filled = {"number": about, **(values or {})}
    notice, created = Notice.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind.id,
            "recipient": recipient,
            "subject": fill(kind.subject, filled),
            "body": _letter(kind, recipient, filled),
            "about": about,
            "send_after": send_after(timezone.localtime(), urgent=kind.urgent),
        },
    )
    if created:
        from enishi.notices.jobs import send_later  # the job module imports this one

        send_later(notice)
    return notice


def send_sign_in_code(*, user: User, code: str) -> Notice:
    """E01. Each code is a notice of its own."""
    return queue_notice(
        notice_id="E01", recipient=user, key=f"E01:{user.pk}:{now().timestamp()}", values={"code": code}
    )


def _letter(kind: NoticeKind, recipient: User, values: dict[str, Any]) -> str:
    profile = load_profile(settings.PROFILE)
    name = f"{recipient.name} 先生" if kind.audience is Audience.PHYSICIAN else f"{recipient.name} さま"
    path = fill(kind.path, values)
    page = f"\n\n■ご覧になるには\n　{settings.BASE_URL}{path}\n　お電話でも承ります。" if path else ""
    contact = f"{profile.name}\n電話 {profile.phone_with_hours}"
    return f"{name}\n\n{fill(kind.body, values)}{page}\n\n――――――――――\n{contact}\n"


@transaction.atomic
def send_notice(*, notice_id: int) -> str:
    """Send one notice over SMTP and mark it, holding its row so that no second worker sends it too.

    If the machine dies between the mail server's yes and our commit, the next try carries the same Message-ID, by which
    mail programs recognise the repetition. Returns the status after the try; raises on a passing fault, so the job retries.
    """
    notice = (
        Notice.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("recipient")
        .filter(pk=notice_id, status=Notice.Status.WAITING)
        .first()
    )
    if notice is None:
        return "nothing to send"
    if not settings.SMTP_URL:
        if settings.PRODUCTION:
            raise RuntimeError("ENISHI_SMTP is not set; mail waits in the outbox")
        return _mark_sent(notice, wipe=False)  # development: /dev/mail shows what was sent
    profile = load_profile(settings.PROFILE)
    message = EmailMessage(
        notice.subject,
        notice.body,
        f"{profile.short_name} <{profile.mail}>",
        [notice.to],
        headers={"Message-ID": f"<{notice.message_id}@{profile.mail.rpartition('@')[2]}>"},
        connection=get_connection(),
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused:
        notice.status, notice.problem = Notice.Status.FAILED, "宛先のメールアドレスが受け取りませんでした"
        notice.save(update_fields=["status", "problem"])
        return notice.status
    return _mark_sent(notice, wipe=kind_of(notice.kind).secret)


def _mark_sent(notice: Notice, *, wipe: bool) -> str:
    notice.status, notice.sent_at, notice.attempts = Notice.Status.SENT, now(), notice.attempts + 1
    if wipe:
        notice.body = ""
    notice.save(update_fields=["status", "sent_at", "attempts", "body"])
    return notice.status
