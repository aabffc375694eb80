"""Physicians in the desk's hands: acceptance, shields, consents, disclosures, and who may read a name."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from enishi.audit.models import Entry
from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.physicians import actions
from enishi.physicians.access import disclosed_level, identity_of, own_record, physician_for
from enishi.physicians.consent_texts import load_consent_texts
from enishi.physicians.enums import ConsentKind, DisclosureLevel
from enishi.physicians.models import Consent, ConsentText, Physician
from enishi.physicians.rules import names_touch, plain_name, shield_covers
from enishi.physicians.shield import hidden_institutions, is_hidden_from
from enishi.physicians.wishes import approve_wishes


# -- acceptance --------------------------------------------------------------------------------------
def test_acceptance_needs_what_the_ledger_needs_and_says_all_at_once(world):
    physician = world.physician(state="interviewing", address="", birth_date="", specialties=[])
    with pytest.raises(StepRefused) as refused:
        actions.accept_physician(physician=physician, by=world.ms_miura)
    assert refused.value.codes == {"missing:address", "missing:birth_date", "missing:specialties"}
    actions.complete_identity(
        physician=physician, by=world.ms_miura, fields={"address": "久慈市", "birth_date": "1958-04-05"}
    )
    sheet = actions.save_wishes(physician=physician, by=world.ms_miura, wishes={"specialties": ["内科"]})
    physician = Physician.objects.get(pk=physician.pk)
    with pytest.raises(StepRefused, match="先生がまだ確かめていません"):
        actions.accept_physician(physician=physician, by=world.ms_miura)
    approve_wishes(physician=physician, by=world.actor(physician), no=sheet.no)
    physician.refresh_from_db()
    assert (physician.state, physician.accepted_on) == ("active", today())
    assert physician.valid_until == today() + timedelta(days=365)


def test_wishes_are_added_and_never_rewritten(world):
    physician = world.physician(days_max=2)
    second = actions.save_wishes(physician=physician, by=world.actor(physician), wishes={"days_max": 4})
    assert (second.no, second.specialties) == (2, ["内科"])
    assert [int(s.days_max) for s in physician.wish_sheets.order_by("no")] == [2, 4]
    assert Physician.objects.get(pk=physician.pk).wishes == second
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE physicians_wishsheet SET days_max = 5")


# -- shield ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("shield", "institution", "corporation", "covered"),
    [
        ("医療法人社団　青葉会", "東病院", "青葉会", True),
        ("青葉会", "東病院", "医療法人 青葉会", True),
        ("ﾌﾞﾙｰﾎｽﾋﾟﾀﾙ", "ブルーホスピタル 本院", "", True),
        ("青葉会 中央病院", "中央病院", "", True),
        ("青葉会", "若葉会病院", "医療法人 若葉会", False),
        ("会", "青葉会病院", "医療法人 青葉会", False),
        ("", "青葉会病院", "医療法人 青葉会", False),
        ("医療法人", "青葉会病院", "医療法人 青葉会", False),
    ],
)
def test_a_shield_by_name(shield, institution, corporation, covered):
    assert shield_covers(shield, institution, corporation) is covered


@given(st.text(max_size=12), st.text(max_size=12))
def test_two_names_touch_from_either_side(a, b):
    assert names_touch(a, b) == names_touch(b, a)
    assert plain_name(plain_name(a)) == plain_name(plain_name(plain_name(a)))


def test_a_shield_ends_when_the_physician_ends_it(world):
    hospital = world.institution("青葉会 東病院")
    physician = world.physician(shields="青葉会")
    assert is_hidden_from(physician, hospital)
    actions.end_shield(entry=physician.shield.get(), by=world.actor(physician))
    assert not is_hidden_from(physician, hospital)
    assert physician.shield.get().ended_at


def test_the_quick_look_at_one_institution_agrees_with_the_look_at_all(world):
    hospitals = [
        world.institution(corporation="医療法人 青葉会", group="葉グループ"),
        world.institution(corporation="医療法人 若葉会", group="葉グループ"),
        world.institution(corporation="医療法人 波会"),
    ]
    for shields in ((), ("青葉会",), ("若葉会", "波会"), ("葉グループ",)):
        physician = world.physician(shields=shields)
        hidden = hidden_institutions(physician)
        assert [is_hidden_from(physician, h) for h in hospitals] == [h.pk in hidden for h in hospitals]


def test_an_empty_shield_is_refused(world):
    physician = world.physician()
    with pytest.raises(ValueError, match="shield"):
        actions.add_shield(physician=physician, by=world.ms_miura, name="  ")
    assert actions.add_shield(physician=physician, by=world.ms_miura, institution=world.institution()).pk


# -- consents and disclosures ------------------------------------------------------------------------
def test_consent_is_to_a_text_and_is_withdrawn_by_a_date(world):
    physician = world.physician()
    by = world.actor(physician)
    actions.withdraw_consent(physician=physician, kind=ConsentKind.ANONYMOUS, by=by)
    assert not actions.has_consented(physician, ConsentKind.ANONYMOUS)
    assert Consent.objects.filter(physician=physician, text__kind=ConsentKind.ANONYMOUS).get().withdrawn_at
    again = actions.give_consent(physician=physician, kind=ConsentKind.ANONYMOUS, by=by)
    assert actions.give_consent(physician=physician, kind=ConsentKind.ANONYMOUS, by=by) == again
    assert again.text.version == 1 and again.taken_by_id is None


def test_a_consent_taken_on_the_telephone_names_who_took_it(world):
    physician = world.physician()
    taken = actions.give_consent(physician=physician, kind=ConsentKind.NEWS, by=world.by_phone())
    assert (taken.channel, taken.taken_by_id) == ("phone", world.ms_miura.user_id)


def test_the_words_consented_to_are_fixed_in_the_database(world):
    assert load_consent_texts() == 0
    assert ConsentText.objects.count() == len(ConsentKind)
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsentText.objects.update(text="すべてに同意します")


def test_a_disclosure_is_for_one_institution_until_its_day(world):
    physician, one, other = world.physician(), world.institution(), world.institution()
    until = today() + timedelta(days=10)
    actions.grant_disclosure(
        physician=physician, institution=one, level=DisclosureLevel.L3, until=until, by=world.actor(physician)
    )
    assert disclosed_level(physician, one) == DisclosureLevel.L3
    assert disclosed_level(physician, other) is None
    with ago(timedelta(days=-10)):
        assert disclosed_level(physician, one) == DisclosureLevel.L3
    with ago(timedelta(days=-11)):
        assert disclosed_level(physician, one) is None


def test_a_smaller_disclosure_takes_the_place_of_a_larger(world):
    physician, institution = world.physician(), world.institution()
    for level in (DisclosureLevel.L4, DisclosureLevel.L2):
        actions.grant_disclosure(
            physician=physician, institution=institution, level=level, until=today(), by=world.actor(physician)
        )
    assert disclosed_level(physician, institution) == DisclosureLevel.L2
    with pytest.raises(ValueError, match="past"):
        actions.grant_disclosure(
            physician=physician,
            institution=institution,
            level=DisclosureLevel.L1,
            until=today() - timedelta(days=1),
            by=world.ms_miura,
        )


# -- who may know and read ---------------------------------------------------------------------------
def test_who_may_know_of_a_physician(world):
    physician, other = world.physician(), world.physician()
    hospital = world.institution()
    for actor in (world.ms_miura, world.desk(), world.supervisor(), world.office(), world.actor(physician)):
        assert physician_for(actor, physician.number) == physician
    society = world.society_member("見本学会")
    for actor in (None, world.actor(other), world.actor(hospital), world.outreach(), world.researcher(), society):
        with pytest.raises(Http404):
            physician_for(actor, physician.number)
    assert own_record(world.actor(physician)) == physician
    with pytest.raises(Http404):
        own_record(world.ms_miura)


def test_every_reading_of_a_name_by_another_is_logged(world):
    physician = world.physician()

    def readings():
        return Entry.objects.filter(action="read:identity", object_number=physician.number)

    assert identity_of(physician, by=world.actor(physician)).full_name
    assert not readings().exists()
    identity_of(physician, by=world.ms_miura)
    identity_of(physician, by=world.office())
    assert list(readings().order_by("id").values_list("role", "level")) == [("coordinator", 3), ("compliance", 3)]
