"""The newsletter: confirmed, once a month whatever is approved, ended with one press, and mails that came back are believed."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enishi.common.actor import SYSTEM
from enishi.common.clock import ago, now, today
from enishi.common.encrypted import blind_index
from enishi.common.workflow import StepRefused
from enishi.notices import bulk
from enishi.notices.actions import send_notice
from enishi.notices.bounces import take_all
from enishi.notices.forgetting import GONE
from enishi.notices.models import BulkLine, BulkState, LineStanding, Notice
from enishi.notices.rendering import headers
from enishi.outreach import newsletter
from enishi.outreach.models import NewsletterDelivery, NewsletterIssue, Subscriber
from factories.letterbox import returned
from factories.newsletter import issue_in, reader_in


def left_last_month():
    """As if what left this month had left in the last one."""
    last = (newsletter.month_now() - timedelta(days=1)).replace(day=1)
    NewsletterDelivery.objects.update(month=last)


def test_nobody_gets_anything_before_the_address_was_confirmed(world):
    reader = reader_in(world, confirmed=False)
    assert Notice.objects.get().kind == "E79a" and reader.token in Notice.objects.get().body
    issue = issue_in(world)
    with pytest.raises(StepRefused, match="いません"):
        newsletter.prepare_issue(issue=issue, by=world.outreach())
    newsletter.confirm_subscription(subscriber=reader, by=SYSTEM)
    assert newsletter.prepare_issue(issue=issue, by=world.outreach()).lines.count() == 1


def test_even_few_readers_need_a_second_person_and_never_the_author(world):
    reader_in(world)
    sending = issue_in(world, "prepared").sending
    author = world.outreach()
    sending.made_by_id = author.user_id
    sending.save()
    asked = bulk.ask_approval(sending=sending, seen=0, by=author)
    assert asked.state == BulkState.ASKED and asked.needs_second
    with pytest.raises(StepRefused):
        bulk.approve(sending=asked, seen_fingerprint=asked.fingerprint, count=1, by=author)


def test_a_second_issue_in_one_month_is_refused_and_the_database_holds_it_for_each_address(world):
    reader = reader_in(world)
    issue_in(world, "sent")
    assert Notice.objects.filter(kind="E79").count() == 1
    with pytest.raises(StepRefused, match="今月"):
        newsletter.prepare_issue(issue=issue_in(world), by=world.outreach())
    line = BulkLine.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsletterDelivery.objects.create(subscriber=reader, month=newsletter.month_now(), line=line)


def test_two_issues_prepared_before_either_left_reach_nobody_twice(world):
    reader_in(world)
    first, second = issue_in(world, "prepared"), issue_in(world, "prepared", title="もう一つ")
    for issue in (first, second):
        sending = issue.sending
        type(sending).objects.filter(pk=sending.pk).update(
            state=BulkState.SENDING, approved_at=now(), approved_by=world.supervisor().user_id
        )
        bulk.carry_on(sending=sending.pk)
    assert Notice.objects.filter(kind="E79").count() == 1
    assert second.sending.lines.get().why == "今月は、もうお送りしています"
    left_last_month()
    third = issue_in(world, "sent", title="翌月のお便り")
    assert third.sending.lines.get().standing == LineStanding.QUEUED


def test_the_mail_carries_the_headers_by_which_a_mail_program_ends_it(world):
    reader = reader_in(world)
    issue_in(world, "sent")
    notice = Notice.objects.get(kind="E79")
    found = headers([notice], "example.jp")
    assert found["List-Unsubscribe"].endswith(f"/newsletter/stop/{reader.token}>")
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert reader.token in notice.body and "送信者" in notice.body
    assert "List-Unsubscribe" not in headers([Notice.objects.get(kind="E79a")], "example.jp")


def test_the_words_that_end_it_cannot_be_taken_out_of_the_letter(world):
    reader_in(world)
    sending = issue_in(world, "prepared").sending
    author = type("A", (), {"user_id": sending.made_by_id})
    with pytest.raises(StepRefused, match="残してください"):
        bulk.rewrite(sending=sending, purpose="x", subject="冬", body="止め方のない文面", seen=0, by=author)


def test_ending_it_halts_what_waits_and_forgets_the_address(world):
    reader = reader_in(world)
    issue_in(world, "sent")
    for _ in range(2):
        newsletter.stop_reading(subscriber=reader, how="one_click", by=SYSTEM)
    reader.refresh_from_db()
    assert (reader.address, reader.address_index, reader.stop_how) == ("", "", "one_click")
    notice = Notice.objects.get(kind="E79")
    assert notice.status == Notice.Status.HALTED and notice.address == GONE and notice.body == ""
    assert BulkLine.objects.get().address == GONE
    assert reader_in(world).pk != reader.pk  # may begin anew


def test_who_ended_it_before_the_lot_left_gets_nothing(world):
    reader_in(world)
    gone = reader_in(world, address="gone@example.jp")
    sending = issue_in(world, "prepared").sending
    newsletter.stop_reading(subscriber=gone, how="page", by=SYSTEM)
    type(sending).objects.filter(pk=sending.pk).update(
        state=BulkState.SENDING, approved_at=now(), approved_by=world.supervisor().user_id
    )
    bulk.carry_on(sending=sending.pk)
    assert [n.address for n in Notice.objects.filter(kind="E79")] == ["reader@example.jp"]
    assert newsletter.forget_old(today()) == 1  # the line of who was left out


def test_a_mail_that_came_back_for_good_ends_it_and_one_that_passes_does_not(world):
    reader = reader_in(world)
    issue_in(world, "sent")
    notice = Notice.objects.get(kind="E79")
    Notice.objects.update(status=Notice.Status.SENT)
    assert take_all(iter([returned(notice, action="delayed", status="4.4.1"), b"no report", b""])) == (3, 0)
    assert take_all(iter([returned(notice, status="4.2.2")] * 2)) == (2, 1)
    assert Subscriber.objects.get().soft_bounces == 1 and Subscriber.objects.reading().exists()
    Notice.objects.update(status=Notice.Status.SENT)
    take_all(iter([returned(notice)]))
    reader.refresh_from_db()
    assert reader.stop_how == "bounced" and reader.address == ""
    assert NewsletterDelivery.objects.get().bounced == "hard"


def test_a_forged_report_about_a_mail_that_is_not_ours_changes_nothing(world):
    reader_in(world)
    issue_in(world, "sent")
    Notice.objects.update(status=Notice.Status.SENT)
    forged = Notice(message_id=uuid.uuid4())
    assert take_all(iter([returned(forged)])) == (1, 0) and Subscriber.objects.reading().exists()


def test_addresses_that_nobody_confirmed_are_forgotten(world):
    reader_in(world, confirmed=False)
    Subscriber.objects.update(asked_at=now() - timedelta(days=9))
    assert newsletter.forget_old(today()) == 1
    assert not Subscriber.objects.exists() and Notice.objects.get().address == GONE


def test_the_same_form_twice_is_one_issue_and_an_old_page_is_told(world):
    by, key = world.outreach(), uuid.uuid4()
    for _ in range(2):
        issue = newsletter.write_issue(title="冬", body="本文", key=key, by=by)
    assert NewsletterIssue.objects.count() == 1
    newsletter.edit_issue(issue=issue, title="冬", body="直した", seen=0, by=by)
    with pytest.raises(StepRefused, match="先に直して"):
        newsletter.edit_issue(issue=issue, title="冬", body="古い画面", seen=0, by=by)


def test_over_a_mail_server_one_reader_ends_it_with_one_click_and_another_whose_address_is_refused_is_ended(
    world, letterbox
):
    with ago(timedelta(hours=(timezone.localtime().hour - 12) % 24)):  # at noon: no mail leaves at night
        reader_in(world)
        lost = reader_in(world, address="lost@example.jp")
        letterbox.refused.add("lost@example.jp")
        issue_in(world, "sent")
        by_address = {n.address: n for n in Notice.objects.filter(kind="E79")}
        assert send_notice(notice_id=by_address["reader@example.jp"].pk) == "sent"
        assert send_notice(notice_id=by_address["lost@example.jp"].pk) == "failed"
        lost.refresh_from_db()
        assert (lost.stop_how, lost.address) == ("bounced", "")
        assert Notice.objects.get(pk=by_address["lost@example.jp"].pk).address == GONE
        (letter,) = letterbox.letters
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and letter["To"] == "reader@example.jp"
        link = re.search(r"(/newsletter/stop/[\w-]+)>", letter["List-Unsubscribe"])[1]
        program = Client(enforce_csrf_checks=True)
        answer = program.post(link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 200, "no redirect, and no cookie is asked for (RFC 8058)"
        assert not Subscriber.objects.reading().exists()
        left_last_month()
        with pytest.raises(StepRefused, match="いません"):
            newsletter.prepare_issue(issue=issue_in(world, title="翌月のお便り"), by=world.outreach())


def readers_by_the_thousand(count):
    """As many confirmed readers, without their mails."""
    rows = (Subscriber(address=f"r{n}@example.jp", address_index=blind_index(newsletter.INDEX, f"r{n}@example.jp"),
                       token=uuid.uuid4().hex, confirmed_at=now()) for n in range(count))  # fmt: skip
    Subscriber.objects.bulk_create(rows, batch_size=1000)


def test_ten_thousand_readers_are_prepared_and_let_go_in_lots_with_as_many_questions_as_for_few(world):
    readers_by_the_thousand(10_000)
    with CaptureQueriesContext(connection) as preparing:
        sending = issue_in(world, "prepared").sending
    assert len(preparing) < 60 and sending.lines.filter(standing=LineStanding.WAITING).count() == 10_000
    gone = Subscriber.objects.get(address_index=blind_index(newsletter.INDEX, "r7@example.jp"))
    newsletter.stop_reading(subscriber=gone, how="page", by=SYSTEM)
    BulkLine.objects.filter(no__gt=450).delete()
    type(sending).objects.update(state=BulkState.SENDING, approved_at=now(), approved_by=world.supervisor().user_id)
    asked = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as one:
            state = bulk.carry_on(sending=sending.pk)
        asked.append(len(one))
    assert state == BulkState.DONE and Notice.objects.filter(kind="E79").count() == 449
    assert max(asked) < 30 and NewsletterDelivery.objects.count() == 449
    assert BulkLine.objects.get(no=8).why == "配信を止められました"
