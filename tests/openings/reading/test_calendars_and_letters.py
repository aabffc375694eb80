"""Whole advertisements by their layout: calendars, tables with bare sums, notes by number, a letter about an older one."""

import pytest

from enishi.openings.reading import read_text

WEEK_DOWN = """
かしはら藤ノ木献血ルーム（奈良県橿原市）では、検診医を募集しています。科目は不問です。
　　　　　　午前（9:45〜13:15）　　午後（13:45〜17:45）
　火曜日　　　　　　○　　　　　　　　　　　　　○
　木曜日　　　　　　済　　　　　　　　　　　　　済
　土曜日　　　　　　済　　　　　　　　　　　　　○
　（○が募集中、済は担当の先生が決まっているコマです）
報酬　１コマ　25,000円
"""
DATED = """
１月分　日直・当直の空き枠のご案内（ぬくもり烏山病院　栃木県那須烏山市）　科目は問いません。
　　　　　　　　日直 8:30-17:30　　　当直 17:30-翌8:30
１月　９日（金）　　　　－　　　　　　　　空
１月１１日（日）　空　　　　　　　　　　　済（大学）
謝礼　当直 １回 55,000円、日直 １回 52,000円
"""
BY_DEPARTMENT = """
滋賀県米原市のいぶき休日急患センターです。出務医師を内科・小児科 各1名募集いたします。
　　　　　　　　　　　　　内科　　　　　　小児科
１２月３１日（水）　　　　 決定　　　　　　決定
　１月　１日（木）　　　　 募集　　　　　　決定
　１月　２日（金）　　　　 募集　　　　　　募集
謝礼　内科　日額　110,000円
　　　小児科　日額　120,000円
"""


def slots(text: str) -> list[list[str]]:
    return [opening.value("slots") for opening in read_text(text).openings]


def test_a_week_drawn_with_its_days_down_the_side_offers_what_has_a_ring():
    assert slots(WEEK_DOWN) == [["tue_am", "tue_pm", "sat_pm"]]


def test_the_same_week_as_hours_of_a_clinic_offers_nothing():
    hours = WEEK_DOWN.replace("（○が募集中、済は担当の先生が決まっているコマです）", "").replace("済", "−")
    assert slots(hours.replace("コマ", "日")) != [["tue_am", "tue_pm", "sat_pm"]]


def test_a_calendar_with_the_parts_of_the_day_across_is_spot_work_on_what_is_free():
    (opening,) = read_text(DATED).openings
    assert opening.value("slots") == ["fri_night", "sun_am", "sun_pm"]
    assert (opening.value("employment"), opening.value("fixed_term")) == (["spot"], True)


FREE_AND_TAKEN = """
佐野みかも休日夜間急患センターの年末年始の出務医を、内科または小児科で再度募集いたします。
　　　　　　　　　　　　　午前　　　　　午後　　　　　夜間
　　　　　　　　　　　　９～１２時　　１４～１７時　　１９～２２時
　１２月３１日（水）　　　　済　　　　　　空　　　　　　空
　　１月　２日（金）　　　　空　　　　　　空　　　　　　済
　出務料　　　１コマ　５５，０００円
"""
OF_TWO_OCCUPATIONS = """
球磨川口こども急患センター（熊本県八代市）　１月　出務表　小児科の先生を求めます
日	曜	時間	小児科	看護師
1	木・祝	9:00〜17:00	済	済
4	日	9:00〜17:00	済	空
10	土	19:00〜22:00	空	済
12	月・祝	9:00〜17:00	空	空
"""


def test_a_calendar_of_free_and_taken_cells_needs_no_legend_and_may_tell_the_hours_below_its_head():
    (opening,) = read_text(FREE_AND_TAKEN).openings
    assert opening.value("slots") == ["wed_pm", "wed_night", "fri_am", "fri_pm"]
    assert opening.value("employment") == ["spot"]


def test_what_a_calendar_tells_of_nurses_neither_offers_nor_takes_a_day():
    assert slots(OF_TWO_OCCUPATIONS) == [["mon_am", "mon_pm", "sat_night"]]
    assert slots(OF_TWO_OCCUPATIONS.replace("看護師", "薬剤師")) == [["mon_am", "mon_pm", "sat_night"]]


def test_a_calendar_with_a_department_in_each_column_is_a_post_for_each():
    read = read_text(BY_DEPARTMENT).openings
    assert [(one.value("specialties"), one.value("slots")) for one in read] == [
        (["内科"], ["thu_am", "thu_pm", "fri_am", "fri_pm"]),
        (["小児科"], ["fri_am", "fri_pm"]),
    ]
    assert [one.value("pay")[0]["min_yen"] for one in read] == [110_000, 120_000]


ROWS = "番号\t施設\t市町村\t診療科\t人数\t形態\t勤務\t{pay}\n1\t吉備路みずほ病院\t総社市\t内科\t1\t非常勤\t火 8:30-12:30\t{one}\n2\t高梁川病院\t高梁市\t外科\t1\t常勤\t週5日\t{two}\n"


