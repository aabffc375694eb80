"""Posts that one line names together: departments with numbers of people of their own, kinds of employment."""

import collections
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from enishi.openings.reading import department_lines
from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import duty, terms
from enishi.openings.reading.heads import KIND_OF_WORK, signals_in
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.scoping import OF_A_NAME, Post, owner_of, scoped

_MANY = re.compile(
    rf"(?P<list>(?:{LISTED.pattern})(?:(?:の?(?:常勤|非常勤)?医師?|の先生)?\s*(?:[・、,/&]|または|又は|もしくは|及び|および|と|or)\s*(?:{LISTED.pattern}))*)(?:\([^()\d]{{1,12}}\))?\s*(?:の\d(?:つの)?(?:診療)?科(?:で|に|について|を)?、?)?(?:の)?(?:外来|診療)?(?:の)?\(?(?:常勤|非常勤)?(?:医師|医|の先生|担当)?(?:が|は|を)?\)?、?[\s:…・.(]*(?P<joint>の?(?:いずれか|どちらか|うち)、?\s*(?:計|合わせて|あわせて)?\s*)?(?P<each>各(?:々|科|診療科)?|それぞれ)?\s*(?P<count>\d{{1,2}}\s*[名人](?!以上)|\d{{1,2}}(?=\)\s*(?:[、・,\s]|$))|若干名|※?\s*(?:充足|募集(?:終了|停止|なし)|成約|決定済))"
)


_ALL_OF_A_KIND = re.compile(r"(?:いずれも|すべて|全て|ともに|共に|どちらも|両科とも)、?(?:の)?(常勤|非常勤|スポット)")
# Who is there already: 「常勤医4名(内科2名、外科1名)の病院です」.
# Kinds of work of which the doctor chooses one are one post.
_EITHER = re.compile(r"(?:どちらか|いずれか|どちらでも|いずれでも)(?:を?(?:お選び|選)|で(?:も|結構|可)|$|[。\s)])")
_STAFFED = re.compile(
    r"常勤医(?:師)?(?:は|が)?\s*\d+\s*[名人]\s*\(|医師\s*\d+\s*[名人]\s*\([^()]*科|\)の(?:病院|診療所|施設)です|[名人]ほか|[名人](?:\([^()]*\))?が(?:(?:勤務|在籍|診療)して|働[いくき])|[名人]で足りて|[名人]がそろ|[名人]の?体制"
)
_STAFF_BESIDE = re.compile(r"\([^()]*\d\s*[名人](?:の?体制|ほか|が(?:勤務|在籍|診療))[^()]*\)")
_TOGETHER = re.compile(r"いずれか|のうち|合わせて|計\s*\d")
# 「外科、整形外科の医師 各1名」 at the head of an entry
_EACH = re.compile(
    rf"(?:{LISTED.pattern})(?:の?(?:非?常勤)?(?:医師?|の?先生))?(?:、?\(?非?常勤\)?で?)?(?:の\d(?:つの)?(?:診療)?科(?:で|に)?)?[\s、を]*(?:各(?:々|科|診療科)?|それぞれ)\s*\d{{1,2}}\s*[名人](?!(?:が|で|の?体制|在籍|勤務))"
)
_COUNTED = re.compile(rf"\s*(?:{LISTED.pattern})(?:の?医師?)?\s*\(?\d{{1,2}}\s*[名人]\)?\s*[、,・/と及]")


def split_all(posts: list[Post]) -> list[Post]:
    parts = []
    for post in posts:
        for part in _split(post):
            part.mark = part.mark or post.mark
            parts.append(part)
    return parts


