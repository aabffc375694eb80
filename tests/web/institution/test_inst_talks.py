"""What an institution sees of a physician and when, how it answers, offers, records and declines."""

import re
import uuid
from datetime import timedelta

import pytest

from enishi.audit.models import Entry
from enishi.candidacies import agreement, dialogue
from enishi.candidacies.actions import decline
from enishi.candidacies.models import CandidacyTransition, Placement
from enishi.common.clock import today
from enishi.physicians.actions import withdraw_disclosure
from enishi.physicians.enums import DisclosureLevel
from web.institution.clinic import text_of

IDENTITY = ("北川", "誠", "きたがわ", "中央病院", "青葉医大卒", "1958", "見本町1-1", "0900000")


def inside(response) -> str:
    """The page between header and footer, tags and all."""
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def readings(candidacy) -> int:
    return Entry.objects.filter(action="read:identity", object_number=candidacy.physician.number).count()


@pytest.mark.parametrize("state", ["suggested", "physician_asked", "physician_yes"])
def test_before_the_coordinator_passes_it_on_there_is_nothing_to_see(clinic, state):
    candidacy = clinic.candidacy(state)
    for browser in (clinic.clerk, clinic.director, clinic.approver):
        assert browser.get(f"/inst/talks/{candidacy.number}").status_code == 404
        assert candidacy.number not in text_of(browser.get("/inst/candidates"))
        assert candidacy.number not in text_of(browser.get("/inst"))
    assert clinic.clerk.post(f"/inst/talks/{candidacy.number}/welcome").status_code == 404


def test_until_its_own_yes_an_institution_reads_the_outline_only_whatever_the_consent(clinic):
    candidacy = clinic.candidacy(level=DisclosureLevel.L3)
    for address in ("/inst", "/inst/candidates", f"/inst/talks/{candidacy.number}"):
        html = inside(clinic.clerk.get(address))
        assert not [word for word in IDENTITY if word in html], address
    page = text_of(clinic.clerk.get(f"/inst/talks/{candidacy.number}"))
    assert "60代・内科の医師。東北にお住まい。" in page and "会ってみたい" in page
    assert readings(candidacy) == 0


def test_after_the_yes_the_name_is_shown_as_consented_and_the_reading_is_logged(clinic):
    candidacy = clinic.candidacy()
    assert clinic.clerk.post(f"/inst/talks/{candidacy.number}/welcome").status_code == 302
    candidacy.refresh_from_db()
    assert candidacy.state == "dialogue" and candidacy.introduced_on == today() and readings(candidacy) == 0
    page = text_of(clinic.clerk.get(f"/inst/talks/{candidacy.number}"))
    assert "北川 誠 先生とのお話" in page and "青葉医大卒" in page
    assert readings(candidacy) >= 1


def test_a_physician_who_gave_the_outline_only_stays_without_a_name_after_the_yes(clinic):
    candidacy = clinic.candidacy("dialogue", level=DisclosureLevel.L1)
    html = inside(clinic.clerk.get(f"/inst/talks/{candidacy.number}"))
    assert not [word for word in IDENTITY if word in html] and readings(candidacy) == 0


def test_a_consent_withdrawn_closes_every_page_at_once(clinic):
    candidacy = clinic.candidacy("dialogue")
    assert clinic.clerk.get(f"/inst/talks/{candidacy.number}").status_code == 200
    withdraw_disclosure(
        physician=candidacy.physician, institution=clinic.institution, by=clinic.world.actor(candidacy.physician)
    )
    assert clinic.clerk.get(f"/inst/talks/{candidacy.number}").status_code == 404
    assert clinic.clerk.post(f"/inst/talks/{candidacy.number}/questions", {"text": "？"}).status_code == 404
    assert candidacy.number not in text_of(clinic.clerk.get("/inst/candidates"))
    assert candidacy.number not in text_of(clinic.clerk.get("/inst"))


