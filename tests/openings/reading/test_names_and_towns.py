"""Names of places of work as offices write them, and their town among those of patients, owners and training."""

import pytest

from enishi.openings.reading import read_text

TERMS = "診療科　内科\n雇用形態　常勤\n人数　1名\n年俸　1,500万円\n"

NAMES = [
    # two kinds of work joined within a name
    ("ゆりの木内科・小児科クリニック（長野県飯田市）では医師を募集しています。", "ゆりの木内科・小児科クリニック"),
    ("いなほ野胃腸科・外科医院　医師募集", "いなほ野胃腸科・外科医院"),
    ("ほたる沢在宅・訪問クリニックで働いてくださる先生を募集します。", "ほたる沢在宅・訪問クリニック"),
    ("【お願い】あかつき休日夜間こども・おとな診療所（群馬県桐生市）の医師について", "あかつき休日夜間こども・おとな診療所"),
    ("板橋区の休日・夜間診療所で働く医師の募集\nなずな橋休日夜間急病診療所では医師を募集しています。", "なずな橋休日夜間急病診療所"),
    # the place is told in a sentence
    ("場所は福島県須賀川市の「ゆりの木清風病院」（療養110床）です。", "ゆりの木清風病院"),
    ("ひとつは、三次市の介護老人保健施設ゆりのさと（入所80名）です。", "介護老人保健施設ゆりのさと"),
    ("会場は飯田市保健センターです。", "飯田市保健センター"),
    ("説明会の会場は、あおぞら総合病院です。", None),
    ("研修は、あおぞら総合病院で受けていただけます。", None),
    # with its town, in brackets of its own
    ("助教　〔しおさい医科大学附属病院（和歌山県田辺市）〕", "しおさい医科大学附属病院"),
    # by its department
    ("常滑市・うさぎ坂眼科：医師を募集", "うさぎ坂眼科"),
    ("〔本庄市〕いなほ野内科＝常勤医", "いなほ野内科"),
    ("▽うさぎ坂眼科（名古屋市千種区）　医師を募集", "うさぎ坂眼科"),
    ("かささぎ皮フ科　医師リクルート", "かささぎ皮フ科"),
    ("こちらも内科です。", None),
    # kana within a name that look like particles
    ("市民病院もくれん　医師募集", "市民病院もくれん"),
    ("介護老人保健施設かえでが谷　施設長（医師）募集", "介護老人保健施設かえでが谷"),
    ("阿賀野はなの病院（新潟県阿賀野市）　医師募集", "阿賀野はなの病院"),
    ("入院のない診療所なので、当直はありません。", None),
    ("お住まいは病院の職員寮です。", None),
    # a body, where nothing else is named
    ("いなほ野予防医学協会　採用ページ", "いなほ野予防医学協会"),
    ("けんしんプラザ湖南　医師スタッフ募集", "けんしんプラザ湖南"),
    ("さざんか献血ルーム豊橋　医師募集のご案内", "さざんか献血ルーム豊橋"),
    # what an older number said before a name is no part of it
    ("8月号でお知らせした国保ゆりの木診療所の医師募集です。", "国保ゆりの木診療所"),
    # a body of its own, and the site beside it
    ("事業所名　社会福祉法人 いなほ会\n職種　医師（内科）／介護医療院ゆりの野", "介護医療院ゆりの野"),
    ("事業所名　医療法人社団　いなほ会\n就業場所　事業所所在地と異なる\n　　　　　岩手県九戸郡洋野町　ゆりの木病院", "ゆりの木病院"),
    ("事業所名　特別養護老人ホームいなほの杜\n就業場所　山形県最上郡舟形町舟形999　ゆりの木診療所", "ゆりの木診療所"),
    ("社会福祉法人 いなほ会　　かささぎ苑　スタッフ募集", "かささぎ苑"),
    ("施設名　社会福祉法人　いなほ会\n　　　　介護老人保健施設ユリノサト", "介護老人保健施設ユリノサト"),
    ("病院　いなほ野山麓病院（栃木県の「いなほ台病院」様とよく間違えられます）", "いなほ野山麓病院"),
    # who is sought is no name
    ("施設　緩和ケアのわかる外科の先生", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "institution"), NAMES)
def test_the_name_of_the_place_of_work(words: str, institution: str | None) -> None:
    openings = read_text(f"{words}\n\n{TERMS}").openings
    assert [one.value("institution") for one in openings] == [institution]