def _split(post: Post) -> list[Post]:
    """One post for each department or kind of employment that has a number of people of its own."""
    # bare numbers in brackets count people only below a heading that says so: 「募集診療科(人数)」
    bracketed = any(
        re.search(r"\((?:募集)?(?:人数|人員|定員|名)\)", f"{item.label}{item.text}")
        for item in [*post.own, *post.shared]
    )
    for item in post.own:
        if item.about("site", "process", "pay", "night", "other", "housing", "remark") or (
            item.fields and not item.about("specialty", "headcount", "title", "employment")
        ):
            continue
        for words, start in (
            [(item.text, item.start)]
            if item.about("specialty", "headcount") or item.label == "募集"
            else list(sentences(item))
        ):
            words = _STAFF_BESIDE.sub(lambda m: " " * len(m.group()), words)
            telling = re.search(
                r"募集|急募|採用|求人|公募|求め|探し|欲し|ほし[いく]|お願い|^\s*[■●・◆○▲△▼▽◎□◇★☆]|^\W*非?常勤(?:の)?(?:医師|の先生)\s",
                words,
            ) or _COUNTED.match(words)
            telling = telling or (_EACH.search(words) if item in post.own[:4] else None)
            if (not item.fields and not telling) or _STAFFED.search(words):
                continue
            found = [one for one in _MANY.finditer(words) if not one["count"].isdigit() or bracketed]
            if any(not any(one.start() <= m.start() < one.end() for one in found) for m in _TOGETHER.finditer(words)):
                continue  # 「内科1名または外科1名のいずれか」
            tails: dict[tuple[str, ...], tuple[int, int | None]] = {}
            parts = _departments(found, start, tails)
            if len(parts) >= 2:
                if every := _ALL_OF_A_KIND.search(words, found[0].start()):
                    code = {"常": "full_time", "非": "part_time", "ス": "spot"}[every[1][0]]
                    inside = words[: every.start()].endswith(
                        "("
                    )  # it ends a group: 「内科、外科 各1名(いずれも常勤)/麻酔科 …」
                    for _, given in parts:
                        if inside and given["specialties"].places[0][0] > start + every.start():
                            continue
                        given.setdefault("employment", Found.at([code], start + every.start(1), start + every.end(1)))
                for names, given in parts:
                    if "employment" not in given and (kind := _kind_behind(words, *tails[names], start)) is not None:
                        given["employment"] = kind
                _kinds_apart(words, start, parts, post)
                made = [_scoped_by_department(post, item, part, [other for other, _ in parts]) for part in parts]
                for one, (names, _) in zip(made, parts, strict=True):
                    begin, end = tails[names]
                    begin = next(
                        (m.start("count") for m in found if m.end() == begin and not m["count"][0].isdigit()), begin
                    )
                    rest = words[begin:end].split("\n")[0] if end is None else words[begin:end]
                    if rest.strip(" 、。・\n"):
                        one.own.append(Item(frozenset(("remark",)), "", rest, start + begin, item.line))
                return _with_terms_of_their_kind(_scoped_by_kind(made))
    both = (
        _scoped_by_kind(department_lines.below_their_kind(post))
        or _departments_in_sentences(post)
        or _departments_apart(post)
        or department_lines.departments_below(post)
        or department_lines.departments_in_lines(post)
        or department_lines.lines_of_departments(post)
    )
    _scope_what_they_share(both)
    return _with_terms_of_their_kind(both) or _by_marks(post) or _by_employment(post)


def _scope_what_they_share(posts: Sequence[Post]) -> None:
    """Takes from what several posts hold alike the words for another's department: 「オンコール 眼科はなし。皮膚科は月に数回」."""
    told = [{*post.given["specialties"].value} if "specialties" in post.given else set() for post in posts]
    alike = collections.Counter(item for post in posts for item in post.own)
    for post, mine in zip(posts, told, strict=True):
        owner = owner_of(mine, set().union(*told) - mine)
        post.own = [
            piece
            for item in post.own
            for piece in (scoped(item, owner) if mine and alike[item] > 1 and item.fields else [item])
        ]


