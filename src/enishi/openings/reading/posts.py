"""The posts of a text: which lines are whose, and what holds for all."""

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from enishi.openings.reading import (
    audiences,
    bare_sums,
    crosswise,
    department_grids,
    duty_calendar,
    grid_posts,
    outlines,
    tables,
    week_grids,
)
from enishi.openings.reading.blocks import blocks_of
from enishi.openings.reading.by_code import given_by_code
from enishi.openings.reading.cells import Table, number_of
from enishi.openings.reading.departments import FULL, LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import duty, institution, place, terms
from enishi.openings.reading.heads import FACILITY, STATE
from enishi.openings.reading.items import items_of
from enishi.openings.reading.line import Item, Line, without
from enishi.openings.reading.neighbours import told_twice, with_dittos, with_the_one_before, with_what_others_say
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN
from enishi.openings.reading.once import once
from enishi.openings.reading.pay_columns import name_the_unit, thousands_in
from enishi.openings.reading.pay_legends import name_the_units
from enishi.openings.reading.scoping import OF_A_NAME, STATUSES, Post, marks_in, owner_of, scoped, statuses_in
from enishi.openings.reading.second_posts import (
    another_over,
    another_sought,
    over_besides,
    over_in_entries,
    still_sought,
)
from enishi.openings.reading.sections import bears_a_post, divisions, tells_its_terms, tells_that_it_is_over
from enishi.openings.reading.splitting import split_all

MOST_POSTS = 100
"""Posts of one text that are read; what stands after them counts as unread, as after `LONGEST` characters."""


@dataclass(slots=True)
class Parted:
    """listed: the posts name places of work of their own; thousands: what bare numbers of a table count in; drawn: grids of a
    week part the posts, or what holds for both is headed with their marks, so that no other way is looked for.
    """

    posts: list[Post]
    common: list[Item]
    listed: bool
    thousands: Mapping[str, int] = field(default_factory=dict)
    institution: Found | None = None
    where: tuple[Found | None, Found | None] = (None, None)
    drawn: bool = False

    def of_its_own(self) -> "Parted":
        """The same with posts that may be given more, as the ways of one text part the same lines alike."""
        return replace(self, posts=[replace(post, given={**post.given}) for post in self.posts])


def parted(lines: Sequence[Line], text: str, table: Table | None) -> Parted:
    """The posts of the lines that are read, of the whole or of each of its sections where one holds several posts."""
    whole = undivided(lines, text, table)
    by_sections, told = _of_sections(lines, text)
    best = by_sections if by_sections is not None and told > len(whole.posts) else whole
    if best.posts and not best.listed:
        best.posts += over_besides(best.common or best.posts[0].own, best.posts, text)
    elif best.listed:
        best.posts += over_in_entries(best.posts[:MOST_POSTS], text)
    return best


def _of_sections(lines: Sequence[Line], text: str) -> tuple[Parted | None, int]:
    """The posts of sections that are parted each for itself, and how many entries tell of them; what stands outside holds for all."""
    for before, sections in divisions(lines):
        found = [
            (section, part)
            for section in sections
            if bears_a_post(section)
            and not _other_occupation(items_of(section, text))
            and (
                len((part := undivided(section, text, tables.find(section))).posts) > 1
                or tells_its_terms(section)
                or tells_that_it_is_over(section)
            )
        ]
        bearing, parts = [section for section, _ in found], [part for _, part in found]
        if len(bearing) < 2:
            continue
        if not any(len(part.posts) >= 2 for part in parts) and not all(map(tells_its_terms, bearing)):
            continue
        for part, section in zip(parts, bearing, strict=True):
            if len(part.posts) > 1 and not all(map(_is_named, part.posts)):
                part.posts = [Post(items_of(section, text), [])]  # the lines of one post
            if len(part.posts) == 1:
                part.posts[0].mark = part.posts[0].mark or _mark_of(section)
        outside = [line for section in sections if section not in bearing for line in section]
        outer = items_of([*before, *outside], text)
        for part in parts:
            for post in part.posts:
                post.shared = [*post.shared, *outer]
        listed = any(part.listed for part in parts)
        first = next((part for part in parts if part.institution is not None), parts[0])
        thousands = {what: unit for part in parts for what, unit in part.thousands.items()}
        told = [post for part in parts for post in part.posts]
        posts = _scope_shared(told_twice(told), listed)
        return Parted(posts, outer, listed, thousands, first.institution, first.where), len(told)
    return None, 0


