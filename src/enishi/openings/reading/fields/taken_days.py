"""Days that a text names only to say that somebody has them, or that nobody is looked for on them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from enishi.common.japanese.halfdays import DAYS
from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields.weekdays import AM, NIGHT, PM, STANDS_IN, WEEKDAYS
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy

# Somebody takes it upon himself, or has been found: 「高橋先生がお引き受けくださいました」, 「先約があります」.
FILLED = (
    r"(?:埋ま|うま(?:り|って)|ふさが|塞が|決ま|きまり|決定|確定|充足|満枠|手配済|先約)(?!っ?て(?:い|お)(?:な|り?ま?せん|ら)|ら(?:な|ず))"
    r"|(?:お?引き?受け|手を[挙あ]げ|名乗り出|お?申し出|お?申し?込み|ご?応募)(?:て|を|が)?(?:いただ(?!け)|くださ(?!る|れ|い(?!ま))|頂(?!け)|下さ(?!る|れ|い(?!ま))|もらえ(?:た|ま)|くれ(?:た|まし)|あり(?!ませ)|ござい(?!ませ)|済)"
)
_ROW_TAKEN = lazy(
    r"(?:\((?P<a>\d|[A-Eア-オ])\)|(?<![A-Za-z])(?P<b>[A-E])|(?<![ァ-ヺー])(?P<c>[ア-オ]))(?:の枠|の先生|の日)?(?:は|につきましては|については)、?[^。\n]{0,16}(?:"
    + FILLED
    + r"|終了|締め?切|担当者?が|取り?下げ)"
)


def without_rows_taken(items: Sequence[Item]) -> list[Item]:
    """The items without the rows that a remark takes back: 「※(3)は、先月から埋まっております」."""
    taken = {m["a"] or m["b"] or m["c"] for item in items for m in _ROW_TAKEN.finditer(item.text)}
    if not taken:
        return list(items)
    row = lazy(rf"^[ \t]*(?:\((?:{'|'.join(taken)})\)|(?:{'|'.join(taken)})(?=[\s.:)]))[^\n]*", re.M)
    return [replace(item, text=row.sub(lambda m: " " * len(m.group()), item.text)) for item in items]


_DAYS_OF_WEEK = rf"土日(?:祝日?)?|(?:毎週|第\d)?[{WEEKDAYS}](?:曜日?)?(?:\s*[・、,/と]\s*[{WEEKDAYS}](?:曜日?)?)*"
_PART = r"の?(?:終日|全日)|の?午前|の?午後|の?夜間?|の?日?当直|の?日直|の?宿日?直"
_SOMEBODY = (
    r"(?:先生|助教|講師|教授|医師|医局員|氏|さん|(?:担当|[現前]任)者?|院長|部長|方|後輩|先輩|友人|知人|同期|同級生)"
)
# Weekdays that a text names only to say that they are taken, or that nobody is looked for on them.
_GONE = lazy(
    rf"(?<![一-龥〜の\d-])(?P<days>{_DAYS_OF_WEEK})(?P<part>{_PART})?(?P<more>(?:[、・と](?:{_DAYS_OF_WEEK})(?:{_PART})|[とや](?:{_DAYS_OF_WEEK})){{1,4}})?(?:の枠|枠|分|の(?:先生|担当者?|医師|方)(?=が))?(?:\([^()]*\))?(?:"
    r"(?:は|が|も|につきましては|については)、?(?:すでに|既に|もう|すべて|全て|みな|おかげさまで、?|(?:先|昨)(?:日|月|週|年末)|昨夜|ゆうべ|今朝|先ほど|さきほど|(?:今|来|\d{1,2})月(?:から)?|今週|本日|現在|(?:\d{1,2}[月/])?\d{1,2}日?に)*、?\s*(?:入って(?:い|お)|"
    + FILLED
    + r"|済み|満員|満了|担当(?:の先生|医師?|者)?(?:が(?:決|い|お)|は?あり(?!ま?せん))|(?:他|ほか|別)の(?:先生|医師)|確保|先生が(?:決定|決まり|決まって(?!い(?:な|ませ)|お(?:ら|りませ))|お(?:り(?!ませ)|られ(?!ませ|な|ず))|い(?:ます|る|て))|募集(?:して(?:い|おり)ません|を?終|なし)|足りて|間に合って|(?:そろ|揃)(?:って|い)|不要|締め?切|内定|留任|続投)(?!っ?て(?:い|お)(?:な|り?ま?せん)|ら(?:な|ず))"
    rf"|(?:は|が|も)、?(?:[^。、()\n]{{1,6}}、)?[^。、()\n]{{0,14}}{_SOMEBODY}(?:が|の|は|に|で)、?(?:来年度も|4月以降も)?[^。、()\n]{{0,4}}(?:{FILLED}|継続|続投|留任|続け|内定|引き?続き)(?!(?:して|て)?(?:い?た|くだ|頂|募集|お?願|もら|ほし|でき|ご?勤務))"
    r"|は、?[^。、()\n]{0,24}(?:先生方?|医師|嘱託医|担当者?|後任)が(?:すでに|既に|別に)?(?:受け持|決まり|(?:決ま|見つか)って(?!い(?:な|ませ)|お(?:ら|りませ))|そろ|揃|見つかり|来(?:る|ます|て)|診(?:る|ます|て)|まい(?:り|る)|参(?:り|る)|うかが(?:い|う))|は、?(?:他|ほか|外)(?:で|の)[^。、]{0,10}(?:使|あて|お過ごし)|は、?[^。、\n]{0,6}(?:大学|応援|派遣|非常勤|外部|父|母|私|院長|当方|前任|現任|現院長|常勤医師?|他の|今の|現在の|いまの)(?:から)?の?(?:応援|派遣)?の?(?:医師|先生)?方?(?:ひとり|一人|1人)?(?:(?:が|に|で)[^。、\n]{0,12}(?:続け|つとめ|務め|勤め|来て|担当|診(?:ます|て)|受け持|行(?:い|って))|と、?交[代替])|は[^。()\n]{0,24}募集(?:して(?:い|おり)ません|はありません)|は、?[^。、\n]{0,24}(?:空いて(?:い|お)?(?:ませ|ない)|空きは?(?:あり|ござい)ま?せん|ずっと入って)|は、?大学(?:病院)?(?:の(?:先生|医師))?(?:が|に|から)[^。、\n]{0,12}(?:来て|担当|お願いし|派遣)|は、?[^。、()\n]{0,12}(?:病院|診療所|医院|クリニック|医師会|会員|大学|センター|当番医|開業医|応援医師?)(?:が|で)(?:交代で|持ち回りで)?(?:担当|受け持|診(?:ます|て|る)|当た|対応)|は、?(?:僕|ぼく|わたくし?|小生|私|自分|副?院長|所長|理事長|父|母|妻|夫|息子|娘|[^。、()\n]{1,4}先生)(?:自身)?(?:ひとり)?(?:が|で)(?:やり|やる|やって|診|見ます|見る|見て|出ます|出る|出て|入り|入る|入って|担当|受け持|まわし|回し)|を?除[くき]|以外|(?:の(?:診療|訪問|勤務|出勤|お?仕事))?(?:は|も)、?(?:全員が?)?(?:ありません|ございません|な(?:し|い)(?!場合|週)|休診(?!日)|お?休み(?:です|とな|と?し|に?なれ|いただ)))"
)


# 「12月30日は決まりました」, 「29日は昨日、平田先生がお引き受けくださいました」 of dates whose weekdays are told elsewhere.
_DATE_GONE = lazy(
    rf"(?:(?P<month>\d{{1,2}})[月/])?(?<![\d〜-])(?P<day>\d{{1,2}})日(?:\([^()]*\))?(?:の?(?:分|枠))?(?:は|が|については)、?(?:すでに|既に|おかげさまで、?|(?:先|昨)(?:日|週)、?|本日、?)?\s*(?:{FILLED}|満|締め?切|[^。、()\n]{{1,12}}(?:が|に|で)(?:{FILLED}|まいり|参り|うかがい|行き|入り|入って))"
)
_A_DATE = lazy(rf"(?:(?P<month>\d{{1,2}})[月/])?(?P<day>\d{{1,2}})日?\s*\((?P<weekday>[{WEEKDAYS}])")


def _dates_gone(items: Sequence[Item]) -> int:
    """Bits of the weekdays of dates that are taken, unless another date of the same weekday is still free."""
    text = "\n".join(item.text for item in items)
    over = {(m["month"], m["day"]) for m in _DATE_GONE.finditer(text)}
    if not over:
        return 0
    free: set[str] = set()
    taken: set[str] = set()
    month = ""
    for one in _A_DATE.finditer(text):
        month = one["month"] or month
        (taken if {(month, one["day"]), (None, one["day"])} & over else free).add(one["weekday"])
    return sum(7 << WEEKDAYS.index(day) * 3 for day in taken - free)


def gone(items: Sequence[Item]) -> int:
    mask = _dates_gone(items)
    for item in items:
        if item.about("site", "process", "leave"):
            continue
        for found in _GONE.finditer(item.text):
            if STANDS_IN.search(item.text, found.start(), item.text.find("。", found.end()) % (len(item.text) + 1)):
                continue
            if (week := patterns.match(rf"第(\d)([{WEEKDAYS}])", found["days"])) and patterns.search(
                rf"(?<!第{week[1]}){week[2]}曜|第(?!{week[1]})\d{week[2]}|第{week[1]}・(?:第)?\d{week[2]}",
                "".join(i.text for i in items),
            ):
                continue  # of another week it is still free: 「第2土曜は決まり、第4土曜を」
            mask |= _parts_of(found["days"], found["part"] or "")
            for more in patterns.finditer(rf"(?P<days>{_DAYS_OF_WEEK})(?P<part>{_PART})?", found["more"] or ""):
                mask |= _parts_of(more["days"], more["part"] or "")
    return mask


_LEFT = lazy(
    rf"(?:残り?(?:\d{{1,2}})?(?:枠|コマ|席|口)?|残る(?:枠|の)?|残って(?:い|お)る(?:枠|の)?|空いて(?:い|お)る(?:枠|の)|空き(?:枠|コマ)?|(?:現在|いま|今)、?募集(?:中|して(?:い|お)る)の?(?:枠|の))(?:は|:)、?(?:あと)?(?P<days>{_DAYS_OF_WEEK})(?P<part>{_PART})?(?:の(?:枠|外来|み))?(?:1枠|1コマ)?(?:のみ|だけ)?(?=です|で(?:あ|ござ)|とな|[。」!)]|$)"
)


# The state of a row that speaks of one half of its days: 「午前は決定、午後のみ募集中」.
_HALF_GONE = lazy(rf"(?:^|[\s、(])(?P<part>午前|午後|日直|当直)(?:の枠)?は、?(?:すでに)?(?:{FILLED}|済|満)")
_PARTS_GONE = {"午前": AM, "午後": PM, "日直": AM | PM, "当直": NIGHT}


def half_gone(items: Sequence[Item]) -> int:
    """Bits of one part of every day that the state of a row, a cell of its own, takes away."""
    bits = sum(
        {
            _PARTS_GONE[found["part"]]
            for item in items
            if item.cell and item.about("recruiting", "remark")
            for found in _HALF_GONE.finditer(item.text)
        }
    )
    return sum(bits << day * 3 for day in range(7))


def left(items: Sequence[Item]) -> int:
    """Bits of the days that alone are still to be had: 「残りは木曜の午後だけです」; 0 where no such thing is said."""
    told = [
        found for item in items if not item.about("site", "process", "leave") for found in _LEFT.finditer(item.text)
    ]
    return sum({_parts_of(found["days"], found["part"] or "") for found in told})


def without_gone(found: Found, items: Sequence[Item]) -> Found | None:
    """The slots of an older letter less those that a newer one takes back; None where it takes back none, or all."""
    taken = gone(items)
    parts = {"am": AM, "pm": PM, "night": NIGHT}
    left = [code for code in found.value if not taken >> DAYS.index(code[:3]) * 3 & parts[code[4:]]]
    return Found(left, found.places) if 0 < len(left) < len(found.value) else None


_BITS_OF = (("終日", AM | PM), ("全日", AM | PM), ("午前", AM), ("午後", PM), ("夜", NIGHT), ("日当直", 7), ("日直", AM | PM), ("当直", NIGHT), ("宿直", NIGHT))  # fmt: skip


def _parts_of(days: str, part: str) -> int:
    """Bits of the weekdays named for one part of the day; of whole days without one."""
    bits = next((bits for word, bits in _BITS_OF if word in part), 7)
    days = patterns.sub(r"曜日?", "", days.replace("土日", "土・日"))
    named = patterns.findall(rf"[{WEEKDAYS}](?!曜?日?[一-龥])|[{WEEKDAYS}](?=曜|[・、,/と]|$)", days)
    return sum(bits << WEEKDAYS.index(day) * 3 for day in dict.fromkeys(named))
