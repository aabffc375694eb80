"""What is written in a talk. `key` comes with the page, so that the same words sent twice stand once."""

import uuid
from typing import Any

from django import forms

from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.workflow import Channel, Party
from enishi.web.components.forms import EnishiForm, speak_kindly
from enishi.web.components.widgets import ChoiceCards
from enishi.web.talk.words import gives_name_away

LONGEST = 2000
SIDES = [(Party.PHYSICIAN.value, "先生のことば"), (Party.INSTITUTION.value, "医療機関のことば")]
HEARD_BY = [(c.value, c.label) for c in (Channel.PHONE, Channel.FAX, Channel.PAPER, Channel.MAIL)]
NAME_SLIP = (
    "お名前は、まだ医療機関に伝えていません。文からお名前を除いてお送りください。"
    "お名前も伝える場合は、先に公開範囲を広げてください。"
)


def side_field(choices: list[tuple[str, str]], label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=ChoiceCards(two_columns=True))


def channel_field() -> forms.ChoiceField:
    return forms.ChoiceField(label="うかがった方法", choices=HEARD_BY, widget=ChoiceCards(two_columns=True))


class TalkForm(EnishiForm):
    """A text of one side. desk: a coordinator writes what a side said, and says by which way it was heard."""

    text = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    key = forms.UUIDField(widget=forms.HiddenInput)
    asks_side = False
    asks_channel = True
    side: Party | None = None
    """The side whose words these are, where it does not depend on the form."""

    def __init__(self, *args: Any, candidacy: Candidacy, actor: Actor, **kwargs: Any) -> None:
        self.candidacy, self.actor = candidacy, actor
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"key": uuid.uuid4(), **kwargs["initial"]}
        super().__init__(*args, **kwargs)
        if self.is_desk and self.asks_side:
            self.add("side", side_field(SIDES, "どちらの側のことばか"))
        if self.is_desk and self.asks_channel:
            self.add("channel", channel_field())
        self.order_fields(["side", "text", "confirmer", "channel"])

    def add(self, name: str, new: forms.Field) -> None:
        speak_kindly(new)
        self.fields[name] = new

    @property
    def is_desk(self) -> bool:
        return self.actor.party is Party.COORDINATOR

    @property
    def speaker(self) -> Party | None:
        """Whose words these are; None for a coordinator's own draft of a clause. Of a valid form only."""
        if not self.is_desk:
            return self.actor.party
        if self.side is not None:
            return self.side
        said = self.cleaned_data.get("side")
        return Party(said) if said else None

    @property
    def by(self) -> Actor:
        """The writer, with the way the words came."""
        channel = self.cleaned_data.get("channel")
        return self.actor.by(Channel(channel)) if channel else self.actor

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        return text.strip()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text = cleaned.get("text", "")
        if self.speaker in (Party.PHYSICIAN, None) and text and gives_name_away(self.candidacy, text):
            self.add_error("text", NAME_SLIP)
        return cleaned


class QuestionForm(TalkForm):
    asks_side = True
    text = forms.CharField(
        label="質問",
        help_text="一度に一つずつ書いていただくと、回答が合意事項になりやすくなります。",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(TalkForm):
    text = forms.CharField(label="お答え", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, side: Party, **kwargs: Any) -> None:
        self.side = side
        super().__init__(*args, **kwargs)
        if self.actor.party is not Party.PHYSICIAN and side is Party.INSTITUTION:
            words = "役職だけでかまいません。例：事務長"
            self.add(
                "confirmer",
                forms.CharField(label="お答えになった方", help_text=words, max_length=40, required=self.is_desk),
            )
            self.order_fields(["text", "confirmer", "channel"])


class ClauseForm(TalkForm):
    """A sentence for both sides. A coordinator's draft is accepted by nobody yet, so it needs no channel."""

    asks_channel = False
    text = forms.CharField(
        label="合意事項の文",
        help_text="双方の約束として、そのまま条件合意書に載る文です。例：夜間および休日の呼び出しは行わない。",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AcceptForm(EnishiForm):
    """For the desk only: which side accepts, and how it was heard. The sides' own button needs no form."""

    def __init__(self, *args: Any, sides: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"] = side_field([pair for pair in SIDES if pair[0] in sides], "承諾した側")
        self.fields["channel"] = channel_field()
        for each in self.fields.values():
            speak_kindly(each)
