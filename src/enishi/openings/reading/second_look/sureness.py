"""How sure a second look is of what one way to read a text tells: where posts are parted wrongly, few of their facts are likely."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from enishi.openings.reading.facts import UNSAID
from enishi.openings.reading.scoring import comparable
from enishi.openings.reading.second_look.signs import Candidate

LEAST, LEAST_AGAINST = 1e-6, -5.0
"""The share, and what weighs against a post, from which less is not told apart."""


class Judged(NamedTuple):
    """A field of a post. first, taken: shares of all candidates' weight, of what was read first and of what is taken in the end."""

    post: int
    first: float
    taken: float
    changed: bool
    said: bool
    said_first: bool


def judged(post: int, name: str, found: Sequence[Candidate], weighed: NDArray[np.float64], best: Candidate) -> Judged:
    """found: the candidates of a field, what was read first before others; weighed: float64[len(found)]; best: what is taken."""
    shares = np.exp(weighed - weighed.max())
    shares /= shares.sum()
    told = [comparable(name, one.value) for one in found]
    first, taken = told[0], comparable(name, best.value)

    def of(value: object) -> float:
        return float(sum(share for share, one in zip(shares, told, strict=True) if one == value))

    unsaid = UNSAID[name]
    return Judged(post, of(first), of(taken), taken != first, best.value != unsaid, found[0].value != unsaid)


def signs(every: Sequence[Judged], posts: int, none: Sequence[float]) -> dict[str, float]:
    """The signs of a reading for `choice`, by post. posts: those that stand; none: how much weighs against each that was read."""
    sure: defaultdict[int, float] = defaultdict(float)
    times = Counter(one.post for one in every)
    for one in every:
        sure[one.post] += math.log(max(one.taken, LEAST))
    said = [one for one in every if one.said]
    n = max(len(every), 1)
    return {
        "sure of a fact": sum(sure.values()) / n,
        "sure of a post": sum(sure.values()) / posts,
        "sure of the least sure post": min((sure[post] / times[post] for post in times), default=0.0),
        "sure of what was read": sum(math.log(max(one.first, LEAST)) for one in every) / n,
        "facts told": len(said) / posts,
        "facts told wrong": sum(1 - one.taken for one in said) / posts,
        "facts changed": sum(one.changed for one in every) / posts,
        "facts silenced": sum(one.said_first and not one.said for one in every) / posts,
        "a post is none": max(LEAST_AGAINST, *none) if len(none) > 1 else 0.0,
    }
