"""Links of the network, and what a society sees of its own."""

import pytest
from django.test import Client

from enishi.common.clock import today
from enishi.outreach.actions import open_campaign
from enishi.outreach.funnel import make_funnel
from enishi.outreach.models import Campaign, Society, VisitCount
from web.look.pages import tags, words

BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (iPhone) Safari"}


@pytest.fixture
def linked(world):
    """A society's person and its link jams_1."""
    person = world.society_member("見本学会")
    open_campaign(society=Society.objects.get(name="見本学会"), code="jams_1", occasion="会報", by=world.outreach())
    return person


def page_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return words(response.content.decode())


def test_outreach_makes_a_link_for_a_new_society(world):
    client = world.signed_in(world.outreach())
    given = {
        "society": "",
        "new_society": "見本学会",
        "code": "jams_1",
        "occasion": "2027年1月号の会報",
        "medium": "journal",
        "message": "",
    }
    assert client.post("/ops/campaigns", given).status_code == 302
    campaign = Campaign.objects.get(code="jams_1")
    assert campaign.society.name == "見本学会" and campaign.society.organisation.kind == "society"
    assert "/s/jams_1" in page_of(client, "/ops/campaigns")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("jams_1", "すでに使われたコード"), ("Jams 2", "半角の小文字・数字・下線"), ("a", "半角の小文字・数字・下線")],
)
def test_a_code_used_before_or_of_a_wrong_form_is_refused_in_words_and_what_was_typed_stays(
    world, linked, code, sentence
):
    client = world.signed_in(world.outreach())
    given = {
        "society": "",
        "new_society": "別の学会",
        "code": code,
        "occasion": "総会",
        "medium": "meeting",
        "message": "会員の先生へ",
    }
    response = client.post("/ops/campaigns", given)
    html = response.content.decode()
    assert response.status_code == 200 and sentence in html
    assert "会員の先生へ" in html and tags(html, "input", name="occasion")[0]["value"] == "総会"
    assert not Society.objects.filter(name="別の学会").exists()


def test_a_society_sees_its_own_links_and_never_another_ones(world, linked):
    world.society_member("もう一つの学会")
    other = Society.objects.get(name="もう一つの学会")
    open_campaign(society=other, code="other_1", occasion="総会", by=world.outreach())
    client = world.signed_in(linked)
    page = page_of(client, "/society")
    assert "jams_1" in page and "other_1" not in page
    assert client.get("/ops/campaigns/jams_1/qr.svg").status_code == 200
    assert client.get("/ops/campaigns/other_1/qr.svg").status_code == 404


def test_people_are_those_of_the_last_edition_and_fewer_than_five_are_never_counted_out(world, linked):
    client = world.signed_in(linked)
    for _ in range(5):
        world.physician(campaign_code="jams_1", state="registered")
    assert "非公表" in page_of(client, "/society")  # whoever looks every day must not see who came since yesterday
    make_funnel(today())
    assert "5人" in page_of(client, "/society")


def test_a_society_never_reads_a_name(world, linked):
    physicians = [world.physician(campaign_code="jams_1") for _ in range(6)]
    page = page_of(world.signed_in(linked), "/society")
    for physician in physicians:
        assert physician.number not in page and physician.identity.family_name not in page


def test_people_open_a_link_and_are_counted_machines_are_not(db, linked):
    visitor = Client(**BROWSER)
    for _ in range(3):
        assert visitor.get("/s/jams_1").status_code == 200
    Client(HTTP_USER_AGENT="Googlebot/2.1").get("/s/jams_1")
    Client(HTTP_USER_AGENT="").get("/s/jams_1")
    visitor.head("/s/jams_1")
    assert sum(VisitCount.objects.values_list("count", flat=True)) == 3


def test_the_kept_page_of_a_door_follows_the_database_and_every_visitor_has_a_token_of_his_own(db, linked):
    first, second = Client(**BROWSER, enforce_csrf_checks=True), Client(**BROWSER, enforce_csrf_checks=True)
    pages = [c.get("/s/jams_1").content.decode() for c in (first, second)]
    tokens = [tags(page, "input", name="csrfmiddlewaretoken")[0]["value"] for page in pages]
    assert tokens[0] != tokens[1]
    for visitor, token in ((first, tokens[0]), (second, tokens[1])):
        given = {"csrfmiddlewaretoken": token, "size": "large", "next": "/s/jams_1"}
        assert visitor.post("/settings/letters", given).status_code == 302
    assert 'class="text-large"' in first.get("/s/jams_1").content.decode()
    Campaign.objects.update(message="会員の先生へ、<b>新しい</b>ことば")
    third = Client(**BROWSER).get("/s/jams_1").content.decode()
    assert "会員の先生へ、&lt;b&gt;新しい" in third and 'class="text-standard"' in third


def test_the_qr_code_is_a_drawing_of_exactly_this_link(world, linked, settings):
    settings.BASE_URL = "https://enishi.example.jp"
    response = world.signed_in(world.outreach()).get("/ops/campaigns/jams_1/qr.svg")
    assert response.headers["Content-Type"] == "image/svg+xml"
    import io

    import segno

    again = io.BytesIO()
    link = "https://enishi.example.jp/s/jams_1"
    made = segno.make(link, error="q", micro=False, boost_error=False)
    made.save(again, kind="svg", scale=4, border=4, xmldecl=True, title=link)
    assert response.content == again.getvalue()


def test_a_closed_or_unknown_link_says_so_and_shows_the_way(db):
    response = Client(**BROWSER).get("/s/no_such_code")
    assert response.status_code == 404
    assert "/register" in response.content.decode()


def test_staff_read_what_of_the_operator_is_not_set(world, settings):
    settings.PROFILE = "md2"
    page = page_of(world.signed_in(world.office()), "/ops/profile")
    assert "未設定" in page and "依頼状に名を連ねる方" in page and "03-6675-9919" in page
