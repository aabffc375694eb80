"""The telephone, letters and talks on the screens of the desk."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from enishi.audit.models import Entry
from enishi.common.clock import ago, today
from enishi.common.workflow import Channel
from enishi.notices.models import Notice
from enishi.physicians import contact
from enishi.physicians.models import ContactEvent, Interview

TUESDAY = datetime(2027, 2, 2, 14, tzinfo=ZoneInfo("Asia/Tokyo"))
NUMBER = "090-9999-1234"


@pytest.fixture
def physician(world):
    made = world.physician(phone="09099991234")
    contact.save_promise(
        physician=made, by=world.actor(made), channel=Channel.PHONE, days=["tue"], hours=["pm"], per_week=1
    )
    return made


def at(moment=TUESDAY):
    return ago(timezone.now() - moment)


def test_two_taps_and_the_number_is_seen_only_between_them(physician, desk, words):
    page = f"/desk/doctors/{physician.number}"
    with at():
        assert NUMBER not in words(desk.get(page)) and NUMBER not in words(desk.get(f"{page}/identity"))
        calling = desk.post(f"{page}/call", {"about": "ご提案の件"}, follow=True)
        assert NUMBER in words(calling)
        event = ContactEvent.objects.get()
        assert Entry.objects.filter(action="read:identity", object_number=physician.number).exists()
        done = desk.post(f"{page}/calls/{event.pk}/result", {"outcome": "talked"}, follow=True)
        assert NUMBER not in words(done) and "お電話の結果を記録しました" in words(done)
        assert NUMBER not in words(desk.get(f"{page}/calls/{event.pk}"))
        assert "週1回" in words(done) and "次にかけられるのは 2月9日（火）午後2時" in words(done)


def test_outside_the_window_the_button_is_closed_and_says_when(physician, desk, words):
    page = f"/desk/doctors/{physician.number}"
    with at(TUESDAY - timedelta(days=1)):
        shown = desk.get(page)
        assert b'<button class="btn" disabled>' in shown.content
        assert "次にかけられるのは 2月2日（火）正午" in words(shown)
        refused = desk.post(f"{page}/call", {"about": "ご提案の件"})  # a page from before the window closed
        assert NUMBER not in words(refused) and "お約束の時間の外" in words(refused)
        short = desk.post(f"{page}/call", {"about": "日程の件", "reason": "急ぎ"})
        assert "5字以上" in words(short) and not ContactEvent.objects.exists()
        calling = desk.post(f"{page}/call", {"about": "日程の件", "reason": "大雪で見学が中止のため"}, follow=True)
        assert NUMBER in words(calling) and "お約束の外" in words(calling)


def test_the_physician_reads_every_contact_with_its_reason(world, physician, desk, words):
    with at(TUESDAY - timedelta(days=1)):
        contact.start_call(physician=physician, by=world.ms_miura, about="日程の件", override="大雪で見学が中止のため")
        shown = words(world.signed_in(physician).get("/my/privacy/contact-log"))
        assert "お電話1回" in shown and "お約束の範囲外1件" in shown
        assert "大雪で見学が中止のため" in shown and "コーディネーター 三浦 早苗" in shown
        listed = words(world.signed_in(world.supervisor()).get("/desk/calls?kept=no"))
        assert "大雪で見学が中止のため" in listed


def test_letters_are_printed_and_posted_once(world, desk, words):
    physician = world.physician(mail="", address="岩手県久慈市見本町1-1")
    assert physician.number in words(desk.get("/desk/letters"))
    page = f"/desk/letters/{physician.number}"
    assert "台本" in words(desk.get(page))
    letter = desk.get(f"{page}/letter.pdf")
    assert letter["Content-Type"] == "application/pdf" and letter.content.startswith(b"%PDF")
    assert Notice.objects.for_the_desk().count() == 2  # printing marks nothing
    sent = {"notice": [str(n.pk) for n in contact.for_the_desk(physician)]}
    assert "投函を記録しました" in words(desk.post(f"{page}/posted", sent, follow=True))
    assert "もう投函したと記録されています" in words(desk.post(f"{page}/posted", sent, follow=True))
    assert desk.get(f"{page}/letter.pdf").status_code == 404
    (event,) = ContactEvent.objects.all()
    assert event.channel == Channel.PAPER and len(event.told) == 2


def test_times_are_offered_chosen_and_the_stale_page_is_told(world, desk, words):
    physician = world.physician(state="interviewing")
    ahead = today() + timedelta(days=3)
    day = f"{ahead.month}月{ahead.day}日"
    sent = {"way": "phone", "day1": day, "time1": "午後2時", "day2": day, "time2": ""}
    missing = desk.post(f"/desk/doctors/{physician.number}/talk", sent)
    assert "2つ目の時刻もご入力ください" in words(missing) and day in missing.content.decode()
    desk.post(f"/desk/doctors/{physician.number}/talk", sent | {"time2": "15:30"})
    slot = Interview.objects.get().slots[1]
    browser = world.signed_in(physician)
    assert "午後3時30分" in words(browser.get("/my/interview"))
    stale = browser.post("/my/interview/choose", {"slot": "1", "at1": "2026-01-01T00:00:00+00:00"}, follow=True)
    assert "もうお選びいただけません" in words(stale)
    chosen = browser.post("/my/interview/choose", {"slot": "1", "at1": slot.isoformat()}, follow=True)
    assert "決まりました" in words(chosen) and Interview.objects.get().fixed_for == slot
    assert "午後3時30分" in words(browser.get("/my"))


def test_a_promise_is_made_on_the_screen_and_kept_words_come_back(world, words):
    physician = world.physician()
    browser = world.signed_in(physician)
    page = "/my/privacy/contact-promise"
    sent = {"channel": "phone", "calls": "request", "per_week": "1", "mails_per_week": "2"}
    assert "＊「お電話が先」をお選びのときは" in words(browser.post(page, sent))
    sent |= {"channel": "mail", "calls": "window", "hours": ["am"], "plain_envelope": "on"}
    done = browser.post(page, sent, follow=True)
    assert "メールが先。お電話は平日の午前9時〜正午、週1回まで。" in words(done)
    assert physician.contact_promise.plain_envelope and not physician.contact_promise.half_yearly


def test_a_call_asked_for_opens_the_telephone_and_the_reception_may_write_down_what_came(world, words):
    physician = world.physician()
    world.signed_in(physician).post("/my/interview/call-me")
    reception = world.signed_in(world.desk())
    with at(TUESDAY):
        page = f"/desk/doctors/{physician.number}"
        assert "いまは、かけられません" not in words(reception.get(page))
        reception.post(f"{page}/heard", {"channel": "fax", "about": "履歴書を送られました"})
        assert "履歴書を送られました" in words(reception.get(page))
    assert reception.get(f"/desk/doctors/{physician.number}/talk").status_code == 403


def test_the_year_counts_what_was_said_outside_the_promise(physician, desk, words):
    page = words(desk.get("/desk/calls/year"))
    assert "0件" in page and f"{today().year}年" in page
    ContactEvent.objects.create(
        physician=physician, channel=Channel.PHONE, direction="out", kept=False, override="急ぎ"
    )
    assert "1件" in words(desk.get("/desk/calls/year"))
