"""The measure behind 「自分の診療科が最も足りない町」."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from enishi.openings.need import Need, Posts, by_need, shade_lines, shade_of

needs = st.lists(
    st.builds(
        Need,
        code=st.integers(100, 9999).map(lambda n: f"{n:04d}"),
        posts=st.builds(Posts, st.integers(0, 5), st.integers(0, 9)),
        physicians=st.none() | st.integers(0, 5000),
        index=st.integers(800, 8000).map(lambda n: Decimal(n) / 10),
    ),
    max_size=30,
)


@given(needs)
def test_greater_need_never_stands_behind_lesser_and_nobody_without_a_seat_stands_at_all(rows):
    ordered = by_need(rows)
    assert all(row.posts.seats > 0 for row in ordered)
    assert len(ordered) == sum(row.posts.seats > 0 for row in rows)
    known = [row.per_hundred for row in ordered if row.per_hundred is not None]
    assert known == sorted(known, reverse=True)
    assert all(row.per_hundred is None for row in ordered[len(known) :])


def test_the_same_need_puts_the_lower_index_first():
    low, high = (Need(code, Posts(1, 1), 100, Decimal(index)) for code, index in (("0202", 150), ("0101", 200)))
    assert by_need([high, low]) == [low, high]


@given(st.lists(st.floats(0, 20), max_size=47))
def test_every_value_above_nothing_has_a_shade_and_more_is_never_paler(values):
    lines = shade_lines(values)
    assert len(lines) <= 4 and lines == sorted(lines, reverse=True)
    shades = {value: shade_of(value, lines) for value in values}
    assert all((shades[v] == 0) == (v <= 0) for v in values)
    above = sorted((v for v in values if v > 0), reverse=True)
    assert [shades[v] for v in above] == sorted(shades[v] for v in above)
