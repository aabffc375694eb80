"""/my/settings, /my/pause, /my/data, /my/leave and the last page."""

import json
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from enishi.common.workflow import StepRefused
from enishi.keeping.erasure import erase_at_wish
from enishi.notices.models import Notice
from enishi.physicians.models import Leaving
from enishi.physicians.standing import LEFT


@pytest.fixture
def room(story, world):
    return world.signed_in(story.physician)


def text(response):
    return response.content.decode()


def read(response):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)


def test_a_rest_begins_with_a_button_and_ends_with_one(story, room):
    assert "止まること" in text(room.get("/my/pause"))
    assert (
        "過ぎた日" in text(room.post("/my/pause", {"until": "2001/4/1", "x": "1"}))
        or not story.physician.disclosures.exists()
    )
    assert "お休みに入りました" in text(room.post("/my/pause", {"until": "", "x": "1"}, follow=True))
    assert "再開する" in text(room.get("/my"))
    assert "お帰りなさい" in text(room.post("/my/resume", follow=True))
    story.physician.refresh_from_db()
    assert story.physician.state == "active"
    room.post("/my/resume")  # a second press changes nothing
    story.physician.refresh_from_db()
    assert story.physician.state == "active"


def test_the_telephone_number_is_mended(story, room):
    assert "＊" in text(room.post("/my/settings/phone", {"phone": "12"}))
    room.post("/my/settings/phone", {"phone": "０９０ー３３３３ー４４４４"})
    story.physician.identity.refresh_from_db()
    assert story.physician.identity.phone == "09033334444"


def test_the_own_data_come_as_json_and_as_paper(story, room):
    answer = room.get("/my/data/export.json")
    assert answer["Content-Disposition"].endswith(f'enishi-{story.physician.number}.json"')
    assert json.loads(answer.content)["number"] == story.physician.number
    paper = room.get("/my/data/export.pdf")
    assert paper.content.startswith(b"%PDF-")
    words = read(paper)
    assert "お預かりしている情報" in words and "中央病院" in words


def test_leaving_says_what_goes_asks_once_and_gives_a_certificate_without_a_name(story, room, client):
    page = text(room.get("/my/leave"))
    assert "求職管理簿だけ" in page and "第24条の7" in page
    assert "元に戻せない" in text(room.post("/my/leave", {"x": "1"}))
    done = room.post("/my/leave", {"understood": "on"})
    assert done.status_code == 302 and done.url.startswith("/left/")
    assert room.get("/my").status_code == 302  # signed out
    shown = text(client.get(done.url))
    assert story.physician.number in shown and "北川" not in shown
    words = read(client.get(f"{done.url}/certificate"))
    assert story.physician.number in words and "消去" in words and "北川" not in words
    assert client.get("/left/another-key").status_code == 404
    assert Leaving.objects.count() == 1


def test_who_presses_twice_still_gets_the_certificate(story, room, client, monkeypatch):
    key = re.search(r'name="key" value="([^"]+)"', text(room.get("/my/leave")))[1]

    def twin_was_first(**given):
        erase_at_wish(**given)
        return erase_at_wish(**given)

    monkeypatch.setattr("enishi.web.physician.settings.erase_at_wish", twin_was_first)
    done = room.post("/my/leave", {"understood": "on", "key": key})
    assert done.status_code == 302 and done.url == f"/left/{key}"
    assert client.get(done.url).status_code == 200 and Leaving.objects.count() == 1


def test_leaving_waits_for_a_contract_that_was_agreed(story, room, world):
    world.walk(story.offered(), "agreed")
    assert "双方が合意したお話があります" in text(room.post("/my/leave", {"understood": "on"}))
    assert not Leaving.objects.exists()


# -- another address ------------------------------------------------------------------------------------
def code_of(address):
    body = next(n for n in Notice.objects.order_by("-id") if n.kind == "E01m" and n.address == address).body
    return re.search(r"\d{6}", body).group()


