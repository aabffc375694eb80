"""Whoever comes to a talk that has just ended reads what happened, and not only that there is no such page (404 it stays).

The door is the notice this very person got: who was never told of an end, or asks for a number of somebody else's, finds nothing,
as ever. The words are those of the notice, the same whether the physician withdrew, hides, or left.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from enishi.notices.models import Notice
from enishi.web.institution.access import actor_on

OWN_WORDS = "お返事をいただいて、このご紹介は終わりました。"
WORDS = {
    "E21": OWN_WORDS,
    "E39": "このご紹介は、取り下げとなりました。",
    "E42i": "合意が取り消され、このお話は終わりました。",
}
"""For each notice that tells an institution of an end: what the page says."""

View = Callable[..., HttpResponse]


def or_its_end(view: View) -> View:
    """Below `@roles`: a talk that is gone is answered by its end, where this member was told of it. Nothing was recorded."""

    @wraps(view)
    def shown(request: HttpRequest, number: str, **more: Any) -> HttpResponse:
        try:
            return view(request, number, **more)
        except Http404:
            told = Notice.objects.filter(recipient_id=actor_on(request).user_id, about=number, kind__in=WORDS)
            last = told.order_by("-id").first()
            if last is None:
                raise
            context = {
                "number": number,
                "words": WORDS[last.kind],
                "at": last.created_at,
                "acted": request.method == "POST",
                "crumbs": [("今日のご案内", "/inst"), ("候補の先生", "/inst/candidates"), (f"番号 {number}", "")],
            }
            return render(request, "institution/talk_ended.html", context, status=404)

    return shown
