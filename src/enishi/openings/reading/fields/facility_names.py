"""How names of places of work are built, and what in running words may be one."""

from collections.abc import Iterator
from functools import lru_cache

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import A_LIST, FULL
from enishi.openings.reading.fields.municipalities import is_a_town, named_in
from enishi.openings.reading.fields.name_forms import LIKE_A_NAME, NAME_CHARS, by_department, kinds_within
from enishi.openings.reading.labels import label_of
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

KIND = (
    r"(?:保健|健康|福祉|すこやか|けんこう|げんき|いきいき|ふれあい)館|総合病院|中央病院|記念病院|病院|医院|クリニック|診療所|医療センター|健診センター|健診所|健康管理センター|健康センター|リハビリテーションセンター|リハビリセンター|こころの?センター|救命救急センター|がんセンター|検診センター|予防医学センター|保健センター|"
    r"介護老人保健施設[^\s、。()「」]{2,12}|老人保健施設|老健施設|療養所|療養園|介護医療院|ホスピス|保健所|血液センター|献血ルーム|医療福祉センター|療育センター|福祉センター|透析センター|メディカルセンター|ホスピタル|診療室|ケアセンター|医務室|健康管理室|矯正医療センター|"
    r"刑務所|刑務支所|拘置所|拘置支所|少年鑑別所|少年院|検疫所|児童相談所|(?<=[ぁ-んァ-ヶ一-龥]{3})学院|医大|医科大学|大学病院|特別養護老人ホーム[^\s、。()「」]{2,12}|工場|事業所|製作所|支社|事業場|物流センター|研究所|園|医療院|総合医療センター|厚生院|レディースクリニック|内科|外科|眼科|皮膚科|整形外科|小児科|耳鼻咽喉科|産婦人科|婦人科|泌尿器科|老健|健診プラザ|検診機関"
)
BODY = r"予防医学協会|[健検]診協会|予防協会|総合保健協会|健康管理協会|健康づくり(?:財団|協会)|健康推進機構|労働衛生協会|病院企業団|医療企業団|教育委員会|企業団|病院組合|医療組合|広域連合|病院事業局|病院局|(?<=[都道府県市])医療局|健康保険組合|(?<=広域)保健組合|医師会|事務組合|病院機構"
SURE = r"総合病院|刑務支?所|拘置支?所|少年鑑別所|少年院|病院|医院|クリニック|診療所|医療センター|健診センター|健診所|センター|児童相談所|保健所|検疫所|老人保健施設|療養所|介護医療院|ホスピタル|診療室|急患室|健診プラザ|献血ルーム(?!\s?(?!医師|募集|採用|検診|健診)[^\s、。()「」『』はがをにでの♥])|(?:保健|健康|福祉|すこやか|けんこう|げんき|いきいき|ふれあい)館"
# 「配置先 …デイサービスセンターおよび特別養護老人ホーム…荘」
TWO_OF_THEM = lazy(
    rf"(?:{SURE}|荘|苑|園)(?:\([^()]*\))?(?:および|及び|並びに|または|又は|もしくは|あるいは)\S{{2,}}(?:{SURE}|荘|苑|園|ホーム)"
)
A_PART = lazy(r"(?:診療|担当|所属|配属)?(?:部門|部署|部)|所属|病棟|ユニット")  # 「部門 循環器センター」
# 「求人者:国立大学法人しおさい大学 勤務先:しおさい大学病院」
LABEL_WITHIN = lazy(r"[\s/](?:勤務先|勤務場所|就業場所|施設|病院)(?:名称?)?\s*:\s*(?=\S{3})")
# A kind of facility with its name after it: 介護老人保健施設 ひだまり苑, 特別養護老人ホームつばき荘.
WITH_A_NAME = lazy(
    r"(?:(?:[一-龥]{1,4}[市町村]立|[市町村]立|国保)?(?:介護老人保健施設|老人保健施設|特別養護老人ホーム|介護医療院|養護老人ホーム|ケアハウス|障害者支援施設|重症心身障害児者?施設|地域密着型介護老人福祉施設|介護老人福祉施設|救護施設|国立療養所(?=\s?\S{2,8}園)|(?<![一-龥])(?:老健|特養)(?=\s?[ぁ-んァ-ヶ]{2,})|(?:献血ルーム|健診プラザ)(?=\s?[ぁ-んァ-ヶ]{2,}|(?<=(?<![一-龥ぁ-んァ-ヶ]).....)[一-龥ヶケ]{2,4}(?<!勤務|検診|健診|募集|担当|医師|受付|一覧|各所|内外|責任)(?=[\s(、。」』】]|$))(?!より|から|など|まで|として|です|ください|にて)))"
    r"\s?(?![のをでにへ、。(]|と(?![ぁ-ん]{2,5}(?:$|[\s(、苑園荘の]))|は(?![ぁ-ん]{2,6}(?:の[家里郷森丘]|苑|園|荘|$|[\s(])))(?:[^\s、。()「」:/|・,【】＞>》〉\u2190-\u2bff]{1,10}?(?:苑|園|荘|の?里|の?郷|館|ホーム|の?家|の?森|ハイツ|ガーデン|の[一-龥]{1,2}(?=$|[\s、。()]|(?:の|では|で|が|は|から|を|です)))|[^\s、。()「」:/|・,【】＞>》〉\u2190-\u2bff]{2,12}?)(?=$|[\s、。()「」:/|・,※【】>》〉\u2190-\u2bff]|の[おご]?[一-龥]|(?:では|から|です)[一-龥ぁ-ん、。]|[でがは]、|(?:(?<!かえ)で|[はにを]|が(?![丘浜原崎岳峰峯森谷池島台沢野関岡城根平]))(?:[一-龥]|[ぁ-ん](?![ぁ-ん]{0,6}(?:$|[\s()、。「」]|では|です))))"
)
_CANDIDATE = lazy(
    rf"{NAME_CHARS}{{1,24}}?(?:{SURE})(?![一-龥ァ-ヶ]*(?:{SURE}))|{NAME_CHARS}{{0,16}}[ァ-ヶー]{{3}}{NAME_CHARS}{{0,8}}?(?:工場|製作所|製鉄所|造船所|事業所)(?=(?:\([^()]*\))?(?:では?|にて|において)[^。]{{0,24}}産業医)|(?:株式会社|\(株\))\s?\S{{1,16}}(?:\s\S{{1,12}}(?:工場|事業所|支社|製作所|製造所|造船所|製鉄所|製油所|発電所|本社|事業場|物流センター))|{NAME_CHARS}{{1,16}}(?:株式会社|\(株\))(?:\s?{NAME_CHARS}{{0,12}}?(?:工場|事業所|支社|製作所|製造所|造船所|製鉄所|製油所|発電所|本社|事業場|センター|研究所))"
)
# 「まほろば献血センター八木ルーム」
BRANCH_ROOM = lazy(
    rf"(?<![^\s「(、。]){NAME_CHARS}{{2,14}}(?:センター|病院|診療所|クリニック){NAME_CHARS}{{1,6}}?(?:ルーム|分室|分院|出張所|サテライト|プラザ|支所)(?=$|[\s(、。」]|では?|の|に)"
)
# 「めがねの里皮フ科」: a name that ends with the department
BY_DEPARTMENT = lazy(
    rf"(?={NAME_CHARS}{{0,8}}[ぁ-んァ-ヶー]{{2}}){NAME_CHARS}{{2,14}}?(?:内科|外科|眼科|皮膚科|皮フ科|皮ふ科|小児科|耳鼻科|耳鼻咽喉科|婦人科|泌尿器科)(?=$|[\s(、])"
)
_BREAK = lazy(r"\s+(?:--+|[-/|])\s+|\s*[|]\s*")
_COMMON = lazy(
    r"[はがをにへ]|での|から|より|ので|して|する|した|として|および|または|ください|^[のでもとや](?=[一-龥ァ-ヶ])|また|募集|求人|医師の|など|ほか|である|より"
)
_NO_QUOTED_NAME = lazy(
    r"(?:できる|する|ある|なる)(?=[一-龥])|[一-龥][はがをにへ](?=[一-龥])|での|から|より|ので|して|する|した|として|および|または|ください|^[のでもとや](?=[一-龥ァ-ヶ])|また|募集|求人|医師の|など|ほか|である"
)
_CUT = lazy(
    r"^.*(?:ております|ています|ございます|いたします|あります)(?=\S{3})|^.*?(?:[はをにへ]|(?<!れん)が(?![丘浜原崎岳峰峯森谷窪池島台沢野関瀬岡城根洞里平])|から|より|で|での|にある|(?<=[席欠])になる|となる|となった|させる|ている|(?<=.)ました|です|ます|ある|する(?=[市町村国県公道府都]立|国保|「)|だった|ていた)(?=[^\sぁ-ん])"
)
# 「ゆきぐに中央病院」: the に belongs to the name, unless an adverb ends with it
_KANA_NAME = lazy(
    r"[うおかくたゆわ]に|(?!さらに|すぐに|とくに|ともに|まれに|ここに|そこに|これ|それ|おもに|じきに|つぎに|ほかに|いっしょに|ただちに|あらたに|とき|ため)[ぁ-ん]{2,6}[はがにへで]"
)
# 「海を見おろす」, 「50年を迎える」, 「お世話になった」, 「地域を守ってきた」: a verb between a particle and the name that it tells of
_A_VERB_BEFORE = lazy(
    r"\S?\s?\S{0,14}?(?:[をにがとでへ](?:[一-龥]{0,2}[ぁ-ん]{1,5}?(?:った|てきた|できた|んだ)|[一-龥]{1,2}[ぁ-ん]{0,4}?(?:いた|えた|けた|せた|てた|めた|れた|した))"
    r"|を(?:[一-龥]{1,2}[ぁ-ん]{0,3}?|つく|のぞ|つな|ささえ|まも)[うくぐすつぬぶむる]|(?:[にがの]|から)(?:[通建立続望臨流輝香咲集守営開残]|支え|広が|根ざ|寄り添)[うくぐすつぬぶむる])(?=\S{4})"
)
# 「飯豊町国保いいで清流診療所」: the で belongs to the name.
_OF_A_TOWN = lazy(
    r"(?:[^\s、。はがをに]{1,6}[市町村])?(?:国保|国民健康保険)[ぁ-ん]{1,3}[でにはとが][一-龥]{1,4}(?:診療所|病院)$"
)
_WITH_BRACKETS = lazy(
    rf"(?:^|[。、\s])(?P<name>(?!\d{{1,2}}\s*月|[ぁ-ん]{{1,3}}[、。]){NAME_CHARS}{{2,16}})\((?P<inside>[^()]{{2,40}})\)"
)
_FACILITY_INSIDE = lazy(r"特別養護老人ホーム|老人保健施設|介護医療院|障害者(?:支援)?施設|有料老人ホーム|療育センター")
# 「介護老人保健施設「あんずの丘」」
KIND_AND_QUOTE = lazy(
    r"(?P<kind>介護老人保健施設|特別養護老人ホーム|介護医療院|養護老人ホーム|障害者支援施設|救護施設)[「『](?P<name>[^」』\s]{2,16})[」』]"
)


