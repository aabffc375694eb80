"""Whether the employer provides or rents a dwelling."""

from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.negations import plain
from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

_DWELLING = lazy(
    r"(?<![一-龥ァ-ヶ])家が(?:あ(?:り|る)|ござい|空い)(?=[^。]*。?[^。]*(?:家賃は(?:いただき|頂き|いり)ません|貸し|住ん(?!で(?:お|い))|お?使|入[居っれり]|提供|用意))|お?貸し(?:でき|する|出す)る?(?:家|部屋)|借り?主|物件(?=も|は|を)|(?<![一-龥ァ-ヶ])家(?:を|も(?=[^。]{0,6}(?:貸|借|用意))|は[^。、]{0,8}?(?=借|用意))(?:[^。、]{0,8}が)?(?:ご?用意|一軒|借|お貸|建て)?|平屋|離れを|(?:一室|一部屋|一軒|一戸)を[^。、]{0,10}(?=お?貸し|借り|お渡し)|(?:医師|職員|教職員|院長|単身|家族|世帯|借上げ?|借り上げ|町営|村営|町|村|市|病院)?(?:用)?の?(?:住宅|公舎|公宅|官舎|宿舎|社宅|住居|住まい|寮|アパート|マンション|一戸建て?|一軒家|戸建て?|空き家|古民家|ワンルーム|借家|貸家|住むところ|住む家|(?<=に)(?=住んで(?:いただ[きけ]|頂[きけ]|もらえ|くださ))|お部屋|社員寮|住戸)"
    r"(?!手当|補助|[係課]|で(?:ない|なく|はない)|の(?:方|先生)|が(?:遠|[町市村県]外)|街|地|ローン|型|診療|政策|費用?補助|メーカー|家賃|助成|取得|に住む(?!こと)|が多|も多|の相場|探し|事情|改修補助|展示|訪問|系|医療)|借上げ?(?!.{0,3}手当)|借り上げ|\d[SsＳ]?LDK|\d[DＤ]?K(?![A-Za-z])"
)
_ALLOWANCE = lazy(
    r"住(?:宅|居|まい)は、(?:月)?[^。、あな()]{0,12}手当(?:が(?:あります|出ます|つきます))?|住(?:宅|居)手当|家賃(?:の|を|は)?(?:[^、。()]{0,6})?(?:補助|助成|支給)(?:が(?:あります|ございます|出ます))?|(?:住宅(?:費)?(?:補助|助成)|住居費|家賃手当)(?:が(?:あります|ございます|出ます))?"
)
_NO = lazy(
    r"いいえ|借り?上げ[はも]?[^。、]{0,4}(?:しません|して(?:い|おり)ません)|使用(?:を|は)(?:終え|やめ|中止)|廃止|閉鎖|売却|手放|取り壊|不可|(?:用意|提供|貸与)せず|(?:持って|設けて)(?:い|おり)?ません|(?:ご?用意|住宅|宿舎|住まい|社宅|公舎)(?:は|が|も)?なく(?!ても)|(?:ご?用意|提供|準備|貸与|整備|確保|所有|保有|お?貸し|お?世話)[^。、()]{0,12}(?:ません|ない)|(?:ご?利用|ご?入居|お使い)(?:は|が|も|に)?(?:いただけ|でき|なれ)(?:ません|ない|かね)|対象(?:に(?:は)?なり?(?:ません|らない)|外)|なし(?!ません)|(?<![らわかたばまなれえけせてめべねいきしちみりび])ない(?!ません)|無(?!料|償|し?も)|ありません|ございません|用意(?:は)?(?:して|いたして|できて)(?:おり)?ません|用意(?:する)?(?:ことは?|は)?でき(?:ません|かね)|お?世話(?:は|が)?でき(?:ません|かね)|(?:ご?(?:自身|自分)|各自)で(?:お?探|ご?用意|ご?手配|ご?準備)|未整備|[×✕]"
)
_TALK = lazy(
    r"空き家バンク[^。]*(?:案内|登録|活用)|借りていただ|ご?(?:自身|自分|各自)で借り|ご契約いただ|検討中|有無(?:は|について|を)|応相談|要相談|ご?相談(?:に応じ|ください|可|させ|の上|のうえ)|相談$|紹介|斡旋|あっせん|[おご]?(?:探し|案内|手伝い)|一緒に探"
)
_YES = lazy(
    r"あり(?!ま?せん)|有(?!無)|付き|つき(?!まして)|完備|充て(?!る予定は)|割り当て|[おご]?待(?:ち(?:して|しており)|って)|[あ空]けて|[あ空]いて|完成|お貸し(?!でき)|支払(?:い|って)|ご?用意(?!は?あり?ま?せん)|提供|貸与|無料|無償|家賃|月額|月\d|使用料|入居|ご?利用(?:いただ|でき|可)|使え|お使い|使用|[SsＳ]?LDK|DK|借(?:り)?上げ?|[○◯〇◎]|ございます|新築|敷地内|隣接|徒歩|負担|お?住まい(?:いただ|になれ|頂)|築|いらない|不要|住める|住んで|準備|確保|円|可|貸し(?!付)|ただで|(?:住宅|公舎|官舎|宿舎|社宅)を、?\s*$|(?:住宅|公舎|官舎|宿舎|社宅)です(?=[。、\s]|$)|(?:住宅|住まい|官舎|公舎|宿舎)は、?(?:診療所|病院|医院)の(?:\d階|裏|隣|となり|敷地|すぐ)|空いて(?:い|お)|[^。、]{0,8}空(?:き(?:ます|まし)|く)|に(?:[^。、]{0,6})お?入(?:れ(?:る|ます)|り(?:いただ|頂))|が借り(?:ます|る|て)|借りて(?:くれ|くださ|お渡し|お貸し|ご?用意|ご?提供)|名義で[^。、]{0,6}借り|面倒を[見み]|(?:使って|入って|住んで)もら|ふき替え|改築|が[^。、]{0,8}建て(?:ます|る|て(?:くれ|お貸))|に住(?:む|ん|め|ま[いっわ])|住まいになって|建て替え|建て直|空きがあ|空きあり|契約|お借りし(?:ます|て)|借りて(?:あり|い|お)|使って(?:くださ|いただ)|を[^。、]{0,8}(?:直し|直す|改修|修繕|整え|整備|建て|手配|リフォーム|購入|空け)"
)
# 「単身の方には病院の寮、ご家族には…」
_TO_THEM = lazy(r"(?:方|先生|単身|ご?家族)(?:連れ|用)?には[^。、]{0,8}(?:寮|社宅|官舎|宿舎|公舎|住宅)\W*$")
_GUESTS = lazy(
    r"看護学生|学校の寮|ホテル|旅館|民宿|前泊|前後泊|宿泊|仮眠|当直室|見学|看護師寮|看護寮|(?:看護|介護)(?:職員?|師|福祉士)(?:さん)?に(?:は|も)|学生寮|研修医|看護師宿舎|(?:看護|介護)(?:職員?|師)(?:向け|用|専用)|(?:職員|実習生)(?:向け|用)の寮|患者|ホーム|高齢者|入所|サービス付|訪問"
)


