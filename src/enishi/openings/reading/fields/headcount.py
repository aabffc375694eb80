"""How many physicians are still sought."""

import re
from collections.abc import Sequence
from dataclasses import replace

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import A_SHORT_LIST
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item, clauses, sentences
from enishi.openings.reading.noise import OTHERS, only_others
from enishi.openings.reading.patterns import lazy

_WORDS = {"ひと": 1, "ふた": 2, "一": 1, "二": 2, "三": 3}
# One or two people in words: お一人 (made 1人 by the normal form), おひとり, おふたり.
_PEOPLE = r"(?:お|御)?(?P<{0}>\d{{1,2}}|ひと|ふた)\s*(?:名|人|り)(?:様|さま)?"
_NOT_A_NUMBER_OF_POSTS = (
    r"(?!の採用[がはを][^。、]{0,6}(?:内定|決ま|決定)|以上の|体制|で|以内の|分|/|ずつ診|ほど診|前後の患|のうち)"
)
_SEEKING = r"(?:募集|募[っりるろ]|採用|急募|公募|お願い|求[めむ]|増員|増や|ふや|お?迎え|招|探|さが|お招き|必要|欲し|予定|紹介|見つけ|ほし|お越し|来て|ご?入職|充て|お待ち)"
_SOUGHT = (
    lazy(
        rf"{_PEOPLE.format('n')}{_NOT_A_NUMBER_OF_POSTS}(?:程度|ほど|くらい)?(?:\s*\([^()]{{1,12}}\))?\s*(?:を|の|だけ)?\s*、?(?:追加で|新たに|広く|至急|常勤で)?\s*{_SEEKING}"
    ),
    lazy(
        r"(?:(?:募集する|求める|探している|公募する)のは|(?:求めて|探して|募集して)(?:おり|い)ますのも?は?)、?[^。、]{0,20}?(?P<n>\d{1,2})\s*(?:名|人)(?![が体])"
    ),
    lazy(r"対象は[^。、]{0,20}(?:医師?|先生)\s*(?P<n>\d{1,2})\s*(?:名|人)(?=で、|。|、)"),
    lazy(r"(?:限定|先着)\s*(?P<n>\d{1,2})\s*(?:名|人)"),
    lazy(r"(?P<n>\d{1,2})\s*(?:名|人)様?限定"),
    lazy(
        r"(?:先生|医師?|方|人|仲間|後任|代わり|代役|代診|要員|後継者?|院長)を\s*(?:お|御)?(?P<n>\d{1,2}|ひと|ふた)\s*(?:名|人|り)(?=[。、(\s]|$)"
    ),
    lazy(
        r"(?P<n>\d{1,2})\s*(?:名|人)(?:が|の採用が)?決ま(?:り|っ|れ)(?:次第|しだい|た(?:時点で|段階で|ら)|ば)、?[^。]{0,8}(?:終|締|〆|閉)"
    ),
    lazy(r"(?:先生|医師|方)が(?:お|御)?(?P<n>\d|ひと)\s*(?:名|人|り)(?:おられる|いてくださる|いらっしゃる|いる)と"),
    lazy(r"\d{1,2}\s*枠\((?P<n>\d{1,2})\s*[名人]\)"),
    lazy(r"(?P<n>\d{1,2})\s*(?:名|人)で(?:隔週で?に?|交互に)?(?:分担|交代)\W*$"),
    lazy(r"(?:人数|人員|定員)\((?P<n>\d{1,2})\s*(?:名|人)\)"),  # 「人数(1名)と契約はこれまでどおりです」
    # 「お1人、非常勤の先生をご紹介いただけないでしょうか」
    lazy(rf"(?:^|[、。は\s]){_PEOPLE.format('n')}、[^。、]{{0,20}}(?:先生|医師?|方)を[^。、]{{0,16}}{_SEEKING}"),
    # 「・発熱外来の診察(2名)」
    lazy(
        r"^\W*[^。、()]{0,20}(?:外来|診察|[当日宿]直|[健検]診|接種|往診|訪問|診療|読影|検査|手術|麻酔|管理|代診|問診|内視鏡)(?:\((?P<n>[1-5])\s*(?:名|人)\)\W*$|\s(?P<n2>[1-5])\s*(?:名|人)(?=\s|$|\((?!\d{2}歳))(?![^。]*体制))"
    ),
    lazy(
        r"(?P<n>\d{1,2})\s*(?:名|人)で(?:分け合|分担|手分け|交代)[^。、]{0,6}(?:いただ|もら|お願い|くださ)(?![^。]{0,6}(?:場合|こと(?:も|が)可|方も|なら|のも))"
    ),
    lazy(
        r"^\W*(?:[A-Zア-オ\d]\W+)?[^。、\s()]{0,12}(?:常勤医師?|科医師?|医師|先生)\((?P<n>\d{1,2})\s*(?:名|人)\)(?:\W*$|\s*(?:[-―→:]|\s\S))"
    ),
    lazy(r"(?:先生|方)\((?:お|御)?(?P<n>\d|ひと|ふた)\s*(?:名|人|り)\)(?!(?:が|で|体制))"),
    lazy(r"^\W*(?=[^。]*医)[^。、()]{2,20}\((?P<n>\d{1,2})\s*(?:名|人)\)\W*$"),
    lazy(
        r"(?:常勤医|科医|医師|診察医)\((?P<n>\d{1,2})\s*(?:名|人)\)(?:に|を|が(?:不足|足り|欠け|必要)|の(?:募集|公募|求人|採用|後任))"
    ),
    lazy(r"科(?:\((?:非?常勤)\)|\))?\s*\(?\s*(?P<n>\d{1,2})\s*(?:名|人)(?!体制|で|が|と|/|の体制|、院長)"),
    lazy(
        r"(?:募集|採用|急募|公募|増員|後任|求人)(?:人数|人員|数|枠)?(?:は|を|として|\(|:|\s)*(?:医師)?\s*(?P<n>\d{1,2})\s*(?:名|人)"
    ),
    lazy(
        r"常勤(?:で|の|医師?(?:を)?|の先生(?:を)?)?\s*(?P<n>\d{1,2})\s*(?:名|人)(?!体制|の負担|のうち|で(?!す|、)|が|と|、?院長|に加え|のほか|の体制|のところ|/|ほか|在籍|\(\d{2}歳|\([^()]*\)\s*(?:で|が|体制))"
    ),
    lazy(
        rf"(?:医師|常勤医|医|先生|ドクター)(?:\([^()]{{1,12}}\))?(?:を|の)?\s*\(?{_PEOPLE.format('n')}\)?(?:程度|ほど)?(?!体制|の負担|のうち|で|が|と|に加え|ほか|在籍|\(\d{{2}}歳\))(?:を|の|、)?(?:[^。]{{0,40}}?){_SEEKING}"
    ),
    lazy(
        rf"(?:医師|先生|ドクター)(?:を|の)\s*{_PEOPLE.format('n')}{_NOT_A_NUMBER_OF_POSTS}(?=[^、。]{{0,16}}{_SEEKING})"
    ),
)
_ALONE = lazy(
    r"\s*[・※]?\s*(?:できれば|約|計|各|医師|先生)?\s*(?:お|御)?(?P<n>\d{1,2}|ひと|ふた)\s*(?:名|人|り)(?:程度|ほど|様)?(?:で(?:結構|かまいません|構いません|充分|十分|お願いします|す))?(?:です)?\s*[。]?\s*$"
)
# A sentence without a verb: 「皮膚科の非常勤おひとり。」, 「内科の先生を1名とのご依頼です」, 「席がひとつ」 is told elsewhere.
_NO_VERB = lazy(
    rf"(?:[科医師生方]|常勤|外来|[当日]直|候補|要員|定期|パート|スポット|嘱託|代診)(?:\([^()]{{1,20}}\))?(?:を|の|、)?\s*{_PEOPLE.format('n')}(?:程度|ほど)?(?=です(?:[。\s]|$)|でございます|である|だ(?:。|$)|[。\s]*$|、?との(?:こと|ご|お|依頼|希望|要望|相談)|という|の(?:ご?(?:依頼|推薦|紹介|派遣)))"
)
# 「いわき嶺病院 常勤1 年俸1900万」: a bare number behind the kind of work, as in advertisements paid for by the line
_BARE = lazy(
    r"(?:^|(?<=[、,/・=:\s]))[^\s、。=:\d()]{0,6}(?:非?常勤|スポット)(?:医師?)?\s?(?P<n>[1-9])(?=[、,。/・\s]|$)"
)
# Those who are there: 「(112床、常勤医7名)」, 「医師は常勤7名(平均年齢52歳)」.
_OF_THE_STAFF = lazy(
    r"\([^()]{0,40}\d床[^()]{0,40}$|\d床、[^。、()]{0,8}$|(?:当直|日直|夜間|休日|日中|常時)は[^。、()]{0,6}$|(?<!める)(?<!する)(?<!たい)(?:医師|医局|スタッフ|医師陣|現在|[当同][院科])(?:数)?[はも][^。()]{0,12}$"
)
# 「2名で診療しております」, 「2人の先生に来ていただいています」
_AT_WORK = lazy(
    r"[名人](?:(?:体制)?で|が)、?[^。、]{0,12}(?:(?:診療|外来|担当|運営|対応|訪問)(?:を続け|し)て|診て|支えて|回して|そろって)(?:い|お)り?(?:ます|る)|ていただいて(?:い|お)り?ます|の\d[名人]で"
)
_IS_LOOKED_FOR = lazy(r"\s*(?:程度|ほど)?\s*(?:を|の?(?:募集|採用|増員|欠員)|急募)")
# A sentence that is about the number alone: 「定員は2人です。」
_COUNT_IS = lazy(
    r"(?:こちら|今回|定員|募集(?:人員|人数|数|枠)?|採用(?:予定)?(?:人員|人数|数)?|人数|人員|お願いしたいのは|必要な(?:の|人数)|求める(?:の|医師|先生)|お迎えする(?:の|先生|方)|来ていただ[きく](?:たいの|方|先生)|対象)(?:は|が|:|(?<=は))、?\s*(?:(?:前回|これまで|従来|従前)(?:と同じ|どおり)の?)?(?:医師|先生)?(?:約|計|合計|合わせて)?\s*(?:お|御)?(?P<n>\d{1,2}|ひと|ふた)\s*(?:名|人|り)(?!の(?:うち|患者)|以上の|ですが、?(?:現在|いま|今|現状))"
)
_SO_MANY_PHYSICIANS = lazy(
    r"(?P<n>\d{1,2}|ひと|ふた)\s*(?:名|人|り)(?:ほど)?の(?:常勤|非常勤|専門)?の?(?:先生|医師|ドクター|[^\s、。]{1,8}医)(?:に|を|の(?:お力|ご(?:協力|応募|参加|登録|着任|入職|参画)|お越し))[^。]{0,14}(?:お待|賜|求|来て|お越し|加わ|お迎え|迎え|招|募集|探|求め|お願い|ご?入職|採用|お待ち)"
)
# 「内科医(常勤)1名。」, 「施設長候補1名」: the one sought with a number right behind, where nobody is said to be there.
_BEHIND = lazy(
    r"(?:(?<!看護)(?<!歯科)医師[〕】\])]?|科医|(?:パート|アルバイト|勤務|スポット|当直)医|常勤医|先生|ドクター|(?:施設|院|所|科|部|医)長(?:候補)?|助教|講師|教授|産業医|嘱託医|[校園]医|候補|(?<=[いるたき])方)(?:さん)?\s*(?:\((?!うち|平均)[^()\d]{1,14}\))?\s*[>】〕\]]?\s*(?:、|\.{2,}|…+|・{2,})?(?:計|お)?(?P<n>\d{1,2}|ひと|ふた)\s*(?:名|人|り)(?=[\s。、)(/・を]|です|で、|程度|くらい|ぐらい|ほど|$|は、|募集|急募|(?:非?常勤|定期)(?:\W|$))"
)
# 「嘱託で1名。」, 「病棟の主治医として2名。」
_AS = lazy(
    r"(?:(?:常勤|嘱託|専属|専任|パート|アルバイト|スポット)で|(?:医師?|院長|所長|施設長|後任|候補|要員|担当|職員)として)、?\s*(?:お|御)?(?P<n>\d{1,2}|ひと|ふた)\s*(?:名|人|り)(?=[。、(\s]|です|$)"
)
_TOGETHER = lazy(
    r"(?:(?:合わせて|あわせて|計|いずれか|どちらか|どれか)の?、?\s*お?(?P<n>\d{1,2}|ひと|ふた)\s*[名人り](?=です|を|の|で[、。]|[。、・/]|$|\s|非?常勤|\((?!\d{2}歳)))|(?P<n2>\d{1,2})\s*[名人]ずつ(?!\s*(?:交代|交替|で|待機|当直))"
)
# 「出務医が38名から31名に減りました」 tells of those there
_SHRANK = lazy(r"(?:医|師|先生|員)(?:が|は|も)、?(?:\d+\s*[名人]から|\s)*\d+\s*[名人](?:に|へ)(?:減|増)")
_CHANGED = lazy(r"(?:\d{1,2}\s*[名人]から\s*)?(?P<n>\d{1,2})\s*[名人]に(?:変更|減|訂正|増|絞|改め|とど|しぼ)")
_THERE = lazy(
    r"(?:医師|先生)は(?:いま|今)(?!回)|体制|在籍|勤務して(?:い|お)|おります|います|看護|スタッフ|現在|のほか|に加え|構成|医師数|診療して|配置(?!医)|で診|退職|辞|応募|欠け"
)
# 「(常勤または非常勤・1名)」 behind a title.
_IN_TITLE = lazy(r"\([^()]*(?:常勤|スポット|定期)[^()]*?[・、/\s](?:各)?(?P<n>\d{1,2})\s*[名人](?:程度|以上)?\)")
_BEGINS = lazy(
    r"[\s・]*(?:計|各)?お?(?P<n>\d{1,2}|ひと|ふた)\s*[名人り](?:程度|ほど)?(?:\([^()]{1,12}\))?\s*(?:[。、\s]|$)"
)
# Those that are missing after others were found.
_LEFT = lazy(
    r"(?:残り|あと|残る|もう|残)(?:は)?\s*(?:お|御)?(?P<n>\d{1,2}|ひと|ふた)\s*(?:名|人|り)(?!\s*\(\d{2}歳?\)|も|で(?!す|(?:募集)?(?:終了|締|打|満))|が(?!、?(?:なかなか|まだ|いまだ)?[^。、]{0,6}(?:決まら|決まれば|見つから|見つかれば|そろえば|足り|埋まら|不足|欠員|空))|だけで|の(?:先生|医師|常勤医)[がは](?:い|お|診|勤))"
    r"|(?P<n2>\d{1,2})\s*(?:名|人)(?:が|の|ほど|分の)?\s*(?:不足|欠員|足りま?せ?な?い?)|欠員\s*(?:は|が|:|\()?\s*(?P<n3>\d{1,2})\s*(?:名|人)?"
)
_LOOKING = lazy(
    _SEEKING
    + r"|いらし|いらっしゃいませんか|おいで|加わ|変更|訂正|不足|足り|欠員|続け|決ま(?:ら|れば)|見つか(?:ら|れば)|そろえば|応募を待"
)
# 「2名のうち1名は11月に採用決定」
_OF_THEM = lazy(
    r"(?P<all>\d{1,2})\s*[名人]の?うち、?(?P<gone>\d{1,2})\s*[名人]は[^。]{0,10}(?:決定|決ま|内定|充足|着任|採用済)"
)
_AT_THE_END = lazy(r"(?:です|となります|になります)?(?:\s*\([^()]*\))?[\s!。]*$")
_STILL = lazy(
    r"(?:残り|あと|残る|残)(?:は)?\s*(?P<n>\d{1,2})\s*(?:名|人|枠?(?=[)\s]|$))|(?P<m>\d{1,2})\s*(?:名|人)(?:の(?:先生|医師|方))?(?:が|は|の採用が)?お?(?:\d{1,2}月(?:\d{1,2}日)?に|すでに|既に)?(?:決定|内定|採用済|決ま|充足|成約|確定)|うち\s*(?P<k>\d{1,2})\s*(?:名|人)[^。)]{0,10}?(?:決|充足|採用|内定|着任|埋)"
)
_OTHERS = lazy(
    r"時間に|(?<!月)\d日に|[^\d]日に|回に|コマに|午前中に?|午後に|患者|看護|職員|昨年|応募(?:は|が)|辞退|スタッフ|研修医|薬剤|過去|現在|体制"
)


