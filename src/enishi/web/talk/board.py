"""The talk as one reader sees it: a page of its topics in three columns, and who owes what in the whole of it.

at = place_in(request.GET)
board = board_of(Writer(candidacy, actor, faulty, at.share), base="/my/talks/C-2026-0001", at=at)
{% include "talk/board.html" %}          {# with `board` in the context #}

A talk of a few topics stands in one piece, oldest first. A longer one is turned over in pages: what waits for somebody
comes first, for the reader before all, the earliest date on top, then what is settled, the newest on top. On such a page each topic is one line that
opens it, but for those that wait for the reader, or the one that was asked for: `?t=`; `?all=1` opens them all, for reading.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from enishi.candidacies.models import Answer, Candidacy, Clause, Question
from enishi.candidacies.news import version_of
from enishi.candidacies.question_bank import BY_KEY
from enishi.common.actor import Actor
from enishi.common.worded import Given, Worded
from enishi.web.components.forms import EnishiForm
from enishi.web.talk.forms import ClauseForm, QuestionForm
from enishi.web.talk.topics import (
    SIDES,
    Asked,
    ClauseLine,
    Faulty,
    Folded,
    Topic,
    Writer,
    clause_line,
    folded,
    pending_of,
    topic_of,
    turn_of,
)

__all__ = ["Board", "Faulty", "Place", "board_of", "place_in", "topics"]
TOPICS_ON_A_PAGE = 8
IN_ONE_PIECE = 3
"""So many topics stand open, every one."""
OPEN = 2
"""Of more topics, so many that wait for the reader stand open."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the talk the reader is. page, letters: numbers of pages, from 1; topic: a question to be shown, 0 for none;
    every: all topics of the page are to be read; bank: an entry of the question bank to begin with; hints: the bank is to be seen;
    use: a common answer to begin an answer with; share: an answer that is to become a common one."""

    page: int = 1
    topic: int = 0
    letters: int = 1
    every: bool = False
    bank: str = ""
    hints: bool = False
    use: int = 0
    share: int = 0


def place_in(query: Mapping[str, str]) -> Place:
    """What the address says; anything unreadable is left out."""
    return Place(
        page=_number(query.get("page")) or 1,
        topic=_number(query.get("t")),
        letters=_number(query.get("letters")) or 1,
        every=query.get("all") == "1",
        hints=query.get("hints") == "1",
        bank=query.get("q", "") if query.get("q", "") in BY_KEY else "",
        use=_number(query.get("use")),
        share=_number(query.get("share")),
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


@dataclass(frozen=True, slots=True)
class Board:
    """Everything talk/board.html shows. base: the address of the room, without a slash at the end.

    waiting: (words, how many, the nearest date) for each side that owes an answer or a confirmation, in the whole talk.
    """

    base: str
    topics: tuple[Topic | Folded, ...]
    loose: tuple[ClauseLine, ...]
    is_desk: bool
    is_open: bool
    clauses_open: bool
    sides: dict[str, str]
    agreed_count: int
    waiting: list[tuple[str, int, date | None]]
    page: int
    pages: int
    topic_count: int
    has_folded: bool
    every: bool
    version: int
    question_form: QuestionForm | None = None
    clause_form: ClauseForm | None = None
    faulty: EnishiForm | None = None


def board_of(writer: Writer, *, base: str, at: Place | None = None) -> Board:
    """One page of the board for this reader; a form that was refused stands in its place, with what was typed."""
    version = version_of(writer.candidacy.pk)  # read first: what comes after it is told to the page
    at, faulty = at or Place(), writer.faulty
    questions, clauses = writer.questions, writer.clauses
    answered = {q.pk for q in questions if q.is_answered}
    wanted = _wanted(writer, faulty) or at.topic
    shown, page, pages = _page(writer, at.page, wanted)
    lines = _topics(writer, shown, _opened(writer, shown, at, wanted), at)
    return Board(
        base=base,
        topics=tuple(lines),
        loose=tuple(clause_line(writer, c) for c in clauses if c.question_id is None) if page == 1 else (),
        is_desk=writer.is_desk,
        is_open=writer.talking,
        clauses_open=writer.clauses_open,
        sides=writer.words,
        agreed_count=sum(c.is_agreed for c in clauses),
        waiting=_waiting(writer, questions, clauses, answered),
        page=page,
        pages=pages,
        topic_count=len(questions),
        has_folded=not all(line.is_open for line in lines),
        every=at.every,
        version=version,
        question_form=_question_form(writer, at) if writer.talking else None,
        clause_form=writer.form(ClauseForm, "clause", 0) if writer.clauses_open else None,  # type: ignore[arg-type]
        faulty=faulty.form if faulty else None,
    )


def _wanted(writer: Writer, faulty: Faulty | None) -> int:
    """The question at which a refused form stands, 0 for none."""
    match faulty:
        case Faulty(place="answer" | "clause"):
            return faulty.id
        case Faulty(place="accept" | "revise"):
            return next((c.question_id or 0 for c in writer.clauses if c.no == faulty.id), 0)
        case Faulty(place="common"):
            rows = Answer.objects.filter(question__candidacy=writer.candidacy, pk=faulty.id)
            return rows.values_list("question_id", flat=True).first() or 0
    return 0


def topics(candidacy: Candidacy, actor: Actor) -> list[Topic]:
    """Every topic, oldest first."""
    writer = Writer(candidacy, actor)
    opened = {asked.pk: True for asked in writer.questions}
    return [line for line in _topics(writer, writer.questions, opened, Place()) if isinstance(line, Topic)]


def _opened(writer: Writer, shown: list[Asked], at: Place, wanted: int) -> dict[int, bool]:
    """The topics of the page that stand open; whether something may be written there too."""
    if wanted in {asked.pk for asked in shown}:
        return {wanted: True}
    if at.every or len(writer.questions) <= IN_ONE_PIECE:
        return {asked.pk: not at.every or len(writer.questions) <= IN_ONE_PIECE for asked in shown}
    mine = [asked.pk for asked in shown if turn_of(writer, asked, _of(writer, asked))[0] is writer.actor.party]
    return dict.fromkeys(mine[:OPEN] or [asked.pk for asked in shown[:1]], True)


def _topics(writer: Writer, shown: list[Asked], opened: Mapping[int, bool], at: Place) -> list[Topic | Folded]:
    """Those shown, in this order, each with its number in the whole talk."""
    numbers = {asked.pk: n for n, asked in enumerate(writer.questions, 1)}
    rows = {row.pk: row for row in _QUESTIONS.all(pks=list(opened))} if opened else {}
    answers: dict[int, list[Answer]] = defaultdict(list)
    for answer in _ANSWERS.all(pks=list(opened)) if opened else []:
        answers[answer.question_id].append(answer)
    return [
        topic_of(
            writer,
            numbers[asked.pk],
            asked,
            rows[asked.pk],
            answers[asked.pk],
            _of(writer, asked),
            use=at.use if at.topic == asked.pk else 0,
            forms=opened[asked.pk],
        )
        if asked.pk in rows
        else folded(writer, numbers[asked.pk], asked, _of(writer, asked))
        for asked in shown
    ]


_QUESTIONS = Worded(lambda: Question.objects.filter(pk__any_of=Given("pks")))
_ANSWERS = Worded(lambda: Answer.objects.filter(question__pk__any_of=Given("pks")))


def _of(writer: Writer, asked: Asked) -> list[Clause]:
    return [clause for clause in writer.clauses if clause.question_id == asked.pk]


def _page(writer: Writer, page: int, wanted: int) -> tuple[list[Asked], int, int]:
    """(the topics of one page, its number, how many there are); `wanted`: the page with this question instead."""
    questions = writer.questions
    if len(questions) <= TOPICS_ON_A_PAGE:
        return questions, 1, 1
    turns = {q.pk: turn_of(writer, q, _of(writer, q))[0] for q in questions}
    waiting = [q for q in questions if turns[q.pk]]
    waiting.sort(key=lambda q: (turns[q.pk] is not writer.actor.party, q.is_answered, q.due_on, q.pk))
    rows = [*waiting, *(q for q in reversed(questions) if not turns[q.pk])]
    pages = -(-len(rows) // TOPICS_ON_A_PAGE)
    place = next((n for n, q in enumerate(rows) if q.pk == wanted), None)
    page = min(max(page, 1), pages) if place is None else place // TOPICS_ON_A_PAGE + 1
    return rows[(page - 1) * TOPICS_ON_A_PAGE : page * TOPICS_ON_A_PAGE], page, pages


def _waiting(
    writer: Writer, questions: list[Asked], clauses: list[Clause], answered: set[int]
) -> list[tuple[str, int, date | None]]:
    rows: list[tuple[str, int, date | None]] = []
    for side in SIDES:
        owed = [q.due_on for q in questions if q.pk not in answered and q.side != side]
        drafts = sum(side in pending_of(c) for c in clauses if not c.is_agreed)
        if owed:
            rows.append((f"{writer.words[side]}の回答待ち", len(owed), min(owed)))
        if drafts:
            rows.append((f"{writer.words[side]}の確認待ち", drafts, None))
    return rows


def _question_form(writer: Writer, at: Place) -> QuestionForm:
    entry = BY_KEY.get(at.bank)
    begun = entry is not None and (writer.is_desk or entry.asker is writer.actor.party)
    given: dict[str, object] = {"text": entry.text, "bank": entry.key} if begun and entry else {}
    if begun and entry and writer.is_desk:
        given["side"] = entry.asker.value
    return writer.form(QuestionForm, "question", 0, initial=given)  # type: ignore[return-value]