@pytest.mark.parametrize(
    ("legend", "pay", "one", "two", "rates"),
    [
        ("※報酬は1回あたり・万円", "報酬", "半日 4.5", "年1,500〜1,900", [("half_day", 45_000, 45_000), ("year", 15_000_000, 19_000_000)]),
        ("※金額：年＝万円、月＝万円、時・日＝円", "金額", "時12,000", "年1,500〜", [("hour", 12_000, 12_000), ("year", 15_000_000, None)]),
        ("※給与欄　年＝年俸（万円）、半＝半日（万円）", "給与", "半4.5", "年1,450", [("half_day", 45_000, 45_000), ("year", 14_500_000, 14_500_000)]),
    ],
)  # fmt: skip
def test_bare_sums_of_a_table_are_paid_as_its_legend_says(legend, pay, one, two, rates):
    read = read_text(f"岡山県の求人一覧　{legend}\n" + ROWS.format(pay=pay, one=one, two=two)).openings
    assert [[(rate["unit"], rate["min_yen"], rate["max_yen"]) for rate in each.value("pay")] for each in read] == [
        [rate] for rate in rates
    ]


def test_a_number_that_nobody_is_paid_is_no_sum():
    read = read_text("岡山県の求人一覧　※報酬は1回あたり・万円\n" + ROWS.format(pay="報酬", one="半日 900", two="年 3"))
    assert [each.value("pay") for each in read.openings] == [None, None]


def test_notes_below_a_table_hold_for_the_rows_that_they_number():
    text = """町立たかつえ高原病院（福島県南会津町）　医師募集の状況
	診療科	区分	人数	勤務	給与	当直	状況
１	内科	常勤	１人	週５日	年額1,700万円以上	月２回	募集中
２	小児科	非常勤	１人	火曜 午後	半日5万5千円	なし	募集中

１については、次のとおりです。
・６３歳以下の方。定年は６５歳です。
・医師住宅あり
２については、年度ごとの任用です（会計年度任用職員）。
"""
    first, second = read_text(text).openings
    assert (first.value("age_limit"), first.value("retirement_age"), first.value("housing")) == ({"min": None, "max": 63}, 65, True)  # fmt: skip
    assert (second.value("age_limit"), second.value("retirement_age"), second.value("housing")) == (None, None, None)
    assert (first.value("fixed_term"), second.value("fixed_term")) == (None, True)


LETTER = """件名：【訂正】求人票について
滋賀県長浜市の余呉の湖病院です。先日の求人に誤りがありましたので、次のように直してください。
　・年俸　1,500万円　→　1,650万円
ほかは前のメールのとおりです。

> 常勤医師を募集します。
> 科　　耳鼻いんこう科、眼科　各1名
> 勤務　週5日
> 年俸　1,500万円
> 待機　耳鼻いんこう科は月2回程度、眼科はなし
> 定年　63歳
"""


def test_a_letter_changes_the_posts_of_the_one_that_it_quotes():
    ears, eyes = read_text(LETTER).openings
    assert (ears.value("specialties"), eyes.value("specialties")) == (["耳鼻咽喉科"], ["眼科"])
    assert (ears.value("on_call"), eyes.value("on_call")) == ("required", "none")
    for post in (ears, eyes):
        assert [rate["min_yen"] for rate in post.value("pay")] == [16_500_000]
        assert (post.value("days_per_week"), post.value("retirement_age"), post.value("headcount")) == ([5, 5], 63, 1)


def test_a_quoted_letter_that_nothing_refers_to_is_not_read():
    other = LETTER.replace("【訂正】求人票について", "お礼").replace("ほかは前のメールのとおりです。", "").replace("誤りがありましたので、次のように直してください", "ついて、眼科の先生を募集します")  # fmt: skip
    assert all(opening.value("retirement_age") != 63 for opening in read_text(other).openings)


def test_a_post_that_a_remark_calls_filled_is_an_opening_that_is_over():
    text = """町立みずばしょう診療所（山形県遊佐町）で内科の医師（非常勤）を1名募集します。
日額 88,000円、月・火・木曜日 8時30分〜16時30分
※先月号に載せた同診療所の整形外科の医師（非常勤、第２・第４土曜日の午前、１名）は、お引き受けくださる方が決まりました。
"""
    read = read_text(text).openings
    assert [(one.value("specialties"), one.value("recruiting")) for one in read] == [
        (["内科"], True),
        (["整形外科"], False),
    ]
    still = read_text(text.replace("お引き受けくださる方が決まりました", "決まり次第終了します")).openings
    assert all(one.value("recruiting") for one in still)


def test_letters_that_stand_for_other_occupations_tell_nothing_of_the_physician():
    text = """久留米市　会計年度任用職員募集案内　勤務場所　くるめ市こども発達センターたけのこ（福岡県久留米市）
２　募集する職と人数
　ア　医師（小児科、非常勤）　１名
　イ　公認心理師　２名
４　勤務日時
　ア　火曜日・木曜日　９時〜１６時３０分　週２日
　イ　月曜日から金曜日まで　８時３０分〜１７時　週５日
５　報酬
　ア　日額　６２，０００円
　イ　月額　２４１，５００円
"""
    (opening,) = read_text(text).openings
    assert opening.value("days_per_week") == [2, 2]
    assert opening.value("pay") == [{"unit": "day", "min_yen": 62_000, "max_yen": 62_000}]
