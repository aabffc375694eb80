"""Check-ins and the first day, as each side sees its own: /my/checkins, /inst/checkins, …/talks/{number}/start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.roles import Role
from enishi.aftercare import actions
from enishi.aftercare.access import checkin_for, checkins_of, placement_for, placements_of
from enishi.aftercare.enums import BY_PHYSICIAN, CheckKind, LeaveCause, LeaveHow, Light, StartItem
from enishi.aftercare.keeping import rate_now, shown_rate
from enishi.aftercare.models import CheckIn, Keeping, StartTick
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy, Placement
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Party, StepRefused
from enishi.institutions.access import own_institution
from enishi.law.placement_classes import placement_class
from enishi.openings.enums import ContractKind
from enishi.web.aftercare.forms import CheckInForm, LeaveForm, ReplyForm, StartMarkForm
from enishi.web.components.actors import actor_in
from enishi.web.institution.access import EDITORS, MEMBERS

FORM = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side's room. stem: of its addresses and their names."""

    stem: str
    prefix: str
    readers: tuple[Role, ...]
    acts: tuple[Role, ...]
    party: Party
    home: tuple[str, str]


MY = Side("/my", "my", (Role.PHYSICIAN,), (Role.PHYSICIAN,), Party.PHYSICIAN, ("今日のご案内", "/my"))
INST = Side("/inst", "inst", MEMBERS, EDITORS, Party.INSTITUTION, ("今日のご案内", "/inst"))


def due_of(actor: Actor) -> list[CheckIn]:
    """What this side may answer today."""
    rows = checkins_of(actor).filter(due_on__lte=today(), answered_at=None, closed_at=None)
    return list(rows.order_by("due_on", "pk"))


@dataclass(frozen=True, slots=True)
class Line:
    """One check-in in a list."""

    checkin: CheckIn
    label: str
    place: str

    @property
    def is_due(self) -> bool:
        return self.checkin.is_open and self.checkin.due_on <= today()


def lines_of(rows: Any) -> list[Line]:
    return [Line(c, CheckKind(c.kind).label, c.placement.candidacy.opening.institution.name) for c in rows]


def checkins_page(side: Side) -> Callable[..., HttpResponse]:
    """The physician's list. The institution has its own on the page of its placements."""

    @roles(*side.readers)
    @require_safe
    @never_cache
    def checkins(request: HttpRequest) -> HttpResponse:
        rows = lines_of(checkins_of(actor_in(request)).order_by("due_on", "pk"))
        context = {
            "due": [r for r in rows if r.is_due],
            "ahead": [r for r in rows if r.checkin.is_open and not r.is_due],
            "past": [r for r in rows if not r.checkin.is_open],
            "crumbs": [side.home, ("着任のあと", "")],
        }
        return render(request, "aftercare/checkins.html", context)

    return checkins


def checkin_page(side: Side) -> Callable[..., HttpResponse]:
    @roles(*side.acts)
    @require_http_methods(FORM)
    @never_cache
    def checkin(request: HttpRequest, pk: int) -> HttpResponse:
        actor = actor_in(request)
        found = checkin_for(actor, pk)
        form = CheckInForm(request.POST or None, checkin=found)
        if request.method == "POST" and form.is_valid():
            try:
                done = actions.answer(
                    checkin=found,
                    by=actor,
                    answers=form.answers,
                    standings=form.standings,
                    words=form.cleaned_data["words"],
                )
                said = "お答えを承りました。担当者だけが読みます。"
                more = "2営業日のうちに、担当者からご連絡します。" if done.light == Light.RED else ""
                messages.success(request, said + more)
                return redirect(request.path)
            except StepRefused as refused:
                for refusal in refused.refusals:
                    form.add_error(None, refusal.sentence)
        found.refresh_from_db()
        back = "/my/checkins" if side is MY else "/inst/placements"
        context = {
            "checkin": found,
            "label": CheckKind(found.kind).label,
            "exit": found.kind == CheckKind.EXIT,
            "side": str(side.party),
            "candidacy": found.placement.candidacy,
            "place": found.placement.candidacy.opening.institution.name,
            "answered": found.answered_at,
            "may_answer": found.closed_at is None and found.due_on <= today(),
            "form": form,
            "back": back,
            "crumbs": [side.home, ("着任のあと", back), (f"{CheckKind(found.kind).label}のご様子", "")],
        }
        return render(request, "aftercare/checkin.html", context)

    return checkin


def start_page(side: Side) -> Callable[..., HttpResponse]:
    """What has to be ready on the first day, with the marks of both sides."""

    @roles(*side.readers)
    @require_http_methods(FORM)
    @never_cache
    def start(request: HttpRequest, number: str) -> HttpResponse:
        actor = actor_in(request)
        placement = placement_for(actor, number)
        faulty = None
        if request.method == "POST":
            if actor.role not in side.acts:
                return redirect(request.path)
            item = request.POST.get("item", "")
            with_who = item == StartItem.LICENCE
            form = StartMarkForm(request.POST, with_who=with_who, auto_id=f"{item}_%s")
            try:
                if "undo" in request.POST and item in set(StartItem):
                    actions.mark_start(placement=placement, by=actor, item=StartItem(item), done_on=None)
                    return redirect(request.path)
                if form.is_valid():
                    given = form.cleaned_data
                    actions.mark_start(
                        placement=placement, by=actor, item=StartItem(given["item"]), done_on=given["done_on"],
                        who=given.get("who", ""),
                    )  # fmt: skip
                    messages.success(request, "印を付けました。")
                    return redirect(f"{request.path}#{item}")
            except StepRefused as refused:
                for refusal in refused.refusals:
                    form.add_error(None, refusal.sentence)
            faulty = form
        return render(request, "aftercare/start.html", start_context(side, placement, actor, faulty))

    return start


