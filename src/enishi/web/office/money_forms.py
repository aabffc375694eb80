"""Forms of the office's money and of what it records for the reports."""

import uuid
from typing import Any

from django import forms

from enishi.office.enums import AskedBy, StillThere
from enishi.web.components.fields import EraDateField, NumberField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards


class OnceForm(EnishiForm):
    """`key`: the same form sent twice writes once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


def _line(label: str, *, required: bool = True, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=200, required=required, widget=forms.TextInput(attrs={"class": "w-l"}), **more
    )


class IssueForm(OnceForm):
    net_yen = NumberField(
        label="請求する額（税抜）",
        unit="円",
        min_value=1,
        help_text="分けて請求するときは、今回の分だけをご記入ください。",
    )


class CollectForm(OnceForm):
    on = EraDateField(label="入金の日", help_text="請求した日ではなく、実際にお金が入った日です。")
    yen = NumberField(label="入金の額（税込）", unit="円", min_value=1)
    remarks = _line("備考", required=False, help_text="労働局にお見せする欄です。")
    internal_remarks = _line(
        "内部備考", required=False, help_text="労働局にはお見せしません。人のお名前は書かないでください。"
    )


class CorrectForm(OnceForm):
    reason = _line("取り消す理由", help_text="例：金額の打ち間違い")


class CreditForm(OnceForm):
    net_yen = NumberField(label="請求から引く額（税抜）", unit="円", min_value=1)
    reason = _line("訂正の理由", help_text="例：率の誤り")


class DayForm(OnceForm):
    on = EraDateField(label="お返しした日")


class TermForm(OnceForm):
    agreed_on = EraDateField(label="決まった日")
    ends_on = EraDateField(label="新しい契約の終わり")


class HalfYearForm(OnceForm):
    asked_on = EraDateField(label="確かめた日")
    method = forms.ChoiceField(label="方法", choices=AskedBy.choices(), widget=ChoiceCards(two_columns=True))
    answer = forms.ChoiceField(label="結果", choices=StillThere.choices(), widget=ChoiceCards(two_columns=True))


class RemarkForm(OnceForm):
    text = _line("内部備考", help_text="労働局にはお見せしません。")


class CloseForm(EnishiForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="備考（従業員教育など）", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = _line("訂正の理由", required=False, help_text="締めた報告を直すときだけ、ご記入ください。")
