"""Mails about complaints: that one came, that it was received, that it was answered. None tells what it is about."""

from django.conf import settings

from enishi.complaints.access import handlers
from enishi.complaints.enums import Side
from enishi.complaints.models import Complaint
from enishi.notices.actions import Wanted, queue_notices
from enishi.notices.registry import Audience, NoticeKind, register

_RECEIPT = (
    "お申し出を承りました（受付番号 $number）。\n"
    "担当者とは別の者が調べて、$dayまでにお答えします。お申し出を理由に、ご紹介で不利になることはありません。\n\n"
    "進み具合は、次の画面でいつでもご覧いただけます。内容は表示しません。\n　$page\n\n"
    "都道府県労働局の窓口にご相談になることもできます。"
)
_ANSWER = "お申し出（受付番号 $number）にお答えします。\n\n$words\n\nご不明な点は、お電話でもお尋ねください。"

register(
    NoticeKind("E52", Audience.PHYSICIAN, "お申し出を承りました", _RECEIPT, own=True),
    NoticeKind("E52i", Audience.INSTITUTION, "お申し出を承りました", _RECEIPT),
    NoticeKind("E52a", Audience.PHYSICIAN, "お申し出へのお答え", _ANSWER, own=True),
    NoticeKind("E52b", Audience.INSTITUTION, "お申し出へのお答え", _ANSWER),
    NoticeKind(
        "E52s",
        Audience.SUPERVISOR,
        "【要対応】お申し出がありました",
        "お申し出がありました（$number）。$dayまでに、受付のお知らせをお願いします。\n"
        "お申し出の相手になった方には、この知らせは届きません。",
        path="/ops/complaints/$number",
        urgent=True,
    ),
)


def tell_second_persons(complaint: Complaint) -> None:
    """E52s to everybody who may handle it."""
    due = complaint.receipt_due_on
    queue_notices(
        Wanted(
            "E52s", user, f"E52s:{complaint.number}:{user.pk}", complaint.number,
            {"day": f"{due.month}月{due.day}日"},
        )
        for user in handlers(complaint.about_id)
    )  # fmt: skip


def tell_receipt(complaint: Complaint) -> bool:
    due = complaint.answer_due_on
    page = f"{settings.BASE_URL}/complaints/{complaint.code}"
    return _tell(complaint, ("E52", "E52i"), {"day": f"{due.month}月{due.day}日", "page": page})


def tell_answer(complaint: Complaint) -> bool:
    return _tell(complaint, ("E52a", "E52b"), {"words": complaint.answer})


def _tell(complaint: Complaint, kinds: tuple[str, str], values: dict[str, str]) -> bool:
    """Whether a mail leaves: to the user, else to the address that was given. False: somebody calls or writes."""
    if complaint.user is None and not complaint.mail:
        return False
    kind = kinds[0] if complaint.user and complaint.side == Side.PHYSICIAN else kinds[1]
    queue_notices(
        [Wanted(kind, complaint.user, f"{kind}:{complaint.number}", complaint.number, values, address=complaint.mail)]
    )
    return True
