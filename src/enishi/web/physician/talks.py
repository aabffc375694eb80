"""One talk: where it stands, the board, the agreement, the contract, and the way out at any time."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.candidacies import actions, agreement, placement
from enishi.candidacies.access import candidacy_for, placement_of, proposal_of
from enishi.candidacies.enums import AFTER_INSTITUTION_YES, State
from enishi.candidacies.giveaways import shows_name
from enishi.candidacies.joint import approve_together
from enishi.candidacies.joint import go_alone as go_on_alone
from enishi.candidacies.machine import MACHINE
from enishi.candidacies.models import AgreementVersion, Candidacy
from enishi.candidacies.readiness import READY_STATES, ready_sides, wish_terms
from enishi.candidacies.shielding import in_conflict
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Party, StepRefused
from enishi.physicians.enums import DisclosureLevel
from enishi.visits.reading import current_visit, read_visits
from enishi.web.aftercare.words import contract_words
from enishi.web.components.forms import EnishiForm
from enishi.web.physician.agreed_hours import hours_with
from enishi.web.physician.forms import AgreeForm, PassForm, ReviseForm
from enishi.web.physician.next_step import BEFORE_TALK, todo_of
from enishi.web.physician.views import HOME, actor_on
from enishi.web.talk.agreement import agreement_of
from enishi.web.talk.board import Faulty, board_of, place_in
from enishi.web.talk.changed import changed_terms
from enishi.web.talk.extras import extras_of
from enishi.web.talk.joint import together
from enishi.web.talk.routes import Room
from enishi.web.talk.scope import scope_plan
from enishi.web.talk.steps import SideStepForm, side_steps, take_side_step
from enishi.web.talk.topics import Writer
from enishi.web.talk.track import track_of

WHERE_IT_STANDS = {
    State.DIALOGUE: "医療機関も、お話を希望しています。気になることを、何でもお尋ねください。",
    State.VISIT_ARRANGING: "面談・見学の日程を決めています。ご都合のよい日時をお知らせください。",
    State.VISIT_FIXED: "面談・見学の日が決まっています。ご都合が変わったときは、日程のページからお知らせください。",
    State.VISITED: "面談・見学が終わりました。この先へ進むかどうかは、先生がお決めください。",
    State.TRIAL: "体験勤務の期間です。お気づきのことは、担当者へお知らせください。",
    State.TERMS: "お話し合いの結果を、条件合意書の案にまとめています。",
    State.OFFERED: "医療機関から、正式な条件が示されました。お返事をお待ちしています。",
    State.AGREED: "双方が同じ条件に合意しました。労働契約は、医療機関と先生の間で結ばれます。",
    State.CONTRACTED: "契約の内容を確かめていただきました。勤務の始まりに向けて、担当者がお手伝いします。",
    State.WORKING: "勤務が始まりました。1か月・3か月・6か月・12か月に、ご様子をうかがいます。",
    State.ON_HOLD: "いまは、お話をお休みしています。",
}
DECLINE_STEPS = ("T25", "T6")


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def talk(request: HttpRequest, number: str) -> HttpResponse:
    candidacy = candidacy_for(actor_on(request), number)
    if candidacy.state in BEFORE_TALK:
        return redirect("my_proposal", number)
    return talk_page(request, candidacy)


def show(request: HttpRequest, candidacy: Candidacy, faulty: Faulty) -> HttpResponse:
    return talk_page(request, candidacy, faulty=faulty)


def talk_page(
    request: HttpRequest,
    candidacy: Candidacy,
    *,
    faulty: Faulty | None = None,
    decline: PassForm | None = None,
    step: tuple[str, SideStepForm] | None = None,
) -> HttpResponse:
    actor = actor_on(request)
    base = f"/my/talks/{candidacy.number}"
    steps = {step.id for step in MACHINE.possible(candidacy, by=actor)}
    at = place_in(request.GET)
    read_visits(candidacy)
    writer = Writer(candidacy, actor, faulty, at.share)
    board = board_of(writer, base=base, at=at)
    latest = agreement.latest_version(candidacy)
    context = {
        "candidacy": candidacy,
        "institution": candidacy.opening.institution,
        "state": State(candidacy.state),
        "words": WHERE_IT_STANDS.get(State(candidacy.state), ""),
        "todo": todo_of(candidacy, asked=writer.asked_of(Party.PHYSICIAN), drafts=writer.drafts_for(Party.PHYSICIAN)),
        "base": base,
        "board": board,
        "extras": extras_of(writer, base=base, at=at),
        "changed": changed_terms(candidacy),
        "scope": scope_plan(writer, base=base),
        "suggested": _suggested_questions(writer) if board.question_form else [],
        **_agreement(candidacy, latest, actor),
        "ready": _ready(candidacy),
        **contract_words(placement_of(candidacy)),
        "may_visit": "T10" in steps,
        "visit": current_visit(candidacy),
        "may_decline": bool(steps & set(DECLINE_STEPS)),
        "hides_name": _hides_name(writer),
        "conflict": bool(in_conflict([candidacy])),
        "decline_form": decline or PassForm(auto_id="decline_%s"),
        "joint": together(candidacy, latest),
        "steps": side_steps(candidacy, actor, base=base, back=step),
        "crumbs": [HOME, (candidacy.opening.institution.name, "")],
    }
    return render(request, "physician/talk.html", context)


def _suggested_questions(writer: Writer) -> list[dict[str, Any]]:
    """Questions of the proposal that belong to the institution and were not asked yet, each with a key of its own."""
    proposal = proposal_of(writer.candidacy)
    asked = {question.text for question in writer.questions}
    return [
        {"text": point["question"], "key": uuid.uuid4()}
        for point in (proposal.unmet if proposal else [])
        if point.get("question") and point.get("ask", "institution") == "institution" and point["question"] not in asked
    ]


def _agreement(candidacy: Candidacy, latest: AgreementVersion | None, actor: Actor) -> dict[str, Any]:
    """The number of the latest version, and what the institution is waited for inside."""
    words = track_of(candidacy, latest, actor).words if latest and candidacy.state == State.TERMS else ""
    return {"agreement_no": latest.no if latest else None, "decision_wait": words}


def _ready(candidacy: Candidacy) -> str:
    """ "ask" where the physician may say that terms may be spoken of, "said" once that was said."""
    if candidacy.state not in READY_STATES:
        return ""
    return "said" if Party.PHYSICIAN in ready_sides(candidacy) else "ask"


def _hides_name(writer: Writer) -> bool:
    """True while the institution has said yes and may not read the name: before terms the physician is asked."""
    candidacy = writer.candidacy
    return candidacy.is_open and candidacy.state in AFTER_INSTITUTION_YES and not shows_name(writer.level)


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def sheet(request: HttpRequest, number: str, no: int | None = None) -> HttpResponse:
    return _sheet_page(request, candidacy_for(actor_on(request), number), no=no)


def _sheet_page(
    request: HttpRequest,
    candidacy: Candidacy,
    *,
    no: int | None = None,
    agree: AgreeForm | None = None,
    revise: ReviseForm | None = None,
) -> HttpResponse:
    found = agreement_of(candidacy, actor_on(request), no)
    if found is None:
        raise Http404
    offered = candidacy.state == State.OFFERED and found.is_latest
    base = f"/my/talks/{candidacy.number}"
    context = {
        "candidacy": candidacy,
        "institution": candidacy.opening.institution,
        "agreement": found,
        "base": base,
        "offered": offered,
        "run_out": offered and found.valid_until is not None and found.valid_until < today(),
        "joint": together(candidacy, found.version) if offered else None,
        **(hours_with(candidacy) if offered else {"hours_checks": [], "hours_kept": False}),
        "agree_form": agree or AgreeForm(initial={"seen_hash": found.version.content_hash}, auto_id="agree_%s"),
        "revise_form": revise or ReviseForm(auto_id="revise_%s"),
        "crumbs": [HOME, (candidacy.opening.institution.name, base), ("条件合意書", "")],
    }
    return render(request, "physician/agreement.html", context)


@roles(Role.PHYSICIAN)
def agree(request: HttpRequest, number: str) -> HttpResponse:
    """T19: approve exactly the version that was on the screen."""
    candidacy = candidacy_for(actor_on(request), number)
    if request.method != "POST":
        return redirect("my_agreement", number)
    form = AgreeForm(request.POST, auto_id="agree_%s")

    def act() -> str:
        given = form.cleaned_data
        done = approve_together(
            candidacy=candidacy, by=actor_on(request), seen_hash=given["seen_hash"], hours_seen=given["hours"]
        )
        if done.state == State.OFFERED:
            return "ご承認を承りました。ご一緒の先生のご承認がそろったときに、同時に成立します。"
        return "合意が成立しました。同じ書面が、双方に残ります。"

    def again() -> HttpResponse:
        # The page now shows the newest version: what was approved before does not count for it.
        latest = agreement.latest_version(candidacy)
        stale = latest is not None and form.data.get("seen_hash") != latest.content_hash
        return _sheet_page(request, candidacy, agree=None if stale else form)

    return _try(request, candidacy, form, act, f"/my/talks/{number}", again)


@roles(Role.PHYSICIAN)
def revise(request: HttpRequest, number: str) -> HttpResponse:
    """T18: the offer is to be changed; back to terms with a new version."""
    candidacy = candidacy_for(actor_on(request), number)
    if request.method != "POST":
        return redirect("my_agreement", number)
    form = ReviseForm(request.POST, auto_id="revise_%s")

    def act() -> str:
        agreement.reopen_terms(
            candidacy=candidacy, by=actor_on(request), step_id="T18", reason=form.cleaned_data["words"]
        )
        return "直してほしいとのご意向を承りました。担当者と医療機関に伝えます。"

    return _try(
        request, candidacy, form, act, f"/my/talks/{number}", lambda: _sheet_page(request, candidacy, revise=form)
    )


@roles(Role.PHYSICIAN)
def confirm_contract(request: HttpRequest, number: str) -> HttpResponse:
    """T21: what the institution recorded is what the physician signed."""
    return _press(
        request,
        number,
        lambda candidacy: placement.confirm_contract(
            candidacy=candidacy, by=actor_on(request), seen_record=request.POST.get("record", "")
        ),
        "契約の内容を確かめていただきました。ありがとうございます。",
    )


@roles(Role.PHYSICIAN)
def ready_for_terms(request: HttpRequest, number: str) -> HttpResponse:
    """The physician wants to go on to terms; the coordinator begins them once both have said so."""
    return _press(
        request,
        number,
        lambda candidacy: wish_terms(candidacy=candidacy, by=actor_on(request)),
        "お返事を承りました。医療機関のお返事とそろいましたら、担当者が条件の案をつくります。",
    )


@roles(Role.PHYSICIAN)
def disclose(request: HttpRequest, number: str) -> HttpResponse:
    """The name may now be read by this one institution."""
    return _press(
        request,
        number,
        lambda candidacy: actions.raise_disclosure(candidacy=candidacy, by=actor_on(request), level=DisclosureLevel.L3),
        "お名前とご経歴を、この医療機関にお見せします。いつでも取り消せます。",
    )


@roles(Role.PHYSICIAN)
def decline(request: HttpRequest, number: str) -> HttpResponse:
    """T25: at any time before the agreement, without a reason."""
    candidacy = candidacy_for(actor_on(request), number)
    if request.method != "POST":
        return redirect("my_talk", number)
    form = PassForm(request.POST, auto_id="decline_%s")

    def act() -> str:
        actions.decline(
            candidacy=candidacy, by=actor_on(request), step_id="T25", reason=form.sentence, reason_code=form.code
        )
        return "ご辞退を承りました。医療機関には、理由を添えずにお伝えします。"

    return _try(request, candidacy, form, act, "/my", lambda: talk_page(request, candidacy, decline=form))


@roles(Role.PHYSICIAN)
def go_alone(request: HttpRequest, number: str) -> HttpResponse:
    """Out of a joint talk: on by oneself."""
    return _press(
        request,
        number,
        lambda candidacy: go_on_alone(candidacy=candidacy, by=actor_on(request)),
        "お一人で進めることを承りました。これまでどおり、このお話を続けられます。",
    )


@roles(Role.PHYSICIAN)
def take_step(request: HttpRequest, number: str, step_id: str) -> HttpResponse:
    """A rest and the way back, an agreement looked at anew or given up."""
    candidacy = candidacy_for(actor_on(request), number)

    def again(step: tuple[str, SideStepForm]) -> HttpResponse:
        return talk_page(request, candidacy, step=step)

    back = f"/my/talks/{number}"
    return take_side_step(request, candidacy, step_id, actor=actor_on(request), back=back, again=again)


def _try(
    request: HttpRequest,
    candidacy: Candidacy,
    form: EnishiForm,
    act: Callable[[], str],
    back: str,
    again: Callable[[], HttpResponse],
) -> HttpResponse:
    """Check, act, go on; else the page again with every reason and what was typed."""
    if form.is_valid():
        try:
            messages.success(request, act())
            return redirect(back)
        except StepRefused as refused:
            candidacy.refresh_from_db()
            for refusal in refused.refusals:
                messages.error(request, refusal.sentence)
    return again()


def _press(request: HttpRequest, number: str, act: Callable[[Candidacy], object], done: str) -> HttpResponse:
    """A button without words of its own."""
    candidacy = candidacy_for(actor_on(request), number)
    if request.method == "POST":
        try:
            act(candidacy)
            messages.success(request, done)
        except StepRefused as refused:
            for refusal in refused.refusals:
                messages.error(request, refusal.sentence)
    return redirect("my_talk", number)


ROOM = Room(path="/talks/<str:number>", base="/my/talks/{number}", name="my_talk", roles=(Role.PHYSICIAN,), show=show)
