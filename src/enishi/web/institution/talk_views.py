"""Candidates waiting for an answer, and one talk with everything the institution does in it."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from enishi.candidacies import agreement, placement
from enishi.candidacies.access import candidacy_for, disclosed_document
from enishi.candidacies.actions import decline as decline_candidacy
from enishi.candidacies.actions import welcome as welcome_candidacy
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy
from enishi.candidacies.readiness import wish_terms
from enishi.candidacies.summary import PREFETCH, outline_of
from enishi.common.access import roles
from enishi.common.workflow import StepRefused
from enishi.web.downloads import as_download
from enishi.web.institution.access import EDITORS, MEMBERS, actor_on
from enishi.web.institution.ended import or_its_end
from enishi.web.institution.room import room_of
from enishi.web.institution.talk_forms import (
    ActForm,
    ContractForm,
    DeclineForm,
    OfferForm,
    ReopenForm,
    StartForm,
    WelcomeForm,
)
from enishi.web.talk.board import Faulty, place_in
from enishi.web.talk.steps import SideStepForm, take_side_step


@roles(*MEMBERS)
@require_safe
def candidates(request: HttpRequest) -> HttpResponse:
    """Anonymous outlines only: names stand on the page of each talk, where reading them is logged."""
    own = Candidacy.objects.visible_to(actor_on(request)).read_whole().by_due_date()
    rows = [(c, outline_of(c)) for c in own.prefetch_related(*PREFETCH)]
    context = {
        "waiting": [row for row in rows if row[0].state == State.INSTITUTION_ASKED],
        "running": [row for row in rows if row[0].state != State.INSTITUTION_ASKED],
    }
    return render(request, "institution/candidates.html", context)


@roles(*MEMBERS)
@require_safe
@or_its_end
def talk(request: HttpRequest, number: str) -> HttpResponse:
    return _page(request, candidacy_for(actor_on(request), number))


@roles(*MEMBERS)
@require_safe
def document(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A paper of the physician, while the consent of level 4 for exactly this institution lives; logged as read."""
    actor = actor_on(request)
    return as_download(disclosed_document(candidacy_for(actor, number), pk), actor)


def show(request: HttpRequest, candidacy: Candidacy, faulty: Faulty) -> HttpResponse:
    """The talk's page with a form of the board that was refused (web/talk/routes.py)."""
    return _page(request, candidacy, faulty=faulty)


@roles(*EDITORS)
@or_its_end
def welcome(request: HttpRequest, number: str) -> HttpResponse:
    """T8: the institution wants to meet."""

    def act(candidacy: Candidacy, form: WelcomeForm) -> str:
        welcome_candidacy(candidacy=candidacy, by=actor_on(request))
        return "お返事を承りました。意見交換の場ができました。"

    return _act(request, number, WelcomeForm, "welcome_form", act)


@roles(*EDITORS)
@or_its_end
def decline(request: HttpRequest, number: str) -> HttpResponse:
    """T9 or T26: pass this time; the reason stays with the coordinator."""

    def act(candidacy: Candidacy, form: DeclineForm) -> str:
        step = "T9" if candidacy.state == State.INSTITUTION_ASKED else "T26"
        code = form.cleaned_data["reason_code"]
        decline_candidacy(candidacy=candidacy, by=actor_on(request), step_id=step, reason=form.words, reason_code=code)
        return "お返事を承りました。理由は担当者だけが読みます。"

    return _act(request, number, DeclineForm, "decline_form", act, to="inst_candidates")


@roles(*MEMBERS)
@or_its_end
def offer(request: HttpRequest, number: str) -> HttpResponse:
    """T17: approve the version that was read and offer it; refused to those who may not approve, in words."""

    def act(candidacy: Candidacy, form: OfferForm) -> str:
        given = form.cleaned_data
        agreement.offer(
            candidacy=candidacy, by=actor_on(request), seen_hash=given["seen_hash"], valid_until=given["valid_until"]
        )
        return "先生へ、この条件をご提示しました。"

    return _act(request, number, OfferForm, "offer_form", act)


