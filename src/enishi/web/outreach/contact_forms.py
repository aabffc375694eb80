"""Forms of the contact book, the letter's wording and the press."""

from typing import Any

from django import forms

from enishi.openings.sheets.files import LARGEST
from enishi.outreach.enums import Consent, ContactWay, PressKind
from enishi.outreach.models import Campaign
from enishi.web.components.fields import EraDateField, MailField, NumberField, PhoneField, PostcodeField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.phones import shown_phone
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany

WIDE = {"class": "w-l"}


def _line(label: str, longest: int, **kwargs: Any) -> forms.CharField:
    kwargs.setdefault("required", False)
    return forms.CharField(label=label, max_length=longest, widget=forms.TextInput(attrs=WIDE), **kwargs)


class SocietyForm(EnishiForm):
    """What is known of a society's office. seen: `changes` as the page showed it."""

    name = _line("名称", 200, required=True)
    head_title = _line("代表の役職", 60, help_text="例：理事長、会長")
    head = _line("代表のお名前", 120, help_text="依頼状の宛先になります。「先生」はつけずにご記入ください。")
    office = _line("事務局・ご担当", 120)
    postcode = PostcodeField(label="郵便番号", required=False)
    address = _line("所在地", 200)
    phone = PhoneField(label="電話", required=False)
    mail = MailField(label="メール", required=False)
    consent = forms.ChoiceField(label="ご連絡の可否", choices=Consent.choices(), widget=ChoiceCards())
    consent_on = EraDateField(label="うかがった日", required=False, yearless="last")
    every_months = NumberField(
        label="ご連絡の間隔", required=False, min_value=1, max_value=60, help_text="何か月ごとにご連絡するか。例：6"
    )
    next_on = EraDateField(label="次のご連絡", required=False, yearless="next")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_postcode(self) -> str:
        code: str = self.cleaned_data["postcode"]
        return f"{code[:3]}-{code[3:]}" if code else ""

    def clean_phone(self) -> str:
        number: str = self.cleaned_data["phone"]
        return shown_phone(number) if number else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("consent") not in (None, Consent.UNASKED) and "consent_on" in given and not given["consent_on"]:
            self.add_error("consent_on", "ご連絡の可否をうかがった日をご記入ください。例：2026年11月20日")
        return given


class ContactForm(EnishiForm):
    """A letter, a call, a reply."""

    day = EraDateField(label="日付", yearless="last")
    way = forms.ChoiceField(label="方法", choices=ContactWay.choices(), widget=ChoiceCards(two_columns=True))
    received = forms.ChoiceField(
        label="どちらから",
        choices=[("", "こちらから"), ("yes", "先方から（お返事など）")],
        required=False,
        widget=ChoiceCards(two_columns=True),
    )
    note = forms.CharField(label="内容", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    for_office = forms.BooleanField(
        label="同じ宛先の学会すべてに控える", required=False, help_text="どの学会についてのお返事か、わからないときに。"
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, shared: bool, **kwargs: Any) -> None:
        """shared: other societies have the same mail address."""
        super().__init__(*args, **kwargs)
        if not shared:
            del self.fields["for_office"]


class ImportForm(EnishiForm):
    """A file of societies."""

    file = forms.FileField(
        label="学会・団体の一覧",
        help_text="Excel（.xlsx）かCSV、5MBまで。見出しは、一覧のファイルと同じにしてください。まだ何も変わりません。",
        error_messages={
            "required": "ファイルをお選びください。", "empty": "ファイルの中身がありません。もう一度お選びください。",
            "missing": "ファイルをお選びください。",
        },
    )  # fmt: skip

    def contents(self) -> bytes:
        """What was sent; more than may be sent is not read."""
        file = self.cleaned_data["file"]
        return b"\x00" * (LARGEST + 1) if file.size > LARGEST else bytes(file.read())


class WordingForm(EnishiForm):
    """The words of the letter; seen: the version that is being changed."""

    subject = _line("件名", 80, required=True)
    body = forms.CharField(
        label="本文", max_length=2000, widget=forms.Textarea(attrs={"rows": 14}), help_text="段落の間は1行あけます。「謹啓」から始め、「謹白」と「記」は自動で入ります。",
    )  # fmt: skip
    points = forms.CharField(
        label="記", max_length=1500, widget=forms.Textarea(attrs={"rows": 7}), help_text="1行に1つ、「題：ことば」の形で。専用のご案内ページは、1番に自動で入ります。",
    )  # fmt: skip
    enclosures = forms.CharField(
        label="同封するもの", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 4}), help_text="1行に1つ。",
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {k: v.replace("\r\n", "\n").strip() if isinstance(v, str) else v for k, v in given.items()}


class PressForm(EnishiForm):
    """Which links, and as what."""

    kind = forms.ChoiceField(label="つくるもの", choices=PressKind.choices(), widget=ChoiceCards())
    year = NumberField(
        label="ご報告の年", required=False, min_value=2020, max_value=2100, help_text="年のご報告をつくるときだけ使います。例：2026"
    )  # fmt: skip
    codes = forms.MultipleChoiceField(
        label="学会・団体", widget=ChoiceCardsMany(), error_messages={"required": "印刷する学会・団体を、1つ以上お選びください。"}
    )  # fmt: skip
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, links: list[Campaign], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [  # type: ignore[attr-defined]
            (c.code, f"{c.society.name}　{c.occasion}（{c.code}）") for c in links
        ]
