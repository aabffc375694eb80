"""The place of work among other places: head offices, employers, branches, towns that people come from."""

import pytest

from enishi.openings.reading import read_text

TERMS = "診療科　内科\n雇用形態　常勤\n人数　1名\n年俸　1,500万円\n"

AT = [
    # a head office or an employer beside the place of work
    ("事業所名　社会福祉法人磯菊会 法人本部\n所在地　千葉県千葉市中央区99-1\n就業場所　介護老人保健施設はなつみの郷\n　　　　　千葉県南房総市はなつみ1-99\n", "介護老人保健施設はなつみの郷", "南房総市"),
    ("求人者　あさぎり血液センター\n勤務場所　献血ルームあさぎり（福井県越前市）\n", "献血ルームあさぎり", "越前市"),
    ("機関名　学校法人みなみ学園　南海医科大学\n勤務地　南海医科大学附属病院（和歌山県田辺市）\n", "南海医科大学附属病院", "田辺市"),
    ("法人名　医療法人社団やまなみ会（長野県長野市）\n病院名　やまなみ病院\n勤務地　長野県大町市やまなみ1-1\n", "やまなみ病院", "大町市"),
    ("開設者　医療法人みぎわ会\n医療機関名　みぎわ台整形外科\n所在地　高知県須崎市みぎわ台2\n", "みぎわ台整形外科", "須崎市"),
    # a branch by the name of its town
    ("勤務地：しらかば在宅クリニック調布（東京都調布市）\n※本院は世田谷区にあります\n", "しらかば在宅クリニック調布", "調布市"),
    ("京都市の本院と草津市の分院があり、「つくしこどもクリニック草津」で診てくださる先生を探しています。\n", "つくしこどもクリニック草津", "草津市"),
    # a company and its site
    ("株式会社カワウソ精機　採用情報\n勤務先：東近江工場（滋賀県東近江市、従業員1,180名）\n本社：東京都港区\n", "株式会社カワウソ精機 東近江工場", "東近江市"),
    # towns that people come from, or that the sick go to
    ("勤務先　すずかけ診療所\n所在地　栃木県さくら市すずかけ3\n（宇都宮市、那須烏山市からも車で30分以内です）\n", "すずかけ診療所", "さくら市"),
    ("あじさい病院（愛知県新城市）です。名古屋市、豊橋市からお通いの先生には高速代をお支払いします。\n", "あじさい病院", "新城市"),
    ("京丹後市立うみかぜ病院です。いま、町の妊婦さんは兵庫県豊岡市の病院に通っています。\n", "京丹後市立うみかぜ病院", "京丹後市"),
    ("りんどう病院（岩手県久慈市）。系列のりんどうクリニック（盛岡市）では募集しておりません。\n", "りんどう病院", "久慈市"),
    # several places of work: no one town
    ("岩手県では公衆衛生医師を募集しています。\n勤務先　県庁（盛岡市）または県内各地の保健所\n", "岩手県", None),
    ("なごみ健診センター（香川県高松市）\n会場は高松市、丸亀市、三豊市の事業所です。\n", "なごみ健診センター", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "institution", "municipality"), AT)
def test_the_place_of_work_is_told_from_other_places(words: str, institution: str, municipality: str | None) -> None:
    for text in (
        f"医師募集\n{words}{TERMS}",
        f"【医師の募集について】\n\n{words}\n{TERMS}\nお問い合わせは事務まで。\n",
    ):
        openings = read_text(text).openings
        assert len(openings) == 1
        assert (openings[0].value("institution"), openings[0].value("municipality")) == (institution, municipality)


HEADS = [
    ("はなみずき通り眼科　RECRUIT", "はなみずき通り眼科"),
    ("いりこの里　施設長（管理医師）募集", "いりこの里"),
    ("ひだまりの丘　医師募集", "ひだまりの丘"),
    ("置賜みどり健診協会　健診医（非常勤）募集", "置賜みどり健診協会"),
    ("あかつき製紙 白河工場　健康管理室　募集のお知らせ", "あかつき製紙 白河工場"),
    # what heads any page is nobody's name
    ("みどりの町で　医師募集", None),
    ("ふるさと医療協会だより　医師募集", None),
    ("令和8年度　医師採用案内", None),
    ("老健施設　施設長募集", None),
    ("脊椎整形　医師募集", None),
]


@pytest.mark.parametrize(("head", "institution"), HEADS)
def test_a_page_is_headed_by_the_name_of_the_house(head: str, institution: str | None) -> None:
    openings = read_text(f"{head}\n\n健診や診察をしてくださる先生を募集します。\n\n{TERMS}").openings
    assert [one.value("institution") for one in openings] == [institution]


def test_the_company_of_the_page_stands_before_the_site_of_each_post() -> None:
    head = "瀬戸崎精密工業株式会社 産業医の募集について\n\n当社では、産業医の先生を２つの事業所で募集しています。\n\n"
    by_place = "● 小山工場（栃木県小山市）\n専属の産業医　１名\n年収　１，２００万円\n\n● 常総工場（茨城県常総市）\n嘱託の産業医（非常勤）　１名\n報酬　月額　６０，０００円\n"
    in_title = "【募集１】専属産業医（常勤）　小山工場\n場所　栃木県小山市\n年俸　１，２００万円\n\n【募集２】嘱託産業医（非常勤）　常総工場\n場所　茨城県常総市\n報酬　月額　６０，０００円\n"
    sites = ["瀬戸崎精密工業株式会社 小山工場", "瀬戸崎精密工業株式会社 常総工場"]
    for posts in (by_place, in_title):
        assert [one.value("institution") for one in read_text(head + posts).openings] == sites


def test_one_of_several_towns_is_no_town() -> None:
    """「三つの市町に置く保健センターのいずれか」: the address to write to is not where the work is."""
    text = "公衆衛生医師　採用選考案内\n\nあかぎ野広域保健組合は、群馬県の沼田市、渋川市、中之条町がつくる一部事務組合です。\n\n職種　医師　２人\n勤務場所　{}\n申込先　あかぎ野広域保健組合 事務局　群馬県渋川市あかぎ野７\n"
    any_of_them = read_text(text.format("組合が三つの市町に置く保健センターのうち、いずれか１か所")).openings[0]
    assert (any_of_them.value("institution"), any_of_them.value("municipality")) == ("あかぎ野広域保健組合", None)
    one_of_them = read_text(text.format("中之条町こもれび保健センター")).openings[0]
    assert one_of_them.value("municipality") == "中之条町"
