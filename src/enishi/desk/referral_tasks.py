"""Referrals as rows of today's list: withdrawals a partner was not told of, what arrived, what was agreed to and waits."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F
from django.utils import timezone

from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.japanese.working_days import add_working_days
from enishi.desk.records import owned_by
from enishi.physicians.models import Physician
from enishi.referrals.enums import Arrival, SheetKind
from enishi.referrals.models import Arrived, Referral

TELL_WITHIN_WORKING_DAYS = 1
DECIDE_WITHIN_WORKING_DAYS = 2
Row = tuple[str, str, date, str, str, str, Physician | None]


def referral_tasks(actor: Actor) -> Iterator[Row]:
    """(kind, number, due, words, reason, href, physician), each due within a day or two."""
    mine = Referral.objects.filter(owned_by(actor, "physician__coordinator")).select_related("partner", "physician")
    mine = mine.defer("facts")
    owed = mine.filter(sent_at__isnull=False, withdrawn_at__isnull=False, withdrawn_told_at=None)
    for r in owed.order_by("withdrawn_at", "pk")[:50]:
        day = timezone.localdate(r.withdrawn_at)
        yield _row(
            r,
            add_working_days(day, TELL_WITHIN_WORKING_DAYS),
            "同意の取り消しを紹介先へ知らせる",
            "取り消されました",
            day,
        )
    waits = mine.filter(consented_at__isnull=False, sent_at=None, ended_at=None, expires_on__gte=today())
    for r in waits.order_by("consented_at", "pk")[:50]:
        day = timezone.localdate(r.consented_at)
        yield _row(
            r, add_working_days(day, DECIDE_WITHIN_WORKING_DAYS), "ご同意のあった紹介を渡す", "同意なさいました", day
        )
    here = Arrived.objects.filter(standing=Arrival.HERE).select_related("partner").defer("facts", "consent", "image")
    for a in here.order_by(F("arrived_at"), "pk")[:50]:
        day = timezone.localdate(a.arrived_at)
        yield (
            "referral", a.number, add_working_days(day, DECIDE_WITHIN_WORKING_DAYS),
            f"{a.partner.name}からの{SheetKind(a.kind).label}を確かめる", f"{day.month}月{day.day}日に届きました。",
            f"/desk/referrals/in/{a.number}", None,
        )  # fmt: skip


def _row(r: Referral, due: date, words: str, said: str, day: date) -> Row:
    whom = "{name}先生：" if r.physician else ""
    reason = f"{day.month}月{day.day}日に{said}（{r.partner.name}）。"
    return "referral", r.number, due, f"{whom}{words}", reason, f"/desk/referrals/out/{r.number}", r.physician
