"""The institution's first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.accounts.access import memberships_of
from enishi.common.access import roles
from enishi.institutions.access import own_institution
from enishi.referrals.access import referrals_for
from enishi.web.institution.access import MEMBERS, actor_on, may_edit
from enishi.web.institution.todo import tasks_for


@roles(*MEMBERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this institution."""
    actor = actor_on(request)
    context = {
        "tasks": tasks_for(actor),
        "institution": own_institution(actor),
        "referred": referrals_for(actor).exists(),
        "may_edit": may_edit(actor),
        "several": len(memberships_of(request.user)) > 1,  # type: ignore[arg-type]
    }
    return render(request, "institution/home.html", context)
