"""The physician's saved searches: keep the filters one often uses, see what is new, ask for a weekly word or stop it."""

from typing import Any
from urllib.parse import parse_qs

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.workflow import StepRefused
from enishi.openings.search import Filters, canonical_query, read_query
from enishi.openings.search.filters import NOTHING_ASKED
from enishi.openings.search.finding import search
from enishi.physicians.access import own_record
from enishi.physicians.searches import delete_search, filters_of, save_search, search_for, set_weekly, standings
from enishi.web.components.fields import YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.openings.result_words import summary, url


class SaveForm(EnishiForm):
    """A name for the filters that stand in the address, and whether to be told of what is new."""

    name = forms.CharField(
        label="名前",
        help_text="先生がお分かりになる名前で。例：岩手で週2日",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    weekly = YesField(
        label="新しい募集が出た週は、メールで知らせる",
        small="件数とこのページへの案内だけで、内容は書きません。週に1通までで、いつでも止められます。",
        required=False,
    )
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)


@roles(Role.PHYSICIAN)
def searches(request: HttpRequest) -> HttpResponse:
    """The list; with filters in the address also the form to keep them. The POST keeps them."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    physician = own_record(actor)
    if request.method == "POST":
        form = SaveForm(request.POST)
        filters = _filters(request.POST.get("query", ""))
        if form.is_valid():
            given = form.cleaned_data
            try:
                save_search(
                    physician=physician, by=actor, name=given["name"].strip(), filters=filters, weekly=given["weekly"]
                )
            except StepRefused as refused:
                for refusal in refused.refusals:
                    form.add_error("name", refusal.sentence)
            else:
                messages.success(request, "条件を保存しました。")
                return redirect("my_searches")
    else:
        filters, _ = read_query(dict(request.GET.lists()))
        form = SaveForm(initial={"query": canonical_query(filters)})
    found = search(filters)
    lines = [_line(standing, found.places) for standing in standings(physician.searches.all())]
    context = {
        "form": form if filters != NOTHING_ASKED else None,
        "asked": summary(filters, found.places),
        "count": found.count,
        "lines": lines,
        "crumbs": [("今日のご案内", "/my"), ("保存した条件", "")],
    }
    return render(request, "openings/searches.html", context)


def _filters(query: str) -> Filters:
    return read_query(parse_qs(query))[0]


def _line(standing: Any, places: Any) -> dict[str, Any]:
    filters = filters_of(standing.saved)
    return {
        "pk": standing.saved.pk,
        "name": standing.saved.name,
        "words": summary(filters, places),
        "href": url(filters),
        "count": standing.count,
        "new": standing.new,
        "weekly": standing.saved.weekly,
    }


@roles(Role.PHYSICIAN)
@require_POST
def weekly(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the weekly word, or stop it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    saved = search_for(own_record(actor), pk)
    wanted = request.POST.get("weekly") == "yes"
    if saved.weekly != wanted:
        set_weekly(saved=saved, by=actor, weekly=wanted)
    messages.success(request, "週に一度お知らせします。" if wanted else "お知らせを止めました。")
    return redirect("my_searches")


@roles(Role.PHYSICIAN)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    delete_search(saved=search_for(own_record(actor), pk), by=actor)
    messages.success(request, "保存した条件を消しました。")
    return redirect("my_searches")