# 「院長(管理医師) 1名」 right below the name of the place
_TITLE = lazy(r"(?:副?院長|所長|施設長|部長|医長|管理者|管理医師|\S{2,4}医)(?:候補)?(?:\([^()]*\))?")
_SO_MANY_OF_A_TITLE = lazy(rf"\s*{_TITLE.pattern}\s*(?P<n>\d)\s*[名人]\s*")


def read_headcount(items: Sequence[Item]) -> Found | None:
    """The number in the text, less those already found; None for 若干名 and where no number of posts is told."""
    items = [_without_crowds(item) for item in [*items, *_lines_below(items)]]
    head = next((item for item in items if item.text.strip()), None)
    if (
        head is not None
        and len(items) > 2
        and patterns.fullmatch(r"(?:非?常勤)(?:の?医師?)|医師", head.label)
        and (number := patterns.fullmatch(r"\s*\(?(?P<n>\d{1,2})\s*[名人](?:程度)?\)?\s*", head.text))
    ):
        return _said(head.text, number, "n", head.start)  # 「◆常勤医師 2名」 above the terms of the post
    for item in items[:3]:
        if _TITLE.fullmatch(item.label) and (number := patterns.fullmatch(r"\s*(?P<n>\d)\s*[名人]\s*", item.text)):
            return _said(item.text, number, "n", item.start)
    for item in items:
        if item.fields and not item.about("site", "process") and (number := _SO_MANY_OF_A_TITLE.fullmatch(item.text)):
            return _said(item.text, number, "n", item.start)  # 「ご依頼:施設長(管理医師)1名」
    if (rest := _left_of_a_row(items)) is not None:
        return rest
    places = sum(item.about("headcount") and bool(item.label) for item in items)
    for item in items:
        if item.about("headcount") and item.label and not (item.label.startswith("定員") and places > 1):
            text = patterns.sub(r"^.*→", lambda m: " " * len(m.group()), item.text.split("\n")[0])
            if patterns.match(
                r"\s*(?:若干名?(?!\s*(?:ではな|で(?:は)?なく))|複数|数名|\d{1,2}\s*[名人]?\s*[〜-]\s*\d)", text
            ):
                return None
            if changed := _CHANGED.search(text):
                return _said(item.text, changed, "n", item.start)
            if found := patterns.search(
                r"(?:計|合計|合わせて|あわせて)\s*(\d{1,2})\s*(?:名|人)?|(?:各|約|医師|先生|ドクター)?\s*(?:約)?(?:お|御)?(\d{1,2}|ひと|ふた)\s*(?:名|人|り)|^\s*(?:各|医師|残り?|あと)?\s*(\d{1,2})\s*(?:\(|$|[^\d日時年月歳〜床])",
                text,
            ):
                if _WAS.match(text[found.end() :]) or patterns.match(r"\s*(?:入所|通所|入院|利用|短期)", text):
                    continue
                group = next(number for number in (1, 2, 3) if found[number])
                said = _said(text if "→" in item.text else item.text, found, group, item.start)
                remarks = [other for other in items if other.about("remark", "recruiting")] if item.cell else []
                gone = next((m for one in remarks if (m := _OF_THEM.search(one.text))), None)
                if said is not None and gone is not None and int(gone["all"]) == said.value > int(gone["gone"]):
                    return Found(said.value - int(gone["gone"]), said.places)
                if said is not None and (few := next((m for i in remarks if (m := _REST.search(i.text))), None)):
                    return replace(said, value=min(said.value, int(few["n"])))
                return _left(remarks) or (said and _less(said, "、".join(one.text for one in remarks)))
        elif _OF_SOME.search(item.label) and not _OF_WHOM.search(item.label) and (alone := _ALONE.fullmatch(item.text)):
            return _said(item.text, alone, "n", item.start)  # 「件数枠 1名」
    if (cells := _of_cells(items)) is not None:
        return cells
    if (one := _one_of_them(items)) is not None:
        return one
    if (left := _left(items)) is not None:
        return left
    for item in items:
        if not item.label and (
            found := patterns.fullmatch(
                r"\s*(?:非?常勤|増員|欠員|採用|医師)\s*(?P<n>\d{1,2})\s*(?:\([^()]*\))?\s*", item.text
            )
        ):
            return _said(item.text, found, "n", item.start)
    for item in items:
        if not item.about("specialty", "title", "employment", "recruiting") and item.label not in ("募集", "職種"):
            continue
        found = patterns.search(
            r"(?:計|合計)?(?<![うち現])(?P<n>\d{1,2})\s*(?:名|人)(?!\)?(?:体制|で|が|/|以上))", item.text
        )
        if (
            found
            and "若干" not in item.text[:12]
            and not _OTHERS.search(_clause_before(item.text, found))
            and (said := _said(item.text, found, "n", item.start)) is not None
        ):
            return said
    for item in items:
        if (
            item.about("headcount")
            and not item.label
            and not any(
                other.line == item.line and other.end <= item.start and _OF_THE_HOUSE.search(other.text)
                for other in items
            )
            and (found := patterns.search(r"(?P<n>\d{1,2})\s*(?:名|人)", item.text))
        ):
            return _said(item.text, found, "n", item.start)
    for item in items:
        for words, start in sentences(item) if not item.fields or item.about("title", "employment") else ():
            last = next((m for m in [*patterns.finditer(r"(?:^|[、。\s])(?=[^、。\s]+[。]?\s*$)", words)][-1:]), None)
            tail = words[last.end() :] if last else words
            if (found := _ALONE.match(tail)) and not (
                _THERE.search(words)
                or only_others(words)
                or patterns.search(
                    r"指導医|先輩|上級医|研修医|病棟|外来|患者|ウォークイン|救急|接種|健診者", words[: -len(tail)]
                )
            ):
                return _said(tail, found, "n", start + len(words) - len(tail))
    for item in items:
        for found in _UNDER_A_LABEL.finditer(item.text) if item.about("process", "other", "site") else ():
            return _said(item.text, found, "n", item.start)
        if item.about("site", "process", "housing", "pay", "leave", "night", "on_call", "retirement") or (
            item.about("other") and not patterns.search(r"を\d名(?:募集|探)して", item.text)
        ):
            continue
        for words, start in sentences(item):
            beginning = not item.fields and start == item.start and _BEGINS.match(words)
            if beginning and not _THERE.search(words):
                return _said(words, beginning, "n", start)
            if (
                _OF_THE_COUNTRY.search(words)
                or _SHRANK.search(words)
                or only_others(words)
                or (_AT_WORK.search(words) and not patterns.search(r"募集|求[めむ]|採用|お迎え", words))
            ):
                continue
            for pattern in (
                _CHANGED,
                _TOGETHER,
                *_SOUGHT,
                _COUNT_IS,
                _SO_MANY_PHYSICIANS,
                _IN_TITLE,
                _BEHIND,
                _AS,
                _NO_VERB,
                _BARE,
            ):
                if pattern in (_BEHIND, _AS, _NO_VERB, _BARE) and _THERE.search(words):
                    continue
                for found in pattern.finditer(words):
                    which = "n" if found["n"] else "n2"
                    if _OF_THE_STAFF.search(words, 0, found.start(which)) and not _IS_LOOKED_FOR.match(
                        words, found.end(which) + 1
                    ):
                        continue
                    if not _OTHERS.search(_clause_before(words, found)) and (said := _said(words, found, which, start)):
                        return said
    return _by_the_sentence(items)


