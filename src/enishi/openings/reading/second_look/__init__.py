"""A second look at each fact that the rules read: whether something else that the text says is the likelier answer, or nothing.

The rules know what they were taught. What they got wrong in texts that were new to them is kept (`bench/second_look.py` tells how), and
`second_look_weights.txt` is learnt from it: which words around a fact, and which place among the other facts, went with right ones. Each fact
stands beside what any line says when read alone, and beside nothing; the rules' own stands unless another weighs more by `SURER`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

from enishi.openings.reading import learnt
from enishi.openings.reading.facts import UNSAID, Found
from enishi.openings.reading.fields.municipalities import named_in
from enishi.openings.reading.fields.place import several
from enishi.openings.reading.scoping import Post, marks_in
from enishi.openings.reading.scoring import comparable
from enishi.openings.reading.second_look.others import Alone
from enishi.openings.reading.second_look.posts import signs_of as signs_of_a_post
from enishi.openings.reading.second_look.signs import MOST_PLACES, Candidate, Facts, Page, Piece, Place, of_values, says

LOOKED_AT = (
    "recruiting", "institution", "prefecture", "municipality", "employment", "headcount", "days_per_week", "slots", "pay",
    "night_duty", "on_call", "housing", "age_limit", "retirement_age", "fixed_term",
)  # fmt: skip
"""Fields with one answer; the departments of a post and whether any will do hang together, and stay as they were read."""
MAY_BE_NOTHING = frozenset(("recruiting", "slots", "housing"))
"""Fields of which what was read is at times of another matter, and nothing is the likelier answer; of the others that was told too seldom."""
SURER = 0.5
"""By how much another candidate weighs more than what was read before it is taken."""
BEYOND_DOUBT = 4.0
"""A fact that weighs so much more than nothing stands, unseen what else the text says."""
NO_POST = -1.2
"""A post of several whose signs weigh more than this is none."""
A_GRID = 4
"""Lines with half days of one post from which they are a week's grid."""
_WHERE = ("institution", "prefecture", "municipality")
NEVER = -100.0
"""What weighs against a post that is surely one."""
_LETTERS = re.compile(r"((?:\w+\|)?[wbalhLsud]):(.+)", re.DOTALL)

_A_REMARK = re.compile(r"\W*(?:注|※|\*)")
_SOME = re.compile(r"若干名|数名")

OF_A_POST = "post|"
"""What a sign of a whole post begins with in the file of weights."""


class Weights(NamedTuple):
    """letters: of each family the weights of its runs; signs: of each other sign; posts: of the signs that a post is none."""

    letters: dict[str, dict[str, float]]
    signs: dict[str, float]
    posts: dict[str, float]


@lru_cache
def weights() -> Weights:
    """The learnt ones."""
    return parted(learnt.weights("second_look_weights.txt"))


def parted(known: learnt.Weights) -> Weights:
    """Weights by their signs, those of letters by their families."""
    told = Weights({}, {}, {})
    for sign, (weight,) in known.items():
        if sign.startswith(OF_A_POST):
            told.posts[sign.removeprefix(OF_A_POST)] = weight
        elif of_letters := _LETTERS.fullmatch(sign):
            told.letters.setdefault(of_letters[1], {})[of_letters[2]] = weight
        else:
            told.signs[sign] = weight
    return told


def signs_of(page: Page, name: str, place: Place) -> list[str]:
    """The signs of some words as a fact of a field: each as often as it counts."""
    found: list[str] = []
    for piece in page.pieces(place):
        for family in piece.families(name):
            found += (f"{family}:{run}" for run in piece.runs())
    for look in page.looks(place):
        found += (look, f"{name}|{look}")
    return found


