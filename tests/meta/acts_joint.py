"""The acts of couples and teams, as short stories."""

from collections.abc import Callable
from typing import Any

from enishi.candidacies import joint
from enishi.candidacies.models import Candidacy, CompanionWish
from factories.world import World

Act = Callable[[], object]


def two_talks(world: World, state: str = "dialogue") -> list[Candidacy]:
    return [world.candidacy(state, physician=world.physician()) for _ in range(2)]


def linked(world: World, state: str = "dialogue") -> list[Candidacy]:
    """Two talks of two physicians who were both asked by telephone."""
    talks = two_talks(world, state)
    joint.link_talks(candidacies=talks, by=world.by_phone())
    return talks


def _link(world: World) -> Act:
    talks = two_talks(world)
    return lambda: joint.link_talks(candidacies=talks, by=world.by_phone())


def _with_linked(state: str, act: Callable[[Candidacy, Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        talk = linked(world, state)[0]
        by = world.actor(talk.physician)
        return lambda: act(talk, by, world)

    return story


def _wish(world: World) -> Act:
    one, other = world.physician(), world.physician()
    return lambda: joint.wish_companion(physician=one, number=other.number, by=world.actor(one))


def _end_wish(world: World) -> Act:
    _wish(world)()
    wish = CompanionWish.objects.get()
    return lambda: joint.end_companion_wish(wish=wish, by=world.actor(wish.physician))


JOINT_ACTS: dict[str, Callable[[World], Act]] = {
    "candidacies.joint.link_talks": _link,
    "candidacies.joint.approve_together": _with_linked(
        "offered",
        lambda c, by, w: joint.approve_together(candidacy=c, by=by, seen_hash=w.seen_hash(c), hours_seen=True),
    ),
    "candidacies.joint.go_alone": _with_linked("dialogue", lambda c, by, _: joint.go_alone(candidacy=c, by=by)),
    "candidacies.joint.wish_companion": _wish,
    "candidacies.joint.end_companion_wish": _end_wish,
}
