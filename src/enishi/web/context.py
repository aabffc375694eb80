"""What every page knows: the operator, the letter size, the section and its menu."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from enishi.accounts.roles import STAFF_ROLES, Role
from enishi.common.answering import page_at_or_above
from enishi.common.profile import Profile, load_profile
from enishi.web.components.navigation import is_staff_section, menu, section_of, strapline

STANDARD, LARGE, XLARGE = "standard", "large", "xlarge"
SIZES = ((STANDARD, "標準"), (LARGE, "大"), (XLARGE, "特大"))
LETTERS_COOKIE = LETTERS_KEY = "letters"


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor. A view may give its own `nav` (list of NavItem), `crumbs` (list of (label, href)) or `section_name`.

    `real_figures=True` from a view: its numbers are public figures with a source, so the strip 見本 says so.
    """
    section = section_of(request.path)
    membership = getattr(request, "membership", None)
    entries = menu(section, request.path, membership.role if membership else None)
    return {
        "profile": operator(),
        "letters": letters_of(request),
        "letter_sizes": SIZES,
        "section": section,
        "section_name": strapline(section, request),
        "staff_page": is_staff_section(section),
        "seen_by_staff": seen_by_staff(request),
        "nav": entries,
        "nav_more": [entry for entry in entries if entry.more],
        "crumbs": (),
        "real_figures": False,
        "base_url": settings.BASE_URL,
        "canonical": f"{settings.BASE_URL}{request.path}",
        "here": request.get_full_path() if request.method == "GET" else page_at_or_above(request.path) or "/",
    }


def operator() -> Profile:
    """The profile of this installation."""
    return load_profile(settings.PROFILE)


def letters_of(request: HttpRequest) -> str:
    """standard, large or xlarge: chosen in this session, else remembered by the cookie."""
    session = getattr(request, "session", None)
    chosen = session.get(LETTERS_KEY) if session is not None else None
    chosen = chosen or request.COOKIES.get(LETTERS_COOKIE)
    return chosen if chosen in dict(SIZES) else STANDARD


def seen_by_staff(request: HttpRequest) -> bool:
    """Whether the reader is staff, to whom a missing fact is shown as 未設定 and not left out."""
    membership = getattr(request, "membership", None)
    return membership is not None and Role(membership.role) in STAFF_ROLES