_REST = lazy(r"残り?\s*(?P<n>[1-9])\s*枠")  # 「募集中(残1枠:水のみ)」 in the row of 3
_NO_NUMBER = lazy(r"\s*(?:若干名?|複数名?|数名|応相談|定め(?:て|ず|な))")


def has_no_number(items: Sequence[Item]) -> bool:
    """Whether a post says below its label that no number is settled: 「募集人数 若干名」."""
    return any(item.about("headcount") and _NO_NUMBER.match(item.text) for item in items)


# Columns that count posts by whatever name, and those that count who is there.
_OF_SOME = lazy(r"枠|募集|採用|求人|口数|定員|人[員数]|ポスト")
_OF_WHOM = lazy(r"患者|職員|現|在籍|常勤|医師数|病床|応募|実績|利用|社員|従業|入所|定員$")
# Of several told one after the other each is one: 「お一人は内科の先生です」, 「もうひとりは整形外科の先生です」.
_ONE_OF_THEM = lazy(
    r"\W*(?:まず、?|つぎに、?|次に、?)?(?:(?:もう|あと|いま|残る|残り)\s*)?(?:お?(?:1|ひと|一)\s*(?:人|名|り|方)目?|お?[2-4二三四]\s*[人名]目)(?:の(?:方|先生|医師))?(?:は|に(?:は)?|として(?:は)?)、?(?=[^\n]{0,80}(?:先生|医師?|ドクター|科))"
)
_WHO_IS_HERE = lazy(
    rf"(?:着任|決ま|内定|採用され|入職し|赴任し)|(?:来て|働いて|勤務して|診療して|担当して|当直して|して|診て|いただいて)(?:い|お)り?(?:ます|る)|(?:は|が|、)(?:副?院長|所長|私|わたし|小職)(?:と|が|は|で|、)|{OTHERS}"
)


