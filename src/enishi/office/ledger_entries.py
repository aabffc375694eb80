"""Keeping an opening's and a seeker's items on the day of acceptance; effects of the steps O4 and P3."""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from enishi.common.clock import today
from enishi.common.japanese.date_display import western
from enishi.common.transitions import TransitionRow
from enishi.common.workflow import Step
from enishi.office.models import LedgerEntry
from enishi.openings.conditions import as_conditions, pay_text, readable_terms
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

OCCUPATION = "医師"


def keep_opening(opening: Opening, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
    """O4, the first time: 求人受付. A post published again was accepted once; what changed since stands in the remarks."""
    if step.id == "O4" and opening.received_on is None:
        entry = LedgerEntry(opening=opening, accepted_on=today(), facts=written(opening_items(opening)))
        entry.save(force_insert=True)


def keep_seeker(physician: Physician, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
    """P3, the first time: 求職受理."""
    if step.id == "P3" and physician.accepted_on is None:
        entry = LedgerEntry(physician=physician, accepted_on=today(), facts=written(seeker_items(physician)))
        entry.save(force_insert=True)


def written(items: Mapping[str, str]) -> str:
    return json.dumps(items, ensure_ascii=False)


@lru_cache(maxsize=4_096)
def day_words(day: date | None) -> str:
    """Nothing for a day that has not come. Remembered: a ledger says the same few hundred days again and again."""
    return western(day) if day else ""


def opening_items(opening: Opening) -> dict[str, str]:
    """The items of 求人管理簿 that are of the opening itself, as they are now; `version` is the number of its terms."""
    institution, version = opening.institution, opening.current
    version.opening = opening  # the row is here already; the terms would fetch it again for every line
    terms = {row.key: row.text for row in readable_terms(version)}
    return {
        "employer_name": institution.name,
        "employer_address": institution.address,
        "contact_person": institution.contact_name,
        "contact_phone": institution.phone,
        "openings_count": f"{version.headcount}人",
        "occupation": OCCUPATION,
        "place": str(as_conditions(version)["place"]),
        "employment_term": terms["contract"],
        "pay": pay_text(version),
        "version": str(version.no),
    }


def seeker_items(physician: Physician) -> dict[str, str]:
    """The items of 求職管理簿 that are of the seeker, as they are now."""
    identity = physician.identity
    return {
        "seeker_name": identity.full_name,
        "seeker_address": identity.address,
        "birth_date": day_words(date.fromisoformat(identity.birth_date)) if identity.birth_date else "",
        "wished_occupation": f"{OCCUPATION}（{'・'.join(physician.wishes.specialties)}）",
    }
