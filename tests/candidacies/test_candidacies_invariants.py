"""What must hold in every state: invariants (a) to (f) of the plan, in the program and in the database itself."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from enishi.candidacies.access import level_for_institution
from enishi.candidacies.actions import suggest, take_step
from enishi.candidacies.agreement import revise_terms
from enishi.candidacies.dialogue import ask
from enishi.candidacies.enums import ENDS, INSTITUTION_SEES, NEEDS_HASH, OPEN, State
from enishi.candidacies.machine import MACHINE
from enishi.candidacies.models import Candidacy
from enishi.common.workflow import Party, StepRefused
from enishi.physicians.actions import withdraw_disclosure
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import DisclosureGrant

BEFORE_ASKED = {State.SUGGESTED, State.PHYSICIAN_ASKED, State.PHYSICIAN_YES}


@pytest.fixture
def world(hung):
    """One candidacy in every state stands here already: see conftest.py."""
    return hung


def database_refuses(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_reached_by_real_actions(world, state):
    candidacy = world.candidacy(state=state)
    assert candidacy.state == state
    log = list(candidacy.transitions.values_list("from_state", "to_state"))
    assert log[0][0] == "" and log[-1][1] == state
    assert all(before == earlier[1] for (before, _), earlier in zip(log[1:], log, strict=False))
    if state in ENDS:
        assert (candidacy.waiting_for, candidacy.due_on) == ("", None)
    else:
        assert candidacy.waiting_for and candidacy.due_on and candidacy.owner


@pytest.mark.parametrize("state", list(State))
def test_a_an_institution_sees_nobody_without_living_consent(world, state):
    candidacy = world.candidacy(state=state)
    institution = world.actor(candidacy.opening.institution)
    seen = Candidacy.objects.visible_to(institution)
    ended_with_the_talk = state in ENDS and state != State.SETTLED
    assert (candidacy in seen) == (state not in BEFORE_ASKED and not ended_with_the_talk)
    if candidacy in seen:
        assert state in INSTITUTION_SEES
    withdraw_disclosure(
        physician=candidacy.physician, institution=candidacy.opening.institution, by=world.actor(candidacy.physician)
    )
    assert candidacy not in Candidacy.objects.visible_to(institution)
    assert level_for_institution(candidacy) is None


@pytest.mark.parametrize("state", [s for s in State if s in INSTITUTION_SEES and s not in ENDS])
def test_a_consent_that_ran_out_shows_nothing_more(world, state):
    candidacy = world.candidacy(state=state)
    DisclosureGrant.objects.update(until="2020-01-01")
    assert candidacy not in Candidacy.objects.visible_to(world.actor(candidacy.opening.institution))


def test_a_before_its_yes_the_institution_reads_the_outline_whatever_was_granted(world):
    asked = world.candidacy(state="institution_asked", level=DisclosureLevel.L4)
    assert level_for_institution(asked) == DisclosureLevel.L1
    talking = world.walk(asked, "dialogue")
    assert level_for_institution(talking) == DisclosureLevel.L4


def test_a_resting_before_the_yes_does_not_open_the_name(world):
    asked = world.candidacy(state="institution_asked")
    resting = world.walk(asked, "on_hold", via=["institution_asked", "on_hold"])
    assert level_for_institution(resting) == DisclosureLevel.L1


def test_a_another_institution_learns_nothing(world):
    candidacy = world.candidacy(state="dialogue")
    elsewhere = world.institution()
    assert not Candidacy.objects.visible_to(world.actor(elsewhere)).exists()
    assert Candidacy.objects.visible_to(world.actor(elsewhere)).count() == 0
    assert candidacy in Candidacy.objects.visible_to(world.actor(candidacy.opening.institution))


@pytest.mark.parametrize("state", sorted(NEEDS_HASH))
def test_b_the_database_keeps_no_agreement_without_its_hash(world, state):
    candidacy = world.candidacy(state=state)
    assert len(candidacy.agreed_hash) == 64
    approvals = candidacy.agreement_versions.get().approvals.values_list("content_hash", flat=True)
    assert list(approvals) == [candidacy.agreed_hash] * 2
    database_refuses("UPDATE candidacies_candidacy SET agreed_hash = '' WHERE id = %s", candidacy.pk)


@pytest.mark.parametrize("state", [*OPEN, State.ON_HOLD])
def test_c_who_is_waited_for_until_when_and_by_whom_it_is_watched(world, state):
    candidacy = world.candidacy(state=state)
    assert candidacy.waiting_for in set(Party)
    assert candidacy.owner_id and candidacy.due_on
    for column, nothing in (("owner_id", None), ("due_on", None), ("waiting_for", "")):
        database_refuses(f"UPDATE candidacies_candidacy SET {column} = %s WHERE id = %s", nothing, candidacy.pk)


@pytest.mark.parametrize("state", sorted(ENDS))
def test_e_an_end_is_final(world, state):
    candidacy = world.candidacy(state=state)
    assert MACHINE.possible(candidacy, by=world.ms_miura) == []
    for step in MACHINE.workflow:
        for party in step.by:
            found = MACHINE.workflow.refusals(step.id, state, party, "理由")
            assert [r.code for r in found] == ["state"]
    with pytest.raises(StepRefused):
        ask(candidacy=candidacy, by=world.actor(candidacy.physician), text="まだ聞きたいこと", key=uuid.uuid4())
    with pytest.raises(StepRefused):
        revise_terms(candidacy=candidacy, by=world.ms_miura)


def test_e_after_an_end_a_new_candidacy_begins(world):
    ended = world.candidacy(state="physician_declined")
    again = suggest(physician=ended.physician, opening=ended.opening, by=world.ms_miura)
    assert again.number != ended.number
    assert again.state == "suggested"


@pytest.mark.parametrize("state", list(State))
def test_f_every_step_left_who_when_what_and_how(world, state):
    candidacy = world.candidacy(state=state)
    rows = list(candidacy.transitions.all())
    assert rows
    for row in rows:
        assert row.at and row.party and row.channel and row.to_state
        assert row.actor_id or row.party == Party.SYSTEM
    assert [row.at for row in rows] == sorted(row.at for row in rows)


LOGS = ("candidacies_candidacytransition", "candidacies_approval", "candidacies_question", "candidacies_answer")


@pytest.mark.parametrize("table", LOGS)
def test_f_the_database_refuses_every_change_of_what_happened(world, table):
    world.candidacy(state="agreed")
    database_refuses(f"UPDATE {table} SET id = id")
    database_refuses(f"DELETE FROM {table}")
    database_refuses(f"TRUNCATE {table} CASCADE")


def test_the_database_keeps_agreements_and_the_words_of_clauses(world):
    world.candidacy(state="agreed")
    database_refuses("UPDATE candidacies_agreementversion SET content = '{}'")
    database_refuses("UPDATE candidacies_agreementversion SET content_hash = repeat('0', 64)")
    database_refuses("DELETE FROM candidacies_agreementversion")
    database_refuses("UPDATE candidacies_clause SET text = 'ほかの文'")
    database_refuses("DELETE FROM candidacies_clause")


def test_the_database_knows_only_the_states_of_the_table(world):
    candidacy = world.candidacy(state="dialogue")
    database_refuses("UPDATE candidacies_candidacy SET state = 'happy' WHERE id = %s", candidacy.pk)
    database_refuses("UPDATE candidacies_candidacy SET state = 'on_hold' WHERE id = %s", candidacy.pk)


def test_the_database_keeps_one_open_candidacy_of_a_pair(world):
    ended = world.candidacy(state="physician_declined")
    suggest(physician=ended.physician, opening=ended.opening, by=world.ms_miura)
    with pytest.raises(IntegrityError), transaction.atomic():
        Candidacy.objects.filter(pk=ended.pk).update(
            state="dialogue", owner=ended.physician.coordinator, due_on="2099-01-01", waiting_for="coordinator"
        )


def test_a_closed_candidate_inside_the_desk_never_reaches_the_physician(world):
    candidacy = world.candidacy(state="suggested")
    take_step(candidacy=candidacy, step_id="T29", by=world.ms_miura, reason="ほかの募集のほうが合いそうです")
    assert candidacy not in Candidacy.objects.visible_to(world.actor(candidacy.physician))
    assert world.messages(candidacy.physician) == [
        n for n in world.messages(candidacy.physician) if n.about != candidacy.number
    ]
