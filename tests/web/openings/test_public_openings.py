"""What everybody reads: published, confirmed within 45 days, of an active institution; and a physician who asks to talk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enishi.candidacies.models import Candidacy
from enishi.notices.models import Notice
from enishi.openings.scope import save_needs
from enishi.physicians.contact import interests_of
from enishi.web.openings.page import page_of
from enishi.web.openings.sheet import sheet_of
from web.institution.clinic import text_of


def found(client, address):
    """The list at this address, or at the one address of the same search."""
    return client.get(address, follow=True)


def needing(world, opening):
    save_needs(
        opening=opening,
        by=world.actor(opening.institution),
        group="wounds",
        needs={"suture": "must", "abscess": "plus"},
        backed=["suture"],
        backer="外科の常勤医",
    )
    return opening


def test_what_an_opening_asks_of_skills_stands_beside_the_others_and_on_paper(world, client):
    asks, silent = needing(world, world.opening()), world.opening()
    words = text_of(client.get(f"/openings/compare?no={asks.number}&no={silent.number}"))
    assert "求める診療の範囲" in words and "（支える人あり）" in words and "支える方：外科の常勤医" in words
    sheet = sheet_of(page_of(asks))
    assert "求める診療の範囲" in [title for title, _ in sheet["groups"]]
    assert "求める診療の範囲" not in [title for title, _ in sheet_of(page_of(silent))["groups"]]


def numbers(response) -> set[str]:
    return {card.href.rpartition("/")[2] for card in response.context["cards"]}


def test_the_list_shows_published_and_confirmed_openings_only(world, client):
    shown = world.opening(confirmed_days_ago=45)
    world.opening(confirmed_days_ago=46)
    world.opening(state="draft")
    world.opening(state="closed")
    assert numbers(found(client, "/openings")) == {shown.number}


@pytest.mark.parametrize("how", [{"confirmed_days_ago": 46}, {"state": "draft"}, {"state": "closed"}])
def test_the_page_of_an_opening_that_is_not_shown_does_not_exist_even_for_its_own_people(world, client, how):
    opening = world.opening(**how)
    assert client.get(f"/openings/{opening.number}").status_code == 404
    assert world.signed_in(opening.institution).get(f"/openings/{opening.number}").status_code == 404
    assert world.signed_in(world.ms_miura).get(f"/openings/{opening.number}").status_code == 404


def test_members_of_one_institution_read_the_openings_of_another_like_everybody(world):
    opening, other = world.opening(), world.institution()
    assert world.signed_in(other).get(f"/openings/{opening.number}").status_code == 200


def test_without_a_query_nothing_with_night_duty_is_listed(world, client):
    calm = world.opening()
    busy = world.opening(night_duty="required", conditions={"night_duty_permission": "all"})
    assert numbers(found(client, "/openings")) == {calm.number}
    assert numbers(found(client, "/openings?night=any")) == {calm.number, busy.number}


def test_a_specialist_also_finds_what_he_can_fill_as_he_is(world, client):
    general, heart = world.opening(specialties=["内科"]), world.opening(specialties=["循環器内科"])
    anyone, eyes = world.opening(specialties=[]), world.opening(specialties=["眼科"])
    assert numbers(found(client, "/openings?specialty=循環器内科")) == {general.number, heart.number, anyone.number}
    assert numbers(found(client, "/openings?specialty=眼科")) == {anyone.number, eyes.number}


def test_filters_narrow_together(world, client):
    kuji = world.opening(employment=["full_time", "part_time"])
    sapporo = world.opening(world.institution(place="函館市"), employment=["full_time"])
    assert numbers(found(client, "/openings?prefecture=01")) == {sapporo.number}
    assert numbers(found(client, "/openings?employment=part_time")) == {kuji.number}
    assert numbers(found(client, "/openings?prefecture=01&employment=part_time")) == set()


def test_a_filter_that_cannot_be_read_is_said_and_breaks_nothing(world, client):
    opening = world.opening()
    response = client.get("/openings?specialty=ほげ科&page=zzz")
    assert numbers(response) == {opening.number} and "診療科「ほげ科」は見当たりませんでした" in text_of(response)


def test_the_list_costs_the_same_queries_for_one_opening_and_for_ten(world, client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page = client.get("/openings")
        assert page.status_code == 200
        return len(captured), page

    world.opening()
    queries()  # the map is read once
    before, _ = queries()
    for _ in range(11):
        world.opening()
    after, page = queries()
    assert after == before < 8
    assert len(page.context["cards"]) == 10 and len(client.get("/openings?page=2").context["cards"]) == 2


def test_the_page_says_who_confirmed_what_is_unconfirmed_and_what_is_weak(world, client):
    opening = world.opening(world.institution("青浜町立診療所"), honest_note="冬は列車が止まる日があります。")
    words = text_of(client.get(f"/openings/{opening.number}"))
    assert "事務長が画面で確認しました（今日）" in words and "青浜町立診療所" in words and "岩手県 久慈市" in words
    assert "冬は列車が止まる日があります。" in words and "未確認" in words  # beds were never stated
    assert "/login?next=/openings/" in client.get(f"/openings/{opening.number}").content.decode()


def test_a_physician_asks_to_talk_and_says_how_far_he_may_be_seen(world):
    opening, tanaka = world.opening(), world.physician()
    browser = world.signed_in(tanaka)
    response = browser.post(f"/openings/{opening.number}/ask", {"level": "L3"})
    talk = Candidacy.objects.get(physician=tanaka)
    assert response["Location"] == f"/my/talks/{talk.number}"
    assert talk.state == "physician_yes" and talk.by_own_wish and tanaka.disclosures.get().level == "L3"
    assert "すでに進んでいます" in text_of(browser.get(f"/openings/{opening.number}"))


@pytest.mark.parametrize("state", ["registered", "interviewing", "paused"])
def test_before_the_acceptance_an_interest_is_kept_for_the_coordinator_and_no_form_leads_nowhere(world, state):
    opening, sagara = world.opening(), world.physician(state=state)
    path, browser = f"/openings/{opening.number}", world.signed_in(sagara)
    before = text_of(browser.get(path))
    assert "担当者が先生のご希望をうかがったあとです" in before and "見せてよい範囲" not in before
    for _ in range(2):  # pressed twice
        assert browser.post(f"{path}/ask")["Location"] == f"{path}#ask"
    after = text_of(browser.get(path))
    assert "お申し出を承りました" in after and "担当者から話を聞きたい" not in after and "受理" not in after
    assert not Candidacy.objects.exists() and not sagara.disclosures.exists()
    assert interests_of(sagara) == [f"募集{opening.number}の話を聞いてみたい、とのお申し出"]
    told = Notice.objects.get(kind="E49m", recipient=sagara.coordinator)
    assert opening.number in told.body
    assert opening.number in text_of(world.signed_in(world.ms_miura).get(f"/desk/doctors/{sagara.number}"))
    other = world.opening()
    assert "担当者から話を聞きたい" in text_of(browser.get(f"/openings/{other.number}"))


def test_before_the_acceptance_nothing_is_kept_of_an_institution_that_the_shield_covers(world):
    sagara = world.physician(state="interviewing", shields="青葉会")
    opening = world.opening(world.institution("青葉会 東病院", corporation="青葉会"))
    world.signed_in(sagara).post(f"/openings/{opening.number}/ask")
    assert not interests_of(sagara) and not Notice.objects.filter(kind="E49m").exists()


def test_asking_twice_is_refused_in_words_and_stands_once(world):
    opening, tanaka = world.opening(), world.physician()
    browser = world.signed_in(tanaka)
    browser.post(f"/openings/{opening.number}/ask", {"level": "L1"})
    browser.post(f"/openings/{opening.number}/ask", {"level": "L3"})
    assert Candidacy.objects.count() == 1 and tanaka.disclosures.get(withdrawn_at=None).level == "L1"


def test_a_level_must_be_chosen(world):
    opening, tanaka = world.opening(), world.physician()
    response = world.signed_in(tanaka).post(f"/openings/{opening.number}/ask", {})
    assert "見せてよい範囲をお選びください" in text_of(response) and not Candidacy.objects.exists()


def test_a_physician_who_hides_from_a_corporation_is_reminded_and_nothing_is_disclosed(world):
    tanaka = world.physician(works_at="青葉会 中央病院", shields="青葉会")
    opening = world.opening(world.institution("青葉会 東病院", corporation="青葉会"))
    response = world.signed_in(tanaka).post(f"/openings/{opening.number}/ask", {"level": "L3"})
    assert "お申し出はお受けしていません" in text_of(response)
    assert not Candidacy.objects.exists() and not tanaka.disclosures.exists()


def test_only_physicians_ask(world, client):
    opening = world.opening()
    assert client.post(f"/openings/{opening.number}/ask", {"level": "L3"})["Location"].startswith("/login")
    assert world.signed_in(world.ms_miura).post(f"/openings/{opening.number}/ask", {"level": "L3"}).status_code == 403
    browser = world.signed_in(world.physician())
    assert browser.get(f"/openings/{opening.number}/ask")["Location"] == f"/openings/{opening.number}"
