"""The matching core: arrays in; ranked pairs, proposals and reasons out. No Django, no clock, no randomness.

market = Market.from_columns(physicians, posts, Schema(as_of=date(2026, 11, 23)))
best = query_physician(market, market.physician_index("D-001"))
why = explain.pair(market, 0, int(best.index[0])).to_dict()
"""

from enishi.engine import explain
from enishi.engine.conditions import Condition, reasons
from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.market import Market
from enishi.engine.ranking import Ranking, candidates, query_opening, query_physician
from enishi.engine.schema import Schema
from enishi.engine.scores import WEIGHTS_VERSION

__all__ = [
    "WEIGHTS_VERSION",
    "Condition",
    "Graph",
    "Market",
    "MarketError",
    "Ranking",
    "Schema",
    "candidates",
    "explain",
    "query_opening",
    "query_physician",
    "reasons",
]
