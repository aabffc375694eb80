"""Surveys for tests: written, opened by somebody else, answered."""

import uuid
from datetime import timedelta
from typing import Any

from enishi.common.actor import SYSTEM
from enishi.common.clock import today
from enishi.common.instrument import Kind, Option, Question, ShowIf
from enishi.surveys import actions, answering, inviting
from enishi.surveys.access import draft_of, version_in_use
from enishi.surveys.enums import Way
from enishi.surveys.models import Survey, SurveySeat
from factories.world import World

YES_NO = (Option("yes", "はい", "Yes"), Option("no", "いいえ", "No"))
QUESTIONS = (
    Question("works", Kind.SINGLE, "いま診療をされていますか", "Do you practise now?", options=YES_NO),
    Question("days", Kind.NUMBER, "週に何日、診療されていますか", low=0, high=7, unit="日", show_if=(ShowIf("works", ("yes",)),)),
    Question("matters", Kind.MULTI, "大切にされることは何ですか", options=(Option("time", "時間"), Option("pay", "報酬"), Option("team", "仲間"))),
    Question("content", Kind.SCALE, "いまの働き方に、どのくらい満足ですか", low=1, high=5, low_words="不満", high_words="満足"),
    Question(
        "parts", Kind.MATRIX, "それぞれについて、お聞かせください", options=YES_NO, rows=(Option("home", "住まい"), Option("night", "当直")),
        required=False,
    ),
    Question("words", Kind.TEXT, "ご自由にお書きください", required=False),
)  # fmt: skip
ANSWERS: dict[str, Any] = {"works": "yes", "days": 3, "matters": ["time"], "content": "4"}


def survey_in(world: World, state: str = "draft", *, way: Way = Way.OPEN, **facts: Any) -> Survey:
    """state: draft, waiting, open or closed. Written by a researcher, opened by the office."""
    writer = world.researcher()
    given = {
        "title": "働き方の調査", "purpose": "先生方の働き方を知るためです。", "ethics": "倫理審査委員会の承認（見本）を受けています。",
        "kept_months": 60, "closes_on": today() + timedelta(days=30), "way": way,
    }  # fmt: skip
    survey = actions.write_survey(facts=given | facts, key=uuid.uuid4(), by=writer)
    actions.save_questions(survey=survey, questions=QUESTIONS, seen=0, by=writer)
    if state != "draft":
        survey = actions.ask_opening(survey=survey, by=writer)
    if state in ("open", "closed"):
        draft = draft_of(survey)
        survey = actions.open_version(survey=survey, seen=draft.changes if draft else 0, by=world.office())
    return actions.close_survey(survey=survey, by=SYSTEM) if state == "closed" else survey


def seat_in(survey: Survey, answers: dict[str, Any] | None = None, *, sent: bool = True, **traits: str) -> SurveySeat:
    """A seat of an open survey; with answers, sent unless told otherwise."""
    seat = (
        answering.take_seat(survey=survey, by=SYSTEM)
        if survey.way == Way.OPEN
        else inviting.new_seat(survey, Way.INVITED)
    )
    seat.traits = traits
    seat.save()
    if answers is None:
        return seat
    version = version_in_use(survey)
    codes = {question.code for question in version.instrument} if version else set()
    answering.save_page(seat=seat, given=answers, codes=codes, by=SYSTEM)
    return answering.send_answers(seat=seat, by=SYSTEM) if sent else seat
