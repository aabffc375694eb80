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


def test_labels_of_a_table_that_look_like_a_menu_head_the_table() -> None:
    found = read_text(
        "求人一覧\n"
        "登録番号\t登録日\t医療機関名\t勤務地\t診療科目\t募集内容\t報酬\t掲載状況\n"
        "018\tR7.6.2\tかえで谷病院\t奈良県吉野町\t内科\t常勤1名\t年収 1,600万円\t掲載中\n"
        "027\tR7.8.22\tゆずり葉病院\t奈良県十津川村\t外科\t常勤1名\t年収 2,000万円\t取下げ\n"
    ).to_json()["openings"]
    assert [(o["institution"], o["specialties"], o["recruiting"]) for o in found] == [
        ("かえで谷病院", ["内科"], True),
        ("ゆずり葉病院", ["外科"], False),
    ]


def test_a_menu_above_a_form_heads_no_table() -> None:
    found = read_text(
        "ホーム | 診療科目 | 勤務地 | 採用情報 | アクセス\n医師募集\n勤務先：かえで谷病院（奈良県吉野町）\n診療科：内科\n年俸：1,600万円\n"
    ).to_json()["openings"]
    assert [(o["institution"], o["specialties"]) for o in found] == [("かえで谷病院", ["内科"])]
