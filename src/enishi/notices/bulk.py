"""まとめてのお便り: prepared, read by a second person, let go in small lots, stopped in the midst, told line by line.

Whatever one act sends to more than a handful goes this way: the readers and the text are fixed and counted, somebody else
approves exactly them, and until the last lot has left anybody of those who may see it can stop the rest.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from enishi.accounts.models import User
from enishi.accounts.roles import OFFICE_ROLES
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.law.wording.check import gifts
from enishi.notices.actions import Wanted, queue_notice, queue_notices, text_of
from enishi.notices.bulk_circles import Circle, Reader, circle_of, circles_for
from enishi.notices.bulk_rules import BATCH, HANDFUL, PAUSE_SECONDS, filled, fingerprint, marks_in, subject_faults
from enishi.notices.models import BulkLine, BulkSending, BulkState, LineStanding, Notice
from enishi.notices.registry import Audience, NoticeKind, kind_of, register
from enishi.notices.ways import By, may_not_be_urged, way_to

PREFIX = "B"
AT_ONCE = 1000
"""Lines stored in one statement."""
APPROVERS = OFFICE_ROLES
"""Who may be the second person: 統括 and 事務局, never whoever wrote the letter."""

register(
    NoticeKind(
        "E70",
        Audience.SUPERVISOR,
        "【承認のお願い】まとめてのお便り",
        "$who さんから、まとめてお送りするお便りの承認をお願いされています（$number、$count 通）。\n"
        "文面とお送りする先を読んでから、承認するか、わけを添えて戻してください。",
        path="/ops/mailings/$number",
    ),
    NoticeKind(
        "E70r",
        Audience.SUPERVISOR,
        "まとめてのお便りが戻りました",
        "承認をお願いされていたお便り（$number）が、わけを添えて戻りました。直してから、もう一度お願いしてください。",
        path="/ops/mailings/$number",
    ),
)


def sendings(actor: Actor) -> QuerySet[BulkSending]:
    """Those this actor may know of, the newest first, each with how many readers it has."""
    rows = (
        BulkSending.objects.select_related("made_by", "approved_by")
        .annotate(n_lines=Count("lines"), n_left_out=Count("lines", filter=Q(lines__standing=LineStanding.LEFT_OUT)))
        .order_by("-made_at", "-id")
    )
    if actor.role in APPROVERS:
        return rows
    return rows.filter(made_by=actor.user_id) if circles_for(actor, own_rooms=True) else rows.none()


def sending_for(actor: Actor, number: str) -> BulkSending:
    """The sending with this number, if this actor may know of it; else 404."""
    found = sendings(actor).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def waiting_for_approval(actor: Actor) -> int:
    """How many wait for this person's yes."""
    if actor.role not in APPROVERS:
        return 0
    return BulkSending.objects.filter(state=BulkState.ASKED).exclude(made_by=actor.user_id).count()


def may_approve(sending: BulkSending, actor: Actor) -> bool:
    return sending.state == BulkState.ASKED and actor.role in APPROVERS and actor.user_id != sending.made_by_id


@transaction.atomic
def prepare(
    *, circle: str, choice: str, purpose: str, subject: str, body: str, key: UUID, by: Actor, own_room: bool = False
) -> BulkSending:
    """A draft with its readers, each once and counted. The same key again is the same draft. own_room: begun in the circle's own room.

    Raises StepRefused for a circle that is not this actor's, one without readers or with more than its most, a subject
    that tells too much, or a mark without words.
    """
    number = next_number(PREFIX)  # also makes two presses of one button queue up for each other
    if found := BulkSending.objects.filter(key=key).first():
        return found
    to = next((c for c in circles_for(by, own_rooms=own_room) if c.code == circle), None)
    if to is None or (choice and choice not in dict(to.choices(by))):
        raise StepRefused(Refusal("circle", "お送りする方々を、表示された中からお選びください。"))
    readers = _once(to.find(by, choice))
    _refuse_text(to, subject, body)
    if not readers:
        raise StepRefused(Refusal("nobody", "この選び方では、お送りする方がいません。ほかの選び方をお試しください。"))
    if len(readers) > to.most:
        raise StepRefused(
            Refusal(
                "many",
                f"一度にお送りできるのは{to.most:,}人までです（いま{len(readers):,}人）。しぼってください。",
            )
        )
    sending = BulkSending.objects.create(
        number=number, key=key, circle=to.code, choice={"choice": choice}, kind=to.kind, purpose=purpose.strip(),
        subject=subject.strip(), body=body.strip(), made_by_id=by.user_id,
    )  # fmt: skip
    whys = _whys(to, readers)
    lines = [_line(sending, to, no, *one) for no, one in enumerate(zip(readers, whys, strict=True), 1)]
    BulkLine.objects.bulk_create(lines, batch_size=AT_ONCE)
    record(by=by, action="prepare_bulk", object_type="bulk", object_number=number, readers=len(readers))
    return sending


