"""Which openings a text holds, in many layouts: lists, digests, tables drawn in every way, portals, bulletins, several occupations.

Every text and every institution is invented. Of each opening only the facts told in the modules of layouts are compared.
"""

import time
from typing import Any

import pytest

from enishi.openings.reading import read_text
from factories import layouts_days, layouts_more, layouts_places, layouts_posts, layouts_tables, layouts_words
from factories.layouts import LAYOUTS

assert layouts_days
assert layouts_more
assert layouts_places
assert layouts_posts
assert layouts_tables
assert layouts_words


@pytest.mark.parametrize(("text", "expected"), [(t, e) for _, t, e in LAYOUTS], ids=[name for name, _, _ in LAYOUTS])
def test_each_layout_holds_its_openings_and_no_other(text: str, expected: list[dict[str, Any]] | str) -> None:
    reading = read_text(text).to_json()
    if isinstance(expected, str):
        assert (reading["out_of_scope"], reading["openings"]) == (expected, [])
        return
    assert reading["out_of_scope"] is None
    assert len(reading["openings"]) == len(expected)
    wrong = [
        (one["specialties"], name, one[name], value)
        for one, wanted in zip(reading["openings"], expected, strict=True)
        for name, value in wanted.items()
        if one[name] != value
    ]
    assert not wrong


@pytest.mark.parametrize("words", ["内科の医師が診療をしています、", "市", "1", "|内科|常勤|"])
def test_a_hostile_line_without_end_is_read_in_bounded_time(words: str) -> None:
    started = time.process_time()
    read_text(words * (100_000 // len(words)))
    assert time.process_time() - started < 20  # without bounds it takes hours; a busy machine takes two seconds


def test_of_a_list_of_two_thousand_posts_a_hundred_are_read_and_the_rest_is_told_as_unread() -> None:
    row = "・さくら病院（高知県四万十町） 内科 常勤1名 年俸1,500万円 週5日 当直月2回"
    started = time.process_time()
    reading = read_text("医師求人一覧\n" + "\n".join([row] * 2000))
    assert time.process_time() - started < 10  # a third of a second where nobody else works
    assert len(reading.openings) == 100
    assert reading.unread == (len(row) + 1) * 1900
    assert read_text("医師求人一覧\n" + "\n".join([row] * 100)).unread == 0
