"""Fields for what people write in Japanese: tolerant on the way in, normalised on the server, shown back in words.

A value that cannot be read stays in its control exactly as typed, with one sentence that says how to put it right.
"""

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from enishi.common.japanese.date_display import birth_echo, date_with_weekday, western_month_with_era, western_with_era
from enishi.common.japanese.date_parsing import Yearless, parse_birth_date, parse_date, today_in_japan
from enishi.common.japanese.emails import parse_email
from enishi.common.japanese.era_table import EraKey
from enishi.common.japanese.halfdays import CODES, codes_of, mask_of, pattern_words
from enishi.common.japanese.kana import parse_reading
from enishi.common.japanese.money import man_yen_words, parse_yen, yen_words
from enishi.common.japanese.month_parsing import parse_month
from enishi.common.japanese.names import name_warnings, parse_name
from enishi.common.japanese.phones import parse_phone
from enishi.common.japanese.postcodes import UNKNOWN_POSTCODE, addresses_at, display_postcode, parse_postcode
from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.times import parse_time, time_words
from enishi.common.japanese.widths import arabic_numerals, half_width
from enishi.web.components.phones import shown_phone
from enishi.web.components.widgets import CheckCard, WeekGrid


class ParsedField(forms.CharField):
    """A text read by one of the Japanese parsers. `parse` reads, `show` writes it back into the control, `echo` below it."""

    width = "w-m"
    attributes: dict[str, str] = {}
    nothing: Any = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_value", self.nothing)
        autocomplete = kwargs.pop("autocomplete", None)
        super().__init__(**kwargs)
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": self.width, **self.attributes}

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or not isinstance(value, str):
            return self.empty_value if value in self.empty_values else value
        text = value.strip()
        if not text:
            return self.empty_value
        try:
            return self.parse(text)
        except InputProblem as problem:
            raise ValidationError(self.sentence(problem), code="unreadable") from problem

    def sentence(self, problem: InputProblem) -> str:
        """The sentence to show; fields with a label of their own may put it in."""
        return problem.sentence

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else self.show(value)

    def parse(self, text: str) -> Any:
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """The value as its own parser reads it back."""
        return str(value)

    def echo(self, value: Any) -> str:
        """What is shown under the control once the value is read; "" for nothing."""
        return ""

    def words(self, value: Any) -> str:
        """The value on a page to confirm."""
        return self.echo(value) or self.show(value)

    @property
    def spoken_label(self) -> str:
        return str(self.label or "")


class NameField(ParsedField):
    """A family or given name in any characters; value: str. `NameField(label="お名前（姓）", autocomplete="family-name")`."""

    nothing = ""

    def parse(self, text: str) -> str:
        return parse_name(text, label=self.spoken_label or "お名前")

    def echo(self, value: str) -> str:
        return "".join(name_warnings(value))

    def words(self, value: str) -> str:
        return value


class KanaField(ParsedField):
    """A reading; value: str in hiragana, also from katakana and half width."""

    nothing = ""

    def parse(self, text: str) -> str:
        return parse_reading(text, label=self.spoken_label or "ふりがな")

    def words(self, value: str) -> str:
        return value


class PhoneField(ParsedField):
    """A Japanese telephone number; value: str, digits with the leading 0 and an extension as 「（内線12）」 if one was given."""

    nothing = ""
    attributes = {"inputmode": "tel", "autocomplete": "tel"}

    def parse(self, text: str) -> str:
        number = parse_phone(text, label=self.spoken_label or "電話番号")
        return number.display if number.extension else number.digits

    def prepare_value(self, value: Any) -> Any:
        return shown_phone(value) if value else value

    def show(self, value: str) -> str:
        return shown_phone(value)

    def words(self, value: str) -> str:
        return shown_phone(value)


class MailField(ParsedField):
    """A mail address, old carrier addresses included; value: str. A probable slip in the domain is asked, never refused."""

    nothing = ""
    width = "w-l"
    attributes = {"inputmode": "email", "autocomplete": "email", "spellcheck": "false", "autocapitalize": "off"}

    def parse(self, text: str) -> str:
        return parse_email(text).address

    def echo(self, value: str) -> str:
        mail = parse_email(value)
        carrier = (
            "携帯電話会社のアドレスです。私どものメールを受け取れる設定かどうかをお確かめください。"
            if mail.is_carrier
            else ""
        )
        return f"{mail.address}　{mail.hint}{carrier}".rstrip("　")