def _one_of_them(items: Sequence[Item]) -> Found | None:
    """One, where the words of a post begin with which of several it is."""
    head = next((item for item in items if item.text.strip() and not item.fields), None)
    found = _ONE_OF_THEM.match(head.text) if head is not None else None
    if head is None or found is None or _WHO_IS_HERE.search(head.text.split("。")[0]):
        return None
    return Found.at(1, head.start, head.start + found.end())


_SEEKS_SO_MANY = lazy(rf"\W*(?:医師?|先生|ドクター|専門医)[^。、]{{0,6}}?\d\s*[名人][^。、]{{0,4}}?{_SEEKING}")


def _lines_below(items: Sequence[Item]) -> list[Item]:
    """Lines that stand below a label and seek somebody for themselves: 「オンコール：なし」, below it 「先生1名を急募」."""
    return [
        Item(frozenset(), "", line.group(), item.start + line.start(), item.line)
        for item in items
        if "\n" in item.text and item.about("night", "on_call", "housing", "pay", "retirement")
        for line in patterns.finditer(r"(?<=\n)[^\n]+", item.text)
        if _SEEKS_SO_MANY.match(line.group()) or patterns.fullmatch(r"\W*\d\s*[名人](?:募集)?\W*", line.group())
    ]


# Of a post that is over: 「募集していた産婦人科の常勤医1人が内定した」, 「木曜の外来(1名、半日5万円)でお願いしておりましたが、取り下げます」.
_WHO_CAME = lazy(
    r"(?:医師?|先生|ドクター)(?:\([^()]*\))?\s*お?(?P<n>\d)\s*[名人](?:が|の(?:採用|着任)が|を)、?[^。、]{0,10}(?:内定|決ま|着任|採用)|\(\s*(?P<m>\d)\s*[名人](?=[、)])"
)


