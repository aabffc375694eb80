"""By a mailed link, by the code of a paper form, on paper: every way leads to the same registration."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from enishi.common.clock import ago
from enishi.notices.models import Notice
from enishi.outreach.actions import add_society, open_campaign
from enishi.outreach.paper_codes import shown
from enishi.physicians.models import Physician, RegistrationDraft
from enishi.physicians.reminders import remind_of_drafts
from enishi.web.registration.forms import STEP_FORMS


@pytest.fixture
def campaign(world):
    society = add_society(name="見本循環器学会", by=world.ms_miura)
    return open_campaign(society=society, code="jams_1", occasion="会報", by=world.ms_miura)


@pytest.fixture
def mailed(client, coordinator, steps) -> str:
    """The path in the letter to somebody who stopped three days ago."""
    with ago(timedelta(days=3)):
        client.post("/register/1", steps[1])
    assert remind_of_drafts() == 1
    body = Notice.objects.get(kind="E03").body
    return next(line for line in body.splitlines() if "/register/resume/" in line).strip().partition("8000")[2]


# -- the mailed link -------------------------------------------------------------------------------------
def test_who_stopped_goes_on_elsewhere_by_the_mailed_link_and_the_name(mailed):
    elsewhere = Client()
    page = elsewhere.get(mailed)
    assert "北川" not in page.content.decode()
    # With "no-referrer" a browser sends `Origin: null` with the form, and the check against forgery refuses it.
    assert page["Referrer-Policy"] == "same-origin" and 'name="referrer"' not in page.content.decode()
    assert elsewhere.get("/register").url == "/register/1", "looking opens nothing"
    assert elsewhere.post(mailed, {"family_name": " 北川 "}).url == "/register"
    assert elsewhere.get("/register").url == "/register/2"
    assert 'value="北川"' in elsewhere.get("/register/1").content.decode()


def test_who_came_by_the_mailed_link_sees_who_calls_and_a_second_press_registers_nobody_else(mailed, steps):
    elsewhere = Client()
    elsewhere.post(mailed, {"family_name": "北川"})
    for number in (2, 3, 4):
        elsewhere.post(f"/register/{number}", steps[number])
    for _ in range(2):
        assert elsewhere.post("/register/confirm").url == "/register/done"
    assert elsewhere.get("/register/done").status_code == 200
    assert elsewhere.get("/register").url == "/register/done"
    assert Physician.objects.count() == 1
    assert Client().get(mailed).status_code == 404


def test_the_first_browser_still_has_it_too(client, mailed):
    Client().post(mailed, {"family_name": "北川"})
    assert 'value="北川"' in client.get("/register/1").content.decode()


def test_a_letter_in_the_wrong_hands_opens_nothing_and_five_guesses_end_it(client, mailed):
    stranger = Client()
    for guess in ("佐藤", "鈴木", "高橋", "田中"):
        page = stranger.post(mailed, {"family_name": guess})
        assert page.status_code == 200
        assert "北川" not in page.content.decode()
    assert stranger.post(mailed, {"family_name": "伊藤"}).status_code == 404
    assert stranger.post(mailed, {"family_name": "北川"}).status_code == 404
    assert stranger.get("/register").url == "/register/1"
    assert 'value="北川"' in client.get("/register/1").content.decode()


def test_whoever_got_the_letter_may_have_it_erased(client, mailed):
    assert Client().post(mailed, {"go": "erase"}).url == "/register/erased"
    assert RegistrationDraft.objects.get().data == ""
    assert Client().get(mailed).status_code == 404
    assert remind_of_drafts() == 0


def test_a_made_up_link_and_one_used_up_look_the_same(client, mailed, steps):
    for number in (2, 3, 4):
        client.post(f"/register/{number}", steps[number])
    client.post("/register/confirm")
    pages = [Client().get(path) for path in (mailed, "/register/resume/made-up")]
    assert [page.status_code for page in pages] == [404, 404]
    assert "期限が" in pages[0].content.decode()


# -- the code on paper -------------------------------------------------------------------------------------
def test_the_code_of_a_paper_form_leads_to_its_society(client, campaign):
    code = campaign.paper_code
    assert client.get(f"/c/{code}").url == "/s/jams_1"
    assert client.get(f"/c/{shown(code).lower()}").url == "/s/jams_1"
    assert client.post("/c", {"code": f"　{shown(code)}"}).url == "/s/jams_1"
    assert shown(code) in client.get("/s/jams_1").content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "用紙の番号をご入力ください"),
        ("ABC", "8文字です（現在3文字）"),
        ("ABCD-EFG0", "0とO、1とIは使っていません"),
        ("ABCD-EFGA", "1文字が違う"),
    ],
)
def test_a_slip_in_the_code_is_said_and_stays_typed(client, typed, sentence, db):
    page = client.post("/c", {"code": typed}).content.decode()
    assert sentence in page
    assert not typed or f'value="{typed}"' in page


def test_a_code_that_was_never_printed_shows_the_way_all_the_same(client, db):
    page = client.get("/c/AAAAAAAA")
    assert page.status_code == 404
    assert 'href="/register"' in page.content.decode()


# -- on paper ------------------------------------------------------------------------------------------------
def test_the_paper_form_asks_every_question_of_the_screen_and_carries_the_code(client, campaign):
    answer = client.get("/register/paper.pdf?from=jams_1")
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    for form in STEP_FORMS.values():
        for field in form().fields.values():
            assert "".join(str(field.label).split()) in text, field.label
    assert shown(campaign.paper_code) in text
    assert "この用紙だけでお返事いただけます" in text
    assert len(reader.pages) <= 5, "four to fill in, and a leaf to keep"


def test_without_a_society_the_form_has_no_code(client, db):
    answer = client.get("/register/paper.pdf?from=made_up")
    assert answer.status_code == 200
    assert answer.content[:5] == b"%PDF-"
