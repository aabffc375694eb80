"""Links of societies: openings are counted, people are not followed, and small numbers point at nobody."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError, Sum
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.clock import today
from enishi.common.safe_cells import safe_count
from enishi.engine.bands import FEWEST
from enishi.outreach.actions import SLOTS, open_campaign, open_door
from enishi.outreach.bots import is_person
from enishi.outreach.models import Campaign, Society, VisitCount
from enishi.outreach.querysets import campaigns_visible_to, figures
from factories.together import at_the_same_time

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1"


@pytest.fixture
def society(world):
    return world.society_member("日本こもれび学会")


def link(world, code="jams_1", society=None):
    return open_campaign(society=society or Society.objects.get(), code=code, occasion="会報", by=world.outreach())


def visits(campaign: Campaign) -> int:
    return sum(VisitCount.objects.filter(campaign=campaign, day=today()).values_list("count", flat=True))


def test_every_opening_counts_by_the_day(world, society):
    campaign = link(world)
    for _ in range(3):
        open_door(campaign.code, counted=True)
    open_door(campaign.code, counted=False)
    assert visits(campaign) == VisitCount.objects.aggregate(total=Sum("count"))["total"] == 3
    assert all(row.slot < SLOTS for row in VisitCount.objects.all())


def test_a_door_is_what_the_database_says_of_the_link_right_now(world, society):
    campaign = link(world)
    Campaign.objects.update(message="会員の先生へ")
    door = open_door(campaign.code, counted=True)
    assert (door.code, door.society, door.message) == ("jams_1", "日本こもれび学会", "会員の先生へ")
    assert door.paper_code == campaign.paper_code
    assert open_door("no_such_code", counted=True) is None


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Googlebot/2.1",
        "Slackbot-LinkExpanding 1.0",
        "curl/8.5",
        "python-requests/2",
        "Uptime Monitor",
        "HeadlessChrome",
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
        "Go-http-client/2.0",
        "WhatsApp/2.23.20.0",
        "A" * 100_000 + "bot",
    ],
)
def test_programs_that_look_at_links_are_not_people(agent):
    assert is_person({"User-Agent": agent}) == agent.startswith("AAA")  # of endless words only the beginning is read


@pytest.mark.parametrize(
    "agent",
    [
        PHONE,
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
        "Mozilla/5.0 (iPad; CPU OS 16_1 like Mac OS X) AppleWebKit/605.1.15 Safari Line/13.20.0",
        "Mozilla/5.0 (Linux; Android 14; SO-52C) AppleWebKit/537.36 Chrome/129.0 Mobile Safari/537.36 Instagram 300.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    ],
)
def test_what_doctors_read_with_counts_unless_it_only_fetches_ahead(agent):
    assert is_person({"User-Agent": agent, "sec-purpose": ""})
    assert not is_person({"User-Agent": agent, "sec-purpose": "prefetch;prerender"})
    assert not is_person({"User-Agent": agent, "x-moz": "prefetch"})


def test_openings_at_the_same_moment_all_count(real_world):
    real_world.society_member("日本こもれび学会")
    campaign = link(real_world)
    at_the_same_time(*[lambda: open_door(campaign.code, counted=True)] * 8)
    assert visits(campaign) == 8


def test_nothing_about_a_visitor_is_kept():
    assert {f.name for f in VisitCount._meta.concrete_fields} == {"id", "campaign", "day", "slot", "count"}


@pytest.mark.parametrize("code", ["jams_1", "ab", "a" * 32, "2026_spring"])
def test_a_code_that_can_be_printed(world, society, code):
    assert link(world, code).code == code


@pytest.mark.parametrize("code", ["a", "a" * 33, "JAMS_1", "jams-1", "jams 1", "学会"])
def test_a_code_that_cannot(world, society, code):
    with pytest.raises(ValidationError):
        link(world, code)
    with pytest.raises(DatabaseError), transaction.atomic():
        Campaign.objects.bulk_create([Campaign(code=code, society=Society.objects.get(), occasion="会報")])


def test_a_code_is_never_given_out_again(world, society):
    campaign = link(world)
    campaign.closed_on = today()
    campaign.save()
    with pytest.raises(ValidationError):
        link(world)
    open_door(campaign.code, counted=True)
    with pytest.raises(ProtectedError):
        campaign.delete()
    for change in ({"code": "other_1"}, {"paper_code": "AAAAAAAA"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Campaign.objects.update(**change)
    VisitCount.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        campaign.delete()


@given(st.integers(0, 10_000))
def test_a_count_is_hidden_where_it_could_point_at_a_person(count):
    shown = safe_count(count)
    assert (shown is None) == (1 <= count < FEWEST)
    assert shown in (None, count)


def test_a_society_sees_its_own_links_alone(world, society):
    own = link(world)
    stranger = world.society_member("別の学会")
    other = link(world, "other_1", Society.objects.get(name="別の学会"))
    assert list(campaigns_visible_to(society)) == [own]
    assert list(campaigns_visible_to(stranger)) == [other]
    for actor in (None, world.ms_miura, world.researcher(), world.actor(world.physician())):
        assert not campaigns_visible_to(actor).exists()
    assert campaigns_visible_to(world.outreach()).count() == 2


def test_the_database_counts_even_if_nobody_else_does(world, society):
    campaign = link(world)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outreach_visitcount (campaign_id, day, slot, count) VALUES (%s, %s, 0, 7)",
            [campaign.pk, today()],
        )
    open_door(campaign.code, counted=True)
    assert figures(Campaign.objects.all())[0].visits == 8
