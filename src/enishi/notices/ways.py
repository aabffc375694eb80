"""By which way a person is told, and how often: asked of the rooms above, which know the people, without importing them."""

from collections.abc import Callable
from dataclasses import dataclass

from enishi.accounts.models import User
from enishi.common.choices import Labelled
from enishi.notices.rules import MAILS_A_WEEK


class By(Labelled):
    """How a notice reaches its reader. All but MAIL are work for the desk, from the same text."""

    MAIL = "mail", "メール"
    LETTER = "letter", "郵便"
    PHONE = "phone", "お電話"


@dataclass(frozen=True, slots=True)
class Way:
    """How one person wants to be told.

    number: of the physician, "" for others; by: the way chosen; statutory_by: the one for the explanations the law asks for;
    sender: whose name stands as the sender's, "" for the office; a_week: automatic mails at most in seven days.
    """

    by: By = By.MAIL
    number: str = ""
    name: str = ""
    sender: str = ""
    statutory_by: By = By.MAIL
    a_week: int = MAILS_A_WEEK
    promise: str = ""


Lock = Callable[[str], bool]
_locks: list[Lock] = []


def lock_urging_with(lock: Lock) -> None:
    """To be called once, when the application starts: by the room that knows whom nobody may urge to change jobs."""
    if lock not in _locks:
        _locks.append(lock)


def may_not_be_urged(number: str) -> bool:
    """Whether this physician (by number) stands in the two years of the licence's condition (2025-01-01)."""
    return bool(number) and any(lock(number) for lock in _locks)


Finder = Callable[[User | None, str], Way | None]
_finders: list[Finder] = []


def find_ways_with(finder: Finder) -> None:
    """To be called once, when the application starts."""
    if finder not in _finders:
        _finders.append(finder)


def way_to(user: User | None, number: str = "") -> Way:
    """The way to this person (by the user, or by the number of a physician who has none); mail where nobody knows better."""
    for finder in _finders:
        if (way := finder(user, number)) is not None:
            return way
    return Way(name=user.name if user else "", number=number)
