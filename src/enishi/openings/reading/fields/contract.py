"""Whether the contract has a term: stated, renewed, or said to have none."""

import re
from collections.abc import Sequence

from enishi.common.japanese.days_in_words import days_in
from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

_NO_TERM = lazy(
    r"(?<!試用)(?<!募集)(?<!受付)(?<!応募)(?<!研修)(?<!実習)(?:任期|期間|期限|年限)\s*(?:に|の|は|を|も|(?:など)?と(?:いう|いった)ものは)?\s*(?:特に|とくに)?\s*(?:定め|限り|制限|区切り|縛り|しばり)?\s*(?:の|は|が|も|を)?\s*(?:特に|とくに)?\s*:?\s*"
    r"(?:な(?:し|い|く)|無し|無(?=$|[、。)\s])|ありません|ございません|定めず|設けず|定めません|定めて(?:い|おり)ません|定めない|[付つ](?:か|き|け)(?:ず|ない|ません)|決め(?:て(?:い|おり))?(?:ない|ません)|切(?:り(?:は)?ません|らず|らない)|設けません|設けて(?:い|おり)?ません|設けない)"
    r"|任期[^。]{0,12}(?:撤廃|廃止|なくす|なくし|外す|外し)|期間を(?:決め|定め)(?:ず|ない)|期間(?:は|を)(?:特に)?区切(?:ら(?:ず|ない)|って(?:い|おり)?ません|りは?(?:なし|ありません))|無期(?:の)?(?:雇用|契約|採用|職員|$)|(?:期限|期間|任期)を(?:付さ|付け|つけ|設け)(?:ず|ない)|無期限(?:の|で)|期限のない(?:職員|正規?職員|雇用|契約|採用)|任期のない|(?<!応募)(?<!募集)(?<!受付)(?:有期|期限付き?|(?:期間|期限|任期|年限)(?:を|の|が)(?:定め|限[っら]|区切[っら]|決ま|決め|定ま|あ[るっ]|付い))[^。、]{0,8}では(?:なく|ありません|ございません|ない)|終身(?:での|の)?雇用|定めのない(?:雇用|職員|契約)|期間の定めを(?:置|設|つけ)(?:か|き|け)?(?:ず|ない|ません)|(?:任期|契約|期間)[^。]{0,24}(?:定めなし|定めのないもの|無期限?|期限なし)[」』]?(?:に|へ)(?:改め|変え|切り?替え|変更|直し|見直)|(?:常勤|雇用|契約)\W{0,2}無期\W*$|^\W*無期\W*$"
)
_PERIOD = r"(?:\d{1,2}\s*年|[一二三四五]年|[一二三四五六](?:か|ヶ|カ|箇|ケ)月|半年|\d{1,2}\s*(?:か|ヶ|カ|箇|ケ|ヵ|ヵ)月|単年度|年度)"
_WORDS_OF_IT = r"(?:ご?契約|任用|雇用|委嘱|委託|お約束)"
_END = r"(?:(?:20\d\d|令和\s?\d{1,2}|R\d{1,2}|来|翌|今|明くる)年?度?[./]?\s?\d{1,2}月?[./]?(?:\d{1,2}日?|末)?|年度?末)"
_TERM = lazy(
    rf"{_END}まで(?:の|と(?:する|なる))(?:[^。、\s]{{0,12}}(?:として)?の)?{_WORDS_OF_IT}|{_WORDS_OF_IT}(?:期間)?(?:は|も|:|、|\s)[^。、]{{0,8}}{_END}[^。、]{{0,12}}(?:まで|迄|〜|から)|^\W*有期(?=\W|$)|任期制(?!は(?:な|あり|と(?:ら|り)|採))|(?:日|月末?|年度?末?)まで(?:の|と(?:する|なる))(?:ご?契約|任用|雇用|委嘱|お約束)|(?<!月)\d{{1,2}}月末?まで(?:の)?\s*(?:1|一)年(?!\d)|以[後降](?:も|は)?(?:毎年度?|1年ごとに|自動(?:的に)?)?(?:更新|延長)|(?:契約|任用|委嘱|登録)(?:は|:)[^。、]{{0,16}}年度(?:ごと|単位)|{_PERIOD}ごとに契約|任期(?:は|を|:|\s|(?:両名|\d名|お?二人|両科|いずれ|どちら|両方|全員)と?も)*\(?(?:原則|最長)?\s*(?:約)?\d|任期[は:、\s]{{0,2}}[一二三四五]\s?年|{_WORDS_OF_IT}は、?(?:ひとまず|まず(?:は)?|とりあえず|当面|原則|最初は|上(?:記)?の|向こう)?、?(?:約)?{_PERIOD}|委嘱は[^。、]{{0,6}}{_PERIOD}|任期(?:付|つき)|期限(?:付き?|つき)|期間を定めて|(?:\d|[一二三四五])年(?:間)?を区切り|(?:年度|年)(?:かぎり|限り)|(?<!試用)(?<!募集)(?<!研修)(?<!受付)(?<!応募)(?<!管理)(?<!掲載)期間は、?(?:約|まず|当面|ひとまず|原則|最初は)?\s*{_PERIOD}|\d年度?(?:ごと|毎)(?=$|[\s。、)])|再任(?:あり|可|も|される)|\d年限りの|任期(?:あり|有)|任期(?:は|:)?\s*(?:令和|R|20)|{_PERIOD}(?:間)?(?:ごと|毎|ずつ|単位)?(?:の)?(?:契約|任期|更新|お約束|委嘱|委託契約)|年度(?:内|末まで|いっぱい)(?:の|で)?(?:お約束|ご?契約|任用)|話し合(?:い|っ)[^。、]{{0,6}}更新|お約束(?:の期間)?(?:は|:)?\s*{_PERIOD}|{_PERIOD}単位(?!で(?:評価|支給|計算))|契約(?:期間)?(?:は|:)?\s*{_PERIOD}"
    rf"|{_PERIOD}(?:ごと|毎|単位|ずつ)(?:に|の|で)?(?:自動)?(?:更新|契約|延長|任用|継続|取り交わ|結び?直|見直し?て(?:更新|延長))"
    r"|会計年度任用|任用は、?年度ごと|年度ごとに(?:委嘱|任用|契約|雇用)|\d月末?(?:日)?までの(?:勤務|お勤め|ご勤務|雇用)|期間の定め(?:は)?(?:あり|有)|有期(?:雇用|契約|労働)|契約(?:は|を)?(?:毎年|年度ごと|更新|更改)|契約を(?:[^、。]{0,6})?(?:結び?直|取り交わ|交わし直|巻き直)"
    r"|更新(?:あり|可|有|もあ|でき|します|し得|する(?:こと[がも](?:あり|でき)|場合)|の(?:可能性|場合|上限)|を(?:前提|原則))|(?:契約|任用|雇用|委嘱|委託|採用|派遣)期間(?!中|(?:等)?(?:は|について|につきまして|も)[^。]{0,14}(?:相談|面談|未定|話し|応じ))|更新制|年更新|再度の任用|(?:期間|契約|任期|お約束)は?[^。、]{0,14}(?:から|より)\s*(?:\d{1,2}|半|[一二三四五])\s*(?:年|か月|ヶ月)間?|月の\s*\d年間|(?:日|月末?)まで(?:の|、)?\s*\d{1,2}\s*(?:か月|ヶ月|カ月|年|週)間|契約(?:期間)?(?:は|:)[^。、]{0,14}(?:月末?|日|年度?末?)(?:まで|迄)|\d{1,2}月(?:\d{1,2}日)?から(?:約)?\d{1,2}\s*(?:年|か月|ヶ月)間(?!\d)|年度(?:\([^()]*\))?の\s*1年間|1年間、[^。、]{0,12}(?:お願い|勤務|担当)|(?<!募集)(?<!受付)(?<!応募)(?<!掲載)(?<!試用)期間は、?(?:いずれも|どちらも|すべて)?、?(?:来年|今年度|来年度|翌年|年度末|令和|20\d\d|R\d|\d{1,2}月)|\d{1,2}月\d{1,2}日から\d{1,2}月\d{1,2}日まで、[^。]{0,24}(?:お願い|手伝|勤務|探)|臨時的任用|(?<![\d一-龥])年契約|任用期間|単年度|期間限定|(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:日|週)間(?:だけ|のみ|限り|限定)|(?:産休|育休|育児休業|産前産後|休職|病休)[^。、]{0,12}?(?:代替|代診|代わ[りっ])"
    r"|(?:異議|申し?出|支障|問題|差し?支え)が(?:なければ|ない(?:場合|限り))[^。]{0,12}(?:延長|更新|継続)|1年(?:毎|ごと)|半年(?:毎|ごと)"
)
_NOT_TERM = lazy(
    r"歳以上(?:で|の(?:先生|方|医師)は)|歳の(?:年度末|誕生日)|歳を(?:超|越|過)[えぎ]|定年[^。]{0,10}(?:以降|後|以後)|試用|(?:専門医|資格)[^。、]{0,8}更新|(?:以後|以降|その後)は?[^。、]{0,10}嘱託|免許(?:の)?更新|認定(?:の)?更新|設備(?:の)?更新|更新日|最終更新|ページ|機器|カルテ|情報(?:を)?更新|建替|再雇用|再任用|定年(?:の)?(?:後|あと)|定年(?:以)?後|退職後|\d+歳(?:以降|まで|を超)|現任|前任|院長の任期|保険|掲載|募集期間|随時更新|その後|嘱託で|機械|派遣期間中の看護|CT|MRI|(?:年俸|給与|報酬)(?:は|の|を)?[^。、]{0,8}更新|(?<!契約を)(?<!ごとの)見直|昇給|評価|健診|健康診断|点検"
)

