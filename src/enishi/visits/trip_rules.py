"""A trip to several places: the ways between them, what does not fit, a shorter order, who pays how much. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import pairwise, permutations

from enishi.common.choices import Labelled
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.japanese.times import time_words
from enishi.visits.enums import Payer
from enishi.visits.rules import EARLIEST_DEPARTURE, LATEST_RETURN, duration_words

MOST_STOPS = 8
TRIED_WHOLLY = 7
"""Up to so many places of one day every order is tried (5,040); of more than that a trip is two trips."""
LONGEST_DAY = timedelta(hours=12)
MOST_DRIVEN = timedelta(hours=5)


class Means(Labelled):
    CAR = "car", "車"
    TRAIN = "train", "電車・バス"
    AIR = "air", "飛行機"
    SHIP = "ship", "船"
    WALK = "walk", "徒歩"


class TripCostKind(Labelled):
    TRAIN = "train", "電車・バス"
    AIR = "air", "飛行機・船"
    CAR = "car", "車（燃料・通行料・借り賃）"
    LODGING = "lodging", "お泊まり"
    MEALS = "meals", "お食事"
    OTHER = "other", "そのほか"


@dataclass(frozen=True, slots=True)
class Leg:
    """A place with the way to it. minutes: to get there, None if unknown; by_hand: written by a person, no estimate."""

    pk: int
    name: str
    arrives: datetime
    leaves: datetime
    minutes: int | None
    by_hand: bool = False

    @property
    def sets_off(self) -> datetime:
        """When one must leave the place before."""
        return self.arrives - timedelta(minutes=self.minutes or 0)


def trip_hints(legs: Sequence[Leg], way_home: int | None) -> list[str]:
    """What does not fit, in sentences: the next place cannot be reached, very early, very late, too much for one day."""
    found = []
    ordered = sorted(legs, key=lambda leg: leg.arrives)
    for before, leg in pairwise(ordered):
        if leg.arrives < before.leaves:
            found.append(f"「{before.name}」を出る前に「{leg.name}」に着くことになっています。時刻をお確かめください。")
        elif leg.minutes is not None and leg.sets_off < before.leaves and leg.arrives.date() == before.leaves.date():
            late = round((before.leaves - leg.sets_off).total_seconds() / 60)
            found.append(
                f"「{before.name}」から「{leg.name}」まで約{duration_words(leg.minutes)}（目安）かかるため、"
                f"{duration_words(late)}ほど間に合いません。"
            )
    for day in sorted({leg.arrives.date() for leg in ordered}):
        found += _day_hints(
            [leg for leg in ordered if leg.arrives.date() == day], way_home, last=day == ordered[-1].leaves.date()
        )
    return found


def _day_hints(legs: Sequence[Leg], way_home: int | None, *, last: bool) -> list[str]:
    words = date_with_weekday(legs[0].arrives.date(), with_year=False)
    found = []
    start, end = legs[0].sets_off, legs[-1].leaves
    if start.date() < legs[0].arrives.date() or start.time() < EARLIEST_DEPARTURE:
        found.append(
            f"{words}は、{time_words(_quarter(start))}ごろのご出発になります。前の晩のお泊まりもお考えください。"
        )
    if last and way_home:
        end += timedelta(minutes=way_home)
        if end.date() > legs[-1].leaves.date() or end.time() > LATEST_RETURN:
            found.append(
                f"{words}は、お帰りが{time_words(_quarter(end))}ごろになります（目安）。お泊まりもお考えください。"
            )
    if end - start > LONGEST_DAY:
        found.append(
            f"{words}は、出てから戻るまで{duration_words(round((end - start).total_seconds() / 60))}になります。"
        )
    driven = sum(leg.minutes or 0 for leg in legs) + (way_home or 0 if last else 0)
    if timedelta(minutes=driven) > MOST_DRIVEN:
        found.append(f"{words}は、移動だけで約{duration_words(driven)}（目安）です。2日に分けることもお考えください。")
    return found


def _quarter(moment: datetime) -> time:
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0).time()


Way = Callable[[int | None, int | None], int | None]
"""Minutes between two places by primary key, None for where the trip begins and ends; None where unknown."""


def shortest_order(legs: Sequence[Leg], way: Way) -> list[Leg] | None:
    """The same places with less travel in between, each as long as before, beginning when the first one begins now.

    None if there is nothing to gain, a way is not known, or places lie on several days (beds are booked by then).
    """
    ordered = sorted(legs, key=lambda leg: leg.arrives)
    if len(ordered) < 3 or len(ordered) > TRIED_WHOLLY or len({leg.arrives.date() for leg in ordered}) > 1:
        return None
    ways = {
        (a, b): way(a, b) for a in (None, *(x.pk for x in ordered)) for b in (None, *(x.pk for x in ordered)) if a != b
    }
    if any(minutes is None for minutes in ways.values()):
        return None

    def driven(order: Sequence[Leg]) -> int:
        stations = [None, *(leg.pk for leg in order), None]
        return sum(ways[pair] or 0 for pair in pairwise(stations))

    best = min(permutations(ordered), key=driven)
    if driven(best) >= driven(ordered):
        return None
    return retimed(best, ordered[0].arrives, {leg.pk: ways[a, leg.pk] for a, leg in _with_before(best)})


def _with_before(legs: Sequence[Leg]) -> Iterable[tuple[int | None, Leg]]:
    return zip((None, *(leg.pk for leg in legs)), legs, strict=False)


def retimed(legs: Sequence[Leg], first: datetime, ways: Mapping[int, int | None]) -> list[Leg]:
    """These places one behind the other, with the ways in between rounded up to a quarter of an hour."""
    found: list[Leg] = []
    for leg in legs:
        minutes = ways[leg.pk]
        arrives = first
        if found:
            quarters = -(-(minutes or 0) // 15)
            arrives = found[-1].leaves + timedelta(minutes=quarters * 15)
        stays = leg.leaves - leg.arrives
        found.append(replace(leg, arrives=arrives, leaves=arrives + stays, minutes=minutes, by_hand=False))
    return found


# -- money ------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Cost:
    """payer: who pays; place: primary key of the stop whose institution pays, None for others; yen: whole yen."""

    payer: str
    yen: int
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """What one institution or municipality pays against what it said it can pay. limit None: it has not said."""

    name: str
    yen: int
    limit: int | None

    @property
    def over(self) -> int:
        """Yen beyond the limit, 0 if within."""
        return max(0, self.yen - self.limit) if self.limit is not None else 0

    @property
    def left(self) -> int:
        return max(0, self.limit - self.yen) if self.limit is not None else 0


def totals(costs: Iterable[Cost]) -> dict[str, int]:
    """payer → yen, those who pay nothing left out."""
    found: dict[str, int] = {}
    for cost in costs:
        found[cost.payer] = found.get(cost.payer, 0) + cost.yen
    return {payer: yen for payer, yen in found.items() if yen}


def budgets(places: Sequence[tuple[int, str, int | None]], costs: Iterable[Cost]) -> list[Budget]:
    """One row for each place that pays or has said a limit. places: (primary key, name, limit)."""
    paid: dict[int, int] = {}
    for cost in costs:
        if cost.payer == Payer.INSTITUTION and cost.place is not None:
            paid[cost.place] = paid.get(cost.place, 0) + cost.yen
    return [Budget(name, paid.get(pk, 0), limit) for pk, name, limit in places if pk in paid or limit is not None]
