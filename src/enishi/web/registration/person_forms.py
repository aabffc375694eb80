"""Steps 1 and 2 of the registration: who, how to be reached, when to be called, and what the physician is."""

from typing import Any

from django import forms

from enishi.common.japanese.date_display import WEEKDAYS
from enishi.common.japanese.halfdays import DAYS, PART_WORDS, PARTS
from enishi.common.japanese.postcodes import Address, addresses_at
from enishi.physicians.enums import Present
from enishi.web.components.fields import (
    EraDateField,
    KanaField,
    MailField,
    NameField,
    PhoneField,
    PostcodeField,
)
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.registration.fields import BASIC_SPECIALTIES, SpecialtyWordField

NONE_OF_THESE = "none"
MOST_TOWN_CARDS = 12
"""More towns than these would make a page of cards too long to look through: they stand in a list."""


class ContactForm(EnishiForm):
    """1: who, and how to reach the physician. With this alone a call can be asked for."""

    family_name = NameField(label="お名前（姓）", autocomplete="family-name")
    given_name = NameField(label="お名前（名）", autocomplete="given-name")
    family_kana = KanaField(label="ふりがな（姓）", required=False)
    given_kana = KanaField(label="ふりがな（名）", required=False)
    mail = MailField(label="メールアドレス", required=False)
    phone = PhoneField(
        label="電話番号", required=False, help_text="ご自宅か携帯の番号をお願いします。勤務先にはおかけしません。"
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("mail") and not given.get("phone") and not {"mail", "phone"} & set(self.errors):
            self.add_error(
                "mail", "メールアドレスか電話番号の、どちらか一方をご入力ください。例：taro@example.jp、090-0000-0000"
            )
        return given

    def demand_phone(self) -> None:
        """Who wants to be called needs a number. Of a checked form only."""
        if not self.cleaned_data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "お電話をさしあげる番号をご入力ください。例：090-1234-5678")


class CallForm(EnishiForm):
    """「続きはお電話で」: when to call, both optional."""

    days = forms.MultipleChoiceField(
        label="お電話してよい曜日",
        required=False,
        choices=[(code, f"{word}曜") for code, word in zip(DAYS, WEEKDAYS, strict=True)],
        help_text="印がなければ、平日におかけします。",
        widget=ChoiceCardsMany(two_columns=True, short=True),
    )
    hours = forms.MultipleChoiceField(
        label="お電話してよい時間帯",
        required=False,
        choices=list(zip(PARTS, PART_WORDS, strict=True)),
        help_text="印がなければ、日中におかけします。",
        widget=ChoiceCardsMany(two_columns=True, short=True),
    )


class SelfForm(EnishiForm):
    """2: specialty, birth date, present position, and the municipality by way of the postcode."""

    specialty = forms.ChoiceField(
        label="主な診療科", choices=BASIC_SPECIALTIES, widget=ChoiceCards(two_columns=True, short=True)
    )
    detail = SpecialtyWordField(
        label="くわしいご専門・ほかに診られる診療科",
        required=False,
        help_text="いくつでも、「、」で区切ってご入力ください。例：循環器内科、糖尿病内科",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    birth_date = EraDateField(
        label="生年月日", birth=True, help_text="西暦でも和暦でもかまいません。例：昭和33年4月5日、1958/4/5"
    )
    present = forms.ChoiceField(label="現在", choices=Present.choices(), widget=ChoiceCards())
    postcode = PostcodeField(
        label="ご自宅の郵便番号",
        required=False,
        help_text="通える距離の目安に使います。番地はうかがいません。例：100-0001",
    )
    address = forms.CharField(
        label="ご住所",
        required=False,
        max_length=200,
        help_text="市区町村まででかまいません。郵便番号がお分かりなら、空欄のままで結構です。",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    town = forms.ChoiceField(label="どちらの町でしょうか", required=False, widget=ChoiceCards())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = self._places()
        if len(self.places) < 2:
            del self.fields["town"]
            return
        words = [(str(n), place.text) for n, place in enumerate(self.places)]
        if len(words) > MOST_TOWN_CARDS:
            self.fields["town"].widget = forms.Select(attrs={"class": "w-l"})
        self.fields["town"].choices = [  # type: ignore[attr-defined]
            *([("", "お選びください")] if len(words) > MOST_TOWN_CARDS else []),
            *words,
            (NONE_OF_THESE, "この中にない"),
        ]

    def _places(self) -> tuple[Address, ...]:
        """What stands behind the postcode that was typed; () while it cannot be read."""
        try:
            typed = self.data.get(self.add_prefix("postcode"), "") if self.is_bound else ""
            digits = self.fields["postcode"].clean(typed)
        except forms.ValidationError:
            return ()
        return addresses_at(digits) if digits else ()

    @property
    def asks_town(self) -> bool:
        """True while several towns share the postcode and none was chosen: the page is shown once more."""
        return "town" in self.fields and not self.cleaned_data.get("town")

    @property
    def place(self) -> Address | None:
        """The address behind the postcode as far as it is certain. Of a valid form only.

        Several towns of one municipality still tell the municipality, so that one is kept without the town.
        """
        chosen = self.cleaned_data.get("town")
        if chosen == NONE_OF_THESE or not self.places:
            return None
        if chosen or len(self.places) == 1:
            return self.places[int(chosen or 0)]
        first = self.places[0]
        if {p.municipality_code for p in self.places} == {first.municipality_code}:
            return Address(first.prefecture, first.city, "", first.municipality_code)
        return None
