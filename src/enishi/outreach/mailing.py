"""Mails to the offices of societies: written, seen by a second person and let go in `notices.bulk`; here stands who gets one."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import today
from enishi.notices.bounces import CAME_BACK, when_bounced
from enishi.notices.bulk_circles import Circle, Reader, open_circle
from enishi.notices.models import BulkLine, Notice
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.outreach.enums import Consent, ContactWay
from enishi.outreach.models import Campaign, Society, SocietyContact
from enishi.outreach.paper_codes import shown
from enishi.outreach.societies import note_contact, to_be_written_to

CIRCLE = "societies"
WRITERS = frozenset({Role.OUTREACH, Role.SUPERVISOR, Role.COMPLIANCE})
DUE, KIND = "due", "E73"
LABEL_LENGTH = 160

register(NoticeKind(KIND, Audience.SOCIETY, "会員の先生へのご案内のお願い", "$words"))


def societies_to_tell(actor: Actor, choice: str) -> Iterator[Reader]:
    """Offices with a mail address, each with its newest link. choice: "due" for those whose next time has come."""
    rows = Society.objects.exclude(mail="").order_by("name", "pk")
    if choice == DUE:
        rows = rows.filter(pk__in=to_be_written_to(actor, today()).order_by().values("pk"))
    newest = Campaign.objects.filter(society__in=rows).order_by("society_id", "-pk").distinct("society_id")
    links = {campaign.society_id: campaign for campaign in newest}
    for society in rows:
        link = links.get(society.pk)
        yield Reader(
            label=society.name[:LABEL_LENGTH],
            address=society.mail,
            words={
                "宛名": society.name,
                "代表": f"{society.head_title}　{society.head}".strip("　"),
                "ご案内のリンク": f"{settings.BASE_URL}/s/{link.code}" if link else settings.BASE_URL,
                "用紙の番号": shown(link.paper_code) if link else "",
            },
        )


def no_yes(user: User | None, person: str, address: str) -> str:
    """Asked again when the mail leaves: only an office that agreed hears from us."""
    there = Society.objects.filter(mail__iexact=address, consent=Consent.AGREED).exists()
    return "" if there else "「ご連絡してよい」とのお返事を、まだいただいていません"


def mails_to(society: Society) -> QuerySet[BulkLine]:
    """What was prepared or sent to this society's office, the newest first."""
    lines = BulkLine.objects.filter(sending__circle=CIRCLE, label=society.name[:LABEL_LENGTH])
    return lines.select_related("sending", "notice").order_by("-sending_id")


def society_of_line(line: BulkLine) -> Society | None:
    """Whose office a line is for, whatever was renamed since: of several with one address the one whose name it carries."""
    rows = list(Society.objects.filter(mail__iexact=line.address).order_by("pk")) if line.address else []
    rows = rows or list(Society.objects.filter(name__startswith=line.label).order_by("pk")) if line.label else rows
    return next((row for row in rows if row.name[:LABEL_LENGTH] == line.label), rows[0] if rows else None)


def log_mails(lines: Sequence[BulkLine]) -> Mapping[int, str]:
    """As these mails enter the outbox each stands in its society's log, and the next time follows from the rhythm. All may leave."""
    for line in lines:
        society = society_of_line(line)
        if society is not None:
            note_contact(
                society=society, key=_key(line, "sent"), day=today(), way=ContactWay.MAIL, received=False,
                note=line.sending.subject, by=SYSTEM,
            )  # fmt: skip
    return {}


@transaction.atomic
def note_returned(notice: Notice, hard: bool) -> None:
    """A mail to an office came back: it stands in that society's log, once, and moves nothing else."""
    line = BulkLine.objects.filter(notice=notice, sending__circle=CIRCLE).select_related("sending").first()
    society = society_of_line(line) if line is not None else None
    if line is None or society is None:
        return
    SocietyContact.objects.get_or_create(
        key=_key(line, "returned"),
        defaults={
            "society": society, "day": today(), "way": ContactWay.MAIL, "received": False,
            "note": f"「{line.sending.subject}」　{CAME_BACK[hard]}。メールの宛先をお確かめください。",
        },
    )  # fmt: skip


def _key(line: BulkLine, what: str) -> UUID:
    """One row of the log for one line and event, however often it is told."""
    return uuid5(NAMESPACE_URL, f"{what}:{line.sending.number}:{line.no}")


def open_circles() -> None:
    """Called once, when the application starts."""
    open_circle(
        Circle(
            code=CIRCLE, label="学会・団体の事務局", kind=KIND, roles=WRITERS, find=societies_to_tell,
            choices=lambda actor: [(DUE, "ご連絡の時期が来ているところ")], choice_label="しぼり方", left_out=no_yes,
            marks=("宛名", "代表", "ご案内のリンク", "用紙の番号"), claim=log_mails, always_second=True,
        )
    )  # fmt: skip
    when_bounced(note_returned)
