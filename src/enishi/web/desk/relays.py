"""/desk/relays: posts that several physicians share; who could come is chosen here, and a plan is looked for and decided on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from enishi.candidacies.models import Candidacy
from enishi.candidacies.suggesting import current_locks
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.japanese.halfdays import compact_words, mask_of
from enishi.common.workflow import StepRefused
from enishi.engine.relay.problem import MOST_MEMBERS
from enishi.matching.reading import list_for_opening
from enishi.physicians.models import Physician
from enishi.relays.access import relay_post_for
from enishi.relays.actions import adopt_plan, look_for_plan
from enishi.relays.models import RelayPlan, RelayPost
from enishi.relays.planning import first_month, pattern_of, span_words
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import DECIDERS, READERS, decides, family_names, page_of
from enishi.web.relays.shown import cards_of, gap_words, meeting_words, table_of, unmet_words

EDIT = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A physician who could share the post. first: the first month; state: of the talk about this opening, if there is one."""

    physician: Physician
    name: str
    can: str
    days: str
    first: int
    talk: Candidacy | None


class MemberForm(forms.Form):
    """One physician: taken into the plan or not, from which month, and for how many months at most."""

    chosen = forms.BooleanField(required=False)
    first = forms.TypedChoiceField(coerce=int)
    most = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, post: RelayPost, choice: Choice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice = choice
        months = range(choice.first, post.months)
        self.fields["first"].choices = [(m, span_words(post, m, m)) for m in months]  # type: ignore[attr-defined]
        limits = [("", "限りなし"), *((m, f"{m}か月まで") for m in range(1, post.months))]
        self.fields["most"].choices = limits  # type: ignore[attr-defined]
        self.fields["first"].widget.attrs["aria-label"] = f"{choice.name}先生が来られる最初の月"
        self.fields["most"].widget.attrs["aria-label"] = f"{choice.name}先生は何か月までか"


@roles(*READERS)
@require_http_methods(["GET", "HEAD"])
def relays(request: HttpRequest) -> HttpResponse:
    """All shared posts, those waiting for a plan first."""
    posts = RelayPost.objects.visible_to(actor_in(request)).with_terms().filter(closed_at=None)
    waiting = set(posts.waiting().values_list("pk", flat=True))
    page = page_of(request, posts)
    cards = sorted(cards_of(page.object_list), key=lambda card: card.post.pk not in waiting)
    context = {"page": page, "cards": cards, "crumbs": [("分け合う席", "")]}
    return render(request, "desk/relays.html", context)


@roles(*READERS)
@require_http_methods(EDIT)
def relay(request: HttpRequest, number: str) -> HttpResponse:
    """One shared post: who could come, and the plans found. POST looks for a plan among the chosen."""
    actor = actor_in(request)
    post = relay_post_for(actor, number)
    if request.method == "POST" and not decides(actor):
        raise Http404
    members = [
        MemberForm(
            request.POST if request.method == "POST" else None,
            prefix=choice.physician.number,
            post=post,
            choice=choice,
            initial={"chosen": at < MOST_MEMBERS, "first": choice.first},
        )
        for at, choice in enumerate(choices_for(post, actor))
    ]
    if request.method == "POST":
        possible = [form for form in members if form.choice.first < post.months]
        unread = [
            form for form in possible if not form.is_valid()
        ]  # every form is read, so that each shows its own fault
        if not unread:
            chosen = {
                form.choice.physician: (form.cleaned_data["first"], form.cleaned_data["most"])
                for form in possible
                if form.cleaned_data["chosen"]
            }
            try:
                look_for_plan(post=post, chosen=chosen, by=actor)
            except StepRefused as refused:
                for refusal in refused.refusals:
                    messages.error(request, refusal.sentence)
            else:
                messages.success(request, "組み合わせをさがしています。1分ほどで見つかります。")
                return redirect(f"{reverse('desk_shared_post', args=[post.number])}#plans")
    plans = list(post.plans.prefetch_related("members__physician", "members__candidacy").order_by("-no")[:5])
    everybody = {member.physician for plan in plans for member in plan.members.all()}
    names = family_names(everybody, actor)
    context = {
        "post": post,
        "card": cards_of([post])[0],
        "members": members,
        "decides": decides(actor),
        "decided": any(plan.adopted_at for plan in plans),
        "plans": [_shown(plan, post, names) for plan in plans],
        "crumbs": [("分け合う席", reverse("desk_shared_posts")), (post.number, "")],
    }
    return render(request, "desk/relay.html", context)


@roles(*DECIDERS)
@require_POST
def adopt(request: HttpRequest, number: str, no: int) -> HttpResponse:
    """この組み合わせで進める."""
    actor = actor_in(request)
    post = relay_post_for(actor, number)
    plan = post.plans.filter(no=no).first()
    if plan is None:
        raise Http404
    try:
        adopt_plan(plan=plan, by=actor)
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
    else:
        messages.success(request, "先生ごとに候補にしました。ことばを整えてから、お一人ずつご提案ください。")
    return redirect("desk_shared_post", post.number)


def choices_for(post: RelayPost, actor: Actor) -> list[Choice]:
    """Those in talks about the opening, then its list of the last search; each reading of a name is logged."""
    talks = {
        c.physician_id: c
        for c in Candidacy.objects.still_open()
        .filter(opening=post.opening)
        .select_related("physician__coordinator")
        .prefetch_related("physician__wish_sheets")
    }
    physicians = {c.physician_id: c.physician for c in talks.values()}
    for row in list_for_opening(post.opening, current_locks())[1]:
        physicians.setdefault(row.physician_id, row.physician)
    names = family_names(physicians.values(), actor)
    wanted = mask_of(post.slots)
    found = []
    for pk, physician in physicians.items():
        wishes = physician.wishes
        can = pattern_of(wishes, wanted)
        found.append(
            Choice(
                physician=physician,
                name=names.get(pk, physician.number),
                can=compact_words(can) if can else "",
                days=f"週{wishes.days_max.normalize():f}日まで",
                first=first_month(post, wishes) if can else post.months,
                talk=talks.get(pk),
            )
        )
    return found


def _shown(plan: RelayPlan, post: RelayPost, names: Mapping[int, str]) -> dict[str, Any]:
    """names: family names by primary key, read once for all plans."""
    plan.post = post
    members = sorted(plan.members.all(), key=lambda member: member.pk)
    called = [f"{names.get(m.physician_id, m.physician.number)}先生" for m in members]
    coming = [(name, member) for name, member in zip(called, members, strict=True) if member.stints]
    return {
        "plan": plan,
        "table": table_of(post, coming),
        "asked": called,
        "gaps": gap_words(plan),
        "meetings": meeting_words(plan, called),
        "unmet": unmet_words(plan, called),
        "outdated": plan.post_changes != post.changes,
    }
