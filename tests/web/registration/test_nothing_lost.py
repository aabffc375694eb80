"""Two at once, sent twice, an old page, a lost connection, no cookies: one registration, and nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from enishi.accounts.models import User
from enishi.common.clock import ago
from enishi.physicians.doubles import doubles_of
from enishi.physicians.models import Physician, RegistrationDraft
from factories.together import at_the_same_time


def send_all(client, steps):
    for number, typed in steps.items():
        assert client.post(f"/register/{number}", typed).status_code == 302


def opened(client, number):
    """The hidden words of a page as the browser holds them."""
    page = client.get(f"/register/{number}").content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("page", "seen")}


# -- two at once ------------------------------------------------------------------------------------
def test_two_people_with_one_address_at_the_same_moment_are_two_registrations_and_one_sign_in(real_world, steps):
    assert real_world.ms_miura
    one, other = Client(), Client()
    for client in (one, other):
        send_all(client, steps)
    answers = at_the_same_time(lambda: one.post("/register/confirm"), lambda: other.post("/register/confirm"))
    assert [answer.status_code for answer in answers] == [302, 302]
    first, second = Physician.objects.order_by("id")
    assert User.objects.filter(email="kitagawa@mail.example.jp").count() == 1
    assert [first.user is None, second.user is None].count(True) == 1
    assert [other for other, _ in doubles_of(first)] == [second]
    pages = [_plain(client.get("/register/done").content.decode()) for client in (one, other)]
    assert pages[0] == pages[1]
    told = [notice.body for notice in real_world.messages(real_world.ms_miura)]
    assert sum("同じ方かもしれないご登録がすでにあります" in body for body in told) == 1


def _plain(page):
    return re.sub(r'P-\d{4}-\d+|name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_a_double_press_registers_once_and_both_see_the_same_page(real_world, steps):
    assert real_world.ms_miura
    client, again = Client(), Client()
    send_all(client, steps)
    again.cookies = client.cookies.copy()
    at_the_same_time(lambda: client.post("/register/confirm"), lambda: again.post("/register/confirm"))
    assert Physician.objects.count() == 1
    assert Physician.objects.get().number in again.get("/register/done").content.decode()


def test_two_pages_saving_two_steps_at_once_lose_neither(real_world, steps):
    client, again = Client(), Client()
    client.post("/register/1", steps[1])
    again.cookies = client.cookies.copy()
    at_the_same_time(
        lambda: client.post("/register/2/keep", steps[2]), lambda: again.post("/register/3/keep", steps[3])
    )
    assert 'value="昭和33年4月5日"' in client.get("/register/2").content.decode()
    ticked = [
        tag for tag in re.findall(r"<input[^>]*>", client.get("/register/3").content.decode()) if " checked" in tag
    ]
    assert [re.search(r'value="(\w+)"', tag)[1] for tag in ticked] == ["part_time", "few"]


# -- an old page ------------------------------------------------------------------------------------
def test_an_older_page_sent_after_a_newer_one_overwrites_nothing_and_both_words_are_shown(client, coordinator, steps):
    client.post("/register/1", steps[1])
    older, newer = opened(client, 1), opened(client, 1)
    client.post("/register/1", steps[1] | {"phone": "090-9999-9999"} | newer)
    answer = client.post("/register/1", steps[1] | {"phone": "090-8888-8888"} | older)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "新しい内容が先に" in page.replace("<wbr>", "")
    assert "090-8888-8888" in page and "090-9999-9999" in page
    assert "090-9999-9999" in client.get("/register/1").content.decode()


def test_the_person_may_take_the_older_words_after_all(client, coordinator, steps):
    client.post("/register/1", steps[1])
    older, newer = opened(client, 1), opened(client, 1)
    client.post("/register/1", steps[1] | {"phone": "090-9999-9999"} | newer)
    page = client.post("/register/1", steps[1] | {"phone": "090-8888-8888"} | older).content.decode()
    form = page[page.index("下の内容：") : page.index("お送りになった内容のほうを使う")]
    chosen = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert client.post("/register/1", chosen).status_code == 302
    assert "090-8888-8888" in client.get("/register/1").content.decode()


def test_what_an_older_page_keeps_while_typing_does_not_creep_over_newer_words(client, coordinator, steps):
    older, newer = opened(client, 1), opened(client, 1)
    client.post("/register/1", steps[1] | newer)
    answer = client.post("/register/1/keep", {"family_name": "北"} | older).json()
    assert "別の画面" in answer["words"]
    assert 'value="北川"' in client.get("/register/1").content.decode()


def test_what_was_kept_while_typing_and_arrives_late_does_not_undo_what_the_button_sent(client, coordinator, steps):
    page = opened(client, 1)
    client.post("/register/1", steps[1] | page | {"turn": "3"})
    client.post("/register/1/keep", {"family_name": "北"} | page | {"turn": "2"})
    assert 'value="北川"' in client.get("/register/1").content.decode()


def test_one_and_the_same_page_may_be_sent_again_after_the_back_button(client, coordinator, steps):
    page = opened(client, 1)
    client.post("/register/1", steps[1] | page)
    answer = client.post("/register/1", steps[1] | {"given_name": "実"} | page)
    assert answer.status_code == 302
    assert 'value="実"' in client.get("/register/1").content.decode()


# -- a lost connection, a closed browser ---------------------------------------------------------------
def test_a_browser_that_dies_between_two_steps_finds_everything_again(client, coordinator, steps):
    client.post("/register/1", steps[1])
    client.post("/register/2/keep", {"birth_date": "昭和33年4月", "specialty": "内科"})
    later = Client()  # the session is gone, the cookie of 30 days is not
    later.cookies["registration"] = client.cookies["registration"].value
    assert later.get("/register").url == "/register/2"
    assert 'value="昭和33年4月"' in later.get("/register/2").content.decode()


def test_after_thirty_days_nothing_is_there_any_more(client, coordinator, steps):
    with ago(timedelta(days=31)):
        client.post("/register/1", steps[1])
    assert "北川" not in client.get("/register/1").content.decode()
    client.post("/register/1", steps[1] | {"family_name": "南條"})
    assert RegistrationDraft.objects.count() == 2
    assert "南條" in client.get("/register/1").content.decode()


# -- what is sent ------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["髙﨑", "𠮷野", "渡邉", "葛󠄀城", "北川🌸", "O'Brien", '<b>"&'])
def test_any_name_is_kept_as_it_was_written(client, coordinator, steps, name):
    send_all(client, steps | {1: steps[1] | {"family_name": name}})
    client.post("/register/confirm")
    assert Physician.objects.get().identity.family_name == name


@pytest.mark.parametrize("path", ["/register/1", "/register/1/keep"])
def test_ten_megabytes_are_refused_with_a_sentence_and_nothing_is_stored(client, coordinator, path):
    answer = client.post(path, {"family_name": "北" * 4_000_000})
    assert answer.status_code == 400
    assert "長すぎて" in answer.content.decode()
    assert not RegistrationDraft.objects.exists()


def test_only_the_answers_to_our_questions_are_kept_and_none_without_end(client, coordinator):
    client.post("/register/3/keep", {"note": "あ" * 30_000, "made_up": "x" * 1000, "page": "p"})
    page = client.get("/register/3").content.decode()
    assert page.count("あ") < 21_000
    assert "made_up" not in page


def test_without_cookies_one_is_told_so_and_shown_another_way(coordinator, steps):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/register/1", steps[1])
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "クッキー" in page and "お電話" in page
    assert "/register/paper.pdf" in page


# -- what is said while typing ---------------------------------------------------------------------------
def test_while_typing_the_reading_is_proposed_and_the_date_said_back(client, coordinator):
    answer = client.post("/register/1/keep", {"family_name": "髙﨑", "given_name": "𠮷雄"}).json()
    assert answer["proposals"]["id_family_kana"]["value"] == "たかさき"
    assert "保存しました" in answer["words"]
    about = client.post("/register/2/keep", {"birth_date": "昭33.4.5", "postcode": "1000001"}).json()
    assert about["echoes"]["id_birth_date"].startswith("1958年（昭和33年）4月5日・")
    assert about["proposals"]["id_address"]["value"].startswith("東京都千代田区")


def test_several_towns_are_never_guessed_and_an_unknown_postcode_is_said(client, coordinator):
    several = client.post("/register/2/keep", {"postcode": "4520961"}).json()
    assert several["proposals"] == {}
    unknown = client.post("/register/2/keep", {"postcode": "9999999"}).json()
    assert "直接ご入力" in unknown["echoes"]["id_postcode"]


def test_a_slip_in_the_mail_address_is_asked_and_never_refused(client, coordinator, steps):
    answer = client.post("/register/1/keep", {"mail": "taro@gmial.com"}).json()
    assert "gmail.com" in answer["echoes"]["id_mail"]
    assert client.post("/register/1", steps[1] | {"mail": "taro@gmial.com"}).status_code == 302


def test_a_reading_that_was_typed_stays(client, coordinator, steps):
    send_all(client, steps | {1: steps[1] | {"family_kana": "ほくせん"}})
    client.post("/register/confirm")
    assert Physician.objects.get().identity.family_kana == "ほくせん"


def test_a_channel_without_an_address_is_not_promised(client, coordinator, steps):
    send_all(client, {1: steps[1] | {"phone": ""}, 2: steps[2] | {"postcode": ""}, 3: steps[3]})
    page = client.post("/register/4", steps[4] | {"channel": "phone"}).content.decode()
    assert "電話番号をうかがっていません" in page
    page = client.post("/register/4", steps[4] | {"channel": "paper"}).content.decode()
    assert "ご住所をうかがっていません" in page
    assert client.post("/register/4", steps[4] | {"channel": "mail"}).status_code == 302


# -- from an opening ----------------------------------------------------------------------------------
def test_the_opening_one_came_from_goes_along_and_the_coordinator_sees_it(client, coordinator, world, steps):
    opening, draft = world.opening(), world.opening(state="draft")
    assert client.get(f"/register?opening={opening.number}").url == f"/register/1?opening={opening.number}"
    page = client.get(f"/register/1?opening={opening.number}").content.decode()
    assert f'name="opening" value="{opening.number}"' in page
    assert 'name="opening"' not in client.get(f"/register/1?opening={draft.number}").content.decode()
    send_all(client, steps | {1: steps[1] | {"opening": opening.number}})
    assert opening.number in client.get("/register/confirm").content.decode()
    client.post("/register/confirm")
    assert opening.number in client.get("/register/done").content.decode()
    physician = Physician.objects.get()
    assert physician.came_for == opening
    assert opening.number in world.signed_in(coordinator).get(f"/desk/doctors/{physician.number}").content.decode()
