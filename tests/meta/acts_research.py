"""Acts of research. See acts.py."""

import uuid
from collections.abc import Callable
from decimal import Decimal

from enishi.common.clock import today
from enishi.research.asking import ask_with_noise
from enishi.research.cubes import PEOPLE
from enishi.research.editions import make_edition
from enishi.research.scenarios import keep_scenario
from factories.world import World

Act = Callable[[], object]


def _ask_with_noise(world: World) -> Act:
    edition, by = make_edition(today()), world.researcher()
    return lambda: ask_with_noise(edition=edition, cube=PEOPLE, asked=["region"], epsilon=Decimal("0.5"), by=by)


def _keep_scenario(world: World) -> Act:
    by, key = world.researcher(), uuid.uuid4()
    return lambda: keep_scenario(key=key, kind="area", title="釜石", snapshot="2024-01", asked={}, found={}, by=by)


RESEARCH_ACTS: dict[str, Callable[[World], Act]] = {
    "research.asking.ask_with_noise": _ask_with_noise,
    "research.scenarios.keep_scenario": _keep_scenario,
}
