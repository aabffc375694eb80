"""All that may be said about a pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from enishi.engine.conditions import CONFIDENTIAL, conditions_in, reasons
from enishi.engine.errors import MarketError
from enishi.engine.explain.reason import MENDS
from enishi.engine.explain.rows import facts_of
from enishi.engine.indices import check_index, check_indices
from enishi.engine.market import Market
from enishi.engine.schema import F64, AnyArray, Column
from enishi.engine.scores import FEATURES, WEIGHTS_VERSION, feature_values, weigh
from enishi.engine.validation import checked
from enishi.engine.words import mends, refusals, sentences, unmet
from enishi.engine.words.facts import Facts, Sentence
from enishi.engine.words.sentences import Say
from enishi.engine.words.unmet import Unmet

REASONS = 3
_AT_ONCE = 4096  # pairs whose numbers are computed together


@dataclass(frozen=True)
class Explanation:
    """All that may be said about one pair.

    `conditions`: names of the broken hard conditions, for the desk (they may be confidential); `blocked_*`: their
    sentences for each side. Of a pair that is refused for a confidential reason the institution reads one neutral
    sentence and nothing else. `unmet` is for the physician and the desk. `smallest_change`: mends a blocked pair, or
    removes one unmet point of an eligible pair. `price`: what was taken off.
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
            plain[name] = [item.to_dict() for item in plain[name]]
        return plain


def pair(market: Market, i: int, j: int, prices: AnyArray | None = None) -> Explanation:
    """Explain physician `i` × opening `j`. `prices`: float[n_openings] as in `query_physician`. Raises MarketError for an
    index that is no whole number or out of range, or malformed prices."""
    i, j = check_index("physician", i, market.n_physicians), check_index("opening", j, market.n_openings)
    return next(pairs(market, np.array([i]), np.array([j]), prices))


def pairs(market: Market, i: AnyArray, j: AnyArray, prices: AnyArray | None = None) -> Iterator[Explanation]:
    """Explain many aligned pairs, in their order; the numbers are computed together, the sentences one pair at a time.

    `i`, `j`: whole numbers[n]; `prices` as in `pair`. Raises MarketError, before the first pair, as `pair` does, or for
    arrays of unequal length.
    """
    first = check_indices("physician", i, market.n_physicians)
    second = check_indices("opening", j, market.n_openings)
    if len(first) != len(second):
        raise MarketError("opening", None, f"must have {len(first)} rows like `physician`, got {len(second)}")
    price = Column("prices", np.float64, -np.inf, np.inf)
    taken = None if prices is None else checked("query", price, prices, market.n_openings)
    starts = range(0, len(first), _AT_ONCE)
    parts = ((first[low : low + _AT_ONCE], second[low : low + _AT_ONCE]) for low in starts)
    return chain.from_iterable(_explained(market, *part, taken) for part in parts)


def _explained(market: Market, i: AnyArray, j: AnyArray, prices: F64 | None) -> Iterator[Explanation]:
    bits, values = reasons(market, i, j), feature_values(market, i, j)
    wish, need = weigh(values)
    columns = zip(
        i.tolist(),
        j.tolist(),
        market.physician_number[i].tolist(),
        market.opening_number[j].tolist(),
        bits.tolist(),
        wish.tolist(),
        need.tolist(),
        [0.0] * len(i) if prices is None else prices[j].tolist(),
        _order(values, _SPEAKING[0]),
        _order(values, _SPEAKING[1]),
        facts_of(market, i, j),
        strict=True,
    )
    for first, second, physician, opening, broken, u, v, price, order_u, order_v, f in columns:
        points = unmet.points(f)
        reasons_physician = _spoken(f, _SPEAKING[0], order_u)
        reasons_institution = _spoken(f, _SPEAKING[1], order_v)
        if not broken:
            yield Explanation(
                physician, opening, True, (), u, v, price, WEIGHTS_VERSION,
                reasons_physician, reasons_institution, (), (), points, _improve(points),
            )  # fmt: skip
            continue
        conditions = conditions_in(broken)
        change = mends.smallest(f, market, first, second, broken)
        blocked: tuple[Sentence, ...] = (refusals.neutral(),)
        if not broken & CONFIDENTIAL:
            blocked = tuple(refusals.for_institution(one, f) for one in conditions)
        yield Explanation(
            physician, opening, False, tuple(refusals.key(one) for one in conditions), u, v, price, WEIGHTS_VERSION,
            reasons_physician, () if broken & CONFIDENTIAL else reasons_institution,
            tuple(refusals.for_physician(one, f) for one in conditions), blocked,
            points, change.to_dict(MENDS) if change else None,
        )  # fmt: skip


def _speaking(side: int) -> tuple[tuple[int, float, Say], ...]:
    """(place in FEATURES, weight, sentence) of the features that speak to this side: 0 physician, 1 institution."""
    weights = [(feature.wish_weight, feature.need_weight)[side] for feature in FEATURES]
    says = [sentences.FEATURES[feature.name][side] for feature in FEATURES]
    return tuple(
        (at, weight, say) for at, (weight, say) in enumerate(zip(weights, says, strict=True)) if say and weight
    )


_SPEAKING = (_speaking(0), _speaking(1))


def _order(values: F64, speaking: tuple[tuple[int, float, Say], ...]) -> list[list[int]]:
    """For each pair the places in `speaking`, those that weigh most first; ties in registry order."""
    weighed = np.stack([-weight * values[at] for at, weight, _ in speaking], axis=1)
    order: list[list[int]] = np.argsort(weighed, axis=1, kind="stable").tolist()
    return order


def _spoken(f: Facts, speaking: tuple[tuple[int, float, Say], ...], order: list[int]) -> tuple[Sentence, ...]:
    """The sentences of the features that weigh most for this side, best first."""
    said: list[Sentence] = []
    for at in order:
        sentence = speaking[at][2](f)
        if sentence:
            said.append(sentence)
            if len(said) == REASONS:
                break
    return tuple(said)


def _improve(points: tuple[Unmet, ...]) -> dict[str, Any] | None:
    """The cheapest change that takes away one unmet point of an eligible pair."""
    remedies = [point.remedy for point in points if point.remedy]
    if not remedies:
        return None
    effect = "ご希望がすべてそろいます。" if len(points) == 1 else "ご希望にさらに近づきます。"
    return min(remedies, key=lambda change: change.cost).to_dict(effect)
