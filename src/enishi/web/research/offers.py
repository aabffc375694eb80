"""/research/what-if/offers: better offers in a region, asked for and taken back."""

import uuid

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from enishi.common.access import roles
from enishi.common.workflow import StepRefused
from enishi.engine.schema import DESIGNATIONS
from enishi.engine.single_changes import SINGLE_CHANGES
from enishi.research.models import Scenario
from enishi.research.offers import CHANGES, MOST_CHANGES, SEEDS, ask_offers, cancel_offers
from enishi.research.places import EVERYWHERE, OF_CLASS, PLACES
from enishi.research.scenarios import MADE, OFFERS, REGISTERED
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.research.views import HERE, READERS
from enishi.web.research.what_if import TITLE as WHAT_IF

TITLE = "条件をよくしたら"
KINDS = (EVERYWHERE, *OF_CLASS, *DESIGNATIONS)
GROUPS = [
    ("", [("", "お選びください")]),
    ("地域の種類", [(key, PLACES[key]) for key in KINDS]),
    ("都道府県", [(key, words) for key, words in PLACES.items() if key not in KINDS]),
]
WHO = {
    MADE: "公表統計に合わせた、架空の先生方3,000人",
    REGISTERED: "ご登録の先生方（5人未満は出ません）",
}


class UpToThree(ChoiceCardsMany):
    how = f"{MOST_CHANGES}つまでお選びください"


class OffersForm(EnishiForm):
    """Where, what, how often."""

    area = forms.ChoiceField(
        label="どこの募集を", choices=GROUPS, error_messages={"required": "地域をお選びください。"}
    )
    changes = forms.MultipleChoiceField(
        label="どうよくする", help_text="地域の公開中の募集が、そろってよくするものとします。",
        choices=[(key, SINGLE_CHANGES[key].phrase) for group in CHANGES.values() for key in group],
        widget=UpToThree(two_columns=True), error_messages={"required": "よくする条件をお選びください。"},
    )  # fmt: skip
    who = forms.ChoiceField(label="だれが応じるか", choices=list(WHO.items()), widget=ChoiceCards(two_columns=True))
    seeds = forms.TypedChoiceField(
        label="くり返す回数", help_text="お返事の偶然を変えて、何度もためします。多いほど、たしかになり、時間がかかります。",
        choices=[(str(n), f"{n}回") for n in SEEDS], coerce=int, widget=ChoiceCards(two_columns=True),
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_changes(self) -> list[str]:
        given: list[str] = self.cleaned_data["changes"]
        if len(given) > MOST_CHANGES:
            raise forms.ValidationError(f"よくする条件は、{MOST_CHANGES}つまでお選びください（いま{len(given)}つ）。")
        return given


@roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def offers(request: HttpRequest) -> HttpResponse:
    """Ask for a simulation; asked once however often it is sent."""
    form = OffersForm(
        request.POST or None,
        initial={"who": MADE, "seeds": str(SEEDS[1]), "key": uuid.uuid4(), "area": request.GET.get("area", "")[:12]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("research_scenario", ask_offers(**form.cleaned_data, by=actor_in(request)).pk)
        except StepRefused as refused:
            form.refuse(refused.refusals)
    context = {"form": form, "most": MOST_CHANGES, "crumbs": [HERE, (WHAT_IF, "/research/what-if"), (TITLE, "")]}
    return render(request, "research/offers.html", context)


@roles(*READERS)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    scenario = get_object_or_404(Scenario, pk=pk)
    if scenario.kind != OFFERS:
        raise Http404
    cancel_offers(scenario=scenario, by=actor_in(request))
    return redirect("research_scenario", pk)
