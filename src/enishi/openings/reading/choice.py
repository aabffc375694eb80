"""Which of several readings of one text is the best: judged by what each of them makes of its words.

A reading is good whose posts name for whom they are and tell alike of themselves, which leaves few departments, kinds of work and sums
unread, and to which several ways of parting the text come. `choice_weights.txt` says how much each of these signs counts; it is learnt
from texts as they were read when new (`./dev bench choice --write`). Readings that come near to the rules' own are looked at again
(`second_look`): where posts are parted wrongly, few of their facts are likely. By `sure_weights.txt`, which knows that as well, the rules'
own reading stands unless another is clearly better.
"""

import json
import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from enishi.openings.reading import beginnings, learnt, who_is_there
from enishi.openings.reading.departments import FULL, LISTED, canonical
from enishi.openings.reading.facts import FIELDS, UNSAID, Found
from enishi.openings.reading.heads import FACILITY, STATE
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.labels import OPENING_FIELDS
from enishi.openings.reading.line import Item
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.scoping import Post

SURE, SURE_AGAIN = 1.0, 2.0
"""By how much the sum of another reading exceeds that of the rules' before it is taken, and after a second look: to change a right one costs more."""
BEYOND_DOUBT = 12.0
"""The sum without votes from which the rules' own reading is taken unseen others."""
NEAR = 4.0
"""How much less than that of the rules' own reading the sum of another may be before it is not looked at again."""
_SUM = lazy(r"\d[\d.,]*\s*(?:万|千)?\d*千?円|\d{2,}\s*万")
_KIND = lazy(r"非常勤|常勤|スポット|単発|パート|嘱託")
_MANY = r"(?<!\d)(?P<n>[2-9二三四五六七八九])\s*"
# How many posts a text says that it offers: 「医師の求人を3つお願いしたく」, 「下記の2病院から」, 「三つの区分で募集」.
_SAID = tuple(
    map(
        lazy,
        (
            rf"(?:求人|募集|ポスト|公募|案件|新着(?:・更新)?(?:求人)?)(?:情報)?[をはがに]?\s*{_MANY}(?:件|つ|とおり|種類)(?!目|以上)",
            rf"{_MANY}(?:件|つ)の(?:医師)?(?:求人|募集|ポスト|枠|区分|お?仕事|案件)",
            rf"(?:次|以下|下記)の{_MANY}(?:つの(?:区分|診療科|科|ポスト|施設|病院|お?仕事|募集)|件|[かヶカ箇]所|病院|施設|区分|診療科|科(?!目))",
            rf"{_MANY}(?:とおり|通り)で募集",
            rf"{_MANY}つの(?:事業所|工場|病院|施設|診療所|クリニック|院|区分|診療科|科)(?:で|の医師|から)",
            rf"(?:求人|募集|医師)[^。\n]{{0,6}}{_MANY}件のうち",
            rf"(?:求人|募集|探し(?:て(?:い|お)り?ます)?|お願い)[^。\n]{{0,6}}\({_MANY}(?:件|つ)\)",
            rf"{_MANY}(?:件|つ)(?:の|ほど)?(?:お?願い|ご?依頼|ご?相談)",
        ),
    )
)

