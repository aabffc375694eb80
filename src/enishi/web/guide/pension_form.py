"""What the pension estimate asks: amounts that are neither stored, logged nor put into an address."""

from decimal import Decimal, InvalidOperation

from django import forms

from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import arabic_numerals, half_width
from enishi.web.components.fields import ManYenField, ParsedField
from enishi.web.components.forms import EnishiForm

MOST_YEN = 100_000_000


class HoursField(ParsedField):
    """Hours a day, halves included: 8, 7.5, 7時間半; value: Decimal."""

    width = "w-s"
    unit = "時間"
    attributes = {"inputmode": "decimal"}

    def parse(self, text: str) -> Decimal:
        words = arabic_numerals(half_width(text)).strip().replace("時間", "")
        half = words.endswith("半")
        try:
            hours = Decimal(words.removesuffix("半") or "0") + (Decimal("0.5") if half else 0)
        except InvalidOperation:
            raise InputProblem("1日の時間を読み取れませんでした。例：8、7.5", example="8") from None
        if not hours.is_finite() or not 0 < hours <= 24:
            raise InputProblem("1日の時間は、0.5から24までの数字でご入力ください。例：8", example="8")
        return hours

    def show(self, value: Decimal) -> str:
        return f"{float(value):g}"


class PensionForm(EnishiForm):
    basic = ManYenField(
        label="厚生年金の月額",
        help_text="「ねんきん定期便」などの老齢厚生年金（報酬比例部分）の年額を、12で割った額です。老齢基礎年金はふくみません。例：15",
    )
    daily = ManYenField(label="1日の報酬", help_text="税込の額です。例：8")
    hours_a_day = HoursField(label="1日の時間", required=False, help_text="空欄のときは、8時間とします。例：8")
    bonus = ManYenField(label="1年の賞与の合計", required=False, help_text="なければ空欄のままで結構です。例：100")

    def _within(self, name: str) -> int | None:
        amount: int | None = self.cleaned_data[name]
        if amount is not None and not 0 <= amount <= MOST_YEN:
            raise forms.ValidationError(f"{self.fields[name].label}は、0から1億円までの額でご入力ください。例：15")
        return amount

    def clean_basic(self) -> int | None:
        return self._within("basic")

    def clean_daily(self) -> int | None:
        return self._within("daily")

    def clean_bonus(self) -> int | None:
        return self._within("bonus")
