"""Forms of outreach."""

from typing import Any

from django import forms

from enishi.outreach.enums import Medium, Text
from enishi.outreach.models import Campaign, Society
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards


class NewCampaign(EnishiForm):
    """A link for a society: known or new."""

    society = forms.ModelChoiceField(
        label="学会・団体",
        queryset=Society.objects.order_by("name"),
        required=False,
        empty_label="（新しい学会・団体）",
    )
    new_society = forms.CharField(
        label="新しい学会・団体の名称",
        max_length=200,
        required=False,
        help_text="上の一覧にないときに、ご記入ください。",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    code = forms.RegexField(
        label="リンクのコード",
        regex=r"^[a-z0-9_]{2,32}$",
        help_text="半角の小文字・数字・下線で2〜32字。例：jams_1。一度使ったコードは、ほかに使えません。",
        error_messages={"invalid": "コードは半角の小文字・数字・下線で2〜32字です。例：jams_1"},
    )
    occasion = forms.CharField(
        label="機会",
        max_length=80,
        help_text="例：2027年1月号の会報",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    medium = forms.ChoiceField(label="媒体", choices=Medium.choices(), widget=ChoiceCards(two_columns=True))
    text = forms.ChoiceField(
        label="お使いになる文",
        choices=Text.choices(),
        required=False,
        help_text="どの文から、続けてくださる先生がお越しになるかをくらべます。",
        widget=ChoiceCards(two_columns=True),
    )
    message = forms.CharField(
        label="会員の先生へのことば", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=400
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Campaign.objects.filter(code=code).exists():
            raise forms.ValidationError(f"「{code}」は、すでに使われたコードです。別のコードをご記入ください。")
        return code

    def clean_text(self) -> str:
        return self.cleaned_data["text"] or Text.OTHER

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("society") and not (given.get("new_society") or "").strip():
            self.add_error("society", "学会・団体をお選びになるか、新しい名称をご記入ください。")
        return given
