"""/my/pension and /my/net-pay: the estimates in the physician's room; nothing of them is stored here either."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.web.guide.net_pay import net_pay_page
from enishi.web.guide.views import ASKED, pension_page
from enishi.web.physician.views import HOME


@roles(Role.PHYSICIAN)
@require_http_methods(ASKED)
@never_cache
def pension(request: HttpRequest) -> HttpResponse:
    return pension_page(request, crumbs=[HOME])


@roles(Role.PHYSICIAN)
@require_http_methods(ASKED)
@never_cache
def net_pay(request: HttpRequest) -> HttpResponse:
    return net_pay_page(request, crumbs=[HOME])
