"""The operator's short host: leaflets of many years keep working, and new ones are printed so where the operator says it leads here."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client

from enishi.outreach.actions import add_society, open_campaign
from enishi.outreach.kit.build import invitation_of
from enishi.outreach.kit.texts import bare
from enishi.outreach.links import short_link
from enishi.web.registration.short_host import ShortHost, door_of
from web.registration.test_doorstep import answer_to, asked


async def inside(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"inside"})


def answer(**given):
    with ThreadPoolExecutor(1) as outside:
        return outside.submit(asyncio.run, answer_to(ShortHost(inside), asked(**given))).result()


@pytest.fixture
def network(settings):
    settings.PROFILE, settings.BASE_URL = "md2", "https://enishi.example.jp"
    return settings


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/jams_1", "/s/jams_1"), ("/JAMS_1/", "/s/jams_1"), ("/", "/"), ("//evil.example", "/evil.example"),
        ("/about/fees", "/about/fees"), ("/a\r\nX: y", "/a%0D%0AX%3A%20y"), ("/医師", "/%E5%8C%BB%E5%B8%AB"),
    ],
)  # fmt: skip
def test_what_comes_to_the_short_host_is_sent_to_the_same_door(network, path, leads_to):
    for host in ("s.md2-rm.org", "S.MD2-RM.ORG:443"):
        status, headers, body = answer(path=path, host=host)
        assert (status, headers["location"], body) == (302, f"https://enishi.example.jp{leads_to}", "")


def test_every_other_host_is_let_through(network):
    for host in ("enishi.example.jp", "s.md2-rm.org.evil.example", "", None):
        assert answer(path="/jams_1", host=host)[2] == "inside"
    network.BASE_URL = "https://s.md2-rm.org"  # one name for all: nothing is sent anywhere
    assert answer(path="/jams_1", host="s.md2-rm.org")[2] == "inside"
    network.PROFILE = "sample"
    assert answer(path="/jams_1", host="s.md2-rm.org")[2] == "inside"


@pytest.mark.django_db
def test_links_are_printed_on_the_short_host_only_where_the_operator_says_that_it_leads_here(network, world):
    society = add_society(name="日本こもれび学会", by=world.outreach())
    campaign = open_campaign(society=society, code="jams_1", occasion="会報", by=world.outreach())
    office = world.signed_in(world.outreach())
    for on, link in ((False, "https://enishi.example.jp/s/jams_1"), (True, "https://s.md2-rm.org/jams_1")):
        network.SHORT_LINKS = on
        assert invitation_of(campaign).link == link
        assert bare(link).replace("/jams_1", "<wbr>/jams_1") in office.get("/ops/campaigns").content.decode()
        assert bare(short_link("gakkai_1")) in Client().get("/societies").content.decode()
    assert door_of("/" + bare(invitation_of(campaign).link).partition("/")[2]) == "https://enishi.example.jp/s/jams_1"
