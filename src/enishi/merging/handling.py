"""What differs between merging people, places and posts; everything else of a merge is the same for all (ADR 0041, 0043)."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.core import signing

from enishi.common.actor import Actor
from enishi.common.transitions import Machine
from enishi.common.workflow import Refusal
from enishi.merging.enums import Kind, Side
from enishi.merging.models import Merge
from enishi.merging.relations import Relation
from enishi.merging.rows import Recorder

SALT = "enishi.merging.plan"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing of which only one side's goes on. kept, absorbed: as they are shown; default: what is proposed.

    values: of a fact that the pages put into words themselves, as it stands on either side.
    """

    key: str
    title: str
    kept: str
    absorbed: str
    default: Side
    values: tuple[Any, Any] = (None, None)


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    count: int
    why: str = ""


@dataclass(slots=True)
class Plan:
    """choices: to be decided; fills: what the kept one lacked; moves, stays: rows by kind; ends: sentences of what changes
    besides; account: who signs in how afterwards."""

    kept: Any
    absorbed: Any
    refusals: list[Refusal]
    choices: list[Choice] = field(default_factory=list)
    fills: list[tuple[str, str]] = field(default_factory=list)
    moves: list[Line] = field(default_factory=list)
    stays: list[Line] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    account: str = ""
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """What was seen, signed: whoever confirms says by it what the page showed."""
        return signing.dumps([self.kept.pk, self.absorbed.pk, self.facts], salt=SALT)


@dataclass(slots=True)
class Job:
    """A merge that runs. sides: what was chosen, by the key of its `Choice`."""

    kept: Any
    absorbed: Any
    sides: Mapping[str, Side]
    recorder: Recorder
    by: Actor

    def wants_absorbed(self, key: str) -> bool:
        return self.sides.get(key) == Side.ABSORBED


class Handling(ABC):
    """One kind of record. into, back: the steps of its machine by which it is merged and taken back.

    say: name of a model of which one side's row is chosen → that row in words; latest: name → the column of its day.
    """

    kind: ClassVar[Kind]
    model: ClassVar[Any]
    machine: ClassVar[Machine[Any]]
    into: ClassVar[str]
    back: ClassVar[str]
    merged: ClassVar[str]
    relations: ClassVar[Mapping[str, Relation]]
    say: ClassVar[Mapping[str, Callable[[Any], str]]] = {}
    latest: ClassVar[Mapping[str, str]] = {}
    how_sure: ClassVar[str]

    def lock_beside(self, kept: Any, absorbed: Any) -> None:  # noqa: B027
        """Rows that must stand still besides the two; called when both are locked and fresh."""

    @abstractmethod
    def refusals(self, kept: Any, absorbed: Any) -> list[Refusal]:
        """Everything people must settle first, at once. Codes "same" and "over": nothing more is compared."""

    @abstractmethod
    def compare(self, plan: Plan) -> None:
        """Choices and fills of the columns of the record itself."""

    def finish(self, plan: Plan) -> None:  # noqa: B027
        """Sentences of what ends or changes, and who signs in how."""

    @abstractmethod
    def join(self, job: Job) -> None:
        """Before the relations move: columns of the record itself, and what only one of may stand."""

    def rows_to_move(self, job: Job, model: Any, rows: Any) -> tuple[Any, set[int]]:
        """Of the rows that would move, those that do, and the keys of those that stand in a ledger under the old number."""
        return rows, set()

    def settle(self, job: Job) -> None:  # noqa: B027
        """After the relations have moved and before the old number ends."""

    @abstractmethod
    def tell_matching(self, job: Job) -> None:
        """Matching, search and shields hear of it; what they change by themselves is noted in the recorder."""

    def tell(self, job: Job, merge: Merge) -> None:  # noqa: B027
        """Who is written to."""

    def left(self, kept: Any) -> list[Refusal]:
        """What of the kept one stands against taking the merge back."""
        return []

    @abstractmethod
    def undone(self, kept: Any, absorbed: Any, merge: Merge, by: Actor) -> None:
        """After the values were put back: matching hears of it, people are told."""
