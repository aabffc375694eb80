"""A career in sentences: with employers for those who may know the name, without anything that points at a person before."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from enishi.physicians.career_words import Post, anonymous_lines, full_line, length_words
from enishi.physicians.enums import Position

POST = Post(date(1988, 4, 1), date(2003, 3, 1), "青浜中央病院", Position.HEAD, "循環器内科")


def test_a_post_reads_as_one_line():
    assert full_line(POST) == "1988年4月〜2003年3月　青浜中央病院　部長・診療科長（循環器内科）"


def test_the_anonymous_lines_add_up_each_rank_and_round():
    again = Post(date(2003, 4, 1), None, "別の病院", Position.HEAD)
    owner = Post(date(2010, 4, 1), date(2012, 4, 1), "自院", Position.OWNER)
    assert anonymous_lines([POST, again, owner], date(2026, 11, 1)) == [
        "部長・診療科長　およそ40年",
        "開業・経営　およそ2年",
    ]


@given(
    st.lists(
        st.builds(
            Post,
            st.dates(date(1950, 1, 1), date(2020, 1, 1)),
            st.none() | st.dates(date(2020, 1, 2), date(2026, 1, 1)),
            st.text("青浜会病院第", min_size=3, max_size=9),
            st.sampled_from(Position),
            st.text("ことば科", min_size=3, max_size=9),
        )
    )
)
def test_no_employer_no_year_and_no_word_of_ones_own_is_ever_in_the_anonymous_lines(posts):
    ranks = {rank.label for rank in Position}
    for line in anonymous_lines(posts, date(2026, 11, 1)):
        rank, _, length = line.partition("　")
        assert rank in ranks
        assert length == "1年未満" or (length.startswith("およそ") and int(length[3:-1]) <= 80)


def test_lengths_are_whole_years_and_from_ten_on_steps_of_five():
    assert [length_words(m) for m in (3, 12, 30, 113, 130, 455)] == [
        "1年未満", "およそ1年", "およそ2年", "およそ9年", "およそ10年", "およそ40年",
    ]  # fmt: skip
