"""The facts of one post: of its own words first, then of what holds for all."""

import re
from collections.abc import Callable, Hashable, Sequence

from enishi.openings.reading import (
    asides,
    dated_cells,
    legends,
    one_house,
    posts,
    told_over,
)
from enishi.openings.reading.choices import ticked
from enishi.openings.reading.concluding import (
    by_the_time,
    consequences,
    unit_by_the_time,
    unit_of_a_heading,
    unit_of_its_kind,
)
from enishi.openings.reading.departments import A_LIST, FULL, LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import (
    ages,
    by_department,
    closing,
    company_sites,
    contract,
    days,
    duty,
    headcount,
    housing,
    institution,
    municipalities,
    night_posts,
    pay,
    place,
    retirement,
    slots,
    specialties,
    statutory,
    taken_days,
    terms,
)
from enishi.openings.reading.for_all import (
    EACH_SO_MANY,
    GOES_ON,
    OF_NO_ONE_POST,
    OF_ONE_QUOTED,
    ONE_BY_ONE,
    SIGNATURE,
    STILL_SOUGHT,
    TERMS_OF_ALL,
    any_above,
    below_common,
    department_of_the_list,
    its_number,
    kind_of_the_list,
    number_of_its_kind,
    of_the_house,
    said_alone,
    the_only_department,
)
from enishi.openings.reading.line import Item
from enishi.openings.reading.scoping import Post, marks_in, statuses_in

_FOR_ALL = re.compile(
    r"常勤[・、]\s?非常勤とも|(?:下|次|以下)の[二三四五2-5]つ|(?:下記|以下|次)の(?!とおり)[^。]{0,20}(?:先生|医師)[^。]{0,40}(?:募|探し|求め|お迎え|紹介|推薦)|[二三四五]つとも|職員とも|すべて|全て|いずれも|どちらに?も|(?:どちら|いずれ|どこ)の[^、。]{1,8}に?も|両方|共通|ともに|それぞれ\s?\d{1,2}\s?[名人]|各(?:病院|施設|医療機関|求人|回|枠|日)|全員|全科|上記|一律|全件|本表|年度\([^()]*\)の(?:外勤|募集|求人|枠)|全\s?\d*\s?(?:案件|求人|ポスト|施設|枠|コマ)(?!の(?:一覧|うち))|(?:どの|いずれの)(?:番号|求人|募集|ポスト|施設|病院|枠|科|職種?)に?も|各(?:番号|号|項|ポスト)|(?:[\dA-E二三四五]\s?|両)(?:病院|施設|診療所|院|科|名|件|つ|ポスト|枠|か所)?とも(?![に者])"
)


_OF_EVERY_KIND = re.compile(r"常勤[・、と]?(?:も)?非常勤(?:の)?(?:とも|も|を問わず)|非常勤の(?:先生|方|医師)も")
# A sentence below a list that speaks of all its posts of one kind: 「常勤は定年65歳」.
_FOR_A_KIND = re.compile(
    r"\s*[※*・(注)\d]*\s*(?:非常勤|常勤|スポット)(?:の(?:求人|先生|医師|方))?(?:は|には|につきましては|とも)"
)


def _beside_its_duties(own: Found, of_all: Found | None) -> Found | None:
    """The salary that holds for all posts, with the fee for a duty that one of them tells; None where it is not so."""
    if of_all is None or any(row["unit"] != "duty" for row in own.value):
        return None
    salary = [row for row in of_all.value if row["unit"] in ("year", "month")]
    return Found([*salary, *own.value], (*of_all.places, *own.places)) if salary else None


class Known:
    """What was read of posts and of lists of items that another way made as well: the ways of one text share most of both."""

    def __init__(self, remarks: Sequence[told_over.Remark]) -> None:
        self.remarks = remarks
        self.told = 0
        self.posts: dict[Hashable, dict[str, Found]] = {}
        self._lists: dict[tuple[Item, ...], dict[str, Found | None]] = {}
        self._by_object: dict[int, tuple[Sequence[Item], dict[str, Found | None]]] = {}

    def once(self, name: str, items: Sequence[Item], read: Callable[[Sequence[Item]], Found | None]) -> Found | None:
        """What is read as `name` of these items, which may stand in several lists."""
        if id(items) not in self._by_object:  # kept with its list, so that no other gets its number
            self._by_object[id(items)] = items, self._lists.setdefault(tuple(items), {})
        found = self._by_object[id(items)][1]
        if name not in found:
            found[name] = read(items)
        return found[name]


