"""Forms of the office."""

from typing import Any

from django import forms

from enishi.accounts.models import Organisation
from enishi.accounts.roles import INSTITUTION_ROLES, Role
from enishi.web.components.fields import EraDateField, MailField, NameField
from enishi.web.components.forms import EnishiForm


class LedgerPeriod(EnishiForm):
    """Which rows of a ledger: accepted from … to …, both days included."""

    start = EraDateField(label="受付日（この日から）")
    end = EraDateField(label="受付日（この日まで）")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("start") and given.get("end") and given["start"] > given["end"]:
            self.add_error("end", "終わりの日は、始まりの日と同じか、後にしてください。")
        return given


class MoneyPeriod(LedgerPeriod):
    """The same of days on which money moved."""

    start = EraDateField(label="この日から")
    end = EraDateField(label="この日まで")


class NewRole(EnishiForm):
    """Give a person a role; an institution's or society's role needs the organisation."""

    email = MailField(label="メールアドレス")
    name = NameField(label="お名前")
    role = forms.ChoiceField(label="役割", choices=[(r.value, r.label) for r in Role if r is not Role.PHYSICIAN])
    organisation = forms.ModelChoiceField(
        label="組織",
        queryset=Organisation.objects.order_by("kind", "name"),
        required=False,
        help_text="医療機関と学会の役割のときにお選びください。",
        empty_label="（なし）",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        needs = given.get("role") in {*INSTITUTION_ROLES, Role.SOCIETY}
        if needs and not given.get("organisation"):
            self.add_error("organisation", "この役割には、組織をお選びください。")
        if not needs and given.get("organisation"):
            self.add_error("organisation", "この役割には、組織はいりません。「（なし）」をお選びください。")
        return given
