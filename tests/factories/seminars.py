"""Seminars and entries in a state, for tests of outreach."""

import uuid
from datetime import timedelta
from typing import Any

from enishi.common.actor import SYSTEM
from enishi.common.clock import now, today
from enishi.outreach.models import Seminar, SeminarEntry
from enishi.outreach.seminars import ask_entry, confirm_entry, publish_seminar, write_seminar
from factories.world import World


def facts(**given: Any) -> dict[str, Any]:
    """What a seminar in a week is."""
    begins = now().replace(hour=5, minute=0, second=0, microsecond=0) + timedelta(days=7)
    return {
        "title": "定年のあとの働き方を聞く会", "body": "お茶を飲みながら、お話をうかがいます。", "way": "both", "place": "見本会館",
        "online": "https://meet.example.jp/x", "begins_at": begins, "ends_at": begins + timedelta(hours=2), "capacity": None,
        "closes_on": today() + timedelta(days=5), **given,
    }  # fmt: skip


def seminar_in(world: World, state: str = "published", **given: Any) -> Seminar:
    by = world.outreach()
    made = write_seminar(facts=facts(**given), key=uuid.uuid4(), by=by)
    return publish_seminar(seminar=made, seen=0, by=world.supervisor()) if state == "published" else made


def entry_in(
    world: World, seminar: Seminar, state: str = "seated", *, address: str = "taro@example.jp"
) -> SeminarEntry:
    """asked, or confirmed: seated or waiting as the seats are."""
    entry = ask_entry(seminar=seminar, name="見本 太郎", address=address, by=SYSTEM)
    return entry if state == "asked" else confirm_entry(entry=entry, by=SYSTEM)
