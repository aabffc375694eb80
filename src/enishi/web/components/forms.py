"""The form every screen uses: words instead of marks, kind sentences, nothing typed is ever lost.

    class Contact(EnishiForm):
        family = NameField(label="お名前（姓）", autocomplete="family-name")
        way = forms.MultipleChoiceField(label="ご希望の働き方", choices=…, widget=ChoiceCardsMany(hints={…}))

In a template: `{{ form }}`, or `{% error_summary form %}` and `{{ form.family.as_field_group }}` for each field.
"""

import copy
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList

from enishi.common.workflow import Refusal
from enishi.web.components.drawing import DRAWN
from enishi.web.components.summary import Row, link_id
from enishi.web.components.widgets import CheckCard

NOT_GIVEN = "（ご入力なし）"
_NO_NOUN = re.compile(r"((?<!ほ)か|[？?]|に|を|まで|です|ます|ください|。)$")
"""How a label ends that is a question or a part of a sentence: it cannot stand before を and is repeated in brackets."""
_SENTENCES = {
    "invalid": "{label}を読み取れませんでした。もう一度ご入力ください。",
    "invalid_choice": "{label}は、表示された中からお選びください。",
    "invalid_list": "{label}は、表示された中からお選びください。",
    "max_length": "{label}は%(limit_value)d字までご入力いただけます（現在%(show_value)d字）。",
    "min_length": "{label}は%(limit_value)d字以上でご入力ください（現在%(show_value)d字）。",
    "max_value": "{label}は%(limit_value)s以下の数字でご入力ください。",
    "min_value": "{label}は%(limit_value)s以上の数字でご入力ください。",
    "null_characters_not_allowed": "{label}に使えない文字が入っています。もう一度ご入力ください。",
}


class EnishiBoundField(BoundField):
    """A field on its page, with its words for required or optional and its echo."""

    def as_widget(self, widget: Any = None, attrs: Any = None, only_initial: bool = False) -> Any:
        shown = widget or self.field.widget
        if isinstance(shown, CheckCard):
            shown.label, shown.need = str(self.label), self.field.required
        return super().as_widget(widget, attrs, only_initial)

    @property
    def errors(self) -> ErrorList:
        return super().errors if self.form.is_bound else _no_errors()

    @property
    def need(self) -> bool:
        return self.field.required

    @property
    def how(self) -> str:
        """1つお選びください, いくつでもお選びください … from the widget."""
        return getattr(self.field.widget, "how", "")

    @property
    def unit(self) -> str:
        """The word after the control: 万円, 回."""
        return getattr(self.field, "unit", "")

    @property
    def own_label(self) -> bool:
        return getattr(self.field.widget, "own_label", False)

    @property
    def first_error(self) -> str:
        return str(self.errors[0]).removeprefix("＊") if self.errors else ""

    @property
    def echo(self) -> str:
        """The value as understood: of what was typed, or of what was saved before."""
        say = getattr(self.field, "echo", None)
        if say is None or self.errors:
            return ""
        value = self.form.cleaned_data.get(self.name) if self.form.is_bound else self._saved()
        return say(value) if value not in (None, "", [], ()) else ""

    @property
    def words(self) -> str:
        """The accepted value for a page to confirm."""
        value = self.form.cleaned_data.get(self.name)
        if value in (None, "", [], ()) or (value == 0 and not isinstance(self.field, forms.IntegerField)):
            return NOT_GIVEN if not isinstance(self.field, forms.BooleanField) else "いいえ"
        if hasattr(self.field, "words"):
            return str(self.field.words(value))
        if isinstance(self.field, forms.ChoiceField):
            chosen = value if isinstance(value, list | tuple) else [value]
            return "、".join(self._choice_words().get(str(code), str(code)) for code in chosen)
        return "はい" if value is True else str(value)

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if described is None or not self.auto_id or not self.echo:
            return described or None
        return " ".join(filter(None, (described, f"{self.auto_id}_echo")))

    @property
    def link_id(self) -> str:
        return link_id(self)

    def _saved(self) -> Any:
        if not isinstance(self.initial, str):
            return self.initial
        try:
            return self.field.to_python(self.initial)
        except forms.ValidationError:
            return None

    def _choice_words(self) -> dict[str, str]:
        words = {}
        for code, label in self.field.choices:  # type: ignore[attr-defined]
            pairs = label if isinstance(label, list | tuple) else [(code, label)]
            words.update({str(c): str(w) for c, w in pairs})
        return words


