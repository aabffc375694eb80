"""What can be seen of a post that was read which tells whether it is none: a doctor who seeks work, a nurse's post, a remark cut off.

A sign is a name and a value that a person can read (`no:pay`, `unit:month`, `less:-2` facts than the others tell) or letters: `p` those of
its own lines, `pf` of the first of them, `pu` of the two lines above, `ph` of the heading above.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from enishi.openings.reading.facts import FIELDS
from enishi.openings.reading.scoring import comparable
from enishi.openings.reading.second_look.signs import Facts, Page, Piece

_CODES = ("employment", "recruiting", "any_specialty")
_COMPARED = ("institution", "municipality", "specialties", "employment", "pay", "headcount")
_SIZES = (2, 3)


def signs_of(page: Page, posts: Sequence[Facts], at: int) -> Counter[str]:
    """The signs of one of several posts, with how often each was seen."""
    post, others = posts[at], [one for i, one in enumerate(posts) if i != at]
    told = [name for name in FIELDS if name in post]
    theirs = {place for one in others for fact in one.values() for place in fact.places}
    own = {name: [place for place in post[name].places if place not in theirs] for name in told}
    several = min(len(others), 3)
    seen = Counter(f"{'tells' if name in post else 'no'}:{name}" for name in FIELDS)
    seen.update(f"{name}={post[name].value}" for name in _CODES if name in post)
    seen.update(f"unit:{rate['unit']}" for rate in (post["pay"].value if "pay" in post else ()))
    usual = sorted(sum(name in FIELDS for name in one) for one in others)[len(others) // 2]
    seen["always"] = 1
    seen[f"facts:{min(len(told), 12)}"] += 1
    seen[f"less:{max(-4, min(4, len(told) - usual))}"] += 1
    seen[f"posts:{min(len(posts), 6)}"] += 1
    seen.update(sign for sign, here in (("first", at == 0), ("last", at == len(others))) if here)
    for name in _COMPARED:
        saying = [one[name].value for one in others if name in one]
        seen[f"{name}, others:{min(len(saying), 3)}/{several}/{name in post}"] += 1
        if name in post:
            alike = comparable(name, post[name].value)
            same = sum(comparable(name, value) == alike for value in saying)
            seen[f"{name}, same:{min(same, 2)}/{several}"] += 1
            seen[f"{name}, own words:{bool(own[name])}"] += 1
    places = sorted(place for of_name in own.values() for place in of_name)
    seen[f"own words:{min(len(places), 6)}"] += 1
    if places:
        seen.update(_of_its_lines(page, places))
    return seen


def _of_its_lines(page: Page, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Signs of the lines where the post's own words stand."""
    lines = list(dict.fromkeys(page.line(place) for place in places))
    yield f"lines:{min(len(lines), 6)}"
    yield from (f"pf:{run}" for run in Piece("pf", lines[0][:80], _SIZES).runs())
    for piece in page.around(places[0]):
        yield from (f"p{piece.family}:{run}" for run in piece.runs())
    yield from sorted({f"p:{run}" for line in lines for run in Piece("p", line[:100], _SIZES).runs()})
    yield from page.looks(places[0])
