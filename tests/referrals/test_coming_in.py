"""What comes in is believed by its signature alone, comes once, and becomes a registration by a person's hand."""

from datetime import timedelta

import pytest

from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.desk import arrivals
from enishi.desk.models import NextAction
from enishi.openings.models import Opening
from enishi.physicians.models import Physician
from enishi.physicians.registration import is_for_call
from enishi.referrals import coming_in, partners
from enishi.referrals.arrived_drafts import drafts_of, read_as_draft
from enishi.referrals.elsewhere import may_hear_twice, note_also_held
from enishi.referrals.enums import Level, Outcome
from enishi.referrals.likeness import known_already
from enishi.referrals.models import Arrived, Elsewhere, Provision
from enishi.referrals.rules import Bank, Faulty, read
from enishi.referrals.signing import new_seed, sign
from enishi.referrals.wiping import wipe_expired
from meta import acts_referrals as told


def refused(world, data, words):
    with pytest.raises(Faulty, match=words):
        coming_in.receive(data=data, by=world.ms_miura)
    assert not Arrived.objects.exists() and not Provision.objects.exists()


def test_only_a_file_of_a_known_partner_at_work_to_us_with_its_own_good_key_is_kept(world):
    bank = told.with_key(world)
    good = told.sheet(bank)
    refused(world, sign(good, new_seed()), "知らない鍵")
    refused(
        world,
        told.tampered(sign(good, told.SEED), lambda o: o["body"]["facts"][0].update(value="別人")),
        "署名が合いません",
    )
    refused(world, sign(told.sheet(bank, recipient=Bank("ほかの機関", "99-x")), told.SEED), "ほかの機関にあてた")
    refused(world, sign(told.sheet(bank, sender=Bank("名をかたる機関", "99-y")), told.SEED), "差出人の名前が違います")
    with ago(-timedelta(days=301)):
        refused(world, sign(told.sheet(bank, issued_on=today(), expires_on=today()), told.SEED), "期限が過ぎたか")
    partners.end_key(key=bank.keys.get(), by=world.office())
    refused(world, sign(good, told.SEED), "止めてあります")
    partners.end_partner(partner=bank, by=world.office())
    refused(world, sign(good, told.SEED), "いま有効ではありません")


def test_the_same_file_comes_once_and_another_file_of_the_same_code_not_at_all(world):
    bank = told.with_key(world)
    data = sign(told.sheet(bank), told.SEED)
    coming_in.receive(data=data, by=world.ms_miura)
    for again in (data, sign(told.sheet(bank), told.SEED)):
        with pytest.raises(Faulty, match="もう受け取っています"):
            coming_in.receive(data=again, by=world.ms_miura)
    assert Arrived.objects.count() == Provision.objects.count() == 1


def test_a_person_makes_a_registration_for_a_call_of_it_with_a_first_step_and_a_date(world):
    found = told.arrived(world)
    made = arrivals.take_in(arrived=found, identity=coming_in.identity_in(found), by=world.ms_miura)
    assert is_for_call(made) and made.identity.phone == "09077770001" and made.identity.birth_date == "1958-04-05"
    assert not made.consents.exists()  # ours are asked by us
    step = NextAction.objects.get(physician=made, done_at=None)
    assert "見本県ドクターバンクからのご紹介" in step.words and step.due_on >= today()
    found.refresh_from_db()
    assert (found.standing, found.outcome, found.physician) == ("taken", "accepted", made)
    assert Elsewhere.objects.get(physician=made).partner == found.partner
    with pytest.raises(StepRefused, match="お引き受けしました"):
        arrivals.take_in(arrived=found, identity=coming_in.identity_in(found), by=world.ms_miura)
    assert Physician.objects.count() == 1


def test_somebody_who_is_registered_already_is_seen_before_a_second_registration_is_made(world):
    there = world.physician(phone="09077770001")
    found = told.arrived(world)
    assert [p for p, _ in known_already(coming_in.identity_in(found))] == [there]
    coming_in.join_arrived(arrived=found, physician=there, by=world.ms_miura)
    assert Physician.objects.count() == 1


def test_an_outline_makes_no_registration_and_says_why(world):
    facts = (("outline", "60代・内科系の医師。"),)
    found = told.arrived(world, level=str(Level.OUTLINE), facts=facts)
    assert "お名前を含む紹介を" in coming_in.lacks(found)
    with pytest.raises(StepRefused):
        arrivals.take_in(arrived=found, identity={}, by=world.ms_miura)


