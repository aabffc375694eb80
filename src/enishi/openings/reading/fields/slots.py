"""Half days and nights of the week, where weekdays are named for the work of the post."""

import re
from collections.abc import Sequence
from dataclasses import replace

from enishi.common.japanese.halfdays import DAYS, codes_of
from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found, merged
from enishi.openings.reading.fields.hours_beside import (
    A_WEEKDAY,
    hours_apart,
    hours_by_number,
    hours_by_turns,
    hours_in_a_sentence,
    hours_told_once,
    night_of_a_heading,
)
from enishi.openings.reading.fields.rows import rows_whole, without_taken
from enishi.openings.reading.fields.taken_days import gone, half_gone, left, without_rows_taken
from enishi.openings.reading.fields.weekdays import (
    AM,
    LIST_OF_DAYS,
    NIGHT,
    PM,
    TOKEN,
    WEEKDAYS,
    read_words,
    taken_in,
)
from enishi.openings.reading.fields.weekdays import hours as hours_in
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

_HEADS_OTHER = lazy(r"派遣|外来(?!の先生)|診療日|受付|休診|開院|着任まで|カレンダー|行事|催し|見学|説明会|診療時間")


_OF_A_MEETING = lazy(r"ホール|ホテル|会議|会館|オンライン|Zoom|ブース")
_MEETS = lazy(r"日時\s*:[^\n]*会場\s*:[^\n]*(?:ホール|ホテル|会議|会館|オンライン|Zoom|ブース)")


def read(items: Sequence[Item], *, closed: bool = False, dated: bool = True) -> Found | None:
    """Codes (mon_am … sun_night) in order. closed: the post is over as a whole, so that no day is left out as taken.

    dated: the post may consist of single dates; of a lasting post a date tells of a meeting, a letter or a closing day.
    """
    items = [item for item in items if item.fields or not _TELEPHONE.match(item.text)]
    items = without_rows_taken(items) if not closed else items
    items = [_with_its_hours(_blanked(item, _REMARK_BELOW_HOURS) if "時間" in item.label else item) for item in items]
    items = [_without_long_ranges(item) if dated else _blanked(item, _DATE_ALONE) for item in items]
    items = [_blanked(_blanked(item, _UNTIL_A_DATE), _FROM_A_DATE) for item in items]
    if any(item.label == "会場" and _OF_A_MEETING.search(item.text) for item in items) or any(
        _MEETS.search(item.text) for item in items
    ):
        items = [item for item in items if item.label not in ("日時", "開催日時") and not _MEETS.search(item.text)]
    if (rota := _rota(items) or hours_by_number(items)) is not None:
        return rota
    items = _without_lone_dates(rows_whole([_blanked(item, _NO_DAYS) for item in items]))
    items = _with_days_as_labels(_without_reception(items if closed else without_taken(items)))
    rows = [
        item for item in items if item.cell and item.label == "日程" and patterns.search(r"\d\s*[月/]\s*\d", item.text)
    ]
    beside = hours_told_once([item for item in items if item.label != "日程"]) if rows else 0
    if len(rows) > 1:
        items = [item for item in items if item.label == "日程"]  # the rows say it, not the title above them
    forms = sum(bool(item.label) and item.about("specialty", "pay", "employment", "headcount") for item in items)
    if forms < 2 or any(_DAYS_OF_WORK.search(item.label) and A_WEEKDAY.search(item.text) for item in items):
        # no form, or one that tells the days of work apart: beside the name of a place 「診療日」 tells when it is open
        items = [item for item in items if item.label not in ("診療日", "診療曜日", "診療時間")]
    labelled = [item for item in items if item.about("days", "night") and not _NOT_OF_WORK.search(item.label)]
    mask, places = _of(list(labelled), True, closed, beside)
    if not mask:
        rest = [
            item if not item.about("leave") else _of_work(item)
            for item in items
            if not item.about("site", "process", "other", "housing", "retirement", "age", "on_call", "days", "night")
        ]
        mask, places = _of(rest, False, closed)
        if not mask:
            done = [item for item in items if item.fields == {"other"} and _COMES_ON.search(item.text)]
            mask, places = _of(done, False, closed)
    else:
        titles = [item for item in items if item.about("title", "remark", "pay") or not item.fields]
        more, where = _of([_of_duties(item) for item in titles if _DUTIES.search(item.text)], False, closed)
        mask, places = mask | more, places + where
    if (stretch := _dated_range(items)) is not None:
        mask, places = stretch
    if not closed:
        mask &= ~gone(items) & ~_research_day(items)
        mask = mask & ~half_gone(items) or mask
        mask = _only_a_part(items, mask)
        mask &= left(items) or mask
        for item in labelled:
            for words, _ in sentences(item):
                mask &= ~taken_in(words, sure=True, inherited=_inherited(item))
    if not mask:
        return None
    return Found([*codes_of(mask)], merged(places))


