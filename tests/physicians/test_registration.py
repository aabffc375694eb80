"""Registration: nothing typed is lost, nothing stands twice, and nobody learns who else is here."""

from datetime import timedelta

import pytest

from enishi.accounts.models import User
from enishi.common.clock import ago, today
from enishi.common.japanese.working_days import add_working_days
from enishi.notices.models import Notice
from enishi.physicians.doubles import doubles_of
from enishi.physicians.drafts import draft_data, find_draft, save_draft, start_draft
from enishi.physicians.enums import ConsentKind
from enishi.physicians.models import Identity, Physician, RegistrationDraft
from enishi.physicians.registration import least_busy_coordinator, register_physician


def test_the_same_draft_sent_twice_is_one_physician(world):
    assert world.ms_miura
    key, draft = start_draft(campaign_code="jams_1")
    save_draft(draft=draft, step=1, data={"family_name": "北川"})
    registration = world.registration()
    first = register_physician(registration=registration, by=world.ms_miura, draft=draft)
    again = register_physician(registration=registration, by=world.ms_miura, draft=find_draft(key))
    assert first == again
    assert Physician.objects.count() == 1
    assert Notice.objects.filter(kind="E02").count() == 1


def test_what_was_typed_is_kept_encrypted_until_it_is_sent(world):
    key, draft = start_draft()
    save_draft(draft=draft, step=1, data={"family_name": "北川"})
    save_draft(draft=draft, step=2, data={"birth": "昭和三十三年？"})
    assert draft_data(find_draft(key)) == {"1": {"family_name": "北川"}, "2": {"birth": "昭和三十三年？"}}
    assert find_draft("また別の鍵") is None
    assert "北川" not in RegistrationDraft.objects.extra(select={"raw": "data::text"}).values_list("raw", flat=True)[0]
    register_physician(registration=world.registration(), by=world.ms_miura, draft=draft)
    assert draft_data(find_draft(key)) == {}


def test_a_draft_that_was_sent_takes_no_more(world):
    _, draft = start_draft()
    register_physician(registration=world.registration(), by=world.ms_miura, draft=draft)
    save_draft(draft=draft, step=1, data={"family_name": "だれか"})
    assert draft_data(draft) == {}


def test_a_known_address_gives_no_second_sign_in_and_the_desk_sees_both(world):
    first = world.physician(mail="kitagawa@mail.example.jp", state="registered")
    second = world.physician(mail="Kitagawa@mail.example.jp", state="registered")
    assert first.user is not None
    assert second.user is None
    assert User.objects.filter(email__iexact="kitagawa@mail.example.jp").count() == 1
    assert [other for other, _ in doubles_of(second)] == [first]
    # Who already has a sign-in is told nothing that a stranger could have caused.
    assert Notice.objects.filter(recipient=first.user, kind="E02").count() == 1


def test_the_address_of_staff_stays_staff(world):
    mail = world.user(world.ms_miura).email
    physician = world.physician(mail=mail, state="registered")
    assert physician.user is None
    assert not User.objects.get(email=mail).memberships.filter(role="physician").exists()


def test_the_same_telephone_is_shown_to_the_desk(world):
    first = world.physician(phone="09012345678", state="registered")
    other = world.physician(phone="09087654321", state="registered")
    second = world.physician(phone="09012345678", state="registered")
    assert [other for other, _ in doubles_of(second)] == [first]
    assert doubles_of(other) == []


def test_without_consent_to_placement_nobody_is_registered(world):
    consents = frozenset({ConsentKind.NEWS})
    with pytest.raises(ValueError, match="consent"):
        register_physician(registration=world.registration(consents=consents), by=world.ms_miura)
    assert not Physician.objects.exists()


def test_the_least_busy_coordinator_calls_within_one_working_day(world):
    busy, free = world.coordinator("忙しい 担当"), world.coordinator("空いた 担当")
    Physician.objects.bulk_create(
        Physician(number=f"P-1-{n}", coordinator_id=busy.user_id, state="active") for n in range(3)
    )
    physician = register_physician(registration=world.registration(), by=free)
    assert physician.coordinator_id == free.user_id
    assert physician.contact_by == add_working_days(today(), 1)
    told = [n.kind for n in world.messages(free)]
    assert told == ["E49"]
    assert world.messages(busy) == []


def test_those_who_left_do_not_count_as_work(world):
    done, other = world.coordinator(), world.coordinator()
    Physician.objects.create(number="P-1-1", coordinator_id=done.user_id, state="closed")
    Physician.objects.create(number="P-1-2", coordinator_id=other.user_id, state="active")
    assert least_busy_coordinator().pk == done.user_id


def test_a_physician_without_mail_is_registered_for_the_telephone(world):
    physician = world.physician(mail="", state="registered")
    assert physician.user is None
    assert physician.identity.mail_index == ""
    assert [n.kind for n in world.messages(world.ms_miura)] == ["E49"]


def test_identity_lies_encrypted_in_the_database(world):
    physician = world.physician(family_name="髙﨑", state="registered")
    row = Identity.objects.filter(physician=physician).extra(select={"raw": "family_name::text"}).values_list("raw")[0]
    assert "髙﨑" not in row[0] and len(row[0]) > 60
    assert Identity.objects.get(physician=physician).full_name.startswith("髙﨑 ")


def test_numbers_are_of_the_year_and_follow_each_other(world):
    with ago(timedelta(days=400)):
        old = world.physician(state="registered")
    one, two = world.physician(state="registered"), world.physician(state="registered")
    year, running = one.number.split("-")[1:]
    assert int(year) == today().year
    assert int(two.number.split("-")[2]) == int(running) + 1
    assert old.number.split("-")[1] == str((today() - timedelta(days=400)).year)
