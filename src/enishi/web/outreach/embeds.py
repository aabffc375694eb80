"""/embed/…: openings inside the page of a society or municipality, without a script; /ops/embeds: where such pages are registered."""

import uuid
from typing import Any

from csp.constants import NONE, SELF
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.areas.models import Prefecture
from enishi.common.access import public, roles
from enishi.common.clock import today
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.workflow import StepRefused
from enishi.engine.specialties import SPECIALTIES
from enishi.openings.enums import Duty
from enishi.openings.models import Opening
from enishi.openings.search import Filters
from enishi.openings.search.finding import search
from enishi.outreach import embeds as acts
from enishi.outreach.models import EmbedSite
from enishi.outreach.societies import TEAM
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import NumberField
from enishi.web.components.forms import EnishiForm
from enishi.web.context import operator
from enishi.web.desk.common import press
from enishi.web.openings.cards import Card, card_of
from enishi.web.openings.result_words import url

SEND = ["GET", "HEAD", "POST"]
HOME = ("よそのページに載せる一覧", "/ops/embeds")
FEWEST, MOST = 1, 20
A_WHILE = 300
"""Seconds a browser keeps the list."""


class EmbedForm(EnishiForm):
    """A page to register."""

    name = forms.CharField(
        label="ページの持ち主", max_length=120, help_text="例：見本町 健康福祉課", widget=forms.TextInput(attrs={"class": "w-l"})
    )  # fmt: skip
    page = forms.CharField(
        label="載せるページのアドレス", max_length=400, help_text="https:// で始まるもの。このサイトのページにだけ載ります。例：https://www.example.or.jp/recruit",
        widget=forms.TextInput(attrs={"class": "w-l", "inputmode": "url"}),
    )  # fmt: skip
    prefecture = forms.ChoiceField(label="都道府県", required=False)
    specialty = forms.ChoiceField(label="診療科", required=False)
    most = NumberField(label="載せる数", unit="件", min_value=FEWEST, max_value=MOST, initial=10)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [("", "全国"), *Prefecture.objects.order_by("pk").values_list("pk", "name")]
        basics = [("", "すべて"), *((s.key, s.name) for s in SPECIALTIES if s.parent is None)]
        self.fields["prefecture"].choices, self.fields["specialty"].choices = places, basics  # type: ignore[attr-defined]


@public
@require_safe
def embed(request: HttpRequest, number: str, signature: str) -> HttpResponse:
    """The list itself. Only the registered origin may frame it; nothing in it runs, asks or remembers anything."""
    site = acts.signed_site(number, signature)
    cards, total = listed(site)
    context = {
        "cards": cards,
        "total": total,
        "site": site,
        "every": settings.BASE_URL + url(_filters(site)),
        "base": settings.BASE_URL,
        "day": today(),
        "profile": operator(),
    }
    # Without the request no context processor runs: no session is read and no cookie is set inside somebody else's page.
    answer = HttpResponse(render_to_string("outreach/embed.html", context))
    answer.xframe_options_exempt = True  # type: ignore[attr-defined]  # the older header knows no origins; frame-ancestors does
    answer._csp_replace = {  # type: ignore[attr-defined]
        "frame-ancestors": [site.origin], "script-src": [NONE], "connect-src": [NONE], "form-action": [NONE], "img-src": [SELF],
    }  # fmt: skip
    answer["Cache-Control"] = f"public, max-age={A_WHILE}"
    return answer


def listed(site: EmbedSite) -> tuple[list[Card], int]:
    """The openings confirmed last that fit, and how many fit in all."""
    found = search(_filters(site))
    order: list[int] = found.ordered[: site.most].tolist()
    by_pk = Opening.objects.published().with_terms().in_bulk(order)
    return [card_of(by_pk[pk]) for pk in order if pk in by_pk], found.count


def _filters(site: EmbedSite) -> Filters:
    """Whatever duties there are: who reads a society's page has told us nothing of what he or she can do."""
    return Filters(
        prefectures=(site.prefecture,) if site.prefecture else (),
        specialties=(site.specialty,) if site.specialty else (),
        most_night=Duty.REQUIRED,
        most_call=Duty.REQUIRED,
    )