# 「時間  17:00〜22:30」 and below it 「土曜の夜は上のとおり決まりました。昼間は院長が診ています」
_REMARK_BELOW_HOURS = lazy(r"(?<=\n)(?![^\n]*\d:\d\d)[^\n]*(?:ました|ます)。?[^\n]*")
# 「毎週月曜、水曜のうち、ご都合のよい日。9:00〜12:00」
_HOURS_BEHIND = lazy(r"(?<=[日い])。(?=\s*\d{1,2}:\d\d\s*〜\s*\d{1,2}:\d\d\W*$)")


def _with_its_hours(item: Item) -> Item:
    """An item of which the hours stand behind the days as a sentence of their own, as one sentence."""
    if not item.about("days") or _HOURS_BEHIND.search(item.text) is None:
        return item
    return replace(item, text=_HOURS_BEHIND.sub(" ", item.text))


_DAYS_OF_WORK = lazy(r"(?:勤務|就業|募集|お願いする|希望)(?:する)?(?:日|曜日)|^曜日")
_WORKED = lazy(
    rf"[{WEEKDAYS}](?:曜|[〜・、])[^。]*(?:の勤務|お?勤め|出勤|勤務し|\d時(?:半|\d+分)?まで(?:です|の)|\d時(?:半|\d+分)?の)"
)


def _of_work(item: Item) -> Item:
    """The answer to a question for the days of rest, with the sentences alone that tell the days of work."""
    text = item.text
    for words, start in sentences(item):
        if not _WORKED.search(words) or patterns.search(r"休(?!みなし)", words):
            at = start - item.start
            text = text[:at] + " " * len(words) + text[at + len(words) :]
    return replace(item, text=text)


_TELEPHONE = lazy(
    r"\W*(?:TEL|Tel|電話|直通|代表)?\W*0\d{1,4}-\d{2,4}-\d{4}"
)  # a free line that begins so is who answers, and when
_NOT_OF_WORK = lazy(r"休診|定休|休業|見学|参観")  # 「休診日はいつですか」
_HEAD_OF_A_GRID = lazy(rf"\s*(?:[{WEEKDAYS}祝]\s+){{4,}}[{WEEKDAYS}祝]\s*")


def _without_reception(items: Sequence[Item]) -> list[Item]:
    """Without free lines that tell when the house is open: the head of a week alone, or hours beside 休診."""
    closed_on = {item.line for item in items if not item.fields and "休診" in item.text}
    hours_too = {
        item.line
        for item in items
        if item.line in closed_on and patterns.search(r"\d\s*(?:〜|-)\s*\d{1,2}:", item.text)
    }
    return [
        item
        for item in items
        if item.fields or (item.line not in hours_too and not _HEAD_OF_A_GRID.fullmatch(item.text))
    ]


_DATE_LINE = lazy(rf"\W*(?:\d{{4}}年)?\d{{1,2}}[月/]\d{{1,2}}日?\s*\([{WEEKDAYS}](?:・祝)?\)\W*")
_EVERY_WEEK = lazy(rf"毎週(?:の)?[{WEEKDAYS}]|[{WEEKDAYS}]曜日?[、の(\s]{{0,2}}(?:午[前後]|終日|夜|\d{{1,2}}[:時])")


def _without_lone_dates(items: Sequence[Item]) -> list[Item]:
    """Without lines that are a date and no more, beside weekdays that come round: they tell when something was sent."""
    if not any(_EVERY_WEEK.search(item.text) for item in items):
        return list(items)
    return [item for item in items if item.fields or not _DATE_LINE.fullmatch(item.text)]


