"""The talk as one reader sees it: topics with question, answers and clauses, whose turn it is, and what may be done.

board = board_of(candidacy, actor, base="/my/talks/C-2026-0001")
{% include "talk/board.html" %}          {# with `board` in the context #}
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from enishi.candidacies.dialogue import CLAUSES_CLOSED, TALKING
from enishi.candidacies.models import Answer, Candidacy, Clause, Question
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Channel, Party
from enishi.web.talk.forms import AcceptForm, AnswerForm, ClauseForm, QuestionForm, TalkForm
from enishi.web.talk.words import side_words

WRITERS = frozenset({Party.PHYSICIAN, Party.INSTITUTION, Party.COORDINATOR})
SIDES = (Party.PHYSICIAN, Party.INSTITUTION)
LONGEST_HEADING = 22


@dataclass(frozen=True, slots=True)
class Saying:
    """One question or answer. note: who wrote it down for the side, and how it was heard."""

    id: int
    side: Party
    who: str
    text: str
    at: datetime
    note: str = ""

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
    """A question and what grew out of it. turn: whose move it is, None when nothing is owed."""

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
    answer_form: AnswerForm | None = None
    clause_form: ClauseForm | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything talk/board.html shows. base: the address of the room, without a slash at the end."""

    base: str
    topics: tuple[Topic, ...]
    loose: tuple[ClauseLine, ...]
    is_desk: bool
    is_open: bool
    clauses_open: bool
    sides: dict[str, str]
    question_form: QuestionForm | None = None
    clause_form: ClauseForm | None = None
    faulty: TalkForm | AcceptForm | None = None

    @property
    def agreed_count(self) -> int:
        return sum(c.is_agreed for c in self._clauses())

    @property
    def waiting(self) -> list[tuple[str, int, date | None]]:
        """(words, how many, the nearest date) for each side that owes an answer or a confirmation."""
        rows: list[tuple[str, int, date | None]] = []
        for side in SIDES:
            owed = [t for t in self.topics if t.turn is side and not t.clauses]
            drafts = sum(side in c.pending and not c.is_agreed for c in self._clauses())
            if owed:
                rows.append((f"{self.sides[side]}の回答待ち", len(owed), min(t.due_on for t in owed if t.due_on)))
            if drafts:
                rows.append((f"{self.sides[side]}の確認待ち", drafts, None))
        return rows

    def _clauses(self) -> list[ClauseLine]:
        return [*(c for t in self.topics for c in t.clauses), *self.loose]


@dataclass(frozen=True, slots=True)
class Faulty:
    """A form that came back with problems, and where it stands: ("answer", question id), ("question", 0) …"""

    place: str
    id: int
    form: TalkForm | AcceptForm


@dataclass(slots=True)
class _Writer:
    """Who looks, at what, and the form that came back."""

    candidacy: Candidacy
    actor: Actor
    faulty: Faulty | None = None
    talking: bool = field(init=False)
    clauses_open: bool = field(init=False)
    words: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        writes = self.actor.party in WRITERS
        self.talking = writes and self.candidacy.state in TALKING
        self.clauses_open = self.talking and self.candidacy.state not in CLAUSES_CLOSED
        self.words = side_words(self.candidacy, self.actor)

    @property
    def is_desk(self) -> bool:
        return self.actor.party is Party.COORDINATOR

    def came_back(self, place: str, id_: int) -> TalkForm | AcceptForm | None:
        found = self.faulty
        return found.form if found and (found.place, found.id) == (place, id_) else None

    def form(self, kind: type[TalkForm], place: str, id_: int, **given: object) -> TalkForm:
        back = self.came_back(place, id_)
        if isinstance(back, TalkForm):
            return back
        return kind(candidacy=self.candidacy, actor=self.actor, auto_id=f"{place}{id_}_%s", **given)


def board_of(candidacy: Candidacy, actor: Actor, *, base: str, faulty: Faulty | None = None) -> Board:
    """The whole board for this reader; `faulty` puts a form that was refused back in its place, with what was typed."""
    writer = _Writer(candidacy, actor, faulty)
    return Board(
        base=base,
        topics=tuple(topics(candidacy, actor, writer=writer)),
        loose=tuple(_clause(writer, c) for c in _live(candidacy) if c.question_id is None),
        is_desk=writer.is_desk,
        is_open=writer.talking,
        clauses_open=writer.clauses_open,
        sides=writer.words,
        question_form=writer.form(QuestionForm, "question", 0) if writer.talking else None,  # type: ignore[arg-type]
        clause_form=writer.form(ClauseForm, "clause", 0) if writer.clauses_open else None,  # type: ignore[arg-type]
        faulty=faulty.form if faulty else None,
    )