TOWNS = [
    # where patients live, or go to
    ("ゆりの木在宅クリニック\n所在地　東京都葛飾区（訪問先は足立区と千葉県松戸市の一部）", "葛飾区"),
    ("ゆりの木在宅クリニック　医師募集\n東京都葛飾区の当院です。往診エリアは足立区、墨田区です。", "葛飾区"),
    ("市立ゆりの木病院（石川県珠洲市）\n手術を七尾市の病院へ集約します。", "珠洲市"),
    ("兵庫県朝来市のゆりの木病院です。\nお産の方は豊岡市・福知山市の病院へご紹介しています。", "朝来市"),
    ("岩手県久慈市は9日、市立ゆりの木病院の医師を募ると発表した。\n妊婦の4割は青森県八戸市などで出産している。", "久慈市"),
    ("市立ゆりの木病院総務課（北秋田市米内沢）\n急患は大館市や秋田市まで運ばれています。", "北秋田市"),
    # training, lodging, who sends
    ("長崎県小値賀町　福祉保健課\n町立ゆりの木診療所\n水曜日は佐世保市での研修日です。", "小値賀町"),
    ("国保ゆりの木病院　総務課\n（和歌山県東牟婁郡串本町／新宮市から車で50分）", "串本町"),
    ("発信元：いなほ野協会　仙台市青葉区\n当協会の施設「ゆりの木健診プラザ」（栗原市築館）の医師を募集します。", "栗原市"),
    ("ゆりの木健診センター（本部：甲府市）\n北杜市で行う健診の医師を募集します。\n前日は韮崎市内のビジネスホテルを取ります。", "北杜市"),
    ("ゆりの木診療所\nアクセス　兵庫県豊岡市ゆり町3丁目　豊岡駅からバス7分。京丹後市からも車で通えます。", "豊岡市"),
    ("ゆりの木クリニック\nクリニックの場所：東京都足立区ゆり町3-3", "足立区"),
    # where nobody is sought
    ("ゆりの木クリニック　医師募集\n東京都足立区の本院です。埼玉県川口市の分院は医師がそろっており、募集しておりません。", "足立区"),
    # two towns of work are no one town
    ("ゆりの木健診センター\n会場は高松市、丸亀市の事業所です。", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "municipality"), TOWNS)
def test_the_town_of_the_place_of_work(words: str, municipality: str | None) -> None:
    openings = read_text(f"{words}\n\n{TERMS}").openings
    assert [one.value("municipality") for one in openings] == [municipality]


SITES = [
    ("株式会社かささぎ精機　産業医募集\n会社名　株式会社かささぎ精機（本社　東京都大田区）\n勤務地　茅野工場　長野県茅野市金沢台8800", "株式会社かささぎ精機 茅野工場"),
    ("かささぎ硝子株式会社　産業医募集\nご依頼主　かささぎ硝子株式会社（本社：東京都中央区）\nご訪問先　三原工場（広島県三原市）", "かささぎ硝子株式会社 三原工場"),
    ("かささぎ精機　RECRUIT\n\n専属産業医　刈谷工場（愛知県刈谷市）", "かささぎ精機 刈谷工場"),
    ("かささぎ電装株式会社　産業医募集\n専属産業医（竹原工場　広島県竹原市）", "かささぎ電装株式会社 竹原工場"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "institution"), SITES)
def test_a_company_and_its_site(words: str, institution: str) -> None:
    openings = read_text(f"{words}\n人数　1名\n形態　常勤\n年俸　1,300万円\n").openings
    assert [one.value("institution") for one in openings] == [institution]


def test_who_holds_a_race_seeks_the_physicians_of_its_first_aid() -> None:
    text = "救護医師のご協力について（お願い）\n\n飯田市医師会　会員各位\n\n主　催　　いなほ高原ハーフマラソン実行委員会\n日時　令和8年5月10日（日）8時〜15時\n業務　救護所での手当て。科は問いません。医師を募集します。\n人数　3名\n謝金　1日 50,000円\n"
    assert read_text(text).openings[0].value("institution") == "いなほ高原ハーフマラソン実行委員会"


def test_the_same_as_above_is_the_place_of_the_post_before() -> None:
    text = "求人登録用紙\n\nその１\n施設名　医療法人いなほ会　ゆりの木病院\n所在地　福岡県北九州市八幡西区0-0\n診療科　皮膚科\n雇用　常勤\n給与　年俸 1,400万円\n\nその２\n施設名　［　同　上　］\n診療科　内科\n雇用　非常勤\n給与　日給 85,000円\n"
    assert [one.value("institution") for one in read_text(text).openings] == ["ゆりの木病院", "ゆりの木病院"]
