"""One pair at the desk: from the draft of a proposal to the terms, with what is refused and why."""

from datetime import timedelta

import pytest
from django.urls import reverse

from enishi.candidacies.enums import State
from enishi.candidacies.models import AgreementVersion, Proposal
from enishi.candidacies.summary import outline_of
from enishi.common.clock import ago, today
from enishi.web.desk.seen import SOMEBODY_WAS_FIRST

REASONS = {
    "physician": [{"text": "夜間の呼び出しがありません", "key": "on_call", "facts": {"opening.on_call": "none"}}],
    "institution": [{"text": "火曜の午前が埋まります", "key": "slots", "facts": {}}],
    "unmet": [{"text": "日額が1万円届きません", "question": "手当は別にありますか", "key": "pay", "facts": {}}],
    "smallest_change": "日額が10万円になれば、すべてそろいます。",
}


def page_of(browser, pair):
    return browser.get(reverse("desk_candidacy", args=[pair.number]))


def press(browser, name, pair, *more, **sent):
    return browser.post(reverse(name, args=[pair.number, *more]), sent, follow=True)


def state_of(pair) -> str:
    pair.refresh_from_db()
    return pair.state


def with_reasons(pair):
    Proposal.objects.filter(candidacy=pair).update(
        reasons_physician=REASONS["physician"],
        reasons_institution=REASONS["institution"],
        unmet=REASONS["unmet"],
        smallest_change=REASONS["smallest_change"],
    )
    return pair


def draft_as_shown(browser, pair, **changed):
    form = page_of(browser, pair).context["proposal_form"]
    return {bound.name: bound.value() or "" for bound in form} | changed


# -- the proposal ---------------------------------------------------------------------------------
def test_an_unverified_licence_may_be_suggested_but_not_proposed(world, desk, words):
    pair = world.candidacy("suggested", physician=world.physician(licence=False))
    assert "医籍の確認が済んでいません" in words(page_of(desk, pair))
    assert "医籍の確認が済んでいません" in words(press(desk, "desk_propose", pair))
    assert state_of(pair) == State.SUGGESTED
    verified = {"on": today().strftime("%Y/%m/%d")}
    desk.post(reverse("desk_doctor_licence", args=[pair.physician.number]), verified)
    assert "先生にご提案しました" in words(press(desk, "desk_propose", pair))
    assert state_of(pair) == State.PHYSICIAN_ASKED


def test_a_stale_opening_cannot_be_proposed_until_it_is_reconfirmed_by_telephone(world, desk, words):
    pair = world.candidacy("suggested", opening=world.opening(confirmed_days_ago=33))
    assert "30日を過ぎています" in words(press(desk, "desk_propose", pair))
    confirm = reverse("desk_opening_confirm", args=[pair.opening.number])
    assert "確認した方の役職" in words(desk.post(confirm, {"channel": "phone"}))
    desk.post(confirm, {"channel": "phone", "confirmed_by": "事務長"})
    press(desk, "desk_propose", pair)
    assert state_of(pair) == State.PHYSICIAN_ASKED
    pair.opening.refresh_from_db()
    assert (pair.opening.confirmed_channel, pair.opening.confirmed_by) == ("phone", "事務長")


def test_sentences_are_reworded_added_and_left_out_before_the_proposal_goes(world, desk, words):
    pair = with_reasons(world.candidacy("suggested"))
    sent = draft_as_shown(
        desk,
        pair,
        opening_words="先日のお話から、こちらをお勧めします。",
        physician_1="月に2回、研修医が来ます",
        institution_0="",
        question_0="往診の手当はありますか",
    )
    assert desk.post(reverse("desk_proposal", args=[pair.number]), sent).status_code == 302
    draft = Proposal.objects.get(candidacy=pair)
    assert draft.reasons_physician[0] == REASONS["physician"][0]  # untouched, with the facts it stands on
    assert draft.reasons_physician[1]["text"] == "月に2回、研修医が来ます"
    assert draft.reasons_institution == []
    assert draft.unmet[0]["question"] == "往診の手当はありますか" and draft.unmet[0]["edited"]
    shown = words(page_of(desk, pair))
    assert "先日のお話から" in shown and "火曜の午前が埋まります" not in shown


def test_what_was_sent_is_frozen(world, desk, words):
    pair = with_reasons(world.candidacy("suggested"))
    sent = draft_as_shown(desk, pair, opening_words="遅れて届いたことば")
    press(desk, "desk_propose", pair)
    answer = desk.post(reverse("desk_proposal", args=[pair.number]), sent)
    assert "お送りしたご提案は変えられません" in words(answer)
    assert Proposal.objects.get(candidacy=pair).opening_words == ""


