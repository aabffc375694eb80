"""What is typed after the contract: eight answers with the agreed clauses, leaving, the first day, the reply to a rate."""

from typing import Any

from django import forms

from enishi.aftercare.actions import clauses_asked
from enishi.aftercare.enums import LeaveCause, LeaveHow, Standing, StartItem
from enishi.aftercare.models import CheckIn
from enishi.aftercare.waves import wave_for
from enishi.common.clock import today
from enishi.web.components.fields import EraDateField
from enishi.web.components.forms import EnishiForm, speak_kindly
from enishi.web.components.instrument import fields_of
from enishi.web.components.widgets import ChoiceCards
from enishi.web.talk.forms import channel_field


class CheckInForm(EnishiForm):
    """Eight questions, and each agreed clause with four answers and room for a word."""

    def __init__(self, *args: Any, checkin: CheckIn, desk: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = wave_for(checkin.side, checkin.kind).questions
        self.codes = tuple(question.code for question in asked)
        self.clauses = clauses_asked(checkin)
        for question in asked:
            self.fields.update(fields_of(question))
        for key, text in self.clauses:
            self.fields[f"clause{key}"] = forms.ChoiceField(
                label=f"約束{key}　{text}", choices=Standing.choices(), widget=ChoiceCards(two_columns=True),
                error_messages={"required": f"約束{key}のようすを、1つお選びください。"},
            )  # fmt: skip
            self.fields[f"words{key}"] = forms.CharField(
                label=f"約束{key}について、ひとこと",
                required=False,
                max_length=600,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["words"] = forms.CharField(
            label="ほかに、担当者へ伝えたいこと",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        if desk:
            self.fields["channel"] = channel_field()
        for field in self.fields.values():
            speak_kindly(field)

    @property
    def answers(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in self.codes}

    @property
    def standings(self) -> dict[str, tuple[str, str]]:
        given = self.cleaned_data
        return {key: (given[f"clause{key}"], given[f"words{key}"]) for key, _ in self.clauses}

    @property
    def core(self) -> list[Any]:
        return [self[code] for code in self.codes]

    @property
    def audits(self) -> list[tuple[Any, Any]]:
        return [(self[f"clause{key}"], self[f"words{key}"]) for key, _ in self.clauses]

    @property
    def rest(self) -> list[Any]:
        return [self[name] for name in ("words", "channel") if name in self.fields]


class LeaveForm(EnishiForm):
    left_on = EraDateField(label="勤務の最後の日", yearless="last", help_text="今日までの日です。例：11月20日")
    cause = forms.ChoiceField(label="おもな理由", choices=LeaveCause.choices(), widget=ChoiceCards(two_columns=True))
    how = forms.ChoiceField(label="終わり方", choices=LeaveHow.choices(), widget=ChoiceCards(two_columns=True))
    reason = forms.CharField(
        label="いきさつ",
        required=False,
        max_length=600,
        help_text="担当者だけが読みます。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StartMarkForm(EnishiForm):
    """One thing of the first day. who is asked for the licence alone."""

    item = forms.ChoiceField(choices=StartItem.choices(), widget=forms.HiddenInput)
    done_on = EraDateField(label="済んだ日", yearless="last", help_text="例：11月26日")
    who = forms.CharField(
        label="確かめた方",
        required=False,
        max_length=60,
        help_text="役職で。例：事務長",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )

    def __init__(self, *args: Any, with_who: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = today()
        if not with_who:
            del self.fields["who"]


class ReplyForm(EnishiForm):
    reply = forms.CharField(
        label="医療機関からのことば", required=False, max_length=400,
        help_text="公開のページに、数字とならべて載ります。空にすると消えます。先生を特定できることは書けません。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class NoteForm(EnishiForm):
    note = forms.CharField(
        label="どのようにされましたか", max_length=1000, help_text="例：お電話で当直表を確かめ、来月から月2回に戻すことになった。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
