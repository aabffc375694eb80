"""What the law asks of every opening and few advertisements say whole: hours, breaks, a trial period, the first day, insurance, smoke.

These go into the draft beside their words and stand in no JSON. Where a text names two hours, two days or only a month, nothing
is read: a person fills it in (職業安定法5条の3, 同法施行規則4条の2第3項).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from enishi.common.japanese.days_in_words import days_in
from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.patterns import lazy

_TIME = r"(?:午前|午後|朝|夕方?)?\s*(?P<{0}>\d{{1,2}})\s*(?:[:時]\s*(?P<{0}m>[0-5]?\d(?=\D|$)|半)?\s*分?)"
_HOURS = lazy(_TIME.format("a") + r"\s*(?:〜|-|から)\s*(?:翌日?\s*)?" + _TIME.format("b") + r"(?:まで)?")
_OF_HOURS = lazy(r"(?:勤務|就業|就労|労働|診療|始業)(?:の)?(?:時間帯?|時刻)|始業|勤務日時|^時間$|^とき$")
_NOT_OURS = lazy(r"受付|外来受|面会|窓口|当直|宿直|日直|夜勤|電話|連絡|休診|開院|看護|事務|休憩")
_BREAK = lazy(
    r"休憩(?:時間)?\s*(?:は|が|:|\()?\s*(?:各|計|1日)?\s*(?P<words>(?:\d{1,3}\s*分|[12]\s*時間(?:半|\s*\d{1,2}\s*分)?)間?|"
    rf"{_HOURS.pattern})"
)
_TRIAL = lazy(
    r"試用期間\s*(?:は|が|を|:|\()?\s*(?P<words>(?P<none>な(?:し|い|く)|無し?|(?:設け|あり|ござい)ません)|(?:採用後|最初の)?(?:あり|有り?)?\s*[(、]?\s*(?:\d{1,2}\s*(?:か|ヶ|ヵ|カ|ケ|箇)月|半年|1年)間?(?:[^()。\n]{0,24}(?=\))|\([^()\n]{1,30}\))?)"
)
_FIRST_DAY = lazy(
    r"(?:採用|着任|就業|勤務|赴任|入職|任用|雇入れ?)(?:の)?(?:開始|予定)*(?:年月)?(?:の)?(?:日|時期|予定)$|^(?:勤務|就業)開始(?:日|時期)?$"
)
_NOT_THAT_DAY = lazy(r"以降|から応相談|頃|ころ|ごろ|まで|または|もしくは|以前|随時|早期|できるだけ|前倒し|繰り上げ")
_SMOKE = lazy(
    r"(?:(?:敷地|施設|建物|屋|館|院|構)内(?:は)?、?(?:全面|すべて|原則)?(?:が|は|を)?\s*(?:禁煙|分煙)|全面禁煙|喫煙専用室(?:を設置|の?設置|あり)?|屋外(?:に)?喫煙(?:所|場所)(?:を設置|の?設置|あり)?)"
    r"(?:\s*\([^()\n]{1,30}\))?"
)
_ONE = r"(?:健康(?:保険)?|(?:厚生)?年金(?:保険)?|厚生|雇用(?:保険)?|労災(?:保険)?|労働者災害補償保険|介護保険|(?:(?:市町村|地方)(?:職員|公務員)?|私学|公立学校)?共済(?:組合)?)"
_INSURED = lazy(rf"{_ONE}(?:\s*(?:・|、|,|/|及び|および|と|\s)\s*{_ONE})+")
_OF_INSURANCE = lazy(r"(?:社会|加入|各種)保険|保険$")
_OF_OTHERS = lazy(r"看護|職員|スタッフ|患者|従業員")
"""Whose hours and terms a label or the head of a sentence may name beside the physician's."""


def fill(facts: dict[str, Found], own: Sequence[Item], shared: Sequence[Item]) -> None:
    """Add what the post's own words say, else what is said once for all, under the names of `facts.DRAFT_FIELDS`."""
    for name, reader in _READERS.items():
        if name not in facts and (found := reader(own) or reader(shared)) is not None:
            facts[name] = found


