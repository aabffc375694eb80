"""/desk/intake: registrations that come by telephone, on paper or by fax, typed by the desk under the same rules."""

import uuid
from contextlib import suppress

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Channel
from enishi.desk.paper import keep_registration
from enishi.outreach.models import Campaign
from enishi.outreach.paper_codes import shown
from enishi.physicians.access import identities_of, identity_of, physician_for
from enishi.physicians.consent_texts import current_texts
from enishi.physicians.desk_drafts import (
    begun_at_desk,
    begun_for,
    draft_of_desk,
    drop_desk_draft,
    find_desk_draft,
    typed_at_desk,
)
from enishi.physicians.models import Physician
from enishi.physicians.registration import AlreadyComplete, complete_registration, is_for_call, register_physician
from enishi.web.components.actors import actor_in
from enishi.web.components.summary import Row, problems_of
from enishi.web.desk import intake_drafts
from enishi.web.desk.common import READERS
from enishi.web.desk.intake_forms import Intake, TwiceForm
from enishi.web.desk.sheets import promise_rows
from enishi.web.registration.collect import registration_of
from enishi.web.registration.echoes import given_and_empty, rows_to_confirm
from enishi.web.registration.forms import STEP_NAMES

EDIT = ["GET", "HEAD", "POST"]


@roles(*READERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Who waits to be called for the rest of a registration, and which paper forms are in circulation."""
    actor = actor_in(request)
    waiting = list(Physician.objects.visible_to(actor).waiting_for_the_rest().select_related("coordinator"))
    names = identities_of(waiting, by=actor)
    begun = begun_for(waiting)
    campaigns = Campaign.objects.filter(closed_on=None).select_related("society").order_by("society__name", "code")
    context = {
        "waiting": [
            {"physician": p, "name": names[p.pk].full_name, "promise": promise_rows(p), "begun": begun.get(p.number)}
            for p in waiting
        ],
        "begun": begun_at_desk(),
        "papers": [{"campaign": c, "paper_code": shown(c.paper_code)} for c in campaigns],
    }
    return render(request, "desk/intake.html", context)


@roles(*READERS)
@require_http_methods(EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """A whole registration on one page. First read back, then registered; sent twice, it is registered once.

    What was typed before a call broke off is opened by `draft`, the key of its page.
    """
    actor = actor_in(request)
    typed = request.POST if request.method == "POST" else None
    key = _key_in(request)
    kept = typed is None or intake_drafts.keep(request, key, actor)
    draft = find_desk_draft(key)
    if draft is not None and draft.physician is not None:
        return redirect("desk_intake_done", draft.physician.number)
    if typed is None and "draft" in request.GET and draft is None:
        raise Http404
    intake = Intake(typed, may_take=_may_take(actor), begun=typed_at_desk(draft))
    twice: TwiceForm | None = None
    if kept and typed is not None and intake.is_valid() and not intake.asks_town and typed.get("go") == "register":
        twice = intake.twice(request.FILES)
        if twice is None or twice.is_valid():
            return redirect("desk_intake_done", _register(intake, key, actor, twice).number)
    crumbs = [("紙と電話の受付", "/desk/intake"), ("新しいご登録", "")]
    more = {
        "key": key,
        "keep_at": reverse("desk_intake_keep"),
        "newer": f"{request.path}?draft={key}",
        "crumbs": crumbs,
    }
    return _page(request, intake, more | intake_drafts.marks(request, key, kept=kept), twice)


@transaction.atomic
def _register(intake: Intake, key: str, actor: Actor, twice: TwiceForm | None) -> Physician:
    """The registration, and beside it the paper it came on and how the explanations were shown."""
    campaign = intake.way.cleaned_data["paper_code"]
    by = actor.by(intake.way.channel or Channel.PHONE)
    physician = register_physician(
        registration=registration_of(intake.steps, campaign_code=campaign.code if campaign else ""),
        by=by,
        draft=draft_of_desk(key=key),
        coordinator=_chosen(intake, actor),
    )
    if twice is not None:
        keep_registration(physician=physician, by=by, image=twice.cleaned_data["image"])
    intake.told.record(physician, key=key, by=by)
    return physician


@roles(*READERS)
@require_http_methods(EDIT)
def rest(request: HttpRequest, number: str) -> HttpResponse:
    """The call a physician asked for after the first step: everything else is asked and typed here."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    if not is_for_call(physician):
        if request.method == "POST":  # sent twice: the first time did it
            return redirect("desk_intake_done", number)
        raise Http404
    identity = identity_of(physician, by=actor)
    known = {name: getattr(identity, name) for name in KNOWN}
    typed = request.POST if request.method == "POST" else None
    kept = typed is None or intake_drafts.keep(request, number, actor)
    begun = typed_at_desk(find_desk_draft(number))
    intake = Intake(typed, may_take=False, known=known, may_choose_way=False, begun=begun)
    if kept and typed is not None and intake.is_valid() and not intake.asks_town and typed.get("go") == "register":
        with suppress(AlreadyComplete):  # somebody else's hand was quicker: what stands there is shown
            _complete(intake, physician, actor.by(Channel.PHONE))
        drop_desk_draft(key=number)
        return redirect("desk_intake_done", number)
    more = {"key": "", "physician": physician, "promise": promise_rows(physician), "newer": request.path}
    more |= {"keep_at": reverse("desk_intake_keep_rest", args=[number])}
    more |= {"crumbs": [("紙と電話の受付", "/desk/intake"), (number, "")]}
    return _page(request, intake, more | intake_drafts.marks(request, number, kept=kept))


@transaction.atomic
def _complete(intake: Intake, physician: Physician, by: Actor) -> None:
    complete_registration(physician=physician, registration=registration_of(intake.steps), by=by)
    intake.told.record(physician, key=physician.number, by=by)


KNOWN = ("family_name", "given_name", "family_kana", "given_kana", "mail", "phone")


@roles(*READERS)
@require_safe
def done(request: HttpRequest, number: str) -> HttpResponse:
    """What to say before one hangs up: who calls, on which day, the number of the receipt."""
    physician = physician_for(actor_in(request), number)
    return render(request, "desk/intake_done.html", {"physician": physician, "for_call": is_for_call(physician)})


def _page(
    request: HttpRequest, intake: Intake, more: dict[str, object], twice: TwiceForm | None = None
) -> HttpResponse:
    """The forms; what is right so far is read back above them."""
    right = intake.typed is not None and intake.is_valid()
    read_back = right and not intake.asks_town
    twice = twice or (intake.twice() if read_back else None)
    context = {
        "intake": intake,
        "twice": twice,
        "problems": [*(problems_of(twice) if twice is not None and twice.is_bound else []), *intake.problems],
        "sections": [(n, name, intake.steps[n]) for n, name in enumerate(STEP_NAMES, 1)],
        "texts": current_texts(today()).values(),
        "asks_town": right and intake.asks_town,
        "read_back": _read_back(intake) if read_back else [],
        "physician": None,
        "promise": [],
        **more,
    }
    return render(request, "desk/intake_form.html", context)


def _read_back(intake: Intake) -> list[tuple[str, list[Row]]]:
    """What was understood, each row leading to its field on the same page."""
    groups = []
    for n, form in intake.steps.items():
        given, _ = given_and_empty(rows_to_confirm(n, form))
        rows = [Row(row.label, row.value, f"#{row.href.partition('#')[2]}") for row in given]
        groups.append((STEP_NAMES[n - 1], rows))
    return groups


def _may_take(actor: Actor) -> bool:
    return actor.role == Role.COORDINATOR


def _chosen(intake: Intake, actor: Actor) -> User | None:
    return User.objects.get(pk=actor.user_id) if intake.way.cleaned_data.get("mine") else None


def _key_in(request: HttpRequest) -> str:
    """The key of the page, by which a second sending is known; a new page has a new one."""
    given = request.POST.get("key", "") or request.GET.get("draft", "")
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return str(uuid.uuid4())
