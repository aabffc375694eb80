"""To whom a letter may go at once: circles of readers, named by the rooms that know the people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from enishi.accounts.models import User
from enishi.common.actor import Actor
from enishi.notices.bulk_models import BulkLine


@dataclass(frozen=True, slots=True)
class Reader:
    """One who is to get the letter. label: an organisation's name ("" for a physician, whose name is asked for when shown).

    user, person (a physician's number) or address: at least one. whose: key of the one the letter is for, where several may
    be reached at one address and each is to have its own; the circle's room gives it and reads it, at most 40 characters. words:
    this reader's own words for marks in the text, as {"ご案内のリンク": "https://…"}; 「宛名」 is filled from the label where it is not
    given.
    """

    label: str = ""
    user: User | None = None
    person: str = ""
    address: str = ""
    whose: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle of readers.

    kind: the registered notice that such a letter is. roles: who may write to it. choices: code → words by which it can be
    narrowed, asked for each actor; "" is everybody. find: the readers for a choice, in a fixed order. left_out: why a reader
    gets nothing after all, asked again when the letter leaves, without the words ("" for none). marks: what may stand in braces
    in the text. left_out_of: the same of many in one question, in their order, in place of left_out.
    must_hold: marks that no text may leave out (how to end it).
    claim: asked last, in the transaction in which these lines enter the outbox, and may write: by key those that must not leave
    after all, and why. most: readers of one letter. batch: so many enter the outbox at once (0: as is usual). own_room: letters to it are begun in a room of their own and not on the general page. always_second: a second person
    is needed however few the readers are.
    """

    code: str
    label: str
    kind: str
    roles: frozenset[str]
    find: Callable[[Actor, str], Iterable[Reader]]
    choices: Callable[[Actor], list[tuple[str, str]]] = lambda actor: []
    choice_label: str = "しぼり方"
    left_out: Callable[[Reader], str] = lambda reader: ""
    marks: tuple[str, ...] = ("宛名",)
    must_hold: tuple[str, ...] = ()
    left_out_of: Callable[[Sequence[Reader]], Sequence[str]] | None = None
    claim: Callable[[Sequence[BulkLine]], Mapping[int, str]] = lambda lines: {}
    most: int = 3000
    batch: int = 0
    own_room: bool = False
    always_second: bool = False


_CIRCLES: dict[str, Circle] = {}


def open_circle(circle: Circle) -> None:
    """To be called once, when the application starts. Raises ValueError if the code is taken."""
    if circle.code in _CIRCLES:
        raise ValueError(f"circle {circle.code} is opened twice")
    _CIRCLES[circle.code] = circle


def circles_for(actor: Actor, *, own_rooms: bool = False) -> list[Circle]:
    """Those to whom this actor may write, by their words; with own_rooms those too that the general page does not offer."""
    mine = (c for c in _CIRCLES.values() if actor.role in c.roles and (own_rooms or not c.own_room))
    return sorted(mine, key=lambda c: c.label)


def circle_of(code: str) -> Circle:
    """Raises KeyError for one that nobody opened."""
    return _CIRCLES[code]
