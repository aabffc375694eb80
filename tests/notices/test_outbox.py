"""The outbox over a real mail server: sent once, recognisable if repeated, wiped where it was secret."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.notices.actions import queue_notice, send_notice, send_sign_in_code
from enishi.notices.models import Notice
from enishi.notices.registry import Audience, all_kinds
from enishi.notices.rules import is_quiet, send_after

TOKYO = ZoneInfo("Asia/Tokyo")


def test_a_notice_is_sent_once_over_smtp_and_never_again(world, letterbox):
    physician = world.physician()
    notice = Notice.objects.get(kind="E02", recipient=physician.user)
    assert send_notice(notice_id=notice.pk) == "sent"
    assert send_notice(notice_id=notice.pk) == "nothing to send"
    (letter,) = letterbox.letters
    assert letter["To"] == physician.user.email
    assert letter["Message-ID"].startswith(f"<{notice.message_id}@")


def test_a_repeated_delivery_carries_the_same_message_id(world, letterbox):
    notice = Notice.objects.get(kind="E02", recipient=world.physician().user)
    send_notice(notice_id=notice.pk)
    # the machine died after the mail server's yes and before our commit
    Notice.objects.filter(pk=notice.pk).update(status=Notice.Status.WAITING)
    send_notice(notice_id=notice.pk)
    assert len({letter["Message-ID"] for letter in letterbox.letters}) == 1


def test_an_address_that_takes_no_mail_is_told_and_not_tried_for_ever(world, letterbox):
    notice = Notice.objects.get(kind="E02", recipient=world.physician().user)
    letterbox.refused.add(notice.recipient.email)
    assert send_notice(notice_id=notice.pk) == "failed"
    notice.refresh_from_db()
    assert notice.problem and letterbox.letters == []


def test_a_server_that_is_away_leaves_the_notice_waiting(world, letterbox, settings):
    notice = Notice.objects.get(kind="E02", recipient=world.physician().user)
    settings.EMAIL_PORT = 1
    with pytest.raises(OSError):
        send_notice(notice_id=notice.pk)
    notice.refresh_from_db()
    assert notice.status == Notice.Status.WAITING


def test_a_sign_in_code_is_wiped_once_it_is_sent(world, letterbox):
    notice = send_sign_in_code(user=world.physician().user, code="123456")
    send_notice(notice_id=notice.pk)
    notice.refresh_from_db()
    assert notice.body == ""
    assert "123456" in letterbox.letters[0].get_payload(decode=True).decode()
    assert "123456" not in letterbox.letters[0]["Subject"]


def test_the_same_key_queues_one_notice(world):
    user = world.physician().user
    rows = [queue_notice(notice_id="E43v", recipient=user, key="once", about="C-1") for _ in range(3)]
    assert len({row.pk for row in rows}) == 1


def test_a_missing_word_is_an_error_and_nothing_is_queued(world):
    user = world.physician().user
    with pytest.raises(KeyError):
        queue_notice(notice_id="E02", recipient=user, key="gap", values={})
    assert not Notice.objects.filter(key="gap").exists()


def test_letters_to_physicians_name_no_money_and_no_subject_names_anybody():
    for kind in all_kinds():
        assert "$" not in kind.subject.replace("$number", "")
        if kind.audience is Audience.PHYSICIAN:
            assert "円" not in kind.body + kind.subject
            assert "$institution" not in kind.body


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))
def test_nothing_leaves_at_night_on_sundays_or_holidays_unless_someone_waits_for_it(moment: datetime):
    at = moment.replace(tzinfo=TOKYO)
    later = send_after(at, urgent=False)
    assert later >= at and not is_quiet(later)
    assert send_after(at, urgent=True) == at
    if not is_quiet(at):
        assert later == at
