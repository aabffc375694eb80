"""Phone and paper at the desk: the same questions, the same rules, and the consents say how they came."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader

from enishi.common.clock import today
from enishi.common.workflow import Channel
from enishi.desk.models import PaperSheet
from enishi.office.explained_enums import ReceivedBy, ToldBy
from enishi.office.models import Explained
from enishi.outreach.actions import add_society, open_campaign
from enishi.physicians.models import Physician, RegistrationDraft

TYPED = {
    "way": "phone",
    "read_out": "on",
    "s1-family_name": "𠮷田",
    "s1-given_name": "節子",
    "s1-phone": "０９０−１１１１−２２２２",
    "s2-specialty": "内科",
    "s2-birth_date": "S28.3.3",
    "s2-present": "retired",
    "s3-employment": ["part_time"],
    "s4-delivery": "paper",
    "s4-consent_placement": "on",
    "s4-days": ["wed"],
    "told": "aloud",
}
NEW = "/desk/intake/physician"
AGAIN = {"again-birth_date": "昭和28年3月3日", "again-phone": "090 1111 2222"}


@pytest.fixture
def miura(world):
    return world.signed_in(world.ms_miura)


def key_on(page) -> str:
    return re.search(r'name="key" value="([^"]+)"', page.content.decode())[1]


def test_a_call_is_typed_read_back_and_registered_once(miura, world):
    key = key_on(miura.get(NEW))
    back = miura.post(NEW, TYPED | {"key": key, "go": "check"})
    page = back.content.decode()
    assert "090-1111-2222" in page
    assert "1953年（昭和28年）3月3日" in page
    assert "読み上げて" in page
    assert not Physician.objects.exists()
    first = miura.post(NEW, TYPED | {"key": key, "go": "register"})
    again = miura.post(NEW, TYPED | {"key": key, "go": "register"})
    physician = Physician.objects.get()
    assert first.url == again.url == f"{NEW}/{physician.number}/done"
    consent = physician.consents.get()
    assert (consent.channel, consent.taken_by_id) == (Channel.PHONE, world.ms_miura.user_id)
    assert (physician.contact_promise.channel, physician.contact_promise.days) == ("phone", ["wed"])
    assert physician.contact_by.weekday() == 2
    done = miura.get(first.url).content.decode()
    assert physician.number in done
    assert "三浦 早苗" in done


def test_on_the_telephone_the_texts_are_read_out_first(miura):
    page = miura.post(NEW, {k: v for k, v in TYPED.items() if k != "read_out"} | {"go": "register"}).content.decode()
    assert "読み上げ、お返事をうかがってから" in page
    assert "同意は、いつでも取り消せます" in page
    assert 'value="𠮷田"' in page
    assert not Physician.objects.exists()


def test_the_same_sentences_as_on_the_screen_and_all_at_once(miura):
    page = miura.post(NEW, TYPED | {"s1-phone": "090-1111-222", "s2-birth_date": "昭和64年2月1日"}).content.decode()
    assert "1つ足りない" in page
    assert "昭和は64年1月7日まで" in page
    assert 'value="090-1111-222"' in page


def test_a_paper_form_brings_its_society_and_the_consents_say_paper(miura, world):
    society = add_society(name="見本学会", by=world.ms_miura)
    code = open_campaign(society=society, code="jams_9", occasion="会報", by=world.ms_miura).paper_code
    typed = {k: v for k, v in TYPED.items() if k != "read_out"} | {"way": "paper", "paper_code": code.lower()}
    miura.post(NEW, typed | AGAIN | {"go": "register"})
    physician = Physician.objects.get()
    assert physician.campaign_code == "jams_9"
    assert physician.consents.get().channel == Channel.PAPER
    assert miura.post(NEW, typed | {"paper_code": "ABCD-EFG0"}).status_code == 200


def test_what_came_on_paper_is_typed_twice_where_a_slip_loses_the_person_and_the_paper_is_kept(miura, world):
    typed = {k: v for k, v in TYPED.items() if k != "read_out"} | {"way": "fax"}
    asked = miura.post(NEW, typed | {"go": "register"}).content.decode()
    assert "1回目の入力は見ずに" in asked and 'name="again-phone"' in asked and not Physician.objects.exists()
    wrong = miura.post(NEW, typed | AGAIN | {"again-phone": "090-1111-2223", "go": "register"}).content.decode()
    assert "1回目の電話番号と違います" in wrong and not Physician.objects.exists()
    key = key_on(miura.get(NEW))
    sent = typed | AGAIN | {"key": key, "go": "register"}
    miura.post(NEW, sent | {"again-image": SimpleUploadedFile("fax.png", picture())})
    miura.post(NEW, sent)  # pressed twice
    physician = Physician.objects.get()
    sheet = PaperSheet.objects.get(physician=physician)
    assert (sheet.kind, sheet.state, sheet.channel, sheet.image_type) == ("registered", "done", "fax", "image/png")
    assert miura.get(f"/desk/intake/paper/{sheet.code}").status_code == 200
    assert miura.get(f"/desk/intake/paper/{sheet.code}/image").content.startswith(b"\x89PNG")
    assert miura.get(f"/desk/intake/paper/{sheet.code}/sheet.pdf").status_code == 404
    assert "ご登録の用紙" in miura.get(f"/desk/records/{physician.number}").content.decode()


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(made, "PNG")
    return made.getvalue()


def test_who_takes_the_call_may_keep_the_physician(world):
    busy = world.coordinator("忙しい 担当")
    Physician.objects.bulk_create(
        Physician(number=f"P-1-{n}", coordinator_id=busy.user_id, state="active") for n in range(3)
    )
    assert world.ms_miura
    world.signed_in(busy).post(NEW, TYPED | {"mine": "on", "go": "register"})
    assert Physician.objects.get(state="registered").coordinator_id == busy.user_id


def test_a_wished_call_stands_on_todays_list_and_its_rest_is_typed_once(miura, world):
    physician = world.caller()
    today = miura.get("/desk").content.decode()
    assert "続きはお電話で" in today
    assert f'href="{NEW}/{physician.number}"' in today
    assert physician.number in miura.get("/desk/intake").content.decode()
    path = f"{NEW}/{physician.number}"
    assert f'value="{physician.identity.family_name}"' in miura.get(path).content.decode()
    typed = {k: v for k, v in TYPED.items() if k not in ("way", "s1-phone")}
    typed |= {"s1-phone": physician.identity.phone, "s1-mail": physician.identity.mail, "go": "register"}
    assert miura.post(path, typed).url == miura.post(path, typed).url == f"{path}/done"
    physician.refresh_from_db()
    assert physician.identity.birth_date == "1953-03-03"
    assert physician.wishes.specialties == ["内科"]
    assert physician.delivery.method == "paper"
    assert physician.consents.count() == 1
    assert miura.get(path).status_code == 404
    assert "続きはお電話で" not in miura.get("/desk").content.decode()


def test_the_towns_of_a_postcode_are_asked_here_too(miura):
    page = miura.post(NEW, TYPED | {"s2-postcode": "4520961", "go": "register"})
    assert "どちらの町" in page.content.decode()
    miura.post(NEW, TYPED | {"s2-postcode": "4520961", "town_asked": "1", "s2-town": "1", "go": "register"})
    assert Physician.objects.get().identity.address.startswith("愛知県清須市")


HALF = {
    "s1-family_name": "𠮷田",
    "s1-given_name": "節子",
    "s2-birth_date": "S28.3.",
    "s4-days": ["wed", "fri"],
    "read_out": "on",
}
KEEP = "/desk/intake/keep"


def marks_on(page) -> dict[str, str]:
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1] for name in ("key", "page", "seen")
    }


def test_a_call_that_breaks_off_is_taken_up_by_a_colleague_with_everything_typed(miura, world):
    marks = marks_on(miura.get(NEW))
    answer = miura.post(KEEP, HALF | marks | {"turn": "1"}).json()
    assert "保存しました" in answer["words"] and answer["proposals"]["id_s1-family_kana"]["value"] == "よしだ"
    assert "節子" not in str(
        RegistrationDraft.objects.extra(select={"raw": "data::text"}).values("raw", "key", "saves")
    )
    colleague = world.signed_in(world.desk())
    home = colleague.get("/desk/intake").content.decode()
    assert "𠮷田 節子 先生の続きを入力する" in home and "三浦 早苗" in home
    opened = colleague.get(f"{NEW}?draft={marks['key']}")
    page = opened.content.decode()
    assert 'value="𠮷田"' in page and 'value="S28.3."' in page and "＊" not in page
    assert re.search(r'value="fri"[^>]*checked', page)
    assert not re.search(r'name="(read_out|mine)"[^>]*checked', page)  # said by who registers
    sent = colleague.post(NEW, TYPED | marks_on(opened) | {"turn": "1", "go": "register"})
    physician = Physician.objects.get()
    assert sent.url == f"{NEW}/{physician.number}/done"
    assert colleague.get(f"{NEW}?draft={marks['key']}").url == sent.url
    assert "続きを入力する" not in miura.get("/desk/intake").content.decode()
    assert RegistrationDraft.objects.get().data == ""


def test_two_who_type_the_same_call_do_not_overwrite_each_other_unasked(miura, world):
    marks = marks_on(miura.get(NEW))
    miura.post(KEEP, HALF | marks | {"turn": "1"})
    colleague = world.signed_in(world.desk())
    theirs = marks_on(colleague.get(f"{NEW}?draft={marks['key']}"))
    colleague.post(KEEP, TYPED | theirs | {"turn": "1", "s1-given_name": "節代"})
    late = miura.post(KEEP, HALF | marks | {"turn": "2", "s1-given_name": "節美"}).json()
    assert "別の画面" in late["words"] and not late["proposals"]
    refused = miura.post(NEW, TYPED | marks | {"turn": "3", "go": "register"})
    assert "別の画面で" in refused.content.decode().replace("<wbr>", "") and not Physician.objects.exists()
    assert f"{NEW}?draft={marks['key']}" in refused.content.decode()
    miura.post(NEW, TYPED | marks_on(refused) | {"turn": "1", "go": "register"})
    assert Physician.objects.get().identity.given_name == "節子"


def test_the_rest_of_a_registration_is_kept_too_and_gone_when_it_is_complete(miura, world):
    physician, stranger = world.caller(), world.physician()
    path = f"{NEW}/{physician.number}"
    marks = {"page": "a", "seen": "0", "turn": "1"}
    assert miura.post(f"{path}/keep", marks | {"s2-birth_date": "昭和28"}).status_code == 200
    assert miura.post(f"{NEW}/{stranger.number}/keep", marks).status_code == 404
    assert 'value="昭和28"' in miura.get(path).content.decode()
    assert "まで入力があります" in miura.get("/desk/intake").content.decode()
    typed = {k: v for k, v in TYPED.items() if k != "way"} | {"s1-phone": physician.identity.phone}
    miura.post(path, typed | {"go": "register", "page": "a", "seen": "1", "turn": "2"})
    assert not RegistrationDraft.objects.filter(key__startswith="desk:").exists()


def test_what_is_kept_of_a_call_is_the_desks_alone_and_goes_at_once_when_unwanted(miura, world):
    marks = marks_on(miura.get(NEW))
    miura.post(KEEP, HALF | marks | {"turn": "1", "csrfmiddlewaretoken": "x", "s1-unknown": "x"})
    for who in (world.physician(), world.institution()):
        browser = world.signed_in(who)
        assert browser.post(KEEP, HALF | marks).status_code in (403, 404)
        assert browser.get(f"{NEW}?draft={marks['key']}").status_code in (403, 404)
    assert miura.get(f"{NEW}?draft=00000000-0000-4000-8000-000000000000").status_code == 404
    assert miura.post(KEEP, HALF | {"key": "no-key"}).status_code == 404
    miura.post("/desk/intake/forget", {"key": marks["key"]})
    assert not RegistrationDraft.objects.exists()
    miura.post(KEEP, marks_on(miura.get(NEW)))  # nothing was typed: nothing is begun
    assert not RegistrationDraft.objects.exists()


def test_how_the_explanations_were_shown_is_asked_and_stands_in_the_register_once(miura, world):
    asked = miura.post(NEW, {k: v for k, v in TYPED.items() if k != "told"} | {"go": "register"}).content.decode()
    asked = asked.replace("<wbr>", "")
    assert "法律で定められたご説明" in asked and "返戻金制度に関する事項" in asked and not Physician.objects.exists()
    key = key_on(miura.get(NEW))
    for _ in range(2):
        miura.post(NEW, TYPED | {"key": key, "go": "register", "told_arrived": "on"})
    told = Explained.objects.get(physician=Physician.objects.get())
    assert (told.way, told.on, told.by_id) == (ToldBy.ALOUD, today(), world.ms_miura.user_id)
    assert (told.received_on, told.received_by) == (today(), ReceivedBy.PHONE)
    assert "お電話で読み上げ" in miura.get(f"/ops/explained/{told.physician.number}").content.decode()


def test_what_was_not_shown_yet_is_not_called_shown_and_waits_for_the_acceptance(miura):
    miura.post(NEW, TYPED | {"told": "later", "told_on": "2001-01-01", "go": "register"})
    assert Physician.objects.exists() and not Explained.objects.exists()


@pytest.mark.parametrize(("day", "sentence"), [(1, "今日までの日"), (-9000, "まだありませんでした")])
def test_a_day_on_which_nothing_can_have_been_shown_is_refused_beside_what_was_typed(miura, day, sentence):
    on = today() + timedelta(days=day)
    page = miura.post(NEW, TYPED | {"told": "paper", "told_on": f"{on:%Y-%m-%d}", "go": "register"}).content.decode()
    assert sentence in page and "𠮷田" in page and not Physician.objects.exists()


def test_the_rest_of_a_registration_on_the_telephone_tells_too(miura, world):
    physician = world.caller()
    typed = {k: v for k, v in TYPED.items() if k not in ("way", "s1-phone")}
    typed |= {"s1-phone": physician.identity.phone, "s1-mail": physician.identity.mail, "go": "register"}
    for _ in range(2):
        miura.post(f"{NEW}/{physician.number}", typed)
    assert [t.way for t in Explained.objects.filter(physician=physician)] == [ToldBy.ALOUD]


def test_the_form_on_paper_carries_the_explanations_on_a_leaf_to_keep(client, db):
    last = "".join(PdfReader(io.BytesIO(client.get("/register/paper.pdf").content)).pages[-1].extract_text().split())
    assert "職業紹介についてのご説明" in last and "返戻金制度に関する事項" in last and "第32条の13" in last
    assert "ご署名" not in last, "it is kept when the form is sent back"
