"""Notices of visits. None names the other side, a place or a time of day in its subject."""

from typing import Any

from enishi.candidacies.models import Candidacy
from enishi.candidacies.notices import people_of_institution
from enishi.common.workflow import Party
from enishi.notices.actions import queue_notice
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.physicians.notices import tell
from enishi.visits.models import Visit

MY, INST, DESK = "/my/talks/$number/visit", "/inst/talks/$number/visit", "/desk/candidacies/$number/visit"

register(
    NoticeKind(
        "E22s", Audience.PHYSICIAN, "日程のご都合をお聞かせください（候補の日時）",
        "日時の候補が届いています。1つお選びいただくか、ほかの日時をお知らせください。", path=MY,
    ),
    NoticeKind(
        "E22si", Audience.INSTITUTION, "日程のご都合をお聞かせください（候補の日時）",
        "日時の候補が届いています。1つお選びいただくか、ほかの日時をお知らせください。", path=INST,
    ),
    NoticeKind(
        "E24", Audience.PHYSICIAN, "面談・見学のご予定（明日）",
        "明日は、面談・見学のご予定です。時間と待ち合わせは、予定のページでご確認ください。", path=MY, own=True,
    ),
    NoticeKind(
        "E24i", Audience.INSTITUTION, "面談・見学のご予定（明日）",
        "明日は、先生がお越しになるご予定です。お迎えの段取りをお確かめください。", path=INST,
    ),
    NoticeKind(
        "E49v", Audience.COORDINATOR, "【要対応】面談・見学の日程",
        "$what（$number）。", path=DESK, urgent=True,
    ),
)  # fmt: skip


def tell_times(visit: Visit, *, to: Party, row: int) -> None:
    """E22s to the side that is to choose."""
    candidacy = visit.candidacy
    if to is Party.PHYSICIAN:
        tell(candidacy.physician, "E22s", key=f"E22s:{candidacy.number}:{row}", about=candidacy.number)
        return
    _tell_house(candidacy, "E22si", str(row))


def tell_tomorrow(visit: Visit) -> None:
    """E24 to both, once for each time that was fixed."""
    candidacy, row = visit.candidacy, f"{visit.pk}:{visit.sequence}"
    tell(candidacy.physician, "E24", key=f"E24:{candidacy.number}:{row}", about=candidacy.number)
    _tell_house(candidacy, "E24i", row)


def _tell_house(candidacy: Candidacy, notice_id: str, row: str) -> None:
    for user in people_of_institution(candidacy):
        key = f"{notice_id}:{candidacy.number}:{row}:{user.pk}"
        queue_notice(notice_id=notice_id, recipient=user, key=key, about=candidacy.number)


def tell_desk(candidacy: Candidacy, what: str, *, row: Any) -> None:
    """E49v to the coordinator."""
    if candidacy.owner:
        queue_notice(
            notice_id="E49v",
            recipient=candidacy.owner,
            key=f"E49v:{candidacy.number}:{row}",
            about=candidacy.number,
            values={"what": what},
        )
