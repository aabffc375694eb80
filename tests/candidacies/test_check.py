"""`enishi check`: green on one candidacy in every state, and red, with the number of the row, for each thing that is broken."""

import json

import pytest
from django.db import connection

from enishi.candidacies.enums import State
from enishi.candidacies.leaving import leave
from enishi.notices.models import Notice
from enishi.office.invariants import check_all, report
from meta.acts_joint import linked

pytestmark = pytest.mark.xdist_group("gallery")


@pytest.fixture
def world(hung):
    """One candidacy in every state stands here already: see conftest.py."""
    return hung


def broken():
    with connection.cursor() as cursor:  # what a commit would chain
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return {finding.name: finding.numbers for finding in check_all() if finding.numbers}


def behind_its_back(sql, *values):
    """What no trigger of the database would let pass: somebody at the database itself, or a restored piece of a backup."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def test_one_candidacy_in_every_state_breaks_no_rule(world):
    linked(world, "offered")
    assert broken() == {}
    assert json.loads(report(check_all(), as_json=True))["broken"] == {}


def test_no_rule_is_broken_by_a_physician_who_left_in_the_middle_of_talks(world):
    """Notices to a person who left are erased with the rest; what institutions and staff were told stays and is looked at."""
    talk = world.candidacy("dialogue")
    leave(physician=talk.physician, by=world.actor(talk.physician))
    assert Notice.objects.filter(about=talk.number).exists() and broken() == {}
    behind_its_back("UPDATE notices_notice SET key = replace(key, 'E39:', 'E16:') WHERE about = %s", talk.number)
    assert talk.number in broken()["notices and steps agree"]


C, T = "UPDATE candidacies_candidacy SET", "candidacies_candidacytransition"
SABOTAGE = {
    "candidacy: state and log": ("dialogue", f"{C} state = 'terms' WHERE id = %s"),
    "candidacy: log without gaps": ("terms", f"DELETE FROM {T} WHERE step = 'T8' AND candidacy_id = %s"),
    "candidacy: steps audited": ("terms", f"DELETE FROM {T} WHERE step = 'T8' AND candidacy_id = %s"),
    "steps of the table": ("terms", f"UPDATE {T} SET party = 'physician' WHERE step = 'T7' AND candidacy_id = %s"),
    "rests know the way back": ("on_hold", f"{C} resume_on = NULL WHERE id = %s"),
    "conditions shown": ("dialogue", f"{C} version_seen_id = NULL WHERE id = %s"),
    "consent at each door": (
        "dialogue",
        "UPDATE physicians_disclosuregrant SET given_at = now() + interval '1 day' WHERE physician_id ="
        " (SELECT physician_id FROM candidacies_candidacy WHERE id = %s)",
    ),
    "consent ends with the talk": (
        "physician_declined",
        "UPDATE physicians_disclosuregrant SET withdrawn_at = NULL WHERE physician_id ="
        " (SELECT physician_id FROM candidacies_candidacy WHERE id = %s)",
    ),
    "two approvals of one hash": ("agreed", f"{C} agreed_hash = repeat('0', 64) WHERE id = %s"),
    "the way inside was finished": (
        "agreed",
        "UPDATE candidacies_trackstep SET through_at = NULL WHERE version_id IN"
        " (SELECT id FROM candidacies_agreementversion WHERE candidacy_id = %s)",
    ),
    "agreements unchanged": (
        "agreed",
        """UPDATE candidacies_agreementversion SET content = content || '{"more": 1}' WHERE candidacy_id = %s""",
    ),
    "nothing agreed before it was": ("offered", f"{C} agreed_hash = repeat('0', 64) WHERE id = %s"),
    "employment behind work": (
        "working",
        "UPDATE candidacies_placement SET confirmed_at = NULL WHERE candidacy_id = %s",
    ),
    "work after licence and day": (
        "working",
        "UPDATE candidacies_placement SET licence_original_seen_on = NULL WHERE candidacy_id = %s",
    ),
    "notices and steps agree": (
        "physician_asked",
        "DELETE FROM notices_notice WHERE kind = 'E11' AND about ="
        " (SELECT number FROM candidacies_candidacy WHERE id = %s)",
    ),
}


@pytest.mark.parametrize("name", SABOTAGE)
def test_what_is_broken_is_named_by_its_number(world, name):
    state, sql = SABOTAGE[name]
    candidacy = world.candidacy(State(state))
    behind_its_back(sql, candidacy.pk)
    found = broken()
    assert candidacy.number in found.get(name, ()), found
    assert candidacy.number in report(check_all())


def test_the_chain_and_the_mails_are_looked_at_too(world):
    behind_its_back("DELETE FROM procrastinate_jobs WHERE task_name = 'send_notice'")
    behind_its_back("UPDATE audit_entry SET action = 'nothing' WHERE id = (SELECT min(id) FROM audit_entry)")
    assert {"mails have a job", "chain of the log"} <= set(broken())


def test_one_agreed_of_two_that_are_linked_is_found(world):
    one, _ = linked(world, "offered")
    assert broken() == {}
    behind_its_back(f"{C} state = 'agreed', agreed_hash = repeat('0', 64) WHERE id = %s", one.pk)
    found = broken()
    assert found["together or not at all"] == (one.seats.get().joint.number,)
