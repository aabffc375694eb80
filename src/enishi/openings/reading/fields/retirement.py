"""The age of retirement of the post."""

import re
from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.noise import OTHER_WORK, OTHERS
from enishi.openings.reading.patterns import lazy

_RETIREMENT = lazy(
    r"(?:[定停]年(?:年齢|制|退職)?|退職(?:の|する)?年齢)(?:\([^()\d]*\))?(?:は|が|を|:|の年齢は|=|について|の(?=\d)|(?:は|を)?延長(?:により|し(?:て)?))?\s*(?:いちおう|一応|原則(?:として)?|現在|当院では)?(?:常勤(?:の先生|医師)?(?:のみ|は|が))?\s*(?:いずれも|すべて|全員|一律)?\s*(?:あり|有り?)?\s*[(、]?\s*(?:医師(?:職)?(?:は|の場合)?)?\s*(?:満|年齢)?\s*(\d{2})\s*[歳才]?"
)
# 「定年 これまでの60歳を65歳に改めます」
_CHANGED = lazy(
    r"(?<!年齢の上限を)(?<!応募を)\d{2}\s*[歳才](?:を|から)、?(?:満)?([5-7]\d)\s*[歳才][にへ](?:改め|引き?上げ|延ば|延長|変更|見直)"
)
_NAMED = lazy(r"[定停]年|退職(?:の|する)?年齢")
_BEFORE = lazy(
    r"(?:満)?(\d{2})\s*[歳才](?:\([^()]*\))?(?:に(?:達した|なった|到達した)(?:日)?(?:の属する|以[後降](?:における)?の?)?|の)?(?:年度末|年度の末日|最初の3月31日)?\s*(?:が|で|の|に|を|をもって|をもちまして)?\s*[定停]年"
)
_PHYSICIANS = lazy(
    r"(?<!現在の)(?<!いまの)(?<!今の)(?<!在籍)(?:医師(?:職)?|産業医|医官|医療職)(?:の定年)?(?:だけ|のみ)?(?:は|が|の場合は?|:|に限り|については)?\s*(?:満)?(\d{2})\s*[歳才](?!まで|以上|以下|未満|代)"
)


# What may stand before the age under its label: 「当院規程により66歳」, 「原則65歳」.
_FIRST_AGE = lazy(
    rf"(?!.{{0,16}}(?:再雇用|再任用|延長|嘱託|継続|現役|在籍|以前|な(?:し|い|く)|無|ません|(?:{OTHERS})|その他|ほか|他の|院長|[場所施]長|役職|ただし))[^\d。、]{{1,14}}(?:満)?(\d{{2}})\s*[歳才]"
)


