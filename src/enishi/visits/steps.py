"""What visits have to say to the steps of a candidacy: registered with its machine when the application starts."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from enishi.candidacies.enums import ENDS
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.transitions import TransitionRow
from enishi.common.workflow import Refusal, Step
from enishi.visits.enums import Length, VisitEnd
from enishi.visits.models import Visit
from enishi.visits.rules import TrialFacts, ends_at, trial_refusals

NOT_FIXED = Refusal("visit_time", "日時がまだ決まっていません。日程の画面で、日時をお決めください。")


def open_visit_of(candidacy: Candidacy) -> Visit | None:
    return Visit.objects.filter(candidacy=candidacy, result="").first() if candidacy.pk else None


def guard(candidacy: Candidacy, step: Step, by: Actor, given: Mapping[str, Any]) -> list[Refusal]:
    """T11 needs a time; T14 everything a trial needs; a visit without work never becomes one of work, nor the other way."""
    if step.id not in ("T11", "T14"):
        return []
    visit = open_visit_of(candidacy)
    if step.id == "T11":
        if visit is not None and visit.is_trial:
            return [Refusal("trial", "体験勤務は、見学の日程とは別に、確認を済ませてから決めます。")]
        return [] if visit is not None and visit.begins_at is not None else [NOT_FIXED]
    if visit is None or not visit.is_trial:
        return [Refusal("trial", "体験勤務のご相談が、まだ始まっていません。日程の画面からお始めください。")]
    return trial_refusals(trial_facts(visit))


def trial_facts(visit: Visit) -> TrialFacts:
    begins = visit.begins_at or visit.wanted_for
    ends = visit.ends_at or (ends_at(timezone.localtime(begins), Length(visit.length)) if begins else None)
    return TrialFacts(
        begins_on=timezone.localdate(begins) if begins else None,
        ends_on=timezone.localdate(ends) if ends else None,
        contract_from=visit.contract_from,
        contract_until=visit.contract_until,
        contract_seen=visit.contract_seen_on is not None,
        accident_insurance_seen=visit.accident_insurance_seen_on is not None,
        liability=visit.liability,
        licence_seen=visit.licence_seen_on is not None and visit.licence_seen_by != "",
    )


def follow(candidacy: Candidacy, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
    """The visit goes along: opened with T10, taken apart with T12, done with T13 and T15, off when the talk ends."""
    if step.id == "T10":
        if open_visit_of(candidacy) is None:  # nobody opens another meanwhile: the candidacy is locked
            Visit.objects.create(candidacy=candidacy)
        return
    visit = open_visit_of(candidacy)
    if visit is None:
        return
    if step.id == "T12":
        take_apart(visit)
    elif step.id in ("T13", "T15"):
        close(visit, VisitEnd.DONE)
    elif candidacy.state in ENDS or step.id == "T16":
        close(visit, VisitEnd.CANCELLED)


def take_apart(visit: Visit) -> None:
    """No time is fixed any more, and none that was offered stands; the calendar entry keeps its uid and counts on."""
    visit.begins_at = visit.ends_at = visit.fixed_at = visit.wanted_for = None
    visit.fixed_through, visit.sequence = "", visit.sequence + 1
    visit.save()
    visit.times.filter(dropped_at=None).update(dropped_at=now())


def close(visit: Visit, result: VisitEnd) -> None:
    visit.result, visit.closed_at = result, now()
    if result is VisitEnd.CANCELLED and visit.begins_at is not None:
        visit.sequence += 1
    visit.save()
