"""明示事項: what a placement business tells both sides before it accepts an application (職業安定法32条の13, 同法施行規則24条の5).

Composed of the operator profile and of nothing else, so that the page, the mail and the paper say the same words, and a version
of them can be recognised by its hash. A fact the profile lacks is left out; the office sees it missing on its page of the profile.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from enishi.common.choices import Labelled
from enishi.common.profile import PAID, FeeLine, Profile


class Audience(Labelled):
    """To whom: a seeker, or an employer, who is also told of penalties (since 2025-04-01)."""

    SEEKER = "seeker", "求職者（医師）へのご説明"
    EMPLOYER = "employer", "求人者（医療機関）へのご説明"


@dataclass(frozen=True, slots=True)
class Item:
    """One matter: its heading, the article that asks for it, and what is said of it."""

    heading: str
    law: str
    lines: tuple[str, ...]


LAW = "職業安定法第32条の13、同法施行規則第24条の5"
FREE_WORDS = "無料の職業紹介事業です。手数料は、どなたからもいただきません。"


def explanation(profile: Profile, audience: Audience, day: date) -> tuple[Item, ...]:
    """The matters in the order of 施行規則24条の5第1項, as they stand on a day."""
    seeker = audience is Audience.SEEKER
    who = "先生" if seeker else "貴施設"
    items = (
        Item("事業者と許可", "職業安定法第30条", _filled(
            profile.name, *(f"許可を受けた者　{o.name}（{o.licence}）" for o in profile.operators if o.licence),
            f"{profile.business_words}　許可番号 {profile.licence}" if profile.licence else "",
            f"職業紹介責任者　{profile.responsible}" if profile.responsible else "",
        )),
        Item("取扱職種の範囲等", LAW, _filled(
            f"職種　{profile.scope_occupations}" if profile.scope_occupations else "",
            f"地域　{profile.scope_regions}" if profile.scope_regions else "",
        )),
        Item("手数料に関する事項", f"職業安定法第32条の3、{LAW}", _fees(profile, day, seeker=seeker)),
        Item("苦情の処理に関する事項", f"{LAW}、職業安定法第32条の14", _filled(
            f"{profile.complaints_contact}　{profile.complaints_phone or profile.phone}".strip(),
            "お申し出を記録し、職業紹介責任者が確かめて、結果をお返事します。",
        )),
        Item("個人情報の取扱い" if seeker else "求人の情報と、求職者の個人情報の取扱い", f"{LAW}、職業安定法第5条の5・第51条", _filled(
            "職業紹介のために必要な範囲で集め、使い、保管します。業務を行う職員には、秘密を守る義務があります。",
            "お名前やご連絡先を医療機関に伝えるのは、先生がその医療機関ごとに同意なさったときだけです。"
            if seeker else "先生のお名前は、先生がその医療機関ごとに同意なさったときにだけ、お伝えします。採用の判断のほかには使わないでください。",
            profile.privacy_contact,
        )),
        Item("返戻金制度に関する事項", LAW, _refunds(profile, day)),
    )  # fmt: skip
    if not seeker:
        penalty = Item(
            "違約金に関する事項", "職業安定法施行規則第24条の5（2025年4月から）", _filled(profile.penalty_note)
        )
        items = (*items, penalty)
    told = Item("ご説明の受け取り方", "職業安定法施行規則第24条の5第2項", (
        f"紙か、{who}がご希望のときはメールでお渡しします。受け取り方は、いつでも変えられます。",
    ))  # fmt: skip
    return tuple(item for item in (*items, told) if item.lines)


def written(items: tuple[Item, ...]) -> str:
    """As a version keeps it: JSON of [heading, article, lines]."""
    return json.dumps([[i.heading, i.law, list(i.lines)] for i in items], ensure_ascii=False)


def read(text: str) -> tuple[Item, ...]:
    """The matters of a kept version."""
    return tuple(Item(heading, law, tuple(lines)) for heading, law, lines in json.loads(text))


def digest_of(text: str) -> str:
    """SHA-256 of a version as it is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def as_letter(items: tuple[Item, ...]) -> str:
    """For mail, letter and telephone: a heading and its lines, one after the other."""
    return "\n\n".join("\n".join((f"【{item.heading}】", *item.lines)) for item in items)


def _fees(profile: Profile, day: date, *, seeker: bool) -> tuple[str, ...]:
    if profile.business_kind != PAID:
        return (FREE_WORDS,)
    asked = [line for line in profile.fees_on(day) if line.applies]
    table = [_fee_words(line) for line in asked]
    if seeker:
        own = "先生からは、手数料をいただきません（職業安定法第32条の3第2項）。"
        return (own, "医療機関からいただく手数料は、次のとおりです。", *table) if table else (own,)
    return tuple(table)


def _fee_words(line: FeeLine) -> str:
    return f"{line.what}　{line.amount}"


def _refunds(profile: Profile, day: date) -> tuple[str, ...]:
    rows = [f"{row.within}の離職　{row.share}をお返しします" for row in profile.refunds_on(day)]
    return _filled(*rows, profile.refund_note) or ("返戻金の制度はありません。",)


def _filled(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line.strip())
