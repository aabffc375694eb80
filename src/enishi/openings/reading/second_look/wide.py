"""What else a post may tell of a field, taken widely: every answer that a word of its matter could mean.

The rules read the words that they were taught. Here nothing is asked of the words around a cue: 「当直」 may mean that duty is none, required
or negotiable, a number of years may be a limit or an age of retirement. Which of it is said, if any, `second_look.scales` weighs.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.facts import Found, merged
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.second_look.signs import Candidate, Place

MOST_CUES = 6
"""Words of one matter that are looked at in a text where each may mean several things."""
MOST_NUMBERS = 10
"""Numbers of one matter that are looked at in a text."""
MOST_NAMES = 12
"""Names of houses that are looked at in a text."""

_DUTIES = ("none", "required", "negotiable")
_CUES: dict[str, tuple[re.Pattern[str], tuple[Any, ...]]] = {
    "night_duty": (lazy(r"[日宿]?当直|宿日?直|夜勤|夜間|泊まり"), _DUTIES),
    "on_call": (lazy(r"オンコール|待機|呼び?出し?|当番|(?<=夜間の)電話|宅直|駆けつけ"), _DUTIES),
    "housing": (
        lazy(r"住宅|宿舎|官舎|公舎|社宅|寮|住居|住まい|公宅|借り?上げ|家賃|マンション|アパート|一戸建|戸建|空き家"),
        (True, False),
    ),
    "fixed_term": (
        lazy(r"任期|雇用期間|契約|更新|無期|有期|任用|嘱託|正職員|正規|身分|期限|正社員|期間の定め|年度末"),
        (True, False),
    ),
    "recruiting": (
        lazy(
            r"終了|停止|中止|充足|決ま|決定|成約|断念|取り?下げ|取りやめ|締め?切|内定|埋ま|採用に至|見つか|見送|白紙|打ち切|休止|着任|承諾"
            r"|満た|辞退|廃止|終え"
        ),
        (False,),
    ),
    "employment": (
        lazy(r"非?常勤|パート|アルバイト|スポット|単発|正職員|正規|嘱託|任期付|会計年度|臨時|短期|代診|定期"),
        (["full_time"], ["part_time"], ["spot"], ["full_time", "part_time"], ["part_time", "spot"]),
    ),
}
_AGE = lazy(r"(?<![\d.])([4-8]\d) *[歳才代]")
_PEOPLE = lazy(r"(?<![\d.,第])(\d{1,2}) *(?:名|人|ポスト|枠)|([一二三四五])[名人]")
_DAYS = lazy(
    r"週(?:に|あたり)? *(\d(?:\.5)?)(?: *[日回]?(?:から|又は|または|or|、|[〜~\-・]) *週?(\d(?:\.5)?))? *[日回]"
)
_KANJI = "一二三四五"
_HOUSE = lazy(
    r"(?:(?!医療法人|社会福祉法人|[\s、。「」『』()()【】〈〉《》|:・◆●■○◎▼▽※>→,]|から|には|では|して|ます|です|ください).){1,18}?"
    r"(?:病院|クリニック|医院|診療所|センター|ホスピタル|老健\S{0,8}|苑|工場)"
)
_LED_BY = lazy(r"(?:にある|[はがをにでの])(?=[^の\s][^病院医\s].)")  # 「福井県大野市にある90床の|かえで谷病院」
_ANY = lazy(
    r"(?:科目?|専門|診療科)[^。\n]{0,6}?(?:不問|問(?:い|わ))|どの科|(?:すべて|全て)の科|全科|いずれの(?:診療)?科|何科"
)


def answers(name: str, text: str) -> Iterator[Found]:
    """Every answer for a field that a normal text could mean, with the words it hangs on."""
    if name in _CUES:
        cue, values = _CUES[name]
        for found in islice(cue.finditer(text), MOST_CUES):
            yield from (Found.at(value, *found.span()) for value in values)
    elif name in _READ:
        yield from _READ[name](text)


def changed(name: str, kept: Found, by_itself: Sequence[Candidate]) -> Iterator[Candidate]:
    """What a list of rates, half days or departments may be instead: with what one line tells added, or without a part of its own."""
    if name not in ("pay", "slots", "specialties") or not kept.value:
        return
    for one in by_itself:
        if more := [part for part in one.value or () if part not in kept.value]:
            yield Candidate("added", [*kept.value, *more], merged((*kept.places, *one.places)), one.places)
    parts = _without_a_line(kept, by_itself) if name == "slots" else _without_one(name, kept, by_itself)
    for left, places in parts:
        yield Candidate("left", left, kept.places, places)


def _without_a_line(kept: Found, by_itself: Sequence[Candidate]) -> Iterator[tuple[list[str], tuple[Place, ...]]]:
    """Half days without those that a line tells, and without those that it alone tells."""
    told = [one for one in by_itself if any(_meet(one.places, (place,)) for place in kept.places)]
    for one in by_itself:
        left = [part for part in kept.value if part not in one.value]
        if left and len(left) < len(kept.value):
            yield left, one.places
        if one in told:
            others = {part for other in told if not _meet(other.places, one.places) for part in other.value}
            still = [part for part in kept.value if part not in one.value or part in others]
            if len(left) < len(still) < len(kept.value):
                yield still, one.places


def _without_one(
    name: str, kept: Found, by_itself: Sequence[Candidate]
) -> Iterator[tuple[list[Any], tuple[Place, ...]]]:
    """Rates or departments without one of them, and the words that tell it if a line does so."""
    if 1 < len(kept.value) < MOST_CUES:
        for at, part in enumerate(kept.value):
            told = [one for one in by_itself if one.value and part in one.value]
            fewest = min(told, key=lambda one: len(one.value), default=None)
            yield [*kept.value[:at], *kept.value[at + 1 :]], fewest.places if fewest else kept.places


def _meet(places: Sequence[Place], others: Sequence[Place]) -> bool:
    return any(a < d and c < b for a, b in places for c, d in others)


def _retirements(text: str) -> Iterator[Found]:
    for found in islice(_AGE.finditer(text), MOST_NUMBERS):
        yield Found.at(int(found[1]), *found.span())


def _limits(text: str) -> Iterator[Found]:
    ages = list(islice(_AGE.finditer(text), MOST_NUMBERS))
    for found in ages:
        age = int(found[1])
        for least, most in ((None, age), (None, age - 1), (age, None)):
            yield Found.at({"min": least, "max": most}, *found.span())
    for one, other in pairwise(ages):
        if other.start() - one.end() <= 6 and one[1] < other[1]:
            for most in (int(other[1]), int(other[1]) - 1):
                yield Found.at({"min": int(one[1]), "max": most}, one.start(), other.end())


def _people(text: str) -> Iterator[Found]:
    for found in islice(_PEOPLE.finditer(text), 2 * MOST_NUMBERS):
        if number := int(found[1]) if found[1] else _KANJI.index(found[2]) + 1:
            yield Found.at(number, *found.span())


def _days(text: str) -> Iterator[Found]:
    for found in islice(_DAYS.finditer(text), MOST_NUMBERS):
        least, most = float(found[1]), float(found[2] or found[1])
        pairs: Sequence[tuple[float | None, float | None]] = ((least, most), (least - 1, most))
        if not found[2]:
            pairs = (*pairs, (least, None), (None, most), (least - 1, most - 1))
        for pair in pairs:
            if all(one is None or 0 < one <= 7 for one in pair):
                yield Found.at([one if one is None or one % 1 else int(one) for one in pair], *found.span())


def _houses(text: str) -> Iterator[Found]:
    seen: dict[str, Found] = {}
    for found in _HOUSE.finditer(text):
        seen.setdefault(found.group(), Found.at(found.group(), *found.span()))
        for led in _LED_BY.finditer(found.group()):
            name = found.group()[led.end() :]
            seen.setdefault(name, Found.at(name, found.start() + led.end(), found.end()))
        if len(seen) >= MOST_NAMES:
            break
    yield from seen.values()


def _departments(text: str) -> Iterator[Found]:
    at = 0
    for line in text.split("\n"):
        named = list(LISTED.finditer(line))
        if named and len(named) <= MOST_CUES:
            places = tuple((at + one.start(), at + one.end()) for one in named)
            every = list(dict.fromkeys(canonical(one.group()) for one in named))
            yield Found(every, places)
            yield from (Found([canonical(one.group())], (place,)) for one, place in zip(named, places, strict=True))
        at += len(line) + 1
    yield from (Found.at([], *found.span()) for found in islice(_ANY.finditer(text), MOST_CUES))


_READ = {
    "retirement_age": _retirements,
    "age_limit": _limits,
    "headcount": _people,
    "days_per_week": _days,
    "institution": _houses,
    "specialties": _departments,
}
