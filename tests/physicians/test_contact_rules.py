"""連絡の約束, the pure rules: never outside the window, never more often than promised, and always a next time or a reason."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from enishi.common.japanese.halfdays import DAYS, PARTS
from enishi.common.japanese.working_days import is_public_holiday
from enishi.common.workflow import Channel
from enishi.physicians.contact_rules import EARLY, WINDOWS, Known, Promise, call_refusal, next_call

TOKYO = ZoneInfo("Asia/Tokyo")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda m: m.replace(tzinfo=TOKYO))
PROMISES = st.builds(
    Promise,
    channel=st.sampled_from([Channel.MAIL, Channel.PHONE, Channel.PAPER]),
    days=st.lists(st.sampled_from(DAYS), unique=True).map(tuple),
    hours=st.lists(st.sampled_from(PARTS), unique=True).map(tuple),
    per_week=st.integers(1, 3),
)
TUESDAY_AFTERNOON = datetime(2026, 12, 8, 14, tzinfo=TOKYO)


def known(calls: list[datetime], at: datetime) -> Known:
    return Known(calls=tuple(c for c in calls if c <= at))


@given(PROMISES, MOMENTS, st.lists(MOMENTS, max_size=4))
def test_a_call_that_is_allowed_lies_within_everything_that_was_promised(promise, at, calls):
    if call_refusal(promise, at, known(calls, at)) is not None:
        return
    assert not promise.on_request
    assert DAYS[at.weekday()] in (promise.days or DAYS[:5]) and not is_public_holiday(at.date())
    assert any(WINDOWS[part][0] <= at.time() < WINDOWS[part][1] for part in promise.hours or ("am", "pm"))
    assert sum(at - timedelta(days=7) < c <= at for c in calls) < promise.per_week


@given(PROMISES, MOMENTS, st.lists(MOMENTS, max_size=4))
def test_the_next_time_is_allowed_and_only_a_promise_on_request_has_none(promise, at, calls):
    facts = known(calls, at)
    moment = next_call(promise, at, facts)
    if moment is None:
        assert promise.on_request
    else:
        assert moment >= at and call_refusal(promise, moment, facts) is None


@given(PROMISES, MOMENTS)
def test_nobody_is_ever_called_at_night_whatever_was_chosen(promise, at):
    if at.hour < 9 or at.hour >= 20:
        assert call_refusal(promise, at) is not None


def test_mail_first_means_no_call_unless_the_physician_asks():
    promise = Promise(Channel.MAIL)
    assert call_refusal(promise, TUESDAY_AFTERNOON).code == "on_request"
    assert next_call(promise, TUESDAY_AFTERNOON) is None
    assert call_refusal(promise, TUESDAY_AFTERNOON, Known(wanted=True)) is None
    assert call_refusal(promise, TUESDAY_AFTERNOON.replace(hour=21), Known(wanted=True)).code == "window"


def test_the_weekly_number_counts_every_dialling_and_opens_again_after_seven_days():
    promise = Promise(Channel.PHONE, days=("tue",), per_week=1)
    called = Known(calls=(TUESDAY_AFTERNOON - timedelta(hours=1),))
    assert call_refusal(promise, TUESDAY_AFTERNOON, called).code == "weekly"
    assert next_call(promise, TUESDAY_AFTERNOON, called) == TUESDAY_AFTERNOON + timedelta(days=7, hours=-1)


def test_a_talk_that_was_agreed_is_kept_at_its_time_and_not_at_another():
    promise, evening = Promise(Channel.MAIL), TUESDAY_AFTERNOON.replace(hour=18)
    agreed = Known(agreed=(evening,))
    assert call_refusal(promise, evening, agreed) is None
    assert call_refusal(promise, TUESDAY_AFTERNOON, agreed) is not None
    assert next_call(promise, TUESDAY_AFTERNOON, agreed) == evening - EARLY


def test_the_promise_in_words():
    assert Promise(Channel.MAIL).words == "メールが先。お電話はご希望のときだけ。"
    promise = Promise(Channel.MAIL, days=("mon", "fri"), hours=("am",), per_week=2)
    assert promise.words == "メールが先。お電話は月・金の午前9時〜正午、週2回まで。"
    assert "平日の午前9時〜午後5時" in Promise(Channel.PHONE).words
    assert not Promise(Channel.PHONE).allows_day(date(2026, 11, 23))  # 勤労感謝の日
