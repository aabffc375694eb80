"""Pages of outreach and of the societies."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.roles import Role
from enishi.common import qr
from enishi.common.access import roles
from enishi.outreach.actions import add_society, open_campaign
from enishi.outreach.funnel import latest_edition
from enishi.outreach.links import short_link
from enishi.outreach.querysets import campaigns_visible_to, figures
from enishi.outreach.report import years_of
from enishi.outreach.societies import society_of
from enishi.web.outreach.forms import NewCampaign

TEAM = (Role.OUTREACH, Role.COMPLIANCE, Role.SUPERVISOR, Role.ADMIN)


@roles(*TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def campaigns(request: HttpRequest) -> HttpResponse:
    """All links with their figures; a new link is made here."""
    actor = request.actor  # type: ignore[attr-defined]
    form = NewCampaign(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        society = given["society"] or add_society(name=given["new_society"].strip(), by=actor)
        campaign = open_campaign(
            society=society,
            code=given["code"],
            occasion=given["occasion"],
            medium=given["medium"],
            text=given["text"],
            message=given["message"],
            by=actor,
        )
        messages.success(request, f"リンク「/s/{campaign.code}」をつくりました。")
        return redirect("campaign", campaign.code)
    return render(
        request,
        "outreach/campaigns.html",
        {"form": form, "rows": figures(campaigns_visible_to(actor))},
    )


@roles(*TEAM, Role.SOCIETY)
@require_safe
def qr_code(request: HttpRequest, code: str) -> HttpResponse:
    """The QR code of a link, error correction Q, as SVG."""
    if not campaigns_visible_to(request.actor).filter(code=code).exists():  # type: ignore[attr-defined]
        raise Http404
    return HttpResponse(qr.svg(short_link(code)), content_type="image/svg+xml")


@roles(Role.SOCIETY)
@require_safe
def society(request: HttpRequest) -> HttpResponse:
    """A society's own links: visits and people, small counts hidden, nobody named."""
    actor = request.actor  # type: ignore[attr-defined]
    return render(
        request,
        "outreach/society.html",
        {
            "rows": figures(campaigns_visible_to(actor)),
            "years": years_of(society_of(actor), latest_edition()),
        },
    )
