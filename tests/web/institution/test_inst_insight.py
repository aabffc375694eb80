"""/inst/openings/{no}/insight: bands for single changes, three questions a day for a whole corporation, nothing about one doctor."""

import re
from datetime import timedelta

import pytest

from enishi.audit.models import Entry
from enishi.candidacies.actions import decline
from enishi.candidacies.declines import reasons_told
from enishi.candidacies.matching_jobs import run_all
from enishi.common.clock import ago
from enishi.matching import asking, serving
from enishi.matching.models import InsightAnswer
from enishi.openings.actions import revise_opening
from enishi.physicians.actions import add_shield
from factories.together import at_the_same_time
from web.institution.clinic import text_of

MANY = 16


@pytest.fixture
def market(settings, tmp_path, world, clinic):
    """An opening for two days a week, and sixteen physicians who look for three."""
    settings.MARKET_FOLDER = tmp_path / "market"
    serving.forget()
    opening = clinic.opening(days=2, slots=[])
    for _ in range(MANY):
        newcomer(world)
    run_all()
    yield opening
    serving.forget()


def newcomer(world, **given):
    return world.physician(specialties=["内科"], days_min=3, prefectures=[], relocation="yes", **given)


def told(opening):
    """What the page says: every change and its band, and the band of those whom the terms suit already."""
    answer = InsightAnswer.objects.filter(opening=opening).latest("asked_at", "id").answer
    return {e["key"]: e["band"] for e in answer["effects"]} | {"already": answer["already"]["band"]}


def ask(browser, opening):
    return browser.post(f"/inst/openings/{opening.number}/insight", follow=True)


def alter(clinic, opening, days):
    revise_opening(opening=opening, by=clinic.clerk_person, terms={"days": days})


def test_the_change_that_would_bring_physicians_is_told_in_a_band_and_reading_asks_nothing(clinic, market):
    address = f"/inst/openings/{market.number}/insight"
    assert "あと3つ" in text_of(clinic.clerk.get(address)) and not InsightAnswer.objects.exists()
    page = text_of(ask(clinic.approver, market))
    band = re.search(r"(5〜9|10〜19|20〜49)名ほど", page)  # one in four is never counted, so the band is not certain
    assert band and "あと2つ" in page
    assert "16" not in page.replace("2016", "")
    assert Entry.objects.filter(action="ask_insight", object_number=market.number).count() == 1
    ask(clinic.clerk, market)
    assert asking.questions_left(market.institution) == 2, "the same question is free"
    assert clinic.sister.get(address).status_code == 404


def test_two_accounts_of_one_corporation_cannot_carve_one_doctor_out_by_asking_altering_and_asking_again(
    world, clinic, market
):
    """The neighbour's account shares the day's three questions; and whoever hides, or merely says he is a physician, moves nothing."""
    sister = world.opening(world.institution("青浜町立病院", corporation="青浜町"), days=2, slots=[])
    neighbour = world.signed_in(world.actor(sister.institution))
    run_all()
    before = {}
    for days in (2, 3, 4):
        alter(clinic, market, days)
        ask(clinic.clerk, market)
        before[days] = told(market)
    alter(clinic, market, 5)
    assert "同じ法人で1日に3つまで" in text_of(ask(clinic.clerk, market))
    revise_opening(opening=sister, by=world.actor(sister.institution), terms={"days": 5})
    assert "同じ法人で1日に3つまで" in text_of(ask(neighbour, sister))
    target = newcomer(world)
    add_shield(physician=target, by=world.ms_miura, institution=market.institution)
    newcomer(world, licence=False)
    run_all()
    for days in (2, 3, 4):
        alter(clinic, market, days)
        ask(clinic.clerk, market)
        assert told(market) == before[days]
    assert InsightAnswer.objects.values("question").distinct().count() == 3


def test_the_count_of_questions_begins_anew_the_next_day(clinic, market):
    with ago(timedelta(days=1)):
        for days in (2, 3, 4):
            alter(clinic, market, days)
            asking.ask(opening=market, by=clinic.clerk_person)
        assert asking.questions_left(market.institution) == 0
    assert asking.questions_left(market.institution) == 3


def test_of_two_who_ask_at_the_same_moment_with_one_question_left_one_is_answered(
    transactional_db, world, clinic, market
):
    sister = world.opening(world.institution("青浜町立病院", corporation="青浜町"), days=5, slots=[])
    for days in (2, 3):
        alter(clinic, market, days)
        asking.ask(opening=market, by=clinic.clerk_person)
    alter(clinic, market, 4)
    by = world.actor(sister.institution)
    at_the_same_time(
        lambda: asking.ask(opening=market, by=clinic.clerk_person), lambda: asking.ask(opening=sister, by=by)
    )
    assert InsightAnswer.objects.values("question").distinct().count() == 3
    assert asking.questions_left(market.institution) == 0


def test_a_market_that_is_too_small_says_so_and_a_draft_is_not_asked_about(settings, tmp_path, world, clinic):
    settings.MARKET_FOLDER = tmp_path / "market"
    serving.forget()
    opening, draft = clinic.opening(days=2), clinic.opening(state="draft")
    newcomer(world)
    run_all()
    page = text_of(ask(clinic.clerk, opening))
    assert "いまは数をお伝えできません" in page and "お一人もいらっしゃらない" in page
    assert "公開中の募集について" in text_of(ask(clinic.clerk, draft))
    serving.forget()


def test_reasons_are_told_of_many_and_never_of_few_nor_of_those_who_hide(world, clinic):
    opening = clinic.opening()

    def decliners(number, reason):
        found = []
        for _ in range(number):
            physician = world.physician()
            candidacy = world.candidacy("physician_asked", physician=physician, opening=opening)
            decline(candidacy=candidacy, by=world.actor(physician), step_id="T6", reason_code=reason)
            found.append(physician)
        return found

    decliners(4, "pay")
    assert reasons_told(opening.institution) == []
    many = decliners(12, "duty")
    told_now = reasons_told(opening.institution)
    assert [one.reason.value for one in told_now] == ["duty"] and told_now[0].band.rank
    assert "当直・オンコール" in text_of(clinic.clerk.get(f"/inst/openings/{opening.number}/insight"))
    for physician in many:
        add_shield(physician=physician, by=world.ms_miura, institution=opening.institution)
    assert reasons_told(opening.institution) == []
