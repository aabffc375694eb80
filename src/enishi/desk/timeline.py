"""これまで: everything that happened with a record, in one list by time: calls, mails, letters, faxes, papers, decisions, notes.

Read from what each room keeps; nothing is copied. Names of physicians are not part of an entry.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from enishi.accounts.models import Membership
from enishi.accounts.roles import DESK_ROLES
from enishi.audit.models import Entry
from enishi.candidacies.models import Answer, CandidacyTransition
from enishi.candidacies.private_notes import notes_of as private_notes_of
from enishi.candidacies.workflow import WORKFLOW as TALK
from enishi.common.actor import Actor
from enishi.common.choices import Labelled
from enishi.common.clock import now
from enishi.common.transitions import TransitionRow
from enishi.common.workflow import STORED, Channel, Party, Workflow
from enishi.desk.conferences import decisions_beside
from enishi.desk.enums import NoteKind, NoteWay, PaperKind, PaperState, Reached
from enishi.desk.models import DeskNote, HandedWriting, PaperSheet
from enishi.desk.notes import notes_of
from enishi.desk.records import Subject
from enishi.desk.writing_rules import HandedBy, Reader
from enishi.institutions.enums import with_ground
from enishi.institutions.workflow import WORKFLOW as HOUSE
from enishi.notices.models import Notice
from enishi.notices.ways import By
from enishi.openings.models import OpeningTransition
from enishi.openings.workflow import WORKFLOW as OPENING
from enishi.physicians.contact_log import ledger
from enishi.physicians.hearing.topics import BY_KEY
from enishi.physicians.workflow import WORKFLOW as PHYSICIAN
from enishi.referrals.enums import SheetKind
from enishi.referrals.models import Arrived, Referral

MOST = 500
"""Of each kind, the newest: a record with more is read through the search."""

PRESENCE = timedelta(minutes=10)


class Kind(Labelled):
    """By what a timeline is filtered."""

    NOTE = "note", "控え"
    CALL = "call", "お電話"
    MAIL = "mail", "メール"
    LETTER = "letter", "手紙"
    FAX = "fax", "ファクス"
    PAPER = "paper", "用紙"
    TALK = "talk", "意見交換"
    DECISION = "decision", "手続き"


BY_CHANNEL = {
    Channel.PHONE: Kind.CALL,
    Channel.MAIL: Kind.MAIL,
    Channel.PAPER: Kind.LETTER,
    Channel.FAX: Kind.FAX,
    Channel.WEB: Kind.DECISION,
}
BY_NOTE = {
    NoteKind.NOTE: Kind.NOTE,
    NoteKind.CALL: Kind.CALL,
    NoteKind.FAX: Kind.FAX,
    NoteKind.LETTER: Kind.LETTER,
    NoteKind.MEETING: Kind.NOTE,
}
SIDES = {Party.PHYSICIAN: "d", Party.INSTITUTION: "t"}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry. head: what it was; words: what was said or written; side: d physician, t institution, c desk.

    note: the note behind it, None otherwise; href, place: of the talk or the opening it belongs to, where the record is another.
    """

    at: datetime
    kind: Kind
    side: str
    who: str
    head: str
    words: str = ""
    small: str = ""
    href: str = ""
    place: str = ""
    note: DeskNote | None = None


def timeline_of(subject: Subject, actor: Actor, *, only: Kind | None = None) -> list[Event]:
    """Everything of a record that this person may read, the newest first; a fixed number of queries."""
    found = [
        *_notes(subject, actor),
        *_papers(subject),
        *_handed(subject),
        *_referrals(subject),
        *_conferences(subject),
        *PARTS[subject.kind](subject, actor),
    ]
    return sorted((e for e in found if only in (None, e.kind)), key=lambda e: e.at, reverse=True)


def also_here(subject: Subject, actor: Actor) -> list[str]:
    """Names of others of the desk who opened this record within the last minutes, by the log of readings."""
    numbers = {subject.kind: subject.number}
    if subject.kind == "candidacy":
        numbers["physician"] = subject.row.physician.number
    return readers_of(numbers, actor)


def readers_of(numbers: Mapping[str, str], actor: Actor) -> list[str]:
    """Names of others of the desk who opened one of these (kind → number) within the last minutes."""
    since = now() - PRESENCE
    names: set[str] = set()
    for kind, number in numbers.items():
        rows = Entry.objects.filter(
            object_type=kind, object_number=number, at__gte=since, action__startswith="read:", actor__isnull=False
        ).exclude(actor=actor.user_id)
        names |= set(rows.filter(actor__memberships__role__in=DESK_ROLES).values_list("actor__name", flat=True))
    return sorted(names)


def _notes(subject: Subject, actor: Actor) -> Iterator[Event]:
    for note in notes_of(subject, actor)[:MOST]:
        kind = NoteKind(note.kind)
        way = NoteWay(note.way).label if note.way else ""
        reached = Reached(note.reached).label if note.reached else ""
        yield Event(
            at=note.at,
            kind=BY_NOTE[kind],
            side="c",
            who=note.author.name if note.author else "事務局",
            head="・".join(filter(None, (kind.label, way, note.whom, reached))),
            words=note.text,
            small="担当者と統括だけが読めます" if note.restricted else "",
            note=note,
        )


