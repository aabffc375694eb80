"""Reading an advertisement: normal form, lines, posts, facts."""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from enishi.openings.reading import corrections, noise, occupations, posts, scope, tables
from enishi.openings.reading.choices import ticked, without_unticked
from enishi.openings.reading.departments import A_LIST, A_SHORT_LIST, FULL, LISTED, canonical
from enishi.openings.reading.facts import Found, Reading, ReadOpening, with_spans
from enishi.openings.reading.fields import (
    ages,
    contract,
    days,
    duty,
    headcount,
    housing,
    institution,
    pay,
    place,
    slots,
    specialties,
    terms,
)
from enishi.openings.reading.items import items_of
from enishi.openings.reading.line import Item, Line, sentences
from enishi.openings.reading.lines import lines_of
from enishi.openings.reading.normal import LONGEST, normalise
from enishi.openings.reading.posts import MOST_POSTS, Post

_FOR_ALL = re.compile(
    r"すべて|全て|いずれも|どちらに?も|両方|共通|ともに|各(?:病院|施設|医療機関|求人)|全員|全科|上記|一律|全件|本表"
)


# A sentence below a list that speaks of all its posts of one kind: 「常勤は定年65歳」.
_FOR_A_KIND = re.compile(
    r"\s*[※*・(注)\d]*\s*(?:非常勤|常勤|スポット)(?:の(?:求人|先生|医師|方))?(?:は|には|につきましては|とも)"
)


def read_text(original: str) -> Reading:
    """The openings of a text, or why it holds none. Reads at most `normal.LONGEST` characters; raises nothing."""
    source = normalise(original)
    lines, crumbs = noise.kept(occupations.ours([without_unticked(line) for line in lines_of(source.text)]))
    text = _as_kept(source.text, lines)
    items = items_of(lines, text)
    table = tables.find(lines)
    tabled = table is not None and any(
        any(i.about("institution", "specialty") for i in row)
        and any(i.about("employment", "headcount", "pay") for i in row)
        for row in table.rows
    )
    reason = scope.out_of_scope(items, lines, crumbs, tabled, text)
    if reason is not None:
        return Reading(original, (), reason)
    found = posts.parted(lines, text, table)
    older = items_of(corrections.older_letter(lines_of(source.text)), text)
    for post in found.posts:
        post.shared = [*post.shared, *older]
    heading = place.heading_prefecture([item for item in (found.common or items) if not item.about("process")][:6])
    everywhere = [
        Found.at(n.prefecture, item.start + n.start, item.start + n.end)
        for item in items
        for n in place.named_in(item.text)
        if n.written and n.prefecture
    ]
    only_place = _the_only_place(items)
    page = [
        Item(frozenset(("title",)), "", line.text, line.start, line.number)
        for line in crumbs
        if "医師" in line.text or "会社" in line.text
    ]
    openings: list[ReadOpening] = []
    at_its_place: list[bool] = []
    end = LONGEST
    if len(found.posts) > MOST_POSTS:
        last = max((item.end for item in found.posts[MOST_POSTS - 1].own), default=0)
        end = source.span(last - 1, last).end or LONGEST
    for post in found.posts[:MOST_POSTS]:
        facts = _facts(post, found, text, heading, everywhere, len(found.posts), page, only_place)
        openings.append(with_spans(source, facts))
        at_its_place.append(_names_its_place(post, facts))
    kept = _worth(openings, at_its_place)
    if not kept:
        return Reading(original, (), "not_an_ad")
    return Reading(original, tuple(kept), None, end)


def _as_kept(text: str, lines: Sequence[Line]) -> str:
    """The text with the blanks that the lines have where they take back their own words; everything in its place."""
    parts, at = [], 0
    for line in lines:
        if line.text and line.start >= at:
            parts += (text[at : line.start], line.text)
            at = line.start + len(line.text)
    return "".join(parts) + text[at:]


def _the_only_place(items: Sequence[Item]) -> tuple[Found, Found] | None:
    """Prefecture and municipality where a text names one municipality only."""
    named = {
        (n.prefecture, n.municipality): Found.at(n.municipality, item.start + n.start, item.start + n.end)
        for item in items
        for n in place.named_in(item.text)
        if n.municipality and n.prefecture
    }
    if len(named) != 1:
        return None
    (prefecture, _), found = next(iter(named.items()))
    return Found(prefecture, found.places), found