def of_one_over(items: Sequence[Item]) -> Found | None:
    """How many a post sought that is over, where the words that end it tell that alone."""
    for item in items:
        for found in _WHO_CAME.finditer(item.text) if not item.label else ():
            return Found.at(int(found["n"] or found["m"]), item.start + found.start(), item.start + found.end())
    return None


_CROWD = lazy(r"\d[\d,]*\d{2}(?=\s*[名人])")  # of 「21,406人」 no six people are sought


def _without_crowds(item: Item) -> Item:
    return (
        replace(item, text=_CROWD.sub(lambda m: "※" * len(m.group()), item.text)) if _CROWD.search(item.text) else item
    )


_OF_THE_HOUSE = lazy(r"(?:患者|職員|社員|従業員|看護師|利用者|入所者|児童|生徒)(?:数|総数)?\s*$")
_FOUND_OF_THEM = lazy(r"(?:うち|内)?(?:内定|決定|充足|採用|確保)(?:済み?|者|数|者数)?")


def _left_of_a_row(items: Sequence[Item]) -> Found | None:
    """「状況 残1」, 「1名決定、残1」 in a row of a table."""
    for item in items:
        if item.cell and (
            rest := patterns.fullmatch(
                r"\s*(?:\d{1,2}\s*[名人枠]?(?:は|が)?(?:決定|内定|充足|済|決まり)\S{0,3}[、。\s]*)?(?:残り?|あと)\s*(?P<n>\d{1,2})\s*[名人枠]?\s*",
                item.text,
            )
        ):
            return Found.at(int(rest["n"]), item.start + rest.start("n"), item.start + rest.end("n"))
    return None


