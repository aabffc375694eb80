"""The monthly quality sample: what is drawn, what is asked of each piece, what the answers say. Pure."""

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enishi.common.choices import Labelled

PER_COORDINATOR = 4
MOST_PER_COORDINATOR = 20


class Work(Labelled):
    """What is looked at."""

    CALL = "call", "先生へのお電話"
    NOTE = "note", "控え"
    PROPOSAL = "proposal", "ご提案"
    AGREEMENT = "agreement", "条件の合意"


class Mark(Labelled):
    """The answer to one question of the list."""

    YES = "yes", "できている"
    NO = "no", "できていない"
    NONE = "none", "当てはまらない"


QUESTIONS: Mapping[Work, tuple[tuple[str, str], ...]] = {
    Work.CALL: (
        ("promise", "連絡の約束の中でお電話したか、外ならわけが書いてある"),
        ("about", "用件と結果が、ほかの人にも分かる"),
        ("next", "次にすることと期日が決まっている"),
    ),
    Work.NOTE: (
        ("fact", "聞いたことと、自分の考えが分かれている"),
        ("private", "健康やご家族のことなど、書かなくても済むことがない"),
        ("next", "次にすることと期日が決まっている"),
    ),
    Work.PROPOSAL: (
        ("reasons", "理由が、先生のご希望の言葉で書いてある"),
        ("unmet", "合わない点も書いてある"),
        ("consent", "お見せする範囲に、先生の同意がある"),
        ("disclosure", "お名前や勤め先が分かる言葉が入っていない"),
    ),
    Work.AGREEMENT: (
        ("consent", "双方のご承認が、同じ版に対するものになっている"),
        ("clauses", "合意事項が、双方のやりとりの言葉にもとづいている"),
        ("hours", "働き方チェックを、先生が確かめている"),
        ("next", "次にすることと期日が決まっている"),
    ),
}


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """One piece of work: whose (primary key of the user), what, and the row it stands in."""

    owner: int
    work: str
    source_pk: int


def draw(pieces: Iterable[Piece], *, seed: str, per_coordinator: int) -> list[Piece]:
    """The sample: of each coordinator up to so many pieces, each equally likely. The same pieces and seed give the same sample.

    Each coordinator is drawn apart, so that what one of them did changes nothing in what is drawn of another.
    """
    by_owner: dict[int, list[Piece]] = {}
    for piece in sorted(set(pieces)):
        by_owner.setdefault(piece.owner, []).append(piece)
    found: list[Piece] = []
    for owner, own in sorted(by_owner.items()):
        chance = random.Random(f"{seed}:{owner}")
        found += sorted(chance.sample(own, min(per_coordinator, len(own))))
    return found


def digest_of(pieces: Iterable[Piece]) -> str:
    """SHA-256 of what was drawn from, so that a second drawing can be seen to be from the same."""
    text = "\n".join(f"{p.owner},{p.work},{p.source_pk}" for p in sorted(set(pieces)))
    return hashlib.sha256(text.encode()).hexdigest()


def missing(work: Work, answers: Mapping[str, str]) -> list[str]:
    """Questions without an answer, in words."""
    return [words for code, words in QUESTIONS[work] if answers.get(code) not in set(Mark)]


def needs_finding(answers: Mapping[str, str]) -> bool:
    return Mark.NO in answers.values()


def tally(rows: Sequence[tuple[Work, Mapping[str, str]]]) -> dict[tuple[Work, str], list[bool]]:
    """(work, question) → whether it was so, for each piece to which it applied."""
    found: dict[tuple[Work, str], list[bool]] = {(w, code): [] for w in Work for code, _ in QUESTIONS[w]}
    for work, answers in rows:
        for code, mark in answers.items():
            if (work, code) in found and mark in (Mark.YES, Mark.NO):
                found[work, code].append(mark == Mark.YES)
    return found
