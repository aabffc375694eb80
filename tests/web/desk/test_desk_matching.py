"""Looking for the other side, openings by freshness, institutions."""

import re
from datetime import timedelta

from django.urls import reverse

from enishi.candidacies.models import Candidacy, Proposal
from enishi.common.clock import ago
from enishi.matching.batch import match_everything
from enishi.matching.models import MatchRun


def look(browser, name, number):
    return browser.post(reverse(name, args=[number]), follow=True)


def test_suggestions_stand_with_the_reasons_of_both_sides_and_become_a_candidacy(world, desk, words):
    physician, opening = world.physician(), world.opening()
    page = look(desk, "desk_doctor_match", physician.number)
    assert opening.institution.name in words(page) and "なぜ先生に合うか" in words(page)
    (row,) = page.context["suggestions"]
    kept = desk.post(reverse("desk_keep", args=[row["suggestion"].pk]), follow=True)
    pair = Candidacy.objects.get(physician=physician, opening=opening)
    assert kept.redirect_chain[-1][0] == reverse("desk_candidacy", args=[pair.number])
    assert Proposal.objects.get(candidacy=pair).reasons_physician == row["suggestion"].explanation["physician"]


def test_opening_the_page_looks_for_nothing(world, desk):
    physician = world.physician()
    world.opening()
    assert desk.get(reverse("desk_doctor_match", args=[physician.number])).status_code == 200
    assert not MatchRun.objects.exists()


def test_a_shielded_institution_is_never_suggested(world, desk, words):
    physician = world.physician(shields="青葉会")
    opening = world.opening(world.institution("青葉会 東病院", corporation="医療法人青葉会"))
    assert "見つかりませんでした" in words(look(desk, "desk_doctor_match", physician.number))
    assert opening.institution.name not in words(desk.get(reverse("desk_doctor_match", args=[physician.number])))
    assert look(desk, "desk_opening_match", opening.number).context["suggestions"] == []


def test_for_a_physician_placed_without_a_term_the_pages_say_until_when_nobody_may_urge_a_move(world, desk, words):
    with ago(timedelta(days=30)):
        placed = world.candidacy("settled", contract_kind="indefinite").physician
    opening = world.opening()
    for name in ("desk_doctor", "desk_doctor_match", "desk_doctor_choose"):
        assert "こちらから転職をお勧めできません" in words(desk.get(reverse(name, args=[placed.number])))
    page = words(look(desk, "desk_doctor_match", placed.number))
    assert "ゆるめられないか" not in page and not MatchRun.objects.exists()
    refused = desk.post(
        reverse("desk_doctor_choose", args=[placed.number]), {"opening": opening.number, "reason": "近い"}
    )
    assert "転職をお勧めできません" in words(refused)
    assert not Candidacy.objects.filter(physician=placed, opening=opening).exists()
    assert "転職をお勧めできません" not in words(desk.get(reverse("desk_doctor", args=[world.physician().number])))


def test_the_chip_of_a_physician_within_the_two_years_does_not_promise_a_proposal_of_ours(world, desk, words):
    with ago(timedelta(days=30)):
        placed = world.candidacy("settled", contract_kind="indefinite").physician
    free = world.physician()
    for physician, promises in ((placed, False), (free, True)):
        for page in (
            reverse("desk_doctor", args=[physician.number]),
            f"{reverse('desk_doctors')}?whose=all&q={physician.number}",
        ):
            chips = re.findall(r'class="chip (\w*)">.*?</svg>([^<]*)<', desk.get(page).content.decode())
            assert (("ok", "ご紹介できます") in chips) is promises
            assert (("wait", "お申し出があれば、ご紹介できます") in chips) is not promises


def test_what_stands_in_the_way_of_a_proposal_is_marked_beside_the_suggestion(world, desk, words):
    physician = world.physician(licence=False)
    world.opening(confirmed_days_ago=33)
    page = words(look(desk, "desk_doctor_match", physician.number))
    assert "医籍の確認がまだです" in page and "再確認をお願いしています" in page


def test_the_same_suggestion_kept_twice_says_that_the_talk_is_under_way(world, desk, words):
    physician = world.physician()
    world.opening()
    (row,) = look(desk, "desk_doctor_match", physician.number).context["suggestions"]
    keep = reverse("desk_keep", args=[row["suggestion"].pk])
    desk.post(keep)
    assert "すでに進んでいます" in words(world.signed_in(world.coordinator()).post(keep, follow=True))
    assert Candidacy.objects.count() == 1