# A dwelling that the physician rents for himself, whatever is paid towards it.
_BY_ONESELF = lazy(
    r"借り(?:られ)?(?:た|る)(?:場合|とき|時|方|先生)|借りていただ|お借りいただ|ご?(?:自身|自分|本人)で(?:お?借り|ご?契約)|ご契約いただ"
)
_FREE = lazy(
    r"(?:家賃|使用料|賃料|敷金|礼金|(?:本人|自己|ご)負担)(?:・[^\s、。]{1,4})?[はも]?\s*(?:なし|無し|いりません|かかりません|不要|ゼロ|頂きません|いただきません)"
)
_NONE_AT_ALL = lazy(
    r"(?:住宅|宿舎|社宅|官舎|公舎|住まい|寮)(?:・宿泊(?:先|施設)?)?(?:の(?:ご?用意|提供|貸与|制度))?[はも]?、?(?:ありません|ございません|なし|して(?:い|おり)ません)"
)


def read(items: Sequence[Item]) -> Found | None:
    """True: a dwelling is provided or rented; False: there is none. An allowance or a hotel says neither."""
    for item in items:
        if item.about("housing") and item.text.strip():
            said = _labelled(item)
            if said is not None:
                return Found.at(said, item.start, item.start + len(item.text.split("\n")[0]))
    denied: Found | None = None
    for item in items:
        if item.about("process", "site", "place", "institution", "leave"):
            continue
        if patterns.search(r"福利|厚生|待遇|制度", item.label) and (named := _IN_A_LIST.search(item.text)):
            return Found.at(True, item.start + named.start("home"), item.start + named.end("home"))
        for words, start in _with_what_follows(item):
            if _OF_A_PREDECESSOR.match(words):
                continue
            if _NOT_FOR_THEM.search(words) and (named := _DWELLING.search(words)):
                denied = denied or Found.at(False, start + named.start(), start + len(words))
                continue
            for part, at in _parts(plain(words), start):
                found = _DWELLING.search(part)
                if not found or (_GUESTS.search(part) and not _NONE_AT_ALL.search(part)):
                    continue
                if _ALLOWANCE.search(part) and not _DWELLING.search(
                    patterns.sub(r"お?住まい|住居(?!手当)", "", _ALLOWANCE.sub("", part))
                ):
                    continue  # 「お住まいについては、住宅手当(月6万円まで)があります」
                if _MARKET.search(part) and not _GIVEN_ALL_THE_SAME.search(part):
                    continue
                rest = _ALLOWANCE.sub("", _FREE.sub("無料", part[found.start() :]))
                if _NO.search(rest) and not patterns.search(r"不要|いらない|無料", rest):
                    denied = denied or Found.at(False, at + found.start(), at + len(part))
                elif _TALK.search(rest) and not patterns.search(
                    r"あり(?!ま?せん)|完備|用意|貸与|契約し|借り上げ", rest
                ):
                    continue
                elif _BY_ONESELF.search(rest) and not patterns.search(r"用意|貸与|借り上げ|無料", part):
                    continue  # 「住まいは、市内で借りられた場合に月5万円までの手当がつきます」
                elif (
                    _RENTED_FOR_THEM.search(part)
                    or _YES.search(rest)
                    or _YES.search(part[: found.start()])
                    or _TO_THEM.search(part)
                ):
                    return Found.at(True, at + found.start(), at + len(part))
    return denied


