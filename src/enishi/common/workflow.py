"""A workflow is a table. This module is pure: it says what may happen and why not; `transitions.py` makes it happen.

WORKFLOW = Workflow(
    "candidacy", State,
    Step("T5", {"physician_asked"}, "physician_yes", {Party.PHYSICIAN, Party.COORDINATOR}, "話を聞いてみたい"),
    ...
)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from enishi.common.choices import Labelled


class Party(Labelled):
    """Who acts. A person's roles give the parties he or she may act as."""

    PHYSICIAN = "physician", "先生"
    INSTITUTION = "institution", "医療機関"
    COORDINATOR = "coordinator", "担当者"
    SUPERVISOR = "supervisor", "責任者"
    SYSTEM = "system", "自動処理"


class Channel(Labelled):
    """By which way the decision reached us."""

    WEB = "web", "画面"
    PHONE = "phone", "お電話"
    FAX = "fax", "ファクス"
    PAPER = "paper", "書面"
    MAIL = "mail", "メール"
    SYSTEM = "system", "自動処理"


class Reason(StrEnum):
    """Whether a step asks for a reason: from some parties a reason is never demanded."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


STORED: Final = "<stored>"
"""Target of a step that returns to the state an object had before it was put on hold."""


@dataclass(frozen=True, slots=True)
class Step:
    """One allowed change. `sources` holds states, or None for the step that creates the object."""

    id: str
    sources: frozenset[str | None]
    target: str
    by: frozenset[Party]
    label: str
    reason: Reason = Reason.NONE
    notices: tuple[str, ...] = ()
    free_of_reason: frozenset[Party] = field(default_factory=frozenset)
    holds: bool = False
    """The state before is stored, and a later step to STORED returns to it."""

    def asks_reason_of(self, party: Party) -> bool:
        """True if this party must give a reason."""
        return self.reason is Reason.REQUIRED and party not in self.free_of_reason


def step(
    id: str,
    sources: Iterable[str | None],
    target: str,
    by: Iterable[Party],
    label: str,
    *,
    reason: Reason = Reason.NONE,
    notices: Iterable[str] = (),
    free_of_reason: Iterable[Party] = (),
    holds: bool = False,
) -> Step:
    """A `Step` from plain sets and lists, as tables are easiest to read."""
    return Step(
        id, frozenset(sources), target, frozenset(by), label, reason, tuple(notices), frozenset(free_of_reason), holds
    )


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step is not possible now: a code for tests and logs, a sentence for the person."""

    code: str
    sentence: str


class StepRefused(Exception):
    """Raised when a step cannot be done; carries every refusal, so that a person can mend all at once."""

    def __init__(self, *refusals: Refusal) -> None:
        self.refusals = refusals
        super().__init__("; ".join(f"{r.code}: {r.sentence}" for r in refusals))

    @property
    def codes(self) -> set[str]:
        return {r.code for r in self.refusals}


class Workflow:
    """The table of steps of one kind of object, checked when it is made."""

    def __init__(self, name: str, states: type[Labelled], ends: Iterable[str], *steps: Step) -> None:
        self.name = name
        self.states = states
        self.ends = frozenset(ends)
        self.steps = {s.id: s for s in steps}
        known = {str(s) for s in states}
        if len(self.steps) != len(steps):
            raise ValueError(f"{name}: a step id stands twice")
        for s in steps:
            unknown = {x for x in (*s.sources, s.target) if x is not None and x != STORED} - known
            if unknown:
                raise ValueError(f"{name} {s.id}: unknown states {sorted(unknown)}")
            if s.sources & self.ends:
                raise ValueError(f"{name} {s.id}: leaves an end state")
        if strangers := self.ends - known:
            raise ValueError(f"{name}: unknown end states {sorted(strangers)}")

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps.values())

    def __getitem__(self, step_id: str) -> Step:
        return self.steps[step_id]

    def label(self, state: str) -> str:
        return self.states(state).label

    def possible(self, state: str | None, party: Party) -> list[Step]:
        """Steps this party may take from this state, in the order of the table."""
        return [s for s in self if state in s.sources and party in s.by]

    def refusals(self, step_id: str, state: str | None, party: Party, reason: str = "") -> list[Refusal]:
        """Everything the table itself has against the step; guards of the domain come on top."""
        s = self.steps[step_id]
        found: list[Refusal] = []
        if state not in s.sources:
            found.append(self._wrong_state(state))
        if party not in s.by:
            found.append(Refusal("party", "この手続きは、いまの役割では行えません。担当者へご連絡ください。"))
        if s.asks_reason_of(party) and not reason.strip():
            found.append(Refusal("reason", "理由をご記入ください。"))
        return found

    def target(self, step_id: str, stored_state: str) -> str:
        """The state after the step; a step back from hold returns to the stored state."""
        target = self.steps[step_id].target
        return stored_state if target == STORED else target

    def _wrong_state(self, state: str | None) -> Refusal:
        if state is None:
            return Refusal("state", "まだ始まっていない手続きです。")
        if state in self.ends:
            return Refusal("state", f"すでに「{self.label(state)}」として終わっています。")
        return Refusal(
            "state", f"いまは「{self.label(state)}」のため、この手続きはできません。画面を開き直してご確認ください。"
        )
