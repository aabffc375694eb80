"""What would come of better offers: the same market with and without them, the same people with the same minds.

Coordinators propose in rounds by the assignment of the largest expected number of placements (`by_rounds.likeliest`), and
both sides answer as `scene` draws it. A pair's draws hang on the seed and on the two numbers alone, so that in both
markets everybody who is asked the same answers the same (common random numbers: Kahn & Marshall 1953, J. Oper. Res.
Soc. Am. 1, 263–278), and what differs comes of the offers and not of other luck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np

from enishi.engine.graph import Graph
from enishi.engine.market import Market
from enishi.engine.ranking import candidates
from enishi.engine.schema import F64, I64, U64, AnyArray, Bool
from enishi.engine.simulate.by_lists import subgraph
from enishi.engine.simulate.by_rounds import likeliest, play
from enishi.engine.simulate.scene import answered
from enishi.engine.single_changes import SingleChange, changed, plain_terms

ROUNDS = 3
EVERY_PAIR = 4_000_000
"""Up to so many pairs of the whole market every eligible one is looked at; above it each side's best `LISTED`."""
LISTED = 20
SHARE = (0.05, 0.5, 0.95)
"""Of the seeds: the ends of the interval hold the middle nine tenths of them."""
Tell = Callable[[float], None]


def raised(market: Market, openings: AnyArray, changes: Iterable[SingleChange]) -> tuple[Market, I64]:
    """The market in which these openings make these changes, one after the other, and the openings that any of them means
    something for. `openings`: indices; int64 ascending back. All other openings, and all columns a change does not set,
    stay as they are to the last bit."""
    asked = tuple(changes)
    columns: dict[str, AnyArray] = {}
    touched: list[int] = []
    for j in sorted(set(np.asarray(openings, np.int64).tolist())):
        terms, meant = plain_terms(market.posts, j), False
        for change in asked:
            found = change.set(terms)
            if found is None:
                continue
            terms, meant = changed(terms, found), True
            for name, value in found.items():
                column = columns.setdefault(name, getattr(market.posts, name).copy())
                column[j] = value
        if meant:
            touched.append(j)
    for column in columns.values():
        column.setflags(write=False)
    return replace(market, posts=replace(market.posts, **columns)), np.array(touched, np.int64)


@dataclass(frozen=True)
class Played:
    """Placements by seed, int64[n_seeds, 2]: without the changes, with them. `inside`: at the openings asked about;
    `elsewhere`: at all others. `seats`: heads the openings asked about look for."""

    inside: I64
    elsewhere: I64
    seats: int


@dataclass(frozen=True)
class Spread:
    """Median and the ends of the interval; each is a number that came out with some seed."""

    low: int
    median: int
    high: int


def play_both(
    market: Market,
    openings: AnyArray,
    changes: Sequence[SingleChange],
    seeds: int,
    *,
    who: AnyArray | None = None,
    drawn: Callable[[int], Market] | None = None,
    rounds: int = ROUNDS,
    tell: Tell = lambda share: None,
) -> Played:
    """Both markets with the seeds 0, 1, … `openings`: indices of those that change; `who`: indices of the physicians who
    take part, None for all. `drawn`: for each seed a market of other physicians with the same openings (`with_made`), in
    which all take part. `tell` hears the share done, and may raise to stop. Deterministic.

    Raises judge.Unsound when a round is not what the assignment promises, ValueError without a seed.
    """
    if seeds < 1:
        raise ValueError(f"{seeds} seeds; at least one is needed")
    there: Bool = np.zeros(market.n_openings, np.bool_)
    there[np.asarray(openings, np.int64)] = True
    tell(0.0)
    both = _both(market, openings, changes, who)
    inside, elsewhere = np.zeros((2, seeds, 2), np.int64)
    for seed in range(seeds):
        if drawn is not None:
            both = _both(drawn(seed), openings, changes, None)
        for at, (one, pairs) in enumerate(both):
            tell((2 * seed + at) / (2 * seeds))
            sides = keys_of_numbers(one.physician_number), keys_of_numbers(one.opening_number)
            draws = pair_draws(sides[0][pairs.physician], sides[1][pairs.opening], seed)
            placed, _ = play(answered(pairs, one, draws), likeliest, rounds, seed)
            here = there[pairs.opening[placed]]
            inside[seed, at], elsewhere[seed, at] = here.sum(), (~here).sum()
    return Played(inside, elsewhere, int(market.posts.capacity[there].sum()))


def spread_of(values: AnyArray) -> Spread:
    """Of whole numbers, one for each seed. Raises ValueError for none."""
    if not len(values):
        raise ValueError("no seed was played")
    low, median, high = np.quantile(np.asarray(values, np.int64), SHARE, method="inverted_cdf")
    return Spread(int(low), int(median), int(high))


def keys_of_numbers(numbers: AnyArray) -> U64:
    """A number of 64 bits for each registration number; the order of the rows plays no part."""
    found = (int.from_bytes(blake2b(str(one).encode(), digest_size=8).digest()) for one in numbers.tolist())
    return np.fromiter(found, np.uint64, len(numbers))


def pair_draws(physician: U64, opening: U64, seed: int) -> F64:
    """float64[4, n] in [0, 1) of aligned keys: the same for the same pair and seed in whatever market.

    SplitMix64 (Steele, Lea & Flood 2014, OOPSLA, 453–472), one after the other over the two keys and the seed.
    """
    pair = _mixed(_mixed(physician) + opening)
    rows = [_mixed(pair + np.uint64(seed * 4 + row)) for row in range(4)]
    return np.stack([(row >> np.uint64(11)).astype(np.float64) * 2.0**-53 for row in rows])


def _mixed(x: U64) -> U64:
    z = x + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(z ^ (z >> np.uint64(31)), np.uint64)


def _both(
    market: Market, openings: AnyArray, changes: Sequence[SingleChange], who: AnyArray | None
) -> list[tuple[Market, Graph]]:
    part: Bool = np.full(market.n_physicians, who is None)
    if who is not None:
        part[np.asarray(who, np.int64)] = True
    return [(one, _pairs(one, part)) for one in (market, raised(market, openings, changes)[0])]


def _pairs(market: Market, part: Bool) -> Graph:
    """Eligible pairs of those who take part and whose licence is verified, with their scores."""
    every = market.n_physicians * market.n_openings <= EVERY_PAIR
    found = candidates(market, k=market.n_openings, m=0) if every else candidates(market, k=LISTED, m=LISTED)
    kept = np.flatnonzero(part[found.physician] & market.physicians.licence_verified[found.physician])
    return subgraph(found, kept, found.u, found.v, found.capacity)
