"""The telephone under the contact promise: the button, the page while one speaks, the result, and the log of all contacts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.workflow import Channel, Refusal, StepRefused
from enishi.desk.lists import ALL, OWN
from enishi.notices.rendering import script
from enishi.physicians import actions, contact
from enishi.physicians.access import identity_of, physician_for
from enishi.physicians.contact_log import ContactLine, figures_of_year, how_words, ledger
from enishi.physicians.contact_rules import Outcome, Promise, call_refusal, next_call
from enishi.physicians.interviews import end_interview, interview_of
from enishi.physicians.models import ContactEvent, Interview, Physician
from enishi.physicians.notices import holders
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import DECIDERS, READERS, family_names, page_of, press, send
from enishi.web.desk.contact_forms import AssignForm, CallForm, HeardForm, OverrideForm, ResultForm
from enishi.web.desk.undo import offer_undo

SHOWN_CONTACTS = 5
SHOWN_YEARS = 4


@dataclass(frozen=True, slots=True)
class CallPanel:
    """The telephone on a physician's page: open, or closed with the reason and the next time.

    running: a call of anybody that waits for its result; mine: it is this reader's.
    """

    promise: Promise
    refusal: Refusal | None
    next_at: datetime | None
    running: ContactEvent | None
    mine: bool
    waiting: int
    interview: Interview | None
    lines: list[ContactLine]


def call_panel(physician: Physician, actor: Actor) -> CallPanel:
    promise, known, at = contact.promise_of(physician), contact.known_of(physician), timezone.localtime(now())
    running = ContactEvent.objects.filter(physician=physician, outcome=Outcome.OPEN).select_related("by").first()
    refusal = call_refusal(promise, at, known)
    return CallPanel(
        promise=promise,
        refusal=refusal,
        next_at=next_call(promise, at, known) if refusal else None,
        running=running,
        mine=running is not None and running.by_id == actor.user_id,
        waiting=len(contact.for_the_desk(physician)),
        interview=interview_of(physician),
        lines=ledger(physician)[:SHOWN_CONTACTS],
    )


@roles(*READERS)
def call(request: HttpRequest, number: str) -> HttpResponse:
    """First tap: the call is written down, and the page with the number opens."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    back = reverse("desk_doctor", args=[number])
    if request.method != "POST":
        return redirect(back)
    overriding = "reason" in request.POST
    form = OverrideForm(request.POST) if overriding else CallForm(request.POST)
    if not form.is_valid():
        return _refused(request, physician, form, [])
    try:
        event = contact.start_call(
            physician=physician,
            by=actor,
            about=form.cleaned_data["about"],
            override=form.cleaned_data.get("reason", ""),
        )
    except StepRefused as refused:
        return _refused(request, physician, form, [r.sentence for r in refused.refusals])
    return redirect("desk_call", number, event.pk)


def _refused(request: HttpRequest, physician: Physician, form: CallForm, sentences: list[str]) -> HttpResponse:
    """Why not, when it may be, and the place to give a reason; what was typed stays."""
    for sentence in sentences:
        form.add_error(None, sentence)
    at = timezone.localtime(now())
    again = form if isinstance(form, OverrideForm) else OverrideForm(initial={"about": form.data.get("about", "")})
    return render(
        request,
        "desk/call_refused.html",
        {
            "physician": physician,
            "refused": form,
            "form": again,
            "next_at": next_call(contact.promise_of(physician), at, contact.known_of(physician)),
            "promise": contact.promise_of(physician),
            "crumbs": _crumbs(physician, "お電話"),
        },
    )


