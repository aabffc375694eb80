"""Forms of the certification folder."""

from datetime import date, timedelta
from typing import Any

from django import forms

from enishi.accounts.models import User
from enishi.office.explained_enums import Standing
from enishi.office.wordings import comparers
from enishi.web.components.fields import EraDateField
from enishi.web.components.uploads import PaperImageField
from enishi.web.components.widgets import ChoiceCards
from enishi.web.office.money_forms import OnceForm


def half_a_year_on(day: date) -> date:
    """When to look again, unless somebody says otherwise."""
    return day + timedelta(days=182)


class EvidenceForm(OnceForm):
    note = forms.CharField(
        label="何の証拠か",
        max_length=400,
        help_text="例：2026年4月の研修の資料、個人情報適正管理規程（第3版）。先生のお名前は書かないでください。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = PaperImageField(label="書類")


class ReviewForm(OnceForm):
    standing = forms.ChoiceField(label="判断", choices=Standing.choices(), widget=ChoiceCards(two_columns=True))
    words = forms.CharField(
        label="わけ",
        required=False,
        max_length=1000,
        help_text="足りないときは、何を、いつまでに、だれが整えるかをお書きください。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_on = EraDateField(label="次に見直す日", help_text="1年以内の日をご記入ください。")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if "standing" in given:
            given["standing"] = Standing(given["standing"])
        return given


class WordingForm(OnceForm):
    title = forms.CharField(label="項目の題", max_length=120, widget=forms.TextInput(attrs={"class": "w-l"}))
    text = forms.CharField(
        label="基準の文",
        max_length=2000,
        help_text="チェックシートの文を、そのまま写してください。",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    edition = forms.CharField(
        label="チェックシートの版",
        max_length=120,
        help_text="例：基準チェックシート（医療分野）2026年4月版、基本基準の3番",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )


class ComparisonForm(OnceForm):
    person = forms.ModelChoiceField(label="見くらべる人", queryset=User.objects.none(), empty_label="お選びください")
    due_on = EraDateField(label="いつまでに")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = comparers()
        person.label_from_instance = lambda user: user.name or user.email
