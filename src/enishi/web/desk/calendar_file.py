"""/calendar/{token}.ics: the file another calendar reads. Without a sign-in, so it names nobody (`desk.feeds`)."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from enishi.common.access import public
from enishi.desk.feeds import calendar_of, owner_of_token
from enishi.web.errors import too_many
from enishi.web.kept import is_too_often

LONGEST_TOKEN = 64


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """200 with an ETag, 304 for who has the same, 404 alike for an ended address and for one that never was, 429 too often."""
    if is_too_often(request, "calendar"):
        return too_many(request)
    owner = owner_of_token(token) if len(token) <= LONGEST_TOKEN else None
    if owner is None:
        raise Http404
    body = calendar_of(owner)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    wanted = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" in wanted or tag in {one.removeprefix("W/") for one in wanted}:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="yotei.ics"'
    response["ETag"] = tag
    response["X-Robots-Tag"] = "noindex, nofollow"
    patch_cache_control(response, private=True, no_cache=True, max_age=0)
    return response


urlpatterns = [path("calendar/<str:token>.ics", feed, name="calendar_feed")]
