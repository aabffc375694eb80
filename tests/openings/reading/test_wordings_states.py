"""Rows that are taken, posts that are over, entries of few words, and texts that are hostile."""

import time
from typing import Any

import pytest
from tests.openings.reading.wordings import value

from enishi.openings.reading import read_text
from enishi.openings.reading.lines import lines_of
from enishi.openings.reading.words import unread_words


@pytest.mark.parametrize(
    ("field", "phrase", "expected"),
    [
        ("slots", "水曜の午前が埋まりましたので、残りは「火曜の午後」と「土曜の午前」です。", ["tue_pm", "sat_am"]),
        (
            "slots",
            "【募集枠】\nＡ　月曜の当直　6万円\nＢ　水曜の当直　6万円　→　12月から決まりました",
            ["mon_night"],
        ),
        (
            "slots",
            "【お願いしたい日】\n（1）土曜日の日直　9:00〜17:00\n（2）土曜日の当直　17:00〜翌9:00\n※（2）は、先月から埋まっております。",
            ["sat_am", "sat_pm"],
        ),
        ("slots", "【枠】　土曜日直　9:00〜17:30\n　　　　土曜当直　17:30〜翌9:00　（満席です）", ["sat_am", "sat_pm"]),
        (
            "slots",
            "曜日　第2土曜・第4土曜の午前、毎週水曜の夕方（17:00〜19:30）\n　　　※第2土曜は決まりましたので、第4土曜と水曜で",
            ["wed_night", "sat_am"],
        ),
        ("slots", "【待機】　当番の日以外の呼び出しはありません\n【枠】　日曜の日直", ["sun_am", "sun_pm"]),
        ("slots", "12月29日（月）　午前・午後　9:00〜12:30、15:00〜18:30", ["mon_am", "mon_pm"]),
        (
            "slots",
            "勤務日　月・火・土（土曜は午前のみ）",
            ["mon_am", "mon_pm", "tue_am", "tue_pm", "sat_am"],
        ),
        ("days_per_week", "派遣先で週4日、残る1日は研修できます（週5日のうち1日は固定の研究日です）。", [4, 4]),
        ("days_per_week", "まずは非常勤で週2日から、慣れてこられたら常勤（週4日）も考えています。", [2, 4]),
        ("specialties", "科は内科、外科、緩和ケアのいずれでも結構です。", ["内科", "外科", "緩和ケア内科"]),
        ("specialties", "科は内科が中心ですが、総合診療の先生でも結構です。", ["内科", "総合診療科"]),
        ("specialties", "待機は、外科医が受け持つため内科医には求めない。内科医2人を募集する。", ["内科"]),
        ("any_specialty", "年齢の上限と診療科の条件をなくし、年収も引き上げた。", True),
        ("any_specialty", "科目は、どちらも不問です。", True),
        ("any_specialty", "診療科は問わなかった。", True),
        ("pay", "a 基本給（月額平均）　900,000円〜1,300,000円", [("month", 900000, 1300000)]),
        ("pay", "12月17日（水）9:00〜17:00、謝礼10万円＋航空券。", [("day", 100000, 100000)]),
        ("on_call", "夜間の電話は看護師が先に受けますが、月に4、5回は先生にお願いします。", "required"),
        ("night_duty", "夜勤　月5回程度（50歳以上の方は減らすことも、なくすこともできます）", "negotiable"),
        ("housing", "住まいは、診療所の裏にある医師住宅です。", True),
        ("housing", "車と運転手はこちらで用意します。お住まいのお世話はできません。", False),
        ("headcount", "神経内科の常勤医師（1名）の求人を取り下げます。", 1),
        ("headcount", "残る1人では夜間の受け入れが続けられないためだ。", None),
        ("age_limit", "60歳以上の医師は相談に応じる。応募できるのは65歳以下。", {"min": None, "max": 65}),
        ("retirement_age", "【定年】　耳鼻いんこう科　65歳", 65),
        ("fixed_term", "60歳以上の先生限定。1年契約、78歳まで更新", True),
        (
            "slots",
            "勤務：月曜〜水曜の午前・午後（火曜午前、水曜午後は充足しました）",
            ["mon_am", "mon_pm", "tue_pm", "wed_am"],
        ),
        (
            "slots",
            "曜日　火曜、金曜、日曜\n時間　火・金 17:30〜翌8:30　　日 18:00〜翌8:30",
            ["tue_night", "fri_night", "sun_night"],
        ),
        ("slots", "診るのは月・火の朝から夕方まで。内科の先生を募集。", ["mon_am", "mon_pm", "tue_am", "tue_pm"]),
        ("slots", "救急外来は月〜日の24時間365日受け入れています。", None),
        ("days_per_week", "勤務は常勤の週5日ですが、水曜は研究日と決まっています。非常勤で週3日でも。", [3, 4]),
        ("days_per_week", "週5日の勤務のうち1日は、甲府市の病院での研修や研究に充てることができる。", [4, 5]),
        ("pay", "1月2日（金）　8:30〜翌8:30　13万円", [("duty", 130000, 130000)]),
        ("pay", "年俸は1,600万円。当時の条件は年俸1,400万円だった。", [("year", 16000000, 16000000)]),
        ("pay", "報酬　日額 80,000円（4日間で 320,000円）", [("day", 80000, 80000)]),
        ("pay", "当直料　火・金 1回 50,000円　日 1回 65,000円", [("duty", 50000, 50000), ("duty", 65000, 65000)]),
        ("night_duty", "当　直　入院ベッドがないのでありません", "none"),
        ("on_call", "オンコール：有\n備考：待機は60歳以上免除可", "negotiable"),
        ("housing", "住宅は診療所の2階。家賃はいりません。", True),
        ("housing", "単身者用のマンションを病院が借り上げます（本人負担なし）。", True),
        ("headcount", "常勤医 2名を募集していましたが、先週、お二人ともお決まりになりました。", 2),
        ("age_limit", "年齢は問いません。現在の先生方は38歳〜71歳です。", None),
        ("fixed_term", "来年3月1日から8月31日までの6か月間、お願いします。", True),
        ("slots", "第2・第4金曜 9-12時の外来をお願いします。", ["fri_am"]),
        ("slots", "内科の先生を募集。週4日で結構、金曜は研究日としてお使いください。", None),
        ("days_per_week", "週4日で結構、金曜は研究日としてお使いください。", [4, 4]),
        ("pay", "当直　期間中1回（1回 30,000円）", [("duty", 30000, 30000)]),
        ("pay", "年収は1,700万円から、卒後25年ほどの方で2,100万円です。", [("year", 17000000, 21000000)]),
        ("on_call", "電話の待機は所長と分け合い、60歳を超えた方はお断りいただけます", "negotiable"),
        ("housing", "官舎は昨年建て替えました。家賃は月2万5千円。", True),
        ("employment", "常勤医の学会出張のあいだ、代診をお願いします。2月の募集。", ["spot"]),
        ("employment", "代 診 医 師 依 頼 書", ["spot"]),
    ],
)
def test_rows_that_are_taken_and_words_of_letters(field: str, phrase: str, expected: Any) -> None:
    found = value(field, phrase)
    if field == "pay":
        found = [(row["unit"], row["min_yen"], row["max_yen"]) for row in found]
    assert found == expected