def test_of_two_who_edit_one_draft_the_second_is_told_and_nothing_is_lost(world, desk, words):
    pair = with_reasons(world.candidacy("suggested"))
    colleague = world.signed_in(world.coordinator())
    mine = draft_as_shown(desk, pair, opening_words="私のことば")
    theirs = draft_as_shown(colleague, pair, physician_1="同僚が加えた理由")
    address = reverse("desk_proposal", args=[pair.number])
    assert colleague.post(address, theirs).status_code == 302
    answer = desk.post(address, mine)
    assert SOMEBODY_WAS_FIRST in words(answer) and "私のことば" in answer.content.decode()
    assert len(Proposal.objects.get(candidacy=pair).reasons_physician) == 2


def test_of_two_coordinators_who_propose_at_once_the_second_sees_a_sentence(world, desk, words):
    pair = world.candidacy("suggested")
    assert "ご提案しました" in words(press(desk, "desk_propose", pair))
    second = words(press(world.signed_in(world.coordinator()), "desk_propose", pair))
    assert "いまは「ご提案中」です。" in second
    assert pair.transitions.filter(step="T2").count() == 1


# -- what was heard -------------------------------------------------------------------------------
def test_a_yes_without_the_way_it_was_heard_is_refused_with_the_sentence(world, desk, words):
    pair = world.candidacy("physician_asked")
    answer = press(desk, "desk_relay", pair, "physician-yes", level="L3")
    assert "どの方法でお聞きになったか" in words(answer)
    assert state_of(pair) == State.PHYSICIAN_ASKED
    assert not pair.physician.disclosures.exists()


def test_a_yes_by_telephone_is_recorded_with_level_day_and_way(world, desk, words):
    pair = world.candidacy("physician_asked")
    until = today() + timedelta(days=60)
    press(
        desk,
        "desk_relay",
        pair,
        "physician-yes",
        level="L2",
        until=until.strftime("%Y/%m/%d"),
        confirmer="self",
        channel="phone",
    )
    assert state_of(pair) == State.PHYSICIAN_YES
    grant = pair.physician.disclosures.get(withdrawn_at=None)
    assert (grant.level, grant.until, grant.channel) == ("L2", until, "phone")
    assert pair.transitions.get(step="T5").channel == "phone"
    assert "（お電話・先生ご本人）" in words(page_of(desk, pair))


def test_of_two_who_record_the_same_yes_the_second_is_told_and_keeps_what_was_typed(world, desk, words):
    pair = world.candidacy("physician_asked")
    press(desk, "desk_relay", pair, "physician-yes", level="L3", confirmer="self", channel="phone")
    typed = {"level": "L2", "channel": "fax", "confirmer": "self", "until": ""}
    second = press(world.signed_in(world.coordinator()), "desk_relay", pair, "physician-yes", **typed)
    assert "いまは「お話を希望」です。" in words(second)
    assert second.context["refused"]["level"].value() == "L2"
    assert pair.physician.disclosures.get(withdrawn_at=None).level == "L3"


def test_consent_for_longer_than_a_year_is_refused(world, desk, words):
    pair = world.candidacy("physician_asked")
    until = (today() + timedelta(days=800)).strftime("%Y/%m/%d")
    answer = press(
        desk, "desk_relay", pair, "physician-yes", level="L3", until=until, confirmer="self", channel="phone"
    )
    assert "今日から1年以内" in words(answer)
    assert state_of(pair) == State.PHYSICIAN_ASKED


def test_a_physician_may_pass_without_a_reason(world, desk):
    pair = world.candidacy("physician_asked")
    press(desk, "desk_relay", pair, "physician-no", confirmer="self", channel="fax")
    assert state_of(pair) == State.PHYSICIAN_DECLINED
    assert pair.transitions.get(step="T6").reason == ""


def test_an_institution_gives_a_reason_which_is_kept_when_the_way_is_missing(world, desk, words):
    pair = world.candidacy("institution_asked")
    typed = {"reason": "体制が変わりました", "reason_code": "timing"}
    answer = press(desk, "desk_relay", pair, "institution-no", **typed)
    assert "体制が変わりました" in answer.content.decode() and "どの方法で" in words(answer)
    press(desk, "desk_relay", pair, "institution-no", confirmer="manager", channel="phone", **typed)
    assert state_of(pair) == State.INSTITUTION_DECLINED


def test_the_institution_is_given_exactly_the_outline_on_the_page(world, desk, words):
    pair = world.candidacy("physician_yes")
    outline = outline_of(pair)
    assert outline in words(page_of(desk, pair))
    press(desk, "desk_pass_on", pair)
    assert state_of(pair) == State.INSTITUTION_ASKED
    institution = world.signed_in(pair.opening.institution)
    assert institution.get(reverse("desk_candidacy", args=[pair.number])).status_code == 403


