"""The stories of the pinned people, so that each sign-in has something to answer."""

import random
from collections import Counter
from collections.abc import Sequence

from enishi.demo import talks
from enishi.demo.almanac import Almanac
from enishi.demo.casting import Stage
from enishi.demo.pairs import Pair
from enishi.demo.stories import Turn, decide_inside, length, road_to, tell
from enishi.demo.talks import Exchange
from enishi.physicians.enums import DisclosureLevel

HOME_VISITS = (talks.LEARNING, talks.NIGHTS, talks.HOPES, talks.OPEN_QUESTION)
OFFERED = (talks.WINTER, talks.FRIDAY)

# The institution's own: state, days since the last turn, talk.
AT_THE_INSTITUTION: tuple[tuple[str, int, Sequence[Exchange]], ...] = (
    ("institution_asked", 1, ()),
    ("dialogue", 1, (talks.PATIENTS, talks.OPEN_QUESTION)),
    ("terms", 1, (talks.HOUSING, talks.NIGHTS)),
    ("visit_arranging", 1, (talks.PATIENTS, talks.FAMILY)),
    ("working", 35, (talks.NIGHTS, talks.PATIENTS)),
)
# Who has been at work there for so many days, and what was promised: enough to tell how its promises are kept.
AT_WORK: tuple[tuple[int, Sequence[Exchange]], ...] = (
    (95, (talks.NIGHTS, talks.WINTER, talks.HOUSING, talks.RECORDS)),
    (91, (talks.LEARNING, talks.NIGHTS, talks.PATIENTS, talks.HOUSING)),
    (87, (talks.TEACHING, talks.FRIDAY, talks.WINTER, talks.RECORDS)),
)
WHOLE_WEEKS, WHOLE_WEEK = 6, 4
"""How many more, and from how many days a week on."""
# The physician's with other institutions.
OF_THE_PHYSICIAN: tuple[tuple[str, int, Sequence[Exchange]], ...] = (
    ("offered", 1, OFFERED),
    ("physician_asked", 2, ()),
    ("visit_fixed", 1, (talks.WINTER, talks.FAMILY)),
    ("physician_declined", 40, ()),
)


def tell_pinned(stage: Stage, almanac: Almanac, own_openings: list[int]) -> Counter[int]:
    """The physician's four stories, the institution's three more; the keys of physicians who now play.

    own_openings: primary keys of the pinned institution's openings; the first is the one for home visits.
    """
    pairs = stage.matchmaker.pairs()
    applicant = next(pk for pk, d in stage.applicants.items() if d.pinned)
    playing: Counter[int] = Counter()
    _tell(stage, almanac, applicant, own_openings[0], road_to("dialogue", HOME_VISITS), 1, HOME_VISITS)
    elsewhere = [p for p in pairs if p.physician == applicant and p.opening not in own_openings]
    for (state, since, talk), pair in zip(OF_THE_PHYSICIAN, elsewhere, strict=False):
        _tell(stage, almanac, applicant, pair.opening, road_to(state, talk), since, talk)
    for state, since, talk in AT_THE_INSTITUTION:
        turns = road_to(state, talk)
        if state == "terms":
            turns = [*turns, (1, lambda cast: decide_inside(cast, 1))]
        pair = _guest(stage, pairs, own_openings, playing, since + length(turns), signs=state == "working")
        playing[pair.physician] += 1
        level = DisclosureLevel.L2 if state == "dialogue" else DisclosureLevel.L3  # one guest's name is not known yet
        _tell(stage, almanac, pair.physician, pair.opening, turns, since, talk, level)
    return playing


def tell_of_colleagues(stage: Stage, almanac: Almanac, own_openings: list[int], playing: Counter[int]) -> None:
    """Physicians at work in the pinned institution, of those who play in no other story; fewer where fewer are left."""
    newest_last = sorted(stage.applicants, key=lambda pk: stage.applicants[pk].registered)
    for since, talk in AT_WORK:
        turns = road_to("working", talk)
        days = since + length(turns)
        pairs = (p for opening in own_openings for p in stage.matchmaker.suited(opening, newest_last))
        pair = next((p for p in pairs if not playing[p.physician] and stage.can_play(p, days, signs=True)), None)
        if pair is not None:
            playing[pair.physician] += 1
            _tell(stage, almanac, pair.physician, pair.opening, turns, since, talk)


def tell_of_whole_weeks(stage: Stage, almanac: Almanac, playing: Counter[int], rng: random.Random) -> None:
    """A few more at work for most of the week, so that there are enough of either kind for a curve of how long they stay."""
    pairs = [p for p in stage.matchmaker.pairs() if (stage.openings[p.opening].current.days or 0) >= WHOLE_WEEK]
    met: Counter[int] = Counter()
    for _ in range(WHOLE_WEEKS):
        since, talk = rng.randrange(40, 200), rng.choice(talks.CLOSED_TALKS)
        turns = road_to("working", talk)
        days = since + length(turns)
        free = (p for p in pairs if not playing[p.physician] and p.physician not in stage.met and not met[p.opening])
        pair = next((p for p in free if stage.can_play(p, days, signs=True)), None)
        if pair is None:
            return
        playing[pair.physician] += 1
        met[pair.opening] += 1
        almanac.tell(tell(stage.cast(pair.physician, pair.opening, talk), turns, since))


def _guest(
    stage: Stage, pairs: list[Pair], openings: list[int], playing: Counter[int], days: int, *, signs: bool
) -> Pair:
    """A physician for the pinned institution."""
    return next(
        p for p in pairs if p.opening in openings and not playing[p.physician] and stage.can_play(p, days, signs)
    )


def _tell(
    stage: Stage,
    almanac: Almanac,
    applicant: int,
    opening: int,
    turns: list[Turn],
    since: int,
    talk: Sequence[Exchange],
    level: DisclosureLevel = DisclosureLevel.L3,
) -> None:
    cast = stage.cast(applicant, opening, talk)
    cast.level = level
    almanac.tell(tell(cast, turns, since))
