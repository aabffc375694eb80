"""The topics of a talk as one reader sees them: question, answers and clauses, whose turn it is, and what may be done."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from enishi.candidacies.access import level_within
from enishi.candidacies.common_answers import common_answers
from enishi.candidacies.dialogue import CLAUSES_CLOSED, TALKING
from enishi.candidacies.models import Answer, Candidacy, Clause, CommonAnswer, Question
from enishi.candidacies.question_bank import heading_of
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Channel, Party
from enishi.physicians.access import disclosed_level
from enishi.physicians.enums import DisclosureLevel
from enishi.web.components.forms import EnishiForm
from enishi.web.talk.extra_forms import CommonAnswerForm
from enishi.web.talk.forms import AcceptForm, AnswerForm, ClauseForm, TalkForm
from enishi.web.talk.words import side_words

WRITERS = frozenset({Party.PHYSICIAN, Party.INSTITUTION, Party.COORDINATOR})
SIDES = (Party.PHYSICIAN, Party.INSTITUTION)
LONGEST_HEADING = 22


@dataclass(frozen=True, slots=True)
class Saying:
    """One question, answer or letter. note: who wrote it down for the side, and how it was heard.

    may_share: it may become a common answer of the institution; common_form: the reader is about to do so.
    """

    id: int
    side: Party
    who: str
    text: str
    at: datetime
    note: str = ""
    may_share: bool = False
    common_form: CommonAnswerForm | None = None

    @property
    def is_town(self) -> bool:
        return self.side is Party.INSTITUTION


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause. pending: sides that have not accepted; agreed_at: when the second side did."""

    no: int
    text: str
    by: str
    accepted: tuple[str, ...]
    pending: tuple[Party, ...]
    agreed_at: datetime | None
    may_accept: bool
    may_withdraw: bool
    may_revise: bool
    is_mine: bool
    accept_form: AcceptForm | None = None
    revise_form: ClauseForm | None = None

    @property
    def is_agreed(self) -> bool:
        return self.agreed_at is not None


@dataclass(frozen=True, slots=True)
class Topic:
    """A question and what grew out of it. turn: whose move it is, None when nothing is owed.

    may_write: something may be written here, on the page on which this question stands open alone.
    """

    is_open: ClassVar[bool] = True
    id: int
    heading: str
    question: Saying
    answers: tuple[Saying, ...]
    clauses: tuple[ClauseLine, ...]
    due_on: date | None
    turn: Party | None
    turn_words: str
    is_late: bool
    my_turn: bool
    answering: Party
    answer_words: str
    usable: bool = False
    may_write: bool = False
    answer_form: AnswerForm | None = None
    clause_form: ClauseForm | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """A question in one line: what it is about, whose move it is, when it was answered. See `Topic`."""

    is_open: ClassVar[bool] = False
    id: int
    heading: str
    due_on: date | None
    answered_at: datetime | None
    turn: Party | None
    turn_words: str
    is_late: bool
    my_turn: bool


@dataclass(frozen=True, slots=True)
class Faulty:
    """A form that came back with problems, and where it stands: ("answer", question id), ("question", 0) …"""

    place: str
    id: int
    form: EnishiForm


class Asked(NamedTuple):
    """What a page needs of a question that does not stand open on it. answered_at: of its last answer."""

    pk: int
    side: str
    bank: str
    text: str
    due_on: date
    answered_at: datetime | None

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def answering(self) -> Party:
        return Party.INSTITUTION if self.side == Party.PHYSICIAN else Party.PHYSICIAN

    @property
    def is_late(self) -> bool:
        return not self.is_answered and self.due_on < today()


def _asked() -> "QuerySet[Question, tuple[Any, ...]]":
    last = Answer.objects.filter(question=OuterRef("pk")).order_by("-answered_at").values("answered_at")[:1]
    rows = Question.objects.filter(candidacy=Given("candidacy"))
    return rows.values_list("pk", "side", "bank", "text", "due_on", Subquery(last))


_ASKED = Worded(_asked)
_CLAUSES = Worded(lambda: Clause.objects.filter(candidacy=Given("candidacy"), withdrawn_at=None))
_SHARED = Worded(
    lambda: CommonAnswer.objects.filter(
        origin__question__candidacy=Given("candidacy"), origin__isnull=False, ended_at=None
    ).values_list("origin", flat=True)
)


