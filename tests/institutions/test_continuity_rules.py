"""診療継続リスク帳: which services end when. Pure."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from enishi.institutions.continuity_rules import Post, lines, wanted_within, years_from

TODAY = date(2026, 11, 25)
YEARS = years_from(TODAY)
POSTS = st.lists(
    st.builds(
        Post,
        label=st.just("医師"),
        services=st.lists(st.sampled_from(["内科", "外科", "小児科"]), min_size=1, unique=True).map(tuple),
        until=st.none() | st.dates(date(2026, 1, 1), date(2045, 1, 1)),
    ),
    max_size=8,
)


def test_who_ends_in_march_is_gone_with_the_new_fiscal_year_and_who_ends_in_april_is_not():
    assert YEARS[0] == 2026 and len(YEARS) == 10
    march, april = Post("院長", ("内科",), until=date(2028, 3, 1)), Post("副院長", ("内科",), until=date(2029, 4, 1))
    (line,) = lines([march, april], YEARS)
    assert line.counts[:5] == (2, 2, 1, 1, 0)
    assert (line.falls_in, line.ends_in, line.unplanned) == (2028, 2030, 0)
    assert wanted_within([line], TODAY) == [line] and wanted_within([line], TODAY, years=1) == []


def test_who_has_no_planned_end_stays_and_is_counted_as_such():
    (line,) = lines([Post("内科", ("内科",))], YEARS)
    assert line.counts == (1,) * 10 and line.unplanned == 1 and line.ends_in is None


@given(POSTS)
def test_nobody_is_lost_or_found(posts):
    found = lines(posts, YEARS)
    assert sum(line.counts[0] for line in found) == sum(len(p.services) for p in posts if p.works_in(YEARS[0]))
    for line in found:
        assert list(line.counts) == sorted(line.counts, reverse=True), "nobody comes back"
        assert (line.ends_in is None) == (line.counts[-1] > 0)
    order = [line.ends_in or 9999 for line in found]
    assert order == sorted(order)
