"""/desk/institutions/{number}/readiness: the outcome of the readiness check, while the institution shares it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from enishi.common.access import roles
from enishi.institutions.access import institution_for
from enishi.institutions.readiness import readiness_of
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import READERS
from enishi.web.institution.readiness import outcome_context
from enishi.web.readiness.sheet import outcome_of


@roles(*READERS)
@require_safe
def readiness(request: HttpRequest, number: str) -> HttpResponse:
    """Whether it is filled in at all is told only where it is shared."""
    institution = institution_for(actor_in(request), number)
    sheet = readiness_of(institution)
    shared = sheet is not None and sheet.shared_at is not None
    context = {
        "institution": institution,
        "shared": shared,
        "shared_at": sheet.shared_at if sheet else None,
        **outcome_context(outcome_of(sheet) if shared else None),
        "crumbs": [
            ("医療機関", reverse("desk_institutions")),
            (institution.name, reverse("desk_institution", args=[number])),
            ("受け入れ準備度チェック", ""),
        ],
    }
    return render(request, "desk/readiness.html", context)