# What a place of work is called by everybody: whose it is, where it lies, what kind it is. A name has a part of its own beside these.
_OWNER = lazy(
    r"^(?:(?:[^\s、。のはがを]{1,6}?[都道府県市町村]|[都道府県市町村]|組合|国|公|私)立|国保|国民健康保険|独立行政法人|医療法人|社会福祉法人|[都道府県市町村](?=の|民|営))+"
)
_ORDINARY = lazy(
    r"(?:この|その|あの|どの|同じ?|当|本|自|他|ほか|別|隣|近く|近所|近隣|周辺|付近|地元|当地|現地|各地|全国|国内|海外|外|中|内|上|下|先|元|前|後|次|新|旧|現|"
    r"(?:[一二三四五六七八九十\d]+|いく|ふた|ひと|幾|複数)つ?の?[都道府県市町村島地区か所]*|[都道府県市町村島区郡郷](?:内|外|立|営|民)?|地方|地域|圏域|管内|区域|地区|都会|田舎|郊外|過疎地?|へき地|僻地|無医村|無医地区|離島|山間部?|山あい|山奥|谷|海辺|海沿い|川沿い|湖畔|沿岸|市街地|住宅地|住宅街|中心部?|"
    r"商店街|繁華街|団地|ビル|駅|駅前|駅ビル|駅近|モール|ショッピングモール|商業施設|雑居ビル|医療モール|建物|自宅|実家|職場|勤め|会社|企業|学校|大学|医局|役場|市役所|町役場|系列|関連|提携|連携|協力|グループ|法人|姉妹|分|母|以前|現在|今|将来|"
    r"普通|通常|一般|専門|民間|公的|公立|私立|個人|大手|小規模|中規模|大規模|大型|小型|地域密着|父|母|親|先代|夫|妻|友人|知人|恩師|自分|私|私ども|先生|院長|医師|患者|住民|町民|村民|市民|会員|高齢者|子ども|女性|働く人|最寄り|ゆかり|憧れ|昔|昭和|明治|大正|平成|創業|日本|我が国|関東|関西|東海|北陸|東北|九州|四国|中国地方|首都圏|近畿)"
)
# What a place of work may rightly be called where nothing else names it: 休日急患センター.
_BY_ITS_WORK = lazy(r"(?:休日|夜間|急患|急病|応急|救急|診療|健康|健診|検診|保健|医療|福祉|総合|中央|地域|広域|[・の])*")
_WORK_AND_CENTRE = lazy(
    r"(?:(?:休日|夜間|平日|小児|こども|急患|急病|救急|応急|初期|診療|地域|市民|町民|広域|総合|中央|保健|福祉|医療|健康|健診|検診|予防)の?)+センター"
)
# 「まずは保健所」, 「現施設長はもともと眼科」: a word of the sentence, no part of a name
_SAID_BEFORE = lazy(
    r"(?:まず|または?|ある[い]|もし|ぜひ|ここ|そこ|こちら|それ|これ|あと|次|その後|今|現在|普段|ふだん|月に|週に)は|もしくは|あるいは|または|ぜひ|どうぞ|[^\s]{0,12}(?:長|医師|先生|職員|医)は(?=[^\s]{2})"
)
_KIND_AT_END = lazy(rf"(?:{KIND}|歯科(?:医院)?|急患室|急患診療所)$")


