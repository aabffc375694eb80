"""Whether a text offers a physician's post at all, or is a training place, another occupation's or no offer.

A log-linear decision over the signs of `evidence`: each sign has a weight for each of four answers, and the answer with the largest
sum is taken. The weights (`scope_weights.txt`) are learnt from labelled texts by `./dev bench scope --write`; what decided can be read.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from enishi.openings.reading import evidence, learnt

ANSWERS = ("physician", "resident_training", "not_physician", "not_an_ad")
BIAS = "always"
"""The sign that every text has."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """shares: of each of `ANSWERS`, together 1. signs: what the text showed of the signs that have weights, most telling first."""

    shares: dict[str, float]
    signs: tuple[str, ...]

    @property
    def answer(self) -> str:
        return max(ANSWERS, key=self.shares.__getitem__)

    @property
    def reason(self) -> str | None:
        """None, resident_training, not_physician or not_an_ad."""
        return None if self.answer == "physician" else self.answer

    @property
    def otherwise(self) -> str:
        """The likeliest answer but a physician's post: for a text in which no post is found after all."""
        return max(ANSWERS[1:], key=self.shares.__getitem__)


def shares_of(signs: Iterable[str], known: learnt.Weights) -> dict[str, float]:
    """The share of each answer by signs that all have weights: the softmax of their sums."""
    rows = [known[sign] for sign in signs]
    sums = [sum(row[at] for row in rows) for at in range(len(ANSWERS))]
    parts = [math.exp(one - max(sums)) for one in sums]
    return {answer: part / sum(parts) for answer, part in zip(ANSWERS, parts, strict=True)}


def judged(text: str, known: learnt.Weights | None = None) -> Judgement:
    """What a normal text (`normal.normalise`) offers, by `known` weights or the learnt ones."""
    if not text.strip():
        return Judgement(dict.fromkeys(ANSWERS, 0.0) | {"not_an_ad": 1.0}, ())
    known = learnt.weights("scope_weights.txt") if known is None else known
    signs = [sign for sign in (BIAS, *evidence.of(text)) if sign in known]
    telling = sorted(signs, key=lambda sign: (-(max(known[sign]) - min(known[sign])), sign))
    return Judgement(shares_of(signs, known), tuple(telling))