_RENTED_FOR_THEM = lazy(
    r"(?:苑|園|院|所|町|村|市|法人|会社|当方|施設|こちら|私ども)(?:が|で|のほうで)[^。、]{0,12}を?借り(?:ます|る|て(?:お|ご))"
)
# A dwelling among what the staff have: 「福利厚生 社宅(単身・家族)、社員食堂、財形貯蓄」.
_IN_A_LIST = lazy(
    r"(?:^|[、・/\s])(?P<home>(?:医師|職員|借り?上げ?|単身|世帯|独身)*(?:住宅|社宅|宿舎|公舎|寮)(?:制度|完備)?(?:\([^()]*\))?)\s*(?=$|[、・/。\n])"
)
# 「裏に平屋がある。よければそのまま住んでもらって構わない。」: the next sentence says what may be done with it
_GOES_ON = lazy(
    r"[^。]{0,12}(?:お?家賃(?:は|も)?、?(?:いただきません|頂きません|いりません|要りません|なし|無料|不要|かかりません)|お代は(?:いりません|いただきません)|住んで(?:いただ|もら|くださ|か?構)|お?使(?:い|って)(?:いただ|もら|くださ)|お?入(?:り|って)(?:いただ|もら|くださ)|自由に)"
)


def _with_what_follows(item: Item) -> list[tuple[str, int]]:
    """The sentences of an item; one that names a dwelling alone together with the next that offers it."""
    told: list[tuple[str, int]] = []
    for words, start in sentences(item):
        if told and _GOES_ON.match(words) and not _DWELLING.search(words):
            before, begin = told[-1]
            if _DWELLING.search(before) and not _NO.search(before) and begin + len(before) == start:
                told[-1] = (before.replace("。", "、") + words, begin)
                continue
        told.append((words, start))
    return told


