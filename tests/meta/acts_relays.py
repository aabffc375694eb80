"""Acts on shared posts. See acts.py."""

import uuid
from collections.abc import Callable
from typing import Any

from enishi.relays import actions
from enishi.relays.finding import find_plan
from factories.relays import asked_relay, relay_terms
from factories.world import World

Act = Callable[[], object]
A = "relays.actions."


def _ask(world: World) -> Act:
    opening = world.opening()
    by = world.actor(opening.institution)
    return lambda: actions.ask_relay(opening=opening, terms=relay_terms(), key=uuid.uuid4(), by=by)


def _change(world: World) -> Act:
    post = asked_relay(world)
    return lambda: actions.change_relay(
        post=post, terms=relay_terms(months=4), seen=0, by=world.actor(post.opening.institution)
    )


def _look(world: World) -> Act:
    post, physician = asked_relay(world), world.physician()
    return lambda: actions.look_for_plan(post=post, chosen={physician: (0, None)}, by=world.ms_miura)


def _adopt(world: World) -> Act:
    plan: Any = _look(world)()
    find_plan(plan.pk)
    plan.refresh_from_db()
    return lambda: actions.adopt_plan(plan=plan, by=world.ms_miura)


RELAY_ACTS: dict[str, Callable[[World], Act]] = {
    A + "ask_relay": _ask,
    A + "change_relay": _change,
    A + "close_relay": lambda w: (lambda post: lambda: actions.close_relay(post=post, by=w.ms_miura))(asked_relay(w)),
    A + "look_for_plan": _look,
    A + "adopt_plan": _adopt,
}
