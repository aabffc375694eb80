"""A letter that changes a post is read as what holds now, in whichever of the usual ways it tells what was and what is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.openings.reading import before_after, read_text
from enishi.openings.reading.normal import plain

LETTER = """件名：医師求人の条件の変更について
発信：医療法人波の会　さざなみ中央病院（愛媛県八幡浜市）総務課

登録番号 7-032（眼科）の求人を、下のとおり変更いたします。

{changes}

次の項目は変更ありません。
　診療科：眼科
　身分：常勤
　オンコール：月5回程度

看護師の求人（7-033）はそのまま掲載をお続けください。
"""
GAPS = """　項目　　　{0}　　　　　　　　　　{1}
{rule}　年　俸　　1,500万円〜1,700万円　　1,650万円〜1,900万円
　当直　　　月4回　　　　　　　　　　なし
　年齢　　　60歳以下　　　　　　　　不問
　募集人数　2名　　　　　　　　　　　1名（1名は10月に着任）
　定年　　　65歳　　　　　　　　　　{same}"""
WAYS = {
    "columns": GAPS.format("変更前", "変更後", rule="", same="変更なし"),
    "columns below a rule": GAPS.format("旧", "新", rule="　" + "─" * 30 + "\n", same="（変更なし）"),
    "other names of the columns": GAPS.format("（前回）", "（今回）", rule="", same="同左"),
    "what is registered": GAPS.format("現在の登録", "変更後の登録", rule="\n", same="左に同じ"),
    "arrows": "年俸：1,500万円〜1,700万円 → 1,650万円〜1,900万円\n当直：月4回 → なし\n年齢：60歳以下 → 不問\n"
    "募集人数：2名 → 1名（1名は10月に着任）\n定年：65歳 → 変更なし",
    "tabs": "項目\t訂正前\t訂正後\n年俸\t1,500万円〜1,700万円\t1,650万円〜1,900万円\n当直\t月4回\tなし\n年齢\t60歳以下\t不問\n"
    "募集人数\t2名\t1名（1名は10月に着任）\n定年\t65歳\t変更なし",
    "bars": "| 項目 | 現行 | 改定後 |\n|---|---|---|\n| 年俸 | 1,500万円〜1,700万円 | 1,650万円〜1,900万円 |\n| 当直 | 月4回 | なし |\n"
    "| 年齢 | 60歳以下 | 不問 |\n| 募集人数 | 2名 | 1名（1名は10月に着任） |\n| 定年 | 65歳 | 変更なし |",
    "below each item": "■年俸\n　変更前：1,500万円〜1,700万円\n　変更後：1,650万円〜1,900万円\n■当直\n　変更前　月4回\n　変更後　なし\n"
    "■年齢\n　変更前：60歳以下\n　変更後：不問\n■募集人数\n　変更前：2名\n　変更後：1名（1名は10月に着任）\n■定年\n　変更前：65歳\n　変更後：変更なし",
    "two lists": "＜変更前＞\n年俸：1,500万円〜1,700万円\n当直：月4回\n年齢：60歳以下\n募集人数：2名\n定年：65歳\n\n"
    "＜変更後＞\n年俸：1,650万円〜1,900万円\n当直：なし\n年齢：不問\n募集人数：1名（1名は10月に着任）",
    "side by side": "・年俸　（誤）1,500万円〜1,700万円　（正）1,650万円〜1,900万円\n・当直　（誤）月4回　（正）なし\n・年齢　（誤）60歳以下　（正）不問\n"
    "・募集人数　（誤）2名　（正）1名（1名は10月に着任）\n・定年　65歳",
    "quoted": "・年俸を「1,500万円〜1,700万円」から「1,650万円〜1,900万円」に変更します。\n・当直を「月4回」から「なし」に変更します。\n"
    "・年齢：「60歳以下」を「不問」に改めます。\n・募集人数：「2名」を「1名」に改めます。\n・定年：65歳",
}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_before_is_not_read_and_what_did_not_change_stands(way: str) -> None:
    (post,) = read_text(LETTER.format(changes=WAYS[way])).to_json()["openings"]
    assert post["pay"] == [{"unit": "year", "min_yen": 16_500_000, "max_yen": 19_000_000}]
    assert (post["night_duty"], post["on_call"], post["retirement_age"]) == ("none", "required", 65)
    assert (post["age_limit"], post["headcount"], post["recruiting"]) == (None, 1, True)
    assert (post["institution"], post["specialties"], post["employment"]) == (
        "さざなみ中央病院",
        ["眼科"],
        ["full_time"],
    )


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("曜日：火曜午前 → 金曜午前も追加", "slots", ["tue_am", "fri_am"]),
        ("定年：60歳 → その後は再雇用", "retirement_age", 60),
        ("待遇：これまでの経験を考慮します\n新しい病院です", "pay", None),
    ],
)
def test_an_arrow_that_replaces_nothing_leaves_what_stands_before_it(words: str, field: str, value: object) -> None:
    letter = LETTER.split("\n\n")[0] + "\n募集科目：眼科\n"
    (post,) = read_text(letter + words + "\n").to_json()["openings"]
    assert post[field] == value


def test_of_two_lists_an_item_that_only_the_first_tells_still_holds() -> None:
    changes = "【変更前】\n年俸：1,500万円\n住宅：医師住宅あり\n【変更後】\n年俸：1,700万円"
    (post,) = read_text(LETTER.format(changes=changes)).to_json()["openings"]
    assert (post["housing"], post["pay"][0]["max_yen"]) == (True, 17_000_000)


@settings(max_examples=150)
@given(
    st.text(
        alphabet=st.sampled_from("前後旧新誤正変更これまで今回 \t|/→「」（）【】：\n年俸当直1500万円月4回定60歳なし"),
        max_size=80,
    )
)
def test_the_normal_form_keeps_its_length_and_is_found_once(text: str) -> None:
    once = before_after.canonical(plain(text))
    assert len(once) == len(plain(text))
    assert before_after.canonical(once) == once


FORM = """医師求人申込書
宛先　宮城医師就業支援センター 御中

