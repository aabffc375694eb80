"""/inst/openings/{number}/physicians: outlines without names, and 「この先生とお話ししたい」 (T4)."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.candidacies.anonymous_requests import REQUESTS_A_WEEK, outlines_for, request_talk, requests_left
from enishi.common.access import roles
from enishi.common.workflow import StepRefused
from enishi.openings.access import opening_for
from enishi.openings.models import Opening
from enishi.physicians.models import Physician
from enishi.web.institution.access import EDITORS, actor_on

SALT = "enishi.anonymous-request"
LIFE = 7 * 24 * 3600
"""Seconds for which a button works."""


def _sealed(opening: Opening, physician: int) -> str:
    """What a button carries: whom it is about, readable by nobody but us, good for this opening alone."""
    return signing.dumps([opening.pk, physician], salt=SALT)


def _opened(opening: Opening, sealed: str) -> Physician | None:
    try:
        about, physician = signing.loads(sealed, salt=SALT, max_age=LIFE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Physician.objects.filter(pk=physician).first() if about == opening.pk else None


@roles(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def physicians(request: HttpRequest, number: str) -> HttpResponse:
    """At most five outlines of physicians who agreed to be read of so; asking goes to the coordinator."""
    actor = actor_on(request)
    opening = opening_for(actor, number)
    if request.method == "POST":
        physician = _opened(opening, request.POST.get("about", ""))
        try:
            if physician is None:
                messages.error(request, "この画面が古くなっています。もう一度お選びください。")
            else:
                request_talk(physician=physician, opening=opening, by=actor)
                messages.success(
                    request, "担当者が承りました。先生のお気持ちをうかがい、よいお返事のときにご連絡します。"
                )
        except StepRefused as refused:
            for refusal in refused.refusals:
                messages.error(request, refusal.sentence)
        return redirect("inst_opening_physicians", number)
    found = outlines_for(opening, by=actor)
    context: dict[str, Any] = {
        "opening": opening,
        "rows": [(row.words, _sealed(opening, row.pk)) for row in found],
        "left": requests_left(opening),
        "a_week": REQUESTS_A_WEEK,
        "crumbs": [
            ("今日のご案内", "/inst"),
            ("募集", "/inst/openings"),
            (number, f"/inst/openings/{number}"),
            ("お名前を伏せた先生方", ""),
        ],
    }
    return render(request, "institution/anonymous.html", context)
