"""What the physician sees of his or her hours before saying yes: the own week with the post of the agreement added."""

from typing import Any

from enishi.candidacies.agreement import latest_version
from enishi.candidacies.models import Candidacy
from enishi.candidacies.phases import phases_in
from enishi.common.clock import today
from enishi.physicians.hours import addition_of, week_of
from enishi.web.guide.hours_words import result_of


def hours_with(candidacy: Candidacy) -> dict[str, Any]:
    """hours_checks: the result with the post added, one for each phase of the agreement (its words, ""  where there is none);
    hours_kept: whether other work stands in the week at all; hours_assumed: what had to be assumed of the post."""
    rows = week_of(candidacy.physician)
    terms = candidacy.version_seen or candidacy.opening.current
    latest = latest_version(candidacy)
    phases = phases_in(latest.content) if latest else []
    checks, assumed = [], []
    for words, days in [(phase.words, phase.days) for phase in phases] or [("", None)]:
        addition = addition_of(terms, beside=rows, place=candidacy.opening.institution.name, days=days)
        checks.append((words, result_of([*rows, *addition.rows], today())))
        assumed += [*addition.assumed, *addition.asks]
    return {"hours_checks": checks, "hours_kept": bool(rows), "hours_assumed": list(dict.fromkeys(assumed))}
