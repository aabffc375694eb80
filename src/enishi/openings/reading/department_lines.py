"""Posts of one text that stand on a line each: a department with its number of people, its terms or its state."""

import re

from enishi.openings.reading.departments import A_SHORT_LIST, LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.heads import KIND_OF_WORK, STATE, signals_in
from enishi.openings.reading.line import Item
from enishi.openings.reading.scoping import Post

_OF_A_KIND = re.compile(r"(?P<kind>非常勤|常勤|スポット)(?:医師?|の先生)?")
_DEPARTMENT_COUNTED = re.compile(
    rf"\s*[・○●-]?\s*(?P<name>{LISTED.pattern})(?:医師?|の先生)?[\s:…・]*(?P<count>\d{{1,2}}(?=\s*[名人])|若干名)(?P<rest>[^\n]*)"
)


def below_their_kind(post: Post) -> list[Post]:
    """「常勤医師」, below it 「内科 2名」, 「整形外科 1名」, and so 「非常勤医師」: a post for each line where a text says that it seeks these."""
    lists = [
        (item, kind, rows)
        for item in post.own
        if (kind := _OF_A_KIND.fullmatch(item.label))
        and (
            rows := [
                row
                for line in re.finditer(r"[^\n]+", item.text)
                if (row := _DEPARTMENT_COUNTED.match(item.text, line.start()))
            ]
        )
        and len(rows) == item.text.count("\n") + 1
    ]
    before = " ".join(i.text for i in post.own if lists and i.start < lists[0][0].start)
    if sum(len(rows) for _, _, rows in lists) < 2 or not re.search(r"募集|求人|探し|求め", before):
        return []
    rest = [item for item in post.own if not any(item is one for one, _, _ in lists)]
    posts = []
    for item, kind, rows in lists:
        code = {"常": "full_time", "非": "part_time", "ス": "spot"}[kind["kind"][0]]
        for row in rows:
            at = item.start + row.start("name"), item.start + row.end("name")
            given = {"specialties": Found.at([canonical(row["name"])], *at), "employment": Found.at([code], *at)}
            if row["count"].isdigit():
                given["headcount"] = Found.at(
                    int(row["count"]), item.start + row.start("count"), item.start + row.end("count")
                )
            words = Item(frozenset(("remark",)), "", row["rest"], item.start + row.start("rest"), item.line)
            posts.append(Post([words, *rest], post.shared, {**post.given, **given}))
    return posts


_EACH = re.compile(r"(?:各々?|それぞれ|科ごとに|1科につき)(?:科|診療科)?(?:に|と|、)?\s*(\d{1,2})\s*[名人]")


_OF_DEPARTMENTS = re.compile(r"(?:下記|次|以下)の|(?:科|医師)[^。]*(?:各|それぞれ)|募集\s*\(?各")


_THOSE_BELOW = re.compile(r"(?:下記|次|以下)の(?:\s?(?P<many>\d{1,2})\s?(?:つの)?)?(?:診療)?(?:科|部門|とおり)")
_HEADS_A_LINE = re.compile(
    rf"[\s・○●◎■◆-]*(?P<name>{LISTED.pattern})(?:の?医師|医)?(?P<rest>(?=\s{{2,}}|\s*[(:…―]|\s*$)[^\n]*)"
)
_SIDE_BY_SIDE = re.compile(rf"[\s・○●◎■◆▼-]*(?:{LISTED.pattern})(?:[\s・○●◎■◆▼/、-]+(?:{LISTED.pattern}))*\s*")
MOST_BETWEEN = 3
"""Items between the sentence and the list that it speaks of."""


