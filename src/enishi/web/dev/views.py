"""Demo people and sent mails, on a development machine only (settings.DEV_PAGES) and only from the machine itself."""

from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from enishi.accounts.models import User
from enishi.common.access import public
from enishi.notices.models import Notice
from enishi.notices.rendering import mail_text
from enishi.notices.ways import way_to

LOOPBACK = {"127.0.0.1", "::1", None, ""}


def development_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A second lock behind the missing URL: not in development, or not from this machine, is 404."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        forwarded = request.headers.get("x-forwarded-for")
        if not settings.DEV_PAGES or forwarded or request.META.get("REMOTE_ADDR") not in LOOPBACK:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@public
@development_only
def index(request: HttpRequest) -> HttpResponse:
    """The demo people, each with one button, and the second-factor code of the moment for signing in by hand."""
    people = [
        {"user": user, "memberships": list(user.memberships.in_force()), "code": _code(user)}
        for user in User.objects.filter(email__endswith="@demo.example", memberships__ended_at=None)
        .distinct()
        .order_by("id")
        .prefetch_related("memberships")
    ]
    return render(request, "dev/index.html", {"people": people})


@public
@development_only
@require_POST
def sign_in(request: HttpRequest, user_id: int) -> HttpResponse:
    """Sign in as a demo person, second factor included."""
    user = get_object_or_404(User, pk=user_id, email__endswith="@demo.example", is_active=True)
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, method="mfa", type="totp")
    return redirect("home")


@public
@development_only
def mail(request: HttpRequest) -> HttpResponse:
    """Everything that was queued or sent, newest first."""
    notices = Notice.objects.newest_first().select_related("recipient")
    return render(request, "dev/mail.html", {"page": Paginator(notices, 20).get_page(request.GET.get("page"))})


@public
@development_only
def mail_one(request: HttpRequest, notice_id: int) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.select_related("recipient"), pk=notice_id)
    way = way_to(notice.recipient, notice.person)
    return render(request, "dev/mail_one.html", {"notice": notice, "text": mail_text([notice], way)})


def _code(user: User) -> str:
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if found is None:
        return ""
    return format_hotp_value(hotp_value(decrypt(found.data["secret"]), next(yield_hotp_counters_from_time())))
