"""A physician does not know why somebody read his or her data: a second person, not the coordinator, looks into it."""

from datetime import date

from django.db import transaction

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.encrypted import blind_index
from enishi.common.japanese.working_days import add_working_days
from enishi.notices.actions import queue_notice
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.physicians.models import Physician
from enishi.physicians.notices import holders

WITHIN_WORKING_DAYS = 2

register(
    NoticeKind(
        "E55",
        Audience.SUPERVISOR,
        "【要対応】閲覧についてのお申し出",
        "先生から、ご自分の情報の閲覧に心当たりがないとのお申し出がありました（$number、記録 $entry）。\n"
        "担当者とは別の方が調べ、$day までにお電話などでご連絡ください。\n\nお申し出の言葉：$words",
        path="/ops/audit?number=$number",
        urgent=True,
    )
)


@transaction.atomic
def raise_concern(*, physician: Physician, entry: int, words: str, by: Actor) -> date:
    """Tell those responsible; the day of the promised call. The same words about the same line are told once, other words
    about it are told as well: nothing a physician adds is lost."""
    day = add_working_days(today(), WITHIN_WORKING_DAYS)
    said = blind_index("concern", words)[:16]
    for user in _responsible(physician):
        queue_notice(
            notice_id="E55",
            recipient=user,
            key=f"E55:{physician.number}:{entry}:{user.pk}:{said}",
            about=physician.number,
            values={"entry": entry, "day": f"{day.month}月{day.day}日", "words": words.strip() or "（なし）"},
        )
    record(by=by, action="raise_concern", object_type="physician", object_number=physician.number, entry=entry)
    return day


def _responsible(physician: Physician) -> list[User]:
    """Every supervisor but the physician's own coordinator. In an office where that is one person: who answers for
    compliance; and if nobody else is there, the supervisor all the same, so that no word goes unheard."""
    for role in (Role.SUPERVISOR, Role.COMPLIANCE):
        if found := [user for user in holders(role) if user.is_active and user.pk != physician.coordinator_id]:
            return found
    return [user for user in holders(Role.SUPERVISOR) if user.is_active]