def _listed_below(post: Post, index: int, number: re.Match[str]) -> list[Post]:
    """「次の3つの科で各1名」, below it a department at the head of each line and behind it what is to say of that one."""
    told = _THOSE_BELOW.search(post.own[index].text)
    if told is None:
        return []
    rows: list[tuple[Found, list[Item]]] = []
    taken: list[Item] = []
    for other in post.own[index + 1 :]:
        if taken and other.line == taken[-1].line and not other.label and not _SIDE_BY_SIDE.fullmatch(other.text):
            rows[-1][1].append(other)
            taken.append(other)
            continue
        if taken and other.line > taken[-1].line + 1:
            break
        if _SIDE_BY_SIDE.fullmatch(other.text) and not (other.label and not other.about("specialty", "title")):
            rows += [
                (Found.at([canonical(m.group())], other.start + m.start(), other.start + m.end()), [])
                for m in LISTED.finditer(other.text)
            ]
            taken.append(other)
            continue
        lines = [_HEADS_A_LINE.match(other.text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", other.text)]
        if not all(lines) or (other.label and not other.about("specialty", "title")):
            if taken or other.line > post.own[index].line + MOST_BETWEEN:
                break
            continue
        for line in lines:
            if line is not None:
                name = Found.at(
                    [canonical(line["name"])], other.start + line.start("name"), other.start + line.end("name")
                )
                rest = Item(frozenset(("remark",)), "", line["rest"], other.start + line.start("rest"), other.line)
                rows.append((name, [rest] if rest.text.strip() else []))
        taken.append(other)
    names = {name.value[0] for name, _ in rows}
    if len(names) < 2 or len(names) < len(rows) or (told["many"] and int(told["many"]) != len(rows)):
        return []
    start = post.own[index].start
    count = Found.at(int(number[1]), start + number.start(), start + number.end())
    left = [other for other in post.own if not any(other is one for one in taken)]
    owners = {
        other.line: canonical(named["name"])
        for other in left
        if (named := _DEPARTMENT_OF_A_LINE.fullmatch(other.text)) and not other.label
    }  # 「泌尿器科  当直 月3回」 among the terms
    return [
        Post(
            [*remarks, *(one for one in left if owners.get(one.line, name.value[0]) == name.value[0])],
            post.shared,
            {**post.given, "specialties": name, "headcount": count},
        )
        for name, remarks in rows
    ]


def departments_below(post: Post) -> list[Post]:
    """「下記の科で各1名」 and the departments below it, one on each line."""
    for index, item in enumerate(post.own):
        number = _EACH.search(item.text)
        if number is None or len(LISTED.findall(item.text)) > 1 or not _OF_DEPARTMENTS.search(item.text):
            continue
        if apart := _listed_below(post, index, number):
            return apart
        names: list[tuple[str, int, int]] = []
        taken: list[Item] = []
        for other in post.own[index + 1 :]:
            if taken and other.line == taken[-1].line and not LISTED.match(other.text):
                taken.append(other)  # a remark beside a department
                continue
            words = re.sub(r"[\s・*■●○◆-]+|\(.*|※.*", "", other.text)
            found = LISTED.search(other.text)
            if found is None and not taken and other.text.rstrip().endswith("。"):
                continue  # 「いずれも常勤です。」 between the sentence and the list
            if (other.label and not other.about("specialty")) or re.search(r"\d\s*[名人床年]|体制|在籍", other.text):
                break  # who is there already
            if taken and other.line > taken[-1].line + 1:
                break
            if found is None or len(words) > len(found.group()) + 4 or len(LISTED.findall(words)) > 1:
                break
            names.append((canonical(found.group()), other.start + found.start(), other.start + found.end()))
            taken.append(other)
        if len({name for name, _, _ in names}) < 2 or len({name for name, _, _ in names}) < len(names):
            continue
        count = Found.at(int(number[1]), item.start + number.start(), item.start + number.end())
        rest = [other for other in post.own if other not in taken]
        return [
            Post(rest, post.shared, {**post.given, "specialties": Found.at([name], a, b), "headcount": count})
            for name, a, b in names
        ]
    return []


_STAFFING = re.compile(r"体制|在籍|現在の|現員|医師数|スタッフ|構成|診療科別")


_DEPARTMENT_OF_A_LINE = re.compile(rf"\s*(?P<name>{LISTED.pattern})(?:の?医師)?\s*")


def departments_in_lines(post: Post) -> list[Post]:
    """A department and its number of people on each of several lines, without labels: 「眼科 …… 1名」."""
    by_line: dict[int, list[Item]] = {}
    for item in post.own:
        by_line.setdefault(item.line, []).append(item)
    found: dict[int, tuple[Item, Item, re.Match[str]]] = {}
    for number, items in by_line.items():
        if any(item.label for item in items):
            continue
        named = [item for item in items if _DEPARTMENT_OF_A_LINE.fullmatch(item.text)]
        counts = [
            (item, m) for item in items if item.about("headcount") and (m := re.match(r"(\d{1,2})\s*[名人]", item.text))
        ]
        if len(named) == 1 and len(counts) == 1:
            found[number] = (named[0], *counts[0])
    names = [canonical(_DEPARTMENT_OF_A_LINE.fullmatch(item.text)["name"]) for item, _, _ in found.values()]  # type: ignore[index]
    before = [item for item in post.own if found and item.line < min(found)][-2:]
    if len(names) < 2 or len(set(names)) < len(names) or any(_STAFFING.search(i.text + i.label) for i in before):
        return []
    if max(found) - min(found) > 3 * len(found):
        return []
    rest = [item for item in post.own if item.line not in found]
    return [
        Post(
            [*(item for item in by_line[number] if item is not named and item is not count), *rest],
            post.shared,
            {
                **post.given,
                "specialties": Found.at([name], named.start, named.end),
                "headcount": Found.at(int(m[1]), count.start, count.start + m.end()),
            },
        )
        for name, (number, (named, count, m)) in zip(names, found.items(), strict=True)
    ]


_BEGINS_WITH = re.compile(rf"\s*[・*\-]?\s*(?P<list>{A_SHORT_LIST})(?=\s|は|\(|:)")


def lines_of_departments(post: Post) -> list[Post]:
    """Below one place a line for each department, with its terms or its state: 「外科 常勤1名 … 年1,800万円」, 「眼科は取下げ」."""
    by_line: dict[int, list[Item]] = {}
    for item in post.own:
        by_line.setdefault(item.line, []).append(item)
    found: dict[int, Found] = {}
    for number, items in by_line.items():
        words = " ".join(item.text for item in items)
        if any(item.label for item in items[:1]) or not (head := _BEGINS_WITH.match(items[0].text + " ")):
            continue
        if (KIND_OF_WORK.search(words) and signals_in(words) >= 3) or STATE.search(words):
            names = list(dict.fromkeys(canonical(m.group()) for m in LISTED.finditer(head["list"])))
            found[number] = Found.at(names, items[0].start + head.start("list"), items[0].start + head.end("list"))
    seen = [name for one in found.values() for name in one.value]
    if len(found) < 2 or len(set(seen)) < len(seen):
        return []
    rest = [item for item in post.own if item.line not in found]
    return [
        Post([*by_line[number], *rest], post.shared, {**post.given, "specialties": one})
        for number, one in found.items()
    ]
