"""What a physician answers: to a proposal, to an offer, about whom to hide from."""

from datetime import date, timedelta

from django import forms

from enishi.candidacies.actions import DISCLOSURE_LIFE
from enishi.candidacies.enums import DeclineReason
from enishi.common.clock import today
from enishi.physicians.enums import DisclosureLevel
from enishi.web.components.fields import EraDateField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany

LONGEST_CONSENT = timedelta(days=366)
REASONS = [(r.value, r.label) for r in DeclineReason if r is not DeclineReason.NO_ANSWER]


class YesForm(EnishiForm):
    """「話を聞いてみたい」: how far the name may go, for this one institution, until when."""

    level = forms.ChoiceField(
        label="お名前の伝え方",
        choices=[
            (DisclosureLevel.L3.value, "お名前は、医療機関も「会いたい」と答えたときに伝える"),
            (DisclosureLevel.L2.value, "名前は、まだ伝えない"),
        ],
        widget=ChoiceCards(
            hints={
                "L3": "ご経歴もあわせて伝えます",
                "L2": "匿名のまま質問できます。条件のお話の前に、あらためてうかがいます",
            }
        ),
    )
    until = EraDateField(
        label="この同意の期限", required=False, help_text="ご希望がなければ、90日後までとします。例：2027/3/31"
    )

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"] or today() + DISCLOSURE_LIFE
        if until < today():
            raise forms.ValidationError("期限が過ぎた日になっています。今日からあとの日をご入力ください。")
        if until > today() + LONGEST_CONSENT:
            raise forms.ValidationError("期限は1年以内でお願いします。あとから延ばすこともできます。")
        return until


class PassForm(EnishiForm):
    """「今回は見送る」. A reason helps the next proposal and is never demanded; the institution does not learn it."""

    reasons = forms.MultipleChoiceField(
        label="よろしければ、理由", choices=REASONS, required=False, widget=ChoiceCardsMany(two_columns=True)
    )
    words = forms.CharField(label="ひとこと", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def code(self) -> str:
        """The first reason chosen. Of a valid form only."""
        return str((self.cleaned_data["reasons"] or [""])[0])

    @property
    def sentence(self) -> str:
        labels = [DeclineReason(r).label for r in self.cleaned_data["reasons"]]
        return "、".join(filter(None, ["・".join(labels), self.cleaned_data["words"].strip()]))


class InquiryForm(EnishiForm):
    """「質問がある」: to the coordinator, before any answer. key: so that a question sent twice stands once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="お尋ねになりたいこと",
        max_length=2000,
        help_text="担当者がお答えします。医療機関に、先生のことは伝わりません。例：駐車場はありますか。往診は何件くらいですか。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AgreeForm(EnishiForm):
    """Approval of the one version that was read."""

    seen_hash = forms.CharField(widget=forms.HiddenInput)
    read = YesField(label="この版を読み、変わったところを確かめました")
    hours = YesField(
        label="いまのお勤めとあわせた時間を確かめました",
        error_messages={"required": "上の「働き方チェック」をご覧のうえ、印をお付けください。"},
    )


class ReviseForm(EnishiForm):
    words = forms.CharField(
        label="直してほしいところ",
        required=False,
        max_length=1000,
        help_text="医療機関にも、このまま伝わります。お書きにならなくても、話し合いに戻せます。例：往診の日の手当を加えてほしい",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
