"""Whether two registrations are of one person: what is alike however it is written, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.candidacies.leaving import leave
from enishi.common.japanese.kana import sound_key
from enishi.merging.actions import keep_apart
from enishi.merging.querysets import likely_doubles, pairs_waiting
from enishi.physicians.actions import complete_identity
from enishi.physicians.doubles import doubles_of
from enishi.physicians.indices import INDICES
from enishi.physicians.likeness import Sign, Traits, signs, weight
from enishi.physicians.mail_change import change_mail

DIGEST = st.sampled_from(["", "a", "b"])
TRAITS = st.builds(Traits, DIGEST, DIGEST, DIGEST, DIGEST, DIGEST, DIGEST)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("やまざき", "やまさき"), ("おおの", "おの"), ("おーの", "おおの"), ("しょうじ", "しようじ"), ("ゆうこ", "ゆこ"), ("せいじ", "せえじ"),
        ("ミヅノ", "みずの"), ("ﾎﾝﾀﾞ", "ほんだ"), ("いのうえ", "いのえ"), ("こういちろう", "こいちろ"), ("さ さ き", "ささき"),
    ],
)  # fmt: skip
def test_one_reading_written_two_ways(one, other):
    assert sound_key(one) == sound_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("さとう", "かとう"), ("きたがわ", "にしがわ"), ("けん", "け"), ("みか", "みき"), ("あい", "あおい")],
)
def test_two_readings(one, other):
    assert sound_key(one) != sound_key(other)


@given(st.text(alphabet="あいうえおかがさざただなはばぱまやらわんゃっーアガン 漢1", max_size=12))
def test_a_sound_is_its_own_sound(text):
    assert sound_key(sound_key(text)) == sound_key(text)
    assert not set(sound_key(text)) & set("ー 漢1ャゃっがざ")


@given(TRAITS, TRAITS)
def test_likeness_is_the_same_from_either_side(one, other):
    assert signs(one, other) == signs(other, one)
    assert not signs(one, Traits())
    assert bool(weight(signs(one, other))) == bool(signs(one, other))


def test_two_known_licences_that_differ_are_two_people():
    twins = Traits("1", "day", "kana", "given", "mail", "phone"), Traits("2", "day", "kana", "given", "mail", "phone")
    assert signs(*twins) == ()
    assert signs(Traits("1"), Traits("1", "day")) == (Sign.LICENCE,)


def found(world, **given):
    """Signs between two registrations of which the second has these words of the first."""
    first = world.physician(
        family_kana="やまざき", given_kana="ゆうこ", birth_date="1960-02-03", licence_number="第012345号"
    )
    second = world.physician(**given)
    assert [p for p, _ in doubles_of(first)] == ([second] if doubles_of(second) else [])
    return [sign for _, why in doubles_of(second) for sign in why]


def test_a_second_registration_is_found_by_what_it_shares(world):
    assert found(world, family_kana="やまさき", given_kana="ゆこ", birth_date="1960-02-03") == [Sign.BIRTH_AND_NAME]


def test_a_changed_family_name_is_found_by_birthday_and_given_name(world):
    assert found(world, family_kana="さとう", given_kana="ゆうこ", birth_date="1960-02-03") == [Sign.BIRTH_AND_GIVEN]


def test_a_licence_is_found_in_whatever_width_it_is_written(world):
    assert found(world, licence_number="１２３４５") == [Sign.LICENCE]


@pytest.mark.parametrize("alike", [{"birth_date": "1960-02-03"}, {"family_kana": "やまざき", "given_kana": "ゆうこ"}])
def test_a_birthday_alone_or_a_name_alone_says_nothing(world, alike):
    assert not found(world, **alike)


def test_the_digests_follow_every_change_and_go_with_the_person(world):
    one, other = world.physician(), world.physician()
    complete_identity(physician=other, by=world.ms_miura, fields={"licence_number": "777", "phone": "0312345678"})
    complete_identity(physician=one, by=world.ms_miura, fields={"licence_number": "777"})
    change_mail(physician=one, by=world.actor(one), address="new@mail.example.jp")
    assert [why for _, why in doubles_of(one)] == [(Sign.LICENCE,)]
    leave(physician=other, by=world.actor(other))
    other.identity.refresh_from_db()
    assert not any(getattr(other.identity, name) for name in INDICES)
    assert doubles_of(one) == []


def test_a_pair_that_is_two_people_never_comes_back(world):
    one = world.physician(phone="0312345678")
    other = world.physician(phone="0312345678")
    assert [(pair.one, pair.other) for pair in pairs_waiting()[0:9]] == [(one, other)]
    keep_apart(one=other, other=one, by=world.ms_miura)
    keep_apart(one=one, other=other, by=world.ms_miura)
    assert pairs_waiting().count() == 0 and likely_doubles(one) == []
