"""/desk/openings and /desk/institutions: who looks for whom, and how fresh it is."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.models import Membership
from enishi.candidacies.models import Candidacy
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import Channel
from enishi.desk.lists import institutions as institutions_listed
from enishi.desk.lists import openings_by_freshness
from enishi.institutions import actions as institution_actions
from enishi.institutions.access import institution_for
from enishi.institutions.continuity import is_shared
from enishi.institutions.declarations import standing_of
from enishi.institutions.enums import InstitutionKind, InstitutionState
from enishi.institutions.joining import approve_application
from enishi.institutions.workflow import WORKFLOW as INSTITUTION_WORKFLOW
from enishi.merging.enums import Kind
from enishi.merging.querysets import pairs_waiting
from enishi.openings.access import opening_for
from enishi.openings.actions import confirm_opening
from enishi.openings.checking import gaps_left
from enishi.openings.conditions import readable_terms
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.openings.rules import Freshness
from enishi.openings.workflow import WORKFLOW as OPENING_WORKFLOW
from enishi.referrals.access import working_partners
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import DECIDERS, HEARD_BY, READERS, decides, family_names, page_of, press, send
from enishi.web.desk.merging_cards import doubles_of_record
from enishi.web.desk.next_line import next_line
from enishi.web.desk.sheets import timeline
from enishi.web.desk.today import due_chip
from enishi.web.institution.declaration import CHIPS as STANDING_CHIPS

CHIP_OF: dict[Freshness, tuple[str, str]] = {
    Freshness.FRESH: ("ok", "ok"),
    Freshness.AMBER: ("due", "clock"),
    Freshness.HIDDEN: ("late", "alert"),
    Freshness.UNCONFIRMED: ("", "info"),
}


class ConfirmForm(EnishiForm):
    """Reconfirmation that came to the desk: by which way, and the role of the person who stands for it."""

    channel = forms.ChoiceField(label="うかがった方法", choices=HEARD_BY, widget=ChoiceCards(two_columns=True))
    confirmed_by = forms.CharField(
        label="確認した方の役職",
        max_length=40,
        help_text="例：事務長、院長",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )


@roles(*READERS)
@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """Openings, those confirmed longest ago first."""
    state = request.GET.get("state", OpeningState.PUBLISHED)
    state = state if state in set(OpeningState) else ""
    page = page_of(request, openings_by_freshness(actor_in(request), state=state))
    rows = [_row(o) for o in page.object_list]
    states = [(code, words) for code, words in OpeningState.choices() if code != OpeningState.MERGED]
    return render(
        request,
        "desk/openings.html",
        {"page": page, "rows": rows, "state": state, "states": states, "doubles": len(pairs_waiting(Kind.OPENING))},
    )


def _row(o: Opening) -> dict[str, Any]:
    kind, icon = CHIP_OF[o.freshness]
    return {"opening": o, "label": OpeningState(o.state).label, "kind": kind, "icon": icon, "words": o.freshness.label}


@roles(*READERS)
@require_safe
def opening(request: HttpRequest, number: str) -> HttpResponse:
    return _opening_page(request, opening_for(actor_in(request), number), ConfirmForm())


def _opening_page(request: HttpRequest, found: Opening, form: ConfirmForm) -> HttpResponse:
    actor, day = actor_in(request), today()
    rows = list(
        Candidacy.objects.visible_to(actor)
        .filter(opening=found)
        .select_related("physician")
        .order_by("-made_at", "-id")
    )
    names = family_names((c.physician for c in rows), actor)
    return render(
        request,
        "desk/opening.html",
        {
            **_row(found),
            **next_line(found),
            "terms": readable_terms(found.current) if found.current else [],
            "gaps": gaps_left(found.current, day),
            "candidacies": [
                {"candidacy": c, "name": names[c.physician_id], "chip": due_chip(c.due_on, day) if c.due_on else None}
                for c in rows
            ],
            "timeline": timeline(found.transitions.select_related("actor"), OPENING_WORKFLOW),
            "published": found.state == OpeningState.PUBLISHED,
            "confirmed_how": Channel(found.confirmed_channel).label if found.confirmed_channel else "",
            "form": form,
            **doubles_of_record(found),
            "decides": decides(actor),
            "also_held": found.also_held.filter(ended_at=None).select_related("partner"),
            "referrals": found.referrals.select_related("partner"),
            "partners": working_partners(),
            "crumbs": [("募集", reverse("desk_openings")), (found.number, "")],
        },
    )


@roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """お電話で再確認: everything still holds, said by this person, written down by the desk."""
    actor = actor_in(request)
    found = opening_for(actor, number)
    if request.method != "POST":
        return redirect("desk_opening", number)
    form = ConfirmForm(request.POST)
    return send(
        request,
        form,
        lambda: confirm_opening(
            opening=found,
            by=actor.by(Channel(form.cleaned_data["channel"])),
            confirmed_by=form.cleaned_data["confirmed_by"],
        ),
        "募集の再確認を記録しました。",
        reverse("desk_opening", args=[number]),
        lambda: _opening_page(request, found, form),
    )


@roles(*READERS)
@require_safe
def institutions(request: HttpRequest) -> HttpResponse:
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()
    state = state if state in set(InstitutionState) else ""
    page = page_of(request, institutions_listed(actor_in(request), state=state, words=words))
    return render(
        request,
        "desk/institutions.html",
        {
            "page": page,
            "rows": [
                {"institution": i, "label": InstitutionState(i.state).label, "kind": InstitutionKind(i.kind).label}
                for i in page.object_list
            ],
            "doubles": len(pairs_waiting(Kind.INSTITUTION)),
            "state": state,
            "states": [(c, words) for c, words in InstitutionState.choices() if c != InstitutionState.MERGED],
            "q": words,
        },
    )


@roles(*READERS)
@require_safe
def institution(request: HttpRequest, number: str) -> HttpResponse:
    """Facts, members and openings of one institution."""
    actor = actor_in(request)
    found = institution_for(actor, number)
    standing = standing_of(found)
    steps = {s.id for s in institution_actions.MACHINE.possible(found, by=actor)} if decides(actor) else set()
    return render(
        request,
        "desk/institution.html",
        {
            "institution": found,
            **next_line(found),
            "label": InstitutionState(found.state).label,
            "kind": InstitutionKind(found.kind).label,
            "members": Membership.objects.in_force()
            .filter(organisation=found.organisation_id)
            .select_related("user")
            .order_by("role", "user__name"),
            "openings": [_row(o) for o in openings_by_freshness(actor, state="").filter(institution=found)],
            "timeline": timeline(found.transitions.select_related("actor"), INSTITUTION_WORKFLOW),
            "may_activate": "I2" in steps,
            "may_suspend": "I3" in steps,
            "standing": standing,
            "standing_chip": STANDING_CHIPS[standing],
            "shares_continuity": is_shared(found),
            "decides": decides(actor),
            **doubles_of_record(found),
            "crumbs": [("医療機関", reverse("desk_institutions")), (found.number, "")],
        },
    )


@roles(*DECIDERS)
@require_POST
def activate(request: HttpRequest, number: str) -> HttpResponse:
    """確認して登録する: the institution was checked against the national list and by telephone."""
    actor = actor_in(request)
    found = institution_for(actor, number)
    return press(
        request,
        lambda: approve_application(institution=found, by=actor),
        "医療機関を登録しました。募集を公開できるようになりました。",
        reverse("desk_institution", args=[number]),
    )
