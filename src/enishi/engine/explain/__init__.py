"""Why a pair fits, what does not fit yet, and why there is none: in sentences that stand on stored facts.

Nothing here names a person or an institution, and nothing is a percentage. Results turn into plain dicts for storing.

explain.pair(market, i, j)                    one pair: reasons for each side, unmet points, one smallest change
explain.pairs(market, i, j)                   many aligned pairs, for the nightly batch
explain.why_not(market, i, j, solution)       why these two are not together in a round, a list or a plan
explain.why_no_opening(market, i), explain.why_no_physician(market, j)
"""

from enishi.engine.explain.explanations import REASONS, Explanation, pair, pairs
from enishi.engine.explain.one_pair import why_not
from enishi.engine.explain.reason import Reason
from enishi.engine.explain.whole_side import why_no_opening, why_no_physician

__all__ = ["REASONS", "Explanation", "Reason", "pair", "pairs", "why_no_opening", "why_no_physician", "why_not"]
