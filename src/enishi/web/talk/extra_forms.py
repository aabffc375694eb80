"""Notes, papers and common answers of a talk. `key` comes with the page, so that what is sent twice stands once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from enishi.candidacies.question_bank import TOPICS
from enishi.common.uploads import KINDS, CleanFile, UploadProblem, clean_file, without_metadata
from enishi.common.workflow import Party
from enishi.web.components.fields import YesField
from enishi.web.components.forms import EnishiForm, speak_kindly
from enishi.web.components.widgets import ChoiceCards

SIDE_WORDS = {Party.PHYSICIAN: "先生の書類", Party.INSTITUTION: "医療機関の書類"}


class NoteForm(EnishiForm):
    text = forms.CharField(label="控え", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    key = forms.UUIDField(widget=forms.HiddenInput)


class PaperForm(EnishiForm):
    """sides: whose paper it may be; asked only where there is more than one."""

    title = forms.CharField(
        label="書類の名前",
        help_text="お相手に見える名前です。例：勤務表、宿舎の間取り",
        max_length=60,
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    file = forms.FileField(
        label="ファイル",
        help_text="PDF・JPEG・PNG、10MBまで。作成者や撮影場所などの情報は、取り除いてからお渡しします。",
        error_messages={
            "required": "ファイルをお選びください。",
            "empty": "ファイルの中身がありません。もう一度お選びください。",
        },
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sides: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(sides) > 1:
            choices = [(side.value, SIDE_WORDS[side]) for side in sides]
            field = forms.ChoiceField(label="どちらの書類か", choices=choices, widget=ChoiceCards(two_columns=True))
            speak_kindly(field)
            self.fields["side"] = field
            self.order_fields(["side", "title", "file"])

    def clean_file(self) -> CleanFile:
        sent: UploadedFile = self.cleaned_data["file"]
        try:
            return without_metadata(clean_file(sent.read(), sent.size))
        except UploadProblem as problem:
            raise forms.ValidationError(problem.sentence) from problem

    @property
    def side(self) -> Party | None:
        """For whom the desk hands it over. Of a valid form only."""
        return Party(self.cleaned_data["side"]) if self.cleaned_data.get("side") else None


class CommonAnswerForm(EnishiForm):
    """Other physicians read both sentences: the question is worded anew by the institution."""

    topic = forms.ChoiceField(
        label="話題",
        required=False,
        choices=[*((t.key, t.label) for t in TOPICS), ("", "そのほか")],
        widget=ChoiceCards(two_columns=True),
    )
    question = forms.CharField(
        label="質問",
        help_text="どの先生にも通じる、一般的な文で。例：駐車場はありますか。",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    answer = forms.CharField(label="お答え", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    checked = YesField(label="確認", text="特定の先生や患者さんがわかることばは、ありません")
    key = forms.UUIDField(widget=forms.HiddenInput)
