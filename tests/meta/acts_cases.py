"""Acts of the case conference. See acts.py."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from enishi.common.clock import today
from enishi.desk import conferences
from enishi.desk.conference_models import Conference, ConferenceCase
from enishi.desk.conference_rules import Why
from enishi.desk.records import subject_of
from factories.world import World

Act = Callable[[], object]


def planned(world: World, **given: Any) -> Conference:
    return conferences.plan_conference(
        **({"on": today(), "place": "", "key": uuid.uuid4(), "by": world.ms_miura} | given)
    )


def put(world: World, conference: Conference | None = None, record: Any = None, **given: Any) -> ConferenceCase:
    record = record or world.candidacy("dialogue")
    facts: dict[str, Any] = {
        "question": "急がずに進めるには、どうするとよいでしょうか。",
        "why": Why.OWN,
        "by": world.ms_miura,
    }
    return conferences.put_case(conference=conference or planned(world), subject=subject_of(record), **(facts | given))


def decide(case: ConferenceCase, world: World, **given: Any) -> ConferenceCase:
    facts: dict[str, Any] = {
        "decided": "ご家族向けの案内を先にお渡しする", "words": "案内をお渡しする", "due": today() + timedelta(days=7),
        "owner": world.user(world.ms_miura), "seen": None, "by": world.ms_miura,
    }  # fmt: skip
    return conferences.decide_case(case=case, **(facts | given))


def held(world: World) -> Conference:
    case = put(world)
    decide(case, world)
    return conferences.hold_conference(
        conference=case.conference, attended=[world.user(world.ms_miura)], by=world.ms_miura
    )


def _with(make: Callable[[World], Any], act: Callable[[Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        made = make(world)
        return lambda: act(made, world)

    return story


CASE_ACTS: dict[str, Callable[[World], Act]] = {
    "desk.conferences.plan_conference": lambda w: lambda: planned(w),
    "desk.conferences.put_case": _with(
        lambda w: (planned(w), w.physician()), lambda made, w: put(w, conference=made[0], record=made[1])
    ),
    "desk.conferences.drop_case": _with(put, lambda c, w: conferences.drop_case(case=c, by=w.ms_miura)),
    "desk.conferences.decide_case": _with(put, decide),
    "desk.conferences.hold_conference": _with(
        planned,
        lambda c, w: conferences.hold_conference(conference=c, attended=[w.user(w.ms_miura)], by=w.ms_miura),
    ),
}
