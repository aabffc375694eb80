"""/desk/intake/paper: forms of institutions on paper, from the printer to the record."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.aftercare.access import checkin_for
from enishi.candidacies.access import candidacy_for
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.workflow import Channel, Party, StepRefused
from enishi.desk import paper
from enishi.desk.enums import PaperKind, PaperState
from enishi.desk.models import PaperSheet
from enishi.institutions.access import institution_for
from enishi.openings.access import opening_for
from enishi.openings.actions import EditConflict
from enishi.outreach.paper_codes import NotACode, parse_paper_code, shown
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.components.uploads import PaperImageField
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import READERS, decides
from enishi.web.desk.paper_forms import TWINS
from enishi.web.desk.paper_print import sheet_pdf

EDIT = ["GET", "HEAD", "POST"]
CHANNELS = [(c.value, c.label) for c in (Channel.FAX, Channel.PAPER, Channel.MAIL)]
HOME = [("紙と電話の受付", "/desk/intake"), ("届いた用紙", "/desk/intake/paper")]


MADE_HERE = frozenset(
    {PaperKind.CONFIRM, PaperKind.OPENING, PaperKind.ANSWER, PaperKind.APPLICATION, PaperKind.DECLARATION}
)
"""Sheets made by a button of this address; those about one person or one referral are made on the pages of these."""
ON_CALL = {
    PaperState.HERE: "お電話。これから入力します",
    PaperState.ONCE: "お電話。読み上げて確かめます",
    PaperState.DONE: PaperState.DONE.label,
}
"""Where a form stands that is filled in on a call."""
TOLD = {
    PaperKind.OPENING: "募集をお電話でうかがう",
    PaperKind.CONFIRM: "毎月の確認をお電話でうかがう",
    PaperKind.APPLICATION: "お申し込みをお電話でうかがう",
}


class FindForm(EnishiForm):
    code = forms.CharField(
        label="用紙の番号",
        help_text="右上の8文字です。例：ABCD-EFGH",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )

    def clean_code(self) -> str:
        try:
            code = parse_paper_code(self.cleaned_data["code"])
        except NotACode as problem:
            raise forms.ValidationError(problem.sentence) from problem
        if paper.sheet_by_code(code) is None:
            raise forms.ValidationError("この番号の用紙は見つかりませんでした。もう一度お確かめください。")
        return code


class ReceiveForm(EnishiForm):
    channel = forms.ChoiceField(label="届いた方法", choices=CHANNELS, widget=ChoiceCards(two_columns=True))
    image = PaperImageField(label="届いた用紙")


@roles(*READERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Find a sheet by its code; what lies here to be typed, and what is still out."""
    form = FindForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("desk_paper", form.cleaned_data["code"])
    rows = [_row(sheet) for sheet in paper.waiting_sheets()[:200]]
    context = {
        "form": form,
        "here": [row for row in rows if row["sheet"].state in paper.MY_TURN],
        "out": [row for row in rows if row["sheet"].state == PaperState.OUT],
        "crumbs": [HOME[0], (HOME[1][0], "")],
    }
    return render(request, "desk/papers.html", context)


def _row(sheet: PaperSheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "code": shown(sheet.code),
        "kind": TOLD.get(sheet.kind, "") if sheet.is_call else PaperKind(sheet.kind).label,
        "state": ON_CALL.get(sheet.state, "") if sheet.is_call else PaperState(sheet.state).label,
        "place": sheet.institution.name if sheet.institution else sheet.candidacy.number if sheet.candidacy else "",
        "person": sheet.physician.number if sheet.physician else "",
    }


