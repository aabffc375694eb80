"""/ops/complaints: the register of complaints and each of them, for the second person."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.accounts.models import User
from enishi.accounts.roles import STAFF_ROLES, Role
from enishi.audit.actions import record_export, record_reading
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.csv_files import csv_file
from enishi.complaints import actions
from enishi.complaints.access import READ_LEVEL, complaint_for, complaints_for
from enishi.complaints.enums import CameBy, Outcome, Side
from enishi.complaints.models import Complaint
from enishi.outreach.paper_codes import shown
from enishi.web.asking_why import asks_why
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import press, send
from enishi.web.desk.today import due_chip

OFFICE = (Role.COMPLIANCE, Role.SUPERVISOR)
HOME = ("お申し出（苦情）", "/ops/complaints")
ON_A_PAGE = 30


class ToldForm(EnishiForm):
    told = YesField(label="お電話か手紙で、お伝えしました", required=False)


class AnswerForm(EnishiForm):
    text = forms.CharField(
        label="お答え",
        max_length=4000,
        help_text="調べた結果と、どのように直すか。このままお届けします。",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    told = YesField(
        label="お電話か手紙で、お答えしました", required=False, help_text="メールをお使いにならない方のとき"
    )


class CloseForm(EnishiForm):
    outcome = forms.ChoiceField(label="結果", choices=Outcome.choices(), widget=ChoiceCards())
    lesson = forms.CharField(
        label="直すこと",
        max_length=1000,
        required=False,
        help_text="同じことが起きないように、何を直したか。職員だけが読みます。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AboutForm(EnishiForm):
    about = forms.ModelChoiceField(
        label="だれについてのお申し出か", queryset=User.objects.none(), required=False, empty_label="（決まっていない）"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = User.objects.filter(memberships__role__in=STAFF_ROLES, memberships__ended_at=None, is_active=True)
        self.fields["about"].queryset = held.distinct().order_by("name")  # type: ignore[attr-defined]
        self.fields["about"].label_from_instance = lambda user: user.name  # type: ignore[attr-defined]


@roles(*OFFICE)
@require_safe
@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """Open ones first, the earlier date first; then those closed, the latest first."""
    actor = actor_in(request)
    rows = complaints_for(actor)
    open_rows = sorted(rows.filter(closed_at=None), key=due_of)
    page = Paginator(rows.exclude(closed_at=None).order_by("-closed_at", "-id"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "complaints/register.html",
        {
            "open": [_row(c) for c in open_rows],
            "late": sum(due_of(c) < today() for c in open_rows),
            "closed": [_row(c) for c in page],
            "page": page,
        },
    )


def due_of(complaint: Complaint) -> date:
    """The next day we promised: of the receipt, then of the answer."""
    return complaint.answer_due_on if complaint.receipt_at else complaint.receipt_due_on


def _row(c: Complaint) -> dict[str, object]:
    waits = not c.answered_at and not c.closed_at
    return {
        "complaint": c,
        "side": Side(c.side).label,
        "came_by": CameBy(c.came_by).label,
        "standing": c.standing.label,
        "outcome": Outcome(c.outcome).label if c.outcome else "",
        "chip": due_chip(due_of(c), today()) if waits else None,
        "next": "受付をお知らせする" if not c.receipt_at else "お答えする" if not c.answered_at else "終える",
    }


@roles(*OFFICE)
@require_safe
@never_cache
def complaint(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_in(request)
    return _page(request, complaint_for(actor, number), actor)


def _page(
    request: HttpRequest, found: Complaint, actor: Actor, back: dict[str, EnishiForm] | None = None
) -> HttpResponse:
    back = back or {}
    return render(
        request,
        "complaints/complaint.html",
        {
            **_row(found),
            "code": shown(found.code),
            "mails": bool(found.user_id or found.mail),
            "mine": found.handler_id == actor.user_id,
            "told_form": back.get("acknowledge") or ToldForm(auto_id="told_%s"),
            "answer_form": back.get("answer") or AnswerForm(auto_id="answer_%s"),
            "close_form": back.get("close") or CloseForm(auto_id="close_%s"),
            "about_form": back.get("about") or AboutForm(initial={"about": found.about_id}, auto_id="about_%s"),
            "crumbs": [HOME, (found.number, "")],
        },
    )


@roles(*OFFICE)
@require_POST
def act(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """acknowledge, answer, close, about or take."""
    actor = actor_in(request)
    found, back = complaint_for(actor, number), reverse("office_complaint", args=[number])
    if what == "take":
        return press(request, lambda: actions.take_over(complaint=found, by=actor), "お申し出を引き受けました。", back)
    if what not in FORMS:
        raise Http404
    form = FORMS[what](request.POST, auto_id=f"{'told' if what == 'acknowledge' else what}_%s")
    said, done_at = SAID[what], back

    def do() -> None:
        given = form.cleaned_data
        match what:
            case "acknowledge":
                actions.acknowledge(complaint=found, told=given["told"], by=actor)
            case "answer":
                actions.answer(complaint=found, text=given["text"], told=given["told"], by=actor)
            case "close":
                actions.close(complaint=found, outcome=Outcome(given["outcome"]), lesson=given["lesson"], by=actor)
            case "about":
                actions.name_person(complaint=found, about=given["about"], by=actor)

    if what == "about" and str(actor.user_id) == request.POST.get("about"):
        done_at = reverse("office_complaints")  # from now on it is not there for this person
    return send(request, form, do, said, done_at, lambda: _page(request, found, actor, {what: form}))


FORMS: dict[str, type[EnishiForm]] = {
    "acknowledge": ToldForm, "answer": AnswerForm, "close": CloseForm, "about": AboutForm,
}  # fmt: skip
SAID = {
    "acknowledge": "受付をお知らせしました。これからは、あなたが扱います。",
    "answer": "お答えしました。",
    "close": "お申し出を終えました。",
    "about": "だれについてのお申し出かを記しました。",
}
COLUMNS = ("受付番号", "届いた日", "届いた方法", "どなたから", "受付の期日", "受付をお知らせした日", "お答えの期日", "お答えした日", "状態", "結果", "扱った人")  # fmt: skip


@roles(*OFFICE)
@asks_why("complaints", back=lambda: reverse("office_complaints"))
def register_csv(request: HttpRequest) -> HttpResponse:
    """The register without names and words, for the file of the year."""
    actor = actor_in(request)
    record_reading(by=actor, what="complaints", object_type="ledger", object_number="complaints", level=READ_LEVEL)
    lines = [_cells(c) for c in complaints_for(actor).order_by("received_at", "id")]
    record_export(by=actor, what="complaints", form="csv", rows=len(lines))
    answer = HttpResponse(csv_file([COLUMNS, *lines]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="complaints-{today():%Y%m%d}.csv"'
    return answer


def _cells(c: Complaint) -> tuple[str, ...]:
    row = _row(c)
    values = (
        c.number, _day(c.received_at), row["came_by"], row["side"], c.receipt_due_on, _day(c.receipt_at), c.answer_due_on,
        _day(c.answered_at), row["standing"], row["outcome"], c.handler.name if c.handler else "",
    )  # fmt: skip
    return tuple(str(value) for value in values)


def _day(moment: Any) -> str:
    return str(timezone.localdate(moment)) if moment else ""
