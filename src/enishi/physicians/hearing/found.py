"""What readers hand on: a value with the words that say it, or a question with the words that leave it open."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from enishi.physicians.hearing.phrases import Clause


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a note: the topic, the place in the original text, and the words as they stand there."""

    topic: str
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, clause: "Clause", until: "Clause | None" = None) -> "Quote":
        """The whole clause; `until`: as far as a later clause of the sentence."""
        last = until if until is not None and until.start >= clause.start else clause
        span = clause.source.span(clause.start, last.start + len(last.text))
        words = clause.source.original[span.start : span.end].strip().rstrip("、。,;；")
        return cls(clause.topic, span.start, span.end, words)


@dataclass(frozen=True, slots=True)
class Heard:
    """`field`: of WishSheet, or `wish:` and a key of WISHES. `mends`: takes the place of what was said before."""

    field: str
    value: Any
    quote: Quote
    mends: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """Not drafted: `why` says to the coordinator what is still to be asked."""

    field: str
    quote: Quote
    why: str


SHIELD = "shield"
"""`field` of a question about somebody who must not know."""
DOUBTFUL = "迷っていらっしゃるようです。お気持ちが決まったらお書きください。"
ELSE = "ご本人でない方のお考えのようです。ご本人のお気持ちをお確かめください。"
ON_CONDITION = "条件つきのお話です。どこまでならよいかをお確かめください。"
HARD = "おつらいとのことです。なしにするのか、少なければよいのかをお確かめください。"
HEDGED_NEVER = "「できれば」とのことです。必ず外すのかをお確かめください。"
CONTRARY = "合わない二つの言葉があります。どちらかをお確かめください。"


def left_open(field: str, clause: "Clause") -> Open | None:
    """The question about a clause that is no plain word of the physician; None for one that needs none (past, questions)."""
    if clause.others:
        return Open(field, Quote.of(clause), ELSE)
    if clause.doubts and not clause.asks:
        return Open(field, Quote.of(clause), DOUBTFUL)
    return None