def _is_named(post: Post) -> bool:
    """Whether a post tells for whom it is: a department, a place of work, a physician."""
    words = " ".join(f"{item.label} {item.text}" for item in post.own)
    return "specialties" in post.given or bool(
        LISTED.search(words) or _AT.search(words) or PHYSICIAN.search(words) or "科目" in words
    )


def undivided(lines: Sequence[Line], text: str, table: Table | None) -> Parted:
    """The posts of lines that are one matter, not of each of their sections."""
    return _undivided(lines, text, table).of_its_own()


@once
def _undivided(lines: Sequence[Line], text: str, table: Table | None) -> Parted:
    grids = week_grids.find(lines)
    if any(grid.dates for grid in grids):
        return _by_grids(grids, lines, text)
    if calendars := duty_calendar.below_headings(lines):
        taken = {number for head, one in calendars for number in (head.number, *one.lines)}
        common = items_of(
            [line if line.number not in taken else Line("", line.start, line.number) for line in lines], text
        )
        posts = [Post([*items_of([head], text), *one.items], common, mark=_mark_of([head])) for head, one in calendars]
        return Parted(_scope_shared(posts, False), common, False)
    if (dates := duty_calendar.find(lines)) is not None:
        rest = [line if line.number not in dates.lines else Line("", line.start, line.number) for line in lines]
        whole = not _of_their_blocks(dates.lines, blocks_of(lines)[0])
        if whole and len(blocks_of(rest)[0]) < 2 and dates.departments:
            return Parted(grid_posts.by_dates(dates, items_of(rest, text)), [], False)
        if whole and len(blocks_of(rest)[0]) < 2:
            items = [*items_of(rest, text), *dates.items]
            return Parted([Post(sorted(items, key=lambda item: item.start), [])], [], False)
    if grids:
        return _by_grids(grids, lines, text)
    if (grid := department_grids.find(lines)) is not None:
        rest = [line if line.number not in grid.lines else Line("", line.start, line.number) for line in lines]
        if len(blocks_of(rest)[0]) < 2:
            return Parted(grid_posts.by_departments(grid, items_of(rest, text)), [], False)
    if table is not None and (found := by_table(lines, text, table)) is not None:
        return found
    marked, common = crosswise.crossed(lines, text)
    if marked:
        sure = len(marked) == 2 and any(crosswise.FOR_ALL.search(line.text) for line in lines)
        return Parted(_scope_shared(split_all(with_what_others_say(marked)), False), common, False, drawn=sure)
    blocks, outside = blocks_of(lines)
    return by_blocks(blocks, outside, text) or as_one(lines, text)


def by_table(lines: Sequence[Line], text: str, table: Table) -> Parted | None:
    """The posts of the rows of a table, or the one post whose times they are; None for a table without rows."""
    if (times := tables.slots_of(table, lines)) is not None:
        rest = [line if line.number not in table.lines else Line("", line.start, line.number) for line in lines]
        items = [*items_of(rest, text), *times]
        return Parted(split_all([Post(sorted(items, key=lambda item: item.start), [])]), [], False)
    if table.rows:
        rest = [line if line.number not in table.lines else Line("", line.start, line.number) for line in lines]
        common = items_of(rest, text) + table.headings
        name_the_units(table, common)
        name_the_unit(table, common)
        listed = all(any(item.about("institution") for item in row) for row in table.rows)
        sums = bare_sums.given(table, common)
        notes, common = audiences.notes_by_number(common)
        posts = [
            Post(
                row,
                common,
                {name: told[index] for name, told in (("slots", table.slots), ("pay", sums)) if index in told},
                number_of(row),
            )
            for index, row in enumerate(table.rows)
            if not any(
                _NOBODY_SOUGHT.search(item.text) for item in row if not item.about("night", "on_call", "housing")
            )
        ]
        for post in posts:
            post.own = [*post.own, *(item for marks, items in notes if post.mark in marks for item in items)]
            post.shared = common
        posts = [
            post
            for post in posts
            if not table.slots or "slots" in post.given or any(STATE.search(item.text) for item in post.own)
        ]
        posts, common = _with_their_descriptions(posts, rest, common, text)
        return Parted(_scope_shared(split_all(posts), listed), common, listed, thousands_in(common))
    return None