def _names_its_place(post: Post, facts: dict[str, Found]) -> bool:
    """Whether the words of the post itself name where it is."""
    name = facts.get("institution")
    return name is not None and any(item.start <= name.places[0][0] < item.end for item in post.own)


def _worth(openings: list[ReadOpening], at_its_place: Sequence[bool]) -> list[ReadOpening]:
    """Without blocks that turned out to say nothing of a post, unless that is all there is."""
    telling = ("specialties", "any_specialty", "pay", "headcount", "employment", "slots", "days_per_week")
    good = [
        o
        for o, placed in zip(openings, at_its_place, strict=True)
        if any(name in o.facts for name in telling) or (placed and "recruiting" in o.facts)
    ]
    return good or [o for o in openings[:1] if "institution" in o.facts or "recruiting" in o.facts]


def _facts(
    post: Post,
    found: posts.Parted,
    text: str,
    heading: Found | None,
    everywhere: Sequence[Found],
    count: int,
    crumbs: Sequence[Item] = (),
    only_place: tuple[Found, Found] | None = None,
) -> dict[str, Found]:
    own = [ticked(item) for item in post.own]
    shared = [ticked(item) for item in post.shared]
    if found.listed:
        in_common = _below_common(shared)
        after = max((item.end for other in found.posts for item in other.own), default=0)
        shared = [
            item
            for item in shared
            if _FOR_ALL.search(item.text)
            or item in in_common
            or item.about("place")
            or _FOR_A_KIND.match(item.text)
            or (item.start > after and item.label and not item.cell and item.about(*_TERMS_OF_ALL))
        ]
    facts = dict(post.given)

    def first(name: str, reader: Callable[[Sequence[Item]], Found | None], inherit: bool = True) -> None:
        if name in facts:
            return
        value = reader(own)
        if value is None and inherit and shared:
            value = reader(shared)
        if value is not None:
            facts[name] = value

    everything = [ticked(item) for item in post.shared if not (found.listed and _SIGNATURE.search(item.text))]
    _place_of_work(facts, own, everything, found, text, heading, everywhere, only_place if count > 1 else None, crumbs)
    if "specialties" not in facts:
        named, every = specialties.read(own)
        if named is None and shared:
            named, every = specialties.read(shared)
        if named is not None:
            facts["specialties"] = named
        if every is not None:
            facts["any_specialty"] = every
    if "specialties" not in facts and count > 1 and own and not found.listed:
        lead = re.search(A_LIST, own[0].text[:36])
        if lead is not None and FULL.match(own[0].text, lead.start()):
            names = list(dict.fromkeys(canonical(m.group()) for m in FULL.finditer(lead.group())))
            facts["specialties"] = Found.at(names, own[0].start + lead.start(), own[0].start + lead.end())
    if "specialties" not in facts and "any_specialty" not in facts:
        alone = _said_alone(own) or (_the_only_department(own) if count > 1 else None)
        if alone is None and count > 1 and not found.listed:
            alone = _the_only_department(shared)
        if alone is not None:
            facts["specialties"] = alone
    first("employment", terms.read_employment)
    if "employment" not in facts and (named := terms.read_employment(crumbs)) is not None:
        facts["employment"] = named
    if "employment" not in facts and found.listed and (kind := _kind_of_the_list(post.shared, own)) is not None:
        facts["employment"] = kind
    first("headcount", headcount.read_headcount, inherit=count == 1)
    if "headcount" not in facts and count > 1:
        its = _its_number(shared, facts["specialties"].value) if "specialties" in facts else None
        if its is not None:
            facts["headcount"] = its
    if "headcount" not in facts and count > 1:
        each = next(((i, m) for i in shared if (m := _EACH_SO_MANY.search(i.text))), None)
        if each is not None:
            item, m = each
            facts["headcount"] = Found.at(int(m[1]), item.start + m.start(), item.start + m.end())
    first("days_per_week", days.read)
    first("slots", slots.read)
    first("pay", lambda items: pay.read(items, found.thousands))
    if "pay" not in facts and sum(len(item.text) for item in own) <= 400:
        fee = pay.read(own, found.thousands, _unit_by_the_time(facts, own))
        if fee is not None:
            facts["pay"] = fee
    _by_the_time(facts, own)
    first("night_duty", duty.read_night)
    first("on_call", duty.read_on_call)
    first("housing", housing.read)
    first("age_limit", lambda items: ages.read_limit(items, [*own, *post.shared]))
    regular = "employment" not in facts or "full_time" in facts["employment"].value
    first("retirement_age", ages.read_retirement, inherit=regular)
    first("fixed_term", contract.read_fixed_term)
    short = count > 1 and sum(len(item.text) for item in own) <= 240
    closed = terms.read_closed(own, whole=count == 1, note=short)
    if closed is None and not found.listed and count > 1 and not any(_STILL_SOUGHT.search(item.text) for item in own):
        closed = terms.read_closed(
            [
                item
                for item in shared
                if not (item.about("process") or _GOES_ON.search(item.text) or _OF_ONE_QUOTED.search(item.text))
            ],
            whole=False,
        )
    if closed is None and found.listed and "institution" in facts:
        closed = _closed_by_name(str(facts["institution"].value), post.shared)
    if closed is not None and "recruiting" not in facts:
        facts["recruiting"] = closed
    if closed is not None:
        told = [*own, *_in_brackets(own)]
        if "slots" not in facts and (days_then := slots.read(told, closed=True)) is not None:
            facts["slots"] = days_then
        if "pay" not in facts and (paid := pay.read(_in_brackets(own), found.thousands)) is not None:
            facts["pay"] = paid
    _consequences(facts, own)
    return facts


