"""Names of places of work behind marks and strokes, legends of lists, and what is told of others."""

import pytest

from enishi.openings.reading import read_text
from enishi.openings.reading.facts import ReadOpening


def only(text: str) -> ReadOpening:
    (opening,) = read_text(text).openings
    return opening


@pytest.mark.parametrize("mark", ["## ", "**", "Ⅰ　", "■ "])
def test_a_mark_before_a_name_is_no_part_of_it(mark: str) -> None:
    text = f"{mark}町立しおかぜ診療所\n医師募集\n診療科　内科\n形態　常勤\n給与　年収 1,500万円\n"
    assert only(text).value("institution") == "町立しおかぜ診療所"


@pytest.mark.parametrize("quoted", ["「内科」", "『内科』"])
def test_a_department_in_quotes_is_no_place_of_work(quoted: str) -> None:
    assert only(f"医師の募集\n{quoted}の先生を1名募集します。常勤、年収 1,500万円。\n").value("institution") is None


def test_what_a_letter_sent_before_is_no_name() -> None:
    text = "From: しおかぜ総合病院 人事課\n10月にお送りした小児科の求人ですが、医師の年俸は1,600万円です。常勤1名を募集しています。\n"
    assert only(text).value("institution") == "しおかぜ総合病院"


LIST = """医師募集状況一覧　給与：常勤は万円（年）、非常勤は円
番号\t施設名\t所在地\t科\t職種\t形態\t人数\t給与
1\tつばき原病院\t志布志市\t外科\t医師\t常勤\t2\t1,800〜2,300
2\t町立うみほたる診療所\t肝付町\t内科\t医師\t非常勤\t1\t45,000（半日）
"""


def test_a_legend_gives_yen_to_one_kind_of_work_and_tens_of_thousands_to_the_other() -> None:
    assert [opening.value("pay") for opening in read_text(LIST).openings] == [
        [{"unit": "year", "min_yen": 18_000_000, "max_yen": 23_000_000}],
        [{"unit": "half_day", "min_yen": 45_000, "max_yen": 45_000}],
    ]


def test_a_company_that_heads_the_page_stands_before_its_site_and_a_go_between_does_not() -> None:
    page = "{}\n\n募集職種（1）専属産業医　亀山工場（三重県亀山市）\n・人数　1名\n・身分　常勤\n・年俸　1,300万円\n"
    post = only(page.format("しののめ軸受株式会社　採用サイト"))
    assert post.value("institution") == "しののめ軸受株式会社 亀山工場"
    assert only(page.format("株式会社なぎ転職ナビ　求人")).value("institution") != "株式会社なぎ転職ナビ 亀山工場"


NEWS = (
    "町の診療所、後任の医師決まる\n町は５月から、内科の医師１人を募っていた。診療は月曜から木曜の終日、週４日とし、当直や夜間の呼び出しは求めなかった。"
    "年俸は１８００万円。\n着任までの間は、宮津市の病院が週２日、医師を送り続ける。\n"
)


def test_duties_that_were_not_asked_for_are_no_part_of_the_week_and_others_days_no_part_of_the_post() -> None:
    post = only(NEWS)
    assert post.value("days_per_week") == [4, 4]
    assert not any(slot.endswith("night") for slot in post.value("slots"))
    assert (post.value("night_duty"), post.value("on_call")) == ("none", "none")


def test_a_call_that_is_stopped_for_the_time_being_is_closed() -> None:
    text = "こもれび診療所（長野県飯田市）\n内科の常勤医師1名、年収1,500万円。\n募集は、当分のあいだ停止します。\n"
    assert only(text).value("recruiting") is False


REGISTER = """山口県の医師求人登録簿（抜粋）
読み方
　形　　態　Ａ 常勤　Ｂ 定期の非常勤　Ｃ 単発
　当直・待機　○ あり　△ 応相談　× なし

登録 7-031 ─ つばき峠病院
　　萩市。外科、２人。Ａ又はＢ。週５日。
　　当直△　待機×　住宅○

登録 7-032 ─ 医療法人白亜会 秋吉野クリニック
　　美祢市。内科、１人。Ｂ。火曜〜木曜の午前のうち週２日。
　　当直×　待機○　住宅－
"""


def test_letters_and_signs_of_a_register_mean_what_its_legend_says() -> None:
    told = [
        [one.value(name) for name in ("institution", "employment", "night_duty", "on_call", "housing")]
        for one in read_text(REGISTER).openings
    ]
    assert told == [
        ["つばき峠病院", ["full_time", "part_time"], "negotiable", "none", True],
        ["秋吉野クリニック", ["part_time"], "none", "required", None],
    ]


def test_a_duty_named_once_is_told_of_each_department_in_turn() -> None:
    text = (
        "まつばら浜病院（佐賀県唐津市）\n募集するのは、小児科、皮膚科、泌尿器科の常勤医、各1名です。\n給与は月額110万円です。\n"
        "オンコールは、泌尿器科では大学の先生と分け合って月に6日ほどあります。小児科は当番を隣の市の病院が引き受けてくれていますので、ありません。皮膚科にもありません。\n"
    )
    told = {one.value("specialties")[0]: one.value("on_call") for one in read_text(text).openings}
    assert told == {"小児科": "none", "皮膚科": "none", "泌尿器科": "required"}
