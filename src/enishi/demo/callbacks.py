"""People who asked to be called back: some wait, one could not be reached, one was spoken to; and a call that broke off."""

import uuid
from datetime import timedelta

from enishi.common.actor import Actor
from enishi.common.clock import ago
from enishi.desk.callbacks import record_call, request_callback
from enishi.desk.enums import Caller, CallResult, DayPart
from enishi.physicians.desk_drafts import keep_at_desk
from enishi.web.public.callback import VISITOR

ASKED = (
    ("雪村 節", "09000000001", Caller.PHYSICIAN, DayPart.LATE, 0, None),
    ("海野町役場 健康福祉課", "0300000002", Caller.INSTITUTION, DayPart.MORNING, 1, None),
    ("木立 和江", "09000000003", Caller.FAMILY, DayPart.ANY, 2, CallResult.NO_ANSWER),
    ("見本学会 事務局", "0300000004", Caller.SOCIETY, DayPart.ANY, 3, CallResult.SPOKE),
)
"""Name, number, who, part of the day, asked for days ago, what came of the call on the day after."""

BROKEN_OFF = {
    "way": ["phone"],
    "s1-family_name": ["朝霧"],
    "s1-given_name": ["文子"],
    "s1-phone": ["09000000005"],
    "s2-specialty": ["小児科"],
    "s2-birth_date": ["昭和34年"],
}
"""What the desk had typed of a registration when the line went dead."""


def ask_for_calls(by: Actor) -> None:
    """by: who at the desk notes the results."""
    for name, phone, caller, part, days, result in ASKED:
        with ago(timedelta(days=days)):
            asked = request_callback(name=name, phone=phone, caller=caller, wished_on=None, part=part, by=VISITOR)
            if result is not None:
                record_call(callback=asked, result=result, by=by)
    keep_at_desk(key=str(uuid.UUID(int=5)), by_user=by.user_id or 0, typed=BROKEN_OFF)
