"""The questions of a survey's draft: written, put in order, taken out."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from enishi.common.access import roles
from enishi.common.instrument import Question
from enishi.common.workflow import StepRefused
from enishi.surveys import actions as acts
from enishi.surveys.access import WRITERS, draft_of, survey_for
from enishi.surveys.models import Survey, SurveyVersion
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import press
from enishi.web.surveys.forms import QuestionForm, kept_question
from enishi.web.surveys.research import SEND, crumbs_of, seen_in


@roles(*WRITERS)
@never_cache
@require_http_methods(SEND)
def question(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """One question of the draft; code "new" adds one at the end."""
    actor = actor_in(request)
    found = survey_for(actor, number)
    draft = _draft(found)
    instrument = list(draft.instrument)
    at = next((i for i, q in enumerate(instrument) if q.code == code), len(instrument))
    if at == len(instrument) and code != "new":
        raise Http404
    old = instrument[at] if at < len(instrument) else None
    initial = {"seen": draft.changes, "required": True} | (kept_question(old) if old else {})
    form = QuestionForm(
        request.POST if request.method == "POST" else None, initial=initial, before=instrument[:at], fixed=old.code if old else "",
        taken=[q.code for q in instrument if q is not old],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        changed: Sequence[Question] = [*instrument[:at], form.question, *instrument[at + 1 :]]
        if _saved(request, found, changed, form):
            return redirect(f"{reverse('survey', args=[number])}#questions")
    context = {"survey": found, "form": form, "old": old, "crumbs": crumbs_of(found, old.code if old else "新しい問い")}
    return render(request, "surveys/question.html", context)


def _draft(survey: Survey) -> SurveyVersion:
    draft = draft_of(survey)
    if draft is None:
        raise Http404
    return draft


def _saved(request: HttpRequest, survey: Survey, questions: Sequence[Question], form: QuestionForm) -> bool:
    seen = form.cleaned_data["seen"]
    try:
        acts.save_questions(survey=survey, questions=questions, seen=-1 if seen is None else seen, by=actor_in(request))
    except StepRefused as refused:
        form.refuse(refused.refusals)
        return False
    return True


@roles(*WRITERS)
@require_POST
def question_act(request: HttpRequest, number: str, code: str, what: str) -> HttpResponse:
    """up, down or drop."""
    actor = actor_in(request)
    found = survey_for(actor, number)
    questions = list(_draft(found).instrument)
    at = next((i for i, q in enumerate(questions) if q.code == code), None)
    if at is None or what not in ("up", "down", "drop"):
        raise Http404
    moved = questions.pop(at)
    if what != "drop":
        questions.insert(max(at - 1, 0) if what == "up" else at + 1, moved)
    return press(
        request,
        lambda: acts.save_questions(survey=found, questions=questions, seen=seen_in(request), by=actor),
        "問いを消しました。" if what == "drop" else "順番を変えました。",
        f"{reverse('survey', args=[number])}#questions",
    )