class _Scales:
    """What candidates of one text weigh."""

    def __init__(self, page: Page, known: Weights) -> None:
        self._page = page
        self._known = known
        self._words: dict[tuple[str, Place], float] = {}
        self._runs: dict[Place, list[tuple[Piece, frozenset[str]]]] = {}

    def weigh(self, posts: Sequence[Facts], post: int, name: str, candidates: Sequence[Candidate]) -> list[float]:
        """Each candidate for a field of one of the posts."""
        signs = self._known.signs
        return [
            sum(signs[sign] * times for sign, times in seen.items() if sign in signs)
            + sum(self._of_words(name, place) for place in one.places[:MOST_PLACES])
            for one, seen in zip(candidates, of_values(self._page, posts, post, name, candidates), strict=True)
        ]

    def _of_words(self, name: str, place: Place) -> float:
        """Some words as a fact of a field."""
        if (name, place) not in self._words:
            letters, signs, _ = self._known
            weight = 0.0
            if place not in self._runs:
                self._runs[place] = [(piece, frozenset(piece.runs())) for piece in self._page.pieces(place)]
            for piece, runs in self._runs[place]:
                for family in piece.families(name):
                    if (of_runs := letters.get(family)) is not None:
                        weight += sum(of_runs[run] for run in runs & of_runs.keys())
            for look in self._page.looks(place):
                weight += signs.get(look, 0.0) + signs.get(f"{name}|{look}", 0.0)
            self._words[name, place] = weight
        return self._words[name, place]


def stand(openings: Sequence[Facts], page: Page, known: Weights | None = None) -> list[int]:
    """Which of the posts that were read are posts: never none of them, and each that is over or names a place of work in its own words."""
    if len(openings) < 2:
        return [*range(len(openings))]
    known = known or weights()
    against = [
        NEVER
        if _is_one(openings, at)
        else sum(known.posts.get(sign, 0.0) * times for sign, times in signs_of_a_post(page, openings, at).items())
        for at in range(len(openings))
    ]
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
    one that seeks some people no other number, and one at several places no municipality.
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
    return frozenset(found)


def at(
    openings: Sequence[dict[str, Found]],
    settled: Sequence[frozenset[str]],
    page: Page,
    by_itself: Alone,
    known: Weights | None = None,
) -> list[dict[str, Found]]:
    """The facts of each post as they are likelier. settled: of each, the fields that are left; by_itself: of all items of the text."""
    scales = _Scales(page, known or weights())
    seen = [dict(facts) for facts in openings]
    for post, facts in enumerate(openings):
        over = "recruiting" in facts and facts["recruiting"].value is False
        for name in LOOKED_AT:
            if name in settled[post] or (over and name not in _WHERE and not says(facts, name)):
                continue  # what is told beside a post that is over is of the others
            weigh = partial(scales.weigh, openings, post, name)
            if says(facts, name):
                stands, falls = weigh([Candidate("keep", facts[name].value, facts[name].places), nothing(name)])
                if stands - falls >= BEYOND_DOUBT:
                    continue
            found = candidates(openings, post, name, by_itself.of(name))
            best = likeliest(name, found, weigh(found))
            if best is not found[0]:
                tell(seen[post], name, best)
    return seen


def likeliest(name: str, found: Sequence[Candidate], weighed: Sequence[float]) -> Candidate:
    """Which of the candidates for a field is taken: the first unless another weighs more by `SURER`."""
    may_be = [at for at, one in enumerate(found) if one.kind != "drop" or name in MAY_BE_NOTHING]
    best = max(may_be, key=weighed.__getitem__)
    return found[best if weighed[best] > weighed[0] + SURER else 0]


def nothing(name: str) -> Candidate:
    """That a post tells nothing of a field."""
    return Candidate("drop", UNSAID[name], ())


def candidates(posts: Sequence[Facts], post: int, name: str, by_itself: Sequence[Candidate]) -> list[Candidate]:
    """What a post may tell of a field: what was read first, nothing last; every value once. by_itself: what lines tell read alone."""
    fact = posts[post].get(name)
    kept = Candidate("keep", UNSAID[name], ()) if fact is None else Candidate("keep", fact.value, fact.places)
    others = [one for one in by_itself if one.value != UNSAID[name] and not _alike(name, one.value, kept.value)]
    found = [kept, *others]
    return found if kept.value == UNSAID[name] else [*found, nothing(name)]


def _alike(name: str, one: Any, other: Any) -> bool:
    return bool(comparable(name, one) == comparable(name, other))


def tell(facts: dict[str, Found], name: str, one: Candidate) -> None:
    """Takes a candidate for what the post says; a municipality brings its prefecture."""
    if one.value == UNSAID[name]:
        facts.pop(name, None)
        return
    facts[name] = Found(one.value, one.places)
    if name == "municipality":
        named = next((place for place in named_in(one.value) if place.prefecture), None)
        if named is not None:
            facts["prefecture"] = Found(named.prefecture, one.places)
