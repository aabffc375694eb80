"""/inst/readiness: forty questions answered from two seats, compared; private to the institution unless it shares them."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.common.workflow import StepRefused
from enishi.institutions.access import own_institution
from enishi.institutions.models import Institution, Readiness
from enishi.institutions.readiness import open_link, readiness_of, save_answers, share
from enishi.institutions.readiness_items import ENOUGH, Group, Outcome, Seat, group_after
from enishi.web.context import operator
from enishi.web.institution.access import EDITORS, MEMBERS, actor_on, may_edit
from enishi.web.readiness.sheet import TOTAL, answers_in, group_or_404, outcome_of, rows_of, seat_line, seen_apart

HOME = [("今日のご案内", "/inst"), ("受け入れ準備度チェック", "/inst/readiness")]


@roles(*MEMBERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return _home(request)


@roles(*EDITORS)
@require_POST
@never_cache
def link(request: HttpRequest) -> HttpResponse:
    """A new link for the physician of the place, shown once: its token is stored nowhere."""
    _, token = open_link(institution=own_institution(actor_on(request)), by=actor_on(request))
    return _home(request, link=settings.BASE_URL + reverse("readiness_link", args=[token]))


@roles(*EDITORS)
@require_POST
def share_it(request: HttpRequest) -> HttpResponse:
    shared = request.POST.get("shared") == "yes"
    share(institution=own_institution(actor_on(request)), by=actor_on(request), shared=shared)
    messages.success(
        request, "担当者も、結果を見られるようにしました。" if shared else "担当者からは、見えなくなりました。"
    )
    return redirect("inst_readiness")


@roles(*MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, group: str, seat: Seat) -> HttpResponse:
    """One group from one seat. Approvers, often the director, may answer too."""
    actor, found = actor_on(request), group_or_404(group)
    institution = own_institution(actor)
    sheet = readiness_of(institution)
    answers = getattr(sheet, seat.value) if sheet else {}
    refused = ""
    if request.method == "POST":
        answers = answers_in(request.POST, found)
        try:
            save_answers(institution=institution, by=actor, seat=seat, group=group, answers=answers)
        except StepRefused as problem:
            refused = "".join(r.sentence for r in problem.refusals)
        else:
            following = group_after(group)
            if following is None:
                messages.success(request, f"{seat.label}のお答えを保存しました。")
                return redirect("inst_readiness")
            return redirect(f"inst_readiness_{seat}", group=following.code)
    context = {
        "group": found,
        "rows": rows_of(found, answers),
        "seat": seat,
        "refused": refused,
        "following": group_after(group),
        "crumbs": [*HOME, (f"{seat.label}：{found.label}", "")],
    }
    return render(request, "readiness/group.html", context)


@roles(*MEMBERS)
@require_safe
@never_cache
def paper(request: HttpRequest) -> HttpResponse:
    """The outcome on one A4 sheet; 404 while there is none."""
    institution = own_institution(actor_on(request))
    return paper_of(institution, readiness_of(institution))


def paper_of(institution: Institution, sheet: Readiness | None) -> HttpResponse:
    outcome = outcome_of(sheet)
    if outcome is None:
        raise Http404
    data = {
        "title": "受け入れ準備度チェックの結果",
        "sender": operator().name,
        "code": institution.number,
        "institution": institution.name,
        "day": western_with_era(today()),
        "strengths": [p.item.strength for p in outcome.strengths],
        "tasks": [[p.item.task, p.item.label] for p in outcome.tasks],
        "apart": [list(row) for row in seen_apart(outcome.apart)],
    }
    response = HttpResponse(pdf("institutions/typst/readiness.typ", data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="readiness-{institution.number}.pdf"'
    return response


def outcome_context(outcome: Outcome | None) -> dict[str, Any]:
    """What readiness/outcome.html needs."""
    return {"outcome": outcome, "apart": seen_apart(outcome.apart) if outcome else []}


def _home(request: HttpRequest, link: str = "") -> HttpResponse:
    actor = actor_on(request)
    institution = own_institution(actor)
    sheet = readiness_of(institution)

    def href(seat: Seat) -> Callable[[Group], str]:
        return lambda group: reverse(f"inst_readiness_{seat}", args=[group.code])

    context = {
        "institution": institution,
        "seats": [seat_line(sheet, seat, href(seat)) for seat in Seat],
        "sheet": sheet,
        "link": link,
        "total": TOTAL,
        "enough": ENOUGH,
        "may_edit": may_edit(actor),
        **outcome_context(outcome_of(sheet)),
        "crumbs": [HOME[0], (HOME[1][0], "")],
    }
    return render(request, "readiness/home.html", context)
