"""Forms of the register of explanations."""

from typing import Any

from django import forms

from enishi.office.explained_enums import ToldBy
from enishi.office.explanations import BY_HAND
from enishi.web.components.fields import EraDateField, YesField
from enishi.web.components.widgets import ChoiceCards
from enishi.web.office.money_forms import OnceForm


class ToldForm(OnceForm):
    way = forms.ChoiceField(
        label="お示しした方法",
        choices=[(way.value, way.label) for way in BY_HAND],
        widget=ChoiceCards(two_columns=True),
        help_text="お電話では、この画面のご説明をそのまま読み上げます。紙は、上の「紙に印刷する」からお渡しします。",
    )
    on = EraDateField(label="お示しした日")
    arrived = YesField(label="受け取りの確認", text="その場で、受領書かお返事をいただきました", required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if "way" in given:
            given["way"] = ToldBy(given["way"])
        return given
