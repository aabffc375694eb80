"""Questions that are asked of many in the same words: their kinds, when each is asked, what an answer may be. Pure.

An instrument is a sequence of questions. A condition (`ShowIf`) looks only at questions before it, so there is no circle, and at
an earlier page, so that branching needs nothing but the server. Values: single and scale a code (str), multi a list of codes,
matrix a code for each row, number a float or int, text a str. A question that is not answered has no value at all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from enishi.common.choices import Labelled
from enishi.common.workflow import Refusal

Answers = Mapping[str, Any]
CODE = re.compile(r"[a-z][a-z0-9_]{0,19}")
A_PAGE, HEAVY = 4, 3
"""Questions on one page of a telephone; a matrix counts as HEAVY of them."""
MOST_POINTS, LONGEST, MOST_QUESTIONS = 11, 2000, 60


class Kind(Labelled):
    SINGLE = "single", "1つ選ぶ"
    MULTI = "multi", "いくつでも選ぶ"
    SCALE = "scale", "段階で答える"
    MATRIX = "matrix", "表で答える（行ごとに1つ）"
    NUMBER = "number", "数を書く"
    TEXT = "text", "自由に書く"


CHOOSES = frozenset({Kind.SINGLE, Kind.MULTI, Kind.SCALE})
"""Kinds that another question may depend on."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, or one row of a matrix."""

    code: str
    words: str
    english: str = ""

    def said(self, language: str) -> str:
        return self.english if language == "en" and self.english else self.words


@dataclass(frozen=True, slots=True)
class ShowIf:
    """The question is asked of those who chose one of these."""

    question: str
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """low, high: ends of a scale (whole points) or of a number, with their words; a number without bounds has None."""

    code: str
    kind: Kind
    words: str
    english: str = ""
    hint: str = ""
    hint_english: str = ""
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    low: int | None = None
    high: int | None = None
    low_words: str = ""
    high_words: str = ""
    unit: str = ""
    required: bool = True
    show_if: tuple[ShowIf, ...] = ()

    def said(self, language: str) -> str:
        return self.english if language == "en" and self.english else self.words

    def hinted(self, language: str) -> str:
        return self.hint_english if language == "en" and self.hint_english else self.hint

    @property
    def points(self) -> tuple[Option, ...]:
        """What can be chosen: the options, or the points of a scale with the words of its ends."""
        if self.kind is not Kind.SCALE or self.low is None or self.high is None:
            return self.options
        ends = {self.low: self.low_words, self.high: self.high_words}
        return tuple(
            Option(str(n), f"{n}　{ends[n]}" if ends.get(n) else str(n), str(n)) for n in range(self.low, self.high + 1)
        )

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.points)

    def as_json(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value not in ("", (), None)}


Instrument = Sequence[Question]


def question_of(raw: Mapping[str, Any]) -> Question:
    """From JSON or TOML. Raises KeyError or ValueError for what is no question."""
    given = dict(raw)
    given["kind"] = Kind(given["kind"])
    for name in ("options", "rows"):
        given[name] = tuple(Option(**one) for one in given.get(name, ()))
    given["show_if"] = tuple(ShowIf(one["question"], tuple(one["any_of"])) for one in given.get("show_if", ()))
    return Question(**given)


def instrument_of(raw: Iterable[Mapping[str, Any]]) -> tuple[Question, ...]:
    return tuple(question_of(one) for one in raw)


# -- is it sound ------------------------------------------------------------------------------------
def problems(instrument: Instrument) -> list[Refusal]:
    """Everything that stands against asking these questions; the code of each is that of the question, "" for the whole."""
    if not instrument:
        return [Refusal("", "問いがまだありません。1つ以上お作りください。")]
    found = []
    if len(instrument) > MOST_QUESTIONS:
        found.append(Refusal("", f"問いは{MOST_QUESTIONS}までです（現在{len(instrument)}）。"))
    before: dict[str, Question] = {}
    needs: dict[str, dict[str, frozenset[str]] | None] = {}
    for question in instrument:
        if question.code in before:
            found.append(Refusal(question.code, f"「{question.code}」という符号の問いが2つあります。"))
        found += [Refusal(question.code, sentence) for sentence in _own_problems(question)]
        wrong = [sentence for rule in question.show_if if (sentence := _wrong_rule(rule, before))]
        found += [Refusal(question.code, sentence) for sentence in wrong]
        needs[question.code] = None if wrong else _needed(question, before, needs)
        if not wrong and needs[question.code] is None:
            found.append(
                Refusal(question.code, f"「{question.code}」は、どう答えても表示されません。条件を見直してください。")
            )
        before[question.code] = question
    return found


