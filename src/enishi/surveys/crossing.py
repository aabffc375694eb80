"""Cross tables of a closed survey: which may stand beside each other, and what each of them shows. Pure but `act` and `tables_of`.

Two tables that cross the same people share nothing but the totals of the variables they have in common, as long as no ring of
tables closes: variables joined by tables are a forest, and any tables of a forest that agree in those totals belong to some
whole (they are a decomposable model: Lauritzen, Graphical Models, 1996, chapter 4), so nobody learns more from several than from
each alone. Hence a table that would close a ring is refused, a table once made stays, and everybody stands in every table,
those who did not answer as a class of their own. A class of people in which nobody answered stands in none of them. What a variable's classes tell is decided once, for all of its tables.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.instrument import Kind, Question
from enishi.common.linked_cells import shown_cells
from enishi.common.workflow import Refusal, StepRefused
from enishi.engine.bands import FEWEST
from enishi.surveys.actions import held
from enishi.surveys.enums import Trait
from enishi.surveys.models import Survey
from enishi.surveys.panel import CLASSES
from enishi.surveys.results import ALL, NOT_SAID, Answered, answered_of, comparable_answers, instrument_in, option_table

ONE_OF_MANY = (Kind.SINGLE, Kind.SCALE)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Variable:
    """classes: (code, words), all of them; values: one of the codes for each answer; told: code → count, None where hidden."""

    key: str
    words: str
    classes: Sequence[Pair]
    values: Sequence[str]
    told: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Cross:
    """rows × columns. cells: None where hidden; None instead of all where nothing but the totals could be shown."""

    row: Variable
    column: Variable
    cells: Mapping[Pair, int | None] | None
    n: int


def closes_a_ring(made: Iterable[Sequence[str]], row: str, column: str) -> bool:
    """Whether the tables made join these two variables already, over however many others."""
    reached, waiting = {row}, [row]
    made = [tuple(pair) for pair in made]
    while waiting:
        here = waiting.pop()
        for a, b in made:
            for one, other in ((a, b), (b, a)):
                if one == here and other not in reached:
                    reached.add(other)
                    waiting.append(other)
    return column in reached


def variables_in(survey: Survey) -> dict[str, str]:
    """Key → words of what may be crossed: questions with one answer of several, then the classes of people."""
    asked = enumerate(instrument_in(survey), 1)
    questions = {q.code: f"問{no}　{q.words}" for no, q in asked if q.kind in ONE_OF_MANY}
    return questions | {str(trait): trait.label for trait in Trait}


@transaction.atomic
def make_cross(*, survey: Survey, row: str, column: str, by: Actor) -> None:
    """Make a cross table, for good; the same again changes nothing. row: a question; column: a question or a class of people.

    Raises StepRefused while the survey runs, for a variable there is not, and for a table that would close a ring.
    """
    found = held(survey)
    if found.closed_at is None:
        raise StepRefused(Refusal("state", "かけ合わせた表は、調査が終わってからつくれます。"))
    known = variables_in(found)
    if row not in known or row in set(Trait) or column not in known or row == column:
        raise StepRefused(Refusal("pair", "行と列に、別々の問いか区分をお選びください。"))
    if any({row, column} == set(pair) for pair in found.crossed):
        return
    if closes_a_ring(found.crossed, row, column):
        raise StepRefused(
            Refusal(
                "ring", "この組は、もうつくった表とつなぎ合わせると小さい数が分かるおそれがあるため、つくれません。"
            )
        )
    found.crossed = [*found.crossed, [row, column]]
    found.save(update_fields=["crossed"])
    record(by=by, action="make_cross", object_type="survey", object_number=found.number, row=row, column=column)


def tables_of(survey: Survey) -> list[Cross]:
    """Every cross table that was made, in the order in which they were; none with fewer than `FEWEST` answers."""
    rows = answered_of(survey)
    if len(rows) < FEWEST:
        return []
    questions = {q.code: q for q in instrument_in(survey)}
    known: dict[str, Variable] = {}
    for key in {key for pair in survey.crossed for key in pair}:
        words = variables_in(survey).get(key, key)
        known[key] = _asked(survey, questions[key], words, rows) if key in questions else _trait(Trait(key), rows)
    return [crossed(known[row], known[column]) for row, column in survey.crossed]


def crossed(row: Variable, column: Variable) -> Cross:
    """The cells that may stand beside the totals of both variables."""
    counts = Counter(zip(row.values, column.values, strict=True))
    atoms = [(a, b) for a, _ in row.classes for b, _ in column.classes]
    at = {atom: place for place, atom in enumerate(atoms)}
    cells: dict[Pair, frozenset[int]] = {(ALL, ALL): frozenset(range(len(atoms)))}
    rows = {(a, ALL): frozenset(at[a, b] for b, _ in column.classes) for a, _ in row.classes}
    columns = {(ALL, b): frozenset(at[a, b] for a, _ in row.classes) for b, _ in column.classes}
    totals = {key: some for key, some in rows.items() if row.told[key[0]] is not None}
    totals |= {key: some for key, some in columns.items() if column.told[key[1]] is not None}
    open_ones = [(a, b) for a, b in atoms if row.told[a] is not None and column.told[b] is not None]
    inner = {atom: frozenset({at[atom]}) for atom in sorted(open_ones, key=lambda atom: (-counts[atom], atom))}
    # What stands nowhere must be as safe: hidden totals, and the cells beside them, which would follow from a shown neighbour.
    away = [some for key, some in (rows | columns).items() if key not in totals]
    away += [frozenset({at[atom]}) for atom in atoms if atom not in inner]
    told = shown_cells([counts[atom] for atom in atoms], cells | totals | inner, away)
    safe = all(told[key] is not None for key in (*cells, *totals))
    return Cross(row, column, {atom: told.get(atom) for atom in atoms} if safe else None, len(row.values))


def variable(
    key: str, words: str, classes: Sequence[Pair], values: Sequence[str], hidden: Iterable[str] = ()
) -> Variable:
    """With what its classes tell by themselves; hidden: codes that are hidden elsewhere already."""
    counts, away = Counter(values), set(hidden)
    cells = {ALL: frozenset(range(len(classes)))} | {code: frozenset({n}) for n, (code, _) in enumerate(classes)}
    told = shown_cells([counts[code] for code, _ in classes], cells)
    return Variable(key, words, classes, values, {code: None if code in away else told[code] for code, _ in classes})


def _asked(survey: Survey, question: Question, words: str, rows: Sequence[Answered]) -> Variable:
    """A question; who was not asked, was asked otherwise or said nothing is a class. Its figure's hidden options stay hidden."""
    those = comparable_answers(survey, question, rows)
    asked = {one.label for one in those}
    alone = option_table(question, "", [one.answers.get(question.code) for one in those], np.ones(len(those)))
    hidden = [line.code for line in alone.lines if line.count is None] if len(those) >= FEWEST else question.codes
    values = [
        str(one.answers.get(question.code) or NOT_SAID.code) if one.label in asked else NOT_SAID.code for one in rows
    ]
    classes = [(o.code, o.words) for o in question.points]
    if NOT_SAID.code in values:
        classes.append((NOT_SAID.code, "答えていない（うかがっていない方を含む）"))
    return variable(question.code, words, classes, values, hidden)


def _trait(trait: Trait, rows: Sequence[Answered]) -> Variable:
    classes = [(str(code), words) for code, words in CLASSES[trait]]
    codes = {code for code, _ in classes}
    given = [str(one.traits.get(str(trait), "unknown")) for one in rows]
    values = [one if one in codes else "unknown" for one in given]
    return variable(str(trait), trait.label, [one for one in classes if one[0] in set(values)], values)
