"""The two years in which we may not urge a person we placed to move again."""

from datetime import date

from enishi.law.contracts import ContractKind
from enishi.law.parameters import NotInForce, value
from enishi.law.periods import last_day_of_period


def no_solicitation_until(contract_kind: ContractKind | str, hired_on: date) -> date | None:
    """Last day on which moving may not be suggested: hire date + 2 years - 1 day for indefinite terms, else None.

    Licence condition since 2025-01-01 (許可条件・転職及び求職の勧奨関係イ), before that the guideline since
    2018-01-01; the day of hire counts (就職した日から2年間). None also for hires before 2018, whose period ran out
    long ago. A physician hired on 2024-02-29 is free from 2026-03-01 (民法143条2項). Raises ValueError for an unknown
    kind of contract.
    """
    if ContractKind(contract_kind) is not ContractKind.INDEFINITE:
        return None
    try:
        years = value("no_solicitation_years", hired_on)
    except NotInForce:
        return None
    return last_day_of_period(hired_on, years=years)


def may_solicit(contract_kind: ContractKind | str, hired_on: date, on: date) -> bool:
    """Whether proposals may be made on a day. A person who comes of their own will may be served at any time."""
    until = no_solicitation_until(contract_kind, hired_on)
    return until is None or not hired_on <= on <= until