@dataclass
class Writer:
    """Who looks, at what, and the form that came back. share: an answer the reader is about to make a common one, 0 for none.

    One page has one writer: what several parts of it look at (level, questions, clauses, words) is read once and kept here,
    for drawing only; an act reads anew what it relies on.
    """

    candidacy: Candidacy
    actor: Actor
    faulty: Faulty | None = None
    share: int = 0
    talking: bool = field(init=False)
    clauses_open: bool = field(init=False)

    def __post_init__(self) -> None:
        writes = self.actor.party in WRITERS
        self.talking = writes and self.candidacy.state in TALKING
        self.clauses_open = self.talking and self.candidacy.state not in CLAUSES_CLOSED

    @cached_property
    def words(self) -> dict[str, str]:
        return side_words(self.candidacy, self.actor)

    @cached_property
    def granted(self) -> DisclosureLevel | None:
        """How far the physician consented for this institution."""
        return disclosed_level(self.candidacy.physician, self.candidacy.opening.institution)

    @property
    def level(self) -> DisclosureLevel | None:
        """How far the institution may see now."""
        return level_within(self.granted, self.candidacy)

    @cached_property
    def questions(self) -> list[Asked]:
        """All of them, oldest first."""
        return [Asked(*row) for row in _ASKED.all(candidacy=self.candidacy.pk)]

    @cached_property
    def clauses(self) -> list[Clause]:
        """Those that stand."""
        return _CLAUSES.all(candidacy=self.candidacy.pk)

    def asked_of(self, side: Party) -> int:
        """Questions to this side without an answer."""
        return sum(q.side != side and not q.is_answered for q in self.questions)

    def drafts_for(self, side: Party) -> int:
        """Clauses without the yes of this side."""
        return sum(side in pending_of(clause) for clause in self.clauses)

    @property
    def is_desk(self) -> bool:
        return self.actor.party is Party.COORDINATOR

    def came_back(self, place: str, id_: int) -> EnishiForm | None:
        found = self.faulty
        return found.form if found and (found.place, found.id) == (place, id_) else None

    def form(self, kind: type[TalkForm], place: str, id_: int, **given: object) -> TalkForm:
        back = self.came_back(place, id_)
        if isinstance(back, TalkForm):
            return back
        return kind(candidacy=self.candidacy, actor=self.actor, auto_id=f"{place}{id_}_%s", **given)

    @cached_property
    def shared(self) -> frozenset[int]:
        """Answers of this talk that are common ones of the institution already."""
        return frozenset(pk for pk in _SHARED.all(candidacy=self.candidacy.pk) if pk)

    def common_form(self, answer: Answer) -> CommonAnswerForm | None:
        """Begun with the answer; the question is somebody's own words, so it is asked for anew."""
        back = self.came_back("common", answer.pk)
        if isinstance(back, CommonAnswerForm):
            return back
        if answer.pk != self.share:
            return None
        begun = {"key": uuid.uuid4(), "answer": answer.text}
        return CommonAnswerForm(initial=begun, auto_id=f"common{answer.pk}_%s")

    def answer_form(self, question: int, side: Party, use: int) -> AnswerForm:
        """use: primary key of a common answer of the institution to begin with, 0 for none."""
        found = common_answers(self.candidacy.opening.institution).filter(pk=use).first() if use else None
        begun = {"text": found.answer} if found is not None and side is Party.INSTITUTION else {}
        return self.form(AnswerForm, "answer", question, side=side, initial=begun)  # type: ignore[return-value]


def folded(writer: Writer, n: int, asked: Asked, clauses: Iterable[Clause]) -> Folded:
    """n: its number in the talk, oldest first."""
    turn, words = turn_of(writer, asked, clauses)
    return Folded(
        id=asked.pk,
        heading=_heading(n, asked),
        due_on=None if asked.is_answered else asked.due_on,
        answered_at=asked.answered_at,
        turn=turn,
        turn_words=words,
        is_late=asked.is_late,
        my_turn=turn is not None and turn is writer.actor.party,
    )