def topics(candidacy: Candidacy, actor: Actor, *, writer: _Writer | None = None) -> list[Topic]:
    """One topic for each question, oldest first."""
    writer = writer or _Writer(candidacy, actor)
    clauses: dict[int, list[Clause]] = {}
    for clause in _live(candidacy):
        if clause.question_id is not None:
            clauses.setdefault(clause.question_id, []).append(clause)
    rows = candidacy.questions.prefetch_related("answers")
    return [_topic(writer, n, row, clauses.get(row.pk, [])) for n, row in enumerate(rows, 1)]


def _live(candidacy: Candidacy) -> list[Clause]:
    return list(candidacy.clauses.filter(withdrawn_at=None))


def _topic(writer: _Writer, n: int, row: Question, clauses: list[Clause]) -> Topic:
    answers = tuple(_saying(writer, a) for a in row.answers.all())
    lines = tuple(_clause(writer, c) for c in clauses)
    answering = Party.INSTITUTION if row.side == Party.PHYSICIAN else Party.PHYSICIAN
    turn, words = _turn(writer, answering, bool(answers), lines)
    may_answer = writer.talking and (writer.is_desk or writer.actor.party is answering)
    may_propose = writer.clauses_open and bool(answers)
    return Topic(
        id=row.pk,
        heading=f"質問{n}　{_short(row.text)}",
        question=_saying(writer, row),
        answers=answers,
        clauses=lines,
        due_on=None if answers else row.due_on,
        turn=turn,
        turn_words=words,
        is_late=not answers and row.due_on < today(),
        my_turn=turn is not None and turn is writer.actor.party,
        answering=answering,
        answer_words=writer.words[answering],
        answer_form=writer.form(AnswerForm, "answer", row.pk, side=answering) if may_answer else None,  # type: ignore[arg-type]
        clause_form=writer.form(ClauseForm, "clause", row.pk) if may_propose else None,  # type: ignore[arg-type]
    )


def _turn(
    writer: _Writer, answering: Party, answered: bool, clauses: tuple[ClauseLine, ...]
) -> tuple[Party | None, str]:
    """Whose move it is on a topic: the answer first, then each draft of a clause."""
    if not answered:
        return answering, f"{writer.words[answering]}の回答待ち"
    for clause in clauses:
        if not clause.is_agreed and clause.pending:
            waiting = clause.pending[0]
            return waiting, "双方の確認待ち" if len(clause.pending) > 1 else f"{writer.words[waiting]}の確認待ち"
    return None, "合意済み" if clauses else "回答済み"


def _saying(writer: _Writer, row: Question | Answer) -> Saying:
    at = row.asked_at if isinstance(row, Question) else row.answered_at
    notes = []
    if isinstance(row, Answer) and row.confirmer:
        notes.append(row.confirmer)
    if row.channel not in (Channel.WEB, Channel.SYSTEM):
        notes.append(f"{Channel(row.channel).label}でうかがい、担当者が代筆")
    return Saying(row.pk, Party(row.side), writer.words[row.side], row.text, at, "、".join(notes))


def _clause(writer: _Writer, row: Clause) -> ClauseLine:
    moments = {Party.PHYSICIAN: row.accepted_by_physician_at, Party.INSTITUTION: row.accepted_by_institution_at}
    pending = tuple(side for side in SIDES if moments[side] is None)
    given = [m for m in moments.values() if m]
    agreed_at = max(given) if not pending else None
    own = writer.actor.party
    draft = writer.clauses_open and agreed_at is None
    may_accept = draft and (writer.is_desk or own in pending)
    return ClauseLine(
        no=row.no,
        text=row.text,
        by="担当者" if row.proposed_by == Party.COORDINATOR else writer.words.get(row.proposed_by, "担当者"),
        accepted=tuple(writer.words[side] for side in SIDES if moments[side]),
        pending=pending,
        agreed_at=agreed_at,
        may_accept=may_accept,
        may_withdraw=draft or (writer.clauses_open and writer.is_desk),
        may_revise=draft,
        is_mine=row.proposed_by == own,
        accept_form=_accept_form(writer, row.no, pending) if may_accept and writer.is_desk else None,
        revise_form=writer.form(ClauseForm, "revise", row.no, initial={"text": row.text}) if draft else None,  # type: ignore[arg-type]
    )


def _accept_form(writer: _Writer, no: int, pending: tuple[Party, ...]) -> AcceptForm:
    back = writer.came_back("accept", no)
    return back if isinstance(back, AcceptForm) else AcceptForm(sides=list(pending), auto_id=f"accept{no}_%s")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_HEADING else f"{line[:LONGEST_HEADING]}…"
