"""/desk/checkins: what has to be done after the contract, who has not answered, and answers heard by telephone or on paper."""

import json
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.aftercare import actions
from enishi.aftercare.access import checkin_for, checkins_of
from enishi.aftercare.enums import CheckKind, Light, Standing
from enishi.aftercare.models import CareTask, CheckIn
from enishi.aftercare.rules import questions_of
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Channel, Party, StepRefused
from enishi.desk.records import owned_by
from enishi.visits.reflection_questions import Degree
from enishi.web.aftercare.forms import CheckInForm, NoteForm
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import DECIDERS, READERS, decides, family_names, page_of
from enishi.web.desk.undo import offer_undo

FORM = ["GET", "HEAD", "POST"]
HOME = ("着任のあと", "/desk/checkins")


def open_tasks(actor: Actor) -> QuerySet[CareTask]:
    rows = CareTask.objects.filter(owned_by(actor, "candidacy__owner"), done_at=None)
    return rows.select_related("candidacy__physician", "candidacy__opening__institution", "checkin")


@roles(*READERS)
@require_safe
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """Tasks with their days, then check-ins that wait for an answer."""
    actor = actor_in(request)
    tasks = list(open_tasks(actor)[:100])
    waiting = checkins_of(actor).filter(
        owned_by(actor, "placement__candidacy__owner"), due_on__lte=today(), answered_at=None, closed_at=None
    )
    page = page_of(request, waiting.select_related("placement__candidacy__physician").order_by("due_on", "pk"))
    people = {t.candidacy.physician for t in tasks} | {c.placement.candidacy.physician for c in page}
    names = family_names(people, actor)
    context = {
        "tasks": [(t, names.get(t.candidacy.physician_id, "")) for t in tasks],
        "page": page,
        "rows": [(c, names.get(c.placement.candidacy.physician_id, ""), CheckKind(c.kind).label) for c in page],
        "today": today(),
        "crumbs": [HOME],
    }
    return render(request, "aftercare/desk_queue.html", context)


@roles(*READERS)
@require_http_methods(FORM)
@never_cache
def checkin(request: HttpRequest, pk: int) -> HttpResponse:
    """One check-in: the answers of this side, or the form to write down what was heard."""
    actor = actor_in(request)
    found = checkin_for(actor, pk)
    form = CheckInForm(request.POST or None, checkin=found, desk=True)
    if request.method == "POST":
        if not decides(actor):
            return redirect(request.path)
        if "close" in request.POST:
            actions.close_unanswered(checkin=found, by=actor, note=request.POST.get("note", "")[:1000])
            messages.success(request, "お答えのないまま終えたと記しました。")
            return redirect("desk_checkins")
        if form.is_valid():
            given = form.cleaned_data
            try:
                actions.answer(
                    checkin=found, by=actor.by(Channel(given["channel"])), answers=form.answers,
                    standings=form.standings, words=given["words"],
                )  # fmt: skip
                messages.success(request, "お答えを記録しました。")
                return redirect(request.path)
            except StepRefused as refused:
                for refusal in refused.refusals:
                    form.add_error(None, refusal.sentence)
        found.refresh_from_db()
    candidacy = found.placement.candidacy
    context = {
        "checkin": found,
        "label": CheckKind(found.kind).label,
        "who": Party(found.side).label,
        "candidacy": candidacy,
        "place": candidacy.opening.institution.name,
        "light": Light(found.light) if found.light else None,
        "answers": _answers(found),
        "audits": _audits(found),
        "tasks": [(t, NoteForm(auto_id=f"task{t.pk}_%s")) for t in found.tasks.filter(done_at=None)],
        "form": form if found.closed_at is None and found.due_on <= today() and decides(actor) else None,
        "decides": decides(actor),
        "crumbs": [
            HOME,
            (candidacy.number, f"/desk/candidacies/{candidacy.number}"),
            (CheckKind(found.kind).label, ""),
        ],
    }
    return render(request, "aftercare/desk_checkin.html", context)


def _answers(found: CheckIn) -> list[tuple[str, str]]:
    given = json.loads(found.answers) if found.answers else {}
    return [
        (words, Degree(given[code]).label)
        for code, words in questions_of(found.side, found.kind).items()
        if code in given
    ]


def _audits(found: CheckIn) -> list[dict[str, Any]]:
    """Each clause as this side judges it, and the other side beside it where it has answered."""
    other = CheckIn.objects.filter(placement=found.placement, kind=found.kind).exclude(pk=found.pk).first()
    theirs = dict(other.audits.values_list("key", "standing")) if other else {}
    return [
        {
            "text": row.text,
            "standing": Standing(row.standing).label,
            "words": row.words,
            "other": Standing(theirs[row.key]).label if row.key in theirs else "",
            "differs": row.key in theirs and theirs[row.key] != row.standing,
        }
        for row in found.audits.all()
    ]


@roles(*DECIDERS)
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done about a task."""
    actor = actor_in(request)
    task = open_tasks(actor).filter(pk=pk).first()
    if task is None:
        raise Http404
    form = NoteForm(request.POST)
    if form.is_valid():
        actions.finish_task(task=task, by=actor, note=form.cleaned_data["note"])
        offer_undo(request, "済んだと記しました。", "care_task", task.pk)
    else:
        messages.error(request, "どのようにされたかを、ひとことご記入ください。")
    return redirect("desk_checkins")


urlpatterns = [
    path("/checkins", queue, name="desk_checkins"),
    path("/checkins/<int:pk>", checkin, name="desk_checkin"),
    path("/checkins/tasks/<int:pk>", finish, name="desk_care_task"),
]