# A row of a place that is listed and seeks nobody: 「専属産業医在籍のため今回は対象外」.
_NOBODY_SOUGHT = re.compile(
    r"(?:今回|募集)[はの]?(?:対象外|対象ではありません)|(?:募集|求人)(?:は|の予定は|予定)?(?:なし|ありません|していません)\s*$"
    r"|^\s*(?:休診|欠番)\s*(?:\([^()]*\))?\s*$"
)


def by_blocks(blocks: Sequence[list[Line]], outside: Sequence[Line], text: str) -> Parted | None:
    """The posts of stretches of lines, with what stands outside of them for all; None where they are not at least two."""
    found = _by_blocks(tuple(map(tuple, blocks)), outside, text)
    return None if found is None else found.of_its_own()


@once
def _by_blocks(blocks: Sequence[Sequence[Line]], outside: Sequence[Line], text: str) -> Parted | None:
    blocks = [part for block in blocks for part in outlines.by_department([*block])][: MOST_POSTS + 1]
    if len(blocks) < 2:
        return None
    common = items_of(outside, text)
    posts = []
    for block in blocks:
        items = _with_its_head(items_of(block, text), block)
        if not _other_occupation(items):
            posts.append(Post(items, common, mark=_mark_of(block)))
    posts = told_twice(with_what_others_say(with_dittos(posts)))
    if not posts:
        return None
    posts = [posts[0], *(with_the_one_before(post, before, text) for before, post in itertools.pairwise(posts))]
    at_places = sum(_has_institution(post.own) for post in posts)
    hidden = sum(_hidden(post.own) for post in posts)
    listed = at_places >= max(1, len(posts) - 1) and (at_places > 1 or hidden > 0)
    listed = listed or (at_places > 0 and hidden > 0 and at_places + hidden >= len(posts))
    if not listed and len(posts) >= 3:  # clinics named by a department alone: 「とりい坂内科」, 「こんぴら門前眼科」
        told = [name.value for post in posts if (name := institution.read(post.own, text)) is not None]
        listed = len(set(told)) >= max(2, len(posts) - 1)
    first = None
    where: tuple[Found | None, Found | None] = (None, None)
    if listed and not any(item.about("institution") for post in posts for item in post.own):
        names = [institution.read(post.own, text) for post in posts]
        named = {name.value for name in names if name is not None}
        if len(named) == 1 and len(posts) == 2 and names[1] is None:
            listed = not any(_GOES_ON.match(item.text) for item in posts[1].own[:1])
        listed = listed and (bool(named) or hidden > 0 or not any(_OF_THE_HOUSE.search(i.text) for i in common))
    if not listed and at_places:  # one post names where all of them are
        for post in posts:
            if (first := institution.read(post.own, text)) is not None:
                where = place.read(post.own, first.value, first)
                break
    return Parted(_scope_shared(split_all(posts), listed), common, listed, institution=first, where=where)


def as_one(lines: Sequence[Line], text: str) -> Parted:
    """The posts of lines that have one head: one, or those that a line names together."""
    items = items_of(list(lines), text)
    if both := still_sought(items, text):
        return Parted(both, [], False)
    if (over := another_over(items, text) or another_sought(items, text)) is not None:
        gone = over.own[0]
        left = [without(item, gone.text, gone.start) for item in items]
        return Parted([*split_all([Post(left, [])]), over], [], False)
    found = split_all([Post(items, [])])
    return Parted([*found, *over_besides(items, found, text)], [], False)


def _with_their_descriptions(
    posts: list[Post], rest: Sequence[Line], common: list[Item], text: str
) -> tuple[list[Post], list[Item]]:
    """The rows of a table, each with the words below the heading of its department; and what holds for all then."""
    blocks, outside = blocks_of(rest)
    heads = [_departments_in(items_of(block[:1], text)) for block in blocks]
    rows = [_departments_in(post.own) for post in posts]
    if len(blocks) < 2 or not all(heads) or any(heads.count(head) > 1 or rows.count(head) != 1 for head in heads):
        return posts, common
    below = items_of(outside, text)
    for post in posts:
        post.shared = below
    for head, block in zip(heads, blocks, strict=True):
        post = posts[rows.index(head)]
        post.own = [*post.own, *items_of(block, text)]
    return posts, below


