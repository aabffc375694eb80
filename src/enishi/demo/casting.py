"""Who plays which story: pairs the engine would suggest, early enough in the records for all that happened."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from enishi.accounts.access import actor_of
from enishi.accounts.models import Membership
from enishi.accounts.roles import Role
from enishi.demo import talks
from enishi.demo.almanac import Almanac
from enishi.demo.applicants import Applicant
from enishi.demo.pairs import Matchmaker, Pair
from enishi.demo.places import Place
from enishi.demo.stories import Cast, agree, length, road_to, tell
from enishi.demo.talks import Exchange
from enishi.openings.models import Opening

# From the longest story to the shortest, as few were there long enough ago; an opening that will close is taken early.
# state: how many candidacies end there, and how many days ago the last turn was (from, to)
ENDINGS: dict[str, tuple[int, int, int]] = {
    "settled": (9, 5, 30),
    "left": (2, 20, 60),
    "working": (8, 20, 220),
    "cancelled_after_agreement": (1, 10, 40),
    "opening_closed": (2, 5, 20),
    "contracted": (3, 1, 9),
    "agreed": (2, 1, 12),
    "offered": (3, 1, 7),
    "terms": (3, 1, 9),
    "trial": (2, 1, 6),
    "visited": (2, 0, 4),
    "visit_fixed": (2, 1, 8),
    "visit_arranging": (2, 1, 6),
    "dialogue": (6, 0, 6),
    "on_hold": (2, 5, 30),
    "institution_asked": (4, 0, 8),
    "physician_yes": (3, 0, 2),
    "physician_asked": (6, 1, 9),
    "suggested": (5, 0, 6),
    "physician_declined": (4, 10, 60),
    "institution_declined": (3, 10, 60),
    "coordinator_closed": (2, 10, 60),
}
FINISHED_TALKS = {
    "settled", "left", "working", "contracted", "agreed", "offered", "terms", "cancelled_after_agreement",
}  # fmt: skip
PARTED = {"physician_declined", "institution_declined", "coordinator_closed", "opening_closed"}
FRESH_DAYS = 26


@dataclass(slots=True)
class Stage:
    """Everybody and everything on it, by primary key; days are days ago since when each can take part."""

    applicants: dict[int, Applicant]
    openings: dict[int, Opening]
    places: dict[int, Place]
    since: dict[int, int]
    matchmaker: Matchmaker
    rng: random.Random
    met: set[int] = field(default_factory=set)
    """Physicians who play in any of the stories of `cast_all`, those that came to nothing among them."""

    def cast(self, applicant: int, opening: int, talk: Sequence[Exchange] = ()) -> Cast:
        physician = self.applicants[applicant].physician
        held = Membership.objects.select_related("user").get(user_id=physician.coordinator_id, role=Role.COORDINATOR)
        chosen = self.openings[opening]
        return Cast(
            physician=physician,
            opening=chosen,
            place=self.places[chosen.institution_id],
            coordinator=actor_of(held),
            reasons=self.matchmaker.reasons(applicant, opening),
            rng=self.rng,
            talk=talk,
        )

    def can_play(self, pair: Pair, days: int, signs: bool = False) -> bool:
        """`signs`: the story holds an agreement, which nobody can give for the physician by telephone."""
        applicant = self.applicants[pair.physician]
        in_time = applicant.registered - 8 > days and self.since[pair.opening] > days + 1
        able = applicant.physician.user_id is not None or not signs
        return in_time and able and applicant.licence and not applicant.pinned


def cast_all(stage: Stage, almanac: Almanac, taken: Counter[int]) -> int:
    """Cast and tell every ending. Returns how many stories are told.

    taken: physicians who play already; those whose story goes on are added.

    Raises LookupError when no pair is left for one: the demo would then show less than it promises.
    """
    pairs = stage.matchmaker.pairs()
    busy = {applicant.physician.pk for applicant in stage.applicants.values() if applicant.pinned} | set(taken)
    used: Counter[int] = Counter()
    wanted = [(state, number) for state, (count, _, _) in ENDINGS.items() for number in range(count)]
    for state, _ in wanted:
        _, earliest, latest = ENDINGS[state]
        since = stage.rng.randrange(earliest, latest + 1)
        talk = stage.rng.choice(talks.CLOSED_TALKS if state in FINISHED_TALKS else talks.LIVE_TALKS)
        turns = road_to(state, talk)
        signs = any(act is agree for _, act in turns)
        pair = _choose(stage, pairs, busy, used, since + length(turns), state, signs)
        busy.add(pair.physician)
        stage.met.add(pair.physician)
        if state not in PARTED:
            taken[pair.physician] += 1
        used[pair.opening] += 1 if state != "opening_closed" else 2
        cast = stage.cast(pair.physician, pair.opening, talk)
        almanac.tell(tell(cast, turns, since))
    return len(wanted)


def _choose(
    stage: Stage, pairs: list[Pair], busy: set[int], used: Counter[int], days: int, state: str, signs: bool
) -> Pair:
    free = [p for p in pairs if p.physician not in busy and stage.can_play(p, days, signs)]
    pair = next((p for p in free if not used[p.opening]), None)
    if pair is None and state != "opening_closed":  # a second physician for an opening, never for one that will close
        pair = next((p for p in free if used[p.opening] == 1), None)
    if pair is None:
        raise LookupError(f"no pair is left for a story that ends {state!r} and takes {days} days")
    return pair
