"""What stands around the board of a talk: letters, papers, notes of one's own, common answers, the question bank, held words.

extras = extras_of(writer, base=base, at=place_in(request.GET))      # the writer of the board
{% include "talk/extras.html" %}          {# with `board` and `extras` in the context #}
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from enishi.candidacies.attachments import attachments_listed, may_attach_at
from enishi.candidacies.common_answers import common_answers_listed
from enishi.candidacies.giveaways import giveaways_before_name, shows_name
from enishi.candidacies.models import Attachment, CommonAnswer, HeldMessage, Message, PrivateNote
from enishi.candidacies.private_notes import WRITERS as NOTE_WRITERS
from enishi.candidacies.private_notes import notes_listed
from enishi.candidacies.question_bank import TOPICS, BankQuestion, Topic, bank_for
from enishi.common.giveaways import pieces
from enishi.common.uploads import KINDS
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Channel, Party
from enishi.web.talk.board import Place
from enishi.web.talk.extra_forms import NoteForm, PaperForm
from enishi.web.talk.forms import LetterForm
from enishi.web.talk.topics import Faulty, Saying, Writer

LETTERS_ON_A_PAGE = 10
TOPIC_LABEL = {topic.key: topic.label for topic in TOPICS}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper. kind: PDF, JPEG; size: 「240KB」."""

    id: int
    title: str
    kind: str
    size: str
    who: str
    at: datetime
    is_town: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class HeldLine:
    """Words that wait for the coordinator. pieces: cut at what was found; empty for the sender, who knows them."""

    id: int
    kind: str
    text: str
    at: datetime
    pieces: list[tuple[str, bool]]
    state: str
    who: str


@dataclass(frozen=True, slots=True)
class BankTopic:
    """questions: (entry, whether it was asked already)."""

    topic: Topic
    questions: list[tuple[BankQuestion, bool]]


@dataclass(frozen=True, slots=True)
class Extras:
    """Everything talk/extras.html shows. bank: empty until the reader asks for it."""

    base: str
    live: str
    letters: "Page[Saying]"
    letter_form: LetterForm | None
    papers: list[PaperLine]
    paper_form: PaperForm | None
    waits_for_name: bool
    notes: list[PrivateNote]
    note_form: NoteForm | None
    note_words: str
    common: list[tuple[str, list[CommonAnswer]]]
    """By topic."""

    bank: list[BankTopic]
    held: list[HeldLine]
    is_desk: bool


NOTE_WORDS = {
    Party.PHYSICIAN: "先生だけが読めます。医療機関にも担当者にも見えません。",
    Party.INSTITUTION: "貴院の方だけが読めます。先生にも担当者にも見えません。",
    Party.COORDINATOR: "担当者と責任者だけが読めます。先生にも医療機関にも見えません。",
    Party.SUPERVISOR: "担当者が書いた控えです。先生にも医療機関にも見えません。",
}


def extras_of(writer: Writer, *, base: str, at: Place | None = None) -> Extras:
    """For this reader; a form that was refused comes back in its place."""
    candidacy, actor, faulty, at = writer.candidacy, writer.actor, writer.faulty, at or Place()
    place = faulty.place if faulty else ""
    writes = actor.party in NOTE_WRITERS
    sides = (Party.PHYSICIAN, Party.INSTITUTION) if writer.is_desk else (actor.party,)
    may_send = writer.talking and any(may_attach_at(writer.level, side) for side in sides)
    return Extras(
        base=base,
        live=f"{base}/events",
        letters=_letters(writer, at.letters),
        letter_form=writer.form(LetterForm, "letter", 0) if writer.talking else None,  # type: ignore[arg-type]
        papers=[_paper(writer, row) for row in attachments_listed(candidacy)],
        paper_form=_form(faulty, "paper", lambda: PaperForm(sides=sides, **_new("paper0"))) if may_send else None,
        waits_for_name=writer.talking and not may_send,
        notes=notes_listed(candidacy, actor),
        note_form=_form(faulty, "note", lambda: NoteForm(**_new("note0"))) if writes or place == "note" else None,
        note_words=NOTE_WORDS.get(actor.party, ""),
        common=by_topic(common_answers_listed(candidacy.opening.institution)),
        bank=_bank(writer) if writer.talking and at.hints else [],
        held=_held(writer),
        is_desk=writer.is_desk,
    )


def _new(name: str) -> dict[str, Any]:
    return {"auto_id": f"{name}_%s", "initial": {"key": uuid.uuid4()}}


