"""Stories for everybody: the list, a page each, its picture, the feed; and the page by which who told one takes it down."""

import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import public
from enishi.common.actor import Actor
from enishi.common.workflow import Party
from enishi.office.audit_words import VISITOR as VISITOR_ROLE
from enishi.outreach.enums import StoryFact, StoryStanding, Teller, WithdrawnBy
from enishi.outreach.models import Story, StoryConsent, StoryVersion
from enishi.outreach.stories import shown_story, story_by_token, withdraw_consent
from enishi.outreach.story_querysets import consent_lives
from enishi.web.public import texts
from enishi.web.public.story_cards import address_of, picture_address, sample_card, sample_cards, told_cards

START = ("はじめ", "/")
FEED_LENGTH = 30
A_WHILE = 300
"""Seconds a browser may keep a picture: it must go soon after the story went."""
VISITOR = Actor(None, Party.PHYSICIAN, VISITOR_ROLE)
NUMBER = re.compile(r"m-\d{4}-\d{4,6}", re.I)


@public
@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """What people told us, then the made-up ones that show a way of working."""
    told, samples = told_cards(), sample_cards()
    context = {
        "told": told,
        "doctors": [s for s in samples if s.teller == Teller.PHYSICIAN],
        "others": [s for s in samples if s.teller != Teller.PHYSICIAN],
        "crumbs": [START, ("医師の方へ", "/doctors"), ("働き方のお話", "")],
    }
    return render(request, "public/stories.html", context)


@public
@require_safe
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """One story: of a person (by its number), or made up (by its word)."""
    if NUMBER.fullmatch(slug):
        return _told(request, shown_story(slug))
    found = texts.story_of(slug)
    if found is None:
        raise Http404
    made_up = texts.stories()
    place = made_up.index(found)
    context = {
        "story": found,
        "next": sample_card(made_up[(place + 1) % len(made_up)]),
        "crumbs": [START, ("働き方のお話", "/stories"), (found.way, "")],
    }
    return render(request, "public/story.html", context)


def _told(request: HttpRequest, story: Story) -> HttpResponse:
    version: StoryVersion = story.shown_versions[0]  # type: ignore[attr-defined]
    cards = told_cards()
    here = next((i for i, card in enumerate(cards) if card.href == address_of(story)), 0)
    context: dict[str, Any] = {
        "version": version,
        "story_number": story.number.lower(),
        "teller": Teller(story.teller).label,
        "picture": picture_address(version),
        "agreed_on": version.consents.filter(consent_lives()).latest("agreed_on").agreed_on,
        "next": cards[(here + 1) % len(cards)] if len(cards) > 1 else sample_cards()[0],
        "crumbs": [START, ("働き方のお話", "/stories"), (version.way, "")],
    }
    return render(request, "public/told_story.html", context)


@public
@require_safe
def picture(request: HttpRequest, digest: str) -> HttpResponse:
    """The picture of a story that is shown today; 404 as soon as it is not."""
    shown = Story.objects.shown().filter(pictures__digest__startswith=digest) if len(digest) == 20 else []
    for story in shown:
        found = story.shown_versions[0].picture
        if found is not None and found.digest.startswith(digest):
            tag = f'"{found.digest}"'
            if request.headers.get("If-None-Match") == tag:
                return HttpResponseNotModified()
            answer = HttpResponse(bytes(found.data), content_type="image/jpeg")
            answer["Cache-Control"] = f"max-age={A_WHILE}"
            answer["ETag"] = tag
            return answer
    raise Http404


@public
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """RSS 2.0 of what people told us."""
    made = Rss201rev2Feed(
        title="縁 Enishi　働き方のお話",
        link=f"{settings.BASE_URL}/stories",
        description="医師の方、受け入れた町の方、ご家族のお話です。",
        language="ja",
        feed_url=f"{settings.BASE_URL}{request.path}",
    )
    for story in Story.objects.shown()[:FEED_LENGTH]:
        version = story.shown_versions[0]  # type: ignore[attr-defined]
        address = settings.BASE_URL + address_of(story)
        made.add_item(
            title=version.title, link=address, unique_id=address, description=version.way_words or version.way,
            pubdate=version.approved_at,
        )  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_story(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever told it: what stands there until when, and a button that takes it down. Opening the page changes nothing."""
    story = story_by_token(token)
    if request.method == "POST":
        withdraw_consent(story=story, how=WithdrawnBy.LINK, by=VISITOR)
        messages.success(
            request, "掲載をやめました。もうどなたにも見えません。お話しくださり、ありがとうございました。"
        )
        return redirect("own_story", token)
    consents = StoryConsent.objects.filter(version__story=story).select_related("version")
    living = [c for c in consents if c.withdrawn_at is None]
    context = {
        "story": story,
        "version": (living[0].version if living else story.versions.first()),
        "consent": living[0] if living else None,
        "facts": [StoryFact(fact).label for fact in living[0].facts] if living else [],
        "shown": story.standing == StoryStanding.SHOWN,
        "page": address_of(story),
    }
    return render(request, "public/own_story.html", context)