def read(items: Sequence[Item]) -> Found | None:
    """The stated 定年 of the post, in whole years."""
    for item in items:
        if (changed := _CHANGED.search(item.text)) and (item.about("retirement") or _NAMED.search(item.text)):
            return Found.at(int(changed[1]), item.start + changed.start(1), item.start + changed.end(1))
        if item.about("retirement") and not (item.about("age") and "定年" in item.text):
            if (kanji := _KANJI_AGE.match(item.text)) is not None:
                tens, ones = (_KANJI.index(kanji[n]) for n in ("tens", "ones"))
                return Found.at(tens * 10 + ones, item.start + kanji.start("tens"), item.start + kanji.end())
            own = _PHYSICIANS.search(item.text) or patterns.match(
                rf"\s*+[★☆]?\s*+(?:あり|有り?)?\s*+(?:(?:常勤(?:嘱託)?(?:医師?|職員|の先生)?|(?:院|所|施設)長(?:職)?|正規?職員)(?:のみ|は|:|の場合は?)?\s*+)?(?:(?:{LISTED.pattern})(?:は)?)?\s*+[(:、]?\s*+(?:定年(?:年齢)?)?\s*+:?\s*+(?:一律)?(?:満)?\s*+(\d{{2}})\s*+[歳才]?",
                item.text,
            )
            if (
                own
                and 50 <= int(own[1]) <= 80
                and not patterns.search(r"再雇用|再任用", item.text[: own.end()])
                and not (item.about("remark") and patterns.match(r"\s*(?:以上|以下|未満|まで)", item.text[own.end() :]))
            ):
                return Found.at(int(own[1]), item.start + own.start(1), item.start + own.end())
            if (
                (first := _FIRST_AGE.match(item.text))
                and 50 <= int(first[1]) <= 80
                and not (
                    item.about("remark") and patterns.match(r"\s*(?:以上|以下|未満|まで)", item.text[first.end() :])
                )
            ):
                return Found.at(int(first[1]), item.start + first.start(1), item.start + first.end())
            if not _NONE_HERE.search(item.text) and (told := _the_one_age(item.text)):
                return Found.at(int(told[1]), item.start + told.start(), item.start + told.end())
    for item in items:
        if item.about("site", "process"):
            continue
        for words, start in sentences(item):
            if not _NAMED.search(words):
                continue
            words = _without_other_retirements(words)
            if _NONE_HERE.search(words):
                continue
            own = _PHYSICIANS.search(words) or _BEFORE.search(words) or _RETIREMENT.search(words) or _the_one_age(words)
            if own and _OF_THE_STAFF.search(words[: own.start()]):
                continue
            if (
                own
                and own.re.pattern != _PHYSICIANS.pattern
                and OTHER_WORK.search(patterns.split(r"[、。(]", words[: own.start()])[-1])
            ):
                continue
            if (
                own
                and 50 <= int(own[1]) <= 80
                and not patterns.search(
                    r"先輩|出身|になった(?:先生|方|医師)|\d人が定年|定年(?:退職)?予定|(?:会社|役所|学校|銀行)(?:を|の)|定年(?:\([^()]*\))?で[^。、]{0,8}(?:退|辞)|(?:勤務先|前職|他院|公立|大学)(?:を|の|で)[^。]{0,6}定年|定年(?:退職)?(?:の(?:先生|方|医師)|を迎え(?!ていただ)|され|した|後の先生|退職(?:され|した|の先生))",
                    words,
                )
            ):
                return Found.at(int(own[1]), start + own.start(), start + own.end())
    return None


# 「役職定年は63歳」, 「看護師の定年は60歳」, and an age that was changed: 「60歳定年を改め」.
_OTHER_RETIREMENT = lazy(
    rf"役職定年[^、。()]*|(?:{OTHERS}|その他の?職員|他の?職員|一般職員?|[^。、医]{{1,6}}の職員)(?:さん)?の?(?:定年)?(?:は|:|が)?\s*(?:満)?\d{{2}}\s*[歳才][^、。()]*|(?<=年)は(?:以前|これまで|従来|昨年度?まで)は?、?(?:満)?\d{{2}}\s*[歳才](?:でした|だった|であった)(?:が|もの)|\d{{2}}\s*[歳才](?:の)?[定停]年(?:を(?:改め|見直し|廃し|やめ)て?|の(?:時代|世の中|会社|企業|常識))"
)
_AGE_TOLD = lazy(
    r"(?P<ours>(?:当院|当法人|本院|当診療所|当町|医師)(?:で)?(?:は|の場合は?))?[^\d、。]{0,6}(?<!\d)(?P<age>\d{2})\s*[歳才]"
)
_NOT_THE_RETIREMENT = lazy(
    r"再雇用|再任用|継続雇用|嘱託|勤務延長|延長|その後|其の後|以後|以降|未満|以下|以上|応募|募集|採用(?:時|の(?:時|とき))|まで(?:は|も)?(?:働|勤|残|続け|在籍|雇用|可)|平均|現役|活躍|院長|を迎え"
)


