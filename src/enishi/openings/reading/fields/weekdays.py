"""Weekdays and hours in words: which half days and nights a sentence names."""

import re
from collections.abc import Iterator
from functools import lru_cache

from enishi.openings.reading import patterns
from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.patterns import lazy

WEEKDAYS = "月火水木金土日"
AM, PM, NIGHT = 1, 2, 4
_PARTS = {"午前": AM, "午前中": AM, "朝": AM, "AM": AM, "am": AM, "午後": PM, "PM": PM, "pm": PM, "終日": 3, "全日": 3, "1日": 3, "一日": 3, "日勤": 3,
          "日中": 3, "朝から夕方": 3, "日直": 3, "日当直": 7, "宿日直": 7, "昼夜": 7, "当直": NIGHT, "宿直": NIGHT, "夜勤": NIGHT, "夜間": NIGHT, "夜診": NIGHT, "夜": NIGHT,
          "準夜": NIGHT, "夕診": 0, "24時間": 7, "昼間": 3, "晩": NIGHT}  # fmt: skip
_CLOCK = r"(?:(?:午前|午後|AM|PM|朝|夕方|夜|正午)の?)?\s*\d{1,2}\s*(?:[:時](?!間)\s*(?:\d{1,2}|半)?\s*分?)|正午"
_NOT_ASKED = r"[^。、\d]{0,14}(?:求め|設け)(?:な[いか]|ず|ません)"
TOKEN = lazy(
    rf"(?P<span>(?:(?:\d{{1,2}}\s*[月/]\s*)?\d{{1,2}}\s*日?\s*\()?(?P<s1>[{WEEKDAYS}])(?:曜日?)?(?:・祝)?\)?(?:の)?\s*(?P<t1>{_CLOCK})\s*(?:〜|から|-)\s*(?:翌(?:日|朝|週)?の?\s*)?(?:\(翌\)\s*)?(?:(?:\d{{1,2}}\s*[月/]\s*)?\d{{1,2}}\s*日?\s*\()?(?P<s2>[{WEEKDAYS}])(?:曜日?)?(?:・祝)?\)?\s*(?:の)?(?:朝\s*)?(?P<t2>{_CLOCK}))"
    rf"|(?P<date>(?:\d{{1,2}}\s*[月/]\s*)?\d{{1,2}}\s*日?\s*\((?P<dated>[{WEEKDAYS}])(?:曜日?)?(?:[・,、]?(?:祝日?|休日?|振替休日))?\))"
    rf"|(?P<range>(?<![一-龥\d])(?P<r1>[{WEEKDAYS}])(?:曜日?)?\s*(?:〜|-|から|ー)\s*(?P<r2>[{WEEKDAYS}])(?:曜日?|(?![一-龥]|曜)))"
    rf"|(?P<run>(?<![一-龥])(?!月日(?:\s|$))[{WEEKDAYS}]{{2,6}}(?:曜日?)?(?=[\s、,()・:のに]|午|終|全|$))"
    rf"|(?P<group>土日祝?日?|土・日・祝日?|週末|平日)"
    rf"|(?P<time>(?P<h1>{_CLOCK}|(?<![\d月/:.])\d{{1,2}}(?=\s*[-〜]\s*\d{{1,2}}\s*時))\s*(?:〜|-|から|ー|より)\s*(?P<next>翌(?:日|朝)?(?:の)?\s*|\(?翌(?:日|朝)\)?\s*)?(?P<h2>{_CLOCK})?)"
    rf"|(?P<until>(?<!〜)(?<!から)(?<!-)(?:{_CLOCK})\s*まで(?!に))"
    rf"|(?P<part>午前中|午前|午後|終日|全日|日当直|宿日直|日直|当直(?!室|明け|手当|料|許可|帯|{_NOT_ASKED})|宿直(?!許可|{_NOT_ASKED})|夜勤|夜間(?!{_NOT_ASKED})|夜診|準夜|日勤|日中|昼間|24時間|AM|PM|am|pm|昼夜|朝から夕方|一日(?!\d)|(?<!れか)(?<!らか)(?<!うち)(?<!週)1日(?=[、。\s(・)]|または|勤務|$)|夜(?![0-9一-龥])|(?<!前の)(?<!前)(?<!一)(?<!毎)(?<!今)晩(?=[、。\s(・でにはの]|$)|朝(?!の?\s*\d))"
    rf"|(?<!曜)(?P<day>[{WEEKDAYS}])(?P<yobi>曜日?)?(?=[\s、,。・./()「」o(:;※のにはがをもで〜\-終全午日宿夜夕朝昼祝とか又およまいA-Za-z0-9*]|$|曜|当[直番]|(?<=曜)[だな]|(?<=曜日)[だな])"
)
LIST_OF_DAYS = rf"[{WEEKDAYS}](?:曜日?)?(?:(?:[・、と]|および|及び)[{WEEKDAYS}](?:曜日?)?)*"
_LIST_BEFORE = lazy(
    rf"(?:^|or|または|か|[例と]えば|[★☆\s、,。・./(:「『\[)と又はも毎週隔全各第\d~〜\-祝曜のにを※は＝=>])$|[{WEEKDAYS}]$"
)
_TAKEN = lazy(
    r"誤りです|つもりでした|予定でしたが|来て(?:くれ|もらえ|いただけ)ることに(?:な|決)|お?引き?受け(?:て)?いただ(?:きました|いて(?:い|お))|足りて|間に合って|(?:そろ|揃)(?:って|いま)|充足|定員に達し|空きが?は?(?:ありません|ございません|な(?:し|い))|これまで|以前は|従来は|埋ま|うまり|取り?下げ|(?<!日と)(?<!談で)(?<!談して)(?<!うえ)(?<!上で)決ま(?:り|って)|(?<!うえ)(?<!上)(?<!して)(?<!により)決定|満枠|満席|募集(?:を)?(?:終了|停止|締)|不要|除く|除き|休診|定休|休み|休業|休日(?!当番|勤務|日直|診療|の?当直)|休[館園校]|お休み|不可|対象外|予約|充たさ|終了(?:しま|いた)|確保(?:でき|済|しました)|週休|(?<!い)ただいた先生|担当済|確保済|先生がおられ|代休|振替休"
)
# A row that ends with its state: 「土曜当直 17:30〜翌9:00 (満席です)」, 「23日(火) 19時〜翌8時 → 高橋先生が引き受けてくださいました」
_ROW_IS_TAKEN = lazy(
    r"[→⇒←]\s*[^→⇒←。月火水木金土日]{0,16}(?:埋ま|うまり|決ま|決定|充足|満枠|引き?受けて?(?:いただ|くださ|頂|下さ|済)|手を[挙あ]げて)[^→⇒←。]{0,12}。?\s*$|\([^()月火水木金土日]{0,8}(?:満席|満枠|決まりました|決定|充足|定員(?:に達し|となり|です)|募集終了|埋まりました|成約)(?:て(?:い|おり)ます|です|済み?|しました|しております)?\)\s*$"
)
_OVER = lazy(
    r"充足(?:のため|につき|により|しました|済み?)?|(?:募集|掲載|受付|応募)?(?:を)?(?:終了|停止|締め?切)(?:しました|いたしました|りました|っております)?|決定(?:済み?|しました)?|決ま(?:りました|って)|成約|埋まりました|締め?切りました|取り?下げ(?:ました)?"
)
_OTHER = lazy(
    r"^\W*(?:土日|日祝|土日祝|日曜?|土曜?)(?:祝日?)?(?:は)?(?:定休|休み?)\W*$|^\s*面会|^\W*(?:(?:訪問|現在の)?診療|外来|手術|オペ|内視鏡|(?:胃カメラ|エコー)?検査|健診|透析|往診)(?:日|枠)?(?:は|を|も)[^。]*(?:行って|行なって|開いて|開けて|設けて|実施して|組んで|して|診て)(?:い|お)|バスは|便は|朝市|市は|表は|運行|走り|開かれ|\([月火水木金土日][^()]*\)\s*付|採用(?:を|の)?予定|入職|^\s*[・*]?(?:名誉|副)?(?:院長|理事長|部長)\s|(?:^|病院|医院|クリニック|診療所)\s*外来\s*[月火水木金土日]|献血(?!ルーム)|曜日?は(?:(?:院外での)?(?:研究日|研修日)|開けて)|操業|交替制|受け入れ|365日|応援の(?:先生|医師)が|から[^。]{0,10}(?:先生|医師)が(?:来|お越し)|^\s*診療\s*:?\s*[月火水木金]|次回|帰る|帰宅|帰省|(?<!年)(?<!年ごと[にの])(?<!契約)(?<!契約[のを])更新(?!あり|可|有)|掲載|締切|〆切|必着|消印|応募|受付(?!時間外)|選考|面接|見学|説明会|試験|連絡|電話|問い?合|お休み|休日(?!当番|勤務|日直|診療|の?[当日]直)|休診|外来受付|(?:診療|開院|クリニック|医院)の?時間|研究日(?:は|:)?\s*[月火水木金土日]|発行|現在|掲載|会議|勉強会|カンファ|回診は|祝日は休|納品|回答|抄読会|発表|送信|互礼会|懇親会|総会|忘年会|新年会|会費|提出|までに[^。]{0,12}(?:課|係|事務)|"
    r"新聞|公表|記者|委員会|議会|明らか|開院|院長(?:が|は)(?!産休|育休|病気|休|退|入院)|常勤医(?:が|は)|応援医師?(?:が|は)|医師が[^。]{0,16}診療|派遣|大学(?:の|から)|他の(?:医師|先生)|外来は(?:院長|大学)|外来は[^。]{0,30}(?:行って|開いて)(?:い|お)|は、?[^。、]{0,10}(?:私|父|母|院長|当方)(?:ひとり|一人|1人)?[がで]|予防接種|教室|(?:当院|病院|診療所|クリニック)の(?:外来|診療)(?:は|日)|診療日は|休業|祝祭日|開館|当番医|巡回バス|便|運航|フェリー|着任|まで返信"
)


