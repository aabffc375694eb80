"""Institutions come by application or by the desk, are checked by people, and see themselves alone."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from enishi.common.workflow import StepRefused
from enishi.institutions.access import institution_for, own_institution
from enishi.institutions.actions import MACHINE, activate_institution
from enishi.institutions.models import Corporation, Institution
from enishi.openings.models import Opening


def test_an_application_waits_until_staff_checked_it(world):
    applied = world.institution(active=False)
    assert applied.state == "applied"
    with pytest.raises(StepRefused) as refused:
        activate_institution(institution=applied, by=world.actor(applied))
    assert refused.value.codes == {"party"}
    assert activate_institution(institution=applied, by=world.ms_miura).state == "active"


def test_institutions_of_one_corporation_share_its_row(world):
    one = world.institution(corporation="医療法人 青葉会", group="葉グループ")
    two = world.institution(corporation="医療法人 青葉会")
    assert one.corporation == two.corporation
    assert Corporation.objects.get(name="医療法人 青葉会").group == "葉グループ"


def test_a_suspended_institution_shows_no_opening_until_it_is_back(world):
    opening = world.opening()
    institution = opening.institution
    with pytest.raises(StepRefused):
        MACHINE.perform(institution, "I3", by=world.ms_miura)
    MACHINE.perform(institution, "I3", by=world.ms_miura, reason="電話がつながりません")
    assert not Opening.objects.published().exists()
    activate_institution(institution=institution, by=world.ms_miura)
    assert Opening.objects.published().get() == opening


def test_members_find_their_own_and_no_other(world):
    mine, other = world.institution(), world.institution()
    member = world.actor(mine)
    assert institution_for(member, mine.number) == mine == own_institution(member)
    with pytest.raises(Http404):
        institution_for(member, other.number)
    for actor in (None, world.actor(world.physician()), world.researcher(), world.outreach()):
        with pytest.raises(Http404):
            institution_for(actor, mine.number)
    assert institution_for(world.ms_miura, other.number) == other
    with pytest.raises(Http404):
        own_institution(world.ms_miura)


def test_the_database_knows_only_the_states_of_the_table(world):
    institution = world.institution()
    with pytest.raises(IntegrityError), transaction.atomic():
        Institution.objects.filter(pk=institution.pk).update(state="famous")
