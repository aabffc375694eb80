"""The physician's room: proposals and answers, talks, the agreement, and what belongs to the physician alone."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from enishi.audit.models import Entry
from enishi.candidacies import actions as talk_acts
from enishi.candidacies import agreement, dialogue
from enishi.candidacies.access import level_for_institution
from enishi.candidacies.models import Approval
from enishi.candidacies.summary import outline_of
from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.physicians import actions
from enishi.physicians.access import disclosed_level
from enishi.physicians.enums import ConsentKind, DisclosureLevel


@pytest.fixture
def room(story, world):
    """The physician's browser."""
    return world.signed_in(story.physician)


def text(response) -> str:
    return response.content.decode()


def follow(client: Client, path: str, data: dict | None = None) -> str:
    return text(client.post(path, data or {}, follow=True))


# -- the first page -----------------------------------------------------------------------------------
def test_the_first_page_waits_with_nothing_to_do_until_a_proposal_comes(story, room):
    assert "合う募集が見つかりしだい" in text(room.get("/my"))
    candidacy = story.proposed()
    shown = text(room.get("/my"))
    assert f"/my/proposals/{candidacy.number}" in shown
    assert "ご提案を読む" in shown
    assert "三浦 早苗" in shown


def test_the_first_page_promises_no_proposal_within_the_two_years_after_a_placement(world):
    with ago(timedelta(days=400)):
        placed = world.candidacy("settled", contract_kind="indefinite").physician
    shown = text(world.signed_in(placed).get("/my"))
    assert "ご提案します" not in shown
    free = world.physician()
    assert "ご提案します" in text(world.signed_in(free).get("/my"))


def test_an_offer_is_more_pressing_than_a_proposal(story, room, world):
    offered = story.offered()
    candidacy = world.candidacy("physician_asked", physician=story.physician)
    shown = text(room.get("/my"))
    assert "条件のご提示に、お返事をお願いします" in shown
    assert shown.index(f"/my/talks/{offered.number}") < shown.index(f"/my/proposals/{candidacy.number}")


@pytest.mark.parametrize("path", ["/my", "/my/proposals", "/my/wishes", "/my/privacy"])
def test_only_physicians_enter(path, story, world, client):
    assert client.get(path).status_code == 302
    assert world.signed_in(story.institution).get(path).status_code == 403
    assert world.signed_in(story.physician).get(path).status_code == 200


# -- proposals ----------------------------------------------------------------------------------------
def test_a_proposal_gives_reasons_gaps_conditions_and_the_exact_words_the_institution_will_read(story, room):
    candidacy = story.proposed()
    shown = text(room.get(f"/my/proposals/{candidacy.number}"))
    for words in (
        "夜間の呼び出しがありません。",
        "火曜の外来を任せられます。",
        "往診の手当は別にありますか。",
        "報酬が1日10万円になれば",
    ):
        assert words in shown
    assert outline_of(candidacy) in shown
    assert "北川" not in outline_of(candidacy)
    assert "敷地内禁煙" in shown
    assert "冬は雪が深く" in shown


def test_another_physicians_proposal_is_not_there(story, world):
    candidacy = story.proposed()
    stranger = world.signed_in(world.physician())
    assert stranger.get(f"/my/proposals/{candidacy.number}").status_code == 404
    assert (
        stranger.post(f"/my/proposals/{candidacy.number}/answer", {"answer": "yes", "level": "L3"}).status_code == 404
    )
    assert stranger.get(f"/my/talks/{candidacy.number}").status_code == 404


def test_a_candidate_inside_the_desk_is_not_there(story, room, world):
    candidacy = world.candidacy("suggested", physician=story.physician, opening=story.opening)
    assert room.get(f"/my/proposals/{candidacy.number}").status_code == 404


def test_yes_needs_the_level_and_consents_for_this_institution_alone(story, room, world):
    candidacy = story.proposed()
    path = f"/my/proposals/{candidacy.number}/answer"
    assert "お名前の伝え方をお選びください。" in text(room.post(path, {"answer": "yes"}))
    assert "＊" in text(room.post(path, {"answer": "yes", "level": "L3", "until": "去年"}))
    done = follow(room, path, {"answer": "yes", "level": "L2"})
    assert "お返事を承りました" in done
    candidacy.refresh_from_db()
    assert candidacy.state == "physician_yes"
    grant = story.physician.disclosures.get()
    assert (grant.institution, grant.level, (grant.until - today()).days) == (story.institution, "L2", 90)
    assert disclosed_level(story.physician, world.institution()) is None