def _of_cells(items: Sequence[Item]) -> Found | None:
    """「枠 3 うち内定 1」: the number of a row of a table, less those already found."""
    total = next(
        (i for i in items if i.cell and patterns.fullmatch(r"枠数?", i.label) and i.text.strip().isdecimal()), None
    )
    if total is None:
        return None
    gone = sum(int(i.text) for i in items if _FOUND_OF_THEM.fullmatch(i.label) and i.text.strip().isdecimal())
    return Found.at(int(total.text) - gone or int(total.text), total.start, total.end)


# 「選考等 採用人数 1人 選考方法 面接」: a label among those of another line
_UNDER_A_LABEL = lazy(r"(?<!\S)(?:採用|募集)(?:予定)?人[数員]\s*:?\s*(?P<n>\d{1,2})\s*[名人](?!\S)")
# 「令和6年度募集 3名(終了)」
_WAS = lazy(r"\s*\(?(?:終了|充足|決定|採用済|(?:昨|前)年度)")
# How many a county lacks is no number of posts: 「長野県全体では内科医が50人ほど足りないといわれます」.
_OF_THE_COUNTRY = lazy(
    r"(?:全体|全国|県内|圏域?|地域|管内|日本|\d万人)(?:で|に|の|あたり)[^。]*(?:足り|不足|いわれ|推計|統計|少な|しかい)"
)
# A number of people, of posts or of times the one sought.
_A_NUMBER = lazy(
    r"(?:お|御)?(?P<n>\d{1,2}|ひと|ふた|[一二三](?=つ|枠|席|口|ポスト|方)|(?<=[任員医師枠])[一二三](?=[名人]))\s*(?:名|人|り|方(?![々法面針向が])|つ(?=ございます|あります|空[いきく]|だけ|のみ|です|。|$|の(?:席|枠)|を埋)|枠|席|口(?=です|。|の)|ポスト)(?!だけ(?!の募集|です|。|空)|で(?!いい|よい|良い|十分|充分|かま|大丈夫|募|結構|お願|す|、|。|$)|に(?:加わ|\d|ひと)|から|でも|あたり|当たり|につき(?=\d)|の?うち|ごと|目|続け|連続|まとめて)|[×xX*✕]\s*(?P<times>\d)\s*[名人]?"
)
_IS_SOUGHT = lazy(
    r"募集|募っ|募り|採用|求め|探し|さがし|公募|増員|補充|補い|欠員|後任|お?迎え|お願い|お越し|来て|引き継|託し|お任せ|任せ|必要|ポスト|定員|枠|席|空き|加わって|いてくだされ|いらっしゃいません|決めて|考えて|足りな|不足|ほし[いく]|欲し[いく]"
)
_IS_NOT = lazy(
    r"現在\S{0,4}(?:常勤|医師)|体制(?!に)|負担|在籍|(?<!て)おります(?!が、)|(?<!て)います(?!が、)|患者|看護|補助|助産|薬剤|技師|療法士|介護|事務|(?<!正)(?<!正規)(?<!任期付)(?<!任用)職員|スタッフ|研修医|学生|応募(?:は|が|者|いただ)|辞退|昨年|昨季|前年|去年|元日|入院|外来|救急車|検査|過去|これまで|平均|あたり|当たり|1日|一日|家族|世帯|見学|住民|人口|名簿|定員は|床|利用者|入所者|従業員|生徒|社員|名様|件|お?子|若干(?!名?(?:では|で)な)|〜|から\d|ずつ|交代|当番|委員|対応し|診て(?:い|お)|いただいて(?:い|お)|働いて(?:い|お)|勤務して(?:い|お)|\d{2}歳|以上|以内|前後|数名|複数"
)