@roles(*EDITORS)
@or_its_end
def ready_for_terms(request: HttpRequest, number: str) -> HttpResponse:
    """The institution wants to go on to terms; the coordinator begins them once both have said so."""

    def act(candidacy: Candidacy, form: WelcomeForm) -> str:
        wish_terms(candidacy=candidacy, by=actor_on(request))
        return "お返事を承りました。双方のお返事がそろいましたら、担当者が条件の案をつくります。"

    return _act(request, number, WelcomeForm, "ready_form", act)


@roles(*MEMBERS)
@or_its_end
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """T18: take the offer back to the table."""

    def act(candidacy: Candidacy, form: ReopenForm) -> str:
        reason = form.cleaned_data["reason"]
        agreement.reopen_terms(candidacy=candidacy, by=actor_on(request), step_id="T18", reason=reason)
        return "条件のすり合わせに戻しました。前の承認は数えません。"

    return _act(request, number, ReopenForm, "reopen_form", act)


@roles(*EDITORS)
@or_its_end
def contract(request: HttpRequest, number: str) -> HttpResponse:
    """Record the contract that was made; the physician confirms it afterwards."""

    def act(candidacy: Candidacy, form: ContractForm) -> str:
        found = placement.differing(candidacy, form.contract)
        if found:
            form.ask(found)
        given = asdict(form.contract) | {"seen_differences": form.seen_differences}
        placement.record_contract(candidacy=candidacy, by=actor_on(request), **given)
        if found:
            return "契約を記録しました。合意書と違うところは、先生と担当者にも並べてお見せします。"
        return "契約を記録しました。先生に内容をご確認いただきます。"

    return _act(request, number, ContractForm, "contract_form", act)


@roles(*EDITORS)
@or_its_end
def start(request: HttpRequest, number: str) -> HttpResponse:
    """T22: work has begun and the original of the licence was seen."""

    def act(candidacy: Candidacy, form: StartForm) -> str:
        placement.start_work(candidacy=candidacy, by=actor_on(request), **form.cleaned_data)
        return "勤務の開始を記録しました。1・3・6・12か月後に、ご様子をうかがいます。"

    return _act(request, number, StartForm, "start_form", act)


@roles(*EDITORS)
@or_its_end
def take_step(request: HttpRequest, number: str, step_id: str) -> HttpResponse:
    """A rest and the way back, an agreement looked at anew or given up."""
    candidacy = candidacy_for(actor_on(request), number)

    def again(step: tuple[str, SideStepForm]) -> HttpResponse:
        return _page(request, candidacy, step=step)

    back = reverse("inst_candidates") if step_id == "T30" else reverse("inst_talk", args=[number])
    return take_side_step(request, candidacy, step_id, actor=actor_on(request), back=back, again=again)


def _act(
    request: HttpRequest,
    number: str,
    form_class: type[ActForm],
    name: str,
    act: Callable[[Candidacy, Any], str],
    to: str = "inst_talk",
) -> HttpResponse:
    """Check the form, act, say what happened; a refusal is told on the page, with what was typed."""
    candidacy = candidacy_for(actor_on(request), number)
    if request.method != "POST":
        return redirect("inst_talk", number=number)
    form = form_class(request.POST)
    refused_anew = False
    if form.is_valid():
        try:
            messages.success(request, act(candidacy, form))
            return redirect(to) if to == "inst_candidates" else redirect(to, number=number)
        except StepRefused as refused:
            form.refuse(refused.refusals)
            refused_anew = not form.stays
    candidacy.refresh_from_db()
    return _page(request, candidacy, problem_form=form, **({} if refused_anew else {name: form}))


def _page(
    request: HttpRequest,
    candidacy: Candidacy,
    faulty: Faulty | None = None,
    problem_form: ActForm | None = None,
    step: tuple[str, SideStepForm] | None = None,
    **came_back: ActForm,
) -> HttpResponse:
    at = place_in(request.GET)
    context = room_of(candidacy, actor_on(request), at=at, faulty=faulty, step=step, **came_back)
    return render(request, "institution/talk.html", {**context, "problem_form": problem_form})
