"""Whole advertisements of several posts: what stands in the column, the section or the lines of one is told of that one alone."""

from typing import Any

from enishi.openings.reading import read_text


def read(text: str) -> list[dict[str, Any]]:
    openings: list[dict[str, Any]] = read_text(text).to_json()["openings"]
    return openings


HOSPITAL = "市立みなと坂病院　医師募集\n新潟県十日町市にある病院です。\n\n"


def test_what_stands_below_the_name_of_a_department_is_told_of_no_other() -> None:
    text = (
        f"{HOSPITAL}■ 募集する診療科と人数\n麻酔科、産婦人科　各1名（いずれも常勤）\n\n■ 科ごとの働き方\n"
        "【麻酔科】手術は年間1,400件です。当直はありません。オンコールは月8回ほどです。\n"
        "【産婦人科】分娩は年間210件。当直は月4回、55歳以上の方は免除できます。オンコールはありません。\n\n■ 定年　65歳\n"
    )
    told = {one["specialties"][0]: (one["night_duty"], one["on_call"], one["retirement_age"]) for one in read(text)}
    assert told == {"麻酔科": ("none", "required", 65), "産婦人科": ("negotiable", "none", 65)}


def test_departments_that_are_only_counted_share_what_stands_below_the_last() -> None:
    told = read(f"{HOSPITAL}募集\n内科　1名\n外科　1名\n当直　月2回\nオンコール　なし\n定年　65歳\n")
    assert [(one["night_duty"], one["on_call"], one["retirement_age"]) for one in told] == [
        ("required", "none", 65)
    ] * 2


LETTER = (
    "院長室だより「二人の先生を探しています」\n\n新潟県十日町市のみなと坂病院です。\n\n"
    "お一人は、療養病棟を受け持ってくださる内科の常勤の先生です。勤務は週４日、年俸は１，５００万円です。\n\n"
    "もうお一人は、リハビリテーション科で、こちらは非常勤の先生です。毎週金曜日、朝の９時から夕方の５時まで、日当は１０万円です。{at_home}\n\n"
    "{for_whom}、夜中にお電話することはありません（オンコールなし）。\n"
)


def test_a_sentence_behind_the_last_post_that_speaks_of_all_is_heard_by_the_first() -> None:
    both = read(LETTER.format(at_home="", for_whom="どちらの先生にも"))
    last = read(LETTER.format(at_home="", for_whom="リハビリテーション科の先生に"))
    assert [one["on_call"] for one in both] == ["none", "none"]
    assert next(one["on_call"] for one in last) is None


GRID = "外来の先生を募集しています\t\t\t\t\t\t\n\t月\t火\t水\t木\t金\t土\n午前 9:00-12:30\t×\t○\t×\t{thursday}\t○\t○\n午後 14:30-18:00\t×\t○\t×\t\t×\t\n凡例\t○＝募集しています\t×＝担当医が決まっています\n診療科\t整形外科\n"


def test_an_empty_cell_of_a_week_keeps_its_place() -> None:
    (closed,) = read(GRID.format(thursday=""))
    (open_,) = read(GRID.format(thursday="○"))
    assert closed["slots"] == ["tue_am", "tue_pm", "fri_am", "sat_am"]
    assert open_["slots"] == ["tue_am", "tue_pm", "thu_am", "fri_am", "sat_am"]


def test_columns_below_a_head_of_departments_belong_to_the_rows_of_the_week() -> None:
    text = (
        "みなと坂クリニック　外来担当医の募集枠\n新潟県十日町市\n\n凡例　◎ 募集しています　済 担当医が決まっています　休 休診\n\n"
        "診療科\t時間帯\t月\t火\t水\t木\t金\t土\n皮膚科\t午前\t済\t◎\t済\t◎\t休\t◎\n皮膚科\t午後\t◎\t休\t済\t済\t休\t休\n"
        "眼科\t午前\t◎\t済\t◎\t休\t済\t済\n眼科\t午後\t済\t休\t◎\t休\t◎\t休\n\n"
        "条件\t皮膚科\t眼科\n報酬\t１コマ ４５，０００円\t１コマ ５０，０００円\n人数\t若干名\t１名\n"
    )
    told = {one["specialties"][0]: (one["headcount"], [row["max_yen"] for row in one["pay"]]) for one in read(text)}
    assert told == {"皮膚科": (None, [45_000]), "眼科": (1, [50_000])}


def test_what_stands_right_below_a_week_pays_that_place_and_not_the_other() -> None:
    text = (
        "眼科の先生へ　外来枠のご案内\n◎＝募集中　●＝担当医あり\n\n"
        "【新潟】ひまわり眼科 十日町院　（新潟県十日町市）\n\t月\t火\t水\t木\t金\t土\t日\n午前\t●\t◎\t●\t●\t◎\t●\t◎\n時給\t12,000円\n\n"
        "【富山】ひまわり眼科 魚津院　（富山県魚津市）\n\t月\t火\t水\t木\t金\t土\t日\n午前\t◎\t●\t●\t◎\t●\t◎\t●\n日給\t90,000円\n\n"
        "■両院共通\n雇用：非常勤　週1日から\n"
    )
    told = {one["municipality"]: [(row["unit"], row["max_yen"]) for row in one["pay"]] for one in read(text)}
    assert told == {"十日町市": [("hour", 12_000)], "魚津市": [("day", 90_000)]}


