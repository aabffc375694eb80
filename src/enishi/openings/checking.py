"""What the law has to say about the words and conditions of an opening: for its guard, its pages and the desk.

A finding that no article forbids may be let pass by the desk's supervisor, with a reason (`waive`): for this opening, this
field and exactly these words. Other words ask anew.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Refusal, StepRefused
from enishi.law.age_limits import AgeException
from enishi.law.condition_requirements import REQUIREMENTS, MissingItem
from enishi.law.wording.check import as_finding, check, words
from enishi.law.wording.findings import Finding
from enishi.openings.conditions import UNANSWERED, as_conditions, statutory_gaps
from enishi.openings.models import Opening, OpeningVersion, OpeningWaiver
from enishi.openings.portrait import QUESTIONS

LONGEST_REASON = 300
_EXCEPTIONS = {
    "1": AgeException.BELOW_RETIREMENT,
    "2": AgeException.BY_LAW,
    "3-i-i": AgeException.LONG_CAREER,
    "3-i-ro": AgeException.SKILLS_GAP,
    "3-i-ha": AgeException.ART,
    "3-i-ni": AgeException.SENIORS,
}
FIELD_LABELS: Mapping[str, str] = {
    **{need.field: need.label for need in REQUIREMENTS},
    **{field: label for field, label, *_ in UNANSWERED},
    "title": "見出し",
    "honest_note": "先にお伝えすること",
    "skills_required": "必要な技能",
    "starts_on": "始まりの日",
    "dispatch": "派遣",
    **{f"portrait_{question.key}": question.label for question in QUESTIONS},
}
"""What the fields of a finding are called on every page."""


def texts_of(version: OpeningVersion) -> dict[str, str]:
    """The free texts of a version beside its conditions, by the name of their field in the form."""
    return {
        "title": version.title,
        "skills_required": "、".join(version.skills_required),
        **{f"portrait_{key}": text for key, text in version.portrait.items()},
        "honest_note": version.honest_note,
    }


def findings_of(version: OpeningVersion | None, on: date) -> list[Finding]:
    """Everything there is to say, what was let pass included; what blocks first. Empty without terms."""
    if version is None:
        return []
    unanswered = [as_finding(gap, "missing") for gap in statutory_gaps(version, on) if not gap.number]
    exception = _EXCEPTIONS.get(version.age_exception)
    return unanswered + check(_given(version), texts_of(version), on, age_exception=exception)


def open_findings(version: OpeningVersion | None, on: date) -> list[Finding]:
    """Those that nobody has let pass."""
    found = findings_of(version, on)
    passed = waived_in(version.opening) if version is not None and any(f.may_be_waived for f in found) else set()
    return [one for one in found if not is_waived(one, passed)]


def blocking_refusals(version: OpeningVersion | None) -> list[Refusal]:
    """One refusal for each finding that keeps the terms from being shown; the code is `missing:<field>`, so that a form
    puts the sentence beside its question."""
    return [
        Refusal(f"missing:{f.field}", f"{_named(f)}{f.sentence}{f.instead}")
        for f in open_findings(version, today())
        if f.blocks
    ]


def gaps_left(version: OpeningVersion | None, on: date) -> list[MissingItem]:
    """`conditions.statutory_gaps` without those the supervisor has let pass; what the law itself asks is never among them."""
    gaps = statutory_gaps(version, on)
    if version is None or all(gap.statutory for gap in gaps):
        return gaps
    passed = waived_in(version.opening)
    return [gap for gap in gaps if gap.statutory or (f"missing:{gap.field}", gap.field, "") not in passed]


def forbidden_words(version: OpeningVersion, texts: Mapping[str, str], on: date) -> list[Finding]:
    """What an article forbids in other texts about the same post, as those of an agreement. texts: by any key."""
    given = {key: value for key, value in _given(version).items() if not isinstance(value, str)}
    kept = {key: version.conditions.get(key) for key in ("contract_kind", "night_duty_permission")}
    exception = _EXCEPTIONS.get(version.age_exception)
    return [f for f in words({**given, **kept}, texts, on, age_exception=exception) if f.blocks]


Waived = set[tuple[str, str, str]]


def waived_in(opening: Opening) -> Waived:
    """What was let pass in this opening: rule, field, words."""
    return set(OpeningWaiver.objects.filter(opening=opening).values_list("rule", "field", "words"))


def is_waived(finding: Finding, passed: Waived) -> bool:
    return finding.may_be_waived and (finding.rule, finding.field, finding.words) in passed


def counts(openings: Iterable[Opening], on: date) -> dict[int, tuple[int, int]]:
    """Primary key → (findings that block, findings that warn), what was let pass left out. One query for the waivers."""
    shown = [opening for opening in openings if opening.current is not None]
    passed: dict[int, Waived] = {}
    for pk, *waived in OpeningWaiver.objects.filter(opening__in=shown).values_list("opening", "rule", "field", "words"):
        passed.setdefault(pk, set()).add((waived[0], waived[1], waived[2]))
    numbers = {}
    for opening in shown:
        opening.current.opening = opening  # type: ignore[union-attr]  # its institution is here already
        left = [f for f in findings_of(opening.current, on) if not is_waived(f, passed.get(opening.pk, set()))]
        blocking = sum(f.blocks for f in left)
        numbers[opening.pk] = (blocking, len(left) - blocking)
    return numbers


@transaction.atomic
def waive(*, opening: Opening, by: Actor, rule: str, field: str, words: str, reason: str) -> OpeningWaiver:
    """The desk's supervisor lets one finding pass. Doing it twice leaves one.

    Raises StepRefused for what an article forbids, for a finding that is no longer there, without a reason, and for
    anybody else.
    """
    if by.role != Role.SUPERVISOR:
        raise StepRefused(Refusal("role", "このままでよいとお決めになれるのは、責任者の方です。"))
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise StepRefused(
            Refusal("reason", f"理由を{LONGEST_REASON}字まででご記入ください。例：病院の正式な名称のため")
        )
    locked = Opening.objects.select_for_update(of=("self",)).with_terms().get(pk=opening.pk)
    key = (rule, field, words)
    found = [f for f in findings_of(locked.current, today()) if (f.rule, f.field, f.words) == key]
    if not found:
        raise StepRefused(Refusal("finding", "この言葉は、もう直されています。いまの内容をもう一度お確かめください。"))
    if not found[0].may_be_waived:
        raise StepRefused(
            Refusal("finding", f"{found[0].statute.words}が禁じているため、このままにはできません。直してください。")
        )
    waiver, made = OpeningWaiver.objects.get_or_create(
        opening=locked, rule=rule, field=field, words=words, defaults={"reason": reason, "by_id": by.user_id}
    )
    if made:
        record(by=by, action="waive", object_type="opening", object_number=opening.number, rule=rule, field=field)
    return waiver


def _named(f: Finding) -> str:
    """Where nothing is quoted, the question is named."""
    return "" if f.words else f"「{FIELD_LABELS.get(f.field, f.field)}」"


def _given(version: OpeningVersion) -> dict[str, object]:
    """The conditions; a night that nobody has answered for yet contradicts no words."""
    given = as_conditions(version)
    return given if version.night_duty else {key: value for key, value in given.items() if key != "night_duty"}
