"""Seminars: written by one and published by another, corrected in the same way, called off by anybody of them; a seat is asked for by mail address and is certain only after the mail was opened.

Seats are given under the lock of the seminar's row, so that two who confirm at once never get the last one both. Whoever gives a
seat back makes room for the first who waits, in the same transaction. Each act is audited without a name.
"""

import json
import secrets
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.encrypted import blind_index, blind_indices
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.japanese.times import time_words
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.law.parameters import value
from enishi.notices.forgetting import forget_lines, forget_notices
from enishi.notices.models import BulkLine, Notice
from enishi.notices.unregistered import queue_to_address
from enishi.outreach.enums import EntryState, SeminarStanding, SeminarWay
from enishi.outreach.models import Seminar, SeminarEntry
from enishi.outreach.news_querysets import WRITERS
from enishi.outreach.seminar_notices import CIRCLE

PREFIX = "S"
FACTS = ("title", "body", "way", "place", "online", "begins_at", "ends_at", "capacity", "closes_on")
"""What an office may change of a seminar."""
INDEX = "seminar"


def seminar_for(actor: Actor | None, number: str) -> Seminar:
    """The seminar with this number, if this reader (None: a visitor) may know of it; else 404."""
    found = Seminar.objects.visible_to(actor).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def entry_by_token(token: str) -> SeminarEntry:
    """The entry for whoever has its link; else 404."""
    found = SeminarEntry.objects.select_related("seminar").filter(token=token).first()
    if found is None:
        raise Http404
    return found


def with_counts(seminars: QuerySet[Seminar]) -> QuerySet[Seminar]:
    """Adds n_seated and n_waiting."""
    return seminars.annotate(
        n_seated=Count("entries", filter=Q(entries__state=EntryState.SEATED)),
        n_waiting=Count("entries", filter=Q(entries__state=EntryState.WAITING)),
    )


def seats_left(seminar: Seminar) -> int | None:
    """None without a limit."""
    if seminar.capacity is None:
        return None
    return max(0, seminar.capacity - seminar.entries.filter(state=EntryState.SEATED).count())


def when_words(seminar: Seminar) -> str:
    """2026年12月12日（土）午後2時〜午後4時."""
    begins, ends = timezone.localtime(seminar.begins_at), timezone.localtime(seminar.ends_at)
    until = "" if begins.date() == ends.date() else date_with_weekday(ends.date(), with_year=False)
    return f"{date_with_weekday(begins.date())}{time_words(begins.time())}〜{until}{time_words(ends.time())}"


def packed(facts: Mapping[str, Any]) -> str:
    """Facts as JSON, days and moments in ISO 8601."""
    plain = {name: told.isoformat() if isinstance(told, date) else told for name, told in facts.items()}
    return json.dumps(plain, ensure_ascii=False)


def unpacked(text: str) -> dict[str, Any]:
    """Back from `packed`."""
    told: dict[str, Any] = json.loads(text)
    moments = {name: datetime.fromisoformat(told[name]) for name in ("begins_at", "ends_at")}
    return told | moments | {"closes_on": date.fromisoformat(told["closes_on"])}


def facts_of(seminar: Seminar) -> dict[str, Any]:
    """As they are public, or will be."""
    return {name: getattr(seminar, name) for name in FACTS}


def as_written(seminar: Seminar) -> Seminar:
    """The seminar in the words written last, public or not; to be read, never saved."""
    if not seminar.coming:
        return seminar
    plain = ("number", "changes", "published_at", "cancelled_at")
    return Seminar(**{name: getattr(seminar, name) for name in plain}, **unpacked(seminar.coming))


def _check(facts: Mapping[str, Any]) -> None:
    if facts["ends_at"] <= facts["begins_at"]:
        raise StepRefused(Refusal("ends", "終わりの時刻を、始まりより後にしてください。"))
    if facts["closes_on"] > timezone.localdate(facts["begins_at"]):
        raise StepRefused(Refusal("closes_on", "申込の締め切りは、催しの日までにしてください。"))
    if facts["way"] != SeminarWay.ONLINE and not facts["place"].strip():
        raise StepRefused(Refusal("place", "会場の名前と所在地をご記入ください。"))
    if facts["way"] != SeminarWay.HALL and not facts["online"].strip():
        raise StepRefused(Refusal("online", "オンラインの入り方をご記入ください。お席のある方にだけお知らせします。"))


