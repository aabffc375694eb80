"""Who fits whom: the engine's own ranking, so that demo histories are ones it would have suggested."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from enishi.engine import explain, query_physician
from enishi.matching.market import DatabaseMarket, build_market
from enishi.matching.storing import readable
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

EACH = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """Primary keys of both sides; rank 1 is the physician's best."""

    physician: int
    opening: int
    rank: int


class Matchmaker:
    """The market of today with these openings (primary keys), asked once for everybody."""

    def __init__(self, openings: list[int]) -> None:
        physicians = Physician.objects.matchable().select_related("identity")
        self._found: DatabaseMarket = build_market(
            physicians.prefetch_related("shield", "wish_sheets__municipality"),
            Opening.objects.filter(pk__in=openings).with_terms(),
        )
        self._numbers = {pk: number for number, pk in self._found.physician_ids.items()}
        self._openings = {pk: number for number, pk in self._found.opening_ids.items()}

    def pairs(self) -> list[Pair]:
        """The best openings of every physician, the first choices of all first."""
        found = [pair for pk, number in self._numbers.items() for pair in self._ranked(pk, number)]
        return sorted(found, key=lambda pair: (pair.rank, pair.physician))

    def suited(self, opening: int, physicians: Iterable[int]) -> Iterator[Pair]:
        """Those of the physicians whom the engine would suggest for this opening at all, in the order given."""
        market = self._found.market
        for pk in physicians:
            if pk in self._numbers:
                ranking = query_physician(market, market.physician_index(self._numbers[pk]), k=market.n_openings)
                found = [self._found.opening_ids[str(market.opening_number[j])] for j in ranking.index]
                if opening in found:
                    yield Pair(pk, opening, found.index(opening) + 1)

    def _ranked(self, pk: int, number: str) -> Iterable[Pair]:
        market = self._found.market
        ids = self._found.opening_ids
        ranking = query_physician(market, market.physician_index(number), k=EACH)
        openings = (ids[str(market.opening_number[j])] for j in ranking.index)
        return [Pair(pk, opening, rank) for rank, opening in enumerate(openings, start=1)]

    def reasons(self, physician: int, opening: int) -> dict[str, Any]:
        """The sentences of both sides for one pair, as a coordinator's draft holds them."""
        market = self._found.market
        i = np.array([market.physician_index(self._numbers[physician])])
        j = np.array([market.opening_index(self._openings[opening])])
        (explanation,) = explain.pairs(market, i, j)
        return readable(explanation)
