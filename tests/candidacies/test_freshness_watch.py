"""The clock asks on days 25, 30 and 40, hides on day 46 and closes on day 91, day by day, and never twice."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.audit.models import Entry
from enishi.candidacies.freshness import watch_freshness
from enishi.common.clock import ago, today
from enishi.desk.today import Kind, todays_list
from enishi.notices.models import Notice
from enishi.openings.actions import confirm_opening
from enishi.openings.enums import ConfirmWay
from enishi.openings.freshness import choose_confirm_way, ways_of
from enishi.openings.models import Opening
from enishi.openings.rules import closed_from, hidden_from, oldest_open, oldest_shown, reminders_due


def told(opening):
    return list(Notice.objects.filter(about=opening.institution.number).order_by("id").values_list("kind", flat=True))


def on_day(days):
    return ago(timedelta(days=-days))


def test_day_by_day_an_opening_is_asked_about_hidden_and_closed(world):
    opening = world.opening()
    seen = {}
    for day in (0, 24, 25, 26, 29, 30, 31, 39, 40, 44, 45, 46, 47, 89, 90, 91, 92):
        with on_day(day):
            before = len(told(opening))
            watch_freshness(today())
            watch_freshness(today())  # the job runs every hour
            opening.refresh_from_db()
            seen[day] = (
                opening.freshness.value,
                Opening.objects.published().filter(pk=opening.pk).exists(),
                opening.state,
                told(opening)[before:],
            )
    assert seen == {
        0: ("fresh", True, "published", []),
        24: ("fresh", True, "published", []),
        25: ("fresh", True, "published", ["E44"]),
        26: ("fresh", True, "published", []),
        29: ("fresh", True, "published", []),
        30: ("fresh", True, "published", ["E44"]),
        31: ("amber", True, "published", []),
        39: ("amber", True, "published", []),
        40: ("amber", True, "published", ["E44"]),
        44: ("amber", True, "published", []),
        45: ("amber", True, "published", []),
        46: ("hidden", False, "published", ["E45"]),
        47: ("hidden", False, "published", []),
        89: ("hidden", False, "published", []),
        90: ("hidden", False, "published", []),
        91: ("hidden", False, "closed", ["E45c"]),
        92: ("hidden", False, "closed", []),
    }
    assert opening.close_reason == "expired"


def test_a_day_the_worker_slept_through_is_made_up_for_with_one_mail(world):
    opening = world.opening()
    with on_day(43):
        watch_freshness(today())
    assert told(opening) == ["E44"]
    with on_day(44):
        confirm_opening(opening=opening, by=world.actor(opening.institution), confirmed_by="事務長")
    with on_day(44 + 25):
        watch_freshness(today())
    assert told(opening) == ["E44", "E44"]


def test_openings_of_one_hospital_are_asked_about_in_one_mail(world):
    hospital = world.institution()
    for _ in range(3):
        opening = world.opening(hospital, confirmed_days_ago=30)
    watch_freshness(today())
    (mail,) = Notice.objects.filter(kind="E44")
    assert "募集3件" in mail.body and "/inst/openings/confirm" in mail.body
    assert "円" not in mail.subject and opening.current.title not in mail.body


@pytest.mark.parametrize(("way", "words"), [(ConfirmWay.FAX, "ファクスを送る"), (ConfirmWay.PHONE, "お電話で")])
def test_who_wants_a_fax_or_a_call_gets_no_mail_and_stands_on_the_list_of_the_desk(world, way, words):
    opening = world.opening(confirmed_days_ago=26)
    by = world.actor(opening.institution)
    assert not [t for t in todays_list(world.ms_miura, today()) if t.kind is Kind.RECONFIRM]
    choose_confirm_way(institution=opening.institution, by=by, way=way)
    watch_freshness(today())
    assert told(opening) == []
    (task,) = [t for t in todays_list(world.ms_miura, today()) if t.kind is Kind.RECONFIRM]
    assert words in task.words and way.label in task.reason and "26日" in task.reason


def test_a_hospital_without_anybody_who_signs_in_is_called(world):
    hospital = world.institution()
    assert ways_of([hospital]) == {hospital.pk: ConfirmWay.PHONE}
    world.member(hospital)
    assert ways_of([hospital]) == {hospital.pk: ConfirmWay.MAIL}


def test_closing_by_the_clock_ends_the_talks_about_it(world):
    candidacy = world.candidacy("dialogue")
    with on_day(91):
        watch_freshness(today())
    candidacy.refresh_from_db()
    assert candidacy.state == "opening_closed"


def test_what_was_confirmed_before_the_rule_gets_its_period_and_what_nobody_confirmed_is_closed(world):
    living, left_alone = world.opening(confirmed_days_ago=10), world.opening(confirmed_days_ago=200)
    over = today() - timedelta(days=1)
    Opening.objects.filter(pk__in=[living.pk, left_alone.pk]).update(valid_until=over)
    Opening.objects.filter(pk=left_alone.pk).update(confirmed_at=None)
    assert not Opening.objects.published().exists()
    watch_freshness(today())
    assert list(Opening.objects.published()) == [living]
    living.refresh_from_db()
    left_alone.refresh_from_db()
    assert living.valid_until == today() + timedelta(days=170)
    assert (left_alone.state, left_alone.close_reason, left_alone.valid_until) == ("closed", "expired", over)
    assert Entry.objects.filter(action="renew", object_number=living.number).count() == 1
    watch_freshness(today())
    assert Entry.objects.filter(action="renew").count() == 1  # once, and then every confirmation does it itself


@given(st.integers(0, 200))
def test_the_days_of_the_rules_agree_with_each_other(days):
    day = today()
    confirmed = day - timedelta(days=days)
    assert (day >= hidden_from(confirmed)) == (confirmed < oldest_shown(day)) == (days > 45)
    assert (day >= closed_from(confirmed)) == (confirmed < oldest_open(day)) == (days > 90)
    assert reminders_due(confirmed, day) == (days >= 25) + (days >= 30) + (days >= 40) + (days >= 46)
