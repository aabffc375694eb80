"""The request to take part in a survey (E54), and its two reminders. Free to ignore; the page ends it with one press."""

from collections.abc import Iterable

from enishi.common.japanese.date_display import date_with_weekday
from enishi.notices.actions import Wanted, queue_notices
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.physicians.notices import telling
from enishi.surveys.models import SurveySeat

ASKS, ASKS_AGAIN = "E54", "E54r"
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