def test_another_institution_of_the_same_corporation_never_learns_of_it(clinic):
    candidacy = clinic.candidacy("dialogue")
    base = f"/inst/talks/{candidacy.number}"
    assert clinic.sister.get(base).status_code == 404
    for act in ("welcome", "decline", "offer", "reopen", "contract", "start", "questions"):
        assert clinic.sister.post(f"{base}/{act}", {"reason_code": "pay"}).status_code == 404, act
    assert candidacy.number not in text_of(clinic.sister.get("/inst/candidates"))


def test_declining_asks_for_a_reason_that_stays_with_the_coordinator(clinic):
    candidacy = clinic.candidacy()
    address = f"/inst/talks/{candidacy.number}/decline"
    refused = clinic.clerk.post(address, {"reason": "日数が合わない"})
    assert "見送る理由をお選びください" in text_of(refused) and "日数が合わない" in refused.content.decode()
    assert clinic.clerk.post(address, {"reason_code": "days"})["Location"] == "/inst/candidates"
    row = CandidacyTransition.objects.get(candidacy=candidacy, step="T9")
    assert (row.reason_code, row.reason) == ("days", "日数・曜日")
    assert all("日数" not in notice.body for notice in clinic.world.messages(candidacy.physician))
    assert clinic.clerk.get(f"/inst/talks/{candidacy.number}").status_code == 404


def test_a_talk_that_goes_on_can_be_declined_too(clinic):
    candidacy = clinic.candidacy("dialogue")
    clinic.clerk.post(f"/inst/talks/{candidacy.number}/decline", {"reason_code": "timing", "reason": "来年度に"})
    assert CandidacyTransition.objects.get(candidacy=candidacy, step="T26").reason == "来年度に"


def test_whoever_comes_a_moment_after_the_physician_withdrew_reads_what_happened(clinic):
    candidacy = clinic.candidacy("institution_asked")
    clerk, stranger = clinic.clerk, clinic.director
    decline(candidacy=candidacy, by=clinic.world.actor(candidacy.physician), step_id="T25")
    late = clerk.post(f"/inst/talks/{candidacy.number}/welcome")
    assert late.status_code == 404
    assert "取り下げとなりました" in text_of(late)
    assert "記録していません" in text_of(late)
    assert "終わって" not in text_of(stranger.get("/inst/talks/C-2026-9999"))


def test_answering_twice_is_told_in_a_sentence(clinic):
    candidacy = clinic.candidacy("dialogue")
    response = clinic.clerk.post(f"/inst/talks/{candidacy.number}/welcome")
    assert response.status_code == 200 and "いまは「意見交換中」です。" in text_of(response)


def test_a_question_of_the_physician_is_on_the_to_do_until_it_is_answered(clinic):
    candidacy = clinic.candidacy("dialogue")
    doctor = clinic.world.actor(candidacy.physician)
    question = dialogue.ask(candidacy=candidacy, by=doctor, text="夜間の電話はありますか。", key=uuid.uuid4())
    assert "先生からのご質問に、回答をお願いします。" in text_of(clinic.clerk.get("/inst"))
    address = f"/inst/talks/{candidacy.number}/questions/{question.pk}/answers"
    clinic.clerk.post(address, {"text": "ありません。", "key": str(uuid.uuid4()), "confirmer": "事務長"})
    assert question.answers.get().text == "ありません。"
    assert "ご質問に、回答を" not in text_of(clinic.clerk.get("/inst"))


def test_nobody_writes_into_a_talk_before_the_yes(clinic):
    candidacy = clinic.candidacy()
    sent = {"text": "お名前は？", "key": str(uuid.uuid4())}
    response = clinic.clerk.post(f"/inst/talks/{candidacy.number}/questions", sent)
    assert "書き込めません" in text_of(response) and not candidacy.questions.exists()


