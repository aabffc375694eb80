"""A survey from the first draft to its end: written by one person, opened by another, closed. Each act is audited."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import TruncMonth

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.instrument import Question, problems
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.surveys.access import OPENERS, consents_to_research, draft_of, version_in_use
from enishi.surveys.enums import Standing, Way
from enishi.surveys.models import Survey, SurveyVersion
from enishi.surveys.notices import tell_openers
from enishi.surveys.panel import CLASSES

PREFIX = "V"
FACTS = (
    "title", "title_english", "purpose", "purpose_english", "ethics", "ethics_english", "kept_months", "closes_on", "way",
)  # fmt: skip
NEWER = "ほかの画面で、先に直されています。新しい内容を確かめてから、もう一度お直しください。"
FIXED = "始まった調査の内容は変えられません。問いを変えるときは「新しい版」をお作りください。"


def _record(by: Actor, action: str, survey: Survey, **data: Any) -> None:
    record(by=by, action=action, object_type="survey", object_number=survey.number, **data)


def held(survey: Survey) -> Survey:
    """The row, locked until the act is done."""
    return Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)


def _refuse(code: str, sentence: str) -> StepRefused:
    return StepRefused(Refusal(code, sentence))


@transaction.atomic
def write_survey(*, facts: Mapping[str, Any], key: UUID, by: Actor) -> Survey:
    """A draft with an empty first version. The same key again is the same draft."""
    number = next_number(PREFIX)
    given = {name: facts[name] for name in FACTS if name in facts} | {"number": number, "made_by_id": by.user_id}
    survey, made = Survey.objects.get_or_create(key=key, defaults=given)
    if made:
        SurveyVersion.objects.create(survey=survey)
        _record(by, "write_survey", survey)
    return survey


@transaction.atomic
def edit_survey(*, survey: Survey, facts: Mapping[str, Any], seen: int, by: Actor) -> Survey:
    """Other words while it is a draft. Raises StepRefused for an old page, or once it was handed in or opened."""
    row = held(survey)
    _still_draft(row)
    if row.changes != seen:
        raise _refuse("newer", NEWER)
    for name in FACTS:
        setattr(row, name, facts.get(name, getattr(row, name)))
    row.changes += 1
    row.save()
    _record(by, "edit_survey", row)
    return row


def _still_draft(row: Survey) -> None:
    if row.standing is Standing.WAITING:
        raise _refuse("waiting", "確認をお願いしている間は直せません。戻してもらってから、お直しください。")
    if row.standing is not Standing.DRAFT:
        raise _refuse("fixed", FIXED)


@transaction.atomic
def save_questions(*, survey: Survey, questions: Sequence[Question], seen: int, by: Actor) -> SurveyVersion:
    """All questions of the draft in their order. What is not sound yet may be kept; it cannot be opened."""
    row = held(survey)
    if row.standing is Standing.CLOSED:
        raise _refuse("closed", "この調査は終わっています。")
    if row.asked_at is not None:
        raise _refuse("waiting", "確認をお願いしている間は直せません。戻してもらってから、お直しください。")
    draft = draft_of(row)
    if draft is None:
        raise _refuse("fixed", FIXED)
    if draft.changes != seen:
        raise _refuse("newer", NEWER)
    codes = [question.code for question in questions]
    if len(set(codes)) < len(codes):
        raise _refuse("code", "同じ符号の問いが、すでにあります。別の符号になさってください。")
    draft.questions = [question.as_json() for question in questions]
    draft.changes += 1
    draft.save()
    _record(by, "save_questions", row, version=draft.no)
    return draft


@transaction.atomic
def begin_version(*, survey: Survey, by: Actor) -> SurveyVersion:
    """A draft that begins with the questions in use; who has begun goes on with the version he or she began. Once is enough."""
    row = held(survey)
    if row.standing is Standing.CLOSED:
        raise _refuse("closed", "この調査は終わっています。")
    draft, last = draft_of(row), version_in_use(row)
    if draft is not None or last is None:
        return draft or SurveyVersion.objects.create(survey=row)
    made = SurveyVersion.objects.create(survey=row, no=last.no + 1, questions=last.questions)
    _record(by, "begin_survey_version", row, version=made.no)
    return made


@transaction.atomic
def ask_opening(*, survey: Survey, by: Actor) -> Survey:
    """Hand the draft to a second person, who is told. Raises StepRefused with everything that is not sound."""
    row = held(survey)
    draft = draft_of(row)
    if draft is None or row.standing is Standing.CLOSED:
        raise _refuse("fixed", "確認をお願いする下書きがありません。")
    if row.asked_at is None:
        found = problems(draft.instrument)
        if row.opened_at is None and row.closes_on <= today():
            found.append(Refusal("closes_on", "締め切りが過ぎています。先の日になさってください。"))
        if found:
            raise StepRefused(*found)
        row.asked_at, row.asked_by_id, row.returned_word = now(), by.user_id, ""
        row.save()
        _record(by, "ask_survey_opening", row, version=draft.no)
        tell_openers(row)
    return row


@transaction.atomic
def return_draft(*, survey: Survey, word: str, by: Actor) -> Survey:
    """The second person gives it back with a word."""
    row = held(survey)
    _may_open(row, by)
    if not word.strip():
        raise _refuse("word", "どこを直せばよいか、ひとことお書きください。")
    row.asked_at, row.asked_by, row.returned_word = None, None, word.strip()
    row.save()
    _record(by, "return_survey", row)
    return row


def _may_open(row: Survey, by: Actor) -> None:
    if by.role not in OPENERS:
        raise _refuse("role", "調査を始めるのは、責任者か事務局です。")
    if row.asked_at is None:
        raise _refuse("state", "確認のお願いは出ていません。画面を開き直してご確認ください。")
    if by.user_id in (row.asked_by_id, row.made_by_id):
        raise _refuse("self", "ご自分で作られた調査です。別の方が確かめてから始めます。")


@transaction.atomic
def open_version(*, survey: Survey, seen: int, by: Actor) -> Survey:
    """A second person has read purpose, ethics, retention and questions: from now on it is asked so. seen: changes of the draft."""
    row = held(survey)
    _may_open(row, by)
    draft = draft_of(row)
    if draft is None or draft.changes != seen:
        raise _refuse("newer", NEWER)
    if found := problems(draft.instrument):
        raise StepRefused(*found)
    if row.closes_on <= today():
        raise _refuse("closes_on", "締め切りが過ぎています。戻して、先の日に直してもらってください。")
    draft.fixed_at, draft.fixed_by_id = now(), by.user_id
    draft.save()
    row.opened_at, row.asked_at, row.asked_by = row.opened_at or now(), None, None
    row.save()
    _record(by, "open_survey", row, version=draft.no)
    return row


@transaction.atomic
def choose_panel(*, survey: Survey, panel: Mapping[str, Sequence[str]], by: Actor) -> Survey:
    """Whom it is for. Raises StepRefused for a class nobody knows."""
    row = held(survey)
    if row.way != Way.INVITED or row.standing is Standing.CLOSED:
        raise _refuse("way", "この調査では、ご案内する方を選びません。")
    known = {str(trait): {code for code, _ in classes} for trait, classes in CLASSES.items()}
    if any(set(codes) - known.get(str(trait), set()) for trait, codes in panel.items()):
        raise _refuse("panel", "表示された区分の中からお選びください。")
    row.panel = {str(trait): sorted(codes) for trait, codes in panel.items() if codes}
    row.save(update_fields=["panel"])
    _record(by, "choose_panel", row)
    return row


@transaction.atomic
def keep_margins(*, survey: Survey, margins: Mapping[str, Mapping[str, float]], source: str, by: Actor) -> Survey:
    """The shares of the whole that results are weighted to, each trait 100 in sum. Raises StepRefused where they are not."""
    row = held(survey)
    known = {str(trait): {code for code, _ in classes} for trait, classes in CLASSES.items()}
    for trait, shares in margins.items():
        if set(shares) - known.get(trait, set()) or any(one < 0 for one in shares.values()):
            raise _refuse(trait, "表示された区分に、0以上の割合をご記入ください。")
        if abs(sum(shares.values()) - 100) > 0.5:
            raise _refuse(trait, f"合計が100%になるようにしてください（現在{sum(shares.values()):g}%）。")
    if margins and not source.strip():
        raise _refuse("source", "割合の出典をご記入ください。例：厚生労働省「医師・歯科医師・薬剤師統計」2024年")
    row.margins, row.margins_source = {t: dict(s) for t, s in margins.items()}, source.strip()
    row.save(update_fields=["margins", "margins_source"])
    _record(by, "keep_margins", row)
    return row


@transaction.atomic
def close_survey(*, survey: Survey, by: Actor) -> Survey:
    """Nothing more is taken in, and the links between answers and people are cut for good. Closed already: nothing.

    What was not sent is removed, and so is what somebody sent who has taken back the consent for research since.
    """
    row = held(survey)
    if row.standing is Standing.CLOSED:
        return row
    if row.opened_at is None:
        raise _refuse("state", "まだ始まっていない調査です。")
    row.closed_at, row.asked_at, row.asked_by = now(), None, None
    row.save()
    seats = row.seats.all()
    _forget_withdrawn(row)
    seats.filter(sent_at=None).update(answers="", typed="", saved_at=None)
    cut(row)
    draft = draft_of(row)
    if draft is not None:
        draft.delete()
    _record(by, "close_survey", row, sent=seats.filter(sent_at__isnull=False).count())
    return row


@transaction.atomic
def forget_withdrawn(*, survey: Survey, by: Actor) -> int:
    """Whoever took the consent for research back while the survey runs: the answers go, sent or not. How many; may run twice."""
    row = held(survey)
    gone = 0 if row.standing is Standing.CLOSED else _forget_withdrawn(row)
    if gone:
        _record(by, "forget_withdrawn_answers", row, count=gone)
    return gone


def _forget_withdrawn(row: Survey) -> int:
    left = row.seats.filter(physician__isnull=False).exclude(physician__in=consents_to_research().values("physician"))
    said = left.exclude(answers="", typed="", sent_at=None)
    return said.update(answers="", typed="", begun_at=None, saved_at=None, sent_at=None)


def cut(survey: Survey) -> None:
    """Nobody stands behind the seats of this survey any more: no person, no link, no paper.

    Of the times the month of the answer is left and of the requests nothing: what was sent to whom, and when, stands in the outbox,
    and must not tell which answer is whose.
    """
    survey.seats.update(
        physician=None, token="", token_digest=None, paper_code=None, typed="", invited_at=survey.opened_at, reminders=0, reminded_at=None,
        stopped_at=None, begun_at=None, saved_at=None, sent_at=TruncMonth("sent_at"),
    )  # fmt: skip


@transaction.atomic
def erase_answers(*, survey: Survey, by: Actor) -> int:
    """The period told to those who answered is over: the answers go, the questions and counts stay. How many."""
    row = held(survey)
    if row.erased_on is None or row.erased_on >= today() or row.erased_at is not None:
        return 0
    row.erased_at = now()
    row.save(update_fields=["erased_at"])
    gone = row.seats.exclude(answers="").update(answers="", traits={})
    _record(by, "erase_survey_answers", row, count=gone)
    return gone
