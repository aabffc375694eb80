"""The one form for an opening, whole or one step of it: a title makes a draft, the rest may wait until it is published.

Questions of the law are those of `law.condition_requirements`, in its own words, so that the form can never ask less or more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from enishi.common.japanese.halfdays import codes_of, mask_of, weekdays_of
from enishi.common.japanese.widths import arabic_numerals, half_width
from enishi.common.workflow import Refusal
from enishi.engine.schema import WISHES
from enishi.engine.specialties import N_BASIC, NAMES, find
from enishi.law.condition_requirements import REQUIREMENTS
from enishi.openings.conditions import PERMISSION, RENEWAL
from enishi.openings.enums import ContractKind, Duty, Employment, Rotation
from enishi.openings.models import OpeningVersion
from enishi.openings.portrait import KEYS, MOST_CHARACTERS, QUESTIONS, Question
from enishi.web.components.fields import EraDateField, ManYenField, NumberField, ParsedField, WeekField
from enishi.web.components.forms import EnishiForm, speak_kindly
from enishi.web.components.widgets import CheckCard, ChoiceCards, ChoiceCardsMany
from enishi.web.institution.fields import DaysField, SpecialtyWordsField, YesNoField
from enishi.web.institution.opening_sections import SECTIONS, names_of_step, sections_of_step
from enishi.web.openings.facts import specialty_words

UNTIL_PUBLISHED = "公開までに"
BASIC = NAMES[:N_BASIC]
_REQUIRED_BY_LAW = {need.field: need for need in REQUIREMENTS}
PLACE_OF_REFUSAL = {"pay": "annual_pay_min_yen", "specialties": "basic_specialties"}
COLUMNS = (
    "headcount", "days", "rotation", "rotation_days", "night_duty", "on_call", "on_call_per_month", "annual_pay_min_yen", "annual_pay_max_yen",
    "daily_pay_yen", "starts_on", "honest_note", "employment", "offers",
)  # fmt: skip
CONDITIONS = (
    "duties", "duties_change_scope", "contract_kind", "ends_on", "contract_months", "renewal", "renewal_criteria",
    "renewal_limit", "probation", "probation_details", "place", "place_change_scope", "working_hours", "breaks",
    "overtime", "holidays", "night_duty_permission", "pay_details", "fixed_overtime", "fixed_overtime_base_pay",
    "fixed_overtime_hours", "fixed_overtime_amount", "fixed_overtime_excess_paid", "insurance", "employer_name", "smoking",
)  # fmt: skip


def _asked(key: str, **more: Any) -> dict[str, Any]:
    """Label and help of a question of the law, in the words of its own table."""
    need = _REQUIRED_BY_LAW[key]
    return {"label": need.label, "help_text": f"{need.sentence}例：{need.example}", "required": False, **more}


def _line(key: str) -> forms.CharField:
    return forms.CharField(max_length=300, widget=forms.TextInput(attrs={"class": "w-l"}), **_asked(key))


def _lines(key: str) -> forms.CharField:
    return forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), **_asked(key))


def _cards(key: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(choices=list(choices), widget=ChoiceCards(two_columns=True), **_asked(key))


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together. note: when they are to be answered, "" for always."""

    note: str
    fields: list[BoundField]


