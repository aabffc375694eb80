"""連絡簿 read: every mail, letter, call and fax to one physician, and how well the promise was kept."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from enishi.accounts.models import Membership, User
from enishi.accounts.roles import DESK_ROLES, Role
from enishi.common.workflow import Channel
from enishi.notices.models import Notice
from enishi.notices.registry import kind_of
from enishi.notices.ways import By
from enishi.physicians.contact_rules import Outcome
from enishi.physicians.models import ContactEvent, Direction, Physician


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact. who: role and name of the person, or 自動のお知らせ; counted: one of those the summary counts."""

    at: datetime
    channel: Channel
    incoming: bool
    who: str
    about: str
    outcome: str = ""
    kept: bool = True
    override: str = ""
    counted: bool = True

    @property
    def how(self) -> str:
        return how_words(self.channel)


def how_words(channel: Channel) -> str:
    """メール, お電話, お手紙, ファクス."""
    return "お手紙" if channel is Channel.PAPER else channel.label


@dataclass(frozen=True, slots=True)
class Figures:
    """How often we contacted, and how often outside the promise."""

    mails: int
    calls: int
    letters: int
    outside: int


def ledger(physician: Physician) -> list[ContactLine]:
    """Everything, the newest first: mails from the outbox, the rest as the desk wrote it down. Four queries."""
    mails = Notice.objects.to_physician(physician.number, physician.user_id).filter(
        status=Notice.Status.SENT, way=By.MAIL
    )
    events = list(ContactEvent.objects.filter(physician=physician).select_related("by"))
    roles = _roles({e.by_id for e in events if e.by_id})
    lines = [*(_mail(n, joined) for n, joined in _mails(list(mails))), *(_event(e, roles) for e in events)]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def figures(lines: list[ContactLine]) -> Figures:
    """「メール4通・お電話0回、お約束の範囲外0件」: what we sent and dialled; sign-in codes are not counted."""
    ours = [line for line in lines if not line.incoming and line.counted]
    return Figures(
        mails=sum(line.channel is Channel.MAIL for line in ours),
        calls=sum(line.channel is Channel.PHONE for line in ours),
        letters=sum(line.channel in (Channel.PAPER, Channel.FAX) for line in ours),
        outside=sum(not line.kept for line in ours),
    )


def figures_of_year(year: int, *, until: date | None = None) -> Figures:
    """All physicians together in a calendar year, for the yearly report: how many contacts, how many outside the promise.

    until: the last day that counts, where that is not the year's own.
    """
    span = (date(year, 1, 1), min(date(year, 12, 31), until or date.max))
    ours = ContactEvent.objects.filter(direction=Direction.OUT, at__date__range=span)
    mails = Notice.objects.exclude(person="").filter(
        status=Notice.Status.SENT, way=By.MAIL, joined_to=None, sent_at__date__range=span
    )
    return Figures(
        mails=mails.exclude(kind="E01").count() + ours.filter(channel=Channel.MAIL).count(),
        calls=ours.filter(channel=Channel.PHONE).count(),
        letters=ours.filter(Q(channel=Channel.PAPER) | Q(channel=Channel.FAX)).count(),
        outside=ours.filter(kept=False).count(),
    )


def _mails(rows: list[Notice]) -> list[tuple[Notice, list[Notice]]]:
    """Each mail that left, with the notices that went along in it."""
    along: dict[int, list[Notice]] = {}
    for notice in rows:
        if notice.joined_to_id:
            along.setdefault(notice.joined_to_id, []).append(notice)
    return [(n, along.get(n.pk, [])) for n in rows if n.joined_to_id is None]


def _mail(notice: Notice, along: list[Notice]) -> ContactLine:
    return ContactLine(
        at=notice.sent_at or notice.created_at,
        channel=Channel.MAIL,
        incoming=False,
        who="自動のお知らせ",
        about=_subjects([notice, *along]),
        counted=not kind_of(notice.kind).secret,
    )


def _subjects(notices: list[Notice]) -> str:
    """ご提案が1件あります、意見交換の場ができました（2件）."""
    counted = Counter(n.subject for n in notices)
    return "、".join(subject if times == 1 else f"{subject}（{times}件）" for subject, times in counted.items())


def _event(event: ContactEvent, roles: dict[int, str]) -> ContactLine:
    incoming = event.direction == Direction.IN
    desk = f"{roles.get(event.by_id or 0, '担当')} {event.by.name}" if event.by else ""
    return ContactLine(
        at=event.at,
        channel=Channel(event.channel),
        incoming=incoming,
        who=f"先生から（{desk}が承りました）" if incoming and desk else "先生から" if incoming else desk or "事務局",
        about=event.about,
        outcome=Outcome(event.outcome).label if event.outcome else "",
        kept=event.kept,
        override=event.override,
    )


def _roles(users: set[int]) -> dict[int, str]:
    held = Membership.objects.filter(user__in=User.objects.filter(pk__in=users), role__in=DESK_ROLES).order_by("-id")
    return {m.user_id: Role(m.role).label for m in held}
