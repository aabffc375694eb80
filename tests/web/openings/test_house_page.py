"""The public page of an institution: only of one the public knows, only what is public, nothing of who looks for work there."""

import json
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from enishi.institutions.actions import MACHINE as INSTITUTIONS
from enishi.openings.actions import close_opening
from enishi.openings.houses import known_to_the_public
from enishi.physicians.actions import add_shield
from enishi.physicians.coverage import coverage_of, shield_of
from enishi.physicians.enums import ShieldKind
from web.institution.clinic import text_of


def address(institution):
    return f"/institutions/{institution.number}"


def test_the_page_shows_facts_openings_freshness_and_the_region_of_the_place(world, client):
    hospital = world.institution("みさき丘病院", beds=96, about="海の見える病院です。", corporation="みさき会")
    opening = world.opening(hospital, portrait={"transfer": "市民病院まで25分", "car": "駐車場あり"})
    world.opening(hospital, state="draft", title="まだ秘密の募集")
    page = client.get(address(hospital))
    words = text_of(page)
    assert "海の見える病院です。" in words and "96床" in words and "みさき会" in words
    assert "公開中の募集は1件です。" in words and "事務長" in words
    assert "市民病院まで25分" in words and "駐車場あり" in words and opening.number in words
    assert "まだうかがっていないこと" in words and "電子カルテ" in words
    assert "まだ秘密の募集" not in words
    html = page.content.decode()
    assert 'href="/regions/03"' in html and re.search(r'href="/regions/03\d\d"', html)


def test_on_its_own_page_the_title_of_each_opening_leads_and_not_the_name_again(world, client):
    hospital = world.institution("みさき記念病院")
    opening = world.opening(hospital, title="海辺の訪問診療")
    page = client.get(f"/institutions/{hospital.number}").content.decode()
    assert f'<a href="/openings/{opening.number}"><span>海辺の訪問診療</span>' in page and "<dt>内容" not in page


def test_search_engines_are_told_what_stands_on_the_page(world, client):
    hospital = world.institution("みさき丘病院", corporation="みさき会", about="</script>海の見える病院")
    world.opening(hospital)
    html = client.get(address(hospital)).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html)[1])
    assert data["@type"] == "Hospital" and data["name"] == "みさき丘病院"
    assert data["parentOrganization"]["name"] == "みさき会" and data["address"]["addressLocality"] == "久慈市"
    assert "telephone" not in data


def test_who_never_had_an_opening_in_public_has_no_page_and_nobody_is_told_that_it_exists(world, client):
    silent, drafting, waiting = world.institution(), world.institution(), world.institution(active=False)
    world.opening(drafting, state="draft")
    refused = [client.get(address(i)) for i in (silent, drafting, waiting)]
    unknown = client.get("/institutions/I-2026-9999")
    assert {r.status_code for r in [*refused, unknown]} == {404}
    assert world.signed_in(drafting).get(address(drafting)).status_code == 404
    assert set(known_to_the_public()) == set()


def test_after_its_last_opening_the_page_stays_and_says_that_there_is_none(world, client):
    hospital = world.institution()
    opening = world.opening(hospital)
    close_opening(opening=opening, by=world.actor(hospital), close_reason="filled")
    words = text_of(client.get(address(hospital)))
    assert "いま公開中の募集はありません。" in words and opening.number not in words


def test_an_opening_nobody_confirmed_for_long_is_not_on_the_page(world, client):
    opening = world.opening(confirmed_days_ago=46)
    assert opening.number not in text_of(client.get(address(opening.institution)))


def test_a_suspended_institution_has_no_page(world, client):
    opening = world.opening()
    INSTITUTIONS.perform(opening.institution, "I3", by=world.ms_miura, reason="確認中")
    assert client.get(address(opening.institution)).status_code == 404


def test_opening_list_and_map_of_the_site_lead_to_the_page(world, client):
    opening, silent = world.opening(), world.institution()
    link = address(opening.institution)
    assert f'href="{link}"' in client.get(f"/openings/{opening.number}").content.decode()
    assert f'href="{link}"' in client.get("/openings").content.decode()
    site = client.get("/sitemap.xml").content.decode()
    assert f"{link}</loc>" in site and silent.number not in site
    assert (
        f'href="{link}"'
        not in world.signed_in(opening.institution).get(f"/inst/openings/{opening.number}").content.decode()
    )


def test_a_physician_who_hides_from_it_reads_the_page_like_everybody_and_is_told_so(world):
    hospital = world.institution("みさき丘病院", corporation="みさき会")
    sister = world.institution("なぎさ病院", corporation="みさき会")
    world.opening(hospital)
    world.opening(sister)
    physician = world.physician(shields="みさき丘病院")
    client = world.signed_in(physician)
    for one in (hospital, sister):
        words = text_of(client.get(address(one)))
        assert "伏せる相手です" in words
    assert "伏せる相手です" not in text_of(client.get(address(world.opening().institution)))


def test_nothing_of_a_running_talk_is_on_the_page_and_it_costs_the_same_however_many_openings(world, client):
    talk = world.candidacy("dialogue")
    hospital = talk.opening.institution
    before = text_of(client.get(address(hospital)))
    with CaptureQueriesContext(connection) as first:
        client.get(address(hospital))
    for _ in range(3):
        world.opening(hospital)
    with CaptureQueriesContext(connection) as second:
        client.get(address(hospital))
    assert len(second) == len(first)
    assert talk.number not in before and talk.physician.number not in before


def test_the_list_of_what_a_shield_covers_names_only_whom_the_public_knows(world):
    shown, silent = world.opening().institution, world.institution()
    physician = world.physician()
    iwate = shown.municipality.prefecture
    add_shield(physician=physician, by=world.actor(physician), kind=ShieldKind.AREA, prefecture=iwate)
    (coverage,) = coverage_of(shield_of(physician))
    assert coverage.names == (shown.name,) and silent.name not in coverage.names
