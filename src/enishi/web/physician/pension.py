"""/my/pension: the pension estimate in the physician's room; nothing of it is stored here either."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.web.guide.views import ASKED, pension_page
from enishi.web.physician.views import HOME


@roles(Role.PHYSICIAN)
@require_http_methods(ASKED)
@never_cache
def pension(request: HttpRequest) -> HttpResponse:
    return pension_page(request, crumbs=[HOME])
