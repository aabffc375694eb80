"""What is done under the contact promise: it is kept and changed, calls are written down before they are made."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.japanese.phones import parse_phone
from enishi.common.japanese.problems import InputProblem
from enishi.common.workflow import Channel, Refusal, StepRefused
from enishi.institutions.models import Institution
from enishi.notices.actions import follow_way, mark_told
from enishi.notices.models import Notice
from enishi.notices.ways import By
from enishi.physicians.contact_rules import Known, Outcome, Promise, call_refusal
from enishi.physicians.models import ContactEvent, ContactPromise, Direction, Interview, Physician, TalkWay
from enishi.physicians.notices import tell_override, tell_talk_wish, way_of
from enishi.physicians.standing import hold_standing


def promise_of(physician: Physician) -> Promise:
    """The promise in force; the careful default (mail, calls on request) where none was made."""
    found = ContactPromise.objects.filter(physician=physician).first()
    return found.promise if found else Promise()


def known_of(physician: Physician) -> Known:
    """Our calls, whether a call back is wished for, and the talks that were fixed by telephone."""
    rows = list(
        ContactEvent.objects.filter(physician=physician, channel=Channel.PHONE).values_list(
            "at", "direction", "outcome"
        )[:50]
    )
    latest = next((outcome for _, _, outcome in rows if outcome in (Outcome.TALKED, Outcome.CALL_BACK)), "")
    agreed = Interview.objects.filter(physician=physician, ended_at=None, way=TalkWay.PHONE, fixed_for__isnull=False)
    return Known(
        calls=tuple(timezone.localtime(at) for at, direction, _ in rows if direction == Direction.OUT),
        wanted=latest == Outcome.CALL_BACK,
        agreed=tuple(timezone.localtime(i.fixed_for) for i in agreed if i.fixed_for),
    )


@transaction.atomic
def save_promise(*, physician: Physician, by: Actor, **fields: Any) -> ContactPromise:
    """Change the promise; fields of ContactPromise. It is in force at once, for the desk and for every mail that waits.

    What waits already goes by the new way: letters and scripts to be told become mails, and the other way round.
    """
    hold_standing(physician)
    promise, _ = ContactPromise.objects.update_or_create(physician=physician, defaults=fields)
    promise.full_clean(exclude=["physician", "days", "hours"])
    record(
        by=by,
        action="save_promise",
        object_type="physician",
        object_number=physician.number,
        channel=str(promise.channel),
    )
    physician.contact_promise = promise
    if (way := way_of(physician.user, physician.number)) is not None:
        follow_way(notices=Notice.objects.to_physician(physician.number, physician.user_id), way=way)
    return promise


@transaction.atomic
def start_call(*, physician: Physician, by: Actor, about: str, override: str = "") -> ContactEvent:
    """Write the call down before it is dialled. Raises StepRefused outside the promise, unless `override` gives a reason,
    of which every supervisor is told, and which the physician reads in the ledger.

    While one call waits for its result, the same one is returned: a second press dials no second time.
    """
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    running = ContactEvent.objects.filter(physician=physician, outcome=Outcome.OPEN).first()
    if running is not None:
        if running.by_id != by.user_id:
            raise StepRefused(
                Refusal("running", "ほかの担当者が、いまお電話をおかけしています。結果が書かれるまでお待ちください。")
            )
        return running
    identity = physician.identity
    if not identity.phone:
        raise StepRefused(Refusal("no_phone", "お電話番号をうかがっていません。"))
    if is_workplace(identity.phone):
        raise StepRefused(
            Refusal("workplace", "登録されている医療機関の番号と同じです。勤務先にはおかけしない約束です。")
        )
    refusal = call_refusal(promise_of(physician), timezone.localtime(now()), known_of(physician))
    if refusal is not None and not override.strip():
        raise StepRefused(refusal)
    event = ContactEvent.objects.create(
        physician=physician,
        channel=Channel.PHONE,
        direction=Direction.OUT,
        by_id=by.user_id,
        about=about.strip(),
        outcome=Outcome.OPEN,
        kept=refusal is None,
        override="" if refusal is None else override.strip(),
    )
    record(
        by=by,
        action="call",
        object_type="physician",
        object_number=physician.number,
        kept=event.kept,
        why=refusal.code if refusal else "",
    )
    if refusal is not None:
        tell_override(physician, event.pk)
    return event


@transaction.atomic
def close_call(
    *, event: ContactEvent, by: Actor, outcome: Outcome, told: Collection[int] = (), about: str = ""
) -> ContactEvent:
    """What became of the call; the notices that were told in it are sent. A second result changes nothing."""
    held = ContactEvent.objects.select_for_update().get(pk=event.pk)
    if held.outcome != Outcome.OPEN:
        return held
    if outcome is Outcome.TALKED and told:
        waiting = for_the_desk(held.physician)
        held.told = mark_told(notices=[n for n in waiting if n.pk in set(told)], by_user=by.user_id)
    held.outcome, held.closed_at = outcome, now()
    held.about = about.strip() or held.about
    held.save(update_fields=["outcome", "closed_at", "told", "about"])
    record(
        by=by,
        action="call_result",
        object_type="physician",
        object_number=held.physician.number,
        outcome=str(outcome),
    )
    return held


@transaction.atomic
def record_contact(
    *, physician: Physician, by: Actor, channel: Channel, about: str, wants_call: bool = False
) -> ContactEvent:
    """What came from the physician: a call, a fax, a letter, a mail. wants_call: he or she waits for our call."""
    hold_standing(physician)
    event = ContactEvent.objects.create(
        physician=physician,
        channel=channel,
        direction=Direction.IN,
        by_id=by.user_id if by.user_id != physician.user_id else None,
        about=about.strip(),
        outcome=Outcome.CALL_BACK if wants_call else Outcome.TALKED if channel is Channel.PHONE else "",
        closed_at=now(),
    )
    record(by=by, action="contact_in", object_type="physician", object_number=physician.number, channel=str(channel))
    return event


@transaction.atomic
def record_sent(*, physician: Physician, by: Actor, channel: Channel, about: str) -> ContactEvent:
    """A letter, a fax or a mail of our own that left beside the notices; it stands in the ledger that the physician reads.

    The same words by the same way within two minutes are a second press. Raises StepRefused for another channel.
    """
    if channel not in (Channel.PAPER, Channel.FAX, Channel.MAIL):
        raise StepRefused(Refusal("channel", "ここに記録するのは、お送りした手紙・ファクス・メールです。"))
    hold_standing(physician)
    mine = ContactEvent.objects.filter(physician=physician, channel=channel, direction=Direction.OUT, by=by.user_id)
    latest = mine.filter(at__gte=now() - timedelta(minutes=2)).first()
    if latest is not None and latest.about == about.strip():
        return latest
    event = ContactEvent.objects.create(
        physician=physician,
        channel=channel,
        direction=Direction.OUT,
        by_id=by.user_id,
        about=about.strip(),
        closed_at=now(),
    )
    record(by=by, action="contact_out", object_type="physician", object_number=physician.number, channel=str(channel))
    return event


@transaction.atomic
def ask_for_call(*, physician: Physician, by: Actor, about: str) -> ContactEvent:
    """The physician asks to be called, on the web. The call may then be made whatever the promise says of its own account."""
    hold_standing(physician)  # one at a time: a form sent twice asks once
    if known_of(physician).wanted:
        event = ContactEvent.objects.filter(physician=physician, outcome=Outcome.CALL_BACK).first()
        assert event is not None
        return event
    event = ContactEvent.objects.create(
        physician=physician,
        channel=Channel.PHONE,
        direction=Direction.IN,
        about=about.strip() or "お電話のご希望",
        outcome=Outcome.CALL_BACK,
        closed_at=now(),
    )
    record(by=by, action="ask_for_call", object_type="physician", object_number=physician.number)
    tell_talk_wish(physician, "先生が、お電話をご希望です")
    return event


@transaction.atomic
def note_interest(*, physician: Physician, by: Actor, opening: str) -> ContactEvent:
    """Before the acceptance a physician would like to hear of an opening (its number): kept for the first talk with the desk.

    It stands in the ledger, and the coordinator is told. Once for each opening.
    """
    hold_standing(physician)  # one at a time: a form sent twice is one interest
    about = _interest_words(opening)
    for event in _interests(physician):
        if event.about == about:
            return event
    event = ContactEvent.objects.create(
        physician=physician, channel=Channel.WEB, direction=Direction.IN, about=about, closed_at=now()
    )
    record(by=by, action="note_interest", object_type="physician", object_number=physician.number)
    tell_talk_wish(physician, f"先生が、募集{opening}の話を聞いてみたいとのことです")
    return event


def interests_of(physician: Physician) -> list[str]:
    """What he or she would like to hear of, in the words of the ledger; the first one first."""
    return [event.about for event in _interests(physician) if event.about.endswith(INTERESTED)][::-1]


def has_interest(physician: Physician, opening: str) -> bool:
    """Whether an interest in this opening (its number) was kept."""
    return _interest_words(opening) in interests_of(physician)


INTERESTED = "の話を聞いてみたい、とのお申し出"


def _interest_words(opening: str) -> str:
    return f"募集{opening}{INTERESTED}"


def _interests(physician: Physician) -> QuerySet[ContactEvent]:
    return ContactEvent.objects.filter(physician=physician, channel=Channel.WEB, direction=Direction.IN)


@transaction.atomic
def post_letters(*, physician: Physician, by: Actor, notices: Collection[int]) -> ContactEvent | None:
    """One envelope was posted with these notices; None if somebody else posted them already."""
    waiting = [n for n in for_the_desk(physician) if n.pk in set(notices)]
    told = mark_told(notices=waiting, by_user=by.user_id)
    if not told:
        return None
    subjects = [n.subject for n in waiting if n.pk in told]
    event = ContactEvent.objects.create(
        physician=physician,
        channel=Channel.PAPER,
        direction=Direction.OUT,
        by_id=by.user_id,
        about="、".join(subjects),
        closed_at=now(),
        told=told,
    )
    record(by=by, action="post_letter", object_type="physician", object_number=physician.number, notices=len(told))
    return event


def for_the_desk(physician: Physician) -> Sequence[Notice]:
    """Notices to this physician that wait to be posted or told, the oldest first."""
    return list(Notice.objects.to_physician(physician.number, physician.user_id).for_the_desk())


def by_letter(notices: Sequence[Notice]) -> list[Notice]:
    return [n for n in notices if n.way != By.PHONE]


def is_workplace(phone: str) -> bool:
    """Whether the number is that of an institution we know: a workplace is never called."""
    try:
        number = parse_phone(phone)
    except InputProblem:
        return False
    return Institution.objects.filter(phone__in=[number.display, number.digits]).exists()
