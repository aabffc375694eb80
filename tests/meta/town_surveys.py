"""The town's surveys: one for everybody with a seat begun and one sent, one of a panel that waits to be opened, one that is over."""

from enishi.accounts.roles import Role
from enishi.surveys import actions
from enishi.surveys.enums import Way
from factories.surveys import ANSWERS, seat_in, survey_in
from factories.world import World
from meta.town_objects import Objects, put

WORDS = "当直の負担が心配です。"


class Surveys:
    def __init__(self, world: World) -> None:
        self.open = survey_in(world, "open", title_english="On work")
        self.begun = seat_in(self.open, {"works": "yes"}, sent=False)
        self.sent = seat_in(self.open, ANSWERS)
        self.waiting = survey_in(world, "waiting", way=Way.INVITED)
        self.draft = survey_in(world, "draft", way=Way.INVITED)
        over = survey_in(world, "open")
        for at in range(12):
            seat_in(over, ANSWERS | {"works": "yes" if at % 2 else "no", "words": WORDS}, age="60s")
        self.over = actions.close_survey(survey=over, by=world.office())

    def put(self, found: Objects, role: str) -> None:
        tokens = [(self.begun.token,), (self.sent.token,)]
        numbers = [(s.number,) for s in (self.open, self.waiting, self.draft, self.over)]
        writes = role == Role.RESEARCHER
        put(found, ("survey_token",), tokens, [], "no-such-token")
        pages = [(*tokens[0], 1), (*tokens[0], 2)]
        put(found, ("survey_token", "survey_page"), pages, [(*tokens[0], 99)], "no-such-token", 1)
        put(found, ("open_survey",), [(self.open.number,)], [(self.draft.number,), (self.over.number,)], "V-2026-9999")
        put(found, ("invited_survey",), [(self.draft.number,)], [(self.open.number,)], "V-2026-9999")
        put(found, ("closed_survey",), [(self.over.number,)], [(self.open.number,)], "V-2026-9999")
        put(found, ("survey_code",), [(self.begun.paper_code,), (self.sent.paper_code,)], [], "AAAAAAAA")
        put(found, ("survey",), numbers, [], "V-2026-9999")
        acts = [(self.open.number, "remind")] if writes else [(self.waiting.number, "return")]
        put(found, ("survey", "survey_act"), acts, [(self.open.number, "no-such-act")], "V-2026-9999", "close")
        put(
            found, ("survey", "survey_question"), [(self.draft.number, "days"), (self.draft.number, "new")],
            [(self.open.number, "days"), (self.draft.number, "nothing")], "V-2026-9999", "days",
        )  # fmt: skip
        draft = self.draft.number
        put(
            found, ("survey", "survey_question", "question_act"), [(draft, "words", "up")],
            [(draft, "words", "sideways"), (self.open.number, "words", "up")], "V-2026-9999", "words", "up",
        )  # fmt: skip
        put(found, ("survey", "survey_version"), [(self.open.number, 1)], [(self.open.number, 9)], "V-2026-9999", 1)
        put(found, ("survey", "preview_page"), [(self.open.number, 1)], [(self.open.number, 99)], "V-2026-9999", 1)
