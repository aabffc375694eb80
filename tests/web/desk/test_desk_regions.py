"""/desk/regions and /research/regions: bands and how to read them; nothing of anybody."""

import re

import pytest
from django.urls import reverse

from engine.test_engine_what_if import KEY, crowd
from engine.world import market, opening
from enishi.engine import what_if_region
from enishi.matching.models import MatchRun, RegionAnswer, RunKind


@pytest.fixture
def iwate(db):
    """A night's answer for Iwate: forty who want no night duty, and one opening that requires it beside one that does not."""
    world = market(crowd(40, night_duty=0), [opening("K-1", night_duty=2), opening("K-2", night_duty=2)])
    run = MatchRun.objects.create(kind=RunKind.WHOLE, weights_version="1")
    bands = what_if_region(world, "岩手県", key=KEY)
    return RegionAnswer.objects.create(run=run, area="03", n_openings=bands.n_openings, answer=bands.to_dict())


def test_the_desk_sees_which_change_by_all_openings_leads_to_another_band(desk, words, iwate):
    page = desk.get(reverse("desk_region", args=["03"]))
    text = words(page)
    (line,) = page.context["telling"]
    assert line.phrase == "当直を必須にしない" and line.physicians == "20〜49名ほど"
    assert "公開中の募集2件" in text and "いま、合う募集のある先生少数" in text
    assert "報酬を1割上げる" in page.context["others"]
    assert not re.search(r"(?<![0-9])[1-4]名(?!まで)", text), "fewer than five are never told"


def test_the_list_links_to_regions_with_openings_in_either_room(world, desk, words, iwate):
    RegionAnswer.objects.create(run=iwate.run, area="13", n_openings=0, answer=iwate.answer)
    researcher = world.signed_in(world.researcher())
    for browser, listed, one in (
        (desk, "desk_regions", "desk_region"),
        (researcher, "research_regions", "research_region"),
    ):
        page = browser.get(reverse(listed))
        assert reverse(one, args=["03"]) in page.content.decode() and "東京都" not in words(page)
        assert "20〜49名ほど" in words(browser.get(reverse(one, args=["03"])))  # newly
    assert "公開中の募集がありませんでした" in words(desk.get(reverse("desk_region", args=["13"])))


def test_before_the_first_night_the_pages_say_when_to_come_back_and_no_region_is_invented(world, desk, words):
    assert "翌朝" in words(desk.get(reverse("desk_regions")))
    assert "翌朝" in words(desk.get(reverse("desk_region", args=["03"])))
    for unknown in ("48", "3", "岩手県", "everything"):
        assert desk.get(reverse("desk_region", args=[unknown])).status_code == 404


def test_an_opening_leads_to_its_region(world, desk):
    found = world.opening(world.institution(place="久慈市"))
    page = desk.get(reverse("desk_opening_match", args=[found.number])).content.decode()
    assert reverse("desk_region", args=["03"]) in page
