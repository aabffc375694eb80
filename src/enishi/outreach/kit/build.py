"""A whole kit as files in memory, and each piece by its name."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from enishi.common import qr
from enishi.common.documents import drawing, pdf, pictures
from enishi.common.profile import Profile, load_profile
from enishi.outreach.enums import Medium
from enishi.outreach.kit import mail, texts
from enishi.outreach.kit.papers import Invitation, leaflet, letters
from enishi.outreach.kit.wording import Wording
from enishi.outreach.links import short_link
from enishi.outreach.models import Campaign

FOLDER = "outreach/typst"


@dataclass(frozen=True, slots=True)
class Kit:
    """All that one kit is made from. words: the society's own, for the mail."""

    invitation: Invitation
    profile: Profile
    wording: Wording
    day: date
    words: str = ""

    @property
    def facts(self) -> texts.Facts:
        of = self.invitation
        return texts.Facts(self.profile.name, of.society, of.link, self.profile.phone_with_hours)


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a kit. title, about: for the page; make: its bytes; source: the paper it is drawn from, "" for none."""

    name: str
    title: str
    about: str
    content_type: str
    make: Callable[[Kit], bytes]
    source: str = ""


def invitation_of(campaign: Campaign) -> Invitation:
    """The link as papers name it."""
    society = campaign.society
    return Invitation(
        campaign.code, campaign.paper_code, society.name, short_link(campaign.code), campaign.occasion,
        Medium(campaign.medium), society.head_title, society.head,
    )  # fmt: skip


def kit_of(campaign: Campaign, wording: Wording, day: date) -> Kit:
    """The kit of a link on this day, with the operator profile of this installation."""
    return Kit(invitation_of(campaign), load_profile(settings.PROFILE), wording, day, campaign.message)


def _paper(name: str) -> Callable[[Kit], bytes]:
    return lambda kit: pdf(f"{FOLDER}/{name}.typ", leaflet(kit.invitation, kit.profile))


def _text(length: int) -> Callable[[Kit], bytes]:
    return lambda kit: texts.text_of(length, kit.facts).encode()


def _letter(kit: Kit) -> bytes:
    return pdf(f"{FOLDER}/letter.typ", letters([kit.invitation], kit.profile, kit.wording, kit.day))


_PDF, _SVG, _PNG, _TEXT = "application/pdf", "image/svg+xml", "image/png", "text/plain; charset=utf-8"
PIECES: Mapping[str, Piece] = {
    piece.name: piece
    for piece in (
        Piece("letter.pdf", "周知依頼状", "A4。代表の方へのお手紙です。", _PDF, _letter, "letter"),
        Piece("flyer.pdf", "ご案内", "A4、1枚。会員の先生がまずお読みになります。", _PDF, _paper("flyer"), "flyer"),
        Piece("brochure.pdf", "冊子", "A4、両面1枚。特色・働き方・流れ・ご心配。", _PDF, _paper("brochure"), "brochure"),
        Piece("slip.pdf", "小票", "A6。郵送物への同封や受付に。", _PDF, _paper("slip"), "slip"),
        Piece("slide.pdf", "投影用の1枚", "16：9。講演の合間に映します。", _PDF, _paper("slide"), "slide"),
        Piece("banner.svg", "バナー（SVG）", "728×90。ホームページに。", _SVG, lambda k: drawing(f"{FOLDER}/banner.typ", leaflet(k.invitation, k.profile)), "banner"),
        Piece("banner.png", "バナー（PNG）", "SVGを使えないところに。", _PNG, lambda k: pictures(f"{FOLDER}/banner.typ", leaflet(k.invitation, k.profile), dots_an_inch=144)[0]),
        Piece("qr.svg", "QRコード（SVG）", "印刷物に。", _SVG, lambda k: qr.svg(k.invitation.link)),
        Piece("qr.png", "QRコード（PNG）", "画面や文書に。", _PNG, lambda k: qr.png(k.invitation.link)),
        Piece("text_60.txt", "60字の文", "会報の1行に。", _TEXT, _text(60)),
        Piece("text_200.txt", "200字の文", "会報・ホームページに。", _TEXT, _text(200)),
        Piece("text_600.txt", "600字の文", "会報の囲みに。", _TEXT, _text(600)),
        Piece("mail.html", "会員へのメール（HTML）", "配信の道具に貼り付けます。", "text/html; charset=utf-8", lambda k: mail.html_mail(k.invitation, k.profile, k.words).encode()),
        Piece("mail.txt", "会員へのメール（文字だけ）", "そのままお使いいただけます。", _TEXT, lambda k: mail.plain_mail(k.invitation, k.profile, k.words).encode()),
    )
}  # fmt: skip
"""Every file of a kit by its name."""

SHOWN = ("letter", "flyer", "brochure", "slip", "slide", "banner")
"""Papers with a picture on the page of the kit."""


def preview(kit: Kit, source: str, page: int, *, dots_an_inch: int = 60) -> bytes | None:
    """A page (0, 1 …) of a paper as PNG; None for a page or paper that is not there."""
    if source not in SHOWN:
        return None
    data = (
        letters([kit.invitation], kit.profile, kit.wording, kit.day)
        if source == "letter"
        else leaflet(kit.invitation, kit.profile)
    )
    pages = pictures(f"{FOLDER}/{source}.typ", data, dots_an_inch=dots_an_inch)
    return pages[page] if 0 <= page < len(pages) else None


def files_of(kit: Kit, names: Sequence[str] = tuple(PIECES)) -> dict[str, bytes]:
    """The files of a kit by name, all unless told."""
    return {name: PIECES[name].make(kit) for name in names}


def zipped(files: Mapping[str, bytes], moment: tuple[int, int, int, int, int, int]) -> bytes:
    """One ZIP of these files; PDF and PNG are packed already."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            put(archive, name, data, moment)
    return out.getvalue()


def put(archive: zipfile.ZipFile, name: str, data: bytes, moment: tuple[int, int, int, int, int, int]) -> None:
    """One file into an archive, at this year, month, day, hour, minute and second."""
    packed = name.endswith((".pdf", ".png"))
    info = zipfile.ZipInfo(name, date_time=moment)
    info.external_attr = 0o644 << 16
    archive.writestr(info, data, zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)
