"""Whether a text offers a physician's post at all, or is a training place, another occupation's or no offer.

A log-linear decision over the signs of `evidence`: each sign has a weight for each of four answers, and the answer with the largest
sum is taken. The weights (`scope_weights.txt`) are learnt from labelled texts by `./dev bench scope --write`; what decided can be read.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from enishi.openings.reading import evidence

ANSWERS = ("physician", "resident_training", "not_physician", "not_an_ad")
BIAS = "always"
"""The sign that every text has."""

Weights = dict[str, tuple[float, ...]]


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


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The learnt weights of every sign, in the order of `ANSWERS`: lines of sign, tab, four numbers parted by spaces."""
    lines = Path(__file__).with_name("scope_weights.txt").read_text(encoding="utf-8").splitlines()
    parted = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {sign: tuple(float(number) for number in numbers.split()) for sign, numbers in parted}


def judged(text: str, known: Weights | None = None) -> Judgement:
    """What a normal text (`normal.normalise`) offers, by `known` weights or the learnt ones."""
    if not text.strip():
        return Judgement(dict.fromkeys(ANSWERS, 0.0) | {"not_an_ad": 1.0}, ())
    known = weights() if known is None else known
    signs = [sign for sign in (BIAS, *evidence.of(text)) if sign in known]
    sums = [sum(known[sign][at] for sign in signs) for at in range(len(ANSWERS))]
    parts = [math.exp(one - max(sums)) for one in sums]
    shares = {answer: part / sum(parts) for answer, part in zip(ANSWERS, parts, strict=True)}
    telling = sorted(signs, key=lambda sign: (-(max(known[sign]) - min(known[sign])), sign))
    return Judgement(shares, tuple(telling))
