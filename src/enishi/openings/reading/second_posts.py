"""A second post that one sentence tells of: another department still sought, or a post that is over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from enishi.openings.reading import over
from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import closing, institution, place, specialties, terms
from enishi.openings.reading.line import Item, sentences, without
from enishi.openings.reading.once import once
from enishi.openings.reading.scoping import Post, owner_of, scoped
from enishi.openings.reading.splitting import split_all

_GOES_ON = re.compile(
    rf"(?:{LISTED.pattern})[^。\n]{{0,80}}?(?:引き?続き|今後も|現在も|継続して|まだ)[^。\n]{{0,16}}(?:募集|公募|募[りるっ]|探して|求め|お待ち|お願い)"
    rf"|(?:{LISTED.pattern})[^。\n]{{0,30}}?(?:募集|公募)(?:は|を)(?:続け|継続)"
    rf"|^(?:その)?(?:一方で?|ただし|かわりに|代わりに|なお)、?[^。\n]{{0,10}}(?:{LISTED.pattern})[^。\n]{{0,60}}(?:探し|募集|求め|お願いし)"
)


_OF_BOTH = re.compile(r"両科|(?:いずれ|どちら|両方と)も|ともに")


def _departments(words: str) -> set[str]:
    return {canonical(m.group()) for m in LISTED.finditer(words)}


def _told_of(items: Sequence[Item], mine: set[str], others: set[str]) -> Iterator[Item]:
    """The items less the sentences and clauses that tell of other departments alone."""
    for item in items:
        for words, start in sentences(item):
            if (named := _departments(words)) & others and not named & mine:
                item = without(item, words, start)
        yield from scoped(item, owner_of(mine, others)) if item.text.strip() else ()


def still_sought(items: Sequence[Item], text: str) -> list[Post]:
    """Two posts where a text closes one and says in a sentence that another goes on: 「なお、眼科は引き続き募集」. Else none."""
    for index, item in enumerate(items):
        for words, start in sentences(item):
            found = _GOES_ON.search(words)
            if found is None:
                continue
            names = _departments(words)
            before = [*items[:index], replace(item, text=item.text[: start - item.start])]
            other = set().union(*(_departments(i.text) for i in before)) - names
            if not other or closing.read_closed([*_told_of(before, other, names)], whole=True) is None:
                continue
            given: dict[str, Found] = {}
            if (name := institution.read(items, text)) is not None:
                given["institution"] = name
            prefecture, municipality = place.read(items, name.value if name else None, name)
            given |= {"prefecture": prefecture} if prefecture else {}
            given |= {"municipality": municipality} if municipality else {}
            rest = Item(frozenset(), "", item.text[start - item.start :], start, item.line)
            others = [i for i in [*before, *items[index + 1 :]] if i.text.strip()]
            first = list(_told_of(others, other, names))
            theirs = [i for i in others if _OF_BOTH.search(i.text) or names & _departments(i.text)]
            going_on = Found.at(True, start + found.start(), start + found.end())
            return [
                *split_all([Post(first, [], dict(given))]),
                Post([rest, *_told_of(theirs, names, other)], [], {**given, "recruiting": going_on}),
            ]
    return []


_ANOTHER_OVER = re.compile(
    r"^\s*[・※]?(?:(?:なお|また)、)?(?P<words>[^。]{0,40}?(?:医|医師|先生|常勤|スポット)(?:\([^()]*\))?)(?:の求人|の募集)?(?:は|につきましては)、?[^。]{0,20}(?:決まり|取り?下げ|充足|終了|募集を終え)"
)


def another_over(items: Sequence[Item], text: str) -> Post | None:
    """A post of another kind or with pay of its own, of which one sentence at the end says that it is over."""
    for item in items[2:]:
        if item.label:
            continue
        for words, start in sentences(item):
            found = _ANOTHER_OVER.match(words)
            if found is None or not re.search(r"していた|しておりました|専属|\d\s*万円", words):
                continue
            post = Item(frozenset(), "", words, start, item.line)
            kind = re.search(r"(?P<part_time>非常勤)|(?P<full_time>常勤|専属)|(?P<spot>スポット)", words)
            mine = Found.at([str(kind.lastgroup)], start + kind.start(), start + kind.end()) if kind else None
            theirs = terms.read_employment([i for i in items if i is not item])
            if not re.search(r"万円", words) and (mine is None or theirs is None or mine.value == theirs.value):
                continue
            given: dict[str, Found] = {"employment": mine} if mine else {}
            given["recruiting"] = Found.at(False, start, start + len(words))
            if not re.search(r"工場|支社|病院|クリニック|診療所|事業所", words):
                others = [i for i in items if i is not item]
                name = institution.read(others, text)
                where = place.read(others, name.value if name else None, name)
                for key, said in zip(("institution", "prefecture", "municipality"), (name, *where), strict=True):
                    given |= {key: said} if said else {}
            return Post([post], [], given)
    return None


_End = tuple[str, int, int, re.Match[str]]
"""A sentence that ends a post: its words, where it begins, the number of its line, and what it says."""


@once
def _ended(items: Sequence[Item]) -> list[_End]:
    return [
        (words, start, item.line, told)
        for item in items
        for words, start in (sentences(item) if not item.label or item.about("process", "remark", "other") else ())
        if (told := over.said(words)) is not None
    ]


def _without_ends(items: Sequence[Item], ended: Sequence[_End]) -> list[Item]:
    for words, start, *_ in ended:
        items = [without(item, words, start) for item in items]
    return [*items]


def _sought_besides(post: Post, ended: Sequence[_End]) -> set[str]:
    """The departments of a post less what the sentences say that end one; where these alone name any, all of them."""
    if (given := post.given.get("specialties")) is not None:
        return set(given.value)
    for told in (_without_ends(post.own, ended), post.own):
        if (named := specialties.read(told)[0]) is not None:
            return set(named.value)
        if headed := _departments(" ".join(item.text for item in told[:1])):
            return headed
        if specialties.read(told)[1] is not None:
            return set()
    return set()


def over_besides(items: Sequence[Item], posts: Sequence[Post], text: str) -> list[Post]:
    """Posts of other departments than those of `posts`, of which a line beside these says that they are over."""
    ended = _ended(items)
    mine = set().union(*(_sought_besides(post, ended) for post in posts)) if ended else set()
    found: list[Post] = []
    for words, start, line, told in ended:
        names = list(dict.fromkeys(canonical(m.group()) for m in LISTED.finditer(told["list"])))
        if mine & set(names):
            continue
        at = (start + told.start("list"), start + told.end("list"))
        given = {
            "specialties": Found.at(names, *at),
            "recruiting": Found.at(False, start, start + len(words.rstrip())),
        }
        name: Found | None
        begin = start + told.start("object")
        if people := re.search(r"(\d{1,2})\s*[名人]", told["object"]):
            given["headcount"] = Found.at(int(people[1]), begin + people.start(), begin + people.end())
        if kind := re.search(r"非常勤|常勤", told["object"]):
            code = "part_time" if kind.group() == "非常勤" else "full_time"
            given["employment"] = Found.at([code], begin + kind.start(), begin + kind.end())
        if (named_at := over.place_of(told)) is not None:
            theirs = [Item(frozenset(), "", words, start, line)]
            name = Found.at(told["place"], start + named_at[0], start + named_at[1])
        else:
            theirs = posts[0].shared or posts[0].own
            name = next((n for post in posts if (n := institution.read([*post.own, *post.shared], text))), None)
        where = place.read(theirs, name.value if name else None, name)
        for key, said in zip(("institution", "prefecture", "municipality"), (name, *where), strict=True):
            given |= {key: said} if said else {}
        for post in posts:  # it closes none of the others
            post.own = [without(i, words, start) for i in post.own]
            post.shared = [without(i, words, start) for i in post.shared]
        mine |= set(names)
        found.append(Post([Item(frozenset(), "", words, start, line)], [], given))
    return found


def over_in_entries(posts: Sequence[Post], text: str) -> list[Post]:
    """Posts of departments that no entry of a list names else, of which a remark in one entry says that they are over there."""
    named: set[str] = set()
    for post in posts:
        named |= _departments("\n".join(item.text for item in _without_ends(post.own, _ended(post.own))))
        named |= set(post.given["specialties"].value) if "specialties" in post.given else set()
    found = [over for post in posts for over in over_besides(post.own, [post], text)]
    return [one for one in found if named.isdisjoint(one.given["specialties"].value)]


_ALSO_SOUGHT = re.compile(
    rf"\s*(?:なお、|また、)?(?P<name>{LISTED.pattern})の(?:(?P<full>常勤)|(?P<part>非常勤))?(?:医師?|の?先生)(?:\(\s*(?P<n>\d{{1,2}})\s*[名人]\s*\))?(?:は|も|につきましては)、?(?:引き?続き|現在も)募集(?:中|して)"
)


def another_sought(items: Sequence[Item], text: str) -> Post | None:
    """A post of another department, of which one sentence at the end says that it is still sought."""
    for item in items[3:]:
        if item.label:
            continue
        for words, start in sentences(item):
            found = _ALSO_SOUGHT.match(words)
            if found is None:
                continue
            name = canonical(found["name"])
            others = [other for other in items if other is not item]
            if not any({canonical(m.group()) for m in LISTED.finditer(other.text)} - {name} for other in others):
                continue
            given = {"specialties": Found.at([name], start + found.start("name"), start + found.end("name"))}
            if found["full"] or found["part"]:
                group = "full" if found["full"] else "part"
                code = "full_time" if found["full"] else "part_time"
                given["employment"] = Found.at([code], start + found.start(group), start + found.end(group))
            if found["n"]:
                given["headcount"] = Found.at(int(found["n"]), start + found.start("n"), start + found.end("n"))
            named = institution.read(others, text)
            where = place.read(others, named.value if named else None, named)
            for key, said in zip(("institution", "prefecture", "municipality"), (named, *where), strict=True):
                given |= {key: said} if said else {}
            return Post([Item(frozenset(), "", words, start, item.line)], [], given)
    return None
