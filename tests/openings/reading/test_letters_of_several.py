"""Letters that tell of several posts one after another, of one that is found beside one still sought, or of the one that changes."""

from typing import Any

from enishi.openings.reading import read_text


def _told(text: str, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(one[name] for name in names) for one in read_text(text).to_json()["openings"]]


def _yearly(yen: int) -> list[dict[str, Any]]:
    return [{"unit": "year", "min_yen": yen, "max_yen": yen}]


def test_one_thing_after_another() -> None:
    """Paragraphs that begin with まず, 次に and それから are posts; the last names no department."""
    for first, second, third in (
        ("まず", "次に", "それから"),
        ("第一に", "第二に", "第三に"),
        ("はじめに", "続いて", "最後に"),
    ):
        text = f"""福井県大野市にある９０床のかえで谷病院です。新しい年度に向け、お願いがあります。

　{first}、循環器内科の常勤の先生を１名お迎えしたいと考えております。週５日、年収は１，６００万円です。当直は月３回お願いします。

　{second}、眼科の外来です。県外から通っておられた先生が開業され、水曜の午後が空きました。非常勤で１名、半日４万５千円をお支払いします。

　{third}、土曜の当直をお引き受けくださる先生を２名探しております。１回６万円です。科は問いません。救急車はお受けしていません。

　薬剤師の募集は、病院のホームページに載せてあります。
"""
        assert _told(text, "specialties", "employment", "headcount", "slots", "night_duty") == [
            (["循環器内科"], ["full_time"], 1, None, "required"),
            (["眼科"], ["part_time"], 1, ["wed_pm"], None),
            ([], None, 2, ["sat_night"], "required"),
        ]


def test_steps_of_one_application_are_no_posts() -> None:
    text = """かえで谷病院（福井県大野市）では内科の常勤医を１名募集しています。年収は１，６００万円です。

まず、病院を見学していただきます。

次に、院長と面接をしていただきます。

最後に、内科の先生方と当直の回数を決めます。
"""
    assert _told(text, "specialties", "headcount") == [(["内科"], 1)]


def test_one_is_found_and_the_other_still_sought() -> None:
    """What sentences tell of both is parted by department; the topic of a sentence holds for all of its parts."""
    text = """町立東浜病院　眼科医が来春着任　耳鼻咽喉科は公募を継続

　福島県広野町の町立東浜病院は２５日、かねて公募していた眼科の常勤医師１名の採用を決めたと明らかにした。来年４月に着任する。あわせて募集していた耳鼻咽喉科の常勤医師１名は応募がなく、引き続き公募する。

　年俸は眼科が１６００万円、耳鼻咽喉科が１８００万円。いずれも６５歳未満を対象としていた。待機は眼科にはなく、耳鼻咽喉科は月５回。当直は両科ともない。
"""
    limit = {"min": None, "max": 64}
    assert _told(text, "recruiting", "specialties", "pay", "on_call", "night_duty", "age_limit") == [
        (False, ["眼科"], _yearly(16_000_000), "none", "none", limit),
        (True, ["耳鼻咽喉科"], _yearly(18_000_000), "required", "none", limit),
    ]


def test_the_one_post_that_changes() -> None:
    """Below a letter that changes one of two posts the other stays as it was quoted."""
    text = """件名：医師求人（２件）のうち精神科の訂正

三重県志摩市のあご湾いそべ病院です。
先日の２件ですが、精神科のみ条件を変更させてください。ほかは先日のとおりです。

・年俸　１，６００万円 → １，８００万円
・当直　月４回 → なし

＞ 次の２件をお願いします。どちらも常勤です。
＞ 【内科】１名　年俸１，５００万円　週５日　当直月３回
＞ 【精神科】１名　年俸１，６００万円　週４日　当直月４回
"""
    assert _told(text, "specialties", "pay", "days_per_week", "night_duty") == [
        (["内科"], _yearly(15_000_000), [5, 5], "required"),
        (["精神科"], _yearly(18_000_000), [4, 4], "none"),
    ]


