"""The page of a visit in each of the three rooms: one address, each button of it comes back here with its `act`.

urlpatterns += urls_for(Place(path="/talks/<str:number>", base="/my/talks/{number}", name="my_visit", …))
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.accounts.roles import Role
from enishi.candidacies.access import candidacy_for
from enishi.candidacies.enums import State
from enishi.candidacies.machine import MACHINE
from enishi.candidacies.models import Candidacy
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.workflow import Channel, Party, StepRefused
from enishi.visits import actions, reading
from enishi.visits.enums import Length, VisitEnd, VisitKind
from enishi.visits.models import Reflection, Visit, VisitTime
from enishi.visits.reflection_questions import FAMILY
from enishi.visits.reflections import answers_of
from enishi.visits.rules import trial_refusals
from enishi.visits.steps import trial_facts
from enishi.web.components.forms import EnishiForm
from enishi.web.talk.person import is_welcomed
from enishi.web.visits.finding import beside_the_coordinator
from enishi.web.visits.forms import (
    ChecksForm,
    CostsForm,
    HeardChoiceForm,
    MoveForm,
    OpenForm,
    OpenTrialForm,
    SetForm,
    ShapeForm,
    TimesForm,
)

Crumbs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """One room. side: whose room it is, None at the desk; acts: the roles that may press the buttons."""

    path: str
    base: str
    name: str
    template: str
    readers: tuple[Role, ...]
    acts: tuple[Role, ...]
    side: Party | None
    crumbs: Callable[[Candidacy], Crumbs]

    def base_of(self, candidacy: Candidacy) -> str:
        return self.base.format(number=candidacy.number)

    @property
    def is_desk(self) -> bool:
        return self.side is None


Act = Callable[["Desk"], str]


@dataclass(slots=True)
class Desk:
    """One request at one page."""

    request: HttpRequest
    place: Place
    candidacy: Candidacy
    actor: Actor
    visit: Visit | None
    forms: dict[str, EnishiForm]

    def form(self, name: str, cls: Callable[..., Any], **how: Any) -> Any:
        """The form of a button, kept so that it comes back with what was typed. Raises Faulty if it is not valid."""
        made = cls(self.request.POST, auto_id=f"{name}_%s", **how)
        self.forms[name] = made
        if not made.is_valid():
            raise Faulty
        return made

    def held(self) -> Visit:
        if self.visit is None or not self.visit.is_open:
            raise StepRefused(actions.GONE)
        return self.visit

    def by(self, form: Any = None) -> Actor:
        given = form.cleaned_data.get("channel") if form is not None else ""
        return self.actor.by(Channel(given)) if given else self.actor

    def speaks_for(self, form: Any) -> Party | None:
        given = form.cleaned_data.get("side")
        return Party(given) if given else None


class Faulty(Exception):
    """A form that was not valid: the page comes back with it."""


# -- acts -------------------------------------------------------------------------------------------
def _open(desk: Desk) -> str:
    form = desk.form("open", OpenForm, desk=desk.place.is_desk)
    _open_with(desk, form, VisitKind(form.cleaned_data["kind"]))
    return (
        "日程のご希望を承りました。お相手に、日時の候補をお知らせします。"
        if form.times
        else "ご希望を承りました。担当者が日程をうかがいます。"
    )


def _open_trial(desk: Desk) -> str:
    form = desk.form("trial", OpenTrialForm, desk=desk.place.is_desk)
    _open_with(desk, form, VisitKind.TRIAL)
    return "体験勤務のご希望を承りました。契約・保険・免許を確かめてから、日時を決めます。"


def _open_with(desk: Desk, form: Any, kind: VisitKind) -> None:
    given = form.cleaned_data
    actions.open_visit(
        candidacy=desk.candidacy,
        by=desk.by(form),
        kind=kind,
        length=Length(given["length"]),
        times=form.times,
        with_family=given["with_family"],
        words=given["words"],
        speaks_for=desk.speaks_for(form),
    )


def _times(desk: Desk) -> str:
    form = desk.form("times", TimesForm, desk=desk.place.is_desk)
    visit = actions.offer_times(
        visit=desk.held(), by=desk.by(form), times=form.times, words=form.cleaned_data["words"],
        speaks_for=desk.speaks_for(form),
    )  # fmt: skip
    if visit.begins_at or visit.wanted_for:
        return "お相手の候補と同じ日時がありましたので、その日時に決まりました。"
    return "日時の候補をお知らせしました。" if form.times else "担当者にお伝えしました。"


def _choose(desk: Desk) -> str:
    visit = desk.held()
    time = VisitTime.objects.filter(visit=visit, pk=_number(desk.request.POST.get("time"))).first()
    if time is None:
        raise StepRefused(actions.GONE)
    return _chosen(actions.choose_time(time=time, by=desk.actor))


def _heard_choice(desk: Desk) -> str:
    visit = desk.held()
    form = desk.form("heard", HeardChoiceForm, choices=_choices(visit))
    pk, _, side = form.cleaned_data["time"].partition(":")
    time = VisitTime.objects.get(visit=visit, pk=int(pk))
    speaks_for = Party(side) if side else actions.other(time.side)
    return _chosen(actions.choose_time(time=time, by=desk.by(form), speaks_for=speaks_for))


def _set(desk: Desk) -> str:
    visit = desk.held()
    form = desk.form("set", SetForm, desk=True, for_side=False)
    return _chosen(actions.set_time(visit=visit, by=desk.by(form), at=form.moment))


def _chosen(visit: Visit) -> str:
    if visit.begins_at is None and visit.wanted_for is None:
        return "この日時でよいとのお返事を記しました。もう片方のお返事がそろうと、決まります。"
    if visit.is_trial:
        return "双方が選んだ日時を記しました。契約・保険・免許の確認が済むと、決まります。"
    return "日時が決まりました。双方にお知らせします。"


def _shape(desk: Desk) -> str:
    form = desk.form("shape", ShapeForm)
    given = form.cleaned_data
    actions.shape_visit(
        visit=desk.held(), by=desk.actor, kind=VisitKind(given["kind"]), length=Length(given["length"]),
        with_family=given["with_family"],
    )  # fmt: skip
    return "形と長さを記しました。"


def _move(desk: Desk) -> str:
    form = desk.form("move", MoveForm)
    actions.move_visit(visit=desk.held(), by=desk.actor, reason=form.cleaned_data["reason"])
    return "日時を決め直します。お相手と担当者にお知らせしました。"


def _costs(desk: Desk) -> str:
    visit = desk.held()
    form = desk.form("costs", CostsForm, visit=visit)
    actions.save_costs(visit=visit, by=desk.actor, costs=form.costs, limit_yen=form.cleaned_data["limit"])
    return "費用の持ち方を保存しました。"


def _checks(desk: Desk) -> str:
    visit = desk.held()
    form = desk.form("checks", ChecksForm)
    actions.check_trial(visit=visit, by=desk.actor, **form.cleaned_data)
    return "確認を記録しました。"


def _begin(desk: Desk) -> str:
    actions.begin_trial(visit=desk.held(), by=desk.actor)
    return "体験勤務の日時を決めました。双方にお知らせします。"


def _drop(desk: Desk) -> str:
    actions.drop_trial(visit=desk.held(), by=desk.actor)
    return "体験勤務のご相談を取りやめました。お話は、このまま続けられます。"


ACTS: dict[str, Act] = {
    "open": _open, "trial": _open_trial, "times": _times, "choose": _choose, "move": _move, "drop": _drop,
}  # fmt: skip
OF_INSTITUTION: dict[str, Act] = ACTS | {"costs": _costs}
OF_DESK: dict[str, Act] = OF_INSTITUTION | {
    "heard": _heard_choice, "set": _set, "shape": _shape, "checks": _checks, "begin": _begin,
}  # fmt: skip
del OF_DESK["choose"]  # the desk says how it was heard


def acts_of(place: Place) -> dict[str, Act]:
    return OF_DESK if place.is_desk else OF_INSTITUTION if place.side is Party.INSTITUTION else ACTS


def page_of(place: Place) -> Callable[..., HttpResponse]:
    """The view of one room."""

    @roles(*place.readers)
    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    def visit(request: HttpRequest, number: str) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        candidacy = candidacy_for(actor, number)
        if place.side is not None and not is_welcomed(candidacy):
            raise Http404
        desk = Desk(request, place, candidacy, actor, reading.current_visit(candidacy), {})
        if request.method == "POST":
            name = request.POST.get("act", "")
            act = acts_of(place).get(name) if actor.role in place.acts else None
            if act is None:
                return redirect(request.path)
            try:
                messages.success(request, act(desk))
                return redirect(request.path)
            except StepRefused as refused:
                form = desk.forms.get(name)
                for refusal in refused.refusals:
                    if form is None:
                        messages.error(request, refusal.sentence)
                    else:
                        form.add_error(None, refusal.sentence)
                if form is None:
                    return redirect(request.path)
            except Faulty:
                pass
            candidacy.refresh_from_db()
            desk.visit = reading.current_visit(candidacy)
        return render(request, place.template, context_of(desk))

    return visit


# -- what it shows ----------------------------------------------------------------------------------
def context_of(desk: Desk) -> dict[str, Any]:
    place, candidacy, visit, back = desk.place, desk.candidacy, desk.visit, desk.forms
    may = {step.id for step in MACHINE.possible(candidacy, by=desk.actor)} if desk.actor.role in place.acts else set()
    is_open = visit is not None and visit.is_open
    arranging = is_open and visit is not None and visit.begins_at is None and _may_arrange(candidacy, visit)
    trial_from_here = candidacy.state in actions.BEFORE_A_TRIAL and not is_open and desk.actor.role in place.acts
    return {
        "candidacy": candidacy,
        "institution": candidacy.opening.institution,
        "opening": candidacy.opening,
        "base": place.base_of(candidacy),
        "side": str(place.side or ""),
        "acts": desk.actor.role in place.acts,
        "visit": visit,
        "kind": VisitKind(visit.kind).label if visit else "",
        "length": Length(visit.length).label if visit else "",
        "fixed": is_open and visit is not None and visit.begins_at is not None,
        "when": reading.when_words(visit) if visit else "",
        "hints": reading.hints_of(visit) if visit and is_open and place.side is not Party.INSTITUTION else [],
        "costs": reading.cost_rows(visit) if visit and is_open else [],
        "plan": _plan_rows(visit) if visit and is_open else [],
        "arranging": arranging,
        "refused": next(iter(back.values()), None),
        "was_fixed": is_open and visit is not None and visit.sequence > 0,
        **_forms(desk, may, arranging, trial_from_here),
        **_times_of(desk, arranging),
        **_trial(desk, arranging),
        **_after(desk),
        "crumbs": [*place.crumbs(candidacy), ("面談・見学の日程", "")],
    }


def _may_arrange(candidacy: Candidacy, visit: Visit) -> bool:
    wanted = actions.BEFORE_A_TRIAL if visit.is_trial else (State.VISIT_ARRANGING,)
    return candidacy.state in wanted


def _forms(desk: Desk, may: set[str], arranging: bool, trial: bool) -> dict[str, Any]:
    visit, back, at_desk, acts = desk.visit, desk.forms, desk.place.is_desk, desk.actor.role in desk.place.acts
    is_open = visit is not None and visit.is_open
    shows = acts and arranging
    return {
        "open_form": back.get("open") or (OpenForm(desk=at_desk, auto_id="open_%s", initial={"kind": "tour", "length": "day"}) if "T10" in may and not is_open else None),
        "trial_form": back.get("trial") or (OpenTrialForm(desk=at_desk, auto_id="trial_%s", initial={"length": "two_days"}) if trial else None),
        "times_form": back.get("times") or (TimesForm(desk=at_desk, auto_id="times_%s") if shows else None),
        "move_form": back.get("move") or (MoveForm(auto_id="move_%s") if "T12" in may else None),
        "costs_form": back.get("costs") or (CostsForm(visit=visit, auto_id="costs_%s") if acts and is_open and visit and "costs" in acts_of(desk.place) else None),
        "shape_form": back.get("shape") or (ShapeForm(auto_id="shape_%s", initial={"kind": visit.kind, "length": visit.length, "with_family": visit.with_family}) if shows and at_desk and visit and not visit.is_trial else None),
        "set_form": back.get("set") or (SetForm(desk=True, for_side=False, auto_id="set_%s") if shows and at_desk else None),
    }  # fmt: skip


def _times_of(desk: Desk, arranging: bool) -> dict[str, Any]:
    visit, place = desk.visit, desk.place
    if visit is None or not arranging:
        return {"theirs": [], "ours": [], "physicians": [], "institutions": [], "heard_form": None, "proposed": []}
    visit.candidacy = desk.candidacy
    if place.side is None:
        both = [beside_the_coordinator(visit, row) for row in reading.offered(visit, None, reader=None)]
        heard = desk.forms.get("heard") or (
            HeardChoiceForm(choices=_choices(visit), auto_id="heard_%s") if both else None
        )
        of = {p: [o for o in both if o.time.side == p] for p in (*actions.SIDES, Party.COORDINATOR)}
        return {
            "theirs": [], "ours": [], "physicians": of[Party.PHYSICIAN], "institutions": of[Party.INSTITUTION],
            "heard_form": heard if desk.actor.role in place.acts else None, "proposed": of[Party.COORDINATOR],
        }  # fmt: skip
    return {
        "proposed": reading.proposed(visit, reader=place.side),
        "theirs": reading.offered(visit, actions.other(place.side), reader=place.side),
        "ours": reading.offered(visit, place.side, reader=place.side),
        "physicians": [], "institutions": [], "heard_form": None,
    }  # fmt: skip


def _choices(visit: Visit) -> list[tuple[str, str]]:
    from enishi.web.templatetags.enishi import when

    sides = {Party.PHYSICIAN: "先生の候補", Party.INSTITUTION: "医療機関の候補"}
    rows = list(visit.times.filter(dropped_at=None))
    found = [(str(t.pk), f"{when(t.begins_at)}（{sides[Party(t.side)]}）") for t in rows if t.side in sides]
    answered = {(t.side, t.begins_at) for t in rows}
    for t in (t for t in rows if t.side == Party.COORDINATOR):
        for side, word in ((Party.PHYSICIAN, "先生"), (Party.INSTITUTION, "医療機関")):
            if (side, t.begins_at) not in answered:
                found.append((f"{t.pk}:{side}", f"{when(t.begins_at)}（担当者の候補。{word}がよいと言われた）"))
    return found


def _trial(desk: Desk, arranging: bool) -> dict[str, Any]:
    """What is still missing of a trial, for everybody; the form of the checks for the desk."""
    visit = desk.visit
    if visit is None or not visit.is_trial or not visit.is_open:
        return {"missing": [], "checks_form": None, "may_begin": False, "wanted": None, "may_drop": False}
    missing = trial_refusals(trial_facts(visit))
    at_desk = desk.place.is_desk and desk.actor.role in desk.place.acts and arranging
    return {
        "missing": missing,
        "wanted": visit.wanted_for,
        "checks_form": desk.forms.get("checks") or (ChecksForm.of(visit, auto_id="checks_%s") if at_desk else None),
        "may_begin": at_desk and not missing,
        "may_drop": arranging and desk.actor.role in desk.place.acts,
    }


def _plan_rows(visit: Visit) -> list[tuple[str, str]]:
    plan = visit.plan
    named = (("place", "待ち合わせ"), ("meets", "お迎えする人"), ("itinerary", "一日の流れ"), ("travel", "旅費と行き来"),
             ("lodging", "お泊まり"), ("family", "ご家族"), ("reach", "当日のご連絡先"))  # fmt: skip
    return [(label, plan[key]) for key, label in named if plan.get(key)]


def _after(desk: Desk) -> dict[str, Any]:
    """Six answers: whether this side has given them; at the desk both, to read side by side."""
    over = Visit.objects.filter(candidacy=desk.candidacy, result=VisitEnd.DONE).order_by("-closed_at").first()
    if over is None:
        return {"over": None, "reflected": False, "reflections": [], "to_ask": []}
    rows = {row.side: row for row in Reflection.objects.filter(visit=over)}
    if desk.place.side is not None:
        family = over.with_family and desk.place.side is Party.PHYSICIAN and FAMILY not in rows
        to_ask = [(FAMILY, "ご家族")] if family else []
        return {"over": over, "reflected": desk.place.side in rows, "reflections": [], "to_ask": to_ask}
    named = {Party.PHYSICIAN.value: "先生", FAMILY: "ご家族", Party.INSTITUTION.value: "医療機関"}
    wanted = [side for side in named if side != FAMILY or over.with_family]
    return {
        "over": over,
        "reflected": set(actions.SIDES) <= rows.keys(),
        "reflections": [
            (named[side], row.get_wish_display(), answers_of(row), row.words, row.at)
            for side in wanted
            if (row := rows.get(side))
        ],
        "to_ask": [(side, named[side]) for side in wanted if side not in rows],
    }


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0
