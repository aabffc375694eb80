"""What the person, or an institution's people, are told, in words that say nothing to who looks over the shoulder."""

from enishi.accounts.models import Membership
from enishi.accounts.roles import Role
from enishi.institutions.models import Institution
from enishi.merging.models import Merge
from enishi.notices.actions import queue_notice
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


register(
    NoticeKind(
        "IN9",
        Audience.INSTITUTION,
        "ご登録を一つにまとめました（番号 $number）",
        "同じ医療機関のご登録が二つありましたので、番号 $number の一つにまとめました。\n"
        "募集も、これまでのやりとりも、そのまま引き継いでいます。担当の皆さまは、これまでどおりログインできます。\n\n"
        "お心当たりがない場合は、すぐにお電話ください。元に戻せます。",
        path="/inst",
        urgent=True,
    ),
    NoticeKind(
        "IN9u",
        Audience.INSTITUTION,
        "ご登録を元に戻しました（番号 $number）",
        "一つにまとめたご登録を、元の二つに戻しました。番号 $number をお使いください。\n\n"
        "お心当たりがない場合は、すぐにお電話ください。",
        path="/inst",
        urgent=True,
    ),
    NoticeKind(
        "IN10",
        Audience.INSTITUTION,
        "同じ募集を一つにまとめました（番号 $number）",
        "同じ内容の募集が二つありましたので、番号 $number の一つにまとめました。\n"
        "先生方とのお話は、そのまま続きます。別の募集でしたら、お電話ください。元に戻せます。",
        path="/inst/openings",
    ),
    NoticeKind(
        "IN10u",
        Audience.INSTITUTION,
        "募集を元の二つに戻しました（番号 $number）",
        "一つにまとめた募集を、元の二つに戻しました。内容が今も正しいかをお確かめください。",
        path="/inst/openings",
    ),
)


def tell_merged(kept: Physician, merge: Merge) -> None:
    """E10g the way the person wishes; E10h to the address that opens nothing any more, in case it was somebody else's."""
    tell(kept, "E10g", key=f"E10g:{merge.pk}", values={"number": kept.number})
    absorbed = Physician.objects.select_related("user").get(pk=merge.absorbed)
    if absorbed.user is not None:  # it could sign in, and the kept one goes on with its own account
        queue_to_address(notice_id="E10h", address=absorbed.user.email, key=f"E10h:{merge.pk}", about=kept.number)


def tell_undone(kept: Physician, absorbed: Physician, merge: Merge) -> None:
    for physician in (kept, absorbed):
        tell(physician, "E10u", key=f"E10u:{merge.pk}:{physician.number}", values={"number": physician.number})


def tell_people_of(institution: Institution, notice_id: str, merge: Merge, number: str) -> None:
    """Whoever acts for the institution now, but for those who only read."""
    acting = Membership.objects.in_force().filter(organisation=institution.organisation_id)
    acting = acting.filter(role__in=(Role.INSTITUTION_ADMIN, Role.INSTITUTION_STAFF)).select_related("user")
    for user in {held.user_id: held.user for held in acting.order_by("pk")}.values():
        key = f"{notice_id}:{merge.pk}:{institution.number}:{user.pk}"
        queue_notice(notice_id=notice_id, recipient=user, key=key, about=number, values={"number": number})
