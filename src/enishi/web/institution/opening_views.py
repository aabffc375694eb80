"""The institution's own openings: list, form, preview with what is missing, publishing, reconfirming, closing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from enishi.candidacies.actions import close_opening_and_talks
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.institutions.access import own_institution
from enishi.openings.access import opening_for
from enishi.openings.actions import EditConflict, confirm_opening, publish_opening, revise_opening, terms_of
from enishi.openings.checking import gaps_left
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.openings.scope import asked_by, needs_of
from enishi.web.components.forms import EnishiForm
from enishi.web.institution.access import EDITORS, MEMBERS, actor_on, may_edit
from enishi.web.institution.merging import basis_in, is_number, shown_version, side_by_side
from enishi.web.institution.opening_acts import (
    FRESHNESS_CHIPS,
    CloseForm,
    ConfirmForm,
    compared,
    gaps_of,
    history_of,
    latest_edition,
    lines_of,
    words_to_mend,
)
from enishi.web.institution.opening_form import OpeningForm, initial_of
from enishi.web.openings.page import page_of


@roles(*MEMBERS)
@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    own = Opening.objects.visible_to(actor).with_terms().order_by("-id")
    context = {"lines": lines_of(own), "may_edit": may_edit(actor), "institution": own_institution(actor)}
    return render(request, "institution/openings.html", context)


@roles(*EDITORS)
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """Change the terms, all on one page. Of a published opening only to terms that are complete; a refusal keeps what was typed.

    Who sent a page that another has overtaken sees both changes side by side first.
    """
    actor = actor_on(request)
    opening = opening_for(actor, number)
    version = shown_version(opening, request)
    published = opening.state == OpeningState.PUBLISHED
    form = OpeningForm(request.POST or None, initial=initial_of(version), published=published)
    if request.method == "POST" and form.is_valid():
        try:
            saved = revise_opening(
                opening=opening,
                by=actor,
                terms=form.terms(terms_of(version)),
                confirmed_by=form.cleaned_data.get("confirmed_by", ""),
                basis=basis_in(request),
            )
        except EditConflict as conflict:
            return side_by_side(request, opening, conflict)
        except StepRefused as refused:
            form.refuse(refused.refusals)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, f"第{saved.no}版として保存しました。")
            return redirect("inst_opening", number=number)
    context = {"form": form, "opening": opening, "seen": version.no, "crumbs": _crumbs(opening.current.title, number)}
    return render(request, "institution/opening_form.html", context)


@roles(*MEMBERS)
@require_safe
def versions(request: HttpRequest, number: str) -> HttpResponse:
    """What changed, when, by whom and by which way; and any two versions beside each other."""
    opening = opening_for(actor_on(request), number)
    history = history_of(opening)
    chosen = [request.GET.get(name, "") for name in ("from", "to")]
    context = {
        "opening": opening,
        "history": history,
        "compared": compared(opening, *map(int, chosen)) if all(is_number(no) for no in chosen) else None,
        "crumbs": [*_crumbs(opening.current.title, number)[:-1], ("これまでの版", "")],
    }
    return render(request, "institution/opening_versions.html", context)


@roles(*MEMBERS)
@require_safe
def opening(request: HttpRequest, number: str) -> HttpResponse:
    return _page(request, opening_for(actor_on(request), number))


@roles(*EDITORS)
@require_POST
def publish(request: HttpRequest, number: str) -> HttpResponse:
    shown, form = opening_for(actor_on(request), number), ConfirmForm(request.POST)
    if form.is_valid():
        try:
            publish_opening(opening=shown, by=actor_on(request), **form.cleaned_data)
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, "公開しました。30日ごとに、内容が今も正しいかをお尋ねします。")
            return redirect("inst_opening", number=number)
    return _page(request, shown, publish_form=form)


@roles(*EDITORS)
@require_POST
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    shown, form = opening_for(actor_on(request), number), ConfirmForm(request.POST)
    if form.is_valid():
        try:
            confirm_opening(opening=shown, by=actor_on(request), **form.cleaned_data)
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, "確認の日を記録しました。ありがとうございます。")
            return redirect("inst_opening", number=number)
    return _page(request, shown, confirm_form=form)


@roles(*EDITORS)
@require_POST
def close(request: HttpRequest, number: str) -> HttpResponse:
    shown, form = opening_for(actor_on(request), number), CloseForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            close_opening_and_talks(
                opening=shown, by=actor_on(request), close_reason=given["close_reason"], reason=given["reason"]
            )
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, "募集を終えました。")
            return redirect("inst_opening", number=number)
    return _page(request, shown, close_form=form)


def _page(request: HttpRequest, shown: Opening, **came_back: EnishiForm) -> HttpResponse:
    """The preview with its acts; a form that was refused comes back in its place."""
    shown = opening_for(actor_on(request), shown.number)
    for form in came_back.values():  # what is shown now is what is answered next
        if "seen" in form.fields:
            form.data = {**form.data.dict(), "seen": str(shown.current.no)}
    seen = {"seen": shown.current.no}
    context: dict[str, Any] = {
        "opening": shown,
        "page": page_of(shown),
        "scope": asked_by(needs_of(shown)),
        "gaps": gaps_of(gaps_left(shown.current, today())),
        "mend": [] if shown.state == OpeningState.CLOSED else words_to_mend(shown),
        "latest": latest_edition(shown),
        "may_edit": may_edit(actor_on(request)) and shown.state != OpeningState.CLOSED,
        "may_copy": may_edit(actor_on(request)),
        "state_label": OpeningState(shown.state).label,
        "is_published": shown.state == OpeningState.PUBLISHED,
        "is_public": Opening.objects.published().filter(pk=shown.pk).exists(),
        "freshness_chip": FRESHNESS_CHIPS[shown.freshness],
        "bound_forms": list(came_back.values()),
        "publish_form": ConfirmForm(initial=seen),
        "confirm_form": ConfirmForm(initial=seen),
        "close_form": CloseForm(),
        "crumbs": _crumbs(shown.current.title),
        **came_back,
    }
    return render(request, "institution/opening.html", context)


def _crumbs(last: str, number: str = "") -> list[tuple[str, str]]:
    between = [(number, f"/inst/openings/{number}")] if number else []
    return [("今日のご案内", "/inst"), ("募集", "/inst/openings"), *between, (last, "")]
