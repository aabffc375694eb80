"""A form goes out on paper and comes back: kept, typed twice where it matters, recorded once, and known by its code."""

import io

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from enishi.audit.models import Entry
from enishi.common.clock import today
from enishi.desk.enums import PaperKind
from enishi.desk.models import PaperSheet
from enishi.institutions.declaration_rules import wording_on
from enishi.institutions.models import Declaration, Institution
from enishi.office.models import Explained
from enishi.openings.actions import revise_opening
from enishi.openings.models import Opening
from enishi.outreach.paper_codes import shown
from web.institution.clinic import ALL_ANSWERS, Clinic, text_of

NEW = "/desk/intake/paper/new"


@pytest.fixture
def clinic(world):
    return Clinic(world)


@pytest.fixture
def desk(world):
    return world.signed_in(world.ms_miura)


def here(sheet):
    return f"/desk/intake/paper/{sheet.code}"


def made(desk, kind, **about):
    desk.post(NEW, {"kind": kind, **about})
    return PaperSheet.objects.first()


def arrived(desk, sheet, **more):
    assert desk.post(here(sheet), {"act": "receive", "channel": "fax", **more}).status_code == 302


def picture():
    drawn = io.BytesIO()
    Image.new("L", (40, 40), 255).save(drawn, "PNG")
    return SimpleUploadedFile("fax.png", drawn.getvalue())


def words_in(pdf):
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).replace("\n", "")


def test_a_fax_of_the_monthly_question_makes_an_opening_fresh_again(clinic, desk, client):
    opening, other = clinic.opening(confirmed_days_ago=40), clinic.opening(confirmed_days_ago=40)
    sheet = made(desk, "confirm", institution=clinic.institution.number)
    printed = words_in(desk.get(f"{here(sheet)}/sheet.pdf").content)
    assert shown(sheet.code) in printed and opening.number in printed and "今も正しい" in printed
    assert "お返事をお待ちしています" in text_of(client.get(f"/c/{shown(sheet.code)}"))
    arrived(desk, sheet, image=picture())
    assert "届きました" in text_of(client.get(f"/c/{sheet.code.lower()}"))
    answers = {f"opening_{opening.number}": "right", f"opening_{other.number}": "ended", "signed_on": "令和8年11月20日"}
    assert "役職" in text_of(desk.post(here(sheet), {"act": "type", **answers}))
    assert desk.post(here(sheet), {"act": "type", "confirmed_by": "事務長", **answers}).status_code == 302
    second = desk.get(here(sheet)).context["typing_form"]
    assert set(second.fields) == set(answers) and "事務長" not in text_of(desk.get(here(sheet)))
    assert desk.post(here(sheet), {"act": "type", **answers}).status_code == 302
    assert desk.post(here(sheet), {"act": "finish"}).status_code == 302
    for row in (opening, other, sheet):
        row.refresh_from_db()
    assert (opening.freshness, opening.confirmed_by, opening.confirmed_channel) == ("fresh", "事務長", "fax")
    assert other.freshness == "amber" and f"お電話でうかがう募集：{other.number}" in sheet.outcome
    assert "お手続きが済みました" in text_of(client.get(f"/c/{sheet.code}"))
    assert desk.post(here(sheet), {"act": "finish"}).status_code == 200  # pressed twice: told, and done once
    assert Entry.objects.filter(action="finish_sheet").count() == 1