# 「呼吸器内科、循環器内科 各1名」 are posts apart (what one opening is, in the form that is asked for).
_EACH = lazy(r"(?:医師?|の先生)?\)?\s*各\s*(?:1|一)\s*[名人]")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one way of parting a text makes of it.

    end: up to where the original was read; own: what is said of each post alone; told_by: of each opening its post
    and the facts that the words of the post tell alone; kept: the numbers of the lines that it read.
    """

    openings: list[dict[str, Found]]
    end: int
    own: list[list[Item]] = field(default_factory=list)
    told_by: list[tuple[Post, dict[str, Found]]] = field(default_factory=list)
    kept: frozenset[int] = frozenset()

    @property
    def begins(self) -> list[int]:
        """The places where its posts begin, of those that have words of their own."""
        return [min((item.line, item.start) for item in own)[1] for own in self.own if own]

    def key(self) -> str:
        """The same for two outcomes that tell the same."""
        return json.dumps([{n: one[n].value for n in FIELDS if n in one} for one in self.openings], sort_keys=True)


Again = Callable[[Outcome], dict[str, float] | None]


def best(
    outcomes: Iterable[Outcome], text: str, again: Again | None = None, known: learnt.Weights | None = None
) -> Outcome | None:
    """The best of the outcomes of a normal text, of which the first is the rules' own; None if there are none.

    again: the signs of a second look at one of them, None where it is not looked at. The others are not asked for where the first is beyond
    doubt, and without a second look the first signs decide, by `known` weights or the learnt ones.
    """
    known = learnt.weights("choice_weights.txt") if known is None else known
    left = iter(outcomes)
    if (first := next(left, None)) is None:
        return None
    words = Words(text)
    if beyond_doubt(_signs(first, words), known):
        return first
    apart = different([first, *left], text, words)
    sums = [sum_of(shown, known) for _, shown in apart]
    if again is None:
        return apart[chosen(sums)][0]
    near = near_to_first(sums)
    looked = [again(apart[at][0]) for at in near] if len(near) > 1 else []
    if not looked or any(one is None for one in looked):
        return apart[chosen(sums)][0]
    surer = learnt.weights("sure_weights.txt")
    sums = [sum_of({**apart[at][1], **(one or {})}, surer) for at, one in zip(near, looked, strict=True)]
    return apart[near[chosen(sums, SURE_AGAIN)]][0]


def near_to_first(sums: Sequence[float]) -> list[int]:
    """Which readings are looked at again: the first, and those whose sums come `NEAR` to its."""
    return [at for at, one in enumerate(sums) if at == 0 or one > sums[0] - NEAR]


def different(
    outcomes: Sequence[Outcome], text: str, words: "Words | None" = None
) -> list[tuple[Outcome, dict[str, float]]]:
    """Each outcome that can be taken and differs from those before it, and its signs; the first is the rules' own. words: as for `signs`."""
    if not outcomes:
        return []
    first, *left = outcomes
    if len(at := _places_of(first)) == len(first.openings) > 1:
        # each names a place of its own: so do they in another way to part as many
        left = [one for one in left if len(one.openings) != len(at) or len(_places_of(one)) == len(at)]
    return signs(
        [first, *(one for one in left if not _ends_its_own(one) and not _forgets_an_end(one, first))], text, words
    )


def _places_of(outcome: Outcome) -> set[object]:
    """The places of work that its posts name, each once."""
    return {one["institution"].value for one in outcome.openings if "institution" in one}


_WHO = ("institution", "specialties", "any_specialty")


def _ends_its_own(outcome: Outcome) -> bool:
    """Whether one of its posts says no more than that another of them is over: a sentence apart, not a post."""
    said = [tuple(str(one[name].value) if name in one else "" for name in _WHO) for one in outcome.openings]
    return any(
        _is_over(one) and said.count(who) > 1 and not one.keys() - {*_WHO, "recruiting", "prefecture", "municipality"}
        for who, one in zip(said, outcome.openings, strict=True)
    )


def _forgets_an_end(outcome: Outcome, first: Outcome) -> bool:
    """Whether it has as many posts as the rules' own, of which fewer are over: the remark that ends one was not taken for its."""
    return len(outcome.openings) == len(first.openings) and (
        sum(map(_is_over, outcome.openings)) < sum(map(_is_over, first.openings))
    )


def sum_of(shown: Mapping[str, float], known: learnt.Weights) -> float:
    """What some signs weigh together."""
    return sum(known[name][0] * value for name, value in shown.items() if name in known)


def beyond_doubt(shown: Mapping[str, float], known: learnt.Weights) -> bool:
    """Whether a reading is taken unseen others: by its signs less the votes, which tell of others."""
    return sum_of({name: value for name, value in shown.items() if name != "votes"}, known) >= BEYOND_DOUBT


def chosen(sums: Sequence[float], sure: float = SURE) -> int:
    """Which of the sums is taken: the largest if it exceeds the first by more than `sure`; else the first."""
    at = max(range(len(sums)), key=sums.__getitem__)
    return at if sums[at] > sums[0] + sure else 0


def signs(
    outcomes: Sequence[Outcome], text: str, words: "Words | None" = None
) -> list[tuple[Outcome, dict[str, float]]]:
    """Each outcome that differs from those before it, and its signs. words: of the text, where they are known."""
    votes: dict[str, list[Outcome]] = {}
    for one in outcomes:
        votes.setdefault(one.key(), []).append(one)
    words = words or Words(text)
    return [(same[0], {"votes": len(same) / len(outcomes), **_signs(same[0], words)}) for same in votes.values()]


