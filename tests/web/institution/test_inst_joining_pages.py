"""From the public page to the first sign-in of an institution, through the browser's doors."""

import re
import uuid
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from enishi.accounts.roles import Role
from enishi.common.clock import today
from enishi.institutions.declaration_rules import Standing
from enishi.institutions.declarations import last_declaration, standing_of
from enishi.institutions.models import Application, Institution, Invitation
from enishi.notices.models import Notice
from meta.acts_institutions import token_in
from web.look.pages import words

BY_HAND = {
    "words": "", "name": "みさき町立診療所", "kind": "clinic", "prefecture": "03", "town": "久慈市", "postcode": "",
    "address": "見本町1-1", "beds": "", "corporation": "みさき町", "person": "申込 花子", "position": "事務長",
    "phone": "０１９４－００－０００１", "mail": "apply@hospital.example.jp", "wish": "内科をお願いしたいです。",
    "read": "on",
}  # fmt: skip


def sent(browser, **changes):
    return browser.post("/inst/apply", {**BY_HAND, "key": str(uuid.uuid4()), **changes})


def test_from_the_application_to_the_first_page(world):
    visitor = Client()
    response = sent(visitor)
    assert response.status_code == 302 and response["Location"] == "/inst/apply/done"
    house = Institution.objects.get(name="みさき町立診療所")
    done = words(visitor.get("/inst/apply/done").content.decode())
    assert house.number in done and "申込" not in done
    desk, base = world.signed_in(world.ms_miura), f"/desk/institutions/{house.number}"
    assert "申込 花子" in words(desk.get(f"{base}/check").content.decode())
    too_soon = desk.post(f"{base}/activate", follow=True)
    assert "公表の番号へのお電話を、先に記録" in words(too_soon.content.decode())
    call = {
        "listed": "none", "number_called": "0194-00-0009", "number_source": "municipality", "spoke_with": "総務課",
        "confirmed": "yes", "note": "",
    }  # fmt: skip
    assert desk.post(f"{base}/check", call).status_code == 302
    desk.post(f"{base}/activate")
    token = token_in(Invitation.objects.get())
    house.refresh_from_db()
    assert house.state == "active"
    newcomer = Client()
    assert "お引き受けする" in newcomer.get(f"/inst/join/{token}").content.decode()
    assert not Notice.objects.filter(recipient__isnull=False).exists()
    link = newcomer.post(f"/inst/join/{token}")["Location"]
    assert newcomer.post(link).status_code == 302
    home = words(newcomer.get("/inst").content.decode())
    assert "法令順守の自己申告を、まだいただいていません" in home
    assert newcomer.get(f"/inst/join/{token}").status_code == 410