def reader_of(line: BulkLine) -> Reader:
    """Whom a line is for, without the words of the marks."""
    return Reader(label=line.label, user=line.user, person=line.person, address=line.address, whose=line.whose)


def _once(readers: Iterable[Reader]) -> list[Reader]:
    """Nobody twice: neither by user, nor by number, nor by address; by `whose` alone where it is given."""
    seen: set[tuple[str, Any]] = set()
    kept = []
    for reader in readers:
        address = reader.address.strip().casefold() or (reader.user.email.casefold() if reader.user else "")
        by_address = ("whose", reader.whose) if reader.whose else ("address", address)
        marks = {("person", reader.person), by_address} - {("person", ""), ("address", "")}
        if not marks & seen:
            kept.append(reader)
        seen |= marks
    return kept


def _line(sending: BulkSending, circle: Circle, no: int, reader: Reader, why: str) -> BulkLine:
    to_physician = kind_of(circle.kind).audience is Audience.PHYSICIAN
    by = By.MAIL
    if to_physician:
        way = way_to(reader.user, reader.person)
        by = By.LETTER if way.by is By.MAIL and reader.user is None else way.by
    words = {"宛名": reader.label, **reader.words}
    return BulkLine(
        sending=sending,
        no=no,
        label=reader.label,
        user=reader.user,
        person=reader.person,
        address="" if reader.user else reader.address.strip(),
        whose=reader.whose,
        values=json.dumps({mark: words.get(mark, "") for mark in circle.marks}, ensure_ascii=False),
        way=by,
        standing=LineStanding.LEFT_OUT if why else LineStanding.WAITING,
        why=why,
    )


def _whys(circle: Circle, readers: Sequence[Reader]) -> list[str]:
    """Why each of these gets nothing after all, "" for none."""
    asked = circle.left_out_of or (lambda rows: [circle.left_out(row) for row in rows])
    return [_why_not(circle, reader) or why for reader, why in zip(readers, asked(readers), strict=True)]


def _why_not(circle: Circle, reader: Reader) -> str:
    """What holds for every circle."""
    if reader.user is not None and not reader.user.is_active:
        return "ログインの登録が終わっています"
    if kind_of(circle.kind).urges and may_not_be_urged(reader.person):
        return "転職をお勧めできない期間です"
    return ""


def _refuse_text(circle: Circle, subject: str, body: str) -> None:
    faults = subject_faults(subject)
    faults += [f"{found.sentence}その言葉を外してください。" for found in gifts(f"{subject}。{body}", today())[:1]]
    unknown = [mark for mark in marks_in(body) if mark not in circle.marks]
    if unknown:
        known = "、".join(f"｛{m}｝" for m in circle.marks) or "ありません"
        faults.append(f"本文の印「{unknown[0]}」は使えません。使える印：{known}。")
    missing = [mark for mark in circle.must_hold if mark not in marks_in(body)]
    if missing:
        faults.append(f"本文の印「｛{missing[0]}｝」は、消さずに残してください。")
    if faults:
        raise StepRefused(*(Refusal("text", fault) for fault in faults))


@transaction.atomic
def rewrite(*, sending: BulkSending, purpose: str, subject: str, body: str, seen: int, by: Actor) -> BulkSending:
    """Put other words in place of those that stand. seen: `changes` as the page showed it.

    Raises StepRefused where somebody else has saved it meanwhile, or it is no draft any more.
    """
    row = _held(sending)
    if (row.purpose, row.subject, row.body) == (purpose.strip(), subject.strip(), body.strip()):
        return row
    if row.state != BulkState.DRAFT or row.made_by_id != by.user_id:
        raise StepRefused(Refusal("asked", "下書きに戻してから、書いた人が直せます。"))
    _refuse_stale(row, seen)
    _refuse_text(circle_of(row.circle), subject, body)
    row.purpose, row.subject, row.body, row.changes = purpose.strip(), subject.strip(), body.strip(), row.changes + 1
    row.save(update_fields=["purpose", "subject", "body", "changes"])
    record(by=by, action="rewrite_bulk", object_type="bulk", object_number=row.number)
    return row


