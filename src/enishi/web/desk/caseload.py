"""/desk/caseload: what each coordinator looks after, who stands in for whom, and what passes from one to another."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.desk.covering import (
    UNDO_DAYS,
    Load,
    deputies_for,
    end_deputy,
    load_of,
    may_undo,
    moves_for,
    offer_move,
    part_of,
    refuse_move,
    set_deputy,
    take_move,
    undo_move,
)
from enishi.desk.models import CaseloadMove
from enishi.desk.records import coordinators
from enishi.institutions.models import Institution
from enishi.physicians.access import identities_of
from enishi.physicians.models import Physician
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import EraDateField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCardsMany
from enishi.web.desk.common import DECIDERS, press, send
from enishi.web.desk.undo import offer_undo

SHOWN_MOVES = 20


class PersonField(forms.ModelChoiceField):
    """One of the coordinators, by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), empty_label="お選びください", **kwargs)

    def label_from_instance(self, obj: User) -> str:  # type: ignore[override]
        return obj.name


class DeputyForm(EnishiForm):
    absent = PersonField(label="お休みの人")
    deputy = PersonField(label="代理の人")
    from_on = EraDateField(label="初めの日", yearless="next", help_text="例：12月8日")
    until_on = EraDateField(label="終わりの日", yearless="next", help_text="例：12月12日")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people(self, actor, "absent", "deputy")


class MoveForm(EnishiForm):
    """First whose and to whom; then, on the same page, which."""

    giver = PersonField(label="いまの担当")
    taker = PersonField(label="引き継ぐ人")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people(self, actor, "giver", "taker")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("giver") and given.get("giver") == given.get("taker"):
            self.add_error("taker", "引き継ぐ相手には、ほかの担当者をお選びください。")
        return given


def _people(form: EnishiForm, actor: Actor, mine: str, other: str) -> None:
    """A coordinator speaks for himself or herself alone, a supervisor for everybody."""
    people = coordinators()
    for name, rows in (
        (mine, people if actor.role == Role.SUPERVISOR else people.filter(pk=actor.user_id)),
        (other, people),
    ):
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows
    if actor.role != Role.SUPERVISOR:
        form.fields[mine].initial = actor.user_id
        form.fields[other].queryset = people.exclude(pk=actor.user_id)  # type: ignore[attr-defined]


