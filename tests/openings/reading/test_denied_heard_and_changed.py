"""What a text denies, has only heard, says of a part or takes back is no fact of the post."""

from typing import Any

import pytest

from enishi.openings.reading import read_text

HEAD = "国保あすなろ病院 医師募集\n所在地　長野県飯田市\n診療科　内科\n雇用形態　常勤\n人数　1名\n"


def value(line: str, field: str) -> Any:
    reading = read_text(HEAD + line + "\n")
    assert len(reading.openings) == 1
    return reading.openings[0].value(field)


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("住まい　社宅のご用意はありません。引っ越し代は30万円まで補助します。", "housing", False),
        ("住宅　ご用意がありません。駅まで送迎バスがあります。", "housing", False),
        ("住まい　住宅手当が月5万円まであります。病院の宿舎はありません。", "housing", False),
        ("住まい　お住まいを用意することはできませんが、住宅手当を月5万円まで出します。", "housing", False),
        ("住宅　医師住宅はありませんが、民間の住宅を借上げてご用意します。", "housing", True),
        ("お住まいについては、住宅手当（月6万円まで）があります。", "housing", None),
        ("年齢　当初は55歳までの方と考えておりましたが、年齢は一切問いません。", "age_limit", None),
        ("年齢　55歳まで", "age_limit", {"min": None, "max": 55}),
        ("夜勤のある製造部門の190名も診ていただきます。", "night_duty", None),
        ("採用日　令和8年4月1日（任期の定めはありません）", "fixed_term", False),
        ("休日　シフト表による　週所定労働日数　週5日", "days_per_week", [5, 5]),
        ("院長は退き、今は週に2日だけ診ております。", "days_per_week", None),
    ],
)
def test_one_line_says_what_holds_of_the_post(line: str, field: str, expected: Any) -> None:
    assert value(line, field) == expected


@pytest.mark.parametrize(
    "line",
    [
        "報酬　月額 65,000円\n※本社は月額 15万円と聞いていますが、上の額でお願いします。",
        "賃金　月額 1,050,000円〜1,250,000円\n　　（基本給 70万円〜85万円＋医師手当 35万円〜40万円）",
    ],
)
def test_pay_heard_of_elsewhere_and_what_a_sum_is_made_of_are_no_rates(line: str) -> None:
    assert len(value(line, "pay")) == 1


def test_another_place_that_is_filled_closes_no_post_and_colleagues_with_their_ages_are_not_sought() -> None:
    two = HEAD.replace("診療科　内科\n雇用形態　常勤\n人数　1名\n", "")
    two += "■内科　常勤\n年俸　1,500万円\n当直　なし\n\n■眼科　非常勤\n日額　9万円\n勤務日　火曜の終日\n\n"
    two += "※内科は常勤医3名（52歳、47歳、39歳）で年間380件の内視鏡を行っています。\n健診センターの医師（非常勤）は充足しています。\n"
    posts = [(o.value("recruiting"), o.value("headcount")) for o in read_text(two).openings]
    assert posts == [(True, None), (True, None)]


CALENDAR = """年末年始の当直医のお願い　みずすまし病院（宮城県栗原市）
　１２月２９日（月）　当直　１７：３０〜翌８：３０　…　済
　１２月３０日（火）　日直　８：３０〜１７：３０　　…　空き
　　　　　〃　　　　　当直　１７：３０〜翌８：３０　…　空き
科目　内科
報酬　日直 ７０千円／当直 ８０千円
"""


def test_a_ditto_mark_below_a_date_is_that_date() -> None:
    assert read_text(CALENDAR).openings[0].value("slots") == ["tue_am", "tue_pm", "tue_night"]


LETTER = """件名: 内科医師の求人票の訂正（あすなろ病院）
次のとおり直してください。
（訂正1）年俸　誤：1,400万円〜1,600万円　→　正：1,600万円〜1,900万円
（訂正2）年齢　誤：60歳まで　→　正：制限なし
{rest}
> 施設名：あすなろ病院
> 所在地：長野県飯田市
> 募集科：内科
> 雇用形態：常勤
> 年俸：1,400万円〜1,600万円
> 年齢：60歳まで
> 定年：65歳
"""


@pytest.mark.parametrize(
    "rest", ["そのほかの項目は変更ありません。", "書いていないところは元の票のままで変わりません。"]
)
def test_a_limit_that_a_letter_drops_leaves_nothing_behind_and_the_rest_stands(rest: str) -> None:
    (opening,) = read_text(LETTER.format(rest=rest)).openings
    assert [row["max_yen"] for row in opening.value("pay")] == [19_000_000]
    assert (opening.value("age_limit"), opening.value("retirement_age")) == (None, 65)


def test_a_post_is_over_where_a_mark_of_its_own_says_so_whatever_its_work_is_called() -> None:
    mail = """ドクターバイト便り
会員の先生方へ
今週のスポット求人
【S-12】埼玉県秩父市　みつば病院　企業健診の診察
　日時：2026年1月24日（土）8:30〜12:00
　給与：半日 45,000円
【S-13】群馬県沼田市　ぶなの郷クリニック　予防接種の問診　≪成約しました≫
　日時：1月中旬の半日
　給与：時給 12,000円
"""
    posts = [(o.value("recruiting"), o.value("employment")) for o in read_text(mail).openings]
    assert posts == [(True, ["spot"]), (False, ["spot"])]