def _in_brackets(items: Sequence[Item]) -> list[Item]:
    """What a sentence tells of a post in brackets, each an item of its own: 「内科(非常勤、土曜午前、半日4万円)は充足しました」."""
    return [
        Item(frozenset(), "", found[1], item.start + found.start(1), item.line)
        for item in items
        if not item.label
        for found in re.finditer(r"\(([^()]{8,})\)", item.text)
    ]


# Labels below a list of places of work that hold for all its posts.
_TERMS_OF_ALL = ("employment", "days", "pay", "night", "on_call", "housing", "age", "retirement", "term")

_EACH_SO_MANY = re.compile(r"(?:いずれも|それぞれ)?[^。]{0,12}、?各\s*(\d{1,2})\s*[名人](?!以上)")


def _its_number(shared: Sequence[Item], departments: Sequence[str]) -> Found | None:
    """The number of people that what is said to all gives to one department: 「小児科 1名  眼科 2名」 above their columns."""
    for item, after in itertools.pairwise([*shared, *shared[:1]]):
        for found in LISTED.finditer(item.text):
            behind = item.text[found.end() :].strip() or (after.text if after.line == item.line else "")
            number = re.match(r"[\s(:]*(?:医師?)?\s*(\d{1,2})\s*[名人](?!体制|が|で)", behind)
            if number and [canonical(found.group())] == list(departments):
                return Found.at(int(number[1]), item.start + found.start(), item.start + found.end())
    return None


_COMMON_HEAD = re.compile(r"\W*(?:各?(?:求人|募集|ポスト)に?)?共\s*通(?:事項|条件|の?(?:条件|待遇))?\W*")


def _below_common(shared: Sequence[Item]) -> list[Item]:
    """What stands below the heading 共通事項: it holds for posts at places of their own as well."""
    heads = [index for index, item in enumerate(shared) if _COMMON_HEAD.fullmatch(f"{item.label}{item.text}")]
    return [item for item in shared[heads[0] + 1 :] if item.label and not item.about("process")] if heads else []


# What a post says of itself goes before what the head of the text says of them all: 「【変更・取下げ】」.
_STILL_SOUGHT = re.compile(
    r"継続|引き?続き|募集中|(?:探して|募集して|お待ちして)(?:い|お)り?ま|変更(?:して|のうえ|の上)"
)
_OF_ONE_QUOTED = re.compile(
    r"「[^」]{2,24}」[^。]{0,4}(?:は|につきましては|については)、?"
)  # of another post by its name
_GOES_ON = re.compile(r"継続|続け|引き?続き")
_SIGNATURE = re.compile(r"\d{2,5}-\d{2,4}-\d{3,4}|株式会社|\(株\)|有限会社")  # who sends a list, not who seeks

_LIST_OF_A_KIND = re.compile(
    r"(?<!非)(?P<full>常勤)(?:医師?)?の?(?:求人|募集)|(?P<part>非常勤)(?:医師?)?の?(?:求人|募集)"
)


