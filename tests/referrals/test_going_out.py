"""Nothing leaves without a living consent to exactly its words, and never to whom the physician hides from."""

import uuid
from datetime import timedelta

import pytest

from enishi.candidacies.leaving import leave
from enishi.common.clock import ago, now, today
from enishi.common.workflow import Channel, StepRefused
from enishi.desk.today import Kind, todays_list
from enishi.notices.models import Notice
from enishi.physicians.actions import add_shield
from enishi.referrals import going_out, partners
from enishi.referrals.access import referral_for
from enishi.referrals.enums import Level, Outcome, Standing, Way
from enishi.referrals.hiding import hidden_partners
from enishi.referrals.models import Provision, Referral
from enishi.referrals.rules import read
from enishi.referrals.signing import fingerprint, holds, public_of
from meta import acts_referrals as told


def refused(act, words):
    with pytest.raises(StepRefused, match=words):
        act()


def test_what_the_physician_agreed_to_goes_out_signed_and_is_recorded_as_the_law_asks(world):
    partners.make_our_key(by=world.office())
    found = told.agreed(world)
    data = going_out.hand_over(referral=found, by=world.ms_miura, way=Way.FILE)
    signed = read(data, today=today())
    assert holds(signed, partners.our_key().public) and signed.sheet.digest == found.digest
    assert dict(signed.sheet.facts)["family_name"] == "北川" and signed.sheet.recipient.name == "見本県ドクターバンク"
    row = Provision.objects.get(referral=found)
    assert "見本県知事" in row.partner_words and "見本県見本市1-1" in row.partner_words
    assert row.items == ["姓", "電話番号", "お名前を伏せた概要", "診療科"] and "先生ご本人の同意（画面）" in row.basis
    assert row.person.startswith("北川") and row.keep_until.year == today().year + 3
    found.refresh_from_db()
    assert found.standing is Standing.SENT
    assert going_out.hand_over(referral=found, by=world.ms_miura, way=Way.PAPER) == data  # the same words again
    assert Provision.objects.filter(referral=found).count() == 2


def test_without_a_consent_that_lives_nothing_can_be_handed_over(world):
    partners.make_our_key(by=world.office())
    found = told.asked(world)

    def hand():
        return going_out.hand_over(referral=Referral.objects.get(pk=found.pk), by=world.ms_miura, way=Way.FILE)

    refused(hand, "有効なご同意がない")
    going_out.consent(referral=found, by=world.ms_miura, channel=Channel.PHONE)
    hand()
    going_out.withdraw(referral=found, by=world.actor(found.physician), channel=Channel.WEB)
    refused(hand, "ご同意が取り消されました")
    with ago(-timedelta(days=91)):
        refused(hand, "ご同意が取り消されました")
    assert Provision.objects.count() == 1


def test_a_consent_ends_with_its_time_and_with_the_agreement(world):
    partners.make_our_key(by=world.office())
    found = told.agreed(world)
    with ago(-timedelta(days=91)):
        refused(lambda: going_out.hand_over(referral=found, by=world.ms_miura, way=Way.FILE), "期限が過ぎました")
    partners.end_partner(partner=found.partner, by=world.office())
    refused(
        lambda: going_out.hand_over(referral=found, by=world.ms_miura, way=Way.FILE),
        "取り決めは、いま有効ではありません",
    )


def test_a_partner_that_is_or_runs_what_a_physician_hides_from_is_refused_at_every_door(world):
    physician = world.physician(works_at="見本県立中央病院")
    bank = told.partner(world, houses=["見本県立中央病院", "見本県立東病院"])
    other = told.partner(world, name="別の医師会")
    assert hidden_partners(physician, [bank, other]) == {bank.pk}
    refused(lambda: told.asked(world, physician=physician, to=bank), "伏せる相手に当たる")
    assert not Notice.objects.filter(kind="E74").exists()
    told.asked(world, physician=physician, to=other)


def test_a_shield_set_after_the_consent_stops_the_handing_over(world):
    partners.make_our_key(by=world.office())
    found = told.agreed(world)
    add_shield(physician=found.physician, name="見本県ドクターバンク", by=world.actor(found.physician))
    refused(lambda: going_out.hand_over(referral=found, by=world.ms_miura, way=Way.FILE), "伏せる相手に当たる")


def test_an_institution_of_ours_that_is_hidden_hides_the_bank_that_runs_it(world):
    hospital = world.institution("青葉会 中央病院", corporation="青葉会")
    physician = world.physician()
    add_shield(physician=physician, institution=hospital, by=world.actor(physician))
    assert hidden_partners(physician, [told.partner(world, houses=["青葉会 中央病院"])])


def test_an_outline_says_nothing_but_the_outline(world):
    found = told.asked(world, level=Level.OUTLINE)
    assert going_out.facts_of(found).keys() == {"outline"} and not going_out.names_somebody(found)


def test_the_physician_hears_of_the_question_without_the_name_of_the_partner(world):
    found = told.asked(world)
    letter = world.messages(found.physician)[-1]
    assert letter.kind == "E74" and "見本県" not in letter.body + letter.subject and found.number in letter.body


def test_a_no_stands_and_asking_once_more_is_another_question(world):
    bank = told.partner(world)
    found = told.asked(world, to=bank)
    refused(lambda: told.asked(world, physician=found.physician, to=bank), "もう進んでいます")
    going_out.refuse(referral=found, by=world.actor(found.physician), channel=Channel.WEB)
    refused(
        lambda: going_out.consent(referral=found, by=world.ms_miura, channel=Channel.PHONE), "同意なさいませんでした"
    )
    assert told.asked(world, physician=found.physician, to=bank).number != found.number


