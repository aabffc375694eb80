"""A list of openings that came to the desk by mail or on a stick: the institution's own pages, with the desk's frame."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import roles
from enishi.common.workflow import Channel
from enishi.institutions.access import institution_for
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import READERS
from enishi.web.institution.lists import EDIT, Place, check_page, rest_file, upload_page


@roles(*READERS)
@require_http_methods(EDIT)
def upload(request: HttpRequest, number: str) -> HttpResponse:
    return upload_page(request, _place(request, number))


@roles(*READERS)
@require_http_methods(EDIT)
def check(request: HttpRequest, number: str, key: uuid.UUID) -> HttpResponse:
    return check_page(request, _place(request, number), key)


@roles(*READERS)
@require_safe
def rows_to_mend(request: HttpRequest, number: str, key: uuid.UUID) -> HttpResponse:
    return rest_file(_place(request, number), key)


def _place(request: HttpRequest, number: str) -> Place:
    actor = actor_in(request)
    found = institution_for(actor, number)
    home, base = reverse("desk_institution", args=[number]), reverse("desk_openings_import", args=[number])
    crumbs = [("医療機関", reverse("desk_institutions")), (found.name, home), ("一覧から取り込む", base)]
    return Place(actor.by(Channel.MAIL), found, base, "base_staff.html", home, crumbs)