def _kind_of_the_list(shared: Sequence[Item], own: Sequence[Item]) -> Found | None:
    """The kind of work that the head of a list names for all its posts: 「栃木県の常勤求人」; None where it names both."""
    first = min((item.start for item in own), default=0)
    named = [(item, m) for item in shared if item.start < first for m in _LIST_OF_A_KIND.finditer(item.text)]
    kinds = {str(m.lastgroup) for _, m in named}
    if len(kinds) != 1 or any(re.search(r"スポット|単発|[・/、]非?常勤", item.text) for item, _ in named):
        return None
    item, m = named[0]
    return Found.at(["full_time" if kinds == {"full"} else "part_time"], item.start + m.start(), item.start + m.end())


def _closed_by_name(name: str, shared: Sequence[Item]) -> Found | None:
    """A sentence below a list that says of one place that its search is over."""
    named = [item for item in shared if name in item.text and len(item.text) <= 120]
    return terms.read_closed([replace(item, fields=frozenset()) for item in named], whole=False)


_NAMES = re.compile(A_SHORT_LIST)


def _said_alone(own: Sequence[Item]) -> Found | None:
    """Departments that stand between stops in a short note: 「▽非常勤、皮膚科、木曜終日」."""
    for item in own[:4]:
        if item.fields and not item.about("title", "institution"):
            continue
        parts = [p for p in re.finditer(r"[^、。\s/▽▼○●・()]+", item.text) if _NAMES.fullmatch(p.group())]
        if parts and len(item.text) <= 160:
            names = list(dict.fromkeys(canonical(m.group()) for p in parts for m in LISTED.finditer(p.group())))
            return Found(names, tuple((item.start + p.start(), item.start + p.end()) for p in parts))
    return None


_SHORT_OF_A_PERSON = re.compile(rf"(?:{LISTED.pattern})(?=(?:の)?(?:先生|医師|専門医))")


def _the_only_department(own: Sequence[Item]) -> Found | None:
    """The one department that the words of one of several posts name, where they name no other."""
    named: dict[str, tuple[int, int]] = {}
    for item in own:
        if item.about("site", "process", "institution", "housing", "pay"):
            continue
        for pattern in (FULL, _SHORT_OF_A_PERSON):
            for m in pattern.finditer(item.text):
                if re.match(r"クリニック|医院|病院|\)", item.text[m.end() :]) or re.search(
                    r"(?:大学|応援|歓迎|経験)[^。、]{0,6}$", item.text[: m.start()]
                ):
                    continue
                named.setdefault(canonical(m.group()), (item.start + m.start(), item.start + m.end()))
    if len(named) != 1:
        return None
    name, place_of = next(iter(named.items()))
    return Found.at([name], *place_of)


def _place_of_work(
    facts: dict[str, Found],
    own: list[Item],
    shared: list[Item],
    found: posts.Parted,
    text: str,
    heading: Found | None,
    everywhere: Sequence[Found],
    only_place: tuple[Found, Found] | None,
    page: Sequence[Item],
) -> None:
    name = facts.get("institution") or institution.read(own, text)
    if name is None and not found.listed:
        name = institution.read(shared, text) or found.institution
    if name is not None:
        name = institution.with_company(name, [*shared, *page])
        facts["institution"] = name
    if "prefecture" in facts or "municipality" in facts:
        return
    if name is not None and re.fullmatch(r"北海道|東京都|(?:大阪|京都)府|[一-龥]{2,3}県", str(name.value)):
        # a prefecture calls to its places of work: the address to write to is not one of them
        own = [item for item in own if not item.about("process") and not re.search(r"〒|\d{3}-\d{4}", item.text)]
        shared = [item for item in shared if not item.about("process") and not re.search(r"〒|\d{3}-\d{4}", item.text)]
    prefecture, municipality = place.read(own, name.value if name else None, name)
    elsewhere = any(place.works_in(item.text) for item in own)
    if name is not None and name is found.institution and not (prefecture or municipality or elsewhere):
        prefecture, municipality = found.where
    if municipality is None and shared and not (prefecture and found.listed):
        other = place.read(shared, name.value if name else None, name)
        if prefecture is None or (other[0] and other[0].value == prefecture.value):
            prefecture, municipality = prefecture or other[0], other[1]
    if prefecture is None and municipality is not None:
        prefecture = place.prefecture_of(municipality.value, [heading] if heading else []) or place.prefecture_of(
            municipality.value, everywhere
        )
    if prefecture is None and municipality is None:
        prefecture, municipality = only_place if only_place and name else (None, None)
    if prefecture is None and municipality is None:
        prefecture = heading
    if prefecture is not None:
        facts["prefecture"] = prefecture
    if municipality is not None:
        facts["municipality"] = municipality