@pytest.mark.parametrize("until", ["2001/4/1", "2199/4/1"])
def test_a_consent_neither_ends_in_the_past_nor_runs_on_for_years(story, room, until):
    candidacy = story.proposed()
    shown = text(
        room.post(f"/my/proposals/{candidacy.number}/answer", {"answer": "yes", "level": "L3", "until": until})
    )
    assert f'value="{until}"' in shown
    assert not story.physician.disclosures.exists()


def test_a_second_answer_changes_nothing_and_tells_the_first(story, room):
    candidacy = story.proposed()
    path = f"/my/proposals/{candidacy.number}/answer"
    room.post(path, {"answer": "yes", "level": "L3"})
    again = follow(room, path, {"answer": "no"})
    assert "「話を聞いてみたい」とのお返事をいただきました" in again
    candidacy.refresh_from_db()
    assert candidacy.state == "physician_yes"
    assert story.physician.disclosures.filter(withdrawn_at=None).count() == 1


def test_passing_needs_no_reason_and_the_institution_hears_none(story, room):
    candidacy = story.proposed()
    follow(
        room, f"/my/proposals/{candidacy.number}/answer", {"answer": "no", "reasons": ["distance"], "words": "遠いため"}
    )
    candidacy.refresh_from_db()
    assert candidacy.state == "physician_declined"
    last = candidacy.transitions.latest("at")
    assert (last.reason, last.reason_code) == ("場所・通いやすさ、遠いため", "distance")


def test_a_consent_withdrawn_for_placement_stops_every_proposal(story, room):
    follow(room, "/my/privacy/consents/placement")
    with pytest.raises(StepRefused) as refused:
        story.proposed()
    assert "placement_consent" in refused.value.codes
    follow(room, "/my/privacy/consents/placement", {"give": "1"})
    assert story.proposed().state == "physician_asked"


# -- talks --------------------------------------------------------------------------------------------
def hidden(shown: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]+)"', shown).group(1)


def test_a_question_sent_twice_stands_once(story, room):
    candidacy = story.talking()
    base = f"/my/talks/{candidacy.number}"
    key = hidden(text(room.get(base)), "key")
    for _ in range(2):
        assert "質問を送りました" in follow(room, f"{base}/questions", {"text": "往診はありますか。", "key": key})
    assert candidacy.questions.count() == 1


def test_an_empty_question_comes_back_and_another_ones_page_is_closed(story, room, world):
    candidacy = story.talking()
    base = f"/my/talks/{candidacy.number}"
    assert "質問をご入力ください。" in text(room.post(f"{base}/questions", {"text": " ", "key": str(uuid.uuid4())}))
    stranger = world.signed_in(world.physician())
    assert stranger.post(f"{base}/questions", {"text": "x", "key": str(uuid.uuid4())}).status_code == 404
    assert room.get(f"{base}/questions").url == base


def test_a_name_is_held_back_while_the_institution_may_not_read_it(story, room):
    candidacy = story.talking(DisclosureLevel.L2)
    base = f"/my/talks/{candidacy.number}"
    typed = {"text": "北川です。往診はありますか。", "key": str(uuid.uuid4())}
    shown = text(room.post(f"{base}/questions", typed))
    assert "お名前のようなことばがあります（「北川」）" in shown
    assert "北川です。往診はありますか。" in shown
    follow(room, f"{base}/disclose")
    assert level_for_institution(candidacy) == DisclosureLevel.L3
    follow(room, f"{base}/questions", typed)
    assert candidacy.questions.count() == 1


def test_a_question_of_the_proposal_is_sent_with_one_press(story, room):
    candidacy = story.talking()
    base = f"/my/talks/{candidacy.number}"
    assert "ご提案の" in text(room.get(base))
    follow(room, f"{base}/questions", {"text": "往診の手当は別にありますか。", "key": str(uuid.uuid4())})
    assert "この質問を送る" not in text(room.get(base))


def test_clauses_are_accepted_mended_and_withdrawn(story, room):
    candidacy = story.answered()
    base = f"/my/talks/{candidacy.number}"
    first = dialogue.propose_clause(candidacy=candidacy, by=story.clerk, text="呼び出しは月1回まで。")
    better = {"text": "呼び出しは行わない。", "key": str(uuid.uuid4())}
    assert "第2条の案" in follow(room, f"{base}/clauses/{first.no}/withdraw", better)
    dialogue.accept_clause(clause=candidacy.clauses.get(no=2), by=story.clerk)
    assert "双方が合意した事項です" in follow(room, f"{base}/clauses/2/withdraw")
    second = dialogue.propose_clause(candidacy=candidacy, by=story.clerk, text="駐車場を用意する。")
    assert "双方の合意事項になりました" in follow(room, f"{base}/clauses/{second.no}/accept")
    assert room.post(f"{base}/clauses/99/accept").status_code == 404


