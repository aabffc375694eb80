"""/desk/duplicates: registrations that look like one person, laid side by side, made one, or known to be two."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.japanese.date_display import western
from enishi.common.workflow import StepRefused
from enishi.merging.actions import UNDO_FOR, keep_apart, merge_physicians, undo_merge
from enishi.merging.enums import Kind, Side
from enishi.merging.models import Merge
from enishi.merging.plan import Choice, Plan, plan_of
from enishi.merging.querysets import better_kept, pairs_waiting
from enishi.merging.undoing import what_came_since, what_stayed
from enishi.physicians.access import goes_on_as, identities_of, physician_for
from enishi.physicians.doubles import traits_of
from enishi.physicians.enums import PhysicianState
from enishi.physicians.hearing.topics import BY_KEY
from enishi.physicians.interview_notes import texts_of
from enishi.physicians.likeness import signs
from enishi.physicians.models import Physician
from enishi.physicians.workflow import WORKFLOW
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import DECIDERS, READERS, ROWS_ON_A_PAGE, actor_in, decides, press
from enishi.web.desk.sheets import timeline, wish_rows

EDIT = ["GET", "HEAD", "POST"]


class NumbersForm(EnishiForm):
    """Two that nobody found: the person told us."""

    one = forms.CharField(label="番号", max_length=12, widget=forms.TextInput(attrs={"class": "w-m"}))
    other = forms.CharField(label="もう一つの番号", max_length=12, widget=forms.TextInput(attrs={"class": "w-m"}))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        for name in ("one", "other"):
            if name in self.cleaned_data:
                self.cleaned_data[name] = self._found(name)
        one, other = self.cleaned_data.get("one"), self.cleaned_data.get("other")
        if one is not None and one == other:
            self.add_error("other", "＊同じ番号です。もう一つのご登録の番号をご入力ください。")
        return self.cleaned_data

    def _found(self, name: str) -> Physician | None:
        number = self.cleaned_data[name].strip().upper()
        found = Physician.objects.visible_to(self.actor).filter(number=number).first()
        if found is None:
            self.add_error(name, "＊この番号のご登録が見つかりません。P-2026-0001 のような番号をご入力ください。")
        return found


class MergeForm(EnishiForm):
    """The sides of what must be chosen, how the desk made sure, and what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="同じ先生であることを、どのようにお確かめになりましたか",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="例：お電話で、ご本人にうかがいました。",
    )

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        for choice in plan.choices:
            self.fields[choice.key] = forms.ChoiceField(
                label=choice.title,
                choices=[(Side.KEPT, choice.kept), (Side.ABSORBED, choice.absorbed)],
                initial=choice.default,
                widget=ChoiceCards(
                    two_columns=True,
                    hints={
                        str(Side.KEPT): f"残すほう（{plan.kept.number}）",
                        str(Side.ABSORBED): f"まとめるほう（{plan.absorbed.number}）",
                    },
                ),
            )

    @property
    def sides(self) -> dict[str, Side]:
        """Of a valid form."""
        return {choice.key: Side(self.cleaned_data[choice.key]) for choice in self.plan.choices}

    def fields_of(self, choices: list[Choice]) -> list[Any]:
        return [self[choice.key] for choice in choices]