def test_hours_belong_to_the_weekdays_above_them_where_both_come_by_turns() -> None:
    text = f"{HOSPITAL}内科の常勤の先生を1名募集しています。\n\n〈日中の仕事〉\n　曜日　月曜・火曜・木曜\n　時間　９：００〜１７：３０\n\n〈夜の仕事〉\n　曜日　木曜の当直\n　時間　１７：３０〜翌８：３０\n"
    (one,) = read(text)
    assert one["slots"] == ["mon_am", "mon_pm", "tue_am", "tue_pm", "thu_am", "thu_pm", "thu_night"]


CHANGE = (
    "差出人：みなと坂病院 総務課\n件名：求人票（２件）の変更\n\n先日お送りした求人２件のうち、（１）消化器外科の条件を次のように変更いたします。\n\n"
    "　・年俸　１，７００万円〜２，０００万円\n　・当直　月２回\n\n（２）婦人科には変更はございません。\n\n"
    "> ---- 10月20日のメール ----\n> みなと坂病院（新潟県十日町市）の医師求人です。\n>\n> （１）消化器外科　常勤 １名\n> 　年俸１，５００万円〜１，８００万円、当直 月４回\n>\n"
    "> （２）婦人科　非常勤 １名\n> 　金曜日の終日（９時〜１７時）、日給１０万円\n> 　当直・オンコールなし\n"
)


def test_a_change_of_one_post_leaves_the_other_as_it_was() -> None:
    told = {one["specialties"][0]: (one["pay"][0]["max_yen"], one["night_duty"]) for one in read(CHANGE)}
    assert told == {"消化器外科": (20_000_000, "required"), "婦人科": (100_000, "none")}


def test_a_kind_of_work_with_its_state_heads_a_post_and_counts_nobody() -> None:
    text = (
        "みなと坂クリニック（新潟県十日町市）　医師採用情報\n\n▼1　常勤医師　【募集中】\n診療科　内科\n勤務日　週4日\n給与　年収1,800万円\n\n"
        "▼2　非常勤医師（訪問診療）　【募集終了】\n診療科　皮膚科\n給与　日給100,000円\n\n▼3　夜間往診の当直医師　【募集中】\n診療科　内科\n給与　1勤務 85,000円\n"
    )
    assert [(one["specialties"], one["recruiting"]) for one in read(text)] == [
        (["内科"], True),
        (["皮膚科"], False),
        (["内科"], True),
    ]


def test_posts_of_a_letter_are_counted_up_in_words() -> None:
    text = (
        "新潟県十日町市のみなと坂病院です。医師の求人を３つお願いいたします。\n\nまず、脳神経内科の常勤の先生を１名探しています。週４日、年俸は１，６００万円です。\n\n"
        "つぎに、消化器内科の非常勤の先生です。月曜の午前、１コマ５万円です。\n\n三つめは、土曜の日直をしてくださる非常勤の先生です。９時から１７時まで、１回６万円、科は問いません。\n"
    )
    assert [one["slots"] for one in read(text)] == [None, ["mon_am"], ["sat_am", "sat_pm"]]


def office(of: str, second: str) -> list[Any]:
    """Departments of the two posts that the office of a department writes of; the second names none, or what `second` says."""
    text = (
        f"同門会員各位\n\n岩手山麓医科大学 {of}\n医局長　折居\n\n県北の皮膚科診療は二つの施設で支えております。後任の先生をお願いいたします。\n\n記\n"
        "一、久慈市　久慈はまなす病院\n　　皮膚科常勤医一名の後任です。週五日、年俸は千六百五十万円。定年は六十五歳です。\n\n"
        f"二、八幡平市　市立りんどう病院\n　　{second}毎週木曜日の外来（午前と午後）を一名の先生にお願いします。日給十一万円。当直はございません。\n"
    )
    return [one["specialties"] for one in read(text)]


def test_an_office_of_one_department_seeks_its_own_where_a_post_names_none() -> None:
    assert office("皮膚科学講座", "こちらは非常勤で、") == [["皮膚科"], ["皮膚科"]]
    assert office("皮膚科学講座", "こちらは眼科の非常勤で、") == [["皮膚科"], ["眼科"]]
    assert office("地域医療学講座", "こちらは非常勤で、") != [["皮膚科"], ["皮膚科"]]


ABOVE_A_LIST = (
    "秋田県　公衆衛生医師 採用案内\n\n{above}\n\n▼ 募集その1　公衆衛生医師（県職員・常勤）\nどこで働くの　　県内の保健所\n何人　　　　　　若干名\n"
    "住まいは　　　　職員公舎に入れます\n\n▼ 募集その2　嘱託医（会計年度任用職員・非常勤）\nどこで働くの　　秋田県こころの相談センター（秋田市）\n"
    "何科・何人　　　精神科　1名\nいつ　　　　　　週2日\n"
)


def test_that_no_department_is_asked_for_may_stand_above_a_list() -> None:
    told = read(ABOVE_A_LIST.format(above="行政の経験はいりません。診療科も問いません。"))
    assert [(one["specialties"], one["any_specialty"]) for one in told] == [([], True), (["精神科"], False)]
    told = read(ABOVE_A_LIST.format(above="行政の経験はいりません。年齢も問いません。"))
    assert [(one["specialties"], one["any_specialty"]) for one in told] == [(None, False), (["精神科"], False)]
