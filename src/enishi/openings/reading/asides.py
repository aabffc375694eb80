"""Sentences beside the post: what colleagues, predecessors and other staff do, and what was so before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from enishi.openings.reading import patterns
from enishi.openings.reading.line import Item, Line, sentences
from enishi.openings.reading.noise import OTHERS, PHYSICIAN
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

# A sentence that looks for somebody, or says what is offered, is never an aside.
_SOUGHT = lazy(
    r"募集|募[っりるろ]|急募|公募|求人|求[めむ]|探し|さがし|お願い|お迎え|迎え|招[聘へ]|後任|欠員|不足|空(?:い[てた]|きが|きま|席)|お越し|ください|引き?上げ|改め|見直|続け|残る|残り|あと\s*\d|決ま|充足|成約|内定|着任|締め?切|終了|いただき(?:ます|たい)|ご用意|貸与|(?:住宅|公舎|宿舎)[はをも]"
)
# 「事務長の声:「先生方には…」」
_VOICE = lazy(r"\W*[^\s「」、。:]{1,14}(?:の声|のひとこと|インタビュー|からのメッセージ)\s*[:「(]")
_BEFORE = lazy(
    r"(?:(?:退職|退任|転出|異動|引退)(?:された|した|なさった)[^。]{0,8}(?:先生|医師|所長|院長)|前任|前(?:院|所|施設)長|先代の?(?:先生|院長|所長)|前の(?:院長|所長|先生|医師|施設長)|(?:昨年|去年)(?!(?:度|春|秋)?(?:から|より))|前年度|これまで|かつて|以前は|前回は?|このときは)[^。]*(?:た|ました|でした)[。」)\s]*$"
)
# 「非常勤の眼科医が第2・第4水曜の午後に来ています」
_COLLEAGUES = lazy(
    r"(?:(?<!す)医師?|先生|ドクター)(?:が|は)[^。]*(?:おりますので、[^。]*|来てい(?:ます|る)|来られています|来ており(?:ます)?|おります|在籍(?:して(?:い|おり)ます)?|勤務して(?:い|おり)ます|診療(?:して|を行って)(?:い|おり)ます|担当して(?:い|おり)ます|です)[。」)\s]*$"
)
# 「着任までの間は、宮津市の病院が週2日、医師を送り続ける」
_SENT = lazy(
    r"(?:病院|大学|医局|県|医師会)(?:が|から|は)、?[^。]{0,16}(?:医師|先生)(?:を|が)[^。]{0,4}(?:送(?:り続|って)|派遣(?:し(?:て|続)|され))[^。]*[。\s]*$"
)
_BESIDE_US = lazy(r"(?:非常勤|大学|応援|派遣|現在|当院|ほか|(?<!その)他の|常勤)")
# Other staff as what a sentence is about, with figures of theirs: 「看護師の平均年齢は41歳、定年は60歳です」
_STAFF = lazy(
    rf"\W*(?:なお、?|また、?|※)?(?:当院の|当法人の|常勤の|正|会計年度任用職員\s*\()?{OTHERS}(?:[・、]{OTHERS})*(?:さん)?(?:は|の(?:年齢|夜勤|平均|定年|給与|月給|募集|公募|採用|求人|人数)|も?\s*[\d一二三四五六七八九十数]|〕|】|\]|:|\s|\(|\))"
)
_OF_WORK = lazy(r"受け|対応|連絡|電話|呼|同行|代わ|当直|待機|当番|夜間|オンコール|先生|医師")


# 「週5日、年収1500万円で後任を募ったが、応募がなく」
_SOUGHT_IN_VAIN = lazy(
    r"募(?:った|集した|ってきた|集してきた)(?:ものの|が)、?[^。]{0,24}(?:応募(?:が|は)(?:な|あり)|(?:応募|問い?合わせ|希望者?)(?:は|が|も)[^。]{0,12}(?:とどまっ|のみ|だけ|なかった))"
)


# 「38年間、週に6日、患者さんを診てくださった」
_HAS_DONE = lazy(r"(?:診て|務めて|勤めて|働いて|支えて)くださ(?:った|いました)[。」\s]*$")

# Figures of the county, of the place or for students, which no post pays.
_STATISTICS = lazy(
    r"(?:調べ|調査|統計|アンケート|集計)(?:に(?:よ(?:ると|れば|りますと)|では)|では)、?[^。]*(?:平均|割|%|回|日|円|歳)|(?:医師|先生|地域|県内|勤務医|当院)の[^。]{0,12}(?:平均年収|年収の(?:相場|平均)|平均年齢)[^。]*(?:です|います|れます)(?:\([^()]*\))?[。」)\s]*$"
    r"|(?:医業収入|医業収益|(?:修学|奨学)資金|奨学金)[^。]*(?:です|あります|でした|ください|ております|います)[。」)\s]*$"
)


# A page's links to other advertisements: 「似た条件で探す >当直なしの内科求人 >新着求人」
_POINTS_TO_OTHERS = lazy(
    r"(?:条件|エリア|科目|地域|こだわり)(?:で|から|を)(?:さが|探|検索|絞)[^。]*(?:>|»|\||[\[【/])|(?:検索|絞り込み)(?:条件|ワード|キーワード)|(?:[>»|]\s*[^>»|。]{2,16}(?:求人|募集|案件)(?:一覧)?\s*){2}|(?:この|今回の|本)(?:募集|求人|お?話)とは、?[^。]{0,10}(?:関わり|関係|無関係|別)"
)


_SEARCH_PAGE = lazy(
    r"\W*(?:現在(?:公募|募集)中の(?:他|ほか)の|この(?:機関|病院|施設|大学)の(?:ほか|他)の(?:公募|募集|求人))|[^。]{0,24}。?(?:成功|転職|成約|ご紹介|入職)(?:の)?事例\s*[:(]|\W*(?:人気の|よく使われる)?(?:検索|絞り込み)(?:条件|ワード|キーワード)|\W*条件(?:で|から)(?:さが|探|検索|絞)"
)
# Who else is sought, with figures of theirs: 「訪問看護ステーションの看護師(週3日から)も募っています」.
_OTHERS_SOUGHT = lazy(
    rf"(?:{OTHERS})(?:さん)?(?:[・、](?:{OTHERS}))*(?:\([^()]*\))?(?:の方|\d\s*[名人])?(?:も|を|は|の)、?[^。]*(?:募[っ集]|求人|求めて|採用|[探さ]が?し)"
)
# Whoever else is sought, by whatever name: 「若手研究者(任期2年、年額420万円)も別に公募しています」.
_ALSO_SOUGHT = lazy(
    r"\W*[^。、]{2,20}(?:\([^()]*\))?も(?:別に|別途|同時に|併せて|あわせて|(?:引|ひ)き?(?:続|つづ)き|ただいま|現在)[^。]{0,6}(?:公募|募集|採用)"
)
# How it is elsewhere: 「県内では当直の多さを理由に離職する医師が後を絶ちません」.
_OF_THE_REGION = lazy(
    r"\W*(?:県内|道内|都内|府内|全国|国内|郡内|(?:二次)?医療圏|この地域|地方|近隣)(?:の[^。、]{0,14})?(?:で|に)?(?:は|も)"
)
# What was so until now, before what is so: 「昨年までは免除でしたが、今年から…」.
_UNTIL_NOW = lazy(
    r"(?:一?昨年(?:度|春|秋|末|の募集)?|昨シーズン|去年|前年度?|前回|以前|従来|これまで|かつて|昨年度の要項|前任(?:者|の(?:先生|医師))?)(?:まで)?(?:は|の|に|で|、|(?<=まで))(?:[^。]{0,44}?(?:でし|まし|だっ|てい|てき|とし)た(?:が|けれども?|ものの|のですが|ので)|[^。、]{0,40}を(?:改め|あらため|見直し|やめ)て?)、?"
)

# What a text takes back that stood elsewhere: 「※第2報で半日36,000円と書いたのは誤りでした」.
_MISTAKEN = lazy(
    r"[^。\n※()]*(?:と|が|に|を)(?:書|記|お?知らせ|ご?案内|お?伝え|ご?連絡|掲載|掲示|表示|あ[るっり]|載|出)[^。\n()]{0,14}(?:の|もの|こと|数字|記載|条件|箇所|点)は、?[^。\n()]{0,12}(?:誤[りっ]|間違|まちがい|誤記|誤植|ミス|古い|取り消)[^。\n、()]*"
)
# What still holds but will not when the post begins: 「いまは1回55,000円ですが、4月から改定で60,000円になります」.
_SOON_OTHERWISE = lazy(
    r"(?:いま|今|現在|現行)(?:は|では?|の)、?[^。]{0,44}?(?:ます|です|でし|まし|ところ)(?:が|けれども?)、?(?=[^。]{0,4}(?:\d{1,2}月|来年度?|来月|来春|次年度|新年度|令和|今後|次の|新し|これから)[^。]*\d)"
)


def without_what_was(items: Sequence[Item]) -> list[Item]:
    """The items with the clauses blanked that say what was so until now; everything in its place."""
    return [_without_strangers(item) for item in items]


# What may have changed since: its name stays, for what follows often leaves it out.
_MAY_CHANGE = lazy(r"[当宿]直(?!手当|料|室|医)|夜勤|オンコール|待機(?!手当|料)|呼び?出し")


def _what_it_is_about(found: re.Match[str]) -> str:
    """Of 「昨年度までは当直を免除しておりましたが」 the duty, blanks for the rest; everything in its place."""
    words = found.group()
    if (named := _MAY_CHANGE.search(words)) is None:
        return " " * len(words)
    return " " * named.start() + named.group() + " " * (len(words) - named.end())


# To whom a paragraph turns who is not sought: 「従業員の皆さんへ:…定年は60歳です」.
_TO_OTHERS = lazy(
    r"\W*(?:従業員|社員|組合員|患者|ご?家族|学生|[町村市県]民|住民|利用者|地域)(?:の(?:皆|みな)(?:さん|さま|様)|の方|さん|様)?(?:へ|向け)"
)


# What a form says where nothing is said, and what stands in brackets behind another occupation: 「薬剤師(定年60歳、当直なし)」.
_UNSAID = lazy(
    r"[\s。、()-]*(?:(?:記載|記入|情報|回答)(?:は)?(?:なし|ありません)|未(?:定|記入|記載|回答)|確認中|不明)[\s。、()-]*"
)
_OTHERS_LABEL = lazy(rf"(?:{OTHERS})(?:さん)?(?:の)?(?:募集|求人|採用)")
_BRACKETS_OF_OTHERS = lazy(rf"(?<!医師[・、])(?<!先生[・、と])(?<!医師と)(?:{OTHERS})(?:さん)?(?P<told>\([^()]*\))")


@once
def _without_strangers(item: Item) -> Item:
    text = item.text
    if _TO_OTHERS.match(item.label) or _OTHERS_LABEL.fullmatch(item.label) or (item.label and _UNSAID.fullmatch(text)):
        return replace(item, text=" " * len(text))
    for found in [*_SOUGHT_IN_VAIN.finditer(text)]:
        begin = text.rfind("。", 0, found.start()) + 1
        text = text[:begin] + " " * (found.end() - begin) + text[found.end() :]
    if not item.label:
        text = _BRACKETS_OF_OTHERS.sub(
            lambda found: found.group()[: found.start("told") - found.start()] + " " * len(found["told"]), text
        )
    text = _MISTAKEN.sub(lambda found: " " * len(found.group()), text)
    text = _SOON_OTHERWISE.sub(_what_it_is_about, text)
    if _UNTIL_NOW.search(text):
        text = _UNTIL_NOW.sub(_what_it_is_about, text)
    if not item.fields or item.about("remark", "other"):
        for words, start in sentences(item):
            if _is_of_strangers(words):
                at = start - item.start
                text = text[:at] + " " * len(words) + text[at + len(words) :]
    return item if text is item.text else replace(item, text=text)


@lru_cache(maxsize=4096)
def _is_of_strangers(words: str) -> bool:
    """Whether a sentence tells of nobody who works here now or will: of the region, of links, of students, of who has left."""
    if _POINTS_TO_OTHERS.search(words) or _STATISTICS.search(words) or _HAS_DONE.search(words):
        return True
    if _SOUGHT.search(words) or patterns.search(r"当院|ございます", words):
        return False
    return bool(_OF_THE_REGION.match(words) or _LEFT.match(words))


# Who was here before: 「三月に退職された前任の先生は、月四回の当直をしておられました」.
_LEFT = lazy(
    r"\W*(?:(?:去年|昨年|一昨年|先月|先日|\d+年前)まで(?:い|おられ|勤め(?:てい|られ)?)た[^。、]{0,6}(?:先生|医師)|(?:[^。、]{0,8}(?:退職|退任|転出|異動|引退)(?:された|した|なさった|する|される))?(?:[^。、]{0,6})(?:前任(?:の(?:先生|医師))?|前(?:院長|所長|施設長)|先代(?:の(?:先生|院長|所長))?))(?:は|が|も)[^。]*(?:た|ました|でした)[。」)\s]*$"
)


_IN_BRACKETS = lazy(r"(?<=\S)\([^()]*\)")  # 「週4日(前任者は週5日でした)」 tells of the post as well


@lru_cache(maxsize=4096)
def is_aside(words: str) -> bool:
    """Whether a sentence tells of others than who is sought, or of another time."""
    if _VOICE.match(words) or _STATISTICS.search(words) or _POINTS_TO_OTHERS.search(words):
        return True
    if _STAFF.match(words) and not _OF_WORK.search(words) and not PHYSICIAN.search(words):
        return bool(patterns.search(r"\d", words))
    if (others := _OTHERS_SOUGHT.search(words)) and not PHYSICIAN.search(words):
        return bool(patterns.search(r"\d", words)) and not patterns.search(r"\d", words[: others.start()])
    if _ALSO_SOUGHT.match(words) and not patterns.search(r"医|先生|ドクター|科", words):
        return True
    if (vain := _SOUGHT_IN_VAIN.search(words)) and not patterns.search(r"\d", words[vain.end() :]):
        return True
    if _HAS_DONE.search(words) or _SENT.search(words):
        return True
    if _NOT_THIS_TIME.search(words) or (_FORMER_SEARCH.match(words) and not patterns.search(r"(?:が|けれど)、", words)):
        return True
    if _SOUGHT.search(words):
        return False
    if _OF_THE_REGION.match(words) and not patterns.search(r"当院|先生|ございます", words):
        return True
    return bool(_BEFORE.search(_IN_BRACKETS.sub("", words)) or (_COLLEAGUES.search(words) and _BESIDE_US.search(words)))


# 「前回、令和2年の募集では年1,400万円、週5日、医師住宅は有料だった」
_FORMER_SEARCH = lazy(
    r"\W*(?:前回|前々回|一?昨年度?|前年度|去年|\d年前|以前)[^。]{0,14}(?:募集|公募|求人)(?:のとき|の際|時)?(?:で)?は、?[^。]*\d[^。]*(?:だった|でした|ていた|ていました)[。」)\s]*$"
)
# 「常勤の内科医は知人に頼んでいる最中ですので、今回の掲載には含めません」
_NOT_THIS_TIME = lazy(
    r"(?:今回|このたび|今度)(?:の(?:掲載|募集|求人|公募|案内|原稿|表))?(?:に|には|は|では)?[^。、]{0,6}(?:(?:含め|入れ|載せ|出し)(?:ません|て(?:い|お)りません|なくて|ないで)|掲載(?:は)?(?:しません|いたしません|不要))"
)
_SENTENCE = lazy(r"(?:(?!\s※)[^。])+(?:。|$|(?=\s※))")


def without_whole_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that are asides from end to end, which neither make a post nor outweigh one.

    What tells of work at night stays: that others do it may tell that the one who is sought does not.
    """
    return [line for line in lines if not _is_whole_aside(line.text)]