def test_an_answer_comes_from_the_side_that_was_asked(story, room, world):
    candidacy = story.talking()
    question = dialogue.ask(candidacy=candidacy, by=story.clerk, text="透析のご経験は。", key=uuid.uuid4())
    path = f"/my/talks/{candidacy.number}/questions/{question.pk}/answers"
    assert "回答を送りました" in follow(room, path, {"text": "10年あります。", "key": str(uuid.uuid4())})
    own = dialogue.ask(candidacy=candidacy, by=story.doctor, text="往診は。", key=uuid.uuid4())
    path = f"/my/talks/{candidacy.number}/questions/{own.pk}/answers"
    refused = text(room.post(path, {"text": "自分で答えます。", "key": str(uuid.uuid4())}))
    assert "お相手がお答えになります" in refused
    other = world.candidacy("dialogue", physician=story.physician)
    assert room.post(f"/my/talks/{other.number}/questions/{own.pk}/answers", {"text": "x"}).status_code == 404


def test_one_may_leave_at_any_time_and_not_disclose_afterwards(story, room):
    candidacy = story.answered()
    base = f"/my/talks/{candidacy.number}"
    assert "ご辞退を承りました" in follow(room, f"{base}/decline")
    candidacy.refresh_from_db()
    assert candidacy.state == "physician_declined"
    assert disclosed_level(story.physician, story.institution) is None
    assert "公開範囲は広げられません" in follow(room, f"{base}/disclose")
    assert disclosed_level(story.physician, story.institution) is None


# -- the agreement ------------------------------------------------------------------------------------
def test_the_agreement_is_approved_as_it_was_read(story, room):
    candidacy = story.offered()
    base = f"/my/talks/{candidacy.number}"
    shown = text(room.get(f"{base}/agreement"))
    assert "労働契約書では" in shown
    assert "変わりました" in shown
    seen = hidden(shown, "seen_hash")
    assert "印をお付けください" in text(room.post(f"{base}/agree", {"seen_hash": seen}))
    assert "合意が成立しました" in follow(room, f"{base}/agree", {"seen_hash": seen, "read": "on", "hours": "on"})
    candidacy.refresh_from_db()
    assert (candidacy.state, candidacy.agreed_hash) == ("agreed", seen)


def test_an_old_version_can_be_approved_by_nobody(story, room, world):
    candidacy = story.offered()
    base = f"/my/talks/{candidacy.number}"
    old = hidden(text(room.get(f"{base}/agreement")), "seen_hash")
    assert "直してほしいとのご意向" in follow(room, f"{base}/revise", {"words": "手当を加えてほしい"})
    new = agreement.revise_terms(candidacy=candidacy, by=story.coordinator, changes={"pay_details": "往診1回5千円"})
    with pytest.raises(StepRefused) as refused:
        agreement.offer(candidacy=candidacy, by=story.director, seen_hash=old)
    assert refused.value.codes == {"version"}
    story.world.through_track(candidacy)
    agreement.offer(candidacy=candidacy, by=story.director, seen_hash=new.content_hash)
    shown = text(room.post(f"{base}/agree", {"seen_hash": old, "read": "on", "hours": "on"}))
    assert "新しい版ができました" in shown
    assert hidden(shown, "seen_hash") == new.content_hash
    assert not Approval.objects.filter(version=new, side="physician").exists()
    assert "これは前の版です" in text(room.get(f"{base}/agreement/1"))
    assert room.get(f"{base}/agreement/99").status_code == 404


def test_the_contract_is_confirmed_once_it_is_recorded(story, room):
    candidacy = story.contract_recorded()
    base = f"/my/talks/{candidacy.number}"
    assert "契約の内容を、お確かめください" in text(room.get("/my"))
    shown = text(room.get(base))
    assert "900万円" in shown
    assert "合意書と、違うところ" not in shown
    read = {"record": hidden(shown, "record")}
    follow(room, f"{base}/contract", read)
    candidacy.refresh_from_db()
    assert candidacy.state == "contracted"
    follow(room, f"{base}/contract", read)
    candidacy.refresh_from_db()
    assert candidacy.state == "contracted"