_BEHIND = re.compile(r"\s*\((?P<kind>非常勤|常勤)(?=[、)])(?![^()]*(?:または|又は|も可|でも))")


def _kind_behind(words: str, begin: int, end: int | None, start: int) -> Found | None:
    """The kind of work in brackets behind a department's number of people: 「麻酔科 若干名(非常勤、週1日)」."""
    found = _BEHIND.match(words, begin, len(words) if end is None else end)
    if found is None:
        return None
    code = "part_time" if found["kind"] == "非常勤" else "full_time"
    return Found.at([code], start + found.start("kind"), start + found.end("kind"))


_KIND_OF_ONE = re.compile(rf"\((?P<name>{LISTED.pattern})(?:のみ|だけ|は)、?(?P<kind>非常勤|常勤)\)")


def _kinds_apart(words: str, start: int, parts: list[tuple[tuple[str, ...], dict[str, Found]]], post: Post) -> None:
    """「皮膚科 1名(皮膚科のみ非常勤)」: the kind of that department's post, and the other kind for the others."""
    found = _KIND_OF_ONE.search(words)
    if found is None:
        return
    code = "part_time" if found["kind"] == "非常勤" else "full_time"
    at = (start + found.start(), start + found.end())
    for names, given in parts:
        mine = canonical(found["name"]) in names
        other = "full_time" if code == "part_time" else "part_time"
        given.setdefault("employment", Found.at([code if mine else other], *at))


def _scoped_by_kind(posts: list[Post]) -> list[Post]:
    """The posts without what is said of the other kind of employment alone, where each post is of one kind."""
    kinds = [set(post.given["employment"].value) if "employment" in post.given else set() for post in posts]
    every = set().union(*kinds)
    if len(every) < 2 or any(len(kind) != 1 for kind in kinds):
        return posts
    for post, kind in zip(posts, kinds, strict=True):
        owner = owner_of((), (), kind, every - kind)
        post.own = [piece for item in post.own for piece in scoped(item, owner)]
        post.shared = [piece for item in post.shared for piece in scoped(item, owner)]
    return posts


def _with_terms_of_their_kind(posts: list[Post]) -> list[Post]:
    """Posts of several kinds of work, each less the terms of the other kind: 「常勤は年俸…、非常勤は日給…」."""
    found = [terms.read_employment(post.own) for post in posts]
    kinds = [set(one.value) if one is not None else set() for one in found]
    every = set().union(*kinds) if kinds else set()
    if len(every) < 2 or any(len(kind) != 1 for kind in kinds):
        return posts
    for post, kind, one in zip(posts, kinds, found, strict=True):
        if one is not None:
            post.given.setdefault("employment", one)
        owner = owner_of((), (), kind, every - kind)
        post.own = [piece for item in post.own for piece in scoped(item, owner)]
        post.shared = [piece for item in post.shared for piece in scoped(item, owner)]
    return posts


_MARK = re.compile(r"(?:^|(?<=[\s、。/・]))\((?P<mark>\d)\)(?P<more>(?:\s?[・、〜と]?\s?\(\d\)){0,5})")


def _marks_of(found: re.Match[str]) -> list[str]:
    """The numbers of one mark: 「(1)(2)」 has two, 「(1)〜(3)」 three."""
    first, more = found["mark"], re.findall(r"\d", found["more"])
    if "〜" in found["more"]:
        return [str(number) for number in range(int(first), int(more[-1]) + 1)]
    return [first, *more]


def _terms_apart(item: Item, found: Sequence[re.Match[str]]) -> bool:
    """Whether the parts of one item after its marks are posts with terms of their own: 「(1)常勤 週4日 年俸… (2)非常勤 週1日 日給…」."""
    parts = [
        item.text[a.end() : b.start() if b else len(item.text)] for a, b in itertools.zip_longest(found, found[1:])
    ]
    return len(parts) >= 2 and all(
        signals_in(part) >= 3 and re.search(r"\d[\d,]*\s*(?:万|千)?円|\d万", part) for part in parts
    )


