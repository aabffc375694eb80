"""/my/hours: 働き方チェック over all workplaces, kept for the physician alone."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.accounts.roles import Role
from enishi.candidacies.models import Candidacy
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.law.week_rows import Row
from enishi.openings.access import opening_for
from enishi.openings.models import Opening
from enishi.physicians.access import own_record
from enishi.physicians.hours import add_rows, addition_of, drop_row, keep_week, rows_from, week_of
from enishi.physicians.models import Physician
from enishi.web.guide.hours_form import RowForm
from enishi.web.guide.hours_words import result_of, row_lines
from enishi.web.physician.views import HOME, actor_on

TOO_MANY = "予定は40件までです。使わない予定を消してから、加えてください。"


@roles(Role.PHYSICIAN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hours(request: HttpRequest) -> HttpResponse:
    """The week with its check; `?opening=` puts the check with this opening added beside it."""
    actor = actor_on(request)
    physician = own_record(actor)
    form, problem = RowForm(), ""
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "add":
            form = RowForm(request.POST)
            problem = _add(request, physician, form) if form.is_valid() else ""
            if form.is_valid() and not problem:
                return redirect(request.get_full_path())
        else:
            _other(request, physician, act)
            return redirect(request.get_full_path())
    rows = week_of(physician)
    context = {
        "rows": row_lines(rows),
        "now": result_of(rows, today()) if rows else None,
        "form": form,
        "problem": problem,
        "carried": "",
        **_beside(actor, request.GET.get("opening", ""), rows),
        "crumbs": [HOME, ("働き方チェック", "")],
    }
    return render(request, "hours/mine.html", context)


def _add(request: HttpRequest, physician: Physician, form: RowForm) -> str:
    """Keep the rows; what stands against it in words, "" if nothing."""
    try:
        add_rows(physician=physician, rows=form.rows)
    except ValueError:
        return TOO_MANY
    messages.success(request, "予定を加えて、確かめました。")
    return ""


def _other(request: HttpRequest, physician: Physician, act: str) -> None:
    if act == "clear":
        keep_week(physician=physician, rows=[])
        messages.success(request, "予定をすべて消しました。")
    elif act == "drop":
        try:
            row = rows_from(request.POST.get("row", ""))
        except ValueError:
            return
        for each in row:
            drop_row(physician=physician, row=each)
        messages.success(request, "予定を一つ消しました。")


def _beside(actor: Actor, number: str, rows: Sequence[Row]) -> dict[str, Any]:
    """The check with an opening added: one proposed to the physician, or one that is public."""
    if not number:
        return {"added": None, "opening": None, "addition": None}
    opening = _opening(actor, number)
    addition = addition_of(opening.current, beside=rows, place=opening.institution.name)
    return {"added": result_of([*rows, *addition.rows], today()), "opening": opening, "addition": addition,
            "now": result_of(rows, today())}  # fmt: skip


def _opening(actor: Actor, number: str) -> Opening:
    own = Candidacy.objects.visible_to(actor).filter(opening__number=number).read_whole().first()
    if own is not None:
        return own.opening
    found = opening_for(None, number)
    if found.current is None:
        raise Http404
    return found