_A_WEEKDAY = lazy(rf"\W*(?:毎週)?[{WEEKDAYS}]曜日?\s*$")
_BEGINS_WITH_ONE = lazy(rf"\W*(?:毎週|(?:第\d[・、]?)+)?[{WEEKDAYS}]曜日?\s+\d{{1,2}}\s?[:時]")


def _with_days_as_labels(items: Sequence[Item]) -> list[Item]:
    """Free rows that begin with a weekday beside others of which it became the label: they all tell the days."""
    if not any(item.about("days") and _A_WEEKDAY.match(item.label) for item in items):
        return list(items)
    return [
        replace(item, fields=frozenset(("days",))) if not item.fields and _BEGINS_WITH_ONE.match(item.text) else item
        for item in items
    ]


# 「訪問は月2回、第2・第4火曜日の13時30分〜」 under the heading of what is done
_COMES_ON = lazy(
    rf"(?:訪問|勤務|出務|来社|出勤|巡視|お越し(?:いただくの)?|ご?担当)(?:日|時間|日時)?は、?(?:月\d回(?:程度)?(?:で|の)?、?)?(?:毎週|毎月|隔週|第\d|[{WEEKDAYS}]曜|[{WEEKDAYS}][・〜])"
)
_DUTIES = lazy(r"当直|日直|宿直|日勤")


def _of_duties(item: Item) -> Item:
    """An item beside the days of work, its sentences blanked that name no duty: 「木曜日、日曜日 1回55,000円」 names no half day."""
    text = item.text
    for words, start in sentences(item):
        if not _DUTIES.search(words):
            at = start - item.start
            text = text[:at] + " " * len(words) + text[at + len(words) :]
    return replace(item, text=text)


# Weekdays that say how a shift falls, or when a meeting is, are not those of the post.
_NO_DAYS = lazy(
    r"(?:シフト|交代|ローテーション)[^。\n()]{0,10}(?:土日|日祝|土・日|土曜|日曜)[^。\n()、]{0,8}(?:含む|含みます|もあり)|(?:土日|日祝|土・日)(?:祝日?)?(?:を|も)含(?:む|み)"
    rf"|(?:土日|日祝|[{WEEKDAYS}])曜?日?(?:は|なら)、?\s*(?:半日|1日|1回|日当|日給|時給|各)?\s*\d[\d,.]*\s*(?:万|千)?円"
    rf"|\d{{1,2}}日?\([{WEEKDAYS}][^()]*\)\s*=\s*(?:済|決定|×|満)"
    rf"|[{WEEKDAYS}]曜日?に(?:流し|送|お送り|投稿|掲載し|お知らせし|ご案内し)[^。、]{{0,8}}"
    r"|\d{1,2}月\d{1,2}日\([月火水木金土日][^()]*\)[^。\n]{0,40}(?:開か|開催|出展|行われ(?:る|ます)|説明会|相談会|見学会|フェア|セミナー)"
)


# The day by which somebody applies, or a stretch of time ends that began on no day named: 「12月19日(金)まで」.
_UNTIL_A_DATE = lazy(
    rf"(?<![〜\d月-])(?<!から)(?:\d{{1,2}}[月/])?\d{{1,2}}日?\s*\([{WEEKDAYS}][^()]*\)\s*(?:(?:午[前後]\s*)?\d{{1,2}}(?::\d\d|時)|正午|中|いっぱい)?(?:まで|必着|消印|締め?切|〆切)(?!の)"
)
# The day on which something begins, where no end is told: 「年始は1月5日(月)から」.
_FROM_A_DATE = lazy(
    rf"(?<![〜\d月-])(?:\d{{1,2}}[月/])?\d{{1,2}}日?\s*\([{WEEKDAYS}][^()]*\)\s*(?:から|より|以降|スタート|開始)(?!\s*(?:令和|翌|同|\(|\d|[^。、]{{0,8}}(?:\d日間|まで)))"
)
# A date without hours of work behind it.
_DATE_ALONE = lazy(
    rf"(?<![週:\d時分])\d{{1,2}}\s*日?\s*\([{WEEKDAYS}](?:曜日?)?(?:[・,、]?(?:祝日?|休日?))?\)(?![^。\n]{{0,12}}\d{{1,2}}[:時]\d{{0,2}}分?\s*(?:〜|-|から)\s*翌?\d)"
)


