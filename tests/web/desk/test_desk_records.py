"""The page of a record and the search in a browser: what is typed stays, one button logs a call, no word goes into an address."""

import uuid

import pytest

from enishi.audit.models import Entry
from enishi.common.clock import today
from enishi.desk.models import DeskNote, NextAction
from enishi.desk.next_actions import next_of
from enishi.desk.notes import write_note
from enishi.desk.records import subject_of
from enishi.physicians.contact_log import ledger
from enishi.web.desk.marking import cut, marked, pieces


def test_one_button_logs_a_call_and_a_note_refused_keeps_its_words(world, desk, words):
    house = world.institution()
    path = f"/desk/records/{house.number}"
    key = uuid.uuid4()
    for _ in range(2):  # pressed twice
        desk.post(f"{path}/add/call", {"key": key, "reached": "absent", "whom": "事務長", "text": ""})
    assert DeskNote.objects.get().reached == "absent"
    page = desk.get(path)
    assert "お電話・こちらから・事務長・つながらない" in words(page)
    refused = desk.post(f"{path}/add/post", {"key": uuid.uuid4(), "kind": "fax", "text": "地図を送った"})
    assert refused.status_code == 200
    assert "地図を送った" in words(refused)
    assert "＊" in words(refused)


def test_a_letter_to_a_physician_stands_in_the_ledger_and_no_call_is_logged_past_the_promise(world, desk):
    physician = world.physician()
    path = f"/desk/records/{physician.number}/add"
    desk.post(f"{path}/sent", {"channel": "paper", "about": "礼状"})
    assert "礼状" in [line.about for line in ledger(physician)]
    page = desk.get(f"/desk/doctors/{physician.number}")
    assert f'href="mailto:{physician.identity.mail}"' in page.content.decode()
    desk.post(f"{path}/sent", {"channel": "mail", "about": "はじめのご連絡"})
    assert [line.how for line in ledger(physician) if line.about == "はじめのご連絡"] == ["メール"]
    for closed in ("call", "post", "nothing"):
        assert desk.post(f"{path}/{closed}", {"key": uuid.uuid4(), "reached": "talked"}).status_code == 404


def test_the_next_step_is_asked_for_and_the_page_says_what_stands_when_nothing_was_given(world, desk, words):
    physician = world.physician()
    path = f"/desk/records/{physician.number}"
    asked = desk.post(f"{path}/next", {"seen": 0, "words": "", "due": ""})
    assert "次にすることをご入力ください" in words(asked)
    assert "期日をご入力ください" in words(asked)
    desk.post(f"{path}/next", {"seen": 0, "words": "町の回答を伝える", "due": today().isoformat()})
    made = NextAction.objects.get()
    stale = desk.post(f"{path}/next", {"seen": 0, "words": "別のこと", "due": today().isoformat()})
    assert "さんが先に直されました" in words(stale)
    done = desk.post(f"{path}/next", {"seen": made.pk, "done": "1"}, follow=True)
    assert f"次は「{next_of(subject_of(physician)).words}」" in words(done)


def test_what_was_searched_stands_in_no_address_and_what_was_shown_stands_in_the_log(world, desk, words):
    house = world.institution("みさき丘病院")
    write_note(subject=subject_of(house), by=world.ms_miura, text="冬は送迎の車が出る", key=uuid.uuid4())
    found = desk.post("/desk/search", {"q": "送迎"})
    assert found.request["QUERY_STRING"] == ""
    assert "冬は送迎の車が出る" in words(found)
    assert "<mark>送迎</mark>" in found.content.decode()
    assert Entry.objects.filter(action="read:note_search", object_number=house.number).count() == 1
    assert "2文字以上" in words(desk.post("/desk/search", {"q": "冬"}))
    assert "見つかりませんでした" in words(desk.post("/desk/search", {"q": "ないことば"}))


def test_the_handover_is_one_pdf_and_its_reading_is_logged(world, desk):
    talk = world.candidacy("dialogue")
    made = desk.get(f"/desk/records/{talk.number}/handover.pdf")
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")
    assert Entry.objects.filter(action="read:handover", object_number=talk.number).exists()


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        ("髙﨑さまのお宅", "高崎", "<mark>髙﨑</mark>さまのお宅"),
        ("ｶﾝｻﾞｷさま", "かんざき", "<mark>ｶﾝｻﾞｷ</mark>さま"),
        ("雪 道の送迎", "雪道　送迎", "<mark>雪 道</mark>の<mark>送迎</mark>"),
        ("<b>太字</b>", "太字", "&lt;b&gt;<mark>太字</mark>&lt;/b&gt;"),
    ],
)
def test_words_are_marked_as_they_were_typed(text, asked, shown):
    assert marked(text, asked) == shown


def test_a_long_entry_is_cut_around_the_first_word():
    shown = cut(pieces("あ" * 500 + "送迎" + "い" * 500, "送迎"))
    assert ("送迎", True) in shown
    assert len("".join(words for words, _ in shown)) < 300
