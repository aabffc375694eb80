"""What the reader of one field takes from a phrase: for the tables of wordings, without a whole advertisement around it."""

from collections.abc import Callable, Sequence
from typing import Any

from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import (
    ages,
    contract,
    days,
    duty,
    headcount,
    housing,
    pay,
    retirement,
    slots,
    specialties,
    terms,
)
from enishi.openings.reading.items import items_of
from enishi.openings.reading.line import Item
from enishi.openings.reading.lines import lines_of
from enishi.openings.reading.normal import normalise

READERS: dict[str, Callable[[Sequence[Item]], Found | None]] = {
    "specialties": lambda items: specialties.read(items)[0],
    "any_specialty": lambda items: specialties.read(items)[1],
    "employment": terms.read_employment,
    "headcount": headcount.read_headcount,
    "days_per_week": days.read,
    "slots": slots.read,
    "pay": pay.read,
    "night_duty": duty.read_night,
    "on_call": duty.read_on_call,
    "housing": housing.read,
    "age_limit": ages.read_limit,
    "retirement_age": retirement.read,
    "fixed_term": contract.read_fixed_term,
}


def value(field: str, phrase: str) -> Any:
    """The value of one of the fields in a phrase of one or more lines; None if it says nothing of it."""
    text = normalise(phrase).text
    found = READERS[field](items_of(lines_of(text), text))
    return None if found is None else found.value


def shown(field: str, said: Any) -> Any:
    """Rows of pay as sorted (unit, least, most), a limit as (least, most), half days in one string: what a table can hold."""
    if not said:
        return said
    if field == "pay":
        return sorted(((row["unit"], row["min_yen"], row["max_yen"]) for row in said), key=str)
    if field == "age_limit":
        return (said["min"], said["max"])
    return " ".join(sorted(said)) if field == "slots" else said