def _by_marks(post: Post) -> list[Post]:
    """「勤務形態 (1)常勤 (2)非常勤」, 「給与 (1)年収… (2)日給…」: a post for each mark that several labels share."""
    marked: dict[int, list[re.Match[str]]] = {}
    for index, item in enumerate(post.own):
        found = list(_MARK.finditer(item.text))
        if (
            item.label
            and found
            and not (item.about("employment", "days") and _EITHER.search(item.text))
            and [n for m in found for n in _marks_of(m)] == sorted({n for m in found for n in _marks_of(m)})
        ):
            marked[index] = found
    full = [found for found in marked.values() if len(found) >= 2]
    apart = len(full) >= 2 or any(_terms_apart(post.own[i], found) for i, found in marked.items())
    if not apart or not any(
        len(found) >= 2
        and post.own[i].about("employment", "specialty")
        and all(re.match(rf"\s*(?:非?常勤|スポット|単発|{LISTED.pattern})", post.own[i].text[m.end() :]) for m in found)
        for i, found in marked.items()
    ):
        return []
    posts = []
    for mark in sorted({n for found in full for m in found for n in _marks_of(m)}):
        own: list[Item] = []
        for index, item in enumerate(post.own):
            if index not in marked:
                own += scoped(item, owner_of((), (), mark=mark)) if _MARK.match(item.text) else [item]
                continue
            for m, after in itertools.zip_longest(marked[index], marked[index][1:]):
                if mark in _marks_of(m):
                    end = after.start() if after else len(item.text)
                    own.append(replace(item, text=item.text[m.end() : end].rstrip(), start=item.start + m.end()))
        posts.append(Post(own, post.shared, dict(post.given), mark))
    return posts


def _departments(
    found: Sequence[re.Match[str]], start: int, tails: dict[tuple[str, ...], tuple[int, int | None]]
) -> list[tuple[tuple[str, ...], dict[str, Found]]]:
    parts: list[tuple[tuple[str, ...], dict[str, Found]]] = []
    for index, one in enumerate(found):
        names = [
            (canonical(m.group()), start + one.start("list") + m.start(), start + one.start("list") + m.end())
            for m in LISTED.finditer(one["list"])
        ]
        groups = [[name] for name in names] if one["each"] else [names]
        for group in groups:
            given = {"specialties": Found([n for n, _, _ in group], tuple((a, b) for _, a, b in group))}
            if number := re.match(r"\d+", one["count"]):
                left = re.match(r"\s*\([^()]*(?:あと|残り)\s*(\d{1,2})\s*[名人][^()]*\)", one.string[one.end() :])
                people = int(left[1]) if left else int(number.group())
                given["headcount"] = Found.at(people, start + one.start("count"), start + one.end("count"))
            if kind := re.search(r"非常勤|常勤" if one["each"] else r"(?<=\()(?:非常勤|常勤)(?=\d)", one.group()):
                code = "part_time" if kind.group() == "非常勤" else "full_time"
                given["employment"] = Found.at(
                    [code], start + one.start() + kind.start(), start + one.start() + kind.end()
                )
            tails[tuple(n for n, _, _ in group)] = (
                one.end(),
                found[index + 1].start() if index + 1 < len(found) else None,
            )
            parts.append((tuple(n for n, _, _ in group), given))
    keys = [names for names, _ in parts]
    return parts if len(set(keys)) == len(keys) else []


def _list_of(words: str) -> str:
    """The first line of some words, with the lines below it that are departments as well."""
    lines = words.split("\n")
    more = [line for line in lines[1:] if LISTED.match(line.lstrip(" ・*-○●■"))]
    return words if len(more) == len(lines) - 1 else lines[0]


