"""The texts a physician agrees to, by kind and version. A change of words is a new row here, never an edit."""

from datetime import date

from enishi.physicians.enums import ConsentKind
from enishi.physicians.models import ConsentText

TEXTS: tuple[tuple[ConsentKind, int, date, str, str], ...] = (
    (
        ConsentKind.PLACEMENT,
        1,
        date(2020, 8, 1),
        "お仕事をご紹介するために、ご登録の内容を担当者が使います。",
        "ご登録いただいた個人情報は、求職のお申し込みの受付、募集のご紹介、ご連絡、法令で定められた帳簿の作成のために使います。"
        "お名前やご連絡先を医療機関に伝えるのは、先生がその医療機関ごとに同意なさったときだけです。"
        "同意は、いつでも取り消せます（職業安定法第5条の5）。",
    ),
    (
        ConsentKind.ANONYMOUS,
        1,
        date(2020, 8, 1),
        "お名前を伏せた概要を、医療機関からの求めに応じて伝えることがあります。",
        "お名前・勤務先・市区町村を含まない概要（地方、診療科の区分、年代、働き方、時期）を、医療機関に伝えることがあります。"
        "お伝えする文は、先生の画面でそのままご覧になれます。同意なさらなくても、ご紹介は受けられます。",
    ),
    (
        ConsentKind.RESEARCH,
        1,
        date(2020, 8, 1),
        "お名前を除いた情報を、セカンドキャリアと医師の偏在の調査研究に使います。",
        "お名前・ご連絡先を除いた情報を集計し、医師のセカンドキャリアと偏在の調査研究に使います。"
        "5人未満の数は公表しません。同意なさらなくても、ご紹介に違いはありません。",
    ),
    (
        ConsentKind.NEWS,
        1,
        date(2020, 8, 1),
        "お知らせを、ときどきメールでお送りします。",
        "催しや読みものなどのお知らせを、年に数回メールでお送りします。いつでも止められます。",
    ),
)


def load_consent_texts() -> int:
    """Add the texts that are not in the database yet; returns how many were added."""
    added = 0
    for kind, version, valid_from, summary, text in TEXTS:
        _, created = ConsentText.objects.get_or_create(
            kind=kind, version=version, defaults={"valid_from": valid_from, "summary": summary, "text": text}
        )
        added += created
    return added


def current_texts(on: date) -> dict[ConsentKind, ConsentText]:
    """The text in force for each kind on a day."""
    rows = ConsentText.objects.filter(valid_from__lte=on).order_by("kind", "version")
    return {ConsentKind(row.kind): row for row in rows}