def _own_problems(question: Question) -> Iterator[str]:
    if not CODE.fullmatch(question.code):
        yield "符号は、英小文字で始まる20字までの英数字です。例：work_days"
    if not question.words.strip():
        yield "問いの文をご記入ください。"
    if question.kind in (Kind.SINGLE, Kind.MULTI, Kind.MATRIX):
        if len(question.options) < 2:
            yield "選択肢を2つ以上お書きください。"
        yield from _twice(question.options, "選択肢")
    if question.kind is Kind.MATRIX:
        if not question.rows:
            yield "表の行を1つ以上お書きください。"
        yield from _twice(question.rows, "行")
    low, high = question.low, question.high
    if question.kind is Kind.SCALE and (low is None or high is None or not 1 <= high - low < MOST_POINTS):
        yield f"段階は、2から{MOST_POINTS}までにしてください。例：1から5"
    if question.kind is Kind.NUMBER and low is not None and high is not None and low > high:
        yield "下限が上限より大きくなっています。"


def _twice(options: Sequence[Option], what: str) -> Iterator[str]:
    codes = [option.code for option in options]
    if len(set(codes)) < len(codes):
        yield f"{what}の符号に、同じものがあります。"
    if any(not re.fullmatch(r"[a-z0-9_]{1,20}", code) for code in codes):
        yield f"{what}の符号は、20字までの英小文字と数字です。"
    if any(not option.words.strip() for option in options):
        yield f"{what}のことばをご記入ください。"


def _wrong_rule(rule: ShowIf, before: Mapping[str, Question]) -> str:
    """The sentence against this condition, "" for none."""
    parent = before.get(rule.question)
    if parent is None:
        return f"表示の条件は、前にある問いにだけ付けられます（{rule.question}）。"
    if parent.kind not in CHOOSES:
        return f"表示の条件は、選んで答える問いにだけ付けられます（{rule.question}）。"
    if not rule.any_of or set(rule.any_of) - set(parent.codes):
        return f"表示の条件に、{rule.question}の選択肢にないものがあります。"
    return ""


def _needed(
    question: Question, before: Mapping[str, Question], needs: Mapping[str, dict[str, frozenset[str]] | None]
) -> dict[str, frozenset[str]] | None:
    """What must be chosen for it to be asked: one-of-many questions → codes, those of its parents too; None if impossible.

    Several of many can all be chosen together, so only what is chosen one of many can contradict itself.
    """
    wanted: dict[str, frozenset[str]] = {}
    rules: list[tuple[str, frozenset[str]]] = [(rule.question, frozenset(rule.any_of)) for rule in question.show_if]
    for rule in question.show_if:
        parents = needs.get(rule.question)
        if parents is None:
            return None
        rules += parents.items()
    for code, codes in rules:
        if before[code].kind is Kind.MULTI:
            continue
        wanted[code] = wanted.get(code, codes) & codes
        if not wanted[code]:
            return None
    return wanted


# -- asking -----------------------------------------------------------------------------------------
def chosen(value: Any) -> frozenset[str]:
    """The codes in an answer of one or several."""
    return (
        frozenset(value)
        if isinstance(value, list | tuple)
        else frozenset({value})
        if value is not None
        else frozenset()
    )


def asked(instrument: Instrument, answers: Answers) -> list[Question]:
    """The questions this person is asked, by the answers so far. An answer to a question not asked opens nothing."""
    found: list[Question] = []
    codes: set[str] = set()
    for question in instrument:
        if all(r.question in codes and chosen(answers.get(r.question)) & set(r.any_of) for r in question.show_if):
            found.append(question)
            codes.add(question.code)
    return found


def kept(instrument: Instrument, answers: Answers) -> dict[str, Any]:
    """Only the answers to questions that are asked: what stood in a branch left since is dropped."""
    return {q.code: answers[q.code] for q in asked(instrument, answers) if q.code in answers}


