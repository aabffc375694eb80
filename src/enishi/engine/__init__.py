"""The matching core: arrays in; ranked pairs, allocations, certificates and reasons out. No Django, no clock, no
randomness but a seed.

market = Market.from_columns(physicians, posts, Schema(as_of=date(2026, 11, 23)))
best = query_physician(market, market.physician_index("D-001"))
why = explain.pair(market, 0, int(best.index[0])).to_dict()
found = assign(candidates(market))
assert verify.certificate(candidates(market), found).ok
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enishi.engine import explain, verify
    from enishi.engine.conditions import Condition, reasons
    from enishi.engine.errors import MarketError
    from enishi.engine.graph import Graph
    from enishi.engine.lists import Lists, best_lists
    from enishi.engine.market import Market
    from enishi.engine.ranking import Ranking, candidates, query_opening, query_physician
    from enishi.engine.schema import Schema
    from enishi.engine.scores import WEIGHTS_VERSION
    from enishi.engine.solvers.assignment import Assignment, assign
    from enishi.engine.solvers.bundles import unsplittable_da
    from enishi.engine.solvers.deferred import deferred_acceptance
    from enishi.engine.solvers.equilibrium import Prices, rank_tu
    from enishi.engine.solvers.flexible import flexible_da
    from enishi.engine.solvers.lottery import Lottery
    from enishi.engine.solvers.matching import Matching
    from enishi.engine.solvers.weekly import many_to_many_da
    from enishi.engine.what_if import Bands, RegionBands, what_if_region

__all__ = [
    "WEIGHTS_VERSION",
    "Assignment",
    "Bands",
    "Condition",
    "Graph",
    "Lists",
    "Lottery",
    "Market",
    "MarketError",
    "Matching",
    "Prices",
    "Ranking",
    "RegionBands",
    "Schema",
    "assign",
    "best_lists",
    "candidates",
    "deferred_acceptance",
    "explain",
    "flexible_da",
    "many_to_many_da",
    "query_opening",
    "query_physician",
    "rank_tu",
    "reasons",
    "unsplittable_da",
    "verify",
    "what_if_region",
]

_IN = {
    "conditions": "Condition reasons",
    "errors": "MarketError",
    "graph": "Graph",
    "lists": "Lists best_lists",
    "market": "Market",
    "ranking": "Ranking candidates query_opening query_physician",
    "schema": "Schema",
    "scores": "WEIGHTS_VERSION",
    "solvers.assignment": "Assignment assign",
    "solvers.bundles": "unsplittable_da",
    "solvers.deferred": "deferred_acceptance",
    "solvers.equilibrium": "Prices rank_tu",
    "solvers.flexible": "flexible_da",
    "solvers.lottery": "Lottery",
    "solvers.matching": "Matching",
    "solvers.weekly": "many_to_many_da",
    "what_if": "Bands RegionBands what_if_region",
}
_HOME = {name: module for module, names in _IN.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """A name is fetched when somebody asks for it: whoever wants the specialties or a band needs no compiler, which alone
    takes half a second."""
    if name in ("explain", "verify"):
        return import_module(f"{__name__}.{name}")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