def _refuse_stale(row: BulkSending, seen: int) -> None:
    if row.changes != seen:
        raise StepRefused(
            Refusal("newer", "このお便りは、先に直されています。新しい文面を確かめてから、もう一度お願いします。")
        )


def _held(sending: BulkSending) -> BulkSending:
    return BulkSending.objects.select_for_update(of=("self",)).get(pk=sending.pk)


def _fingerprint(row: BulkSending) -> str:
    lines = row.lines.exclude(standing=LineStanding.LEFT_OUT).order_by("no")
    return fingerprint(row.subject, row.body, ((n.user_id or 0, n.person, n.address, n.values, n.whose) for n in lines))


def letter_body(kind: NoticeKind, words: str) -> str:
    """The text that stands in the outbox: the words and the page to open. Greeting and signature come with the sending."""
    return text_of(kind, {"words": words})


def to_send(row: BulkSending) -> int:
    """How many get the letter: all but those left out."""
    return row.lines.exclude(standing=LineStanding.LEFT_OUT).count()


def needs_second(row: BulkSending, count: int) -> bool:
    """Whether somebody else must approve a letter to so many."""
    return count > HANDFUL or circle_of(row.circle).always_second


@transaction.atomic
def ask_approval(*, sending: BulkSending, seen: int, by: Actor) -> BulkSending:
    """Ask the second person; up to a HANDFUL the letter leaves at once. Asked already: nothing changes."""
    row = _held(sending)
    if row.state != BulkState.DRAFT:
        return row
    if row.made_by_id != by.user_id:
        raise StepRefused(Refusal("author", "お願いできるのは、書いた人だけです。"))
    _refuse_stale(row, seen)
    count = to_send(row)
    if count == 0:
        raise StepRefused(Refusal("nobody", "お送りできる方がいません。"))
    row.fingerprint, row.asked_at = _fingerprint(row), now()
    row.needs_second = needs_second(row, count)
    row.returned_by, row.returned_word = None, ""
    row.state = BulkState.ASKED
    row.save()
    record(by=by, action="ask_bulk_approval", object_type="bulk", object_number=row.number, readers=count)
    if not row.needs_second:
        return _let_go(row, by)
    for user in _approvers(row):
        queue_notice(
            notice_id="E70",
            recipient=user,
            key=f"E70:{row.number}:{row.changes}:{user.pk}:{row.asked_at.timestamp()}",
            about=row.number,
            values={"count": count, "who": row.made_by.name},
        )
    return row


def _approvers(row: BulkSending) -> list[User]:
    held = User.objects.filter(memberships__role__in=APPROVERS, memberships__ended_at=None, is_active=True)
    return list(held.exclude(pk=row.made_by_id).distinct().order_by("pk"))


@transaction.atomic
def approve(*, sending: BulkSending, seen_fingerprint: str, count: int, by: Actor) -> BulkSending:
    """The second person's yes to exactly this text and these readers, whose number he or she typed. Then it leaves.

    Raises StepRefused for whoever wrote it, for a number that is not theirs, or a page that is older than the text.
    """
    row = _held(sending)
    if row.state in (BulkState.SENDING, BulkState.DONE) and row.approved_by_id == by.user_id:
        return row
    if not may_approve(row, by):
        raise StepRefused(
            Refusal("second", "承認は、書いた人とは別の、統括か事務局の方が行います。いまの状態もお確かめください。")
        )
    if seen_fingerprint != row.fingerprint or _fingerprint(row) != row.fingerprint:
        raise StepRefused(Refusal("newer", "文面かお送りする先が変わっています。もう一度、はじめからお読みください。"))
    if count != (there := to_send(row)):
        raise StepRefused(
            Refusal("count", f"通数が合いません。お送りするのは{there}通です。先の一覧をお確かめください。")
        )
    return _let_go(row, by)


def _let_go(row: BulkSending, by: Actor) -> BulkSending:
    row.state, row.approved_by_id, row.approved_at = BulkState.SENDING, by.user_id, now()
    row.save(update_fields=["state", "approved_by", "approved_at"])
    record(by=by, action="approve_bulk", object_type="bulk", object_number=row.number, fingerprint=row.fingerprint)
    _carry_on_later(row.pk, seconds=0)
    return row


