"""Departments recruited for, by the names of the national survey."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import A_LIST, A_SHORT_LIST, FULL, LIST_JOINT, LISTED, canonical
from enishi.openings.reading.facts import Found, merged
from enishi.openings.reading.fields import any_department
from enishi.openings.reading.fields.listed_departments import WELCOME, Mention, listed
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

_SHORT_POST = lazy(
    rf"(?<![一-龥ァ-ヶー])(?<!唯一の)(?P<list>{A_SHORT_LIST})(?:の|・)?(?:常勤|非常勤|専門)?の?(?:後任|次|新しい|担当)?(?:の|となる)?(?:先生|医師|医(?=[\s、。をがはの(求募]|$)|ドクター)(?!\s*が(?:受け持|担当し|対応))(?!(?:も|は|なら)?\s*(?:大)?(?:歓迎|優遇|尚可))"
)
# 「(1) やまなみ病院(雲南市)内科」, the number of people and the rest being pieces of their own.
_LAST = lazy(rf"^[^。、]{{0,40}}(?:病院|クリニック|医院|診療所|センター|\))\s*[)】」]?\s*(?P<list>{A_LIST})\s*$")
_SEEKING = r"(?:ほし[いく]|欲し[いく]|足りま?せ|足りな|募集|募[っりるら]|急募|求人|求[めむ]|もとめ|探し|さが[しす]|お願い|採用|公募|招[聘へきくい]|来て|お越し|お迎え|(?<!定年を)迎え|後任|増員|必要)"
_POST = lazy(
    rf"(?P<list>{A_LIST})(?:\([^()]{{1,12}}\))?(?:\s*(?:の|を(?:ともに|両方)?(?:診|み|担当)[^、。]{{0,10}}|系|担当(?:の|する)?|専門(?:の|とする)?|領域の|にかかわる|がご?専門の))?\s*(?:常勤|非常勤|パート|スポット|日勤|当直|夜間|外来|病棟|訪問診療|健診|代診|管理|部長|科長|副?院長候補の?|指導|読影|手術|透析|往診|勤務|新規|担当|専門|定期|の|\s|[(/)])*"
    r"(?:医師|常勤医|専門医|標榜医|勤務医|代診医|産休代替医|後任|[^一-龥]?医(?=[\s、。をがはに(\d一二三求募急!?)」】・/])|医$|先生|ドクター|Dr\.?|外来(?=の(?:医師|先生|応援|お手伝い)|を|担当)|スタッフ医|会員(?:に|を|の(?:方|先生|皆))|同門(?:に|を|の(?:方|先生)))"
)
_IN_BRACKETS = lazy(
    rf"(?:医師|所長|施設長|(?<!名誉)院長候補|嘱託医|産業医|校医|健診医)(?:[】〕\]]\s*(?:非?常勤)?\s*(?:\d{{1,2}}\s*[名人])?)?(?:募集|求人|急募)?\s*[(・:/]\s*(?:非?常勤\s*[・、/]\s*|[^()\s・、]{{2,16}}(?:院|所|センター|クリニック)[・、])?(?P<list>{A_LIST})"
)
# 「非常勤医師 1名(整形)」, 「外勤(いずれも非常勤、循環器内科)」: a piece of what stands in the brackets
_BESIDE_A_PHYSICIAN = lazy(
    r"(?:医師|(?:勤|務|担当|当直|代診|嘱託|産業|校|健診)医|先生|ドクター|所長|施設長|(?<!名誉)院長候補|(?:外勤|当直|日直|健診|代診|スポット|パート)(?:先|枠|医)?)\s*(?:各?\d{1,2}\s*[名人]|若干名)?\s*\((?P<inside>[^()]{2,30})\)"
)
_OF_COLLEAGUES = lazy(
    r"(?:応援|派遣|スタッフ|現在|在籍|大学(?:から)?)(?:の|は|に)?[^。、]{0,6}\||\|[^。|]{0,14}(?:の?体制|が(?:在籍|勤務|お[りら]|い[てまる]|来|担当|診)|で(?:診|担当|対応))"
)
_A_PIECE = lazy(
    rf"(?:^|[、,/・\s])(?P<list>{A_SHORT_LIST})(?:の?(?:先生|医師|医|非常勤|常勤|パート|当直|外来))?(?=$|[、,/・\s])"
)
_OF_ORIGIN = lazy(
    rf"(?P<list>{A_LIST})(?:系)?(?:の?(?:認定|専門|指導)医(?:(?:又は|または|か|、|・|及び|もしくは)(?:認定|専門|指導)医)?(?:である|の資格(?:を|が|の))(?=[^。]*(?:方|者|先生|医師|こと|必要|必須))|(?:の?(?:うち)?(?:どれか|いずれか|どちらか))?(?:の)?(?:ご?出身|をご?専門|ご?専門|(?:の|で(?:の)?)?、?(?:通算)?(?:\d{{1,2}}年(?:間)?(?:以上|程度)の?)?ご?(?:臨床|診療)?経験(?:年数)?(?:が|の|を)?(?:、?通算)?(?:\d{{1,2}}年(?:間)?(?:以上|程度)(?=[あ有のが、。)を]|$))?(?:が|を|の)?(?:あ|有|お持|持つ|積|必要|必須|要(?=[。、]|$)|(?:先生|方|医師)(?!.{{0,6}}(?:歓迎|優遇)))))"
)
_OF_ALL = r"(?:、?(?:すべて|全て|共通(?:で|して)|(?:いずれ|どちら|どれ|どの[^\s、。はがを]{1,4}|いずれの[^\s、。はがを]{1,4})も|全(?:枠|回|員|日程)(?:とも)?))?、?"
_SUBJECT_IS = lazy(
    rf"(?:(?:科目?|診療科目?|専門|(?<![の一-龥])(?:募集|求人|(?:お?探し|募集)(?:して)?(?:いる|おります|おる)?の))(?:は|:|が(?=[^。]{{2,20}}の(?:方|先生|医師))){_OF_ALL}|(?:いずれ|どちら|どれ)も、?(?!{A_LIST}(?:系|の?(?:先生|医師?)が|が)))\s*(?P<list>{A_LIST})(?:が中心(?:です)?が、(?P<list5>{A_LIST}|総合診療)の(?:先生|方|医師)でも)?"
)
# 「診療は内科と小児科。」, 「お仕事の中身は皮膚科の外来です」: the work of the post by its department
_THE_WORK_IS = lazy(
    rf"(?<![の一-龥])(?:(?:外来)?診療(?:内容|分野|領域)?|診察|(?:お?仕事|業務|職務)(?:の(?:中身|内容))?|(?:ご?担当|受け持ち)(?:いただくの|の診療|の外来)?|(?:診療|診て)いただくの|(?:足りない|困っている|不在になる|欠けている|空いている)の)は、?(?:主に|おもに)?{_OF_ALL}"
    rf"(?P<list>{A_SHORT_LIST})(?=(?:全般|一般|だけ|のみ|など|を中心|が(?:中心|主)|の(?:外来|診療|健診|病棟))[^。、]{{0,8}}|(?:です|で、|になります|でございます|[。、と]|$))"
)
# 「科は内科、緩和ケアのいずれでも」: after such words a short name suffices.
_SHORT_SUBJECT = lazy(
    rf"(?<![一-龥])(?:診療科目?|科目?|ご?専門)(?:は|:){_OF_ALL}\s*(?P<list>{A_SHORT_LIST})(?=\s*(?:の?(?:いずれ|どちら|どれ)|など|です|で(?:お|も)|を|。|$))"
)
_COUNTED = lazy(rf"^\s*(?P<list>{A_LIST})で、?(?:合わせて|あわせて|計)?\s*\d{{1,2}}\s*[名人]")
# 「お願いしたいのは内科の診療です」
_ASKED_FOR = lazy(
    rf"(?:募集(?:する)?(?:診療)?科目?|診療科目?|科目)\((?P<list2>{A_LIST})\)|(?:お願いしたい|お任せしたい|ご?担当(?:して)?(?:いただ[くき](?:たい)?|くださる)|診ていただ[くき](?:たい)?|お願いする|受け持っていただ[くき](?:たい)?|求める|求めている|必要な|足りない|探している|募集(?:する|している)?)(?:の|仕事|診療|科)?は、?\s*(?P<list>{A_LIST})(?:の(?:診療|外来|仕事|患者)|です)"
)
# 「内科と小児科です。」 below a heading that asks
_NOTHING_ELSE = lazy(rf"\s*(?P<list>{A_LIST})(?:です|になります|でございます)[。\s]*")
_BY_ITSELF = lazy(
    rf"\s*(?P<list>(?:{FULL.pattern})(?:(?:か|または|又は|もしくは)(?:{FULL.pattern})){{0,2}})(?:の(?:方|先生|医師))?。"
)
# 「呼吸器内科を私ひとりで守って20年」: what is asked for help
_ALONE_WITH_IT = lazy(
    rf"(?P<list>{A_LIST})を[^。、]{{0,10}}?(?:ひとり|[一二1２2]人)[きで]\S{{0,3}}(?:守|支|診|回し|担|切り盛り|受け持|見て)|(?P<list2>{A_LIST})を(?:開い|開業し|営ん|続け|やっ)[てで](?:まい|参|き|い|お)|(?P<list3>{A_LIST})を診て(?:まい|参|き)|(?P<list4>{A_LIST})の(?:小さな|有床|無床)?(?:診療所|医院|クリニック)(?:「[^」]{{1,20}}」)?を(?:開|継|続け|営|引き継)"
)
# 「皮膚科の非常勤。」, as a heading 「外科・常勤/宇和島市」
_LEADS_A_KIND = lazy(
    rf"\s*[・◆■●○]?\s*(?P<list>{A_LIST})(?:の|\s?[・/|]\s?)?(?:定期)?(?:非常勤|常勤|スポット|当直|外来|代診)(?:の?(?:先生|医師|医|勤務|募集))?(?=[。、\s(/|]|$)"
)
# 「内科のほか総合診療科の医師も受け付ける」
_ALSO = lazy(
    rf"(?P<list>{A_LIST})(?:の(?:先生|医師))?(?:のほか|に加え)、?(?P<list5>{A_LIST})の(?:先生|医師|方)(?:(?:も|から)[^。、]{{0,8}}(?:受け付け|対象|応募|可|お願い|迎え|募集)|でも、?(?:結構|可|か[まわ]|構|よ[いろ]|大丈夫))"
)
_WHO_SEES = lazy(
    rf"(?P<list>{A_LIST})(?:の)?(?:どちらか|いずれか|両方)?(?:を|に|が(?=診(?:ら)?れる)|の(?=(?:診療|診察|治療)(?:を|が)))(?:ともに|広く|中心に|幅広く)?(?:診|担当|担[うい]|対応|治療|なさ|され|やって|して(?:い|お|こ|き)|こなせ|こなす|手がけ)[^。、]{{0,12}}(?:医師|先生|方)"
)
_PLACE_OF_WORK = lazy(
    rf"^\s*(?:【[^】]{{1,12}}】\s*(?:\d{{1,2}}[名人]|若干名)?\s*)?(?:(?:仕事|業務|診療|勤務)?の?内容\s*:?\s*|[^\s、。はがをで]{{2,20}}(?:院|診療所|校|園|事業所|センター)[の\s])?(?P<list>{A_LIST})(?:一般)?の?(?:外来|健診|病棟管理|病棟|訪問診療|当直|日直|診察)(?:・(?:病棟|外来|当直))?\s*(?:の募集)?(?:のみ|だけ)?(?=$|\s*[(。、→]|と、|と月|や)|(?:として|に)、?(?P<list2>{A_LIST})の(?:外来|診療|病棟)[^。、はが]{{0,10}}を、?(?:ご?担当|受け持|担って|お任せ)"
)
_NEAR_A_SEARCH = lazy(
    rf"(?P<list>{A_LIST})\s*(?:の)?(?:外来|当直|日直|健診|一般|診察|部長|科長|代診|病棟|診療|常勤|非常勤)[^。]{{0,14}}{_SEEKING}|(?P<list5>{A_LIST})(?:の?外来)?の(?:ご?担当|後任)(?:医|者)?(?:について|の件|のご?(?:相談|依頼|紹介))|(?P<list4>{A_LIST})\s*(?:\([^()]{{1,12}}\))?\s*(?:常勤|非常勤)?\s*(?:\d{{1,2}}\s*[名人]|若干名|\((?:常勤|非常勤|募集|\d{{1,2}}\s*[名人]\)))|【(?P<list2>{A_LIST})】|^\s*[■●◆・○(\d).]*\s*(?P<list3>{A_LIST})\s*(?:\([^()]*\))?\s*(?:\d+\s*[名人]|若干名|常勤|非常勤|$)"
)
_COLLEAGUES = lazy(
    r"体制(?:です|で診|となり|に)|在籍|診療しています|診療している|勤務しています|勤務して(?:い|お)|おります|(?<![日点])現在|ほか|引退|退職され|退職する|退任|亡くな|派遣|応援|が(?:行|担|診|指導|同席)|充足|辞退|いただきました|決まり"
)


# 「外科を募ります」, 「先日お送りした神経内科の求人票」
_SOUGHT_ITSELF = lazy(
    rf"(?P<list>{A_LIST})(?:の(?:専門|常勤|非常勤)?の?(?:求人|募集|公募|後任)|を、?(?:募[っりるら]|求め|探し|(?:ぜひ)?お願い|お任せ|(?:ご?担当(?:して)?|診て)(?:くださ|いただ)|受け持って(?:くださ|いただ))|(?:の|、)?(?:いずれ|どちら|どれ)か?の?(?:先生|医師|方|科)?でも?、?(?:可|結構|よ[いろ]|良い|OK|[か構]ま|お(?:いで|越し|願い)|応募))"
)
# 「内科でも外科でも、どちらでも結構です」
_EITHER_ONE = lazy(
    rf"(?P<list>(?:{FULL.pattern})(?:の(?:先生|方))?でも、?(?:{FULL.pattern})(?:の(?:先生|方))?でも)|(?P<list2>(?:{FULL.pattern})(?:か|、|・|または|又は|もしくは)(?:{A_LIST}))(?:の(?:先生|医師))?、?の?(?:うち)?(?:いずれか|どちらか|どれか)(?:お?[\d一]\s*[名人]|の(?:先生|医師|方)|を(?:ご?専門|担当))"
)
# 「リハビリテーション科、整形のいずれか1名」: after a whole name a short one will do
_MIXED = lazy(
    rf"(?P<list>{A_LIST}(?:{LIST_JOINT}(?:{A_SHORT_LIST})){{1,4}})(?=の?(?:いずれか|どちらか|どれか|うち)|\s*\(?\d{{1,2}}\s*[名人]|の?(?:先生|医師)(?:を|$|\s|でしたら|であれば|なら))"
)
# 「整形か外科の先生なら」: two short names that a word for either joins
_EITHER_SHORT = lazy(
    rf"(?<![一-龥ァ-ヶー])(?P<list>(?:{LISTED.pattern})か、?(?:{LISTED.pattern})(?:か、?(?:{LISTED.pattern}))?)の?(?:先生|医師)(?:でしたら|であれば|なら|で(?:十分|結構)|がよい|が望ましい|を|に)"
)
# 「救急の専従医」, 「麻酔を担当してくださる先生」
_SHORT_OF_A_POST = lazy(
    rf"(?<![一-龥ァ-ヶー])(?!人工透析|画像診断|病理診断)(?P<list>{A_SHORT_LIST})(?:の?(?:専従|専任|担当)医|を(?:専門に|おもに|主に)?(?:担当|お任せ|受け持)[^。、]{{0,8}}(?:先生|医師|方)|[がの]できる(?:先生|医師))"
)
_WITH_ANOTHER = lazy(
    rf"(?P<list>{A_LIST})(?:を中心に|を主に|のほか|に加え)、?(?P<list5>{A_LIST})も(?:診|担当|対応|お願い)[^。、]{{0,10}}(?:先生|医師|方)"
)
# What is told of one that is filled, of another year or of those of the house counts only where nothing else does.
_OVER = lazy(
    r"の?医師の(?:選考|採用|募集)\S{0,4}は、?[^。]{0,16}(?:締め?切り|終了し|終わり|終え)まし|(?:の|は|医は|医師は)[^。]{0,16}(?:募集(?:は|を)?(?:終|締|行って(?:い|お)ません|して(?:い|お)ません)|充足し|足りて|そろって|揃って|決まり(?:まし|、))|の[^。、]{0,14}(?:募集|公募|求人)(?:は|を|も)、?[^。]{0,50}(?:打ち?切|取り?(?:下げ|やめ|止め)|見合わせ|断念|終え|中止)[^。]{0,4}(?:た|て(?:い|お)[^。]{0,4})(?=。|$)|\d\s*[名人](?:が|は)[^。、]{0,8}(?:着任|入職|赴任|加わ)"
)
_OF_ANOTHER_TIME = lazy(
    r"\W*(?:前回|昨年度?|去年|以前|かつて|先月|これまで|一昨年|前年度?)[^。]{0,4}(?:は|に|まで)[^。]*?(?:募|求め|探し)[^。]*?(?:が|けれども?)、"
)
_OF_THE_HOUSE = lazy(
    r"を標榜し|(?:当院|当診療所|当センター|病院|本院|当科)(?:で標榜する|の標榜|の)?(?:診療科目?|標榜(?:科|診療科)?目?)(?:は|が|として)"
)


# 「眼科や皮膚科の先生でも務まるお仕事です」, 「外科系の先生は当直をお願いします」: no department of the post
_MANAGES_IT_TOO = lazy(
    rf"{A_LIST}系?の(?:先生|医師|方)(?:方)?(?:に)?は、?(?:[^。、]{{0,6}}の?)?(?:当直|宿直|日直|オンコール|待機|拘束)|{A_LIST}(?:の(?:先生|医師|方)|(?:の)?ご?出身(?:の(?:先生|方))?)(?:方)?(?:でも|にも|も)、?(?:十分に?|充分に?|無理なく|問題なく|安心して)?(?:務ま|つとま|でき|大丈夫|安心|働け|働いて|勤め|ご?活躍|こなせ|なじめ|始め)"
)
# 「小児科の医師は3人いて、増員の予定はない」
_ARE_THERE = lazy(
    rf"{A_SHORT_LIST}(?:の?(?:常勤|非常勤)?の?(?:医師?|先生|専門医))(?:は|が|も)、?[^。、]{{0,6}}?\d{{1,2}}\s*[名人](?:い[てるま]|お[りら]|が?(?:在籍|勤務)|そろ|揃|確保)"
)
# 「院長は消化器外科の専門医です」
_OF_THE_CHIEF = lazy(
    r"\W*(?:現|当院の|当科の)?(?:副?院長|所長|理事長|施設長|部長|医長|私|わたし|わたくし)(?:の[^はもが。]{1,10})?(?:は|も|が)、?[^。]{0,16}(?:専門医|専門|出身|指導医|医師?)(?:です|でございます|で、[^。]*(?:ます|です))[。\s]*$"
)


_HANDED_ON = lazy(r"継い[でだ]|継承|承継|後継|跡継|あとつぎ|引き?継い|譲り(?:たい|します|いたし|受)|継ぐ")
_PLACE_BEHIND = lazy(r"\([^()]*[市区町村]\)")


_A_SECTION = lazy(r"\s*[一-龥]{2,5}部\s*")  # 「救急部」 in a signature


def read(items: Sequence[Item]) -> tuple[Found | None, Found | None]:
    """(specialties, any_specialty). For 科目不問 the list is empty and the second true."""
    items = [
        item
        for item in items
        if not (item.label and patterns.match(r"(?:当院|病院|本院|施設)の?(?:診療|標榜)", item.label))
    ]
    labelled = [item for item in items if item.about("specialty") and not _A_SECTION.fullmatch(item.label + item.text)]
    sought = [
        item
        for item in labelled
        if patterns.search(r"(?:募集|求人|採用|必要|依頼|求める).*科", item.label) and listed(item)
    ]
    if sought and any(patterns.fullmatch(r"(?:標榜)?診療科目?", item.label) for item in labelled):
        labelled = sought  # beside 「求人科目」 the 「診療科目」 are those of the place
    labelled = labelled or [item for item in items if "標榜" in item.label and _A_CHOICE.search(item.text)]
    if (every := any_department.read(labelled, labelled_only=True)) is not None and not _beside_a_list(labelled, every):
        return Found([], every.places), every
    for item in items:
        if item.about("title", "headcount") and item.label and (lead := _HEADS_A_NUMBER.match(item.text)) and labelled:
            either = _mentions(lead, item.start)
            if {m.name for one in labelled for m in listed(one)} < {m.name for m in either}:
                return _as_found(either), None  # 「募集 外科、乳腺外科 いずれか1名」 below the heading 「外科」
    for item in labelled:
        if mentions := listed(item):
            if item.cell:  # a cell of a drawn table may go on below
                mentions += [
                    m
                    for other in labelled
                    if other.cell and other.label == item.label and other is not item
                    for m in listed(other)
                ]
            return _as_found(mentions), None
    for item in items:
        if item.about("headcount", "title") and item.label and (lead := _HEADS_A_NUMBER.match(item.text)):
            return _as_found(_mentions(lead, item.start)), None
    for item in items:
        if item.about("headcount") and not item.label and (behind := _BEHIND_A_NUMBER.fullmatch(item.text.strip())):
            return _as_found(_mentions(behind, item.start + item.text.index(behind.group()))), None
    if (every := any_department.read(items, labelled_only=False)) is not None:
        return Found([], every.places), every
    mentions = spoken(items)
    if not mentions:  # a page that has no other label for it names the one department of the post so
        mentions = next((found for item in items if "標榜" in item.label and len(found := listed(item)) == 1), [])
    if not mentions:  # or what is to be done: 「診療の内容 内科全般」
        mentions = next((found for item in items if (found := _of_the_work(item))), [])
    if not mentions:
        mentions = next((_mentions(m, item.start) for item in items if (m := _STANDS_FOR.search(item.text))), [])
    if not mentions:  # or what a mail is about
        mentions = spoken([replace(item, fields=frozenset(("title",))) for item in items if item.label == "Subject"])
    return (_as_found(mentions), None) if mentions else (None, None)


# Beside 「標榜科」 stands what the house has, unless the words say that one of them is meant.
_A_CHOICE = lazy(r"いずれか|どちらか|この(?:[二三2-3]つ|両)|両(?:方|科)を|不問|問いません|問わ|何科でも|どの科でも")
_STANDS_FOR = lazy(rf"(?<!当院の)(?<!病院の)標榜(?:科目?|診療科)?は、?(?P<list>{A_LIST})(?:の\d科)?(?:のみ)?です")


# 「From: 北斗医科大学 耳鼻咽喉科 医局長」: an office that looks for others of its own department
_OFFICE = lazy(rf"(?P<list>{FULL.pattern})(?:学)?(?:講座|教室)?[\s・]*(?:医局(?:長|秘書|より|から|です|の|$)|同門会)")


def of_the_office(text: str, own: Sequence[Item]) -> Found | None:
    """The one department whose office or alumni write a letter, where the post speaks of it too."""
    found = [m for m in _OFFICE.finditer(text) if not patterns.match(r"\S{0,6}(?:派遣|応援|協力)", text[m.end() :])]
    mentions = [mention for m in found for mention in _mentions(m, 0)]
    told = {canonical(m.group()) for item in own for m in FULL.finditer(item.text)}
    names = {mention.name for mention in mentions}
    return _as_found(mentions) if len(names) == 1 and names <= told else None


_ITS_ROOMS = lazy(rf"(?P<list>{FULL.pattern})(?:学)?(?:講座|教室)")
_LETTER_OF_AN_OFFICE = lazy(r"同門|医局長|医局員|教室員|関連(?:病院|施設)")


def of_the_rooms(text: str, own: Sequence[Item]) -> Found | None:
    """The department of the one university office that a letter or page is of, for a post that names none, where the text seeks its
    physicians: 「皮膚科学講座 … 皮膚科医の確保が難しく」."""
    found = [mention for m in _ITS_ROOMS.finditer(text) for mention in _mentions(m, 0)]
    names = {mention.name for mention in found}
    if len(names) != 1 or not _LETTER_OF_AN_OFFICE.search(text):
        return None
    written = {text[mention.start : mention.end] for mention in found}
    sought = any(
        patterns.match(
            r"(?:の?(?:常勤|非常勤|専門))*医(?!局)|(?:の?診療)?は|の(?:先生|医師|常勤|非常勤)|診療", text[m.end() :]
        )
        for m in FULL.finditer(text)
        if m.group() in written
    )
    others = {canonical(m.group()) for item in own for m in FULL.finditer(item.text)} - names
    return _as_found(found[:1]) if sought and not others else None


# 「募集人数 内科、外科のいずれか、計3名」
_BEHIND_A_NUMBER = lazy(rf"\d{{1,2}}\s*[名人]\s*\((?P<list>{A_LIST})\)")
_HEADS_A_NUMBER = lazy(
    rf"\s*(?P<list>{A_LIST})(?:の?(?:いずれか|どちらか|どれか|うち)|、?\s*(?:あわせて|合わせて|合計|計)\s*\d)"
)


# 「循環器科、腎臓内科(いずれの科でも可)」: any of those listed.
_EITHER = lazy(
    r"\(?(?:の?うち)?(?:いずれ|どちら|どれ)(?:の(?:診療)?科|か|も)?(?:の(?:先生|医師|方))?(?:で)?も?(?:可|結構|よ|OK|かま)"
)


def _beside_a_list(labelled: Sequence[Item], every: Found) -> bool:
    """Whether 「専門は問いません」 only widens a list of departments under the label: 「内科・外科 ※専門は問いませんが」."""
    begin = every.places[0][0]
    item = next((item for item in labelled if item.start <= begin <= item.end), None)
    if item is not None and (head := item.text[: begin - item.start]).strip("( 、※"):
        tail = item.text[begin - item.start :]
        if _EITHER.match(tail) and LISTED.match(item.text.strip()) and len(listed(replace(item, text=head))) > 1:
            return True
    if item is None or not patterns.search(r"専門|専攻", item.text[begin - item.start : begin - item.start + 6]):
        return False
    if patterns.match(rf"\s*{A_LIST}系", item.text):
        return False  # 「内科・外科系の救急に対応できる先生。専門は問いません」
    return LISTED.match(item.text.strip()) is not None and bool(
        listed(replace(item, text=item.text[: begin - item.start]))
    )


_WORK = lazy(
    r"(?:(?:診療|業務|お?仕事|職務|勤務|担当)(?:の)?)?(?:内容|業務)|お?仕事|職務|診療|役割|(?:主な|おもな)(?:業務|お?仕事|内容)|(?:お願い|お任せ|ご?担当)(?:したい|する|いただく)(?:こと|お?仕事|業務|内容)"
)
_UNKNOWN_LABEL = lazy(r"[\s・●○■]*(\S{2,8}?)(?:\s+|\s*:\s*)(?=\S{2})")
# 「午前は内科の外来」, 「一般外来(内科)」
_LEADS = lazy(
    rf"\s*(?:[^\s、。がは]{{1,16}}?(?:法人|院|所|ター|クリニック|病棟|ホーム)(?:の診療所)?(?:における|での|で|の))?(?:(?:午前|午後|平日|日中|主|おも)(?:中)?(?:は|に|の)、?|(?:一般)?外来(?:診療)?\()?(?P<list>{A_LIST})(?=全般|一般|外来|での(?:外来|診療|病棟)|の(?!先生|医師|専門医)|を|診療(?!科)|病棟|・|、|。|\s|$|\(|\))"
)


def _of_the_work(item: Item) -> list[Mention]:
    label = None if item.label else _UNKNOWN_LABEL.match(item.text)
    if not _WORK.fullmatch(label[1] if label else item.label):
        return []
    found = _LEADS.match(item.text, label.end() if label else 0)
    if found is None or WELCOME.search(item.text[found.end() : found.end() + 8]):
        return []
    return _mentions(found, item.start)


def _as_found(mentions: Sequence[Mention]) -> Found:
    names: dict[str, None] = dict.fromkeys(mention.name for mention in mentions)
    if "産婦人科" in names:  # 「産科医を募集」 in the headline above 「産婦人科の常勤医」
        names = {name: None for name in names if name != "産科"}
    return Found(list(names), merged((mention.start, mention.end) for mention in mentions))


# 「先月、泌尿器科の先生が着任されました」
_HAS_COME = lazy(r"(?:着任|入職|就任|赴任)(?:され|し|いたし)(?:ました|た[。\s]*$|、[^。]*ました)")
# 「娘は東京で眼科医をしており」
_OF_THE_FAMILY = lazy(r"(?:娘|息子|長男|長女|次男|次女|子ども|妻|夫|父|母)(?:(?:は|が|も)[^。、]*|\([^()]*)$")
# 「大学から眼科の医師が週2日応援に来ています」
_COMES_TO_HELP = lazy(r"\s*が[^。、]{0,14}(?:応援|派遣|来て(?:い|お)|来られて|診て(?:い|お)|担当して)")
_MOVES = lazy(r"\d日付")  # news of who came and went
_WELCOME_IN_BRACKETS = lazy(r"\([^()]*(?:歓迎|尚可|なお可|優遇)[^()]*\)")


@once
def spoken(items: Sequence[Item]) -> list[Mention]:
    """Departments in titles and running words, where a physician of them is looked for."""
    best: list[Mention] = []
    ranked: list[tuple[int, list[Mention]]] = []
    handed_on = any(_HANDED_ON.search(item.text) for item in items)  # what the old doctor does, the new one will do
    for item in items:
        if item.about(
            "site", "process", "pay", "housing", "leave", "retirement", "institution", "on_call", "night"
        ) and not item.about("title"):
            continue
        for said, start in sentences(item):
            if _HAS_COME.search(said) and not patterns.search(r"募集|求め|探し|急募|公募|お願い", said):
                continue
            words = _WELCOME_IN_BRACKETS.sub(lambda found: " " * len(found.group()), said)
            if _OF_THE_HOUSE.search(words) or _OF_THE_CHIEF.match(words):
                continue
            words = _MANAGES_IT_TOO.sub(lambda found: " " * len(found.group()), words)
            words = _ARE_THERE.sub(lambda found: " " * len(found.group()), words)
            words = _OF_ANOTHER_TIME.sub(lambda found: " " * len(found.group()), words)
            if _OVER.search(words):
                ranked += [(0, _mentions(found, start)) for found in _POST.finditer(words)]
                continue
            for pattern in (_SOUGHT_ITSELF, _EITHER_ONE, _EITHER_SHORT, _MIXED, _SHORT_OF_A_POST, _WITH_ANOTHER):
                for found in pattern.finditer(words):
                    if _COMES_TO_HELP.match(words[found.end() :]) or _OF_THE_FAMILY.search(words[: found.start()]):
                        continue
                    other = "list2" if pattern is _EITHER_ONE and found["list2"] else "list"
                    ranked.append((3, _short_mentions(found, start, other)))
                    if pattern is _WITH_ANOTHER:
                        ranked.append((3, _short_mentions(found, start, "list5")))
            if patterns.search(_SEEKING, words):
                for found in _SHORT_POST.finditer(words):
                    if _COMES_TO_HELP.match(words[found.end() :]) or _OF_THE_FAMILY.search(words[: found.start()]):
                        continue
                    ranked.append((3, _short_mentions(found, start)))
            ranked += [(1, _short_mentions(found, start)) for found in _THE_WORK_IS.finditer(words)]
            ranked += [(3, mentions) for mentions in _beside_a_physician(said, start)]
            for found in _SHORT_SUBJECT.finditer(words):
                ranked.append((3, _short_mentions(found, start)))
            if not FULL.search(words) or _MOVES.search(words):
                continue
            if not item.fields and (last := _LAST.search(words)):
                ranked.append((2, _mentions(last, start)))
            for found in _POST.finditer(words):
                around = words[found.end() : found.end() + 24]
                behind = words[max(0, found.start() - 10) : found.start()]
                if (
                    patterns.match(
                        r"\s*(?:の?(?:方|先生|資格[^。、]{0,8}))?(?:も|は|なら)?、?(?:大?歓迎|尚可|なお可|優遇)|\s*(?:だけ|のみ)(?:で|が|に|と)|\s*と(?:一緒|いっしょ|ともに|協力|連携)|(?:である|の資格)[^。、]{0,10}(?:望まし|歓迎|優遇)|[^。、]{0,6}(?:体制|在籍|として勤務)|\s*が(?:受け持|担|対応|応援|派遣|来て(?:い|お))",
                        around,
                    )
                    or _COMES_TO_HELP.match(around)
                    or patterns.search(
                        r"(?:大学|病院|県|医局)から$|院内待機の|待機する|大学の|応援の|大学病院|唯一の$|ただ一人の$",
                        behind,
                    )
                ):
                    continue
                seeking = patterns.search(_SEEKING, words)
                if _COLLEAGUES.search(words) and not seeking and not patterns.search(r"掲載|採用|決まり", words):
                    continue
                if _OF_THE_FAMILY.search(words[: found.start()]) or (
                    _PLACE_BEHIND.search(found.group())
                    and patterns.search(r"[ぁ-んァ-ヶー一-龥]$", words[: found.start()])
                ):
                    continue  # 「清風整形外科(福岡県柳川市) 医師募集」 is a name
                if patterns.match(r"\s*\(\d{2}\)(?:が|は|を|、)", around):
                    continue  # a person in the news: 「市内の内科医(66)が」
                if patterns.search(r"(?:が|は)[^。、]{0,10}(?:引退|退職|退任|異動|開業)", around) and not seeking:
                    continue
                rank = 3 if seeking or item.about("title", "age") else 2 if not item.fields else 1
                ranked.append((rank, _mentions(found, start)))
            for found in _IN_BRACKETS.finditer(words):
                if not _OF_COLLEAGUES.search(words[: found.start()] + "|" + words[found.end() :]):
                    ranked.append((3, _mentions(found, start)))
            for found in _OF_ORIGIN.finditer(words):
                if not patterns.search(
                    r"歓迎|でも(?:可|結構)|も可|(?:なら|だと|あれば)、?(?:なお|より|さらに|一層)?、?(?:結構|よい|良い|ありがた|幸い|うれし|心強)|優遇|尚|望まし",
                    words[found.start() : found.end() + 18],
                ):
                    ranked.append((3 if patterns.search(_SEEKING, words) else 1, _mentions(found, start)))
            for found in _SUBJECT_IS.finditer(words):
                ranked.append((3, _mentions(found, start)))
                if found["list5"]:
                    ranked.append((3, _short_mentions(found, start, "list5")))
            for found in _COUNTED.finditer(words):
                ranked.append((3, _mentions(found, start)))
            if not item.fields and (led := _LEADS_A_KIND.match(words)):
                ranked.append((2, _mentions(led, start)))
            ranked += [
                (1, _mentions(found, start))
                for found in _ALONE_WITH_IT.finditer(words)
                if (handed_on or not (found["list3"] or found["list4"]))
                and not _OF_THE_FAMILY.search(words[: found.start()])
            ]
            if (told := _NOTHING_ELSE.fullmatch(words)) is not None or (
                (told := _BY_ITSELF.fullmatch(words)) is not None and not item.fields
            ):
                ranked.append((1, _mentions(told, start)))
            for found in _ASKED_FOR.finditer(words):
                ranked.append((3, _mentions(found, start)))
            for found in _ALSO.finditer(words):
                ranked.append((3, _mentions(found, start) + _short_mentions(found, start, "list5")))
            for found in _WHO_SEES.finditer(words):
                ranked.append((3, _mentions(found, start)))
            for found in _PLACE_OF_WORK.finditer(words):
                ranked.append((2, _mentions(found, start)))
            for found in _NEAR_A_SEARCH.finditer(words):
                ranked.append((2, _mentions(found, start)))
    if not ranked:
        return best
    top = max(rank for rank, _ in ranked)
    seen: dict[str, Mention] = {}
    for rank, mentions in ranked:
        if rank == top:
            for mention in mentions:
                seen.setdefault(mention.name, mention)
    return list(seen.values())


def _beside_a_physician(words: str, start: int) -> Iterator[list[Mention]]:
    for found in _BESIDE_A_PHYSICIAN.finditer(words):
        if (piece := _A_PIECE.search(found["inside"])) and not (
            WELCOME.search(found["inside"])
            or _OF_COLLEAGUES.search(words[: found.start()] + "|" + words[found.end() :])
        ):
            yield _short_mentions(piece, start + found.start("inside"))


def _short_mentions(found: re.Match[str], start: int, group: str = "list") -> list[Mention]:
    base = start + found.start(group)
    return [Mention(canonical(m.group()), base + m.start(), base + m.end()) for m in LISTED.finditer(found[group])]


def _mentions(found: re.Match[str], start: int) -> list[Mention]:
    group = next(
        name for name in ("list", "list2", "list3", "list4", "list5") if name in found.groupdict() and found[name]
    )
    base = start + found.start(group)
    return [Mention(canonical(m.group()), base + m.start(), base + m.end()) for m in FULL.finditer(found[group])]