class Words:
    """What stands in a text, whoever reads it. begins: the weights by which its lines begin posts, else the learnt ones."""

    def __init__(self, text: str, begins: learnt.Weights | None = None) -> None:
        self.beginnings = beginnings.Beginnings(text, beginnings.likely(text, begins))
        self.sums = [m.span() for m in _SUM.finditer(text)]
        self.states = [m.span() for m in STATE.finditer(text)]
        self.kinds = sum(1 for _ in _KIND.finditer(text))
        self.said = {_number(found["n"]) for said in _SAID for found in said.finditer(text)}
        self.departments = {canonical(m.group()) for m in LISTED.finditer(text)}
        self.text = text
        self.lines: list[tuple[Place, str]] = []
        labels: Counter[str] = Counter()
        at = 0
        for line in text.split("\n"):
            if line.strip():
                self.lines.append(((at, at + len(line)), line))
            if (head := head_of(line)) and not head[1].isdisjoint(OPENING_FIELDS):
                labels["".join(head[0].split())] += 1
            at += len(line) + 1
        self.most_of_a_label = max(labels.values(), default=1)


def _signs(outcome: Outcome, words: Words) -> dict[str, float]:
    posts = outcome.openings
    n = len(posts)
    places = [[place for fact in one.values() for place in fact.places] for one in posts]
    every = sorted({place for one in places for place in one})
    times = Counter(place for one in places for place in set(one))
    own = [sum(times[place] == 1 for place in set(one)) for one in places]
    told = [{name for name in FIELDS if _tells(one, name)} for one in posts]
    # of a post that is over little is told
    sought = [names for names, one in zip(told, posts, strict=True) if not _is_over(one)] or told
    named = sum("specialties" in names or "any_specialty" in names for names in sought)
    found = {name for one in posts if "specialties" in one for name in one["specialties"].value}
    read = [line for place, line in words.lines if _touched(place, every)]
    pairs = [(a, b) for at, a in enumerate(told) for b in told[:at]]

    def share(name: str) -> float:
        return sum(name in names for names in told) / len(told)

    def mean(name: str, of: int) -> float:
        """Of each post whether a list has at least so many parts."""
        return sum(name in one and len(one[name].value or ()) >= of for one in posts) / n

    return {
        "posts": math.log(n),
        "posts less than a label comes": float(min(max(words.most_of_a_label - n, 0), 4)),
        "posts more than a label comes": float(min(max(n - words.most_of_a_label, 0), 4)),
        "posts as many as said": _as_said(words.said, n, n - sum(map(_is_over, posts))),
        "posts of who is there": float(sum(who_is_there.tells_of(one, words.text) for one in posts)) if n > 1 else 0.0,
        "posts that are several": float(sum(_are_several(one, words.text) for one in posts)),
        "posts that are over": sum(map(_is_over, posts)) / n,
        **{f"tells {name}": share(name) for name in _TOLD},
        "all name a department": float(named == len(sought)),
        "all name a place of work": float(all("institution" in names for names in sought)),
        "all tell a kind of work": float(all("employment" in names for names in sought)),
        "all tell pay": float(all("pay" in names for names in sought)),
        "departments of a post": sum(len(one["specialties"].value) for one in posts if "specialties" in one) / n,
        "sums of a post": sum(len(one["pay"].value or ()) for one in posts if "pay" in one) / n,
        "two sums of a unit": sum(_twice(one) for one in posts) / n,
        "sums of two units": sum(len(_units(one)) >= 2 for one in posts) / n,
        "two kinds of work": mean("employment", 2),
        "a department of its own": 0.0 if n == 1 else sum(_has_its_own(one, "specialties", times) for one in posts) / n,
        "words shared": sum(count > 1 for count in times.values()) / max(len(times), 1),
        "no words of its own": sum(count == 0 for count in own) / n,
        "hardly words of its own": 0.0 if n == 1 else sum(count <= 1 for count in own) / n,
        "told alike": sum(len(a & b) / max(len(a | b), 1) for a, b in pairs) / max(len(pairs), 1),
        "the same twice": 1 - len({json.dumps(_values(one), sort_keys=True) for one in posts}) / n,
        "sums read": _share_read(words.sums, every),
        "states read": _share_read(words.states, every),
        "states read as such": _share_read(words.states, [p for one in posts if "recruiting" in one for p in one["recruiting"].places]),
        **words.beginnings.signs(outcome.begins, n),
        "labels alike": _alike([frozenset("".join(i.label.split()) for i in own if i.label) for own in outcome.own]),
        "first words alike": _heads_alike(outcome.own),
        "departments left": float(min(max(len(words.departments) - len(found), 0), 6)),
        "kinds of work left": float(min(max(words.kinds - n, 0), 6)),
        "lines read": len(read) / max(len(words.lines), 1),
        "lines of other work": sum(bool(OTHER_WORK.search(one)) and not PHYSICIAN.search(one) for one in read) / max(len(read), 1),
    }  # fmt: skip


