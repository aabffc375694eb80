"""/ops/campaigns/{code} and /society/links/{code}: all that a society gets for one link, to look at, to take singly or in one ZIP."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.qr import module_mm
from enishi.outreach.enums import Medium
from enishi.outreach.kit.build import PIECES, SHOWN, Kit, files_of, kit_of, preview, zipped
from enishi.outreach.kit.papers import QR_MM
from enishi.outreach.models import Campaign
from enishi.outreach.paper_codes import shown
from enishi.outreach.querysets import campaigns_visible_to
from enishi.outreach.wordings import wording_now

TEAM = (Role.OUTREACH, Role.COMPLIANCE, Role.SUPERVISOR, Role.ADMIN)
PAGES = {"brochure": 2}
"""Papers of more than one page."""
TEN_MINUTES = 600


def campaign_for(actor: Actor | None, code: str) -> Campaign:
    """The link, if this reader may know of it; else 404."""
    found = campaigns_visible_to(actor).select_related("society").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _kit(request: HttpRequest, code: str) -> Kit:
    return kit_of(campaign_for(request.actor, code), wording_now(), today())  # type: ignore[attr-defined]


def _page(request: HttpRequest, code: str, layout: str, crumbs: list[tuple[str, str]]) -> HttpResponse:
    campaign = campaign_for(request.actor, code)  # type: ignore[attr-defined]
    kit = kit_of(campaign, wording_now(), today())
    papers = [
        {
            "piece": PIECES[f"{source}.{'svg' if source == 'banner' else 'pdf'}"],
            "pictures": [
                reverse("campaign_preview", args=[code, source, page]) for page in range(1, PAGES.get(source, 1) + 1)
            ],
            "wide": source in ("banner", "slide"),
        }
        for source in SHOWN
    ]
    texts = [(PIECES[f"text_{n}.txt"], PIECES[f"text_{n}.txt"].make(kit).decode()) for n in (60, 200, 600)]
    context: dict[str, Any] = {
        "layout": layout,
        "campaign": campaign,
        "link": kit.invitation.link,
        "medium": Medium(campaign.medium).label,
        "paper_code": shown(campaign.paper_code),
        "papers": papers,
        "texts": [{"piece": piece, "text": text, "length": len(text)} for piece, text in texts],
        "others": [PIECES[name] for name in ("qr.svg", "qr.png", "banner.png", "mail.html", "mail.txt")],
        "module": module_mm(kit.invitation.link, max(QR_MM, 1)) if len(kit.invitation.link) < 60 else None,
        "crumbs": crumbs,
    }
    return render(request, "outreach/kit.html", context)


@roles(*TEAM)
@require_safe
def campaign(request: HttpRequest, code: str) -> HttpResponse:
    """For the team."""
    return _page(request, code, "base_staff.html", [("周知", "/ops/campaigns"), (code, "")])


@roles(Role.SOCIETY)
@require_safe
def society_link(request: HttpRequest, code: str) -> HttpResponse:
    """For the society itself."""
    return _page(request, code, "base.html", [("ご案内の状況", "/society"), (code, "")])


@roles(*TEAM, Role.SOCIETY)
@require_safe
def kit_zip(request: HttpRequest, code: str) -> HttpResponse:
    """Everything in one ZIP."""
    moment = now()
    kit = _kit(request, code)
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    return _download(zipped(files_of(kit), stamp), "application/zip", f"kit-{code}.zip")


@roles(*TEAM, Role.SOCIETY)
@require_safe
def kit_file(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One file of a kit."""
    kit = _kit(request, code)
    if name not in PIECES:
        raise Http404
    return _download(PIECES[name].make(kit), PIECES[name].content_type, f"{code}-{name}")


@roles(*TEAM, Role.SOCIETY)
@require_safe
def kit_preview(request: HttpRequest, code: str, source: str, page: int) -> HttpResponse:
    """A page of a paper as a small picture."""
    kit = _kit(request, code)
    dots = {"slip": 90, "slide": 50, "banner": 90}.get(source, 62)
    digest = hashlib.sha256(repr((kit, source, page, dots, settings.PROFILE)).encode()).hexdigest()
    pages = caches["pages"]
    picture = pages.get(f"kit:{digest}")
    if picture is None:
        picture = preview(kit, source, page - 1, dots_an_inch=dots)
        if picture is None:
            raise Http404
        pages.set(f"kit:{digest}", picture, TEN_MINUTES)
    answer = HttpResponse(picture, content_type="image/png")
    answer["Cache-Control"] = "private, max-age=60"
    return answer


def _download(data: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return answer
