"""/ops/press: letters to many societies at once, with progress, cancel and the file."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.audit.actions import record_export
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.long_runs import UNDER_WAY
from enishi.common.workflow import StepRefused
from enishi.outreach import press as acts
from enishi.outreach.enums import Consent, PressKind, PressState
from enishi.outreach.models import Campaign, PressRun
from enishi.outreach.querysets import campaigns_visible_to
from enishi.web.components.actors import actor_in
from enishi.web.outreach.contact_forms import PressForm
from enishi.web.outreach.contacts import SEND
from enishi.web.outreach.kit import TEAM

HOME = ("まとめての印刷", "/ops/press")


def newest_links(request: HttpRequest) -> list[Campaign]:
    """The newest link of each society that did not ask to be left alone, by name."""
    rows = campaigns_visible_to(actor_in(request)).exclude(society__consent=Consent.REFUSED)
    newest = rows.order_by("society_id", "-pk").distinct("society_id").select_related("society")
    return sorted(newest, key=lambda c: c.society.name)


@roles(*TEAM)
@require_http_methods(SEND)
def press(request: HttpRequest) -> HttpResponse:
    """Choose societies; what was made before."""
    links = newest_links(request)
    start = {"kind": PressKind.PRINT, "year": today().year, "codes": [c.code for c in links], "key": uuid.uuid4()}
    form = PressForm(request.POST or None, initial=start, links=links)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            run = acts.ask_press(
                codes=given["codes"], kind=given["kind"], key=given["key"] or uuid.uuid4(), by=actor_in(request),
                year=given["year"],
            )  # fmt: skip
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.code if refusal.code in form.fields else "codes", refusal.sentence)
        else:
            return redirect("press_run", run.pk)
    runs = [said(run) for run in acts.press_runs(actor_in(request))[:20]]
    return render(
        request,
        "outreach/press.html",
        {
            "form": form,
            "runs": runs,
            "n_links": len(links),
            "crumbs": [("周知", "/ops/campaigns"), (HOME[0], "")],
        },
    )


@roles(*TEAM)
@require_safe
def press_run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, and the file."""
    run = acts.press_run_for(actor_in(request), pk)
    crumbs = [("周知", "/ops/campaigns"), HOME, (f"{run.pk}番", "")]
    return render(request, "outreach/press_run.html", said(run) | {"crumbs": crumbs})


@roles(*TEAM)
@require_POST
def press_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    acts.cancel_press(run=acts.press_run_for(actor_in(request), pk), by=actor_in(request))
    return redirect("press_run", pk)


@roles(*TEAM)
@require_safe
def press_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as a download; 404 once it is forgotten."""
    run = acts.press_run_for(actor_in(request), pk)
    ending, kind = ("pdf", "application/pdf") if run.kind == PressKind.PRINT else ("zip", "application/zip")
    answer = HttpResponse(acts.file_of(run), content_type=kind)
    record_export(by=actor_in(request), what="press_file", form=ending, rows=len(run.codes))
    stem = f"reports-{run.year}" if run.kind == PressKind.REPORTS else "letters"
    answer["Content-Disposition"] = f'attachment; filename="{stem}-{run.pk}.{ending}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    return answer


def said(run: PressRun) -> dict[str, object]:
    """A run in words."""
    return {
        "run": run, "state": PressState(run.state), "kind": PressKind(run.kind).label,
        "under_way": run.state in UNDER_WAY, "lost": acts.is_lost(run), "is_done": run.state == PressState.DONE,
        "forgotten": acts.is_forgotten(run), "kept_days": acts.KEPT_DAYS,
        "share": 100 * run.done // max(1, run.total),
    }  # fmt: skip
