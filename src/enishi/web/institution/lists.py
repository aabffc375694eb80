"""Openings from a list: template, own list, upload with a dry run, and the yes. One set of views for the institution and the desk."""

import uuid
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.roles import DESK_ROLES
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.long_runs import UNDER_WAY
from enishi.common.workflow import StepRefused
from enishi.institutions.access import own_institution
from enishi.institutions.models import Institution
from enishi.openings.enums import OpeningState, SheetState
from enishi.openings.models import IntakeSheet, Opening
from enishi.openings.sheets import taking
from enishi.openings.sheets.files import LARGEST
from enishi.openings.sheets.plan import GONE, Outcome, keep_sheet, list_of, plan_of, rest_of, waiting_of
from enishi.openings.uploaded import FileProblem
from enishi.web.components.forms import EnishiForm
from enishi.web.institution.access import EDITORS, MEMBERS, actor_on
from enishi.web.institution.opening_form import confirmer_field

EDIT = ["GET", "HEAD", "POST"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ORDER = (Outcome.REFUSED, Outcome.NEW, Outcome.CHANGED, Outcome.SAME)
LINES_ON_A_PAGE, MOST_SAME = 10, 100
RUNS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where the pages stand: addresses, the template all pages build on, and the way back."""

    actor: Actor
    institution: Institution
    base: str
    layout: str
    done: str
    crumbs: list[tuple[str, str]]


class SheetForm(EnishiForm):
    file = forms.FileField(
        label="一覧のファイル",
        help_text="Excel（.xlsx）かCSV。5MBまで。選んだあとに、何が変わるかをお見せします。まだ何も変わりません。",
        error_messages={
            "required": "ファイルをお選びください。",
            "empty": "ファイルの中身がありません。もう一度お選びください。",
        },
    )


class YesForm(EnishiForm):
    """confirmed_by is asked only where public openings change."""

    confirmed_by = confirmer_field()
    digest = forms.CharField(widget=forms.HiddenInput, required=False)
    good_only = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, public: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not public:
            del self.fields["confirmed_by"]


def own_place(request: HttpRequest) -> Place:
    actor = actor_on(request)
    return Place(
        actor,
        own_institution(actor),
        "/inst/openings/import",
        "base.html",
        "/inst/openings",
        [("今日のご案内", "/inst"), ("募集", "/inst/openings"), ("一覧から取り込む", "/inst/openings/import")],
    )


@roles(*MEMBERS, *DESK_ROLES)
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty list, with choices to pull down and a row that shows how."""
    from enishi.openings.sheets.writing import workbook  # slow to load: openpyxl

    return as_workbook(workbook([], with_example=True), "enishi-openings-template.xlsx")


@roles(*MEMBERS)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The own openings that are not closed, as the same list."""
    actor = actor_on(request)
    rows = Opening.objects.visible_to(actor).exclude(state=OpeningState.CLOSED).with_terms().order_by("id")
    return as_workbook(list_of(rows), f"enishi-openings-{today().isoformat()}.xlsx")


@roles(*EDITORS)
@require_http_methods(EDIT)
def upload(request: HttpRequest) -> HttpResponse:
    return upload_page(request, own_place(request))


@roles(*EDITORS)
@require_http_methods(EDIT)
def check(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return check_page(request, own_place(request), key)


@roles(*EDITORS)
@require_safe
def rows_to_mend(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return rest_file(own_place(request), key)


def rest_file(place: Place, key: uuid.UUID) -> HttpResponse:
    """The rows of a list that cannot be taken, as a workbook that says what to put right; where all can, back to the page."""
    sheet = get_object_or_404(IntakeSheet, key=key, institution=place.institution, state=SheetState.READ)
    plan = plan_of(bytes(sheet.data), place.institution)
    if plan.is_possible:
        return redirect(f"{place.base}/{key}")
    return as_workbook(rest_of(bytes(sheet.data), plan), f"enishi-openings-to-mend-{today().isoformat()}.xlsx")


def upload_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Take a file and go on to what it would do; a file that cannot be read gets a sentence and changes nothing."""
    sent = request.method == "POST"
    form = SheetForm(request.POST if sent else None, request.FILES if sent else None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        key = _key(request)
        try:
            data = b"\x00" * (LARGEST + 1) if file.size > LARGEST else file.read()
            keep_sheet(institution=place.institution, by=place.actor, name=file.name, data=data, key=key)
        except FileProblem as problem:
            form.add_error("file", problem.sentence)
        else:
            return redirect(f"{place.base}/{key}")
    context = {
        "form": form,
        "place": place,
        "key": uuid.uuid4(),
        "waiting": waiting_of(place.institution)[:RUNS_SHOWN],
        "runs": [run_said(run) for run in taking.runs_of(place.institution)[:RUNS_SHOWN]],
        "institution": place.institution,
        "crumbs": place.crumbs,
    }
    return render(request, "institution/import.html", context)


def check_page(request: HttpRequest, place: Place, key: uuid.UUID) -> HttpResponse:
    """The dry run: what would be new, changed, the same, and every cell that cannot be read. The yes is given here.

    Of a long list, which a job takes in after the yes: how far it is, and what was left."""
    own = IntakeSheet.objects.filter(key=key, institution=place.institution)
    if request.method == "POST" and not own.exists():  # the button was pressed twice; another's list looks the same
        return _gone(request, place)
    sheet = get_object_or_404(own)
    if sheet.state != SheetState.READ:
        return _run_page(request, place, sheet)
    plan = plan_of(bytes(sheet.data), place.institution)
    public = any(line.opening and line.opening.state == OpeningState.PUBLISHED for line in plan.of(Outcome.CHANGED))
    form = YesForm(
        request.POST if request.method == "POST" else None,
        public=public,
        initial={"digest": plan.digest, "good_only": not plan.is_possible},
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = taking.begin(sheet=sheet, by=place.actor, **form.cleaned_data)
        except StepRefused as refused:
            if GONE in refused.refusals:
                return _gone(request, place)
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
            form.data = {**form.data.dict(), "digest": plan.digest}
        else:
            return _begun(request, place, key, done)
    counts = [(outcome, len(plan.of(outcome))) for outcome in ORDER]
    shown = [line for outcome in ORDER if outcome is not Outcome.SAME for line in plan.of(outcome)]
    page = Paginator(shown, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    groups = [(outcome, list(lines)) for outcome, lines in groupby(page.object_list, key=lambda line: line.outcome)]
    same = plan.of(Outcome.SAME)
    context = {
        "form": form,
        "plan": plan,
        "groups": [(outcome, dict(counts)[outcome], lines) for outcome, lines in groups],
        "counts": [(outcome, lines) for outcome, lines in counts if lines],
        "page": page,
        "same": same[:MOST_SAME] if page.number == 1 else [],
        "n_same": len(same),
        "n_refused": len(plan.of(Outcome.REFUSED)),
        "is_long": plan.changes > taking.AT_ONCE,
        "sheet": sheet,
        "place": place,
        "institution": place.institution,
        "crumbs": [*place.crumbs, ("内容の確認", "")],
    }
    return render(request, "institution/import_check.html", context)


def _begun(request: HttpRequest, place: Place, key: uuid.UUID, begun: taking.Begun) -> HttpResponse:
    """What became of the yes; where rows are left to be put right, the page of these."""
    done, left = begun.plan, begun.rest
    if done is not None:
        new, changed = len(done.of(Outcome.NEW)), len(done.of(Outcome.CHANGED))
        messages.success(request, f"取り込みました（新しい下書き{new}件、直した募集{changed}件）。")
    if left is not None:
        messages.warning(
            request, "取り込めなかった行は、別の一覧として残してあります。直してから、もう一度お送りください。"
        )
    if done is None:
        return redirect(f"{place.base}/{key}")
    return redirect(f"{place.base}/{left.key}" if left is not None else place.done)


def _run_page(request: HttpRequest, place: Place, sheet: IntakeSheet) -> HttpResponse:
    """How far a long list is; stopped and taken on from here."""
    if request.method == "POST":
        try:
            if "stop" in request.POST:
                taking.stop(sheet=sheet, by=place.actor)
            elif "go_on" in request.POST:
                taking.go_on(sheet=sheet, by=place.actor)
            else:  # the yes, pressed twice
                messages.info(request, "取り込みは、もう始まっています。")
        except StepRefused as refused:
            for refusal in refused.refusals:
                messages.error(request, refusal.sentence)
        return redirect(f"{place.base}/{sheet.key}")
    context = {
        **run_said(sheet),
        "left": sheet.left[:MOST_SAME],
        "place": place,
        "institution": place.institution,
        "crumbs": [*place.crumbs, ("取り込みのようす", "")],
    }
    return render(request, "institution/import_run.html", context)


def run_said(sheet: IntakeSheet) -> dict[str, object]:
    """A long list in words and numbers."""
    total, done = len(sheet.agreed), sheet.done
    return {
        "sheet": sheet, "state": SheetState(sheet.state), "total": total, "taken": done - len(sheet.left),
        "n_left": len(sheet.left), "rest": total - done, "share": 100 * done // max(1, total),
        "under_way": sheet.state in UNDER_WAY, "lost": taking.is_lost(sheet),
        "may_go_on": taking.may_go_on(sheet), "is_done": sheet.state == SheetState.DONE,
        "next_line": sheet.agreed[done][0] if done < total else 0,
    }  # fmt: skip


def _gone(request: HttpRequest, place: Place) -> HttpResponse:
    messages.info(request, GONE.sentence)
    return redirect(place.done)


def as_workbook(data: bytes, name: str) -> HttpResponse:
    """A download. name: ASCII, which every old system and every share can keep."""
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _key(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()