@transaction.atomic
def write_seminar(*, facts: Mapping[str, Any], key: UUID, by: Actor) -> Seminar:
    """A draft. facts: keys of FACTS. The same key again is the same draft."""
    number = next_number(PREFIX)  # also makes two presses of one button queue up for each other
    if found := Seminar.objects.filter(key=key).first():
        return found
    _check(facts)
    given = {name: facts[name] for name in FACTS}
    made = Seminar.objects.create(number=number, key=key, made_by_id=by.user_id, written_by_id=by.user_id, **given)
    record(by=by, action="write_seminar", object_type="seminar", object_number=number)
    return made


@transaction.atomic
def edit_seminar(*, seminar: Seminar, facts: Mapping[str, Any], seen: int, by: Actor) -> Seminar:
    """Put these facts in place of those written last; what is public stays until a second person has read them.

    seen: `changes` as the page showed it. Raises StepRefused where somebody else saved it meanwhile, it is over or cancelled, or
    fewer seats are asked for than are taken.
    """
    row = _held(seminar)
    new = {name: facts[name] for name in FACTS}
    if facts_of(as_written(row)) == new:
        return row
    _refuse_old(row, seen)
    if row.standing in (SeminarStanding.CANCELLED, SeminarStanding.OVER):
        raise StepRefused(Refusal("over", "終わった催しと取りやめた催しは、直せません。"))
    _check(new)
    _check_seats(row, new)
    if row.published_at is None:
        _put(row, new)
    else:
        row.coming = "" if facts_of(row) == new else packed(new)
    row.changes, row.changed_at, row.written_by_id = row.changes + 1, now(), by.user_id
    row.save()
    record(by=by, action="edit_seminar", object_type="seminar", object_number=row.number)
    return row


def _refuse_old(row: Seminar, seen: int) -> None:
    if row.changes != seen:
        raise StepRefused(
            Refusal("newer", "この催しは、ほかの方が先に直しています。新しい内容を確かめてから、もう一度お願いします。")
        )


def _check_seats(row: Seminar, facts: Mapping[str, Any]) -> None:
    taken = row.entries.filter(state=EntryState.SEATED).count()
    if facts["capacity"] is not None and facts["capacity"] < taken:
        raise StepRefused(
            Refusal("capacity", f"すでに{taken}人の方にお席があります。定員は{taken}以上にしてください。")
        )


def _put(row: Seminar, facts: Mapping[str, Any]) -> None:
    for name, given in facts.items():
        setattr(row, name, given)


def may_publish(seminar: Seminar, by: Actor) -> bool:
    """Whoever wrote these words does not let them out."""
    return seminar.waits and by.role in WRITERS and by.user_id != seminar.written_by_id


@transaction.atomic
def publish_seminar(*, seminar: Seminar, seen: int, by: Actor) -> Seminar:
    """The second person has read the words written last: show them and take entries. More seats go to those who wait, another time
    or place is told to all. Nothing waits: nothing changes.

    seen: `changes` as the page showed it. Raises StepRefused for who wrote them, for an old page, for a time that is past, and
    where fewer seats were asked for than are taken meanwhile.
    """
    row = _held(seminar)
    if not row.waits:
        return row
    if not may_publish(row, by):
        raise StepRefused(Refusal("second", "公開は、書いた人とは別の方が、読んでから行います。"))
    _refuse_old(row, seen)
    before, new = facts_of(row), facts_of(as_written(row))
    fresh = row.published_at is None
    if new["begins_at"] <= now() and (fresh or new["begins_at"] != before["begins_at"]):
        raise StepRefused(Refusal("past", "もう始まっている日時です。日時を直してから公開してください。"))
    _check_seats(row, new)
    _put(row, new)
    row.coming, row.published_at = "", row.published_at or now()
    if not fresh:  # a calendar that has the old time takes the new one by its higher number and later moment
        row.changes, row.changed_at = row.changes + 1, now()
    row.save()
    record(by=by, action="publish_seminar", object_type="seminar", object_number=row.number)
    if any(before[name] != new[name] for name in ("way", "place", "online", "begins_at", "ends_at")):
        for entry in _coming(row):
            _tell(entry, "E77g", f"{row.changes}", **_details(entry))
    _move_up(row)
    return row


