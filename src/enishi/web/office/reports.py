"""/ops/reports, /ops/half-year: the yearly figures with the rows behind them, closing a year, who was asked after six months."""

import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.roles import Role
from enishi.audit.actions import record_export
from enishi.candidacies.models import Placement
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.office import reports as figures
from enishi.office.enums import ReportKind
from enishi.office.fee_lists import to_ask_after_six_months
from enishi.office.models import ClosedReport
from enishi.office.records import check_half_year
from enishi.office.report_files import FORMS, lines_of, standing_words, write_report
from enishi.office.results import fiscal_year
from enishi.web.office.money import handed_out
from enishi.web.office.money_forms import CloseForm, HalfYearForm

OFFICE = (Role.COMPLIANCE, Role.SUPERVISOR)
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
}
AT_ONCE = 50


def _kind(code: str, year: int) -> ReportKind:
    if code not in set(ReportKind) or not 2018 <= year <= fiscal_year(today()):
        raise Http404
    return ReportKind(code)


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: HttpRequest, kind: str, year: int) -> HttpResponse:
    """A report of a year: as it was closed, else counted now; closing it, or closing a correction."""
    which = _kind(kind, year)
    held = figures.closed(which, year)
    form = CloseForm(request.POST or None, initial={"seen": held.no if held else 0})
    if request.method == "POST" and form.is_valid():
        try:
            made = figures.close_report(kind=which, year=year, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, f"{year}年度の報告を、第{made.no}号として締めました。")
            return redirect("office_report", kind, year)
        except StepRefused as refused:
            for refusal in refused.refusals:
                shown = refusal.code if refusal.code in form.fields and refusal.code != "seen" else None
                form.add_error(shown, refusal.sentence)
    content = held.content if held else figures.content_of(which, year)
    groups: dict[str, list[dict[str, object]]] = {}
    for figure in content["figures"]:
        groups.setdefault(figure["group"], []).append(figure)
    return render(
        request,
        "office/report.html",
        {
            "kind": which,
            "year": year,
            "years": list(figures.years_of(which)),
            "others": [other for other in ReportKind if other is not which],
            "content": content,
            "groups": groups,
            "held": held,
            "standing": standing_words(held),
            "history": ClosedReport.objects.filter(kind=which, year=year).select_related("closed_by"),
            "over": today() > figures.bounds(year)["last"],
            "form": form,
            "forms": FORMS,
        },
    )


@roles(*OFFICE)
@require_safe
def report_file(request: HttpRequest, kind: str, year: int, form: str) -> HttpResponse:
    """As it stands on the page: the closed report with its hash, or the count of now."""
    which = _kind(kind, year)
    if form not in FORMS:
        raise Http404
    held, file = figures.closed(which, year), io.BytesIO()
    content = held.content if held else figures.content_of(which, year)
    write_report(content, held, form, file)
    record_export(by=request.actor, what="report", form=form, rows=len(lines_of(content)), period=f"{year}年度")  # type: ignore[attr-defined]
    return handed_out(file.getvalue(), f"{kind}-{year}{f'-{held.no}' if held else ''}.{form}", TYPES[form])


@roles(*OFFICE)
@require_safe
@never_cache
def report_rows(request: HttpRequest, kind: str, year: int, key: str) -> HttpResponse:
    """The rows behind one number, as they are now; a closed number stands beside them."""
    which = _kind(kind, year)
    figure = figures.figure_of(which, key)
    if figure is None:
        raise Http404
    held = figures.closed(which, year)
    page = Paginator(range(figures.count_rows(figure, year)), AT_ONCE).get_page(request.GET.get("page"))
    reported = next((f["value"] for f in held.content["figures"] if f["key"] == key), None) if held else None
    return render(
        request,
        "office/report_rows.html",
        {
            "kind": which,
            "year": year,
            "figure": figure,
            "label": figures.label_of(figure, year),
            "page": page,
            "rows": figures.rows_behind(figure, year, offset=max(page.start_index() - 1, 0), limit=AT_ONCE),
            "now": figures.count(figure, year),
            "held": held,
            "reported": reported,
        },
    )


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def half_year(request: HttpRequest) -> HttpResponse:
    """Whoever was hired without a term six months ago and of whom nobody knows; what was learned is written here."""
    waiting = to_ask_after_six_months()
    number = request.POST.get("number", "") or request.GET.get("number", "")
    chosen = next((row for row in waiting if row.candidacy.number == number), None)
    form = HalfYearForm(request.POST or None, initial={"asked_on": today()})
    if request.method == "POST":
        placement = chosen or Placement.objects.filter(candidacy__number=number).first()
        if placement is None:
            messages.error(request, "お引き合わせを一覧から選び直してください。")
            return redirect("office_half_year")
        if form.is_valid():
            try:
                check_half_year(placement=placement, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
                messages.success(request, f"{number}の確認を記録しました。")
                return redirect("office_half_year")
            except StepRefused as refused:
                form.refuse(refused.refusals)
        chosen = placement
    return render(request, "office/half_year.html", {"waiting": waiting, "chosen": chosen, "form": form})
