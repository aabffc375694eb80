"""/cards/…: the picture beside a link to a public page; drawn once for the same words and kept on the disk of this machine."""

import uuid
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from enishi.common.access import public
from enishi.common.japanese.date_display import western_with_era
from enishi.outreach.cards import CardWords, draw, mark_of
from enishi.outreach.news import news_for
from enishi.outreach.newsletter import issues_sent
from enishi.outreach.seminars import seminar_for, when_words
from enishi.outreach.stories import shown_story
from enishi.web.context import operator

A_WHILE = 600
"""Seconds a browser keeps it: the card of a story must go soon after the story."""
SLOGAN = "積み重ねた経験を、待っているまちへ。"


def words_for(kind: str, number: str) -> CardWords:
    """What stands on the card of a public page; 404 for a page that nobody may read now."""
    profile = operator()
    above, title, below = _told(kind, number)
    return CardWords(above, title, below, profile.name, profile.sample)


def _told(kind: str, number: str) -> tuple[str, str, str]:
    match kind:
        case "site":
            return "医師と地域を結ぶ", SLOGAN, "週に1日でも、3か月だけでも。専任の担当者がご一緒に考えます。"
        case "story":
            version = shown_story(number).shown_versions[0]  # type: ignore[attr-defined]
            return "働き方のお話", version.title, version.way
        case "news":
            news = news_for(None, number)
            return "お知らせ", news.title, western_with_era(news.day)
        case "event":
            seminar = seminar_for(None, number)
            return "催し", seminar.title, "取りやめになりました" if seminar.cancelled_at else when_words(seminar)
        case "newsletter":
            issue = issues_sent().filter(number=number).first()
            if issue is not None and issue.sending is not None:
                return "お便り", issue.sending.subject, "月に1回まで、文字だけのメールでお届けします。"
    raise Http404


@public
@require_safe
def card(request: HttpRequest, kind: str, number: str = "") -> HttpResponse:
    words = words_for(kind, number)
    mark = mark_of(words)
    if request.headers.get("If-None-Match") == f'"{mark}"':
        return HttpResponseNotModified()
    answer = HttpResponse(drawn(words), content_type="image/png")
    answer["Cache-Control"] = f"public, max-age={A_WHILE}"
    answer["ETag"] = f'"{mark}"'
    return answer


def drawn(words: CardWords) -> bytes:
    """From the disk, else drawn now. The name is the hash of the words, so no stale card is ever found."""
    mark = mark_of(words)
    file = Path(settings.CARDS_FOLDER) / mark[:2] / f"{mark}.png"
    try:
        return file.read_bytes()
    except FileNotFoundError:
        data = draw(words)
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{mark}.{uuid.uuid4().hex}")  # two workers may draw the same card at once
        beside.write_bytes(data)
        beside.replace(file)
        return data
