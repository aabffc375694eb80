"""Acts of research. See acts.py."""

import uuid
from collections.abc import Callable
from decimal import Decimal

from enishi.common.clock import today
from enishi.research.asking import ask_with_noise
from enishi.research.cubes import PEOPLE
from enishi.research.editions import make_edition
from enishi.research.offers import ask_offers, cancel_offers
from enishi.research.scenarios import keep_scenario
from factories.world import World

Act = Callable[[], object]


def _ask_with_noise(world: World) -> Act:
    edition, by = make_edition(today()), world.researcher()
    return lambda: ask_with_noise(edition=edition, cube=PEOPLE, asked=["region"], epsilon=Decimal("0.5"), by=by)


def _keep_scenario(world: World) -> Act:
    by, key = world.researcher(), uuid.uuid4()
    return lambda: keep_scenario(key=key, kind="area", title="釜石", snapshot="2024-01", asked={}, found={}, by=by)


def _ask_offers(world: World) -> Act:
    by, key = world.researcher(), uuid.uuid4()
    return lambda: ask_offers(key=key, area="03", changes=["pay_10"], seeds=10, by=by)


def _cancel_offers(world: World) -> Act:
    by = world.researcher()
    asked = ask_offers(key=uuid.uuid4(), area="03", changes=["pay_10"], seeds=10, by=by)
    return lambda: cancel_offers(scenario=asked, by=by)


RESEARCH_ACTS: dict[str, Callable[[World], Act]] = {
    "research.asking.ask_with_noise": _ask_with_noise,
    "research.offers.ask_offers": _ask_offers,
    "research.offers.cancel_offers": _cancel_offers,
    "research.scenarios.keep_scenario": _keep_scenario,
}