def test_the_same_form_sent_twice_asks_once(world):
    physician, bank, key = world.physician(), told.partner(world), uuid.uuid4()
    ask = lambda: going_out.ask_physician(  # noqa: E731
        physician=physician, partner=bank, level=Level.OUTLINE, facts={"outline": "医師。"}, own_wish=True, key=key,
        by=world.ms_miura,
    )  # fmt: skip
    assert ask().pk == ask().pk


def test_a_physician_reads_own_referrals_alone(world):
    from django.http import Http404

    found, other = told.asked(world), world.physician()
    assert referral_for(world.actor(found.physician), found.number) == found
    with pytest.raises(Http404):
        referral_for(world.actor(other), found.number)
    with pytest.raises(Http404):
        referral_for(world.member(world.institution()), found.number)


def test_an_opening_goes_out_once_its_institution_said_who_agreed(world):
    partners.make_our_key(by=world.office())
    opening, bank = world.opening(), told.partner(world)
    found = going_out.ask_institution(
        opening=opening, partner=bank, facts={"title": "内科"}, key=uuid.uuid4(), by=world.ms_miura
    )
    refused(lambda: going_out.consent(referral=found, by=world.ms_miura, channel=Channel.PHONE), "役職をご記入ください")
    found = going_out.consent(referral=found, by=world.ms_miura, channel=Channel.PHONE, confirmer="事務長")
    sheet = read(going_out.hand_over(referral=found, by=world.ms_miura, way=Way.FILE), today=today()).sheet
    assert sheet.consent[2] == "事務長" and dict(sheet.facts) == {"title": "内科"}


def test_who_leaves_takes_every_consent_back_and_the_partner_is_still_to_be_told(world):
    found = told.sent(world)
    leave(physician=found.physician, by=world.actor(found.physician))
    found.refresh_from_db()
    assert found.standing is Standing.WITHDRAWN and found.owes_word and not going_out.rows_of(found)
    assert Provision.objects.get(referral=found).person  # the law keeps it for three years


def test_the_word_of_withdrawal_is_signed_and_told_once(world):
    found = told.sent(world)
    going_out.withdraw(referral=found, by=world.actor(found.physician), channel=Channel.WEB)
    found.refresh_from_db()
    sheet = read(going_out.withdrawal_file(found), today=today()).sheet
    assert sheet.kind == "withdrawal" and sheet.about == found.sheet_id and not sheet.facts
    going_out.told(referral=found, by=world.ms_miura)
    first = Referral.objects.get(pk=found.pk).withdrawn_told_at
    going_out.told(referral=found, by=world.ms_miura)
    assert Referral.objects.get(pk=found.pk).withdrawn_told_at == first <= now()


def test_a_key_is_taken_only_with_the_digits_that_were_read_out(world):
    bank = told.partner(world)
    public = public_of(told.SEED)
    refused(lambda: told.key(world, bank, read_out="00000000"), "この鍵の指紋と違います")
    refused(lambda: told.key(world, bank, public="abc"), "公開鍵を読み取れませんでした")
    refused(lambda: told.key(world, bank, valid_until=today() - timedelta(days=1)), "使える期間")
    made = told.key(world, bank)
    assert made.fingerprint == fingerprint(public)
    refused(lambda: told.key(world, told.partner(world, name="別の機関")), "もう登録されています")


def test_the_seed_of_our_key_stands_nowhere_in_the_clear(world, django_assert_num_queries):
    from django.db import connection

    key = partners.make_our_key(by=world.office())
    with connection.cursor() as cursor:
        cursor.execute("SELECT seed FROM referrals_signingkey")
        (stored,) = cursor.fetchone()
    assert key.seed not in stored
    newer = partners.make_our_key(by=world.office())
    assert partners.our_key() == newer


def test_what_the_partner_answers_stands_beside_the_referral(world):
    from enishi.referrals import coming_in

    bank = told.with_key(world)
    found = told.sent(world, to=bank)
    coming_in.receive(data=told.outcome_file(found, Outcome.ACCEPTED), by=world.ms_miura)
    found.refresh_from_db()
    assert (found.standing, found.outcome, found.ended_at) == (Standing.ANSWERED, "accepted", None)
    coming_in.receive(data=told.outcome_file(found, Outcome.PLACED), by=world.ms_miura)
    found.refresh_from_db()
    assert found.outcome == "placed" and found.ended_at


def test_what_a_partner_still_holds_and_what_arrived_stand_on_todays_list(world):
    bank = told.with_key(world)
    found = told.sent(world, to=bank)
    told.arrived(world, bank)

    def of(actor):
        return {t.words for t in todays_list(actor, today()) if t.kind is Kind.REFERRAL}

    keeper = world.actor(found.physician.coordinator)
    assert of(keeper) == {"見本県ドクターバンクからの医師のご紹介を確かめる"}
    going_out.withdraw(referral=found, by=world.ms_miura, channel=Channel.PHONE)
    assert "{name}先生：同意の取り消しを紹介先へ知らせる" in of(keeper)
    assert "{name}先生：同意の取り消しを紹介先へ知らせる" not in of(world.coordinator())
    going_out.told(referral=found, by=world.ms_miura)
    assert len(of(keeper)) == 1