def test_places_under_labels_are_posts_even_with_nothing_but_a_department_and_pay() -> None:
    text = "\n".join(f"施設名：あさひ第{n}病院\n診療科：内科\n給与：年俸{n}00万円\n" for n in (11, 12, 13))
    found = [o["institution"] for o in read_text(text).to_json()["openings"]]
    assert found == ["あさひ第11病院", "あさひ第12病院", "あさひ第13病院"]


def test_of_a_post_that_is_over_the_days_are_still_told() -> None:
    text = "医師募集状況\nもろはし病院（茨城県北茨城市）\n眼科 非常勤（毎週月・木） … 11/10付で充足のため募集終了。日給10万円だった。"
    (opening,) = read_text(text).to_json()["openings"]
    assert (opening["recruiting"], opening["slots"]) == (False, ["mon_am", "mon_pm", "thu_am", "thu_pm"])


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 100_000,
        " " * 100_000,
        "　\t" * 50_000,
        "\n".join(f"{n}. 山の村第{n}診療所 内科 常勤 1名 年俸1,500万円" for n in range(2_000)),
        "\n".join(f"施設名 {n}病院\n診療科 内科\n給与 年俸1200万円\n" for n in range(1_500)),
        "\n\n".join("内科の先生を常勤で1名求めています。年俸1500万円です。当直はありません。" for _ in range(2_000)),
        "内科（" * 20_000,
        "月・火・水" * 15_000,
    ],
    ids=["lines", "spaces", "tabs", "list", "labels", "paragraphs", "brackets", "days"],
)
def test_a_hostile_text_costs_little(text: str) -> None:
    start = time.process_time()
    read_text(text)
    assert time.process_time() - start < 2.0  # about 0.3 s on a quiet machine; tests run beside others


def test_of_many_empty_lines_a_few_are_kept_and_places_stay_right() -> None:
    text = "内科" + "\n" * 500 + "外科"
    lines = lines_of(text)
    assert len(lines) < 8 and lines[-1].text == "外科" and text[lines[-1].start :] == "外科"


def test_of_a_list_that_is_too_long_the_words_are_told_from_which_on_it_was_not_read() -> None:
    text = "\n".join(f"{n}. 山の村第{n}診療所 内科 常勤 1名 年俸1,500万円" for n in range(120))
    reading = read_text(text)
    assert len(reading.openings) == 100
    assert "「100. 山の村第100診療所" in unread_words(reading) and "字は読み取っていません" in unread_words(reading)
    assert unread_words(read_text("内科の常勤医師を1名募集。つきみ病院")) == ""
