"""Pages of incidents, with the clock of the law, and of what the staff was taught."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.audit.actions import record_export
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.office import incidents as book
from enishi.office.incident_papers import incident_paper
from enishi.office.models import Incident, StaffTraining
from enishi.office.training import add_training
from enishi.web.components.actors import actor_in
from enishi.web.office.money import handed_out
from enishi.web.office.safety_forms import IncidentEntryForm, IncidentFacts, IncidentForm, TrainingForm
from enishi.web.office.tried import tried
from enishi.web.office.views import OFFICE, fiscal_year_start

FACTS = ("title", "happened", "data_items", "people", "sensitive", "harmful", "malicious")


@roles(*OFFICE)
@require_safe
@never_cache
def incidents(request: HttpRequest) -> HttpResponse:
    """Every incident with the next day that counts."""
    page = Paginator(Incident.objects.prefetch_related("entries"), 20).get_page(request.GET.get("page"))
    rows = []
    for row in page:
        _, tasks = book.tasks_of(row)
        rows.append((row, next((task for task in tasks if task.done_on is None), None)))
    return render(request, "office/incidents.html", {"page": page, "rows": rows})


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def incident_new(request: HttpRequest) -> HttpResponse:
    form = IncidentForm(request.POST or None, initial={"known_on": today()})
    if request.method == "POST" and tried(request, form, lambda given: book.open_incident(by=actor_in(request), **given), "書きとめました。期限は、この画面で数えます。"):  # fmt: skip
        return redirect("office_incident", Incident.objects.get(key=form.cleaned_data["key"]).number)
    return render(request, "office/incident_form.html", {"form": form, "incident": None})


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def incident(request: HttpRequest, number: str) -> HttpResponse:
    """The clock, what is to be done, what was done."""
    found = get_object_or_404(Incident, number=number)
    form = IncidentEntryForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and tried(request, form, lambda given: book.add_entry(incident=found, by=actor_in(request), **given), "記録しました。"):  # fmt: skip
        return redirect("office_incident", number)
    duty, tasks = book.tasks_of(found)
    context = {
        "incident": found,
        "duty": duty,
        "tasks": tasks,
        "entries": found.entries.select_related("by"),
        "form": form,
        "may_close": found.closed_at is None and all(task.done_on for task in tasks),
    }
    return render(request, "office/incident.html", context)


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def incident_edit(request: HttpRequest, number: str) -> HttpResponse:
    found = get_object_or_404(Incident, number=number)
    form = IncidentFacts(request.POST or None, initial={name: getattr(found, name) for name in FACTS})
    if request.method == "POST" and tried(request, form, lambda given: book.correct_incident(incident=found, by=actor_in(request), **given), "直しました。期限も数え直しました。"):  # fmt: skip
        return redirect("office_incident", number)
    return render(request, "office/incident_form.html", {"form": form, "incident": found})


@roles(*OFFICE)
@require_POST
def incident_close(request: HttpRequest, number: str) -> HttpResponse:
    try:
        book.close_incident(incident=get_object_or_404(Incident, number=number), by=actor_in(request))
        messages.success(request, "この事故の記録を終えました。")
    except StepRefused as refused:
        messages.error(request, refused.refusals[0].sentence)
    return redirect("office_incident", number)


@roles(*OFFICE)
@require_safe
@never_cache
def incident_file(request: HttpRequest, number: str) -> HttpResponse:
    """A draft with the nine items the commission asks for (施行規則8条1項), from what is written here."""
    found = get_object_or_404(Incident, number=number)
    record_export(by=actor_in(request), what="incident", form="pdf", rows=1)
    return handed_out(incident_paper(found), f"incident-{number}.pdf", "application/pdf")


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def training(request: HttpRequest) -> HttpResponse:
    """What the staff was taught, newest first; the yearly report asks for it."""
    form = TrainingForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and tried(request, form, lambda given: add_training(by=actor_in(request), **given), "従業員教育を記録しました。"):  # fmt: skip
        return redirect("office_training")
    page = Paginator(StaffTraining.objects.select_related("by"), 20).get_page(request.GET.get("page"))
    start = fiscal_year_start(today())
    this_year = StaffTraining.objects.filter(on__gte=start)
    context = {"form": form, "page": page, "start": start, "count": this_year.count(), "minutes": sum(this_year.values_list("minutes", flat=True))}  # fmt: skip
    return render(request, "office/training.html", context)