def missing(instrument: Instrument, answers: Answers) -> list[Question]:
    """Asked, required, and not answered (of a matrix: not in every row)."""
    return [q for q in asked(instrument, answers) if q.required and not _is_whole(q, answers.get(q.code))]


def _is_whole(question: Question, value: Any) -> bool:
    if question.kind is Kind.MATRIX:
        return isinstance(value, Mapping) and all(row.code in value for row in question.rows)
    return value not in (None, "", [], ())


def pages(instrument: Instrument) -> list[list[Question]]:
    """The questions page by page: a new one before a question that depends on one of this page, and when it is full."""
    found: list[list[Question]] = []
    weight = 0
    for question in instrument:
        size = HEAVY if question.kind is Kind.MATRIX else 1
        here = {q.code for q in found[-1]} if found else set()
        if not found or weight + size > A_PAGE or any(rule.question in here for rule in question.show_if):
            found.append([])
            weight = 0
        found[-1].append(question)
        weight += size
    return found


def against(instrument: Instrument, answers: Answers, *, whole: bool = True) -> list[Refusal]:
    """What stands against these answers: codes nobody asked about, values that are none, and with `whole` what is missing."""
    known = {question.code: question for question in instrument}
    found = [Refusal("", f"「{code}」という問いはありません。") for code in answers if code not in known]
    for code, value in answers.items():
        if code in known and (sentence := _wrong_value(known[code], value)):
            found.append(Refusal(code, sentence))
    if whole:
        found += [Refusal(q.code, f"「{q.words}」に、お答えください。") for q in missing(instrument, answers)]
    return found


def _wrong_value(question: Question, value: Any) -> str:
    codes = set(question.codes)
    outside = f"「{question.words}」は、表示された中からお選びください。"
    match question.kind:
        case Kind.SINGLE | Kind.SCALE:
            return "" if isinstance(value, str) and value in codes else outside
        case Kind.MULTI:
            right = isinstance(value, list) and len(set(map(str, value))) == len(value) and set(value) <= codes
            return "" if right else outside
        case Kind.MATRIX:
            rows = {row.code for row in question.rows}
            right = isinstance(value, Mapping) and set(value) <= rows and set(value.values()) <= codes
            return "" if right else outside
        case Kind.NUMBER:
            if isinstance(value, bool) or not isinstance(value, int | float):
                return f"「{question.words}」は、数字でお答えください。"
            low, high = question.low, question.high
            if (low is not None and value < low) or (high is not None and value > high):
                return f"「{question.words}」は、{bounds_words(question)}の数でお答えください。"
            return ""
    if not isinstance(value, str):
        return f"「{question.words}」は、文でお答えください。"
    return "" if len(value) <= LONGEST else f"「{question.words}」は{LONGEST}字までです（現在{len(value)}字）。"


def bounds_words(question: Question) -> str:
    """「0から31まで」, "" where there are none."""
    low, high = question.low, question.high
    if low is not None and high is not None:
        return f"{low}から{high}まで"
    return f"{low}以上" if low is not None else f"{high}以下" if high is not None else ""


# -- versions ---------------------------------------------------------------------------------------
class Difference(Labelled):
    ADDED = "added", "加わりました"
    GONE = "gone", "なくなりました"
    CHANGED = "changed", "変わりました"
    MOVED = "moved", "順番が変わりました"


@dataclass(frozen=True, slots=True)
class Change:
    code: str
    kind: Difference
    before: Question | None
    after: Question | None


def changes(before: Instrument, after: Instrument) -> list[Change]:
    """From one version to the next, in the order of the new one; what is gone stands last."""
    old, new = {q.code: q for q in before}, {q.code: q for q in after}
    order = [code for code in old if code in new]
    place = {code: at for at, code in enumerate(code for code in new if code in old)}
    found = []
    for code, question in new.items():
        if code not in old:
            found.append(Change(code, Difference.ADDED, None, question))
        elif old[code] != question:
            found.append(Change(code, Difference.CHANGED, old[code], question))
        elif order.index(code) != place[code]:
            found.append(Change(code, Difference.MOVED, old[code], question))
    return found + [Change(code, Difference.GONE, question, None) for code, question in old.items() if code not in new]


def comparable(one: Question, other: Question) -> bool:
    """Whether answers to both can be counted together: the same kind and the same things to choose."""
    return (one.kind, one.codes, one.rows, one.unit) == (other.kind, other.codes, other.rows, other.unit)
