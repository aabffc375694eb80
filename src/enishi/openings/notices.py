"""E44 and E45: the monthly question, and what became of an opening nobody answered for."""

from enishi.notices.registry import Audience, NoticeKind, register

CONFIRM = "/inst/openings/confirm"
ASK = (
    "公開中の募集$count件について、内容が今も正しいかをお確かめください。\n$when\n\n"
    "画面で「今も正しい」に印を付け、役職を書くだけです。変わった所があれば、そのまま直せます。"
)

register(
    NoticeKind("E44", Audience.INSTITUTION, "募集内容は今も正しいでしょうか", ASK, path=CONFIRM),
    NoticeKind(
        "E45",
        Audience.INSTITUTION,
        "募集が検索に出なくなりました",
        "最後の確認から45日を過ぎた募集$count件を、検索に出すのをやめました。\n"
        "内容が今も正しければ、画面でお知らせください。その場で、また検索に出ます。90日を過ぎると、募集を終えます。",
        path=CONFIRM,
    ),
    NoticeKind(
        "E45c",
        Audience.INSTITUTION,
        "募集を終えました",
        "最後の確認から90日を過ぎた募集$count件を、終えました。\n"
        "まだ医師をお求めでしたら、前の募集を写して、新しい募集をおつくりいただけます。",
        path="/inst/openings",
    ),
)
WHEN = {
    1: "最後の確認から25日になります。30日を過ぎると、先生へのご提案に使えなくなります。",
    2: "最後の確認から30日になりました。明日からは、確認が済むまで先生へのご提案に使えません。",
    3: "最後の確認から40日になりました。45日を過ぎると、検索に出なくなります。",
}
"""The sentence of each reminder, by its number."""
