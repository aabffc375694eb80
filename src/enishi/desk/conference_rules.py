"""Which cases are hard, and how they are told without a name. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from enishi.common.choices import Labelled

REFUSALS = 3
"""Refusals within half a year after which a colleague should look at it too."""
LOOK_BACK_DAYS = 183
MOST_CASES = 12
"""A meeting of an hour and a half speaks of no more."""


class Why(Labelled):
    """Why a case is on the list."""

    OWN = "own", "担当者が相談したい"
    LONG = "long", "段階が長い"
    REFUSED = "refused", "見送りが続いている"


@dataclass(frozen=True, slots=True)
class Suggested:
    """A record that the rules find hard. number: of the record; words: the reason, with its figures."""

    number: str
    why: Why
    words: str


def refused_words(count: int) -> str:
    return f"この半年に、見送りが{count}回続いています。"


def long_words(label: str, days: int, median: float) -> str:
    return f"「{label}」に{days}日。ほかの例の中央値は{max(1, round(median))}日です。"


def letter_of(no: int) -> str:
    """Ａ, Ｂ, … Ｚ, then 27 and on: what a case is called on the sheet for the round."""
    return chr(ord("Ａ") + no) if no < 26 else str(no + 1)


def brief_of(lines: Iterable[tuple[str, str]]) -> str:
    """Rows of a brief as text: label and words, those that say nothing left out."""
    return "\n".join(f"{label}：{words}" for label, words in lines if words)


def leaks(text: str, names: Iterable[str]) -> list[str]:
    """Names of institutions that stand in the text; spaces do not count. Names of one letter are no names."""
    plain = "".join(text.split())
    return [name for name in dict.fromkeys(names) if len(bare := "".join(name.split())) > 1 and bare in plain]
