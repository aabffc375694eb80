"""The public list and page of openings: only what `published()` shows, whoever looks."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.candidacies.actions import ask_to_talk
from enishi.candidacies.models import Candidacy
from enishi.common.access import public, roles
from enishi.common.actor import Actor
from enishi.common.workflow import StepRefused
from enishi.openings.access import opening_for
from enishi.openings.models import Opening
from enishi.openings.scope import asked_by, needs_of
from enishi.physicians.access import own_record
from enishi.physicians.enums import DisclosureLevel
from enishi.web.openings.cards import card_of
from enishi.web.openings.forms import AskForm, SearchForm
from enishi.web.openings.page import page_of

PER_PAGE = 10


@public
@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """The list, filtered by GET."""
    prefecture = "institution__municipality__prefecture"
    shown = Opening.objects.published()
    counts = shown.values_list(prefecture, f"{prefecture}__name").annotate(n=Count("pk")).order_by(prefecture)
    form = SearchForm(request.GET.dict(), prefectures=counts)
    found = form.narrow(shown).with_terms().last_confirmed_first()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "cards": [card_of(o) for o in page]}
    return render(request, "openings/list.html", context)


@public
@require_safe
def opening(request: HttpRequest, number: str) -> HttpResponse:
    """One opening as everybody sees it; members and staff have their own pages for the rest."""
    shown = opening_for(None, number)
    return _page(request, shown, AskForm() if _is_physician(request) else None)


@roles(Role.PHYSICIAN)
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """T3: the physician wants to hear more, and says how far the institution may see."""
    shown = opening_for(None, number)
    if request.method != "POST":
        return redirect("opening", number=number)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = AskForm(request.POST)
    if form.is_valid():
        level = DisclosureLevel(form.cleaned_data["level"])
        try:
            candidacy = ask_to_talk(physician=own_record(actor), opening=shown, by=actor, level=level)
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
        else:
            return redirect(f"/my/talks/{candidacy.number}")
    return _page(request, shown, form)


def _page(request: HttpRequest, shown: Opening, form: AskForm | None) -> HttpResponse:
    context: dict[str, Any] = {
        "page": page_of(shown),
        "scope": asked_by(needs_of(shown)),
        "form": form,
        "running": _running(request, shown),
        "crumbs": [("はじめ", "/"), ("募集をさがす", "/openings"), (shown.institution.name, "")],
    }
    return render(request, "openings/detail.html", context)


def _is_physician(request: HttpRequest) -> bool:
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    return actor is not None and actor.role == Role.PHYSICIAN


def _running(request: HttpRequest, shown: Opening) -> Candidacy | None:
    """The physician's own talk about this opening, if one is going on."""
    if not _is_physician(request):
        return None
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return Candidacy.objects.visible_to(actor).still_open().filter(opening=shown).first()
