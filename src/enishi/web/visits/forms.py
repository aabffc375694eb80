"""What is typed for a visit. The desk also says for whom it speaks and how it heard."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from enishi.common.workflow import Party
from enishi.visits.enums import WITHOUT_WORK, CostItem, Length, Liability, NextWish, Payer
from enishi.visits.models import Visit
from enishi.visits.reflection_questions import FAMILY, Degree
from enishi.visits.reflections import questions_of
from enishi.web.components.fields import ClockField, EraDateField, ManYenField, YesField
from enishi.web.components.forms import EnishiForm, speak_kindly
from enishi.web.components.widgets import ChoiceCards
from enishi.web.talk.forms import channel_field, side_field

PLACES = (1, 2, 3)
SIDES = [(Party.PHYSICIAN.value, "先生のご都合"), (Party.INSTITUTION.value, "医療機関のご都合")]
SHORT = (Length.HOUR, Length.HALF_DAY, Length.DAY, Length.TWO_DAYS, Length.THREE_DAYS)
DAYS = (Length.DAY, Length.TWO_DAYS, Length.THREE_DAYS, Length.FIVE_DAYS)


class _Heard(EnishiForm):
    """desk: whether a coordinator types. for_side: asks whose words these are; heard: asks how they came."""

    def __init__(self, *args: Any, desk: bool = False, for_side: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if desk:
            new = {"side": side_field(SIDES, "どちらのご都合か")} if for_side else {}
            for name, field in (new | {"channel": channel_field()}).items():
                speak_kindly(field)
                self.fields[name] = field
            if for_side:
                self.order_fields(["side"])


class TimesForm(_Heard):
    """Up to three times, the first at least; or words alone, if none can be named yet."""

    def __init__(self, *args: Any, words_alone: bool = True, **kwargs: Any) -> None:
        self.words_alone = words_alone
        super().__init__(*args, **kwargs)
        for n in PLACES:
            self.fields[f"day{n}"] = EraDateField(
                label=f"候補{n}の日", required=False, yearless="next", help_text="例：12月8日" if n == 1 else ""
            )
            self.fields[f"at{n}"] = ClockField(
                label=f"候補{n}の時刻", required=False, help_text="例：午前10時" if n == 1 else ""
            )
        self.fields["words"] = forms.CharField(
            label="日程について、伝えておきたいこと", required=False, max_length=600,
            help_text="担当者だけが読みます。例：水曜は避けてください。前の晩から泊まれます。",
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        for field in self.fields.values():
            speak_kindly(field)
        self.order_fields(
            [
                "side",
                "kind",
                "length",
                *(f"{k}{n}" for n in PLACES for k in ("day", "at")),
                "with_family",
                "words",
                "channel",
            ]
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for n in PLACES:
            day, at = cleaned.get(f"day{n}"), cleaned.get(f"at{n}")
            if day and at is None and f"at{n}" not in self.errors:
                self.add_error(f"at{n}", f"候補{n}の時刻をご入力ください。例：午前10時")
            if at is not None and not day and f"day{n}" not in self.errors:
                self.add_error(f"day{n}", f"候補{n}の日をご入力ください。例：12月8日")
        if not self.errors and not self.times and not (self.words_alone and cleaned.get("words")):
            self.add_error("day1", "ご都合のよい日時を、1つ以上お書きください。例：12月8日、午前10時")
        return cleaned

    @property
    def parts(self) -> list[list[Any]]:
        """The visible fields in order, day and time of one offer beside each other."""
        found: list[list[Any]] = []
        for field in self.visible_fields():
            if field.name.startswith("at"):
                found[-1].append(field)
            else:
                found.append([field])
        return found

    @property
    def times(self) -> list[datetime]:
        """Of a valid form: aware times in Japan."""
        zone, given = timezone.get_default_timezone(), self.cleaned_data
        pairs = [(given.get(f"day{n}"), given.get(f"at{n}")) for n in PLACES]
        return [datetime.combine(day, at, tzinfo=zone) for day, at in pairs if day and at is not None]


class OpenForm(TimesForm):
    """Ask for a talk or a visit."""

    kind = forms.ChoiceField(
        label="どのような形がよいですか", choices=[(k.value, k.label) for k in WITHOUT_WORK], widget=ChoiceCards()
    )
    length = forms.ChoiceField(
        label="長さ", choices=[(x.value, x.label) for x in SHORT], widget=ChoiceCards(two_columns=True)
    )
    with_family = YesField(label="ご家族もいっしょに訪ねる", required=False)


class OpenTrialForm(TimesForm):
    """Ask for paid work on trial."""

    length = forms.ChoiceField(
        label="長さ", choices=[(x.value, x.label) for x in DAYS], widget=ChoiceCards(two_columns=True)
    )
    with_family = YesField(label="ご家族もいっしょに訪ねる", required=False)


class ShapeForm(EnishiForm):
    kind = forms.ChoiceField(label="形", choices=[(k.value, k.label) for k in WITHOUT_WORK], widget=ChoiceCards())
    length = forms.ChoiceField(
        label="長さ", choices=[(x.value, x.label) for x in SHORT], widget=ChoiceCards(two_columns=True)
    )
    with_family = YesField(label="ご家族もいっしょに訪ねる", required=False)


class HeardChoiceForm(_Heard):
    """The desk writes down which of the offered times was taken on the telephone."""

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, desk=True, for_side=False, **kwargs)
        self.fields["time"] = forms.ChoiceField(label="選ばれた日時", choices=choices, widget=ChoiceCards())
        speak_kindly(self.fields["time"])
        self.order_fields(["time", "channel"])


class SetForm(_Heard):
    """A time both sides agreed to on the telephone."""

    day = EraDateField(label="決まった日", yearless="next", help_text="例：12月8日")
    at = ClockField(label="始まりの時刻", help_text="例：午前10時")

    @property
    def moment(self) -> datetime:
        return datetime.combine(
            self.cleaned_data["day"], self.cleaned_data["at"], tzinfo=timezone.get_default_timezone()
        )


class MoveForm(EnishiForm):
    reason = forms.CharField(
        label="変える理由", max_length=300, help_text="担当者が読みます。例：診療の都合がつかなくなりました",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class CostsForm(EnishiForm):
    """Who pays each item, and about how much."""

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in CostItem:
            kept = visit.costs.get(item.value, {})
            self.fields[f"payer_{item}"] = forms.ChoiceField(
                label=f"{item.label}は、どなたが持ちますか", required=False, initial=kept.get("payer", ""),
                choices=[("", "まだ決めていません"), *Payer.choices()], widget=ChoiceCards(two_columns=True),
            )  # fmt: skip
            self.fields[f"yen_{item}"] = ManYenField(
                label=f"{item.label}の見込み",
                required=False,
                initial=kept.get("yen"),
                help_text="わかるときだけ。例：3.2",
            )
        self.fields["limit"] = ManYenField(
            label="医療機関・自治体が持てる費用の上限",
            required=False,
            initial=visit.cost_limit_yen,
            help_text="決まっているときだけ。例：10",
        )
        for field in self.fields.values():
            speak_kindly(field)

    @property
    def costs(self) -> dict[str, dict[str, Any]]:
        given = self.cleaned_data
        return {
            item.value: {"payer": given[f"payer_{item}"], "yen": given[f"yen_{item}"]}
            for item in CostItem
            if given[f"payer_{item}"]
        }


class ChecksForm(EnishiForm):
    """What is looked at before a trial. Half of it may wait: what is empty is not yet checked."""

    contract_from = EraDateField(label="雇用契約の始まり", required=False, yearless="next", help_text="例：12月8日")
    contract_until = EraDateField(label="雇用契約の終わり", required=False, yearless="next", help_text="例：12月9日")
    contract_seen = YesField(label="期間と給与を書いた、短期の雇用契約書を確かめた", required=False)
    accident_insurance_seen = YesField(
        label="労災保険に入っていることを確かめた",
        small="1日だけの雇用でも要ります（労働者災害補償保険法3条）。",
        required=False,
    )
    liability = forms.ChoiceField(
        label="診療の責任（医賠責）は、どの保険が担いますか", required=False,
        choices=[("", "まだ確かめていません"), *Liability.choices()], widget=ChoiceCards(),
    )  # fmt: skip
    licence_seen_on = EraDateField(
        label="医師免許証の原本を、医療機関が確かめた日", required=False, yearless="last", help_text="例：11月26日"
    )
    licence_seen_by = forms.CharField(
        label="原本を確かめた方", max_length=60, required=False, help_text="役職で。例：事務長",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )  # fmt: skip

    @classmethod
    def of(cls, visit: Visit, **how: Any) -> "ChecksForm":
        kept: dict[str, Any] = {
            name: getattr(visit, name)
            for name in ("contract_from", "contract_until", "liability", "licence_seen_on", "licence_seen_by")
        }
        kept["contract_seen"] = visit.contract_seen_on is not None
        kept["accident_insurance_seen"] = visit.accident_insurance_seen_on is not None
        return cls(initial=kept, **how)


class ReflectionForm(_Heard):
    """Six questions of one side, its words, and what it would like next; of a family the six and its words."""

    def __init__(self, *args: Any, side: str, desk: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, for_side=False, **kwargs)
        asked = questions_of(side)
        for code, words in asked.items():
            self.fields[code] = forms.ChoiceField(
                label=words, choices=Degree.choices(), widget=ChoiceCards(two_columns=True),
                error_messages={"required": f"「{words}」に、近いものを1つお選びください。"},
            )  # fmt: skip
        self.codes = tuple(asked)
        if side != FAMILY:
            self.fields["wish"] = forms.ChoiceField(
                label="このあと、どうなさりたいですか", choices=NextWish.choices(), widget=ChoiceCards()
            )
        self.fields["words"] = forms.CharField(
            label="ほかに、担当者へ伝えたいこと",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        for field in self.fields.values():
            speak_kindly(field)
        self.order_fields([*self.codes, "wish", "words", "channel"])

    @property
    def wish(self) -> NextWish | None:
        given = self.cleaned_data.get("wish")
        return NextWish(given) if given else None

    @property
    def answers(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in self.codes}