def test_what_is_given_back_is_wiped_and_answered(world):
    partners.make_our_key(by=world.office())
    found = coming_in.give_back(arrived=told.arrived(world), reason="ご希望の地域が違う", by=world.ms_miura)
    found.refresh_from_db()
    assert not found.facts and Provision.objects.get().keep_until > today()
    answer = read(coming_in.answer_file(found), today=today()).sheet
    assert (answer.outcome, answer.about, answer.code) == (Outcome.DECLINED, found.sheet_id, found.code)
    assert coming_in.answer_file(found) == coming_in.answer_file(found)


def test_what_a_partner_takes_back_is_wiped_before_anybody_took_it_in(world):
    from enishi.referrals.enums import SheetKind

    bank = told.with_key(world)
    found = told.arrived(world, bank)
    words = {"kind": SheetKind.WITHDRAWAL, "level": "", "consent": ("", "", ""), "facts": (), "about": found.sheet_id}
    coming_in.receive(data=sign(told.sheet(bank, **words), told.SEED), by=world.ms_miura)
    found.refresh_from_db()
    assert (found.standing, found.facts) == ("withdrawn", "")


def test_an_answer_about_a_referral_of_somebody_else_is_refused(world):
    bank = told.with_key(world)
    other_seed = new_seed()
    other = told.with_key(world, other_seed, name="別の機関", licence="")
    found = told.sent(world, to=other)
    with pytest.raises(Faulty, match="どの紹介についての知らせか"):
        coming_in.receive(
            data=told.outcome_file(found, Outcome.PLACED, sender=partners.as_bank(bank)), by=world.ms_miura
        )
    found.refresh_from_db()
    assert not found.outcome


def test_a_typed_twin_comes_once_beside_its_file_and_says_that_nobody_checked_it(world):
    bank = told.with_key(world)

    def typed(**given):
        facts = {"code": "ABCDEFGH", "issued_on": today(), "consent_on": today()} | given
        return coming_in.type_twin(partner=bank, level=Level.IDENTITY, facts=told.SON, by=world.ms_miura, **facts)

    with pytest.raises(StepRefused, match="日付の順"):
        typed(consent_on=today() + timedelta(days=1))
    with pytest.raises(StepRefused, match="期限が過ぎています"):
        typed(issued_on=today() - timedelta(days=200), consent_on=today() - timedelta(days=200))
    assert typed().partner_key is None
    with pytest.raises(StepRefused, match="もう受け取っています"):
        typed()
    with pytest.raises(Faulty, match="もう受け取っています"):
        told.arrived(world, bank)


def test_a_post_that_the_other_bank_holds_too_is_warned_of_before_it_is_proposed(world):
    found = told.taken(world)
    opening, quiet = world.opening(), world.opening()
    note_also_held(opening=opening, partner=found.partner, by=world.ms_miura)
    assert may_hear_twice(found.physician, opening) == ["見本県ドクターバンク"]
    assert may_hear_twice(found.physician, quiet) == [] == may_hear_twice(world.physician(), opening)


def test_what_nobody_decided_on_is_wiped_a_week_after_its_time_and_what_was_taken_stays(world):
    bank = told.with_key(world)
    taken, waits = told.taken(world, bank), told.arrived(world, bank, code="ABCDEFGK")
    last = waits.expires_on + timedelta(days=7)
    assert wipe_expired(last) == 0
    assert wipe_expired(last + timedelta(days=1)) == 1 and wipe_expired(last + timedelta(days=1)) == 0
    taken.refresh_from_db()
    waits.refresh_from_db()
    assert (waits.standing, waits.facts, bool(taken.facts)) == ("expired", "", True)
    assert waits.provisions.get().person  # that it came stays its three years
    with pytest.raises(StepRefused, match="期限が過ぎ"):
        coming_in.give_back(arrived=waits, reason="遅い", by=world.ms_miura)


def test_an_opening_that_came_in_is_read_for_one_institution_and_is_no_opening_yet(world):
    found, house = told.told_opening(world), world.institution()
    kept = read_as_draft(arrived=found, institution=house, by=world.ms_miura)
    assert "勤務日数：週4日" in kept.text and not Opening.objects.exists()
    assert read_as_draft(arrived=found, institution=house, by=world.ms_miura) == kept == drafts_of(found)
    with pytest.raises(StepRefused, match="として読み始めています"):
        read_as_draft(arrived=found, institution=world.institution(), by=world.ms_miura)
    found.refresh_from_db()
    assert (found.standing, found.outcome) == ("noted", "accepted")


def test_an_opening_that_was_given_back_or_is_a_person_is_read_by_nobody(world):
    bank, house = told.with_key(world), world.institution()
    back = coming_in.give_back(arrived=told.told_opening(world, bank), reason="登録がない", by=world.ms_miura)
    for arrived, words in ((back, "お引き受けしませんでした"), (told.arrived(world, bank), "募集の紹介ではありません")):
        with pytest.raises(StepRefused, match=words):
            read_as_draft(arrived=arrived, institution=house, by=world.ms_miura)
