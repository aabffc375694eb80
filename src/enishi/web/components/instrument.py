"""Questions of an instrument as fields of our forms: one way for surveys, check-ins, previews and what the desk types of paper."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from enishi.common.instrument import LONGEST, Answers, Kind, Question, bounds_words
from enishi.common.japanese.widths import arabic_numerals, half_width
from enishi.web.components.forms import EnishiForm, speak_kindly
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany

ENGLISH = {
    "one": "Choose one", "many": "Choose any number", "required_choice": "Please choose an answer.", "required": "Please answer this question.",
    "number": "Please enter a number.", "high": "Please enter a number of at most %(limit_value)s.",
    "low": "Please enter a number of at least %(limit_value)s.", "long": "Please use at most %(limit_value)d characters.",
}  # fmt: skip


SHORT = 16
"""Options of so few characters stand two side by side on a wide screen."""


class AmountField(forms.FloatField):
    """A number in any width, with or without its unit; value: int where it is whole, else float."""

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "decimal"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = arabic_numerals(half_width(value)).strip().removesuffix(self.unit).replace(",", "")
        number = super().to_python(value)
        return int(number) if number is not None and number == int(number) else number


def name_of(question: Question, row: str = "") -> str:
    return f"{question.code}__{row}" if row else question.code


def fields_of(question: Question, language: str = "ja", *, demand: bool = True) -> dict[str, forms.Field]:
    """Name → field; a matrix has one for each row. demand: whether a required question must be answered on this page."""
    need, english = question.required and demand, language == "en"
    label, hint = question.said(language), question.hinted(language)
    choices = [(o.code, o.said(language)) for o in question.points]
    one: dict[str, Any] = {"how": ENGLISH["one"]} if english else {}
    wrong = (
        {"required": ENGLISH["required_choice"], "invalid_choice": ENGLISH["required_choice"]} if english
        else {"required": f"「{label}」に、近いものを1つお選びください。"}
    )  # fmt: skip
    narrow = {"two_columns": all(len(words) <= SHORT for _, words in choices), **one}
    match question.kind:
        case Kind.SINGLE | Kind.SCALE:
            return {
                question.code: forms.ChoiceField(
                    label=label, help_text=hint, required=need, choices=choices, widget=ChoiceCards(**narrow),
                    error_messages=wrong,
                )
            }  # fmt: skip
        case Kind.MULTI:
            many = {"how": ENGLISH["many"]} if english else {}
            return {
                question.code: forms.MultipleChoiceField(
                    label=label, help_text=hint, required=need, choices=choices, widget=ChoiceCardsMany(**many),
                    error_messages=wrong,
                )
            }  # fmt: skip
        case Kind.MATRIX:
            return {
                name_of(question, row.code): forms.ChoiceField(
                    label=f"{label}　―　{row.said(language)}", help_text=hint if row is question.rows[0] else "", required=need, choices=choices,
                    widget=ChoiceCards(**narrow), error_messages=wrong,
                )
                for row in question.rows
            }  # fmt: skip
        case Kind.NUMBER:
            errors = (
                {"required": ENGLISH["required"], "invalid": ENGLISH["number"], "max_value": ENGLISH["high"], "min_value": ENGLISH["low"]}
                if english else {"invalid": f"「{label}」は、数字でご入力ください。例：{question.low or 3}"}
            )  # fmt: skip
            told = hint if english else "　".join(filter(None, (hint, bounds_words(question))))
            return {
                question.code: AmountField(
                    label=label, help_text=told, required=need, unit=question.unit, min_value=question.low, max_value=question.high,
                    error_messages=errors,
                )
            }  # fmt: skip
    errors = {"required": ENGLISH["required"], "max_length": ENGLISH["long"]} if english else {}
    text = forms.CharField(
        label=label, help_text=hint, required=need, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), error_messages=errors
    )  # fmt: skip
    return {question.code: text}


def initial_of(questions: Iterable[Question], answers: Answers) -> dict[str, Any]:
    """Saved answers as the fields show them."""
    found: dict[str, Any] = {}
    for question in questions:
        value = answers.get(question.code)
        if question.kind is Kind.MATRIX and isinstance(value, Mapping):
            found |= {name_of(question, row): code for row, code in value.items()}
        elif value is not None:
            found[question.code] = value
    return found


class InstrumentForm(EnishiForm):
    """Some questions of an instrument. `given` are their answers; what was left empty has none."""

    def __init__(
        self, *args: Any, questions: Iterable[Question], answers: Answers | None = None, language: str = "ja",
        demand: bool = True, **kwargs: Any,
    ) -> None:  # fmt: skip
        self.questions = list(questions)
        super().__init__(*args, initial=initial_of(self.questions, answers or {}), **kwargs)
        for question in self.questions:
            self.fields.update(fields_of(question, language, demand=demand))
        for field in self.fields.values():
            speak_kindly(field)

    def number(self, told: Mapping[str, tuple[int, str]]) -> None:
        """As on a sheet of paper. told: code of a question → its number and, in words, of whom it is asked."""
        for question in self.questions:
            no, condition = told[question.code]
            for at, name in enumerate(fields_of(question)):
                field = self.fields[name]
                field.label = f"問{no}　{field.label}"
                if condition and at == 0:
                    field.help_text = "　".join(filter(None, (condition, str(field.help_text))))

    @property
    def codes(self) -> set[str]:
        return {question.code for question in self.questions}

    @property
    def given(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for question in self.questions:
            if question.kind is Kind.MATRIX:
                rows = {row.code: self.cleaned_data[name_of(question, row.code)] for row in question.rows}
                value: Any = {row: code for row, code in rows.items() if code}
            else:
                value = self.cleaned_data[question.code]
                value = value.strip() if isinstance(value, str) else value
            if value not in (None, "", [], {}):
                found[question.code] = value
        return found


def words_of(question: Question, value: Any, language: str = "ja") -> str:
    """An answer as a person reads it; "" for none."""
    said = {option.code: option.said(language) for option in question.points}
    if value in (None, "", [], {}):
        return ""
    match question.kind:
        case Kind.MULTI:
            return "、".join(said.get(code, code) for code in value)
        case Kind.MATRIX:
            return "、".join(
                f"{row.said(language)}：{said.get(value[row.code], '')}" for row in question.rows if row.code in value
            )
        case Kind.NUMBER:
            return f"{value:g}{question.unit}"
        case Kind.TEXT:
            return str(value)
    return said.get(value, str(value))
