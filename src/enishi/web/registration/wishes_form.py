"""Step 3 of the registration: when, how and where, and what to avoid."""

from typing import Any

from django import forms

from enishi.common.clock import today
from enishi.openings.enums import Employment
from enishi.web.components.fields import (
    MonthField,
    YesField,
)
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.registration.fields import PrefecturesField

TALK = "talk"
DAYS_A_WEEK = {"few": (1, 2), "most": (3, 4), "all": (5, 5), "half": (0.5, 1)}
AVOID = [
    ("night_duty", "当直"),
    ("on_call", "夜間の呼び出し（オンコール）"),
    ("relocation", "転居"),
    ("weekend", "土日の勤務"),
]


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
