"""Outlines: what is drawn is what was given, neighbours still touch, nothing is invented."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.areas.outlines import prefecture_rings
from enishi.areas.shapes import area_of_ring, frame_of, middle_of, path_of, simplified

degrees = st.tuples(st.floats(125, 150), st.floats(24, 45))


def test_every_prefecture_has_an_outline_that_holds_its_own_middle_of_japan():
    rings = prefecture_rings()
    assert sorted(rings) == [f"{n:02d}" for n in range(1, 48)]
    assert max(rings, key=lambda code: area_of_ring(rings[code])) == "01"
    x, y = middle_of(rings["03"])
    assert 140.8 < x < 141.8 and 39.2 < y < 40.0, "岩手"


def test_neighbours_still_share_every_point_of_their_border():
    rings = {code: set(ring) for code, ring in prefecture_rings().items()}
    for one, other in (("02", "03"), ("11", "13"), ("20", "21"), ("26", "27")):
        assert len(rings[one] & rings[other]) >= 2, (one, other)
    assert not rings["01"] & rings["02"], "a sea lies between"


@given(st.lists(degrees, min_size=2, max_size=60), st.floats(0, 0.5))
def test_a_simplified_line_keeps_its_ends_and_never_strays_farther_than_allowed(line, tolerance):
    shorter = simplified(line, tolerance)
    assert (shorter[0], shorter[-1]) == (line[0], line[-1])
    for point in line:
        assert min(_from(point, a, b) for a, b in pairwise(shorter)) <= tolerance + 1e-9


def _from(point, one, other):
    px, py = (point[0] - one[0]) * 0.81, point[1] - one[1]
    dx, dy = (other[0] - one[0]) * 0.81, other[1] - one[1]
    length = dx * dx + dy * dy
    along = min(1, max(0, (px * dx + py * dy) / length)) if length else 0
    return math.hypot(px - along * dx, py - along * dy)


@given(st.lists(degrees, min_size=3, max_size=30))
def test_a_drawing_ends_where_its_rounded_steps_lead_and_stays_in_its_frame(ring):
    frame = frame_of([ring], width=700, most_height=800)
    assert frame.width <= 701 and frame.height <= 801
    path = path_of([ring], frame, least=0)
    x, y = (float(v) for v in path[1:].split("l")[0].split())
    steps = [float(v) for v in path.split("l")[1].rstrip("z").split()]
    x, y = x + sum(steps[::2]), y + sum(steps[1::2])
    assert abs(x - frame.x(ring[-1][0])) < 0.06 and abs(y - frame.y(ring[-1][1])) < 0.06


def test_a_map_of_nothing_is_refused_and_specks_are_left_out():
    with pytest.raises(ValueError, match="nothing"):
        frame_of([], width=100, most_height=100)
    island = [(140.0, 40.0), (140.0001, 40.0), (140.0, 40.0001)]
    frame = frame_of([[(139, 39), (141, 39), (141, 41)]], width=100, most_height=100)
    assert path_of([island], frame) == ""
    assert middle_of([(1.0, 2.0), (1.0, 2.0), (1.0, 2.0)]) == (1.0, 2.0)
