"""What a placement changes on the whole: symmetric, nothing within one area, and nobody to be read from it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enishi.research import effect_words, net_effect
from enishi.research.editions import made
from enishi.research.need import LEAST, MOST, Site, relative, weights
from enishi.research.net_effect import ALL_MOVED, NONE_LOST, Sum, by_scheme, effect, span
from research.made_records import EMPLOYMENTS, NEEDS, WEIGHTS, employment, need, records

FTE = st.floats(0, 1)
SITES = st.builds(
    Site, st.floats(100, 800), st.just(255.6), st.sampled_from(["few", "middle", "many"]), st.floats(150, 400), st.booleans()
)  # fmt: skip


@given(FTE, WEIGHTS)
def test_a_move_within_one_area_changes_nothing(fte, weight):
    assert effect(fte, weight, weight, moved=True) == 0


@given(SITES, st.integers(1, 10))
def test_a_placement_from_a_place_to_the_same_is_zero_by_every_scale(site, half_days):
    row = employment(half_days=half_days, to_need=weights(site), from_need=weights(site))
    assert set(by_scheme(row).values()) == {0.0} and span(row) == (0.0, 0.0)


@given(FTE, WEIGHTS, WEIGHTS)
def test_there_and_back_adds_up_to_nothing(fte, one, other):
    assert effect(fte, one, other, moved=True) == pytest.approx(-effect(fte, other, one, moved=True))


@given(FTE, WEIGHTS, WEIGHTS)
def test_who_had_stopped_working_takes_nothing_from_anywhere(fte, one, other):
    assert effect(fte, one, other, moved=False) == pytest.approx(fte * one)


def test_negative_work_is_refused():
    with pytest.raises(ValueError, match="fte"):
        effect(-0.1, 1, 1, moved=True)


@given(NEEDS, NEEDS, st.integers(1, 10), st.booleans())
def test_the_range_of_a_placement_holds_every_scale_and_is_told_in_tenths(to_need, from_need, half_days, moved):
    row = employment(half_days=half_days, moved=moved, to_need=to_need, from_need=from_need)
    low, high = span(row)
    assert all(low - 1e-6 <= value <= high + 1e-6 for value in by_scheme(row).values())
    assert low == round(low, 1) and high == round(high, 1)


@given(SITES)
def test_need_is_larger_where_the_index_is_smaller_and_stays_within_its_bounds(site):
    worse = Site(site.index / 2, site.national, site.area_class, site.prefecture, site.designated)
    assert weights(worse)["index"] >= weights(site)["index"]
    assert all(LEAST <= weight <= MOST for weight in weights(site).values())
    assert weights(site)["designated"] >= weights(site)["index"]
    assert relative(site.national, site.national) == 1


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EMPLOYMENTS)
def test_the_list_of_placements_uses_no_words_whose_number_the_tables_hide(rows):
    tables = made(records(employments=rows))
    shown = {tuple(q): {tuple(v): n for v, n in cells} for q, cells in tables["cubes"]["employments"]}
    found = tables["effects"]["placements"]
    assert len(found) == (len(rows) if len(rows) >= 5 else 0)
    for _, to_class, origin, low, high in found:
        words = [(k, v) for k, v in (("class", to_class), ("origin", origin)) if v is not None]
        assert shown[tuple(k for k, _ in words)][tuple(v for _, v in words)] >= 5
        assert low <= high
    for lines in tables["effects"]["sums"].values():
        for _, _, placements, fte, effects, kept in lines:
            assert (placements is None or placements >= 5) and (
                placements is not None or (fte, effects, kept) == (0, {}, {})
            )


def test_a_line_that_gained_fewer_than_five_stands_still_so_that_months_cannot_be_subtracted():
    rows = [employment(n) for n in range(12)]
    first = net_effect.sum_of("few", "医師少数", rows[:7], 7)
    assert net_effect.sum_of("few", "医師少数", rows[:9], 9, first) == first
    assert net_effect.sum_of("few", "医師少数", rows, 12, first).placements == 12
    assert net_effect.sum_of("few", "医師少数", rows[:3], None, first).placements is None


def test_the_sentence_says_what_the_range_says_and_what_it_does_not():
    row = net_effect.sum_of("all", "すべて", [employment(n) for n in range(6)], 6)
    assert by_scheme(employment(), ALL_MOVED)["index"] == pytest.approx(0.4)
    assert by_scheme(employment(), NONE_LOST)["index"] == pytest.approx(0.6)
    assert effect_words.whole(row) == (
        "採用6件で2.4人分の勤務が加わり、もとの地域の分を差し引くと＋2.4人分です。どの目盛りでも、差し引きはプラスです。"
    )
    unclear = Sum("all", "すべて", 6, 2.4, need(0.0) | {"index": -0.5, "class": 0.3}, {})
    assert "どちらとも言えません" in effect_words.whole(unclear)
    assert "5件になるまで" in effect_words.whole(net_effect.sum_of("all", "すべて", [], None))