def _departments_in(items: Sequence[Item]) -> set[str]:
    """The departments that the first words of a row or of a heading name, those under a label of their own first."""
    labelled = [item for item in items if item.about("specialty")]
    return {canonical(m.group()) for item in (labelled or items)[:1] for m in LISTED.finditer(item.text)}


def _of_their_blocks(numbers: Collection[int], blocks: Sequence[Sequence[Line]]) -> bool:
    """Whether all these lines stand in one of several posts, or each of these has some below the name of its place."""
    holding = [any(line.number in numbers for line in block) for block in blocks]
    inside = sum(line.number in numbers for block in blocks for line in block)
    apart = all(holding) and all(FACILITY.search(block[0].text) for block in blocks)
    return len(blocks) >= 2 and (sum(holding) == 1 or apart) and inside == len(numbers)


def _by_grids(grids: Sequence[week_grids.Grid], lines: Sequence[Line], text: str) -> Parted:
    found, rest = grid_posts.of_grids(grids, lines, text)
    return Parted(found, [], False) if len(found) == 1 else Parted(_scope_shared(found, False), rest, False, drawn=True)


def _scope_shared(posts: list[Post], listed: bool) -> list[Post]:
    """What holds for all, without what is said of another post's department or kind of employment alone."""
    if len(posts) < 2:
        return posts
    given_by_code(posts)
    kinds = [_kinds_of(post) for post in posts]
    audiences.without_what_is_for_others(posts, kinds)
    for kind, status in zip(kinds, _told_apart_by_status(posts), strict=True):
        kind |= status
    if listed:
        audiences.given_by_place(posts)
        for post, kind in zip(posts, kinds, strict=True):
            if not kind:
                continue
            owner = owner_of((), (), kind, {*_EVERY_KIND, *set().union(*kinds)} - kind)
            post.shared = [piece for item in post.shared for piece in scoped(item, owner)]
        return _told_by_number(posts)
    audiences.given_back(posts)
    audiences.told_to_all(posts)
    departments = [
        set(post.given["specialties"].value)
        if "specialties" in post.given
        else {
            canonical(m.group())
            for item in post.own[:4]
            if item.about("specialty", "title") or not item.fields
            for m in LISTED.finditer(item.text)
        }
        for post in posts
    ]
    first = min((item.start for post in posts for item in post.own), default=0)
    for post, mine, kind in zip(posts, departments, kinds, strict=True):
        owner = owner_of(mine, set().union(*departments) - mine, kind, set().union(*kinds) - kind, post.mark)
        if mine:
            post.given = {**duty.only_for([*post.own, *post.shared], sorted(mine)), **post.given}
        of_a_heading = owner if kind else owner_of(mine, set().union(*departments) - mine, mark=post.mark)
        post.shared = [
            piece
            for item in post.shared
            for piece in scoped(item, of_a_heading if item.start < first and "。" not in item.text else owner)
        ]
    return posts


_EVERY_KIND = ("full_time", "part_time", "spot")


@once
def _mark_of(block: Sequence[Line]) -> str:
    """The number or letter a block begins with: 「(2)」, 「[B]」."""
    for line in block[:2]:
        if found := re.match(
            r"\s*+[■●◆▼○◎◇□★]?\s*+[(\[【<]?\s*+(?:No\.?|求人|募集|公募|ポスト|案件|その|\s)*+[(\[【<]?([A-E]|\d{1,2})(?:(?:件|番|つ)目)?(?:[)\]】>.]|(?<=[A-E])\s|(?<=No\.\d)\s|(?<=その\d)\s)|\s*([A-Z]{1,2}-\d{1,4})(?=\s)|\s*(\d{1,2})\s+(?![\d名人月日年回時])",
            line.text,
        ):
            return found[1] or found[2] or found[3]
    return ""


def _told_by_number(posts: list[Post]) -> list[Post]:
    """To posts at places of their own belongs what is said to all only where it names them: 「(1)〜(3)に当直はありません」."""
    marks = [post.mark for post in posts]
    if len({*marks} - {""}) < 2 or marks.count("") > 1:
        return posts
    every = {name for post in posts if "specialties" in post.given for name in post.given["specialties"].value}
    for post in posts:
        mine = set(post.given["specialties"].value) if "specialties" in post.given else set()
        owner = owner_of(mine, every - mine, mark=post.mark or "-")
        shared: list[Item] = []
        for item in post.shared:
            if not marks_in(item.text):
                shared.append(item)
                continue
            pieces = scoped(item, owner)
            shared += pieces
            post.own = post.own + [
                _without_marks(p) for p in pieces if marks_in(p.text) or post.mark in marks_in(item.text)
            ]
        post.shared = shared
    return posts


