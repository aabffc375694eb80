"""What a researcher types: a survey and its purpose, a question, whom to ask, the shares of the whole."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from enishi.common.clock import today
from enishi.common.instrument import CHOOSES, Kind, Option, Question, ShowIf, problems
from enishi.surveys.actions import FACTS
from enishi.surveys.enums import Trait, Way
from enishi.surveys.models import Survey
from enishi.surveys.panel import CLASSES
from enishi.web.components.fields import EraDateField, NumberField, YesField
from enishi.web.components.forms import EnishiForm, speak_kindly
from enishi.web.components.instrument import AmountField
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany

SPLIT = re.compile(r"\s*[｜|]\s*")
LINES = "1行に1つ。「ことば」だけ、「ことば｜English」、または「符号｜ことば｜English」。"


def _area(label: str, rows: int, **how: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=4000, **how)


class SurveyForm(EnishiForm):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="題", max_length=80, widget=forms.TextInput(attrs={"class": "w-l"}))
    purpose = _area("目的", 3, help_text="お答えになる方が、はじめに読みます。")
    ethics = _area(
        "倫理の審査と、お答えの扱い",
        3,
        help_text="審査の有無、だれが読むか、どこに公表するかを、お答えになる方のことばで。",
    )
    kept_months = NumberField(
        label="お答えの保存期間", unit="か月", min_value=1, max_value=120, help_text="終わってからの月数。過ぎると自動で消えます。例：60"
    )  # fmt: skip
    closes_on = EraDateField(
        label="締め切り", yearless="next", help_text="この日の終わりまで受け付けます。例：2027年3月31日"
    )
    way = forms.ChoiceField(label="ご案内のしかた", choices=Way.choices(), widget=ChoiceCards())
    title_english = forms.CharField(
        label="題（英語）", max_length=120, required=False, help_text="書くと、英語でも答えられるようになります。",
        widget=forms.TextInput(attrs={"class": "w-l", "lang": "en"}),
    )  # fmt: skip
    purpose_english = _area("目的（英語）", 3, required=False)
    ethics_english = _area("倫理の審査と、お答えの扱い（英語）", 3, required=False)

    def clean_closes_on(self) -> Any:
        day = self.cleaned_data["closes_on"]
        if day <= today():
            raise forms.ValidationError("締め切りは、明日よりあとの日になさってください。")
        return day

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}


def kept_facts(survey: Survey) -> dict[str, Any]:
    return {name: getattr(survey, name) for name in FACTS} | {"seen": survey.changes}


def options_in(text: str, prefix: str) -> tuple[Option, ...]:
    """One of each line; codes that nobody wrote go on from those that stand there."""
    lines = [SPLIT.split(line.strip(), maxsplit=2) for line in text.splitlines() if line.strip()]
    used = {parts[0] for parts in lines if len(parts) == 3}
    found, no = [], 0
    for parts in lines:
        if len(parts) == 3:
            found.append(Option(*parts))
            continue
        no += 1
        while f"{prefix}{no}" in used:
            no += 1
        found.append(Option(f"{prefix}{no}", *parts))
    return tuple(found)


def lines_of(options: Iterable[Option]) -> str:
    return "\n".join(f"{o.code}｜{o.words}｜{o.english}" for o in options)


FOLDED = (
    ("表で答えるとき：表の行", ("rows",)),
    ("段階・数のとき：範囲とことば", ("low", "high", "low_words", "high_words", "unit")),
    ("補いと英語", ("hint", "english", "hint_english")),
    ("集計のファイルの列の名前を決める", ("code",)),
)
"""Of a question's form, what not every question needs."""
SOME = "一部の方にだけうかがう"
RULE = "if_"
"""Beginning of the names of fields that choose, of an earlier question, the answers to which this one is asked."""