def _carry_on_later(pk: int, *, seconds: int) -> None:
    from enishi.notices.jobs import send_bulk  # the job module imports this one

    send_bulk.configure(schedule_in={"seconds": seconds}).defer(sending=pk)


@transaction.atomic
def give_back(*, sending: BulkSending, word: str, by: Actor) -> BulkSending:
    """Back to the draft: by the second person with a word why, or by whoever wrote it."""
    row = _held(sending)
    if row.state == BulkState.DRAFT:
        return row
    own = row.made_by_id == by.user_id
    if row.state != BulkState.ASKED or not (own or may_approve(row, by)):
        raise StepRefused(Refusal("late", "もう戻せません。送り始めたお便りは、「残りを止める」で止められます。"))
    if not own and not word.strip():
        raise StepRefused(Refusal("word", "戻すわけを、ひとことお書きください。例：日付が違っています"))
    row.state, row.returned_by_id, row.returned_word = BulkState.DRAFT, by.user_id, word.strip()
    row.changes += 1
    row.save(update_fields=["state", "returned_by", "returned_word", "changes"])
    record(by=by, action="return_bulk", object_type="bulk", object_number=row.number)
    if not own:
        queue_notice(notice_id="E70r", recipient=row.made_by, key=f"E70r:{row.number}:{row.changes}", about=row.number)
    return row


@transaction.atomic
def stop(*, sending: BulkSending, by: Actor) -> int:
    """Nothing more leaves: neither what was to enter the outbox nor what waits there. How many letters were held back."""
    row = _held(sending)
    if row.state not in (BulkState.SENDING, BulkState.DONE):
        raise StepRefused(Refusal("late", "送っている途中のお便りではありません。"))
    held = row.lines.filter(standing=LineStanding.WAITING).update(standing=LineStanding.STOPPED)
    unsent = Notice.objects.filter(bulk_line__sending=row, status__in=[Notice.Status.WAITING, Notice.Status.BY_HAND])
    stopped = list(unsent.select_for_update().values_list("pk", flat=True))
    Notice.objects.filter(pk__in=stopped).update(status=Notice.Status.HALTED)
    row.lines.filter(notice__in=stopped).update(standing=LineStanding.STOPPED)
    if not held and not stopped:
        raise StepRefused(Refusal("gone", "止められるものは、もうありません。すべて送り終えています。"))
    row.state, row.stopped_by_id, row.ended_at = BulkState.STOPPED, by.user_id, now()
    row.save(update_fields=["state", "stopped_by", "ended_at"])
    record(by=by, action="stop_bulk", object_type="bulk", object_number=row.number, held=held + len(stopped))
    return held + len(stopped)


@transaction.atomic
def carry_on(*, sending: int) -> str:
    """Put the next lot into the outbox and come again after a pause; nothing once it was stopped. Its state afterwards.

    May run twice: a line that has its notice is not taken again, and the notice's key is the line's.
    """
    row = BulkSending.objects.select_for_update(of=("self",)).filter(pk=sending).first()
    if row is None:
        return "gone"
    if row.state != BulkState.SENDING:
        return row.state
    circle = circle_of(row.circle)
    size = circle.batch or BATCH
    lot = list(row.lines.filter(standing=LineStanding.WAITING).select_related("user").order_by("no")[:size])
    for line, why in zip(lot, _whys(circle, [reader_of(line) for line in lot]), strict=True):
        line.why = why
    taken = circle.claim([line for line in lot if not line.why])
    for line in lot:
        line.why = line.why or taken.get(line.pk, "")
        line.standing = LineStanding.LEFT_OUT if line.why else LineStanding.QUEUED
    going = [line for line in lot if line.standing == LineStanding.QUEUED]
    made = queue_notices(
        Wanted(
            row.kind, line.user, f"{row.kind}:{row.number}:{line.no}", row.number,
            {"words": filled(row.body, line.words)}, line.person, address=line.address, subject=row.subject,
        )
        for line in going
    )  # fmt: skip
    for line, notice in zip(going, made, strict=True):
        line.notice = notice
    BulkLine.objects.bulk_update(lot, ["standing", "why", "notice"])
    if row.lines.filter(standing=LineStanding.WAITING).exists():
        _carry_on_later(row.pk, seconds=PAUSE_SECONDS)
    else:
        row.state, row.ended_at = BulkState.DONE, now()
        row.save(update_fields=["state", "ended_at"])
    return row.state
