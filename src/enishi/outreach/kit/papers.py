"""What the papers of a kit are filled with: plain data for the sources in `outreach/typst`. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from enishi.common import qr
from enishi.common.japanese.date_display import era_date
from enishi.common.japanese.phrases import phrases
from enishi.common.profile import Message, Profile
from enishi.outreach.enums import Medium
from enishi.outreach.kit.seasons import season_words
from enishi.outreach.kit.texts import bare
from enishi.outreach.kit.wording import REQUESTS, Wording, filled, titled_lines

QR_MM, QR_SMALL_MM, QR_LETTER_MM = 32, 23, 26
"""Printed width of the QR code with its quiet zone on flyer and brochure, on the slip, on the letter; more for a long link."""

MOST_MESSAGES, LONGEST_MESSAGE = 2, 110
MOST_PURPOSES = 3
"""What the network aims at stands in the brochure where no message of a supporter does."""

LEAD = "医師が足りない病院やまちと、次の働き方をお考えの先生を、専任の担当者がお引き合わせします。"
LEAD_LONG = (
    "定年の前後、子育てや介護のあと、専門を変えてみたいとき。先生のご経験を、待っている地域があります。"
    "専任の担当者が、ご希望とご不安をひと通りうかがいます。"
)
FEATURES = (
    (
        "納得してから",
        "お会いになる前から、聞きたいことを聞き、ご希望を伝えられます。双方が納得してから、条件を書面にします。",
    ),
    ("専任の担当者", "医療を知る担当者がお一人に一人つき、ご相談から着任のあとまで付き添います。"),
    ("確かな募集", "医療機関に確かめたばかりの募集を、よくない点も含めて、先にお伝えします。"),
)
WAYS = (
    "週に1日、数日だけの診療", "当直や呼び出しのない勤務", "3か月だけ、半年だけ", "定年のあと、ご自分の歩みで",
    "新しい分野への転向", "後進の指導や、管理の仕事", "ご家族と、ゆかりのある土地で",
)  # fmt: skip
WAYS_LONG = (
    "これまでの経験を、新しい土地で生かす", "仕事と収入と、ご家族との時間を釣り合わせる", "週に1日、または数日だけ診療する",
    "短い時間の勤務、週3日の勤務にする", "定年のあと、ご自分の歩みで続ける", "後進の指導や、病院の管理にたずさわる",
    "技術を磨きながら、暮らしも大切にする", "新しい分野、総合診療に取り組む", "医師の力を待つ地域で役に立つ",
    "働く形を変えて、収入を保つ",
)  # fmt: skip
STEPS = (
    ("お申し込み", "画面で約5分。お電話や紙でも承ります。"),
    ("担当者との面談", "ご希望の方法で、お話をうかがいます。"),
    ("意見交換・見学", "聞きたいことを先に聞き、見学もできます。"),
    ("条件の合意", "同じ書面を確かめてから、契約に進みます。"),
    ("着任とそのあと", "お約束の守られ方を、1年のあいだ確かめます。"),
)
WORRIES = (
    (
        "今の職場に知られませんか",
        "お勤め先や、伏せたい相手をご登録時にうかがい、先生のことが見えないようにします。お名前は、先生が同意なさった医療機関だけにお伝えします。",
    ),
    ("費用はかかりますか", "先生から費用をいただくことはありません。"),
    ("しつこい電話が来ませんか", "ご連絡の方法、曜日、時間、回数は、先生がお決めになります。"),
    ("まだ迷っているのですが", "お話だけでも結構です。お決めになるのを急がせません。"),
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """One link with what is known of the society it was given to. society: "" for nobody in particular."""

    code: str
    paper_code: str
    society: str
    link: str
    occasion: str = ""
    medium: Medium = Medium.OTHER
    head_title: str = ""
    head: str = ""


def leaflet(of: Invitation, profile: Profile) -> dict[str, Any]:
    """Data of flyer, brochure, slip, slide and banner."""
    needed = qr.smallest_mm(of.link)
    return {
        "title": "医師のセカンドキャリアのご案内",
        "society": of.society,
        "society-phrases": pieces(of.society),
        "link": of.link,
        "bare-link": bare(of.link),
        "link-parts": link_parts(bare(of.link)),
        "paper-code": f"{of.paper_code[:4]}-{of.paper_code[4:]}",
        "qr": qr.svg(of.link).decode(),
        "qr-mm": max(QR_MM, needed),
        "qr-small-mm": max(QR_SMALL_MM, needed),
        "lead": phrases(LEAD),
        "lead-long": phrases(LEAD_LONG),
        "features": [{"title": phrases(title), "text": phrases(text)} for title, text in FEATURES],
        "ways": [phrases(way) for way in WAYS],
        "ways-long": [phrases(way) for way in WAYS_LONG],
        "steps": [{"title": title, "text": phrases(text)} for title, text in STEPS],
        "worries": [[phrases(asked), phrases(answer)] for asked, answer in WORRIES],
        "messages": [{"text": m.text, "by": _by(m)} for m in _short_messages(profile.messages)],
        "purposes": [phrases(text) for text in profile.purposes[:MOST_PURPOSES]],
        "supporters": list(profile.supporters),
        "network": profile.name,
        "short-name": profile.short_name,
        "licence": licence_words(profile),
        "operator": operator_lines(profile),
        "phone": profile.phone,
        "hours": profile.hours,
        "sample": profile.sample,
    }


def letters(of: Sequence[Invitation], profile: Profile, wording: Wording, day: date) -> dict[str, Any]:
    """Data of letter.typ for one or many societies."""
    return {
        "title": wording.subject,
        "network": profile.name,
        "signatories": [{"body": s.body, "title": s.title, "person": s.person} for s in profile.signing],
        "sample": profile.sample,
        "letters": [_letter(invitation, profile, wording, day) for invitation in of],
    }


def _letter(of: Invitation, profile: Profile, wording: Wording, day: date) -> dict[str, Any]:
    values = values_of(of, profile, day)
    subject = filled(wording.subject, values)
    return {
        "day": era_date(day),
        "society": of.society,
        "society-phrases": pieces(of.society),
        "head": of.head,
        "head-title": of.head_title,
        "honorific": "" if of.head.endswith(("先生", "様", "殿")) else "先生",
        "special": "貴会",
        "subject-phrases": phrases(subject),
        "body": [
            filled(paragraph, values).strip().split("\n")
            for paragraph in _paragraphs(wording.body)
            if paragraph.strip()
        ],
        "link": of.link,
        "link-parts": link_parts(of.link),
        "paper-code": f"{of.paper_code[:4]}-{of.paper_code[4:]}",
        "qr": qr.svg(of.link).decode(),
        "qr-mm": max(QR_LETTER_MM, qr.smallest_mm(of.link)),
        "points": [[title, filled(words, values)] for title, words in titled_lines(wording.points)],
        "enclosures": [filled(line.strip(), values) for line in wording.enclosures.splitlines() if line.strip()],
    }


def values_of(of: Invitation, profile: Profile, day: date) -> Mapping[str, str]:
    """What stands at each place of a wording."""
    head = f"{of.head_title}{of.head}先生" if of.head else (f"{of.head_title}先生" if of.head_title else "先生")
    inner = {"機会": of.occasion or "次の機会"}
    return inner | {
        "学会名": of.society,
        "代表": head,
        "時候": season_words(day),
        "会の名": profile.name,
        "お願い": filled(REQUESTS[of.medium], inner),
        "リンク": of.link,
        "電話": f"電話 {profile.phone_with_hours}" if profile.phone else "",
        "メール": profile.mail,
    }


def pieces(name: str) -> list[str]:
    """A name in phrases, each of them cut where it is longer than any line."""
    return [part[at : at + 16] for part in phrases(name) for at in range(0, len(part), 16)] if name else []


def link_parts(link: str) -> list[str]:
    """A link in parts between which a line may end: after each slash, else every 24 letters."""
    parts = [f"{part}/" for part in link.split("/")]
    parts[-1] = parts[-1].removesuffix("/")
    return [part[at : at + 24] for part in parts for at in range(0, max(1, len(part)), 24)]


def licence_words(profile: Profile) -> str:
    """有料職業紹介事業 許可番号 13-ユ-123456, "" while unknown."""
    return f"{profile.business_words} 許可番号 {profile.licence}" if profile.licence else ""


def operator_lines(profile: Profile) -> list[str]:
    """Name, licence, bodies, address and mail; what is not known is left out."""
    bodies = "・".join(body.name for body in profile.operators)
    return [
        line
        for line in (
            profile.name,
            licence_words(profile),
            f"運営 {bodies}" if bodies else "",
            profile.full_address,
            profile.mail,
        )
        if line
    ]


def _paragraphs(body: str) -> list[str]:
    return body.replace("\r\n", "\n").split("\n\n")


def _short_messages(messages: Sequence[Message]) -> list[Message]:
    return [m for m in messages if len(m.text) <= LONGEST_MESSAGE][:MOST_MESSAGES]


def _by(message: Message) -> str:
    return "　".join(part for part in (message.supporter, message.title, message.person) if part)
