"""/inst/paper: every form of the institution on paper, with a code by which its way can be asked on the telephone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from enishi.candidacies.access import candidacy_for
from enishi.common.access import roles
from enishi.common.workflow import StepRefused
from enishi.desk import paper
from enishi.desk.enums import PaperKind, PaperState
from enishi.desk.models import PaperSheet
from enishi.institutions.access import own_institution
from enishi.openings.access import opening_for
from enishi.outreach.paper_codes import shown
from enishi.web.desk.papers import as_pdf
from enishi.web.institution.access import EDITORS, MEMBERS, actor_on, may_edit

OFFERED = (PaperKind.CONFIRM, PaperKind.OPENING, PaperKind.DECLARATION)
"""Without an object of their own; an opening and a talk have their buttons on their own pages."""


@roles(*MEMBERS)
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """What can be printed, and how far each sheet has come."""
    actor = actor_on(request)
    rows = PaperSheet.objects.filter(institution=own_institution(actor)).defer("image")[:30]
    context = {
        "offered": [(str(kind), kind.label) for kind in OFFERED],
        "sheets": [(s, shown(s.code), PaperKind(s.kind).label, PaperState(s.state).label) for s in rows],
        "may_edit": may_edit(actor),
        "crumbs": [("今日のご案内", "/inst"), ("用紙", "")],
    }
    return render(request, "institution/papers.html", context)


@roles(*EDITORS)
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """A sheet of our own, about an opening or a talk of ours."""
    actor, given = actor_on(request), request.POST
    if given.get("kind") not in set(PaperKind) - {PaperKind.APPLICATION, PaperKind.CHECKIN}:
        raise Http404
    opening = opening_for(actor, given["opening"]) if given.get("opening") else None
    candidacy = candidacy_for(actor, given["candidacy"]) if given.get("candidacy") else None
    if given["kind"] == PaperKind.ANSWER and candidacy is None:
        raise Http404
    try:
        sheet = paper.make_sheet(
            kind=PaperKind(given["kind"]),
            by=actor,
            institution=own_institution(actor),
            opening=opening,
            candidacy=candidacy,
        )
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
        return redirect("inst_papers")
    messages.success(
        request, f"用紙をつくりました。番号は {shown(sheet.code)} です。下の「印刷する」からお使いください。"
    )
    return redirect("inst_papers")


@roles(*MEMBERS)
@require_safe
def print_sheet(request: HttpRequest, code: str) -> HttpResponse:
    return as_pdf(paper.sheet_for(actor_on(request), code))