# 「常勤の先生(内科6名、外科3名)の当直は月1回です。」
_WHO_IS_THERE = lazy(r"\W*(?:当院の)?常勤の?(?:医師?|先生|ドクター)\([^()]*\d\s*[名人][^()]*\)(?:の|は|が)")


@lru_cache(maxsize=4096)
def _is_whole_aside(words: str) -> bool:
    if _WHO_IS_THERE.match(words) and words.count("。") <= 1 and not _SOUGHT.search(words):
        return True
    words = _UNTIL_NOW.sub(_what_it_is_about, words)
    if not patterns.search(r"[ぁ-ん](?:\([^()]*\))?。?\s*$", words) or (
        _AT_NIGHT.search(words) and not _BEFORE.search(words)
    ):
        return len(words) < 160 and bool(_SEARCH_PAGE.match(words))
    told = [found.group() for found in _SENTENCE.finditer(words) if found.group().strip()]
    return bool(told) and all(is_aside(sentence) for sentence in told)


_AT_NIGHT = lazy(r"当直|宿直|日直|夜間|オンコール|待機|呼び?出|土曜|日曜|時間外")


# What a colleague says of himself: 「「週1日、地元の病院で外来を続けています」(課長・44歳)」.
_QUOTED = lazy(
    r"「[^「」]{8,}(?:ます|ました|です|でした|ません)」\s*\((?![^()]*(?:院長|理事長|[市町村区]長|担当|事務長))[^()]*(?:\d{2}歳|\d0代|年目|勤務)[^()]*\)"
)


