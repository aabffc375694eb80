"""/inst/openings/{number}/scope: what an opening needs, group by group, and who stands by."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import roles
from enishi.common.scope_items import ITEM_OF, group_after, progress_of
from enishi.common.workflow import Refusal, StepRefused
from enishi.openings.access import opening_for
from enishi.openings.actions import EditConflict
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.openings.scope import Need, Needs, needs_in, needs_of, save_needs
from enishi.web.institution.access import EDITORS, MEMBERS, actor_on, may_edit
from enishi.web.institution.merging import basis_in, shown_version, side_by_side
from enishi.web.scope.rows import answers_in, group_or_404, rows_of


@roles(*MEMBERS)
@require_safe
def scope(request: HttpRequest, number: str) -> HttpResponse:
    """How far the opening is described."""
    actor = actor_on(request)
    opening = opening_for(actor, number)
    lines = progress_of(needs_of(opening).needs, Need)
    context = {
        "opening": opening,
        "lines": lines,
        "answered": sum(line.answered for line in lines),
        "total": len(ITEM_OF),
        "may_edit": may_edit(actor) and opening.state != OpeningState.CLOSED,
        "base": reverse("inst_opening_scope", args=[number]),
        "crumbs": _crumbs(opening),
    }
    return render(request, "scope/needs.html", context)


@roles(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, number: str, group: str) -> HttpResponse:
    """One group; a refusal keeps everything that was chosen and typed."""
    actor = actor_on(request)
    opening, found = opening_for(actor, number), group_or_404(group)
    here = reverse("inst_opening_scope", args=[number])
    version = shown_version(opening, request)
    stored = needs_in(version)
    shown, refusals = stored, []
    if request.method == "POST" and "marks" in request.POST:
        codes = {item.code for item in found.items}
        backed = [code for code in request.POST.getlist("backed") if code in codes]
        shown = Needs(answers_in(request.POST, found, Need), backed, {group: request.POST.get("backer", "")})
        try:
            save_needs(
                opening=opening, by=actor, group=group, needs=shown.needs, backed=backed, backer=shown.backers[group],
                basis=basis_in(request),
            )  # fmt: skip
        except EditConflict as conflict:
            return side_by_side(request, opening, conflict)
        except StepRefused as refused:
            refusals = list(refused.refusals)
        else:
            messages.success(request, f"「{found.label}」を保存しました。")
            following = None if "to_list" in request.POST else group_after(group)
            return redirect(f"{here}/{following.code}" if following else here)
    elif request.method == "POST":
        return redirect("inst_opening_scope", number=number)
    context = {
        "opening": opening,
        "seen": version.no,
        "group": found,
        "rows": rows_of(found, Need, shown.needs, shown.backed),
        "backer": shown.backers.get(group, ""),
        "refusals": refusals,
        "backer_problem": _of_backer(refusals),
        "following": group_after(group),
        "rest_word": Need.NONE.label,
        "crumbs": [*_crumbs(opening, here), (found.label, "")],
    }
    return render(request, "scope/need_group.html", context)


def _of_backer(refusals: list[Refusal]) -> str:
    return next((refusal.sentence for refusal in refusals if refusal.code == "backer"), "")


def _crumbs(opening: Opening, here: str = "") -> list[tuple[str, str]]:
    own = reverse("inst_opening", args=[opening.number])
    return [("今日のご案内", "/inst"), ("募集", "/inst/openings"), (opening.number, own), ("求める診療の範囲", here)]