# What is told of a place before its name: 「町が新しく開く」, 「連合会が運営する」, 「私どもの」, 「お問い合わせは」.
_LEADS_TO_A_NAME = lazy(
    r"(?:[^\s、。]{0,6}号(?:の|[でに][^\s、。]{0,10}(?:した|いた|った))|同じく|(?:関連|協力|連携|系列|派遣先)(?:病院|施設)の|(?:[^\s]{0,14}?[をがにでと一-龥く])?(?<=[をがにでと一-龥く])(?:運営|経営|開設|開院|設置|管理|建設|新設|移転|隣接|併設|所有|経営|整備|専門と|中心と|自慢と|目指)?(?:する|した|している|していた|される|された)|(?:[^\s]{0,14}?[をがにでと一-龥く])?(?<=[をがにでと一-龥く])(?:開く|営む|担う|支える|守る|構える|恵まれた|囲まれた|面した|知られる|誇る|有する|親しまれる|親しまれてきた|建つ|できた|ある|なる|続く)"
    r"|(?:[^\s、。]{1,6}の)?(?:手術|入院|検査|精密検査|分娩|お産|出産|透析|救急|二次救急|重症者?|(?:搬送|転院|紹介|研修|派遣)先?|面接|見学|会場)は|(?:私|わたし|わたくし)(?:ども|たち)の?|(?:われわれ|我々|皆さま|皆様|みなさま|ふるさと|わが(?:町|村|市|県|島)?|我が(?:町|村|市|県|島)?|同じ(?:敷地|町|村|市|建物|法人)|隣|向かい|近く|こちら|弊法人|当法人|当会|当町|当村|当市|本町|本村|本院|分院|サテライト|併設|附属|関連|連携|系列|[都道府県市町村島]内)の|(?:こちら|ここ)は|(?:ご?お?問い?合わ?せ先?|ご?連絡先?|ご?応募先?|窓口|宛先|あて先|送付先|提出先|勤務先|勤務地|お?勤め先|就業先|職場|場所|名称|正式名称|働く場所)は)(?=\S{4})"
)
# Words that tell what kind of place it is, of which a description is put together: 「慢性期病院」, 「在宅専門クリニック」, 「内科クリニック」.
_DESCRIBED = lazy(
    rf"(?:{FULL.pattern}|慢性期|急性期|回復期|超?急性期|療養型?|ケアミックス型?|単科|専門|総合|一般|在宅|訪問|診療|認知症|高齢者|老人|小児|女性|がん|救急|透析|美容|健診|人間ドック|検診|内視鏡|リハビリ(?:テーション)?|緩和ケア|看護|介護|医療|福祉|精神|地域|密着|都市|郊外|駅近|駅前|企業|学|社|院|場|構|内|外|型|系|立|自治体|公的|公立|民間|個人|法人|財団|当該|対象|募集|求人|依頼|掲載|紹介|登録|各|複数|多数|一部|電子カルテ|導入|完備|連携|拠点|中核|基幹|支援|後方|指定|告示|認定|協力|臨床|研修|教育|災害|大学|関連|附属|付属|分|本|新|旧|前|元|有床|無床|小規模|中規模|大規模|大型|小型|中小|規模|床|数|[\d〜]+|[一二三四五六七八九十百千]+|全国|都内|県内|市内|町内|村内|海外|大手|中堅|老舗|人気|有名|優良|先進|最新|新築|新設|開設|開院|予定|設立|家族|経営|二代目|三代目|医師|不足|へき地|離島|僻地|過疎|農村|山村|漁村|温泉|観光|国立|県立|市立|町立|村立|私立|の|・)+"
)
# 「看護師の多い病院」, 「まもないクリニック」: a word that is said of a place, right before what it is
_TOLD_OF = lazy(
    r"(?:[一-龥](?:[いうくすつぬぶむるたな]|[けげせてねべめれえ]る)|[一-龥ぁ-ん](?:しい|ない|さな|きな|かな|える|れる|れた|いる|てる|った|んだ|した|ある|する))(?:総合|中核|公立|民間)?(?:病院|診療所|医院|クリニック|施設|(?:保健|健診|検診|医療|福祉|健康)?センター)$"
)
# 「このたび本学附属病院」, 「当法人の眼科クリニック」
_OURS = lazy(
    r"(?:このたび|今般|今回|当時の)?(?:本学|当学|(?:当|弊|本|同)(?:法人|会|社|財団|協会|団体|グループ|組合)|(?:わたし|わたくし|私)(?:ども|たち)|われわれ|我々)の?(?=\S{2})"
)
# 「海の見える120床の療養型病院」: beds and views are told, no name holds them
_TOLD_AT_LENGTH = lazy(
    r"\d+床|定員\d+|\d+[名人]の|[\d二三四五六七八九数]+(?:つ|[かヶカ]所|箇所|施設|院)の|(?:見える|見下ろす|囲まれた|恵まれた|開けた|豊かな|静かな|近い|遠い)[^の]{0,8}の"
)
_REGION = r"[^\sの]{1,6}(?:地方|地域|圏域?|地区|管内|郡|半島|諸島|盆地|平野|沿岸|近郊|[\d一二三四五六七八九数両各全][都道府県市町村])"
_IN_A_REGION = lazy(rf"{_REGION}の(?:[市町村県公国]立)?")
_OF_SOMETHING = lazy(
    r"(?:^|[のをがはにで])(?P<of>[^の]{1,12})の(?:総合|中核|公立|民間|市立|町立|村立|県立|急性期|有床|無床|精神科|関連|協力|連携|系列|提携|新|旧|元)?(?:病院|診療所|医院|クリニック|施設|センター|健康管理センター|健診センター|保健センター)$"
)
# 「見込まれる|市立くまの医療センター」: no town is called so
_OWNED_BY = lazy(r"(?P<told>\S{0,20}(?:[一-龥ァ-ヶー][ぁ-ん]{1,5}|の))(?P<kind>[都道府県市町村国])立(?=\S{3})")
_LATIN = lazy(r"[A-Za-zァ-ヶ]{3,}")
_NO_OWN_WORDS = lazy(
    rf"{_ORDINARY.pattern}|クリニック|センター|ホスピタル|メディカル|ケア|リハビリ(?:テーション)?|ホーム|ステーション"
)
_ALL_ORDINARY_OF = lazy(rf"(?:(?:.*[のはがをにへでもと])?{_ORDINARY.pattern})?の")


