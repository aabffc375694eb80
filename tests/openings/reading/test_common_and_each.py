"""Pages of one place that seek several departments: what holds for all of them, and what for one alone."""

import pytest

from enishi.openings.reading import read_text

HEADS = (
    "■ 募集する診療科と人数\n　循環器科、眼科　各1名（いずれも常勤）",
    "■ 令和8年度採用　常勤医　循環器科・眼科　各1名",
    "■ 募集診療科\n　循環器科　1名\n　眼科　1名",
    "■ 募集診療科\n循環器科、眼科の2科で、各1名を募集します。",
    "■ 募集\n　診療科　　循環器科　眼科\n　人員　　　それぞれ1名",
    "次の2科で各1名の先生をお待ちしています。\n　◆循環器科　◆眼科",
)
EACH = (
    "　循環器科\n　　手術は年およそ350件。\n　　当直 月3回、オンコール 週1回\n　眼科\n　　外来は1日30人ほど。\n　　当直 なし、オンコール なし",
    "　循環器科　当直 月3回、オンコール 週1回\n　眼科　当直 なし、オンコール なし",
    "＜循環器科＞\n救急車は年間約900台。当直は月3回。オンコールは週1回です。\n＜眼科＞\n当直はありません。オンコールはありません。",
    "　・循環器科：当直月3回、オンコール週1回\n　・眼科：当直なし、オンコールなし",
    "　循環器科　　救急車は年間約900台。\n　　　　　　　当直　月3回　／　オンコール　週1回\n　眼科　　外来は1日30人ほど。\n　　　　　　　当直　なし　／　オンコール　なし",
    "　　　　　　　当直　　　　　オンコール\n　循環器科　　月3回　　　　　週1回\n　眼科　　　　なし　　　　　なし",
    "【循環器科】救急車は年間約900台。当直：月3回、オンコール：週1回\n【眼科】手術は年200件です。当直：なし、オンコール：なし",
)


@pytest.mark.parametrize("each", EACH)
@pytest.mark.parametrize("head", HEADS)
def test_each_department_is_a_post_with_the_common_terms_and_its_own_duties(head: str, each: str) -> None:
    text = (
        f"市立みずほ坂病院（遠野市）　常勤医師採用情報\n\n{head}\n\n■ 共通の条件\n　身分　　市職員（常勤）、任期の定めなし\n"
        f"　年俸　　1,500万円〜2,000万円\n　定年　　65歳\n\n■ 診療科ごとの条件\n{each}\n\n※小児科は大学から派遣を受けています。\n"
    )
    read = [
        tuple(o.value(name) for name in ("specialties", "headcount", "night_duty", "on_call", "retirement_age"))
        for o in read_text(text).openings
    ]
    assert read == [(["循環器内科"], 1, "required", "required", 65), (["眼科"], 1, "none", "none", 65)]


FORM = "■施設名　みかげ病院\n■所在地　島根県大田市\n■診療科　内科\n■人員　1名\n■形態　常勤\n■年俸　1,500万円〜1,800万円\n■当直　月2回\n■備考　{}"
PROSE = (
    "■医師募集　みかげ病院（島根県大田市）\n内科の常勤の先生を1名探しています。週5日、年俸は1,500万円から1,800万円です。"
    "当直は月2回です。\n\n{}\n\n連絡先　総務課"
)
CLOSED = (
    "なお、先月号に掲載した「眼科、非常勤、年俸1,700万円」は、採用が決まり、掲載を終えました。",
    "あわせて載せていただいていた「眼科の非常勤医師（水曜午後）」は、先週決まりましたので、掲載を終えてください。",
    "※春から募集していた眼科の非常勤医師（週2日）の求人については、都合により取下げとなりました。",
    "また、非常勤の眼科医につきましては、9月に着任が決まりました。",
    "昨年度から公募していた眼科（非常勤1名）は、応募がありましたので締め切りました。",
    "（なお、同時にお願いしておりました眼科の非常勤は、内定しましたので、取り下げてください）",
)


@pytest.mark.parametrize("frame", [FORM, PROSE], ids=["form", "prose"])
@pytest.mark.parametrize("said", CLOSED)
def test_a_sentence_closes_the_other_departments_post_and_not_this_one(said: str, frame: str) -> None:
    read = {
        str(o.value("specialties")): (o.value("recruiting"), o.value("employment"))
        for o in read_text(frame.format(said)).openings
    }
    assert read == {"['内科']": (True, ["full_time"]), "['眼科']": (False, ["part_time"])}


NOTHING_OVER = (
    "なお、眼科は大学から派遣を受けており、募集しておりません。",
    "眼科の外来は、4月から休止しております。",
    "※看護師の求人は取り下げます。",
    "（技術補佐員の公募は10月31日に締め切りました）",
    "前回の公募は、応募がないまま今年3月に締め切りました。",
    "一度募集を取りやめましたが、条件を改めて再び公募します。",
    "説明会は定員に達したため締め切りました。",
    "11月分は締め切りました。",
    "北部地区の県立病院の眼科医は、応募があったため8月に締め切りました。",
)


