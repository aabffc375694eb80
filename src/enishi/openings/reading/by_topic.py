"""Posts of several departments that prose tells of by turns: 「産婦人科は3人を募り…。小児科は1人で…。いずれも任期は3年」.

A sentence that begins with a department goes on about it until another does; what names none, or all of them, holds for each.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.scoping import OF_A_NAME, Post, owner_of, scoped

MOST = 4
"""Departments of a text that tells of more than one post so."""
_SOUGHT = lazy(r"募[集りるっんめ]|公募|探し|求め|求人|お?願い|採用|内定|決ま|欠員|後任|不在|迎え")
_PAST = lazy(r"昨年|前回|以前|かつて|過去|これまで|(?:昨|前)年度")
_WHO = r"(?:の(?:常勤|非常勤))?(?:医師?|の?(?:先生|医師))?"
_LEADS = lazy(
    rf"\W*(?:このうち|うち|一方で?|また|なお|他方|さらに)?、?(?:{LISTED.pattern}){_WHO}(?:の[^。、はが]{{1,10}})?(?:は|では|に(?:は|ついては)|が|も|、)"
)
_EVERY = lazy(r"いずれ|どちら|両科|両方|ともに|共に|各科|すべて|全て|全員|合わせて|あわせて")
# Somebody else comes to word, or the whole house: 「院長は…と話す」, 「市によると」.
_ANOTHER_SUBJECT = lazy(
    r"\W*(?:同?(?:病院|院|市|町|村|県|診療所)|院長|市長|町長|村長|理事長|知事|事務(?:長|局))[はもがで]|[^。]{0,12}(?:によると|は「)"
)


def told_apart(items: Sequence[Item]) -> list[Post] | None:
    """A post for each department that sentences tell of by itself; None where they tell so of fewer than two."""
    roster = _sought(items)
    if not 2 <= len(roster) <= MOST:
        return None
    posts = []
    for name, place in roster.items():
        own = [piece for item in items for piece in _of(item, name, {*roster})]
        posts.append(Post(own, [], {"specialties": Found.at([name], *place)}))
    return posts if all(post.own for post in posts) else None


def _sought(items: Sequence[Item]) -> dict[str, tuple[int, int]]:
    """The departments that are named more than once, once where somebody is sought, and once alone; where each is named first."""
    times: Counter[str] = Counter()
    sought: set[str] = set()
    alone: set[str] = set()
    first: dict[str, tuple[int, int]] = {}
    for item in items:
        if item.about("site", "process"):
            continue
        for words, start in sentences(item):
            found = [m for m in LISTED.finditer(words) if not OF_A_NAME.match(words, m.end())]
            names = {canonical(m.group()) for m in found}
            times.update(names)
            if _SOUGHT.search(words) and not _PAST.search(words):
                sought |= names
                for m in found:
                    first.setdefault(canonical(m.group()), (start + m.start(), start + m.end()))
            alone |= names if len(names) == 1 else set()
    return {name: first[name] for name in first if times[name] > 1 and name in sought & alone}


def _of(item: Item, name: str, every: set[str]) -> Iterator[Item]:
    """What an item says of the post of one department."""
    owner = owner_of({name}, every - {name})
    if item.label:
        yield from scoped(item, owner)
        return
    topic: str | None = None
    for words, start in sentences(item):
        named = {canonical(m.group()) for m in LISTED.finditer(words)} & every
        if named or _EVERY.search(words) or _ANOTHER_SUBJECT.match(words):
            topic = next(iter(named)) if len(named) == 1 and _LEADS.match(words) else None
        elif topic is not None and topic != name:
            continue
        yield from scoped(replace(item, text=words, start=start), owner)