def topic_of(
    writer: Writer,
    n: int,
    asked: Asked,
    question: Question,
    answered: Iterable[Answer],
    clauses: Iterable[Clause],
    *,
    use: int = 0,
    forms: bool = True,
) -> Topic:
    """n: its number in the talk, oldest first; use: a common answer of the institution that its answer begins with;
    forms: with what may be written there, else with a link to it."""
    answers = tuple(_saying(writer, a) for a in answered)
    answering = asked.answering
    turn, words = turn_of(writer, asked, clauses)
    may_answer = writer.talking and (writer.is_desk or writer.actor.party is answering)
    may_propose = writer.clauses_open and bool(answers)
    return Topic(
        id=asked.pk,
        heading=_heading(n, asked),
        question=_saying(writer, question),
        answers=answers,
        clauses=tuple(clause_line(writer, c, forms=forms) for c in clauses),
        due_on=None if answers else asked.due_on,
        turn=turn,
        turn_words=words,
        is_late=asked.is_late,
        my_turn=turn is not None and turn is writer.actor.party,
        answering=answering,
        answer_words=writer.words[answering],
        usable=may_answer and answering is Party.INSTITUTION,
        may_write=not forms and (may_answer or may_propose),
        answer_form=writer.answer_form(asked.pk, answering, use) if may_answer and forms else None,
        clause_form=writer.form(ClauseForm, "clause", asked.pk) if may_propose and forms else None,  # type: ignore[arg-type]
    )


def turn_of(writer: Writer, asked: Asked, clauses: Iterable[Clause]) -> tuple[Party | None, str]:
    """Whose move it is on a topic, and in words: the answer first, then each draft of a clause."""
    if not asked.is_answered:
        return asked.answering, f"{writer.words[asked.answering]}の回答待ち"
    settled = "回答済み"
    for clause in clauses:
        if pending := pending_of(clause):
            return pending[0], "双方の確認待ち" if len(pending) > 1 else f"{writer.words[pending[0]]}の確認待ち"
        settled = "合意済み"
    return None, settled


def _heading(n: int, asked: Asked) -> str:
    return f"質問{n}　{heading_of(asked.bank) or _short(asked.text)}"


def _saying(writer: Writer, row: Question | Answer) -> Saying:
    at = row.asked_at if isinstance(row, Question) else row.answered_at
    notes = []
    if isinstance(row, Answer) and row.confirmer:
        notes.append(row.confirmer)
    if row.channel not in (Channel.WEB, Channel.SYSTEM):
        notes.append(f"{Channel(row.channel).label}でうかがい、担当者が代筆")
    said = Saying(row.pk, Party(row.side), writer.words[row.side], row.text, at, "、".join(notes))
    if isinstance(row, Question) or row.side != Party.INSTITUTION or not writer.talking:
        return said
    if writer.actor.party not in (Party.INSTITUTION, Party.COORDINATOR) or row.pk in writer.shared:
        return said
    return replace(said, may_share=True, common_form=writer.common_form(row))


def clause_line(writer: Writer, row: Clause, *, forms: bool = True) -> ClauseLine:
    """forms: with what may be said of it, else for reading alone."""
    moments = {Party.PHYSICIAN: row.accepted_by_physician_at, Party.INSTITUTION: row.accepted_by_institution_at}
    pending = pending_of(row)
    given = [m for m in moments.values() if m]
    agreed_at = max(given) if not pending else None
    own = writer.actor.party
    draft = forms and writer.clauses_open and agreed_at is None
    may_accept = draft and (writer.is_desk or own in pending)
    return ClauseLine(
        no=row.no,
        text=row.text,
        by="担当者" if row.proposed_by == Party.COORDINATOR else writer.words.get(row.proposed_by, "担当者"),
        accepted=tuple(writer.words[side] for side in SIDES if moments[side]),
        pending=pending,
        agreed_at=agreed_at,
        may_accept=may_accept,
        may_withdraw=draft or (forms and writer.clauses_open and writer.is_desk),
        may_revise=draft,
        is_mine=row.proposed_by == own,
        accept_form=_accept_form(writer, row.no, pending) if may_accept and writer.is_desk else None,
        revise_form=writer.form(ClauseForm, "revise", row.no, initial={"text": row.text}) if draft else None,  # type: ignore[arg-type]
    )


def pending_of(row: Clause) -> tuple[Party, ...]:
    """The sides that have not accepted."""
    moments = {Party.PHYSICIAN: row.accepted_by_physician_at, Party.INSTITUTION: row.accepted_by_institution_at}
    return tuple(side for side in SIDES if moments[side] is None)


def _accept_form(writer: Writer, no: int, pending: tuple[Party, ...]) -> AcceptForm:
    back = writer.came_back("accept", no)
    return back if isinstance(back, AcceptForm) else AcceptForm(sides=list(pending), auto_id=f"accept{no}_%s")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_HEADING else f"{line[:LONGEST_HEADING]}…"
