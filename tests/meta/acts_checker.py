"""The acts around the checker and the readiness check, as short stories."""

from collections.abc import Callable
from typing import Any

from enishi.institutions import readiness
from enishi.institutions.readiness_items import Seat
from enishi.openings import checking
from factories.world import World

Act = Callable[[], object]


def _waive(world: World) -> Act:
    opening = world.opening(state="draft", honest_note="アットホームな職場")
    words = {"rule": "vague_home_like", "field": "honest_note", "words": "アットホーム"}
    return lambda: checking.waive(opening=opening, by=world.supervisor(), **words, reason="歌の題名")


def _at_the_hospital(act: Callable[[Any, Any], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        house = world.institution()
        by = world.actor(house)
        return lambda: act(house, by)

    return story


CHECKER_ACTS: dict[str, Callable[[World], Act]] = {
    "openings.checking.waive": _waive,
    "institutions.readiness.save_answers": _at_the_hospital(
        lambda i, by: readiness.save_answers(
            institution=i, by=by, seat=Seat.OFFICE, group="support", answers={"cover": "done"}
        )
    ),
    "institutions.readiness.open_link": _at_the_hospital(lambda i, by: readiness.open_link(institution=i, by=by)),
    "institutions.readiness.share": _at_the_hospital(lambda i, by: readiness.share(institution=i, by=by, shared=True)),
}
