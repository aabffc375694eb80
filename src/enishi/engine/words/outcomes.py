"""What a round, a plan or a list says to each side when it did not join a pair that could be one.

The other physicians are never named, counted or described. What stands on this physician's own affairs (another opening
suits him better, his licence is still being checked) reads to the institution like everything it may not know.
"""

from __future__ import annotations

from dataclasses import dataclass

from enishi.engine.words.changes import OPENING, Change
from enishi.engine.words.facts import Facts, Sentence
from enishi.engine.words.refusals import neutral


@dataclass(frozen=True)
class Outcome:
    """`physician`, `institution`: the sentences; no sentence for the institution means the neutral one."""

    physician: str
    institution: str | None
    facts: tuple[str, ...] = ()


MATCHED, LICENCE, PREFERS = "matched", "licence_unverified", "prefers"
OUTRANKED, PRICE, CAP, UNLISTED = "outranked", "price", "regional_cap", "not_listed"
REGION, LISTED = "regional_price", "listed"

OUTCOMES: dict[str, Outcome] = {
    MATCHED: Outcome(
        "今回、この募集をご提案します。",
        "今回、この募集にご提案する先生です。",
    ),
    # Before a proposal an institution cannot tell who is on a list and who is not.
    LISTED: Outcome(
        "条件が合い、ご案内の候補に入っている募集です。",
        None,
    ),
    LICENCE: Outcome(
        "医師資格の確認が済みましたら、この募集もご提案できるようになります。",
        None,
        ("physician.licence_verified",),
    ),
    PREFERS: Outcome(
        "先生のご希望により近い募集がありましたので、そちらをご提案しています。",
        None,
    ),
    OUTRANKED: Outcome(
        "この募集の枠は、今回はほかの先生へのご提案で埋まりました。枠が空きましたら、あらためてご案内します。",
        "この募集の枠は、今回はほかの先生へのご提案で埋まっています。",
        ("opening.capacity",),
    ),
    PRICE: Outcome(
        "ご希望の重なる募集のため、今回はほかの先生へのご提案となりました。枠が空きましたら、あらためてご案内します。",
        "この募集の枠には、今回はほかの先生へのご提案を優先しています。",
        ("opening.capacity",),
    ),
    CAP: Outcome(
        "この地域で今回ご提案できる人数に達しました。次の機会に、あらためてご案内します。",
        "この地域で今回ご提案できる人数に達しました。次の機会に、あらためてお探しします。",
        ("opening.prefecture",),
    ),
    REGION: Outcome(
        "今回は、医師の足りない地域の募集を先にご提案しています。",
        None,
    ),
    UNLISTED: Outcome(
        "条件は合っています。よりご希望に近い募集から順に、ご案内しています。",
        None,
    ),
}


def sentences(key: str, f: Facts) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """(for the physician, for the institution)."""
    outcome = OUTCOMES[key]
    facts = f.of(*outcome.facts)
    spoken = Sentence(key, outcome.physician, facts)
    return (spoken,), (Sentence(key, outcome.institution, facts) if outcome.institution else neutral(),)


def one_more(f: Facts) -> Change:
    """The opening takes one physician more."""
    heads = f.o.capacity
    return Change(
        "capacity",
        OPENING,
        {"capacity": heads + 1},
        f"募集の人数を{heads}名から{heads + 1}名に増やしていただければ",
        1.0,
    )
