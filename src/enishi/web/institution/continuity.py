"""/inst/continuity: the private book of who works until when, the ten years that follow from it, and drafts of openings."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.institutions.access import own_institution
from enishi.institutions.continuity import (
    delete_post,
    is_shared,
    post_of,
    posts_of,
    read_post,
    save_post,
    share_book,
)
from enishi.institutions.continuity_rules import APRIL, Post, ServiceLine, lines, wanted_within, years_from
from enishi.openings.actions import draft_opening
from enishi.web.components.fields import MonthField, NumberField
from enishi.web.components.forms import EnishiForm
from enishi.web.institution.access import EDITORS, actor_on
from enishi.web.institution.fields import SpecialtyWordsField

HERE = ("診療継続リスク帳", "/inst/continuity")


class PostForm(EnishiForm):
    label = forms.CharField(
        label="役割・呼び名", max_length=40,
        help_text="お名前は書きません。例：院長、内科部長、整形外科（非常勤・水曜）",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )  # fmt: skip
    services = SpecialtyWordsField(label="受け持つ診療科", help_text="例：内科、整形外科")
    born = NumberField(
        label="生まれた年（西暦）", required=False, min_value=1920, max_value=2010,
        help_text="年だけです。わからなければ、空けておいてください。例：1958",
    )  # fmt: skip
    until = MonthField(
        label="お辞めになる予定の月",
        required=False,
        help_text="決まっていなければ、空けておいてください。例：2028年3月",
    )


def book_of(posts: list[Post], day: date) -> dict[str, Any]:
    """The table for ten fiscal years, for the institution's page and the coordinator's."""
    years = years_from(day)
    found = lines(posts, years)
    return {
        "years": years,
        "lines": found,
        "wanted": [(line, _words(line)) for line in wanted_within(found, day)],
    }


def _words(line: ServiceLine) -> str:
    if line.ends_in is not None:
        return f"{line.ends_in}年度から、受け持つ医師がいなくなります。"
    return f"{line.falls_in}年度から、{line.counts[0]}人より少なくなります。"


@roles(*EDITORS)
@require_safe
@never_cache
def book(request: HttpRequest) -> HttpResponse:
    """Only for those who edit for this institution: approvers of the town read it when it is printed for them."""
    institution = own_institution(actor_on(request))
    rows = posts_of(institution)
    context = {
        "rows": [(pk, post, post.age_in(today().year)) for pk, post in rows],
        **book_of([post for _, post in rows], today()),
        "shared": is_shared(institution),
        "crumbs": [("今日のご案内", "/inst"), (HERE[0], "")],
    }
    return render(request, "institution/continuity.html", context)


@roles(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@roles(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def post(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, pk)


def _edit(request: HttpRequest, pk: int | None) -> HttpResponse:
    actor = actor_on(request)
    institution = own_institution(actor)
    row = None if pk is None else post_of(institution, pk)
    if request.method == "POST" and row is not None and "delete" in request.POST:
        delete_post(row=row, by=actor)
        messages.success(request, "一行を消しました。")
        return redirect("inst_continuity")
    held = read_post(row) if row else None
    initial = (
        {n: getattr(held, n) for n in ("label", "born", "until")} | {"services": list(held.services)} if held else {}
    )
    form = PostForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            save_post(institution=institution, by=actor, row=row, **form.cleaned_data)
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, "リスク帳に書きました。")
            return redirect("inst_continuity")
    title = "一行を直す" if row else "一行を加える"
    context = {"form": form, "title": title, "row": row, "crumbs": [("今日のご案内", "/inst"), HERE, (title, "")]}
    return render(request, "institution/continuity_form.html", context)


@roles(*EDITORS)
@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """The switch for the coordinator, in either direction."""
    actor = actor_on(request)
    shared = request.POST.get("shared") == "yes"
    share_book(institution=own_institution(actor), by=actor, shared=shared)
    messages.success(
        request,
        "担当者がこの帳面を読めるようにしました。いつでも止められます。"
        if shared
        else "担当者に見せるのを止めました。この時から、どなたにも見えません。",
    )
    return redirect("inst_continuity")


@roles(*EDITORS)
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """A draft for a service that ends or shrinks: its specialty and its month, nothing invented beyond."""
    actor = actor_on(request)
    institution = own_institution(actor)
    posts = [post for _, post in posts_of(institution)]
    wanted = {line.service: line for line in wanted_within(lines(posts, years_from(today())), today())}
    line = wanted.get(request.POST.get("service", ""))
    if line is None or line.falls_in is None:
        messages.error(request, "その診療科は、いまの表では2年以内に減りません。画面を開き直してご確認ください。")
        return redirect("inst_continuity")
    terms = {
        "title": f"{line.service}の医師（{line.falls_in}年度から）",
        "specialties": [line.service],
        "employment": ["full_time", "part_time"],
        "headcount": max(1, line.counts[0] - min(line.counts)),
        "days": 5,
        "starts_on": date(line.falls_in, APRIL, 1),
    }
    made = draft_opening(institution=institution, by=actor, terms=terms)
    messages.success(
        request, "募集の下書きをつくりました。日数などは、これからお決めください。まだ公開されていません。"
    )
    return redirect("inst_opening", number=made.number)
