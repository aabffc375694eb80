"""One text, three forms: a plain mail, a letter on paper, a script for the telephone."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone

from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.common.japanese.folding import fold
from enishi.common.profile import load_profile
from enishi.notices.models import Notice
from enishi.notices.registry import Audience, kind_of
from enishi.notices.stop_links import stop_link
from enishi.notices.ways import Way

PREFERENCES = "/my/privacy/contact-promise"
RULE = "――――――――――"


def subject_of(notices: Sequence[Notice]) -> str:
    """One mail's subject: of one notice its own, of several of a kind the kind's word for several, else only how many."""
    first = notices[0]
    if len(notices) == 1:
        return first.subject
    if len({n.kind for n in notices}) > 1:
        return f"お知らせが{len(notices)}件あります"
    several = kind_of(first.kind).several
    return several.replace("$count", str(len(notices))) if several else f"{first.subject}（{len(notices)}件）"


def greeting(notice: Notice, way: Way) -> str:
    """北川 誠 先生; さま for everybody who is no physician."""
    to_physician = kind_of(notice.kind).audience is Audience.PHYSICIAN
    name = way.name or (notice.recipient.name if notice.recipient else "")
    if not name:
        return ""  # a bare address, perhaps mistyped: its reader learns no name
    return f"{name} {'先生' if to_physician else 'さま'}".strip()


def mail_text(notices: Sequence[Notice], way: Way) -> str:
    """The whole mail in plain text, no line wider than an old mail program shows."""
    profile = load_profile(settings.PROFILE)
    signature = [f"担当 {way.sender}" if way.sender else "", profile.name, f"電話 {profile.phone_with_hours}"]
    kinds = [kind_of(n.kind) for n in notices]
    if notices[0].recipient and any(k.audience is Audience.PHYSICIAN and not k.secret for k in kinds):
        stop = (
            "ご連絡の方法や回数を変える・このおたずねを止める"
            if any(k.may_be_stopped for k in kinds)
            else "ご連絡の方法や回数を変える"
        )
        signature.append(f"{stop}\n{settings.BASE_URL}{PREFERENCES}")
    told = way.promise and not kinds[0].secret
    promise = f"■連絡のお約束\n　{way.promise}" if told else ""
    parts = [greeting(notices[0], way), _together(notices), promise, "\n".join(["", RULE, *filter(None, signature)])]
    return fold("\n\n".join(filter(None, parts)).replace("\n\n\n", "\n\n") + "\n")


def _together(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return notices[0].body
    opening = f"お知らせが{len(notices)}件ございますので、まとめてお送りします。"
    return "\n\n".join([opening, *(f"【{i}】{n.subject}\n\n{n.body}" for i, n in enumerate(notices, 1))])


def headers(notices: Sequence[Notice], domain: str) -> dict[str, str]:
    """Message-ID of the leading notice; nobody answers a machine's mail by machine; a way to stop what may be stopped."""
    found = {
        "Message-ID": f"<{notices[0].message_id}@{domain}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office replies, please
    }
    if link := stop_link(notices[0].kind, notices[0].to):
        found["List-Unsubscribe"] = f"<{link}>"  # the page opens by GET and acts by POST alone
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    elif any(kind_of(n.kind).may_be_stopped for n in notices):
        found["List-Unsubscribe"] = f"<{settings.BASE_URL}{PREFERENCES}>"  # RFC 2369: it opens a page, it never acts
    return found


def letter_pdf(notices: Sequence[Notice], way: Way, *, postcode: str, address: str, plain_envelope: bool) -> bytes:
    """The same text as a letter for a window envelope (長形3号); plain: no name of the service where it could be seen."""
    profile = load_profile(settings.PROFILE)
    return pdf(
        "notices/typst/letter.typ",
        {
            "postcode": postcode,
            "address": "\n".join(address.split()),
            "name": way.name,
            "day": western_with_era(today()),
            "title": subject_of(notices),
            "parts": [{"title": n.subject if len(notices) > 1 else "", "text": n.body} for n in notices],
            "sender": way.sender,
            "organisation": profile.name,
            "organisation_address": profile.full_address,
            "phone": profile.phone_with_hours,
            "licence": f"{profile.business_words} 許可番号 {profile.licence}" if profile.licence else "",
            "plain": plain_envelope,
            "promise": way.promise,
            "number": way.number,
            "sample": profile.sample,
        },
    )


def script(notices: Sequence[Notice]) -> list[dict[str, Any]]:
    """What to say on the telephone, notice by notice: its subject, and the text without addresses of pages."""
    return [
        {"notice": n, "subject": n.subject, "lines": spoken(n.body), "since": timezone.localtime(n.created_at)}
        for n in notices
    ]


def spoken(body: str) -> list[str]:
    """The sentences of a notice that can be read aloud: no page addresses, no headings of the screen."""
    head = body.partition("■ご覧になるには")[0]
    return [line.strip() for line in head.split("\n") if line.strip() and "://" not in line]
