"""Notices after the contract. No opening is ever shown in them, and no answer of the other side."""

from enishi.aftercare.models import CareTask, CheckIn
from enishi.candidacies.notices import people_of_institution
from enishi.common.workflow import Party
from enishi.institutions.models import Institution
from enishi.notices.actions import queue_notice
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.physicians.notices import tell

register(
    NoticeKind(
        "E48", Audience.PHYSICIAN, "その後のご様子をお聞かせください",
        "着任のあとのご様子をうかがいます。8つの問いで、5分ほどです。お答えは担当者だけが読み、医療機関には伝わりません。\nお電話や用紙でも承ります。",
        path="/my/checkins/$checkin",
    ),
    NoticeKind(
        "E48i", Audience.INSTITUTION, "その後のご様子をお聞かせください",
        "着任された先生とのご様子をうかがいます（番号 $number）。8つの問いで、5分ほどです。お答えは担当者だけが読み、先生には伝わりません。\nお電話や用紙でも承ります。",
        path="/inst/checkins/$checkin",
    ),
    NoticeKind(
        "E38", Audience.PHYSICIAN, "今後のための質問",
        "これまでのお勤め、おつかれさまでした。よかったこと、合わなかったことをお聞かせください。お答えは担当者だけが読みます。",
        path="/my/checkins/$checkin",
    ),
    NoticeKind(
        "E38i", Audience.INSTITUTION, "今後のための質問",
        "お勤めを終えられた先生について、うかがいます（番号 $number）。お答えは担当者だけが読みます。",
        path="/inst/checkins/$checkin",
    ),
    NoticeKind(
        "E48k", Audience.INSTITUTION, "約束の守られ方の公開について",
        "着任された先生方のお答えがそろい、条件合意書の約束がどれだけ守られているかを、2週間後から公開します。\n先にご覧になり、貴院のことばを添えられます。",
        path="/inst/placements",
    ),
    NoticeKind(
        "E49f", Audience.COORDINATOR, "【要対応】着任のあとのご様子", "$what（$number）。2営業日以内にお願いします。",
        path="/desk/checkins", urgent=True,
    ),
)  # fmt: skip


def ask(checkin: CheckIn) -> None:
    """E48 or E38 to the side that is to answer."""
    candidacy, values = checkin.placement.candidacy, {"checkin": checkin.pk}
    stem = "E38" if checkin.kind == "exit" else "E48"
    if checkin.side == Party.PHYSICIAN:
        tell(candidacy.physician, stem, key=f"{stem}:{checkin.pk}", about=candidacy.number, values=values)
        return
    for user in people_of_institution(candidacy):
        key = f"{stem}i:{checkin.pk}:{user.pk}"
        queue_notice(notice_id=f"{stem}i", recipient=user, key=key, about=candidacy.number, values=values)


def tell_task(task: CareTask) -> None:
    if task.candidacy.owner:
        queue_notice(
            notice_id="E49f",
            recipient=task.candidacy.owner,
            key=f"E49f:{task.pk}:{task.due_on}",
            about=task.candidacy.number,
            values={"what": task.get_kind_display()},
        )


def tell_keeping(institution: Institution) -> None:
    """E48k, once: before anybody else reads the rate."""
    from enishi.accounts.models import Membership
    from enishi.accounts.roles import INSTITUTION_ROLES

    held = Membership.objects.in_force().filter(organisation=institution.organisation_id, role__in=INSTITUTION_ROLES)
    for user_id in set(held.values_list("user", flat=True)):
        user = held.filter(user=user_id).select_related("user")[0].user
        queue_notice(
            notice_id="E48k", recipient=user, key=f"E48k:{institution.number}:{user.pk}", about=institution.number
        )
