"""/desk/doctors/{number}/choose: a pair no list has, chosen by a coordinator, with what stands between the two and the reason.

The lists leave out what does not fit. A coordinator may know better; why, stays in the log of the talk. What must never be
(somebody the physician hides from, the period without solicitation, an opening not confirmed) is refused here as anywhere.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from enishi.candidacies.actions import suggest
from enishi.candidacies.models import Candidacy
from enishi.candidacies.suggesting import current_locks, explanation_for, why_not
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.openings.models import Opening
from enishi.physicians.access import identity_of, physician_for
from enishi.physicians.models import Physician
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.desk.common import DECIDERS, send


class ChooseForm(EnishiForm):
    """The opening by its number, and why."""

    opening = forms.CharField(
        label="募集の番号", max_length=20, help_text="公開中の募集です。例：O-2026-0012", widget=forms.TextInput(attrs={"class": "w-m", "autocomplete": "off"})
    )  # fmt: skip
    reason = forms.CharField(
        label="この組にするわけ", max_length=500, help_text="記録に残り、この先の並べ方を直す手がかりになります。先生と医療機関には見えません。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean_opening(self) -> Opening:
        number = self.cleaned_data["opening"].strip()
        found = Opening.objects.published().select_related("institution").filter(number__iexact=number).first()
        if found is None:
            raise forms.ValidationError(f"「{number}」という番号の、公開中の募集が見つかりませんでした。")
        return found


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between the two as they are now. obstacles: none where the conditions fit; change: the smallest that mends it."""

    opening: Opening
    obstacles: tuple[str, ...]
    change: str


def _between(physician: Physician, opening: Opening) -> Between:
    reason = why_not(physician, opening)
    if reason is None:
        words = ("診療科か募集の条件がまだ書かれていないため、比べられません。",)
        return Between(opening, words, "")
    obstacles = () if reason.key == "eligible" else tuple(sentence.text for sentence in reason.physician)
    return Between(opening, obstacles, (reason.smallest_change or {}).get("text", ""))


@roles(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, number: str) -> HttpResponse:
    """?opening=… shows the pair first; POST makes the talk and leads to it."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    form = ChooseForm(request.POST or None, initial={"opening": request.GET.get("opening", "")})
    back = reverse("desk_doctor", args=[number])
    made: list[Candidacy] = []

    def again() -> HttpResponse:
        return render(request, "desk/choose.html", _page(physician, form, actor))

    answer = send(request, form, lambda: made.append(_made(physician, form, actor)), SAID, back, again)
    return redirect("desk_candidacy", made[0].number) if made else answer


SAID = "候補にしました。わけは、このお話の記録に残ります。ことばを整えてから、先生にご提案ください。"


def _made(physician: Physician, form: ChooseForm, actor: Actor) -> Candidacy:
    """With the reasons of both sides where they fit, else with what is unmet, for the words that are composed next."""
    opening = form.cleaned_data["opening"]
    reasons: dict[str, Any] = explanation_for(physician, opening) or {
        "unmet": [{"text": text, "question": ""} for text in _between(physician, opening).obstacles]
    }
    return suggest(physician=physician, opening=opening, by=actor, reasons=reasons, by_hand=form.cleaned_data["reason"])


def _page(physician: Physician, form: ChooseForm, actor: Actor) -> dict[str, Any]:
    shown = form.data.get("opening") if form.is_bound else form.initial["opening"]
    opening = (
        Opening.objects.published().select_related("institution").filter(number__iexact=str(shown).strip()).first()
    )
    back = reverse("desk_doctor", args=[physician.number])
    return {
        "physician": physician,
        "name": identity_of(physician, by=actor).family_name,
        "form": form,
        "between": _between(physician, opening) if opening else None,
        "locked_until": current_locks([physician.pk]).get(physician.pk),
        "crumbs": [("医師", reverse("desk_doctors")), (physician.number, back), ("番号で選ぶ", "")],
    }
