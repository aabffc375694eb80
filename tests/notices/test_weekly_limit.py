"""At most two automatic mails in any seven days, none of them lost: over the real outbox, whatever happens."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.common.clock import ago
from enishi.notices.actions import queue_notice, send_notice
from enishi.notices.models import Notice
from enishi.notices.rules import WEEK, departure, is_quiet
from enishi.physicians.contact import save_promise
from factories.world import World

TOKYO = ZoneInfo("Asia/Tokyo")
MONDAY = datetime(2027, 2, 1, 10, tzinfo=TOKYO)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda m: m.replace(tzinfo=TOKYO))


@given(st.lists(MOMENTS, max_size=30), st.integers(1, 2))
def test_no_window_of_seven_days_holds_more_than_the_limit(events, a_week):
    left: list[datetime] = []
    for at in sorted(events):
        left.append(departure(max([at, *left[-1:]]), sent=left, a_week=a_week))
    assert all(not is_quiet(moment) for moment in left)
    for earlier, later in zip(left, left[a_week:], strict=False):
        assert later - earlier >= WEEK
    weeks = [moment.isocalendar()[:2] for moment in left]
    assert all(weeks.count(week) <= a_week for week in weeks)


@given(MOMENTS, st.lists(MOMENTS, max_size=6))
def test_a_mail_waits_no_longer_than_it_must(at, sent):
    """With room and outside quiet hours it leaves at once; and a fortnight with holidays is the longest wait."""
    sent = [s for s in sent if s <= at]
    moment = departure(at, sent=sent)
    if not is_quiet(at) and sum(s > at - WEEK for s in sent) < 2:
        assert moment == at
    assert moment - at <= timedelta(days=14)


@pytest.fixture
def at_time():
    """Act at a time of one's choice, in the past or to come."""

    def then(moment: datetime):
        return ago(timezone.now() - moment)

    return then


def deliver(until: datetime, at_time: Any) -> None:
    """A worker: takes the next notice when its time has come, until a day."""
    while row := Notice.objects.filter(status="waiting", send_after__lte=until).order_by("send_after", "id").first():
        with at_time(max(row.send_after, MONDAY)):
            assert send_notice(notice_id=row.pk) != "nothing to send"


EVENTS = st.lists(
    st.tuples(st.integers(0, 20 * 24), st.sampled_from(["E06", "E09", "E11", "E18", "E43v", "E13", "E08"])), max_size=14
)


@settings(max_examples=12)
@given(events=EVENTS)
def test_whatever_happens_two_automatic_mails_a_week_and_every_notice_arrives(
    django_db_setup, django_db_blocker, events
):
    with django_db_blocker.unblock(), transaction.atomic():
        user = World().physician().user
        Notice.objects.all().delete()
        for number, (hours, kind) in enumerate(sorted(events)):
            moment = MONDAY + timedelta(hours=hours)
            deliver(moment, lambda m: ago(timezone.now() - m))
            with ago(timezone.now() - moment):
                queue_notice(notice_id=kind, recipient=user, key=f"{number}", about=f"C-{number}")
        deliver(MONDAY + timedelta(days=90), lambda m: ago(timezone.now() - m))
        rows = list(Notice.objects.all())
        assert len(rows) == len(events) and all(n.status == "sent" for n in rows)
        mails = sorted(n.sent_at for n in rows if n.counts and n.joined_to_id is None)
        assert all(third - first >= WEEK for first, third in zip(mails, mails[2:], strict=False))
        assert not any(is_quiet(timezone.localtime(n.sent_at)) for n in rows)
        transaction.set_rollback(True)


def test_what_waits_goes_out_in_one_mail_and_says_how_many(world, at_time):
    user = world.physician().user
    Notice.objects.all().delete()
    with at_time(MONDAY):
        for number in range(5):
            queue_notice(notice_id="E11", recipient=user, key=f"p{number}", about=f"C-{number}")
        first, second, *_ = Notice.objects.order_by("id")
        send_notice(notice_id=first.pk)
    sent = Notice.objects.filter(joined_to=first)
    assert sent.count() == 4 and Notice.objects.filter(status="waiting").count() == 0
    with at_time(MONDAY + timedelta(minutes=1)):
        assert send_notice(notice_id=second.pk) == "nothing to send"


def test_a_postponed_mail_has_a_job_at_its_new_time(world, at_time):
    user = world.physician().user
    Notice.objects.all().delete()
    with at_time(MONDAY):
        for number in range(3):
            row = queue_notice(notice_id="E11", recipient=user, key=f"p{number}", about="C-1")
            status = send_notice(notice_id=row.pk)
    assert status == "postponed"
    row.refresh_from_db()
    assert row.status == "waiting" and timedelta() <= row.send_after - MONDAY - WEEK < timedelta(minutes=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(scheduled_at) FROM procrastinate_jobs WHERE (args->>'notice_id')::bigint = %s", [row.pk]
        )
        assert cursor.fetchone()[0] == row.send_after


def test_what_the_physician_called_forth_and_codes_are_not_counted_and_do_not_wait(world, at_time):
    user = world.physician().user
    Notice.objects.all().delete()
    with at_time(MONDAY):
        for number in range(2):
            send_notice(notice_id=queue_notice(notice_id="E11", recipient=user, key=f"p{number}").pk)
        own = [queue_notice(notice_id=kind, recipient=user, key=kind) for kind in ("E08", "E13", "E15")]
        asked = queue_notice(notice_id="E32", recipient=user, key="own", own_act=True)
        assert [send_notice(notice_id=n.pk) for n in (*own, asked)] == ["sent"] * 4


def test_a_physician_may_choose_one_mail_a_week(world, at_time):
    physician = world.physician()
    save_promise(physician=physician, by=world.actor(physician), mails_per_week=1)
    Notice.objects.all().delete()
    with at_time(MONDAY):
        results = []
        for number in range(2):
            row = queue_notice(notice_id="E11", recipient=physician.user, key=f"p{number}", about="C-1")
            results.append(send_notice(notice_id=row.pk))
    assert results == ["sent", "postponed"]
