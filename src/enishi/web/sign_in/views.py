"""One-time links, the way home, and the choice among several memberships."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.access import SESSION_KEY, memberships_of
from enishi.accounts.actions import usable_link, use_sign_in_link
from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, Role
from enishi.common.access import public, signed_in

HOME: dict[str, str] = {
    Role.PHYSICIAN: "/my",
    **dict.fromkeys(INSTITUTION_ROLES, "/inst"),
    **dict.fromkeys(DESK_ROLES, "/desk"),
    Role.COMPLIANCE: "/ops",
    Role.ADMIN: "/ops/users",
    Role.OUTREACH: "/ops/campaigns",
    Role.RESEARCHER: "/research",
    Role.SOCIETY: "/society",
}


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """A mailed or printed link: GET shows a button, only POST signs in (mail scanners open every link)."""
    link = usable_link(token)
    if link is None:
        return render(request, "sign_in/expired.html", status=410)
    if request.method != "POST":
        return render(request, "sign_in/by_link.html")
    taken = use_sign_in_link(token=token)
    if taken is None:
        return render(request, "sign_in/expired.html", status=410)
    target = taken.next_path or reverse("home")
    # allauth's own flow, so that a second factor is asked for as after a code
    return perform_login(request, Login(user=taken.user, redirect_url=target, email=taken.user.email))


@signed_in
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the first page of the current role."""
    membership = request.membership  # type: ignore[attr-defined]
    if membership is None:
        return render(request, "sign_in/no_role.html", status=403)
    return redirect(HOME[membership.role])


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Someone with several memberships chooses under which to act."""
    held = memberships_of(request.user)
    if request.method == "POST":
        chosen = next((m for m in held if str(m.pk) == request.POST.get("membership")), None)
        if chosen is None:
            messages.error(request, "お選びの役割が見つかりませんでした。もう一度お選びください。")
            return redirect("choose_membership")
        request.session[SESSION_KEY] = chosen.pk
        return redirect("home")
    return render(request, "sign_in/choose.html", {"memberships": held})
