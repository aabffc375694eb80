"""What the physician sees of his or her hours before saying yes: the own week with the post of the agreement added."""

from typing import Any

from enishi.candidacies.models import Candidacy
from enishi.common.clock import today
from enishi.physicians.hours import addition_of, week_of
from enishi.web.guide.hours_words import result_of


def hours_with(candidacy: Candidacy) -> dict[str, Any]:
    """hours_check: the result with the post added; hours_kept: whether other work stands in the week at all;
    hours_assumed: what had to be assumed of the post."""
    rows = week_of(candidacy.physician)
    terms = candidacy.version_seen or candidacy.opening.current
    addition = addition_of(terms, beside=rows, place=candidacy.opening.institution.name)
    return {
        "hours_check": result_of([*rows, *addition.rows], today()),
        "hours_kept": bool(rows),
        "hours_assumed": [*addition.assumed, *addition.asks],
    }
