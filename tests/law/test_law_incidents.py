"""個人情報保護法26条: which leaks are reported, and until when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.law.dated import NotInForce
from enishi.law.incidents import Leak, duty_of

KNOWN = date(2026, 11, 26)


def leak(people=1, *, sensitive=False, harmful=False, malicious=False, known_on=KNOWN):
    return duty_of(Leak(known_on, people, sensitive, harmful, malicious))


def test_a_thousand_people_are_not_yet_more_than_a_thousand():
    assert not leak(1000).reportable and leak(1000).final_by is None
    assert leak(1001).reportable and "1,000人を超える" in leak(1001).grounds[0]


def test_one_sick_note_is_reported_within_five_days_and_in_full_within_thirty():
    duty = leak(sensitive=True)
    assert (duty.prompt_from, duty.prompt_by, duty.final_by) == (
        date(2026, 11, 29),
        date(2026, 12, 1),
        date(2026, 12, 26),
    )


def test_where_the_purpose_may_be_wrongful_the_full_report_has_sixty_days():
    assert leak(malicious=True, sensitive=True).final_by == date(2027, 1, 25)


def test_before_the_law_was_in_force_nothing_is_said():
    with pytest.raises(NotInForce):
        leak(sensitive=True, known_on=date(2022, 3, 31))


@given(st.integers(0, 10**7), st.booleans(), st.booleans(), st.booleans(), st.dates(date(2022, 4, 1), date(2090, 1, 1)))
def test_a_report_is_due_exactly_where_a_ground_stands_and_more_grounds_never_lengthen_the_prompt_one(n, s, h, m, day):
    duty = leak(n, sensitive=s, harmful=h, malicious=m, known_on=day)
    assert duty.reportable == (s or h or m or n > 1000) == (duty.prompt_by is not None)
    if duty.reportable:
        assert day < duty.prompt_from <= duty.prompt_by <= duty.final_by
