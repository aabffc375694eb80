"""Posts of the demo that several physicians share: one with a plan found, one the desk has not looked at yet."""

import uuid
from datetime import date

from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.demo.places import Place
from enishi.openings.models import Opening
from enishi.physicians.models import Physician
from enishi.relays.actions import Terms, ask_relay, look_for_plan
from enishi.relays.finding import find_plan

WEEK = tuple(f"{day}_{part}" for day in ("mon", "tue", "wed", "thu", "fri") for part in ("am", "pm"))
KEY = uuid.UUID("5eed0000-0000-4000-8000-000000000008")


def share_posts(places: list[Place], desk: Actor) -> None:
    """The pinned hospital's year of four physicians, three months each, and half a week at its neighbour's."""
    year = date(today().year + (today().month > 3), 4, 1)
    for at, place in enumerate(places[:2]):
        opening = Opening.objects.filter(institution=place.institution, state="published").order_by("pk").last()
        if opening is None:
            continue
        note = "交代の週は、病棟の申し送りをていねいにしていただけると助かります。" if at == 0 else ""
        slots, months, stay = (WEEK, 12, 2) if at == 0 else (WEEK[:4], 6, 3)
        terms = Terms(slots, year, months, stay, permitted=True, together=at == 0, note=note)
        post = ask_relay(opening=opening, terms=terms, key=uuid.UUID(int=KEY.int + at), by=place.staff)
        if at == 0:
            plan = look_for_plan(post=post, chosen=_four(opening), by=desk)
            find_plan(plan.pk)


def _four(opening: Opening) -> dict[Physician, tuple[int, int | None]]:
    """Four in no talks here who could come on every day, from another month each."""
    busy = Candidacy.objects.filter(opening__institution=opening.institution).values("physician")
    free = Physician.objects.matchable().exclude(pk__in=busy).prefetch_related("wish_sheets").order_by("pk")
    able = [p for p in free if p.wishes.days_max >= 4 and len(p.wishes.slots) in (0, 21)][:4]
    return {physician: (min(3 * at, 9), 4) for at, physician in enumerate(able)}
