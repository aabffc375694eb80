"""Names of places of work that do not end with what kind of place it is: with their kind before the end, or with a department."""

from collections.abc import Iterator

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import FULL, WHOLE_NAMES
from enishi.openings.reading.fields.municipalities import is_a_town
from enishi.openings.reading.patterns import lazy

NAME_CHARS = r"[^\s#*、。,:;()「」『』【】\[\]〔〕《》〈〉<>|/\"'!?※〜=≫・\u2190-\u2bff\U0001f300-\U0001faff]"  # no mark is part of a name
# 「森の診療所」, 「ひかりの診療所」: what may stand before の in a name
LIKE_A_NAME = lazy(
    r"[ぁ-ん]{2,8}|[ァ-ヶー]{2,8}|\S{0,8}(?:こころ|いのち|まち|みんな|からだ|くらし|みらい|ひかり|はな|そら|うみ|やま|もり|かぜ|ほし|つき|ゆき|みず|おか|さと|さくら|うめ|まつ|もも|ゆり|すみれ|つばき|かえで|もみじ|いずみ|せせらぎ|なぎさ|みなと|みどり|あおば|わかば|にじ|ゆめ|きぼう|やすらぎ|ぬくもり|ふれあい|きずな|ひだまり|こもれび|たいよう)|\S{0,6}(?:森|丘|杜|里|郷|風|空|木|樹|花|泉|星|月|虹|光|鐘|緑|桜|梅|松|竹|藤|菊|萩|楠|椿|葉|実|芽|種|鳥|鶴|音|夢|絆|心|命|愛|恵|和|幸|道|橋|坂|門|宮|塔|灯|舟|帆|波|渚|浜|岬|峠|峰|滝|川|野|原|岡|崎|島|沢|台|畑|田|窓|庭|園)"
)
# 「こどもクリニックくるみの木」, 「総合病院きのくに台」, 「すこやかセンターかみいち」: what tells it from others stands behind its kind
_KIND_WITHIN = lazy(
    rf"(?<![^\s「『【】」』\[()、。のは■□●○◎◆◇▼▽▲△★☆・〜〈|])(?P<name>(?P<front>{NAME_CHARS}{{0,14}}?)(?P<kind>(?:保健|健康|福祉|すこやか|けんこう)館|献血ルーム|クリニック|診療所|総合病院(?:\s(?=[ぁ-んァ-ヶ]))?|病院|医院|ホスピタル|センター|プラザ)"
    r"(?P<own>(?:[ぁ-ん]{2,10}|[ァ-ヶー]{2,10})(?:の?(?!院長|所長|医師|先生|募集|事務|採用|理事)[一-龥]{1,2}り?)?|[一-龥](?:の[一-龥]|[ヶケ][一-龥])))(?=[」』】\])(\s、。|/〜]|$|では|です|で(?=[一-龥])|[はが](?=、)|は(?=\d)|の(?:副?院長|所長|医師|先生|募集|事務|採用))"
)
_SAID_BEHIND_A_KIND = lazy(
    r"の(?!ぞみ|どか|びのび|ばら|ぎく)|と(?!まり|きわ|もしび|んぼ|びら)|に(?!じ|こ)|も(?!みじ|くれん|くせい|えぎ|も|ず)|や(?!まなみ|すらぎ|まびこ|まぶき|わらぎ|まもも)|が(?!じゅまる)|で(?!いご)|へ(?!いわ)|を"
    r"|は(?![ぁ-ん]{2,4}$)|は[こどいなあじ]|な(?:の|ん|ら)|ごと|さま|だっ|でし|です|から|まで|など|より|かど|または|および|ならび|ほか|さん|だより|たより|ブログ|サイト|ホーム|スタッフ|ガイド|ニュース|マップ|パンフ|ページ|ビル|グループ|タイプ|コース|ナース|ドクター|シップ|バス|リスト|フェア|セミナー|ツアー|コード|メール|ネット|カー|ナビ"
)


def kinds_within(words: str) -> Iterator[tuple[str, int, int]]:
    """Names whose kind stands before what tells them from others: (name, start, end)."""
    for named in _KIND_WITHIN.finditer(words):
        front = named["front"]
        if not _SAID_BEHIND_A_KIND.match(named["own"]) and not patterns.search(
            r"[はがをにへ]$|(?:この|その|どの|当|各|貴|同|本|他)$", front
        ):
            of_a_place = patterns.search(r"[一-龥][ぁ-ん]{1,2}の$|(?:駅|隣|町|村|市|県)[前内]?の$", front)
            told = len(front) if of_a_place or (front.endswith("の") and is_a_town(front[:-1])) else 0
            yield named["name"][told:], named.start("name") + told, named.end("name")  # 「川べりの|総合病院きのくに台」