def test_a_draft_of_a_clause_waits_on_the_to_do(clinic):
    candidacy = clinic.candidacy("dialogue")
    doctor = clinic.world.actor(candidacy.physician)
    for text in ("夜間の呼び出しは行わない。", "4月は所長が同席する。"):
        dialogue.propose_clause(candidacy=candidacy, by=doctor, text=text)
    assert "合意事項の案が2件あります" in text_of(clinic.clerk.get("/inst"))
    clinic.clerk.post(f"/inst/talks/{candidacy.number}/clauses/1/accept")
    assert "合意事項の案が1件あります" in text_of(clinic.clerk.get("/inst"))


def test_a_clerk_reads_why_he_may_not_offer_and_cannot(clinic):
    candidacy = clinic.candidacy("terms")
    page = clinic.clerk.get(f"/inst/talks/{candidacy.number}")
    assert page.context["offer_form"] is None and "承認の権限をお持ちの方" in text_of(page)
    until = (today() + timedelta(days=9)).isoformat()
    sent = {"seen_hash": clinic.world.seen_hash(candidacy), "read": "on", "valid_until": until}
    response = clinic.clerk.post(f"/inst/talks/{candidacy.number}/offer", sent)
    assert response.status_code == 200 and "承認の権限をお持ちの方" in text_of(response)
    candidacy.refresh_from_db()
    assert candidacy.state == "terms"


def test_an_approver_offers_the_version_that_was_read_and_no_other(clinic):
    candidacy = clinic.candidacy("terms")
    clinic.world.through_track(candidacy)
    read = clinic.approver.get(f"/inst/talks/{candidacy.number}").context["offer_form"]["seen_hash"].value()
    agreement.revise_terms(candidacy=candidacy, by=clinic.world.ms_miura, changes={"breaks": "75分"})
    clinic.world.through_track(candidacy)
    address = f"/inst/talks/{candidacy.number}/offer"
    until = {"valid_until": (today() + timedelta(days=20)).isoformat()}
    late = clinic.approver.post(address, {"seen_hash": read, "read": "on", **until})
    assert "新しい版ができました" in text_of(late)
    fresh = clinic.approver.get(f"/inst/talks/{candidacy.number}").context["offer_form"]["seen_hash"].value()
    assert "印をお付けください" in text_of(clinic.approver.post(address, {"seen_hash": fresh, **until}))
    too_late = {"seen_hash": fresh, "read": "on", "valid_until": (today() + timedelta(days=31)).isoformat()}
    assert "30日以内" in text_of(clinic.approver.post(address, too_late))
    assert clinic.approver.post(address, {"seen_hash": fresh, "read": "on", **until}).status_code == 302
    candidacy.refresh_from_db()
    assert candidacy.state == "offered" and candidacy.due_on == today() + timedelta(days=20)


def test_a_page_that_was_refused_for_an_old_version_carries_the_new_one(clinic):
    candidacy = clinic.candidacy("terms")
    old = clinic.world.seen_hash(candidacy)
    agreement.revise_terms(candidacy=candidacy, by=clinic.world.ms_miura, changes={"breaks": "75分"})
    clinic.world.through_track(candidacy)
    sent = {"seen_hash": old, "read": "on", "valid_until": (today() + timedelta(days=9)).isoformat()}
    page = clinic.approver.post(f"/inst/talks/{candidacy.number}/offer", sent)
    shown = page.context["offer_form"]
    assert shown["seen_hash"].value() == clinic.world.seen_hash(candidacy) and not shown["read"].value()


def test_an_offer_is_taken_back_to_the_table(clinic):
    candidacy = clinic.candidacy("offered")
    clinic.approver.post(f"/inst/talks/{candidacy.number}/reopen", {"reason": "始まりを5月にしたい"})
    candidacy.refresh_from_db()
    assert candidacy.state == "terms" and candidacy.agreement_versions.count() == 2
    assert "始まりを5月にしたい" in text_of(clinic.clerk.get(f"/inst/talks/{candidacy.number}"))
    doctor = clinic.world.signed_in(candidacy.physician)
    assert "始まりを5月にしたい" in text_of(doctor.get(f"/my/talks/{candidacy.number}/agreement"))