_DUTY_WORDS = re.compile(r"当直|宿直|日直|夜勤|夜間|休日|当番")


def _beside(own: Sequence[Item], found: Found) -> Iterator[str]:
    """The titles, the labels and the sentences that some facts stand in."""
    for item in own:
        if item.about("title", "days") or (not item.fields and item in own[:2]):
            yield item.text + item.label
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


def _unit_by_the_time(facts: Mapping[str, Found], own: Sequence[Item]) -> str | None:
    """The unit of a fee that names none: 「毎週土曜午前 45,000円」; None where the hours do not tell it."""
    at = facts.get("slots")
    if at is None:
        return None
    if any(_DUTY_WORDS.search(item.text + item.label) for item in own[:4]) or any("night" in c for c in at.value):
        return "duty"
    return _hours_of_each_day(at) or None


def _by_the_time(facts: dict[str, Found], own: Sequence[Item]) -> None:
    """A fee for 1回 of work that is no duty is one of the half day or day that the post names: 「土曜午前 1回45,000円」."""
    at, found = facts.get("slots"), facts.get("pay")
    if at is None or found is None or any(_DUTY_WORDS.search(words) for words in _beside(own, found)):
        return
    if not (unit := _hours_of_each_day(at)):
        return
    rows = [{**row, "unit": unit} if row["unit"] == "duty" else row for row in found.value]
    if rows != found.value:
        facts["pay"] = Found(rows, found.places)


def _consequences(facts: dict[str, Found], own: Sequence[Item]) -> None:
    """What follows from other facts: a post of night duties, dated work."""
    spot = facts.get("employment")
    at = facts.get("slots")
    if at is not None:
        nights = [code for code in at.value if code.endswith("night")]
        duty_pay = any(row["unit"] == "duty" for row in facts["pay"].value) if "pay" in facts else False
        named = any(re.search(r"当直|宿直|夜勤", item.text + item.label) for item in own)
        if "night_duty" not in facts and nights and named and (duty_pay or len(nights) == len(at.value)):
            facts["night_duty"] = Found("required", at.places)
    if spot is None and at is not None and _dated(own):
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
    if units == {"duty"} and 0 < len(days) <= 3 and any(re.search(r"毎週|隔週|第\d", item.text) for item in own):
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


_PERIOD = re.compile(r"(?<![年\d])(\d{1,2})月\s*\d{1,2}日\s*(?:\([^)]*\))?\s*(?:から|〜)\s*(\d{1,2})月\s*\d{1,2}日")


_DAY = r"(?:令和|R)\s*(?P<y{0}>\d{{1,2}})\s*[年.]\s*(?P<m{0}>\d{{1,2}})\s*[月.]\s*(?P<d{0}>\d{{1,2}})\s*日?\s*(?:\([^()]*\))?"
_SEASON = re.compile(_DAY.format("a") + r"\s*(?:から|〜|-)\s*" + _DAY.format("b"))


def _days_between(found: re.Match[str]) -> int:
    """Days between the two dates of a season, by months of 31 days."""
    a, b = (int(found[f"y{x}"]) * 372 + int(found[f"m{x}"]) * 31 + int(found[f"d{x}"]) for x in "ab")
    return b - a if b >= a else 10_000


def _short_period(own: Sequence[Item]) -> Found | None:
    """Work between two days of one year, told without a year: short dated work."""
    for item in own:
        if item.about("process", "site", "leave", "age") or re.search(r"休診|締切|応募|受付|申込", item.text):
            continue
        if item.about("term", "days") and (season := _SEASON.search(item.text)) and _days_between(season) <= 186:
            return Found.at(["spot"], item.start + season.start(), item.start + season.end())
        if (
            "期間" in f"{item.label}{item.text[:8]}"
            and (days := re.search(r"約?(\d{1,3})日間", item.text))
            and int(days[1]) <= 120
        ):
            return Found.at(["spot"], item.start + days.start(), item.start + days.end())
        found = _PERIOD.search(item.text)
        if found and 0 <= int(found[2]) - int(found[1]) <= 6:
            return Found.at(["spot"], item.start + found.start(), item.start + found.end())
    return None


def _dated(own: Sequence[Item]) -> bool:
    return any(
        re.search(r"(?:\d{1,2}\s*[月/]|(?:R\d{1,2}|20\d\d)\.\d{1,2}\.)\s*\d{1,2}\s*日?\s*\([月火水木金土日]", item.text)
        for item in own
        if item.about("days", "title", "night") or not item.fields
    )