_DEPARTMENT = rf"(?:{WHOLE_NAMES}|皮[フふ]科|整形(?=$|[\s(、。」』】>]))(?:・?(?:{WHOLE_NAMES})){{0,5}}"
_BY_DEPARTMENT = lazy(
    rf"(?:^|(?<=[。、\s|/「『【】〕(<-〈《〔〜:>\u2190-\u2bff)])|(?<=[市町村区県都府道]の)|(?<=[市町村区]・)|(?<=^・)|(?<=にある))(?P<own>{NAME_CHARS}{{1,12}}?)(?P<department>{_DEPARTMENT})"
    r"(?=$|[\s。、」』】)>(|/〜=:\u2190-\u2bff]|で|は|の|と(?:いい|申)|から|より|へ|(?:スタッフ|公式)?(?:ブログ|だより))"
)
# What stands before a department without making a name of it: 「こども外来の小児科」, 「募集する内科」, 「リハビリ内科」.
_NOT_OWN = lazy(
    r"^(?:こちら|そちら|ここ|どちら|いずれ|それ)|(?:いただい|くださっ|まし)た$|医師|募集|外来|先生|求|当院|本院|当科|担当|診療|勤務|病棟|常勤|専門|資格|入院|手術|科$|系$|[はがをにへ]$|[^ぁ-ん][もとや]$|または|および|もしくは|あるいは|から|まで|など|[\d一-龥](?:名|人|年|月|日|時)"
    r"|[一-龥][ぁ-ん]{0,3}(?:る|た|い|な|く|て|う|つ|す)$|^(?:リハビリ(?:テーション)?|ペイン|アレルギー|リウマチ|スポーツ|レディース|ウィメンズ|こども|おとな|フット|めまい|いびき|ぜんそく|がん|ケア|ホーム|サポート|センター|プライマリ|バイト|アルバイト|スポット|パート|カンファ|コンタクト|レーシック|オンライン|メンズ|の)+$"
)
# 「脊椎整形外科で働く医師」: a part of the department
_PART_OF = lazy(
    r"^(?:脊[椎髄]|関節|膝|股関節|手|足|肩|肝|胆|膵|消化器|心臓|呼吸器|循環器|血管|脳|神経|頭頸?部|口腔|小児|周産期|新生児|思春期|老年|高齢|女性|腫瘍|外傷|救急|災害|感染|炎症|代謝|内分泌|地域|へき地|在宅|訪問|一般|総合|各|全|専門|主要|担当|当該|日帰り|低侵襲|移植|乳腺|甲状腺|網膜|白内障|美容|形成|機能|慢性期?|急性期?|回復期?|標榜|健診|検診|人間ドック|病棟|夜間|休日|産業|嘱託|応援|大学|県[内立北南東西央]|市[内立]|町[内立])+$"
)
_TOLD_BEHIND = lazy(
    r"\((?=[^()]*[市町村区])|の(?:奥[様さ]|ご主人|若先生|大先生)|\s*[─━―—-]*\s*(?:北海道|東京都|(?:京都|大阪)府|[一-龥]{2,3}県)|の(?:副?院長|事務|理事長|管理者|スタッフ|(?!求人|募集|後任|常勤|医師|先生|専門|外来|病棟|経験|診療|資格)[一-龥]{1,4}(?:です|と申))|\s*院長|です[。(]|[】>》〉\u2190-\u2bff]|[、\s](?:副?院長|事務長|理事長|総務)|で働く(?:医師|先生|仲間)|と(?:いい|申)ま|(?:スタッフ|公式)?(?:ブログ|だより)|\s+(?:採用|求人|募集|リクルート|RECRUIT|Recruit|公式|ホームページ|スタッフ|本部|事務[局長]|人事|総務|(?:医師|ドクター)(?:スタッフ)?の?(?:募集|採用|求人|リクルート)|管理者|理事長|院長|ブログ|看護)|\s*[|/]"
)
_SOFTLY_BEHIND = lazy(r"$|\s+-|\s*\d{1,2}[名人]|」|』|\s*\(|では[、\s]?|は、|で(?:は?働|一緒|診)|から|より")


def by_department(words: str) -> Iterator[tuple[str, int, int, float]]:
    """Names that end with a department: (name, start, end, how much speaks for it); a word of their own stands before it."""
    for named in _BY_DEPARTMENT.finditer(words):
        own, start, end = named["own"], named.start("own"), named.end("department")
        if lead := patterns.match(
            r"(?:\S*[市区町村](?:の|にある)|[^\s、。]{0,6}号の|-+|の|私(?:ども|たち)の?)(?=\S{2})|[当弊](?=[ぁ-んァ-ヶ]{2})",
            own,
        ):
            own, start = own[lead.end() :], start + lead.end()
        if own.endswith("の") and not patterns.search(rf"[ぁ-んァ-ヶー]{{3}}の$|(?:{LIKE_A_NAME.pattern})の$", own):
            continue
        if FULL.fullmatch(own + named["department"]) or FULL.match(own) or _NOT_OWN.search(own) or _PART_OF.search(own):
            continue
        after_a_body = patterns.search(r"法人\S{0,14}\s+$", words[:start]) is not None
        after_a_town = patterns.search(r"[市区町村](?:[】〕]?\s*|\s*の?[・|/、]\s*)$", words[:start]) is not None
        spelt = patterns.search(r"[ぁ-ん]{2}|[ァ-ヶー]{2}|[ぁ-んァ-ヶ][一-龥]|[一-龥][ぁ-んァ-ヶ]", own) is not None
        if (not spelt or own.endswith("の")) and named["department"] == "整形":
            continue
        if _TOLD_BEHIND.match(words, end) or ((after_a_town or after_a_body) and spelt):
            yield words[start:end], start, end, 2.5
        elif spelt and _SOFTLY_BEHIND.match(words, end):
            yield words[start:end], start, end, 1.5 if words[end:].strip() else 2.5