# A number between stops in a short note: 「やばの里病院。1名、週4.5日」, 「◇整形1名、常勤」.
_CLAUSE = lazy(
    rf"\W*(?:{A_SHORT_LIST})?(?:の?医師?|の?先生)?(?:\([^()]*\))?\s*(?P<n>\d{{1,2}})\s*[名人](?:程度|ほど|募集)?\W*"
)


def _by_the_sentence(items: Sequence[Item]) -> Found | None:
    """The only number of people in a sentence that looks for somebody and tells of nobody else."""
    for item in items:
        if item.about("site", "process", "housing", "pay", "leave", "night", "on_call", "retirement", "days", "place"):
            continue
        for words, start in sentences(item):
            for part, at in clauses(words, start, r"[、。,;\n]" if not item.about("remark") else r"[、。,;\n]|\s+"):
                if (
                    (lone := _CLAUSE.fullmatch(part))
                    and _number(lone["n"]) <= 9
                    and (not item.fields or item.about("remark", "specialty", "age", "title") or "内容" in item.label)
                ):
                    return Found.at(_number(lone["n"]), at + lone.start("n"), at + lone.end())
            said = list(_A_NUMBER.finditer(words))
            told = f"{item.label} {_A_NUMBER.sub('', words)}"
            if len(said) != 1 or _IS_NOT.search(f"{item.label} {words}") or _OF_THE_COUNTRY.search(words):
                continue
            one = said[0]
            if one.group().endswith("つ") and patterns.search(
                r"(?:次|以下|下記|左記|上記)の?\s*$", words[: one.start()]
            ):
                continue  # 「次の2つです」: so many posts
            alone = (
                not item.fields
                and one.group()[-1] in "名人り方"
                and patterns.fullmatch(r"\W*(?:医師?|先生)?(?:\([^()]*\))?", words[: one.start()])
            )
            if one["times"]:
                if patterns.search(r"(?:医師?|先生|勤)\)?\s*$", words[: one.start()]):
                    return Found.at(int(one["times"]), start + one.start(), start + one.end())
                continue
            if (
                _IS_SOUGHT.search(told) or (alone and not words[one.end() :].strip("。、 )")) or item.about("headcount")
            ) and _number(one["n"]) <= 9:
                return Found.at(_number(one["n"]), start + one.start(), start + one.end())
    return None