def _is_a_kind_in_a_town(name: str) -> bool:
    """「姫路の療養病院」: a town and what kind of place it is."""
    town, of, kind = name.rpartition("の")
    bare = _KIND_AT_END.sub("", kind)
    there = is_a_town(town) or patterns.fullmatch(_REGION, town) is not None
    return bool(of and bare) and _DESCRIBED.fullmatch(bare) is not None and there


@once
def own_part(name: str) -> float:
    """How much of a name is its own: 1 where a part is, 0.5 with the town or the work alone (いなべ市休日診療所), 0 with words
    that fit any place of work: 「ビルの診療所」, 「二つの村の診療所」, 「地元の歯科医院」, 「江津の病院」.
    """
    if WITH_A_NAME.match(name) or patterns.match(
        r"(?:介護老人保健施設|特別養護老人ホーム|介護医療院|老人保健施設)\S{3,}", name
    ):
        return 1.0
    if _TOLD_AT_LENGTH.search(name):
        return 0.0
    if ours := _OURS.match(name):
        return float(own_part(name[ours.end() :]) == 1)
    if _WORK_AND_CENTRE.fullmatch(name):
        return 0.5
    if _SAID_BEFORE.match(name):
        return 0.0
    if (of_two := _OF_TWO_KINDS.fullmatch(name)) is not None:
        return own_part(f"{of_two['own']}クリニック")
    bare = _KIND_AT_END.sub("", name)
    if bare == name:
        return 1.0
    if patterns.search(r"歯科(?:医院|クリニック|診療所)?$", name) or (
        len(bare) > 1 and patterns.search(r"(?:[のはがをにへでもと]|^)(?:同|当|本|自|他|各|貴)$", bare)
    ):
        return 0.0
    if not bare and name not in ("中央病院", "記念病院"):
        return 0.0  # a kind and nothing else: 健診所, 大学病院
    if patterns.fullmatch(r"(?!(?:と?ある|ほかの?|どこかの?|いろんな|さまざまな|いわゆる)$)[ぁ-んー]{2,10}", bare):
        return 1.0
    if (
        _DESCRIBED.fullmatch(bare)
        or _IN_A_REGION.fullmatch(bare)
        or _TOLD_OF.search(name)
        or _is_a_kind_in_a_town(name)
        or ((last := _OF_SOMETHING.search(name)) is not None and not LIKE_A_NAME.fullmatch(last["of"]))
    ):
        return 0.0
    owner = _OWNER.match(bare)
    rest = bare[owner.end() :] if owner else bare
    if _ALL_ORDINARY_OF.fullmatch(rest) or _ALL_ORDINARY_OF.fullmatch(bare):
        return 0.0
    if (
        rest.endswith("の")
        and len(rest) > 2
        and (is_a_town(rest[:-1]) or named_in(rest[:-1]) or named_in(rest[:-1] + "県"))
    ):
        return 0.0
    if _LATIN.search(_NO_OWN_WORDS.sub("", name)):
        return 1.0
    town = named_in(rest)
    if _ORDINARY.fullmatch(bare) or _BY_ITS_WORK.fullmatch(rest[town[-1].end :] if town else rest):
        return 0.5
    return 1.0


