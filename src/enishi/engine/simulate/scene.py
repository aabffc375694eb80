"""One labour market with answers: who could be placed where, what each side would say, and who looks how far.

Both sides follow a random-utility model (McFadden 1974): a side values a pair at score + taste, the taste being drawn
from a logistic distribution, and says yes when that beats staying as it is. The engine knows the score alone, so what
it can know is the probability of a yes; the graph's `u` and `v` are these probabilities. The answers of a pair are
drawn once: every method meets the same people with the same minds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enishi.engine.graph import Graph
from enishi.engine.market import Market
from enishi.engine.ranking import candidates
from enishi.engine.rounds import contracts
from enishi.engine.schema import F64, I32, I64, PREFECTURES, AnyArray, Bool
from enishi.engine.simulate.made_physicians import Scope
from enishi.engine.simulate.population import national

# The six prefectures of Tōhoku, in internal medicine and its commonest branches: one market, short of physicians.
SCOPE = Scope(
    prefectures=(1, 2, 3, 4, 5, 6),
    departments=(
        "internal_medicine",
        "respiratory",
        "cardiology",
        "gastroenterology",
        "nephrology",
        "neurology",
        "diabetes",
    ),
)


@dataclass(frozen=True)
class Answer:
    """How a score becomes a chance of a yes: `typical_yes` at `typical`, a usual score of an eligible pair, and
    `best_yes` at `best`, the score of one pair in twenty. Assumed, not measured; the scores are those of the market
    above."""

    typical: float
    typical_yes: float
    best: float
    best_yes: float

    def yes(self, score: AnyArray) -> F64:
        """Probability of a yes: logistic in the score, through the two points."""
        low, high = _log_odds(self.typical_yes), _log_odds(self.best_yes)
        slope = (high - low) / (self.best - self.typical)
        chance: F64 = 1.0 / (1.0 + np.exp(-(low + slope * (np.asarray(score, np.float64) - self.typical))))
        return chance


PHYSICIAN = Answer(typical=0.64, typical_yes=0.20, best=0.81, best_yes=0.50)
INSTITUTION = Answer(typical=0.71, typical_yes=0.30, best=0.82, best_yes=0.60)


def _log_odds(chance: AnyArray | float) -> F64:
    share = np.asarray(chance, np.float64)
    return np.log(share / (1.0 - share))


@dataclass(frozen=True)
class Scene:
    """A market ready to be played. Arrays without a remark have one entry per edge of the graph.

    `graph`: every eligible pair; u = chance that the physician says yes, v = that the institution does. `wish`, `need`:
    the engine's scores. `wants`, `accepts`: the true answers. `likes`, `values`: true utilities, in log-odds above
    staying as it is. `own_place`: place in the physician's true order of all his eligible openings, 1 = best.
    `patience`, `attention`: a side looks at the pair when the examination of its place is larger than this draw.
    `short`: bool[n_openings], in an area short of physicians. `region`: int64[n_openings], its prefecture's short or
    other areas; `short_region`: bool[n_regions]. `contract`: int64[n_edges], half-days a week of the pair's contract;
    `half_days`: int64[n_openings], what the opening has to fill.
    """

    graph: Graph
    wish: F64
    need: F64
    wants: Bool
    accepts: Bool
    likes: F64
    values: F64
    own_place: I32
    patience: F64
    attention: F64
    short: Bool
    region: I64
    short_region: Bool
    contract: I64
    half_days: I64


def make_scene(n_physicians: int, n_openings: int, seed: int, scope: Scope = SCOPE) -> Scene:
    """The market of this size and seed with everybody's answers. Raises MarketError for a negative size or seed."""
    market = Market.from_columns(*national(n_physicians, n_openings, seed, scope))
    pairs = candidates(market, k=n_openings, m=0)
    return with_answers(pairs, market, seed)


def with_answers(pairs: Graph, market: Market, seed: int) -> Scene:
    """`pairs`: scores in u and v, as `candidates` gives them."""
    return answered(pairs, market, np.random.default_rng((seed, 0x5CE7E)).random((4, pairs.n_edges)))


def answered(pairs: Graph, market: Market, draws: F64) -> Scene:
    """The scene these draws make. `draws`: float64[4, n_edges] in [0, 1], of taste, opinion, patience and attention."""
    u, v = PHYSICIAN.yes(pairs.u), INSTITUTION.yes(pairs.v)
    # Kept off 0 and 1, whose log-odds are infinite.
    taste, opinion, patience, attention = np.clip(draws, 1e-12, 1 - 1e-12)
    graph = Graph.from_edges(pairs.n_physicians, pairs.n_openings, pairs.physician, pairs.opening, u, v, pairs.capacity)
    short: Bool = (market.posts.designation & 1) != 0
    contract, half_days = contracts(market, graph, np.zeros(graph.n_openings, np.int64))
    likes, values = _log_odds(u) - _log_odds(taste), _log_odds(v) - _log_odds(opinion)
    return Scene(
        graph=graph,
        wish=pairs.u.astype(np.float64),
        need=pairs.v.astype(np.float64),
        wants=likes > 0,
        accepts=values > 0,
        likes=likes,
        values=values,
        own_place=graph.rank_for_physician_by(likes),
        patience=patience,
        attention=attention,
        short=short,
        region=market.posts.prefecture.astype(np.int64) * 2 + short,
        short_region=np.arange(2 * len(PREFECTURES)) % 2 == 1,
        contract=contract,
        half_days=half_days,
    )
