"""What an institution answers and records in one candidacy."""

from dataclasses import fields
from datetime import date
from typing import Any

from django import forms

from enishi.candidacies.contract_rules import START_BEFORE_HIRING, Contract, Difference, fingerprint
from enishi.candidacies.enums import DeclineReason
from enishi.candidacies.models import Placement
from enishi.common.clock import today
from enishi.openings.enums import ContractKind
from enishi.web.components.fields import EraDateField, ManYenField, NumberField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards

# Of the reasons, those an institution can have: silence and the family are the physician's.
REASONS = [(r.value, r.label) for r in DeclineReason if r not in {DeclineReason.NO_ANSWER, DeclineReason.FAMILY}]


class ActForm(EnishiForm):
    """A form whose act may be refused: what was typed stays.

    stays: whether the refused form itself is shown again, or the page decides anew what may be done.
    """

    stays = True


class WelcomeForm(ActForm):
    """No words needed: the button is the answer."""


class DeclineForm(ActForm):
    reason_code = forms.ChoiceField(
        label="見送る理由",
        help_text="担当者だけが読みます。先生には、理由をお伝えしません。",
        choices=REASONS,
        widget=ChoiceCards(two_columns=True),
        error_messages={"required": "見送る理由をお選びください。担当者が次のご紹介に生かします。"},
    )
    reason = forms.CharField(
        label="担当者へのひとこと", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @property
    def words(self) -> str:
        """The reason as the log keeps it: what was written, else the words of the choice."""
        given = self.cleaned_data
        return given["reason"].strip() or DeclineReason(given["reason_code"]).label


class OfferForm(ActForm):
    """Bound to the version that was read: `seen_hash` comes with the page, so a refused one must be read anew."""

    stays = False

    seen_hash = forms.CharField(widget=forms.HiddenInput)
    valid_until = EraDateField(
        label="先生のお返事の期限",
        yearless="next",
        help_text="明日から30日以内の日です。例：12月10日",
        error_messages={"required": "先生のお返事の期限をご記入ください。例：12月10日"},
    )
    read = YesField(label="確認", text="この版を読み、変わったところを確かめました")


class ReopenForm(ActForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Its ids are its own: it stands on one page with the form of declining, which asks for a reason too."""
        super().__init__(*args, auto_id="reopen_%s", **kwargs)

    reason = forms.CharField(
        label="直したいこと",
        help_text="先生にも、このまま伝わります。例：始まりの日を5月1日にしたい。",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ContractForm(ActForm):
    """The contract that was made between the two, as the ledgers need it.

    asked: where it differs from the agreement, once that is to be confirmed; `seen` is the fingerprint of what was asked so, so
    that a yes counts for exactly these differences and no others.
    """

    asked: list[Difference]

    contract_kind = forms.ChoiceField(
        label="契約期間", choices=ContractKind.choices(), widget=ChoiceCards(two_columns=True)
    )
    hired_on = EraDateField(
        label="採用の日",
        help_text="契約の日です。空欄のときは、勤務の始まる日とします。例：令和9年3月1日",
        required=False,
    )
    starts_on = EraDateField(label="勤務の始まる日", help_text="例：令和9年4月1日")
    ends_on = EraDateField(
        label="契約の終わりの日",
        help_text="期間の定めがあるときだけ、ご記入ください。例：令和10年3月31日",
        required=False,
    )
    half_days_per_week = NumberField(
        label="1週間のコマ数",
        help_text="午前・午後・夜を、それぞれ1コマと数えます。例：4",
        unit="コマ",
        min_value=1,
        max_value=21,
    )
    expected_annual_pay_yen = ManYenField(label="1年の見込みの報酬", help_text="税込の額です。例：900", required=False)
    differs = YesField(
        label="合意書との違いの確認",
        text="契約書のとおりです。違うところを、先生と確かめて結びました",
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = []

    @property
    def contract_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != "differs"]

    @property
    def contract(self) -> Contract:
        """As typed, of a valid form."""
        given = {name: self.cleaned_data[name] for name in CONTRACT}
        return Contract(**given | {"hired_on": given["hired_on"] or given["starts_on"]})

    @property
    def seen_differences(self) -> str:
        """The fingerprint of the differences that were said to be right; "" without a yes."""
        return str(self.cleaned_data["seen"]) if self.cleaned_data["differs"] else ""

    def ask(self, found: list[Difference]) -> None:
        """Lay these differences before whoever records the contract; a yes to others does not count for them."""
        self.asked = found
        self.fields["differs"].required = True
        self.data = self.data.copy()
        if self.data.get("seen") != fingerprint(found):
            self.data.pop("differs", None)
        self.data["seen"] = fingerprint(found)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        hired = cleaned.get("hired_on")
        kind, starts, ends = cleaned.get("contract_kind"), cleaned.get("starts_on"), cleaned.get("ends_on")
        if kind == ContractKind.FIXED and not ends and "ends_on" not in self.errors:
            self.add_error("ends_on", "期間の定めがある契約です。終わりの日をご記入ください。例：令和10年3月31日")
        if kind == ContractKind.INDEFINITE and ends:
            self.add_error("ends_on", "期間の定めがない契約です。終わりの日を空欄にしてください。")
        if hired and starts and starts < hired:
            self.add_error("starts_on", START_BEFORE_HIRING)
        if starts and ends and ends < starts:
            self.add_error("ends_on", "終わりの日が、勤務の始まる日より前になっています。")
        return cleaned

    @classmethod
    def for_placement(cls, placement: Placement | None) -> "ContractForm":
        """Empty, or with what was recorded before."""
        return cls(initial={name: getattr(placement, name) for name in CONTRACT} if placement else {})


CONTRACT = tuple(field.name for field in fields(Contract))


class StartForm(ActForm):
    licence_original_seen_on = EraDateField(
        label="医師免許証の原本を確かめた日",
        help_text="写しではなく、原本をご覧になった日です。例：令和9年4月1日",
        error_messages={"required": "医師免許証の原本を確かめた日をご記入ください。例：令和9年4月1日"},
    )

    def clean_licence_original_seen_on(self) -> date:
        day: date = self.cleaned_data["licence_original_seen_on"]
        if day > today():
            raise forms.ValidationError("まだ来ていない日です。原本を確かめてから、その日をご記入ください。")
        return day
