"""/desk/slates: the dial and the computations, one week's lines by physician, and each line decided by a person."""

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.areas.lookups import designations_on
from enishi.candidacies.suggesting import current_locks
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.long_runs import UNDER_WAY
from enishi.common.workflow import StepRefused
from enishi.desk import slates as acts
from enishi.desk.slates import DIALS, LeftWhy
from enishi.institutions.declarations import to_be_proposed
from enishi.matching.models import LineState, Slate, SlateLine, SlateState
from enishi.matching.slates import PER_INSTITUTION, PER_PHYSICIAN
from enishi.openings.conditions import pay_text
from enishi.openings.models import Opening
from enishi.physicians.models import Physician
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import DECIDERS, READERS, ROWS_ON_A_PAGE, decides, family_names, page_of, press, send
from enishi.web.desk.matching import marks
from enishi.web.desk.undo import offer_undo

EDIT = ["GET", "HEAD", "POST"]
SHOWN = 20
DIAL_WORDS = {0.0: "考えに入れない", 0.5: "1.5倍", 1.0: "2倍", 2.0: "3倍"}
HOME = ("今週の組み合わせ", "/desk/slates")
MOST_LEFT_OUT = 100


class AskForm(EnishiForm):
    """The dial and whose physicians."""

    weight = forms.TypedChoiceField(
        label="医師の少ない地域の重み",
        help_text="少数区域・重点区域・少数スポットの募集を、どれほど重く見るかです。どれを選んでも、必ずの条件と伏せる相手は守ります。",
        choices=[(str(dial), DIAL_WORDS[dial]) for dial in DIALS],
        coerce=float,
        widget=ChoiceCards(two_columns=True),
    )
    whose = forms.ChoiceField(
        label="どの先生方か",
        choices=[("own", "担当の先生方"), ("all", "みなさん")],
        widget=ChoiceCards(two_columns=True),
    )


class LeaveForm(EnishiForm):
    """Why not, and what instead; the reason stays with the line."""

    code = forms.ChoiceField(label="わけ", choices=LeftWhy.choices(), widget=ChoiceCards(two_columns=True))
    reason = forms.CharField(
        label="ひとこと", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="「そのほか」のときは、お書きください。この先の並べ方を直す手がかりになります。",
    )  # fmt: skip
    opening = forms.CharField(
        label="かわりの募集の番号", max_length=20, required=False, help_text="見合わせるだけなら、空のままで結構です。例：O-2026-0012",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )  # fmt: skip

    def clean_opening(self) -> Opening | None:
        number = self.cleaned_data["opening"].strip()
        if not number:
            return None
        found = Opening.objects.published().filter(number__iexact=number).first()
        if found is None:
            raise forms.ValidationError(f"「{number}」という番号の、公開中の募集が見つかりませんでした。")
        return found


@roles(*READERS)
@require_http_methods(EDIT)
def slates(request: HttpRequest) -> HttpResponse:
    """The dial, and what was computed before."""
    actor = actor_in(request)
    form = AskForm(request.POST or None, initial={"weight": "0.5", "whose": "own"})
    if request.method == "POST" and decides(actor) and form.is_valid():
        try:
            made = acts.ask_slate(
                by=actor, everybody=form.cleaned_data["whose"] == "all", shortage_weight=form.cleaned_data["weight"]
            )
            return redirect("desk_slate", made.pk)
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
    context = {
        "form": form,
        "decides": decides(actor),
        "rows": [_told(slate) for slate in acts.slates(actor)[:SHOWN]],
        "per_physician": PER_PHYSICIAN,
        "per_institution": PER_INSTITUTION,
        "nothing_designated": not designations_on(today()).exists(),
        "crumbs": [(HOME[0], "")],
    }
    return render(request, "desk/slates.html", context)


def _told(slate: Slate) -> dict[str, Any]:
    under_way = slate.state in UNDER_WAY
    return {
        "slate": slate,
        "state": SlateState(slate.state).label,
        "whose": slate.coordinator.name if slate.coordinator else "みなさん",
        "weight": DIAL_WORDS.get(slate.shortage_weight, f"{slate.shortage_weight:g}"),
        "under_way": under_way,
        "lost": acts.is_lost(slate),
        "same_again": {"weight": str(slate.shortage_weight), "whose": "own" if slate.coordinator_id else "all"},
        "done": slate.state == SlateState.DONE,
    }


