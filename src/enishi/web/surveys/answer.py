"""/survey/{token}: the own link of one who answers, without a sign-in; /survey/open/{number}: the link for everybody."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.roles import Role
from enishi.common.access import public, roles
from enishi.common.actor import Actor
from enishi.common.workflow import Party, StepRefused
from enishi.office.audit_words import VISITOR as VISITOR_ROLE
from enishi.surveys import answering as acts
from enishi.surveys.access import open_survey, seat_by_token, seats_of
from enishi.surveys.enums import Language, Way
from enishi.surveys.models import SurveySeat
from enishi.surveys.papers import about
from enishi.web.components.actors import actor_in
from enishi.web.components.limits import TOO_OFTEN, may_look_up
from enishi.web.surveys.walk import Walk, answer_page, check_context, page_after, rows_to_check

SEND = ["GET", "HEAD", "POST"]
VISITOR = Actor(None, Party.PHYSICIAN, VISITOR_ROLE)
KEPT = "open_surveys"
"""Of the session: number of an open survey → token of the seat this browser began, so that it goes on and not begins anew."""


def walk_of(seat: SurveySeat) -> Walk:
    """Raises StepRefused where no version is in use."""
    return Walk(
        seat.survey, acts.version_for(seat).instrument, acts.answers_of(seat), seat.language, f"/survey/{seat.token}",
        lambda given, codes: acts.save_page(seat=seat, given=given, codes=codes, by=VISITOR),
    )  # fmt: skip


def _private(answer: HttpResponse) -> HttpResponse:
    """The address is a key: no search engine keeps it, and by SECURE_REFERRER_POLICY no other host learns it."""
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _language(request: HttpRequest, stored: str) -> Language:
    return Language.ENGLISH if request.GET.get("lang", stored) == Language.ENGLISH else Language.JAPANESE


@public
@never_cache
@require_http_methods(SEND)
def start(request: HttpRequest, token: str) -> HttpResponse:
    """What it is about, before anything is asked; and the way back for who went away in the midst."""
    seat = seat_by_token(token)
    if request.method == "POST":
        wanted = Language.ENGLISH if request.POST.get("lang") == Language.ENGLISH else Language.JAPANESE
        try:
            begun = acts.begin(seat=seat, language=wanted, by=VISITOR)
            return _private(redirect(page_after(walk_of(begun), 0)))
        except StepRefused as refused:
            for refusal in refused.refusals:
                messages.error(request, refusal.sentence)
            return _private(redirect("survey_start", token))
    language = _language(request, seat.language)
    walk = walk_of(seat)
    context = {
        "survey": seat.survey, "seat": seat, "language": language, "title": seat.survey.said("title", language),
        "about": about(seat.survey, language), "takes": acts.takes(seat.survey), "agrees": acts.agrees(seat),
        "bilingual": bool(seat.survey.title_english), "pages": len(walk.path), "has_answers": bool(walk.answers), "is_open": seat.way == Way.OPEN, "preview": False,
        "saved": "saved" in request.GET, "home": walk.home,
    }  # fmt: skip
    return _private(render(request, "surveys/start.html", context))


@public
@never_cache
@require_http_methods(SEND)
def page(request: HttpRequest, token: str, no: int) -> HttpResponse:
    seat = seat_by_token(token)
    if seat.is_sent or not acts.takes_from(seat):
        return _private(redirect("survey_start", token))
    return _private(answer_page(request, walk_of(seat), no))


@public
@never_cache
@require_http_methods(SEND)
def check(request: HttpRequest, token: str) -> HttpResponse:
    """All answers once more; the button that sends them."""
    seat = seat_by_token(token)
    if seat.is_sent:
        return _private(redirect("survey_done", token))
    if not acts.takes_from(seat):
        return _private(redirect("survey_start", token))
    if request.method == "POST":
        try:
            acts.send_answers(seat=seat, by=VISITOR)
            return _private(redirect("survey_done", token))
        except StepRefused as refused:
            for refusal in refused.refusals:
                messages.error(request, refusal.sentence)
            return _private(redirect("survey_check", token))
    return _private(render(request, "surveys/check.html", check_context(walk_of(seat))))


@public
@never_cache
@require_safe
def done(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt: what was sent when, how long it is kept, and that the link is cut at the end."""
    seat = seat_by_token(token)
    if not seat.is_sent:
        return _private(redirect("survey_start", token))
    walk = walk_of(seat)
    context = {
        "survey": seat.survey, "seat": seat, "title": seat.survey.said("title", seat.language), "rows": rows_to_check(walk),
        "about": about(seat.survey, seat.language), "language": seat.language, "preview": False,
    }  # fmt: skip
    return _private(render(request, "surveys/done.html", context))


@public
@never_cache
@require_http_methods(SEND)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more requests for this survey. Opening the page changes nothing."""
    seat = seat_by_token(token)
    if request.method == "POST":
        try:
            acts.decline(seat=seat, by=VISITOR)
        except StepRefused as refused:
            for refusal in refused.refusals:
                messages.error(request, refusal.sentence)
        return _private(redirect("survey_stop", token))
    context = {"survey": seat.survey, "seat": seat, "title": seat.survey.title, "takes": acts.takes(seat.survey)}
    return _private(render(request, "surveys/stop.html", context))


@public
@never_cache
@require_http_methods(SEND)
def common(request: HttpRequest, number: str) -> HttpResponse:
    """For everybody: a press takes a seat of its own, to which this browser comes back. No address of a machine is kept with it."""
    survey = open_survey(number)
    token = request.session.get(KEPT, {}).get(number, "")
    if request.method == "POST":
        if token:
            return redirect("survey_start", token)
        if not may_look_up(request, "survey"):
            messages.error(request, TOO_OFTEN)
            return redirect("survey_open", number)
        try:
            seat = acts.take_seat(survey=survey, by=VISITOR)
        except StepRefused as refused:
            for refusal in refused.refusals:
                messages.error(request, refusal.sentence)
            return redirect("survey_open", number)
        request.session[KEPT] = {**request.session.get(KEPT, {}), number: seat.token}
        return _private(redirect("survey_start", seat.token))
    language = _language(request, "ja")
    context = {
        "survey": survey, "title": survey.said("title", language), "language": language, "about": about(survey, language),
        "takes": acts.takes(survey), "bilingual": bool(survey.title_english), "own": token,
    }  # fmt: skip
    return render(request, "surveys/open.html", context)


@roles(Role.PHYSICIAN)
@never_cache
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What this physician was asked to take part in, for who lost the mail."""
    seats = [
        {"seat": seat, "href": reverse("survey_start", args=[seat.token]), "begun": bool(seat.answers)}
        for seat in seats_of(actor_in(request))
        if acts.takes(seat.survey)
    ]
    context = {"seats": seats, "crumbs": [("今日のご案内", "/my"), ("調査へのご協力", "")]}
    return _private(render(request, "surveys/own.html", context))
