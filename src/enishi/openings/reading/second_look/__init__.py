"""A second look at each fact that the rules read: whether something else that the text says is the likelier answer, or nothing.

The rules know what they were taught. What they got wrong in texts that were new to them is kept (`bench/second_look.py` tells how), and
`scales` are learnt from it. Each fact stands beside what any line says when read alone (`others`), what any word of its matter could mean
(`wide`), and nothing; the rules' own stands unless another weighs more by `SURER`, and nothing is said where nothing is `LIKELY`.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from enishi.openings.reading import learnt
from enishi.openings.reading.facts import UNSAID, Found
from enishi.openings.reading.fields.municipalities import named_in
from enishi.openings.reading.fields.place import several
from enishi.openings.reading.scoping import Post, marks_in
from enishi.openings.reading.scoring import comparable
from enishi.openings.reading.second_look import scales, sureness
from enishi.openings.reading.second_look.others import Alone
from enishi.openings.reading.second_look.posts import signs_of as signs_of_a_post
from enishi.openings.reading.second_look.signs import Candidate, Facts, Page, Posts, matter_of, says
from enishi.openings.reading.second_look.wide import changed

LOOKED_AT = (
    "recruiting", "institution", "prefecture", "municipality", "specialties", "employment", "headcount", "days_per_week", "slots", "pay",
    "night_duty", "on_call", "housing", "age_limit", "retirement_age", "fixed_term",
)  # fmt: skip
"""Fields that are looked at; that any department will do is an empty list of them."""
SURER, SURER_OF_AN_END = 0.3, 2.0
"""By how much another candidate weighs more than what was read before it is taken; the second for whether a post is over, which hides it."""
LIKELY, LIKELY_PLACE = 0.58, 0.5
"""The share of all candidates' weight that a fact has at least, the second where it is what the rules read of the place of work: of another
nothing is said. One who confirms facts misses what is wrong sooner than what is not there."""
NO_POST = -1.2
"""A post of several whose signs weigh more than this is none."""
MOST_POSTS = 6
"""Posts of a text up to which every answer that a word could mean is looked at."""
A_GRID = 4
"""Lines with half days of one post from which they are a week's grid."""
_WHERE = ("institution", "prefecture", "municipality")
NEVER = -100.0
"""What weighs against a post that is surely one."""

_A_REMARK = re.compile(r"\W*(?:注|※|\*)")
_SOME = re.compile(r"若干名|数名")


class Looked(NamedTuple):
    """The posts that stand, with their facts as they are likelier; signs: how sure that is (`sureness.signs`)."""

    openings: list[dict[str, Found]]
    signs: dict[str, float]


def again(
    openings: Sequence[dict[str, Found]],
    settled: Sequence[frozenset[str]],
    page: Page,
    by_itself: Alone,
    known: scales.Net | None = None,
    of_posts: learnt.Weights | None = None,
) -> Looked:
    """What one way to read a text tells after a second look. settled: of each post, the fields that are left; by_itself: of all items of the text."""
    against = weighs_against(openings, page, of_posts)
    posts = standing(against)
    seen, every = _likelier([openings[at] for at in posts], [settled[at] for at in posts], page, by_itself, known)
    return Looked(seen, sureness.signs(every, len(posts), against))


def weighs_against(openings: Sequence[Facts], page: Page, known: learnt.Weights | None = None) -> list[float]:
    """How much weighs against each post that was read: least of all against one that is over or names a place of work in its own words."""
    if len(openings) < 2:
        return [NEVER] * len(openings)
    known = learnt.weights("second_look_weights.txt") if known is None else known
    return [
        NEVER
        if _is_one(openings, at)
        else sum(known[sign][0] * times for sign, times in signs_of_a_post(page, openings, at).items() if sign in known)
        for at in range(len(openings))
    ]


def standing(against: Sequence[float]) -> list[int]:
    """Which of the posts are posts: never none of them."""
    return [at for at, weight in enumerate(against) if weight <= max(NO_POST, min(against))]


def _is_one(openings: Sequence[Facts], at: int) -> bool:
    post = openings[at]
    if "recruiting" in post and post["recruiting"].value is False:
        return True
    others = {place for i, one in enumerate(openings) if i != at for fact in one.values() for place in fact.places}
    return "institution" in post and others.isdisjoint(post["institution"].places)


def settled(post: Post, read: Facts, told: Facts) -> frozenset[str]:
    """The fields of a post of which the words around decide nothing. read: its facts by its own words; told: those in the end.

    They are a table's or a grid's, also one drawn in lines; a remark that names the post closed it; a post that is over has the number that the rules gave it,
    one that seeks some people no other number, one at several places no municipality, and one open to any department none.
    """
    found = {*post.given}
    if (over := told.get("recruiting")) is not None and over.value is False:
        found.add("headcount")
        remarks = [i.text for i in post.shared for begin, _ in over.places if i.start <= begin < i.end]
        if "recruiting" not in read or any(post.mark in marks_in(words) for words in remarks if post.mark):
            found.add("recruiting")
        if any(_A_REMARK.match(i.text) for i in post.own for begin, _ in over.places if i.start <= begin < i.end):
            found.add("recruiting")
    if "headcount" not in told and any(_SOME.search(i.text) for i in post.own):
        found.add("headcount")
    days = [begin for begin, _ in told["slots"].places] if "slots" in told else []
    if len({i.line for i in (*post.own, *post.shared) for begin in days if i.start <= begin < i.end}) >= A_GRID:
        found.add("slots")
    if several(post.own):
        found.add("municipality")
    if "any_specialty" in told:
        found.add("specialties")
    return frozenset(found)