def test_a_new_address_is_proved_by_a_code_and_the_old_one_is_told(story, room, world):
    user = world.user(story.physician)
    old = user.email
    room.post("/my/settings/mail", {"address": "New.Address@mail.example.jp"})
    user.refresh_from_db()
    assert user.email == old  # nothing changes before the code
    assert (
        "違うようです" in text(room.post("/my/settings/mail/code", {"code": "000000"}))
        or code_of("New.Address@mail.example.jp") == "000000"
    )
    said = text(room.post("/my/settings/mail/code", {"code": code_of("New.Address@mail.example.jp")}, follow=True))
    assert "メールアドレスを変えました" in said
    user.refresh_from_db()
    story.physician.identity.refresh_from_db()
    assert (user.email, story.physician.identity.mail) == ("new.address@mail.example.jp", "New.Address@mail.example.jp")
    assert Notice.objects.get(kind="E10m").address == old


def test_an_address_of_somebody_else_gets_no_code_and_looks_the_same(story, room, world):
    other = world.user(world.physician()).email
    assert "確認番号を" in text(room.post("/my/settings/mail", {"address": other}, follow=True))
    assert not Notice.objects.filter(kind="E01m").exists()


def test_five_wrong_codes_end_it_and_the_address_never_lies_readable_in_the_session(room):
    room.post("/my/settings/mail", {"address": "new@mail.example.jp"})
    right = code_of("new@mail.example.jp")
    wrong = "111111" if right != "111111" else "222222"
    assert "new@mail" not in str(dict(room.session))
    for _ in range(4):
        assert "違うようです" in text(room.post("/my/settings/mail/code", {"code": wrong}))
    assert "期限が切れました" in text(room.post("/my/settings/mail/code", {"code": wrong}, follow=True))
    assert room.post("/my/settings/mail/code", {"code": right}).url == "/my/settings/mail"


def test_codes_are_counted_by_account_and_by_address_on_whatever_device(story, room, world):
    for n in range(3):
        assert room.post("/my/settings/mail", {"address": f"a{n}@mail.example.jp"}).status_code == 302
    elsewhere = world.signed_in(story.physician)
    for n in range(2):
        assert elsewhere.post("/my/settings/mail", {"address": f"b{n}@mail.example.jp"}).status_code == 302
    assert "続きました" in text(elsewhere.post("/my/settings/mail", {"address": "c@mail.example.jp"}))
    assert "続きました" in text(room.post("/my/settings/mail", {"address": "c@mail.example.jp"}))
    other = world.signed_in(world.physician())
    assert other.post("/my/settings/mail", {"address": "d@mail.example.jp"}).status_code == 302


def test_wrong_codes_are_counted_over_all_devices(story, room, world):
    clients = [room, world.signed_in(story.physician), world.signed_in(story.physician)]
    for n, client in enumerate(clients):
        client.post("/my/settings/mail", {"address": f"e{n}@mail.example.jp"})
        for _ in range(4 if n < 2 else 2):
            client.post("/my/settings/mail/code", {"code": "xx1"})
    said = text(clients[2].post("/my/settings/mail/code", {"code": code_of("e2@mail.example.jp")}, follow=True))
    assert "続きました" in said and "メールアドレスを変えました" not in said


def test_a_number_that_is_mended_while_one_leaves_is_answered_with_a_sentence(story, room, monkeypatch):
    def too_late(**given):
        raise StepRefused(LEFT)

    monkeypatch.setattr(
        "enishi.web.physician.settings.complete_identity", too_late
    )  # leaving came between look and act
    answer = room.post("/my/settings/phone", {"phone": "090-3333-4444"})
    assert answer.status_code == 200 and "登録を終えられ" in text(answer)


def test_what_a_form_carries_unseen_has_no_label(room):
    page = text(room.get("/my/leave"))
    assert 'type="hidden" name="key"' in page and ">Key" not in page