@roles(*READERS)
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """A sheet for an institution, an opening, a talk or a check-in, or a blank application."""
    actor, given = actor_in(request), request.POST
    if given.get("kind") == PaperKind.CHECKIN:
        pk = given.get("checkin", "")
        return redirect("desk_paper", _checkin_sheet(actor, int(pk) if pk.isascii() and pk.isdecimal() else 0).code)
    if given.get("kind") not in MADE_HERE or (given["kind"] == PaperKind.ANSWER and not given.get("candidacy")):
        raise Http404
    opening = opening_for(actor, given["opening"]) if given.get("opening") else None
    candidacy = candidacy_for(actor, given["candidacy"]) if given.get("candidacy") else None
    institution = institution_for(actor, given["institution"]) if given.get("institution") else None
    institution = institution or (opening or (candidacy.opening if candidacy else None) or _Nowhere).institution
    try:
        sheet = paper.make_sheet(
            kind=PaperKind(given["kind"]), by=actor, institution=institution, opening=opening, candidacy=candidacy
        )
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
        return redirect("desk_papers")
    return redirect("desk_paper", sheet.code)


def _checkin_sheet(actor: Actor, pk: int) -> PaperSheet:
    """The institution never reads of the sheet of a physician."""
    found = checkin_for(actor, pk)
    talk = found.placement.candidacy
    house = talk.opening.institution if found.side == Party.INSTITUTION else None
    return paper.make_sheet(kind=PaperKind.CHECKIN, by=actor, institution=house, candidacy=talk, checkin=found)


class _Nowhere:
    institution = None


@roles(*READERS)
@require_http_methods(EDIT)
@never_cache
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """One sheet: received, typed, typed again, recorded. Each press leads to the next page of the same address."""
    actor = actor_in(request)
    found = paper.sheet_for(actor, code)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    came_back: dict[str, Any] = {}
    try:
        if act == "receive":
            form = ReceiveForm(request.POST, request.FILES)
            if form.is_valid():
                given = form.cleaned_data
                paper.receive_sheet(sheet=found, by=actor, channel=Channel(given["channel"]), image=given["image"])
                return redirect("desk_paper", code)
            came_back = {"receive_form": form}
        elif act == "type":
            form = _typing_form(found, request.POST)
            if form.is_valid():
                values = {name: request.POST.getlist(name) for name in form.fields if name in request.POST}
                paper.type_sheet(sheet=found, by=actor, values=values, critical=_critical(found), time=_time(request))
                return redirect("desk_paper", code)
            came_back = {"typing_form": form}
        elif act == "settle":
            choices = {k.removeprefix("choice:"): v for k, v in request.POST.items() if k.startswith("choice:")}
            paper.settle_sheet(sheet=found, by=actor, choices=choices, critical=_critical(found))
            return redirect("desk_paper", code)
        elif act == "retype":
            paper.retype_sheet(sheet=found, by=actor)
            return redirect("desk_paper", code)
        elif act == "finish":
            return _finish(request, found, actor)
        elif request.method == "POST":
            return redirect("desk_paper", code)
    except StepRefused as refused:
        came_back["refusals"] = [refusal.sentence for refusal in refused.refusals]
        found = paper.sheet_for(actor, code)
    return _page(request, found, actor, **came_back)


def _finish(request: HttpRequest, found: PaperSheet, actor: Actor) -> HttpResponse:
    twin = TWINS[PaperKind(found.kind)]
    if twin.decides and not decides(actor):
        return _page(request, found, actor, refusals=["お返事の記録は、担当者か責任者が行います。"])
    form = _whole_form(found)
    if form is None or not form.is_valid():
        return _page(request, found, actor, refusals=["入力に読み取れない欄があります。入力し直してください。"])
    try:
        paper.finish_sheet(sheet=found, by=actor, act=lambda by: twin.record(found, form, by))
    except EditConflict as conflict:
        no = conflict.current.no
        sentence = f"用紙を印刷したあとに、募集が直されました（第{no}版）。新しい用紙で、もう一度お確かめください。"
        return _page(request, found, actor, refusals=[sentence])
    except ValidationError as problem:
        return _page(request, found, actor, refusals=list(problem.messages))
    messages.success(request, "用紙の内容を記録しました。")
    return redirect("desk_paper", found.code)


def _time(request: HttpRequest) -> int | None:
    """Which typing the page asked for, so that a button pressed twice is not taken for two people who read the paper."""
    return {"1": 1, "2": 2}.get(request.POST.get("time", ""))


def _critical(found: PaperSheet) -> tuple[str, ...]:
    form = TWINS[PaperKind(found.kind)].make(found)
    return tuple(name for name in form.critical if name in form.fields)


