"""The call back from the visitor's form to the coordinator's queue."""

from datetime import timedelta

import pytest
from django.test import Client

from enishi.audit.models import Entry
from enishi.common.clock import today
from enishi.desk.models import CallbackRequest
from web.look.pages import words

pytestmark = pytest.mark.django_db
GOOD = {"name": "見本 太郎", "phone": "０９０ー７７７７ー８８８８", "caller": "physician", "day": "soon", "part": "any"}


def sent(client, **changes):
    return client.post("/callback", {**GOOD, **changes})


def test_four_answers_give_a_promise_and_nothing_personal_in_an_address():
    visitor = Client()
    response = sent(visitor)
    assert response.status_code == 302 and response["Location"] == "/callback/done"
    page = words(visitor.get("/callback/done").content.decode())
    asked = CallbackRequest.objects.get()
    assert f"{asked.promised_on.month}月{asked.promised_on.day}日" in page and "担当者がお電話します" in page
    assert "太郎" not in page and "7777" not in page
    assert asked.phone == "09077778888"


def test_sent_twice_it_is_one_request_and_the_page_is_the_same():
    one, other = Client(), Client()
    sent(one)
    first = one.get("/callback/done").content
    sent(one)
    sent(other)
    assert CallbackRequest.objects.count() == 1
    assert words(first.decode()) == words(other.get("/callback/done").content.decode())
    assert "同じ番号からのお申し込みは一つにまとめて" in words(first.decode())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"phone": "090-123"}, "電話番号の数字が"),
        ({"phone": "なし"}, "電話番号"),
        ({"name": ""}, "お名前をご入力ください"),
        ({"caller": ""}, "お立場をお選びください"),
        ({"day": "2026-01-04"}, "お電話は平日に差し上げています"),
        ({"day": "あした"}, "お電話は平日に差し上げています"),
        ({"part": "midnight"}, "お電話の時間は、表示された中から"),
    ],
)
def test_what_cannot_be_done_is_said_and_what_was_typed_stays(changes, sentence):
    response = sent(Client(), **changes)
    html = response.content.decode()
    assert response.status_code == 200 and sentence in words(html)
    assert CallbackRequest.objects.count() == 0
    if "name" not in changes:
        assert 'value="見本 太郎"' in html


def test_the_page_of_the_promise_without_a_request_leads_to_the_form():
    assert Client().get("/callback/done")["Location"] == "/callback"


def test_too_many_from_one_address_are_asked_to_telephone():
    visitor = Client()
    for number in range(10):
        assert sent(visitor, phone=f"090777788{number:02d}").status_code == 302
    refused = sent(visitor, phone="09077778899")
    assert refused.status_code == 429 and "お電話でお知らせください" in words(refused.content.decode())
    assert CallbackRequest.objects.count() == 10


def test_the_desk_sees_name_and_number_each_reading_logged_and_notes_the_result(world):
    asked = world.callback(name="見本 太郎", phone="09077778888")
    desk = world.signed_in(world.ms_miura)
    page = words(desk.get("/desk/callbacks").content.decode())
    assert "見本 太郎さま" in page and "090-7777-8888" in page
    assert Entry.objects.filter(action="read:callback", object_number=asked.number).count() == 1
    assert "折り返しのお電話" in words(desk.get("/desk").content.decode())
    empty = desk.post(f"/desk/callbacks/{asked.number}", {}, follow=True)
    assert "お電話の結果をお選びください" in words(empty.content.decode())
    done = desk.post(f"/desk/callbacks/{asked.number}", {"result": "spoke"}, follow=True)
    page = words(done.content.decode())
    assert "お待ちの方はいません" in page and "見本 太郎" not in page and asked.number in page
    assert desk.post("/desk/callbacks/K-2026-9999", {"result": "spoke"}).status_code == 404


def test_a_physician_or_a_hospital_has_no_way_to_the_queue(world):
    for who in (world.physician(), world.institution()):
        assert world.signed_in(who).get("/desk/callbacks").status_code == 403


def test_a_day_that_has_gone_by_while_the_page_lay_open_is_answered_with_the_days_of_now():
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert "表示された日からお選びください" in words(sent(Client(), day=yesterday).content.decode())
