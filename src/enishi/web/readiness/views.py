"""/q/{token}: a physician of the place answers by a link, without signing in. A link that ended and one that never was look the same."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import public
from enishi.institutions.readiness import GUEST, of_token, save_answers
from enishi.institutions.readiness_items import Seat, group_after
from enishi.web.readiness.sheet import TOTAL, answers_in, group_or_404, rows_of, seat_line

BARE = {"nav": (), "here": "/", "section": ""}
"""The address, which opens the page, stands nowhere on it for others to find."""


@public
@require_safe
@never_cache
def start(request: HttpRequest, token: str) -> HttpResponse:
    sheet = of_token(token)
    if sheet is None:
        return _closed(request)
    line = seat_line(sheet, Seat.PHYSICIAN, lambda group: reverse("readiness_link_group", args=[token, group.code]))
    context = {"institution": sheet.institution, "line": line, "total": TOTAL, "until": sheet.link_until, **BARE}
    return _quiet(render(request, "readiness/link.html", context))


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def group(request: HttpRequest, token: str, group: str) -> HttpResponse:
    sheet = of_token(token)
    if sheet is None:
        return _closed(request)
    found = group_or_404(group)
    if request.method == "POST":
        answers = answers_in(request.POST, found)
        save_answers(institution=sheet.institution, by=GUEST, seat=Seat.PHYSICIAN, group=group, answers=answers)
        following = group_after(group)
        if following is None:
            messages.success(request, "お答えをお預かりしました。ありがとうございました。")
            return _quiet(redirect("readiness_link", token))
        return _quiet(redirect("readiness_link_group", token, following.code))
    context = {
        "group": found,
        "rows": rows_of(found, sheet.physician),
        "seat": Seat.PHYSICIAN,
        "refused": "",
        "following": group_after(group),
        **BARE,
    }
    return _quiet(render(request, "readiness/group.html", context))


def _closed(request: HttpRequest) -> HttpResponse:
    return _quiet(render(request, "readiness/closed.html", BARE, status=404))


def _quiet(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