def test_a_suggestion_of_somebody_placed_since_says_why_it_may_not_be_kept(world, desk, words):
    physician = world.physician()
    opening = world.opening()
    (row,) = look(desk, "desk_doctor_match", physician.number).context["suggestions"]
    keep = reverse("desk_keep", args=[row["suggestion"].pk])
    talk = world.candidacy("working", physician=physician, opening=world.opening(), contract_kind="indefinite")
    until = talk.placement.no_solicitation_until
    told = words(desk.post(keep, follow=True))
    assert f"ご紹介で就職された先生です。{until:%Y年%-m月%-d日}まで、こちらから転職をお勧めできません。" in told
    assert "合わなくなっています" not in told
    assert "ご紹介で就職された先生です" in words(look(desk, "desk_doctor_match", physician.number))
    assert not Candidacy.objects.filter(opening=opening).exists()


def test_physicians_for_an_opening_are_found_with_both_sides_reasons(world, desk, words):
    opening, physician = world.opening(), world.physician(family_name="鷹取")
    page = look(desk, "desk_opening_match", opening.number)
    assert "鷹取先生" in words(page)
    (row,) = page.context["suggestions"]
    desk.post(reverse("desk_keep", args=[row["suggestion"].pk]))
    assert Candidacy.objects.get().physician == physician


def test_the_page_of_an_opening_shows_terms_gaps_and_who_is_in_talks(world, desk, words):
    complete = world.candidacy("dialogue").opening
    draft = world.opening(state="draft", conditions={"smoking": ""})
    shown = words(desk.get(reverse("desk_opening", args=[complete.number])))
    assert "敷地内禁煙" in shown and "意見交換中" in shown and "足りない項目" not in shown
    assert "受動喫煙" in words(desk.get(reverse("desk_opening", args=[draft.number])))


def test_a_draft_is_not_confirmed_by_telephone(world, desk, words):
    draft = world.opening(state="draft")
    sent = {"channel": "phone", "confirmed_by": "事務長"}
    assert "公開していない募集" in words(desk.post(reverse("desk_opening_confirm", args=[draft.number]), sent))
    draft.refresh_from_db()
    assert draft.confirmed_at is None


def test_openings_are_listed_with_the_longest_unconfirmed_first(world, desk):
    fresh, old = world.opening(), world.opening(confirmed_days_ago=40)
    rows = desk.get("/desk/openings").context["rows"]
    assert [r["opening"].number for r in rows] == [old.number, fresh.number]


def test_an_institution_is_activated_once(world, desk, words):
    applied = world.institution(active=False)
    page = reverse("desk_institution", args=[applied.number])
    assert "確認して登録する" in words(desk.get(page))
    activate = reverse("desk_institution_activate", args=[applied.number])
    assert "登録しました" in words(desk.post(activate, follow=True))
    assert "いまは「登録済み」" in words(desk.post(activate, follow=True))
    assert activate not in desk.get(page).content.decode()


def test_the_page_of_an_institution_names_its_members_and_openings(world, desk, words):
    opening = world.opening()
    shown = words(desk.get(reverse("desk_institution", args=[opening.institution.number])))
    assert opening.current.title in shown
    assert world.user(opening.institution).name in shown


def ask(browser, opening, **query):
    return browser.get(reverse("desk_opening_match", args=[opening.number]), query)


def test_for_any_physician_the_desk_is_told_why_he_is_not_on_the_list(world, desk, words):
    opening = world.opening(days=5)
    too_few = world.physician(days_min=1, days_max=2)
    page = words(ask(desk, opening, doctor=too_few.number))
    assert "ご希望（週1〜2日）と合いません" in page and "あと一つ変われば" in page
    fitting = world.physician(days_min=1, days_max=5)
    assert "条件はすべて合っています" in words(ask(desk, opening, doctor=fitting.number))
    waiting = world.physician(days_min=1, days_max=5, state="interviewing")
    assert "求職の受理がまだ" in words(ask(desk, opening, doctor=waiting.number))
    assert not MatchRun.objects.exists()


def test_a_number_nobody_has_is_answered_kindly(world, desk, words):
    page = ask(desk, world.opening(), doctor="D-9999")
    assert "「D-9999」という番号の先生は見つかりませんでした" in words(page)
    assert 'value="D-9999"' in page.content.decode()


def test_what_a_single_change_would_bring_waits_for_the_night_and_then_stands_in_bands(
    world, desk, words, settings, tmp_path
):
    settings.MARKET_FOLDER = tmp_path
    opening = world.opening(on_call="required")
    for _ in range(12):
        world.physician(on_call="no")
    assert "毎晩の照合のあとに" in words(ask(desk, opening, changes="1"))
    match_everything(locks=dict)
    page = ask(desk, opening, changes="1")
    effects = {effect.key: effect.band.key for effect in page.context["changes"].effects}
    assert effects["on_call"] in {"few", "5-9", "10-19"}
    assert "オンコールを必須にしない" in words(page)


