"""/ops/explanations, /ops/explained: the register of the statutory explanations, and one person's or institution's part of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.audit.actions import record_export
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.explanations import Audience
from enishi.institutions.access import institution_for
from enishi.institutions.models import Institution
from enishi.office import explanations as books
from enishi.office.explained_enums import ReceivedBy
from enishi.office.explanation_papers import explanation_paper
from enishi.office.models import Explained, ExplanationText
from enishi.physicians.access import physician_for
from enishi.physicians.models import Physician
from enishi.web.components.actors import actor_in
from enishi.web.office.explanation_forms import ToldForm
from enishi.web.office.money import handed_out
from enishi.web.office.tried import tried
from enishi.web.office.views import OFFICE

TELLERS = (Role.COORDINATOR, Role.DESK, *OFFICE)
AT_ONCE, WAITING = 20, 10


@roles(*OFFICE)
@require_safe
@never_cache
def explanations(request: HttpRequest) -> HttpResponse:
    """Every version of both texts, and who was not told the words of today."""
    waiting = [(audience, books.not_yet_told(audience)) for audience in Audience]
    context = {
        "versions": books.versions(),
        "waiting": [(audience, rows.count(), [r.number for r in rows[:WAITING]]) for audience, rows in waiting],
    }
    return render(request, "office/explanations.html", context)


@roles(*OFFICE)
@require_safe
@never_cache
def explanation(request: HttpRequest, audience: str, version: int) -> HttpResponse:
    """The words of one version, and who was told them, by number."""
    text = get_object_or_404(ExplanationText, audience=audience, version=version)
    page = Paginator(books.tellings_of(text), AT_ONCE).get_page(request.GET.get("page"))
    shown = next(v for v in books.versions() if v.text.pk == text.pk)
    return render(
        request, "office/explanation.html", {"shown": shown, "page": page, "rows": books.in_words(list(page))}
    )


@roles(*TELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def explained(request: HttpRequest, number: str) -> HttpResponse:
    """What one side was told; here somebody records that it was handed over or read aloud, and that it arrived."""
    actor = actor_in(request)
    of = _side(actor, number)
    form = ToldForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and tried(
        request, form, lambda given: books.tell_by_hand(of=of, by=actor, **given), "お示しした記録を残しました。"
    ):
        return redirect("office_explained", number)
    context: dict[str, Any] = {
        "of": of,
        "is_physician": isinstance(of, Physician),
        "title": of.number if isinstance(of, Physician) else of.name,
        "told": books.told_to(of),
        "is_newest": books.knows_the_newest(of),
        "items": books.words_now(books.audience_of(of)),
        "form": form,
        "to_office": actor.role in OFFICE,
    }
    return render(request, "office/explained.html", context)


@roles(*TELLERS)
@require_safe
@never_cache
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """Today's words on A4 with a receipt to sign."""
    of = _side(actor_in(request), number)
    record_export(by=actor_in(request), what="explanation", form="pdf", rows=1, about=of.number)
    return handed_out(explanation_paper(of), f"explanation-{of.number}.pdf", "application/pdf")


@roles(*TELLERS)
@require_POST
def received(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The signed receipt came back, or the person said so on the telephone."""
    of = _side(actor_in(request), number)
    mine = {"physician": of} if isinstance(of, Physician) else {"institution": of}
    told = get_object_or_404(Explained, pk=pk, **mine)
    how = request.POST.get("how", "")
    if how not in (ReceivedBy.PAPER, ReceivedBy.PHONE):
        messages.error(request, "受領書が届いたか、お電話で確かめたかを、お選びください。")
    else:
        books.confirm_received(told=told, by=actor_in(request), how=ReceivedBy(how))
    return redirect("office_explained", number)


def _side(actor: Actor, number: str) -> Physician | Institution:
    return physician_for(actor, number) if number.startswith("P") else institution_for(actor, number)
