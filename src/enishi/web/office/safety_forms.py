"""Forms of safety and of what went wrong."""

from django import forms

from enishi.office.safety_enums import IncidentEntryKind
from enishi.web.components.fields import EraDateField, NumberField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.office.money_forms import OnceForm


def _words(label: str, *, rows: int = 4, **more: object) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _line(label: str, **more: object) -> forms.CharField:
    return forms.CharField(label=label, max_length=80, widget=forms.TextInput(attrs={"class": "w-l"}), **more)


class SupportForm(OnceForm):
    number = forms.CharField(
        label="先生の番号", max_length=12, help_text="例：P-2026-0001", widget=forms.TextInput(attrs={"class": "w-m"})
    )
    reason = _words(
        "理由",
        rows=3,
        help_text="何を助けるために、何を見るかをお書きください。先生の「見た人の記録」に、閲覧したことが出ます。",
    )
    hours = NumberField(
        label="時間", unit="時間", min_value=1, max_value=72, help_text="72時間までです。認められた時から数えます。"
    )


class WatchForm(EnishiForm):
    words = _words(
        "確かめたこと", help_text="ご本人に伺ったこと、分かったわけをお書きください。先生のお名前は書かないでください。"
    )


class LimitForm(EnishiForm):
    count = NumberField(label="この数から知らせる", unit="件", min_value=1, max_value=1000)


class IncidentFacts(EnishiForm):
    title = _line("件名", help_text="例：別の医療機関への紹介文の誤送信。お名前は書かないでください。")
    happened = _words("何が起きたか", help_text="分かっていることだけで構いません。あとから直せます。")
    data_items = _words("どの情報か", rows=3, help_text="例：お名前、経歴の概要")
    people = NumberField(
        label="ご本人の数", unit="人", min_value=0, max_value=10_000_000, help_text="多めの見込みでお書きください。"
    )
    sensitive = YesField(label="病歴や健康診断の結果など、要配慮個人情報が含まれる", required=False)
    harmful = YesField(label="口座番号など、財産の被害につながるおそれがある", required=False)
    malicious = YesField(label="不正アクセスや持ち出しなど、不正の目的のおそれがある", required=False)


class IncidentForm(IncidentFacts, OnceForm):
    known_on = EraDateField(label="知った日", help_text="だれか一人でも知った日です。期限は、この日から数えます。")
    field_order = ("title", "known_on")


class IncidentEntryForm(OnceForm):
    kind = forms.ChoiceField(
        label="何をしたか", choices=IncidentEntryKind.choices(), widget=ChoiceCards(two_columns=True)
    )
    on = EraDateField(label="その日")
    words = _words("内容", rows=3)


class TrainingForm(OnceForm):
    on = EraDateField(label="行った日")
    subject = forms.CharField(
        label="内容",
        max_length=120,
        widget=forms.TextInput(attrs={"class": "w-l"}),
        help_text="例：個人情報の取扱い、2年間の転職勧奨の禁止",
    )
    minutes = NumberField(label="時間", unit="分", min_value=1, max_value=2000)
    people = NumberField(label="受けた人数", unit="人", min_value=1, max_value=1000)
