"""Remarks beside several posts that say of one of them that it is over: which one, and that the others stay open."""

import pytest

from enishi.openings.reading import read_text

LETTERED = """高梁川地域　登録求人のお知らせ　第58号（令和7年11月7日）

【1】 国保湯けむり診療所（真庭市）
    内科 常勤1名。週5日。年額1,800万円。当直なし、時間外は電話待機あり。
    医師住宅あり。任期5年。
【2】 べにお病院（高梁市）
    精神科 常勤2名。週4日から5日。年額1,400万円〜1,900万円。当直月3回。
    住宅は借上げで用意。定年68歳。
【3】 新見みどり健診センター（新見市）
    婦人科 非常勤1名。水曜日の午前（子宮がん検診）。1回（半日）4万5千円。
    当直・待機なし。

{}

事務局：高梁川地域医療の会（岡山市北区）　086-000-2727
"""
TABLE = """県北地域 医師求人一覧（11月）
番号	施設名	市町村	診療科	形態	人数	給与	当直
1	国保あさひ病院	真庭市	内科	常勤	2	年1,500万円	月2回
2	べにお病院	高梁市	精神科	常勤	1	年1,600万円	月3回
3	新見みどり健診センター	新見市	婦人科	非常勤	1	日額9万円	なし

{}
お問い合わせ　県医務課　086-000-1111
"""
POINTS = """広報おくいずも　12月号
●町の病院・診療所で働くお医者さんを募集しています
・町立三沢の森病院　内科医　常勤2人　年収1,800万円　当直月2回
・町立三沢の森病院　精神科医　常勤1人　年収1,800万円　当直月2回
・町営たたら診療所　婦人科医　非常勤1人　毎週水曜日（終日）　日額80,000円　当直なし　※1

　常勤の方には医師住宅があります。

{}
　【問】奥出雲町役場　健康福祉課（電話0854-00-2500）
"""
EACH = """市立もみじ谷病院　医師採用のご案内
当院は兵庫県宍粟市にある180床の病院です。

■ 募集する診療科と人数
内科、精神科、婦人科　各1名（いずれも常勤）
{}

■ 共通の条件
年収　1,350万円〜2,000万円
宿舎　あり
定年　65歳

お問い合わせ　総務課人事係　電話 0790-00-6200
"""


def closed(text: str, remark: str) -> list[int]:
    """Which of the posts are over, counted from 1; there must be three."""
    read = read_text(text.format(remark)).to_json()["openings"]
    assert len(read) == 3
    return [at for at, one in enumerate(read, 1) if not one["recruiting"]]


@pytest.mark.parametrize("text", [LETTERED, TABLE])
@pytest.mark.parametrize(
    ("remark", "gone"),
    [
        ("【3】は、10月31日に採用が決まりましたので、受付を終わりました。", [3]),
        (
            "◇ 【2】の病院では、見学の旅費を負担します。\n◇ 【3】は、採用が決まりました。\n◇ 県外からの登録も歓迎します。",
            [3],
        ),
        ("なお、【3】の募集は終了いたしました。", [3]),
        ("No.3は取り下げます。", [3]),
        ("※3は11月10日をもって募集を終えました。", [3]),
        ("【1】と【3】は終了しました。", [1, 3]),
        ("3以外は受付を終了しました。", [1, 2]),
        ("※新見みどり健診センターの求人は終了しました。", [3]),
        ("お知らせ：婦人科は充足しました。", [3]),
        ("※非常勤の求人は終了しました。", [3]),
        ("【3】は引き続き募集しています。", []),
        ("【3】は、採用が決まり次第、受付を終わります。", []),
        ("【3】の施設では、看護師の募集は終了しました。", []),
        ("2番は宿舎の場所が決まりました。", []),
        ("婦人科は大学からの派遣が決まりました。", []),
        ("昨年度の募集は終了しました。", []),
    ],
)
def test_a_remark_below_a_list_closes_the_posts_that_it_names_and_no_other(
    text: str, remark: str, gone: list[int]
) -> None:
    assert closed(text, remark) == gone


@pytest.mark.parametrize("text", [POINTS, EACH])
@pytest.mark.parametrize(
    ("remark", "gone"),
    [
        ("※婦人科医は、10月に採用する方が決まりましたので、募集を終わりました。", [3]),
        ("→ 婦人科は10月に採用が決まりましたので、受付を終了しました。", [3]),
        ("（婦人科は決定済み）", [3]),
        ("婦人科の先生は決まりました。ありがとうございました。", [3]),
        ("婦人科は引き続き募集しています。", []),
        ("婦人科の看護師は募集を終了しました。", []),
        ("婦人科は、応募が定員に達し次第、受付を終了します。", []),
    ],
)
def test_a_remark_closes_the_post_of_its_department(text: str, remark: str, gone: list[int]) -> None:
    assert closed(text, remark) == gone


def test_a_footnote_closes_the_post_that_bears_its_sign() -> None:
    assert closed(POINTS, "※1 10月に採用が決まりましたので、募集を終わりました。") == [3]
    assert closed(POINTS, "※１：受付終了") == [3]
    assert closed(POINTS, "※1 見学の受付は10月で終了しました。") == []