def _clause_before(words: str, found: re.Match[str]) -> str:
    return patterns.split(r"[、。\n・]", words[: found.start()])[-1][-10:]


def _left(items: Sequence[Item]) -> Found | None:
    """残る1名を募集, もう1名お越しいただきたい, 1名が不足."""
    for item in items:
        if item.about("site", "process", "other", "housing", "pay", "leave", "night", "on_call", "retirement"):
            continue
        for words, start in sentences(item):
            found = None if _OF_THE_COUNTRY.search(words) else _LEFT.search(words)
            if (
                found
                and (
                    _LOOKING.search(words)
                    or not (words[: found.start()].strip() or _WHO_IS_HERE.search(words))
                    or _AT_THE_END.match(words, found.end())
                )
                and not _OTHERS.search(patterns.sub(r"体制", "", _clause_before(words, found)))
            ):
                group = next(name for name in ("n", "n2", "n3") if found[name])
                return Found.at(_number(found[group]), start + found.start(), start + found.end())
    return None


def _number(word: str) -> int:
    return _WORDS.get(word) or int(word)


def _said(words: str, found: re.Match[str], group: str | int, start: int) -> Found | None:
    if _WAS.match(words[found.end() :]) or patterns.match(r"(?:のこと|の場合)(?:も|が)", words[found.end() :]):
        return None
    number = _number(found[group])
    if number > 15 and isinstance(group, str):
        return None  # without a label of its own: those who are seen
    place = Found.at(number, start + found.start(), start + found.end())
    left = _less(place, words)
    return left if left is not place or 0 < number < 60 else None


def _less(said: Found, words: str) -> Found:
    """A number of people less those of whom some words say that they were found."""
    for taken in _STILL.finditer(words):
        if taken["n"]:
            return replace(said, value=int(taken["n"]))
        gone = int(taken["m"] or taken["k"])
        if 0 < gone < said.value:
            return replace(said, value=said.value - gone)
    return said