_WHEN_THEY_ANSWER = lazy(rf"0\d{{1,4}}-\d{{2,4}}-\d{{3,4}}[\s(、]*(?:受付|対応)?:?\s*(?=[{WEEKDAYS}平])[^()。\n]*")
# A bracket that only says when the halves of a day are: 「(午前9:00〜12:30、午後13:30〜17:30)」
_HOURS_OF_HALVES = lazy(rf"\(午前[^(){WEEKDAYS}]*\d[^(){WEEKDAYS}]*午後[^(){WEEKDAYS}]*\d[^(){WEEKDAYS}]*\)")
# 「12月31日(水)〜1月1日(木) 当直 18:00〜翌9:00」: a night belongs to the day on which it begins.
_NIGHT_OVER = lazy(
    rf"(\d{{1,2}}日?\s*\((?P<a>[{WEEKDAYS}])[^()]*\)\s*)((?:〜|から|-)\s*(?:\d{{1,2}}[月/])?\s*\d{{1,2}}日?\s*\((?P<b>[{WEEKDAYS}])[^()]*\))(?=[^。\n]{{0,12}}(?:当直(?!室)|宿直|夜勤|翌))(?<!日当直)"
)


# 「日曜の夜から月曜の朝にかけて」
_FROM_NIGHT_TO_MORNING = lazy(
    rf"(?P<a>(?P<d1>[{WEEKDAYS}])曜日?の?夜)(?:から|〜)(?P<d2>[{WEEKDAYS}])曜日?の?朝(?:まで|にかけて)?"
)
# 「土・日それぞれ」, another's rest 「ご自分の診療所の休診に合わせ」, and a half day that somebody has: 「月AM=済」
_NO_DAY_NAMED = lazy(
    rf"(?<=[{WEEKDAYS}])(?:それぞれ|ともに|両日(?:とも)?)、?|(?:各|両|同|毎|全|いずれの)日(?:とも)?(?=\s*\d)|(?:休診|定休|お?休み)(?:日)?に(?:合わせ|あわせ)て?、?|[{WEEKDAYS}](?:AM|PM|午前|午後)\s*[=:]\s*(?:済み?|満|×|決定|[-/])[・/、]?"
)
# What is left out of every week takes no weekday away: 「祝日を除く毎週月曜」.
_BUT_HOLIDAYS = lazy(
    r"(?:祝祭日|祝日|年末年始|お盆)(?:[・とや、](?:祝日|年末年始|お盆|夏季休暇))*を?除(?:く|き|いた)、?"
)
_IN_BRACKETS = lazy(rf"(?:\([{WEEKDAYS}]\)){{2,}}")
# Who had the day that falls vacant: 「これまでの先生が県外へ移られ、火曜の午前が空きました」.
_BEFORE_A_VACANCY = lazy(rf"^(?:(?![{WEEKDAYS}]曜)[^。])*、(?=[^。、]*(?:が|も)空(?:い[てた]|き(?:ま|が)|くため))")
# What the mask loses elsewhere, or what only says in which weeks: 「月〜土(木曜を除く) 9時〜13時」, 「(土曜は第2・第4のみ)」.
_EXCEPT_IN_BRACKETS = lazy(
    rf"\([^()]*[{WEEKDAYS}][^()]*(?:を?除[くき]|以外)[^()]*\)|\([{WEEKDAYS}]曜日?は(?:第\d|隔週|月\d)[^()]*\)"
)
# 「毎週水曜日の1日は大学などで学ぶ研究日と決まっています」
_OF_RESEARCH = lazy(
    rf"(?:毎週)?[{WEEKDAYS}]曜日?(?:の(?:1日|一日|終日))?[はを]、?[^。、]{{0,28}}?(?:研究日|研修日|外勤日)と(?:決ま|定め|し|な)"
)
# 「月〜金のうち水曜を除く4日間」: the day named goes off afterwards
_OF_THESE_BUT = lazy(rf"(?P<of>(?:のうち|のなかで|の中で)、?){LIST_OF_DAYS}(?:を?除(?:く|いた)|以外の?)")
_HALF = lazy(r"(?<=[曜日])(?:の)?半日(?=\s*\((?:午前|午後)|\s*(?:の)?午[前後])")
_OF_OTHERS = lazy(
    rf"[^。、()]*(?:保育|託児|学童)[^。、()]*\([^()]*\)[^。、()]*|[^。、()]*(?:保育|託児|学童|手術日[はが:]|(?:診療|外来|勤務)の(?:ない|無い)[{WEEKDAYS}])[^。、()]*|(?:{OTHERS})(?:さん)?(?:は|が|も)[^。、]*[、。]|(?:{OTHERS})(?:さん)?(?:は|が|も)[^。、]*$"
)
_ENGLISH = lazy(r"(?<![A-Za-z])(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday)?(?![A-Za-z])\.?")
_BY_SIGNS = lazy(rf"(?:[{WEEKDAYS}]\s?[○◯〇●✓✔×✕✗□-]\s*[、・/,|]?\s*){{3,}}")
_NOT_THAT_DAY = lazy(rf"[{WEEKDAYS}](?:曜日?)?\s?\(\s*[-×✕休無/]\s*\)")