# The status itself tells a term, whatever its work: 「健診を受け持つ会計年度任用の医師」.
_STRONG = lazy(r"会計年度任用|任期(?:付|つき)|臨時的任用")


# Whose term or contract it is that is not the post's: 「理事の任期は2年」, 「医師住宅の賃貸契約は2年ごとに更新」.
_OF_ANOTHER = lazy(
    rf"(?:賃貸|賃借|住宅|公舎|リース|レンタル|保守|指定管理|清掃|給食|システム)[^。、]{{0,8}}(?:契約|期間|更新)|(?:賃貸|賃借|リース|レンタル|保守|指定管理|清掃)[^。、]{{0,6}}は|(?:理事長?|監事|役員|[町市村区]長|知事|議員|(?:病|副)?院長|[所部会科医議]長|委員)の任期|(?:派遣|応援)(?:の)?医師(?:は|が|の)|(?:{OTHERS})(?:さん)?(?:は|の|も|:)"
)
# Work from one month to another: 「12月から3月まで来ていただきたいのです」.
_SEASON = lazy(
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}日|末|上旬|中旬|下旬|初め)?|年度(?:初め|当初))から[^。、\d]{0,8}(?:(?:令和|R)?\d{1,4}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}日|末|上旬|中旬|下旬)?まで"
)
_WORK_IN_IT = lazy(r"勤務|お?勤め|お願い|来て|お越し|働|手伝|代わり|着任|任用|採用|雇用|契約|の間|産休|育休")
_NO_WORK_IN_IT = lazy(r"募集|受付|受け付け|申込|応募|休診|休館|工事|改修|掲載|研修|会期|閉鎖|提出|試用")


