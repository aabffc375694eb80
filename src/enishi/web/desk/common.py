"""What the desk's views share: who may do what, names with their log entry, and refusals as sentences."""

from collections.abc import Callable, Iterable

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.workflow import Channel, StepRefused
from enishi.physicians.access import identities_of
from enishi.physicians.models import Physician

READERS = (Role.COORDINATOR, Role.DESK, Role.SUPERVISOR)
"""Everybody at the desk: reads, completes what came by paper or telephone."""

DECIDERS = (Role.COORDINATOR, Role.SUPERVISOR)
"""Who accepts, proposes and moves a candidacy on. The reception types, it does not decide."""

HEARD_BY = [(c.value, c.label) for c in (Channel.PHONE, Channel.FAX, Channel.PAPER, Channel.MAIL)]
ROWS_ON_A_PAGE = 20


def decides(actor: Actor) -> bool:
    return actor.role in DECIDERS


def family_names(physicians: Iterable[Physician | None], actor: Actor) -> dict[int, str]:
    """Family names by primary key, each reading logged."""
    shown = {p.pk: p for p in physicians if p is not None}
    return {
        pk: identity.family_name for pk, identity in identities_of(shown.values(), by=actor, names_only=True).items()
    }


def page_of(request: HttpRequest, rows: QuerySet) -> Page:  # type: ignore[type-arg]
    return Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))


def press(request: HttpRequest, act: Callable[[], object], said: str, back: str) -> HttpResponse:
    """A button without words of its own: every refusal is told on the page one returns to."""
    try:
        act()
        messages.success(request, said)
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
    return redirect(back)


def send(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], object],
    said: str,
    back: str,
    again: Callable[[], HttpResponse],
) -> HttpResponse:
    """Check the form, act, say so and go back; else the page `again`, with what was typed and every reason against it, beside the
    field that it names where there is one.

    said: "" where the act has said it itself, with the button that takes it back."""
    if form.is_valid():
        try:
            act()
            if said:
                messages.success(request, said)
            return redirect(back)
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.code if refusal.code in form.fields else None, refusal.sentence)
    return again()
