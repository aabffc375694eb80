"""Hours told apart from the weekdays that they belong to: in the line below, once for all, or in a sentence."""

from collections.abc import Iterable, Sequence

from enishi.common.japanese.halfdays import codes_of
from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields.weekdays import AM, LIST_OF_DAYS, NIGHT, PM, TOKEN, WEEKDAYS, hours
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.patterns import lazy


def hours_told_once(items: Sequence[Item]) -> int:
    """Parts of the day by the only stretch of hours beside a calendar without any: 「内科 8:30〜12:00 単発」 above its dates."""
    found = [
        hours(item.text, one) or 0
        for item in items
        if not item.about("site", "process", "leave", "remark", "other")
        for one in TOKEN.finditer(item.text)
        if one["time"] and one["h2"]
    ]
    return found[0] if len(found) == 1 else 0


A_WEEKDAY = lazy(rf"[{WEEKDAYS}]曜|[{WEEKDAYS}][・〜、][{WEEKDAYS}]|\([{WEEKDAYS}]\)")
_OF_A_SHIFT = lazy(r"当直|宿直|夜勤|または|シフト")


def _of_hours_alone(item: Item) -> int:
    """Parts of the day that an item fills which tells hours and no weekday; 0 for any other."""
    if not item.about("days") or A_WEEKDAY.search(item.text) or _OF_A_SHIFT.search(item.text):
        return 0
    part = patterns.match(r"\s*(午前|午後)(?:中)?(?:のみ|だけ)?\s*$", item.text)
    bits = 0 if not part else AM if part[1] == "午前" else PM
    for found in TOKEN.finditer(patterns.split(r"休憩|残業|時間外|受付", item.text)[0]):
        if found["time"] and found["h2"]:
            bits |= hours(item.text, found) or 0
    return bits


# 「(1)夜間当直(19時〜翌朝7時)」 as a heading above the weekdays
_A_DUTY_WITH_ITS_HOURS = lazy(
    r"\W*(?:\(\d\))?(?:\S{1,6}の|夜間)?(?:当直|宿直|夜勤)[\s(]*(?:1[7-9]|2\d)\s*[:時][^()、。]{0,4}\s*(?:〜|-|から)\s*翌[^()、。\s]{1,8}\)?(?:\s*1回\s*[\d,.]+万?円)?\s*"
)


def hours_apart(items: Sequence[Item]) -> int:
    """Parts of the day told under a label of their own (勤務時間) beside the weekdays (勤務日); 0 if there are none, or several."""
    bits = 0
    for item in items:
        bits |= _of_hours_alone(item)
    return bits or night_of_a_heading(items)


def night_of_a_heading(items: Sequence[Item]) -> int:
    """`NIGHT` where a duty with its hours heads the weekdays."""
    return NIGHT if any(_A_DUTY_WITH_ITS_HOURS.fullmatch(item.text) for item in items) else 0


_HOURS_OF_A_NUMBER = lazy(r"\((?P<number>\d)\)\s*(?=\d|午)")
_DAYS_OF_NUMBERS = lazy(
    rf"(?P<days>{LIST_OF_DAYS}|[{WEEKDAYS}]曜?日?〜[{WEEKDAYS}])(?:曜日?)?(?:は|が|:|\s)\s*(?P<numbers>\(\d\)(?:(?:と|、|・|及び|および)?\(\d\))*)(?!\s*\d)"
)


def hours_by_number(items: Sequence[Item]) -> Found | None:
    """「就業時間 (1) 9時〜13時 (2) 14時〜18時」 and 「火曜・金曜は(1)、水曜は(1)と(2)」: the half days of each weekday by its numbers."""
    known: dict[str, int] = {}
    for item in items:
        for one in _HOURS_OF_A_NUMBER.finditer(item.text) if item.about("days") else ():
            if (told := TOKEN.match(item.text, one.end())) is not None and told["time"] and told["h2"]:
                known[one["number"]] = hours(item.text, told) or 0
    mask, places = 0, []
    for item in items if len(known) > 1 else ():
        for one in _DAYS_OF_NUMBERS.finditer(item.text):
            for number in patterns.findall(r"\d", one["numbers"]):
                mask |= sum(known.get(number, 0) << day * 3 for day in {*_days(one["days"])})
            places.append((item.start + one.start(), item.start + one.end()))
    return Found([*codes_of(mask)], tuple(places)) if mask else None


def _days(words: str) -> Iterable[int]:
    alone = patterns.sub(r"曜日?", "", words)
    named = [WEEKDAYS.index(day) for day in patterns.findall(rf"[{WEEKDAYS}](?=[〜・、と及お]|$)", alone)]
    return range(named[0], named[-1] + 1) if "〜" in words else named


def hours_by_turns(items: Sequence[Item]) -> dict[int, int]:
    """For each item of weekdays, by its start, the parts of the day in the item below, where weekdays and hours come by turns.

    So a form tells two kinds of work below headings of their own: 〈日中の仕事〉 曜日, 時間, 〈夜の仕事〉 曜日, 時間.
    """
    told = [(item, _of_hours_alone(item)) for item in items]
    told = [(item, bits) for item, bits in told if bits or A_WEEKDAY.search(item.text)]
    pairs = [*zip(told[::2], told[1::2], strict=False)]
    if len(pairs) < 2 or len(told) % 2 or any(days[1] or not time[1] for days, time in pairs):
        return {}
    return {days[0].start: time[1] for days, time in pairs}


_TELLS_THE_HOURS = lazy(
    rf"\W*(?:(?:勤務|診療|お?仕事|お?勤め)?の?時間(?:帯)?は|(?:時間は)?(?:(?:いずれ|どちら|どの[日曜]+|いずれの[日曜]+)(?:に)?も|(?:各|両|全)(?:日|曜日|日程|回)とも|すべて|全て))、?(?!\s*[月年])(?:(?![{WEEKDAYS}]曜)[^。(])*"
)


def hours_in_a_sentence(items: Sequence[Item]) -> int:
    """Parts of the day of a sentence that tells the hours of weekdays named before it: 「時間は14時から17時です」, 「いずれも8時から正午まで」."""
    told = [words for item in items for words, _ in sentences(item) if _TELLS_THE_HOURS.fullmatch(words.rstrip("。"))]
    found = [hours(words, one) or 0 for words in told for one in TOKEN.finditer(words) if one["time"] and one["h2"]]
    return found[0] if len(found) == 1 else 0