def test_searching_the_list_keeps_everything_that_was_typed(db):
    page = Client().post("/inst/apply", {**BY_HAND, "key": str(uuid.uuid4()), "words": "ない病院", "find": "1"})
    html = page.content.decode()
    assert "見つかりませんでした" in words(html)
    for typed in (
        "みさき町立診療所",
        "見本町1-1",
        "申込 花子",
        "内科をお願いしたいです。",
        "apply@hospital.example.jp",
    ):
        assert typed in html
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "施設・部署の名称をご入力ください"),
        ({"town": "みつからない町"}, "「みつからない町」が見つかりませんでした"),
        ({"prefecture": ""}, "都道府県をお選びください"),
        ({"phone": "12"}, "電話番号"),
        ({"mail": "apply.example.jp"}, "「@」が見当たりません"),
        ({"read": ""}, "職業紹介についての説明を読みました"),
        ({"listed": "999999"}, "表示された中からお選びください"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_is_lost(db, changes, sentence):
    page = sent(Client(), **changes)
    html = page.content.decode()
    assert page.status_code == 200 and sentence in words(html) and "申込 花子" in html
    assert not Application.objects.exists()


def test_members_see_the_list_and_only_the_administrator_changes_it(world):
    house = world.institution()
    admin, clerk = world.member(house, Role.INSTITUTION_ADMIN), world.member(house)
    given = {"name": "新任", "mail": "new@hospital.example.jp", "role": "institution_staff"}
    assert world.signed_in(clerk).post("/inst/users/invite", given).status_code == 403
    browser = world.signed_in(admin)
    assert browser.post("/inst/users/invite", {**given, "mail": ""}).status_code == 200
    browser.post("/inst/users/invite", given)
    assert "新任" in browser.get("/inst/users").content.decode()
    stranger = world.member(world.institution())
    theirs = stranger_pk(world, stranger)
    assert browser.get(f"/inst/users/{theirs}").status_code == 404
    assert browser.post(f"/inst/users/{theirs}", {"end": "1"}).status_code == 404
    mine = stranger_pk(world, clerk)
    assert browser.post(f"/inst/users/{mine}", {"end": "1"}).status_code == 302
    assert world.signed_in(admin).get("/inst/users").content.decode().count("（ご自身）") == 1
    own = stranger_pk(world, admin)
    refused = words(browser.post(f"/inst/users/{own}", {"end": "1"}).content.decode())
    assert "管理の方がいなくなってしまいます" in refused


def stranger_pk(world, actor):
    return world.user(actor).memberships.get(ended_at=None).pk


def test_five_answers_declare_and_one_that_applies_needs_its_words(world):
    house = world.institution()
    browser = world.signed_in(world.member(house, Role.INSTITUTION_ADMIN))
    before = last_declaration(house)
    answers = dict.fromkeys(before.answers, "no") | {"detail": "", "declarer": "事務長 見本"}
    assert browser.post("/inst/declaration", {**answers, "gangs": ""}).status_code == 200
    applies = browser.post("/inst/declaration", {**answers, "labour_standards": "yes"})
    assert "当てはまる内容をお書きください" in words(applies.content.decode())
    assert last_declaration(house) == before
    browser.post("/inst/declaration", answers)
    assert last_declaration(house).declarer == "事務長 見本"
    approver = world.signed_in(world.approver(house))
    approver.post("/inst/declaration", {**answers, "declarer": "町長"})
    assert last_declaration(house).declarer == "事務長 見本"


def test_what_applied_is_taken_back_after_a_talk_with_the_desk_and_not_by_another_answer(world):
    house = world.institution()
    browser = world.signed_in(world.member(house, Role.INSTITUTION_ADMIN))
    clean = dict.fromkeys(last_declaration(house).answers, "no") | {"detail": "", "declarer": "事務長 見本"}
    browser.post("/inst/declaration", {**clean, "labour_standards": "yes", "detail": "是正の指導を2回受けました。"})
    assert standing_of(house) is Standing.APPLIES
    again = browser.post("/inst/declaration", {**clean, "declarer": "事務長 見本 花子"})
    assert again.status_code == 200 and standing_of(house) is Standing.APPLIES
    page = again.content.decode()
    assert "担当者へご連絡ください" in words(page) and "事務長 見本 花子" in page  # nothing typed is lost
    more = {**clean, "labour_standards": "yes", "published": "yes", "detail": "公表もされました。"}
    browser.post("/inst/declaration", more)
    assert last_declaration(house).answers["published"]  # it may always tell of more
    desk = world.signed_in(world.ms_miura)
    heard = {**clean, "channel": "phone", "declarer": "事務長 見本"}
    assert desk.post(f"/desk/institutions/{house.number}/declaration", heard).status_code == 302
    assert standing_of(house) is Standing.HOLDS


def test_what_an_institution_answers_stands_on_its_openings_and_its_towns_page(world):
    opening = world.opening()
    house = opening.institution
    browser = world.signed_in(world.member(house, Role.INSTITUTION_ADMIN))
    wrong = browser.post("/inst/profile/reality/people", {"clerks": "数人", "as_of": "2026/11/1", "said_by": "事務長"})
    assert "数字でお書きください" in words(wrong.content.decode()) and "数人" in wrong.content.decode()
    browser.post("/inst/profile/reality/people", {"clerks": "２", "as_of": "令和8年11月1日", "said_by": "事務長"})
    page = words(Client().get(f"/openings/{opening.number}").content.decode())
    page = re.sub(r"\s+", "", page)
    assert (
        "医師事務作業補助者2人" in page and "2026年11月1日" in page and "未確認のこと" in page
    )  # the day is said once
    sent_note = browser.post("/inst/region-note", {"snow": "年に38日", "source": "市の担当者", "as_of": "2026/11/20"})
    assert sent_note.status_code == 302
    town = f"/regions/{house.municipality_id}"
    assert "年に38日" not in Client().get(town).content.decode()
    desk = world.signed_in(world.ms_miura)
    queue = desk.get("/desk/region-facts")
    (row,) = queue.context["rows"]
    desk.post(f"/desk/region-facts/{row['fact'].pk}", {"show": "1"})
    shown = words(Client().get(town).content.decode())
    assert "年に38日" in shown and "市の担当者" in shown and "未確認" in shown
    told = {"snow": "年に38日", "source": "県の統計", "as_of": "2026/11/20"}
    assert "新しくお預かりしたものはありません" in words(
        browser.post("/inst/region-note", told, follow=True).content.decode()
    )
    assert "いまの出典：市の担当者" in words(browser.get("/inst/region-note").content.decode())
    kept = browser.post("/inst/region-note", told | {"source": "", "resourced": "snow"}).content.decode()
    assert re.search(r'name="resourced"[^>]*value="snow"[^>]*checked', kept)  # nothing said is lost
    # one that the desk has meanwhile taken away is no mistake
    sent = browser.post("/inst/region-note", told | {"resourced": ["snow", "rent"]}, follow=True)
    assert "1件をお預かりしました" in words(sent.content.decode())
    paper = Client().get(f"{town}/portrait.pdf")
    assert paper.content.startswith(b"%PDF") and paper["Content-Disposition"].isascii()


def test_the_risk_book_makes_a_draft_of_what_ends_and_of_nothing_else(world):
    house = world.institution()
    browser = world.signed_in(world.member(house))
    year = today().year
    row = {"label": "外科部長", "services": "外科", "born": "1960", "until": f"{year + 1}年3月"}
    assert browser.post("/inst/continuity/new", {**row, "services": "魔法科"}).status_code == 200
    browser.post("/inst/continuity/new", row)
    page = words(browser.get("/inst/continuity").content.decode())
    assert "受け持つ医師がいなくなります" in page
    refused = browser.post("/inst/continuity/draft", {"service": "内科"}, follow=True)
    assert "2年以内に減りません" in words(refused.content.decode())
    made = browser.post("/inst/continuity/draft", {"service": "外科"})["Location"]
    assert "外科の医師" in browser.get(made).content.decode()
    other = world.signed_in(world.member(world.institution()))
    pk = house.continuity_posts.get().pk
    assert other.get(f"/inst/continuity/{pk}").status_code == 404
    assert other.post(f"/inst/continuity/{pk}", {"delete": "1"}).status_code == 404
    assert world.signed_in(world.approver(house)).get("/inst/continuity").status_code == 403


def test_the_report_tells_small_numbers_as_a_band_and_prints_on_one_page(world):
    talk = world.candidacy("dialogue")
    house = talk.opening.institution
    browser = world.signed_in(world.member(house, Role.INSTITUTION_ADMIN))
    page = words(browser.get("/inst/reports").content.decode())
    assert "幅で示します（着任は除く）" in page
    assert "1〜4人" in page and "公開した募集1件" in re.sub(r"\s+", "", page)
    period = {"since": "2026/4/1", "until": "2026/3/1", "cost": "", "effect": "", "maker": ""}
    assert "始まりの日より前" in words(browser.post("/inst/reports", period).content.decode())
    paper = browser.post("/inst/reports", {**period, "until": "2027/3/31", "cost": "120", "pdf": "1"})
    assert paper["Content-Type"] == "application/pdf" and paper["Content-Disposition"].isascii()
    read = PdfReader(BytesIO(paper.content))
    assert len(read.pages) == 1
    assert "1〜4人" in re.sub(r"\s+", "", read.pages[0].extract_text())


def test_a_plan_for_visitors_is_kept_and_printed_without_the_visitors_name(world):
    talk = world.candidacy("dialogue")
    house, name = talk.opening.institution, talk.physician.identity.family_name
    browser, address = world.signed_in(world.member(house)), f"/inst/talks/{talk.number}/hosting"
    plan = {
        "on": "12月8日", "at": "午前10時", "meets": "事務長", "place": "駅の改札口", "itinerary": "外来\n昼食\n住まい",
        "travel": "", "lodging": "", "reach": "総務課", "family": "",
    }  # fmt: skip
    assert browser.post(address, {**plan, "meets": ""}).status_code == 200
    paper = browser.post(address, {**plan, "pdf": "1"})
    text = re.sub(r"\s+", "", PdfReader(BytesIO(paper.content)).pages[0].extract_text())
    assert "駅の改札口" in text and "昼食" in text and name not in text
    assert "駅の改札口" in browser.get(address).content.decode()
    other = world.member(world.institution())
    assert world.signed_in(other).get(address).status_code == 404
    asked = world.candidacy("institution_asked", opening=talk.opening)
    assert browser.get(f"/inst/talks/{asked.number}/hosting").status_code == 404


def test_whose_openings_are_not_accepted_reads_so_and_the_desk_reads_the_ground(world):
    house = world.opening().institution
    browser = world.signed_in(world.member(house, Role.INSTITUTION_ADMIN))
    assert "求人の受け付けを" not in browser.get("/inst").content.decode()
    desk = world.signed_in(world.ms_miura)
    desk.post(f"/desk/institutions/{house.number}/suspend", {"ground": "sanctioned", "reason": "労働局の公表（見本）"})
    told = browser.get("/inst").content.decode()
    assert "求人の受け付けを" in told and "登録の<wbr>確認中です" not in told and "労働局" not in told
    for page in (f"/desk/institutions/{house.number}", f"/desk/records/{house.number}"):
        shown = desk.get(page).content.decode()
        assert "3号" in shown and "労働局の公表（見本）" in shown
