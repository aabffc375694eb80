"""/desk/region-facts: what institutions wrote of their towns, read against its source before anybody sees it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.institutions.access import institution_for
from enishi.institutions.continuity import read_for_coordinator
from enishi.institutions.enums import FactState
from enishi.institutions.models import RegionFact
from enishi.institutions.region import decide_fact, fact_for, waiting_facts
from enishi.institutions.region_questions import BY_KEY, VOICE
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.desk.common import READERS, page_of, send
from enishi.web.institution.continuity import book_of


class DeclineForm(EnishiForm):
    reason = forms.CharField(
        label="見送る理由（見送るときだけ）",
        max_length=200,
        required=False,
        help_text="医療機関の画面に出ます。例：出典の年が分かりません。",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )


@roles(*READERS)
@require_safe
def region_facts(request: HttpRequest) -> HttpResponse:
    return _page(request)


@roles(*READERS)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """載せる or 見送る for one fact."""
    actor, fact = actor_in(request), fact_for(pk)
    form = DeclineForm(request.POST, prefix=str(pk))
    show = "show" in request.POST
    return send(
        request,
        form,
        lambda: decide_fact(fact=fact, by=actor, show=show, reason=form.cleaned_data["reason"]),
        "地域のページに載せました。" if show else "見送りました。理由は医療機関の画面に出ます。",
        reverse("desk_region_facts"),
        lambda: _page(request, fact, form),
    )


@roles(*READERS)
@require_safe
@never_cache
def continuity(request: HttpRequest, number: str) -> HttpResponse:
    """The risk book of an institution that lets its coordinator read it; else there is no such page."""
    actor = actor_in(request)
    found = institution_for(actor, number)
    posts = [post for _, post in read_for_coordinator(found, by=actor)]
    back = reverse("desk_institution", args=[number])
    context = {
        "institution": found,
        "posts": posts,
        **book_of(posts, today()),
        "crumbs": [("医療機関", reverse("desk_institutions")), (number, back), ("診療継続リスク帳", "")],
    }
    return render(request, "desk/continuity.html", context)


def _page(request: HttpRequest, wrong: RegionFact | None = None, form: DeclineForm | None = None) -> HttpResponse:
    page = page_of(request, waiting_facts())
    facts = list(page.object_list)
    shown = {
        (f.municipality_id, f.key): f
        for f in RegionFact.objects.filter(
            municipality__in=[f.municipality_id for f in facts], state=FactState.SHOWN
        ).exclude(key=VOICE)
    }
    rows = [
        {
            "fact": f,
            "label": BY_KEY[f.key].label if f.key in BY_KEY else f.key,
            "before": shown.get((f.municipality_id, f.key)),
            "form": form
            if wrong is not None and form is not None and f.pk == wrong.pk
            else DeclineForm(prefix=str(f.pk)),
        }
        for f in facts
    ]
    return render(request, "desk/region_facts.html", {"page": page, "rows": rows, "wrong": form})
