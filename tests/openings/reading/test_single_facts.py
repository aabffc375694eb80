"""Short whole advertisements: where the work is, which department, what kind of work and how many; beside each what is told of others."""

from typing import Any

import pytest

from enishi.openings.reading import read_text


def read(text: str) -> dict[str, Any]:
    """The facts of the one opening of a text; fails where it is read as none or several."""
    openings: list[dict[str, Any]] = read_text(text).to_json()["openings"]
    assert len(openings) == 1
    return openings[0]


IN_THE_WORDS_AROUND = {
    "清風整形外科で働く医師を募集しています": "清風整形外科",
    "＜緑ヶ丘心療内科＞ 医師求人": "緑ヶ丘心療内科",
    "◆特別養護老人ホームおおぞら荘◆ 先生を探しています": "特別養護老人ホームおおぞら荘",
    "医師募集　―　やまぼうし外科胃腸科　―": "やまぼうし外科胃腸科",
    "献血ルームはなみずき（福岡県柳川市）　検診医 募集": "献血ルームはなみずき",
    "相模けやき大学 保健管理センター　医師募集": "相模けやき大学 保健管理センター",
    "～(医)こまくさ会若葉療育センター　スタッフ募集～": "若葉療育センター",
}


@pytest.mark.parametrize("headline", IN_THE_WORDS_AROUND)
def test_the_name_of_a_place_ends_where_its_headline_goes_on(headline: str) -> None:
    told = read(f"{headline}\n\n所在地　福岡県柳川市\n診療科　皮膚科\n形態　非常勤\n人数　1名\n日給　10万円\n")
    assert told["institution"] == IN_THE_WORDS_AROUND[headline]


def test_who_serves_there_and_signs_names_the_place_and_who_once_served_elsewhere_does_not() -> None:
    ours = read(
        "先生方へ\n\n私は新潟県十日町市の光陽医療センターに勤めております事務長の佐原です。内科の常勤医師を1名募集します。\n"
    )
    theirs = read("内科の常勤医師を1名募集します。\n院長は光陽医療センターに勤めておりました。\n\n勤務先　若葉診療所\n")
    assert (ours["institution"], ours["municipality"]) == ("光陽医療センター", "十日町市")
    assert theirs["institution"] == "若葉診療所"


@pytest.mark.parametrize("words", ["当センターの二つの献血ルーム", "入所80名、通所30名", "無床。外来は1日55人"])
def test_what_is_told_of_a_place_is_not_its_name(words: str) -> None:
    told = read(f"医師募集　みつば健診センター\n\n施設　{words}\n診療科　内科\n形態　非常勤\n人数　1名\n")
    assert told["institution"] in (None, "みつば健診センター")


FACTORIES = {
    "三ツ星金属株式会社　採用情報\n\n嘱託産業医（湖東工場）\n勤務地: 滋賀県東近江市": "三ツ星金属株式会社 湖東工場",
    "株式会社北浜製紙\n\n株式会社北浜製紙の湖東工場（滋賀県東近江市）では、産業医の先生を募集しています。": "株式会社北浜製紙 湖東工場",
    "はるかぜ食品株式会社\n\n当社の本社は大阪市北区、北物流センターは滋賀県東近江市にあります。このたび北物流センター（従業員 380名）の産業医の先生を募集します。": "はるかぜ食品株式会社 北物流センター",
    "オリオン電子株式会社 ｜ RECRUIT\n\n会社名・勤務地\n　オリオン電子株式会社 湖東工場（滋賀県東近江市）\n　本社は大阪市ですが、本社でのお仕事はありません。": "オリオン電子株式会社 湖東工場",
}


@pytest.mark.parametrize("text", FACTORIES)
def test_the_physician_of_a_factory_works_there_and_not_at_its_head_office(text: str) -> None:
    told = read(
        f"{text}\n人数: 1名\n雇用: 嘱託（非常勤）\n資格: 認定産業医。専門の科は問いません。\n報酬: 月額 10万円\n"
    )
    assert told["institution"] == FACTORIES[text]
    assert (told["prefecture"], told["municipality"]) == ("25", "東近江市")


def test_a_house_of_one_department_seeks_that_one_unless_its_post_names_another_or_any() -> None:
    house = "はまなす眼科（京都府京丹後市）　医師募集\n\n外来を担当してくださる非常勤の先生を1名募集しています。\n"
    assert read(house)["specialties"] == ["眼科"]
    assert read(house + "診療科　麻酔科\n")["specialties"] == ["麻酔科"]
    assert read(house + "ご専門は問いません。\n")["any_specialty"] is True