def _departments_apart(post: Post) -> list[Post]:
    """「内科、外科」 under 診療科 and 「各1名」 under 人数."""
    counts = [
        item
        for item in post.own
        if (item.about("headcount") or not item.fields)
        and re.match(r"\s*(?:非?常勤(?:医師?)?\s*)?(?:各々?|それぞれ)(?:科|診療科)?\s*\d+\s*(?:[名人]|$)", item.text)
    ]
    if not counts:
        counts = [
            item
            for item in post.own
            if item.about("specialty") and re.search(r"各(?:科|診療科)?\s*\d+\s*[名人]", item.text)
        ]
    if not counts:
        return _each_in_a_sentence(post)
    number = re.search(r"(?:各々?|それぞれ)(?:科|診療科)?\s*(\d+)", counts[0].text)
    special = next((item for item in post.own if item.about("specialty")), None)
    if special is None or (special.line > counts[0].line and len(LISTED.findall(special.text)) == 1):
        # 「常勤医師 内科・外科」, behind it 「各1名」; further down each of them has a heading of its own
        beside = (i for i in post.own if i.line == counts[0].line and len(LISTED.findall(i.text)) >= 2)
        special = next(beside, special)
    if number is None or special is None:
        return []
    names = [
        (canonical(m.group()), special.start + m.start(), special.start + m.end())
        for m in LISTED.finditer(_list_of(special.text))
    ]
    if len(names) < 2:
        return []
    count = Found.at(int(number[1]), counts[0].start + number.start(), counts[0].start + number.end())
    parts = [((name,), {"specialties": Found.at([name], a, b), "headcount": count}) for name, a, b in names]
    return [_scoped_by_department(post, special, part, [other for other, _ in parts]) for part in parts]


_EACH_OF_THEM = re.compile(
    rf"(?P<list>(?:{LISTED.pattern})(?:(?:[・、]|と|及び|および|、?ならびに)(?:{LISTED.pattern})){{1,6}})(?:の|で|に|から|を)?、?(?:[^。、]{{0,6}}の)?(?:先生|医師)?を?\s*(?:お|それぞれ)?(?P<count>\d{{1,2}})\s*[名人]ずつ"
)


def _each_in_a_sentence(post: Post) -> list[Post]:
    """「循環器内科と脳神経外科で、常勤の先生を1名ずつ募集しています」."""
    for item in post.own:
        if (found := _EACH_OF_THEM.search(item.text)) is None or _STAFFED.search(item.text):
            continue
        at = item.start + found.start()
        given = {
            "headcount": Found.at(int(found["count"]), item.start + found.start("count"), item.start + found.end())
        }
        if kind := re.search(r"非常勤|常勤", found.group()):
            code = "part_time" if kind.group() == "非常勤" else "full_time"
            given["employment"] = Found.at([code], at + kind.start(), at + kind.end())
        parts = [
            (
                (canonical(m.group()),),
                {"specialties": Found.at([canonical(m.group())], at + m.start(), at + m.end()), **given},
            )
            for m in LISTED.finditer(found["list"])
        ]
        return [_scoped_by_department(post, item, part, [other for other, _ in parts]) for part in parts]
    return []


_SAYS = re.compile(
    rf"\s*(?:また、|なお、|一方、)?(?P<name>{LISTED.pattern})(?:の先生|医師)?(?:は|につきましては|については)"
)
_TERMS = re.compile(r"週\s*\d|\d[\d,.]*\s*万|\d{3,}円|\d\s*[名人]|[月火水木金土日]曜")
_OF_OTHERS = re.compile(r"院長|大学|応援|派遣|診療しています|担当しています|体制|当直|待機|オンコール|呼び")


