"""An advertisement that the institution already has, read into drafts. Nothing is published here."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import roles
from enishi.institutions.access import own_institution
from enishi.openings.advertisements import advertisement_for, draft_from_advertisement, keep_advertisement
from enishi.web.institution.access import EDITORS, actor_on
from enishi.web.institution.opening_steps import key_in
from enishi.web.openings.advertisement import AdvertisementForm, marked_text, reading_of, review_form, summary

EDIT = ["GET", "HEAD", "POST"]
CRUMBS = [("今日のご案内", "/inst"), ("募集", "/inst/openings")]


@roles(*EDITORS)
@require_http_methods(EDIT)
def read(request: HttpRequest) -> HttpResponse:
    """The words of an advertisement, pasted or in a file."""
    actor = actor_on(request)
    form = AdvertisementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        key = key_in(request) or uuid.uuid4()
        kept = keep_advertisement(institution=own_institution(actor), by=actor, text=form.words, key=key)
        return redirect("inst_ad_found", key=kept.key)
    context = {"form": form, "key": key_in(request) or uuid.uuid4(), "crumbs": [*CRUMBS, ("文章から読み取る", "")]}
    return render(request, "openings/advertisement.html", {**context, "base": "base.html"})


@roles(*EDITORS)
@require_safe
def found(request: HttpRequest, key: UUID) -> HttpResponse:
    """The openings that were found in it."""
    kept = advertisement_for(actor_on(request), key)
    context = {"crumbs": [*CRUMBS, ("読み取った募集", "")], "base": "base.html", "review": "inst_ad_review"}
    context |= {"draft_url": "inst_opening_step", "again": "inst_openings_read"}
    return render(request, "openings/advertisement_found.html", {**context, **summary(kept, reading_of(kept))})


@roles(*EDITORS)
@require_http_methods(EDIT)
def review(request: HttpRequest, key: UUID, place: int) -> HttpResponse:
    """One of them: every fact beside its words; what is said yes to becomes a draft."""
    actor = actor_on(request)
    kept = advertisement_for(actor, key)
    reading = reading_of(kept)
    if not 0 <= place < len(reading.openings):
        raise Http404
    form = review_form(request.POST if request.method == "POST" else None, reading, place)
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_from_advertisement(
                advertisement=kept, place=place, by=actor, title=form.cleaned_data["title"], facts=form.facts
            )
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, "下書きをつくりました。公開はしていません。足りないところを書き足してください。")
            return redirect("inst_opening_step", number=made.number, step=1)
    context = {
        "form": form, "kept": kept, "text": marked_text(reading, place), "base": "base.html", "found": "inst_ad_found",
        "crumbs": [*CRUMBS, ("読み取った募集", f"/inst/openings/read/{key}"), ("確かめる", "")],
    }  # fmt: skip
    return render(request, "openings/advertisement_review.html", context)