@once
def _blanked(item: Item, pattern: re.Pattern[str]) -> Item:
    if pattern.search(item.text) is None:
        return item
    return replace(item, text=pattern.sub(lambda found: "※" * len(found.group()), item.text))


@once
def _without_long_ranges(item: Item) -> Item:
    """Without the weekdays on which a stretch of more than a week begins and ends: 「2月9日(月)〜2月20日(金)」."""
    text = item.text
    for found in _FROM_TO.finditer(text):
        months = (int(found["m2"] or found["m1"] or 1) - int(found["m1"] or found["m2"] or 1)) % 12
        if months * 30 + int(found["d2"]) - int(found["d1"]) > 6:
            text = text[: found.start()] + " " * len(found.group()) + text[found.end() :]
    return item if text is item.text else replace(item, text=text)


_PART_OF_A_DAY = lazy(
    rf"(?P<days>{LIST_OF_DAYS})(?:の(?:診療|勤務|外来))?(?:は|のみ|に限り)、?(?:(?P<am>午前(?:中|診(?:療|察)?)?(?:のみ|だけ|まで|の(?:み|勤務))?(?=[。、)\s※]|です|で(?:[、。]|$)|と|$|のみ)|(?:正午|お?昼(?:前|過ぎ)?|(?:午前)?1[123](?::\d\d|時(?:半|\d{{1,2}}分)?)?|午後1時(?:半|\d{{1,2}}分)?)まで|(?:午前)?[7-9](?::\d\d|時(?:半|\d{{1,2}}分)?)\s*[〜-]\s*1[123](?::\d\d|時(?:半|\d{{1,2}}分)?))|(?P<pm>午後(?:のみ|だけ|から|[1-4](?::\d\d|時(?:半|\d{{1,2}}分)?)(?:から|より)(?![^。\n、]{{0,10}}まで))))"
)


def _only_a_part(items: Sequence[Item], mask: int) -> int:
    """Less the other half of days of which only one is worked: 「土曜は午前のみ」, 「(土曜は12:30まで)」."""
    for item in items:
        if item.about("site", "process", "leave", "pay"):
            continue
        for found in _PART_OF_A_DAY.finditer(item.text):
            gone = AM if found["pm"] else PM
            for day in patterns.findall(rf"[{WEEKDAYS}]", found["days"].replace("曜日", "").replace("曜", "")):
                at = WEEKDAYS.index(day) * 3
                if mask >> at & (AM | PM) == AM | PM:
                    mask &= ~(gone << at)
    return mask


_OFF = lazy(rf"(?:毎週)?(?P<days>[{WEEKDAYS}])曜日?(?!の?(?:午前|午後))")


_FIXED_RESEARCH = lazy(
    rf"(?:毎週)?(?P<day>[{WEEKDAYS}])曜日?(?:の?(?P<part>午前|午後))?(?:の(?:1日|一日|終日))?(?:は|を|が)、?(?:毎週、?)?[^。、]{{0,24}}?(?:研究日|研修日|外勤日|研[究修]に(?:出|行|あて|充て))"
)


def _research_day(items: Sequence[Item]) -> int:
    """Bits of the one weekday that a label 研修日 or 研究日 names: no work of the post is done on it."""
    for item in items:
        if patterns.fullmatch(r"(?:研究|研修|外勤|自己研鑽)日", "".join(item.label.split())):
            days = {found["days"] for found in _OFF.finditer(item.text)}
            if len(days) == 1 and not patterns.search(r"希望|相談|可|など|例", item.text):
                return 7 << WEEKDAYS.index(days.pop()) * 3
        for words, _ in sentences(item) if not item.about("site", "process") else ():
            found = _FIXED_RESEARCH.search(words)
            if found and not patterns.search(r"希望|相談|可(?!能な限り)|など|例|でき|選", words):
                bits = {"午前": AM, "午後": PM}.get(found["part"], 7)
                return bits << WEEKDAYS.index(found["day"]) * 3
    return 0