@roles(*READERS)
@require_safe
def slate(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; then the lines, physician by physician."""
    actor = actor_in(request)
    found = acts.slate_for(actor, pk)
    told = _told(found)
    groups: list[dict[str, Any]] = []
    if told["done"]:
        told |= _sums(found)
        people = found.lines.order_by("physician_id").values_list("physician_id", flat=True).distinct()
        page = page_of(request, people)
        lines = list(
            found.lines.filter(physician__in=list(page.object_list)).select_related(
                "physician", "opening__current", "opening__institution__corporation",
                "opening__institution__municipality__prefecture",
            ).prefetch_related("physician__wish_sheets")
        )  # fmt: skip
        names = family_names({line.physician for line in lines}, actor)
        held = _held(lines)
        for _, own in groupby(lines, key=lambda line: line.physician_id):
            of_one = list(own)
            physician = of_one[0].physician
            groups.append(
                {
                    "physician": physician,
                    "name": names[physician.pk],
                    "specialties": "・".join(physician.wishes.specialties),
                    "lines": [_line(line, held) for line in of_one],
                }
            )
        unserved = found.unserved if page.number == 1 else []
        told["n_left_out"] = len(unserved)
        left_out = list(Physician.objects.visible_to(actor).filter(pk__in=unserved).order_by("pk")[:MOST_LEFT_OUT])
        locks = current_locks([p.pk for p in left_out])
        told["left_out"] = [(p.number, name, p.pk in locks) for p, name in _named(left_out, actor)]
        told |= {"page": page, "gap_percent": f"{100 * (found.gap or 0):.1f}"}
    context = told | {
        "groups": groups,
        "decides": decides(actor),
        "may_ask_again": decides(actor) and found.coordinator_id in (None, actor.user_id),
        "per_physician": PER_PHYSICIAN,
        "per_institution": PER_INSTITUTION,
        "crumbs": [HOME, (f"第{found.pk}回", "")],
    }
    return render(request, "desk/slate.html", context)


def _named(physicians: list[Physician], actor: Actor) -> list[tuple[Physician, str]]:
    names = family_names(physicians, actor)
    return [(physician, names[physician.pk]) for physician in physicians]


def _held(lines: list[SlateLine]) -> set[int]:
    houses = {line.opening.institution_id for line in lines}
    return houses - set(to_be_proposed().filter(pk__in=houses).values_list("pk", flat=True))


def _sums(found: Slate) -> dict[str, Any]:
    """Of all its lines, whatever page is shown."""
    return found.lines.aggregate(
        n_lines=Count("pk"),
        n_physicians=Count("physician", distinct=True),
        n_houses=Count("opening__institution", distinct=True),
        n_open=Count("pk", filter=Q(state=LineState.OPEN)),
    )


def _line(line: SlateLine, held: set[int]) -> dict[str, Any]:
    said = line.explanation
    opening = line.opening
    return {
        "line": line,
        "open": line.state == LineState.OPEN,
        "kept": line.state == LineState.KEPT,
        "left": line.state == LineState.LEFT,
        "state": LineState(line.state).label,
        "why": LeftWhy(line.reason_code).label if line.reason_code else "",
        "pay": pay_text(opening.current) if opening.current else "",
        "marks": marks(line.physician, opening, held) if line.state == LineState.OPEN else [],
        "reasons_physician": said.get("physician", []),
        "reasons_institution": said.get("institution", []),
        "unmet": [{"text": u.get("text", ""), "question": u.get("question", "")} for u in said.get("unmet", [])],
        "smallest_change": said.get("smallest_change", ""),
    }


@roles(*DECIDERS)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_in(request)
    found = acts.slate_for(actor, pk)
    back = reverse("desk_slate", args=[pk])
    return press(request, lambda: acts.cancel_slate(slate=found, by=actor), "計算の取りやめを頼みました。", back)


@roles(*DECIDERS)
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """候補にする: on to the talk's own page, where both sides' words are composed; or back to the list."""
    actor = actor_in(request)
    line = acts.line_for(actor, pk)
    try:
        made = acts.keep_line(line=line, by=actor)
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
        return redirect(_back(line))
    messages.success(request, f"候補にしました（{made.number}）。ことばを整えてから、先生にご提案ください。")
    return redirect("desk_candidacy", made.number) if "compose" in request.POST else redirect(_back(line))


@roles(*DECIDERS)
@require_http_methods(EDIT)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """見合わせる, or another opening instead, with the reason."""
    actor = actor_in(request)
    line = acts.line_for(actor, pk)
    form = LeaveForm(request.POST or None)

    def act() -> None:
        given = form.cleaned_data
        why = {"line": line, "by": actor, "code": LeftWhy(given["code"]), "reason": given["reason"]}
        if given["opening"]:
            acts.replace_line(opening=given["opening"], **why)
        else:
            acts.leave_line(**why)
            offer_undo(request, "見合わせました。", "slate_line", line.pk, line.slate_id)

    def again() -> HttpResponse:
        context = {
            "form": form,
            "line": line,
            "name": family_names([line.physician], actor)[line.physician_id],
            "crumbs": [HOME, (f"第{line.slate_id}回", reverse("desk_slate", args=[line.slate_id])), ("見合わせる", "")],
        }
        return render(request, "desk/slate_leave.html", context)

    return send(request, form, act, "記録しました。わけは、この組み合わせに残ります。", _back(line), again)


@roles(*DECIDERS)
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo of 見合わせる."""
    actor = actor_in(request)
    line = acts.line_for(actor, pk)
    return press(request, lambda: acts.reopen_line(line=line, by=actor), "見合わせを取り消しました。", _back(line))


def _back(line: SlateLine) -> str:
    """The slate at this physician, on the page where he or she stands."""
    before = SlateLine.objects.filter(slate=line.slate_id, physician__lt=line.physician_id)
    n = before.aggregate(n=Count("physician", distinct=True))["n"]
    page = f"?page={n // ROWS_ON_A_PAGE + 1}" if n >= ROWS_ON_A_PAGE else ""
    return f"{reverse('desk_slate', args=[line.slate_id])}{page}#p{line.physician_id}"
