"""Forms of seminars: for the office, and for whoever wants to come."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from enishi.outreach.enums import SeminarWay
from enishi.outreach.models import Seminar
from enishi.web.components.fields import ClockField, EraDateField, MailField, NameField, NumberField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards


def _line(label: str, longest: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.TextInput(attrs={"class": "w-l"}), **kwargs)


class SeminarForm(EnishiForm):
    """What a seminar is. key: of a new one; seen: how often it had been saved when the page was drawn."""

    title = _line("題", 80, help_text="例：定年のあとの診療所を見に行く会")
    day = EraDateField(label="日付", yearless="next", help_text="例：2027年1月23日")
    begins = ClockField(label="始まり", help_text="例：午後2時")
    ends = ClockField(label="終わり", help_text="例：午後4時")
    way = forms.ChoiceField(label="開き方", choices=SeminarWay.choices(), widget=ChoiceCards(two_columns=True))
    place = _line("会場", 200, required=False, help_text="名前と所在地。行き方は「内容」にお書きください。")
    online = forms.CharField(
        label="オンラインの入り方",
        max_length=600,
        required=False,
        help_text="お席のある方にだけ、メールでお知らせします。公開の画面には出ません。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    capacity = NumberField(label="定員", unit="人", min_value=1, max_value=5000, required=False, help_text="限りがなければ空のままに。超えた方は、空きをお待ちいただきます。")  # fmt: skip
    closes_on = EraDateField(label="申込の締め切り", yearless="next", help_text="この日の終わりまで受け付けます。")
    body = forms.CharField(
        label="内容",
        max_length=4000,
        help_text="空の行で段落が分かれます。お話しする人、費用、持ち物、行き方など。",
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @property
    def facts(self) -> dict[str, Any]:
        """As `outreach.seminars.FACTS` names them. Of a valid form only."""
        given = self.cleaned_data
        return {
            "title": given["title"].strip(), "body": given["body"].replace("\r\n", "\n").strip(), "way": given["way"],
            "place": given["place"].strip(), "online": given["online"].replace("\r\n", "\n").strip(),
            "capacity": given["capacity"], "closes_on": given["closes_on"],
            "begins_at": _at(given["day"], given["begins"]), "ends_at": _at(given["day"], given["ends"]),
        }  # fmt: skip


def _at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


def kept_facts(seminar: Seminar) -> dict[str, Any]:
    """What stands, as the form begins with it."""
    begins, ends = timezone.localtime(seminar.begins_at), timezone.localtime(seminar.ends_at)
    names = ("title", "body", "way", "place", "online", "capacity", "closes_on")
    return {name: getattr(seminar, name) for name in names} | {
        "day": begins.date(), "begins": begins.time(), "ends": ends.time(), "seen": seminar.changes,
    }  # fmt: skip


class EntryForm(EnishiForm):
    """Who wants to come."""

    name = NameField(label="お名前", autocomplete="name", help_text="当日の受付でお呼びします。")
    address = MailField(
        label="メールアドレス",
        help_text="確認のメールをお送りします。メールの画面でボタンを押すと、お申し込みが済みます。",
    )


class CancelForm(EnishiForm):
    word = forms.CharField(
        label="取りやめのわけ", max_length=200, required=False, help_text="お申し込みの方に、そのままお伝えします。例：大雪のおそれがあるため",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
