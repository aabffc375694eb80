"""常用, 臨時 and 日雇: how the annual report (様式第8号) counts a placement."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum

from enishi.law.contracts import ContractKind
from enishi.law.parameters import value
from enishi.law.periods import last_day_of_period


class PlacementClass(StrEnum):
    """Class of a placement by the length of its contract."""

    REGULAR = "regular"
    TEMPORARY = "temporary"
    DAILY = "daily"

    @property
    def label(self) -> str:
        """The report's own word."""
        return {"regular": "常用", "temporary": "臨時", "daily": "日雇"}[self.value]


def placement_class(contract_kind: ContractKind | str, starts_on: date, ends_on: date | None = None) -> PlacementClass:
    """Class by contract term: 常用 from four months or indefinite, 臨時 from one month, 日雇 under one month.

    Source: 職業紹介事業報告書（様式第8号）の区分, figures of the day the contract begins. A term of months runs to the
    day before the corresponding day: 4/1–7/31 is four months. A single day is 日雇; a weekly job under a one-year
    contract is 常用. ends_on: last day of a fixed term, inclusive. Raises ValueError if a fixed term has no end or
    ends before it begins.
    """
    if ContractKind(contract_kind) is ContractKind.INDEFINITE:
        return PlacementClass.REGULAR
    if ends_on is None or ends_on < starts_on:
        raise ValueError("a fixed term needs a last day that is not before the first")
    if ends_on >= last_day_of_period(starts_on, months=value("regular_from_months", starts_on)):
        return PlacementClass.REGULAR
    if ends_on >= last_day_of_period(starts_on, months=value("temporary_from_months", starts_on)):
        return PlacementClass.TEMPORARY
    return PlacementClass.DAILY


def person_days(working_dates: Iterable[date], *, starts_on: date, ends_on: date) -> int:
    """延人日 of one 臨時 or 日雇 placement: different working days within the contract, both ends included.

    For the actual count from attendance. Two shifts on one day are one person-day. Not used for 常用, which counts
    persons.
    """
    return len({day for day in working_dates if starts_on <= day <= ends_on})


def planned_person_days(starts_on: date, ends_on: date, weekdays: Collection[int]) -> int:
    """延人日 expected from a weekly pattern, before attendance is known. weekdays: 0 Monday … 6 Sunday."""
    if ends_on < starts_on:
        raise ValueError("a contract may not end before it begins")
    span = (ends_on - starts_on).days + 1
    return sum((starts_on + timedelta(days=offset)).weekday() in weekdays for offset in range(span))
