"""An institution from which a physician hides never learns of him or her: not by list, count, candidacy or mail."""

import uuid

import pytest
from cryptography.fernet import Fernet
from django.http import Http404

from enishi.candidacies import dialogue
from enishi.candidacies.access import candidacy_for, disclosed_identity
from enishi.candidacies.actions import decline, suggest, take_step
from enishi.candidacies.models import Candidacy
from enishi.candidacies.shielding import in_conflict
from enishi.candidacies.suggesting import openings_for, physicians_for
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.desk.today import Kind, todays_list
from enishi.institutions.actions import change_family
from enishi.notices.models import Notice
from enishi.physicians.actions import add_shield
from enishi.physicians.models import DisclosureGrant, Physician


@pytest.fixture
def family(world):
    """Two corporations of one group, and an unrelated institution."""
    return {
        "name": world.institution("青葉会 東病院", corporation="医療法人 東会"),
        "corporation": world.institution("ひがし川診療所", corporation="医療法人社団　青葉会"),
        "group": world.institution("みなみ川病院", corporation="医療法人 南会", group="青葉会グループ"),
        "sister": world.institution("きた川病院", corporation="医療法人 北会", group="青葉会グループ"),
        "other": world.institution("とおい谷病院", corporation="医療法人 遠会"),
    }


@pytest.mark.parametrize("relation", ["name", "corporation", "group", "sister"])
def test_no_suggestion_crosses_a_shield(world, family, relation):
    tanaka = world.physician(works_at="青葉会 中央病院", shields="青葉会")
    opening, elsewhere = world.opening(family[relation]), world.opening(family["other"])
    with pytest.raises(StepRefused) as refused:
        suggest(physician=tanaka, opening=opening, by=world.ms_miura)
    assert refused.value.codes == {"shield"}
    found = {s.opening_id for s in openings_for(tanaka, by=world.ms_miura)}
    assert found == {elsewhere.pk}
    assert physicians_for(opening, by=world.ms_miura) == []
    assert [s.physician_id for s in physicians_for(elsewhere, by=world.ms_miura)] == [tanaka.pk]


def test_the_hospital_of_today_is_hidden_without_being_asked(world):
    tanaka = world.physician(works_at="明けの星病院")
    opening = world.opening(world.institution("明けの星病院"))
    with pytest.raises(StepRefused):
        suggest(physician=tanaka, opening=opening, by=world.ms_miura)
    assert tanaka.shield.get().is_employer


def test_nothing_of_a_hidden_physician_can_be_counted(world, family):
    world.physician(shields="青葉会")
    member = world.actor(family["name"])
    assert Candidacy.objects.visible_to(member).count() == 0
    assert Physician.objects.visible_to(member).count() == 0
    assert Notice.objects.filter(recipient_id=member.user_id).count() == 0


def test_before_it_is_asked_an_institution_hears_nothing_whatever_happens(world):
    candidacy = world.candidacy(state="physician_yes")
    member = world.actor(candidacy.opening.institution)
    with pytest.raises(Http404):
        candidacy_for(member, candidacy.number)
    decline(candidacy=candidacy, by=world.actor(candidacy.physician), step_id="T25")
    assert world.messages(member) == []


def test_after_a_decline_the_institution_finds_nothing_more(world):
    candidacy = world.candidacy(state="dialogue")
    member = world.actor(candidacy.opening.institution)
    assert disclosed_identity(candidacy_for(member, candidacy.number), by=member)
    decline(candidacy=candidacy, by=world.actor(candidacy.physician), step_id="T25", reason_code="pay")
    with pytest.raises(Http404):
        candidacy_for(member, candidacy.number)
    assert not DisclosureGrant.objects.filter(withdrawn_at=None).exists()
    told = [n.body for n in world.messages(member)]
    assert not any("報酬" in text or "pay" in text for text in told)


def test_consent_stays_while_another_talk_with_the_same_institution_rests_on_it(world):
    first = world.candidacy(state="dialogue")
    second = world.candidacy(
        state="dialogue", physician=first.physician, opening=world.opening(first.opening.institution)
    )
    member = world.actor(first.opening.institution)
    decline(candidacy=first, by=world.actor(first.physician), step_id="T25")
    assert candidacy_for(member, second.number) == second
    take_step(candidacy=second, step_id="T29", by=world.ms_miura, reason="重なり")
    assert not DisclosureGrant.objects.filter(withdrawn_at=None).exists()


