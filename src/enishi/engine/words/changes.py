"""Single changes of one side's condition: how one is spoken, and how it is tried on a pair.

A change is spoken as a clause (「…ていただければ」) and carries the column values it would set. Costs order changes of
one pair; they are judgements, not money.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from enishi.engine.columns import Physicians, Posts
from enishi.engine.schema import WISH_BITS, WISHES
from enishi.engine.words.facts import Facts, day

OPENING, PHYSICIAN = "opening", "physician"
_WISH_COST = {"housing": 0.4, "travel_paid": 0.2, "retraining": 0.35, "no_weekend": 0.4, "mentoring": 0.2}
_OTHER_WISH_COST = 0.3


@dataclass(frozen=True, slots=True)
class Change:
    """`key`: what changes; `side`: who would change it; `set`: column → new value; `clause`: 「…ていただければ」;
    `cost` ≥ 0."""

    key: str
    side: str
    set: dict[str, int]
    clause: str
    cost: float

    def to_dict(self, effect: str) -> dict[str, Any]:
        return {"key": self.key, "side": self.side, "set": dict(self.set), "text": f"{self.clause}、{effect}"}


def offer(wish: str, f: Facts) -> Change:
    """The opening adds one wish to its offers."""
    cost = _WISH_COST.get(wish, _OTHER_WISH_COST)
    return Change(
        f"offer_{wish}",
        OPENING,
        {"offers": f.o.offers | WISH_BITS[wish]},
        f"「{WISHES[wish]}」を加えていただければ",
        cost,
    )


def confirm(as_of: int) -> Change:
    """A telephone call: the opening's facts are confirmed again."""
    return Change("confirm", OPENING, {"confirmed_on": as_of}, "募集の内容をいま一度お確かめいただければ", 0.02)


def postpone_start(f: Facts) -> Change:
    """For an eligible pair whose physician is free only after the wanted start."""
    late = f.p.available_from - max(f.o.starts_on, f.as_of)
    return Change(
        "starts_on",
        OPENING,
        {"starts_on": f.p.available_from},
        f"着任は{day(f.p.available_from)}からとお考えいただければ",
        late / 365,
    )


def applied(p: Physicians, o: Posts, change: Change) -> tuple[Physicians, Posts]:
    """One-row columns of the pair after the change."""
    if change.side == OPENING:
        return p, replace(o, **_columns(o, change))
    return replace(p, **_columns(p, change)), o


def _columns(rows: Physicians | Posts, change: Change) -> dict[str, Any]:
    return {name: np.array([value]).astype(getattr(rows, name).dtype) for name, value in change.set.items()}
