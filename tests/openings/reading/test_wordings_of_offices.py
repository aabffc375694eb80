"""Ways in which offices write that were once misread: each a short advertisement and what a careful reader takes from it."""

from typing import Any

import pytest

from enishi.openings.reading import read_text

HEAD = "医師募集　みどり谷病院（長野県佐久市）\n"

CASES: list[tuple[str, str, list[dict[str, Any]]]] = [
    (
        "terms of two kinds of employment under one label, each behind a number",
        HEAD + "診療科：内科\n＜働き方＞\n① 常勤　週4日　年俸1,600万円\n② 非常勤　週1日～　日給85,000円\n募集人数　①1名　②2名\n",
        [
            {"employment": ["full_time"], "headcount": 1, "days_per_week": [4, 4]},
            {"employment": ["part_time"], "headcount": 2, "days_per_week": [1, None]},
        ],
    ),
    (
        "a calendar that seeks two departments is a post for each",
        HEAD + "12月30日（火）9:00～17:00　内科　1名\n1月2日（金）9:00～17:00　小児科　1名\n報酬は1日12万円です。\n",
        [
            {"specialties": ["内科"], "slots": ["tue_am", "tue_pm"], "headcount": 1},
            {"specialties": ["小児科"], "slots": ["fri_am", "fri_pm"], "headcount": 1},
        ],
    ),
    (
        "old terms beside the new ones are no terms",
        HEAD + "診療科　眼科（非常勤）\n曜日　旧）月～金　　新）火曜と金曜の終日\n官舎　旧）あり　　新）なし\n",
        [{"slots": ["tue_am", "tue_pm", "fri_am", "fri_pm"], "housing": False}],
    ),
    (
        "only half of a Saturday is worked",
        HEAD + "診療科　内科\n雇用形態　常勤\n勤務日　月・火・土（ほかは休診）。土曜は午前のみ\n",
        [{"slots": ["mon_am", "mon_pm", "tue_am", "tue_pm", "sat_am"]}],
    ),
    (
        "every day names no weekday",
        HEAD + "診療科　内科\n雇用形態　非常勤\n日時　毎日 19:30～22:30\n報酬　1回 36,000円\n",
        [{"slots": None}],
    ),
    (
        "weekly duties in rows with their fees, less the one that is taken",
        "みどり谷病院（長野県佐久市）より当直のお願い\n先生を探しています。\nＡ　月曜　18:00～翌9:00　45,000円\n"
        "Ｂ　水曜　18:00～翌9:00　45,000円　（先生が決まりました）\nＣ　日曜　9:00～18:00　50,000円\n",
        [
            {
                "slots": ["mon_night", "sun_am", "sun_pm"],
                "pay": [
                    {"unit": "duty", "min_yen": 45_000, "max_yen": 45_000},
                    {"unit": "duty", "min_yen": 50_000, "max_yen": 50_000},
                ],
            }
        ],
    ),
    (
        "a fee for a visit on an afternoon is one of a half day",
        HEAD + "診療科　内科\n雇用形態　非常勤\n勤務　毎週火曜日の午後\n報酬　1回 40,000円\n",
        [{"slots": ["tue_pm"], "pay": [{"unit": "half_day", "min_yen": 40_000, "max_yen": 40_000}]}],
    ),
    (
        "the departments sought stand beside those of the place",
        "〔1〕名称　まるい整形外科クリニック\n〔2〕所在地　石川県小松市\n〔3〕診療科目　整形外科、リハビリテーション科\n"
        "〔4〕求人科目　整形外科\n〔5〕区分　□常勤　■非常勤\n〔6〕当直　なし　〔7〕呼出　なし\n",
        [{"specialties": ["整形外科"], "employment": ["part_time"], "night_duty": "none", "on_call": "none"}],
    ),
    (
        "one department alone is part-time work",
        HEAD + "募集人数：内科 2名、皮膚科 1名（皮膚科のみ非常勤）\n給与：常勤 年俸1,500万円\n　　　非常勤 1日8万5千円\n",
        [
            {"employment": ["full_time"], "headcount": 2, "pay": [{"unit": "year", "min_yen": 15_000_000, "max_yen": 15_000_000}]},
            {"employment": ["part_time"], "headcount": 1, "pay": [{"unit": "day", "min_yen": 85_000, "max_yen": 85_000}]},
        ],
    ),
    (
        "what another was paid is no rate, and another department is still sought",
        "医師募集\n広島県三次市の三次ほたる病院です。\n皮膚科の先生を非常勤でお一人お願いします。\n報酬は1日9万円です。大学の先生には1日8万円をお支払いしていました。\n"
        "内科の常勤医（1名）は引き続き募集中です。\n",
        [
            {"specialties": ["皮膚科"], "pay": [{"unit": "day", "min_yen": 90_000, "max_yen": 90_000}]},
            {"specialties": ["内科"], "employment": ["full_time"], "headcount": 1},
        ],
    ),
    (
        "an age until which one is employed again is no limit",
        HEAD + "診療科　内科\n雇用形態　常勤\n備考　再雇用あり（70歳まで）\n",
        [{"age_limit": None}],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_an_office_is_read_as_it_writes(text: str, expected: list[dict[str, Any]]) -> None:
    read = read_text(text).to_json()["openings"]
    assert [{name: one[name] for name in wanted} for one, wanted in zip(read, expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("職員募集　むつみ台病院\n◎正看護師　5名　月給265,000円～\n◎医師事務作業補助者　1名　月給188,000円　診療科：内科、外科の外来\n常勤医師12名の温かい職場です。\n", "not_physician"),
        ("せとのかぜクリニック（山口県周防大島町）\n◆看護師　月給28万円～\n◆医療事務　時給1,100円\n医師（院長・内科）は穏やかです。\n60歳定年\n", "not_physician"),
        ("ドクターバンク　求人のご案内\nご登録いただくと、担当者がご紹介します。登録料はかかりません。\n医療機関の方へ　求人票（様式１）をご提出ください。\n実績　登録医師18名、成立5件（常勤2、非常勤3）\n", "not_an_ad"),
        ("ホーム ＞ 研修医の方へ\n令和９年度 臨床研修医募集要項\n募集定員　４名\n研修期間　２年\n常勤医の募集はこちら（別ページ）\n", "resident_training"),
    ],
)  # fmt: skip
def test_nothing_is_made_of_what_others_are_offered(text: str, reason: str) -> None:
    assert read_text(text).out_of_scope == reason