def test_the_reasons_of_one_side_never_reach_the_other(world):
    asked = world.candidacy(state="institution_asked")
    member = world.actor(asked.opening.institution)
    decline(candidacy=asked, by=member, step_id="T9", reason="ご高齢のため", reason_code="other")
    assert not any("高齢" in n.body + n.subject for n in world.messages(asked.physician))


def test_a_running_talk_is_seen_no_more_from_the_moment_of_the_shield_and_is_said_to_be_withdrawn(world):
    talk = world.candidacy(state="dialogue")
    institution, physician = talk.opening.institution, talk.physician
    member = world.actor(institution)
    assert candidacy_for(member, talk.number)
    add_shield(physician=physician, by=world.actor(physician), institution=institution)
    with pytest.raises(Http404):
        candidacy_for(member, talk.number)
    assert not DisclosureGrant.objects.filter(withdrawn_at=None).exists()
    last = world.messages(member)[-1]
    assert (last.kind, last.about) == ("E39", talk.number)
    before = len(world.messages(member))
    add_shield(physician=physician, by=world.actor(physician), name=institution.name)
    dialogue.ask(candidacy=talk, by=world.actor(physician), text="夜間は", key=uuid.uuid4())
    decline(candidacy=talk, by=world.actor(physician), step_id="T25")
    assert len(world.messages(member)) == before, "nothing more is written to who is hidden from"


def test_the_desk_finds_the_talk_on_todays_list_and_can_end_it(world):
    talk = world.candidacy(state="dialogue")
    assert in_conflict([talk]) == set()
    add_shield(physician=talk.physician, by=world.ms_miura, institution=talk.opening.institution)
    (task,) = [t for t in todays_list(world.ms_miura, today()) if t.number == talk.number]
    assert task.kind is Kind.SHIELD
    talk.refresh_from_db()
    take_step(candidacy=talk, step_id="T29", by=world.ms_miura, reason="先生のご意向")
    assert not [t for t in todays_list(world.ms_miura, today()) if t.number == talk.number]


def test_an_institution_that_joins_a_hidden_family_loses_its_talks_too(world):
    hidden = world.institution("青葉会 本院", corporation="青葉会")
    physician = world.physician(shields="青葉会")
    talk = world.candidacy(state="dialogue", physician=physician)
    institution = talk.opening.institution
    member = world.actor(institution)
    assert candidacy_for(member, talk.number)
    change_family(
        institution=institution, by=world.ms_miura, name=institution.name, corporation=hidden.corporation.name
    )
    with pytest.raises(Http404):
        candidacy_for(member, talk.number)
    assert world.messages(member)[-1].kind == "E39"


def test_who_works_for_a_hidden_place_too_sees_and_hears_nothing_at_the_open_one(world):
    allowed, hidden = world.institution(), world.institution("青葉会 本院", corporation="青葉会")
    both = world.member(allowed)
    world.member(hidden, email=world.user(both).email)
    colleague = world.member(allowed)
    physician = world.physician(shields="青葉会")
    talk = world.candidacy(state="dialogue", physician=physician, opening=world.opening(allowed))
    assert candidacy_for(colleague, talk.number)
    assert [n.about for n in world.messages(colleague)] == [talk.number, talk.number]
    with pytest.raises(Http404):
        candidacy_for(both, talk.number)
    assert Candidacy.objects.visible_to(both).count() == 0
    assert world.messages(both) == []
    add_shield(physician=physician, by=world.ms_miura, institution=allowed)
    assert world.messages(both) == [], "who never heard of it does not hear that it is withdrawn"
    assert world.messages(colleague)[-1].kind == "E39"


def test_a_shield_nobody_can_read_hides_from_everybody(world, settings):
    talk = world.candidacy(state="dialogue", physician=world.physician(shields="青葉会"))
    member = world.actor(talk.opening.institution)
    assert candidacy_for(member, talk.number)
    settings.DATA_KEYS = [Fernet.generate_key().decode()]
    assert Candidacy.objects.visible_to(member).count() == 0
