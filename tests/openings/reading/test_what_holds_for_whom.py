"""What is said once for several posts goes to those it names, and to no other."""

from typing import Any

import pytest

from enishi.openings.reading import read_text

N, R, G = "none", "required", "negotiable"
STORIES: list[tuple[str, str, list[dict[str, Any]]]] = [
    (
        "sentences that name posts by letters, and what the second half of them leaves out",
        "へき地診療所の医師を求めています　長崎県対馬市\n\nA 豊玉診療所　常勤1名　総合診療科　年額1,900万円　任期2年\n"
        "B 峰診療所　常勤1名　内科　年額1,800万円　任期2年\nC 巡回診療　非常勤1名　内科　毎月第2・第4水曜　日額8万円\n\n"
        "A・Bには医師住宅があります。Cは前泊のホテルを手配します。\n"
        "Aは夜間の呼び出しがありますが、Bはありません。当直はA〜Cともありません。\n",
        [
            {"housing": True, "on_call": R, "night_duty": N},
            {"housing": True, "on_call": N, "night_duty": N},
            {"housing": None, "on_call": None, "night_duty": N},
        ],
    ),
    (
        "numbers with their sign below posts at places of their own",
        "求人No.1　ひばり丘病院（千葉県香取市）　内科　常勤　年俸1,600万円　当直あり\n"
        "求人No.2　かもめ診療所（千葉県銚子市）　内科　常勤　年俸1,500万円　当直なし\n"
        "求人No.3　すずめ医院（千葉県旭市）　整形外科　非常勤　日給10万円　木曜終日\n\n"
        "No.1とNo.2は宿舎があります。No.3は住宅の用意がありません。\nNo.1のオンコールは月4回、No.2は免除です。\n",
        [
            {"housing": True, "on_call": R, "night_duty": R},
            {"housing": True, "on_call": N, "night_duty": N},
            {"housing": False, "on_call": None, "night_duty": None},
        ],
    ),
    (
        "sentences right below entries of one line each",
        "健診センターの医師さん大募集★（広島県呉市・くれ健康管理センター）\n①問診・診察の先生　週1日〜 日給5万円 内科 2名\n"
        "②読影の先生　週2日 日給8万円 放射線科 1名\n③マンモ読影　曜日応相談 1コマ4万円 放射線科 1名\n"
        "夜のお仕事・呼び出しは①②③ともゼロです！\n年齢の上限は①のみ75歳まで、②③はありません。\n契約は1年ごとの更新です。\n",
        [
            {"night_duty": N, "on_call": N, "age_limit": {"min": None, "max": 75}, "fixed_term": True},
            *[{"night_duty": N, "on_call": N, "age_limit": None, "fixed_term": True}] * 2,
        ],
    ),
    (
        "an exception for one department below a label",
        "きりしま中央病院　医師の求人（鹿児島県霧島市）\n\n募集する科　内科1名、外科1名、麻酔科1名（いずれも常勤）\n年俸　1,700万円から2,200万円\n"
        "当直　月3回。麻酔科は免除します\nオンコール　内科はなし、外科と麻酔科は月6回\n定年　65歳。ただし外科は68歳\n",
        [
            {"night_duty": R, "on_call": N, "retirement_age": 65},
            {"night_duty": R, "on_call": R, "retirement_age": 68},
            {"night_duty": N, "on_call": R, "retirement_age": 65},
        ],
    ),
    (
        "kinds of work named in turn",
        "やまゆり病院　採用情報（島根県大田市）\n\n■精神科　常勤医師　1名\n週4日〜5日　年俸1,400万〜1,900万円\n"
        "■内科　非常勤医師　1名\n毎週月曜　日給9万円\n■待遇など\n常勤の先生には医師住宅を用意します。当直は常勤が月3回、非常勤はありません。\n"
        "定年65歳（常勤）。契約は非常勤が1年更新、常勤は期間の定めなし。\n",
        [
            {"night_duty": R, "housing": True, "retirement_age": 65, "fixed_term": False},
            {"night_duty": N, "housing": None, "retirement_age": None, "fixed_term": True},
        ],
    ),
    (
        "what follows another occupation's part",
        "市立しおさい病院　富山県氷見市\n――常勤医師――\n診療科　循環器内科\n人数　1名\n年俸　1,800万円\n"
        "――非常勤医師――\n診療科　眼科\n勤務　金曜の午前\n報酬　半日 60,000円\n――看護師――\n夜勤 月8回　寮あり　定年60歳\n"
        "――共通――\n駐車場無料。定年は常勤のみ65歳。\n",
        [{"retirement_age": 65, "housing": None}, {"retirement_age": None, "housing": None, "night_duty": None}],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [story[1:] for story in STORIES], ids=[story[0] for story in STORIES])
def test_what_is_said_for_several_goes_to_those_it_names(text: str, wanted: list[dict[str, Any]]) -> None:
    read = read_text(text).to_json()["openings"]
    assert [{name: one[name] for name in mine} for one, mine in zip(read, wanted, strict=True)] == wanted