def _papers(subject: Subject) -> Iterator[Event]:
    for sheet in PaperSheet.objects.filter(**subject.beside).select_related("made_by").defer("image")[:MOST]:
        yield Event(
            at=sheet.done_at or sheet.received_at or sheet.made_at,
            kind=Kind.PAPER,
            side="t" if sheet.received_at else "c",
            who=sheet.made_by.name if sheet.made_by else "事務局",
            head=f"用紙「{PaperKind(sheet.kind).label}」",
            words=PaperState(sheet.state).label,
            href=f"/desk/intake/paper/{sheet.code}",
            place=sheet.code,
        )


def _handed(subject: Subject) -> Iterator[Event]:
    """Papers that were handed out; what stood on them is kept beside the record."""
    rows = HandedWriting.objects.filter(**subject.beside).select_related("handed_by").defer("content")
    for row in rows[:MOST]:
        yield Event(
            at=row.handed_at,
            kind=Kind.PAPER,
            side="c",
            who=row.handed_by.name if row.handed_by else "事務局",
            head=f"「{row.title}」を{Reader(row.reader).label}にお渡し",
            words=f"{HandedBy(row.way).label.partition('（')[0]}、{row.no}通目",
            href=f"/desk/records/{subject.number}/documents",
            place="書類",
        )


def _conferences(subject: Subject) -> Iterator[Event]:
    for case in decisions_beside(subject):
        owner = case.action.owner.name if case.action else ""
        yield Event(
            at=case.decided_at,  # type: ignore[arg-type]  # decided, by the question
            kind=Kind.DECISION,
            side="c",
            who=case.decided_by.name if case.decided_by else "事務局",
            head="ケース会議で決めたこと",
            words=case.decided,
            small=f"する人：{owner}　{case.action.due_on.month}月{case.action.due_on.day}日まで" if case.action else "",
            href=f"/desk/cases/{case.conference.number}",
            place=case.conference.number,
        )


def _referrals(subject: Subject) -> Iterator[Event]:
    """What went to partner banks and came from them: that it was, never its words."""
    if subject.kind not in ("physician", "opening"):
        return
    for r in Referral.objects.filter(**subject.beside).select_related("partner").defer("facts")[:MOST]:
        said = (
            (r.asked_at, "c", "紹介の内容を用意"),
            (r.consented_at, "d" if r.physician_id else "t", "紹介にご同意"),
            (r.refused_at, "d" if r.physician_id else "t", "紹介に同意なさらず"),
            (r.sent_at, "c", "紹介先に渡した"),
            (r.withdrawn_at, "d" if r.physician_id else "t", "紹介のご同意を取り消し"),
            (r.outcome_at, "c", f"紹介先から「{r.get_outcome_display()}」"),
        )
        href = f"/desk/referrals/out/{r.number}"
        for at, side, head in said:
            if at:
                yield Event(at, Kind.DECISION, side, r.partner.name, head, href=href, place=r.number)
    for a in Arrived.objects.filter(**subject.beside).select_related("partner").defer("facts", "image")[:MOST]:
        head = f"{SheetKind(a.kind).label}が届く"
        yield Event(
            a.arrived_at,
            Kind.DECISION,
            "c",
            a.partner.name,
            head,
            href=f"/desk/referrals/in/{a.number}",
            place=a.number,
        )


def _steps(rows: Iterable[TransitionRow], workflow: Workflow, href: str = "", place: str = "") -> Iterator[Event]:
    for row in rows:
        known = row.step in workflow.steps
        to = workflow.label(row.to_state) if row.to_state != STORED else ""
        how = "" if row.channel in (Channel.WEB, Channel.SYSTEM) else Channel(row.channel).label
        reason = with_ground(row.reason_code, row.reason) if workflow is HOUSE else row.reason
        yield Event(
            at=row.at,
            kind=Kind.DECISION,
            side=SIDES.get(Party(row.party), "c"),
            who="・".join(filter(None, ((row.actor.name if row.actor else "") or Party(row.party).label, how))),
            head=workflow[row.step].label if known else row.step,
            words=f"理由：{reason}" if reason else "",
            small=f"→ {to}" if to else "",
            href=href,
            place=place,
        )


