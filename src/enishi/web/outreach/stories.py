"""/ops/stories: stories written down, previewed as everybody will read them, agreed to, approved by a second person, taken down."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common import qr
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.workflow import StepRefused
from enishi.outreach import stories as acts
from enishi.outreach.enums import AgreedBy, StoryFact, StoryStanding, Teller, WithdrawnBy
from enishi.outreach.models import Story, StoryConsent, StoryVersion
from enishi.outreach.story_querysets import WRITERS
from enishi.outreach.story_rules import SOON_DAYS
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.context import operator
from enishi.web.desk.common import press
from enishi.web.outreach.story_forms import ConsentForm, EditStoryForm, ReturnStoryForm, StoryForm
from enishi.web.public.story_cards import address_of

SEND = ["GET", "HEAD", "POST"]
PER_PAGE = 20
HOME = ("体験のお話", "/ops/stories")


@roles(*WRITERS)
@require_safe
def office_stories(request: HttpRequest) -> HttpResponse:
    """All stories with where each stands and until when."""
    rows = Story.objects.visible_to(actor_in(request)).prefetch_related("versions__consents__physician")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(story) for story in page],
        "soon": list(acts.ends_soon(today(), timedelta(days=SOON_DAYS))),
        "soon_days": SOON_DAYS,
        "crumbs": [(HOME[0], "")],
    }
    return render(request, "outreach/stories.html", context)


def _row(story: Story) -> dict[str, Any]:
    versions = list(story.versions.all())
    living = [c for v in versions for c in v.consents.all() if c.withdrawn_at is None]
    return {
        "story": story,
        "version": versions[0],
        "teller": Teller(story.teller).label,
        "standing": story.standing,
        "until": max((c.until for c in living), default=None),
    }


@roles(*WRITERS)
@require_http_methods(SEND)
def new_story(request: HttpRequest) -> HttpResponse:
    form = StoryForm(request.POST or None, request.FILES or None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            story = acts.write_story(
                teller=given["teller"], words=given, picture=given["picture"], key=given["key"] or uuid.uuid4(),
                by=actor_in(request),
            )  # fmt: skip
            return redirect("office_story", story.number)
        except StepRefused as refused:
            form.refuse(refused.refusals)
    context = {"form": form, "story": None, "crumbs": [HOME, ("新しいお話", "")]}
    return render(request, "outreach/story_form.html", context)


@roles(*WRITERS)
@require_http_methods(SEND)
def edit_story(request: HttpRequest, number: str) -> HttpResponse:
    """Another version of the words."""
    story = acts.story_for(actor_in(request), number)
    newest = _newest(story)
    kept = {name: getattr(newest, name) for name in acts.WORDS} | {"seen": newest.no}
    form = EditStoryForm(request.POST or None, request.FILES or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            acts.edit_story(
                story=story, words=given, picture=given["picture"], drop_picture=given["drop_picture"],
                seen=given["seen"] if given["seen"] is not None else -1, by=actor_in(request),
            )  # fmt: skip
            return redirect("office_story", number)
        except StepRefused as refused:
            form.refuse(refused.refusals)
    context = {
        "form": form,
        "story": story,
        "shown": story.standing == StoryStanding.SHOWN,
        "crumbs": [HOME, (number, reverse("office_story", args=[number])), ("直す", "")],
    }
    return render(request, "outreach/story_form.html", context)


def _newest(story: Story) -> StoryVersion:
    found = story.versions.select_related("picture", "made_by", "approved_by", "returned_by").defer("picture__data")
    newest = found.first()
    if newest is None:
        raise Http404
    return newest


@roles(*WRITERS)
@require_safe
@never_cache
def office_story(request: HttpRequest, number: str) -> HttpResponse:
    """The newest version as everybody will read it, what stands against it, who agreed, who approves."""
    return _page(request, acts.story_for(actor_in(request), number))


def _page(request: HttpRequest, story: Story, form: EnishiForm | None = None) -> HttpResponse:
    actor, version = actor_in(request), _newest(story)
    consents = StoryConsent.objects.filter(version__story=story).select_related("version", "made_by", "physician")
    context = {
        "story": story,
        "version": version,
        "teller": Teller(story.teller).label,
        "standing": story.standing,
        "picture": reverse("office_story_picture", args=[story.number])
        if version.picture and not version.is_erased
        else "",
        "faults": acts.faults_of(version) if version.approved_at is None and story.withdrawn_at is None else [],
        "consents": [_said(consent, version) for consent in consents],
        "living": any(c.withdrawn_at is None for c in consents),
        "versions": story.versions.select_related("made_by", "approved_by"),
        "may_approve": acts.may_approve_story(version, actor),
        "return_form": form or ReturnStoryForm(),
        "page": address_of(story),
        "own_link": settings.BASE_URL + reverse("own_story", args=[story.token]),
        "crumbs": [HOME, (story.number, "")],
    }
    return render(request, "outreach/story.html", context)


def _said(consent: StoryConsent, newest: StoryVersion) -> dict[str, Any]:
    return {
        "row": consent,
        "how": AgreedBy(consent.how).label,
        "facts": [StoryFact(fact).label for fact in consent.facts],
        "ended": WithdrawnBy(consent.withdrawn_how).label if consent.withdrawn_at else "",
        "past": consent.until < today(),
        "of_newest": consent.version_id == newest.pk,
    }


@roles(*WRITERS)
@require_http_methods(SEND)
@never_cache
def story_consent(request: HttpRequest, number: str) -> HttpResponse:
    """Write down somebody's yes to the newest version."""
    story = acts.story_for(actor_in(request), number)
    version = _newest(story)
    form = ConsentForm(request.POST or None, initial={"key": uuid.uuid4(), "agreed_on": today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            acts.record_consent(
                version=version, name=given["name"], employer=given["employer"], contact=given["contact"],
                facts=given["facts"], how=given["how"], agreed_on=given["agreed_on"], until=given["until"],
                note=given["note"], number=given["number"], key=given["key"] or uuid.uuid4(), by=actor_in(request),
            )  # fmt: skip
            return redirect("office_story", number)
        except StepRefused as refused:
            form.refuse(refused.refusals)
    context = {
        "form": form,
        "version": version,
        "crumbs": [HOME, (number, reverse("office_story", args=[number])), ("同意を控える", "")],
    }
    return render(request, "outreach/story_consent.html", context)


@roles(*WRITERS)
@require_POST
def story_act(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """ask, approve, return, withdraw, or end the consents because somebody telephoned."""
    actor = actor_in(request)
    story = acts.story_for(actor, number)
    version, back = _newest(story), reverse("office_story", args=[number])
    seen = request.POST.get("fingerprint", "")
    form = ReturnStoryForm(request.POST)
    word = form.cleaned_data["word"] if form.is_valid() else ""
    known: dict[str, tuple[Callable[[], object], str]] = {
        "ask": (lambda: acts.ask_story_approval(version=version, by=actor), "承認をお願いしました。"),
        "approve": (
            lambda: acts.approve_story(version=version, seen_fingerprint=seen, by=actor),
            "承認しました。いまから、どなたでも読めます。",
        ),
        "return": (lambda: acts.return_story(version=version, word=word, by=actor), "わけを添えて戻しました。"),
        "withdraw": (lambda: acts.withdraw_story(story=story, by=actor), "取り下げました。もうどなたにも見えません。"),
        "phone": (
            lambda: acts.withdraw_consent(story=story, how=WithdrawnBy.PHONE, by=actor),
            "掲載をやめました。もうどなたにも見えません。",
        ),
    }
    if what not in known:
        raise Http404
    act, said = known[what]
    return press(request, act, said, back)


@roles(*WRITERS)
@require_safe
@never_cache
def office_story_picture(request: HttpRequest, number: str) -> HttpResponse:
    """The picture of the newest version, for those who write."""
    version = _newest(acts.story_for(actor_in(request), number))
    if version.picture is None or version.is_erased:
        raise Http404
    return HttpResponse(bytes(version.picture.data), content_type="image/jpeg")


@roles(*WRITERS)
@require_safe
@never_cache
def consent_sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The sheet to sign: the whole text, what may be told, until when, and how to take it down."""
    story = acts.story_for(actor_in(request), number)
    answer = HttpResponse(consent_pdf(story), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="consent-{story.number}.pdf"'
    return answer


def consent_pdf(story: Story) -> bytes:
    version, profile = _newest(story), operator()
    link = settings.BASE_URL + reverse("own_story", args=[story.token])
    return pdf(
        "outreach/typst/consent.typ",
        {
            "title": "お話の掲載についての同意書", "sender": profile.name, "number": story.number, "no": version.no,
            "story_title": version.title, "who": version.who, "work": version.work, "body": version.paragraphs,
            "hard": version.hard_lines, "after": version.after, "picture": version.alt if version.picture else "",
            "facts": [fact.label for fact in StoryFact], "phone": profile.phone_with_hours, "address": link,
            "qr": qr.svg(link).decode(),
        },
    )  # fmt: skip
