"""/desk/doctors/{number}/scope: the scope sheet of a physician who fills it in on paper or at the telephone."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import roles
from enishi.common.workflow import Channel
from enishi.physicians.access import physician_for
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import READERS
from enishi.web.physician.scope import group_page, overview_page, paper_of


@roles(*READERS)
@require_safe
def scope(request: HttpRequest, number: str) -> HttpResponse:
    """What is answered; the marks are no identity, so reading them is not logged."""
    here = reverse("desk_doctor_scope", args=[number])
    physician = physician_for(actor_in(request), number)
    return overview_page(request, physician, here=here, crumbs=_crumbs(number), layout="base_staff.html")


@roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, number: str, group: str) -> HttpResponse:
    """What the physician said of one group, written down for him or her."""
    actor = actor_in(request)
    here = reverse("desk_doctor_scope", args=[number])
    return group_page(
        request,
        physician_for(actor, number),
        actor.by(Channel.PHONE),
        group,
        here=here,
        crumbs=[*_crumbs(number), ("診療できる範囲", here)],
        layout="base_staff.html",
    )


@roles(*READERS)
@require_safe
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """The sheet to send by post or to read along on the telephone."""
    return paper_of(physician_for(actor_in(request), number))


def _crumbs(number: str) -> list[tuple[str, str]]:
    return [("医師", reverse("desk_doctors")), (number, reverse("desk_doctor", args=[number]))]
