"""Acts around surveys. See acts.py."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from enishi.common.actor import SYSTEM
from enishi.common.clock import now, today
from enishi.physicians.actions import give_consent, withdraw_consent
from enishi.physicians.enums import ConsentKind
from enishi.surveys import actions, answering, crossing, inviting
from enishi.surveys.enums import Way
from enishi.surveys.models import Survey, SurveySeat
from factories.surveys import ANSWERS, QUESTIONS, seat_in, survey_in
from factories.world import World

Act = Callable[[], object]


def _with(state: str, act: Callable[[Any, World], object], *, way: Way = Way.OPEN) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        survey = survey_in(world, state, way=way)
        return lambda: act(survey, world)

    return story


def _with_seat(act: Callable[[Any, World], object], answers: dict[str, Any] | None = None) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        seat = seat_in(survey_in(world, "open"), answers, sent=False)
        return lambda: act(seat, world)

    return story


def _panel(world: World) -> Survey:
    for _ in range(5):
        physician = world.physician()
        give_consent(physician=physician, kind=ConsentKind.RESEARCH, by=world.actor(physician))
    return survey_in(world, "open", way=Way.INVITED)


def _write(world: World) -> Act:
    facts = {
        "title": "題",
        "purpose": "目的",
        "ethics": "審査",
        "closes_on": today() + timedelta(days=9),
        "way": Way.OPEN,
    }
    by = world.researcher()
    return lambda: actions.write_survey(facts=facts, key=uuid.uuid4(), by=by)


def _cross(world: World) -> Act:
    survey = survey_in(world, "open")
    actions.close_survey(survey=survey, by=SYSTEM)
    return lambda: crossing.make_cross(survey=survey, row="works", column="age", by=world.researcher())


def _invite(world: World) -> Act:
    survey, by = _panel(world), world.researcher()
    return lambda: inviting.invite(survey=survey, by=by)


def _remind(world: World) -> Act:
    survey = _panel(world)
    inviting.invite(survey=survey, by=world.researcher())
    SurveySeat.objects.update(invited_at=now() - timedelta(days=11))
    return lambda: inviting.remind(survey=survey, by=SYSTEM)


def _erase(world: World) -> Act:
    survey = survey_in(world, "open", kept_months=1)
    seat_in(survey, ANSWERS)
    survey = actions.close_survey(survey=survey, by=SYSTEM)
    survey.closed_at = now() - timedelta(days=60)
    survey.save()
    return lambda: actions.erase_answers(survey=survey, by=SYSTEM)


def _withdrawn(world: World) -> Act:
    survey = _panel(world)
    inviting.invite(survey=survey, by=world.researcher())
    seat = survey.seats.select_related("physician").order_by("pk")[0]
    answering.save_page(seat=seat, given={"works": "no"}, codes={"works"}, by=SYSTEM)
    withdraw_consent(physician=seat.physician, kind=ConsentKind.RESEARCH, by=world.actor(seat.physician))
    return lambda: actions.forget_withdrawn(survey=survey, by=SYSTEM)


SURVEY_ACTS: dict[str, Callable[[World], Act]] = {
    "surveys.actions.write_survey": _write,
    "surveys.actions.edit_survey": _with(
        "draft", lambda s, w: actions.edit_survey(survey=s, facts={"title": "別の題"}, seen=0, by=w.researcher())
    ),
    "surveys.actions.save_questions": _with(
        "draft", lambda s, w: actions.save_questions(survey=s, questions=QUESTIONS[:1], seen=1, by=w.researcher())
    ),
    "surveys.actions.begin_version": _with("open", lambda s, w: actions.begin_version(survey=s, by=w.researcher())),
    "surveys.actions.ask_opening": _with("draft", lambda s, w: actions.ask_opening(survey=s, by=w.researcher())),
    "surveys.actions.return_draft": _with(
        "waiting", lambda s, w: actions.return_draft(survey=s, word="目的を短く", by=w.office())
    ),
    "surveys.actions.open_version": _with(
        "waiting", lambda s, w: actions.open_version(survey=s, seen=1, by=w.office())
    ),
    "surveys.actions.choose_panel": _with(
        "draft", lambda s, w: actions.choose_panel(survey=s, panel={"age": ["60s"]}, by=w.researcher()), way=Way.INVITED
    ),
    "surveys.actions.keep_margins": _with(
        "draft",
        lambda s, w: actions.keep_margins(
            survey=s, margins={"age": {"60s": 50, "70s": 50}}, source="見本", by=w.researcher()
        ),
    ),
    "surveys.crossing.make_cross": _cross,
    "surveys.actions.close_survey": _with("open", lambda s, w: actions.close_survey(survey=s, by=w.office())),
    "surveys.actions.erase_answers": _erase,
    "surveys.actions.forget_withdrawn": _withdrawn,
    "surveys.inviting.invite": _invite,
    "surveys.inviting.remind": _remind,
    "surveys.answering.take_seat": _with("open", lambda s, w: answering.take_seat(survey=s, by=SYSTEM)),
    "surveys.answering.begin": _with_seat(lambda s, w: answering.begin(seat=s, language="ja", by=SYSTEM)),
    "surveys.answering.save_page": _with_seat(
        lambda s, w: answering.save_page(seat=s, given={"works": "no"}, codes={"works"}, by=SYSTEM)
    ),
    "surveys.answering.send_answers": _with_seat(lambda s, w: answering.send_answers(seat=s, by=SYSTEM), ANSWERS),
    "surveys.answering.type_paper": _with_seat(lambda s, w: answering.type_paper(seat=s, given=ANSWERS, by=w.desk())),
    "surveys.answering.decline": _with_seat(lambda s, w: answering.decline(seat=s, by=SYSTEM)),
}
