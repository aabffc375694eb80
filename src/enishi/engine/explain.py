"""Why a pair fits, what does not fit yet, and why there is none: in sentences that stand on stored facts.

Nothing here names a person or an institution, and nothing is a percentage. Results turn into plain dicts for storing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Any

import numpy as np

from enishi.engine import travel
from enishi.engine.conditions import CONFIDENTIAL, Condition, closed, conditions_in, reasons, stale
from enishi.engine.market import Market
from enishi.engine.schema import F64, U32, AnyArray
from enishi.engine.scores import FEATURES, WEIGHTS_VERSION, feature_values, weigh
from enishi.engine.words import changes, refusals, sentences, unmet
from enishi.engine.words.changes import Change
from enishi.engine.words.facts import Facts, Sentence
from enishi.engine.words.unmet import Unmet

REASONS = 3
FEW = 5  # fewer physicians than this are never counted to an institution
_TRIED = 200  # counterparts tried for the smallest change of a whole side


@dataclass(frozen=True)
class Explanation:
    """All that may be said about one pair.

    `conditions`: names of the broken hard conditions, for the desk (they may be confidential); `blocked_*`: their
    sentences for each side. `smallest_change`: mends a blocked pair, or removes one unmet point of an eligible pair.
    `price`: what was taken off.
    """

    physician: str
    opening: str
    eligible: bool
    conditions: tuple[str, ...]
    wish: float
    need: float
    price: float
    weights_version: str
    reasons_physician: tuple[Sentence, ...]
    reasons_institution: tuple[Sentence, ...]
    blocked_physician: tuple[Sentence, ...]
    blocked_institution: tuple[Sentence, ...]
    unmet: tuple[Unmet, ...]
    smallest_change: dict[str, Any] | None

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings, numbers and booleans: JSON-ready."""
        plain: dict[str, Any] = dict(self.__dict__)
        plain["conditions"] = list(self.conditions)
        for name in ("reasons_physician", "reasons_institution", "blocked_physician", "blocked_institution", "unmet"):
            plain[name] = [item.to_dict() for item in getattr(self, name)]
        return plain


@dataclass(frozen=True)
class Reason:
    """Why a pair, or a whole side, has no match. `key`: the condition's name, or `eligible`, `unavailable`,
    `no_counterpart`."""

    key: str
    conditions: tuple[str, ...]
    physician: tuple[Sentence, ...]
    institution: tuple[Sentence, ...]
    smallest_change: dict[str, Any] | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "conditions": list(self.conditions),
            "physician": [one.to_dict() for one in self.physician],
            "institution": [one.to_dict() for one in self.institution],
            "smallest_change": self.smallest_change,
        }


def pair(market: Market, i: int, j: int, prices: AnyArray | None = None) -> Explanation:
    """Explain physician `i` × opening `j`. `prices`: float[n_openings] as in `query_physician`. IndexError out of
    range."""
    return next(pairs(market, np.array([i]), np.array([j]), prices))


def pairs(market: Market, i: AnyArray, j: AnyArray, prices: AnyArray | None = None) -> Iterator[Explanation]:
    """Explain many aligned pairs; the numbers are computed together, the sentences one pair at a time."""
    _check_indices(market, i, j)
    bits, values = reasons(market, i, j), feature_values(market, i, j)
    wish, need = weigh(values)
    for at, f in enumerate(_facts(market, i, j)):
        broken = conditions_in(int(bits[at]))
        points = unmet.points(f)
        yield Explanation(
            physician=str(market.physician_number[i[at]]),
            opening=str(market.opening_number[j[at]]),
            eligible=not broken,
            conditions=tuple(refusals.key(one) for one in broken),
            wish=float(wish[at]),
            need=float(need[at]),
            price=0.0 if prices is None else float(prices[j[at]]),
            weights_version=WEIGHTS_VERSION,
            reasons_physician=_spoken(f, values[:, at], 0),
            reasons_institution=_spoken(f, values[:, at], 1),
            blocked_physician=tuple(refusals.for_physician(one, f) for one in broken),
            blocked_institution=_once(tuple(refusals.for_institution(one, f) for one in broken)),
            unmet=points,
            smallest_change=_mend(market, int(i[at]), int(j[at]), f, int(bits[at])) if broken else _improve(points),
        )


def why_not(market: Market, i: int, j: int) -> Reason:
    """Why physician `i` and opening `j` are not a pair: every broken condition at once, and the smallest change."""
    explained = pair(market, i, j)
    if explained.eligible:
        return Reason("eligible", (), (), (), explained.smallest_change)
    return Reason(
        explained.conditions[0],
        explained.conditions,
        explained.blocked_physician,
        explained.blocked_institution,
        explained.smallest_change,
    )


def why_no_opening(market: Market, i: int) -> Reason:
    """Why physician `i` has no opening at all: the condition that stood last between him and most openings."""
    bits = reasons(market, np.array([i]), np.arange(market.n_openings))
    useful = np.flatnonzero((bits & np.uint32(Condition.CLOSED)) == 0)
    if not len(useful):
        return _none("no_counterpart", "いま受け付けている募集がありません。", physician=True)
    if not bits.all():
        return Reason("eligible", (), (), (), None)
    condition, broken, closest = _last_obstacle(bits, useful)
    if condition is Condition.NO_SOLICITATION:
        sentence = refusals.for_physician(condition, next(_facts(market, np.array([i]), closest[:1])))
    else:
        obstacle = refusals.REFUSALS[condition].openings
        text = (
            f"ほかの条件がすべて合う募集が{len(closest)}件ありますが、{obstacle}。"
            if broken == 1
            else f"合わない条件がいくつかあり、なかでも、{obstacle}。"
        )
        sentence = Sentence(refusals.key(condition), text, {"pair.openings": len(closest)})
    change = _best_change(market, np.full(len(closest), i), closest, bits[closest])
    return Reason(refusals.key(condition), (refusals.key(condition),), (sentence,), (), change)


