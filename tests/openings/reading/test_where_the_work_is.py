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
