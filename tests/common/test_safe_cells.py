"""Tables of people: nothing small is shown, and nothing hidden follows from what is shown."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from enishi.common.safe_cells import Column, kept_still, safe_column, safe_count
from enishi.engine.bands import FEWEST

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), max_size=8)


@given(COUNTS, st.sets(st.sampled_from("abcdefgh")))
def test_no_small_number_is_shown_and_what_is_hidden_is_two_cells_or_more_with_five_people_or_more(counts, before):
    column = safe_column(counts, once_hidden=before)
    shown = {key: count for key, count in column.cells.items() if count is not None}
    hidden = column.cells.keys() - shown.keys()
    assert column.cells.keys() == counts.keys()
    assert all(count >= FEWEST and count == counts[key] for key, count in shown.items())
    if column.total is None:
        assert not shown and sum(counts.values()) < FEWEST
        return
    assert column.total == sum(counts.values())
    rest = column.total - sum(shown.values())
    assert not hidden or (len(hidden) >= 2 and rest >= FEWEST)


@given(COUNTS, st.sets(st.sampled_from("abcdefgh")))
def test_no_more_is_hidden_than_must_be(counts, before):
    column = safe_column(counts, once_hidden=before)
    extra = [key for key, count in column.cells.items() if count is None and counts[key] >= FEWEST]
    assert len(extra) <= 2 or column.total is None


@given(st.lists(COUNTS, min_size=2, max_size=6))
def test_of_two_editions_no_number_differs_by_fewer_than_five(months):
    published: list[Column] = []
    for counts in months:
        hidden = {key for key, count in published[-1].cells.items() if count is None} if published else set()
        column = safe_column(counts, once_hidden=hidden)
        published.append(kept_still(column, published[-1]) if published else column)
    for earlier, later in pairwise(published):
        pairs = [(earlier.cells.get(key), count) for key, count in later.cells.items()]
        for one, other in [*pairs, (earlier.total, later.total)]:
            assert one is None or other is None or one == other or abs(one - other) >= FEWEST


def test_the_cell_that_was_hidden_for_the_sake_of_another_stays_the_one():
    """Were 仙台 hidden in one month and 盛岡 in the next, each month's open number would tell the hidden one beside it."""
    first = safe_column({"久慈": 2, "盛岡": 9, "仙台": 10})
    assert first.cells == {"久慈": None, "盛岡": None, "仙台": 10}
    second = safe_column({"久慈": 2, "盛岡": 14, "仙台": 10}, once_hidden={"久慈", "盛岡"})
    assert second.cells == {"久慈": None, "盛岡": None, "仙台": 10}


def test_a_number_that_stands_alone_is_hidden_from_one_to_four():
    assert [safe_count(n) for n in (0, 1, 4, 5)] == [0, None, None, 5]
