"""Shared posts as institutions ask for them."""

import uuid
from datetime import date
from typing import Any

from enishi.common.clock import today
from enishi.relays.actions import Terms, ask_relay
from enishi.relays.models import RelayPost
from factories.world import World


def relay_terms(**changed: Any) -> Terms:
    """Monday and Tuesday mornings for three months from January of next year."""
    given = {
        "slots": ("mon_am", "tue_am"),
        "starts_on": date(today().year + 1, 1, 1),
        "months": 3,
        "stay": 1,
        "permitted": True,
        "together": False,
        "note": "",
    }
    return Terms(**{**given, **changed})


def asked_relay(world: World, **changed: Any) -> RelayPost:
    """A shared post as an institution asked for it."""
    opening = changed.pop("opening", None) or world.opening()
    by = world.actor(opening.institution)
    return ask_relay(opening=opening, terms=relay_terms(**changed), key=uuid.uuid4(), by=by)