def without(items: Sequence[Item]) -> list[Item]:
    """The items with the sentences that are asides blanked, everything in its place; what stands under a label stays."""
    kept = []
    for item in items:
        if _QUOTED.search(item.text):
            item = replace(item, text=_QUOTED.sub(lambda found: " " * len(found.group()), item.text))
        if patterns.search(r"の声|インタビュー|のひとこと|検索(?:条件|ワード|キーワード)|絞り込", item.label):
            kept.append(replace(item, text=" " * len(item.text)))
            continue
        if item.fields and not item.about("remark", "other"):
            kept.append(item)
            continue
        text = item.text
        for words, start in sentences(item):
            if is_aside(words):
                at = start - item.start
                text = text[:at] + " " * len(words) + text[at + len(words) :]
        kept.append(item if text is item.text else replace(item, text=text))
    return kept


_STAFF_AT_HEAD = lazy(rf"\W*(?:{OTHERS})(?:[・、](?:{OTHERS}))*\s*(?:\([^()]*\))?\s*(?:\d{{1,2}}\s*[名人])?\s*$")


def without_staff(items: Sequence[Item]) -> list[Item]:
    """Without the pieces of a line whose first names other staff: 「看護師」 「年収480万円〜」 「オンコール 月5回」."""
    of_staff = {item.line for item in items if not item.cell and not item.label and _STAFF_AT_HEAD.match(item.text)}
    return [item for item in items if item.cell or item.line not in of_staff]