def _departments_in_sentences(post: Post) -> list[Post]:
    """「糖尿病内科は週1日、日給9万円です。眼科は週2日、…」: a sentence with terms for each department."""
    found: dict[str, tuple[int, int]] = {}
    source: Item | None = None
    for item in post.own:
        if item.label and not item.about("title", "remark"):
            continue
        for words, start in sentences(item):
            said = _SAYS.match(words)
            whole = bool(KIND_OF_WORK.search(words)) and signals_in(words) >= 4  # a post in one sentence
            if said and len(_TERMS.findall(words)) >= 2 and (whole or not _OF_OTHERS.search(words)):
                found.setdefault(canonical(said["name"]), (start + said.start("name"), start + said.end("name")))
                source = item
    if len(found) < 2 or source is None:
        return []
    parts = [((name,), {"specialties": Found.at([name], *place_of)}) for name, place_of in found.items()]
    nowhere = Item(frozenset(), "", "", source.start, source.line)
    return [_scoped_by_department(post, nowhere, part, [other for other, _ in parts]) for part in parts]


def _scoped_by_department(
    post: Post, source: Item, part: tuple[tuple[str, ...], dict[str, Found]], everybody: Sequence[tuple[str, ...]]
) -> Post:
    names, given = part
    given = {**duty.only_for([*post.own, *post.shared], names), **given}
    others = {name for group in everybody for name in group} - set(names)

    def owner(words: str) -> bool | None:
        seen = {canonical(m.group()) for m in LISTED.finditer(words) if not OF_A_NAME.match(words, m.end())}
        if seen & set(names):
            return True
        return False if seen & others else None

    own = [piece for item in post.own if item is not source for piece in scoped(item, owner)]
    shared = [piece for item in post.shared for piece in scoped(item, owner)]
    rest = replace(source, fields=frozenset(("remark",))) if not source.cell else source
    more = (
        [piece for piece in scoped(rest, owner) if piece.text.strip()]
        if not source.about("headcount", "specialty")
        else []
    )
    return Post([*own, *more], shared, {**post.given, **given})


_BY_KIND = re.compile(
    r"(?P<kind>(?<!非)常勤|非常勤|スポット)(?:嘱託)?(?:の?医師?|の先生)?[\s:は(を]*(?P<count>\d{1,2}\s*[名人]|若干名|数名)"
)
# 「現在、常勤の先生を2名、非常勤の先生を1名募集しています」
_KINDS_SOUGHT = re.compile(
    r"常勤[^。\n]{0,8}?\d\s*[名人]、[^。\n]{0,4}常勤[^。\n]{0,8}?\d\s*[名人][^。\n]{0,6}(?:募集|探|求め)"
)


def _by_employment(post: Post) -> list[Post]:
    """常勤1名、非常勤2名 are two posts with terms of their own."""
    for item in post.own:
        told = item.about("headcount", "employment", "specialty") or item.label in ("募集", "職種")
        if not told and (item.fields or not _KINDS_SOUGHT.search(item.text)):
            continue
        found = list(_BY_KIND.finditer(item.text))
        kinds = [one["kind"] for one in found]
        if len(found) < 2 or len(set(kinds)) < len(kinds):
            continue
        posts = []
        for one in found:
            code = {"常勤": "full_time", "非常勤": "part_time", "スポット": "spot"}[one["kind"]]
            given = {"employment": Found.at([code], item.start + one.start("kind"), item.start + one.end("kind"))}
            if number := re.match(r"\d+", one["count"]):
                given["headcount"] = Found.at(
                    int(number.group()), item.start + one.start("count"), item.start + one.end("count")
                )

            def owner(words: str, kind: str = one["kind"], others: Sequence[str] = tuple(kinds)) -> bool | None:
                seen = set(re.findall(r"非常勤|(?<!非)常勤|スポット", words))
                if kind in seen:
                    return True
                return False if seen & set(others) else None

            own = [
                piece
                for other in post.own
                if other is not item or not item.about("headcount")
                for piece in scoped(other, owner)
            ]
            posts.append(
                Post(own, [piece for other in post.shared for piece in scoped(other, owner)], {**post.given, **given})
            )
        return posts
    return [post]
