"""Why a physician has no opening at all, and an opening no physician."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import Any

import numpy as np

from enishi.engine.conditions import CONFIDENTIAL, Condition, closed, reasons, stale
from enishi.engine.explain.reason import ELIGIBLE, MENDS, Reason
from enishi.engine.explain.rows import facts_of
from enishi.engine.indices import check_index
from enishi.engine.market import Market
from enishi.engine.schema import U32, AnyArray
from enishi.engine.words import changes, mends, refusals
from enishi.engine.words.changes import Change
from enishi.engine.words.facts import Sentence

# Whether nobody, one or many would come is for `what_if` to say, in bands: here it reads the same, even where somebody
# is there.
_TO_INSTITUTION = Sentence(
    refusals.UNAVAILABLE, "ご紹介できる先生がいらっしゃいましたら、担当者からご連絡いたします。", {}
)
_TRIED = 200  # counterparts tried for the smallest change of a whole side


def why_no_opening(market: Market, i: int) -> Reason:
    """Why physician `i` has no opening at all: the condition that stood last between him and most openings.

    Raises MarketError for an index that is no whole number or out of range.
    """
    i = check_index("physician", i, market.n_physicians)
    bits = reasons(market, np.array([i]), np.arange(market.n_openings))
    useful = np.flatnonzero((bits & np.uint32(Condition.CLOSED)) == 0)
    if not len(useful):
        said = Sentence("no_counterpart", "いま受け付けている募集がありません。", {})
        return Reason("no_counterpart", (), (said,), (), None)
    if not bits.all():
        return ELIGIBLE
    condition, broken, closest = _last_obstacle(bits, useful)
    if condition is Condition.NO_SOLICITATION:
        sentence = refusals.for_physician(condition, next(facts_of(market, np.array([i]), closest[:1])))
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
    """Why opening `j` has no physician at all. Physicians who hide from it, or may not be solicited, play no part.

    Nobody is counted here: an institution counts through `what_if`, in bands. It reads why its own opening is closed or
    stale, and else one sentence whatever the reason. The key, the smallest change and the `desk` sentence may stand on
    one physician's own wish: they are for the coordinator, not for the institution. Raises MarketError for an index that
    is no whole number or out of range.
    """
    j = check_index("opening", j, market.n_openings)
    bits = reasons(market, np.arange(market.n_physicians), np.array([j]))
    opening = market.posts.at([j])
    if closed(market.physicians, opening, market.as_of).any():
        return _own(Condition.CLOSED, None)
    if stale(market.physicians, opening, market.as_of).any():
        return _own(Condition.STALE, changes.confirm(market.as_of).to_dict("ご紹介を再開できます。"))
    useful = np.flatnonzero((bits & np.uint32(CONFIDENTIAL)) == 0)
    if not len(useful):
        nobody = Sentence(refusals.UNAVAILABLE, "いまは、ご紹介できる先生がいらっしゃいません。", {})
        return Reason(refusals.UNAVAILABLE, (), (), (_TO_INSTITUTION,), None, (nobody,))
    if not bits.all():
        return replace(ELIGIBLE, institution=(_TO_INSTITUTION,))
    condition, broken, closest = _last_obstacle(bits, useful)
    obstacle = refusals.REFUSALS[condition].physicians
    text = (
        f"ほかの条件がすべて合う先生はいらっしゃいますが、{obstacle}。"
        if broken == 1
        else f"合わない条件がいくつかあり、なかでも、{obstacle}。"
    )
    sentence = Sentence(refusals.key(condition), text, {})
    change = _best_change(market, closest, np.full(len(closest), j), bits[closest])
    return Reason(refusals.key(condition), (refusals.key(condition),), (), (_TO_INSTITUTION,), change, (sentence,))


def _last_obstacle(bits: U32, useful: AnyArray) -> tuple[Condition, int, AnyArray]:
    """Among the counterparts with the fewest broken conditions: the one most often broken, how many each of them
    breaks, and those it stops.
    """
    broken = np.bitwise_count(bits[useful])
    closest = useful[broken == broken.min()]
    counts = {condition: int(((bits[closest] & np.uint32(condition)) != 0).sum()) for condition in Condition}
    last = max(counts, key=lambda condition: (counts[condition], -condition))
    return last, int(broken.min()), closest[(bits[closest] & np.uint32(last)) != 0]


def _best_change(market: Market, i: AnyArray, j: AnyArray, bits: U32) -> dict[str, Any] | None:
    """The cheapest single change over these pairs that would make one of them a match; ties to the smaller index."""
    tried = slice(0, _TRIED)
    best: Change | None = None
    for at, f in enumerate(facts_of(market, i[tried], j[tried])):
        below = inf if best is None else best.cost
        best = mends.smallest(f, market, int(i[at]), int(j[at]), int(bits[at]), below) or best
    return best.to_dict(MENDS) if best else None


def _own(condition: Condition, change: dict[str, Any] | None) -> Reason:
    """The opening itself is the reason, whoever the physician."""
    name = refusals.key(condition)
    said = Sentence(name, f"{refusals.REFUSALS[condition].physicians}。", {})
    return Reason(name, (name,), (), (said,), change, (said,))
