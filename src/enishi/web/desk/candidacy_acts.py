"""What the desk does with one pair. Every refusal comes back as the pair's page, with what was typed."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from enishi.aftercare.actions import record_leave
from enishi.candidacies import actions, agreement, joint, placement, track
from enishi.candidacies.access import candidacy_for
from enishi.candidacies.actions import NEEDS_OWN_ACT
from enishi.candidacies.enums import OF_PHYSICIAN, State
from enishi.candidacies.models import Candidacy
from enishi.candidacies.readiness import ready_sides
from enishi.candidacies.workflow import WORKFLOW
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Party
from enishi.physicians.enums import DisclosureLevel
from enishi.web.components.actors import actor_in
from enishi.web.desk.candidacies import BOTH, show
from enishi.web.desk.candidacy_forms import (
    AgreeForm,
    BeginTermsForm,
    HeardForm,
    InstitutionNoForm,
    InstitutionYesForm,
    OfferForm,
    PhysicianNoForm,
    RaiseForm,
    ReviseForm,
    ToldForm,
    TrackForm,
    YesForm,
)
from enishi.web.desk.common import DECIDERS, press, send
from enishi.web.desk.step_forms import StartForm, StepForm
from enishi.web.desk.terms_forms import ProposalForm, TermsForm

EDIT = ["GET", "HEAD", "POST"]


def _page(number: str, place: str = "") -> str:
    return reverse("desk_candidacy", args=[number]) + place


@roles(*DECIDERS)
@require_http_methods(EDIT)
def edit_proposal(request: HttpRequest, number: str) -> HttpResponse:
    """Save the draft of the proposal."""
    actor = actor_in(request)
    found = candidacy_for(actor, number)
    draft = getattr(found, "proposal", None)
    if request.method != "POST" or draft is None:
        return redirect(_page(number))
    form = ProposalForm(request.POST, proposal=draft, auto_id="proposal_%s")
    return send(
        request,
        form,
        lambda: actions.edit_proposal(candidacy=found, by=actor, **form.words()),
        "ご提案のことばを保存しました。",
        _page(number, "#proposal"),
        lambda: show(request, found, {"proposal": form}),
    )


@roles(*DECIDERS)
@require_POST
def propose(request: HttpRequest, number: str) -> HttpResponse:
    """先生にご提案する: from now on the words are frozen."""
    actor = actor_in(request)
    found = candidacy_for(actor, number)
    said = "先生にご提案しました。お返事の期日が来るまで、お待ちください。"
    return press(request, lambda: actions.propose(candidacy=found, by=actor), said, _page(number))


@roles(*DECIDERS)
@require_POST
def pass_on(request: HttpRequest, number: str) -> HttpResponse:
    """医療機関に伝える: exactly the outline on the page."""
    actor = actor_in(request)
    found = candidacy_for(actor, number)
    said = "医療機関に概要をお伝えしました。5営業日以内にお返事をお願いしています。"
    return press(request, lambda: actions.pass_on(candidacy=found, by=actor), said, _page(number))


def _yes(found: Candidacy, form: YesForm, by: Actor) -> None:
    level = DisclosureLevel(form.cleaned_data["level"])
    given = form.cleaned_data
    actions.accept_proposal(candidacy=found, by=by, level=level, until=given["until"], confirmer=given["confirmer"])


def _no(found: Candidacy, form: HeardForm, by: Actor, early: tuple[State, str], later: str) -> None:
    state, step_id = early
    given = {name: form.cleaned_data[name] for name in ("reason", "reason_code", "confirmer")}
    actions.decline(candidacy=found, by=by, step_id=step_id if found.state == state else later, **given)


def _raise(found: Candidacy, form: RaiseForm, by: Actor) -> None:
    actions.raise_disclosure(candidacy=found, by=by, level=DisclosureLevel(form.cleaned_data["level"]))


Relay = Callable[[Candidacy, HeardForm, Actor], object]
RELAYED: dict[str, tuple[type[HeardForm], Relay, str]] = {
    "physician-yes": (YesForm, _yes, "先生のお返事を記録しました。医療機関にお伝えください。"),  # type: ignore[dict-item]
    "physician-no": (
        PhysicianNoForm,
        lambda c, f, by: _no(c, f, by, (State.PHYSICIAN_ASKED, "T6"), "T25"),
        "先生の見送りを記録しました。理由は医療機関に伝わりません。",
    ),
    "institution-yes": (
        InstitutionYesForm,
        lambda c, f, by: actions.welcome(candidacy=c, by=by, confirmer=f.cleaned_data["confirmer"]),
        "医療機関のお返事を記録しました。意見交換の場ができました。",
    ),
    "institution-no": (
        InstitutionNoForm,
        lambda c, f, by: _no(c, f, by, (State.INSTITUTION_ASKED, "T9"), "T26"),
        "医療機関の見送りを記録しました。先生には、担当者のことばでお伝えください。",
    ),
    "disclosure": (RaiseForm, _raise, "見せてよい範囲を記録しました。"),  # type: ignore[dict-item]
    "contract": (
        ToldForm,
        lambda c, f, by: placement.confirm_contract(candidacy=c, by=by, confirmer=f.cleaned_data["confirmer"]),
        "契約の確認を記録しました。",
    ),
    "offer": (
        OfferForm,
        lambda c, f, by: agreement.offer(
            candidacy=c,
            by=by,
            valid_until=f.cleaned_data["valid_until"],
            track_through=f.cleaned_data["track"],
            **_read_aloud(f),
        ),
        "医療機関のご提示を記録しました。先生にお知らせします。",
    ),
    "track": (
        TrackForm,
        lambda c, f, by: _track(c, f, by),
        "医療機関の中の決裁のようすを記録しました。",
    ),
    "agreement": (
        AgreeForm,
        lambda c, f, by: joint.approve_together(
            candidacy=c, by=by, hours_seen=f.cleaned_data["hours"], **_read_aloud(f)
        ),
        "先生のご承認を記録しました。",
    ),
    "alone": (
        ToldForm,
        lambda c, f, by: joint.go_alone(candidacy=c, by=by, confirmer=f.cleaned_data["confirmer"]),
        "お一人で進めるとのお返事を記録しました。",
    ),
    "revise": (
        ReviseForm,
        lambda c, f, by: _revise(c, f, by),
        "直してほしいとのお申し出を記録しました。次の版をつくってください。",
    ),
}


def _read_aloud(form: HeardForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("seen_hash", "confirmer")}


def _track(found: Candidacy, form: HeardForm, by: Actor) -> None:
    given = {name: form.cleaned_data[name] for name in ("seen_hash", "no", "note", "confirmer")}
    if form.cleaned_data["what"] == "returned":
        track.return_step(candidacy=found, by=by, **given)
    else:
        track.pass_step(candidacy=found, by=by, on=form.cleaned_data["on"] or today(), **given)


def _revise(found: Candidacy, form: HeardForm, by: Actor) -> None:
    given = form.cleaned_data
    side = Party.PHYSICIAN if given["confirmer"] in OF_PHYSICIAN else Party.INSTITUTION
    agreement.reopen_terms(
        candidacy=found, by=by, step_id="T18", reason=given["reason"], confirmer=given["confirmer"], behalf=str(side)
    )


@roles(*DECIDERS)
@require_http_methods(EDIT)
def relay(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """A decision of one side that came by telephone, fax, letter or mail."""
    if what not in RELAYED:
        raise Http404
    actor = actor_in(request)
    found = candidacy_for(actor, number)
    if request.method != "POST":
        return redirect(_page(number))
    kind, act, said = RELAYED[what]
    form = kind(request.POST, auto_id=f"{what}_%s")
    return send(
        request,
        form,
        lambda: act(found, form, actor.by(form.heard_by)),
        said,
        _page(number),
        lambda: show(request, found, {what: form}),
    )


@roles(*DECIDERS)
@require_http_methods(EDIT)
def take_step(request: HttpRequest, number: str, step_id: str) -> HttpResponse:
    """Any step that needs nothing but itself: visits, a pause, closing, leaving."""
    if step_id not in WORKFLOW.steps or step_id in NEEDS_OWN_ACT:
        raise Http404
    actor = actor_in(request)
    found = candidacy_for(actor, number)
    if request.method != "POST":
        return redirect(_page(number))
    step = WORKFLOW[step_id]
    form = StepForm(request.POST, step=step, party=actor.party, auto_id=f"{step_id}_%s")

    def act() -> None:
        if step_id == "T24":
            record_leave(candidacy=found, by=form.actor(actor), **_reasons(form.given()))
        else:
            actions.take_step(candidacy=found, step_id=step_id, by=form.actor(actor), **form.given())

    said = f"「{step.label}」を記録しました。"
    return send(request, form, act, said, _page(number), lambda: show(request, found, {step_id: form}))


def _reasons(given: dict[str, Any]) -> dict[str, Any]:
    """What the act of leaving takes; who told the desk stands in the way the row was heard."""
    return {name: value for name, value in given.items() if name not in ("confirmer", "behalf")}


@roles(*DECIDERS)
@require_http_methods(EDIT)
def start(request: HttpRequest, number: str) -> HttpResponse:
    """勤務が始まった, with the day on which the original of the licence was seen."""
    actor = actor_in(request)
    found = candidacy_for(actor, number)
    if request.method != "POST":
        return redirect(_page(number))
    form = StartForm(request.POST, auto_id="T22_%s")
    return send(
        request,
        form,
        lambda: placement.start_work(candidacy=found, by=actor, licence_original_seen_on=form.cleaned_data["seen_on"]),
        "勤務の開始を記録しました。",
        _page(number),
        lambda: show(request, found, {"T22": form}),
    )


@roles(*DECIDERS)
@require_POST
def begin_terms(request: HttpRequest, number: str) -> HttpResponse:
    """条件のすり合わせへ: with the yes of both, the first version of the agreement is drawn up."""
    actor = actor_in(request)
    found = candidacy_for(actor, number)
    form = BeginTermsForm(request.POST, missing=BOTH - ready_sides(found))
    return send(
        request,
        form,
        lambda: agreement.begin_terms(candidacy=found, by=actor, heard=form.heard()),
        "条件合意書の第1版をつくりました。",
        _page(number, "#agreement"),
        lambda: show(request, found, {"begin_terms": form}),
    )


@roles(*DECIDERS)
@require_http_methods(EDIT)
def terms(request: HttpRequest, number: str) -> HttpResponse:
    """Reword the terms: a new version, for which no earlier approval counts."""
    actor = actor_in(request)
    found = candidacy_for(actor, number)
    version = agreement.latest_version(found)
    if version is None or (found.state != State.TERMS and request.method != "POST"):
        return redirect(_page(number, "#agreement"))
    form = TermsForm(request.POST or None, version=version)

    def again() -> HttpResponse:
        crumbs = [("進み具合", reverse("desk_board")), (number, _page(number)), ("条件を直す", "")]
        return render(
            request, "desk/terms.html", {"form": form, "version": version, "number": number, "crumbs": crumbs}
        )

    return send(
        request,
        form,
        lambda: agreement.revise_terms(candidacy=found, by=actor, changes=form.changes(), phases=form.phases),
        "条件を保存しました。変わった所は、双方に並べて示します。",
        _page(number, "#agreement"),
        again,
    )


@roles(*DECIDERS)
@require_http_methods(EDIT)
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """合意を見直す: a new version, and the approvals of the old one no longer count."""
    actor = actor_in(request)
    found = candidacy_for(actor, number)
    if request.method != "POST":
        return redirect(_page(number))
    form = StepForm(request.POST, step=WORKFLOW["T20"], party=actor.party, auto_id="T20_%s")
    return send(
        request,
        form,
        lambda: agreement.reopen_terms(candidacy=found, by=form.actor(actor), step_id="T20", **form.given()),
        "合意を見直します。新しい版をつくりました。",
        _page(number, "#agreement"),
        lambda: show(request, found, {"T20": form}),
    )
