"""/desk/callbacks: people who asked to be called back, and what came of each call."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.desk.callbacks import callback_for, done_callbacks, open_callbacks, read_callbacks, record_call
from enishi.desk.enums import CallResult
from enishi.law.parameters import value
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.desk.common import READERS, page_of
from enishi.web.desk.today import due_chip
from enishi.web.desk.undo import offer_undo

SHOWN_DONE = 10


class ResultForm(EnishiForm):
    result = forms.ChoiceField(label="お電話の結果", choices=CallResult.choices())


@roles(*READERS)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The open requests with name and number, each reading logged; below, what was done, without names."""
    actor, day = actor_in(request), today()
    page = page_of(request, open_callbacks())
    shown = read_callbacks(page, by=actor)
    context = {
        "page": page,
        "rows": [{"callback": c, "chip": due_chip(c.promised_on, day)} for c in shown],
        "results": CallResult.choices(),
        "done": done_callbacks()[:SHOWN_DONE],
        "kept_days": value("callback_retention_days", day),
    }
    return render(request, "desk/callbacks.html", context)


@roles(*READERS)
@require_POST
def done(request: HttpRequest, number: str) -> HttpResponse:
    """A result button was pressed; a second press changes nothing."""
    callback = callback_for(number)
    form = ResultForm(request.POST)
    if form.is_valid():
        result = CallResult(form.cleaned_data["result"])
        told = record_call(callback=callback, result=result, by=actor_in(request))
        said = f"{number}のお電話の結果を記しました（{result.label}）。"
        if told.done_at is not None and told.done_by_id == actor_in(request).user_id:
            offer_undo(request, said, "callback", number)
        else:
            messages.success(request, said)
    else:
        messages.error(request, "お電話の結果をお選びください。")
    return redirect("desk_callbacks")
