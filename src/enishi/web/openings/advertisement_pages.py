"""The pages on which an advertisement becomes drafts: the same for the institution that has it and for the desk it was sent to.

    urlpatterns += urls_for(Side(path="/openings/read", …))

gives `path` (whose and what words), `path/<key>` (what was found in them) and `path/<key>/<place>` (one opening looked over).
Nothing is published on any of them.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.workflow import Channel
from enishi.institutions.models import Institution
from enishi.openings.advertisements import (
    advertisement_for,
    draft_from_advertisement,
    keep_advertisement,
    kept_advertisements,
)
from enishi.openings.models import Opening
from enishi.openings.reading.words import unread_words
from enishi.web.components.actors import actor_in
from enishi.web.openings.advertisement import AdvertisementForm, kept_rows, reading_of, summary
from enishi.web.openings.advertisement_review import marked_text, review_form

EDIT = ["GET", "HEAD", "POST"]
Crumbs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Who sits at the pages. path: below the section's prefix; base: the whole address of the first page.

    names: of the three addresses; template: what the pages stand in; crumbs: the way to the first page. form: the first
    page's form for this actor; whose: the institution and the actor with the channel, from the valid form. leads_to: the
    address of a draft's page; said: the sentence after a draft was made.
    """

    path: str
    base: str
    names: tuple[str, str, str]
    roles: tuple[Role, ...]
    template: str
    crumbs: Crumbs
    form: Callable[[Any, Any, Actor], AdvertisementForm]
    whose: Callable[[Any, Actor], tuple[Institution, Actor]]
    leads_to: Callable[[str], str]
    said: Callable[[Opening], str]

    def context(self, *here: tuple[str, str], **more: Any) -> dict[str, Any]:
        read, found, review = self.names
        names = {"again": read, "found": found, "review": review}
        return {**names, "base": self.template, "crumbs": [*self.crumbs, *here], **more}


def urls_for(side: Side) -> list[URLPattern]:
    """The three addresses of one side."""
    guarded = roles(*side.roles)

    @guarded
    @require_http_methods(EDIT)
    def read(request: HttpRequest) -> HttpResponse:
        return _read(request, side)

    @guarded
    @require_safe
    def found(request: HttpRequest, key: UUID) -> HttpResponse:
        return _found(request, side, key)

    @guarded
    @require_http_methods(EDIT)
    def review(request: HttpRequest, key: UUID, place: int) -> HttpResponse:
        return _review(request, side, key, place)

    names = side.names
    return [
        path(side.path, read, name=names[0]),
        path(f"{side.path}/<uuid:key>", found, name=names[1]),
        path(f"{side.path}/<uuid:key>/<int:place>", review, name=names[2]),
    ]


def _read(request: HttpRequest, side: Side) -> HttpResponse:
    """The words, pasted or in a file; below them the texts that lie here already."""
    actor = actor_in(request)
    form = side.form(request.POST or None, request.FILES or None, actor)
    if request.method == "POST" and form.is_valid():
        institution, by = side.whose(form, actor)
        kept = keep_advertisement(institution=institution, by=by, text=form.words, key=_key(request))
        return redirect(side.names[1], key=kept.key)
    rows = kept_rows(kept_advertisements(actor))
    context = side.context(
        ("文章から読み取る", ""), form=form, key=_key(request), rows=rows, several=not actor.organisation_id
    )
    return render(request, "openings/advertisement.html", context)


def _found(request: HttpRequest, side: Side, key: UUID) -> HttpResponse:
    """The openings that were found in the text, and the text with what they were read from: what was missed stands unmarked."""
    kept = advertisement_for(actor_in(request), key)
    reading = reading_of(kept)
    told = summary(kept, reading)
    for one in told["openings"]:
        one["draft_href"] = side.leads_to(one["draft"]) if one["draft"] else ""
    context = side.context(("読み取った募集", ""), text=marked_text(reading, reading.openings), **told)
    return render(request, "openings/advertisement_found.html", context)


def _review(request: HttpRequest, side: Side, key: UUID, place: int) -> HttpResponse:
    """One of them: every fact beside its words; what is said yes to becomes a draft."""
    actor = actor_in(request)
    kept = advertisement_for(actor, key)
    reading = reading_of(kept)
    if not 0 <= place < len(reading.openings):
        raise Http404
    form = review_form(request.POST if request.method == "POST" else None, reading, place, kept.institution)
    if request.method == "POST" and form.is_valid():
        # At the institution the person at the screen answers; at the desk the paper or the call that came.
        by = actor if actor.organisation_id else actor.by(Channel(kept.channel))
        given = {"title": form.cleaned_data["title"], "facts": form.facts}
        try:
            made = draft_from_advertisement(advertisement=kept, place=place, by=by, **given)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, side.said(made))
            return redirect(side.leads_to(made.number))
    here = (("読み取った募集", f"{side.base}/{key}"), ("確かめる", ""))
    text = marked_text(reading, [reading.openings[place]])
    context = side.context(*here, form=form, kept=kept, text=text, unread=unread_words(reading))
    return render(request, "openings/advertisement_review.html", context)


def _key(request: HttpRequest) -> UUID:
    """Of the form that was sent, so that a second sending is known; a new one for a new page."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()