# 「任期の定めがありませんが、今回の募集は一年契約の医師です」, 「期間の定めのない雇用ではなく」
_NOT_SO_HERE = lazy(
    r"(?:雇用|契約|採用|任用|職員|身分)?で(?:は)?(?:なく|ありません|ございません|ない)|(?P<else>(?:です|である)?(?:が|けれども?)、?(?:今回|今度|この|本|こちら)(?:の)?(?:募集|求人|採用|公募|ポスト|枠)?)"
)


_SEEN_AGAIN = lazy(
    r"契約(?:は|で|を)?、?(?:\d{1,2}\s*(?:年|か月|ヶ月)|半年)(?:ごと|毎)に(?:見直|話し合|相談)"
)  # 「嘱託契約、1年ごとに見直します」
_NO_STRETCH = lazy(
    r"週\s*\d(?:\.\d)?(?:\s*〜\s*\d(?:\.\d)?)?日?|\d+\s*[名人回]|\d{1,2}(?::\d\d|時)"
)  # figures beside a term


# 「R8.4.1〜R9.3.31」 among the remarks on a post
_DATE = r"(?:(?:令和|R|20)\s?\d{1,2}|\d)[年./]\d{1,2}(?:[月./](?:\d{1,2}日?|末)?)?"
_DATES_ALONE = lazy(rf"\W*{_DATE}\s*(?:〜|から|-)\s*{_DATE}(?:まで)?\W*")


