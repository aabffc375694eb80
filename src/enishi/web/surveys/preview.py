"""A survey as who answers will see it, before anybody does; answers stand in the session alone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import roles
from enishi.common.instrument import problems
from enishi.surveys.access import READERS, draft_of, survey_for, version_in_use
from enishi.surveys.enums import Way
from enishi.surveys.models import Survey
from enishi.surveys.papers import about
from enishi.web.components.actors import actor_in
from enishi.web.surveys.research import SEND, crumbs_of
from enishi.web.surveys.walk import Walk, answer_page, check_context, page_after

PREVIEW = "survey_preview"


def _walk(request: HttpRequest, survey: Survey) -> Walk:
    """The draft, or what is in use; answers stand in the session alone."""
    shown = draft_of(survey) or version_in_use(survey)
    instrument = shown.instrument if shown else ()
    if problems(instrument):
        raise Http404
    kept = request.session.get(PREVIEW, {})
    mine = kept.get("answers", {}) if kept.get("number") == survey.number else {}
    language = kept.get("language", "ja") if kept.get("number") == survey.number else "ja"

    def save(given: Any, codes: set[str]) -> None:
        answers = {code: value for code, value in mine.items() if code not in codes} | dict(given)
        request.session[PREVIEW] = {"number": survey.number, "answers": answers, "language": language}

    return Walk(survey, instrument, mine, language, reverse("survey_preview", args=[survey.number]), save, preview=True)


@roles(*READERS)
@never_cache
@require_http_methods(SEND)
def start(request: HttpRequest, number: str) -> HttpResponse:
    found = survey_for(actor_in(request), number)
    walk = _walk(request, found)
    if request.method == "POST":
        language = "en" if request.POST.get("lang") == "en" else "ja"
        request.session[PREVIEW] = {"number": number, "answers": {}, "language": language}
        return redirect(page_after(_walk(request, found), 0))
    language = "en" if request.GET.get("lang") == "en" else "ja"
    context = {
        "survey": found, "seat": None, "language": language, "title": found.said("title", language), "about": about(found, language),
        "takes": True, "agrees": True, "bilingual": bool(found.title_english), "pages": len(walk.path), "has_answers": False,
        "is_open": found.way == Way.OPEN, "preview": True, "saved": False, "home": walk.home, "crumbs": crumbs_of(found, "ためしに見る"),
    }  # fmt: skip
    return render(request, "surveys/start.html", context)


@roles(*READERS)
@never_cache
@require_http_methods(SEND)
def page(request: HttpRequest, number: str, no: int) -> HttpResponse:
    return answer_page(request, _walk(request, survey_for(actor_in(request), number)), no)


@roles(*READERS)
@never_cache
@require_safe
def check(request: HttpRequest, number: str) -> HttpResponse:
    return render(request, "surveys/check.html", check_context(_walk(request, survey_for(actor_in(request), number))))
