"""Records of the tour that look like one person or one place, and two that became one."""

from collections.abc import Callable
from typing import Any

from factories.world import World
from meta.acts_merging import merged, twice


class Doubles:
    """A pair that waits, and a merge."""

    def __init__(self, world: World) -> None:
        self.merge = merged(world)
        self.pair = twice(world)

    def put(self, put: Callable[..., None], found: Any, at_desk: bool) -> None:
        """Values for the two kinds of address; foreign to everybody who is not at the desk."""
        pair = [(self.pair[0].number, self.pair[1].number)]
        put(found, ("physician", "double"), pair * at_desk, pair * (not at_desk), "P-2026-9998", "P-2026-9999")
        merges = [(self.merge.pk,)]
        put(found, ("merge",), merges * at_desk, merges * (not at_desk), 999999)