# Below 「雇用」 a figure alone is none of a term: 「常勤 週4日」.
_PERIOD_TOLD = lazy(rf"{_PERIOD}|更新|有期|あり|有|任[用期]|[産育]休|代替|契約(?!社員)")


@once
def _terms(words: str) -> tuple[re.Match[str], ...]:
    """What in a sentence may tell of a term."""
    return tuple(_TERM.finditer(words))


def read_fixed_term(items: Sequence[Item]) -> Found | None:
    """True for a stated term or renewal, False where the text says that there is none."""
    for item in items:
        if item.about("term") and item.text.strip():
            head = item.text.split("。")[0].strip()
            if item.label == "更新" and patterns.match(r"\s*(?:20\d\d|令和|R\d|\d{1,2}/)", head):
                continue  # when a page was changed
            if item.label in ("期間", "従事期間", "派遣期間", "お願いしたい期間") and patterns.match(
                r"随時|応相談|長期|未定", head
            ):
                continue
            if item.text.lstrip()[:1] in "-－—―":
                continue  # nothing is said, and what follows stands in other cells
            if patterns.match(
                r"(?:いいえ|いえ)、|設け(?:ない|ず|ません|て(?:い|おり)ません)|(?:\([\s年月日まで間]*\)\s*)?(?:定め)?\s*(?:な(?:し|い)|無し?(?!期限)|ありません|無期|(?:特に)?定め(?:ず|ません|て(?:い|おり)ません)|(?:特に)?定め(?:は|が)?(?:な|無|あ?りません|ござい)|期間の定めな)",
                head,
            ) or _NO_TERM.search(item.text.split("\n")[0]):
                return Found.at(False, item.start, item.start + len(head))
            if (
                patterns.search(r"\d|半年|更新|有期|あり|有|年度|任用|産休|育休|代替", _NO_STRETCH.sub("", head))
                and not (item.about("employment") and not _PERIOD_TOLD.search(head))
                and not patterns.match(r"\W*試用", head)
                and not patterns.match(r"(?:応)?相談", head)
            ):
                return Found.at(True, item.start, item.start + len(head.split("\n")[0]))
    said: Found | None = None
    for item in items:
        if item.about("retirement") and (none := _NO_TERM.search(item.text)):
            return Found.at(False, item.start + none.start(), item.start + none.end())
        if item.about("process", "site", "leave", "retirement") and not item.about("remark"):
            begins = patterns.search(r"採用|着任|任用|入職", item.label)  # 「採用日 4月1日(任期の定めはありません)」
            if begins and (none := _NO_TERM.search(item.text)) is not None:
                return Found.at(False, item.start + none.start(), item.start + none.end())
            continue
        for words, start in sentences(item):
            if (none := _NO_TERM.search(words)) is not None:
                if not (denied := _NOT_SO_HERE.match(words, none.end())):
                    return Found.at(False, start + none.start(), start + none.end())
                if not denied["else"] or _TERM.search(words, denied.end()):
                    return Found.at(True, start + none.start(), start + len(words.rstrip()))
            if (seen := _SEEN_AGAIN.search(words)) is not None:
                return Found.at(True, start + seen.start(), start + seen.end())
            for found in _terms(words):
                after = patterns.split(r"[、。・]", words[found.end() : found.end() + 8])[0]
                near = words[max(0, found.start() - 14) : found.end()] + after
                if _OF_ANOTHER.search(words[: found.end()]):
                    continue
                if (_STRONG.match(found.group()) or not _NOT_TERM.search(near)) and not (said and said.value):
                    said = Found.at(True, start + found.start(), start + found.end())
            season = _SEASON.search(words)
            if said is None and season and _WORK_IN_IT.search(words) and not _NO_WORK_IN_IT.search(words):
                said = Found.at(True, start + season.start(), start + season.end())
            if said is None and (
                (item.about("days", "title", "") and len(list(days_in(words))) >= 2 and "〜" in words)
                or (item.about("remark") and _DATES_ALONE.fullmatch(words))
            ):
                said = Found.at(True, start, start + len(words.rstrip()))
    return said
