"""The audit log in words. That every act has some is seen in tests/meta/test_meta_models.py."""

from enishi.accounts.roles import Role
from enishi.candidacies.workflow import WORKFLOW
from enishi.common.workflow import Party
from enishi.office.audit_words import action_words, object_words, role_words


def test_every_step_of_a_candidacy_is_said_with_its_label():
    for step in WORKFLOW:
        assert action_words(step.id, "candidacy") == f"{step.label}（{step.id}）"


def test_roles_and_parties_are_named_and_an_unknown_code_is_shown_as_it_stands():
    assert role_words(Role.DESK) == "受付（紙・電話の入力）"
    assert role_words(Party.INSTITUTION) == "医療機関"
    assert role_words("stranger") == "stranger"
    assert action_words("new_act", "candidacy") == "new_act"
    assert object_words("thing", "7") == "thing 7"
