"""Every notice a workflow speaks of is written, and every notice written is neutral."""

import re

import pytest

from enishi.candidacies import workflow as candidacies
from enishi.institutions import workflow as institutions
from enishi.notices.registry import Audience, all_kinds, kind_of
from enishi.openings import workflow as openings
from enishi.physicians import workflow as physicians

WORKFLOWS = [module.WORKFLOW for module in (candidacies, institutions, openings, physicians)]
OTHER_SIDE = ("病院", "診療所", "クリニック", "医院", "法人", "先生のお名前", "$institution", "$name", "$title")
MONEY = re.compile(r"[0-9０-９]+\s*(円|万)|年俸|日額|報酬|給与")


def _promised():
    return sorted({(step.id, entry) for workflow in WORKFLOWS for step in workflow for entry in step.notices})


def test_the_workflows_promise_notices():
    assert len(_promised()) > 40


@pytest.mark.parametrize(("step", "entry"), _promised())
def test_a_notice_that_a_step_promises_is_registered_for_its_reader(step, entry):
    audience, _, notice_id = entry.partition(":")
    kind = kind_of(notice_id)
    staff = {Audience.COORDINATOR, Audience.SUPERVISOR}
    assert kind.audience == audience or {kind.audience, Audience(audience)} <= staff


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.id)
def test_a_subject_names_neither_the_other_side_nor_money(kind):
    """Subjects stand on locked screens and in the lists of shared machines."""
    assert not any(word in kind.subject for word in OTHER_SIDE), kind.subject
    assert not MONEY.search(kind.subject), kind.subject
    assert set(re.findall(r"\$(\w+)", kind.subject)) <= {"number"}, kind.subject


@pytest.mark.parametrize("kind", [k for k in all_kinds() if k.audience is Audience.PHYSICIAN], ids=lambda kind: kind.id)
def test_a_letter_to_a_physician_holds_no_amount_and_no_name_of_an_institution(kind):
    assert not MONEY.search(kind.body), kind.body
    assert "$institution" not in kind.body and "$title" not in kind.body
    assert "<" not in kind.body, "plain text only"


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.id)
def test_a_notice_leads_to_a_page_of_its_reader(kind):
    """Nobody is sent to a page that refuses him or her."""
    rooms = {
        Audience.PHYSICIAN: ("/my", "/register/", "/survey/"),  # E03 and E54 go to whom may have no page
        Audience.INSTITUTION: ("/inst",),
        Audience.APPROVER: ("/inst",),
        Audience.COORDINATOR: ("/desk", "/ops", "$path"),
        Audience.SUPERVISOR: ("/desk", "/ops", "$path", "/research/surveys/$number"),  # surveys are opened there (E54w)
        Audience.READER: ("/events/entry/", "/newsletter/"),  # people without an account
    }
    assert not kind.path or kind.path.startswith(rooms[kind.audience]), kind.path