@pytest.mark.parametrize("frame", [FORM, PROSE], ids=["form", "prose"])
@pytest.mark.parametrize("said", NOTHING_OVER)
def test_what_ends_somewhere_else_closes_no_post_here_and_makes_none(said: str, frame: str) -> None:
    openings = read_text(frame.format(said)).openings
    assert [(o.value("specialties"), o.value("recruiting")) for o in openings] == [(["内科"], True)]


def test_an_older_letter_may_have_closed_another_post_which_keeps_none_of_the_terms() -> None:
    text = (
        "件名: 【条件変更】循環器内科（常勤）\n\nふくろう橋病院（兵庫県たつの市）です。次のとおり差し替えをお願いします。\n"
        "・年俸　1,500万円 → 1,700万円\n・勤務　週5日 → 週4日\n\n> 循環器内科の常勤医を1名募集します。\n> 年俸 1,500万円、週5日、当直 月3回。\n"
        "> なお、糖尿病内科の求人（常勤1名）は9月に取り下げておりますので、\n> まだ掲載が残っているようでしたら削除をお願いします。\n"
    )
    heart, sugar = read_text(text).openings
    assert (heart.value("recruiting"), heart.value("days_per_week"), heart.value("night_duty")) == (
        True,
        [4, 4],
        "required",
    )
    assert (sugar.value("recruiting"), sugar.value("headcount"), sugar.value("night_duty")) == (False, 1, None)


TAKES_OVER = """会員の掲示板

【譲ります・さがしています】

◎診療所の後継者をさがしています

　茨城県常陸太田市の「こもれび医院」の院長です。引き継いでくださる先生を一名、募ります。
［科目］　内科
［勤務］　常勤、週４日半
［給与］　承継までは月額１２０万円
［当直］　なし（無床です）
［住宅］　医院の裏手の住宅を無償でお貸しします

◎中古の超音波診断装置、お譲りします（水戸市・眼科）
"""


def test_who_takes_over_a_practice_and_works_there_first_is_sought_also_below_a_heading_of_things_to_give() -> None:
    (post,) = read_text(TAKES_OVER).openings
    assert (post.value("institution"), post.value("specialties"), post.value("employment")) == (
        "こもれび医院",
        ["内科"],
        ["full_time"],
    )
    sold = "会員の掲示板\n\n【譲ります】\n\n◎診療所の土地と建物\n　常陸太田市。内科として使っていました。価格は４，０００万円、応談。\n"
    assert read_text(sold).openings == ()


def test_headings_in_frames_part_posts_as_any_headings_do() -> None:
    text = (
        "療育センターこもれびの丘（茨城県常陸大宮市）　医師募集\n\n┏━━━━━━━━━━┓\n　常　勤　　小児科　　１名\n┗━━━━━━━━━━┛\n"
        "　・週４日　年収　１，３００万円\n　・当直　月２回程度\n\n┏━━━━━━━━━━┓\n　非常勤　　精神科　　２名\n┗━━━━━━━━━━┛\n"
        "　・毎週火曜日　１７：３０〜翌８：３０\n　・１回 ５万円\n"
    )
    read = [(o.value("specialties"), o.value("employment"), o.value("headcount")) for o in read_text(text).openings]
    assert read == [(["小児科"], ["full_time"], 1), (["精神科"], ["part_time"], 2)]


def test_letters_that_a_remark_names_without_brackets_stay_the_marks_of_the_posts() -> None:
    text = (
        "12月前半の単発のお仕事をご案内します。\n\n(A) 12/6（土） 9:00〜12:30\n  川越市　ときのかね内科クリニック\n  内科外来 1名\n  半日 40,000円\n\n"
        "(B) 12/13（土） 18:00〜翌8:30\n  秩父市　武甲ふもと病院\n  救急外来の当直 1名　内科または外科\n  1回 75,000円\n\n"
        "Aは当直やオンコールを伴いません。Bも時間外の呼び出しはございません。\n"
    )
    day, night = read_text(text).openings
    assert (day.value("night_duty"), day.value("on_call")) == ("none", "none")
    assert (night.value("night_duty"), night.value("on_call")) == ("required", "none")


def test_as_many_posts_as_the_text_says_are_read() -> None:
    text = (
        "差出人: とねの森病院 人事\n件名: 来年度の医師求人について\n\n群馬県沼田市のとねの森病院です。来年度に向けて、医師の求人を３つお願いいたします。\n\n"
        "まず、脳神経内科の常勤の先生を１名探しています。週４．５日、年俸は１６００万円から２０００万円です。当直は月３回です。\n\n"
        "つぎに、健診センターの非常勤の先生です。消化器内科の方で、月曜の午前です。１コマ５万５千円です。\n\n"
        "三つめは、土曜の当直をしてくださる非常勤の先生です。１８時から翌朝８時まで、１回６万円、科は問いません。\n"
    )
    assert [o.value("employment") for o in read_text(text).openings] == [["full_time"], ["part_time"], ["part_time"]]
