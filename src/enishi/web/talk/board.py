"""The talk as one reader sees it: a page of its topics in three columns, and who owes what in the whole of it.

at = place_in(request.GET)
board = board_of(Writer(candidacy, actor, faulty, at.share), base="/my/talks/C-2026-0001", at=at)
{% include "talk/board.html" %}          {# with `board` in the context #}

A talk of a few topics stands in one piece, oldest first. A longer one is turned over in pages: what waits for somebody
comes first, the earliest date on top, then what is settled, the newest on top.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from enishi.candidacies.models import Answer, Candidacy, Clause, Question
from enishi.candidacies.news import version_of
from enishi.candidacies.question_bank import BY_KEY
from enishi.common.actor import Actor
from enishi.web.components.forms import EnishiForm
from enishi.web.talk.forms import ClauseForm, QuestionForm
from enishi.web.talk.topics import SIDES, Asked, ClauseLine, Faulty, Topic, Writer, clause_line, pending_of, topic_of

__all__ = ["Board", "Faulty", "Place", "board_of", "place_in", "topics"]
TOPICS_ON_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the talk the reader is. page, letters: numbers of pages, from 1; topic: a question to be shown, 0 for none;
    bank: an entry of the question bank to begin with; use: a common answer to begin an answer with; share: an answer that is to become a common one."""

    page: int = 1
    topic: int = 0
    letters: int = 1
    bank: str = ""
    use: int = 0
    share: int = 0


def place_in(query: Mapping[str, str]) -> Place:
    """What the address says; anything unreadable is left out."""
    return Place(
        page=_number(query.get("page")) or 1,
        topic=_number(query.get("t")),
        letters=_number(query.get("letters")) or 1,
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
    topics: tuple[Topic, ...]
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
    wanted = _wanted(writer.candidacy, faulty) or at.topic
    shown, page, pages = _page(questions, clauses, answered, at.page, wanted)
    return Board(
        base=base,
        topics=tuple(_topics(writer, shown, at)),
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
        version=version,
        question_form=_question_form(writer, at) if writer.talking else None,
        clause_form=writer.form(ClauseForm, "clause", 0) if writer.clauses_open else None,  # type: ignore[arg-type]
        faulty=faulty.form if faulty else None,
    )


def _wanted(candidacy: Candidacy, faulty: Faulty | None) -> int:
    """The question at which a refused form stands, 0 for none."""
    if faulty is None or faulty.place not in ("answer", "clause", "common"):
        return 0
    if faulty.place != "common":
        return faulty.id
    found = Answer.objects.filter(question__candidacy=candidacy, pk=faulty.id).values_list("question_id", flat=True)
    return found.first() or 0


def topics(candidacy: Candidacy, actor: Actor) -> list[Topic]:
    """Every topic, oldest first."""
    writer = Writer(candidacy, actor)
    return _topics(writer, writer.questions, Place())


def _topics(writer: Writer, shown: list[Asked], at: Place) -> list[Topic]:
    """Those shown, in this order, each with its number in the whole talk."""
    numbers = {asked.pk: n for n, asked in enumerate(writer.questions, 1)}
    rows = Question.objects.prefetch_related("answers").in_bulk([asked.pk for asked in shown])
    return [
        topic_of(
            writer,
            numbers[asked.pk],
            rows[asked.pk],
            [c for c in writer.clauses if c.question_id == asked.pk],
            use=at.use if at.topic == asked.pk else 0,
        )
        for asked in shown
    ]


def _page(
    questions: list[Asked], clauses: list[Clause], answered: set[int], page: int, wanted: int
) -> tuple[list[Asked], int, int]:
    """(the topics of one page, its number, how many there are); `wanted`: the page with this question instead."""
    if len(questions) <= TOPICS_ON_A_PAGE:
        return questions, 1, 1
    waiting = {q.pk for q in questions if q.pk not in answered} | {
        c.question_id for c in clauses if c.question_id and not c.is_agreed
    }
    first = sorted((q for q in questions if q.pk in waiting), key=lambda q: (q.pk in answered, q.due_on, q.pk))
    rows = [*first, *(q for q in reversed(questions) if q.pk not in waiting)]
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
