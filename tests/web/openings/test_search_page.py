"""The search as a visitor meets it: one address a state, words for every filter, ways out of an empty list, nothing hidden shown."""

import json
import re
from xml.etree import ElementTree

import pytest

from enishi.accounts.roles import Role
from enishi.institutions.actions import MACHINE as INSTITUTIONS
from enishi.openings.actions import close_opening
from web.institution.clinic import text_of


def test_a_form_as_a_browser_sends_it_leads_to_the_one_address_of_the_search(world, client):
    world.opening()
    sent = "/openings?specialty=&prefecture=03&area=&municipality=&days_max=2&night=none&call=none&q=&within=&sort="
    assert client.get(sent)["Location"] == "/openings?prefecture=03&days_max=2"
    assert client.get("/openings?near=028-0051&sort=near")["Location"] == "/openings?near=03207&sort=near"


def test_a_name_typed_as_a_start_stands_in_the_address_as_a_code_and_on_the_card_as_an_estimate(world, client):
    world.opening(world.institution(place="釜石市"))
    page = client.get("/openings?near=久慈市&sort=near", follow=True)
    words = text_of(page)
    assert "岩手県久慈市に近い順です" in words and re.search(r"久慈市から車で約[0-9]+時間", words) and "目安" in words


def test_the_duties_of_the_night_are_said_and_widened_by_one_tap(world, client):
    world.opening(night_duty="required", conditions={"night_duty_permission": "all"})
    words, html = text_of(client.get("/openings")), client.get("/openings").content.decode()
    assert "当直なし" in words and "夜間の呼び出しなし" in words and "（+1件）" in words
    assert 'href="/openings?night=required"' in html


def test_an_empty_list_says_which_condition_to_let_go_and_how_many_there_are_then(world, client):
    world.opening(days=3, daily_pay_yen=80_000)
    page = client.get("/openings?days_max=1&daily_pay=5")
    assert "「週1日まで」を外すと 1件" in text_of(page)
    assert 'href="/openings?daily_pay=5"' in page.content.decode()


def test_numbers_stand_beside_prefectures_and_below_a_prefecture_its_areas_and_towns(world, client):
    world.opening()
    page = client.get("/openings?prefecture=03")
    html = page.content.decode()
    assert "岩手県（1）" in html and "青森県（0）" in html
    assert re.search(r'<option value="03207">久慈市（1）', html) and re.search(
        r'<option value="03\d\d">久慈（1）', html
    )
    assert "医療圏</label>" not in client.get("/openings").content.decode()


def test_what_cannot_be_read_is_said_in_red_and_everything_else_holds(world, client):
    world.opening()
    page = client.get("/openings?prefecture=99&days_max=7&near=ほげ町&sort=near")
    words = text_of(page)
    assert page.status_code == 200 and "＊お選びの場所「99」は見当たりませんでした" in words
    assert "「ほげ町」という市区町村が見つかりませんでした" in words and "週7日まで" in words
    assert 'value="ほげ町"' in page.content.decode(), "what was typed stays"


@pytest.mark.parametrize(
    ("address", "indexed"),
    [
        ("/openings", True),
        ("/openings?prefecture=03", True),
        ("/openings?specialty=cardiology", True),
        ("/openings?prefecture=03&days_max=2", False),
        ("/openings?night=required", False),
    ],
)
def test_search_engines_keep_the_lists_of_a_department_or_a_prefecture_only(world, client, address, indexed):
    html = client.get(address).content.decode()
    assert ('name="robots" content="noindex' not in html) == indexed
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{address.replace("&", "&amp;")}"' in html


def hidden_openings(world):
    """One for each way of not being public."""
    suspended = world.opening()
    INSTITUTIONS.perform(suspended.institution, "I3", by=world.ms_miura, reason="確認中")
    closed = world.opening()
    close_opening(opening=closed, by=world.actor(closed.institution), close_reason="filled")
    return [suspended, closed, world.opening(state="draft"), world.opening(confirmed_days_ago=46)]


def test_what_is_not_public_is_in_no_list_count_feed_map_comparison_page_or_print(world, client):
    hidden, shown = hidden_openings(world), world.opening()
    everywhere = [
        "/openings?night=required&call=required",
        "/openings?prefecture=03",
        "/feeds/openings.xml",
        "/sitemap.xml",
    ]
    for address in everywhere:
        text = client.get(address).content.decode()
        assert shown.number in text, address
        assert not any(opening.number in text or opening.institution.name in text for opening in hidden), address
    assert client.get("/openings").context["count"] == 1
    for opening in hidden:
        assert client.get(f"/openings/{opening.number}").status_code == 404
        assert client.get(f"/openings/{opening.number}/print").status_code == 404
        compared = client.get(f"/openings/compare?no={shown.number}&no={opening.number}")
        assert f"{opening.number} は、いま公開されていません" in text_of(compared)
        assert opening.institution.name not in text_of(compared)
        nothing = text_of(client.get("/openings/compare?no=O-2026-9999"))
        assert "O-2026-9999 は、いま公開されていません" in nothing, "the same words as for one that never was"