@transaction.atomic
def cancel_seminar(*, seminar: Seminar, word: str, by: Actor) -> Seminar:
    """It does not take place: the page says so, everybody with a seat or waiting is told. Cancelled already: nothing changes."""
    row = _held(seminar)
    if row.published_at is None or row.standing == SeminarStanding.OVER:
        raise StepRefused(Refusal("state", "取りやめられるのは、公開していて、まだ終わっていない催しです。"))
    if row.cancelled_at is None:
        row.cancelled_at, row.cancelled_word, row.coming = now(), word.strip(), ""
        row.changes += 1
        row.save(update_fields=["cancelled_at", "cancelled_word", "changes", "coming"])
        record(by=by, action="cancel_seminar", object_type="seminar", object_number=row.number)
        for entry in _coming(row):
            _tell(entry, "E77h", word=f"{row.cancelled_word}\n\n" if row.cancelled_word else "")
    return row


def _held(seminar: Seminar) -> Seminar:
    return Seminar.objects.select_for_update().get(pk=seminar.pk)


def _coming(seminar: Seminar) -> QuerySet[SeminarEntry]:
    """With a seat or waiting, in the order they confirmed."""
    return seminar.entries.filter(state__in=[EntryState.SEATED, EntryState.WAITING]).order_by("confirmed_at", "id")


def _open(seminar: Seminar) -> None:
    if seminar.standing != SeminarStanding.OPEN:
        raise StepRefused(Refusal("closed", "お申し込みの受付は、終わりました。お問い合わせは、お電話で承ります。"))


@transaction.atomic
def ask_entry(*, seminar: Seminar, name: str, address: str, by: Actor) -> SeminarEntry:
    """Send a mail whose link confirms the wish; nothing is certain before. The page looks the same for an address known already.

    A second wish of one address is the same entry; its mail goes once an hour at most. Raises StepRefused when it is closed.
    """
    row = _held(seminar)
    _open(row)
    index = blind_index(INDEX, address)
    entry, made = SeminarEntry.objects.get_or_create(
        seminar=row,
        address_index__in=blind_indices(INDEX, address),
        defaults={"address_index": index, "token": secrets.token_urlsafe(32), "name": name.strip(), "address": address},
    )
    if entry.state in (EntryState.ASKED, EntryState.CANCELLED):  # until confirmed the last name typed counts
        entry.name, entry.state, entry.asked_at, entry.confirmed_at = name.strip(), EntryState.ASKED, now(), None
        entry.save(update_fields=["name", "state", "asked_at", "confirmed_at"])
    if made:
        record(by=by, action="ask_seminar_entry", object_type="seminar", object_number=row.number)
    known = entry.state != EntryState.ASKED
    _tell(entry, "E77k" if known else "E77", f"{now():%Y%m%d%H}")
    return entry


@transaction.atomic
def confirm_entry(*, entry: SeminarEntry, by: Actor) -> SeminarEntry:
    """The person opened the mail and pressed the button: a seat, or a place among those who wait. Confirmed already: nothing."""
    seminar = _held(entry.seminar)
    held = SeminarEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if held.state in (EntryState.SEATED, EntryState.WAITING):
        return held
    _open(seminar)
    left = seats_left(seminar)
    waits = seminar.entries.filter(state=EntryState.WAITING).exists()
    held.state = EntryState.WAITING if left == 0 or (left is not None and waits) else EntryState.SEATED
    held.confirmed_at = now()
    held.save(update_fields=["state", "confirmed_at"])
    record(by=by, action="confirm_seminar_entry", object_type="seminar", object_number=seminar.number)
    held.seminar = seminar
    _tell_place(held)
    return held


def _tell_place(entry: SeminarEntry) -> None:
    if entry.state == EntryState.SEATED:
        _tell(entry, "E77c", _moment(entry), **_details(entry))
    else:
        _tell(entry, "E77d", _moment(entry))


def _moment(entry: SeminarEntry) -> str:
    return f"{entry.confirmed_at.timestamp():.0f}" if entry.confirmed_at else ""


@transaction.atomic
def cancel_entry(*, entry: SeminarEntry, by: Actor) -> SeminarEntry:
    """The person cannot come; the first who waits gets the seat. Cancelled already, or over: nothing changes."""
    seminar = _held(entry.seminar)
    held = SeminarEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if held.state == EntryState.CANCELLED or seminar.standing == SeminarStanding.OVER:
        return held
    held.state = EntryState.CANCELLED
    held.save(update_fields=["state"])
    record(by=by, action="cancel_seminar_entry", object_type="seminar", object_number=seminar.number)
    _move_up(seminar)
    return held


