"""The interview at the desk: preparation and the guide of twelve topics; its sheet stands in `interview_sheet`."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.japanese.times import time_words
from enishi.common.profile import load_profile
from enishi.common.workflow import StepRefused
from enishi.physicians.access import identity_of, physician_for
from enishi.physicians.actions import MACHINE, begin_interview
from enishi.physicians.contact import promise_of
from enishi.physicians.hearing.topics import TOPICS
from enishi.physicians.interview_notes import (
    Typed,
    earlier_notes,
    mark_of,
    notes_of,
    version_of,
    write_notes,
)
from enishi.physicians.models import Physician
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import DECIDERS, READERS, decides
from enishi.web.desk.interview_prep import prep_of
from enishi.web.desk.sheets import wish_rows
from enishi.web.registration.drafts import number_in

EDIT = ["GET", "HEAD", "POST"]


def crumbs_to(number: str, last: str) -> list[tuple[str, str]]:
    """From the list of physicians to a page of one interview."""
    return [("医師", reverse("desk_doctors")), (number, reverse("desk_doctor", args=[number])), (last, "")]


# -- before -----------------------------------------------------------------------------------------
@roles(*READERS)
@require_safe
@never_cache
def prep(request: HttpRequest, number: str) -> HttpResponse:
    """準備の1枚: what we know, what is missing, what to ask, what was promised."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    context = {"physician": physician, "prep": prep_of(physician, actor), "crumbs": crumbs_to(number, "面談の準備")}
    return render(request, "desk/prep.html", context)


@roles(*READERS)
@require_safe
@never_cache
def prep_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The same on paper, for who speaks away from a screen."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    made, profile = prep_of(physician, actor), load_profile(settings.PROFILE)
    body = pdf(
        "web/desk/typst/prep.typ",
        {
            "title": f"面談の準備　{made.name} 先生",
            "sender": profile.name,
            "code": number,
            "printed": date_with_weekday(today()),
            "talk": made.talk,
            "known": [list(row) for row in made.known],
            "missing": made.missing,
            "promises": made.promises,
            "asks": [{"title": a.topic.title, "asks": list(a.topic.asks), "why": list(a.why)} for a in made.asks],
        },
    )
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="prep-{number}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


# -- while one speaks -------------------------------------------------------------------------------
@roles(*READERS)
@require_http_methods(EDIT)
@never_cache
def guide(request: HttpRequest, number: str) -> HttpResponse:
    """Twelve topics on one page. Every button saves all of them; 「保存して次へ」 leads to the next topic."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    clashes: list[str] = []
    refusals: list[str] = []
    if request.method == "POST":
        try:
            clashes = write_notes(
                physician=physician, by=actor, typed=_typed(request), page=_page_mark(request),
                turn=number_in(request.POST.get("turn", "")) or 0, both="both" in request.POST,
            )  # fmt: skip
        except StepRefused as refused:
            refusals = [refusal.sentence for refusal in refused.refusals]
        if not clashes and not refusals:
            return _saved(request, physician)
    begins = "P2" in {s.id for s in MACHINE.possible(physician, by=actor)} and decides(actor)
    return render(
        request,
        "desk/guide.html",
        {
            "physician": physician,
            "name": identity_of(physician, by=actor).full_name,
            "promise": promise_of(physician),
            "topics": _topics(request, physician, keep_typed=bool(clashes or refusals)),
            "page": _page_mark(request) if clashes or refusals else secrets.token_hex(8),
            "clashes": clashes,
            "refusals": refusals,
            "begins": begins,
            "earlier": earlier_notes(physician),
            "crumbs": crumbs_to(number, "面談"),
            "own_keys": True,  # here the numbers lead to the topics, not to the menu
        },
    )


def _saved(request: HttpRequest, physician: Physician) -> HttpResponse:
    """On to the next topic, or to the sheet that is drafted from the notes."""
    if "sheet" in request.POST:
        return redirect("desk_sheet", physician.number)
    keys = [topic.key for topic in TOPICS]
    at = request.POST.get("next", "")
    after = keys[keys.index(at) + 1] if at in keys[:-1] else at if at in keys else ""
    if not after:
        messages.success(request, "面談の記録を保存しました。")
    return redirect(reverse("desk_guide", args=[physician.number]) + (f"#t-{after}" if after else ""))


def _typed(request: HttpRequest) -> dict[str, Typed]:
    post = request.POST
    return {
        topic.key: Typed(post[topic.key], post.get(f"base-{topic.key}", ""), post.get(f"seen-{topic.key}", ""))
        for topic in TOPICS
        if topic.key in post
    }


def _page_mark(request: HttpRequest) -> str:
    return request.POST.get("page", "")[:16]


def _topics(request: HttpRequest, physician: Physician, *, keep_typed: bool) -> list[dict[str, Any]]:
    notes, rows = notes_of(physician), dict(wish_rows(physician.wishes))
    made = []
    for number, topic in enumerate(TOPICS, 1):
        row = notes.get(topic.key)
        stored = row.text if row else ""
        typed = request.POST.get(topic.key, stored) if keep_typed else stored
        made.append(
            {
                "topic": topic, "number": number, "text": typed, "base": mark_of(stored), "seen": version_of(row),
                "other": stored if keep_typed and typed.rstrip() != stored else "", "row": row,
                "known": [(label, rows[label]) for label in topic.know if rows.get(label)],
            }
        )  # fmt: skip
    if keep_typed:  # what the page was made of stays what it was, so that what was typed still counts as typed
        for part in made:
            key = part["topic"].key  # type: ignore[attr-defined]
            part["base"], part["seen"] = request.POST.get(f"base-{key}", ""), request.POST.get(f"seen-{key}", "")
    return made


@roles(*READERS)
@require_POST
def keep(request: HttpRequest, number: str) -> HttpResponse:
    """While typing (htmx): kept, and said so. Nothing is refused but a text that is too long."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    turn = number_in(request.POST.get("turn", "")) or 0
    try:
        clashes = write_notes(physician=physician, by=actor, typed=_typed(request), page=_page_mark(request), turn=turn)
    except StepRefused as refused:
        return JsonResponse({"words": refused.refusals[0].sentence, "echoes": {}, "proposals": {}})
    words = f"{time_words(timezone.localtime().time())}に保存しました。"
    if clashes:
        words = f"「{'」「'.join(clashes)}」は、ほかの方も書いています。「保存する」を押すと、並べてお見せします。"
    return JsonResponse({"words": words, "echoes": {}, "proposals": {}})


@roles(*DECIDERS)
@require_POST
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """P2 from the guide: the talk begins."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    try:
        begin_interview(physician=physician, by=actor)
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
    return redirect("desk_guide", number)