def start_context(side: Side, placement: Placement, actor: Actor, faulty: StartMarkForm | None) -> dict[str, Any]:
    ticks = {t.item: t for t in StartTick.objects.filter(placement=placement)}
    mine = BY_PHYSICIAN if side.party is Party.PHYSICIAN else frozenset(StartItem) - BY_PHYSICIAN
    rows = []
    for item in StartItem:
        tick, may = ticks.get(item), item in mine and actor.role in side.acts
        form = None
        if tick is None and may:
            back = faulty if faulty is not None and faulty.data.get("item") == item else None
            form = back or StartMarkForm(
                initial={"item": item.value}, with_who=item is StartItem.LICENCE, auto_id=f"{item}_%s"
            )
        rows.append(
            {
                "item": item,
                "tick": tick,
                "by": "先生" if item in BY_PHYSICIAN else "医療機関",
                "form": form,
                "may_undo": tick is not None and may and placement.candidacy.state == State.CONTRACTED,
            }
        )
    talk = f"{side.stem}/talks/{placement.candidacy.number}"
    return {
        "placement": placement,
        "candidacy": placement.candidacy,
        "rows": rows,
        "done": len(ticks),
        "all": len(StartItem),
        "side": str(side.party),
        "faulty": faulty,
        "talk": talk,
        "crumbs": [side.home, ("お話", talk), ("着任までの準備", "")],
    }


def leave_page(side: Side) -> Callable[..., HttpResponse]:
    """T24 told by a side."""

    @roles(*side.acts)
    @require_http_methods(FORM)
    @never_cache
    def leave(request: HttpRequest, number: str) -> HttpResponse:
        actor = actor_in(request)
        placement = placement_for(actor, number)
        form = LeaveForm(request.POST or None)
        back = "/my/checkins" if side is MY else "/inst/placements"
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            try:
                actions.record_leave(
                    candidacy=placement.candidacy, by=actor, left_on=given["left_on"],
                    cause=LeaveCause(given["cause"]), how=LeaveHow(given["how"]), reason=given["reason"],
                )  # fmt: skip
                messages.success(request, "離職の記録を承りました。担当者からご連絡します。")
                return redirect(back)
            except StepRefused as refused:
                for refusal in refused.refusals:
                    form.add_error(None, refusal.sentence)
        context = {
            "form": form,
            "placement": placement,
            "place": placement.candidacy.opening.institution.name,
            "side": str(side.party),
            "back": back,
            "crumbs": [side.home, ("着任のあと", back), ("離職を知らせる", "")],
        }
        return render(request, "aftercare/leave.html", context)

    return leave


@roles(*MEMBERS)
@require_http_methods(FORM)
@never_cache
def placements(request: HttpRequest) -> HttpResponse:
    """着任された先生: who begins, works or worked here, what is asked of us, and how our promises are seen."""
    actor = actor_in(request)
    institution = own_institution(actor)
    keeping = Keeping.objects.filter(institution=institution).first()
    form = ReplyForm(request.POST or None, initial={"reply": keeping.reply if keeping else ""})
    if request.method == "POST":
        if actor.role not in EDITORS:
            return redirect(request.path)
        if form.is_valid():
            try:
                actions.reply_to_rate(institution=institution, by=actor, text=form.cleaned_data["reply"])
                messages.success(request, "医療機関からのことばを保存しました。")
                return redirect(request.path)
            except StepRefused as refused:
                for refusal in refused.refusals:
                    form.add_error(None, refusal.sentence)
    rows = list(placements_of(actor).prefetch_related("checkins"))
    ours = [
        c for p in rows for c in p.checkins.all() if c.side == Party.INSTITUTION and c.is_open and c.due_on <= today()
    ]
    open_talks = set(Candidacy.objects.visible_to(actor).values_list("pk", flat=True))
    context = {
        "rows": [placement_row(p, p.candidacy_id in open_talks) for p in rows],
        "due": lines_of(sorted(ours, key=lambda c: (c.due_on, c.pk))),
        "may_edit": actor.role in EDITORS,
        "rate": rate_now(institution),
        "shown": shown_rate(institution),
        "keeping": keeping,
        "form": form,
        "crumbs": [INST.home, ("着任された先生", "")],
    }
    return render(request, "aftercare/placements.html", context)


def placement_row(p: Placement, is_open: bool) -> dict[str, Any]:
    """is_open: whether the page of the talk still opens for the institution."""
    return {
        "is_open": is_open,
        "placement": p,
        "candidacy": p.candidacy,
        "title": p.candidacy.opening.current.title,
        "state": State(p.candidacy.state),
        "kind": ContractKind(p.contract_kind).label,
        "class": placement_class(p.contract_kind, p.starts_on, p.ends_on).label,
        "fte": p.half_days_per_week / 10,
        "works": p.candidacy.state == State.WORKING,
        "prepares": p.candidacy.state == State.CONTRACTED,
        "next": next(
            (c for c in p.checkins.all() if c.side == Party.INSTITUTION and c.is_open and c.due_on > today()), None
        ),
    }


def urls_for(side: Side) -> list[URLPattern]:
    found = [
        path("/checkins/<int:pk>", checkin_page(side), name=f"{side.prefix}_checkin"),
        path("/talks/<str:number>/ready", start_page(side), name=f"{side.prefix}_ready"),
        path("/talks/<str:number>/left", leave_page(side), name=f"{side.prefix}_left"),
    ]
    if side is MY:
        found.append(path("/checkins", checkins_page(side), name="my_checkins"))
    else:
        found.append(path("/placements", placements, name="inst_placements"))
    return found


def checkin_href(side: Side, checkin: CheckIn) -> str:
    return reverse(f"{side.prefix}_checkin", args=[checkin.pk])
