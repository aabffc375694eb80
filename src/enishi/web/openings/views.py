"""The public list and page of openings: only what `published()` shows, whoever looks."""

import json
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.candidacies.actions import ask_to_talk
from enishi.candidacies.models import Candidacy
from enishi.common.access import public, roles
from enishi.common.actor import Actor
from enishi.common.documents import pdf
from enishi.common.workflow import StepRefused
from enishi.openings.access import opening_for
from enishi.openings.models import Opening
from enishi.openings.scope import asked_by, needs_of
from enishi.openings.search.filters import NOTHING_ASKED, Filters, canonical_query, read_query
from enishi.openings.search.finding import Found, search
from enishi.openings.spots import day_words, open_days_of
from enishi.physicians.access import own_record
from enishi.physicians.contact import has_interest, note_interest
from enishi.physicians.enums import DisclosureLevel, PhysicianState
from enishi.web.components.actors import actor_in
from enishi.web.errors import too_many
from enishi.web.kept import TooOften, drawn_once
from enishi.web.openings.cards import card_of
from enishi.web.openings.comparing import MOST, comparison_of, numbers_in
from enishi.web.openings.filter_form import FilterForm
from enishi.web.openings.forms import AskForm
from enishi.web.openings.page import page_of
from enishi.web.openings.posting import job_posting
from enishi.web.openings.result_words import chips, summary, url, wider
from enishi.web.openings.sheet import sheet_of
from enishi.web.openings.shielded import hidden_among

PER_PAGE = 10


@public
@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """The list. Each state of the search has one address: another way of writing it leads there."""
    asked, unread = read_query(dict(request.GET.lists()))
    found = search(asked)
    problems = (*unread, *found.problems)
    compare = numbers_in(request.GET.getlist("compare"))
    page = Paginator(found.ordered, PER_PAGE).get_page(request.GET.get("page"))
    here = url(found.filters, compare=compare, **({"page": page.number} if page.number > 1 else {}))
    if not problems and request.get_full_path() != here:
        return redirect(here)
    shown = _in_order(page.object_list.tolist())
    days = open_days_of(shown)
    physician = own_record(actor_in(request)) if _is_physician(request) else None
    shielded = hidden_among(physician, [o.institution_id for o in shown]) if physician else set()
    places = found.places
    context: dict[str, Any] = {
        "form": FilterForm(found, request.GET.dict()),
        "found": found,
        "problems": problems,
        "page": page,
        "cards": [card_of(o, found=found, shielded=shielded, days=days.get(o.pk, ())) for o in shown],
        "count": found.count,
        "count_words": f"{found.count:,}",
        "chips": chips(found, compare),
        "wider": wider(found, compare),
        "comparing": True,
        "compare": compare,
        "compare_left": MOST - len(compare),
        "by_distance": found.filters.by_distance,
        "start": places.words_of(found.filters.near) if found.filters.near else "",
        "heading": _heading(found),
        "is_asked": found.filters != NOTHING_ASKED or bool(problems),
        "fresh_href": url(NOTHING_ASKED, compare=compare),
        "canonical": f"{settings.BASE_URL}{url(found.filters, **({'page': page.number} if page.number > 1 else {}))}",
        "indexed": _is_indexed(found.filters) and not compare,
        "may_save": physician is not None and found.filters != NOTHING_ASKED,
        "save_href": f"/my/searches?{canonical_query(found.filters)}",
    }
    return render(request, "openings/list.html", context)


def _heading(found: Found) -> str:
    """募集をさがす, or for a department and a prefecture alone what the list is of."""
    filters = found.filters
    if filters != NOTHING_ASKED and _is_indexed(filters):
        only = Filters(specialties=filters.specialties, prefectures=filters.prefectures)
        return f"{summary(only, found.places).removesuffix('、当直なし、夜間の呼び出しなし')}の医師募集"
    return "募集をさがす"


def _is_indexed(filters: Filters) -> bool:
    """Search engines keep the whole list and those of one department or one prefecture: the rest are views of the same."""
    alone = Filters(specialties=filters.specialties[:1], prefectures=filters.prefectures[:1])
    return filters == alone


def _in_order(ids: list[int]) -> list[Opening]:
    """These openings with their terms, in this order; what was withdrawn in this very moment is left out."""
    found = {opening.pk: opening for opening in Opening.objects.published().with_terms().filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]


