"""What a physician writes about whom to hide from, and how to be described without a name."""

from typing import Any

from django import forms

from enishi.areas.models import AreaEdition, MedicalArea, Municipality, Prefecture
from enishi.physicians.enums import ShieldKind
from enishi.web.components.fields import YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards

WIDE = {"class": "w-l"}
BY_WORDS = (ShieldKind.NAME, ShieldKind.GROUP, ShieldKind.DEPARTMENT)
LONGEST_DETAIL = 1500


class WordsForm(EnishiForm):
    """A shield in words: a name, a group, or a university department."""

    kind = forms.ChoiceField(
        label="どのような相手ですか",
        choices=[
            (ShieldKind.DEPARTMENT.value, "医局"),
            (ShieldKind.GROUP.value, "法人のグループ"),
            (ShieldKind.NAME.value, "そのほかの名前"),
        ],
        initial=ShieldKind.DEPARTMENT.value,
        widget=ChoiceCards(
            hints={
                "department": "医師を送っている病院と、その大学の病院に伏せます",
                "group": "グループのすべての法人に伏せます",
                "name": "その言葉を名前に含む相手すべてに伏せます",
            }
        ),
    )
    name = forms.CharField(
        label="その名前",
        max_length=120,
        help_text="例：見本大学 第二内科、青葉会グループ",
        widget=forms.TextInput(attrs=WIDE),
    )

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if len("".join(name.split())) < 2:
            raise forms.ValidationError("お名前を2字以上でご入力ください。例：青葉会")
        return name


class SearchForm(EnishiForm):
    """A look-up by name; it changes nothing, and what was typed is kept nowhere."""

    q = forms.CharField(
        label="病院・診療所の名前",
        required=False,
        max_length=60,
        help_text="一部でもかまいません。例：青葉　中央",
        widget=forms.TextInput(attrs=WIDE),
    )


class PrefectureForm(EnishiForm):
    prefecture = forms.ModelChoiceField(
        label="都道府県", queryset=Prefecture.objects.order_by("code"), empty_label="お選びください"
    )


class AreaForm(EnishiForm):
    """One area of a prefecture: all of it, a medical area, or a municipality. Values as `ShieldEntry.place` writes them."""

    place = forms.ChoiceField(label="伏せたい地域")

    def __init__(self, *args: Any, prefecture: Prefecture, edition: AreaEdition | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prefecture = prefecture
        areas = (
            MedicalArea.objects.of_edition(edition).in_prefecture(prefecture.code).order_by("code") if edition else []
        )
        towns = Municipality.objects.cities_as_spoken().in_prefecture(prefecture.code).order_by("code")
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (f"p{prefecture.code}", f"{prefecture.name}の全域"),
            ("二次医療圏", [(f"a{area.pk}", f"{area.name}医療圏") for area in areas]),
            ("市区町村", [(f"m{town.code}", town.name) for town in towns]),
        ]

    @property
    def whom(self) -> dict[str, Any]:
        """As `add_shield` takes it. Of a valid form only."""
        kind, key = self.cleaned_data["place"][0], self.cleaned_data["place"][1:]
        if kind == "p":
            return {"prefecture": self.prefecture}
        if kind == "a":
            return {"area": MedicalArea.objects.get(pk=key)}
        return {"municipality": Municipality.objects.get(pk=key)}


class NarrowForm(EnishiForm):
    """The deliberate wish for words that few share. `words`: those on the screen, so that a stale page agrees to nothing."""

    words = forms.CharField(widget=forms.HiddenInput)
    sure = YesField(label="お一人に絞られるかもしれないと分かったうえで、狭い言葉で紹介してほしい")


class DetailForm(EnishiForm):
    """The career without employers, at level 2. Telling signs are shown before it is kept."""

    text = forms.CharField(
        label="お名前を伏せたご経験",
        required=False,
        max_length=LONGEST_DETAIL,
        help_text="施設・地名・年・肩書きは書かずに、できること、長くなさったことをお書きください。例：外来と往診を長く続け、訪問看護の方々と働いてきました。",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    sure = YesField(label="上の点を確かめました", required=False)


class ConcernForm(EnishiForm):
    """心当たりがないとき: a second person looks into it and calls back."""

    words = forms.CharField(
        label="お気づきのこと",
        required=False,
        max_length=1000,
        help_text="お書きにならなくても、責任者が調べてご連絡します。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
