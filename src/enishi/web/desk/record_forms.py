"""What is typed on the page of a record: a note, the result of a call, a fax or letter, what comes next."""

import uuid
from datetime import date
from typing import Any

from django import forms

from enishi.accounts.models import User
from enishi.common.workflow import Channel
from enishi.desk.enums import NoteKind, NoteWay, Reached
from enishi.desk.next_actions import Standing
from enishi.web.components.fields import EraDateField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards

MOST_LETTERS = 4000


def _words(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=MOST_LETTERS, widget=forms.Textarea(attrs={"rows": 3}), **more)


def _whom(required: bool = False) -> forms.CharField:
    return forms.CharField(
        label="お相手の役職",
        max_length=40,
        required=required,
        help_text="例：事務長",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )


class KeyedForm(EnishiForm):
    """`key`: the same form sent twice writes once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class NoteForm(KeyedForm):
    text = _words(
        "控え", help_text="先生と医療機関には見えません。健康のことなど、書かなくても済むことは書かないでください。"
    )
    restricted = YesField(label="担当者と統括だけが読めるようにする", required=False)


class CallLogForm(KeyedForm):
    """A call to an institution: what was said is optional, one button says what came of it."""

    whom = _whom()
    text = _words("ひとこと", required=False, help_text="書かずに、下のボタンだけでも記録できます。")
    reached = forms.ChoiceField(label="結果", choices=Reached.choices(), widget=forms.HiddenInput)


class PostForm(KeyedForm):
    """A fax, a letter or a talk face to face with an institution."""

    kind = forms.ChoiceField(
        label="種類",
        choices=[(k.value, k.label) for k in (NoteKind.FAX, NoteKind.LETTER, NoteKind.MEETING)],
        widget=ChoiceCards(two_columns=True),
    )
    way = forms.ChoiceField(label="向き", choices=NoteWay.choices(), widget=ChoiceCards(two_columns=True))
    whom = _whom()
    text = _words("内容")


class SentForm(EnishiForm):
    """A letter, fax or mail to a physician, which stands in the ledger that he or she reads."""

    channel = forms.ChoiceField(
        label="方法",
        choices=[(Channel.PAPER.value, "手紙"), (Channel.FAX.value, "ファクス"), (Channel.MAIL.value, "メール")],
        widget=ChoiceCards(two_columns=True),
    )
    about = forms.CharField(
        label="ご用件",
        max_length=300,
        help_text="先生の連絡簿に、このまま載ります。",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )


class NextForm(EnishiForm):
    """What comes next, by when, and who does it. Both empty with 「済んだ」: the rule says what comes next.

    needed: whether both must be there, which they need not only where 「済んだ」 may be pressed.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label="次にすること",
        max_length=200,
        help_text="例：町の回答を先生へ伝える",
        error_messages={"required": "次にすることをご入力ください。例：町の回答を先生へ伝える"},
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    due = EraDateField(
        label="期日",
        yearless="next",
        help_text="例：12月1日。お休みの日は、次の営業日になります。",
        error_messages={"required": "期日をご入力ください。例：12月1日"},
    )
    owner = forms.ModelChoiceField(
        label="する人", queryset=User.objects.none(), required=False, empty_label="いまの担当者"
    )

    def __init__(self, *args: Any, standing: Standing | None, people: Any, needed: bool, **kwargs: Any) -> None:
        kwargs["initial"] = {"seen": standing.seen if standing else 0, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["words"].required = self.fields["due"].required = needed
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people
        field.label_from_instance = lambda user: user.name  # type: ignore[method-assign]

    @property
    def given(self) -> tuple[str, date | None, User | None]:
        """Words, date and person. Of a valid form only."""
        return self.cleaned_data["words"], self.cleaned_data["due"], self.cleaned_data["owner"]
