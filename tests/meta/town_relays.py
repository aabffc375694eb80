"""Posts of the tour that several physicians share: one of each house, a plan found for the first."""

from collections.abc import Iterator
from typing import Any

from enishi.common.actor import Actor
from enishi.institutions.models import Institution
from enishi.physicians.models import Physician
from enishi.relays.actions import look_for_plan
from enishi.relays.finding import find_plan
from factories.relays import asked_relay
from factories.world import World

UNKNOWN = "R-2026-9999"


class SharedPosts:
    """Of the hospital whose pages are looked at, and of the other one."""

    def __init__(self, world: World, hospital: Institution, other: Institution) -> None:
        self.mine, self.theirs = (
            asked_relay(world, opening=world.opening(house, title="分け合う席")) for house in (hospital, other)
        )

    def plan_for(self, physician: Physician, by: Actor) -> None:
        """A plan of one physician for the own hospital's post, found."""
        plan = look_for_plan(post=self.mine, chosen={physician: (0, None)}, by=by)
        find_plan(plan.pk)

    def objects(
        self, *, desk: bool, inside: bool
    ) -> Iterator[tuple[tuple[str, ...], list[Any], list[Any], tuple[Any, ...]]]:
        """(about, own, foreign, unknown) for a reader at the desk, inside the own hospital, or elsewhere."""
        mine, theirs = [(self.mine.number,)], [(self.theirs.number,)]
        shared = mine + theirs if desk else mine if inside else []
        yield ("relay_post",), shared, [] if desk else theirs, (UNKNOWN,)
        plans = [(self.mine.number, 1)] if desk else []
        yield ("relay_post", "relay_plan"), plans, [(self.mine.number, 9)], (UNKNOWN, 1)
