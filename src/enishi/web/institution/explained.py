"""/inst/explanations: what the law wants explained to an employer, and which version was shown when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.common.access import roles
from enishi.institutions.access import own_institution
from enishi.web.components.explained import explained_context, said_received
from enishi.web.institution.access import MEMBERS, actor_on


@roles(*MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    institution = own_institution(actor)
    if request.method == "POST":
        said_received(request, institution, actor)
        return redirect("inst_explanations")
    return render(request, "institution/explanations.html", explained_context(institution))