def test_openings_that_lack_one_condition_are_shown_with_the_change_that_would_mend_it(
    world, desk, words, settings, tmp_path
):
    settings.MARKET_FOLDER = tmp_path
    physician = world.physician(on_call="no")
    world.opening(on_call="required")
    fits = world.opening()
    hidden = world.physician(shields="青葉会", on_call="no")
    world.opening(world.institution("青葉会 東病院", corporation="医療法人青葉会"), on_call="required")
    assert match_everything(locks=dict) is not None
    page = desk.get(reverse("desk_doctor_match", args=[physician.number]), {"near": "1"})
    near = page.context["near"]
    assert (
        len(near) == 2 and fits not in [miss.opening for miss in near] and all("オンコール" in n.obstacle for n in near)
    )
    assert "あと一つ変われば" in words(page)
    seen = desk.get(reverse("desk_doctor_match", args=[hidden.number]), {"near": "1"}).context["near"]
    assert "青葉会 東病院" not in [miss.opening.institution.name for miss in seen]


def test_a_suggestion_says_how_many_talks_its_opening_has(world, desk, words):
    opening, physician = world.opening(headcount=2), world.physician()
    world.candidacy("dialogue", opening=opening)
    assert "いま1人の先生とお話が進んでいます（募集2人）" in words(look(desk, "desk_doctor_match", physician.number))


def test_physicians_who_lack_one_condition_are_shown_for_an_opening_and_what_else_they_talk_about(
    world, desk, words, settings, tmp_path
):
    settings.MARKET_FOLDER = tmp_path
    house = world.institution("青葉会 東病院", corporation="医療法人青葉会")
    opening = world.opening(house, on_call="required")
    lacks, fits = world.physician(on_call="no"), world.physician(on_call="yes")
    hidden = world.physician(shields="青葉会", on_call="no")
    world.candidacy("dialogue", physician=fits)
    assert match_everything(locks=dict) is not None
    page = desk.get(reverse("desk_opening_match", args=[opening.number]), {"near": "1"})
    near = [miss.physician for miss, _ in page.context["near"]]
    assert lacks in near and fits not in near and hidden not in near
    assert "あと一つ変われば" in words(page)
    assert "いま1件のお話が進んでいます" in words(look(desk, "desk_opening_match", opening.number))


def choose(browser, physician, **given):
    return browser.post(reverse("desk_doctor_choose", args=[physician.number]), given, follow=True)


def test_a_pair_no_list_has_becomes_a_candidate_with_the_reason_in_the_log(world, desk, words):
    opening, physician = world.opening(days=5), world.physician(days_min=1, days_max=2)
    page = words(ask(desk, opening, doctor=physician.number))
    assert "それでも候補にする" in page
    shown = words(desk.get(reverse("desk_doctor_choose", args=[physician.number]), {"opening": opening.number}))
    assert opening.institution.name in shown and "ご希望（週1〜2日）と合いません" in shown
    assert "この組にするわけをご入力ください" in words(choose(desk, physician, opening=opening.number))
    assert not Candidacy.objects.exists()
    told = choose(desk, physician, opening=opening.number.lower(), reason="5日でもよいと、昨日うかがった")
    made = Candidacy.objects.get(physician=physician, opening=opening)
    assert told.redirect_chain[-1][0] == reverse("desk_candidacy", args=[made.number])
    first = made.transitions.get()
    assert (first.reason_code, first.reason) == ("by_hand", "5日でもよいと、昨日うかがった")
    assert "ご希望（週1〜2日）と合いません" in str(made.proposal.unmet)
    assert "昨日うかがった" in words(desk.get(reverse("desk_record", args=[made.number])))
    doctor = words(world.signed_in(physician).get(f"/me/proposals/{made.number}"))
    assert "昨日うかがった" not in doctor


def test_no_reason_opens_the_way_to_somebody_the_physician_hides_from(world, desk, words):
    physician = world.physician(shields="青葉会")
    hidden = world.opening(world.institution("青葉会 東病院", corporation="医療法人青葉会"))
    page = words(choose(desk, physician, opening=hidden.number, reason="近いので"))
    assert "伏せてほしいとおっしゃった相手" in page and "近いので" in page
    assert "見つかりませんでした" in words(choose(desk, physician, opening="O-1999-0001", reason="近いので"))
    assert not Candidacy.objects.exists()


def test_of_an_openings_list_each_physician_has_the_openings_own_rank(world, desk):
    opening = world.opening()
    for _ in range(3):
        world.physician()
        world.opening()
    match_everything(locks=dict)
    rows = desk.get(reverse("desk_opening_match", args=[opening.number])).context["suggestions"]
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1)) and len(rows) > 1
