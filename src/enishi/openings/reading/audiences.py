"""For which of several posts words outside of them are meant: below a heading that names some, or in a sentence that names a place."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.fields import closing
from enishi.openings.reading.line import NOTHING, Item, sentences, without
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.scoping import KIND_CODES, KIND_WORDS, Post, marks_in

# 「公募A・Bに共通の事項」, 「公募Cについて」, 「★常勤医に共通のお約束」, 「[募集中の2つの科の先生へ]」
_TO_SOME = lazy(
    r"\W*(?P<who>[^。:、はがを]{1,20}?)(?:に?\s?共\s?通(?:の|する|した)?[^。、:]{0,8}|に?ついて(?:は)?|(?:の(?:先生方?|医師|方|皆(?:さま|様)))?へ|向けの[^。、:]{1,6}|の(?:場合|条件|待遇|方|先生))\W*"
)
_STILL_OPEN = lazy(r"(?:募集|受付|採用)中|(?:まだ|引き?続き)(?:お?探し|募集)")
_MARKS_ALONE = lazy(
    r"\W*(?:(?:公募|求人|募集|ポスト|番号|No)?[\s()\[\]・、,と及び]*(?:[A-E]|\d{1,2})[\s()\[\]・、,と及び]*)+(?=に?共\s?通|に?ついて)"
)


def _marks(words: str) -> set[str]:
    """The marks of posts in a heading: 「1)2)に共通」."""
    alone = _MARKS_ALONE.match(words)
    return {*patterns.findall(r"[A-E]|\d{1,2}", alone.group())} if alone else marks_in(words)


@once
def told_to_some(shared: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """(for whom, the heading and what stands below it up to a gap or another heading) of what is said outside of the posts."""
    found: list[tuple[str, list[Item]]] = []
    last = -9
    for item in shared:
        words = f"{item.label}{item.text}"
        head = _TO_SOME.fullmatch(words) if not item.cell and len(words) <= 36 else None
        if head is not None and (_marks(words) or KIND_WORDS.search(head["who"]) or _STILL_OPEN.search(head["who"])):
            found.append((words, [item]))
        elif found and item.line <= last + (2 if len(found[-1][1]) == 1 else 1) and not item.cell:
            found[-1][1].append(item)
        else:
            last = -9
            continue
        last = item.line + item.text.count("\n")
    return found


def without_what_is_for_others(posts: Sequence[Post], kinds: Sequence[Collection[str]]) -> None:
    """Takes from what is shared the words below a heading that names other posts alone. kinds: of work, for each post."""
    for post, mine in zip(posts, kinds, strict=True):
        gone: list[Item] = []
        for who, items in told_to_some(post.shared):
            marks = _marks(who) & {other.mark for other in posts}
            named = {KIND_CODES[str(m.lastgroup)] for m in KIND_WORDS.finditer(who)}
            if marks and post.mark:
                others = post.mark not in marks
            elif named and mine:
                others = not named & {*mine}
            else:
                others = (
                    bool(_STILL_OPEN.search(who)) and closing.read_closed(post.own, whole=False, note=True) is not None
                )
            gone += items if others else []
        if gone:
            post.shared = [item for item in post.shared if item not in gone]


_PLACE = lazy(
    r"(?:[^\s、。・()「」【】\[\]:\d\W]{0,12}(?:法人\S{0,8}会|[都道府県市町村]立|国保))?(?P<name>[^\s、。・()「」【】\[\]:\dのはがでをに]{2,14}?(?:病院|医院|クリニック|診療所|センター|療養所|医療院|工場|製作所|老健\S{0,8}))(?!長)"
)


def given_by_place(posts: Sequence[Post]) -> None:
    """Gives each post at a place of its own the sentences below the list that name this place, and takes them from the others."""
    names = [_place_of(post.own) for post in posts]
    told = {name for name in names if name}
    if len(told) < 2 or any(one != other and one in other for one in told for other in told):
        return
    for post, mine in zip(posts, names, strict=True):
        if not mine:
            continue
        shared: list[Item] = []
        for item in post.shared:
            if (
                item.cell
                or item.about("process", "site", "institution", "place", "title")
                or not any(name in item.text for name in told)
            ):
                shared.append(item)
                continue
            own, rest = _by_sentence(item, mine, told - {mine})
            post.own = [*post.own, *own]
            shared += [rest] if rest.text.strip() else []
        post.shared = shared


def _place_of(own: Sequence[Item]) -> str:
    for item in own[:3]:
        if (found := _PLACE.search(item.text)) is not None:
            return found["name"]
    return ""


_PARTICLE = lazy(r"[」)]?(?:[のはもでにへと]|だけ)")


def _is_said_of(name: str, words: str) -> bool:
    """Whether a sentence says something of a place: 「うしお診療所 火曜日の午前」 in a list of hours does not."""
    at = words.find(name)
    return at >= 0 and _PARTICLE.match(words, at + len(name)) is not None


def _by_sentence(item: Item, mine: str, others: Collection[str]) -> tuple[list[Item], Item]:
    """The sentences of an item that name the one place, and the item without these and those that name another."""
    ours: list[Item] = []
    rest, whose = item, ""
    for words, start in sentences(item):
        here, there = _is_said_of(mine, words), any(_is_said_of(name, words) for name in others)
        whose = "all" if here and there else "ours" if here else "theirs" if there else whose
        if whose in ("ours", "theirs"):
            rest = without(rest, words, start)
            if whose == "ours":
                ours.append(replace(item, text=words, start=start))
    return ours, rest


# 「どちらも当直・オンコールはありません」 in a paragraph of its own below the last of two posts
_OF_BOTH = lazy(r"\W*(?:どちら(?:も|の\S{1,6}も)|両(?:方|者|科|職種|ポスト|施設)?(?:とも|は))")
_OF_EACH = lazy(
    r"\W*(?:いずれ(?:も|の\S{1,6}も)|(?:全|各)(?:科|職種|ポスト|施設|枠)(?:とも|は)|\S{1,6}とも(?=[\s、に]))"
)


_A_SENTENCE = lazy(r"[^\s(][^。]*。")  # at the margin: a line of the last post that goes on stands further in


def _behind_the_list(others: Sequence[Post], last: Post) -> list[Item]:
    """Of the last post what names others by their marks, or stands below it where each of the others has one line."""
    marks = {post.mark for post in others if post.mark}
    heads = {post.own[0].line for post in (*others, last) if post.own}
    in_one_line = len(others) >= 2 and all({item.line for item in post.own} <= heads for post in others)
    return [
        item
        for item in last.own[1:]
        if not item.label
        and not item.cell
        and (marks & marks_in(item.text) or (in_one_line and item.line not in heads and _A_SENTENCE.match(item.text)))
    ]


def told_to_all(posts: Sequence[Post]) -> None:
    """Shares with the other posts what stands below the last one, behind an empty line, and names them all."""
    *others, last = posts
    for item in _behind_the_list(others, last):
        last.own = [one for one in last.own if one is not item]
        for post in posts:
            post.shared = [*post.shared, item]
    end = 0
    for item in last.own:
        of_all = _OF_EACH.match(item.text) or (len(posts) == 2 and _OF_BOTH.match(item.text))
        if of_all and end and item.line > end + 1 and not item.label and not item.cell:
            for post in others:
                post.shared = [*post.shared, *([] if item in post.shared else [item])]
        end = item.line + item.text.count("\n")


_ITS_SUBJECT = lazy(
    rf"\s*(?P<name>{LISTED.pattern})(?:の?(?:先生|医師)|医)?の?(?:定年|任期|当直|住宅|住まい|年俸|待機|募集人数)?(?:は|には)"
)


def given_back(posts: Sequence[Post]) -> None:
    """Gives sentences at the end of the last post that begin with another's department to that one: 「産婦人科医の定年は68歳。」."""
    last = posts[-1]
    heads = [{canonical(m.group()) for item in post.own[:1] for m in LISTED.finditer(item.text)} for post in posts]
    owners = {name: [i for i, mine in enumerate(heads) if name in mine] for mine in heads for name in mine}
    for item in [item for item in last.own[1:] if not item.fields and not item.label]:
        left = item
        for words, start in sentences(item):
            subject = _ITS_SUBJECT.match(words)
            whose = owners.get(canonical(subject["name"]), []) if subject else []
            if len(whose) != 1 or posts[whose[0]] is last:
                continue
            left = without(left, words, start)
            posts[whose[0]].own = [*posts[whose[0]].own, replace(item, text=words, start=start)]
        last.own = [left if other is item else other for other in last.own]