_FROM_TO = lazy(
    rf"(?:(?P<m1>\d{{1,2}})\s*[月/]\s*)?(?P<d1>\d{{1,2}})\s*日?\s*\((?P<w1>[{WEEKDAYS}])[^()]*\)\s*(?:〜|から|-)\s*(?:(?:令和|R)?\d{{1,4}}年)?(?:(?P<m2>\d{{1,2}})\s*[月/]\s*)?(?P<d2>\d{{1,2}})\s*日?\s*\((?P<w2>[{WEEKDAYS}])[^()]*\)"
)
_EXCEPT_DAY = lazy(
    rf"(?P<day>\d{{1,2}})\s*日\s*(?:\([{WEEKDAYS}][^()]*\))?\s*(?:の(?:外来|診療|勤務))?(?:は|のみ|だけ)?\s*(?:(?P<off>休診|お?休み|休業|除く|不要|を除)|(?P<am>午前(?:中)?)(?:のみ|だけ|まで|中)|(?P<pm>午後)(?:のみ|だけ|から))"
)


_ROW_OVER = lazy(r"[→⇒].{0,24}(?:決ま|充足|終了|埋ま|成約)")


def _dated_range(items: Sequence[Item]) -> tuple[int, list[tuple[int, int]]] | None:
    """「1月19日(月)〜23日(金) ※21日(水)は休診 23日は午前のみ」: each day between, less what is said of single dates."""
    for item in items:
        if item.about("site", "process", "leave", "age"):
            continue
        found = _FROM_TO.search(item.text)
        if found is None or _ROW_OVER.search(item.text[found.end() :].split("\n")[0]):
            continue
        first, last = int(found["d1"]), int(found["d2"])
        a, b = WEEKDAYS.index(found["w1"]), WEEKDAYS.index(found["w2"])
        if patterns.search(r"休(?:園|館|校|業|診|み|所|院|暇)|閉(?:園|館|院)", item.label + item.text[: found.start()]):
            continue  # 「年末の休園 12月29日(月)〜1月3日(土)」
        if not 0 < last - first < 7 or (b - a) % 7 != last - first:
            continue
        bits = dict.fromkeys(range(first, last + 1), AM | PM)
        hours = hours_apart([other for other in items if other is not item])
        for m in TOKEN.finditer(item.text, found.end()):
            hours |= (hours_in(item.text, m) or 0) if m["time"] and m["h2"] else 0
        if hours:
            bits = dict.fromkeys(bits, hours)
        text = "\n".join(other.text for other in items)
        for one in _EXCEPT_DAY.finditer(text):
            day = int(one["day"])
            if day in bits:
                bits[day] = 0 if one["off"] else AM if one["am"] else PM
        mask = sum(part << (a + day - first) % 7 * 3 for day, part in bits.items())
        return mask, [(item.start + found.start(), item.start + found.end())]
    return None


def _of(items: Sequence[Item], sure: bool, closed: bool, beside: int = 0) -> tuple[int, list[tuple[int, int]]]:
    mask, places, plain, told = 0, [], 0, 0
    turns = hours_by_turns(items) if sure else {}
    hours = (hours_apart(items) or beside) if sure and not turns else 0 if sure else night_of_a_heading(items)
    items = [item for item in items if not patterns.search(r"手当|料金|料$|単価", item.label) or item.about("days")]
    for previous, item in zip([None, *items], items, strict=False):
        if (
            previous is not None
            and previous is not items[0]
            and not sure
            and not previous.fields
            and len(previous.text.strip()) <= 30
            and _HEADS_OTHER.search(previous.text)
            and not previous.text.rstrip().endswith("。")
            and not patterns.search(r"\d{1,2}[月/]\d{1,2}", item.text)
            and not patterns.search(r"常勤|\d\s*[名人]|若干名|募集|当直|日直|先生|医師", previous.text)
        ):
            continue
        inherited = _inherited(item) or turns.get(item.start, hours)
        for words, start in sentences(item):
            if _COMES_BESIDES.search(words):
                continue
            goes_on = start == item.start or (_HALF_ALONE.search(words) and not _ANY_WEEKDAY.search(words))
            lead = f"{item.label} " if goes_on and _DAY_IN_LABEL.match(item.label) else ""
            if words.strip() in ("月", "日") and "曜" in item.label:
                lead = "毎週"  # a weekday by its letter alone in the column 曜日
            made, found = read_words(lead + words, sure=sure, inherited=inherited, closed=closed)
            spans = [(max(a - len(lead), 0), max(b - len(lead), 0)) for a, b in found]
            if mask and made and not _PART_SAID.search(words) and not made & ~_whole_days(mask):
                continue  # the same weekdays again, without the hours
            mask |= made
            if _PART_SAID.search(words):
                told |= made
            else:
                plain |= made
            places += [(start + a, start + b) for a, b in spans]
        if sure and not item.about("night") and mask == 0:
            continue
    if plain and not told and not hours and (apart := hours_in_a_sentence(items)):
        mask = sum(apart << day * 3 for day in range(7) if mask >> day * 3 & 7)
    if told and _whole_days(plain) & ~_whole_days(told) == 0:
        mask &= ~plain | told  # 「曜日 火曜、金曜」, and below the hours of each of them
    return mask, places


