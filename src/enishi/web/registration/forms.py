"""The four steps. Required: 姓, 名, one way to reach the physician, 診療科, 生年月日, 現在, 働き方, one consent, the delivery: nine."""

from typing import Any

from django import forms

from enishi.common.clock import today
from enishi.common.japanese.date_display import WEEKDAYS
from enishi.common.japanese.halfdays import DAYS, PART_WORDS, PARTS
from enishi.common.japanese.postcodes import Address, addresses_at
from enishi.common.workflow import Channel
from enishi.openings.enums import Employment
from enishi.physicians.consent_texts import current_texts
from enishi.physicians.enums import ConsentKind, Delivery, Present
from enishi.web.components.fields import (
    EraDateField,
    KanaField,
    MailField,
    MonthField,
    NameField,
    PhoneField,
    PostcodeField,
    YesField,
)
from enishi.web.components.forms import EnishiForm, speak_kindly
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.registration.fields import BASIC_SPECIALTIES, LinesField, PrefecturesField, SpecialtyWordField

TALK = "talk"
NONE_OF_THESE = "none"
MOST_TOWN_CARDS = 12
"""More towns than these would make a page of cards too long to look through: they stand in a list."""
DAYS_A_WEEK = {"few": (1, 2), "most": (3, 4), "all": (5, 5), "half": (0.5, 1)}
AVOID = [
    ("night_duty", "当直"),
    ("on_call", "夜間の呼び出し（オンコール）"),
    ("relocation", "転居"),
    ("weekend", "土日の勤務"),
]


class ContactForm(EnishiForm):
    """1: who, and how to reach the physician. With this alone a call can be asked for."""

    family_name = NameField(label="お名前（姓）", autocomplete="family-name")
    given_name = NameField(label="お名前（名）", autocomplete="given-name")
    family_kana = KanaField(label="ふりがな（姓）", required=False)
    given_kana = KanaField(label="ふりがな（名）", required=False)
    mail = MailField(label="メールアドレス", required=False)
    phone = PhoneField(
        label="電話番号", required=False, help_text="ご自宅か携帯の番号をお願いします。勤務先にはおかけしません。"
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("mail") and not given.get("phone") and not {"mail", "phone"} & set(self.errors):
            self.add_error(
                "mail", "メールアドレスか電話番号の、どちらか一方をご入力ください。例：taro@example.jp、090-0000-0000"
            )
        return given

    def demand_phone(self) -> None:
        """Who wants to be called needs a number. Of a checked form only."""
        if not self.cleaned_data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "お電話をさしあげる番号をご入力ください。例：090-1234-5678")


class CallForm(EnishiForm):
    """「続きはお電話で」: when to call, both optional."""

    days = forms.MultipleChoiceField(
        label="お電話してよい曜日",
        required=False,
        choices=[(code, f"{word}曜") for code, word in zip(DAYS, WEEKDAYS, strict=True)],
        help_text="印がなければ、平日におかけします。",
        widget=ChoiceCardsMany(two_columns=True, short=True),
    )
    hours = forms.MultipleChoiceField(
        label="お電話してよい時間帯",
        required=False,
        choices=list(zip(PARTS, PART_WORDS, strict=True)),
        help_text="印がなければ、日中におかけします。",
        widget=ChoiceCardsMany(two_columns=True, short=True),
    )