class ChooseForm(EnishiForm):
    """Which physicians and institutions pass; talks and next actions go along with them."""

    physicians = forms.MultipleChoiceField(label="医師", required=False, widget=ChoiceCardsMany(two_columns=True))
    institutions = forms.MultipleChoiceField(label="医療機関", required=False, widget=ChoiceCardsMany(two_columns=True))
    word = forms.CharField(
        label="引き継ぐ人へのひとこと",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, load: Load, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(Physician.objects.filter(pk__in=load.physicians).order_by("number"))
        names = identities_of(people, by=actor, names_only=True)
        houses = Institution.objects.filter(pk__in=load.institutions).order_by("name")
        self.fields["physicians"].choices = [  # type: ignore[attr-defined]
            (str(p.pk), f"{names[p.pk].family_name}{names[p.pk].given_name}先生（{p.number}）") for p in people
        ]
        self.fields["institutions"].choices = [(str(i.pk), i.name) for i in houses]  # type: ignore[attr-defined]
        for name in ("physicians", "institutions"):
            if not self.fields[name].choices:  # type: ignore[attr-defined]
                del self.fields[name]

    @property
    def chosen(self) -> tuple[list[int], list[int]]:
        """Primary keys. Of a valid form only."""
        return (
            [int(pk) for pk in self.cleaned_data.get("physicians", [])],
            [int(pk) for pk in self.cleaned_data.get("institutions", [])],
        )


@roles(*DECIDERS)
@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    return _home(request, actor_in(request))


def _home(request: HttpRequest, actor: Actor, form: DeputyForm | None = None) -> HttpResponse:
    people = coordinators() if actor.role == Role.SUPERVISOR else coordinators().filter(pk=actor.user_id)
    return render(
        request,
        "desk/caseload.html",
        {
            "loads": [{"user": user, "load": load_of(user.pk)} for user in people],
            "deputies": list(deputies_for(actor)),
            "day": today(),
            "moves": [_move(m, actor) for m in moves_for(actor)[:SHOWN_MOVES]],
            "form": form or DeputyForm(actor=actor),
            "undo_days": UNDO_DAYS,
        },
    )


def _move(move: CaseloadMove, actor: Actor) -> dict[str, Any]:
    counted = move.moved or move.chosen
    sides = (move.giver_id, move.taker_id)
    speaks = actor.role == Role.SUPERVISOR or actor.user_id in sides
    waiting = move.taken_at is None and move.refused_at is None
    return {
        "move": move,
        "physicians": len(counted.get("physicians", ())),
        "institutions": len(counted.get("institutions", ())),
        "candidacies": len(counted.get("candidacies", ())),
        "waiting": waiting,
        "may_take": waiting and actor.user_id == move.taker_id,
        "may_refuse": waiting and speaks,
        "may_undo": may_undo(move) and speaks,
    }


@roles(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def deputy(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    form = DeputyForm(request.POST or None, actor=actor)

    def act() -> None:
        made = set_deputy(by=actor, **form.cleaned_data)
        said = "代理を決めました。期間のあいだ、代理の方の「今日の十件」にも、お休みの方の仕事が出ます。"
        offer_undo(request, said, "deputy_set", made.pk)

    return send(
        request,
        form,
        act,
        "",
        reverse("desk_caseload"),
        lambda: _home(request, actor, form),
    )


@roles(*DECIDERS)
@require_POST
def deputy_end(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_in(request)
    end_deputy(pk=pk, by=actor)
    offer_undo(request, "代理を終えました。", "deputy", pk)
    return redirect("desk_caseload")


@roles(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def move(request: HttpRequest) -> HttpResponse:
    """Whose and to whom; what there is; then how many of each would pass; then the offer.

    `step` in the form: "" shows what there is, "count" counts what was chosen, "offer" offers it.
    """
    actor = actor_in(request)
    who = MoveForm(request.POST or request.GET or None, actor=actor)
    context: dict[str, Any] = {
        "who": who,
        "crumbs": [("担当と代理", reverse("desk_caseload")), ("引き継ぎをお願いする", "")],
    }
    if not who.is_valid():
        return render(request, "desk/move.html", context)
    giver, taker, step = who.cleaned_data["giver"], who.cleaned_data["taker"], request.POST.get("step", "")
    load = load_of(giver.pk)
    form = ChooseForm(request.POST if step else None, load=load, actor=actor)
    context |= {"giver": giver, "taker": taker, "load": load, "form": form}
    if step and form.is_valid():
        physicians, institutions = form.chosen
        part = part_of(giver.pk, physicians, institutions)
        if part.is_empty:
            form.add_error(None, "引き継ぐ医師か医療機関を、1つ以上お選びください。")
        elif step == "offer":
            return send(
                request,
                form,
                lambda: offer_move(
                    giver=giver, taker=taker, physicians=physicians, institutions=institutions,
                    word=form.cleaned_data["word"], by=actor,
                ),
                f"{taker.name}さんに、引き継ぎをお願いしました。引き受けられるまで、担当は変わりません。",
                reverse("desk_caseload"),
                lambda: render(request, "desk/move.html", context),
            )  # fmt: skip
        else:
            context |= {"part": part, "chosen": form.chosen, "word": form.cleaned_data["word"]}
    return render(request, "desk/move.html", context)


ACTS = {
    "take": (take_move, "引き継ぎました。先生には、担当者が替わったことをお知らせします。"),
    "refuse": (refuse_move, "引き継ぎのお願いを取り下げました。担当は変わっていません。"),
    "undo": (undo_move, "元の担当に戻しました。先生には、担当者のお知らせが届きます。"),
}


@roles(*DECIDERS)
@require_POST
def answer(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """引き受ける, 取り下げる, 元に戻す."""
    actor = actor_in(request)
    if what not in ACTS:
        raise Http404
    act, said = ACTS[what]
    return press(request, lambda: act(pk=pk, by=actor), said, reverse("desk_caseload"))