_A_DAY_AND_WORK = lazy(rf"\s*(?P<day>[{WEEKDAYS}])(?:曜日?)?\s+(?P<work>[^\d:〜]{{1,24}})$")
_NO_WORK = lazy(r"研究日|研修日|休(?:み|日|診)|外勤|(?:^|\s)[-－—×]\s*$")
_OF_WORK = lazy(r"外来|病棟|訪問|往診|回診|手術|検査|健診|内視鏡|透析|カンファ")


def _rota(items: Sequence[Item]) -> Found | None:
    """A week told a line for each day by what is done on it: 「月 外来/訪問」, 「水 研究日」, 「木 巡回」."""
    rows = [(item, m) for item in items if not item.fields and (m := _A_DAY_AND_WORK.match(item.text)) is not None]
    days = [m["day"] for _, m in rows]
    if len(rows) < 4 or len(set(days)) < len(days) or sum(bool(_OF_WORK.search(m["work"])) for _, m in rows) < 2:
        return None
    worked = [(item, m) for item, m in rows if not _NO_WORK.search(m["work"])]
    codes = [
        f"{DAYS[WEEKDAYS.index(m['day'])]}_{part}"
        for _, m in sorted(worked, key=lambda row: WEEKDAYS.index(row[1]["day"]))
        for part, other in (("am", "午後"), ("pm", "午前"))
        if other not in m["work"] or ("午前" in m["work"] and "午後" in m["work"])
    ]
    return Found(codes, merged((item.start, item.end) for item, _ in worked)) if codes else None


# 「島外の歯科の先生は第2土曜日に来られます」
_COMES_BESIDES = lazy(
    r"外来は[^。]*休診|(?:歯科|眼科|耳鼻科|整形|外部|島外|大学|県|応援|非常勤)の?(?:医師|先生|歯科医師?)(?:は|が)[^。]{0,16}(?:来(?:られ)?(?:ます|て(?:い|お|くだ))|お?見え)"
)
_DAY_IN_LABEL = lazy(
    rf"\W*(?:毎週|第\d)?[{WEEKDAYS}]曜日?(?:の?(?:当直|日直|日当直|宿直|午前|午後|夜間?|終日|全日))?$"
)  # 「土曜当直 18:00〜翌8:30」
_HALF_ALONE = lazy(r"午[前後]")
_ANY_WEEKDAY = lazy(rf"[{WEEKDAYS}]曜|[{WEEKDAYS}][・、〜][{WEEKDAYS}]")
_PART_SAID = lazy(r"午前|午後|終日|全日|\d\s*[:時](?!間)|日勤|[当日宿]直|夜|AM|PM|(?<!\d)1日")


def _whole_days(mask: int) -> int:
    return sum(7 << day * 3 for day in range(7) if mask >> day * 3 & 7)


def _inherited(item: Item) -> int:
    """What a day without a part means under this label."""
    if patterns.search(r"日当直|宿日直", item.label):
        return 7
    if patterns.search(r"当直|宿直|夜勤", item.label):
        return NIGHT
    return 0
