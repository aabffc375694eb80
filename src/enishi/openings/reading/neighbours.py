"""What a post takes over from those beside it: 同上 and 同院, 「その1に同じ」, its terms further down, an older letter."""

from collections.abc import Callable, Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.fields import headcount, institution, place, specialties
from enishi.openings.reading.heads import FACILITY
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.scoping import Post, owner_of, scoped
from enishi.openings.reading.sections import PAY


def of_the_same(post: Post, index: int, older: Sequence[Post], count: int, every: Sequence[Item]) -> list[Item]:
    """What an older letter tells of one of `count` posts: of the one with its department, else of the one in its place."""
    if count == 1:
        return list(every)
    mine = _departments(post.own)
    if len(older) < 2:
        theirs = _departments(every)
        return list(every) if not mine or not theirs or mine & theirs else []
    for other in older:
        if mine and mine & _departments(other.own[:3]):
            return other.own
    return older[index].own if len(older) == count else []


def in_an_older_letter(items: Sequence[Item], older: Sequence[Post]) -> list[Post]:
    """The posts of an older letter, each with what the items of the newer one say of it or of all of them."""
    named = [post.given.get("specialties") or specialties.read(post.own)[0] for post in older]
    names = [set(found.value) if found is not None else set() for found in named]
    every = set().union(*names)
    owners = [owner_of(mine, every - mine, mark=post.mark) for post, mine in zip(older, names, strict=True)]
    whose = _of_one_alone(items, owners)
    posts = []
    for at, (post, found, owner) in enumerate(zip(older, named, owners, strict=True)):
        own = [p for item, of in zip(items, whose, strict=True) if of in (None, at) for p in scoped(item, owner)]
        told = dict(post.given)
        if headcount.read_headcount(own) is not None:
            told.pop("headcount", None)  # the newer letter says how many are left
        given = {**told, **({"specialties": found} if found is not None else {})}
        posts.append(Post(own, [*post.own, *post.shared], given, post.mark, post.own))
    return posts


_THIS_ONE_CHANGES = lazy(r"(?:だけ|のみ)[^。]{0,14}(?:変わ|変更|訂正|差し?替|修正|改め)")


# 「2件のうち、(1)消化器外科の条件を次のように変更いたします。」 above what changes
_CHANGES_AS_FOLLOWS = lazy(
    r"[^。]*(?:(?:次|下記|以下|左記)の(?:よう|とお|通)[^。]{0,6}(?:変更|訂正|修正|改め|差し?替え|変わり)|(?:変更|訂正|修正|改定)(?:点|内容|箇所)?は、?(?:次|下記|以下))[^。]*"
)


def _of_one_alone(items: Sequence[Item], owners: Sequence[Callable[[str], bool | None]]) -> list[int | None]:
    """For each item of a newer letter the one post that it is about: of that which alone changes, or of the heading above it."""

    def the_one(words: str) -> int | None:
        told = [owner(words) for owner in owners]
        return told.index(True) if told.count(True) == 1 and None not in told else None

    changing = {the_one(m) for item in items for m in item.text.split("。") if _THIS_ONE_CHANGES.search(m)} - {None}
    alone = changing.pop() if len(changing) == 1 else None
    whose: list[int | None] = []
    heading: int | None = None
    above = None
    for item in items:
        if (
            not item.label
            and len(item.text) <= 32
            and "。" not in item.text
            and (one := the_one(item.text)) is not None
        ):
            heading = one
        elif not item.label and (said := _CHANGES_AS_FOLLOWS.search(item.text)) is not None:
            heading = the_one(said.group())
        elif above is not None and item.line > above.line + 1 and above.label:
            heading = None  # an empty line ends what stands below a heading
        whose.append(None if not item.label else alone if heading is None else heading)
        above = item
    return whose


def _departments(items: Sequence[Item]) -> set[str]:
    return {canonical(m.group()) for item in items for m in LISTED.finditer(item.text)}