def facts_of(
    post: Post,
    found: posts.Parted,
    text: str,
    heading: Found | None,
    everywhere: Sequence[Found],
    count: int,
    known: Known,
    crumbs: Sequence[Item] = (),
    only_place: tuple[Found, Found] | None = None,
) -> dict[str, Found]:
    """The facts of one post of those that were `found`, with their places in the normal `text`.

    heading: the prefecture that heads the text; everywhere: those that it writes out; count: of its posts; crumbs: titles of the page that
    were left out; only_place: prefecture and municipality where the text names one alone.
    """
    own = dated_cells.joined([ticked(item) for item in asides.without_what_was(asides.without_staff(post.own))])
    shared = [ticked(item) for item in asides.without_what_was(asides.without_staff(post.shared))]
    if found.listed and count > 1:
        in_common = below_common(shared)
        after = max((item.end for other in found.posts for item in other.own), default=0)
        shared = [
            item
            for item in shared
            if _FOR_ALL.search(item.text)
            or re.search(r"常勤[・、]\s?非常勤とも", item.label)
            or item in in_common
            or item.about("place")
            or _FOR_A_KIND.match(item.text)
            or (post.mark and post.mark in marks_in(item.text) and not item.cell)
            or (
                item.start > after
                and not item.cell
                and (item.about(*TERMS_OF_ALL) if item.label else OF_NO_ONE_POST.match(item.text))
            )
        ]
    facts = dict(post.given)

    def first(
        name: str, reader: Callable[[Sequence[Item]], Found | None], inherit: bool = True, beside: str = ""
    ) -> None:
        if name in facts:
            return
        value = known.once(name + beside, own, reader)
        if value is None and inherit and shared:
            value = known.once(name + beside, shared, reader)
        if value is not None:
            facts[name] = value

    everything = [ticked(item) for item in post.shared if not (found.listed and SIGNATURE.search(item.text))]
    _place_of_work(facts, own, everything, found, text, heading, everywhere, only_place if count > 1 else None, crumbs)
    all_own, all_shared = own, shared
    own, shared = asides.without(own), asides.without(shared)
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
        alone = said_alone(own) or (the_only_department(own) if count > 1 else None)
        if alone is None and count > 1 and not found.listed:
            alone = the_only_department(shared)
        if alone is None:
            alone = specialties.of_the_office(text, own)
        if alone is None and found.listed and count > 1 and (every := any_above(post.shared, own)) is not None:
            facts["specialties"], facts["any_specialty"] = Found([], every.places), every
        elif alone is None and found.listed and count > 1:
            alone = department_of_the_list(post.shared, own)
        if alone is None and "institution" in facts and "specialties" not in facts:
            alone = of_the_house(facts["institution"], [*own, *shared])
        if alone is None and "specialties" not in facts:
            alone = specialties.of_the_rooms(text, own)
        if alone is not None:
            facts["specialties"] = alone
    if (numbered := _kind_beside_its_number(own)) is not None and terms.read_employment(own) is None:
        facts["employment"] = numbered
    if "employment" not in facts and (coded := legends.employment(own, post.shared)) is not None:
        facts["employment"] = coded
    first("employment", terms.read_employment)
    if "employment" not in facts and (named := terms.read_employment(crumbs)) is not None:
        facts["employment"] = named
    if "employment" not in facts and found.listed and (kind := kind_of_the_list(post.shared, own)) is not None:
        facts["employment"] = kind
    first("headcount", headcount.read_headcount, inherit=count == 1)
    if "headcount" not in facts and post.earlier and (then := headcount.read_headcount(post.earlier)) is not None:
        facts["headcount"] = then
    unsettled = headcount.has_no_number(own)
    if "headcount" not in facts and count > 1 and not unsettled:
        its = its_number(shared, facts["specialties"].value) if "specialties" in facts else None
        if its is None and "employment" in facts:
            its = number_of_its_kind(shared, facts["employment"].value)
        if its is not None:
            facts["headcount"] = its
    if "headcount" not in facts and count > 1 and not unsettled:
        each = next(((i, m) for i in shared if (m := EACH_SO_MANY.search(i.text))), None)
        each = each or next(((i, m) for i in post.shared if (m := ONE_BY_ONE.search(i.text))), None)
        if each is not None:
            item, m = each
            facts["headcount"] = Found.at(int(m[1]), item.start + m.start(), item.start + m.end())
    first("days_per_week", days.read)
    lasting = "employment" in facts and facts["employment"].value == ["full_time"]
    first("slots", lambda items: slots.read(items, dated=not lasting), beside=" lasting" if lasting else "")
    if post.earlier and "slots" in facts and (left := taken_days.without_gone(facts["slots"], own)) is not None:
        facts["slots"] = left
    first("pay", lambda items: pay.read(items, found.thousands), beside=str(sorted(found.thousands.items())))
    unit_told = unit_of_a_heading(own) or unit_of_its_kind(post.shared, facts)
    if "pay" not in facts and (sum(len(item.text) for item in own) <= 400 or unit_told):
        fee = pay.read(own, found.thousands, unit_told or unit_by_the_time(facts, own))
        if fee is not None:
            facts["pay"] = fee
    by_the_time(facts, own)
    if lasting and "pay" in facts and (whole := _beside_its_duties(facts["pay"], pay.read(shared, found.thousands))):
        facts["pay"] = whole
    ours = own, shared
    mine = {*facts["specialties"].value} if "specialties" in facts else set()
    # who else does the duties tells whether the physician does
    own, shared = (list(by_department.only_ours(told, mine, "night", "on_call")) for told in (all_own, all_shared))
    first("night_duty", duty.read_night)
    nights = [item for item in own if item.cell and item.about("days") and _A_NIGHT.fullmatch(item.text)]
    if nights and "night_duty" not in facts:  # 「区分 当直」 in a row of duties
        facts["night_duty"] = Found.at("required", nights[0].start, nights[0].end)
    night = facts.get("night_duty")
    if night is None or night.value == "none":
        of_nights = night_posts.read(own, regular=lasting)
        if of_nights is not None and (night is None or not _stands_in(night, own) or of_nights.places < night.places):
            facts["night_duty"] = of_nights
    first("on_call", duty.read_on_call)
    own, shared = (list(by_department.only_ours(told, mine, "housing")) for told in ours)
    first("housing", housing.read)
    own, shared = ours
    limit = ages.read_limit(own, [*own, *post.shared])
    limit = ages.read_limit(shared, [*own, *post.shared]) if limit is None and shared else limit
    if limit is not None:
        facts.setdefault("age_limit", limit)
    regular = "employment" not in facts or "full_time" in facts["employment"].value
    regular = regular or any("定年" in item.text and _OF_EVERY_KIND.search(item.text) for item in shared)
    first("retirement_age", retirement.read, inherit=regular and not retirement.has_none(own))
    # of the regular staff no term is told that the head of the text names for others
    head = [item.text for item in own if item.about("employment", "title") or item is own[0]]
    first("fixed_term", contract.read_fixed_term, inherit=statuses_in(" ".join(head)) != {"regular"})
    own, shared = all_own, all_shared
    short = count > 1 and sum(len(item.text) for item in own) <= 240
    kinds = facts["employment"].value if "employment" in facts else ()
    name = str(facts["institution"].value) if "institution" in facts else ""
    closed = closing.read_closed(own, whole=count == 1, note=short, departments=mine, kinds=kinds, name=name)
    if closed is None and not found.listed and count > 1:
        sought = any(STILL_SOUGHT.search(item.text) for item in own)
        closed = closing.read_closed(
            [
                item
                for item in shared
                if (not sought or mine & {canonical(m.group()) for m in LISTED.finditer(item.text)})
                and not (item.about("process") or GOES_ON.search(item.text) or OF_ONE_QUOTED.search(item.text))
            ],
            whole=False,
            departments=mine,
            kinds=kinds,
            name=name,
        )
    if closed is not None and "recruiting" not in facts:
        facts["recruiting"] = closed
    if closed is not None:
        if "headcount" not in facts and (came := headcount.of_one_over(own)) is not None:
            facts["headcount"] = came
        told = [*own, *_in_brackets(own)]
        if "slots" not in facts and (days_then := slots.read(told, closed=True)) is not None:
            facts["slots"] = days_then
        if "pay" not in facts and (paid := pay.read(told, found.thousands, closed=True)) is not None:
            facts["pay"] = paid
    consequences(facts, own)
    statutory.fill(facts, *ours)
    return facts