_OF_A_PREDECESSOR = lazy(
    r"\W*(?:前(?:院長|所長|任(?:の(?:先生|医師))?)|先代)(?:は|が)|\W*(?:副?院長|所長|理事長|事務長|施設長|私)(?:は|が|も)[^。]*(?:家|住まい|マンション)[^。]*(?:い(?:ます|る)|おります|ました)[。\s]*$"
)
# What may be rented in town, by anybody.
_MARKET = lazy(
    r"相場|不動産|賃貸(?:物件|住宅|マンション|アパート)(?:が|も|は)|[都県府道]営|公団|団地|空き家バンク|入居者(?:の|を)?(?:募|\s|$)|(?:近く|近所|周辺|[町市村]内|駅前)[にはの][^。]*(?:多|たくさん|いくつ|豊富|見つか)"
)


@once
def _parts(words: str, start: int) -> list[tuple[str, int]]:
    parts, at = [], 0
    for piece in patterns.split(
        r"([、/](?![^(]*\))|\s+(?=(?:期間|契約|定年|任期|当直|待機|オンコール|年齢|年俸|週)))", words
    ):
        if piece.strip("、/ "):
            parts.append((piece, start + at))
        at += len(piece)
    whole = [(words, start)]
    return (
        parts
        if any(_DWELLING.search(p) and any(q.search(p) for q in (_YES, _NO, _TO_THEM)) for p, _ in parts)
        else whole
    )


# 「医師住宅はありませんが、民間の住宅を借上げてご用意します」
_GIVEN_ALL_THE_SAME = lazy(
    r"借り?上げ(?!の|(?:住宅|社宅|宿舎)[はがも]|[はも]?(?:し|行)?て?(?:は)?(?:い|おり)ません|[はも]?(?:しません|ありません|ございません|な[しい]))|ご?用意(?:し(?:て(?!(?:は)?(?:い|おり)(?:ません|ない))|ま(?!せん))|いたし(?!ません|かね))|貸与(?![はもが]?(?:し(?:ない|ません|て(?:は)?(?:い|おり)(?:ません|ない))|いたし(?:ません|かね|て(?:い|おり)ません)|でき(?:ません|ない|かね)|ません|な|あり|する[^。、]{0,8}(?:な|あり|ません)))"
)


# 「単身用のみ(世帯用は令和5年度に廃止)」
_OF_ANOTHER_KIND = lazy(r"(?<=[^\s)])\([^()]*(?:世帯|家族|単身)(?:用|向け|寮)?は[^()]*\)")


# 「(社宅は独身者のみのため、産業医はご利用になれません)」
_NOT_FOR_THEM = lazy(
    r"(?:医師?|先生)(?:の方)?(?:は|の|には)、?(?:ご?利用|ご?入居|お使い|対象)[^。、]{0,8}(?:ません|ない|かね|外)|(?:社宅|住宅|公舎|宿舎|寮)の対象(?:に(?:は)?なり(?:ません|ない)|外|では(?:あり|ござい)ません)"
)
# 「看護師の宿舎はありません」 behind what the physician is given
_FOR_OTHER_STAFF = lazy(rf"(?<=。)\s*(?:{OTHERS})(?:さん)?(?:の|用の?|向けの?|に?は)[^。]*。?")
# 「単身用 なし 世帯用 なし  利用可能な託児所 あり」: what else the house has
_NEXT_FACILITY = r"\s+(?:利用可能な)?(?:院内)?(?:託児所?|保育所?|駐車場|食堂|退職金|通勤)"