def _title_of(post: Post) -> str:
    """The words that head a post, without marks and numbers of people: 「医師(常勤・総合診療科)」."""
    words = "".join(f"{item.label}{item.text}" for item in post.own[:1])
    return patterns.sub(r"\s|\d{1,2}[名人]|若干名|^\W+|[】\]〕>》]$", "", words.split("\n")[0])


def told_twice(posts: list[Post]) -> list[Post]:
    """Posts of a list whose terms stand below headings of their own: 「A 専属産業医 1名」, further down 「【A 専属産業医】」."""
    marks = [_title_of(post) for post in posts]
    if len(set(marks)) * 2 != len(marks) or not all(marks):
        marks = [post.mark for post in posts]
    if not all(marks) or any(marks.count(mark) != 2 for mark in marks):
        return posts
    half = len(posts) // 2
    if marks[:half] != marks[half:]:
        return posts
    paid = [any(PAY.search(item.text) for item in post.own) for post in posts]
    if any(paid[:half]) and any(paid[half:]):
        return posts  # the same department twice, each time with terms of its own
    for post, more in zip(posts[:half], posts[half:], strict=True):
        post.own = [*post.own, *more.own]
    return posts[:half]


_AS_ANOTHER = lazy(
    r"\s*(?:上記?|前項|前記|(?:求人|募集|区分|その|No\.?|\s)*[(\[【<]?(?P<mark>[A-E]|\d{1,2})[)\]】>]?(?:(?:件|番|つ)目)?)\s*(?:に|と)同じ(?:です)?。?\s*|\s*(?:同上|〃|前に同じ)\s*"
)


def with_what_others_say(posts: list[Post]) -> list[Post]:
    """The posts with the words of another where one refers to it: 「施設名 その1に同じ」, 「勤務先：Bに同じ」."""
    marks = [post.mark or str(at) for at, post in enumerate(posts, 1)]
    for at, post in enumerate(posts):
        for index, item in enumerate(post.own):
            found = _AS_ANOTHER.fullmatch(item.text)
            if found is None or not item.label:
                continue
            mark = found["mark"] or marks[at - 1]
            other = posts[marks.index(mark)] if mark in marks else post
            like = [one for one in other.own if one.label == item.label and one is not item]
            post.own = [*post.own[:index], *(like[:1] or [item]), *post.own[index + 1 :]]
    return posts


_HERE = lazy(r"同じ?(?:院|病院|クリニック|診療所|施設|センター)(?![一-龥])")
_TOWN = lazy(r"同じ?(?:市|町|村|区)(?![一-龥])|\(同\)")


def with_the_one_before(post: Post, before: Post, text: str) -> Post:
    """同院 and 同市 take the name and the town of the post before."""
    words = " ".join(item.text for item in post.own[:4])
    same, town = _HERE.search(words), _TOWN.search(words)
    if not (same or town):
        return post
    given = dict(post.given)
    name = before.given.get("institution") or institution.read(before.own, text)
    if same and name is not None:
        given["institution"] = name
    if "municipality" not in given:
        where = place.read(before.own, name.value if name else None, name)
        for key, found in (
            ("prefecture", before.given.get("prefecture") or where[0]),
            ("municipality", before.given.get("municipality") or where[1]),
        ):
            if found is not None:
                given[key] = found
    post.given = given
    return post


_SAME = lazy(r"^[\s【】\[\]■◆・()\w]*同\s*上|〃")


def with_dittos(posts: list[Post]) -> list[Post]:
    """「同上」 at the head of a block takes the head of the one before."""
    done: list[Post] = []
    for post in posts:
        heads = [item for at, item in enumerate(post.own[:4]) if at < 2 or _SAME.fullmatch(item.text.strip())]
        if done and any(_SAME.search(item.text) and len(item.text.strip()) < 16 for item in heads):
            names = [
                item for item in done[-1].own[:3] if FACILITY.search(item.text) or item.about("institution", "place")
            ]
            post.own = [*names, *(item for item in post.own if not _SAME.search(item.text))]
        done.append(post)
    return done
