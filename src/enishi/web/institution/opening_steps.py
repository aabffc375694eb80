"""The wizard: five short pages, each saved as it is left, so that one may stop anywhere and go on another day."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.institutions.access import own_institution
from enishi.openings.access import opening_for
from enishi.openings.actions import EditConflict, copy_opening, draft_opening, revise_opening, terms_of
from enishi.openings.checking import gaps_left
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.openings.scope import asked_by, needs_of
from enishi.web.institution.access import EDITORS, actor_on
from enishi.web.institution.merging import basis_in, shown_version, side_by_side
from enishi.web.institution.opening_acts import ConfirmForm, gaps_of, words_to_mend
from enishi.web.institution.opening_form import OpeningForm, initial_of
from enishi.web.institution.opening_sections import CHECK_STEP, STEP_NAMES
from enishi.web.openings.page import page_of

EDIT = ["GET", "HEAD", "POST"]
COPIES_OFFERED = 8


@roles(*EDITORS)
@require_http_methods(EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """The first step. A title, or nothing at all, is enough: sent, it is a draft, and sent twice it is the same one."""
    actor = actor_on(request)
    form = OpeningForm(request.POST if request.method == "POST" else None, step=1)
    if request.method == "POST" and form.is_valid():
        # Nobody was asked of the night yet: unanswered is not 「なし」.
        terms = {"night_duty": "", "on_call": "", **form.terms()}
        try:
            opening = draft_opening(institution=own_institution(actor), by=actor, terms=terms, key=key_in(request))
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            return _onward(request, opening, 1)
    context = {
        **_frame(1),
        "form": form,
        "key": key_in(request) or uuid.uuid4(),
        "former": Opening.objects.visible_to(actor).with_terms().order_by("-id")[:COPIES_OFFERED],
        "crumbs": _crumbs(None),
    }
    return render(request, "institution/opening_step.html", context)


@roles(*EDITORS)
@require_POST
def copy(request: HttpRequest, number: str) -> HttpResponse:
    """A new draft with the answers of a former opening."""
    actor = actor_on(request)
    found = opening_for(actor, number)
    made = copy_opening(opening=found, by=actor, key=key_in(request))
    messages.success(
        request, f"「{found.current.title}」を写して、新しい下書きをつくりました。始まりの日は空けてあります。"
    )
    return redirect("inst_opening_step", number=made.number, step=1)


@roles(*EDITORS)
@require_http_methods(EDIT)
def step(request: HttpRequest, number: str, step: int) -> HttpResponse:
    """One step of an opening that is not published yet. Leaving it saves it, forward, back or for a pause."""
    actor = actor_on(request)
    opening = opening_for(actor, number)
    if not 1 <= step <= CHECK_STEP:
        raise Http404
    if opening.state in (OpeningState.PUBLISHED, OpeningState.CLOSED):
        return redirect("inst_opening", number=number)
    if step == CHECK_STEP:
        return _check(request, opening)
    version = shown_version(opening, request)
    form = OpeningForm(request.POST if request.method == "POST" else None, initial=initial_of(version), step=step)
    if request.method == "POST" and form.is_valid():
        try:
            revise_opening(opening=opening, by=actor, terms=form.terms(terms_of(version)), basis=basis_in(request))
        except EditConflict as conflict:
            return side_by_side(request, opening, conflict)
        except StepRefused as refused:
            form.refuse(refused.refusals)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            return _onward(request, opening, step)
    context = {
        **_frame(step), "form": form, "opening": opening, "seen": version.no, "crumbs": _crumbs(opening), "former": [],
    }  # fmt: skip
    return render(request, "institution/opening_step.html", context)


def _check(request: HttpRequest, opening: Opening) -> HttpResponse:
    """The last step: the page as physicians will read it, and what is missing until then."""
    if request.method == "POST":
        return redirect("inst_opening_step", number=opening.number, step=CHECK_STEP)
    gaps = gaps_of(gaps_left(opening.current, today()))
    context = {
        **_frame(CHECK_STEP),
        "opening": opening,
        "page": page_of(opening),
        "scope": asked_by(needs_of(opening)),
        "gaps": gaps,
        "mend": words_to_mend(opening),
        "publish_form": ConfirmForm(),
        "may_edit": True,
        "crumbs": _crumbs(opening),
    }
    return render(request, "institution/opening_check_step.html", context)


def _onward(request: HttpRequest, opening: Opening, step: int) -> HttpResponse:
    go = request.POST.get("go", "next")
    if go == "stop":
        messages.success(request, "ここまでを保存しました。続きは、いつでも書けます。")
        return redirect("inst_opening", number=opening.number)
    return redirect("inst_opening_step", number=opening.number, step=max(1, step - 1) if go == "back" else step + 1)


def key_in(request: HttpRequest) -> uuid.UUID | None:
    """The key of the form that was sent, by which a second sending is known."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def _frame(step: int) -> dict[str, Any]:
    following = STEP_NAMES[step] if step < CHECK_STEP else ""
    return {"step": step, "names": STEP_NAMES, "next_name": following, "opening": None, "seen": None, "key": None}


def _crumbs(opening: Opening | None) -> list[tuple[str, str]]:
    here = [(opening.number, f"/inst/openings/{opening.number}")] if opening else []
    return [
        ("今日のご案内", "/inst"),
        ("募集", "/inst/openings"),
        *here,
        ("募集を書く" if opening else "新しい募集", ""),
    ]