def _likelier(
    openings: Sequence[dict[str, Found]],
    settled: Sequence[frozenset[str]],
    page: Page,
    by_itself: Alone,
    known: scales.Net | None,
) -> tuple[list[dict[str, Found]], list[sureness.Judged]]:
    """The facts of each post as they are likelier, and how sure that is of each field that was looked at."""
    seen = [dict(facts) for facts in openings]
    posts = Posts(page, openings)
    looked_at: list[tuple[int, str, list[Candidate]]] = []
    rows: list[scales.Row] = []
    for post, facts in enumerate(openings):
        over = "recruiting" in facts and facts["recruiting"].value is False
        for name in LOOKED_AT:
            if name == "employment" and name not in facts and len(openings) > 1:
                continue  # it is the others'
            if name in settled[post] or (over and name not in _WHERE and not says(facts, name)):
                continue  # what is told beside a post that is over is of the others
            found = candidates(openings, post, name, by_itself)
            if len(found) > 1:
                looked_at.append((post, name, found))
                signs = posts.signs(post, name, found)
                rows += (
                    scales.Row(name, matter_of(page, name, one), one.weighed, told)
                    for one, told in zip(found, signs, strict=True)
                )
    weights = (known or scales.learnt()).weigh(page.letters, rows)
    every: list[sureness.Judged] = []
    begin = 0
    for post, name, found in looked_at:
        weighed = weights[begin : begin + len(found)]
        best = likeliest(name, found, weighed)
        every.append(sureness.judged(post, name, found, weighed, best))
        begin += len(found)
        if not _alike(name, best.value, found[0].value):
            tell(seen[post], name, best)
    for facts in seen:
        if "municipality" in facts and "prefecture" not in facts:
            _fill_in_the_prefecture(facts)
    return seen, every


def likeliest(name: str, found: Sequence[Candidate], weighed: NDArray[np.float64]) -> Candidate:
    """Which of the candidates for a field is taken: the first unless another weighs clearly more, and nothing where that is not likely."""
    over = weighed - (SURER_OF_AN_END if name == "recruiting" else SURER)
    top = int(over.argmax())
    best = found[top if over[top] > weighed[0] else 0]
    if best.value == UNSAID[name] or name == "recruiting":
        return best
    shares = np.exp(weighed - weighed.max())
    alike = [_alike(name, one.value, best.value) for one in found]
    least = LIKELY_PLACE if name in _WHERE and best is found[0] else LIKELY
    return best if shares[alike].sum() >= least * shares.sum() else Candidate("drop", UNSAID[name], ())


def candidates(posts: Sequence[Facts], post: int, name: str, by_itself: Alone) -> list[Candidate]:
    """What a post may tell of a field: what was read first, nothing last where that was something."""
    fact = posts[post].get(name)
    kept = Candidate("keep", UNSAID[name], ()) if fact is None else Candidate("keep", fact.value, fact.places)
    alone = [one for one in by_itself.of(name) if one.value != UNSAID[name]]
    theirs = _told_by_others(posts, post, name, fact) if name in _WHERE and fact is not None else []
    alone = [one for one in alone if one.value not in theirs]
    if name == "employment" and fact is not None:  # several lines together tell more kinds than one of them
        alone = [one for one in alone if not {*one.value} < {*fact.value}]
    found = [kept, *(one for one in alone if not _alike(name, one.value, kept.value))]
    if fact is not None:
        found += changed(name, fact, alone)
    if len(posts) <= MOST_POSTS:
        found += (one for one in by_itself.wide(name) if one.value not in theirs)
    return found if kept.value == UNSAID[name] else [*found, Candidate("drop", UNSAID[name], ())]


def _told_by_others(posts: Sequence[Facts], post: int, name: str, fact: Found) -> list[Any]:
    """Where other posts are, where each says that in words of its own: this one, which has its own as well, is not there."""
    others = [one[name] for at, one in enumerate(posts) if at != post and name in one]
    return [one.value for one in others if one.value != fact.value and not {*one.places} & {*fact.places}]


def _alike(name: str, one: Any, other: Any) -> bool:
    return bool(comparable(name, one) == comparable(name, other))


def tell(facts: dict[str, Found], name: str, one: Candidate) -> None:
    """Takes a candidate for what the post says; a municipality brings its prefecture, departments whether any will do."""
    if name == "specialties":
        facts.pop("any_specialty", None)
    if one.value == UNSAID[name]:
        facts.pop(name, None)
        return
    facts[name] = Found(one.value, one.places)
    if name == "specialties" and one.value == []:
        facts["any_specialty"] = Found(True, one.places)
    if name == "municipality":
        _fill_in_the_prefecture(facts)


def _fill_in_the_prefecture(facts: dict[str, Found]) -> None:
    """The prefecture of a municipality whose name there is once."""
    where = facts["municipality"]
    if (named := next((place for place in named_in(where.value) if place.prefecture), None)) is not None:
        facts["prefecture"] = Found(named.prefecture, where.places)
