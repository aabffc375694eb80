"""Steps of one pair that need nothing but themselves, and its start."""

from typing import Any

from django import forms

from enishi.aftercare.enums import LeaveCause, LeaveHow
from enishi.candidacies.enums import OF_INSTITUTION, OF_PHYSICIAN, CloseCode
from enishi.common.actor import Actor
from enishi.common.workflow import Channel, Party, Reason, Step
from enishi.web.components.fields import EraDateField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.desk.candidacy_forms import HOW_HEARD
from enishi.web.desk.common import HEARD_BY


class StartForm(EnishiForm):
    seen_on = EraDateField(label="免許証の原本を確認した日", help_text="医療機関が確認した日です。例：2027/4/1")


class StepForm(EnishiForm):
    """A step that needs nothing but itself: a reason where the table asks one, and a date where the step has one.

    Where a side might have taken the step itself, the desk says whose wish it is; if a side's, how it was told and by whom.
    """

    def __init__(self, *args: Any, step: Step, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        if step.id == "T29":
            self._ask_how_to_close()
        if step.reason is not Reason.NONE:
            self.fields["reason"] = forms.CharField(
                label="理由",
                required=step.asks_reason_of(party),
                max_length=600,
                error_messages={"required": "理由をご記入ください。"},
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        if step.holds:
            self.fields["resume_on"] = EraDateField(
                label="再開する日",
                help_text="6か月以内で。例：2027/1/12",
                error_messages={"required": "再開する日をご入力ください。例：2027/1/12"},
            )
        if step.id == "T24":
            self.fields["left_on"] = EraDateField(
                label="離職の日", error_messages={"required": "離職の日をご入力ください。例：2027/3/31"}
            )
            self.fields["cause"] = forms.ChoiceField(
                label="おもな理由", choices=LeaveCause.choices(), widget=ChoiceCards(two_columns=True)
            )
            self.fields["how"] = forms.ChoiceField(
                label="終わり方", choices=LeaveHow.choices(), widget=ChoiceCards(two_columns=True)
            )
        if step.by & SIDES_OF_A_TALK:
            self._ask_whose_wish()

    def _ask_how_to_close(self) -> None:
        self.fields["reason_code"] = forms.ChoiceField(
            label="理由の区分",
            choices=CloseCode.choices(),
            widget=ChoiceCards(two_columns=True),
            error_messages={"required": "理由の区分をお選びください。"},
        )
        self.fields["tell"] = forms.MultipleChoiceField(
            label="お知らせする相手",
            choices=[("physician", "先生"), ("institution", "医療機関")],
            initial=["physician", "institution"],
            required=False,
            help_text="わけは書かず、終わったことだけをお知らせします。まだ何もお伝えしていない相手には届きません。",
            widget=ChoiceCardsMany(two_columns=True, short=True),
        )

    def _ask_whose_wish(self) -> None:
        self.fields["confirmer"] = forms.ChoiceField(
            label="どなたのお申し出か",
            choices=[("", "担当者の判断"), *((c.value, c.label) for c in (*OF_PHYSICIAN, *OF_INSTITUTION))],
            required=False,
            widget=ChoiceCards(two_columns=True),
        )
        self.fields["channel"] = forms.ChoiceField(
            label="うかがった方法",
            choices=[("", "うかがっていない（担当者の判断）"), *HEARD_BY],
            required=False,
            widget=ChoiceCards(two_columns=True),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("confirmer") and not cleaned.get("channel"):
            self.add_error("channel", HOW_HEARD)
        if cleaned.get("channel") and not cleaned.get("confirmer"):
            self.add_error("confirmer", "どなたのお申し出かをお選びください。")
        return cleaned

    def actor(self, by: Actor) -> Actor:
        """The coordinator, with the way a side's wish came. Of a valid form only."""
        channel = self.cleaned_data.get("channel")
        return by.by(Channel(channel)) if channel else by

    def given(self) -> dict[str, Any]:
        """Keyword arguments of the act. Of a valid form only."""
        given = {n: v for n, v in self.cleaned_data.items() if v not in (None, "") and n not in ("channel", "tell")}
        if "confirmer" in given:
            given["behalf"] = str(Party.PHYSICIAN if given["confirmer"] in OF_PHYSICIAN else Party.INSTITUTION)
        if "tell" in self.fields:
            given["tell"] = list(self.cleaned_data["tell"])
        return given


SIDES_OF_A_TALK = frozenset({Party.PHYSICIAN, Party.INSTITUTION})
