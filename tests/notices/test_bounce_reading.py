"""Mails that come back, as servers write them."""

import mailbox
from email.message import EmailMessage
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from enishi.notices.bounce_reading import read_bounce
from enishi.notices.bounces import mails_in

OURS = "12345678-1234-4234-8234-123456789abc"


def report(*, status="5.1.1", action="failed", ours=OURS, kind="message/rfc822"):
    original = f"Message-ID: <{ours}@example.jp>\nSubject: =?utf-8?b?44GK5L6/44KK?=\n\nbody\n"
    return (
        "Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: text/plain\n\nsorry\n"
        "--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a\n\n"
        f"Final-Recipient: rfc822; a@example.jp\nAction: {action}\nStatus: {status} (no such user)\n\n"
        f"--x\nContent-Type: {kind}\n\n{original}\n--x--\n"
    ).encode()


def test_a_report_says_which_mail_and_whether_it_is_for_good():
    for kind in ("message/rfc822", "text/rfc822-headers"):
        found = read_bounce(report(kind=kind))
        assert (found.message_id, found.status, found.hard) == (UUID(OURS), "5.1.1", True)
    assert read_bounce(report(status="4.4.7")).hard is False
    assert read_bounce(report(status="5.2.2")).hard is False  # a full mailbox


def test_a_delay_an_answer_and_anothers_mail_are_none_of_ours():
    plain = EmailMessage()
    plain["Subject"] = "Re: お便り"
    plain.set_content("ありがとう 5.1.1")
    for data in (report(action="delayed"), report(ours="not-ours"), plain.as_bytes(), b"", b"\xff\xfe" * 50):
        assert read_bounce(data) is None


@given(st.binary(max_size=400), st.integers(0, 500))
def test_no_bytes_whatever_break_it(noise, at):
    whole = report()
    assert read_bounce(noise) is None or noise
    read_bounce(whole[:at] + noise + whole[at:])


def test_a_maildir_is_read_once_and_nothing_is_lost_that_was_not_taken(tmp_path):
    box = mailbox.Maildir(tmp_path / "box")
    for _ in range(2):
        box.add(report())
    first = mails_in(tmp_path / "box")
    next(first)
    first.close()  # a crash in the midst
    assert len(list(mails_in(tmp_path / "box"))) == 2
    assert list(mails_in(tmp_path / "box")) == []
    one = tmp_path / "one.eml"
    one.write_bytes(report())
    assert list(mails_in(one)) == [report()]
