"""From agreement to employment: what ledgers read is fixed, and for two years nobody urges to move on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from enishi.audit.models import Entry
from enishi.candidacies import actions, placement
from enishi.candidacies.models import Placement
from enishi.candidacies.suggesting import current_locks
from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.institutions.models import Institution
from enishi.physicians.actions import complete_identity
from enishi.physicians.enums import DisclosureLevel


def test_the_ledger_keeps_the_names_of_that_day(world):
    candidacy = world.candidacy(state="contracted")
    then = candidacy.placement.then
    name = candidacy.opening.institution.name
    Institution.objects.update(name="改称した病院", address="べつの町")
    complete_identity(physician=candidacy.physician, by=world.ms_miura, fields={"address": "転居した先"})
    now = Placement.objects.get(candidacy=candidacy).then
    assert now == then
    assert (now["employer_name"], now["seeker_address"]) == (name, "岩手県久慈市見本町1-1")


def test_until_it_is_confirmed_the_record_may_be_corrected(world):
    candidacy = world.candidacy(state="agreed")
    contract = {"candidacy": candidacy, "contract_kind": "fixed", "starts_on": today()}
    world.record_contract(**contract, ends_on=today() + timedelta(days=90), half_days_per_week=2)
    world.record_contract(**contract, ends_on=today() + timedelta(days=180), half_days_per_week=4)
    assert Placement.objects.get().half_days_per_week == 4
    placement.confirm_contract(candidacy=candidacy, by=world.actor(candidacy.physician))
    with pytest.raises(StepRefused):
        world.record_contract(**contract, ends_on=today(), half_days_per_week=1)


def test_the_database_refuses_a_term_that_does_not_fit_its_kind(world):
    candidacy = world.candidacy(state="agreed")
    contract = {"candidacy": candidacy, "starts_on": today(), "half_days_per_week": 4}
    for wrong in (
        {"contract_kind": "fixed", "ends_on": None},
        {"contract_kind": "fixed", "ends_on": today() - timedelta(days=1)},
        {"contract_kind": "indefinite", "ends_on": today()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            world.record_contract(**contract, **wrong)


def test_an_indefinite_placement_locks_for_two_years(world):
    candidacy = world.candidacy(state="working", contract_kind="indefinite")
    physician = candidacy.physician
    until = candidacy.placement.no_solicitation_until
    assert today() + timedelta(days=729) <= until <= today() + timedelta(days=732)
    assert current_locks() == {physician.pk: until}
    with pytest.raises(StepRefused) as refused:
        actions.suggest(physician=physician, opening=world.opening(), by=world.ms_miura)
    assert refused.value.codes == {"solicitation"}
    assert f"{until.year}年" in refused.value.refusals[0].sentence


def test_the_lock_does_not_bind_the_physician_himself(world):
    physician = world.candidacy(state="working", contract_kind="indefinite").physician
    own = actions.ask_to_talk(
        physician=physician, opening=world.opening(), by=world.actor(physician), level=DisclosureLevel.L1
    )
    assert (own.state, own.by_own_wish) == ("physician_yes", True)


def test_a_fixed_term_and_a_lock_that_ran_out_bind_nobody(world):
    fixed = world.candidacy(state="working").physician
    assert actions.suggest(physician=fixed, opening=world.opening(), by=world.ms_miura)
    with ago(timedelta(days=740)):
        old = world.candidacy(state="working", contract_kind="indefinite").physician
    assert actions.suggest(physician=old, opening=world.opening(), by=world.ms_miura)


def test_writing_the_ledger_is_logged_as_a_reading_of_the_name(world):
    candidacy = world.candidacy(state="agreed")
    before = Entry.objects.filter(action="read:ledger").count()
    world.walk(candidacy, "contracted")
    entry = Entry.objects.filter(action="read:ledger").latest("id")
    assert Entry.objects.filter(action="read:ledger").count() == before + 1
    assert (entry.object_number, entry.level) == (candidacy.physician.number, 3)


def test_the_employer_goes_on_seeing_whom_it_employs(world):
    candidacy = world.candidacy(state="working")
    with ago(timedelta(days=-200)):  # the consent of the talks has run out long ago
        from enishi.candidacies.access import candidacy_for, level_for_institution

        found = candidacy_for(world.actor(candidacy.opening.institution), candidacy.number)
        assert level_for_institution(found) == DisclosureLevel.L3


@pytest.mark.parametrize(("days", "ok"), [(-1, False), (0, True), (1, False)])
def test_a_leaving_lies_between_the_start_and_today(world, days, ok):
    candidacy = world.candidacy(state="working")
    leave = {"candidacy": candidacy, "by": world.ms_miura, "left_on": today() + timedelta(days=days), "reason": "転居"}
    if ok:
        assert placement.record_leaving(**leave).state == "left"
        assert Placement.objects.get().left_on == today()
    else:
        with pytest.raises(StepRefused) as refused:
            placement.record_leaving(**leave)
        assert refused.value.codes == {"left_on"}


def test_the_day_of_introduction_is_the_first_day_of_the_name_and_set_once(world):
    anonymous = world.candidacy(state="dialogue", level=DisclosureLevel.L2)
    assert anonymous.introduced_on is None
    with ago(timedelta(days=3)):
        actions.raise_disclosure(candidacy=anonymous, by=world.actor(anonymous.physician), level=DisclosureLevel.L3)
    first = anonymous.introduced_on
    assert first == today() - timedelta(days=3)
    actions.raise_disclosure(candidacy=anonymous, by=world.actor(anonymous.physician), level=DisclosureLevel.L4)
    assert anonymous.introduced_on == first
    named = world.candidacy(state="dialogue")
    assert named.introduced_on == today()
