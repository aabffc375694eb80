"""/desk/cases: meetings about hard cases: the list, the agenda without names, the sheet for the round, decisions."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.models import User
from enishi.accounts.roles import DESK_ROLES, Role
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.workflow import StepRefused
from enishi.desk import conferences as acts
from enishi.desk.conference_models import Conference, ConferenceCase
from enishi.desk.conference_rules import MOST_CASES, Why, letter_of
from enishi.desk.next_actions import next_of, who_may_own
from enishi.desk.records import Subject, record_for
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import EraDateField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCardsMany
from enishi.web.context import operator
from enishi.web.desk.common import DECIDERS, READERS, decides, press, send
from enishi.web.desk.record_forms import KeyedForm
from enishi.web.desk.records import title_of

EDIT = ["GET", "HEAD", "POST"]
HOME = ("ケース会議", "/desk/cases")


class PlanForm(KeyedForm):
    on = EraDateField(label="開く日", yearless="next", help_text="例：12月10日")
    place = forms.CharField(
        label="時刻と場所", max_length=100, required=False, help_text="例：午後1時半から、会議室",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )  # fmt: skip


class PutForm(EnishiForm):
    number = forms.CharField(
        label="記録の番号", max_length=14, help_text="先生（P）・医療機関（I）・募集（O）・お引き合わせ（C）の番号。例：C-2026-0001",
        widget=forms.TextInput(attrs={"class": "w-m code"}),
    )  # fmt: skip
    question = forms.CharField(
        label="相談したいこと", max_length=1000, help_text="お名前や医療機関の名前は書かないでください。会議の紙に、このまま載ります。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class DecideForm(EnishiForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    decided = forms.CharField(
        label="決めたこと", max_length=1000, help_text="お名前は書かないでください。記録の「これまで」に載ります。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    words = forms.CharField(
        label="次にすること", max_length=200, help_text="例：2つ目の希望をもう一度うかがう",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )  # fmt: skip
    due = EraDateField(label="期日", yearless="next", help_text="例：12月1日。お休みの日は、次の営業日になります。")
    owner = forms.ModelChoiceField(label="する人", queryset=User.objects.none(), empty_label="（お選びください）")

    def __init__(self, *args: Any, subject: Subject, **kwargs: Any) -> None:
        standing = next_of(subject)
        kwargs["initial"] = {
            "seen": standing.seen if standing else 0,
            "owner": standing.owner if standing else None,
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = who_may_own()
        field.label_from_instance = lambda user: user.name  # type: ignore[method-assign]


class HeldForm(EnishiForm):
    attended = forms.ModelMultipleChoiceField(
        label="出た人", queryset=User.objects.none(), widget=ChoiceCardsMany(two_columns=True)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = User.objects.filter(
            memberships__role__in=[*DESK_ROLES, Role.COMPLIANCE], memberships__ended_at=None, is_active=True
        )
        field = self.fields["attended"]
        field.queryset = held.distinct().order_by("name", "pk")  # type: ignore[attr-defined]
        field.label_from_instance = lambda user: user.name  # type: ignore[attr-defined]


@roles(*READERS)
@require_http_methods(EDIT)
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Meetings to come and those held; POST plans one."""
    actor = actor_in(request)
    if request.method == "POST" and not decides(actor):
        return redirect("desk_cases")
    form = PlanForm(request.POST or None)

    def again() -> HttpResponse:
        rows = acts.conferences_for(actor)
        context = {
            "coming": sorted((r for r in rows if not r.held_at), key=lambda r: (r.on, r.pk)),
            "held": [r for r in rows if r.held_at],
            "form": form,
            "decides": decides(actor),
            "crumbs": [(HOME[0], "")],
        }
        return render(request, "desk/cases.html", context)

    if form.is_valid():
        try:
            made = acts.plan_conference(
                on=form.cleaned_data["on"], place=form.cleaned_data["place"], key=form.cleaned_data["key"], by=actor
            )
        except StepRefused as refused:
            form.add_error("on", refused.refusals[0].sentence)
        else:
            messages.success(request, "会議を決めました。相談したい件を載せてください。")
            return redirect("desk_conference", made.number)
    return again()


@roles(*READERS)
@require_safe
@never_cache
def conference(request: HttpRequest, number: str) -> HttpResponse:
    return _page(request, acts.conference_for(actor_in(request), number))