# 「にかほ市立しらゆき小学校の耳鼻科健診」
_SCHOOL = lazy(
    rf"(?<![^\s「(、。:.・])(?P<name>{NAME_CHARS}{{2,16}}?(?:小学校|中学校|高等学校|高校|支援学校|こども園|保育園|保育所|幼稚園))(?=[」]?(?:\([^()]*\))?(?:の|で|にて|\s)(?:学校|園|校|嘱託)医|[」]?(?:\([^()]*\))?の\S{{0,8}}(?:健診|検診|健康診断))"
)
BRANCH = lazy(
    rf"(?<![^\s「『(、。のは■□●○◎◆◇▼▽▲△★☆・〜〈|])(?P<name>{NAME_CHARS}{{2,18}}?(?:クリニック|診療所|病院|医院|献血ルーム|(?:健診|けんしん|検診|健康)プラザ)(?P<branch>[一-龥]{{2,4}}))(?=[」』)(\s、。]|$|では|で|の(?:副?院長|医師|先生|募集))"
)


_NO_BRANCH = lazy(
    r"医師|募集|採用|求人|案内|紹介|概要|公式|組合|企業|機構|連合|財団|協会|会社|整形|産婦|精神|麻酔|放射|循環|消化|小児|一同|各位|御中|本部|事業|健診|救急|外来|常勤|勤務|診療|看護|関係|総合|地域|[長課部室科医員師者版名会宛発行用内外前跡様系局係側等他所市町村区県郡]$"
)


