"""/events: seminars for everybody, a seat by mail address without an account, the calendar file, the feed."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import public
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.icalendar import Appointment, appointment_file
from enishi.common.workflow import Party, StepRefused
from enishi.law.parameters import value
from enishi.office.audit_words import VISITOR as VISITOR_ROLE
from enishi.outreach import seminars as acts
from enishi.outreach.enums import EntryState, SeminarStanding, SeminarWay
from enishi.outreach.models import Seminar
from enishi.web.outreach.seminar_forms import EntryForm

SEND = ["GET", "HEAD", "POST"]
START, HOME = ("はじめ", "/"), ("催し", "/events")
PER_PAGE, FEED_LENGTH = 10, 30
VISITOR = Actor(None, Party.PHYSICIAN, VISITOR_ROLE)
SESSION_KEY = "seminar_sent"
TOO_OFTEN = "お申し込みが続いたため、しばらく画面ではお受けできません。お手数ですが、お電話でお知らせください。"


@public
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """What is to come, the next first; below, what was."""
    past = Seminar.objects.public().filter(ends_at__lte=now(), cancelled_at=None)
    context = {
        "to_come": [
            {"seminar": s, "when": acts.when_words(s), "way": SeminarWay(s.way).label}
            for s in Seminar.objects.to_come()[:PER_PAGE]
        ],
        "page": Paginator(past, PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": [START, (HOME[0], "")],
    }
    return render(request, "public/events.html", context)


@public
@never_cache
@require_http_methods(SEND)
def event(request: HttpRequest, number: str) -> HttpResponse:
    """One seminar, and the form for a seat. Sending it writes a mail, nothing more."""
    seminar = acts.seminar_for(None, number)
    form = EntryForm(request.POST or None)
    too_often = False
    if request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, action="reader"):
            try:
                given = form.cleaned_data
                acts.ask_entry(seminar=seminar, name=given["name"], address=given["address"], by=VISITOR)
            except StepRefused as refused:
                for refusal in refused.refusals:
                    form.add_error(None, refusal.sentence)
            else:
                return redirect("event_sent", number)
        else:
            too_often = True
            form.add_error(None, TOO_OFTEN)
    left = acts.seats_left(seminar)
    context = {
        "seminar": seminar,
        "when": acts.when_words(seminar),
        "way": SeminarWay(seminar.way).label,
        "standing": seminar.standing,
        "takes": seminar.standing == SeminarStanding.OPEN,
        "full": left == 0,
        "few": left is not None and 0 < left <= 5,
        "form": form,
        "kept_days": value("seminar_retention_days", today()),
        "crumbs": [START, HOME, (seminar.title, "")],
    }
    return render(request, "public/event.html", context, status=429 if too_often else 200)


@public
@require_safe
def event_sent(request: HttpRequest, number: str) -> HttpResponse:
    """The same words whether the address was known or not."""
    seminar = acts.seminar_for(None, number)
    context = {
        "seminar": seminar,
        "days": value("unconfirmed_address_days", today()),
        "crumbs": [START, HOME, (seminar.title, f"/events/{number}"), ("メールをお送りしました", "")],
    }
    return render(request, "public/event_sent.html", context)


@public
@require_safe
def event_calendar(request: HttpRequest, number: str) -> HttpResponse:
    """The calendar file; of a cancelled seminar one that takes the entry away. How to join from a screen stays out of it."""
    seminar = acts.seminar_for(None, number)
    page = f"{settings.BASE_URL}/events/{seminar.number}"
    entry = Appointment(
        uid=f"{seminar.number}@{settings.BASE_URL.partition('://')[2].partition(':')[0]}",
        begins=seminar.begins_at, ends=seminar.ends_at, title=seminar.title, words=page,
        place=seminar.place or SeminarWay(seminar.way).label, sequence=seminar.changes,
        cancelled=seminar.cancelled_at is not None,
    )  # fmt: skip
    answer = HttpResponse(
        appointment_file(entry, made_at=seminar.changed_at), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{seminar.number}.ics"'
    return answer


@public
@never_cache
@require_http_methods(SEND)
def entry(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever got the mail: confirm, see how it stands, give the seat back. Opening the page changes nothing."""
    found = acts.entry_by_token(token)
    if request.method == "POST":
        what = request.POST.get("what", "")
        try:
            if what == "confirm":
                acts.confirm_entry(entry=found, by=VISITOR)
            elif what == "cancel":
                acts.cancel_entry(entry=found, by=VISITOR)
        except StepRefused as refused:
            for refusal in refused.refusals:
                messages.error(request, refusal.sentence)
        return redirect("event_entry", token)
    seminar = found.seminar
    ahead = 0
    if found.state == EntryState.WAITING:
        waiting = seminar.entries.filter(state=EntryState.WAITING)
        ahead = waiting.filter(confirmed_at__lt=found.confirmed_at).count()
    context = {
        "entry": found,
        "seminar": seminar,
        "when": acts.when_words(seminar),
        "standing": seminar.standing,
        "takes": seminar.standing == SeminarStanding.OPEN,
        "ahead": ahead,
        "kept_days": value("seminar_retention_days", today()),
    }
    return render(request, "public/event_entry.html", context)


@public
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """RSS 2.0."""
    made = Rss201rev2Feed(
        title="縁 Enishi　催し", link=f"{settings.BASE_URL}/events", description="説明会、見学会などのご案内です。",
        language="ja", feed_url=f"{settings.BASE_URL}{request.path}",
    )  # fmt: skip
    for seminar in Seminar.objects.public().order_by("-published_at")[:FEED_LENGTH]:
        address = f"{settings.BASE_URL}/events/{seminar.number}"
        state = "（取りやめました）" if seminar.cancelled_at else ""
        made.add_item(
            title=f"{seminar.title}{state}", link=address, unique_id=address, pubdate=timezone.localtime(seminar.published_at),
            description=f"{acts.when_words(seminar)}　{seminar.place or SeminarWay(seminar.way).label}",
        )  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
