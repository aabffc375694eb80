"""News: the list and the pages for everybody, the feed, and the office's room where it is written."""

import uuid
from collections.abc import Callable
from functools import partial

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import public, roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.outreach.models import NewsItem
from enishi.outreach.news import edit_news, may_publish, news_for, publish_news, withdraw_news, write_news
from enishi.outreach.news_querysets import WRITERS
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import EraDateField
from enishi.web.components.forms import EnishiForm

SEND = ["GET", "HEAD", "POST"]
PER_PAGE, FEED_LENGTH = 20, 30
OFFICE = ("周知", "/ops/campaigns")


class NewsForm(EnishiForm):
    """What a piece of news says. key: of a new one; seen: how often it had been saved when the page was drawn."""

    title = forms.CharField(label="見出し", max_length=80, widget=forms.TextInput(attrs={"class": "w-l"}))
    day = EraDateField(label="日付", help_text="この日から載ります。例：2026年12月1日")
    body = forms.CharField(
        label="本文",
        max_length=4000,
        help_text="空の行で段落が分かれます。https:// で始まるアドレスはリンクになります。",
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


@public
@require_safe
def news_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(NewsItem.objects.shown(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "public/news.html", {"page": page, "crumbs": [("はじめ", "/"), ("お知らせ", "")]})


@public
@require_safe
def news_item(request: HttpRequest, number: str) -> HttpResponse:
    """One piece of news as everybody reads it; a draft or one taken back is not there for anybody."""
    crumbs = [("はじめ", "/"), ("お知らせ", "/news"), ("読む", "")]
    return render(request, "public/news_item.html", {"news": news_for(None, number), "crumbs": crumbs})


@public
@require_safe
def news_feed(request: HttpRequest) -> HttpResponse:
    """RSS 2.0."""
    feed = Rss201rev2Feed(
        title="縁 Enishi　お知らせ",
        link=f"{settings.BASE_URL}/news",
        description="縁からのお知らせです。",
        language="ja",
        feed_url=f"{settings.BASE_URL}{request.path}",
    )
    for item in NewsItem.objects.shown()[:FEED_LENGTH]:
        address = f"{settings.BASE_URL}/news/{item.number}"
        feed.add_item(
            title=item.title, link=address, unique_id=address, description=item.body, pubdate=item.published_at
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


@roles(*WRITERS)
@require_http_methods(SEND)
def office_news(request: HttpRequest) -> HttpResponse:
    """All news with where each stands; a draft is begun here."""
    form = NewsForm(request.POST or None, initial={"day": today(), "key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        item = write_news(
            title=given["title"],
            body=given["body"],
            day=given["day"],
            key=given["key"] or uuid.uuid4(),
            by=actor_in(request),
        )
        messages.success(request, "下書きを保存しました。公開は、別の方が読んでから行います。")
        return redirect("office_news_item", item.number)
    page = Paginator(NewsItem.objects.order_by("-day", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "outreach/news.html", {"form": form, "page": page, "crumbs": [OFFICE, ("お知らせ", "")]})


@roles(*WRITERS)
@require_http_methods(SEND)
def office_news_item(request: HttpRequest, number: str) -> HttpResponse:
    """One piece of news as it will be read, and the form to correct it."""
    actor = actor_in(request)
    item = news_for(actor, number)
    kept = {**dict(zip(("title", "body", "day"), item.words, strict=True)), "seen": item.changes}
    form = NewsForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            edit_news(
                news=item,
                title=given["title"],
                body=given["body"],
                day=given["day"],
                seen=given["seen"] if given["seen"] is not None else -1,
                by=actor,
            )
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "直した内容を保存しました。")
            return redirect("office_news_item", number)
    context = {
        "form": form, "news": item, "may_publish": may_publish(item, actor),
        "coming": dict(zip(("title", "body", "day"), item.words, strict=True)) if item.coming else None,
        "crumbs": [OFFICE, ("お知らせ", "/ops/news"), (item.number, "")],
    }  # fmt: skip
    return render(request, "outreach/news_item.html", context)


@roles(*WRITERS)
@require_POST
def publish(request: HttpRequest, number: str) -> HttpResponse:
    seen = request.POST.get("seen", "")
    act = partial(publish_news, seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1)
    return _act(request, number, act, "公開しました。")


@roles(*WRITERS)
@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    return _act(request, number, withdraw_news, "取り下げました。もうどなたにも見えません。")


def _act(request: HttpRequest, number: str, act: Callable[..., NewsItem], done: str) -> HttpResponse:
    actor = actor_in(request)
    try:
        act(news=news_for(actor, number), by=actor)
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("office_news_item", number)