_KIND_ALONE = re.compile(
    r"(?<=\s)(?P<part_time>非常勤)(?=\s)|(?<=\s)(?P<full_time>常勤)(?=\s)|(?<=\s)(?P<spot>スポット|単発)(?=\s)"
)


def _kind_beside_its_number(own: Sequence[Item]) -> Found | None:
    """The kind of work in the line with the number of a post: 「求人ID 77120 常勤 更新日 12/01」."""
    for item in own[:2]:
        if item.about("process") and re.search(r"番号|No|ID|コード", item.label):
            found = [*_KIND_ALONE.finditer(f" {item.text} ")]
            if len(found) == 1:
                m = found[0]
                return Found.at([str(m.lastgroup)], item.start + m.start() - 1, item.start + m.end() - 1)
    return None


def _stands_in(found: Found, items: Sequence[Item]) -> bool:
    """Whether a fact was read from one of these items."""
    return any(item.start <= begin < item.end for begin, _ in found.places for item in items)


_A_NIGHT = re.compile(r"\s*(?:(?:日当|宿日|当|宿)直|夜勤|準夜|深夜)\s*(?:\([^()]*\))?\s*")


def _in_brackets(items: Sequence[Item]) -> list[Item]:
    """What a sentence tells of a post in brackets, each an item of its own: 「内科(非常勤、土曜午前、半日4万円)は充足しました」."""
    return [
        Item(frozenset(), "", found[1], item.start + found.start(1), item.line)
        for item in items
        if not item.label
        for found in re.finditer(r"\(([^()]{8,})\)", item.text)
    ]


