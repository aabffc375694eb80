"""What is written in a talk. `key` comes with the page, so that the same words sent twice stand once."""

import uuid
from typing import Any

from django import forms

from enishi.candidacies.giveaways import giveaways_for, sentence_for
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.giveaways import Giveaway, pieces
from enishi.common.workflow import Channel, Party
from enishi.web.components.forms import EnishiForm, speak_kindly
from enishi.web.components.widgets import ChoiceCards

LONGEST = 2000
SIDES = [(Party.PHYSICIAN.value, "先生のことば"), (Party.INSTITUTION.value, "医療機関のことば")]
HEARD_BY = [(c.value, c.label) for c in (Channel.PHONE, Channel.FAX, Channel.PAPER, Channel.MAIL)]
FROM_US = ("", "担当者から、双方へ")


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

    held_as = ""
    """What the words become when a side leaves them with the coordinator; "" where that cannot be."""

    def __init__(self, *args: Any, candidacy: Candidacy, actor: Actor, **kwargs: Any) -> None:
        self.candidacy, self.actor = candidacy, actor
        self.found: list[Giveaway] = []
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
        """Names and addresses are looked for before the name may be shown; a coordinator who has looked lets them pass."""
        cleaned = super().clean() or self.cleaned_data
        said = "\n".join(filter(None, (cleaned.get("text", ""), cleaned.get("confirmer", ""))))
        self.found = giveaways_for(self.candidacy, said, by=self.actor) if "text" in cleaned else []
        if self.found and not self.let_pass:
            self.add_error("text", f"{sentence_for(self.found)}お名前を伝えるご同意の前ですので、お確かめください。")
        return cleaned

    @property
    def let_pass(self) -> bool:
        """A coordinator has looked at the words that were found and lets them stand."""
        return self.is_desk and self.data.get("let_pass") == "1"

    @property
    def may_hold(self) -> bool:
        """Whether the writer may leave these words with the coordinator."""
        return bool(self.found and self.held_as and not self.is_desk)

    @property
    def wants_hold(self) -> bool:
        """The writer asked for it, and nothing else stands against the words."""
        return self.may_hold and self.data.get("hold") == "1" and set(self.errors) == {"text"}

    @property
    def marked(self) -> list[tuple[str, bool]]:
        """The words as typed, cut so that the page can mark what was found."""
        text = str(self.data.get("text", "")).strip()
        return pieces(text, [g for g in self.found if g.end <= len(text)])


class QuestionForm(TalkForm):
    """bank: the entry of the question bank it began with."""

    asks_side = True
    held_as = "question"
    bank = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    text = forms.CharField(
        label="質問",
        help_text="一度に一つずつ書いていただくと、回答が合意事項になりやすくなります。",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(TalkForm):
    held_as = "answer"
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


class LetterForm(TalkForm):
    """Free words. A coordinator writes for a side, or in his or her own name to both; then there is no way it was heard."""

    held_as = "letter"
    text = forms.CharField(
        label="おたより",
        help_text="ごあいさつ、お知らせ、感想など、質問のほかのことを自由にお書きください。",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_desk:
            side = side_field([FROM_US, *SIDES], "だれのことばか")
            side.required = self.fields["channel"].required = False
            self.add("side", side)
            self.fields["channel"].help_text = "先生や医療機関のことばを書きとめるときに、お選びください。"
            self.order_fields(["side", "text", "channel"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_desk and cleaned.get("side") and not cleaned.get("channel") and "channel" not in self.errors:
            self.add_error("channel", "うかがった方法（お電話・ファクスなど）をお選びください。")
        return cleaned


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
