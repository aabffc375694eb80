"""Sums that somebody else is paid, that the house pays for help, or that were offered at another time."""

from enishi.openings.reading import patterns
from enishi.openings.reading.fields.money import Amount
from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.patterns import lazy

# What help from elsewhere costs the house: 「この派遣には1日12万円の費用がかかり」, 「県から代わりの医師(日額12万円)が来ます」.
_COST = lazy(
    r"\s*(?:ほど|程度|前後|余り?)?(?:の(?:費用|経費|負担金)|が?(?:かか(?:っ|り|る)|必要とな)|を(?:支)?払って(?:き|、|[^。]{0,16}続け)|を(?:毎年)?(?:支出|拠出|計上|繰り?入れ|投じ|負担し)|で[^、。()\d]{1,6}が(?:負担|支払))"
)
_STANDS_IN = lazy(
    r"(?:から|、|^)[^。、()]{0,10}(?:代わり|代診|応援|交代)の?(?:医師?|先生)(?:に?は)?\s*\([^()\d]{0,4}1?[^()\d]{0,4}$"
)
# 「当直は大学の先生に1回7万円でお願いしています」, 「派遣会社に1日15万円を払って代診を立てています」
_TO_OTHERS = lazy(
    r"(?:大学|医局|派遣|県|他院|近隣|隣町|代診|応援|交代)(?:病院|会社|元)?(?:から)?(?:の|来る|来た|来ている|お越しの)?(?:応援の|派遣の|非常勤の)?(?:先生|医師|医)?方?に(?:は)?、?[^。、\d]{0,6}1?[^。、\d]{0,6}$"
)
_IS_PAID = lazy(
    r"\s*(?:ほど|程度)?が支払われて(?:い|き)|\s*(?:ほど|程度)?(?:を|で)、?(?:お?支?払(?:い|っ)|お願い)(?:し)?て(?:い|お|き|、|[^。、]{1,10}(?:てい|ており))"
)
_COMES = lazy(r"[^()]{0,6}\)(?:が|を)[^。、]{0,6}(?:来|派遣|送|入り|診)")
# 「派遣の負担金として年1,200万円」
_SHARES = lazy(r"(?:負担金|分担金|派遣料|派遣費用?|交付金|繰入金|拠出金)(?:として|は|が|に|を|:)?、?[^。、\d]{0,6}$")
# 「いま木曜に出ておられる先生(日給9万円)」, 「応援が来ます(週1日、日額8万円)」, before the bracket with the sum
_THERE_NOW = lazy(
    r"(?:て(?:い|おら|くださ|おい)[^。、()]{0,6}|(?:現在|今|いま|現任|在籍|担当|前任|外部|他院|退職する|辞める|移る)の?)(?:[^。、()]{0,4}の)?(?:先生|医師|ドクター|医)方?\([^()]*$"
    r"|(?:応援|代診|派遣)(?:の(?:医師|先生))?(?:が|を|に)[^。、()]{0,10}(?:来|受け|入|頂|いただ|得)[^。、()]{0,6}\([^()]*$"
)
# 「岩滝先生の現在の年額2,100万円」
_OF_ONE_NAMED = lazy(
    r"(?:先生|医師|所長|院長|部長|氏|さん)の(?:現在|いま|今|退任時|退職時)の(?:[年月日][額俸収給]|報酬|給与|給料|俸給)(?:は|が)?、?\s*約?$"
)
# 「いつもの当直は1回4万円なので」, 「通常の土日の謝礼は当直5万円ですが、この期間に限り上の額」
_AT_OTHER_TIMES = lazy(r"(?:いつも|通常|平常|平時|例年)の?[^。、\d]{0,14}1?[^。、\d]{0,3}$")
_BUT = lazy(
    r"\s*(?:程度|ほど)?(?:です(?:が|けど|ので)|なので|なのです?が|だが|であるが|のところ|だけど|に(?:対し|比べ))"
)
# 「(1回40,000円)とは異なります」, 「1回40,000円(参考)」, 「2024年版に1,450万円とあるのは改定前のものです」
_SET_APART = lazy(
    r"\s*(?:程度|ほど)?(?:です|円)?(?:\)?とは(?:異な|別|違)|\((?:ご?参考|今回は?(?:対象外|募集して))|」?[をと](?:うた|謳|宣伝)|と(?:ある|書いて(?:いる|ある)|記した|掲載した|案内した)のは)"
)
_NOT_SOUGHT = lazy(
    r"(?:本|今回の?|この|当)(?:選考|募集|公募|求人|採用)(?:の|とは)(?:対象外|対象では|関係|別)|今回は?(?:、)?(?:募集|公募)(?:して|いたして)(?:い|おり)ま?せん"
)
_WAS_SOUGHT = lazy(
    r"\s*とし(?:た|ました)(?:が|もの)|(?:\s*(?:程度|ほど)?[をで])?、?[^。]{0,10}(?<!今回は)(?:募集|公募)し(?:、[^。]{0,14}(?:採用|決定|着任|応募)|た(?:が|もの|ところ|。|$)|まし(?:た|て))"
)
_OF_A_PAST_YEAR = lazy(
    r"(?:年度?|前?回|当時|[春夏秋冬])の?(?:公募|募集|求人|採用|試験|選考|要[項領])(?:時|当初|試験|選考)?(?:で?は|に|、)"
)
# 「前号で年俸を1,700万円と載せましたが、誤りでした」, 「年収1,800万円、60歳以下という条件で募っていたが」
_TAKEN_BACK = lazy(
    r"\s*〜?」?(?:と|を)(?:載せ|掲載し|記載し|ご?案内し|お知らせし|表記し|お伝えし)(?:て|ま|た)[^。]{0,14}(?:が|誤)|\s*は(?:誤り|誤記|間違い)|[^。]{0,24}という条件で(?:募|公募|募集)[^。]{0,5}(?:た(?:が|。)|まし)"
)
_STRUCK = lazy(r"(?:\((?:旧|誤)\)|(?:^|\s)(?:旧|誤)\))[^。\d()]{0,10}$")
# 「隣の由利本荘市では今年、公立病院が内科医3人を年1,800万円で募り」
_ELSEWHERE = lazy(
    r"(?:隣|近隣|近く|周辺|本土|ほか|他|よそ|ある)の?(?:県の)?[^。、]{0,14}(?:市|町|村|県|病院|診療所|施設|島|地域)で[はも](?:、|今年|昨年|[一-龥])[^。]{0,40}$"
)
# 「当初示した年収は1,800万円」
_AT_FIRST = lazy(
    r"(?<!採用)(?<!着任)(?<!契約)(?<!入職)(?<!赴任)(?<!勤務)当初(?:に|は)?(?:示し|提示し|掲げ|設定し|打ち出し|の(?:[年月日][俸収額給]|提示|条件|給与|報酬))[^。]{0,14}$"
)
# 「(保健師は正社員、月給29万円)」
_OF_OTHER_WORK = lazy(rf"(?:{OTHERS})(?:さん|の方)?(?:は|には|の|も|が|:|\(|\s)[^。()医]{{0,16}}$")
# Words to search by and a headline that asks: 「#日給12万以上」, 「内科医の年収は本当に1,500万円?」.
_TO_SEARCH_BY = lazy(r"#[^\s、。#]*$")
_ASKS = lazy(r"\s*(?:以上|超|台)?(?:は|って|も)?(?:本当|可能|実現)?\s*\?")


def is_anothers(words: str, amount: Amount, since: str, *, over: bool) -> bool:
    """Whether the words around a sum say that it is no pay of the post. since: the words from the sum before; over: the post is closed."""
    before, after = words[: amount.start], words[amount.end :]
    if _COST.match(after) or _SHARES.search(since) or (_STANDS_IN.search(since) and _COMES.match(after)):
        return True
    if _TO_OTHERS.search(since) and _IS_PAID.match(after):
        return True
    if _THERE_NOW.search(before) or _OF_ONE_NAMED.search(since) or _SET_APART.match(after):
        return True
    if (_AT_OTHER_TIMES.search(since) and _BUT.match(after)) or _AT_FIRST.search(since):
        return True
    if _OF_OTHER_WORK.search(since) or _TO_SEARCH_BY.search(before) or _ASKS.match(after):
        return True
    if _ELSEWHERE.search(before) or _STRUCK.search(before):
        return True
    if over:
        return False
    if _TAKEN_BACK.match(after):
        return True
    if _OF_A_PAST_YEAR.search(since) and _WAS_SOUGHT.match(after):
        return True
    return bool(_NOT_SOUGHT.search(patterns.split(r"[。\n]", after)[0]))
