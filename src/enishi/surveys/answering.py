"""One who answers: begins, saves page by page, sends; on paper the desk types twice; or declines with one press."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.instrument import against, kept
from enishi.common.workflow import Channel, Refusal, StepRefused
from enishi.surveys.access import consents_to_research, version_in_use
from enishi.surveys.enums import Language, Standing, Way
from enishi.surveys.inviting import new_seat
from enishi.surveys.models import Survey, SurveySeat, SurveyVersion

OVER = "この調査の受け付けは終わりました。ありがとうございました。"
TAKEN_BACK = (
    "調査研究へのご同意をお取り消しになっているため、お答えはうかがいません。"
    "お答えくださるときは、「公開範囲と連絡の約束」で、もう一度ご同意ください。"
)


def answers_of(seat: SurveySeat) -> dict[str, Any]:
    """What is saved so far."""
    found: dict[str, Any] = json.loads(seat.answers) if seat.answers else {}
    return found


def typed_of(seat: SurveySeat) -> dict[str, Any]:
    """What the desk typed of the paper last."""
    found: dict[str, Any] = json.loads(seat.typed) if seat.typed else {}
    return found


def takes(survey: Survey) -> bool:
    """Whether an answer may still come: the last day is a whole day."""
    return survey.standing is Standing.OPEN and today() <= survey.closes_on


def takes_from(seat: SurveySeat) -> bool:
    """Whether an answer may still come from this seat: whoever took the consent for research back is asked nothing more."""
    return takes(seat.survey) and agrees(seat)


def agrees(seat: SurveySeat) -> bool:
    """Behind a seat nobody stands, or somebody who agrees to research."""
    return seat.physician_id is None or consents_to_research().filter(physician=seat.physician_id).exists()


def _held(seat: SurveySeat, *, even_so: bool = False) -> SurveySeat:
    """even_so: whether or not the person still agrees to research."""
    row = SurveySeat.objects.select_for_update(of=("self",)).select_related("survey", "version").get(pk=seat.pk)
    if not takes(row.survey):
        raise StepRefused(Refusal("over", OVER))
    if not (even_so or agrees(row)):
        raise StepRefused(Refusal("consent", TAKEN_BACK))
    if row.is_sent:
        raise StepRefused(Refusal("sent", "お答えは、もういただいています。ありがとうございました。"))
    return row


def version_for(seat: SurveySeat) -> SurveyVersion:
    """The version this person began with, or will begin with now. Raises StepRefused where there is none."""
    found = seat.version or version_in_use(seat.survey)
    if found is None:
        raise StepRefused(Refusal("over", OVER))
    return found


def _record(by: Actor, action: str, seat: SurveySeat, **data: Any) -> None:
    """The survey alone is named: the log must not tell whose answers stand where."""
    record(by=by, action=action, object_type="survey", object_number=seat.survey.number, **data)


@transaction.atomic
def take_seat(*, survey: Survey, by: Actor) -> SurveySeat:
    """Somebody came by the common link, or a blank paper is printed: a seat without a person behind it."""
    if not takes(survey) or survey.way != Way.OPEN:
        raise StepRefused(Refusal("over", OVER))
    seat = new_seat(survey, Way.OPEN)
    seat.save()
    _record(by, "take_survey_seat", seat)
    return seat


@transaction.atomic
def begin(*, seat: SurveySeat, language: str, by: Actor) -> SurveySeat:
    """From here on this person's version stands. Begun already: only the language may change, or a refusal is taken back."""
    row = _held(seat)
    if row.begun_at is not None and row.stopped_at is None and row.language == language:
        return row
    row.begun_at, row.version = row.begun_at or now(), version_for(row)
    row.language, row.stopped_at = Language(language), None
    row.save()
    _record(by, "begin_survey", row)
    return row


@transaction.atomic
def save_page(*, seat: SurveySeat, given: Mapping[str, Any], codes: set[str], by: Actor) -> SurveySeat:
    """The answers of one page in the place of those before. codes: the questions of the page; what is empty is taken away.

    Raises StepRefused for values that are none; what is missing is asked for when all is sent.
    """
    row = _held(seat)
    version = version_for(row)
    stored = {code: value for code, value in answers_of(row).items() if code not in codes} | dict(given)
    if found := against(version.instrument, stored, whole=False):
        raise StepRefused(*found)
    row.version, row.begun_at = version, row.begun_at or now()
    row.answers, row.saved_at = json.dumps(stored, ensure_ascii=False), now()
    row.save()
    _record(by, "save_survey_page", row)
    return row


@transaction.atomic
def send_answers(*, seat: SurveySeat, by: Actor) -> SurveySeat:
    """All is said. What stood in a branch left since is dropped. Raises StepRefused naming what is missing."""
    row = _held(seat)
    version = version_for(row)
    whole = kept(version.instrument, answers_of(row))
    if found := against(version.instrument, whole):
        raise StepRefused(*found)
    return _sent(row, version, whole, by)


def _sent(row: SurveySeat, version: SurveyVersion, whole: Mapping[str, Any], by: Actor) -> SurveySeat:
    row.version, row.answers, row.typed = version, json.dumps(whole, ensure_ascii=False), ""
    row.begun_at, row.sent_at, row.channel, row.stopped_at = row.begun_at or now(), now(), by.channel, None
    row.save()
    _record(by, "send_survey", row)
    return row


@transaction.atomic
def type_paper(*, seat: SurveySeat, given: Mapping[str, Any], by: Actor) -> list[str]:
    """The desk types a paper: taken in once two typings in a row say the same. The codes that differ from the one before.

    The first typing differs in nothing and takes nothing in; see `SurveySeat.is_sent`. On paper something may be left out,
    and a question may be answered that was not to be: such an answer is dropped.
    """
    row = _held(seat)
    version = version_for(row)
    if found := against(version.instrument, given, whole=False):
        raise StepRefused(*found)
    now_typed, before, first = dict(given), typed_of(row), not row.typed
    differing = sorted(
        {code for code in {*now_typed, *before} if now_typed.get(code) != before.get(code)} if not first else set()
    )
    if first or differing:
        row.version, row.typed = version, json.dumps(now_typed, ensure_ascii=False)
        row.save()
        _record(by, "type_survey", row, differing=len(differing))
        return differing
    _sent(row, version, kept(version.instrument, now_typed), by.by(Channel.PAPER))
    return []


@transaction.atomic
def decline(*, seat: SurveySeat, by: Actor) -> SurveySeat:
    """No more reminders, and what was saved goes. Answering stays possible until the end. Declined already: nothing."""
    row = _held(seat, even_so=True)
    if row.stopped_at is None:
        row.stopped_at, row.answers, row.typed, row.saved_at = now(), "", "", None
        row.save()
        _record(by, "decline_survey", row)
    return row
