"""/inst/relay: posts of some half-days a week that several physicians share."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from enishi.candidacies.models import Candidacy
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.japanese.halfdays import codes_of
from enishi.common.workflow import StepRefused
from enishi.engine.relay.problem import MOST_MONTHS
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.relays.access import relay_post_for
from enishi.relays.actions import Terms, ask_relay, change_relay, close_relay
from enishi.relays.models import RelayPost
from enishi.web.components.fields import MonthField, NumberField, WeekField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.institution.access import EDITORS, MEMBERS, actor_on, may_edit
from enishi.web.relays.shown import cards_of, table_of

EDIT = ["GET", "HEAD", "POST"]


class RelayForm(EnishiForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    opening = forms.ChoiceField(label="どの募集ですか", widget=ChoiceCards())
    slots = WeekField(label="毎週、来てほしい曜日と時間")
    starts_on = MonthField(label="いつから", help_text="例：令和9年4月、2027年4月")
    months = NumberField(
        label="何か月", help_text=f"1年なら12。{MOST_MONTHS}か月まで。", unit="か月", min_value=1, max_value=MOST_MONTHS
    )
    stay = NumberField(
        label="お一人に、少なくとも続けてほしい月数",
        help_text="3なら、3か月より短い交代は組みません。",
        unit="か月",
        min_value=1,
        max_value=MOST_MONTHS,
        initial=1,
    )
    permitted = YesField(
        label="夜の勤務",
        text="夜は、宿日直の許可を受けています",
        small="労働基準監督署の許可です。許可がなければ、翌日の勤務を空けて組みます。",
        required=False,
    )
    together = YesField(
        label="始め方",
        text="全員がそろってから始めたい",
        small="お選びにならなければ、決まった先生から始めます。",
        required=False,
    )
    note = forms.CharField(
        label="担当者への一言",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="例：月に一度は全員が集まる日がほしい",
    )

    def __init__(self, *args: Any, openings: list[Opening], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opening"].choices = [(o.number, f"{o.current.title}（{o.number}）") for o in openings]  # type: ignore[attr-defined]

    def terms(self) -> Terms:
        given = self.cleaned_data
        return Terms(
            slots=codes_of(given["slots"]),
            starts_on=given["starts_on"],
            months=given["months"],
            stay=given["stay"],
            permitted=given["permitted"],
            together=given["together"],
            note=given["note"],
        )


@roles(*MEMBERS)
@require_http_methods(EDIT)
def relays(request: HttpRequest) -> HttpResponse:
    """All shared posts of the institution, and the form for another."""
    actor = actor_on(request)
    if request.method == "POST" and not may_edit(actor):
        raise Http404
    offered = _openings(actor)
    form = RelayForm(
        request.POST if request.method == "POST" else None, openings=offered, initial={"key": uuid.uuid4()}
    )
    if request.method == "POST" and form.is_valid():
        opening = next(o for o in offered if o.number == form.cleaned_data["opening"])
        try:
            post = ask_relay(opening=opening, terms=form.terms(), key=form.cleaned_data["key"], by=actor)
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, "担当者にお願いしました。組み合わせがまとまりましたら、ご連絡します。")
            return redirect("inst_shared_post", post.number)
    posts = RelayPost.objects.visible_to(actor).with_terms().filter(closed_at=None)
    context = {
        "form": form if offered and may_edit(actor) else None,
        "may_edit": may_edit(actor),
        "cards": cards_of(posts),
        "crumbs": [("今日のご案内", "/inst"), ("分け合う席", "")],
    }
    return render(request, "institution/relays.html", context)


@roles(*MEMBERS)
@require_http_methods(EDIT)
def relay(request: HttpRequest, number: str) -> HttpResponse:
    """One shared post: its terms, and whoever of a plan the institution may see already."""
    actor = actor_on(request)
    post = relay_post_for(actor, number)
    edits = may_edit(actor) and post.closed_at is None and not post.plans.filter(adopted_at__isnull=False).exists()
    if request.method == "POST" and not may_edit(actor):
        raise Http404
    form = RelayForm(
        request.POST if request.method == "POST" else None,
        openings=[post.opening],
        initial={
            name: getattr(post, name)
            for name in ("key", "slots", "starts_on", "months", "stay", "permitted", "together", "note")
        }
        | {"seen": post.changes, "opening": post.opening.number},
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_relay(post=post, terms=form.terms(), seen=form.cleaned_data["seen"], by=actor)
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, "直しました。担当者にも伝わっています。")
            return redirect("inst_shared_post", post.number)
    return render(
        request,
        "institution/relay.html",
        {
            "post": post,
            "card": cards_of([post])[0],
            "form": form if edits or form.is_bound else None,
            "edits": edits,
            "table": table_of(post, _shown_to(actor, post)),
            "crumbs": [("今日のご案内", "/inst"), ("分け合う席", "/inst/relay"), (post.number, "")],
        },
    )


@roles(*EDITORS)
@require_POST
def close(request: HttpRequest, number: str) -> HttpResponse:
    """取り下げる."""
    actor = actor_on(request)
    close_relay(post=relay_post_for(actor, number), by=actor)
    messages.success(request, "取り下げました。進んでいるお話は、そのまま続きます。")
    return redirect("inst_shared_posts")


def _openings(actor: Actor) -> list[Opening]:
    rows = Opening.objects.visible_to(actor).exclude(state__in=(OpeningState.CLOSED, OpeningState.DRAFT))
    return list(rows.filter(current__isnull=False).with_terms().order_by("-id"))


def _shown_to(actor: Actor, post: RelayPost) -> list[tuple[str, Any]]:
    """(words for the physician, member) of the plan decided on, only where the talk has reached the institution."""
    visible = {c.pk: c for c in Candidacy.objects.visible_to(actor).filter(relay_members__plan__post=post)}
    plan = post.plans.filter(adopted_at__isnull=False).first()
    members = plan.members.order_by("pk") if plan else []
    return [(visible[member.candidacy_id].number, member) for member in members if member.candidacy_id in visible]
