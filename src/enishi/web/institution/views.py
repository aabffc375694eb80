"""The institution's first page and its own record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.accounts.models import Membership
from enishi.common.access import roles
from enishi.institutions.access import own_institution
from enishi.web.institution.access import MEMBERS, actor_on, may_edit
from enishi.web.institution.todo import tasks_for
from enishi.web.openings.facts import institution_facts


@roles(*MEMBERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this institution."""
    actor = actor_on(request)
    context = {"tasks": tasks_for(actor), "institution": own_institution(actor), "may_edit": may_edit(actor)}
    return render(request, "institution/home.html", context)


@roles(*MEMBERS)
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """What is registered about the institution, and who acts for it."""
    institution = own_institution(actor_on(request))
    members = Membership.objects.in_force().filter(organisation=institution.organisation).select_related("user")
    context = {
        "institution": institution,
        "rows": institution_facts(institution),
        "members": members.order_by("id"),
        "crumbs": [("今日のご案内", "/inst"), ("施設と地域の紹介", "")],
    }
    return render(request, "institution/profile.html", context)
