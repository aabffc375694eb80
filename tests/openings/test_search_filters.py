"""A state of the search is its URL, and nothing in a URL breaks the search."""

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.japanese.halfdays import CODES
from enishi.engine.schema import WISHES
from enishi.engine.specialties import SPECIALTIES
from enishi.openings.enums import Duty, Employment
from enishi.openings.search.filters import (
    DAYS,
    KEYS,
    MAX_MAN_YEN,
    NOTHING_ASKED,
    ROLES,
    Filters,
    canonical_query,
    folded,
    read_query,
)


def some_of(known, most=3):
    """Some of the words, in their own order."""
    return st.sets(st.sampled_from(list(known)), max_size=most).map(lambda s: tuple(w for w in known if w in s))


def codes(digits):
    return st.sets(st.integers(0, 10**digits - 1).map(lambda n: f"{n:0{digits}}"), max_size=3).map(
        lambda found: tuple(sorted(found))
    )


WORDS = st.lists(st.text("内科あア久慈aZ09", min_size=1, max_size=6).map(folded), max_size=3, unique=True).map(tuple)
FILTERS = st.builds(
    Filters,
    words=WORDS,
    specialties=some_of([s.key for s in SPECIALTIES]),
    prefectures=codes(2),
    areas=codes(4),
    municipalities=codes(5),
    employment=some_of([str(e) for e in Employment]),
    days_min=st.sampled_from([None, *DAYS]),
    days_max=st.sampled_from([None, *DAYS]),
    slots=some_of(CODES, 21),
    most_night=st.sampled_from(list(Duty)),
    most_call=st.sampled_from(list(Duty)),
    roles=some_of(ROLES),
    offers=some_of(WISHES),
    without=some_of(WISHES),
    few=st.booleans(),
    annual_pay=st.none() | st.integers(1, MAX_MAN_YEN),
    daily_pay=st.none() | st.integers(1, MAX_MAN_YEN),
    near=st.sampled_from(["", "03207", "028-0051", "久慈市"]),
    within=st.none() | st.integers(1, 600),
    by_distance=st.booleans(),
)


@given(FILTERS)
def test_reading_the_url_of_a_state_gives_the_state_and_one_url_only(filters):
    query = canonical_query(filters)
    found, problems = read_query(parse_qs(query))
    assert (found, problems) == (filters, ())
    assert canonical_query(found) == query


@given(st.dictionaries(st.sampled_from([*KEYS, "page", "x"]), st.lists(st.text(max_size=40), max_size=4)))
def test_no_query_breaks_the_reading_and_what_is_left_has_a_url(query):
    found, _ = read_query(query)
    assert read_query(parse_qs(canonical_query(found))) == (found, ())


def test_nothing_asked_is_no_query_and_means_no_nights_and_no_calls():
    assert canonical_query(NOTHING_ASKED) == ""
    assert (NOTHING_ASKED.most_night, NOTHING_ASKED.most_call) == (Duty.NONE, Duty.NONE)


def test_empty_fields_of_a_form_are_left_out():
    found, problems = read_query({"specialty": [""], "days_min": [""], "night": ["none"], "prefecture": ["", "03"]})
    assert (canonical_query(found), problems) == ("prefecture=03", ())


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"specialty": ["ほげ科"]}, "診療科「ほげ科」は見当たりませんでした。この条件を外してさがしています。"),
        ({"prefecture": ["岩手"]}, "都道府県「岩手」は見当たりませんでした。この条件を外してさがしています。"),
        ({"days_min": ["9"]}, "週の日数「9」は見当たりませんでした。この条件を外してさがしています。"),
        ({"night": ["maybe"]}, "当直「maybe」は見当たりませんでした。この条件を外してさがしています。"),
        (
            {"annual_pay": ["たくさん"]},
            "年俸「たくさん」を読み取れませんでした。「1000」のように、万円の数字でご入力ください。",
        ),
        ({"q": ["一 二 三 四"]}, "言葉「四」は使えませんでした。言葉は3つまでにしてください。"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_said(query, sentence):
    found, problems = read_query(query)
    assert [problem.sentence for problem in problems] == [sentence]
    assert found in (NOTHING_ASKED, replace(NOTHING_ASKED, words=("一", "二", "三")))


@pytest.mark.parametrize("word", ["cardiology", "循環器内科", "循環器科", "心臓内科"])
def test_a_department_is_known_by_key_name_and_synonym(word):
    assert read_query({"specialty": [word]})[0] == Filters(specialties=("cardiology",))


@pytest.mark.parametrize("word", ["１，２００", "1200", "千二百万円", "1,200万"])
def test_pay_is_read_as_people_write_it(word):
    assert read_query({"annual_pay": [word]})[0].annual_pay == 1200