名称　介護老人保健施設やまぼうし苑
住所　宮城県登米市迫町0番地
開設者　医療法人財団 北上野会
職種　施設長（医師）
人数　1名
雇用形態　{on}常勤　{off}非常勤
期間の定め　{off}有　{on}無
勤務日数　週4日以上
当直　{off}有　{on}無
オンコール　{on}有（看取りのとき）　{off}無
住宅　{off}有　{on}無（住宅手当 月3万円）
"""


@pytest.mark.parametrize(
    ("on", "off"),
    [
        ("☑", "□"),
        ("■", "□"),
        ("[✓]", "[　]"),
        ("[x]", "[ ]"),
        ("［レ］", "［　］"),
        ("(レ)", "(　)"),
        ("✓", "□"),
        ("☒", "☐"),
    ],
)
def test_a_box_is_ticked_whichever_way_it_is_drawn_and_one_blank_may_end_a_label(on: str, off: str) -> None:
    (post,) = read_text(FORM.format(on=on, off=off)).to_json()["openings"]
    assert post["institution"] == "介護老人保健施設やまぼうし苑"
    assert (post["employment"], post["fixed_term"], post["housing"]) == (["full_time"], False, False)
    assert (post["night_duty"], post["on_call"], post["days_per_week"]) == ("none", "required", [4, None])


def test_brackets_to_be_filled_in_are_no_boxes_where_nothing_is_ticked() -> None:
    (post,) = read_text(
        "さざなみ病院（愛媛県八幡浜市）医師募集\n診療科：内科\n雇用：常勤\n期間の定め：なし（　）\n"
    ).to_json()["openings"]
    assert (post["employment"], post["fixed_term"]) == (["full_time"], False)