# 「県内の公立病院の定年は65歳ですが、当院では定年を置いていません」
_NONE_HERE = lazy(
    r"[定停]年(?:\([^()]*\)|の定め)?は、?(?:[^。、]{0,12}(?:には?|では?|は)、?)?(?:適用|[当あ]て)[^。、]{0,8}(?:ません|ない|ず)|で(?:、|あり、|すので、)[^。、]{0,12}(?:先生|医師|医|方)[^。、]{0,4}(?:適用|[当あ]ては[まめ]|及)[^。、]{0,6}(?:ません|ない|ず)"
    r"|(?:が|けれども?|ものの)、?[^。、]{0,16}?(?:(?<!役職)[定停]年|規定|(?<!任期の)(?<!期間の)定め|決まり|適用)[^。、]{0,10}(?:ません|ない|なし|ず)"
)


_NONE_OF_THE_POST = lazy(
    r"(?:^|[。\s※]|(?:この|本)[^。、]{1,6}に)は?[^。、看事職]{0,8}[定停]年(?:の(?:定め|決まり|規定|適用))?(?:は|を|が)?(?:適用|置|設け|定め|決め|あり|ござい)[^。、]{0,6}(?:ません|ない)"
)


def has_none(items: Sequence[Item]) -> bool:
    """Whether the words of a post say that it knows no retirement: 「※この職には定年の定めを適用しません」."""
    return any(_NONE_OF_THE_POST.search(item.text) for item in items)


def _without_other_retirements(words: str) -> str:
    """The sentence with blanks where it tells how old others are when they retire; places stay."""
    return _OTHER_RETIREMENT.sub(lambda found: " " * len(found.group()), words)


def _the_one_age(words: str) -> re.Match[str] | None:
    """The age in a sentence of 定年, where it tells one only or one that is ours: 「当院は67歳です」."""
    told: list[re.Match[str]] = []
    if patterns.search(r"[定停]年(?:退職)?(?:後|を?(?:迎え|過ぎ))", words) or _NO_RETIREMENT.search(words):
        return None
    for found in _AGE_TOLD.finditer(words):
        clause = (
            patterns.split(r"[、。()]", words[: found.start("age")])[-1]
            + patterns.split(r"[、。()]", words[found.end() :])[0]
        )
        if not _NOT_THE_RETIREMENT.search(clause) and not patterns.search(r"[(][^()]*$", words[: found.start("age")]):
            told.append(found)
    if not told and (beside := _IN_BRACKETS.search(words)) is not None:
        return _NUMBER.search(words, beside.start("age"))  # 「定年はございます(65歳)」
    ours = [found for found in told if found["ours"]]
    chosen = told if len(told) == 1 else ours if len(ours) == 1 else []
    return _NUMBER.search(words, chosen[0].start("age")) if chosen else None


# 「定年はなく、最年長は74歳の先生です」
_NO_RETIREMENT = lazy(
    r"[定停]年(?:の(?:定め|規定|決まり)|制度?)?(?:は|も|が|を)?、?(?:特に)?(?:な(?:く|し|い)|無[くし]|あり?ま?せん|ございません|設けて|置いて|廃止)"
)
# 「従業員数620名(平均年齢41.3歳、定年60歳)」
_OF_THE_STAFF = lazy(r"(?:従業員|社員|スタッフ|職員)(?:数|総数)?(?:は|:)?\s*(?:約)?[\d,]+\s*[名人][^()]{0,6}\([^()]*$")
_NUMBER = lazy(r"(\d{2})\s*[歳才]")

_KANJI = "〇一二三四五六七八九"
# 「定年(歳) 七〇」: digits one after the other.
_KANJI_AGE = lazy(r"\s*(?:満)?(?P<tens>[五六七])(?P<ones>[〇一二三四五六七八九])\s*[歳才]?\s*(?:$|[(、])")
_IN_BRACKETS = lazy(r"[定停]年(?:退職|制度?)?(?:は|が)?[^。、()\d]{0,8}\((?:満)?(?P<age>\d{2})\s*[歳才]\)")