@public
@require_safe
def opening(request: HttpRequest, number: str) -> HttpResponse:
    """One opening as everybody sees it; members and staff have their own pages for the rest."""
    shown = opening_for(None, number)
    return _page(request, shown, AskForm() if _is_physician(request) else None)


@public
@require_safe
def printed(request: HttpRequest, number: str) -> HttpResponse:
    """The opening on paper: A4, with the number to say on the telephone and a code that leads back here."""
    shown = opening_for(None, number)
    sheet = sheet_of(page_of(shown))
    key = sha256(json.dumps(sheet, ensure_ascii=False).encode()).hexdigest()
    try:
        content = drawn_once(request, "opening_print", key, lambda: pdf("web/openings/typst/opening.typ", sheet))
    except TooOften:
        return too_many(request)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{shown.number}.pdf"', "X-Robots-Tag": "noindex"},
    )


@public
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to three openings side by side; the address names them."""
    given = request.GET.getlist("no")
    numbers = numbers_in(given)
    openings = {o.number: o for o in Opening.objects.published().with_terms().filter(number__in=numbers)}
    shown = [openings[number] for number in numbers if number in openings]
    context = {
        "comparison": comparison_of([page_of(o) for o in shown]),
        "gone": [number for number in numbers if number not in openings],
        "too_many": len({*given}) > MOST,
        "more_href": url(NOTHING_ASKED, compare=tuple(o.number for o in shown)) if len(shown) < MOST else "",
        "crumbs": [("はじめ", "/"), ("募集をさがす", "/openings"), ("並べて比べる", "")],
    }
    return render(request, "openings/compare.html", context)


@roles(Role.PHYSICIAN)
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """T3: the physician wants to hear more, and says how far the institution may see."""
    shown = opening_for(None, number)
    if request.method != "POST":
        return redirect("opening", number=number)
    actor = actor_in(request)
    if _before_acceptance(actor):
        return _keep_interest(request, shown, actor)
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


def _keep_interest(request: HttpRequest, shown: Opening, actor: Actor) -> HttpResponse:
    """No talk can begin yet: the coordinator is told, and speaks of it in the first talk with the physician."""
    if _hides_from(request, shown):
        return redirect("opening", number=shown.number)
    note_interest(physician=own_record(actor), by=actor, opening=shown.number)
    return redirect(f"{reverse('opening', args=[shown.number])}#ask")


def _before_acceptance(actor: Actor) -> bool:
    """Whether the desk still has to hear (or to hear again) what the physician wishes, before anything is passed on."""
    return own_record(actor).state in (PhysicianState.REGISTERED, PhysicianState.INTERVIEWING, PhysicianState.PAUSED)


def _page(request: HttpRequest, shown: Opening, form: AskForm | None) -> HttpResponse:
    page = page_of(shown, public=True)
    early = form is not None and _before_acceptance(actor_in(request))
    context: dict[str, Any] = {
        "scope": asked_by(needs_of(shown)),
        "page": page,
        "spots": [(day_words(s), s.what) for s in open_days_of([shown]).get(shown.pk, [])],
        "form": form,
        "early": early,
        "noted": early and has_interest(own_record(actor_in(request)), shown.number),
        "running": _running(request, shown),
        "is_hidden": _hides_from(request, shown),
        "posting": job_posting(shown, page),
        "canonical": f"{settings.BASE_URL}/openings/{shown.number}",
        "crumbs": [("はじめ", "/"), ("募集をさがす", "/openings"), (shown.institution.name, "")],
    }
    return render(request, "openings/detail.html", context)


def _is_physician(request: HttpRequest) -> bool:
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    return actor is not None and actor.role == Role.PHYSICIAN


def _hides_from(request: HttpRequest, shown: Opening) -> bool:
    """Whether the reader is a physician whose shield covers this institution."""
    return _is_physician(request) and bool(hidden_among(own_record(actor_in(request)), [shown.institution_id]))


def _running(request: HttpRequest, shown: Opening) -> Candidacy | None:
    """The physician's own talk about this opening, if one is going on."""
    if not _is_physician(request):
        return None
    return Candidacy.objects.visible_to(actor_in(request)).still_open().filter(opening=shown).first()