def test_three_openings_stand_side_by_side_and_what_differs_is_said_in_words(world, client):
    numbers = [world.opening(days=days).number for days in (1, 2, 3, 4)]
    page = client.get("/openings/compare?" + "&".join(f"no={number}" for number in numbers))
    words = text_of(page)
    assert "一度に比べられるのは3件までです" in words
    assert [shown.number for shown in page.context["comparison"].pages] == numbers[:3]
    assert page.context["comparison"].differing >= 1 and "違います" in words
    same = client.get(f"/openings/compare?no={numbers[0]}&no={numbers[0]}")
    assert len(same.context["comparison"].pages) == 1
    assert f'href="/openings?compare={numbers[0]}"' in same.content.decode()
    assert f'name="no" value="{numbers[0]}"' in client.get(f"/openings?compare={numbers[0]}").content.decode()


def test_the_posting_for_search_engines_holds_public_facts_and_the_day_it_ends(world, client):
    opening = world.opening(world.institution(address="岩手県久慈市</script>1-1"))
    html = client.get(f"/openings/{opening.number}").content.decode()
    found = re.search(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', html, re.S)
    posting = json.loads(found[1])
    assert posting["@type"] == "JobPosting" and posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "unitText": "DAY",
        "value": 90_000,
    }
    assert posting["employmentType"] == ["PART_TIME"] and posting["validThrough"] > posting["datePosted"]
    assert posting["jobLocation"]["address"]["streetAddress"] == "岩手県久慈市</script>1-1"
    for secret in (opening.institution.phone, opening.institution.contact_name or "連絡担当者"):
        assert secret not in found[1]


def test_the_opening_is_printed_with_its_number_and_the_way_back(world, client):
    opening = world.opening()
    response = client.get(f"/openings/{opening.number}/print")
    assert response["Content-Type"] == "application/pdf" and response.content.startswith(b"%PDF")


def test_the_feed_is_well_formed_and_newest_first(world, client):
    older, newer = world.opening(confirmed_days_ago=3), world.opening(world.institution("青葉 & 若葉医院"))
    items = ElementTree.fromstring(client.get("/feeds/openings.xml").content).findall("channel/item")
    assert [item.find("link").text.rpartition("/")[2] for item in items] == [newer.number, older.number]


def test_search_engines_are_asked_to_leave_a_sample_alone(client):
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


def test_the_map_of_the_site_holds_addresses_that_answer_and_robots_keep_out_of_rooms(world, client, settings):
    settings.PROFILE = "md2"
    opening = world.opening()
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    places = [node.text for node in root.iter() if node.tag.endswith("loc")]
    assert f"http://127.0.0.1:8000/openings/{opening.number}" in places and len(places) == len(set(places))
    for place in places:
        assert client.get(place.removeprefix("http://127.0.0.1:8000")).status_code == 200, place
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /my\n" in robots and "Sitemap: http://127.0.0.1:8000/sitemap.xml" in robots


def test_a_visitor_who_wants_to_hear_more_takes_the_number_along_to_the_registration(world, client):
    opening = world.opening()
    assert f'href="/register?opening={opening.number}"' in client.get(f"/openings/{opening.number}").content.decode()


def test_a_physician_sees_who_is_shielded_and_is_not_asked_to_talk_there(world):
    tanaka = world.physician(shields="青葉会")
    opening = world.opening(world.institution("青葉会 東病院", corporation="青葉会"))
    browser = world.signed_in(tanaka)
    assert "伏せる相手です" in text_of(browser.get("/openings"))
    page = browser.get(f"/openings/{opening.number}")
    assert "伏せる相手です" in text_of(page) and "話を聞いてみたい" not in text_of(page)
    other = world.signed_in(world.physician())
    assert "伏せる相手です" not in text_of(other.get("/openings"))


def test_only_physicians_are_offered_to_keep_a_search(world, client):
    world.opening()
    address = "/openings?prefecture=03"
    assert "この条件を保存する" not in text_of(client.get(address))
    assert "この条件を保存する" not in text_of(world.signed_in(world.staff(Role.COORDINATOR)).get(address))
    browser = world.signed_in(world.physician())
    assert 'href="/my/searches?prefecture=03"' in browser.get(address).content.decode()
    assert "この条件を保存する" not in text_of(browser.get("/openings"))
