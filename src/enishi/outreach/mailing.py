"""Mails to the offices of societies: written, seen by a second person and let go in `notices.bulk`; here stands who gets one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from enishi.accounts.roles import Role
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import today
from enishi.notices.bounces import CAME_BACK, when_bounced
from enishi.notices.bulk_circles import Circle, Reader, open_circle
from enishi.notices.models import BulkLine, Notice
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.outreach.enums import Consent, ContactWay
from enishi.outreach.links import short_link
from enishi.outreach.models import Society, SocietyContact
from enishi.outreach.paper_codes import shown
from enishi.outreach.querysets import links_of
from enishi.outreach.societies import note_contact, to_be_written_to

CIRCLE = "societies"
WRITERS = frozenset({Role.OUTREACH, Role.SUPERVISOR, Role.COMPLIANCE})
DUE, KIND = "due", "E73"
LABEL_LENGTH = 160
KEY = "society:"
"""Before a society's primary key, in the line of a letter to it."""
NO_YES = "「ご連絡してよい」とのお返事を、まだいただいていません"

STOP_WORDS = (
    "このようなご連絡がご不要のときは、このメールへのご返信かお電話でお知らせください。学会ごとに、すぐに止めます。"
)
"""How to say no stands in every mail that asks for something (特定電子メール法4条: 受信拒否の通知先)."""

register(NoticeKind(KIND, Audience.SOCIETY, "会員の先生へのご案内のお願い", f"$words\n\n{STOP_WORDS}"))


def societies_to_tell(actor: Actor, choice: str) -> Iterator[Reader]:
    """Offices with a mail address, each with its link; two societies of one office are two readers. choice: "due" for those
    whose next time has come."""
    rows = Society.objects.exclude(mail="").order_by("name", "pk")
    if choice == DUE:
        rows = rows.filter(pk__in=to_be_written_to(actor, today()).order_by().values("pk"))
    links = links_of(rows)
    for society in rows:
        link = links.get(society.pk)
        yield Reader(
            label=society.name[:LABEL_LENGTH],
            address=society.mail,
            whose=whose(society),
            words={
                "宛名": society.name,
                "代表": f"{society.head_title}　{society.head}".strip("　"),
                "ご案内のリンク": short_link(link.code) if link else settings.BASE_URL,
                "用紙の番号": shown(link.paper_code) if link else "",
            },
        )


def whose(society: Society) -> str:
    """The key by which a line of a letter to many is this society's, whatever is renamed or moved later."""
    return f"{KEY}{society.pk}"


def no_yes_of(readers: Sequence[Reader]) -> list[str]:
    """Asked again when the mails leave: a society that agreed hears from us, another one of the same office does not for its sake."""
    agreed = Society.objects.filter(consent=Consent.AGREED)
    keys = set(map(whose, agreed.filter(pk__in=_pks(reader.whose for reader in readers)).only("pk")))
    loose = [reader.address.casefold() for reader in readers if not reader.whose]
    mails = {mail.casefold() for mail in agreed.values_list("mail", flat=True)} if loose else set()
    return ["" if (r.whose in keys if r.whose else r.address.casefold() in mails) else NO_YES for r in readers]


def _pks(keys: Iterable[str]) -> list[int]:
    return [int(key.removeprefix(KEY)) for key in keys if key]


def mails_to(society: Society) -> QuerySet[BulkLine]:
    """What was prepared or sent to this society's office, the newest first."""
    older = Q(whose="", label=society.name[:LABEL_LENGTH])  # written before lines were told apart by society
    lines = BulkLine.objects.filter(older | Q(whose=whose(society)), sending__circle=CIRCLE)
    return lines.select_related("sending", "notice").order_by("-sending_id")


def societies_of_line(line: BulkLine) -> list[Society]:
    """Whose letter a line is: the society of its key. Of an older line without one the society whose name it carries, else all of its
    address: what cannot be decided stands in the log of each."""
    if line.whose:
        return list(Society.objects.filter(pk__in=_pks([line.whose])))
    at_address = list(Society.objects.filter(mail__iexact=line.address).order_by("pk")) if line.address else []
    rows = at_address or (list(Society.objects.filter(name__startswith=line.label)) if line.label else [])
    return [row for row in rows if row.name[:LABEL_LENGTH] == line.label] or at_address


def log_mails(lines: Sequence[BulkLine]) -> Mapping[int, str]:
    """As these mails enter the outbox each stands in its society's log, and the next time follows from the rhythm. All may leave."""
    for line in lines:
        for society in societies_of_line(line):
            note_contact(
                society=society, key=_key(line, "sent", society), day=today(), way=ContactWay.MAIL, received=False,
                note=line.sending.subject, by=SYSTEM,
            )  # fmt: skip
    return {}


@transaction.atomic
def note_returned(notice: Notice, hard: bool) -> None:
    """A mail to an office came back: it stands in that society's log, once, and moves nothing else."""
    line = BulkLine.objects.filter(notice=notice, sending__circle=CIRCLE).select_related("sending").first()
    for society in societies_of_line(line) if line is not None else []:
        SocietyContact.objects.get_or_create(
            key=_key(line, "returned", society),
            defaults={
                "society": society, "day": today(), "way": ContactWay.MAIL, "received": False,
                "note": f"「{line.sending.subject}」　{CAME_BACK[hard]}。メールの宛先をお確かめください。",
            },
        )  # fmt: skip


def _key(line: BulkLine, what: str, society: Society) -> UUID:
    """One row of a society's log for one line and event, however often it is told."""
    return uuid5(NAMESPACE_URL, f"{what}:{line.sending.number}:{line.no}:{society.pk}")


def open_circles() -> None:
    """Called once, when the application starts."""
    open_circle(
        Circle(
            code=CIRCLE, label="学会・団体の事務局", kind=KIND, roles=WRITERS, find=societies_to_tell,
            choices=lambda actor: [(DUE, "ご連絡の時期が来ているところ")], choice_label="しぼり方",
            left_out_of=no_yes_of, marks=("宛名", "代表", "ご案内のリンク", "用紙の番号"), claim=log_mails, always_second=True,
        )
    )  # fmt: skip
    when_bounced(note_returned)