# 「1については、次のとおりです。」, below it what holds for the row with that number
_NOTES_FOR = lazy(
    r"\W*(?:No\.?|番号)?\s*(?P<marks>\d{1,2}(?:[・、,]\d{1,2})*)(?:番)?(?:について|に関して|の(?:条件|詳細|求人))は?、?[^。\n]{0,12}(?:次|下|以下)?(?:の(?:とおり|通り))?(?:です)?[。:]?\W*"
)

_OF_NUMBERS = lazy(r"\W*(?P<marks>\d{1,2}(?:[・、,]\d{1,2})*)(?:番)?については、")


# 「番号1・2の施設は定年65歳。」 in a remark below the rows
_OF_ROWS = lazy(
    r"\W*(?:(?:備考|補足|摘要|注記?)\s?\d{0,2}\W+)?(?:(?:整理|求人|受付|登録|案件)?番号|No\.?|求人)\s*(?P<marks>(?:\d{1,3}|[A-Z]{1,2}-\d{1,4}|[A-E])(?:(?:、|・|,|〜|と|及び|および)\s*(?:\d{1,3}|[A-Z]{1,2}-\d{1,4}|[A-E]))*)(?:番|号)?(?:の(?:施設|病院|医療機関|診療所|求人|募集|方|先生|医師))?(?:は|については|には|では|とも)"
)


