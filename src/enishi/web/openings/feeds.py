"""What machines read: the feed of openings, the map of the site, and where crawlers may go. Public openings only."""

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from enishi.common.access import public
from enishi.common.profile import load_profile
from enishi.openings.conditions import pay_text
from enishi.openings.models import Opening
from enishi.openings.search import Filters
from enishi.openings.search.finding import search
from enishi.web.components.navigation import page_exists
from enishi.web.errors import too_many
from enishi.web.kept import TooOften, drawn_once, state_of_the_data
from enishi.web.openings.facts import duty_words, place_words, specialty_words
from enishi.web.openings.result_words import url

FEED_LENGTH = 50
MOST_IN_A_MAP = 50_000  # sitemaps.org: so many addresses a file
PAGES = (
    "/", "/about", "/doctors", "/institutions", "/societies", "/openings", "/openings/find-need", "/regions", "/regions/map", "/faq",
    "/callback", "/news", "/statistics", "/about/supporters", "/about/how-it-works", "/about/fees", "/about/neutrality", "/stories", "/glossary",
    "/events", "/newsletter", "/press", "/opendata",
    "/guide", "/contact", "/legal/placement", "/legal/privacy", "/legal/terms", "/legal/complaints", "/accessibility",
)  # fmt: skip
"""Pages for everybody; those that do not exist are left out."""
CLOSED_TO_CRAWLERS = (
    "/my", "/inst/", "/inst$", "/desk", "/ops", "/research/", "/society$", "/society/", "/s/", "/f/", "/c/", "/survey/", "/register/",
    "/login", "/left/", "/accounts/", "/home", "/sign-in/", "/settings/", "/openings/compare", "/openings/*/ask", "/dev/",
    "/stories/yours/", "/events/entry/", "/newsletter/entry/", "/newsletter/stop/", "/embed/",
)  # fmt: skip


def _absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


@public
@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """RSS 2.0 of the openings confirmed last."""
    feed = Rss201rev2Feed(
        title="縁 Enishi　新しく確かめた医師の募集",
        link=_absolute("/openings"),
        description="医療機関が内容を確かめた医師の募集を、確かめた日の新しい順に50件お届けします。",
        language="ja",
        feed_url=_absolute(reverse("openings_feed")),
    )
    shown = Opening.objects.published().with_terms().last_confirmed_first()[:FEED_LENGTH]
    for opening in shown:
        version = opening.current
        address = _absolute(f"/openings/{opening.number}")
        said = [version.title, *duty_words(version), pay_text(version)]
        feed.add_item(
            title=f"{place_words(opening.institution)} {opening.institution.name}（{specialty_words(version.specialties)}）",
            link=address,
            unique_id=address,
            description="、".join(filter(None, said)),
            pubdate=opening.confirmed_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages for everybody, the lists of one prefecture or one department that hold something, and all openings."""
    try:
        text, newest = drawn_once(request, "sitemap", state_of_the_data(), _map)
    except TooOften:
        return too_many(request)
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    if newest:
        response["Last-Modified"] = http_date(newest)
    return response


def _map() -> tuple[str, float | None]:
    """The map as text, and when its newest opening was confirmed."""
    found = search(Filters())
    entries: list[tuple[str, datetime | None]] = [
        (path, None) for path in PAGES if page_exists(path) and not resolve(path).kwargs
    ]
    entries += [(url(Filters(prefectures=(code,))), None) for code, n in found.by_prefecture.items() if n]
    entries += [(url(Filters(specialties=(key,))), None) for key, n in found.by_specialty.items() if n]
    shown = Opening.objects.published().last_confirmed_first().values_list("number", "confirmed_at")
    room = MOST_IN_A_MAP - len(entries)
    houses = dict.fromkeys(shown.values_list("institution__number", flat=True)[:room])
    entries += [(f"/institutions/{number}", None) for number in houses]
    room -= len(houses)
    entries += [(f"/openings/{number}", moment) for number, moment in shown[:room]]
    body = "\n".join(_urls(entries))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}\n</urlset>\n'
    )
    newest = next((moment for _, moment in entries if moment), None)
    return text, newest.timestamp() if newest else None


def _urls(entries: list[tuple[str, datetime | None]]) -> Iterator[str]:
    for path, moment in entries:
        changed = f"<lastmod>{moment.isoformat(timespec='seconds')}</lastmod>" if moment else ""
        yield f"<url><loc>{escape(_absolute(path))}</loc>{changed}</url>"


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The public pages are for everybody; rooms of people, doors of single persons and machines are not for crawlers.

    Nothing of a sample is: a fictional opening in a search engine would be a lie.
    """
    closed = ("/",) if load_profile(settings.PROFILE).sample else CLOSED_TO_CRAWLERS
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        "",
        f"Sitemap: {_absolute('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