DEPARTMENTS = {
    "標榜科　循環器内科、耳鼻科のいずれか": ["循環器内科", "耳鼻咽喉科"],
    "標榜は内科と小児科です。お一人で診ていただきます。": ["内科", "小児科"],
    "循環器科／眼科／精神科の先生を募集しております。": ["循環器内科", "眼科", "精神科"],
    "産婦人科か小児科、いずれかの先生を募ります。産科の先生が一人、北海道へ帰られます。": ["産婦人科", "小児科"],
    "診療科　内科、総合診療科　　緩和ケア・精神科の経験のある方は歓迎します": ["内科", "総合診療科"],
}


@pytest.mark.parametrize("words", DEPARTMENTS)
def test_of_the_departments_named_those_count_that_are_sought(words: str) -> None:
    told = read(f"せせらぎ病院（広島県庄原市）　医師募集\n\n{words}\n形態　常勤\n人数　1名\n年俸　1,500万円\n")
    assert told["specialties"] == DEPARTMENTS[words]


BESIDE_THE_POST = {
    "常勤医師を1名募集します。": [
        "夜間は非常勤の先生に入っていただいています。",
        "常勤の医師6名、非常勤の医師4名が働いています。",
        "非常勤の募集は現在ありません。",
        "眼科の非常勤についてもお問い合わせをいただきましたが、当面、募集の予定はございません。",
        "当直は主に非常勤の先生にお願いしています。",
    ],
    "非常勤医師を1名募集します。": [
        "夜と休日の電話は、常勤の3人で回しています。",
        "受け持ちの患者さんは常勤医に引き継いでいただけます。",
        "常勤転職をお考えの先生はこちら",
        "なお、保健師（正社員）も募集しています。",
        "常勤の医師が2名おりますので、ご安心ください。",
        "ちなみに常勤の先生は、いまのところ足りています。",
        "週1日だけでも大歓迎です。",
    ],
}


@pytest.mark.parametrize(("sought", "beside"), [(a, b) for a, told in BESIDE_THE_POST.items() for b in told])
def test_the_kind_of_work_of_others_is_not_that_of_the_post(sought: str, beside: str) -> None:
    told = read(f"ひばり野病院（長野県下伊那郡阿南町）\n\n診療科は麻酔科です。{sought}{beside}\n")
    assert told["employment"] == (["part_time"] if sought.startswith("非") else ["full_time"])


def test_the_kind_of_work_is_read_below_its_heading_and_behind_a_mark() -> None:
    below = "■施設名\n　かもめ病院（三重県尾鷲市）\n■診療科\n　外科\n■雇用形態\n　常勤医師\n■人数\n　2名\n"
    behind = "◇ 勤務場所　かもめ病院（三重県尾鷲市）\n◇ 診療科　外科\n◇ 区分　常勤・非常勤\n◇ 人数　2名\n"
    assert read(below)["employment"] == ["full_time"]
    assert read(behind)["employment"] == ["full_time", "part_time"]
    assert read(below)["headcount"] == read(behind)["headcount"] == 2


def test_of_those_sought_the_rest_counts_after_one_is_found() -> None:
    post = "かもめ病院（三重県尾鷲市）　医師募集\n\n外科の常勤医師です。"
    assert read(f"{post}3名のうち1名の着任が決まり、残りは2名です。\n")["headcount"] == 2
    assert read(f"{post}正職員（医師）を1名採用します。\n")["headcount"] == 1
    assert read(f"{post}現在、常勤医は3名です。\n")["headcount"] is None


def test_each_of_several_posts_has_the_kind_of_work_of_its_own_heading() -> None:
    text = (
        "つむぎ在宅クリニック（東京都足立区）\n\n● 常勤医師（1名）\n診療科　内科\n給与　年俸 1,600万円\n\n"
        "● 非常勤医師（2名）\n診療科　内科\n給与　日給 10万円\n\n常勤医の一日を読む →\n"
    )
    posts = read_text(text).to_json()["openings"]
    assert [(post["employment"], post["headcount"]) for post in posts] == [(["full_time"], 1), (["part_time"], 2)]


def test_a_prison_is_named_in_the_headline_that_calls_for_its_physician() -> None:
    text = "【国家公務員】矯正医官の募集　　湖北やまぶき刑務所（滋賀県長浜市）\n\n▼募集する科と人数\n　内科　1名（常勤）\n▼年齢と任用\n　定年は70歳です。\n"
    told = read(text)
    assert (told["institution"], told["municipality"], told["specialties"]) == (
        "湖北やまぶき刑務所",
        "長浜市",
        ["内科"],
    )
