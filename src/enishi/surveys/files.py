"""Files of a survey: the codebook in both languages, answers without names, the results as a table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from enishi.common.csv_files import csv_file
from enishi.common.instrument import Kind, Question, bounds_words
from enishi.engine.bands import FEWEST
from enishi.surveys.enums import Trait
from enishi.surveys.models import Survey
from enishi.surveys.panel import CLASSES
from enishi.surveys.results import Answered, Results, answered_of, instrument_in, weights_of

KIND_ENGLISH = {
    Kind.SINGLE: "single choice", Kind.MULTI: "multiple choice", Kind.SCALE: "scale", Kind.MATRIX: "matrix", Kind.NUMBER: "number",
    Kind.TEXT: "free text (not in the file of answers)",
}  # fmt: skip
TRAIT_ENGLISH = {
    Trait.POST: "post",
    Trait.AGE: "age class",
    Trait.REGION: "region of residence",
    Trait.WORK: "kind of work wished for",
}
HEAD = (
    "変数 variable",
    "問い question (ja)",
    "question (en)",
    "種類 kind",
    "値 values",
    "条件 asked if",
    "欠測 missing",
)
MISSING = "空欄＝無回答または対象外 (empty = no answer or not asked)"


def codebook_rows(survey: Survey) -> list[tuple[str, ...]]:
    """One row for each variable of the file of answers, in its order, and for each free text."""
    rows: list[tuple[str, ...]] = [
        ("label", "ふせた番号（くじで引いたもの）", "Pseudonym drawn by lot", "id", "", "", ""),
        ("version", "問いの版", "Version of the questions", "number", "", "", ""),
        ("language", "言語", "Language", "single choice", "ja・en", "", ""),
        ("month", "お答えの月", "Month of the answer", "month", "YYYY-MM", "", ""),
    ]
    for trait, classes in CLASSES.items():
        values = "、".join(f"{code}={words}" for code, words in classes)
        rare = f"{FEWEST}名未満の組み合わせは空欄 (empty where fewer than {FEWEST} share the combination)"
        rows.append((str(trait), trait.label, TRAIT_ENGLISH[trait], "single choice", values, "", rare))
    rows.append(("weight", "重み（母集団の割合に合わせたもの、平均1）", "Raking weight, mean 1", "number", "", "", ""))
    for question in instrument_in(survey):
        rows += variables(question)
    return rows


def variables(question: Question) -> list[tuple[str, ...]]:
    kind = f"{question.kind.label} / {KIND_ENGLISH[question.kind]}"
    asked = "・".join(f"{rule.question}={'|'.join(rule.any_of)}" for rule in question.show_if)
    values = "、".join(f"{o.code}={o.words}" + (f" ({o.english})" if o.english else "") for o in question.points)
    if question.kind is Kind.MULTI:
        return [
            (f"{question.code}__{o.code}", f"{question.words}：{o.words}", f"{question.english}: {o.english}" if o.english else question.english,
             kind, "1=選んだ (chosen)、0=選ばない (not chosen)", asked, MISSING)
            for o in question.points
        ]  # fmt: skip
    if question.kind is Kind.MATRIX:
        return [
            (f"{question.code}__{row.code}", f"{question.words}：{row.words}", f"{question.english}: {row.english}" if row.english else question.english,
             kind, values, asked, MISSING)
            for row in question.rows
        ]  # fmt: skip
    if question.kind is Kind.NUMBER:
        values = " ".join(filter(None, (bounds_words(question), question.unit)))
    return [(question.code, question.words, question.english, kind, values, asked, MISSING)]


def codebook_csv(survey: Survey) -> bytes:
    return csv_file([HEAD, *codebook_rows(survey)])


def coarse(rows: Sequence[Answered]) -> list[Mapping[str, str]]:
    """The traits of each row with so many left out, the last of Trait first, that at least `FEWEST` share what is told, or none is."""
    told: list[Mapping[str, str]] = [{} for _ in rows]
    waiting = set(range(len(rows)))
    for keep in range(len(Trait), 0, -1):
        names = list(Trait)[:keep]
        keys = {at: tuple(rows[at].traits.get(name, "") for name in names) for at in waiting}
        often = Counter(keys.values())
        for at in sorted(waiting):
            if often[keys[at]] >= FEWEST:
                told[at] = dict(zip(map(str, names), keys[at], strict=True))
                waiting.discard(at)
    return told


def answers_csv(survey: Survey) -> tuple[bytes, int]:
    """One row for each answer, without free words; the file and its number of rows. Nothing below `FEWEST` answers."""
    rows = answered_of(survey)
    if len(rows) < FEWEST:
        rows = []
    weights, _ = weights_of(survey, rows)
    questions = [q for q in instrument_in(survey) if q.kind is not Kind.TEXT]
    head = ["label", "version", "language", "month", *map(str, Trait), "weight"]
    for question in questions:
        head += [name for name, *_ in variables(question)]
    lines: list[list[Any]] = [head]
    for row, traits, weight in zip(rows, coarse(rows), weights, strict=True):
        line: list[Any] = [row.label, row.version, row.language, row.month]
        # A weight is as good as the classes it comes from: where one of them is not told, neither is the weight.
        told = survey.margins.keys() <= traits.keys()
        line += [*(traits.get(str(trait), "") for trait in Trait), f"{weight:.4f}" if told else ""]
        for question in questions:
            line += _values(question, row)
        lines.append(line)
    return csv_file(lines), len(rows)


def _values(question: Question, row: Answered) -> list[Any]:
    value = row.answers.get(question.code)
    if question.kind is Kind.MULTI:
        return ["" if value is None else int(o.code in value) for o in question.points]
    if question.kind is Kind.MATRIX:
        return [(value or {}).get(one.code, "") for one in question.rows]
    return ["" if value is None else value]


def results_csv(results: Results) -> bytes:
    """Every shown count with its shares and intervals, in percent."""
    head = [
        "question",
        "row",
        "code",
        "ことば",
        "count",
        "share",
        "low",
        "high",
        "weighted",
        "weighted_low",
        "weighted_high",
    ]
    lines: list[Sequence[Any]] = [head]
    for one in results.figures:
        if one.mean is not None:
            told = [f"{x:.2f}" for x in (one.mean.point, one.mean.low, one.mean.high)]
            lines.append([one.question.code, "", "mean", "平均", one.mean.n, *told, "", "", ""])
        for table in one.tables:
            for line in table.lines:
                shares = [
                    f"{x * 100:.1f}" if s is not None else "" for s in (line.plain, line.weighted)
                    for x in ((s.point, s.low, s.high) if s is not None else (0, 0, 0))
                ]  # fmt: skip
                told_count = "非公表" if line.count is None else line.count
                lines.append([one.question.code, table.title, line.code, line.words, told_count, *shares])
        lines += [[one.question.code, "", "theme", t.word, t.people, "", "", "", "", "", ""] for t in one.themes]
    return csv_file(lines)