def _of_physician(subject: Subject, actor: Actor) -> Iterator[Event]:
    yield from _steps(subject.row.transitions.select_related("actor"), PHYSICIAN)
    for line in ledger(subject.row)[:MOST]:
        yield Event(
            at=line.at,
            kind=BY_CHANNEL.get(line.channel, Kind.MAIL),
            side="d" if line.incoming else "c",
            who=line.who,
            head="・".join(filter(None, (line.how, line.outcome))),
            words=line.about,
            small="" if line.kept else f"お約束の外：{line.override}",
        )
    for heard in subject.row.interview_notes.exclude(text="").select_related("by")[:MOST]:
        topic = BY_KEY[heard.topic].title if heard.topic in BY_KEY else heard.topic
        who = heard.by.name if heard.by else ""
        yield Event(heard.saved_at, Kind.NOTE, "c", who, f"面談の記録（{topic}）", heard.text)
    rows = CandidacyTransition.objects.filter(candidacy__physician=subject.row).order_by("-at", "-id")
    for row in rows.select_related("actor", "candidacy__opening__institution")[:MOST]:
        c = row.candidacy
        yield from _steps([row], TALK, f"/desk/records/{c.number}", f"{c.opening.institution.name}（{c.number}）")


def _of_institution(subject: Subject, actor: Actor) -> Iterator[Event]:
    yield from _steps(subject.row.transitions.select_related("actor"), HOUSE)
    rows = OpeningTransition.objects.filter(opening__institution=subject.row).order_by("-at", "-id")
    for row in rows.select_related("actor", "opening")[:MOST]:
        yield from _steps([row], OPENING, f"/desk/records/{row.opening.number}", row.opening.number)
    members = Membership.objects.filter(organisation=subject.row.organisation_id).values("user")
    yield from _mails(Notice.objects.filter(recipient__in=members, person=""))
    beside = DeskNote.objects.filter(opening__institution=subject.row, restricted=False).select_related(
        "author", "opening"
    )
    for note in beside.order_by("-at", "-id")[:MOST]:
        yield Event(
            at=note.at,
            kind=BY_NOTE[NoteKind(note.kind)],
            side="c",
            who=note.author.name if note.author else "事務局",
            head=NoteKind(note.kind).label,
            words="（取り消しました）" if note.struck_at else note.text,
            href=f"/desk/records/{note.opening.number}",  # type: ignore[union-attr]  # filtered by its opening
            place=note.opening.number,  # type: ignore[union-attr]
        )


def _of_opening(subject: Subject, actor: Actor) -> Iterator[Event]:
    yield from _steps(subject.row.transitions.select_related("actor"), OPENING)
    for version in subject.row.versions.select_related("made_by").order_by("-no")[:MOST]:
        yield Event(
            at=version.made_at,
            kind=Kind.DECISION,
            side="t",
            who=version.made_by.name if version.made_by else "事務局",
            head=f"条件の第{version.no}版",
            words=version.title,
        )
    yield from _mails(Notice.objects.filter(about=subject.number))


def _of_talk(subject: Subject, actor: Actor) -> Iterator[Event]:
    talk = subject.row
    yield from _steps(talk.transitions.select_related("actor"), TALK)
    for q in talk.questions.all()[:MOST]:
        yield Event(q.asked_at, Kind.TALK, SIDES.get(Party(q.side), "c"), _side(q.side, q.channel), "質問", q.text)
    for a in Answer.objects.filter(question__candidacy=talk).order_by("-answered_at")[:MOST]:
        who = "・".join(filter(None, (_side(a.side, a.channel), a.confirmer)))
        yield Event(a.answered_at, Kind.TALK, SIDES.get(Party(a.side), "c"), who, "回答", a.text)
    for m in talk.letters.all()[:MOST]:
        yield Event(m.sent_at, Kind.TALK, SIDES.get(Party(m.side), "c"), _side(m.side, m.channel), "おたより", m.text)
    for clause in talk.clauses.filter(withdrawn_at=None):
        both = "双方が承諾" if clause.is_agreed else "承諾を待っています"
        yield Event(
            clause.proposed_at, Kind.TALK, SIDES.get(Party(clause.proposed_by), "c"), Party(clause.proposed_by).label,
            f"合意事項 第{clause.no}条（{both}）", clause.text,
        )  # fmt: skip
    for note in private_notes_of(talk, actor).select_related("author"):
        yield Event(note.written_at, Kind.NOTE, "c", note.author.name if note.author else "", "担当者の控え", note.text)
    yield from _mails(Notice.objects.filter(about=subject.number))


def _side(side: str, channel: str) -> str:
    how = "" if channel in (Channel.WEB, Channel.SYSTEM) else Channel(channel).label
    return "・".join(filter(None, (Party(side).label, how)))


def _mails(rows: Any) -> Iterator[Event]:
    """Mails that left, and what was told on paper or by telephone instead: the subject, never the text."""
    sent = rows.filter(status=Notice.Status.SENT, joined_to=None).exclude(kind="E01").select_related("recipient")
    for n in sent.defer("body").order_by("-sent_at")[:MOST]:
        kind = {By.LETTER: Kind.LETTER, By.PHONE: Kind.CALL}.get(By(n.way), Kind.MAIL)
        whom = "先生へ" if n.person else f"{n.recipient.name or '担当の方'}さまへ" if n.recipient else ""
        yield Event(n.sent_at or n.created_at, kind, "c", f"自動のお知らせ・{whom}", kind.label, n.subject)


PARTS = {
    "physician": _of_physician,
    "institution": _of_institution,
    "opening": _of_opening,
    "candidacy": _of_talk,
}
