"""Steps that either side may take by itself at any time: a rest and the way back, the agreement looked at anew or given up.

"steps": side_steps(candidacy, actor, base=base, back=came_back)      {% include "talk/steps.html" %}
take_side_step(request, candidacy, step_id, actor=…, back=…, again=…)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from enishi.candidacies import actions, agreement
from enishi.candidacies.machine import MACHINE
from enishi.candidacies.models import Candidacy
from enishi.candidacies.workflow import WORKFLOW
from enishi.common.actor import Actor
from enishi.common.workflow import Reason, StepRefused
from enishi.web.components.fields import EraDateField
from enishi.web.components.forms import EnishiForm

WORDS: dict[str, tuple[str, str, str]] = {
    "T27": (
        "しばらくお休みする",
        "再開する日まで、このお話を止めておきます。相手の方には、お休みになったことだけをお伝えします。",
        "お休みにする",
    ),
    "T27b": ("お話を再開する", "お休みの前のところから、続けられます。", "再開する"),
    "T20": (
        "合意した条件を見直す",
        "条件のすり合わせに戻ります。双方の承認は数えなくなり、新しい版をつくり直します。わけは担当者が読み、双方の間に入ります。",
        "条件の見直しに戻す",
    ),
    "T30": (
        "合意を取り消す",
        "このお話は終わりになります。まずは担当者へお電話ください。わけは担当者だけが読みます。",
        "合意を取り消す",
    ),
}
"""For each step: heading, what it means, the button."""


class SideStepForm(EnishiForm):
    """A reason where the table asks this side for one, the day of return where it rests."""

    def __init__(self, *args: Any, step_id: str, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{step_id}_%s", **kwargs)
        step = WORKFLOW[step_id]
        if step.holds:
            self.fields["resume_on"] = EraDateField(
                label="再開する日",
                help_text="6か月以内の日です。早めることもできます。例：2027/1/12",
                error_messages={"required": "再開する日をご入力ください。例：2027/1/12"},
            )
        if step.reason is not Reason.NONE:
            self.fields["reason"] = forms.CharField(
                label="わけ",
                required=step.asks_reason_of(actor.party),
                max_length=600,
                help_text="担当者が読みます。相手の方には伝わりません。",
                error_messages={"required": "わけを、ひとことご記入ください。例：家族の介護が始まった"},
                widget=forms.Textarea(attrs={"rows": 2}),
            )


@dataclass(frozen=True, slots=True)
class SideStep:
    """One step as talk/steps.html shows it; href: where its form goes."""

    heading: str
    words: str
    button: str
    href: str
    form: SideStepForm

    @property
    def is_open(self) -> bool:
        return self.form.is_bound


def side_steps(
    candidacy: Candidacy, actor: Actor, *, base: str, back: tuple[str, SideStepForm] | None = None
) -> list[SideStep]:
    """What this side may do now; `back`: a form that was refused, by its step."""
    possible = [step.id for step in MACHINE.possible(candidacy, by=actor) if step.id in WORDS]
    return [
        SideStep(
            *WORDS[step_id],
            f"{base}/steps/{step_id}",
            back[1] if back and back[0] == step_id else SideStepForm(step_id=step_id, actor=actor),
        )
        for step_id in possible
    ]


def take_side_step(
    request: HttpRequest,
    candidacy: Candidacy,
    step_id: str,
    *,
    actor: Actor,
    back: str,
    again: Callable[[tuple[str, SideStepForm]], HttpResponse],
) -> HttpResponse:
    """Check, act, say so and go to `back`; else the page `again`, with what was typed and every reason against it."""
    if step_id not in WORDS:
        raise Http404
    if request.method != "POST":
        return redirect(back)
    form = SideStepForm(request.POST, step_id=step_id, actor=actor)
    if form.is_valid():
        try:
            _act(candidacy, step_id, actor, {k: v for k, v in form.cleaned_data.items() if v not in (None, "")})
            messages.success(request, f"「{WORKFLOW[step_id].label}」の手続きをしました。担当者にも伝わっています。")
            return redirect(back)
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
    candidacy.refresh_from_db()
    return again((step_id, form))


def _act(candidacy: Candidacy, step_id: str, actor: Actor, given: dict[str, Any]) -> None:
    if step_id == "T20":
        agreement.reopen_terms(candidacy=candidacy, by=actor, step_id="T20", **given)
    else:
        actions.take_step(candidacy=candidacy, step_id=step_id, by=actor, **given)
