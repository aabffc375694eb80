"""Mails to the offices of societies: written, seen by a second person and let go in `notices.bulk`; here stands who gets one."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.notices.bulk_circles import Circle, Reader, open_circle
from enishi.notices.models import BulkLine
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.outreach.enums import Consent
from enishi.outreach.models import Campaign, Society
from enishi.outreach.paper_codes import shown
from enishi.outreach.societies import to_be_written_to

CIRCLE = "societies"
WRITERS = frozenset({Role.OUTREACH, Role.SUPERVISOR, Role.COMPLIANCE})
DUE = "due"
LABEL_LENGTH = 160

register(NoticeKind("E73", Audience.SOCIETY, "会員の先生へのご案内のお願い", "$words"))


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


def open_circles() -> None:
    """Called once, when the application starts."""
    open_circle(
        Circle(
            code=CIRCLE, label="学会・団体の事務局", kind="E73", roles=WRITERS, find=societies_to_tell,
            choices=lambda actor: [(DUE, "ご連絡の時期が来ているところ")], choice_label="しぼり方", left_out=no_yes,
            marks=("宛名", "代表", "ご案内のリンク", "用紙の番号"),
        )
    )  # fmt: skip
