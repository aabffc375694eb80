"""The printed twin of a referral, the sheet on which a physician says yes, the word of withdrawal, and our key on paper."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from enishi.common import qr
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.common.workflow import Channel
from enishi.outreach.paper_codes import shown
from enishi.referrals.enums import PartnerKind
from enishi.referrals.going_out import kind_of, rows_of
from enishi.referrals.models import Arrived, Partner, Referral, SigningKey
from enishi.referrals.signing import grouped
from enishi.web.context import operator


def _base(code: str) -> dict[str, Any]:
    profile = operator()
    link = f"{settings.BASE_URL}/c/{code}" if code else ""
    return {
        "sender": profile.name, "licence": profile.licence, "phone": profile.phone_with_hours, "fax": profile.fax,
        "address": profile.full_address, "code": shown(code) if code else "", "link": link, "qr": qr.svg(link, border=2).decode() if link else "",
    }  # fmt: skip


def twin_pdf(referral: Referral) -> bytes:
    """The same facts as the file, its hash, the code and the QR. Of a referral that was agreed to."""
    given = timezone.localdate(referral.consented_at)
    about = [
        ("紹介先", to_words(referral.partner)),
        ("紹介した機関", f"{operator().name}　{operator().licence}".strip()),
        ("同意", f"{western_with_era(given)}　{referral.consent_by}（{Channel(referral.consent_channel).label}）"),
        ("期限", f"{western_with_era(referral.expires_on)}まで"),
    ]
    return pdf(
        "referrals/typst/twin.typ",
        _base(referral.code)
        | {
            "title": f"紹介票（{kind_of(referral).label}）",
            "number": referral.number,
            "about": about,
            "facts": [[label, words] for label, words in rows_of(referral)],
            "digest": grouped(referral.digest),
        },
    )


def to_words(partner: Partner) -> str:
    return f"{partner.name}　{partner.contact} 御中"


def withdrawal_pdf(referral: Referral) -> bytes:
    """What the partner is told on paper, once a consent has ended."""
    name = dict(rows_of(referral)).get("姓", "")
    return pdf(
        "referrals/typst/withdrawal.typ",
        _base(referral.code)
        | {
            "title": "ご同意の取り消しのお知らせ",
            "to": f"{referral.partner.name} {referral.partner.contact} 御中",
            "to-address": referral.partner.address,
            "day": western_with_era(timezone.localdate(referral.withdrawn_at)),
            "sent": western_with_era(timezone.localdate(referral.sent_at)) if referral.sent_at else "",
            "number": referral.number,
            "named": bool(name),
        },
    )


def answer_pdf(arrived: Arrived) -> bytes:
    """Our word about what came, for a partner without files."""
    return pdf(
        "referrals/typst/answer.typ",
        _base("")
        | {
            "title": "ご紹介への結果のお知らせ",
            "to": f"{arrived.partner.name} {arrived.partner.contact} 御中",
            "to-address": arrived.partner.address,
            "day": western_with_era(arrived.answered_on) if arrived.answered_on else "",
            "their-code": shown(arrived.code),
            "issued": western_with_era(arrived.issued_on),
            "outcome": arrived.get_outcome_display(),
        },
    )


def key_pdf(key: SigningKey) -> bytes:
    """Our public key, its fingerprint and how long it is good, to hand to partners."""
    return pdf(
        "referrals/typst/key.typ",
        _base("")
        | {
            "title": "署名の公開鍵のお知らせ",
            "public": key.public,
            "fingerprint": grouped(key.fingerprint),
            "last": key.fingerprint[-8:],
            "since": western_with_era(timezone.localdate(key.made_at)),
            "until": western_with_era(key.valid_until),
            "key-qr": qr.svg(key.public, border=2).decode(),
        },
    )


def kind_words(partner: Partner) -> str:
    return PartnerKind(partner.kind).label