# 「もずのき眼科 金岡院」, 「こもれび通り眼科 本院」
BRANCH_APART = lazy(
    rf"(?P<house>{NAME_CHARS}{{2,16}}(?:病院|医院|クリニック|診療所|内科|外科|眼科|[児膚フふ鼻喉器]科|婦人科))\s(?:本|分|{NAME_CHARS}{{1,6}}(?<![病医副]))院(?=$|[\s(、。」]|では|の)"
)


# 「みどり内科・小児科クリニック」, 「ことり坂こどもと皮ふのクリニック」, 「わたらせ休日夜間こども・おとな診療所」: two kinds of work in a name
_WORK = r"(?:内|外|小児|整形外|皮膚|皮フ|皮ふ|眼|耳鼻咽喉|耳鼻|婦人|産婦人|産|泌尿器|脳神経外|脳神経内|脳神経|循環器内?|消化器内?|呼吸器内?|糖尿病内?|腎臓?内?|心療内|精神|胃腸|肛門|形成外|美容|リウマチ|アレルギー|放射線|歯|麻酔)科?|内視鏡|大腸|在宅|訪問|往診|健診|検診|こども|おとな|リハビリ(?:テーション)?|透析|整形|ペイン|甲状腺|生活習慣病|緩和ケア|休日|夜間|急患"
_OF_TWO_KINDS = lazy(
    rf"(?<![^\s「『(、。:はの】〕|])(?:^・)?(?P<name>(?P<own>{NAME_CHARS}{{2,14}}?)(?<![都道府県市町村区]の)(?:{_WORK})(?:[・と](?:{_WORK})){{1,4}}(?:専門|の)?(?:クリニック|医院|病院|診療所|センター))(?![一-龥ァ-ヶー])"
)


