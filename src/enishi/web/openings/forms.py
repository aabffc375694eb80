"""The search of the public list, and what a physician chooses when asking to talk."""

from collections.abc import Iterable

from django import forms

from enishi.engine.specialties import N_BASIC, NAMES
from enishi.openings.enums import Employment
from enishi.openings.querysets import OpeningQuerySet
from enishi.physicians.enums import DisclosureLevel
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards

WITHOUT_NIGHTS, WITH_NIGHTS = "none", "any"
SPECIALTY_CHOICES = [
    ("", "すべての診療科"),
    ("基本の診療科", [(name, name) for name in NAMES[:N_BASIC]]),
    ("細かい診療科", [(name, name) for name in NAMES[N_BASIC:]]),
]
LEVELS = (DisclosureLevel.L1, DisclosureLevel.L2, DisclosureLevel.L3)
LEVEL_HINTS = {
    DisclosureLevel.L1: "年代・診療科・お住まいの地方・日数だけです",
    DisclosureLevel.L2: "お勤め先の名前を除いた経歴も見えます",
    DisclosureLevel.L3: "医療機関が「会ってみたい」と答えたあとに、お名前とご経歴が見えます",
}


class SearchForm(EnishiForm):
    """Filters by GET. Without any query: everything that asks for no night duty."""

    specialty = forms.ChoiceField(label="診療科", choices=SPECIALTY_CHOICES, required=False)
    prefecture = forms.ChoiceField(label="都道府県", required=False)
    employment = forms.ChoiceField(
        label="働き方", choices=[("", "すべての働き方"), *Employment.choices()], required=False
    )
    night = forms.ChoiceField(
        label="当直",
        choices=[(WITHOUT_NIGHTS, "当直のない募集だけ"), (WITH_NIGHTS, "当直のある募集も")],
        required=False,
    )

    def __init__(self, data: dict[str, str], *, prefectures: Iterable[tuple[str, str, int]]) -> None:
        """prefectures: (code, name, number of openings) of those that have any."""
        super().__init__({"night": WITHOUT_NIGHTS, **data})
        choices = [("", "すべての都道府県"), *((code, f"{name}（{count}件）") for code, name, count in prefectures)]
        asked = data.get("prefecture", "")
        if asked.isdigit() and asked not in dict(choices):
            choices.append((asked, "お選びの都道府県（0件）"))
        self.fields["prefecture"].choices = choices  # type: ignore[attr-defined]

    def narrow(self, openings: OpeningQuerySet) -> OpeningQuerySet:
        """The openings that fit; a filter that cannot be read narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        if specialty := chosen.get("specialty"):
            openings = openings.asking_for(specialty)
        if prefecture := chosen.get("prefecture"):
            openings = openings.in_prefecture(prefecture)
        if employment := chosen.get("employment"):
            openings = openings.offering(employment)
        return openings if chosen.get("night") == WITH_NIGHTS else openings.without_night_duty()


class AskForm(EnishiForm):
    """How far this one institution may see the physician, once it has said yes."""

    level = forms.ChoiceField(
        label="この医療機関に見せてよい範囲",
        choices=[(level.value, level.label) for level in LEVELS],
        widget=ChoiceCards(hints=LEVEL_HINTS),
        error_messages={"required": "見せてよい範囲をお選びください。迷われるときは「匿名の概要」をお選びください。"},
    )
