"""The acts around the checker and the readiness check, as short stories."""

from collections.abc import Callable

from enishi.openings import checking
from factories.world import World

Act = Callable[[], object]


def _waive(world: World) -> Act:
    opening = world.opening(state="draft", honest_note="アットホームな職場")
    words = {"rule": "vague_home_like", "field": "honest_note", "words": "アットホーム"}
    return lambda: checking.waive(opening=opening, by=world.supervisor(), **words, reason="歌の題名")


CHECKER_ACTS: dict[str, Callable[[World], Act]] = {"openings.checking.waive": _waive}