def _typing_form(found: PaperSheet, data: QueryDict | None = None) -> Any:
    """The whole form the first time; the second time the critical fields alone, empty. On a call always the whole form, with
    what was typed before."""
    if found.is_call and data is None:
        return _whole_form(found) or TWINS[PaperKind(found.kind)].make(found)
    form = TWINS[PaperKind(found.kind)].make(found, data)
    if found.state == PaperState.ONCE and not found.is_call:
        for name in form.fields.keys() - set(form.critical):
            del form.fields[name]
        # What fields have to do with each other was asked the first time, when all of them were there.
        setattr(form, "clean", lambda: form.cleaned_data)  # noqa: B010
        form.initial = {}
        for field in form.fields.values():
            field.initial = None
    return form


def _whole_form(found: PaperSheet) -> Any:
    """The form with what was typed; None before the first typing."""
    typed = paper.typed(found)
    if not typed:
        return None
    data = QueryDict(mutable=True)
    for name, values in typed[0].items():
        data.setlist(name, values)
    return TWINS[PaperKind(found.kind)].make(found, data)


def _page(
    request: HttpRequest,
    found: PaperSheet,
    actor: Actor,
    *,
    receive_form: ReceiveForm | None = None,
    typing_form: Any = None,
    refusals: list[str] | None = None,
) -> HttpResponse:
    state = PaperState(found.state)
    reading_back = found.is_call and state is PaperState.ONCE and typing_form is None and "edit" not in request.GET
    whole_shown = state in (PaperState.READY, PaperState.DIFFERS, PaperState.DONE) or reading_back
    whole = _whole_form(found) if whole_shown else None
    typing = state in (PaperState.HERE, PaperState.ONCE) and not reading_back
    differing = []
    if state is PaperState.DIFFERS and whole is not None:
        differing = [
            (name, str(whole.fields[name].label), _words(whole, name, one), _words(whole, name, other))
            for name, one, other in paper.differences(found, _critical(found))
        ]
    context = {
        **_row(found),
        "state_code": str(state),
        "link": f"/c/{found.code}",
        "has_image": bool(found.image_type),
        "prints": found.kind in TWINS,
        "receive_form": (receive_form or ReceiveForm()) if state is PaperState.OUT else None,
        "typing_form": (typing_form or _typing_form(found)) if typing else None,
        "second": state is PaperState.ONCE and not found.is_call,
        "is_call": found.is_call,
        "reading_back": reading_back,
        "differing": differing,
        "rows": whole.confirm_rows("?edit=1" if reading_back else "")
        if whole is not None and state is not PaperState.DIFFERS and whole.is_valid()
        else [],
        "refusals": refusals or [],
        "may_finish": state is PaperState.READY or reading_back,
        "crumbs": [*HOME, (shown(found.code), "")],
    }
    return render(request, "desk/paper.html", context, status=200)


def _words(form: Any, name: str, values: list[str]) -> str:
    """What was typed, choices by their words."""
    choices = {str(code): str(label) for code, label in getattr(form.fields[name], "choices", ())}
    return "、".join(choices.get(value, value) for value in values) or "（空欄）"


@roles(*READERS)
@require_safe
def print_sheet(request: HttpRequest, code: str) -> HttpResponse:
    found = paper.sheet_for(actor_in(request), code)
    if found.kind not in TWINS:  # a registration's paper was printed elsewhere; only what came back is kept
        raise Http404
    return as_pdf(found)


@roles(*READERS)
@require_safe
@never_cache
def image(request: HttpRequest, code: str) -> HttpResponse:
    """What came back, as a download; the reading is logged."""
    actor = actor_in(request)
    found = paper.sheet_for(actor, code)
    response = HttpResponse(paper.read_image(sheet=found, by=actor), content_type=found.image_type)
    ending = found.image_type.rpartition("/")[2]
    response["Content-Disposition"] = f'attachment; filename="enishi-{found.code}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def as_pdf(found: PaperSheet) -> HttpResponse:
    response = HttpResponse(sheet_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="enishi-{found.kind}-{found.code}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response