def test_sites_head_the_posts_of_a_company() -> None:
    text = """産業医募集
株式会社みなとケミカルは、次の事業所の産業医を求めています。

（１）鹿島工場　専属産業医　１名
　　　勤務　週４日　年収１，４００万円

（２）千葉研究所　嘱託産業医　１名
　　　勤務　月１回（第３水曜の午後）　　１回６万円
"""
    assert _told(text, "institution") == [("株式会社みなとケミカル 鹿島工場",), ("株式会社みなとケミカル 千葉研究所",)]


def test_both_halves_of_a_duty_are_to_be_done() -> None:
    """Who may not take the night alone takes it all the same; what regular staff do on weekdays is no post of its own."""
    text = """あぶくま台病院（福島県田村市）　内科　非常勤１名
土曜日の日勤から当直までを、続けて受け持ってくださる先生を募集しています。
日勤だけ、当直だけの募集はしておりません。
平日の当直は常勤医でまかなっており、募集していません。
"""
    assert _told(text, "recruiting", "employment", "night_duty") == [(True, ["part_time"], "required")]


def test_a_roster_offers_what_is_vacant() -> None:
    """Rows that somebody has, a university or the staff, are no posts; 〃 takes the hours of the row above."""
    text = """令和８年度　日当直 枠一覧（うきは柿の木病院／福岡県うきは市）
曜日	区分	時間	担当	単価(千円)
月	当直	17:30〜翌8:30	（空き）	55
火	〃	〃	筑後川大学 外科	〃
水	〃	〃	（空き）	〃
土	日直	8:30〜17:30	常勤医	50
日	日当直	8:30〜翌8:30	（空き）	110

（空き）の枠をお引き受けくださる内科の非常勤の先生を募集します。
"""
    every = [{"unit": "duty", "min_yen": yen, "max_yen": yen} for yen in (55_000, 110_000)]
    days = ["mon_night", "wed_night", "sun_am", "sun_pm", "sun_night"]
    assert _told(text, "slots", "pay", "employment") == [(days, every, ["part_time"])]


def test_two_departments_in_three_lines() -> None:
    text = """【求人】
▲眼科　常勤一名。山口県長門市、浜千鳥眼科クリニック。週４日、年俸２，０００万円。当直無。
▲脳外、神内　常勤各一名。栃木県那須塩原市、みずなら中央病院。年俸１，５００万円。当直は脳外のみ月二回、神内は無。
▲皮膚科　非常勤一名。毎週木曜午後、一コマ５万円。香川県さぬき市、うどん坂クリニック。当直無。
"""
    assert _told(text, "institution", "specialties", "headcount", "night_duty") == [
        ("浜千鳥眼科クリニック", ["眼科"], 1, "none"),
        ("みずなら中央病院", ["脳神経外科"], 1, "required"),
        ("みずなら中央病院", ["脳神経内科"], 1, "none"),
        ("うどん坂クリニック", ["皮膚科"], 1, "none"),
    ]


def test_who_writes_a_letter_of_several_posts_is_where_they_are() -> None:
    """Words for a part of the house in the posts (健診センター) do not make them posts of other places."""
    letter = "各社ご担当者様\n\n群馬県沼田市の{}です。\n医師の求人を３つお願いしたく、ご連絡いたします。\n\nまず、脳神経内科の常勤の先生を１名探しています。年俸は１６００万円です。住まいは病院の近くにアパートを借り上げます。\n\nつぎに、健診センターで内視鏡を担当される非常勤の先生です。消化器内科の方で、月曜の午前、１コマ５万５千円です。\n\n三つめは、土曜の当直をしてくださる非常勤の先生です。１回６万円、科は問いません。\n"
    openings = read_text(letter.format("とねの森病院、人事の生方原")).openings
    assert [one.value("specialties") for one in openings] == [["脳神経内科"], ["消化器内科"], []]
    assert {one.value("institution") for one in openings} == {"とねの森病院"}
    agency = read_text(letter.format("上州メディカルキャリア、担当の生方原")).openings
    assert {one.value("institution") for one in agency} == {None}
