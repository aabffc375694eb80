"""Step 4 of the registration: from whom to be hidden, how we may call, the consents and the delivery."""

from typing import Any

from django import forms

from enishi.common.clock import today
from enishi.common.explanations import Audience, Item
from enishi.common.japanese.date_display import WEEKDAYS
from enishi.common.japanese.halfdays import DAYS, PART_WORDS, PARTS
from enishi.common.workflow import Channel
from enishi.office.explanations import words_now
from enishi.physicians.consent_texts import current_texts
from enishi.physicians.enums import ConsentKind, Delivery, HeardOf
from enishi.web.components.fields import (
    YesField,
)
from enishi.web.components.forms import EnishiForm, speak_kindly
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.registration.fields import LinesField


class PromiseForm(EnishiForm):
    """4: from whom to be hidden, how we may call, and four separate consents, none ticked."""

    employer = forms.CharField(
        label="現在の勤務先",
        required=False,
        max_length=120,
        help_text="病院・診療所の名前です。複数あれば、主な勤務先を。お勤めでなければ、空欄のままで結構です。",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    employer_corporation = forms.CharField(
        label="勤務先の法人・グループ",
        required=False,
        max_length=120,
        help_text="お分かりでしたら。同じ法人のほかの病院にも伏せます。例：医療法人青葉会",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    shield = LinesField(
        label="ほかに伏せたい相手",
        required=False,
        help_text="医療機関や法人の名前を、一行に一つずつ。例：青葉会",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    channel = forms.ChoiceField(
        label="ご連絡の方法",
        required=False,
        help_text="印がなければ、まずメールでご連絡します。",
        choices=[(Channel.MAIL.value, "メール"), (Channel.PHONE.value, "お電話"), (Channel.PAPER.value, "郵便")],
        widget=ChoiceCards(two_columns=True, short=True),
    )
    days = forms.MultipleChoiceField(
        label="お電話してよい曜日",
        required=False,
        choices=[(code, f"{word}曜") for code, word in zip(DAYS, WEEKDAYS, strict=True)],
        help_text="印がなければ、平日の日中におかけします。",
        widget=ChoiceCardsMany(two_columns=True, short=True),
    )
    hours = forms.MultipleChoiceField(
        label="お電話してよい時間帯",
        required=False,
        choices=list(zip(PARTS, PART_WORDS, strict=True)),
        widget=ChoiceCardsMany(two_columns=True, short=True),
    )
    per_week = forms.ChoiceField(
        label="ご連絡の回数",
        required=False,
        choices=[("1", "週に1回まで"), ("2", "週に2回まで"), ("3", "週に3回まで")],
        help_text="先生からお尋ねのあったことへのお返事は、数えません。",
        widget=ChoiceCards(two_columns=True),
    )
    delivery = forms.ChoiceField(
        label="大切なご説明の受け取り方",
        choices=Delivery.choices(),
        help_text="手数料や苦情の窓口など、法律で定められたご説明です。",
        widget=ChoiceCards(two_columns=True),
    )

    heard_of = forms.ChoiceField(
        label="どちらでお知りになりましたか",
        required=False,
        choices=HeardOf.choices(),
        help_text="これからのご案内の参考に、人数だけをまとめて見ます。",
        widget=ChoiceCards(two_columns=True, short=True),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reach: frozenset[str] = frozenset(CANNOT_REACH)
        """Channels for which an address or a number is known; all while nobody knows better."""
        texts = current_texts(today())
        for kind in (k for k in ConsentKind if k in texts):  # the one that is needed stands first
            text = texts[kind]
            field = YesField(label=kind.label, small=text.summary, required=kind is ConsentKind.PLACEMENT)
            field.full_text = text.text  # type: ignore[attr-defined]
            if field.required:
                field.error_messages["required"] = (
                    "ご紹介には、求職のための個人情報の利用へのご同意が必要です。全文をお読みのうえ、印をお付けください。"
                )
            speak_kindly(field)
            self.fields[consent_name(kind)] = field

    def clean_channel(self) -> str:
        channel: str = self.cleaned_data["channel"]
        if channel and channel not in self.reach:
            raise forms.ValidationError(CANNOT_REACH[channel])
        return channel

    @property
    def explanations(self) -> tuple[Item, ...]:
        """What the law wants told before the application is accepted (職業安定法施行規則24条の5)."""
        return words_now(Audience.SEEKER)

    @property
    def consent_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("consent_")]

    @property
    def call_fields(self) -> list[Any]:
        """When and how often: folded away, as most leave it to the coordinator."""
        return [self[name] for name in ("days", "hours", "per_week")]

    @property
    def call_is_told(self) -> bool:
        return any(bound.value() for bound in self.call_fields)

    @property
    def consents(self) -> frozenset[ConsentKind]:
        """What was ticked. Of a valid form only."""
        return frozenset(kind for kind in ConsentKind if self.cleaned_data.get(consent_name(kind)))


CANNOT_REACH = {
    Channel.MAIL.value: "メールアドレスをうかがっていません。はじめの画面でご入力いただくか、ほかの方法をお選びください。",
    Channel.PHONE.value: "電話番号をうかがっていません。はじめの画面でご入力いただくか、ほかの方法をお選びください。",
    Channel.PAPER.value: "郵便をお届けするご住所をうかがっていません。2つ目の画面でご入力いただくか、ほかの方法をお選びください。",
}


def consent_name(kind: ConsentKind) -> str:
    return f"consent_{kind.value}"
