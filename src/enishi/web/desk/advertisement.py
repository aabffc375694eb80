"""An advertisement that came to the desk by fax, mail or on a call, read into a draft of the institution that sent it."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import roles
from enishi.common.workflow import Channel
from enishi.institutions.models import Institution
from enishi.openings.advertisements import advertisement_for, draft_from_advertisement, keep_advertisement
from enishi.web.desk.common import READERS, actor_in
from enishi.web.openings.advertisement import DeskAdvertisementForm, marked_text, reading_of, review_form, summary

EDIT = ["GET", "HEAD", "POST"]
CRUMBS = [("紙と電話の受付", "/desk/intake")]


@roles(*READERS)
@require_http_methods(EDIT)
def read(request: HttpRequest) -> HttpResponse:
    """Whose advertisement it is, and its words."""
    actor = actor_in(request)
    form = DeskAdvertisementForm(
        request.POST or None, request.FILES or None, among=Institution.objects.visible_to(actor).order_by("id")
    )
    if request.method == "POST" and form.is_valid():
        kept = keep_advertisement(
            institution=form.cleaned_data["institution"], by=actor.by(Channel.FAX), text=form.words, key=_key(request)
        )
        return redirect("desk_ad_found", key=kept.key)
    context = {"form": form, "key": _key(request), "crumbs": [*CRUMBS, ("求人の文章を読み取る", "")]}
    return render(request, "openings/advertisement.html", {**context, "base": "base_staff.html"})


@roles(*READERS)
@require_safe
def found(request: HttpRequest, key: UUID) -> HttpResponse:
    kept = advertisement_for(actor_in(request), key)
    context = {"crumbs": [*CRUMBS, ("読み取った募集", "")], "base": "base_staff.html", "review": "desk_ad_review"}
    context |= {"draft_url": "desk_opening", "again": "desk_intake_opening"}
    return render(request, "openings/advertisement_found.html", {**context, **summary(kept, reading_of(kept))})


@roles(*READERS)
@require_http_methods(EDIT)
def review(request: HttpRequest, key: UUID, place: int) -> HttpResponse:
    """Every fact beside its words; what is said yes to becomes a draft that the institution completes."""
    actor = actor_in(request)
    kept = advertisement_for(actor, key)
    reading = reading_of(kept)
    if not 0 <= place < len(reading.openings):
        raise Http404
    form = review_form(request.POST if request.method == "POST" else None, reading, place)
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_from_advertisement(
                advertisement=kept,
                place=place,
                by=actor.by(Channel(kept.channel)),
                title=form.cleaned_data["title"],
                facts=form.facts,
            )
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, f"{kept.institution.name}の下書きをつくりました。公開はしていません。")
            return redirect("desk_opening", number=made.number)
    context = {
        "form": form, "kept": kept, "text": marked_text(reading, place), "base": "base_staff.html", "found": "desk_ad_found",
        "crumbs": [*CRUMBS, ("読み取った募集", f"/desk/intake/opening/{key}"), ("確かめる", "")],
    }  # fmt: skip
    return render(request, "openings/advertisement_review.html", context)


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()