def test_a_contract_unlike_the_agreement_is_laid_beside_it_and_one_corrected_meanwhile_is_read_anew(story, room, world):
    candidacy = story.contract_recorded()
    base = f"/my/talks/{candidacy.number}"
    read = {"record": hidden(text(room.get(base)), "record")}
    world.record_contract(candidacy, contract_kind="indefinite", starts_on=today(), half_days_per_week=2)
    assert "記録を直しました" in follow(room, f"{base}/contract", read)
    shown = text(room.get(base))
    assert "条件合意書と、違うところがあります" in shown
    assert "期間の定めあり（12か月）" in shown and "週2コマ" in shown
    candidacy.refresh_from_db()
    assert candidacy.state == "agreed"
    follow(room, f"{base}/contract", {"record": hidden(shown, "record")})
    candidacy.refresh_from_db()
    assert candidacy.state == "contracted"
    assert "条件合意書と、違うところがあります" in text(room.get(base))


def test_no_contract_no_confirmation(story, room, world):
    candidacy = world.walk(story.offered(), "agreed")
    shown = follow(room, f"/my/talks/{candidacy.number}/contract")
    assert "まだ記録されていません" in shown


def test_what_the_physician_asked_for_reads_as_an_own_wish_and_a_proposal_as_ours(world):
    """Within two years of a placement of ours above all: nobody may urge then (許可条件, 2025-01-01)."""
    placed = world.candidacy("working", contract_kind="indefinite").physician
    own = talk_acts.ask_to_talk(
        physician=placed, opening=world.opening(), by=world.actor(placed), level=DisclosureLevel.L1
    )
    room = world.signed_in(placed)
    shown = text(room.get(f"/my/proposals/{own.number}"))
    assert "こちらからお勧めしたものではありません" in shown and "とのお申し出をいただきました" in shown
    assert "お勧めしたい理由" not in shown and "のご提案" not in shown
    assert "先生からのお申し出" in text(room.get("/my/proposals"))
    desk = text(world.signed_in(world.ms_miura).get(f"/desk/candidacies/{own.number}"))
    assert "本人発意" in desk and "先生へのご提案" not in desk
    ours = world.candidacy("physician_asked")
    shown = text(world.signed_in(ours.physician).get(f"/my/proposals/{ours.number}"))
    assert "こちらからお勧めしたものではありません" not in shown and "のご提案" in shown
    assert "先生からのお申し出" not in text(world.signed_in(ours.physician).get("/my/proposals"))


# -- wishes and privacy -------------------------------------------------------------------------------
def test_wishes_become_a_new_version_and_errors_keep_what_was_typed(story, room):
    typed = {
        "specialties": "循環器内科、内科", "employment": ["spot"], "days_min": "1", "days_max": "３日", "relocation": "no",
        "night_duty": "no", "shown": "1", "on_call": "no", "slots": ["tue_am"], "prefectures": ["02"], "municipality": "岩手県久慈市",
        "min_daily_pay_yen": "9", "wish_housing": "must",
    }  # fmt: skip
    wrong = text(room.post("/my/wishes/edit", typed | {"days_max": "0.5"}))
    assert "同じか、多くしてください" in wrong
    assert "循環器内科、内科" in wrong
    before = story.physician.wishes.no
    assert "書きかえました" in follow(room, "/my/wishes/edit", typed)
    sheet = story.physician.wishes
    assert sheet.no == before + 1
    assert (sheet.specialties, sheet.slots, sheet.min_daily_pay_yen) == (["循環器内科", "内科"], ["tue_am"], 90_000)
    assert sheet.wishes == {"housing": "must"}
    assert "循環器内科" in text(room.get("/my/wishes"))


def test_what_the_form_shows_is_what_it_saves(story, room):
    from enishi.web.physician.wish_form import MyWishForm

    sheet = story.physician.wishes
    assert "いつでもお直しください" in text(room.get("/my/wishes"))
    shown = text(room.get("/my/wishes/edit"))
    assert "岩手県久慈市" in shown
    form = MyWishForm(initial=MyWishForm.of(sheet))
    assert form["wish_outpatient"].value() == "want"


