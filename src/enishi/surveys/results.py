"""What came of a closed survey: counts that point at nobody, shares with intervals, weighted where margins are known. Pure but `results_of`.

While a survey runs only how many answered is told: figures that move with every answer would tell the newest one. Each
table is kept safe as a whole by `common.linked_cells`: nothing below `FEWEST`, and as much more hidden as keeps sums from telling.
Cross tables stand in `crossing`.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from enishi.common.instrument import Kind, Option, Question, comparable
from enishi.common.linked_cells import shown_cells
from enishi.engine.bands import FEWEST
from enishi.physicians.telling_signs import signs_in
from enishi.surveys.access import version_in_use
from enishi.surveys.models import Survey
from enishi.surveys.statistics import CannotRake, Mean, Share, Weights, effective, mean, rake, share
from enishi.surveys.themes import Theme, themes

NOT_SAID = Option("_none", "無回答", "No answer")
ALL = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """One set of answers, nobody's any more."""

    label: str
    traits: Mapping[str, str]
    answers: Mapping[str, Any]
    asked: frozenset[str]
    language: str = "ja"
    channel: str = ""
    version: int = 1
    month: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """count, plain, weighted: None where hidden."""

    code: str
    words: str
    count: int | None
    plain: Share | None
    weighted: Share | None


@dataclass(frozen=True, slots=True)
class Table:
    """One distribution. title: "" or the row of a matrix. n: asked, None where fewer than `FEWEST`."""

    title: str
    n: int | None
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Figure:
    """What is told of one question: tables, or a mean, or themes; with none of them too few answered."""

    question: Question
    tables: Sequence[Table] = ()
    mean: Mean | None = None
    themes: Sequence[Theme] = ()
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """effective: Kish's sample size under the weights; empty: classes with a known share and nobody in them."""

    n: int
    figures: Sequence[Figure]
    weighted: bool
    effective: float
    empty: Sequence[tuple[str, str]]


def answered_of(survey: Survey) -> list[Answered]:
    """All answers of a closed survey, in the order of their labels, which were drawn by lot. [] while it runs."""
    from django.utils import timezone

    from enishi.common.instrument import asked

    if survey.closed_at is None:
        return []
    instruments = {v.pk: (v.no, v.instrument) for v in survey.versions.all()}
    found = []
    for seat in survey.seats.filter(sent_at__isnull=False).exclude(answers="").order_by("label"):
        no, instrument = instruments[seat.version_id or 0]
        answers = json.loads(seat.answers)
        codes = frozenset(q.code for q in asked(instrument, answers))
        month = f"{timezone.localdate(seat.sent_at):%Y-%m}" if seat.sent_at else ""
        found.append(Answered(seat.label, seat.traits, answers, codes, seat.language, seat.channel, no, month))
    return found


def instrument_in(survey: Survey) -> tuple[Question, ...]:
    version = version_in_use(survey)
    return version.instrument if version else ()


def comparable_answers(survey: Survey, question: Question, rows: Sequence[Answered]) -> list[Answered]:
    """Those who were asked this question in a version in which it can be compared with the last one."""
    right = {
        v.no for v in survey.versions.all()
        if any(q.code == question.code and comparable(q, question) for q in v.instrument)
    }  # fmt: skip
    return [row for row in rows if row.version in right and question.code in row.asked]


def weights_of(survey: Survey, rows: Sequence[Answered]) -> tuple[Weights, Sequence[tuple[str, str]]]:
    """A weight for each answer, 1 where no margins are known; the classes that nobody is in, for which no weight helps."""
    margins = {
        trait: {code: share for code, share in shares.items() if share > 0} for trait, shares in survey.margins.items()
    }
    columns = {trait: [row.traits.get(trait, "unknown") for row in rows] for trait in margins}
    if not margins or not rows:
        return np.ones(len(rows)), ()
    try:
        return rake(columns, margins), ()
    except CannotRake as problem:
        return np.ones(len(rows)), problem.empty


def results_of(survey: Survey) -> Results | None:
    """None while it runs or where fewer than `FEWEST` answered."""
    rows = answered_of(survey)
    if len(rows) < FEWEST:
        return None
    weights, empty = weights_of(survey, rows)
    weight = {row.label: w for row, w in zip(rows, weights, strict=True)}
    figures = []
    for question in instrument_in(survey):
        those = comparable_answers(survey, question, rows)
        figures.append(figure(question, those, np.array([weight[row.label] for row in those])))
    return Results(len(rows), figures, bool(survey.margins) and not empty, effective(weights), empty)


def figure(question: Question, rows: Sequence[Answered], weights: Weights) -> Figure:
    """One question as it may be told."""
    values = [row.answers.get(question.code) for row in rows]
    if question.kind is Kind.NUMBER:
        known = [(float(v), w) for v, w in zip(values, weights, strict=True) if isinstance(v, int | float)]
        if len(known) < FEWEST:
            return Figure(question)
        numbers = mean([v for v, _ in known], np.array([w for _, w in known]))
        return Figure(question, mean=numbers, n=len(known))
    if question.kind is Kind.TEXT:
        texts = [v for v in values if isinstance(v, str) and v.strip()]
        if len(texts) < FEWEST:
            return Figure(question)
        found = themes(texts, lambda sentence: [sign.found for sign in signs_in(sentence)])
        return Figure(question, themes=found, n=len(texts))
    if len(rows) < FEWEST:
        return Figure(question)
    if question.kind is Kind.MULTI:
        tables = [_of_many(question, values, weights)]
    elif question.kind is Kind.MATRIX:
        tables = [
            option_table(
                question, row.words, [v.get(row.code) if isinstance(v, dict) else None for v in values], weights
            )
            for row in question.rows
        ]
    else:
        tables = [option_table(question, "", values, weights)]
    return Figure(question, tables=tables, n=len(rows))


def option_table(question: Question, title: str, values: Sequence[Any], weights: Weights) -> Table:
    """One of several: the options and who said nothing add up to all."""
    options = [*question.points, *([NOT_SAID] if None in values else [])]
    counts = Counter(NOT_SAID.code if v is None else v for v in values)
    cells = {ALL: frozenset(range(len(options)))} | {o.code: frozenset({at}) for at, o in enumerate(options)}
    told = shown_cells([counts[o.code] for o in options], cells)
    lines = [
        _line(o, told[o.code], [(v is None and o is NOT_SAID) or v == o.code for v in values], weights) for o in options
    ]
    return Table(title, told[ALL], lines)


def _of_many(question: Question, values: Sequence[Any], weights: Weights) -> Table:
    """Several of many: each option apart, those who chose it and those who did not both being kept safe."""
    lines = []
    for option in question.points:
        yes = [isinstance(v, list) and option.code in v for v in values]
        k = sum(yes)
        cells = {ALL: frozenset({0, 1}), "yes": frozenset({0}), "no": frozenset({1})}
        told = shown_cells([k, len(yes) - k], cells)
        lines.append(_line(option, told["yes"], yes, weights))
    return Table("", len(values), lines)


def _line(option: Option, told: int | None, yes: Sequence[bool], weights: Weights) -> Line:
    if told is None:
        return Line(option.code, option.words, None, None, None)
    return Line(option.code, option.words, told, share(yes, np.ones(len(yes))), share(yes, weights))