class Renderer(TemplatesSetting):
    """Draws every form of the project, those of libraries too, with our templates and without placeholders.

    What a page holds by the dozen is drawn by `drawing.DRAWN` and not by a template.
    """

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    formset_template_name = "components/formset.html"
    bound_field_class = EnishiBoundField

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        widget = context.get("widget")
        if isinstance(widget, dict):
            widget.get("attrs", {}).pop("placeholder", None)
        if (draw := DRAWN.get(template_name)) is not None:
            return draw(context)
        return super().render(template_name, context, request)


class EnishiForm(forms.Form):
    """A form with our sentences. Write `<form method="post" novalidate>`: the server answers, in Japanese."""

    # The words ※必須 say it; the browser's own bubbles would speak before our sentences.
    use_required_attribute = False
    error_css_class = "bad"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        _make_ours_once(type(self))
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not getattr(field, "is_ours", False):
                _make_ours(field)

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Each refusal of an act beside the field that its code names, else above the form; what was typed stays."""
        for refusal in refusals:
            self.add_error(refusal.code if refusal.code in self.fields else None, refusal.sentence)

    def confirm_rows(self, href: str) -> list[Row]:
        """Rows of the page to confirm, each with its 「直す」 link into the form at `href`. The form must be valid."""
        return [
            Row(str(bound.label), bound.words, f"{href}#{link_id(bound)}")
            for bound in self.visible_fields()
            if isinstance(bound, EnishiBoundField)
        ]


class EnishiModelForm(EnishiForm, forms.ModelForm):  # type: ignore[type-arg]
    """The same for a model form."""


@cache
def _no_errors() -> ErrorList:
    """Of every field of a form that was not sent."""
    return ErrorList()


def _make_ours_once(form: type[EnishiForm]) -> None:
    """The fields every form of this class begins with, so that not each of them is looked through again.

    Not where a library's form stands behind: it gives its fields their words when one is made.
    """
    if "fields_are_ours" in vars(form):
        return
    form.fields_are_ours = all(  # type: ignore[attr-defined]
        issubclass(kind, EnishiForm) or kind is object or kind.__module__.partition(".")[0] in ("django", "enishi")
        for kind in form.__mro__
    )
    if form.fields_are_ours:  # type: ignore[attr-defined]
        form.base_fields = copy.deepcopy(form.base_fields)  # a field may stand in several classes
        for field in form.base_fields.values():
            _make_ours(field)


def _make_ours(field: forms.Field) -> None:
    if type(field.widget) is forms.CheckboxInput:
        field.widget = CheckCard(attrs=field.widget.attrs)
    # A browser cuts pasted text at maxlength without a word; our sentence says how long it is.
    field.widget.attrs.pop("maxlength", None)
    speak_kindly(field)
    field.is_ours = True  # type: ignore[attr-defined]


def speak_kindly(field: forms.Field) -> None:
    """Replace Django's own sentences; those of our fields or of the form's author stay."""
    label = str(getattr(field.widget, "text", "") or field.label or "この項目")
    for code, sentence in {"required": _required(field), **_SENTENCES}.items():
        if code not in field.error_messages or field.error_messages[code] is _django_default(field, code):
            field.error_messages[code] = sentence.format(label=label)


def _required(field: forms.Field) -> str:
    if not isinstance(field, forms.BooleanField) and (ending := _NO_NOUN.search(str(field.label or ""))):
        if ending[0][0] in "か？?":
            return "「{label}」にお答えください。"
        return "「{label}」の欄をお選びください。" if _is_chosen(field) else "「{label}」の欄にご入力ください。"
    if isinstance(field, forms.MultipleChoiceField):
        return "{label}を1つ以上お選びください。"
    if isinstance(field, forms.BooleanField):
        return "よろしければ「{label}」に印をお付けください。"
    return "{label}をお選びください。" if _is_chosen(field) else "{label}をご入力ください。"


def _is_chosen(field: forms.Field) -> bool:
    return isinstance(field, forms.ChoiceField)


def _django_default(field: forms.Field, code: str) -> Any:
    found: Any = None
    for cls in reversed(type(field).__mro__):
        found = (
            vars(cls).get("default_error_messages", {}).get(code, found)
            if cls.__module__.startswith("django.")
            else found
        )
    return found