def _move_up(seminar: Seminar) -> None:
    """Free seats go to those who wait, the first first; not once it has begun or was cancelled."""
    if seminar.cancelled_at is not None or seminar.begins_at <= now():
        return
    waiting = seminar.entries.filter(state=EntryState.WAITING).order_by("confirmed_at", "id")
    left = seats_left(seminar)
    for entry in waiting if left is None else waiting[:left]:
        entry.state = EntryState.SEATED
        entry.save(update_fields=["state"])
        _tell(entry, "E77e", _moment(entry), **_details(entry))


@transaction.atomic
def mark_attendance(*, seminar: Seminar, came: Collection[int], by: Actor) -> int:
    """Who of those with a seat was there (primary keys); everybody else with a seat was not. How many came."""
    row = _held(seminar)
    if row.begins_at > now() or row.cancelled_at is not None:
        raise StepRefused(Refusal("early", "出席の記録は、催しが始まってからお付けください。"))
    seated = row.entries.filter(state=EntryState.SEATED)
    there = seated.filter(pk__in=came)
    seated.exclude(pk__in=came).update(attended=False)
    count = there.update(attended=True)
    row.seated_count, row.came_count = seated.count(), count
    row.save(update_fields=["seated_count", "came_count"])
    record(by=by, action="mark_attendance", object_type="seminar", object_number=row.number, came=count)
    return count


def remind(day: date) -> int:
    """Job: a word to everybody with a seat at a seminar of tomorrow, once each. How many seminars."""
    tomorrow = day + timedelta(days=1)
    seminars = [s for s in Seminar.objects.to_come().filter(published_at__isnull=False) if s.day == tomorrow]
    for seminar in seminars:
        for entry in seminar.entries.filter(state=EntryState.SEATED):
            _tell(entry, "E77f", f"{seminar.begins_at:%Y%m%d%H%M}", **_details(entry))
    return len(seminars)


@transaction.atomic
def erase_old_entries(day: date) -> int:
    """Job: names and addresses go after the time we say, those never confirmed sooner; the counts stay. How many entries."""
    over = day - timedelta(days=value("seminar_retention_days", day))
    unsure = day - timedelta(days=value("unconfirmed_address_days", day))
    old = SeminarEntry.objects.filter(
        Q(seminar__ends_at__date__lt=over) | Q(state=EntryState.ASKED, asked_at__date__lt=unsure)
    )
    gone = list(old.select_related("seminar"))
    for seminar in {entry.seminar for entry in gone}:
        if seminar.seated_count is None and seminar.day < over:
            seated = seminar.entries.filter(state=EntryState.SEATED).count()
            Seminar.objects.filter(pk=seminar.pk).update(seated_count=seated)
        keys = [f"{seminar.number}:{entry.pk}" for entry in gone if entry.seminar_id == seminar.pk]
        forget_notices(Notice.objects.filter(about__in=keys))
        if seminar.day < over:
            forget_lines(
                BulkLine.objects.filter(
                    sending__circle=CIRCLE, sending__choice__choice__startswith=f"{seminar.number}:"
                )
            )
    SeminarEntry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()
    return len(gone)


def _details(entry: SeminarEntry) -> dict[str, str]:
    """What somebody with a seat is told: the place and how to join."""
    seminar = entry.seminar
    parts = [
        f"会場：{seminar.place}" if seminar.place else "",
        f"オンラインの入り方：\n{seminar.online}" if seminar.online else "",
    ]
    return {"details": "\n".join(filter(None, parts))}


def _tell(entry: SeminarEntry, notice_id: str, once: str = "", **words: str) -> None:
    """A mail to the person, once for each `once`. Its `about` finds it again when the entry is erased."""
    queue_to_address(
        notice_id=notice_id,
        address=entry.address,
        key=f"{notice_id}:{entry.seminar.number}:{entry.pk}:{once}",
        about=f"{entry.seminar.number}:{entry.pk}",
        values={
            "title": entry.seminar.title, "when": when_words(entry.seminar), "token": entry.token,
            "page": f"{settings.BASE_URL}/events/{entry.seminar.number}", **words,
        },
    )  # fmt: skip


def of_today() -> QuerySet[Seminar]:
    """For the office: those that begin today."""
    return with_counts(Seminar.objects.public().filter(begins_at__date=today(), cancelled_at=None))
