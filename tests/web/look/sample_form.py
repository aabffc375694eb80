"""One form with every kind of field."""

from django import forms

from enishi.web.components.fields import (
    ClockField,
    EraDateField,
    KanaField,
    MailField,
    ManYenField,
    MonthField,
    NameField,
    NumberField,
    PhoneField,
    PostcodeField,
    WeekField,
    YesField,
)
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany

WAYS = [("few", "週に1〜2日"), ("most", "週に3〜4日"), ("term", "期間を決めて"), ("talk", "相談して決めたい")]
CALLS = [("none", "なしがよい"), ("some", "月に数回まで"), ("any", "話し合って決める")]


class SampleForm(EnishiForm):
    family = NameField(label="お名前（姓）", autocomplete="family-name")
    reading = KanaField(label="ふりがな（せい）", required=False)
    birth = EraDateField(
        label="生年月日", birth=True, help_text="西暦でも和暦でもかまいません。例：昭和33年4月5日、1958/4/5"
    )
    phone = PhoneField(label="電話番号", required=False, help_text="勤務先にはおかけしません。")
    mail = MailField(label="メールアドレス", required=False)
    way = forms.MultipleChoiceField(
        label="ご希望の働き方",
        choices=WAYS,
        widget=ChoiceCardsMany(hints={"few": "今のお勤めと両立する先生が多い形です"}),
    )
    slots = WeekField(label="ご都合のよい曜日と時間", required=False)
    call = forms.ChoiceField(label="夜間の呼び出し", choices=CALLS, widget=ChoiceCards(two_columns=True))
    start = MonthField(label="始められる時期", help_text="例：令和9年4月、2027/4、来年の春ごろ")
    postcode = PostcodeField(label="ご自宅の郵便番号", required=False, help_text="通える距離の目安に使います。")
    pay = ManYenField(label="ご希望の日額", required=False)
    leaves_at = ClockField(label="お帰りになりたい時刻", required=False)
    nights = NumberField(label="当直の回数", required=False, unit="回", min_value=0, max_value=31)
    note = forms.CharField(
        label="お伝えになりたいこと", required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 4})
    )
    research = YesField(
        label="調査研究への利用に同意する",
        required=False,
        small="同意されなくても、ご紹介は変わりません。",
        link=("/legal/privacy", "個人情報の取り扱いを読む"),
    )
    agree = YesField(label="ご確認", text="個人情報を求職のために使うことに同意します")