def test_a_withdrawn_consent_closes_the_way_to_the_institution(world, desk, words):
    from enishi.physicians.actions import withdraw_disclosure

    pair = world.candidacy("physician_yes")
    withdraw_disclosure(physician=pair.physician, institution=pair.opening.institution, by=world.actor(pair.physician))
    assert "同意が有効ではありません" in words(page_of(desk, pair))
    assert "同意が有効ではありません" in words(press(desk, "desk_pass_on", pair))
    assert state_of(pair) == State.PHYSICIAN_YES


def test_the_institutions_yes_by_fax_opens_the_talk(world, desk, words):
    pair = world.candidacy("institution_asked")
    press(desk, "desk_relay", pair, "institution-yes", confirmer="manager", channel="fax")
    assert state_of(pair) == State.DIALOGUE
    assert "新しく質問する" in words(page_of(desk, pair))


def test_the_desk_writes_down_a_question_of_one_side(world, desk):
    pair = world.candidacy("dialogue")
    board = page_of(desk, pair).context["board"]
    sent = {
        "text": "当直はありますか",
        "key": board.question_form["key"].value(),
        "side": "physician",
        "channel": "phone",
    }
    assert desk.post(reverse("desk_talk_questions", args=[pair.number]), sent).status_code == 302
    question = pair.questions.get()
    assert (question.side, question.channel) == ("physician", "phone")


def test_a_question_without_a_side_comes_back_on_the_pairs_page(world, desk):
    pair = world.candidacy("dialogue")
    key = page_of(desk, pair).context["board"].question_form["key"].value()
    answer = desk.post(reverse("desk_talk_questions", args=[pair.number]), {"text": "当直はありますか", "key": key})
    assert answer.status_code == 200 and "当直はありますか" in answer.content.decode()
    assert not pair.questions.exists()


def test_an_unknown_kind_of_news_is_404(world, desk):
    pair = world.candidacy("physician_asked")
    assert press(desk, "desk_relay", pair, "anything").status_code == 404


# -- steps, terms, work ---------------------------------------------------------------------------
def test_a_pause_needs_a_day_within_six_months(world, desk, words):
    pair = world.candidacy("dialogue")
    assert "再開する日をご入力" in words(press(desk, "desk_step", pair, "T27"))
    far = (today() + timedelta(days=300)).strftime("%Y/%m/%d")
    answer = press(desk, "desk_step", pair, "T27", resume_on=far, reason="ご家族のご都合")
    assert "6か月以内" in words(answer) and "ご家族のご都合" in answer.content.decode()
    near = today() + timedelta(days=30)
    press(desk, "desk_step", pair, "T27", resume_on=near.strftime("%Y/%m/%d"))
    assert (state_of(pair), pair.resume_on) == (State.ON_HOLD, near)
    press(desk, "desk_step", pair, "T27b")
    assert state_of(pair) == State.DIALOGUE


def test_closing_needs_a_reason(world, desk, words):
    pair = world.candidacy("dialogue")
    assert "理由をご記入ください" in words(press(desk, "desk_step", pair, "T29"))
    press(desk, "desk_step", pair, "T29", reason="同じ募集が二つありました", reason_code="duplicate", tell="physician")
    assert state_of(pair) == State.COORDINATOR_CLOSED
    assert "同じ募集が二つありました" in words(page_of(desk, pair))


def test_steps_with_an_act_of_their_own_have_no_side_door(world, desk):
    pair = world.candidacy("suggested")
    for step_id in ("T2", "T5", "T17", "T19", "T99"):
        assert press(desk, "desk_step", pair, step_id).status_code == 404
    assert state_of(pair) == State.SUGGESTED


def test_terms_wait_for_the_consent_to_the_name_and_begin_after_it(world, desk, words):
    from enishi.physicians.enums import DisclosureLevel

    pair = world.candidacy("dialogue", level=DisclosureLevel.L1)
    assert "お名前の公開について" in words(page_of(desk, pair))
    assert "お名前の公開について" in words(press(desk, "desk_begin_terms", pair))
    press(desk, "desk_relay", pair, "disclosure", level="L3", channel="phone")
    assert "どなたからうかがったか" in words(press(desk, "desk_begin_terms", pair))
    assert state_of(pair) == State.DIALOGUE
    world.signed_in(pair.physician).post(f"/my/talks/{pair.number}/ready-for-terms")
    press(desk, "desk_begin_terms", pair, institution_confirmer="manager", institution_channel="phone")
    assert state_of(pair) == State.TERMS
    said = dict(pair.terms_wishes.values_list("side", "channel"))
    assert said == {"physician": "web", "institution": "phone"}
    assert pair.introduced_on == today()


