"""The tables themselves: well formed, and taken at their word by the engine in every state, for every step and party."""

import pytest
from django.db import transaction

from enishi.candidacies.enums import WAITING, State
from enishi.candidacies.machine import turn_and_date
from enishi.candidacies.models import Candidacy, CandidacyTransition
from enishi.candidacies.workflow import WORKFLOW as CANDIDACY
from enishi.common.actor import Actor
from enishi.common.choices import Labelled
from enishi.common.clock import today
from enishi.common.transitions import Machine
from enishi.common.workflow import STORED, Party, Reason, StepRefused, Workflow, step
from enishi.institutions.models import Institution, InstitutionTransition
from enishi.institutions.workflow import WORKFLOW as INSTITUTION
from enishi.openings.models import Opening, OpeningTransition
from enishi.openings.workflow import WORKFLOW as OPENING
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician, PhysicianTransition
from enishi.physicians.workflow import WORKFLOW as PHYSICIAN

TABLES = {w.name: w for w in (CANDIDACY, OPENING, PHYSICIAN, INSTITUTION)}
AWAY_FROM = {"candidacy": "terms", "physician": "active", "institution": "active", "opening": "draft"}
"""Where whatever rests in these tests came from, and goes back to."""


class Undone(Exception):
    """Takes back what one attempt did."""


def machine_of(name, world):
    """The engine with the table alone (no guards: these have tests of their own) and an object of that kind."""
    opening = world.opening()
    if name == "candidacy":
        candidacy = world.candidacy(state="dialogue", opening=opening)
        return Machine(CANDIDACY, Candidacy, CandidacyTransition, subject=name, prepare=turn_and_date), candidacy
    made = {
        "opening": lambda: (Machine(OPENING, Opening, OpeningTransition, subject=name, prepare=led_on), opening),
        "physician": lambda: (
            Machine(PHYSICIAN, Physician, PhysicianTransition, subject=name, prepare=led_on),
            world.physician(),
        ),
        "institution": lambda: (
            Machine(INSTITUTION, Institution, InstitutionTransition, subject=name, prepare=led_on),
            opening.institution,
        ),
    }
    return made[name]()


def led_on(obj, one, given):
    """What the database demands of a merged registration: that it leads somewhere."""
    obj.merged_into = obj if one.target == PhysicianState.MERGED else None  # the same word for all three


def put_into(obj, state):
    """The state as if the object had come there; what the database demands of a candidacy comes along."""
    values = {"state": state}
    if isinstance(obj, Candidacy):
        values |= {"stored_state": AWAY_FROM["candidacy"] if state == State.ON_HOLD else "", "agreed_hash": "a" * 64}
        party, _ = WAITING.get(State(state), ("", 0))
        values |= {"waiting_for": party, "due_on": today()}
    if isinstance(obj, Physician | Institution | Opening):
        away = state in (PhysicianState.PAUSED, PhysicianState.MERGED)
        values["stored_state"] = AWAY_FROM[obj._meta.model_name] if away else ""
        values["merged_into"] = obj if state == PhysicianState.MERGED else None
    type(obj).objects.filter(pk=obj.pk).update(**values)
    obj.refresh_from_db()


def attempt(machine, obj, step_id, party, user_id):
    """The state after the step, or the codes of the refusal; the object is left as it was."""
    by = Actor(None if party is Party.SYSTEM else user_id, party, "tester")
    try:
        with transaction.atomic():
            after = machine.perform(obj, step_id, by=by, reason="試し").state
            raise Undone
    except Undone:
        return after
    except StepRefused as refused:
        return refused.codes