def _in_japanese(words: str) -> str:
    return _ENGLISH.sub(
        lambda m: (WEEKDAYS["MonTueWedThuFriSatSun".index(m["day"]) // 3] + "曜日").ljust(len(m.group())), words
    )


def _signed(words: str) -> str:
    """The words with the weekdays alone that a sign behind them grants: 「月○ 火× 水○」, 「水(-)」; places stay."""
    words = _NOT_THAT_DAY.sub(lambda found: " " * len(found.group()), words)
    return _BY_SIGNS.sub(
        lambda run: patterns.sub(
            rf"([{WEEKDAYS}])(\s?)([○◯〇●✓✔×✕✗□-])",
            lambda m: (
                m[1] + ("曜" + m[2] if m[3] in "○◯〇●✓✔" else " " + m[2]) if m[3] in "○◯〇●✓✔" else " " * len(m.group())
            ),
            run.group(),
        ),
        words,
    )


# What is open, who else sees patients, where to call: never the work of the post.
_NEVER_OURS = lazy(
    r"^\W*(?:ご?面[接談]|ご?見学|お?電話|お?問い?合わせ?|ご?連絡|窓口)(?:日|時間)?(?:は|も|:)|(?:診療所|病院|医院|クリニック|センター|医療機関|大学|当番医?|医師会|開業医(?:の先生方?)?|先生方|救急当番)(?:が|と|に|へ)[^。、]{0,8}(?:交[代替]|任せ|委ね|引き継|診ます|診て|受け(?:ます|て|持)|カバー|依頼して|代わって)|(?:先生|医師)が[^。、]{0,6}(?:診て(?:い|お)|担当して(?:い|お)|来て(?:い|お)|来て(?:くれ|下さい|ください)ま|来(?:られ)?ます)|(?:代診|応援|大学|病院|県|町|村|市|別|他|ほか|非常勤|外部|当番)(?:の|から[^。、]{0,6})?(?:先生|医師)が[^。、]{0,8}(?:受け持|担当|診(?:ます|る|て)|診療|務め|勤め|担(?:い|う|って))|院長が[^。、]{0,4}(?:受け持|担当し|診ます)|(?:私|僕|院長|所長|当方|常勤医師?)(?:自身)?が(?:診る|見る|出る|入る|やる|担当する|受け持つ|外来をする)のは|代診(?:の先生)?は[^。、]*(?:先生|医師|病院)です|(?:病棟|施設|患者さん|ご家族|看護師)からの(?:お?電話|連絡|相談)|引き?取り|に出て(?:い|お)(?:られ)?る先生|(?:お悩み|心配ごと|心の|こころの|法律|納税|行政|税務|人権)(?:ごと)?相談|(?:ごみ|ゴミ|資源)[^。]{0,8}収集|納税|窓口(?:を|は|の?延長|[^。]{0,4}\d)|年[始内]は|(?:待機|オンコール|宅直)(?:を|が|は|し|と|で|当番|です|$)(?![^。]*(?:ませ|な[いし]|免除))[^月火水木金土日]*$|^\W*歯科(?:医師)?は|^\W*診療は[月火水](?:曜日?)?(?:から|〜)(?:[土日]|金(?=[^。]*(?:[と、/]\s*(?:午後)?1?[1-6](?::|時)|午前(?:だけ|のみ))))|参観|体験会|再開(?:でき|する|し(?:ます|た)|が)|休止して(?:い|お)|訪問看護(?:は|の)|スーパー|商店|(?:院長|理事長|部長|所長)の(?:外来|診察|回診)は|応援を(?:いただ|頂|受け|得て)"
)


# What stands right before the days and is no work of a physician: 「送迎は月曜から金曜まで」, 「給食は週5日」.
_TOPIC = lazy(
    rf"\W*(?P<topic>[^、。()はがも\d{WEEKDAYS}:]{{1,12}})は、?(?:毎週|隔週|第\d|週に?\d|[{WEEKDAYS}](?:曜|・|〜))"
)
_OF_OUR_WORK = lazy(
    r"勤務|仕事|勤め|出勤|診|外来|担当|程|時間|枠|コマ|直|夜|訪問|往診|健診|検診|業務|出務|場合|先生|医師|方|科|お願い|必要|募集|不足|こちら|内容|シフト|当番|期間|勤|パート|スポット|今回|病棟|検査|手術|オペ|内視鏡|透析|カメラ|麻酔|来て|お越し|働|稼働|通常|基本|原則|希望|(?<!症)例|回診|巡回|問診|今|ほか|他|空[いき]|残|[つ件][目め]|回数|頻度|午前|午後|契約|条件|ペース|形|産業|嘱託|施設|クリニック|病院|医院|園|校|センター|ルーム|室|[町村市区]"
)
_ASKED_OF_US = lazy(r"お願い|募集|勤務|来て(?:いただ|くださる|ほし)|お越し|お手伝い|担当(?:していただ|をお)")


def of_something_else(words: str) -> bool:
    """Whether a sentence begins with a topic that is no work of a physician, and tells on which days it is."""
    found = _TOPIC.match(words)
    return found is not None and not _OF_OUR_WORK.search(found["topic"]) and not _ASKED_OF_US.search(words)


# 「木曜午後は私が大学に行きますので、その間の留守をお願いします」: who is away tells when somebody is needed
STANDS_IN = lazy(
    r"は、?(?:私|院長|所長|常勤医)[^。、]{0,24}(?:ので|ため|から|、)、?(?![^。]*[月火水木金土日]曜)[^。]*(?:代わ|留守|代診|お願い|探し|お?手伝|募集|求め)"
)


def _next_day(first: str, second: str) -> bool:
    return (WEEKDAYS.index(second) - WEEKDAYS.index(first)) % 7 == 1


def taken_in(words: str, *, sure: bool, inherited: int = 0) -> int:
    """Bits of a row that ends with the word that somebody has it."""
    return read_words(words, sure=sure, inherited=inherited, closed=True)[0] if _ROW_IS_TAKEN.search(words) else 0


@lru_cache(maxsize=4096)
def read_words(
    words: str, *, sure: bool, inherited: int = 0, closed: bool = False
) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Bits of one sentence (day * 3 + part) and the places that say so. closed: days are not left out as taken."""
    mask = 0
    spans: list[tuple[int, int]] = []
    words = _WHEN_THEY_ANSWER.sub(lambda found: " " * len(found.group()), words)
    words = _HOURS_OF_HALVES.sub(lambda found: "※" * len(found.group()), words)
    words = _NIGHT_OVER.sub(lambda m: m[1] + "※" * len(m[3]) if _next_day(m["a"], m["b"]) else m[0], words)
    words = _FROM_NIGHT_TO_MORNING.sub(
        lambda m: m["a"] + "※" * (len(m[0]) - len(m["a"])) if _next_day(m["d1"], m["d2"]) else m[0], words
    )
    words = _BUT_HOLIDAYS.sub(lambda found: " " * len(found.group()), words)
    words = _NO_DAY_NAMED.sub(lambda found: " " * len(found.group()), words)
    words = _BEFORE_A_VACANCY.sub(lambda found: " " * len(found.group()), words)
    words = _IN_BRACKETS.sub(lambda m: patterns.sub(rf"\(([{WEEKDAYS}])\)", r" \1曜", m[0]), words)
    words = _OF_RESEARCH.sub(lambda found: " " * len(found.group()), words)
    words = _OF_THESE_BUT.sub(lambda found: found["of"] + " " * (len(found.group()) - len(found["of"])), words)
    words = _HALF.sub(lambda found: " " * len(found.group()), words)
    words = _EXCEPT_IN_BRACKETS.sub(lambda found: " " * len(found.group()), words)
    words = _OF_OTHERS.sub(lambda found: " " * len(found.group()), words)
    words = _signed(_in_japanese(words))
    words = patterns.sub(r"毎日(?!曜)", "※※", words)  # every day names no weekday
    words = words.replace(
        "午前・午後", "終日   "
    )  # else 午後 would belong to the clock behind: 「午前・午後 9:00〜12:30」
    if closed:
        words = _OVER.sub(lambda found: "※" * len(found.group()), words)
    elif _ROW_IS_TAKEN.search(words):
        return 0, ()
    stands_in = STANDS_IN.search(words) is not None
    for part, at in ((words, 0),) if stands_in else _chunks(words):
        if not stands_in and (_NEVER_OURS.search(part) or (not sure and of_something_else(part))):
            continue
        if (
            not patterns.search(rf"[{WEEKDAYS}]|週末", part)
            or (_TAKEN.search(part) and not patterns.search(r"を除く(?:平日|[月火])", part))
        ) and (patterns.search(r"土日|祝", part) or _TAKEN.search(part)):
            continue
        if (
            not stands_in
            and _OTHER.search(part)
            and not patterns.search(r"勤務|当直|日直|募集|お願い|お手伝い|問診|巡視", part)
        ):
            continue
        made, where = _groups(part, sure, inherited, words)
        mask |= made
        spans += [(at + a, at + b) for a, b in where]
    return mask, tuple(spans)


# A bracket that says what is done on one of the days named: 「月曜から金曜(木曜の午後は特養の回診)」.
_WHAT_IS_DONE = lazy(
    rf"[{WEEKDAYS}](?:曜日?)?(?:の?(?:午前|午後))?は(?![^()]*(?:のみ|まで|だけ|半日))[^()]*(?:回診|往診|訪問|手術|検査|外来|会議|健診|出張|診療所)"
)


def _chunks(words: str) -> Iterator[tuple[str, int]]:
    """Brackets apart if they speak of days that are taken or of rest; else the whole sentence."""
    at = 0
    for found in patterns.finditer(
        r"\(([^()]*)\)|(?<=すが)、|(?<=休みで)、|(?<=休診で)、|(?<=休みに)、|、(?=[^、(]*[月火水木金土日][^、(]*(?:休|充足|除|決ま|埋ま))|(?<=充足|済み|決定|満枠|休診|不要|不可)、|(?<=まり|した)、|(?<=ので)、|(?<=ため)、|(?<=ており)、(?![^、。]*(?:埋ま|うまり|決ま|充足))|。|(?=(?:診療|外来)の受付)|(?=[←→⇒][^←→⇒。]*(?<!\d)[月火水木金土日]曜?日?[^←→⇒。]*(?:決ま|埋|充足|満|入って|足り))|\s{2,}(?=[^ ]*休)|,(?=[^,]*休)|[\s、]+(?=(?:完全)?週休\s?\d)",
        words,
    ):
        if found.group().startswith("("):
            if (
                patterns.match(r"は(?:私|院長|当方|常勤医|大学)", words[found.end() :])
                or _TAKEN.search(found[1])
                or _OTHER.search(found[1])
                or _WHAT_IS_DONE.search(found[1])
            ):
                if found.start() > at:
                    yield words[at : found.start()], at
                at = found.end()
            continue
        if found.start() > at:
            yield words[at : found.start()], at
        at = found.end()
    if at < len(words):
        yield words[at:], at


def _groups(words: str, sure: bool, inherited: int, sentence: str) -> tuple[int, list[tuple[int, int]]]:
    mask, days, bits = 0, 0, 0
    spans: list[tuple[int, int]] = []
    first = last = None
    leading = 0
    ranged = 0  # days of a range, which a part of the day behind another day does not touch: 「月〜金と土曜午前」
    timed = only = False

    def flush() -> None:
        nonlocal mask, days, bits, first, timed, only, ranged
        if days and first is not None and last is not None:
            use = bits or leading or inherited or 3
            if only:
                mask &= ~sum(7 << (day * 3) for day in range(7) if days >> day & 1)
            mask |= sum(use << (day * 3) for day in range(7) if days >> day & 1)
            spans.append((first, last))
        days, bits, first, timed, only, ranged = 0, 0, None, False, False, 0

    for found in TOKEN.finditer(words):
        kind = found.lastgroup if found.lastgroup in ("date", "span", "run", "range", "group", "time", "part") else None
        kind = kind or next(
            (k for k in ("span", "date", "range", "run", "group", "time", "until", "part", "day") if found[k]), None
        )
        if kind in ("date", "range", "run", "group", "day", "span"):
            if kind == "day" and not _is_day(words, found, sure):
                continue
            if (
                kind == "group"
                and found["group"] == "平日"
                and not patterns.search(r"を?除[くき]\s*$", words[: found.start()])
            ):
                continue
            if (bits and days) or (days and last is not None and _ONE_OF_THEM.match(words, last)):
                flush()
            if kind == "span":
                mask |= _long(found)
                spans.append(found.span())
                continue
            if kind == "date":
                named = 1 << WEEKDAYS.index(found["dated"])
            elif kind == "range":
                a, b = WEEKDAYS.index(found["r1"]), WEEKDAYS.index(found["r2"])
                named = sum(1 << (d % 7) for d in range(a, a + (b - a) % 7 + 1))
            elif kind == "run":
                named = sum(1 << WEEKDAYS.index(day) for day in dict.fromkeys(found["run"].split("曜")[0]))
            elif kind == "group":
                if found["group"] == "週末":
                    continue
                if found["group"] == "平日":
                    mask, days, bits, first = 0, 0, 0, None  # 「水曜を除く平日」: the weekday named goes off afterwards
                named = 31 if found["group"] == "平日" else 1 << 5 | 1 << 6
            else:
                named = 1 << WEEKDAYS.index(found["day"])
            if (
                days
                and last is not None
                and len(
                    patterns.sub(
                        r"[\s、,・/()と]|曜日?|または|もしくは|あるいは|ないし|及び|および|or|か|第\d|祝日?|毎週|隔週|から",
                        "",
                        words[last : found.start()],
                    )
                )
                > 2
            ):
                flush()
            days |= named
            ranged |= named if kind == "range" else 0
            first = found.start() if first is None else first
            last = found.end()
        elif kind == "part":
            if patterns.search(r"直|夜勤", found["part"]) and patterns.match(
                r"[・/、]?\s*(?:待機|オンコール|日直|呼出)?\s*(?:は|とも)?\s*(?:なし|無|免除|あり|可|応|月\d|:|[×○])",
                words[found.end() :],
            ):
                continue
            part = _PARTS.get(found["part"], 3)
            if days and leading and leading != part and _LEADS_DAYS.match(words, found.end()):
                flush()
                leading = part  # 「午前は月・火、午後は水」
                continue
            if not days and not sure and not patterns.search(r"直|夜", found["part"]):
                leading = 0
            if days and days & 31 and not bits and not ranged and last and _HALF_OF_SATURDAY.match(words, last):
                mask |= sum((leading or inherited or 3) << (day * 3) for day in range(5) if days >> day & 1)
                days = 1 << 5
            if days:
                if timed and patterns.search(r"直|夜勤|日勤", found["part"]):
                    continue
                if part in (AM, PM) and ranged and days & ~ranged and not bits:
                    mask |= sum((leading or inherited or 3) << (day * 3) for day in range(7) if ranged >> day & 1)
                    days, ranged = days & ~ranged, 0
                bits |= part
                last = found.end()
                only = bool(patterns.match(r"(?:の診療)?(?:のみ|まで|だけ)", words[last:]))
            else:
                leading = part
        elif kind == "until":
            if days and not bits and (end := _hour(found["until"])) is not None and end <= 15:
                bits |= bits_between(8.0, end, False)
                last = found.end()
        elif kind == "time":
            made = hours(words, found)
            if made is None:
                continue
            if days:
                if bits and not timed and (made & ~bits == 0 or bits in (AM, PM, NIGHT)):
                    bits = bits if made & bits else bits | made
                elif bits == NIGHT | 3:
                    pass
                else:
                    bits |= made
                timed = True
                last = found.end()
            elif not leading:
                leading = made
    flush()
    return mask, spans


_LEADS_DAYS = lazy(rf"\s*(?:は|:|に)\s*[{WEEKDAYS}]")
# 「月 火 水 金 土(午前のみ)」
_HALF_OF_SATURDAY = lazy(r"(?:(?<=土)|(?<=土曜)|(?<=土曜日))\s*\((?:午[前後])(?:中)?(?:のみ|だけ|まで)\)")
# 「月・火・土(土曜は午前のみ)」: what is said in the bracket holds for that day alone.
_ONE_OF_THEM = lazy(rf"\s*[(、]\s*{LIST_OF_DAYS}は、?(?:午前|半日|(?:{_CLOCK})まで)")


def _is_day(words: str, found: re.Match[str], sure: bool) -> bool:
    """Whether a single character is a weekday, not part of a date, a count or a word."""
    if found["yobi"]:
        return found["yobi"] != "曜" or True
    before, after = words[: found.start()], words[found.end() :]
    char = found["day"]
    if (
        patterns.search(r"\d\s*$", before)
        and char in "月日"
        and not patterns.search(r"(?::\d{2}|\d/\d{1,2})\s+$", before)
    ):
        return False
    if before and not _LIST_BEFORE.search(before):
        return False
    if char in "月日" and patterns.search(r"(?:希望|都合|可能|任意|指定|お好き|勤務)の\s*$", before):
        return False  # 「ご希望の日(9:00〜17:00)」
    if (
        patterns.match(r"(?:\s*(?:に|の)?\s*(?:約)?\d+\s*(?:回|日|件|名|万|程)|曜?日$)", after)
        and char in "月日"
        and not patterns.search(rf"(?<!\d)[{WEEKDAYS}][・、]?\s*$", before)
    ):
        return False
    if char == "日" and patterns.match(r"[・、]?祝", after):
        return True
    listed = patterns.search(rf"[{WEEKDAYS}](?:曜日?)?\s*(?:[・、,/と]|or|または|か)\s*$", before) or patterns.match(
        rf"\s*(?:[・、,/と]|or|または|か)\s*[{WEEKDAYS}](?:[・、,/と\s(の午終全はがにをで]|曜|$)|\s+[火水木金土](?:\s+[水木金土日])*\s*$",
        after,
    )
    if patterns.search(r"(?:午前|午後)(?:は|:|に)\s*$", before):
        return True  # 「午前は月・火、午後は水」
    if listed or (sure and patterns.match(r"\s+[火水木金土日](?=\s|\(|$)", after)):
        return True
    if patterns.search(r"(?:毎週|隔週|第\s*\d(?:[・、,]第?\d)*\s*)$", before):
        return True
    if patterns.match(
        r"(?:AM|PM|(?:の)?(?:午前|午後)|\((?:午前|午後|終日|AM|PM|am|pm|\d{1,2}[:時])| ?終日| ?\d{1,2}[:時]\d{0,2}\s*分?\s*(?:〜|-|から))",
        after,
    ) and patterns.search(r"(?:^|[\s、,・/:は])$", before):
        return True
    if patterns.match(
        r"\s*(?:午前|午後|終日|全日|AM|PM|\d{1,2}[:時]|\(|の?(?:日?当直|宿?日直|宿直|夜|午)|のみ|のうち|は\d)", after
    ):
        return sure or (bool(patterns.search(r"^|[\s、(]$", before)) and char not in "日月") or sure
    if (
        patterns.match(r"は", after)
        and patterns.search(r"[、(]\s*$", before)
        and patterns.search(rf"[{WEEKDAYS}](?:曜日?)?[・、〜][{WEEKDAYS}](?:曜日?)?(?:は|が|[\s・、]|で)", before)
    ):
        return True  # 「月・火は江津市、木は浜田市」
    if sure and patterns.match(r"\s*\d{1,2}:\d{2}\s*〜", after) and patterns.search(r"\d\s$", before):
        return True  # 「火・金 17:30〜翌8:30 日 18:00〜翌8:30」
    if sure and patterns.match(r"は", after) and patterns.search(r"(?:^|[、,。・\s])$", before):
        return char not in "日月"
    return sure and (not after.strip() or after[:1] in "、・ /()") and char not in "日月"


def _hour(words: str) -> float | None:
    if words.strip() == "正午":
        return 12.0
    found = patterns.search(r"(午前|午後|AM|PM|夕方|夜)?\s*(\d{1,2})\s*[:時]?\s*(\d{1,2}|半)?", words)
    if not found:
        return None
    hour = int(found[2]) + (0.5 if found[3] == "半" else int(found[3] or 0) / 60)
    if found[1] in ("午後", "PM", "夕方", "夜") and hour < 12:
        hour += 12
    return hour if hour <= 33 else None


def bits_between(begin: float, end: float | None, overnight: bool) -> int:
    """The parts of a day that work from `begin` to `end` (hours) fills; a night begins at 17:00 or later."""
    if begin >= 17:
        return NIGHT
    if end is None and not overnight:
        return AM if begin < 12 else PM
    if end is None or overnight or end <= begin:
        return (AM | PM | NIGHT) if begin < 12 else PM | NIGHT
    if end > 24:
        return (AM | PM | NIGHT) if begin < 12 else PM | NIGHT
    if begin >= 12:
        return PM
    return AM | PM if end > 13.5 else AM


def hours(words: str, found: re.Match[str]) -> int | None:
    begin = _hour(found["h1"])
    end = _hour(found["h2"]) if found["h2"] else None
    if begin is None or begin > 24:
        return None
    if end is None and begin < 12:
        return None  # 「木曜 13時〜」 is the afternoon, 「9時〜」 may be the whole day
    if (
        end is not None
        and patterns.match(r"午後|PM", found["h1"])
        and end < 12
        and not found["next"]
        and end > (begin - 12)
    ):
        end += 12
    if end is not None and not found["next"] and begin <= 13 and end <= 7:
        end += 12  # 「9時から5時まで」
    return bits_between(begin, end, bool(found["next"]))


def _long(found: re.Match[str]) -> int:
    """土曜9:00〜月曜9:00: every day that it runs through."""
    first, last = WEEKDAYS.index(found["s1"]), WEEKDAYS.index(found["s2"])
    begin, end = _hour(found["t1"]) or 0, _hour(found["t2"]) or 0
    length = (last - first) % 7
    if length == 0:
        return bits_between(begin, end, end <= begin) << (first * 3)
    if length == 1 and begin < 12 and end > 12.5:
        return (7 << first * 3) | (3 << last * 3)
    mask = (7 if begin < 12 else PM | NIGHT if begin < 17 else NIGHT) << (first * 3)
    for step in range(1, length):
        mask |= 7 << ((first + step) % 7 * 3)
    if end > 10:
        mask |= (AM if end <= 13.5 else 3) << (last * 3)
    return mask