def _are_several(post: Mapping[str, Found], text: str) -> bool:
    """Whether a post has several departments of which the text says that each seeks somebody."""
    named, count = post.get("specialties"), post.get("headcount")
    if named is None or len(named.value) < 2:
        return False
    before = text[: count.places[0][0]].rstrip() if count is not None and count.places else ""
    return before.endswith("各") or _EACH.match(text, max(b for _, b in named.places)) is not None


def _number(digit: str) -> int:
    return int(digit) if digit.isdigit() else "〇一二三四五六七八九".index(digit)


def _as_said(said: Collection[int], posts: int, still_open: int) -> float:
    """1 where there are as many posts as the text says, all or those not over; -1 where not; 0 where it says nothing."""
    return 0.0 if not said else 1.0 if {posts, still_open} & {*said} else -1.0


_TOLD = ("institution", "headcount", "pay", "night_duty", "on_call", "retirement_age")


def _is_over(post: Mapping[str, Found]) -> bool:
    return "recruiting" in post and post["recruiting"].value is False


def _tells(post: Mapping[str, Found], name: str) -> bool:
    return name in post and post[name].value not in (UNSAID[name], None, [])


def _values(post: Mapping[str, Found]) -> dict[str, object]:
    return {name: post[name].value for name in FIELDS if name in post}


def _units(post: Mapping[str, Found]) -> list[str]:
    return sorted({rate["unit"] for rate in post["pay"].value or ()}) if "pay" in post else []


def _twice(post: Mapping[str, Found]) -> bool:
    return "pay" in post and len(_units(post)) < len(post["pay"].value or ())


def _has_its_own(post: Mapping[str, Found], name: str, times: Mapping[Place, int]) -> bool:
    return name in post and any(times[place] == 1 for place in post[name].places)


def _touched(place: Place, places: Sequence[Place]) -> bool:
    return any(begin < place[1] and place[0] < end for begin, end in places)


def _share_read(places: Sequence[Place], every: Sequence[Place]) -> float:
    """The share of some words that stand where facts were read; 1 where there are none."""
    return sum(_touched(place, every) for place in places) / len(places) if places else 1.0


def _alike(told: Sequence[frozenset[str]]) -> float:
    """How much the members of two sets agree, on the average over all pairs of them; 0 for one alone."""
    pairs = [(a, b) for at, a in enumerate(told) for b in told[:at]]
    return sum(len(a & b) / max(len(a | b), 1) for a, b in pairs) / max(len(pairs), 1)


_MARK = lazy(r"\W{0,3}")


def _head(items: Sequence[Item]) -> tuple[str, bool, bool, bool]:
    """What the first words of a post look like: its mark, whether a number follows, and whether a department or a place does."""
    words = f"{items[0].label}{items[0].text}".strip()[:30] if items else ""
    mark = _MARK.match(words)
    at = mark.end() if mark else 0
    return words[:at], words[at : at + 1].isdigit(), bool(FULL.search(words)), bool(FACILITY.search(words))


def _heads_alike(own: Sequence[Sequence[Item]]) -> float:
    """In how many of several posts each thing of the first words is as in most; 0 for one alone."""
    if len(own) < 2:
        return 0.0
    most = [Counter(part).most_common(1)[0][1] for part in zip(*map(_head, own), strict=True)]
    return sum(most) / len(most) / len(own)
