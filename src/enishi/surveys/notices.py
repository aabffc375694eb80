"""The request to take part in a survey (E54), and its two reminders: free to ignore, ended with one press; and, to whoever opens
surveys as a second person, that a draft waits (E54w)."""

from collections.abc import Iterable

from enishi.common.japanese.date_display import date_with_weekday
from enishi.notices.actions import Wanted, queue_notice, queue_notices
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.physicians.notices import holders, telling
from enishi.surveys.access import OPENERS
from enishi.surveys.models import Survey, SurveySeat

ASKS, ASKS_AGAIN, WAITS = "E54", "E54r", "E54w"
_HOW = (
    "\n\nお答えは任意です。お答えにならなくても、ご紹介に違いはありません。"
    "途中まで保存でき、同じリンクから続きをご記入いただけます。\n"
    "この調査のご案内が不要なときは、画面の「ご案内を止める」を押してください。お電話でも承ります。"
)
register(
    NoticeKind(
        ASKS, Audience.PHYSICIAN, "調査ご協力のお願い（任意）",
        "調査へのご協力をお願いします。\n\n題　$survey\n締め切り　$until" + _HOW, path="/survey/$token",
    ),
    NoticeKind(
        ASKS_AGAIN, Audience.PHYSICIAN, "調査ご協力のお願い（再度のご案内・任意）",
        "先日ご案内した調査を、まだ受け付けています。お答えにならない場合は、どうぞそのままになさってください。"
        "\n\n題　$survey\n締め切り　$until" + _HOW, path="/survey/$token",
    ),
    NoticeKind(
        WAITS, Audience.SUPERVISOR, "調査の下書きが確認を待っています",
        "調査の下書きの確認をお願いします。目的、倫理の審査、保存期間と問いをお読みになり、始めるか、ひとことを添えて戻してください。"
        "\n\n題　$survey\n締め切り　$until", path="/research/surveys/$number",
    ),
)  # fmt: skip


def tell_openers(survey: Survey) -> None:
    """E54w to everybody who may open it as a second person; once each time it is handed in."""
    own = (survey.asked_by_id, survey.made_by_id)
    people = {user.pk: user for role in sorted(OPENERS) for user in holders(role) if user.pk not in own}
    for user in people.values():
        queue_notice(
            notice_id=WAITS, recipient=user, key=f"{WAITS}:{survey.number}:{survey.asked_at:%Y%m%d%H%M%S%f}:{user.pk}",
            about=survey.number,
            values={"survey": survey.title, "number": survey.number, "until": date_with_weekday(survey.closes_on)},
        )  # fmt: skip


def ask(seats: Iterable[SurveySeat]) -> None:
    """Into the outbox, by the way each chose; counted among the automatic mails of the week. Seats with physician and user read."""
    queue_notices([wanted for seat in seats if (wanted := _wanted(seat)) is not None])


def _wanted(seat: SurveySeat) -> Wanted | None:
    if seat.physician is None:
        return None
    kind = ASKS_AGAIN if seat.reminders else ASKS
    # Neither key nor number names the seat: what was written to whom must not lead to an answer afterwards.
    return telling(
        seat.physician, kind, key=f"{kind}:{seat.survey.number}:{seat.physician.number}:{seat.reminders}",
        values={
            "survey": seat.survey.title, "token": seat.token,
            "until": date_with_weekday(seat.survey.closes_on),
        },
    )  # fmt: skip
