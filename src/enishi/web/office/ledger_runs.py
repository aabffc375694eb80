"""/ops/ledgers/{name}/print, /ops/prints: a long ledger on paper with its progress, cancel and file."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.audit.actions import record_export, record_reading
from enishi.common.access import roles
from enishi.common.workflow import StepRefused
from enishi.law.ledgers import LEDGERS
from enishi.office import ledger_runs as acts
from enishi.office.enums import RunState
from enishi.office.models import LedgerRun
from enishi.web.asking_why import asks_why
from enishi.web.components.actors import actor_in
from enishi.web.office.forms import LedgerPeriod
from enishi.web.office.views import OFFICE
from enishi.web.streaming import streamed


@roles(*OFFICE)
@require_POST
def ask(request: HttpRequest, name: str) -> HttpResponse:
    """Queue the period on paper and show how far it is."""
    if name not in acts.BOOKS:
        raise Http404
    period = LedgerPeriod(request.POST)
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        key = uuid.uuid4()
    if not period.is_valid():
        messages.error(request, "期間を読み取れませんでした。期間をお選び直しください。")
        return redirect("office_ledger", name)
    start, end = period.cleaned_data["start"], period.cleaned_data["end"]
    try:
        run = acts.ask_ledger(ledger=name, start=start, end=end, key=key, by=actor_in(request))
    except StepRefused as refused:
        messages.error(request, refused.refusals[0].sentence)
        return redirect("office_ledger", name)
    return redirect("office_ledger_run", run.pk)


@roles(*OFFICE)
@require_safe
@never_cache
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, and the file."""
    found = get_object_or_404(acts.runs(), pk=pk)
    context = {
        "run": found,
        "book": LEDGERS[found.ledger],
        "state": RunState(found.state),
        "under_way": found.state in acts.UNDER_WAY,
        "lost": acts.is_lost(found),
        "is_done": found.state == RunState.DONE,
        "there": acts.is_there(found),
        "share": 100 * found.done // max(1, found.total),
    }
    return render(request, "office/ledger_run.html", context)


def _file_of(request: HttpRequest, pk: int) -> str:
    """Code of the file; "" for a run whose volumes are forgotten."""
    found = get_object_or_404(LedgerRun, pk=pk)
    return f"ledger_{found.ledger}" if acts.is_there(found) else ""


@roles(*OFFICE)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    acts.cancel_ledger(run=get_object_or_404(LedgerRun, pk=pk), by=actor_in(request))
    return redirect("office_ledger_run", pk)


@roles(*OFFICE)
@asks_why(_file_of, back=lambda pk: reverse("office_ledger_run", args=[pk]))
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All volumes as a ZIP; once they are forgotten, back to the page that says so."""
    found = get_object_or_404(LedgerRun, pk=pk)
    if not acts.is_there(found):
        return redirect(reverse("office_ledger_run", args=[pk]))
    by, what = actor_in(request), f"ledger_{found.ledger}"
    record_reading(by=by, what=what, object_type="ledger", object_number=found.ledger, level=3)
    period = f"{found.start:%Y-%m-%d}から{found.end:%Y-%m-%d}"
    record_export(by=by, what=what, form="zip", rows=found.acceptances, period=period)
    name = f"{found.ledger}-{found.start:%Y%m%d}-{found.end:%Y%m%d}.zip"
    return streamed(request, acts.zip_of(found, LEDGERS[found.ledger].title), name=name, content_type="application/zip")