@pytest.mark.parametrize("name", TABLES)
def test_the_engine_accepts_exactly_what_the_table_allows(world, name):
    """Every state × step × party; an accepted step is taken back, a refused one has nothing to take back."""
    table = TABLES[name]
    machine, obj = machine_of(name, world)
    for state in table.states:
        with transaction.atomic():
            put_into(obj, state)
            for one in table:
                for party in Party:
                    expected = codes_against(one, state, party)
                    after = AWAY_FROM[name] if one.target == STORED else one.target
                    came = attempt(machine, obj, one.id, party, world.ms_miura.user_id)
                    assert came == (expected or after), (state, one.id, party)
            transaction.set_rollback(True)  # an end is final, in the database too


def codes_against(one, state, party):
    """What the row of the table itself has against the step."""
    return {code for code, wrong in (("state", state not in one.sources), ("party", party not in one.by)) if wrong}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_state_but_an_end_can_be_left_and_every_state_can_be_reached(table):
    reached = {s.target for s in table if s.target != STORED}
    left = {source for s in table for source in s.sources}
    assert {str(s) for s in table.states} <= reached
    assert {str(s) for s in table.states} - set(table.ends) <= left
    assert not left & table.ends


def test_the_table_of_candidacies_is_the_one_of_the_plan():
    """Appendix A of the product plan: steps, their parties and how many states each leaves; T17 to T19 also by telephone."""
    by = {s.id: "".join(sorted(p.value[0] if p is not Party.SYSTEM else "y" for p in s.by)) for s in CANDIDACY}
    assert by == {
        "T1": "cy", "T2": "c", "T3": "p", "T4": "i", "T5": "cp", "T6": "cpy", "T7": "c", "T8": "ci", "T9": "ci",
        "T10": "cip", "T11": "cip", "T12": "cip", "T13": "cy", "T14": "c", "T15": "cy", "T16": "c", "T17": "ci",
        "T18": "cip", "T19": "cipy", "T20": "cip", "T21": "cip", "T22": "cip", "T23": "y", "T24": "cip", "T25": "cp",
        "T26": "ci", "T27": "cip", "T27b": "cipy", "T28": "y", "T29": "csy", "T30": "cip",
    }  # fmt: skip
    sources = {s.id: len(s.sources) for s in CANDIDACY}
    assert (sources["T25"], sources["T26"], sources["T27"], sources["T28"], sources["T29"]) == (11, 8, 11, 12, 12)


class Light(Labelled):
    RED = "red", "赤"
    GREEN = "green", "青"
    OFF = "off", "消灯"


@pytest.mark.parametrize(
    ("steps", "complaint"),
    [
        ([step("A", ["red"], "blue", [Party.SYSTEM], "")], "unknown states"),
        ([step("A", ["red"], "green", [Party.SYSTEM], ""), step("A", ["green"], "red", [Party.SYSTEM], "")], "twice"),
        ([step("A", ["off"], "red", [Party.SYSTEM], "")], "leaves an end state"),
    ],
)
def test_a_table_with_a_slip_is_refused_when_it_is_made(steps, complaint):
    with pytest.raises(ValueError, match=complaint):
        Workflow("light", Light, ["off"], *steps)


def test_all_that_stands_against_a_step_is_said_at_once():
    table = Workflow("light", Light, ["off"], step("A", ["red"], "green", [Party.SYSTEM], "", reason=Reason.REQUIRED))
    assert {r.code for r in table.refusals("A", "green", Party.PHYSICIAN)} == {"state", "party", "reason"}
    assert {r.code for r in table.refusals("A", "red", Party.SYSTEM, "  ")} == {"reason"}
    assert table.refusals("A", "red", Party.SYSTEM, "理由") == []


def test_whoever_is_free_of_reason_gives_none():
    table = Workflow(
        "light", Light, ["off"],
        step("A", ["red"], "green", [Party.PHYSICIAN, Party.INSTITUTION], "", reason=Reason.REQUIRED,
             free_of_reason=[Party.PHYSICIAN]),
    )  # fmt: skip
    assert table.refusals("A", "red", Party.PHYSICIAN) == []
    assert [r.code for r in table.refusals("A", "red", Party.INSTITUTION)] == ["reason"]