_ITS_MARKS = re.compile(r"\s*(?:[(\[【<〔](?:\d{1,2}|[A-E])[)\]】>〕]\s*(?:[・、〜]|と|及び)?\s*)+(?:には|は)")


def _without_marks(item: Item) -> Item:
    """What is said to the posts with some marks, less these: 「[1][2]は65歳」."""
    found = _ITS_MARKS.match(item.text) if item.label else None
    return replace(item, text=item.text[found.end() :], start=item.start + found.end()) if found else item


def _told_apart_by_status(posts: Sequence[Post]) -> list[set[str]]:
    """Whether each post is one of the regular staff or one for a term, where this tells posts apart; else nothing of all."""
    found = [
        {name for item in post.own if item.about("employment") for name in statuses_in(f"{item.label} {item.text}")}
        for post in posts
    ]
    return found if set().union(*found) == STATUSES and all(len(one) <= 1 for one in found) else [set() for _ in posts]


def _kinds_of(post: Post) -> set[str]:
    found = post.given.get("employment") or terms.read_employment(post.own)
    return set(found.value) if found is not None else set()


def _other_occupation(items: Sequence[Item]) -> bool:
    head = " ".join(f"{item.label} {item.text.split('。')[0]}" for item in items[:3])
    if any(item.about("specialty") and item.label and LISTED.match(item.text.strip()) for item in items):
        return False  # who comes along is no post
    jobs = [item for item in items if item.about("specialty") and "職種" in item.label]
    if jobs:
        return bool(OTHER_WORK.search(jobs[0].text)) and not PHYSICIAN.search(jobs[0].text)
    return (
        bool(OTHER_WORK.search(head))
        and not PHYSICIAN.search(head)
        and not any(not OF_A_NAME.match(head, m.end()) for m in FULL.finditer(head))
    )


def _has_institution(items: Sequence[Item]) -> bool:
    if any(_NAMED_BY_DEPARTMENT.match(item.text) for item in items[:4] if not item.fields):
        return True
    return any(item.about("institution") for item in items) or any(
        _AT.search(item.text) for item in items[:6] if not item.fields or item.about("title", "process")
    )


# 「とねの森病院、人事の生方原です」 above posts that name no place of their own
_OF_THE_HOUSE = re.compile(
    r"(?:病院|クリニック|診療所|医院|老健|センター)[、の\s](?:人事|事務|総務|採用|院長|理事長|所長)\S{0,6}?の?[一-龥]{1,4}(?:です|と申し|でございます)"
)
_GOES_ON = re.compile(r"\s*(?:一方|また|なお|同(?:院|病院))")
# 「みなと灯皮膚科」 on a line of its own
_NAMED_BY_DEPARTMENT = re.compile(
    rf"(?:\S*法人\S*\s+)?(?=\S*[ぁ-んァ-ヶ]{{2}})(?!{FULL.pattern})\S{{2,12}}(?:{FULL.pattern})(?:\s|\(|$)(?!医師)"
)


def _hidden(items: Sequence[Item]) -> bool:
    """Whether an entry keeps the name of its place to itself."""
    return any(
        re.search(
            r"(?:施設|病院|医療機関|クリニック)?名[^。\n]{0,6}(?:非公開|登録後|お?問い?合わせ後|会員|面[談接](?:の|時|で))|非公開",
            f"{i.label}{i.text}",
        )
        for i in items[:8]
    )


_AT = re.compile(
    rf"(?!病棟)(?:{FACILITY.pattern})(?<!透析センター)(?<!内視鏡センター)(?<!救急センター)(?<!手術センター)(?!\s*担当|の?医師|の?外来|の?先生|医(?![一-龥]))"
)


def _with_its_head(items: list[Item], block: Sequence[Line]) -> list[Item]:
    """A block's first line that is a label of nothing is its title: 「▼常勤医師」."""
    head = next((line for line in block if not line.blank), None)
    if head is None or not items or items[0].line != head.number or items[0].text.strip() or not items[0].label:
        return items
    return [Item(frozenset(("title",)), "", head.text, head.start, head.number), *items]
