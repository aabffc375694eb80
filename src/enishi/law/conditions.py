"""Working conditions of an opening: the eleven statutory items, and which of them are not stated yet.

職業安定法5条の3, 同法施行規則4条の2第3項. `Conditions` documents the fields; the rows are in `condition_requirements`.
"""

from datetime import date

from enishi.law.condition_fields import ITEMS, SINCE_2018, Conditions, Item, item, items_in_force
from enishi.law.condition_requirements import REFUSALS, REQUIREMENTS, Given, MissingItem
from enishi.law.dated import NotInForce

__all__ = [
    "ITEMS",
    "Conditions",
    "Given",
    "Item",
    "MissingItem",
    "item",
    "items_in_force",
    "missing_items",
    "unlawful_items",
]


def missing_items(conditions: Given, on: date) -> list[MissingItem]:
    """Everything an opening must still state on a day, all at once, in the order of the law.

    conditions: a `Conditions` mapping; unknown keys are ignored, blank texts and words like 未定 are no answers.
    Source: 職業安定法5条の3, 同法施行規則4条の2第3項. Raises NotInForce before 2018-01-01, where our table of items
    begins.
    """
    if on < SINCE_2018:
        raise NotInForce(f"the items of working conditions before {SINCE_2018.isoformat()} are not recorded")
    return [need.as_missing() for need in REQUIREMENTS if need.since <= on and need.missing_from(conditions)]


def unlawful_items(conditions: Given) -> list[MissingItem]:
    """What is stated but may not be so: dispatch, unpaid hours beyond a fixed overtime allowance, dates reversed."""
    return [rule.as_missing() for rule in REFUSALS if rule.missing_from(conditions)]