def test_the_shield_is_the_physicians_own(story, room, world):
    assert "2字以上" in text(room.post("/my/privacy/shield", {"name": "青"}))
    assert "「青葉会」に、先生のことは伝わりません" in follow(
        room, "/my/privacy/shield", {"kind": "name", "name": "青葉会"}
    )
    entry = story.physician.shield.latest("id")
    stranger = world.signed_in(world.physician())
    assert stranger.post(f"/my/privacy/shield/{entry.pk}/end").status_code == 404
    follow(room, f"/my/privacy/shield/{entry.pk}/end")
    entry.refresh_from_db()
    assert entry.ended_at is not None


def test_a_disclosure_ends_at_once(story, room, world):
    candidacy = story.talking()
    grant = story.physician.disclosures.get(withdrawn_at=None)
    clerk = world.signed_in(story.institution)
    assert clerk.get(f"/inst/talks/{candidacy.number}").status_code == 200
    assert "取り消しました" in follow(room, f"/my/privacy/disclosures/{grant.pk}/end")
    assert clerk.get(f"/inst/talks/{candidacy.number}").status_code == 404


def test_consents_are_given_and_withdrawn_in_two_taps(story, room):
    assert "同意していません" in text(room.get("/my/privacy"))
    follow(room, "/my/privacy/consents/research", {"give": "1"})
    assert actions.has_consented(story.physician, ConsentKind.RESEARCH)
    follow(room, "/my/privacy/consents/research")
    assert not actions.has_consented(story.physician, ConsentKind.RESEARCH)
    assert room.post("/my/privacy/consents/everything").status_code == 404
    assert "いただいていません" in text(room.get("/my/privacy/consents/research"))


def test_looking_writes_nothing(story, room):
    candidacy = story.offered()
    before = Entry.objects.count()
    for path in (
        "",
        f"/proposals/{candidacy.number}",
        f"/talks/{candidacy.number}",
        "/wishes",
        "/wishes/edit",
        "/privacy",
    ):
        assert room.get(f"/my{path}").status_code == 200
    assert room.get(f"/my/talks/{candidacy.number}/agreement").status_code == 200
    assert Entry.objects.count() == before


def test_no_script_no_style_and_no_placeholder_is_needed(story, room):
    candidacy = story.offered()
    for path in (
        f"/proposals/{candidacy.number}",
        f"/talks/{candidacy.number}",
        f"/talks/{candidacy.number}/agreement",
        "/wishes/edit",
    ):
        shown = text(room.get(f"/my{path}"))
        body = shown[shown.index("<main") : shown.index("</main")]
        assert not re.search(r"<script|\sstyle=|placeholder|onclick", body)


# -- a question before any answer -----------------------------------------------------------------------
def test_a_question_about_a_proposal_goes_to_the_coordinator_alone_and_gives_time_to_think(story, room, world):
    candidacy = story.proposed()
    path = f"/my/proposals/{candidacy.number}"
    key = hidden(text(room.get(path)), "key")
    for _ in range(2):
        assert "お尋ねを承りました" in follow(room, f"{path}/ask", {"text": "駐車場はありますか。", "key": key})
    assert candidacy.inquiries.count() == 1
    candidacy.refresh_from_db()
    assert candidacy.state == "physician_asked"
    desk = world.signed_in(story.coordinator)
    assert "お尋ねに答える" in text(desk.get("/desk"))
    page = f"/desk/candidacies/{candidacy.number}"
    assert "駐車場はありますか。" in text(desk.get(page))
    inquiry = candidacy.inquiries.get()
    before = candidacy.due_on
    assert "＊" in text(desk.post(f"{page}/inquiries/{inquiry.pk}", {"text": " "}))
    follow(desk, f"{page}/inquiries/{inquiry.pk}", {"text": "20台あります。"})
    again = follow(desk, f"{page}/inquiries/{inquiry.pk}", {"text": "別の答え"})
    assert "ほかの方が先に" in again
    assert "20台あります。" in text(room.get(path))
    candidacy.refresh_from_db()
    assert candidacy.due_on >= before
    assert not world.messages(story.institution)  # nothing reaches the institution
    stranger = world.signed_in(world.physician())
    assert stranger.post(f"{path}/ask", {"text": "x", "key": key}).status_code == 404


def test_a_question_after_the_answer_is_told_where_to_ask(story, room):
    candidacy = story.proposed()
    path = f"/my/proposals/{candidacy.number}"
    key = hidden(text(room.get(path)), "key")
    room.post(f"{path}/answer", {"answer": "yes", "level": "L3"})
    assert "意見交換の場か、お電話で" in follow(room, f"{path}/ask", {"text": "駐車場は。", "key": key})