@roles(*READERS)
@require_safe
@never_cache
def call_page(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """While one speaks: the number, what was said last, what is to be told, and the second tap."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    return _call_page(request, physician, _event(physician, pk), actor)


def _call_page(
    request: HttpRequest, physician: Physician, event: ContactEvent, actor: Actor, form: ResultForm | None = None
) -> HttpResponse:
    identity = identity_of(physician, by=actor)
    waiting = contact.for_the_desk(physician)
    running = event.outcome == Outcome.OPEN and event.by_id == actor.user_id
    return render(
        request,
        "desk/call.html",
        {
            "physician": physician,
            "name": identity.full_name,
            "phone": identity.phone if running else "",
            "event": event,
            "running": running,
            "result": Outcome(event.outcome).label if event.outcome else "",
            "promise": contact.promise_of(physician),
            "script": script(waiting),
            "form": form or ResultForm(notices=waiting),
            "outcomes": [(Outcome.TALKED, "ok"), (Outcome.ABSENT, "clock"), (Outcome.CALL_BACK, "tel")],
            "lines": [line for line in ledger(physician) if line.channel is not Channel.MAIL][:3],
            "crumbs": _crumbs(physician, "お電話"),
        },
    )


@roles(*READERS)
@require_POST
def call_result(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Second tap: what became of it."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    event = _event(physician, pk)
    form = ResultForm(request.POST, notices=contact.for_the_desk(physician))

    def act() -> None:
        given = form.cleaned_data
        contact.close_call(
            event=event,
            by=actor,
            outcome=Outcome(given["outcome"]),
            told=[int(pk) for pk in given.get("told", [])],
            about=given["note"],
        )

    return send(
        request,
        form,
        act,
        "お電話の結果を記録しました。",
        reverse("desk_doctor", args=[number]),
        lambda: _call_page(request, physician, event, actor, form),
    )


@roles(*READERS)
def heard(request: HttpRequest, number: str) -> HttpResponse:
    """先生からのご連絡を記録する."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    form = HeardForm(request.POST or None)

    def act() -> None:
        given = form.cleaned_data
        contact.record_contact(
            physician=physician,
            by=actor,
            channel=Channel(given["channel"]),
            about=given["about"],
            wants_call=given["wants_call"],
        )

    def again() -> HttpResponse:
        crumbs = _crumbs(physician, "先生からのご連絡")
        return render(request, "desk/heard.html", {"physician": physician, "form": form, "crumbs": crumbs})

    return send(request, form, act, "ご連絡を記録しました。", reverse("desk_doctor", args=[number]), again)


@roles(*READERS)
@require_safe
@never_cache
def calls(request: HttpRequest) -> HttpResponse:
    """連絡の記録: calls, letters and faxes of all or of one's own, those outside the promise by themselves."""
    actor = actor_in(request)
    whose = OWN if request.GET.get("whose") == OWN else ALL
    outside = request.GET.get("kept") == "no"
    rows = ContactEvent.objects.select_related("physician", "by").order_by("-at", "-id")
    if whose == OWN:
        rows = rows.filter(by=actor.user_id)
    if outside:
        rows = rows.filter(kept=False)
    page = page_of(request, rows)
    names = family_names({e.physician for e in page.object_list}, actor)
    context: dict[str, Any] = {
        "page": page,
        "rows": [
            {
                "event": e,
                "name": names[e.physician_id],
                "channel": how_words(Channel(e.channel)),
                "incoming": e.direction == "in",
                "outcome": Outcome(e.outcome).label if e.outcome else "",
            }
            for e in page.object_list
        ],
        "whose": whose,
        "outside": outside,
    }
    return render(request, "desk/calls.html", context)


@roles(Role.SUPERVISOR)
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Another coordinator listens from now on."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    form = AssignForm(
        request.POST or None,
        people=coordinators(),
        initial={"coordinator": physician.coordinator_id},
        shown=physician.coordinator_id,
    )

    def act() -> None:
        before, chosen = physician.coordinator_id, form.cleaned_data["coordinator"]
        actions.assign_coordinator(physician=physician, coordinator=chosen, by=actor)
        said = "担当者を替えました。先生と新しい担当者にお知らせします。"
        if before and before != chosen.pk:
            offer_undo(request, said, "assigned", number, before, chosen.pk)
        else:
            messages.success(request, said)

    def again() -> HttpResponse:
        crumbs = _crumbs(physician, "担当者を替える")
        return render(request, "desk/assign.html", {"physician": physician, "form": form, "crumbs": crumbs})

    back = reverse("desk_doctor", args=[number])
    return send(request, form, act, "", back, again)


@roles(*DECIDERS)
@require_POST
def end_talk(request: HttpRequest, number: str) -> HttpResponse:
    """面談が済んだ, or is not to be."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    interview = interview_of(physician)
    back = reverse("desk_doctor_talk", args=[number])
    if interview is None:
        messages.info(request, "面談の予定はありません。")
        return redirect(back)
    return press(request, lambda: end_interview(interview=interview, by=actor), "面談を終えました。", back)


def coordinators() -> Any:
    """Everybody who may be put in charge."""
    return User.objects.filter(pk__in=[u.pk for u in holders(Role.COORDINATOR)]).order_by("name")


def _event(physician: Physician, pk: int) -> ContactEvent:
    found = ContactEvent.objects.filter(physician=physician, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _crumbs(physician: Physician, here: str) -> list[tuple[str, str]]:
    return [
        ("医師", reverse("desk_doctors")),
        (physician.number, reverse("desk_doctor", args=[physician.number])),
        (here, ""),
    ]


@roles(*READERS)
@require_safe
@never_cache
def year(request: HttpRequest) -> HttpResponse:
    """How often we contacted physicians in a year, and how often outside their promise: the figure of the yearly report."""
    first = ContactEvent.objects.order_by("at").values_list("at", flat=True).first()
    since = max(timezone.localtime(first).year if first else today().year, today().year - SHOWN_YEARS)
    context = {
        "rows": [(year, figures_of_year(year)) for year in range(today().year, since - 1, -1)],
        "running": today().year,
        "crumbs": [("連絡の記録", reverse("desk_calls")), ("年ごとの数", "")],
    }
    return render(request, "desk/calls_year.html", context)
