"""Calls under the promise, one outside it, times for a talk and a family page: what the pinned people can look at."""

import uuid
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from enishi.accounts.access import actor_of
from enishi.accounts.models import Membership
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.clock import ago, now, today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.workflow import Channel
from enishi.physicians import contact, family, interviews
from enishi.physicians.contact_rules import Outcome, next_call
from enishi.physicians.models import Physician, Relation, TalkWay


def make_contacts(physician: Physician, desk: Actor) -> None:
    """The pinned physician's ledger, talk and family page, told through the real acts."""
    assert physician.user_id is not None
    own = actor_of(Membership.objects.select_related("user").get(user_id=physician.user_id))
    _call(physician, desk, 60, "ご希望のおうかがい", Outcome.TALKED)
    _call(physician, desk, 25, "ご提案の件", Outcome.ABSENT)
    with _at(_on(add_working_days(today() - timedelta(days=18), 0), 11)):
        contact.record_contact(
            physician=physician, by=desk, channel=Channel.PHONE, about="見学のときの駐車場について", wants_call=False
        )
    with _at(_quiet_moment(physician, 9)):
        event = contact.start_call(
            physician=physician,
            by=desk,
            about="日程の件",
            override="大雪の予報で、翌日の見学を延ばすご相談が要ったため",
        )
        contact.close_call(event=event, by=desk, outcome=Outcome.TALKED)
    with ago(timedelta(hours=3)):
        first = add_working_days(today(), 3)
        slots = [_on(add_working_days(first, days), hour) for days, hour in ((0, 14), (1, 10), (3, 15))]
        interviews.offer_slots(physician=physician, by=desk, way=TalkWay.PHONE, slots=slots)
    _family(physician, own)


def _call(physician: Physician, desk: Actor, days_ago: int, about: str, outcome: Outcome) -> None:
    """A call at the first moment that the promise allowed."""
    start = timezone.localtime(now() - timedelta(days=days_ago))
    moment = next_call(contact.promise_of(physician), start)
    assert moment is not None
    with _at(moment + timedelta(minutes=12)):
        event = contact.start_call(physician=physician, by=desk, about=about)
        contact.close_call(event=event, by=desk, outcome=outcome)


def _quiet_moment(physician: Physician, days_ago: int) -> datetime:
    """A working day on which no call was promised, in the morning."""
    day = timezone.localdate() - timedelta(days=days_ago)
    promise = contact.promise_of(physician)
    while promise.allows_day(day) or day != add_working_days(day, 0):
        day -= timedelta(days=1)
    return _on(day, 10)


def _family(physician: Physician, own: Actor) -> None:
    talks = Candidacy.objects.filter(physician=physician).select_related("opening").order_by("id")
    openings = list({c.opening_id: c.opening for c in talks}.values())[:2]
    with ago(timedelta(days=4)):
        link, _ = family.open_family_link(
            physician=physician, by=own, relation=Relation.SPOUSE, days=30, openings=openings, shows_visit=True
        )
    with ago(timedelta(days=3)):
        snow = family.ask_as_family(link=link, text="冬の間、買い物はどうしますか。", key=uuid.UUID(int=1))
        family.answer_family(question=snow, by=own, text="歩いて5分の所に店があります。配達もしてくれるそうです。")
    with ago(timedelta(hours=20)):
        family.ask_as_family(link=link, text="私の母が通える病院は、近くにありますか。", key=uuid.UUID(int=2))


def _at(moment: datetime) -> AbstractContextManager[None]:
    return ago(timezone.now() - moment)


def _on(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
