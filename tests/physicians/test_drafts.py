"""Drafts: reminded once, gone after thirty days, and never mailed to whom is known."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.clock import ago
from enishi.common.japanese.halfdays import DAYS
from enishi.common.japanese.working_days import add_working_days, is_working_day
from enishi.notices.models import Notice
from enishi.physicians.drafts import find_draft, forget_old_drafts, save_draft, start_draft
from enishi.physicians.models import RegistrationDraft
from enishi.physicians.reminders import remind_of_drafts
from enishi.physicians.rules import first_contact_on

TYPED = {"family_name": ["北川"], "mail": ["kitagawa@mail.example.jp"]}


def rests(days, **typed):
    """A draft that was saved so many days ago; its key."""
    with ago(timedelta(days=days)):
        key, draft = start_draft()
        save_draft(draft=draft, step=1, data=TYPED | typed)
    return key


def test_one_letter_after_two_days_and_never_a_second_one(db):
    rests(1)
    assert remind_of_drafts() == 0
    rests(2.1, mail=["other@mail.example.jp"])
    assert remind_of_drafts() == 1
    assert remind_of_drafts() == 0
    letter = Notice.objects.get(kind="E03")
    assert letter.to == "other@mail.example.jp"
    assert letter.recipient is None
    assert "北川" not in letter.body
    assert "北川" not in letter.subject


@pytest.mark.parametrize("typed", [{"mail": [""]}, {"mail": ["taro.example.jp"]}, {"family_name": [""]}])
def test_no_letter_without_a_readable_address_and_a_name_that_opens_it(db, typed):
    rests(3, **typed)
    assert remind_of_drafts() == 0
    assert not Notice.objects.exists()


def test_many_drafts_with_one_address_are_one_letter(db):
    for days in (3, 4, 5):
        rests(days)
    remind_of_drafts()
    remind_of_drafts()
    assert Notice.objects.filter(kind="E03").count() == 1


def test_who_has_registered_meanwhile_gets_no_letter(world):
    world.physician(mail="kitagawa@mail.example.jp", state="registered")
    rests(3)
    assert remind_of_drafts() == 0


def test_after_thirty_days_a_draft_opens_nothing_and_is_erased(db):
    old, young = rests(30.1), rests(29)
    assert find_draft(old) is None
    assert find_draft(young) is not None
    assert forget_old_drafts() == 1
    assert RegistrationDraft.objects.count() == 1


def test_the_letter_goes_out_by_the_worker_like_any_other(db):
    from enishi.notices.actions import send_notice

    rests(3)
    remind_of_drafts()
    letter = Notice.objects.get(kind="E03")
    with ago(timezone.now() - letter.send_after):  # not at night, whenever the test runs
        assert send_notice(notice_id=letter.pk) == "sent"


@given(
    registered=st.dates(date(2024, 1, 1), date(2035, 12, 31)),
    channel=st.sampled_from(["mail", "phone", "paper"]),
    days=st.sets(st.sampled_from(DAYS)),
)
def test_the_first_contact_is_on_a_promised_day_and_soon(registered, channel, days):
    on = first_contact_on(registered, channel=channel, days=days)
    assert registered < on
    if channel != "phone" or not days:
        assert on == add_working_days(registered, 1)
    else:
        assert DAYS[on.weekday()] in days
        assert is_working_day(on) or days <= {"sat", "sun"}
        assert (on - registered).days <= 28
