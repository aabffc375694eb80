"""診療できる範囲シート on the screens of the physician, the institution, the desk and the public."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from enishi.common.workflow import StepRefused
from enishi.openings.scope import save_needs
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.scope import marks_of, save_scope


def fill(story, marks=None, needs=None):
    save_scope(physician=story.physician, by=story.doctor, group="wounds", marks=marks or {"suture": "learn"})
    save_needs(
        opening=story.opening,
        by=story.clerk,
        group="wounds",
        needs=needs or {"suture": "must", "fracture": "plus"},
        backed=["suture"],
        backer="外科の常勤医",
    )


def test_a_physician_answers_group_by_group_and_nothing_of_other_groups_is_lost(world):
    physician = world.physician()
    client = world.signed_in(physician)
    assert "80項目あります" in client.get("/my/scope").content.decode()
    sent = client.post("/my/scope/wounds", {"marks": "1", "suture": "can", "abscess": "learn", "burn": "", "x": "can"})
    assert sent.headers["Location"] == "/my/scope/tests"
    listed = client.post("/my/scope/chronic", {"marks": "1", "hypertension": "can", "diabetes": "<b>", "to_list": "1"})
    assert listed.headers["Location"] == "/my/scope"
    assert marks_of(physician) == {"suture": "can", "abscess": "learn", "hypertension": "can"}
    page = client.get("/my/scope").content.decode()
    assert "80項目のうち<b>3項目</b>" in page and "続きから答える" in page
    client.post("/my/scope/wounds", {"marks": "1", "suture": "not"})
    assert marks_of(physician) == {"suture": "not", "hypertension": "can"}


def test_one_button_says_that_the_rest_is_not_done_and_an_empty_form_wipes_nothing(world):
    physician = world.physician()
    client = world.signed_in(physician)
    client.post("/my/scope/children", {"marks": "1", "adult_vaccine": "can", "rest": "1"})
    marks = marks_of(physician)
    assert marks["adult_vaccine"] == "can" and len(marks) == 8 and marks["child_cold"] == "not"
    client.post("/my/scope/children", {})
    assert marks_of(physician) == marks
    assert client.get("/my/scope/no_such_group").status_code == 404


def test_the_twin_on_paper_has_every_item_and_no_name(world):
    physician = world.physician(family_name="北川")
    client = world.signed_in(physician)
    client.post("/my/scope/wounds", {"marks": "1", "suture": "can"})
    made = client.get("/my/scope/paper")
    assert made["Content-Type"] == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made.content)).pages)
    assert "けがの縫合" in text and "オンライン診療" in text and "✓" in text
    assert "北川" not in text and physician.number in text


def test_the_desk_writes_down_what_the_physician_says_on_the_telephone(world):
    physician = world.physician()
    client = world.signed_in(world.desk())
    client.post(f"/desk/doctors/{physician.number}/scope/home", {"marks": "1", "home_visits": "can"})
    assert marks_of(physician) == {"home_visits": "can"}
    assert "今できる 1" in client.get(f"/desk/doctors/{physician.number}").content.decode()
    assert world.signed_in(world.researcher()).get(f"/desk/doctors/{physician.number}/scope").status_code == 403


def test_an_institution_says_what_it_needs_and_everybody_can_read_it(story):
    client = story.world.signed_in(story.clerk)
    here = f"/inst/openings/{story.opening.number}/scope"
    refused = client.post(f"{here}/wounds", {"marks": "1", "suture": "must", "backed": ["suture"], "fracture": "none"})
    page = refused.content.decode()
    assert refused.status_code == 200 and "支える方の役職をご記入ください" in page and "checked" in page
    client.post(f"{here}/wounds", {"marks": "1", "suture": "must", "backed": ["suture"], "backer": "外科の常勤医"})
    public = story.world.signed_in(story.physician).get(f"/openings/{story.opening.number}").content.decode()
    assert "けがの縫合" in public and "外科の常勤医" in public
    stranger = story.world.signed_in(story.world.institution())
    assert stranger.get(here).status_code == stranger.post(f"{here}/wounds", {"marks": "1"}).status_code == 404


def test_a_closed_opening_is_not_described_any_more(world):
    opening = world.opening(state="closed")
    with pytest.raises(StepRefused):
        save_needs(opening=opening, by=world.actor(opening.institution), group="wounds", needs={"suture": "must"})


def test_the_plan_is_shown_to_all_three_and_a_row_becomes_a_clause_once(story):
    fill(story)
    candidacy = story.talking(DisclosureLevel.L2)
    pages = {
        "/my/talks": story.world.signed_in(story.physician),
        "/inst/talks": story.world.signed_in(story.clerk),
        "/desk/candidacies": story.world.signed_in(story.coordinator),
    }
    for prefix, client in pages.items():
        page = client.get(f"{prefix}/{candidacy.number}").content.decode()
        assert "外科の常勤医が支える" in page and "合意事項の案にする" in page, prefix
    doctor = pages["/my/talks"]
    page = doctor.get(f"/my/talks/{candidacy.number}").content.decode()
    text = page.partition('name="text" value="')[2].partition('"')[0]
    for key in ("6f1c2d3e-0000-4000-8000-000000000001", "6f1c2d3e-0000-4000-8000-000000000002"):
        doctor.post(f"/my/talks/{candidacy.number}/clauses", {"text": text, "key": key})
    assert candidacy.clauses.count() == 1
    page = doctor.get(f"/my/talks/{candidacy.number}").content.decode()
    plan = page.partition('id="scope"')[2].partition("</section>")[0]
    assert "第1条を見る" in plan and "<button" not in plan


def test_no_plan_before_the_institutions_yes_or_below_level_two(story):
    fill(story)
    asked = story.asked(DisclosureLevel.L2)
    client = story.world.signed_in(story.clerk)
    assert "照らし合わせ" not in client.get(f"/inst/talks/{asked.number}").content.decode()


def test_no_plan_at_level_one(story):
    fill(story)
    candidacy = story.talking(DisclosureLevel.L1)
    client = story.world.signed_in(story.clerk)
    page = client.get(f"/inst/talks/{candidacy.number}").content.decode()
    assert "照らし合わせ" not in page and "少し補えば" not in page


def test_of_two_who_answer_the_same_group_at_once_the_second_is_told_and_keeps_what_was_chosen(world):
    physician = world.physician()
    client, desk = world.signed_in(physician), world.signed_in(world.ms_miura)
    address = f"/desk/doctors/{physician.number}/scope/wounds"
    seen = re.search(r'name="marks" value="([^"]+)"', desk.get(address).content.decode())[1]
    client.post("/my/scope/wounds", {"marks": "1", "suture": "can"})
    page = desk.post(address, {"marks": seen, "suture": "not", "burn": "learn"})
    words = page.content.decode()
    assert page.status_code == 200 and "先に直されました" in words and "いまは「" in words
    assert marks_of(physician) == {"suture": "can"}
    again = re.search(r'name="marks" value="([^"]+)"', words)[1]
    desk.post(address, {"marks": again, "suture": "not", "burn": "learn"})
    assert marks_of(physician) == {"suture": "not", "burn": "learn"}