class PostcodeField(ParsedField):
    """A postcode; value: str of seven digits. An unknown one is no error: the address is then typed by hand."""

    nothing = ""
    width = "w-s"
    attributes = {"inputmode": "numeric", "autocomplete": "postal-code"}

    def parse(self, text: str) -> str:
        return parse_postcode(text)

    def prepare_value(self, value: Any) -> Any:
        stored = isinstance(value, str) and len(value) == 7 and value.isascii() and value.isdigit()
        return f"{value[:3]}-{value[3:]}" if stored else value

    def echo(self, value: str) -> str:
        found = addresses_at(value)
        return "、".join(address.text for address in found[:3]) if found else UNKNOWN_POSTCODE

    def words(self, value: str) -> str:
        found = addresses_at(value)
        return f"{display_postcode(value)}　{found[0].text}" if found else display_postcode(value)


class EraDateField(ParsedField):
    """A day in western or Japanese years; value: date.

    birth: a birth date (age 20 to 110, echo with the age). prefer: the era of a bare 33.4.5, else the person is asked.
    yearless: `next` or `last` for a date without a year.
    """

    width = "w-date"

    def __init__(
        self, *, birth: bool = False, prefer: EraKey | None = None, yearless: Yearless | None = None, **kwargs: Any
    ) -> None:
        self.birth, self.prefer, self.yearless = birth, prefer, yearless
        super().__init__(**kwargs)
        if birth:
            self.widget.attrs["autocomplete"] = "bday"

    def parse(self, text: str) -> date:
        if self.birth:
            return parse_birth_date(text, prefer=self.prefer)
        return parse_date(text, prefer=self.prefer, yearless=self.yearless, label=self.spoken_label or "日付")

    def show(self, value: date) -> str:
        return western_with_era(value)

    def echo(self, value: date) -> str:
        if self.birth:
            return birth_echo(value, today_in_japan())
        return f"{western_with_era(value)}{date_with_weekday(value)[-3:]}"


class MonthField(ParsedField):
    """A month such as 令和9年4月, 2027/4 or 来年の春ごろ; value: date of its first day."""

    def parse(self, text: str) -> date:
        return parse_month(text)

    def sentence(self, problem: InputProblem) -> str:
        return problem.sentence.replace("始められる時期", self.spoken_label or "始められる時期")

    def show(self, value: date) -> str:
        return western_month_with_era(value)

    def echo(self, value: date) -> str:
        return western_month_with_era(value)


class ClockField(ParsedField):
    """A time of day such as 午前9時30分, 9:30 or 17時半; value: time."""

    width = "w-s"

    def parse(self, text: str) -> time:
        return parse_time(text)

    def show(self, value: time) -> str:
        return time_words(value)

    def echo(self, value: time) -> str:
        return time_words(value)


class ManYenField(ParsedField):
    """An amount in 万円 (a bare number counts in 万円); value: int, whole yen."""

    width = "w-s"
    unit = "万円"

    def parse(self, text: str) -> int:
        return parse_yen(text, bare="man")

    def show(self, value: int) -> str:
        return f"{Decimal(value) / 10_000:,f}"

    def echo(self, value: int) -> str:
        return f"{man_yen_words(value)}（{yen_words(value)}）"

    def words(self, value: int) -> str:
        return man_yen_words(value)


class NumberField(forms.IntegerField):
    """A whole number in any width, with or without its unit: 3, ３, 三回; value: int. unit: 回, 日, km …"""

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        self.unit = unit
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "w-s", "inputmode": "numeric"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = arabic_numerals(half_width(value)).strip().removesuffix(self.unit).replace(",", "")
        return super().to_python(value)

    def echo(self, value: int) -> str:
        return ""

    def words(self, value: int) -> str:
        return f"{value:,}{self.unit}"


class WeekField(forms.MultipleChoiceField):
    """Half days of a week; value: int, the pattern of `enishi.common.japanese.halfdays`. Initial: the pattern or its codes."""

    widget = WeekGrid

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[(code, code) for code in CODES], **kwargs)

    def clean(self, value: Iterable[str] | None) -> int:
        return mask_of(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return list(codes_of(value)) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))

    def echo(self, value: Any) -> str:
        mask = value if isinstance(value, int) else mask_of(value)
        return pattern_words(mask) if mask else ""

    def words(self, value: int) -> str:
        return pattern_words(value)


class YesField(forms.BooleanField):
    """A yes as a card, never ticked beforehand. text: the words of the card if they differ from the label."""

    def __init__(self, *, text: str = "", small: str = "", link: tuple[str, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", CheckCard(text=text, small=small, link=link))
        super().__init__(**kwargs)
