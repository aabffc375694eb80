"""A step is one transaction: the log row, the state and every effect stand together or not at all."""

import pytest

from enishi.audit.models import Entry
from enishi.candidacies.machine import MACHINE, guard, turn_and_date
from enishi.candidacies.models import Candidacy, CandidacyTransition
from enishi.candidacies.workflow import WORKFLOW
from enishi.common.transitions import Machine
from enishi.common.workflow import StepRefused
from enishi.notices.models import Notice


def test_a_step_writes_state_log_audit_and_notices(world):
    candidacy = world.candidacy(state="physician_yes")
    before = Entry.objects.count()
    MACHINE.perform(candidacy, "T7", by=world.ms_miura)
    row = candidacy.transitions.get(step="T7")
    assert (candidacy.state, row.from_state, row.to_state) == (
        "institution_asked",
        "physician_yes",
        "institution_asked",
    )
    assert (row.actor_id, row.party, row.channel) == (world.ms_miura.user_id, "coordinator", "web")
    assert row.at == candidacy.state_since
    entry = Entry.objects.get(action="T7", object_number=candidacy.number)
    assert entry.data == {"from": "physician_yes", "to": "institution_asked", "reason_code": ""}
    assert Entry.objects.count() == before + 1
    assert Notice.objects.filter(about=candidacy.number, kind="E17").count() == 1


def test_an_effect_that_fails_leaves_nothing_behind(real_world):
    def break_down(obj, step, row, given):
        raise RuntimeError("the last effect fails")

    machine = Machine(
        WORKFLOW,
        Candidacy,
        CandidacyTransition,
        subject="candidacy",
        guards=(guard,),
        prepare=turn_and_date,
        effects=(*MACHINE.effects, break_down),
    )
    candidacy = real_world.candidacy(state="physician_yes")
    counts = [m.objects.count() for m in (CandidacyTransition, Entry, Notice)]
    with pytest.raises(RuntimeError):
        machine.perform(candidacy, "T7", by=real_world.ms_miura)
    assert Candidacy.objects.get(pk=candidacy.pk).state == "physician_yes"
    assert [m.objects.count() for m in (CandidacyTransition, Entry, Notice)] == counts


def test_a_guard_that_refuses_leaves_nothing_behind(world):
    candidacy = world.candidacy(state="terms")
    counts = [m.objects.count() for m in (CandidacyTransition, Entry, Notice)]
    with pytest.raises(StepRefused):
        MACHINE.perform(candidacy, "T17", by=world.actor(candidacy.opening.institution))
    assert [m.objects.count() for m in (CandidacyTransition, Entry, Notice)] == counts


def test_a_page_can_ask_why_not_without_doing_it(world):
    candidacy = world.candidacy(state="terms")
    refusals = MACHINE.refusals(candidacy, "T17", by=world.actor(candidacy.opening.institution))
    assert {r.code for r in refusals} == {"approver", "track"}
    assert candidacy.state == "terms"
    world.through_track(candidacy)
    assert MACHINE.refusals(candidacy, "T17", by=world.approver(candidacy.opening.institution)) == []


def test_the_engine_looks_at_the_row_and_not_at_what_the_screen_held(world):
    candidacy = world.candidacy(state="physician_yes")
    on_another_screen = Candidacy.objects.get(pk=candidacy.pk)
    MACHINE.perform(candidacy, "T7", by=world.ms_miura)
    with pytest.raises(StepRefused) as refused:
        MACHINE.perform(on_another_screen, "T7", by=world.ms_miura)
    assert refused.value.codes == {"state"}


def test_after_a_rest_a_candidacy_goes_on_where_it_was(world):
    candidacy = world.walk(world.candidacy(state="terms"), "on_hold", via=["terms", "on_hold"])
    assert (candidacy.stored_state, candidacy.waiting_for) == ("terms", "coordinator")
    assert candidacy.resume_on == candidacy.due_on
    MACHINE.perform(candidacy, "T27b", by=world.ms_miura)
    assert (candidacy.state, candidacy.stored_state, candidacy.resume_on) == ("terms", "", None)