# 「相模けやき大学 保健管理センター」
OF_A_UNIVERSITY = lazy(
    rf"(?<![^\s「『(、。のは【<〈《〔]){NAME_CHARS}{{2,14}}(?:大学校?|高等専門学校|高専)\s?{NAME_CHARS}{{0,6}}(?:保健|健康|診療|学生)[一-龥・]{{0,8}}(?:センター|所|室)(?=$|[\s(、。」』】>〉》〕]|では?|の|に|です)"
)


@lru_cache(maxsize=4096)
def candidates(words: str) -> tuple[tuple[str, int, int, float], ...]:
    """What may be names of places of work in some words: name, start, end and how much speaks for it."""
    return tuple(_candidates(words))


def _candidates(words: str) -> Iterator[tuple[str, int, int, float]]:
    for named in WITH_A_NAME.finditer(words):
        yield named.group(), named.start(), named.end(), 2.0
    for kind in KIND_AND_QUOTE.finditer(words):
        yield kind["kind"] + kind["name"], kind.start(), kind.end(), 4.5
    for quoted in patterns.finditer(r"[「『]([^」』]{2,30}?)[」』]", words):
        if (
            patterns.search(rf"(?:{KIND})$", quoted[1])
            and not _NO_QUOTED_NAME.search(quoted[1])
            and not FULL.fullmatch(quoted[1])
        ):
            yield quoted[1], quoted.start(1), quoted.end(1), 4.0
    # a short line or the beginning of a sentence: a name with its town, or with its kind, in brackets
    for named in _WITH_BRACKETS.finditer(words):
        inside, name = named["inside"], named["name"]
        in_a_town = (
            len(inside) <= 24
            and patterns.search(rf"(?:{KIND}|整形$)", name)
            and patterns.search(r"[都道府県市区町村]", inside)
        )
        if (in_a_town or (_FACILITY_INSIDE.search(inside) and not WITH_A_NAME.search(inside))) and not (
            _COMMON.search(name.replace("の", "")) or FULL.fullmatch(name)
        ):
            leads = _LEADS_TO_A_NAME.match(name)
            front = leads.end() if leads and own_part(name[leads.end() :]) > 0 else 0
            yield name[front:], named.start("name") + front, named.end("name"), 2.5
    for gap in [*_BREAK.finditer(words)][-1:]:
        tail = words[gap.end() :].strip()
        if patterns.fullmatch(rf"[^。、!?\s]{{2,30}}?(?:{SURE})", tail):
            at = words.index(tail, gap.end())
            yield tail, at, at + len(tail), 3.0
    for gap in [*_BREAK.finditer(words)][:1]:
        ahead = words[: gap.start()].strip()
        if patterns.fullmatch(rf"{NAME_CHARS}{{3,30}}?(?:{SURE})", ahead):
            at = words.index(ahead)
            yield ahead, at, at + len(ahead), 2.5  # 「うぐいす森在宅クリニック | RECRUIT」
    stripped = words.strip()
    lead = len(words) - len(words.lstrip())
    if patterns.fullmatch(
        rf"[^。、!?]{{2,40}}?(?:{SURE})(?:\s*[(〔].{{1,40}}[)〕])?", stripped
    ) and not patterns.search(r"募集|求人|一覧|[|]|\s(?:--|[-/])\s", stripped):
        bare = patterns.sub(r"\s*[(〔][^(〔]*$", "", stripped) if stripped[-1] in ")〕" else stripped
        if not patterns.search(r"\S\S\s*[(〔]", bare):  # 「【1】愛南町(愛媛) みかん岬病院」
            yield bare, lead, lead + len(bare), 3.0
    for named in patterns.finditer(
        rf"法人\s?\S{{0,14}}\s+(?:\S{{2,12}}施設\s+)?(?P<name>{NAME_CHARS}{{2,24}}(?:{KIND}|{FULL.pattern}|苑|荘|産院|の[郷里家森丘]|療育園[ぁ-ん]{{2,8}}(?:の[一-龥])?))(?=$|\s|[(〔【\[]|の[一-龥]{{2,5}}です|では、?)",
        words,
    ):
        if not FULL.fullmatch(named["name"]):
            yield named["name"], named.start("name"), named.end("name"), 2.5
    for name, a, b, weight in by_department(words):
        yield name, a, b, weight
    if (
        (heading := patterns.fullmatch(rf"(?P<own>{NAME_CHARS}{{2,12}})\s(?:{A_LIST})", stripped))
        and patterns.search(r"[ぁ-んァ-ヶ]{2}", heading["own"])
        and not label_of(heading["own"])
        and not patterns.search(r"募集|医師|外来|の先生|訪問|求|当院|担当|診療|勤務|[のはをがに]$", heading["own"])
        and not FULL.search(heading["own"])
    ):
        yield heading.group(), lead, lead + len(heading.group()), 1.0  # 「とよす運河 眼科・皮ふ科」 as a letterhead
    for named in _OF_TWO_KINDS.finditer(words):
        if own_part(named["name"]) == 1 and not FULL.match(named["name"]):
            yield named["name"], named.start("name"), named.end("name"), 4.0
    for named in _SCHOOL.finditer(words):
        yield named["name"], named.start("name"), named.end("name"), 2.5
    for named in (*BRANCH_ROOM.finditer(words), *OF_A_UNIVERSITY.finditer(words)):
        yield named.group(), named.start(), named.end(), 6.0
    for named in BRANCH.finditer(words):
        alone = named.end() == len(words.rstrip()) and not words[: named.start()].strip(" ■□●○◆◇▼▽★☆")
        if is_a_town(named["branch"]) or (
            (alone or words[: named.start()].endswith(" ")) and not _NO_BRANCH.search(named["branch"])
        ):
            yield named["name"], named.start("name"), named.end("name"), 6.0  # 「ほのか在宅クリニック板橋」
    for named in BRANCH_APART.finditer(words):
        if own_part(named["house"]) == 1 and not FULL.fullmatch(named["house"]):
            yield named.group(), named.start(), named.end(), 6.0
    for name, a, b in kinds_within(words):
        leads = _LEADS_TO_A_NAME.match(name)
        front = leads.end() if leads else 0
        yield name[front:], a + front, b, 4.0
    for match in _CANDIDATE.finditer(words):
        name, start = match.group(), match.start()
        # 「高知県四万十町の国保いわつばめ病院」: cut after a place and の, and after other words that end before a name
        for place in named_in(name):
            after = name[place.end :]
            if (
                skip := patterns.match(
                    r"の|\s|にある|内の|町営|村営|では|には|内[でに]|で(?=[^\s])|[にはが](?=[^\sぁ-ん])", after
                )
            ) and len(after) > 3:
                name, start = after[skip.end() :], match.start() + place.end + skip.end()
                break
        while (
            (cut := _CUT.search(name))
            and len(name) - cut.end() >= 4
            and not _OF_A_TOWN.match(name)
            and not (
                _KANA_NAME.fullmatch(name[: cut.end()])
                and (not words[:start].strip() or patterns.search(r"[ 「(]$|[市区町村]、$", words[:start]))
            )
        ):
            name, start = name[cut.end() :], start + cut.end()
        if (
            (verb := _A_VERB_BEFORE.match(words, max(0, start - 2), match.end())) is not None
            and start < verb.end()
            and own_part(words[verb.end() : match.end()]) > 0
        ):
            name, start = words[verb.end() : match.end()], verb.end()
        while (
            (leads := _LEADS_TO_A_NAME.match(name))
            and own_part(name[leads.end() :]) > 0
            and len(name) - leads.end() >= 4
        ):
            name, start = name[leads.end() :], start + leads.end()
        if (owner := _OWNED_BY.match(name)) is not None and not named_in(owner["told"] + owner["kind"]):
            name, start = name[owner.end("told") :], start + owner.end("told")
        before = words[:start]
        if patterns.search(r"\([医社福財公一特]{1,2}\)\s*$", before) and (
            body := patterns.match(r"\S{1,9}?会(?=\S{4})", name)
        ):
            name, start = name[body.end() :], start + body.end()  # 「(医)こまくさ会若葉療育センター」
        if own_part(name) == 0:
            continue
        weight = 1.0
        if not before.strip() or before.endswith(("法人", " ")) or patterns.search(r"[(「:・>■]\s*$", before):
            weight += 1.0
        if _COMMON.search(
            patterns.sub(
                r"(?<=[都道府県市町村国]立)[ぁ-ん]{2,8}(?=[一-龥])|(?:が(?=[丘浜原崎岳峰谷島台沢野])|こころ|みなと|丘|森|海|里|杜|郷|風|空|木|花|まち|いのち)の",
                "",
                name,
            )
        ):
            weight -= 1.5
        yield name, start, start + len(name), weight
