"""Notices of the office's own."""

from enishi.notices.registry import Audience, NoticeKind, register

register(
    NoticeKind(
        "E55w",
        Audience.SUPERVISOR,
        "ふだんと違う閲覧のお知らせ",
        "$dayに、ふだんと違う閲覧がありました（$kind）。悪いことがあったとは限りません。\n"
        "画面で内容をご覧になり、ご本人に伺って、分かったことを残してください。",
        path="/ops/unusual",
    )
)