def terms_as_shown(browser, pair, **changed):
    form = browser.get(reverse("desk_terms", args=[pair.number])).context["form"]
    return {bound.name: bound.value() or "" for bound in form} | changed


def test_reworded_terms_are_a_new_version_that_shows_what_changed(world, desk, words):
    pair = world.candidacy("terms")
    sent = terms_as_shown(desk, pair, pay="1日10万円（税込）")
    assert desk.post(reverse("desk_terms", args=[pair.number]), sent).status_code == 302
    assert AgreementVersion.objects.filter(candidacy=pair).count() == 2
    assert "変わりました" in words(page_of(desk, pair))


def test_terms_sent_unchanged_make_no_new_version(world, desk):
    pair = world.candidacy("terms")
    desk.post(reverse("desk_terms", args=[pair.number]), terms_as_shown(desk, pair))
    assert AgreementVersion.objects.filter(candidacy=pair).count() == 1


def test_of_two_who_reword_the_terms_the_second_is_told(world, desk, words):
    pair = world.candidacy("terms")
    colleague = world.signed_in(world.coordinator())
    mine, theirs = terms_as_shown(desk, pair, breaks="45分"), terms_as_shown(colleague, pair, breaks="90分")
    address = reverse("desk_terms", args=[pair.number])
    assert colleague.post(address, theirs).status_code == 302
    assert SOMEBODY_WAS_FIRST in words(desk.post(address, mine))


def test_terms_cannot_be_reworded_while_they_are_offered(world, desk, words):
    pair = world.candidacy("terms")
    sent = terms_as_shown(desk, pair, breaks="45分")
    world.walk(pair, "offered")
    assert "条件を直せません" in words(desk.post(reverse("desk_terms", args=[pair.number]), sent))
    assert desk.get(reverse("desk_terms", args=[pair.number])).status_code == 302


def test_an_agreement_is_reopened_only_with_a_reason(world, desk, words):
    pair = world.candidacy("agreed")
    assert "理由をご記入ください" in words(press(desk, "desk_reopen", pair))
    press(desk, "desk_reopen", pair, reason="勤務日を見直します")
    assert state_of(pair) == State.TERMS


def test_work_begins_when_the_original_of_the_licence_was_seen(world, desk, words):
    pair = world.candidacy("contracted")
    assert "免許証の原本を確認した日" in words(press(desk, "desk_start", pair))
    press(desk, "desk_start", pair, seen_on=today().strftime("%Y/%m/%d"))
    assert state_of(pair) == State.WORKING
    assert "免許証原本の確認" in words(page_of(desk, pair))


def test_leaving_is_recorded_with_the_day_the_ledgers_need(world, desk, words):
    with ago(timedelta(days=20)):
        pair = world.candidacy("working")
    ahead = (today() + timedelta(days=9)).strftime("%Y/%m/%d")
    assert "今日までの日" in words(
        press(desk, "desk_step", pair, "T24", reason="ご転居", cause="living", how="own", left_on=ahead)
    )
    left = today() - timedelta(days=1)
    press(desk, "desk_step", pair, "T24", reason="ご転居", cause="living", how="own", left_on=left.strftime("%Y/%m/%d"))
    assert state_of(pair) == State.LEFT
    pair.placement.refresh_from_db()
    assert pair.placement.left_on == left


@pytest.mark.parametrize("state", list(State))
def test_the_page_opens_in_every_state_for_everybody_at_the_desk(world, desk, state):
    pair = world.candidacy(state.value)
    assert page_of(desk, pair).status_code == 200
    assert page_of(world.signed_in(world.desk()), pair).status_code == 200
    assert page_of(world.signed_in(world.supervisor()), pair).status_code == 200


def test_the_board_puts_each_pair_into_its_lane_and_a_paused_one_where_it_was(world, desk):
    talking, paused = world.candidacy("dialogue"), world.candidacy("on_hold")
    proposed, ended = world.candidacy("physician_asked"), world.candidacy("physician_declined")
    lanes = {
        row["lane"].title: [c["candidacy"].number for c in row["cards"]]
        for row in desk.get("/desk/board").context["lanes"]
    }
    assert lanes["候補・ご提案中"] == [proposed.number]
    assert sorted(lanes["意見交換中"]) == sorted([talking.number, paused.number])
    assert all(ended.number not in cards for cards in lanes.values())


def test_the_board_of_a_colleague_is_empty_until_all_are_asked_for(world):
    world.candidacy("dialogue")
    colleague = world.signed_in(world.coordinator())
    assert colleague.get("/desk/board").context["under_way"] == 0
    assert colleague.get("/desk/board", {"whose": "all"}).context["under_way"] == 1
    assert colleague.get("/desk/board", {"whose": "all", "waiting": "physician"}).context["under_way"] == 0