def _page(request: HttpRequest, found: Conference, faulty: dict[str, Any] | None = None) -> HttpResponse:
    """The agenda. Without names unless `named` is asked for, which is logged as any reading of a name."""
    actor, back = actor_in(request), faulty or {}
    named = "named" in request.GET
    cases = acts.cases_of(found, actor)
    open_now = not found.held_at
    asked = request.GET.get("case", "") if open_now and decides(actor) else ""
    context = {
        "conference": found,
        "named": named,
        "rows": [
            {
                "case": case,
                "subject": subject,
                "letter": letter_of(no),
                "why": Why(case.why).label,
                "title": title_of(subject, actor) if named else "",
                "form": back.get(f"decide{case.pk}")
                or (DecideForm(subject=subject, auto_id=f"c{case.pk}_%s") if asked == str(case.pk) else None),
            }
            for no, (case, subject) in enumerate(cases)
        ],
        "suggested": acts.suggested(actor, found) if open_now and decides(actor) else [],
        "put_form": back.get("put") or PutForm(auto_id="put_%s", initial={"number": request.GET.get("record", "")}),
        "held_form": back.get("held") or HeldForm(auto_id="held_%s"),
        "open": open_now,
        "today_or_past": found.on <= today(),
        "attended": [u.name for u in found.attended.order_by("name")],
        "most": MOST_CASES,
        "decides": decides(actor),
        "crumbs": [HOME, (f"{found.on.month}月{found.on.day}日", "")],
    }
    return render(request, "desk/conference.html", context)


@roles(*DECIDERS)
@require_POST
def put(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_in(request)
    found = acts.conference_for(actor, number)
    form = PutForm(request.POST, auto_id="put_%s")
    why = request.POST.get("why", "")
    subject: Subject | None = None
    if form.is_valid():
        try:
            subject = record_for(actor, form.cleaned_data["number"].strip().upper())
        except Http404:
            form.add_error("number", "この番号の記録は見つかりません。もう一度お確かめください。")

    def do() -> None:
        if subject is not None:
            acts.put_case(
                conference=found, subject=subject, question=form.cleaned_data["question"],
                why=Why(why) if why in set(Why) else Why.OWN, by=actor,
            )  # fmt: skip

    back = reverse("desk_conference", args=[number])
    return send(request, form, do, "会議に載せました。", back, lambda: _page(request, found, {"put": form}))


@roles(*DECIDERS)
@require_POST
def drop(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    actor = actor_in(request)
    case, _ = acts.case_for(actor, number, pk)
    return press(
        request,
        lambda: acts.drop_case(case=case, by=actor),
        "会議から外しました。",
        reverse("desk_conference", args=[number]),
    )


@roles(*DECIDERS)
@require_POST
def decide(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What was decided, and its next action."""
    actor = actor_in(request)
    case, subject = acts.case_for(actor, number, pk)
    form = DecideForm(request.POST, subject=subject, auto_id=f"c{pk}_%s")

    def do() -> None:
        given = form.cleaned_data
        acts.decide_case(
            case=case, decided=given["decided"], words=given["words"], due=given["due"], owner=given["owner"],
            seen=given["seen"], by=actor,
        )  # fmt: skip

    found: Conference = case.conference
    return send(
        request, form, do, "決めたことを記録しました。次にすることになっています。", reverse("desk_conference", args=[number]),
        lambda: _page(request, found, {f"decide{pk}": form}),
    )  # fmt: skip


@roles(*DECIDERS)
@require_POST
def hold(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_in(request)
    found = acts.conference_for(actor, number)
    form = HeldForm(request.POST, auto_id="held_%s")
    return send(
        request, form, lambda: acts.hold_conference(conference=found, attended=form.cleaned_data["attended"], by=actor),
        "会議を終えました。", reverse("desk_conference", args=[number]), lambda: _page(request, found, {"held": form}),
    )  # fmt: skip


@roles(*READERS)
@require_safe
@never_cache
def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """会議の紙 for the round: letters instead of names and numbers."""
    actor = actor_in(request)
    found = acts.conference_for(actor, number)
    data = {
        "title": "ケース会議の資料",
        "sender": operator().name,
        "code": found.number,
        "when": date_with_weekday(found.on),
        "place": found.place,
        "cases": [_told(case, no) for no, (case, _) in enumerate(acts.cases_of(found, actor))],
    }
    response = HttpResponse(pdf("desk/typst/conference.typ", data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="conference-{found.number}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


def _told(case: ConferenceCase, no: int) -> dict[str, Any]:
    action = case.action
    return {
        "letter": letter_of(no),
        "why": Why(case.why).label,
        "brief": [line.split("：", 1) for line in case.brief.splitlines()],
        "question": case.question,
        "decided": case.decided,
        "owner": f"{action.owner.name}　{action.due_on.month}月{action.due_on.day}日まで"
        if action and case.decided
        else "",
    }


urlpatterns = [
    path("/cases", home, name="desk_cases"),
    path("/cases/<str:number>", conference, name="desk_conference"),
    path("/cases/<str:number>/sheet.pdf", sheet, name="desk_conference_sheet"),
    path("/cases/<str:number>/put", put, name="desk_conference_put"),
    path("/cases/<str:number>/held", hold, name="desk_conference_held"),
    path("/cases/<str:number>/<int:pk>/decide", decide, name="desk_conference_decide"),
    path("/cases/<str:number>/<int:pk>/drop", drop, name="desk_conference_drop"),
]
