"""/research/what-if: the formula as published, refusals with reasons, kept once."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.areas.models import MedicalArea
from enishi.research.models import Scenario
from enishi.research.scenarios import parts_of
from enishi.research.what_if import HOURS, Parts, fte_to_reach, labour_weight, with_more
from web.look.pages import words

PARTS = st.builds(Parts, st.floats(100, 800), st.floats(20, 9000), st.floats(10_000, 2_000_000), st.floats(0.7, 1.5))


@given(PARTS, st.floats(0, 50), st.sampled_from(list(HOURS)))
def test_nothing_added_changes_nothing_and_more_moves_as_the_formula_says(parts, fte, kind):
    assert with_more(parts, 0, kind).change == 0
    moved = with_more(parts, fte, kind)
    assert moved.change == pytest.approx(fte * labour_weight(kind) / (parts.population / 1e5 * parts.ratio), abs=1e-6)
    goal = parts.index + 5
    assert with_more(parts, fte_to_reach(parts, goal, kind), kind).after == pytest.approx(goal)


def test_one_man_of_sixty_lifts_kamaishi_by_a_point_and_a_half(world):
    area = MedicalArea.objects.get(name="釜石")
    assert with_more(parts_of(area), 1, "m60").change == pytest.approx(1.5, abs=0.05)
    client = world.signed_in(world.researcher())
    asked = {"what": "area", "area": area.code, "fte": "1", "kind": "m60"}
    text = words(client.get("/research/what-if", asked).content.decode())
    assert "釜石（岩手県）" in text and "＋1.5" in text and "医師少数の線を越えるには" in text
    key = str(uuid.uuid4())
    there = client.post("/research/what-if/keep", {**asked, "key": key})
    assert client.post("/research/what-if/keep", {**asked, "key": key})["Location"] == there["Location"]
    made = Scenario.objects.get()
    assert made.snapshot == "2024-01" and made.title == "釜石（岩手県）に1.0人分"
    assert "＋1.5" in client.get(there["Location"]).content.decode()
    assert client.post("/research/what-if/keep", {**asked, "key": "x"}).status_code == 404


def test_all_openings_filled_moves_the_areas_they_are_in_and_wrong_input_is_told(world):
    opening = world.opening()
    world.candidacy("physician_asked", opening=opening)
    client = world.signed_in(world.researcher())
    text = words(client.get("/research/what-if", {"what": "filled", "kind": "f50"}).content.decode())
    assert "久慈（岩手県）" in text
    for fte in ("", "x", "-1", "nan", "1e9"):
        answer = client.get("/research/what-if", {"what": "area", "area": "0301", "fte": fte}).content.decode()
        assert "＊加わる勤務は" in answer
    assert "＊圏域を" in client.get("/research/what-if", {"what": "area", "area": "9999", "fte": "1"}).content.decode()