CONTRACT = {
    "contract_kind": "fixed",
    "starts_on": "令和9年4月1日",
    "half_days_per_week": "4コマ",
    "expected_annual_pay_yen": "900",
}


def test_the_contract_is_recorded_and_may_be_corrected_until_the_physician_confirms(clinic):
    candidacy = clinic.candidacy("agreed")
    address = f"/inst/talks/{candidacy.number}/contract"
    assert "契約を記録してください" in text_of(clinic.clerk.get("/inst"))
    refused = clinic.clerk.post(address, CONTRACT)
    assert "終わりの日をご記入ください" in text_of(refused) and 'value="令和9年4月1日"' in refused.content.decode()
    assert clinic.clerk.post(address, CONTRACT | {"ends_on": "令和10年3月31日"}).status_code == 302
    row = Placement.objects.get(candidacy=candidacy)
    assert row.hired_on == row.starts_on and row.half_days_per_week == 4 and row.expected_annual_pay_yen == 9_000_000
    assert "先生の確認待ち" in text_of(clinic.clerk.get(f"/inst/talks/{candidacy.number}"))
    clinic.clerk.post(address, CONTRACT | {"ends_on": "令和10年3月31日", "expected_annual_pay_yen": "920"})
    row.refresh_from_db()
    assert row.expected_annual_pay_yen == 9_200_000


def test_where_a_contract_differs_from_the_agreement_the_house_is_asked_and_all_three_read_it(clinic):
    candidacy = clinic.candidacy("agreed")
    address = f"/inst/talks/{candidacy.number}/contract"
    longer = CONTRACT | {"contract_kind": "indefinite", "half_days_per_week": "6"}
    asked = clinic.clerk.post(address, longer)
    assert "条件合意書と違うところがあります（契約期間・1週間のコマ数）" in text_of(asked)
    assert "期間の定めあり（12か月）" in text_of(asked) and "職業安定法5条の3第3項" in text_of(asked)
    assert not Placement.objects.exists()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', asked.content.decode())[1]
    yes = {"seen": seen, "differs": "on"}
    asked = clinic.clerk.post(address, longer | {"half_days_per_week": "8"} | yes)  # a yes to other differences
    assert "週8コマ" in text_of(asked) and not Placement.objects.exists()
    assert clinic.clerk.post(address, longer | {"seen": seen}).status_code == 200  # seen, but no yes
    assert not Placement.objects.exists()
    assert clinic.clerk.post(address, longer | yes).status_code == 302
    house = text_of(clinic.clerk.get(f"/inst/talks/{candidacy.number}"))
    assert "先生と担当者にも、並べてお見せしています" in house and "週6コマ" in house
    doctor = clinic.world.signed_in(candidacy.physician)
    assert "条件合意書と、違うところがあります" in text_of(doctor.get(f"/my/talks/{candidacy.number}"))
    desk = clinic.world.signed_in(clinic.world.ms_miura)
    assert "の契約を、合意書と見比べる" in text_of(desk.get("/desk"))
    assert "合意書との違い：契約期間" in text_of(desk.get(f"/desk/candidacies/{candidacy.number}"))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"contract_kind": "indefinite", "ends_on": "R10.3.31"}, "終わりの日を空欄にしてください"),
        ({"ends_on": "R9.3.31"}, "勤務の始まる日より前になっています"),
        ({"ends_on": "R10.3.31", "hired_on": "R9.4.2"}, "採用の日より前になっています"),
        ({"ends_on": "R10.3.31", "half_days_per_week": "30"}, "21以下の数字"),
    ],
)
def test_a_contract_that_cannot_be_is_not_recorded(clinic, given, sentence):
    candidacy = clinic.candidacy("agreed")
    response = clinic.clerk.post(f"/inst/talks/{candidacy.number}/contract", CONTRACT | given)
    assert sentence in text_of(response) and not Placement.objects.exists()


