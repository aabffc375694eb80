"""The physician's room: the first page, proposals, and the answers to them."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.aftercare.keeping import shown_rate
from enishi.candidacies import actions
from enishi.candidacies.access import candidacy_for
from enishi.candidacies.enums import State
from enishi.candidacies.inquiries import inquire
from enishi.candidacies.models import Candidacy, Proposal
from enishi.candidacies.summary import outline_of
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.openings.conditions import readable_terms
from enishi.physicians.access import own_record
from enishi.physicians.enums import DisclosureLevel
from enishi.web.physician.forms import InquiryForm, PassForm, YesForm
from enishi.web.physician.menu import menu_groups
from enishi.web.physician.next_step import ended_of, next_step, own_candidacies, proposals_of, talks_of
from enishi.web.talk.changed import changed_terms

HOME = ("今日のご案内", "/my")
ANSWERS = {"T5": "話を聞いてみたい", "T6": "今回は見送る", "T3": "話を聞いてみたい"}


def actor_on(request: HttpRequest) -> Actor:
    """The physician who is signed in; the roles of the view have seen to it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    physician = own_record(actor_on(request))
    own = own_candidacies(actor_on(request))
    context = {
        "physician": physician,
        "step": next_step(physician, own),
        "proposals": proposals_of(own),
        "talks": talks_of(own),
        "ended": ended_of(own),
        "menu": menu_groups(),
    }
    return render(request, "physician/home.html", context)


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def proposals(request: HttpRequest) -> HttpResponse:
    own = own_candidacies(actor_on(request))
    context = {
        "proposals": proposals_of(own),
        "talks": talks_of(own),
        "ended": ended_of(own),
        "crumbs": [HOME, ("ご提案とお申し出", "")],
    }
    return render(request, "physician/proposals.html", context)


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def proposal(request: HttpRequest, number: str) -> HttpResponse:
    return _proposal_page(request, candidacy_for(actor_on(request), number))


def _proposal_page(
    request: HttpRequest,
    candidacy: Candidacy,
    *,
    yes: YesForm | None = None,
    no: PassForm | None = None,
    ask: InquiryForm | None = None,
) -> HttpResponse:
    version = candidacy.version_seen or candidacy.opening.current
    context = {
        "candidacy": candidacy,
        "opening": candidacy.opening,
        "institution": candidacy.opening.institution,
        "proposal": Proposal.objects.filter(candidacy=candidacy).first(),
        "terms": [row for row in readable_terms(version) if row.text],
        "version": version,
        "changed": changed_terms(candidacy),
        "outline": outline_of(candidacy),
        "own_wish": candidacy.by_own_wish,
        "is_asked": candidacy.state == State.PHYSICIAN_ASKED,
        "keeping": shown_rate(candidacy.opening.institution),
        "given": given_answer(candidacy),
        "yes_form": yes or YesForm(auto_id="yes_%s"),
        "no_form": no or PassForm(auto_id="no_%s"),
        "inquiries": list(candidacy.inquiries.all()),
        "ask_form": ask or InquiryForm(initial={"key": uuid.uuid4()}, auto_id="ask_%s"),
        "yes_until": today() + actions.DISCLOSURE_LIFE,
        "crumbs": [HOME, ("ご提案とお申し出", "/my/proposals"), (candidacy.opening.institution.name, "")],
    }
    return render(request, "physician/proposal.html", context)


@roles(Role.PHYSICIAN)
@never_cache
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """「質問がある」: the third answer, which decides nothing."""
    actor = actor_on(request)
    candidacy = candidacy_for(actor, number)
    if request.method != "POST":
        return redirect("my_proposal", number)
    form = InquiryForm(request.POST, auto_id="ask_%s")
    if not form.is_valid():
        return _proposal_page(request, candidacy, ask=form)
    try:
        inquire(candidacy=candidacy, by=actor, text=form.cleaned_data["text"], key=form.cleaned_data["key"])
        messages.success(
            request, "お尋ねを承りました。担当者が2営業日以内にお答えします。お返事は、そのあとで結構です。"
        )
    except StepRefused as refused:
        messages.info(request, refused.refusals[0].sentence)
    return redirect("my_proposal", number)


def given_answer(candidacy: Candidacy) -> str:
    """「11月24日に「話を聞いてみたい」とお返事をいただきました。」, "" while there is no answer."""
    row = candidacy.transitions.filter(step__in=ANSWERS).order_by("-at").first()
    if row is None:
        return ""
    by_desk = "（お電話などでうかがい、担当者が記録）" if row.party == "coordinator" else ""
    on = timezone.localdate(row.at)
    what = "お申し出" if row.step == "T3" else "お返事"
    return f"{on.month}月{on.day}日に「{ANSWERS[row.step]}」との{what}をいただきました{by_desk}。"


@roles(Role.PHYSICIAN)
@never_cache
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """「話を聞いてみたい」 or 「今回は見送る」. A second answer changes nothing and tells what the first one was."""
    actor = actor_on(request)
    candidacy = candidacy_for(actor, number)
    back = redirect("my_proposal", number)
    if request.method != "POST":
        return back
    if candidacy.state != State.PHYSICIAN_ASKED:
        messages.info(request, f"{given_answer(candidacy)}いまは「{candidacy.label}」です。")
        return back
    wants = request.POST.get("answer") == "yes"
    yes = YesForm(request.POST if wants else None, auto_id="yes_%s")
    no = PassForm(None if wants else request.POST, auto_id="no_%s")
    form = yes if wants else no
    if form.is_valid():
        try:
            messages.success(request, _accept(candidacy, actor, yes) if wants else _pass(candidacy, actor, no))
            return back if wants else redirect("my")
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
            candidacy.refresh_from_db()
    return _proposal_page(request, candidacy, yes=yes, no=no)


def _accept(candidacy: Candidacy, actor: Actor, form: YesForm) -> str:
    given = form.cleaned_data
    actions.accept_proposal(candidacy=candidacy, by=actor, level=DisclosureLevel(given["level"]), until=given["until"])
    return "お返事を承りました。担当者が、匿名の文だけを医療機関へ伝えます。"


def _pass(candidacy: Candidacy, actor: Actor, form: PassForm) -> str:
    actions.decline(candidacy=candidacy, by=actor, step_id="T6", reason=form.sentence, reason_code=form.code)
    return "お返事を承りました。理由を医療機関にお伝えすることはありません。"
