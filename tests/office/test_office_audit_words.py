"""The audit log in words: every code that acts write has some."""

import pytest

from enishi.accounts.roles import Role
from enishi.audit.models import Entry
from enishi.candidacies.workflow import WORKFLOW
from enishi.common.workflow import Party
from enishi.office.audit_words import action_words, object_words, role_words
from meta import acts


@pytest.mark.parametrize("name", sorted(acts.ACTS))
def test_every_act_has_words_in_the_log(world, name):
    act = acts.ACTS[name](world)
    before = Entry.objects.count()
    act()
    entries = Entry.objects.order_by("id")[before:]
    assert entries
    for entry in entries:
        said = action_words(entry.action, entry.object_type)
        assert said != entry.action, entry.action
        assert not object_words(entry.object_type, "1").startswith(entry.object_type), entry.object_type


def test_every_step_of_a_candidacy_is_said_with_its_label():
    for step in WORKFLOW:
        assert action_words(step.id, "candidacy") == f"{step.label}（{step.id}）"


def test_roles_and_parties_are_named_and_an_unknown_code_is_shown_as_it_stands():
    assert role_words(Role.DESK) == "受付（紙・電話の入力）"
    assert role_words(Party.INSTITUTION) == "医療機関"
    assert role_words("visitor") == "visitor"
    assert action_words("new_act", "candidacy") == "new_act"
    assert object_words("thing", "7") == "thing 7"
