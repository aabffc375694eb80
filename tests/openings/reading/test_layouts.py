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


@pytest.mark.parametrize(
    "words",
    [
        "内科の医師が診療をしています、", "市", "1", "|内科|常勤|", "産科・婦人科、", "産科・婦人科と", "糖尿病・代謝内科", "/当直", "(A)",
        "■" + "=-" * 40 + "求人のご案内と、そのほかのお知らせを、こちらにまとめて載せています",
    ],
)  # fmt: skip
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


def test_frames_drawn_beside_posts_are_no_words_of_theirs() -> None:
    found = read_text(
        "とよがわ健診センター（愛知県豊川市）では、健診の先生を募集しています。\n\n"
        "┏━ Ａ　婦人科検診\n┃　対象　　婦人科の先生　２名\n┃　報酬　　時給１３，０００円\n"
        "┏━ Ｂ　Ｘ線の読影\n┃　対象　　放射線科の先生　１名\n┃　報酬　　半日３８，０００円\n"
    ).to_json()["openings"]
    assert [(o["specialties"], o["headcount"], [p["min_yen"] for p in o["pay"]]) for o in found] == [
        (["婦人科"], 2, [13000]),
        (["放射線科"], 1, [38000]),
    ]


def test_rules_below_the_titles_of_posts_do_not_part_them_from_what_they_tell() -> None:
    rule = "──────────────"
    found = read_text(
        f"ことりクリニック　ドクター採用\n平均年収 1,900万円（常勤医6名）\n{rule}\n募集①　院長候補（常勤）\n{rule}\n"
        "勤務先：ことりクリニック川口（埼玉県川口市）\n募集科：内科　1名\n給与：年俸2,000万円\n\n"
        f"{rule}\n募集②　訪問診療（非常勤）\n{rule}\n勤務先：ことりクリニック（東京都練馬区）\n募集科：精神科　1名\n"
        f"給与：日給100,000円\n\n{rule}\n募集③　ドライバー → こちらへ\n{rule}\n\n受付：月〜土 9:00-18:00\n練馬区石神井町0-0-0\n"
    ).to_json()["openings"]
    assert [(o["institution"], o["municipality"], o["headcount"]) for o in found] == [
        ("ことりクリニック川口", "川口市", 1),
        ("ことりクリニック", "練馬区", 1),
    ]


def test_who_seeks_a_post_or_lets_a_shop_in_a_bulletin_offers_none() -> None:
    found = read_text(
        "医師会報　会員掲示板（群馬県）\n\n"
        "〔求む・医師〕　整形外科のパート医１名。木曜午後。時給１万２千円。みやま整形外科医院（桐生市）\n\n"
        "〔求　職〕　内科医、５８歳。週４日の常勤を希望。年俸１，４００万円以上、当直は月２回まで。\n\n"
        "〔テナント〕　伊勢崎市内、内科の居抜き。月額３８万円。\n\n"
        "〔求む・医師〕　年始１月３日（土）の日直、内科。１回５万５千円。おおとり慈生病院（太田市）。\n"
    ).to_json()["openings"]
    assert [(o["institution"], o["municipality"]) for o in found] == [
        ("みやま整形外科医院", "桐生市"),
        ("おおとり慈生病院", "太田市"),
    ]
