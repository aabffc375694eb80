"""/desk/calendar/feed: the address by which another calendar reads one's own; made, shown once, replaced, ended."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.desk.feeds import end_feed, make_feed, open_feed_of
from enishi.web.components.actors import actor_in
from enishi.web.desk.calendar_own import MINE


@roles(*MINE)
@require_safe
@never_cache
def feed_page(request: HttpRequest) -> HttpResponse:
    """What such a calendar holds and what it does not; make, replace, end."""
    return _feed_page(request, actor_in(request), "")


def _feed_page(request: HttpRequest, actor: Actor, token: str) -> HttpResponse:
    context = {
        "feed": open_feed_of(actor),
        "address": f"{settings.BASE_URL}{reverse('calendar_feed', args=[token])}" if token else "",
        "crumbs": [("予定表", reverse("desk_calendar")), ("ほかの予定表で見る", "")],
    }
    return render(request, "desk/calendar_feed.html", context)


@roles(*MINE)
@require_POST
@never_cache
def feed_make(request: HttpRequest) -> HttpResponse:
    """The answer to this press is the only page that ever shows the address."""
    actor = actor_in(request)
    return _feed_page(request, actor, make_feed(by=actor))


@roles(*MINE)
@require_POST
def feed_end(request: HttpRequest) -> HttpResponse:
    ended = end_feed(by=actor_in(request))
    said = "アドレスを止めました。ほかの予定表には、もう何も届きません。"
    messages.success(request, said if ended else "止めるアドレスはありません。")
    return redirect("desk_calendar_feed")