def why_no_physician(market: Market, j: int) -> Reason:
    """Why opening `j` has no physician at all. Physicians who hide from it, or may not be solicited, are not even
    counted.

    The smallest change may stand on one physician's own wish: it is for the coordinator, not for the institution.
    """
    bits = reasons(market, np.arange(market.n_physicians), np.array([j]))
    opening = market.posts.at([j])
    if closed(market.physicians, opening, market.as_of).any():
        return _own(Condition.CLOSED, None)
    if stale(market.physicians, opening, market.as_of).any():
        return _own(Condition.STALE, changes.confirm(market.as_of).to_dict("ご紹介を再開できます。"))
    useful = np.flatnonzero((bits & np.uint32(CONFIDENTIAL)) == 0)
    if not len(useful):
        return _none(refusals.UNAVAILABLE, "いまは、ご紹介できる先生がいらっしゃいません。", physician=False)
    if not bits.all():
        return Reason("eligible", (), (), (), None)
    condition, broken, closest = _last_obstacle(bits, useful)
    count = f"{len(closest)}名" if len(closest) >= FEW else "数名"
    obstacle = refusals.REFUSALS[condition].physicians
    text = (
        f"ほかの条件がすべて合う先生が{count}いらっしゃいますが、{obstacle}。"
        if broken == 1
        else f"合わない条件がいくつかあり、なかでも、{obstacle}。"
    )
    sentence = Sentence(refusals.key(condition), text, {})
    change = _best_change(market, closest, np.full(len(closest), j), bits[closest])
    return Reason(refusals.key(condition), (refusals.key(condition),), (), (sentence,), change)


def _check_indices(market: Market, i: AnyArray, j: AnyArray) -> None:
    for name, index, n in (("physician", i, market.n_physicians), ("opening", j, market.n_openings)):
        if len(index) and (index.min() < 0 or index.max() >= n):
            raise IndexError(f"{name} index out of range: must be from 0 to {n - 1}")


def _facts(market: Market, i: AnyArray, j: AnyArray) -> Iterator[Facts]:
    """The facts of the aligned pairs; a row that comes again is taken out of the columns once."""
    minutes = travel.minutes(market.physicians.at(i), market.posts.at(j)).tolist()
    seekers, openings = cache(market.physicians.row), cache(market.posts.row)
    for first, second, one_way in zip(i.tolist(), j.tolist(), minutes, strict=True):
        yield Facts(seekers(first), openings(second), one_way, market.as_of, market.schema.skills)


def _spoken(f: Facts, values: F64, side: int) -> tuple[Sentence, ...]:
    """The sentences of the features that weigh most for this side, best first; ties in registry order."""
    weight = [(feature.wish_weight, feature.need_weight)[side] for feature in FEATURES]
    order = sorted(range(len(FEATURES)), key=lambda at: -weight[at] * float(values[at]))
    said: list[Sentence] = []
    for at in order:
        say = sentences.FEATURES[FEATURES[at].name][side]
        sentence = say(f) if say and weight[at] > 0 and len(said) < REASONS else None
        if sentence:
            said.append(sentence)
    return tuple(said)


def _once(items: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    return tuple(item for at, item in enumerate(items) if item not in items[:at])


def _improve(points: tuple[Unmet, ...]) -> dict[str, Any] | None:
    """The cheapest change that takes away one unmet point of an eligible pair."""
    remedies = [point.remedy for point in points if point.remedy]
    if not remedies:
        return None
    effect = "ご希望がすべてそろいます。" if len(points) == 1 else "ご希望にさらに近づきます。"
    return min(remedies, key=lambda change: change.cost).to_dict(effect)


_MENDS = "ご紹介できるようになります。"


def _mend(market: Market, i: int, j: int, f: Facts, bits: int) -> dict[str, Any] | None:
    change = changes.smallest(f, market, i, j, bits)
    return change.to_dict(_MENDS) if change else None


def _last_obstacle(bits: U32, useful: AnyArray) -> tuple[Condition, int, AnyArray]:
    """Among the counterparts with the fewest broken conditions: the one most often broken, how many each of them
    breaks, and those it stops.
    """
    broken = np.array([int(one).bit_count() for one in bits[useful]])
    closest = useful[broken == broken.min()]
    counts = {condition: int(((bits[closest] & np.uint32(condition)) != 0).sum()) for condition in Condition}
    last = max(counts, key=lambda condition: (counts[condition], -condition))
    return last, int(broken.min()), closest[(bits[closest] & np.uint32(last)) != 0]


def _best_change(market: Market, i: AnyArray, j: AnyArray, bits: U32) -> dict[str, Any] | None:
    """The cheapest single change over these pairs that would make one of them a match; ties to the smaller index."""
    tried = slice(0, _TRIED)
    best: Change | None = None
    for at, f in enumerate(_facts(market, i[tried], j[tried])):
        below = inf if best is None else best.cost
        best = changes.smallest(f, market, int(i[at]), int(j[at]), int(bits[at]), below) or best
    return best.to_dict(_MENDS) if best else None


def _own(condition: Condition, change: dict[str, Any] | None) -> Reason:
    """The opening itself is the reason, whoever the physician."""
    name = refusals.key(condition)
    said = Sentence(name, f"{refusals.REFUSALS[condition].physicians}。", {})
    return Reason(name, (name,), (), (said,), change)


def _none(key: str, text: str, *, physician: bool) -> Reason:
    said = (Sentence(key, text, {}),)
    return Reason(key, (), said if physician else (), () if physician else said, None)