def _said(items: Sequence[Item], pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Item]]:
    """Where a pattern stands in a label with its words, or in a free sentence of nobody else."""
    for item in items:
        if item.label and (found := pattern.search(f"{item.label}:{item.text}")):
            yield found, item
            continue
        for words, _ in sentences(item):
            if (found := pattern.search(words)) and not _OF_OTHERS.search(words[: found.start()]):
                yield found, item


def _one(said: Iterator[tuple[re.Match[str], Item]], group: str | int = 0) -> Found | None:
    """The words that were said, each place of them; None where they are not everywhere the same."""
    told: dict[str, list[tuple[int, int]]] = {}
    for found, item in said:
        words = found[group].strip(" 、")
        at = item.text.find(words)
        if words and at >= 0:
            told.setdefault(words, []).append((item.start + at, item.start + at + len(words)))
    if len(told) != 1:
        return None
    words, places = next(iter(told.items()))
    return Found(words, tuple(places))


def _hours(items: Sequence[Item]) -> Found | None:
    """Begin and end of the day's work as written, where only one such stretch is told."""
    told: dict[tuple[str | None, ...], Found] = {}
    for item in items:
        free = not item.fields
        if not (item.about("days") or _OF_HOURS.search(item.label) or free) or _NOT_OURS.search(item.label):
            continue
        for words, start in sentences(item):
            for found in _HOURS.finditer(words):
                before = words[: found.start()]
                if (
                    _NOT_OURS.search(before)
                    or _OF_OTHERS.search(before)
                    or int(found["a"]) > 24
                    or int(found["b"]) > 33
                ):
                    continue
                if free and not patterns.search(r"(?:勤務|就業|診療)(?:時間)?(?:は|が|の時間は)[^。]*$|始業", before):
                    continue
                words_of = found.group().strip()
                at = start + found.start() + found.group().index(words_of)
                told.setdefault(found.group("a", "am", "b", "bm"), Found.at(words_of, at, at + len(words_of)))
    return next(iter(told.values())) if len(told) == 1 else None


def _breaks(items: Sequence[Item]) -> Found | None:
    return _one(_said(items, _BREAK), "words")


def _trial(items: Sequence[Item]) -> Found | None:
    """The words about a trial period, 「なし」 where there is none; None where only 「あり」 is said, which is no answer."""
    found = _one(_said(items, _TRIAL), "words")
    if found is None:
        return None
    none = patterns.match(r"な|無|設け|ありません|ござい", found.value)
    words = patterns.sub(r"^(?:あり|有り?)\s*[(、]?\s*", "", found.value)
    return Found("なし" if none else words + ")" * (words.count("(") - words.count(")")), found.places)


def _first_day(items: Sequence[Item]) -> Found | None:
    """The day on which the work begins, 「2027-04-01」, where exactly one is named with its year and nothing beside it."""
    for item in items:
        if not _FIRST_DAY.search(item.label):
            continue
        named = [*days_in(item.text)]
        if len(named) == 1 and not _NOT_THAT_DAY.search(item.text):
            only = named[0]
            if only.day and only.whole:  # not a month alone
                return Found.at(only.day.isoformat(), item.start + only.start, item.start + only.end)
    return None


def _smoke(items: Sequence[Item]) -> Found | None:
    return _one(_said(items, _SMOKE))


def _insured(items: Sequence[Item]) -> Found | None:
    """The insurances that are named, at least two of them: 「社会保険完備」 names none."""
    return _one(
        (found, item)
        for found, item in _said(items, _INSURED)
        if not item.about("pay", "site")
        and (_OF_INSURANCE.search(item.label) or patterns.search(r"保険|共済", found.string[: found.end()]))
    )


_READERS: Mapping[str, Callable[[Sequence[Item]], Found | None]] = {
    "working_hours": _hours,
    "breaks": _breaks,
    "probation": _trial,
    "starts_on": _first_day,
    "insurance": _insured,
    "smoking": _smoke,
}
