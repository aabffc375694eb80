"""What the stories of the acts have in common: whom and what an act is told of."""

from collections.abc import Callable
from typing import Any

from factories.world import World

Act = Callable[[], object]


def with_opening(state: str, act: Callable[[Any, Any], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        opening = world.opening(state=state)
        by = world.actor(opening.institution)
        return lambda: act(opening, by)

    return story


def with_physician(act: Callable[[Any, Any, World], object], **how: Any) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        physician = world.physician(**how)
        return lambda: act(physician, world.ms_miura, world)

    return story


def with_talk(state: str, act: Callable[[Any, World], object], **how: Any) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        candidacy = world.candidacy(state, **how)
        return lambda: act(candidacy, world)

    return story


def pair(act: Callable[[Any, Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        physician, opening = world.physician(), world.opening()
        return lambda: act(physician, opening, world)

    return story


def physician_of(candidacy: Any, world: World) -> Any:
    return world.actor(candidacy.physician)


def house_of(candidacy: Any, world: World) -> Any:
    return world.actor(candidacy.opening.institution)