@roles(*READERS)
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs that wait, the surest first; below, two numbers to be laid side by side."""
    actor = actor_in(request)
    asked = "one" in request.GET
    form = NumbersForm(actor, request.GET if asked else None)
    if asked and decides(actor) and form.is_valid():
        kept, absorbed = better_kept(form.cleaned_data["one"], form.cleaned_data["other"])
        return redirect("desk_merge", kept.number, absorbed.number)
    page = Paginator(pairs_waiting(), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    pairs = list(page.object_list)
    names = identities_of([p for pair in pairs for p in (pair.one, pair.other)], by=actor)
    rows = [
        {
            "pair": pair,
            "kept": better_kept(pair.one, pair.other)[0],
            "absorbed": better_kept(pair.one, pair.other)[1],
            "people": [_card(p, names[p.pk].full_name) for p in (pair.one, pair.other)],
            "signs": [sign.label for sign in pair.signs],
        }
        for pair in pairs
    ]
    context = {
        "page": page,
        "rows": rows,
        "form": form,
        "decides": decides(actor),
        "merges": Merge.objects.filter(kind=Kind.PHYSICIAN, at__gt=now() - UNDO_FOR).select_related("by"),
        "crumbs": [("医師", reverse("desk_doctors")), ("同じ方かもしれない登録", "")],
    }
    return render(request, "desk/duplicates.html", context)


def _card(physician: Physician, name: str) -> dict[str, Any]:
    return {"physician": physician, "name": name, "label": PhysicianState(physician.state).label}


@roles(*DECIDERS)
@require_POST
def apart(request: HttpRequest, number: str, other: str) -> HttpResponse:
    """これは別の方です: the pair is not shown again."""
    actor = actor_in(request)
    one, two = physician_for(actor, number), physician_for(actor, other)
    return press(
        request,
        lambda: keep_apart(one=one, other=two, by=actor),
        f"{one.number} と {two.number} は、別の方として記録しました。",
        reverse("desk_duplicates"),
    )


@roles(*DECIDERS)
@require_http_methods(EDIT)
@never_cache
def merge(request: HttpRequest, number: str, other: str) -> HttpResponse:
    """Both side by side: what is chosen, what moves, what stands against it; then the one button."""
    actor = actor_in(request)
    kept, absorbed = physician_for(actor, number), physician_for(actor, other)
    if kept.pk == absorbed.pk:
        raise Http404
    names = identities_of([kept, absorbed], by=actor)
    plan = plan_of(kept, absorbed)
    form = MergeForm(plan, request.POST or None, initial={"seen": plan.token})
    if request.method == "POST" and form.is_valid():
        try:
            done = merge_physicians(
                kept=kept,
                absorbed=absorbed,
                by=actor,
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
                chosen=form.sides,
            )
            return redirect("desk_merged", done.pk)
        except OperationalError:  # somebody writes to one of the talks: one of the two had to give way
            form.add_error(None, "ちょうど同じときに、ほかの方の手続きがありました。もう一度お押しください。")
        except StepRefused as refused:
            kept, absorbed = physician_for(actor, number), physician_for(actor, other)
            plan = plan_of(kept, absorbed)
            form = _shown_anew(plan, request, refused)
    traits = traits_of([kept.pk, absorbed.pk])
    context = {
        "plan": plan,
        "form": form,
        "choices": form.fields_of(plan.choices),
        "sides": [
            (Side.KEPT.label, _card(kept, names[kept.pk].full_name), _facts(kept)),
            (Side.ABSORBED.label, _card(absorbed, names[absorbed.pk].full_name), _facts(absorbed)),
        ],
        "signs": [sign.label for sign in signs(traits[kept.pk], traits[absorbed.pk])],
        "days": UNDO_FOR.days,
        "crumbs": [
            ("医師", reverse("desk_doctors")),
            ("同じ方かもしれない登録", reverse("desk_duplicates")),
            ("見比べて一つにする", ""),
        ],
    }
    return render(request, "desk/merge.html", context)


def _shown_anew(plan: Plan, request: HttpRequest, refused: StepRefused) -> MergeForm:
    """What was typed and chosen, on the page as it stands now, with the reasons against it."""
    given = request.POST.copy()
    given["seen"] = plan.token
    for choice in plan.choices:  # one that has come since is decided as proposed
        given.setdefault(choice.key, str(choice.default))
    form = MergeForm(plan, given)
    form.is_valid()
    known = {refusal.code for refusal in plan.refusals}
    for refusal in refused.refusals:
        if refusal.code not in known:  # those stand on the page already
            form.add_error(None, refusal.sentence)
    return form


def _facts(physician: Physician) -> list[tuple[str, str]]:
    def said(day: date | None) -> str:
        return western(day) if day else "まだ"

    talks = physician.candidacies
    return [
        ("お申し込み", western(localdate(physician.registered_at))),
        ("求職受理", said(physician.accepted_on)),
        ("医籍の確認", said(physician.licence_verified_on)),
        ("担当", physician.coordinator.name if physician.coordinator else "未定"),
        ("ログイン", "アカウントがあります" if physician.user_id else "アカウントはありません"),
        ("お話", f"{talks.count()}件（進行中 {talks.still_open().count()}件）"),
    ]


@roles(*READERS)
@require_safe
def merged(request: HttpRequest, pk: int) -> HttpResponse:
    """One merge: what went where, until when it can be taken back, and the history of the number that ended."""
    actor = actor_in(request)
    found = get_object_or_404(Merge.objects.select_related("by", "undone_by"), pk=pk, kind=Kind.PHYSICIAN)
    kept = goes_on_as(get_object_or_404(Physician, pk=found.kept))
    absorbed = get_object_or_404(Physician, pk=found.absorbed)
    until = found.at + UNDO_FOR
    context = {
        "merge": found,
        "kept": kept,
        "names": identities_of([kept, absorbed], by=actor)[kept.pk].full_name,
        "wishes": wish_rows(absorbed.wishes),
        "notes": [(BY_KEY[topic].title, text) for topic, text in texts_of(absorbed).items() if topic in BY_KEY],
        "until": until,
        "in_time": now() <= until,
        "decides": decides(actor),
        "came_since": what_came_since(found) if found.undone_at is None else [],
        "stayed": what_stayed(found),
        "timeline": timeline(absorbed.transitions.select_related("actor"), WORKFLOW),
        "crumbs": [
            ("医師", reverse("desk_doctors")),
            (kept.number, reverse("desk_doctor", args=[kept.number])),
            ("一つにした記録", ""),
        ],
    }
    return render(request, "desk/merged.html", context)


@roles(*DECIDERS)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """元に戻す."""
    actor = actor_in(request)
    found = get_object_or_404(Merge, pk=pk, kind=Kind.PHYSICIAN)
    return press(
        request,
        lambda: undo_merge(merge=found, by=actor),
        f"{found.kept_number} と {found.absorbed_number} を、元の二つの登録に戻しました。",
        reverse("desk_merged", args=[pk]),
    )
