"""Nothing a person typed is lost when the session or the token of a form has run out, and nobody else reads it."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from enishi.accounts.models import Session, TypedWords
from enishi.accounts.typed import COOKIE, MARK, fields_of, mark_of, writer_of
from enishi.common.clock import now
from enishi.keeping.jobs import retention_goes_on
from enishi.web.components.refilling import refilled
from web.look.pages import words

HOST = {"HTTP_ORIGIN": "http://testserver"}
SNOW = "雪の日の往診を、もう少し\nうかがいたく <存じます> & お願いします"


def mark_on(page):
    return re.search(rf'name="{MARK}" value="([^"]+)"', page.content.decode())[1]


def sent_after_the_session(client, path, page, **fields):
    """The form of this page sent when the session has ended on the server and the browser has thrown its cookie away."""
    fields[MARK] = mark_on(client.get(page))
    Session.objects.all().delete()
    client.cookies.pop("sessionid", None)
    return client.post(path, fields, HTTP_REFERER=f"http://testserver{page}", **HOST)


def value_of(page, name):
    text = page.content.decode()
    return re.findall(rf'<input[^>]*\bname="{name}"[^>]*>', text)


@pytest.fixture
def clerk(world):
    house = world.institution(name="青葉の里病院")
    return world.signed_in(house), house


def back_as(world, who, browser):
    """Signs in again in the same browser: its other cookies stay."""
    client = world.signed_in(who)
    client.cookies[COOKIE] = browser.cookies[COOKIE].value
    return client


PAGE = "/inst/profile/edit"


def note_fields(page):
    return re.findall(r'<textarea[^>]*\bname="([^"]+)"', page.content.decode())


def test_what_a_clerk_typed_when_the_session_ended_is_back_in_its_field_after_signing_in_again(world, clerk):
    browser, house = clerk
    name = note_fields(browser.get(PAGE))[0]
    away = sent_after_the_session(browser, PAGE, PAGE, **{name: SNOW})
    assert away.headers["Location"] == "/login?next=%2Finst%2Fprofile%2Fedit&undone=kept"
    assert "12時間お預かり" in words(browser.get(away.headers["Location"]).content.decode())
    again = back_as(world, house, browser)
    page = again.get(PAGE)
    text = page.content.decode()
    assert "雪の日の往診を、もう少し\nうかがいたく &lt;存じます&gt; &amp; お願いします</textarea>" in text
    assert "まだ届いていません" in words(text) and page.headers["Cache-Control"] == "no-store"
    elsewhere = words(again.get("/inst").content.decode())  # whoever came home by a mailed link, or whose page is gone
    assert "書いた画面を開く" in elsewhere and "雪の日の往診を、もう少し" in elsewhere
    again.post(
        PAGE, {name: SNOW, MARK: mark_on(page)}
    )  # taken by the form, which now keeps it itself or shows it with what is amiss
    assert not TypedWords.objects.exists()
    assert "まだ届いていません" not in words(again.get(PAGE).content.decode())


def test_another_person_in_the_same_browser_reads_none_of_it_and_cannot_wipe_it(world, clerk):
    browser, house = clerk
    name = note_fields(browser.get(PAGE))[0]
    sent_after_the_session(browser, PAGE, PAGE, **{name: SNOW})
    (row,) = TypedWords.objects.all()
    for other in (world.institution(name="別の病院"), world.physician(), world.ms_miura):
        stranger = back_as(world, other, browser)
        for path in (PAGE, "/home", "/inst", "/my", "/desk"):
            told = stranger.get(path, follow=True).content.decode()
            assert "往診" not in told and "書きかけ" not in told
        stranger.post("/settings/typed/forget", {"form": row.pk})
    visitor = Client()
    visitor.cookies[COOKIE] = browser.cookies[COOKIE].value
    assert "往診" not in visitor.get(PAGE, follow=True).content.decode()
    assert "往診" in back_as(world, house, browser).get(PAGE).content.decode()


def test_the_same_person_in_another_browser_does_not_find_it_there(world, clerk):
    browser, house = clerk
    sent_after_the_session(browser, PAGE, PAGE, **{note_fields(browser.get(PAGE))[0]: SNOW})
    assert "往診" not in world.signed_in(house).get(PAGE).content.decode()


def test_it_lies_there_encrypted_for_twelve_hours_and_its_writer_may_throw_it_away(world, clerk):
    browser, house = clerk
    sent_after_the_session(browser, PAGE, PAGE, **{note_fields(browser.get(PAGE))[0]: SNOW})
    with connection.cursor() as cursor:
        cursor.execute("SELECT fields, page, sent_to FROM accounts_typedwords")
        assert "雪" not in str(cursor.fetchall())
    again = back_as(world, house, browser)
    (row,) = TypedWords.objects.all()
    again.post("/settings/typed/forget", {"form": row.pk, "next": PAGE})
    assert "往診" not in again.get(PAGE).content.decode() and not TypedWords.objects.exists()


def test_nobody_comes_back_for_it_and_it_is_wiped_by_the_hour(world, clerk):
    browser, house = clerk
    sent_after_the_session(browser, PAGE, PAGE, **{note_fields(browser.get(PAGE))[0]: SNOW})
    TypedWords.objects.update(expires_at=now() - timedelta(seconds=1))
    assert "往診" not in back_as(world, house, browser).get(PAGE).content.decode()
    retention_goes_on(0)
    assert not TypedWords.objects.exists()


def test_an_expired_token_leads_back_to_the_filled_form(world):
    house = world.institution(name="岬の診療所")
    browser = world.signed_in(house)
    name = note_fields(browser.get(PAGE))[0]
    mark = mark_on(browser.get(PAGE))
    browser.handler.enforce_csrf_checks = True
    told = browser.post(PAGE, {name: SNOW, MARK: mark}, HTTP_REFERER=f"http://testserver{PAGE}", **HOST)
    assert told.status_code == 403 and f'href="{PAGE}"' in told.content.decode()
    assert "往診" not in told.content.decode()  # no page of an error carries what somebody wrote
    assert "往診" in browser.get(PAGE).content.decode()


def test_a_form_of_one_person_is_not_taken_from_another_who_signed_in_in_a_second_window(world):
    """The script that fetches a fresh token after 「戻る」 would have let it through as hers."""
    his, hers = world.institution(name="東の病院"), world.institution(name="西の病院")
    browser = world.signed_in(his)
    name, mark = note_fields(browser.get(PAGE))[0], mark_on(browser.get(PAGE))
    other = world.signed_in(hers)
    told = other.post(PAGE, {name: SNOW, MARK: mark}, HTTP_REFERER=f"http://testserver{PAGE}", **HOST)
    assert told.status_code == 403 and "別の方" in words(told.content.decode())
    assert "往診" not in other.get(PAGE).content.decode()
    assert "往診" in back_as(world, his, other).get(PAGE).content.decode()


def test_a_visitor_whose_token_is_gone_finds_the_words_and_who_signs_in_there_does_not(world):
    visitor = Client(enforce_csrf_checks=True)
    form = {"text": SNOW, "name": "汐見", "password": "himitsu", "code": "123456"}
    page = "/complaints/new"
    visitor.get("/")
    told = visitor.post(page, form, HTTP_REFERER=f"http://testserver{page}", **HOST)
    assert told.status_code == 403
    row = TypedWords.objects.get()
    assert row.user is None and "himitsu" not in row.fields and "123456" not in row.fields
    assert row.expires_at <= now() + timedelta(minutes=60)
    assert "汐見" in visitor.get(page).content.decode()
    signed_in = back_as(world, world.physician(), visitor)
    assert "汐見" not in signed_in.get(page).content.decode()


@pytest.mark.parametrize("headers", [{}, {"HTTP_ORIGIN": "https://elsewhere.example"}])
def test_what_another_site_sends_is_kept_for_nobody(world, headers):
    visitor = Client(enforce_csrf_checks=True)
    visitor.get("/")
    assert visitor.post("/complaints/new", {"text": "おとり"}, **headers).status_code == 403
    assert not TypedWords.objects.exists()


def test_no_code_of_signing_in_is_kept_and_a_forged_mark_is_nobodys(world):
    visitor = Client(enforce_csrf_checks=True)
    visitor.get("/")
    visitor.post("/login", {"email": "a@example.org"}, HTTP_REFERER="http://testserver/login", **HOST)
    assert not TypedWords.objects.exists()
    assert writer_of({MARK: mark_of(7)}) == 7
    assert writer_of({MARK: mark_of(7).replace("7", "8", 1)}) is None and writer_of({}) is None


@given(st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00\r"), min_size=1))
def test_every_text_comes_back_as_it_was_typed(text):
    page = '<p>a</p><form method="post" action=""><textarea name="t">old</textarea><input name="i" value="x"/></form>'
    filled = refilled(page, at="/a", sent_to="/a", fields={"t": [text], "i": [text]})
    assert filled.found and not filled.rest
    area = re.search(r'<textarea name="t">\n(.*)</textarea>', filled.page, re.DOTALL)
    box = re.search(r'<input value="([^"]*)" name="i"/>', filled.page, re.DOTALL)
    assert unescape(area[1]) == unescape(box[1]) == text


def test_choices_boxes_and_repeated_fields_are_set_and_what_has_no_field_is_told():
    page = (
        '<form method="post" action="/other"><input name="a"></form><details><form method="post" action="go">'
        '<input type="hidden" name="pk" value="3"><input name="a" value="old"><input name="a">'
        '<input type="radio" name="r" value="1" checked><input type="radio" name="r" value="2">'
        '<input type="checkbox" name="c" value="x" checked><select name="s"><option value="p" selected>P<option value="q">Q'
        '</select><input type="password" name="w"><button name="do" value="it">x</button></form></details>'
    )
    fields = {
        "a": ["一", "二"],
        "r": ["2"],
        "s": ["q"],
        "gone": ["三つ目の言葉"],
        "do": ["it"],
        "w": ["ひみつ"],
        "pk": ["3"],
    }
    filled = refilled(page, at="/x/y", sent_to="/x/go", fields=fields, before="<b></b>")
    assert filled.rest == ["三つ目の言葉", "ひみつ"]
    assert '<details open><b></b><form method="post" action="go">' in filled.page
    assert '<input value="一" name="a"><input value="二" name="a">' in filled.page
    assert '<input type="radio" name="r" value="1"><input checked type="radio" name="r" value="2">' in filled.page
    assert '<input type="checkbox" name="c" value="x">' in filled.page
    assert '<option value="p">P<option selected value="q">Q' in filled.page
    assert filled.page.startswith('<form method="post" action="/other"><input name="a"></form>')
    assert 'name="w">' in filled.page and 'value="ひみつ"' not in filled.page


def test_the_mark_stands_before_the_first_text_that_differs_and_details_in_the_form_open():
    page = (
        '<form method="post" action="/a"><input name="a" value="same"><details><summary>s</summary>'
        '<textarea name="t">old</textarea></details><input name="b" value=""></form>'
    )
    filled = refilled(page, at="/a", sent_to="/a", fields={"a": ["same"], "t": ["new"], "b": ["x"]}, anchor="here")
    assert '<details open><summary>s</summary><span id="here"></span><textarea name="t">\nnew</textarea>' in filled.page
    unchanged = refilled(page, at="/a", sent_to="/a", fields={"a": ["same"]}, anchor="here")
    assert unchanged.page.startswith('<span id="here"></span><form') and "<details><summary>" in unchanged.page


def test_of_several_forms_of_one_address_the_one_with_the_same_fixed_values_is_filled():
    form = '<form method="post" action="/a"><input type="hidden" name="pk" value="{}"><input name="t"></form>'
    filled = refilled(form.format(1) + form.format(2), at="/a", sent_to="/a", fields={"pk": ["2"], "t": ["言葉"]})
    assert filled.page == form.format(1) + form.format(2).replace('name="t"', 'value="言葉" name="t"')


def test_keys_of_once_are_left_out_and_a_form_of_buttons_alone_is_nothing():
    key = "0b8f8f0e-27a4-4b67-8a1a-58ad1e4e0a11"
    assert fields_of(QueryDict(f"key={key}&{MARK}=1:x")) == {}
    assert fields_of(QueryDict(f"key={key}&t=a&t=b")) == {"t": ["a", "b"]}