def test_a_first_typing_sent_twice_is_no_second_pair_of_eyes(clinic, desk):
    sheet = made(desk, "opening", institution=clinic.institution.number)
    arrived(desk, sheet)
    typed = {k: v for k, v in ALL_ANSWERS.items() if not k.startswith("portrait")}
    for _ in range(2):
        assert desk.post(here(sheet), {"act": "type", "time": "1", **typed}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == "once" and sheet.typings.count() == 1
    assert 'name="time" value="2"' in desk.get(here(sheet)).content.decode()


def test_two_typings_that_differ_are_shown_and_chosen_before_anything_is_recorded(clinic, desk):
    sheet = made(desk, "opening", institution=clinic.institution.number)
    arrived(desk, sheet)
    typed = {k: v for k, v in ALL_ANSWERS.items() if not k.startswith("portrait")}
    assert desk.post(here(sheet), {"act": "type", **typed}).status_code == 302
    again = {
        "act": "type",
        "headcount": "2",
        "days": "2",
        "daily_pay_yen": "90",
        "starts_on": "令和9年4月1日",
        "ends_on": "令和10年3月31日",
    }
    assert desk.post(here(sheet), again).status_code == 302
    page = desk.get(here(sheet))
    names = [name for name, *_ in page.context["differing"]]
    assert "daily_pay_yen" in names and "days" not in names and Opening.objects.count() == 0
    assert "正しいほうをお選びください" in text_of(desk.post(here(sheet), {"act": "settle"}))
    assert desk.post(here(sheet), {"act": "finish"}).status_code == 200 and Opening.objects.count() == 0
    chosen = {f"choice:{name}": "1" for name in names}
    assert desk.post(here(sheet), {"act": "settle", **chosen}).status_code == 302
    assert desk.post(here(sheet), {"act": "finish"}).status_code == 302
    opening = Opening.objects.get()
    assert opening.current.daily_pay_yen == 90_000 and opening.current.made_channel == "fax"
    assert opening.institution == clinic.institution and opening.state == "draft"


def test_a_paper_that_was_overtaken_overwrites_nothing(clinic, desk):
    opening = clinic.opening(state="draft")
    sheet = made(desk, "opening", opening=opening.number)
    assert opening.current.title in words_in(desk.get(f"{here(sheet)}/sheet.pdf").content)
    arrived(desk, sheet)
    form = desk.get(here(sheet)).context["typing_form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    typed |= {"title": "直した見出し", "starts_on": "令和9年4月1日"}
    desk.post(here(sheet), {"act": "type", **typed})
    critical = desk.get(here(sheet)).context["typing_form"].fields
    desk.post(here(sheet), {"act": "type", **{k: v for k, v in typed.items() if k in critical}})
    revise_opening(opening=opening, by=clinic.clerk_person, terms={"title": "画面で直した"})
    assert "用紙を印刷したあとに" in text_of(desk.post(here(sheet), {"act": "finish"}))
    opening.refresh_from_db()
    assert opening.current.title == "画面で直した"


def test_an_answer_to_a_candidate_on_paper_is_recorded_by_who_decides(clinic, desk):
    candidacy = clinic.candidacy()
    clinic.clerk.post("/inst/paper/new", {"kind": "answer", "candidacy": candidacy.number})
    sheet = PaperSheet.objects.get()
    assert clinic.clerk.get(f"/inst/paper/{sheet.code}/sheet.pdf").content.startswith(b"%PDF")
    assert "北川" not in words_in(desk.get(f"{here(sheet)}/sheet.pdf").content)
    arrived(desk, sheet)
    answers = {"answer": "no", "signed_on": "令和8年11月20日"}
    assert "見送る理由" in text_of(desk.post(here(sheet), {"act": "type", "confirmed_by": "院長", **answers}))
    desk.post(here(sheet), {"act": "type", "confirmed_by": "院長", "answer": "yes", "signed_on": "令和8年11月20日"})
    desk.post(here(sheet), {"act": "type", "answer": "yes", "signed_on": "令和8年11月20日"})
    reception = clinic.world.signed_in(clinic.world.desk())
    assert "担当者か責任者" in text_of(reception.post(here(sheet), {"act": "finish"}))
    assert desk.post(here(sheet), {"act": "finish"}).status_code == 302
    candidacy.refresh_from_db()
    assert candidacy.state == "dialogue"


def test_every_form_is_a_black_and_white_a4_with_its_code(clinic, desk):
    for kind in PaperKind:
        candidacy = {"candidacy": clinic.candidacy().number} if kind is PaperKind.ANSWER else {}
        clinic.opening()
        sheet = made(desk, str(kind), institution=clinic.institution.number, **candidacy)
        pages = pypdf.PdfReader(io.BytesIO(desk.get(f"{here(sheet)}/sheet.pdf").content)).pages
        assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842], kind
        assert shown(sheet.code) in pages[0].extract_text() and len(pages) <= 9, kind


def test_the_image_is_encrypted_its_reading_logged_and_a_picture_that_is_none_is_refused(clinic, desk):
    from django.db import connection

    sheet = made(desk, "application")
    bad = SimpleUploadedFile("fax.tif", b"II*\x00 no picture")
    assert "お預かりできるのは" in text_of(desk.post(here(sheet), {"act": "receive", "channel": "fax", "image": bad}))
    arrived(desk, sheet, image=picture())
    with connection.cursor() as cursor:
        cursor.execute("SELECT image FROM desk_papersheet")
        assert b"PNG" not in bytes(cursor.fetchone()[0])
    got = desk.get(f"{here(sheet)}/image")
    assert got.content.startswith(b"\x89PNG") and got["Content-Disposition"].startswith("attachment")
    assert Entry.objects.filter(action="read:paper", object_number=sheet.code).exists()


def test_a_code_with_a_slip_is_said_and_a_neighbours_paper_does_not_exist(clinic, desk):
    clinic.opening()
    clinic.clerk.post("/inst/paper/new", {"kind": "confirm"})
    sheet = PaperSheet.objects.get()
    assert desk.get("/desk/intake/paper", {"code": shown(sheet.code).lower()})["Location"].endswith(sheet.code)
    assert "1文字が違うようです" in text_of(desk.get("/desk/intake/paper", {"code": "ABCDEFGH"}))
    assert clinic.sister.get(f"/inst/paper/{sheet.code}/sheet.pdf").status_code == 404
    assert clinic.sister.get(here(sheet)).status_code == 403
    assert "公開中の募集がない" in text_of(clinic.sister.post("/inst/paper/new", {"kind": "confirm"}, follow=True))


def test_an_application_and_a_declaration_on_paper_become_what_they_are_on_the_screen(clinic, desk):
    sheet = made(desk, "application")
    arrived(desk, sheet)
    place = {"name": "見本町立診療所", "kind": "clinic", "prefecture": "03", "town": "久慈市", "address": "見本町9-1"}
    who = {"person": "見本 花子", "position": "事務長", "phone": "0194-00-0001", "mail": "office@mihon.example.jp"}
    assert desk.post(here(sheet), {"act": "type", **place, **who, "read": "on"}).status_code == 302
    assert desk.post(here(sheet), {"act": "type", "phone": who["phone"], "mail": who["mail"]}).status_code == 302
    assert desk.post(here(sheet), {"act": "finish"}).status_code == 302
    applied = Institution.objects.get(name="見本町立診療所")
    told = Explained.objects.get(institution=applied)
    assert applied.state == "applied" and (told.way, told.received_by, told.on) == ("paper", "paper", today())
    printed = pypdf.PdfReader(io.BytesIO(desk.get(f"{here(sheet)}/sheet.pdf").content)).pages
    assert "違約金" in "".join(page.extract_text() for page in printed[-2:]), "an employer is told of penalties"
    sheet = made(desk, "declaration", institution=clinic.institution.number)
    arrived(desk, sheet)
    codes = [code for code, _, _ in wording_on(today()).items]
    answers = dict.fromkeys(codes, "no")
    assert desk.post(here(sheet), {"act": "type", "declarer": "事務長 見本 花子", **answers}).status_code == 302
    assert desk.post(here(sheet), {"act": "type", **answers}).status_code == 302
    assert desk.post(here(sheet), {"act": "finish"}).status_code == 302
    assert Declaration.objects.filter(institution=clinic.institution).latest("id").channel == "fax"


PHONE = "/desk/intake/phone"


def test_an_opening_told_on_the_telephone_is_typed_once_and_read_back(clinic, desk):
    nobody = {"about": "opening", "institution": "どこかの病院", "spoke_with": ""}
    told = text_of(desk.post(PHONE, nobody))
    assert "見つかりませんでした" in told and "ご入力ください" in told
    begun = [
        desk.post(PHONE, {"about": "opening", "institution": "青浜町立診療所", "spoke_with": "事務長"}) for _ in "ab"
    ]
    assert begun[0]["Location"] == begun[1]["Location"]  # pressed twice: one call
    sheet = PaperSheet.objects.get()
    fields = desk.get(here(sheet)).context["typing_form"].fields
    assert len(fields) < 20 and "renewal_limit" not in fields
    few = {
        "basic_specialties": ["内科"],
        "employment": ["part_time"],
        "days": "2",
        "night_duty": "none",
        "daily_pay_yen": "9",
    }
    assert desk.post(here(sheet), {"act": "type", "time": "1", **few}).status_code == 302
    page = text_of(desk.get(here(sheet)))
    assert "読み上げて、お確かめください" in page and "もう一度" not in page and not Opening.objects.exists()
    again = desk.get(f"{here(sheet)}?edit=1")
    assert again.context["typing_form"]["days"].value() == "2"
    desk.post(here(sheet), {"act": "type", "time": "1", **few, "days": "2.5"})
    assert desk.post(here(sheet), {"act": "finish"}).status_code == 302
    opening, sheet = Opening.objects.get(), PaperSheet.objects.get()
    assert (opening.state, float(opening.current.days), opening.current.made_channel) == ("draft", 2.5, "phone")
    assert (sheet.channel, sheet.spoke_with, sheet.state) == ("phone", "事務長", "done") and sheet.read_back_at
    assert desk.post(here(sheet), {"act": "finish"}).status_code == 200 and Opening.objects.count() == 1


def test_a_call_puts_an_opening_right_and_answers_the_monthly_question(clinic, desk):
    opening = clinic.opening(confirmed_days_ago=40)
    assert opening.number in desk.get(f"{PHONE}?opening={opening.number}").content.decode()
    call = {"about": "opening", "opening": opening.number, "spoke_with": "院長"}
    assert "見つかりませんでした" in text_of(desk.post(PHONE, call | {"opening": "O-2026-9999"}))
    desk.post(PHONE, call)
    sheet = PaperSheet.objects.get()
    form = desk.get(here(sheet)).context["typing_form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    typed |= {"starts_on": "令和9年4月1日", "title": "電話で直した見出し"}
    desk.post(here(sheet), {"act": "type", **typed})
    assert desk.post(here(sheet), {"act": "finish"}).status_code == 302
    opening.refresh_from_db()
    assert opening.current.title == "電話で直した見出し" and opening.current.conditions["insurance"]
    desk.post(PHONE, {"about": "confirm", "institution": clinic.institution.number, "spoke_with": "院長"})
    monthly = PaperSheet.objects.exclude(pk=sheet.pk).get()
    answers = {"confirmed_by": "院長", "signed_on": "令和8年11月20日", f"opening_{opening.number}": "right"}
    desk.post(here(monthly), {"act": "type", **answers})
    desk.post(here(monthly), {"act": "finish"})
    opening.refresh_from_db()
    assert (opening.freshness, opening.confirmed_channel) == ("fresh", "phone")