class SelfForm(EnishiForm):
    """2: specialty, birth date, present position, and the municipality by way of the postcode."""

    specialty = forms.ChoiceField(
        label="主な診療科", choices=BASIC_SPECIALTIES, widget=ChoiceCards(two_columns=True, short=True)
    )
    detail = SpecialtyWordField(
        label="くわしいご専門・ほかに診られる診療科",
        required=False,
        help_text="いくつでも、「、」で区切ってご入力ください。例：循環器内科、糖尿病内科",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    birth_date = EraDateField(
        label="生年月日", birth=True, help_text="西暦でも和暦でもかまいません。例：昭和33年4月5日、1958/4/5"
    )
    present = forms.ChoiceField(label="現在", choices=Present.choices(), widget=ChoiceCards())
    postcode = PostcodeField(
        label="ご自宅の郵便番号",
        required=False,
        help_text="通える距離の目安に使います。番地はうかがいません。例：100-0001",
    )
    address = forms.CharField(
        label="ご住所",
        required=False,
        max_length=200,
        help_text="市区町村まででかまいません。郵便番号がお分かりなら、空欄のままで結構です。",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    town = forms.ChoiceField(label="どちらの町でしょうか", required=False, widget=ChoiceCards())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = self._places()
        if len(self.places) < 2:
            del self.fields["town"]
            return
        words = [(str(n), place.text) for n, place in enumerate(self.places)]
        if len(words) > MOST_TOWN_CARDS:
            self.fields["town"].widget = forms.Select(attrs={"class": "w-l"})
        self.fields["town"].choices = [  # type: ignore[attr-defined]
            *([("", "お選びください")] if len(words) > MOST_TOWN_CARDS else []),
            *words,
            (NONE_OF_THESE, "この中にない"),
        ]

    def _places(self) -> tuple[Address, ...]:
        """What stands behind the postcode that was typed; () while it cannot be read."""
        try:
            typed = self.data.get(self.add_prefix("postcode"), "") if self.is_bound else ""
            digits = self.fields["postcode"].clean(typed)
        except forms.ValidationError:
            return ()
        return addresses_at(digits) if digits else ()

    @property
    def asks_town(self) -> bool:
        """True while several towns share the postcode and none was chosen: the page is shown once more."""
        return "town" in self.fields and not self.cleaned_data.get("town")

    @property
    def place(self) -> Address | None:
        """The address behind the postcode as far as it is certain. Of a valid form only.

        Several towns of one municipality still tell the municipality, so that one is kept without the town.
        """
        chosen = self.cleaned_data.get("town")
        if chosen == NONE_OF_THESE or not self.places:
            return None
        if chosen or len(self.places) == 1:
            return self.places[int(chosen or 0)]
        first = self.places[0]
        if {p.municipality_code for p in self.places} == {first.municipality_code}:
            return Address(first.prefecture, first.city, "", first.municipality_code)
        return None


class WishesForm(EnishiForm):
    """3: when, how, where, and what to avoid."""

    employment = forms.MultipleChoiceField(
        label="ご希望の働き方",
        choices=[*Employment.choices(), (TALK, "相談して決めたい")],
        widget=ChoiceCardsMany(
            hints={
                "full_time": "週4〜5日。転居をともなう募集を含みます",
                "part_time": "週に決まった日。今のお勤めと両立する先生が多い形です",
                "spot": "1日から。期間を決めた応援も含みます",
                TALK: "担当者と話しながら決められます",
            }
        ),
    )
    days = forms.ChoiceField(
        label="週の日数",
        required=False,
        choices=[
            ("half", "半日から1日"),
            ("few", "1〜2日"),
            ("most", "3〜4日"),
            ("all", "5日"),
            (TALK, "相談して決めたい"),
        ],
        widget=ChoiceCards(two_columns=True, short=True),
    )
    available_from = MonthField(
        label="始められる時期", required=False, help_text="おおよそでかまいません。例：令和9年4月、2027/4、来年の春ごろ"
    )
    anywhere = YesField(label="地域は、どこでもよい", required=False)
    prefectures = PrefecturesField(
        label="ご希望の都道府県", required=False, help_text="お決まりでなければ、空欄のままでかまいません。"
    )
    avoid = forms.MultipleChoiceField(
        label="避けたいこと",
        required=False,
        choices=AVOID,
        help_text="印のないことは、担当者がうかがって決めます。",
        widget=ChoiceCardsMany(two_columns=True),
    )
    note = forms.CharField(
        label="お伝えになりたいこと",
        required=False,
        max_length=2000,
        help_text="ご家族のご事情で配慮が必要なことなど。担当者だけが読みます。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_available_from(self) -> Any:
        month = self.cleaned_data["available_from"]
        if month and (month.year, month.month) < (today().year, today().month):
            raise forms.ValidationError(
                "始められる時期が過ぎているようです。今月からあとの月をご入力ください。例：来年の春ごろ"
            )
        return month

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("anywhere") and given.get("prefectures"):
            self.add_error("anywhere", "「どこでもよい」か都道府県の、どちらか一方だけをお選びください。")
        return given


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


STEP_FORMS: dict[int, type[EnishiForm]] = {1: ContactForm, 2: SelfForm, 3: WishesForm, 4: PromiseForm}
STEP_NAMES = ("お名前とご連絡先", "先生について", "ご希望", "お約束と公開範囲")
MINUTES_LEFT = {1: 5, 2: 4, 3: 2, 4: 1}
