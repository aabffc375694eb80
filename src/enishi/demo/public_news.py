"""News of the sample, and its public figures of the last months."""

import uuid
from datetime import timedelta

from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.outreach.models import NewsItem
from enishi.outreach.news import publish_news, withdraw_news, write_news
from enishi.research.figures import last_whole_month, make_edition

MONTHS = 3
NEWS = (
    (
        96,
        "「自分の診療科が最も足りない町」をさがせるようになりました",
        "診療科をお選びになると、その診療科の医師が求められている圏域を、募集と公的な数値から順に並べます。\n\n"
        "並べ方と、その限りも、同じ画面に書いています。お気づきの点がありましたら、お電話でお聞かせください。",
    ),
    (
        41,
        "ご登録の用紙（A4）をお使いいただけます",
        "画面でのご登録が難しい方のために、紙の用紙をご用意しました。印刷してご記入のうえ、ファクスか郵便でお送りください。\n\n"
        "学会や医師会からお手元に届いた用紙には、右上に8文字の番号があります。",
    ),
    (
        12,
        "年末年始のお電話について",
        "12月29日から1月3日まで、お電話での受付をお休みします。画面からのご登録と、折り返しのお電話のお申し込みは、お休みのあいだもお受けします。\n\n"
        "1月4日の朝から、お申し込みの順にご連絡します。",
    ),
)
"""Days ago, title, text."""


def tell_news(by: Actor, second: Actor) -> None:
    """Three pieces in public, one that was taken back, one still a draft."""
    for days, title, body in NEWS:
        _written(days, title, body, by, second)
    with ago(timedelta(days=60)):
        mistaken = _written(
            0, "見学会のご案内（日付の誤りのため取り下げ）", "日付に誤りがあったため、取り下げました。", by, second
        )
        withdraw_news(news=mistaken, by=by)
    write_news(
        title="見学会のご案内（下書き）",
        body="秋の見学会の日程が決まりしだい、お知らせします。",
        day=today() + timedelta(days=10),
        key=uuid.uuid4(),
        by=by,
    )


def _written(days: int, title: str, body: str, by: Actor, second: Actor) -> NewsItem:
    with ago(timedelta(days=days)):
        item = write_news(title=title, body=body, day=today(), key=uuid.uuid4(), by=by)
        return publish_news(news=item, seen=item.changes, by=second)


def count_months() -> None:
    """The public figures of the last months, the oldest first, each as the job of that month would have made it."""
    until = last_whole_month(today())
    months = [until]
    while len(months) < MONTHS:
        months.append(last_whole_month(months[-1]))
    for month in reversed(months):
        with ago(timedelta(days=(today() - month).days - 1)):
            make_edition(month)
