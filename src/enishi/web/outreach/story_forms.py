"""Forms of the stories' room."""

from typing import Any

from django import forms

from enishi.common.uploads import CleanFile, UploadProblem, clean_file
from enishi.outreach.enums import AgreedBy, StoryFact, Teller
from enishi.outreach.story_rules import LONGEST_YEARS
from enishi.web.components.fields import EraDateField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany


def _line(label: str, longest: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.TextInput(attrs={"class": "w-l"}), **kwargs)


def _words(label: str, longest: int, rows: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class StoryForm(EnishiForm):
    """The words of a story and its picture. key: of a new one; seen: the version the page showed."""

    teller = forms.ChoiceField(label="語り手", choices=Teller.choices(), widget=ChoiceCards(two_columns=True))
    title = _line("題", 60, help_text="例：木曜日は、海の見える診療所へ")
    way = _line("働き方", 40, help_text="例：週に1日から数日")
    way_words = _line("働き方のひとこと", 100, required=False, help_text="一覧に出ます。")
    who = _line("語り手のご紹介", 100, help_text="どなたか分からない書き方で。例：循環器内科・60代・都市の病院に勤務")
    work = _line("勤め方", 100, required=False, help_text="例：週1日（木曜）・当直なし")
    body = _words("お話", 4000, 12, help_text="空の行で段落が分かれます。")
    hard = _words("難しかったこと", 1500, 4, help_text="1行に1つ。よいことだけの話にはしません。")
    after = _words("いま", 300, 3, required=False)
    picture = forms.FileField(
        label="写真",
        required=False,
        help_text="JPEGかPNG、10MBまで。撮影の場所や日時は、お預かりするときに消します。なくてもかまいません。",
        error_messages={"empty": "ファイルの中身がありません。もう一度お選びください。"},
    )
    alt = _line(
        "写真の説明", 160, required=False, help_text="写真があるときは必ず。目の不自由な方に読み上げられます。例：診療所の前に立つ白衣の背中"
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def clean_picture(self) -> CleanFile | None:
        sent = self.cleaned_data["picture"]
        if not sent:
            return None
        try:
            clean = clean_file(sent.read(), sent.size)
        except UploadProblem as problem:
            raise forms.ValidationError(problem.sentence) from problem
        if clean.content_type == "application/pdf":
            raise forms.ValidationError("写真は、JPEGかPNGでお願いします。")
        return clean


class EditStoryForm(StoryForm):
    """The same for a story that stands: who tells it stays."""

    teller = None  # type: ignore[assignment]
    drop_picture = YesField(label="写真を外す", required=False)
    field_order = (
        "title",
        "way",
        "way_words",
        "who",
        "work",
        "body",
        "hard",
        "after",
        "picture",
        "alt",
        "drop_picture",
    )


class ConsentForm(EnishiForm):
    """Who agreed to this version, how, since when, until when, and to what."""

    name = _line(
        "同意した方のお名前",
        80,
        help_text="姓と名の間を1字あけてください。公開の画面には出ません。暗号にして保管します。",
    )
    employer = _line(
        "その方の勤め先", 120, required=False, help_text="お話に名前が残っていないかを確かめるために使います。"
    )
    number = _line(
        "ご登録の番号", 20, required=False, help_text="ご登録のある先生のときに。退会なさると、その時に掲載も終わり、文面と写真を消します。例：P-2026-0001"
    )  # fmt: skip
    contact = _line("ご連絡先", 200, required=False, help_text="期限の前に、続けてよいかをうかがうために使います。")
    facts = forms.MultipleChoiceField(
        label="載せてよいこと", choices=StoryFact.choices(), required=False, widget=ChoiceCardsMany(two_columns=True)
    )
    how = forms.ChoiceField(label="同意の方法", choices=AgreedBy.choices(), widget=ChoiceCards(two_columns=True))
    agreed_on = EraDateField(label="同意の日", yearless="last")
    until = EraDateField(
        label="掲載の期限", yearless="next", help_text=f"この日の終わりに、自動で外れます。いちばん長くて{LONGEST_YEARS}年です。例：2028年3月31日"
    )  # fmt: skip
    note = _words("控え", 500, 3, required=False, help_text="例：同意書は書庫の3番。院長にもお話ししてある。")
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)


class ReturnStoryForm(EnishiForm):
    word = _words("戻すわけ", 200, 2, required=False, help_text="例：町の名前がわかります")