class QuestionForm(EnishiForm):
    """One question. before: those that stand before it, of which conditions may speak."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="答え方", choices=Kind.choices(), widget=ChoiceCards(two_columns=True))
    words = _area("問いの文", 2)
    english = _area("問いの文（英語）", 2, required=False)
    hint = forms.CharField(label="補い", max_length=300, required=False, help_text="問いの下に小さく出ます。")
    hint_english = forms.CharField(label="補い（英語）", max_length=300, required=False)
    required = YesField(label="必ず答えていただく", required=False)
    options = _area("選択肢", 5, required=False, help_text=f"「1つ」「いくつでも」「表」のとき。{LINES}例：はい｜Yes")
    rows = _area("表の行", 4, required=False, help_text=f"「表で答える」のとき。{LINES}")
    low = NumberField(
        label="下限", required=False, min_value=-100000, max_value=100000, help_text="段階と数のとき。例：1"
    )
    high = NumberField(
        label="上限",
        required=False,
        min_value=-100000,
        max_value=100000,
        help_text="段階は、下限から数えて11まで。例：5",
    )
    low_words = forms.CharField(label="下限のことば", max_length=40, required=False, help_text="段階のとき。例：不満")
    high_words = forms.CharField(label="上限のことば", max_length=40, required=False, help_text="段階のとき。例：満足")
    unit = forms.CharField(label="単位", max_length=10, required=False, help_text="数のとき。例：日")
    code = forms.CharField(
        label="符号", max_length=20, required=False, help_text="集計のファイルの列の名前になります。空けると自動で付きます。例：work_days",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, before: Sequence[Question], taken: Iterable[str], fixed: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.before, self.taken, self.fixed = list(before), set(taken), fixed
        self.rules = {rule.question: rule.any_of for rule in self.initial.pop(RULE, ())}
        self._ask_rules()
        if fixed:
            del self.fields["code"]

    def _ask_rules(self) -> None:
        """One field for each earlier question with choices, in the words of both. A condition whose question or choice is gone
        stays on the page until somebody takes it off, so that nobody is asked more than was meant."""
        asked = {q.code: (f"問{no}「{q.words[:40]}」に、こう答えた方にだけ", [(o.code, o.words) for o in q.points])
                 for no, q in enumerate(self.before, 1) if q.kind in CHOOSES}  # fmt: skip
        for code, any_of in self.rules.items():
            label, choices = asked.get(code, (f"前にない問い（{code}）に、こう答えた方にだけ", []))
            known = {choice for choice, _ in choices}
            asked[code] = (
                label,
                [*choices, *((one, f"いまはない選択肢（{one}）") for one in any_of if one not in known)],
            )
        for code, (label, choices) in asked.items():
            self.fields[f"{RULE}{code}"] = forms.MultipleChoiceField(
                label=label, choices=choices, required=False, widget=ChoiceCardsMany(two_columns=True),
                initial=list(self.rules.get(code, ())), help_text="選ばないと、この問いの答えにかかわらずうかがいます。",
            )  # fmt: skip
            speak_kindly(self.fields[f"{RULE}{code}"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        question = self.question
        if question.code in self.taken:
            self.add_error("code", "同じ符号の問いが、すでにあります。")
        for refusal in problems([*self.before, question]):
            if refusal.code == question.code:
                self.add_error(None, refusal.sentence)
        return given

    @property
    def first(self) -> list[BoundField]:
        """What every question has, and the options most have."""
        folded = {name for _, names in FOLDED for name in names}
        return [field for field in self if field.name not in folded and not field.name.startswith(RULE)]

    @property
    def folded(self) -> list[tuple[str, list[BoundField], bool]]:
        """(heading, fields, whether it is open): what only some questions have; open where something stands in it."""
        found = []
        for title, names in FOLDED:
            fields = [self[name] for name in names if name in self.fields]
            found.append((title, fields, self.is_bound or any(field.value() not in (None, "") for field in fields)))
        rules = [field for field in self if field.name.startswith(RULE)]
        if rules:
            found.append((SOME, rules, self.is_bound or any(field.value() for field in rules)))
        return [one for one in found if one[1]]

    @property
    def question(self) -> Question:
        given = self.cleaned_data
        kind = Kind(given["kind"])
        bounded, chooses = kind in (Kind.SCALE, Kind.NUMBER), kind in (Kind.SINGLE, Kind.MULTI, Kind.MATRIX)
        return Question(
            code=self.fixed or given["code"].strip() or self._new_code(), kind=kind, words=given["words"].strip(), english=given["english"].strip(),
            hint=given["hint"].strip(), hint_english=given["hint_english"].strip(), required=given["required"],
            options=options_in(given["options"], "o") if chooses else (), rows=options_in(given["rows"], "r") if kind is Kind.MATRIX else (),
            low=given["low"] if bounded else None, high=given["high"] if bounded else None,
            low_words=given["low_words"] if kind is Kind.SCALE else "", high_words=given["high_words"] if kind is Kind.SCALE else "",
            unit=given["unit"] if kind is Kind.NUMBER else "", show_if=tuple(
                ShowIf(name.removeprefix(RULE), tuple(chosen)) for name, chosen in given.items() if name.startswith(RULE) and chosen
            ),
        )  # fmt: skip

    def _new_code(self) -> str:
        no = 1
        while f"q{no}" in self.taken:
            no += 1
        return f"q{no}"


def kept_question(question: Question) -> dict[str, Any]:
    return {
        "code": question.code, "kind": question.kind, "words": question.words, "english": question.english, "hint": question.hint,
        "hint_english": question.hint_english, "required": question.required, "options": lines_of(question.options), "rows": lines_of(question.rows),
        "low": question.low, "high": question.high, "low_words": question.low_words, "high_words": question.high_words, "unit": question.unit,
        RULE: question.show_if,
    }  # fmt: skip


class PanelForm(EnishiForm):
    """Classes of each trait; none chosen means all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for trait, classes in CLASSES.items():
            self.fields[str(trait)] = forms.MultipleChoiceField(
                label=trait.label, choices=classes, required=False, widget=ChoiceCardsMany(two_columns=True),
                help_text="選ばないと、すべての方です。",
            )  # fmt: skip
        for field in self.fields.values():
            speak_kindly(field)

    @property
    def panel(self) -> dict[str, list[str]]:
        return {str(trait): self.cleaned_data[trait] for trait in Trait}


class MarginsForm(EnishiForm):
    """A share for each class of a trait, in percent; a trait left empty is not weighted to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for trait, classes in CLASSES.items():
            for code, words in classes:
                self.fields[f"{trait}__{code}"] = AmountField(
                    label=f"{trait.label}　{words}", required=False, unit="%", min_value=0, max_value=100
                )
        self.fields["source"] = forms.CharField(
            label="割合の出典",
            max_length=200,
            required=False,
            help_text="例：厚生労働省「医師・歯科医師・薬剤師統計」2024年",
        )
        for field in self.fields.values():
            speak_kindly(field)

    @property
    def margins(self) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = {}
        for trait, classes in CLASSES.items():
            shares = {code: self.cleaned_data[f"{trait}__{code}"] for code, _ in classes}
            if any(share is not None for share in shares.values()):
                found[str(trait)] = {code: float(share or 0) for code, share in shares.items()}
        return found


class WordForm(EnishiForm):
    word = forms.CharField(label="どこを直せばよいか", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
