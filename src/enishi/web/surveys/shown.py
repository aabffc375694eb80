"""What pages show of questions and figures: words, and bars as numbers of a drawing. Pure."""

from collections.abc import Mapping
from typing import Any

from enishi.common.instrument import Instrument, Kind, Question, bounds_words
from enishi.surveys.crossing import Cross
from enishi.surveys.papers import condition_words
from enishi.surveys.results import Figure, Line, Table
from enishi.surveys.statistics import Share

WIDTH = 300
HIDDEN = "非公表"


def question_rows(instrument: Instrument) -> list[dict[str, Any]]:
    """A question in a list: its number, words, kind, what can be chosen, of whom it is asked."""
    return [
        {
            "no": no, "question": q, "kind": q.kind.label, "choices": choices_words(q), "condition": condition_words(q, instrument),
            "rows": "、".join(row.words for row in q.rows),
        }
        for no, q in enumerate(instrument, 1)
    ]  # fmt: skip


def choices_words(question: Question) -> str:
    if question.kind is Kind.NUMBER:
        return " ".join(filter(None, (bounds_words(question), question.unit)))
    return "、".join(option.words for option in question.points)


def facts_of(question: Question, instrument: Instrument) -> list[tuple[str, str]]:
    """Everything of a question in words, to be laid beside another version of it. instrument: the version it stands in."""
    return [
        ("答え方", question.kind.label), ("問いの文", question.words), ("英語", question.english), ("補い", question.hint),
        ("選択肢", choices_words(question)), ("行", "、".join(row.words for row in question.rows)), ("必須", "はい" if question.required else "いいえ"),
        ("条件", condition_words(question, instrument)),
    ]  # fmt: skip


def percent(share: Share | None) -> str:
    return "" if share is None else f"{share.point * 100:.0f}%"


def interval(share: Share | None) -> str:
    return "" if share is None else f"{share.low * 100:.0f}〜{share.high * 100:.0f}%"


def line_of(line: Line, *, weighted: bool) -> dict[str, Any]:
    best = line.weighted if weighted else line.plain
    drawn: Mapping[str, int] | None = None
    if best is not None:
        low, high = round(WIDTH * best.low), round(WIDTH * best.high)
        drawn = {"low": low, "wide": max(high - low, 2), "point": round(WIDTH * best.point)}
    return {
        "words": line.words, "count": HIDDEN if line.count is None else f"{line.count}名", "plain": percent(line.plain),
        "share": percent(best), "interval": interval(best), "drawn": drawn,
    }  # fmt: skip


def table_of(table: Table, *, weighted: bool) -> dict[str, Any]:
    return {"title": table.title, "n": table.n, "lines": [line_of(line, weighted=weighted) for line in table.lines]}


def figure_of(no: int, figure: Figure, *, weighted: bool) -> dict[str, Any]:
    numbers, tables = figure.mean, [t for t in figure.tables if any(line.count is not None for line in t.lines)]
    return {
        "no": no, "question": figure.question, "n": figure.n, "tables": [table_of(t, weighted=weighted) for t in tables],
        "mean": None if numbers is None else {
            "point": f"{numbers.point:.1f}{figure.question.unit}", "median": f"{numbers.median:g}{figure.question.unit}",
            "interval": f"{numbers.low:.1f}〜{numbers.high:.1f}{figure.question.unit}",
        },
        "themes": figure.themes, "is_text": figure.question.kind is Kind.TEXT,
        "told": bool(tables or figure.mean or figure.themes),
    }  # fmt: skip


def cross_of(made: Cross) -> dict[str, Any]:
    """A cross table in words; without cells where it cannot be shown."""

    def said(count: int | None) -> str:
        return HIDDEN if count is None else str(count)

    cells = made.cells
    rows = [] if cells is None else [
        {
            "words": words, "cells": [(head, said(cells[code, other])) for other, head in made.column.classes],
            "total": said(made.row.told[code]),
        }
        for code, words in made.row.classes
    ]  # fmt: skip
    return {
        "title": f"{made.row.words}　×　{made.column.words}", "columns": [head for _, head in made.column.classes], "rows": rows,
        "totals": [(head, said(made.column.told[code])) for code, head in made.column.classes], "n": str(made.n),
    }  # fmt: skip
