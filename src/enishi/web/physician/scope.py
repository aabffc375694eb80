"""/my/scope: 診療できる範囲シート, group by group, and its twin on paper."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.documents import pdf
from enishi.common.scope_items import ITEM_OF, Group, group_after, progress_of
from enishi.physicians.access import own_record
from enishi.physicians.models import Physician
from enishi.physicians.scope import Mark, marks_of, paper_data, save_scope
from enishi.web.context import operator
from enishi.web.physician.views import HOME, actor_on
from enishi.web.scope.rows import UNDECIDED, answers_in, group_or_404, rows_of

SCOPE = ("診療できる範囲", "/my/scope")


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def scope(request: HttpRequest) -> HttpResponse:
    """How far the sheet is filled in, in words."""
    return overview_page(request, own_record(actor_on(request)), here="/my/scope", crumbs=[HOME])


def overview_page(
    request: HttpRequest, physician: Physician, *, here: str, crumbs: list[tuple[str, str]], layout: str = "base.html"
) -> HttpResponse:
    """The ten groups with what is answered, for the physician or the desk. here: the address of this page."""
    lines = progress_of(marks_of(physician), Mark)
    context = {
        "physician": physician,
        "here_base": here,
        "layout": layout,
        "lines": lines,
        "answered": sum(line.answered for line in lines),
        "total": len(ITEM_OF),
        "next_group": next((line.group for line in lines if not line.is_done), None),
        "crumbs": [*crumbs, ("診療できる範囲", "")],
    }
    return render(request, "scope/mine.html", context)


@roles(Role.PHYSICIAN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def group(request: HttpRequest, group: str) -> HttpResponse:
    """One group; saved with each press, so that nobody has to finish in one sitting."""
    actor = actor_on(request)
    return group_page(request, own_record(actor), actor, group, here="/my/scope", crumbs=[HOME, SCOPE])


def group_page(
    request: HttpRequest,
    physician: Physician,
    actor: Actor,
    code: str,
    *,
    here: str,
    crumbs: list[tuple[str, str]],
    layout: str = "base.html",
) -> HttpResponse:
    """The page of a group for the physician and, with the coordinator at the telephone, for the desk. here: of the overview."""
    found = group_or_404(code)
    stored = marks_of(physician)
    shown, changed = stored, []
    # "1": a page without a memory. Whoever saw something else than what stands now is shown both and decides.
    if request.method == "POST" and request.POST.get("marks", "1") not in ("1", _seen(stored, found)):
        shown = {**stored, **dict.fromkeys((item.code for item in found.items), "")}
        shown |= {item: str(mark) for item, mark in answers_in(request.POST, found, Mark).items()}
        changed = [
            (item.label, Mark(stored[item.code]).label if stored.get(item.code) else UNDECIDED)
            for item in found.items
            if shown.get(item.code, "") != stored.get(item.code, "")
        ]
    if request.method == "POST" and not changed:
        if "marks" in request.POST:  # else nothing was sent, and nothing is to be wiped
            save_scope(physician=physician, by=actor, group=code, marks=answers_in(request.POST, found, Mark))
            messages.success(request, f"「{found.label}」を保存しました。")
        following = None if "to_list" in request.POST else group_after(code)
        return redirect(f"{here}/{following.code}" if following else here)
    context = {
        "group": found,
        "rows": rows_of(found, Mark, shown),
        "seen": _seen(stored, found),
        "changed": changed,
        "following": group_after(code),
        "layout": layout,
        "rest_word": Mark.NOT.label,
        "crumbs": [*crumbs, (found.label, "")],
        "physician": physician,
    }
    return render(request, "scope/group.html", context)


def _seen(marks: Mapping[str, str], group: Group) -> str:
    """What the page shows as stored, so that of two who fill it in at once the second one is told."""
    return ",".join(f"{item.code}={marks.get(item.code, '')}" for item in group.items)


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def paper(request: HttpRequest) -> HttpResponse:
    """The sheet for a pen, with what is answered already."""
    return paper_of(own_record(actor_on(request)))


def paper_of(physician: Physician) -> HttpResponse:
    """The sheet as PDF; it bears the number of the physician, never the name."""
    data = {
        "title": "診療できる範囲シート",
        "sender": operator().name,
        "code": physician.number,
        "groups": paper_data(marks_of(physician)),
    }
    response = HttpResponse(pdf("physicians/typst/scope.typ", data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="scope-{physician.number}.pdf"'
    return response