# What a dwelling has or lacks says nothing of whether there is one: 「1戸(駐車場なし)」, 「あり ※ペット不可」.
_WHAT_IT_HAS = lazy(
    r"(?:駐車場|車庫|家具|家電|エアコン|ペット|浴室|風呂|倉庫|庭|敷金|礼金|保証人|エレベーター)[^、。()※]{0,8}(?:な(?:し|い)|無し?|不可|ありません)"
)
# What is done where all are let: 「入居できます(空きがない場合は住居手当)」.
_IF_IT_IS_FULL = lazy(
    r"[(、。]?\s*(?:(?:空き|空室|空家)が?(?:な(?:い|く|かった)|無い)(?:(?:場合|とき|時)(?:は|に)?|て)|(?:空き|空室)がなければ|満室(?:の(?:場合|とき|時)(?:は)?|なら))[^。()]*\)?"
)
_AN_ALLOWANCE = lazy(
    r"\s*(?:[^。、()]{0,14}(?:手当|補助)(?:も|が|は)?(?:あり(?:ます)?|有|支給(?:します)?)[。]?|手当あり|(?:手当|補助)のみ|住(?:宅|居)手当\s*:[^。]*)\s*(?:\([^()]*\))?\s*"
)


_UNSAID = lazy(r"\W*(?:(?:記載|記入|情報|回答|登録)(?:は)?(?:なし|ありません)|未(?:定|記入|記載|回答|登録))")


def _labelled(item: Item) -> bool | None:
    text = _IF_IT_IS_FULL.sub("", item.text.strip())
    text = _WHAT_IT_HAS.sub("", _FOR_OTHER_STAFF.sub("", plain(text)))
    if _AN_ALLOWANCE.fullmatch(text):
        return None
    if _UNSAID.match(text):
        return None
    if patterns.match(r"いいえ|いえ、", text):
        return None if _GIVEN_ALL_THE_SAME.search(text) else False
    if _NOT_FOR_THEM.search(text):
        return False
    if _ALLOWANCE.search(item.label) and patterns.match(r"(?:月額?|上限|最大|毎月)?\s*\d[\d,.]*\s*(?:万|千)?円", text):
        return None  # 「住まい/住居手当 月額28,000円まで」
    text = _OF_ANOTHER_KIND.sub("", patterns.split(_NEXT_FACILITY, text)[0]) or text
    bare = _ALLOWANCE.sub("", _FREE.sub("無料", text))
    if patterns.fullmatch(
        r"(?:単身|世帯|家族)(?:者)?(?:用|向け)(?:のみ|だけ|と(?:単身|世帯|家族)(?:者)?(?:用|向け))?", text
    ):
        return True
    if patterns.match(
        r"(?:(?:施設|病院|当院|医院|診療所|町|村|市)の)?(?:医師住宅|住宅|宿舎|公舎)?(?:は|の)?(?:ご?用意は?)?\s*(?:な(?:し|い)|無(?!料|償)|ありません|ございません|[×✕])",
        text,
    ) and not _GIVEN_ALL_THE_SAME.search(text):
        return False
    first = bare.split("。")[0]
    denied = _NO.search(first) and not patterns.search(
        r"あり(?!ま?せん)|有(?!無)|無料|完備|不要|用意して(?!(?:は)?(?:い|おり)(?:ません|ない))", first
    )
    if (denied or _NONE_AT_ALL.search(bare)) and not _GIVEN_ALL_THE_SAME.search(bare):
        return False
    if _BY_ONESELF.search(text) and not patterns.search(r"ご?用意し|借り?上げ|貸与|完備", text):
        return None
    if _GUESTS.search(text) and not _DWELLING.search(text):
        return None
    if _ALLOWANCE.search(text) and not (_DWELLING.search(bare) or patterns.match(r"あり|有|[○◯〇◎]", bare)):
        return None
    if (_ALLOWANCE.match(text) and not _DWELLING.search(bare)) or patterns.match(r"(?:\([^)]*\))?\s*手当", bare):
        return None
    if (
        not _GIVEN_ALL_THE_SAME.search(bare)
        and _NO.search(bare)
        and not patterns.search(r"あり(?!ま?せん)|有(?!無)|無料|完備|不要|用意して(?:い|お)ります", bare)
    ):
        return False
    if _TALK.search(bare) and not patterns.search(r"あり(?!ま?せん)|有(?!無)|完備|用意|貸与|無料|借", bare):
        return None
    return True if _YES.search(bare) or _DWELLING.search(bare) else None
