"""What the team keeps, for the tour: letters to many."""

from collections.abc import Callable
from typing import Any

from enishi.accounts.roles import DESK_ROLES, OFFICE_ROLES, Role
from enishi.common.clock import today
from factories.world import World
from meta.acts_cases import held
from meta.acts_cases import put as put_case
from meta.acts_team import complain, letter, sampled


class TeamThings:
    """A draft and one that waits for its second person."""

    def __init__(self, world: World) -> None:
        self.letters = [letter(world), letter(world, asked=True)]
        self.looked_at = sampled(world, checked=True)
        self.meetings = [put_case(world).conference, held(world)]
        self.complaints = [complain(world), complain(world, far="received"), complain(world, far="answered")]

    def put(self, put: Callable[..., None], found: Any, role: str) -> None:
        """A letter belongs to whoever wrote it and to those who may be the second person."""
        numbers = [(s.number,) for s in self.letters]
        theirs = role in OFFICE_ROLES or role == Role.COORDINATOR
        put(found, ("mailing",), numbers * theirs, numbers * (not theirs), "B-2026-9999")
        acts = [(s.number, what) for s in self.letters for what in ("ask", "approve")]
        put(found, ("mailing", "mailing_act"), acts * theirs, acts * (not theirs), "B-2026-9999", "ask")
        numbers = [(c.number,) for c in self.complaints]
        office = role in OFFICE_ROLES
        put(found, ("complaint",), numbers * office, numbers * (not office), "Q-2026-9999")
        acts = [
            (c.number, what) for c in self.complaints for what in ("acknowledge", "answer", "close", "about", "take")
        ]
        put(found, ("complaint", "complaint_act"), acts * office, acts * (not office), "Q-2026-9999", "take")
        put(found, ("complaint_code",), [(c.code,) for c in self.complaints], [], "ABCD-EFGH")
        month = f"{today():%Y-%m}"
        figures = [("question", month), ("contact", month), ("complaint", month)]
        put(found, ("team_figure", "team_month"), figures if role == Role.SUPERVISOR else [], [], "placements", month)
        pieces = [(self.looked_at.pk,)]
        looks = role == Role.SUPERVISOR or role == Role.COORDINATOR
        put(found, ("quality_item",), pieces * looks, pieces * (not looks), 999999)
        at_desk = role in DESK_ROLES
        meetings = [(m.number,) for m in self.meetings]
        put(found, ("conference",), meetings * at_desk, meetings * (not at_desk), "G-2026-9999")
        cases = [(m.number, case.pk) for m in self.meetings for case in m.cases.all()]
        put(found, ("conference", "conference_case"), cases * at_desk, cases * (not at_desk), "G-2026-9999", 1)
