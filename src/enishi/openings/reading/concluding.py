"""What follows from facts that were read: the unit of a fee from the hours beside it, the kind of work from dates and pay."""

import re
from collections.abc import Iterator, Mapping, Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.patterns import lazy

_DUTY_WORDS = lazy(r"当直|宿直|日直|夜勤|夜間|休日|当番")


def _beside(own: Sequence[Item], found: Found) -> Iterator[str]:
    """The titles, the labels and the sentences that some facts stand in."""
    for item in own:
        if item.about("title", "days") or (not item.fields and item in own[:2]):
            yield item.text + item.label
        elif item.cell and len(done := item.text.split("(")[0]) <= 12 and not item.about("night", "site"):
            yield done  # what is done, in a cell of its own: 「日直」
        for words, start in sentences(item):
            if any(start <= a < start + len(words) for a, _ in found.places):
                yield words + item.label


def _hours_of_each_day(at: Found) -> str:
    """half_day or day where every weekday that a post names is alike; empty otherwise."""
    days: dict[str, set[str]] = {}
    for code in at.value:
        day, part = code.split("_")
        days.setdefault(day, set()).add(part)
    kinds = {frozenset(parts) for parts in days.values()}
    if kinds <= {frozenset(("am",)), frozenset(("pm",))}:
        return "half_day"
    return "day" if kinds == {frozenset(("am", "pm"))} else ""


_UNIT_OF_A_HEADING = lazy(
    r"(?:報酬|謝礼|謝金|給与|金額|単価|手当|日当)\s*\(\s*(?:(?P<hour>1時間|時給|時間額)|(?P<half_day>半日|1コマ)|(?P<day>1日|日額)|(?P<duty>1回|1勤務|1直))(?:あたり|当たり|につき)?[^()]{0,6}\)"
)


def unit_of_a_heading(own: Sequence[Item]) -> str | None:
    """The unit that the heading above rows of fees names: 「時間  報酬(1時間)」."""
    for item in own:
        if found := _UNIT_OF_A_HEADING.search(f"{item.label} {item.text}"):
            return str(found.lastgroup)
    return None


_UNIT_OF_A_KIND = lazy(
    r"(?P<kind>非常勤|(?<!非)常勤)(?:の(?:方|先生|医師|求人))?は、?(?:(?P<year>年[額俸収])|(?P<month>月[額給])|(?P<day>日[額給当])|(?P<hour>時間?[給額])|(?P<half_day>半日額?|1?コマ))(?=[、。・()\s]|$)"
)
_OF_KINDS = {"常勤": ["full_time"], "非常勤": ["part_time"]}


def unit_of_its_kind(shared: Sequence[Item], facts: Mapping[str, Found]) -> str | None:
    """The unit that a list gives to all sums of one kind of work: 「給与:常勤は年額、非常勤は日額(いずれも万円)」."""
    kinds = facts["employment"].value if "employment" in facts else None
    for item in shared:
        for found in _UNIT_OF_A_KIND.finditer(f"{item.label}:{item.text}"):
            if kinds == _OF_KINDS[found["kind"]]:
                return found.lastgroup
    return None


def unit_by_the_time(facts: Mapping[str, Found], own: Sequence[Item]) -> str | None:
    """The unit of a fee that names none: 「毎週土曜午前 45,000円」; None where the hours do not tell it."""
    at = facts.get("slots")
    if at is None:
        return None
    if any(_DUTY_WORDS.search(i.text + i.label) for at, i in enumerate(own) if at < 4 or i.cell) or any(
        "night" in c for c in at.value
    ):
        return "duty"
    return _hours_of_each_day(at) or None


def by_the_time(facts: dict[str, Found], own: Sequence[Item]) -> None:
    """A fee for 1回 of work that is no duty is one of the half day or day that the post names: 「土曜午前 1回45,000円」."""
    at, found = facts.get("slots"), facts.get("pay")
    if at is None or found is None or any(_DUTY_WORDS.search(w) for told in (found, at) for w in _beside(own, told)):
        return
    if not (unit := _hours_of_each_day(at)):
        return
    rows = [{**row, "unit": unit} if row["unit"] == "duty" else row for row in found.value]
    if rows != found.value:
        facts["pay"] = Found(rows, found.places)


_UNTIL_MORNING = lazy(r"\d{1,2}(?::\d\d|時)?\s*[〜-]\s*翌")


def consequences(facts: dict[str, Found], own: Sequence[Item]) -> None:
    """What follows from other facts: a post of night duties, dated work."""
    spot = facts.get("employment")
    at = facts.get("slots")
    if at is not None:
        nights = [code for code in at.value if code.endswith("night")]
        duty_pay = any(row["unit"] == "duty" for row in facts["pay"].value) if "pay" in facts else False
        named = any(
            patterns.search(r"当直|宿直|夜勤|の24時間", item.text + item.label)
            or (item.cell and _UNTIL_MORNING.search(item.text))
            for item in own
        )
        if "night_duty" not in facts and nights and named and (duty_pay or len(nights) == len(at.value)):
            facts["night_duty"] = Found("required", at.places)
    salary = any(row["unit"] in ("year", "month") for row in facts["pay"].value) if "pay" in facts else False
    if spot is None and at is not None and not salary and _dated(own) and not _comes_round(own, at):
        facts["employment"] = spot = Found(["spot"], at.places)
    if spot is None and (period := _short_period(own)) is not None:
        facts["employment"] = spot = period
    if spot is None and (kind := _by_pay(facts, own)) is not None:
        facts["employment"] = spot = kind
    if spot is not None and spot.value == ["spot"] and "fixed_term" not in facts:
        facts["fixed_term"] = Found(True, spot.places)


