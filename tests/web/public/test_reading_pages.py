"""Pages to read: complete in both profiles, silent where a fact is missing, true to what the core does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client

from enishi.common.clock import ago, today
from enishi.common.japanese.date_display import western_with_era
from enishi.common.profile import FeeLine, RefundLine, load_profile
from enishi.engine.scores import FEATURES
from enishi.office.results import fiscal_year, published_results
from enishi.web.public import texts
from enishi.web.public.ranking import features
from web.look.pages import words

PAGES = (
    "/", "/about", "/about/supporters", "/about/how-it-works", "/about/fees", "/about/neutrality", "/doctors",
    "/institutions", "/societies", "/stories", "/stories/relay", "/faq", "/glossary", "/contact", "/callback",
    "/legal/placement", "/legal/privacy", "/legal/terms", "/legal/complaints", "/accessibility",
)  # fmt: skip


def page(path, client=None):
    response = (client or Client()).get(path)
    assert response.status_code == 200, path
    return words(response.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("profile", ["sample", "md2"])
def test_every_page_reads_well_in_both_profiles_and_leaves_out_what_is_not_known(settings, profile):
    settings.PROFILE = profile
    known = load_profile(profile)
    for path in PAGES:
        shown = page(path)
        assert "未設定" not in shown and "None" not in shown, path
        assert known.phone in shown and ("見本" in shown or not known.sample), path
    placement = page("/legal/placement")
    assert known.licence in placement and "実績" in placement
    for label, value in (
        ("許可年月日", known.licensed),
        ("返戻金の制度", known.refunds),
    ):
        assert bool(value) == (label in placement), label
    messages = page("/about/supporters")
    assert bool(known.messages) == ("団体からのことば" in messages)
    assert all(supporter in messages for supporter in known.supporters)


@pytest.mark.django_db
def test_everything_is_found_within_two_taps_of_the_top_page():
    client = Client()
    reached = set(_links(client.get("/").content.decode()))
    for path in list(reached):
        if path.startswith(("/about", "/doctors", "/stories", "/regions", "/faq")):
            reached |= set(_links(client.get(path).content.decode()))
    missing = {*PAGES, "/regions", "/openings/find-need", "/openings"} - reached
    assert not missing


def _links(html):
    return [part.split('"')[0] for part in html.split('href="')[1:]]


def test_each_way_of_working_has_its_story_with_what_was_hard():
    told = texts.stories()
    assert len({s.slug for s in told}) == len(told) >= 9
    assert {s.teller for s in told} == {texts.DOCTOR, texts.HOSPITAL, texts.FAMILY}
    assert all(s.hard and s.text for s in told)


@pytest.mark.django_db
def test_a_story_is_marked_as_made_up_and_an_unknown_one_does_not_exist(settings):
    settings.PROFILE = "md2"  # where no strip 見本 stands on the page
    shown = page("/stories/relay")
    assert "見本" in shown and "実在しません" in shown and "難しかったこと" in shown
    assert Client().get("/stories/no-such-story").status_code == 404


def test_the_questions_are_many_grouped_and_each_has_an_address():
    groups = texts.questions("1営業日以内")
    every = [question for group in groups for question in group.questions]
    assert len(every) >= 20 and len(groups) >= 5
    assert len({q.id for q in every} | {g.id for g in groups}) == len(every) + len(groups)


def test_a_promise_of_an_answer_is_told_only_where_the_operator_makes_one():
    told, untold = (
        "".join(line for group in texts.questions(within) for question in group.questions for line in question.a)
        for within in ("2営業日以内", "")
    )
    assert "最初のご連絡は、2営業日以内にいたします" in told
    assert "最初のご連絡は、できるだけ早くいたします" in untold and "{" not in told + untold


def test_words_stand_in_the_order_of_their_readings_in_hiragana():
    kana = [term.reading for term in texts.terms()]
    assert kana == sorted(kana) and all("ぁ" <= c <= "ゖ" or c in "ー・" for text in kana for c in text)
    assert all(term.pairs for term in texts.terms())


def test_a_text_without_an_answer_is_a_fault():
    with pytest.raises(texts.TextFault, match="none empty"):
        texts._built(texts.Question, {"id": "x", "q": "", "a": ["はい"]})
    with pytest.raises(texts.TextFault):
        texts._built(texts.Question, {"id": "x", "q": "何か"})


def test_the_published_weights_are_those_of_the_core_and_no_age_sex_or_fee_is_among_them():
    rows = features()
    assert len(rows) == len(FEATURES)
    assert sum(row.for_physician for row in rows) == sum(row.for_institution for row in rows) == 100
    assert not any(name in feature.name for feature in FEATURES for name in ("age", "sex", "fee"))


@pytest.mark.django_db
def test_the_public_page_of_ranking_shows_every_weight():
    shown = page("/about/neutrality")
    assert all(row.word in shown for row in features()) and "手数料" in shown and "年齢" in shown


@pytest.mark.django_db
def test_the_top_page_shows_the_openings_confirmed_last_and_says_how_many_there_are(world):
    with ago(timedelta(days=20)):
        old = world.institution("昔の病院")
        world.opening(old)
    for n in range(3):
        world.opening(world.institution(f"今日の病院{n}"))
    shown = page("/")
    assert "募集をすべて見る（4件）" in shown and "今日の病院2" in shown and "昔の病院" not in shown
    assert "お気軽にご相談ください" in shown


@pytest.mark.django_db
def test_results_of_a_year_without_a_placement_are_shown_as_nought():
    this = fiscal_year(date(2026, 11, 25))
    rows = published_results(date(2026, 11, 25))
    assert [(r.year, r.placed, r.left) for r in rows] == [(this, 0, 0)]
    assert f"{fiscal_year(date.today())}年度（今日まで）0人" in page("/legal/placement")


@pytest.mark.django_db
def test_results_are_counted_from_the_placements_of_the_year(world):
    world.candidacy("working")
    row = published_results(date.today())[0]
    assert row.placed == 1 and row.indefinite + 1 >= row.left + row.unknown + row.not_yet
    assert "1人" in page("/legal/placement")


def test_fiscal_years_begin_in_april():
    assert fiscal_year(date(2026, 3, 31)) == 2025 and fiscal_year(date(2026, 4, 1)) == 2026


def test_the_settings_know_how_often_a_call_or_a_registration_may_be_asked_for():
    limits = settings.ACCOUNT_RATE_LIMITS
    assert (limits["callback"], limits["registration"]) == ("10/h/ip", "30/h/ip")


@pytest.mark.django_db
def test_a_fee_table_filed_anew_is_shown_beside_todays_with_its_days_and_one_that_is_over_no_more(monkeypatch):
    filed = {"over": -30, "now": -29, "new": 60}
    first = {key: today() + timedelta(days=days) for key, days in filed.items()}
    last = {key: (first[key] + timedelta(days=days)).isoformat() for key, days in (("over", 0), ("now", 88))}
    profile = replace(
        load_profile("sample"),
        fees=(
            FeeLine("常勤", "10%", until=last["over"]),
            FeeLine("常勤", "0円（無料）", since=first["now"].isoformat(), until=last["now"]),
            FeeLine("常勤", "15%", since=first["new"].isoformat()),
        ),
        refunds=(RefundLine("一年以内", "一割", until=last["over"]), RefundLine("一年以内", "三割")),
    )
    monkeypatch.setattr("enishi.web.context.load_profile", lambda _: profile)
    for path in ("/about/fees", "/legal/placement"):
        shown = page(path)
        assert f"15%{western_with_era(first['new'])}から" in shown and "0円（無料）" in shown
        assert "10%" not in shown and "一割" not in shown and "三割" in shown
        assert first["new"].isoformat() not in shown


@pytest.mark.django_db
def test_a_free_operator_asks_nobody_for_a_fee_and_says_so(monkeypatch):
    profile = replace(load_profile("sample"), business_kind="free", fees=(), refunds=(), refund_note="")
    monkeypatch.setattr("enishi.web.context.load_profile", lambda _: profile)
    for path in ("/about/fees", "/legal/placement"):
        assert "手数料は、どなたからもいただきません。" in page(path) and "書面でお示しします" not in page(path)
