"""What the person is told, in words that say nothing to who looks over the shoulder."""

from enishi.merging.models import Merge
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.notices.unregistered import queue_to_address
from enishi.physicians.models import Physician
from enishi.physicians.notices import tell

register(
    NoticeKind(
        "E10g",
        Audience.PHYSICIAN,
        "ご登録を一つにまとめました",
        "ご登録が二つありましたので、受付番号 $number の一つにまとめました。\nこれまでのやりとりも、お約束も、そのまま引き継いでいます。\n\n"
        "お心当たりがない場合は、すぐにお電話ください。元に戻せます。",
        path="/my",
        urgent=True,
    ),
    NoticeKind(
        "E10h",
        Audience.PHYSICIAN,
        "お手続き完了のお知らせ",
        "ご登録を一つにまとめましたので、このアドレスではログインできなくなりました。\nこれからは、もう一つのアドレスをお使いください。\n\n"
        "お心当たりがない場合は、すぐにお電話ください。元に戻せます。",
        urgent=True,
    ),
    NoticeKind(
        "E10u",
        Audience.PHYSICIAN,
        "ご登録を元に戻しました",
        "一つにまとめたご登録を、受付番号 $number の元の形に戻しました。\n\nお心当たりがない場合は、すぐにお電話ください。",
        path="/my",
        urgent=True,
    ),
)


def tell_merged(kept: Physician, merge: Merge, *, both_could_sign_in: bool) -> None:
    """E10g the way the person wishes; E10h to the address that opens nothing any more, in case it was somebody else's."""
    tell(kept, "E10g", key=f"E10g:{merge.pk}", values={"number": kept.number})
    absorbed = Physician.objects.select_related("user").get(pk=merge.absorbed)
    if both_could_sign_in and absorbed.user is not None:
        queue_to_address(notice_id="E10h", address=absorbed.user.email, key=f"E10h:{merge.pk}", about=kept.number)


def tell_undone(kept: Physician, absorbed: Physician, merge: Merge) -> None:
    for physician in (kept, absorbed):
        tell(physician, "E10u", key=f"E10u:{merge.pk}:{physician.number}", values={"number": physician.number})
