"""Why not these two? For every pair: a broken condition, or what the round, the plan or the list decided."""

from __future__ import annotations

from typing import Any

import numpy as np

from enishi.engine.explain.explanations import pair
from enishi.engine.explain.outcome import one_seat_more_helps, outcome_of
from enishi.engine.explain.reason import MENDS, Reason
from enishi.engine.explain.rows import facts_of
from enishi.engine.graph import Graph
from enishi.engine.indices import check_index
from enishi.engine.market import Market
from enishi.engine.words import outcomes


def why_not(market: Market, i: int, j: int, solution: Any = None, graph: Graph | None = None) -> Reason:
    """Why physician `i` and opening `j` are not together: every broken condition at once, or, where none is broken, the
    reason why `solution` did not join them. Raises MarketError as `pair` does.

    `solution`: a `Matching` (deferred acceptance, with or without regional caps), an `Assignment`, both sides' `Lists`,
    or None for the conditions alone. `graph`: the candidate graph it was solved on, where it does not carry it itself.
    Keys beyond the conditions: `eligible` (nothing against them, no solution asked), `licence_unverified` (before anything a
    solution decided), `matched`, `listed` (on a list, which is no proposal yet), `prefers` (the physician's better match
    was found), `outranked` (the seats went to physicians the opening needs more), `price` (the seat is in greater demand
    than this pair is worth), `regional_cap`, `regional_price` (a region's floor comes first), `not_listed` (on neither
    side's list of the best). The key is for the desk; each side reads its own sentence, and the institution the neutral
    one wherever the reason is the physician's own affair. `smallest_change`: one physician more, where this one is next.
    """
    i, j = check_index("physician", i, market.n_physicians), check_index("opening", j, market.n_openings)
    explained = pair(market, i, j)
    if not explained.eligible:
        return Reason(
            explained.conditions[0],
            explained.conditions,
            explained.blocked_physician,
            explained.blocked_institution,
            explained.smallest_change,
        )
    if solution is None:
        return Reason("eligible", (), (), (), explained.smallest_change)
    own = getattr(solution, "graph", None)  # a method of `Lists`: lists are no graph yet
    known = own if isinstance(own, Graph) else graph
    key = outcome_of(market, i, j, solution, known)
    f = next(facts_of(market, np.array([i]), np.array([j])))
    physician, institution = outcomes.sentences(key, f)
    helps = one_seat_more_helps(key, market, i, j, solution, known)
    change = outcomes.one_more(f).to_dict(MENDS) if helps else None
    return Reason(key, (), physician, institution, change)