# 「▼美馬刑務所(徳島県美馬市)では、…医師を探しています」 above a list of its posts
_CALLS = re.compile(
    r"(?:院|所|ンター|クリニック|医院|園|苑)(?:\([^()]*\))?では、[^。]{0,30}(?:医師|先生|ドクター)[^。、]{0,6}(?:募集|募って|探して|求めて|お迎え)"
)


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
    if name is None and found.listed and len(calling := [item for item in shared if _CALLS.search(item.text)]) == 1:
        name = institution.read(calling, text)
    if name is None or company_sites.COMPANY.fullmatch(str(name.value)):
        site = company_sites.at_the_place(own) or company_sites.in_brackets(own)
        if name is not None and site is not None and site.value not in name.value:
            name = Found(f"{name.value} {site.value}", (*name.places, *site.places))
        name = company_sites.in_the_title(own, text) or name
    if (name is None or institution.only_a_body(name)) and not found.listed and page:
        head = institution.read(page, text)  # the crumbs of the page: 「さくら坂在宅クリニックのブログ > …」
        first = head is not None and not text[: head.places[0][0]].strip() and not institution.only_a_body(head)
        name = head if name is None or first else name
    if name is not None and not found.listed and re.fullmatch(r"\S{1,6}[都道府県市町村]", str(name.value)):
        # who pays, where the place of work is named beside the posts
        site = institution.read(shared, text)
        name = site if site is not None and not re.search(r"[都道府県市町村]$", str(site.value)) else name
    if name is not None:
        name = company_sites.with_company(name, [*shared, *page], text)
        facts["institution"] = name
    if "prefecture" in facts or "municipality" in facts:
        return
    of_a_prefecture = name is not None and municipalities.prefecture_code(str(name.value))
    if of_a_prefecture:
        # a prefecture calls to its places of work: the address to write to is not one of them
        own = [item for item in own if not item.about("process") and not re.search(r"〒|\d{3}-\d{4}", item.text)]
        shared = [item for item in shared if not item.about("process") and not re.search(r"〒|\d{3}-\d{4}", item.text)]
    prefecture, municipality = place.read(own, name.value if name else None, name)
    elsewhere = any(place.works_in(item.text) for item in own)
    if name is not None and name is found.institution and not (prefecture or municipality or elsewhere):
        prefecture, municipality = found.where
    if municipality is None and shared and not (prefecture and found.listed) and not place.several(own):
        other = place.read(shared, name.value if name else None, name)
        if prefecture is None or (other[0] and other[0].value == prefecture.value):
            prefecture, municipality = prefecture or other[0], other[1]
    if prefecture is None and municipality is not None:
        prefecture = place.prefecture_of(municipality.value, [heading] if heading else []) or place.prefecture_of(
            municipality.value, everywhere
        )
    if municipality is None and name is not None:
        code, municipality = one_house.of_its_owner(str(name.value), text)
        prefecture = prefecture or code
    if prefecture is None and municipality is None:
        prefecture, municipality = only_place if only_place and name else (None, None)
        municipality = None if place.several(own) else municipality
    if prefecture is None and municipality is None:
        prefecture = Found(of_a_prefecture, name.places) if name is not None and of_a_prefecture else heading
    if prefecture is not None:
        facts["prefecture"] = prefecture
    if municipality is not None:
        facts["municipality"] = municipality