def _form(faulty: Faulty | None, place: str, make: Any) -> Any:
    return faulty.form if faulty and faulty.place == place else make()


def _letters(writer: Writer, page: int) -> "Page[Saying]":
    """The newest page first, and on it the newest on top."""
    talk = writer.candidacy.pk
    pages = Paginator(range(_HOW_MANY.first(candidacy=talk) or 0), LETTERS_ON_A_PAGE)
    found: Page[Any] = pages.get_page(page)
    rows = _NEWEST.all(candidacy=talk) if found.number == 1 else _newest_first(talk)[_part_of(found)]
    found.object_list = [_letter(writer, row) for row in rows]
    return found


def _newest_first(candidacy: Any) -> "QuerySet[Message]":
    return Message.objects.filter(candidacy=candidacy).order_by("-sent_at", "-id")


def _part_of(page: "Page[Any]") -> slice:
    return slice((page.number - 1) * LETTERS_ON_A_PAGE, page.number * LETTERS_ON_A_PAGE)


_NEWEST = Worded(lambda: _newest_first(Given("candidacy"))[:LETTERS_ON_A_PAGE])
_HOW_MANY = Worded(
    lambda: (
        Message.objects.filter(candidacy=Given("candidacy"))
        .order_by()
        .values("candidacy")
        .annotate(many=Count("pk"))
        .values_list("many", flat=True)
    )
)


def _letter(writer: Writer, row: Message) -> Saying:
    side = Party(row.side)
    who = "担当者" if side is Party.COORDINATOR else writer.words[side]
    heard = row.channel not in (Channel.WEB, Channel.SYSTEM)
    note = f"{Channel(row.channel).label}でうかがい、担当者が代筆" if heard else ""
    return Saying(row.pk, side, who, row.text, row.sent_at, "、".join(filter(None, (row.confirmer, note))))


def _paper(writer: Writer, row: Attachment) -> PaperLine:
    size = f"{row.size / 1024 / 1024:.1f}MB" if row.size >= 1024 * 1024 else f"{max(1, row.size // 1024)}KB"
    return PaperLine(
        id=row.pk,
        title=row.title or "書類",
        kind=KINDS[row.content_type].upper(),
        size=size,
        who=writer.words[row.side],
        at=row.sent_at,
        is_town=row.side == Party.INSTITUTION,
        may_take_back=writer.is_desk or writer.actor.party == row.side,
    )


def by_topic(rows: Iterable[CommonAnswer]) -> list[tuple[str, list[CommonAnswer]]]:
    """In the order of the bank; what has no topic comes last."""
    of: dict[str, list[CommonAnswer]] = {}
    for row in rows:
        of.setdefault(row.topic, []).append(row)
    keys = [key for key in TOPIC_LABEL if key in of] + ([""] if "" in of else [])
    return [(TOPIC_LABEL.get(key, "そのほか"), of[key]) for key in keys]


def _bank(writer: Writer) -> list[BankTopic]:
    """The questions of the reader's own side; for the desk, those of the physician."""
    asker = Party.PHYSICIAN if writer.is_desk else writer.actor.party
    asked = {question.bank for question in writer.questions}
    return [BankTopic(topic, [(e, e.key in asked) for e in entries]) for topic, entries in bank_for(asker)]


def _held(writer: Writer) -> list[HeldLine]:
    """For the desk what waits; for a side its own words that wait or were given back, the newest first."""
    talk, party = writer.candidacy.pk, writer.actor.party
    staff = party in (Party.COORDINATOR, Party.SUPERVISOR)
    rows = _WAITING.all(candidacy=talk) if staff else _OWN_HELD.all(candidacy=talk, side=party)
    return [_held_line(writer, row) for row in rows]


def _kept_back(**given: Any) -> "QuerySet[HeldMessage]":
    rows = HeldMessage.objects.filter(candidacy=Given("candidacy"), passed=False, **given)
    return rows.order_by("-held_at", "-id")[:10]


_WAITING = Worded(lambda: _kept_back(decided_at=None))
_OWN_HELD = Worded(lambda: _kept_back(side=Given("side")))


def _held_line(writer: Writer, row: HeldMessage) -> HeldLine:
    cut = []
    if writer.is_desk:
        hidden = not shows_name(writer.level)
        cut = pieces(row.text, giveaways_before_name(writer.candidacy, row.text, by=writer.actor) if hidden else [])
    state = "back" if row.decided_at else "waits"
    return HeldLine(row.pk, row.get_kind_display(), row.text, row.held_at, cut, state, writer.words[row.side])