def test_work_begins_once_the_original_of_the_licence_was_seen(clinic):
    candidacy = clinic.candidacy("contracted", starts_on=today())
    assert "免許証の原本を確かめ" in text_of(clinic.clerk.get("/inst"))
    address = f"/inst/talks/{candidacy.number}/start"
    assert "原本を確かめた日をご記入ください" in text_of(clinic.clerk.post(address, {}))
    ahead = (today() + timedelta(days=1)).isoformat()
    assert "まだ来ていない日です" in text_of(clinic.clerk.post(address, {"licence_original_seen_on": ahead}))
    assert clinic.clerk.post(address, {"licence_original_seen_on": today().isoformat()}).status_code == 302
    candidacy.refresh_from_db()
    assert candidacy.state == "working" and candidacy.placement.licence_original_seen_on == today()
    assert clinic.clerk.get(f"/inst/talks/{candidacy.number}").status_code == 200


def test_work_does_not_begin_before_its_day(clinic):
    candidacy = clinic.candidacy("contracted", starts_on=today() + timedelta(days=9))
    page = clinic.clerk.get(f"/inst/talks/{candidacy.number}")
    assert page.context["start_form"] is None
    response = clinic.clerk.post(
        f"/inst/talks/{candidacy.number}/start", {"licence_original_seen_on": today().isoformat()}
    )
    assert "が来てから記録してください" in text_of(response)
    assert Placement.objects.get(candidacy=candidacy).licence_original_seen_on is None


@pytest.mark.parametrize(
    "state",
    ["institution_asked", "dialogue", "visit_arranging", "visited", "trial", "terms", "offered", "agreed", "contracted",
     "working", "on_hold"],
)  # fmt: skip
def test_every_state_an_institution_can_see_has_a_page_for_every_member(clinic, state):
    candidacy = clinic.candidacy(state)
    for browser in (clinic.clerk, clinic.director, clinic.approver):
        assert browser.get(f"/inst/talks/{candidacy.number}").status_code == 200
        assert browser.get("/inst").status_code == browser.get("/inst/candidates").status_code == 200


def test_an_act_opened_as_a_link_does_nothing_and_leads_to_the_talk(clinic):
    candidacy = clinic.candidacy()
    for act in ("welcome", "decline", "offer", "reopen", "contract", "start"):
        response = clinic.director.get(f"/inst/talks/{candidacy.number}/{act}")
        assert response["Location"] == f"/inst/talks/{candidacy.number}"
    candidacy.refresh_from_db()
    assert candidacy.state == "institution_asked"


def test_an_approver_does_not_answer_for_the_hospital(clinic):
    candidacy = clinic.candidacy()
    assert "会ってみたい、お返事" not in text_of(clinic.approver.get(f"/inst/talks/{candidacy.number}"))
    assert clinic.approver.post(f"/inst/talks/{candidacy.number}/welcome").status_code == 403


def test_the_first_page_lists_what_waits_the_nearest_date_first(clinic):
    candidacy = clinic.candidacy()
    clinic.opening(confirmed_days_ago=40)
    draft = clinic.opening(state="draft")
    tasks = clinic.clerk.get("/inst").context["tasks"]
    assert [task.href for task in tasks] == [
        "/inst/openings/confirm", f"/inst/talks/{candidacy.number}", f"/inst/openings/{draft.number}",
    ]  # fmt: skip
    assert tasks[0].is_late and not tasks[1].is_late and tasks[2].due is None


def test_the_profile_names_the_own_members_and_nobody_elses(clinic):
    clinic.clerk.get("/inst")
    assert clinic.sister.get("/inst/profile").status_code == 200
    page = clinic.clerk.get("/inst/users")
    own = text_of(page)
    assert [m.user_id for m in page.context["members"]] == [clinic.clerk_person.user_id]
    assert "青浜町立診療所" in own and "青浜町立病院" not in own
