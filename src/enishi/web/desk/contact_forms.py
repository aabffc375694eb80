"""What the desk writes down about calls, letters and talks."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from enishi.accounts.models import User
from enishi.common.workflow import Channel
from enishi.notices.models import Notice
from enishi.physicians.contact_rules import Outcome
from enishi.physicians.models import TalkWay
from enishi.web.components.fields import ClockField, EraDateField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.desk.seen import SeenForm

ABOUT = (
    "ご様子のおうかがい",
    "最初のご連絡",
    "ご希望のおうかがい",
    "ご提案の件",
    "日程の件",
    "お知らせをお伝えする",
    "かけ直し",
)
SLOTS = 3


class CallForm(EnishiForm):
    """Written before dialling: what it is about, and outside the promise why."""

    about = forms.ChoiceField(label="ご用件", choices=[(word, word) for word in ABOUT])


class OverrideForm(CallForm):
    reason = forms.CharField(
        label="お約束の外でかける理由",
        max_length=300,
        min_length=5,
        help_text="先生の連絡簿に、このまま載ります。責任者にも伝わります。例：明日の見学が雪で中止になったため",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ResultForm(EnishiForm):
    """After the call. told: notices that were read out."""

    outcome = forms.ChoiceField(
        label="結果",
        choices=[(o.value, o.label) for o in (Outcome.TALKED, Outcome.ABSENT, Outcome.CALL_BACK)],
    )
    told = forms.MultipleChoiceField(label="お伝えしたお知らせ", required=False, widget=ChoiceCardsMany())
    note = forms.CharField(
        label="ひとこと",
        required=False,
        max_length=300,
        help_text="先生の連絡簿に「何のご連絡か」として載ります。",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )

    def __init__(self, *args: Any, notices: Sequence[Notice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told"].choices = [(str(n.pk), n.subject) for n in notices]  # type: ignore[attr-defined]
        if not notices:
            del self.fields["told"]


class HeardForm(EnishiForm):
    """A call, fax, letter or mail that came from the physician."""

    channel = forms.ChoiceField(
        label="方法",
        choices=[(c.value, c.label) for c in (Channel.PHONE, Channel.MAIL, Channel.FAX, Channel.PAPER)],
        widget=ChoiceCards(two_columns=True),
    )
    about = forms.CharField(label="ご用件", max_length=300, widget=forms.TextInput(attrs={"class": "w-l"}))
    wants_call = YesField(label="お電話でのお返事をご希望です", required=False)


class SlotsForm(EnishiForm):
    """Up to three times to choose from; with one time and 決まりました it is fixed at once."""

    way = forms.ChoiceField(label="方法", choices=TalkWay.choices(), widget=ChoiceCards(two_columns=True))
    fixed = YesField(
        label="先生と、もう決めました",
        small="1つ目の日時で決まります。先生に確認のお知らせが届きます。",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for no in range(1, SLOTS + 1):
            self.fields[f"day{no}"] = EraDateField(
                label=f"{no}つ目の日", yearless="next", required=no == 1, help_text="例：12月8日" if no == 1 else ""
            )
            self.fields[f"time{no}"] = ClockField(
                label=f"{no}つ目の時刻", required=no == 1, help_text="例：午後2時" if no == 1 else ""
            )
        self.order_fields(["way", *(f"{word}{no}" for no in range(1, SLOTS + 1) for word in ("day", "time")), "fixed"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for no in range(2, SLOTS + 1):
            day, at = given.get(f"day{no}"), given.get(f"time{no}")
            if day and at is None and f"time{no}" not in self.errors:
                self.add_error(f"time{no}", f"{no}つ目の時刻もご入力ください。例：午後2時")
            if at is not None and not day and f"day{no}" not in self.errors:
                self.add_error(f"day{no}", f"{no}つ目の日もご入力ください。例：12月8日")
        return given

    @property
    def slots(self) -> list[datetime]:
        """The times in Japanese time. Of a valid form only."""
        pairs = [(self.cleaned_data[f"day{no}"], self.cleaned_data[f"time{no}"]) for no in range(1, SLOTS + 1)]
        return [_aware(day, at) for day, at in pairs if day and at is not None]


class AssignForm(SeenForm):
    coordinator = forms.ModelChoiceField(label="新しい担当者", queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args: Any, people: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["coordinator"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people if people is not None else User.objects.none()
        field.label_from_instance = lambda user: user.name  # type: ignore[method-assign]


class FamilyAnswerForm(SeenForm):
    text = forms.CharField(label="お答え", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


def _aware(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