def _by_pay(facts: dict[str, Found], own: Sequence[Item] = ()) -> Found | None:
    """Regular work by the day or half day on weekdays that are named is 非常勤; a year's salary for most of the week is 常勤."""
    if "pay" not in facts:
        return None
    units = {row["unit"] for row in facts["pay"].value}
    at = facts.get("slots")
    days = {code[:3] for code in at.value} if at is not None else set()
    week = facts.get("days_per_week")
    most = max((side for side in week.value if side is not None), default=0) if week is not None else 0
    if units <= {"half_day", "day", "hour"} and (0 < len(days) <= 3 or 0 < most <= 3):
        return Found(["part_time"], facts["pay"].places)
    if units == {"duty"} and 0 < len(days) <= 3 and any(patterns.search(r"毎週|隔週|第\d", item.text) for item in own):
        return Found(["part_time"], facts["pay"].places)
    least = min((side for side in week.value if side is not None), default=0) if week is not None else 0
    salary = max((row["max_yen"] or row["min_yen"] or 0) for row in facts["pay"].value)
    whole_days = {code[:3] for code in at.value if f"{code[:3]}_am" in at.value} if at is not None else set()
    lasting = "retirement_age" in facts or ("fixed_term" in facts and facts["fixed_term"].value is False)
    if units == {"year"} and salary >= 9_000_000 and lasting and not most:
        return Found(["full_time"], facts["pay"].places)
    if units == {"year"} and salary >= 9_000_000 and (least >= 4 or (not week and len(whole_days) >= 5)):
        return Found(["full_time"], facts["pay"].places)
    return None


_PERIOD = lazy(r"(?<![年\d])(\d{1,2})月\s*\d{1,2}日\s*(?:\([^)]*\))?\s*(?:から|〜)\s*(\d{1,2})月\s*\d{1,2}日")


_DAY = r"(?:令和|R)\s*(?P<y{0}>\d{{1,2}})\s*[年.]\s*(?P<m{0}>\d{{1,2}})\s*[月.]\s*(?P<d{0}>\d{{1,2}})\s*日?\s*(?:\([^()]*\))?"
_SEASON = lazy(_DAY.format("a") + r"\s*(?:から|〜|-)\s*" + _DAY.format("b"))


def _days_between(found: re.Match[str]) -> int:
    """Days between the two dates of a season, by months of 31 days."""
    a, b = (int(found[f"y{x}"]) * 372 + int(found[f"m{x}"]) * 31 + int(found[f"d{x}"]) for x in "ab")
    return b - a if b >= a else 10_000


def _short_period(own: Sequence[Item]) -> Found | None:
    """Work between two days of one year, told without a year: short dated work."""
    for item in own:
        if item.about("process", "site", "leave", "age") or patterns.search(r"休診|締切|応募|受付|申込", item.text):
            continue
        if item.about("term", "days") and (season := _SEASON.search(item.text)) and _days_between(season) <= 186:
            return Found.at(["spot"], item.start + season.start(), item.start + season.end())
        if (
            "期間" in f"{item.label}{item.text[:8]}"
            and (days := patterns.search(r"約?(\d{1,3})日間", item.text))
            and int(days[1]) <= 120
        ):
            return Found.at(["spot"], item.start + days.start(), item.start + days.end())
        found = _PERIOD.search(item.text)
        if found and 0 <= int(found[2]) - int(found[1]) <= 6:
            return Found.at(["spot"], item.start + found.start(), item.start + found.end())
    return None


def _comes_round(own: Sequence[Item], at: Found) -> bool:
    """Whether half days were read of weekdays rather than of dates: a date elsewhere is of the page or of the application."""
    dated = weekly = 0
    for item in own:
        for a, b in ((a - item.start, b - item.start) for a, b in at.places if item.start <= a < item.end):
            if patterns.search(r"\d\s*日|/\s*\d", item.text[max(0, a - 12) : b]):
                dated += 1
            elif "曜" in item.text[a:b]:
                weekly += 1
    return weekly > dated


def _dated(own: Sequence[Item]) -> bool:
    return any(
        patterns.search(
            r"(?:\d{1,2}\s*[月/]|(?:R\d{1,2}|20\d\d)\.\d{1,2}\.)\s*\d{1,2}\s*日?\s*\([月火水木金土日](?![^()]*\)\s*(?:\d{1,2}時)?(?:まで(?:に|の|受)|必着|締|〆|現在|消印|正午))",
            item.text,
        )
        for item in own
        if item.about("days", "title", "night") or not item.fields
    )