def frame_of(site: EmbedSite) -> str:
    """What the society's webmaster pastes: a frame, with a link for where frames are not allowed."""
    address, every = acts.address_of(site), settings.BASE_URL + url(_filters(site))
    words = "医師の募集の一覧（縁 Enishi）"
    return (
        f'<iframe src="{address}" title="{words}" width="100%" height="640" loading="lazy" sandbox="allow-top-navigation-by-user-activation">'
        f'</iframe>\n<p><a href="{escape(every)}">{words}</a></p>'
    )


def snippet_of(site: EmbedSite) -> str:
    """The list of today as plain HTML, for pages that allow no frame: it stays as it is until it is pasted anew."""
    cards, _ = listed(site)
    every = settings.BASE_URL + url(_filters(site))
    items = "".join(
        f'  <li><a href="{settings.BASE_URL}{escape(card.href)}">{escape(card.name)}　{escape(card.specialty)}</a>（{escape(card.place)}）</li>\n'
        for card in cards
    )
    return (
        f"<section>\n<h2>医師の募集（{date_with_weekday(today())}現在）</h2>\n<ul>\n{items}</ul>\n"
        f'<p><a href="{escape(every)}">いまの一覧を見る（縁 Enishi）</a></p>\n</section>'
    )


@roles(*TEAM)
@require_http_methods(SEND)
def office_embeds(request: HttpRequest) -> HttpResponse:
    """All registered pages; a new one is registered here."""
    actor = actor_in(request)
    form = EmbedForm(request.POST or None, initial={"key": uuid.uuid4(), "most": 10})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            site = acts.open_embed(
                name=given["name"], page=given["page"], prefecture=given["prefecture"], specialty=given["specialty"],
                most=given["most"], key=given["key"] or uuid.uuid4(), by=actor,
            )  # fmt: skip
            return redirect("office_embed", site.number)
        except StepRefused as refused:
            form.refuse(refused.refusals)
    context = {"form": form, "rows": [_said(site) for site in acts.embed_sites(actor)], "crumbs": [(HOME[0], "")]}
    return render(request, "outreach/embeds.html", context)


def _said(site: EmbedSite) -> dict[str, Any]:
    place = (
        Prefecture.objects.filter(pk=site.prefecture).values_list("name", flat=True).first() if site.prefecture else ""
    )
    specialty = next((s.name for s in SPECIALTIES if s.key == site.specialty), "")
    return {"site": site, "narrowed": "・".join(filter(None, [place or "全国", specialty or "すべての診療科"]))}


@roles(*TEAM)
@require_safe
def office_embed(request: HttpRequest, number: str) -> HttpResponse:
    """One page with what its webmaster pastes, and how the list looks now."""
    site = acts.embed_site_for(actor_in(request), number)
    cards, total = listed(site)
    context = _said(site) | {
        "frame": frame_of(site),
        "snippet": snippet_of(site),
        "address": acts.address_of(site),
        "cards": cards,
        "total": total,
        "crumbs": [HOME, (number, "")],
    }
    return render(request, "outreach/embed_page.html", context)


@roles(*TEAM)
@require_POST
def embed_renew(request: HttpRequest, number: str) -> HttpResponse:
    actor, sent = actor_in(request), request.POST.get("turn", "")
    site = acts.embed_site_for(actor, number)
    seen = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 8 else -1
    said = "新しいアドレスにしました。前のアドレスは、もう使えません。"
    return press(request, lambda: acts.renew_embed(site=site, seen=seen, by=actor), said, _back(number))


@roles(*TEAM)
@require_POST
def embed_revoke(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_in(request)
    site = acts.embed_site_for(actor, number)
    return press(request, lambda: acts.revoke_embed(site=site, by=actor), "止めました。", _back(number))


def _back(number: str) -> str:
    return reverse("office_embed", args=[number])