class OpeningForm(EnishiForm):
    """`published`: its new words are shown at once, so somebody must stand for them."""

    title = forms.CharField(
        label="見出し",
        help_text="空欄のときは、診療科と働き方から作ります。例：海辺の町の内科外来（週2日から）",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    basic_specialties = forms.MultipleChoiceField(
        label="診療科",
        choices=[(name, name) for name in BASIC],
        required=False,
        widget=ChoiceCardsMany(two_columns=True),
    )
    other_specialties = SpecialtyWordsField(
        label="そのほかの診療科", help_text="「、」で区切ってください。例：循環器内科、人工透析内科", required=False
    )
    any_specialty = forms.BooleanField(
        label="科目を問わない", required=False, widget=CheckCard(small="どの科の先生でもよいとき（科目不問）")
    )
    employment = forms.MultipleChoiceField(
        label="働き方", choices=Employment.choices(), required=False, widget=ChoiceCardsMany(two_columns=True)
    )
    headcount = NumberField(label="人数", unit="人", min_value=1, max_value=99, initial=1, required=False)
    days = DaysField(
        label="週の日数",
        help_text="お一人あたりの日数です。半日は0.5日と数えます。単発のお仕事は1としてください。例：2.5",
        required=False,
    )
    rotation = forms.ChoiceField(
        label="一つの席を、何人かで分けて受け持つ",
        help_text="分けないときは「分けない」のままに。分けるときは、上の人数に受け持つ先生の人数をご記入ください。",
        choices=[("", "分けない"), *Rotation.choices()],
        required=False,
        widget=ChoiceCards(two_columns=True),
    )
    rotation_days = DaysField(
        label="席の週の日数",
        help_text="みなさんで合わせて週に何日か。お一人あたりの平均の日数は、計算して載せます。例：5",
        required=False,
    )
    slots = WeekField(label="曜日と時間", help_text="決まっているときだけ、お選びください。", required=False)
    night_duty = forms.ChoiceField(
        label="当直", choices=Duty.choices(), required=False, widget=ChoiceCards(two_columns=True)
    )
    night_duty_permission = _cards("night_duty_permission", PERMISSION.items())
    on_call = forms.ChoiceField(
        label="夜間の呼び出し（オンコール）",
        choices=Duty.choices(),
        required=False,
        widget=ChoiceCards(two_columns=True),
    )
    on_call_per_month = NumberField(
        label="呼び出しの回数（月に）", unit="回", min_value=0, max_value=31, required=False
    )
    starts_on = EraDateField(
        label="始まりの日", help_text="ご相談で決めるときは空欄に。例：令和9年4月1日", required=False, yearless="next"
    )
    offers = forms.MultipleChoiceField(
        label="用意できること",
        choices=list(WISHES.items()),
        required=False,
        widget=ChoiceCardsMany(two_columns=True),
    )
    annual_pay_min_yen = ManYenField(
        label="年俸（下限）",
        help_text="年俸か日額のどちらかは、公開までにご記入ください。税込の額です。例：1200",
        required=False,
    )
    annual_pay_max_yen = ManYenField(label="年俸（上限）", help_text="税込の額です。例：1500", required=False)
    daily_pay_yen = ManYenField(label="日額", help_text="1日の額、税込です。例：9", required=False)
    pay_details = _lines("pay_details")
    fixed_overtime = YesNoField(**_asked("fixed_overtime"))
    fixed_overtime_base_pay = _line("fixed_overtime_base_pay")
    fixed_overtime_hours = _line("fixed_overtime_hours")
    fixed_overtime_amount = _line("fixed_overtime_amount")
    fixed_overtime_excess_paid = YesNoField(yes="追加で支払う", no="支払わない", **_asked("fixed_overtime_excess_paid"))
    insurance = _lines("insurance")
    duties = _lines("duties")
    duties_change_scope = _line("duties_change_scope")
    contract_kind = _cards("contract_kind", ContractKind.choices())
    ends_on = EraDateField(
        label="契約の終わりの日",
        help_text="始まりの日と終わりの日、または下の月数でお示しください。例：令和10年3月31日",
        required=False,
    )
    contract_months = NumberField(label="契約の月数", unit="か月", min_value=1, max_value=120, required=False)
    renewal = _cards("renewal", RENEWAL.items())
    renewal_criteria = _lines("renewal_criteria")
    renewal_limit = _line("renewal_limit")
    probation = YesNoField(**_asked("probation"))
    probation_details = _line("probation_details")
    place = forms.CharField(
        label="就業の場所（雇入れ直後）",
        help_text="空欄のときは、ご登録の所在地を載せます。",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    place_change_scope = _line("place_change_scope")
    employer_name = forms.CharField(
        label="雇い主の名称",
        help_text="空欄のときは、ご登録の法人名（なければ施設名）を載せます。例：青浜町",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    working_hours = _line("working_hours")
    breaks = _line("breaks")
    overtime = _line("overtime")
    holidays = _lines("holidays")
    smoking = _line("smoking")
    honest_note = forms.CharField(
        label="困りそうなこと",
        help_text="先生が着任してから気づく不便を、1行に1つずつ。先に伝わっているほど、長く続きます。例：冬は列車が止まる日が年に6日ほどあります。",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, published: bool = False, step: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        initial = kwargs.get("initial") or {}
        for question in QUESTIONS:
            name = portrait_name(question.key)
            self.fields[name] = portrait_field(question, str(initial.get(name, "")))
            speak_kindly(self.fields[name])
        if step:
            for name in self.fields.keys() - names_of_step(step):
                del self.fields[name]
        for key in (*_REQUIRED_BY_LAW, *OPEN_IN_A_DRAFT):
            if key in self.fields and key not in ("place", "employer_name"):
                self.fields[key].later = UNTIL_PUBLISHED  # type: ignore[attr-defined]
        self.published, self.step = published, step
        if published:
            self.fields["confirmed_by"] = confirmer_field()

    @property
    def sections(self) -> list[tuple[str, str, str, list[Group]]]:
        """(id, title, lead, groups) in the order of the page."""
        shown = [
            (id_, title, lead, [Group(note, [self[n] for n in names if n in self.fields]) for note, names in groups])
            for id_, title, lead, groups in (sections_of_step(self.step) if self.step else SECTIONS)
        ]
        return [
            (i, t, lead, [g for g in groups if g.fields])
            for i, t, lead, groups in shown
            if any(g.fields for g in groups)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("annual_pay_min_yen"), cleaned.get("annual_pay_max_yen")
        if low and high and high < low:
            self.add_error("annual_pay_max_yen", "年俸の上限が、下限より低くなっています。例：下限1200、上限1500")
        if cleaned.get("any_specialty") and (cleaned.get("basic_specialties") or cleaned.get("other_specialties")):
            self.add_error(
                "any_specialty", "診療科もお選びです。「科目を問わない」か診療科の、どちらかにしてください。"
            )
        days = cleaned.get("rotation_days") if cleaned.get("rotation") else cleaned.get("days")
        listed = weekdays_of(cleaned.get("slots") or 0)
        if days and listed and listed < days:
            self.add_error(
                "slots", f"週{days:g}日ですが、お選びの曜日は{listed}日分です。曜日を足すか、日数をお直しください。"
            )
        if cleaned.get("contract_kind") == ContractKind.INDEFINITE:
            for name in ("ends_on", "contract_months"):
                if cleaned.get(name):
                    self.add_error(
                        name,
                        "期間の定めがない契約とお答えです。ここを空欄にするか、「期間の定めあり」をお選びください。",
                    )
        if cleaned.get("rotation"):
            if (cleaned.get("headcount") or 0) < 2:
                self.add_error("headcount", "分けて受け持つときは、2人以上の人数をご記入ください。例：2")
            if not cleaned.get("rotation_days") and "rotation_days" not in self.errors:
                self.add_error("rotation_days", "席の週の日数をご記入ください。例：5")
        return cleaned

    def terms(self, kept: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Fields of OpeningVersion of a valid form; of one step, only those it asks.

        kept: the terms that were shown; what they hold beyond these questions stays as it is.
        """
        c, kept = self.cleaned_data, kept or {}
        found = {key: c[key] for key in COLUMNS if key in c}
        for key in ("employment", "offers"):  # the same ones in another order are no change
            if key in found and key in kept and sorted(found[key]) == sorted(kept[key]):
                found[key] = kept[key]
        if "headcount" in c:
            found["headcount"] = c["headcount"] or 1
        if "rotation" in c and not c["rotation"]:
            found["rotation_days"] = None
        if "basic_specialties" in c:
            found["specialties"] = list(dict.fromkeys([*c["basic_specialties"], *c["other_specialties"]]))
            found["any_specialty"] = c["any_specialty"]
        if "slots" in c:
            found["slots"] = list(codes_of(c["slots"]))
        if "title" in c:
            found["title"] = c["title"].strip() or _title_of(found)
        for name, names in (
            ("conditions", {k: k for k in CONDITIONS}),
            ("portrait", {portrait_name(k): k for k in KEYS}),
        ):
            asked = {key for field, key in names.items() if field in c}
            if asked:
                rest = {k: v for k, v in kept.get(name, {}).items() if k not in asked}
                said = {key: c[field] for field, key in names.items() if field in c}
                found[name] = rest | {k: _stored(v) for k, v in said.items() if v not in (None, "")}
        return found

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Put each refusal beside its question; what was typed stays."""
        for refusal in refusals:
            kind, _, key = refusal.code.partition(":")
            field = PLACE_OF_REFUSAL.get(key, key) if kind == "missing" else kind
            self.add_error(field if field in self.fields else None, refusal.sentence)


OPEN_IN_A_DRAFT = (
    "basic_specialties",
    "employment",
    "days",
    "night_duty",
    "on_call",
    "annual_pay_min_yen",
    "daily_pay_yen",
    "contract_months",
)


def _title_of(terms: Mapping[str, Any]) -> str:
    """A heading where none was written; 新しい募集 while nothing is known."""
    ways = "・".join(Employment(e).label for e in terms.get("employment", ()))
    names = terms.get("specialties", ())
    specialty = specialty_words(names) if names or terms.get("any_specialty") else "医師" if ways else "新しい募集"
    return f"{specialty}（{ways}）"[:80] if ways else specialty[:80]


class NumberOrWordsField(ParsedField):
    """A whole number of a unit, stored with it (「25分」); whoever needs words may write them. value: str."""

    width = "w-m"
    nothing = ""
    attributes = {"inputmode": "text"}

    def __init__(self, *, unit: str, **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(**kwargs)

    def parse(self, text: str) -> str:
        digits = arabic_numerals(half_width(text)).strip().removesuffix(self.unit).replace(",", "").strip()
        return f"{int(digits)}{self.unit}" if digits.isascii() and digits.isdigit() else text

    def show(self, value: str) -> str:
        return value.removesuffix(self.unit)

    def prepare_value(self, value: Any) -> Any:
        number = value.removesuffix(self.unit) if isinstance(value, str) else value
        return number if isinstance(number, str) and number.isascii() and number.isdigit() else value


def portrait_field(question: Question, stored: str) -> forms.Field:
    """The control of one question beyond the law: a number with its unit, words to choose from, or a line."""
    asked: dict[str, Any] = {"label": question.label, "required": False}
    if question.choices:
        words = [*question.choices, *([stored] if stored and stored not in question.choices else [])]
        return forms.ChoiceField(
            choices=[("", "未確認"), *((word, word) for word in words)], widget=ChoiceCards(two_columns=True), **asked
        )
    asked |= {"help_text": f"例：{question.example}", "max_length": MOST_CHARACTERS}
    if question.unit:
        return NumberOrWordsField(unit=question.unit, **asked)
    return forms.CharField(widget=forms.TextInput(attrs={"class": "w-l"}), **asked)


def portrait_name(key: str) -> str:
    """The field of one question beyond the law."""
    return f"portrait_{key}"


def confirmer_field() -> forms.CharField:
    """Whose word the public reads: a role, never a name."""
    return forms.CharField(
        label="内容を確かめた方の役職",
        help_text="募集のページに、役職と日付を載せます。お名前は載せません。例：事務長",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "w-m"}),
        error_messages={"required": "内容を確認した方の役職をご記入ください。例：事務長"},
    )


def initial_of(version: OpeningVersion) -> dict[str, Any]:
    """The stored terms as the form shows them."""
    names = [NAMES[i] for word in version.specialties if (i := find(word)) is not None]
    given = dict(version.conditions)
    if isinstance(given.get("ends_on"), str) and given["ends_on"]:
        given["ends_on"] = date.fromisoformat(given["ends_on"])
    if isinstance(given.get("overtime"), bool):
        given["overtime"] = "あり" if given["overtime"] else "なし"
    return {
        **{key: getattr(version, key) for key in COLUMNS},
        "title": version.title,
        "basic_specialties": [name for name in names if name in BASIC],
        "other_specialties": [name for name in names if name not in BASIC],
        "any_specialty": version.any_specialty,
        "slots": mask_of(version.slots),
        **{key: given[key] for key in CONDITIONS if key in given},
        **{portrait_name(key): words for key, words in version.portrait.items()},
    }


def _stored(value: Any) -> Any:
    """As JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value