def _marks_of(words: str) -> set[str]:
    told = patterns.findall(r"[A-Z]{1,2}-\d{1,4}|[A-E]|\d{1,3}", words)
    if len(told) == 2 and "〜" in words and all(one.isdigit() for one in told):
        return {str(number) for number in range(int(told[0]), min(int(told[1]), int(told[0]) + 20) + 1)}
    return set(told)


def _of_rows(item: Item) -> tuple[list[tuple[set[str], list[Item]]], Item]:
    """The sentences of a remark that name rows of a table by number, each with what follows it on its line; and what is left."""
    notes: list[tuple[set[str], list[Item]]] = []
    left, before = item, item.start
    marks: set[str] = set()
    for words, start in sentences(item):
        if "\n" in item.text[before - item.start : start - item.start]:
            marks = set()
        if (told := _OF_ROWS.match(words)) is not None:
            marks = _marks_of(told["marks"])
        if marks:
            notes.append((marks, [replace(item, fields=NOTHING, label="", text=words, start=start)]))
            left = without(left, words, start)
        before = start + len(words)
    return notes, left


def notes_by_number(items: Sequence[Item]) -> tuple[list[tuple[set[str], list[Item]]], list[Item]]:
    """What stands below headings that name rows of a table by their numbers, line by line; and all else."""
    notes: list[tuple[set[str], list[Item]]] = []
    rest: list[Item] = []
    last = -2
    for item in items:
        head = _NOTES_FOR.fullmatch(item.text) if not item.label else None
        if head is not None:
            notes.append((set(patterns.findall(r"\d{1,2}", head["marks"])), []))
            last = item.line
        elif not item.label and (told := _OF_NUMBERS.match(item.text)) is not None:
            notes.append((set(patterns.findall(r"\d{1,2}", told["marks"])), [item]))
            last = -2
        elif notes and item.line <= last + 1:
            notes[-1][1].append(item)
            last = item.line
        elif (not item.label or item.about("remark")) and (found := _of_rows(item))[0]:
            notes = [*found[0], *notes]
            rest += [found[1]] if found[1].text.strip() else []
        else:
            rest.append(item)
    return notes, rest
