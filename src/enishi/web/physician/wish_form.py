"""The wish sheet as the physician edits it: the desk's own form, with one small question for each of the finer wishes."""

from typing import Any

from django import forms

from enishi.common.japanese.halfdays import codes_of
from enishi.engine.schema import WISHES
from enishi.openings.enums import Employment
from enishi.physicians.enums import Relocation, Willingness, WishLevel
from enishi.physicians.models import WishSheet
from enishi.web.components.fields import ManYenField, MonthField, NumberField, WeekField
from enishi.web.components.forms import EnishiForm, speak_kindly
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany, LevelRow
from enishi.web.desk.wish_form import MunicipalityField
from enishi.web.institution.fields import DaysField, SpecialtyWordsField
from enishi.web.registration.fields import PrefecturesField

LEVELS = [("", "どちらでもよい"), *WishLevel.choices()]
PREFIX = "wish_"


class AnyPrefecturesField(PrefecturesField):
    """As many prefectures as one likes: five are the limit of the first registration only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.how = "いくつでもお選びください"

    def validate(self, value: list[str]) -> None:
        forms.MultipleChoiceField.validate(self, value)


class MyWishForm(EnishiForm):
    """One version of the sheet. Skills and present hours stay as the coordinator wrote them.

    shown: the version the page was made from, so that a later save never hides what another page saved meanwhile.
    """

    shown = forms.IntegerField(required=False, widget=forms.HiddenInput)

    specialties = SpecialtyWordsField(
        label="診療科", help_text="主なものを先に、「、」で区切ってください。例：循環器内科、内科"
    )
    employment = forms.MultipleChoiceField(
        label="働き方",
        required=False,
        choices=Employment.choices(),
        widget=ChoiceCardsMany(),
        help_text="印がなければ「相談して決めたい」とします。",
    )
    days_min = DaysField(label="週の日数（少なくとも）", help_text="例：1、2.5")
    days_max = DaysField(label="週の日数（多くとも）", help_text="例：3")
    slots = WeekField(label="ご都合のよい曜日と時間", required=False)
    available_from = MonthField(
        label="始められる時期", required=False, help_text="例：令和9年4月、2027/4、来年の春ごろ"
    )
    prefectures = AnyPrefecturesField(
        label="ご希望の都道府県", required=False, help_text="印がなければ、どこでもよいとします。"
    )
    municipality = MunicipalityField(label="お住まいの市区町村", required=False, help_text="例：岩手県久慈市")
    max_commute_min = NumberField(
        label="通える時間", unit="分", required=False, min_value=5, max_value=600, help_text="片道の目安です。例：60"
    )
    relocation = forms.ChoiceField(label="転居", choices=Relocation.choices(), widget=ChoiceCards())
    night_duty = forms.ChoiceField(label="当直", choices=Willingness.choices(), widget=ChoiceCards())
    on_call = forms.ChoiceField(
        label="夜間の呼び出し（オンコール）", choices=Willingness.choices(), widget=ChoiceCards()
    )
    max_on_call_per_month = NumberField(
        label="オンコールの回数の上限（月）",
        unit="回",
        required=False,
        min_value=1,
        max_value=31,
        help_text="引き受けられるのは月に何回までか。空なら、回数は問いません。例：2",
    )
    min_annual_pay_yen = ManYenField(label="年俸の下限（税込）", required=False, help_text="例：1200")
    min_daily_pay_yen = ManYenField(label="日額の下限（税込）", required=False, help_text="例：9")
    note = forms.CharField(
        label="お伝えになりたいこと",
        required=False,
        max_length=2000,
        help_text="担当者だけが読みます。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in WISHES.items():
            field = forms.ChoiceField(label=label, choices=LEVELS, required=False, widget=LevelRow())
            speak_kindly(field)
            self.fields[PREFIX + key] = field

    @classmethod
    def of(cls, sheet: WishSheet) -> dict[str, Any]:
        """The sheet as `initial`."""
        plain = {name: getattr(sheet, name) for name in cls.base_fields if name != "shown"}
        return (
            plain
            | {"shown": sheet.no}
            | {"slots": list(sheet.slots)}
            | {PREFIX + key: level for key, level in sheet.wishes.items()}
        )

    @property
    def plain_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if not name.startswith(PREFIX) and name != "shown"]

    @property
    def has_finer(self) -> bool:
        """Whether one of the finer wishes is stated already."""
        return any(name.startswith(PREFIX) and value for name, value in self.initial.items())

    @property
    def finer_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("days_min") and given.get("days_max") and given["days_min"] > given["days_max"]:
            self.add_error("days_max", "多くともの日数は、少なくともの日数と同じか、多くしてください。")
        return given

    @property
    def seen(self) -> int:
        """The version the page was made from. Of a valid form only."""
        return int(self.cleaned_data["shown"] or 0)

    def see(self, no: int) -> None:
        """From now on the page stands beside version `no`: sent again, it is saved over it knowingly."""
        self.data = self.data.copy()
        self.data["shown"] = str(no)

    @property
    def columns(self) -> dict[str, Any]:
        """Fields of WishSheet. Of a valid form only."""
        return self.readable_columns

    @property
    def readable_columns(self) -> dict[str, Any]:
        """Fields of WishSheet as far as they could be read."""
        given = self.cleaned_data
        plain = {name: given[name] for name in self.base_fields if name in given and name not in ("slots", "shown")}
        if "slots" in given:
            plain["slots"] = list(codes_of(given["slots"]))
        wishes = {
            name.removeprefix(PREFIX): value for name, value in given.items() if name.startswith(PREFIX) and value
        }
        return plain | {"wishes": wishes}
