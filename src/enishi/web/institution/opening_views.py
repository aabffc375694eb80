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
from enishi.openings.actions import confirm_opening, draft_opening, publish_opening, revise_opening
from enishi.openings.conditions import statutory_gaps
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.openings.scope import asked_by, needs_of
from enishi.web.components.forms import EnishiForm
from enishi.web.institution.access import EDITORS, MEMBERS, actor_on, may_edit
from enishi.web.institution.opening_acts import FRESHNESS_CHIPS, CloseForm, ConfirmForm, gaps_of, history_of, lines_of
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
def new(request: HttpRequest) -> HttpResponse:
    """A draft from scratch: it is kept with whatever is known."""
    actor = actor_on(request)
    form = OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opening = draft_opening(institution=own_institution(actor), by=actor, terms=form.terms())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, "下書きを保存しました。")
            return redirect("inst_opening", number=opening.number)
    return render(request, "institution/opening_form.html", {"form": form, "crumbs": _crumbs("新しい募集")})


@roles(*EDITORS)
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """Change the terms. Of a published opening only to terms that are complete; a refusal keeps what was typed."""
    actor = actor_on(request)
    opening = opening_for(actor, number)
    published = opening.state == OpeningState.PUBLISHED
    form = OpeningForm(request.POST or None, initial=initial_of(opening.current), published=published)
    if request.method == "POST" and form.is_valid():
        try:
            version = revise_opening(
                opening=opening,
                by=actor,
                terms=form.terms(opening.current.conditions),
                confirmed_by=form.cleaned_data.get("confirmed_by", ""),
            )
        except StepRefused as refused:
            form.refuse(refused.refusals)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, f"第{version.no}版として保存しました。")
            return redirect("inst_opening", number=number)
    context = {"form": form, "opening": opening, "crumbs": _crumbs(opening.current.title, number)}
    return render(request, "institution/opening_form.html", context)


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
            publish_opening(opening=shown, by=actor_on(request), confirmed_by=form.cleaned_data["confirmed_by"])
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
            confirm_opening(opening=shown, by=actor_on(request), confirmed_by=form.cleaned_data["confirmed_by"])
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
    context: dict[str, Any] = {
        "opening": shown,
        "page": page_of(shown),
        "scope": asked_by(needs_of(shown)),
        "gaps": gaps_of(statutory_gaps(shown.current, today())),
        "history": history_of(shown),
        "may_edit": may_edit(actor_on(request)) and shown.state != OpeningState.CLOSED,
        "state_label": OpeningState(shown.state).label,
        "is_published": shown.state == OpeningState.PUBLISHED,
        "is_public": Opening.objects.published().filter(pk=shown.pk).exists(),
        "freshness_chip": FRESHNESS_CHIPS[shown.freshness],
        "bound_forms": list(came_back.values()),
        "publish_form": ConfirmForm(),
        "confirm_form": ConfirmForm(),
        "close_form": CloseForm(),
        "crumbs": _crumbs(shown.current.title),
        **came_back,
    }
    return render(request, "institution/opening.html", context)


def _crumbs(last: str, number: str = "") -> list[tuple[str, str]]:
    between = [(number, f"/inst/openings/{number}")] if number else []
    return [("今日のご案内", "/inst"), ("募集", "/inst/openings"), *between, (last, "")]
