"""/desk/quality: the month's sample, what waits for one's eyes, what is to be mended, and what it says together."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.desk import quality as acts
from enishi.desk.models import QualityItem, QualitySample
from enishi.desk.quality_rules import MOST_PER_COORDINATOR, PER_COORDINATOR, QUESTIONS, Mark, Work
from enishi.desk.team import months_until
from enishi.desk.team_rules import FEWEST
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import NumberField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import DECIDERS, send
from enishi.web.desk.team import small_of, words_of
from enishi.web.desk.today import due_chip

EDIT = ["GET", "HEAD", "POST"]
HOME = ("品質確認", "/desk/quality")


class DrawForm(EnishiForm):
    """Which month, and how much of each coordinator's work."""

    month = forms.ChoiceField(label="月")
    per_coordinator = NumberField(
        label="担当者ごとの件数", unit="件", min_value=1, max_value=MOST_PER_COORDINATOR, initial=PER_COORDINATOR
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drawn = set(QualitySample.objects.values_list("month", flat=True))
        over = [month for month in reversed(months_until(today())[:-1]) if month not in drawn]
        self.fields["month"].choices = [(f"{m:%Y-%m}", f"{m.year}年{m.month}月") for m in over]  # type: ignore[attr-defined]
        self.months = {f"{m:%Y-%m}": m for m in over}


class CheckForm(EnishiForm):
    """The list for one kind of work."""

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, words in QUESTIONS[work]:
            self.fields[code] = forms.ChoiceField(label=words, choices=Mark.choices(), widget=ChoiceCards())
        self.fields["finding"] = forms.CharField(
            label="直してほしいこと",
            required=False,
            max_length=1000,
            help_text="「できていない」があるときは、ひとことお書きください。ご本人の仕事の一覧に出ます。",
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class MendForm(EnishiForm):
    word = forms.CharField(
        label="どう直したか",
        max_length=500,
        help_text="例：次にすることと期日を決めました",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@roles(*DECIDERS)
@require_http_methods(EDIT)
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Everything of one reader; a supervisor draws the sample here."""
    actor = actor_in(request)
    form = DrawForm(request.POST or None)

    def draw() -> object:
        given = form.cleaned_data
        return acts.draw_sample(month=form.months[given["month"]], per_coordinator=given["per_coordinator"], by=actor)

    if request.method == "POST":
        return send(request, form, draw, "標本を引きました。", "/desk/quality", lambda: _home(request, actor, form))
    return _home(request, actor, form)


def _home(request: HttpRequest, actor: Actor, form: DrawForm) -> HttpResponse:
    samples = list(QualitySample.objects.select_related("made_by").prefetch_related("items")[:12])
    newest = samples[0] if samples else None
    said = acts.report(newest.items.all()) if newest else {}
    return render(
        request,
        "desk/quality.html",
        {
            "form": form,
            "supervises": actor.role == Role.SUPERVISOR,
            "queue": [_row(item) for item in acts.queue(actor)[:40]],
            "to_mend": [_row(item) for item in acts.to_mend(actor)],
            "samples": [
                {
                    "sample": s,
                    "n": len(s.items.all()),
                    "checked": sum(i.checked_at is not None for i in s.items.all()),
                    "findings": sum(i.due_on is not None for i in s.items.all()),
                    "mended": sum(i.mended_at is not None for i in s.items.all()),
                }
                for s in samples
            ],
            "newest": newest,
            "report": [
                {
                    "work": work.label,
                    "words": words,
                    "told": words_of(said[work, code]),
                    "small": small_of(said[work, code]),
                }
                for work in Work
                for code, words in QUESTIONS[work]
            ]
            if newest
            else [],
            "fewest": FEWEST,
        },
    )


def _row(item: QualityItem) -> dict[str, object]:
    return {
        "item": item,
        "work": Work(item.work).label,
        "chip": due_chip(item.due_on, today()) if item.due_on and not item.mended_at else None,
    }


@roles(*DECIDERS)
@require_http_methods(EDIT)
@never_cache
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece: the list to fill in, or what was found."""
    actor = actor_in(request)
    found = acts.item_for(actor, pk)
    form = CheckForm(request.POST or None, work=Work(found.work))

    def check() -> object:
        given = dict(form.cleaned_data)
        return acts.check_item(item=found, finding=given.pop("finding", ""), answers=given, by=actor)

    if request.method == "POST":
        return send(
            request, form, check, "確かめた結果を記録しました。", "/desk/quality",
            lambda: _item(request, found, actor, form, MendForm()),
        )  # fmt: skip
    return _item(request, found, actor, form, MendForm())


def _item(request: HttpRequest, found: QualityItem, actor: Actor, form: CheckForm, mend_form: MendForm) -> HttpResponse:
    own = found.owner_id == actor.user_id
    return render(
        request,
        "desk/quality_item.html",
        {
            **_row(found),
            "own": own,
            "may_check": not own and found.checked_at is None,
            "may_mend": found.due_on is not None and found.mended_at is None and (own or actor.role == Role.SUPERVISOR),
            "answers": [
                (words, Mark(found.answers[code]).label if code in found.answers else "")
                for code, words in QUESTIONS[Work(found.work)]
            ],
            "form": form,
            "mend_form": mend_form,
            "crumbs": [HOME, (f"{Work(found.work).label}（{found.record}）", "")],
        },
    )


@roles(*DECIDERS)
@require_POST
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_in(request)
    found = acts.item_for(actor, pk)
    form = MendForm(request.POST)
    back = reverse("desk_quality_item", args=[pk])
    return send(
        request, form, lambda: acts.mend_item(item=found, word=form.cleaned_data["word"], by=actor), "直したことを記録しました。",
        back, lambda: _item(request, found, actor, CheckForm(work=Work(found.work)), form),
    )  # fmt: skip
