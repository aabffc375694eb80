"""Pages anybody may read: short, and true to what the system does."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.common.access import public
from enishi.common.clock import today
from enishi.office.reports import fee_rate_of
from enishi.office.results import fee_rate_exempt, fee_rate_is_due, published_results
from enishi.openings.models import Opening
from enishi.outreach.kit.texts import bare
from enishi.outreach.links import short_link
from enishi.outreach.models import NewsItem, Seminar
from enishi.web.context import LETTERS_COOKIE, LETTERS_KEY, SIZES, STANDARD
from enishi.web.openings.cards import card_of
from enishi.web.public.story_cards import first_cards

YEAR = 365 * 24 * 3600
LATEST, SHOWN_STORIES, SHOWN_TO_DOCTORS = 3, 3, 12
NEXT_SEMINARS = 2


@public
@require_safe
def top(request: HttpRequest) -> HttpResponse:
    """Three doors, four promises, and the openings that were confirmed last."""
    return front_page(request)


def front_page(request: HttpRequest, *, lost_link: bool = False) -> HttpResponse:
    """The front page. lost_link: of a society's link that does not exist, with a kind sentence on top and status 404, so
    that no search engine keeps it."""
    latest = Opening.objects.proposable().with_terms().last_confirmed_first()[:LATEST]
    context = {
        "openings": [card_of(opening) for opening in latest],
        "total": Opening.objects.published().count(),
        "stories": (cards := first_cards(SHOWN_STORIES)),
        "told": any(card.told for card in cards),
        "news": NewsItem.objects.shown()[:LATEST],
        "seminars": [{"seminar": s} for s in Seminar.objects.to_come()[:NEXT_SEMINARS]],
    }
    return render(request, "public/top.html", context | {"lost_link": lost_link}, status=404 if lost_link else 200)


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html")


@public
@require_safe
def doctors(request: HttpRequest) -> HttpResponse:
    return render(request, "public/doctors.html", {"stories": first_cards(SHOWN_TO_DOCTORS, of_doctors=True)})


@public
@require_safe
def institutions(request: HttpRequest) -> HttpResponse:
    return render(request, "public/institutions.html")


@public
@require_safe
def societies(request: HttpRequest) -> HttpResponse:
    return render(request, "public/societies.html", {"example": bare(short_link("gakkai_1"))})


@public
@require_safe
def placement(request: HttpRequest) -> HttpResponse:
    """What is made known before an application (職業安定法32条の13, 施行規則24条の5)."""
    day = today()
    results = published_results(day)
    context = {
        "results": results,
        "rate_needed": fee_rate_is_due(results, day),
        "rate_exempt": fee_rate_exempt(day),
        "rate": fee_rate_of(results) if fee_rate_is_due(results, day) else "",
        "crumbs": [("はじめ", "/"), ("職業紹介についての明示事項", "")],
    }
    return render(request, "public/placement.html", context)


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html")


@public
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    return render(request, "public/complaints.html")


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


@public
@require_POST
def letters(request: HttpRequest) -> HttpResponse:
    """Keep the letter size for this session and this browser, and go back to the page it was chosen on."""
    chosen = request.POST.get("size", "")
    size = chosen if chosen in dict(SIZES) else STANDARD
    request.session[LETTERS_KEY] = size
    response = HttpResponseRedirect(_local(request.POST.get("next", ""), request))
    response.set_cookie(LETTERS_COOKIE, size, max_age=YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    return response


@public
@never_cache
@require_safe
def token(request: HttpRequest) -> HttpResponse:
    """A fresh form token for a page the browser's 「戻る」 brought back; other sites cannot read it."""
    return JsonResponse({"token": get_token(request)})


def _local(target: str, request: HttpRequest) -> str:
    """The path to go back to, only within this site; else the top page."""
    inside = url_has_allowed_host_and_scheme(target, allowed_hosts=None, require_https=request.is_secure())
    return target if inside and target.startswith("/") else "/"
