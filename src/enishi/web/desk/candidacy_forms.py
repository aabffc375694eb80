"""What a side told the desk of one pair: yes, no, an offer read aloud, and by which way."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from enishi.candidacies.actions import DISCLOSURE_LIFE
from enishi.candidacies.enums import BINDING, OF_INSTITUTION, OF_PHYSICIAN, Confirmer, DeclineReason
from enishi.common.clock import today
from enishi.common.workflow import Channel, Party
from enishi.physicians.enums import DisclosureLevel
from enishi.web.components.fields import EraDateField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import HEARD_BY

HOW_HEARD = "どの方法でお聞きになったか（お電話・ファクスなど）をお選びください。"
LEVELS = [(level.value, level.label) for level in (DisclosureLevel.L1, DisclosureLevel.L2, DisclosureLevel.L3)]


class HeardForm(EnishiForm):
    """A decision that belongs to a side, passed on by the desk: by which way it was heard."""

    channel = forms.ChoiceField(
        label="うかがった方法",
        choices=HEARD_BY,
        widget=ChoiceCards(two_columns=True),
        error_messages={"required": HOW_HEARD},
    )

    @property
    def heard_by(self) -> Channel:
        return Channel(self.cleaned_data["channel"])


class ToldForm(HeardForm):
    """And by whom: the position alone. tellers: who may have said it, in the order of the form."""

    tellers: tuple[Confirmer, ...] = OF_PHYSICIAN

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["confirmer"] = forms.ChoiceField(
            label="どなたからうかがったか",
            choices=[(c.value, c.label) for c in self.tellers],
            widget=ChoiceCards(two_columns=True),
            error_messages={"required": "どなたからうかがったかをお選びください。"},
        )
        self.order_fields([*(self.field_order or ()), "confirmer", "channel"])


class InstitutionYesForm(ToldForm):
    tellers = OF_INSTITUTION


class ReadAloudForm(ToldForm):
    """A side binds itself to one version: the desk has read it out, with its short code, and passes on the yes."""

    seen_hash = forms.CharField(widget=forms.HiddenInput)
    read = YesField(
        label="確認",
        text="この版の条件と照合番号を読み上げ（または紙でお送りし）、変わった所もお伝えしました",
        error_messages={"required": "条件を読み上げてお伝えしてから、記録してください。"},
    )


class OfferForm(ReadAloudForm):
    """track: asked only where steps inside the institution are still open on this version."""

    tellers = BINDING["T17"]
    valid_until = EraDateField(
        label="先生のお返事の期限",
        yearless="next",
        help_text="明日から30日以内の日です。例：12月10日",
        error_messages={"required": "先生のお返事の期限をご記入ください。例：12月10日"},
    )
    track = YesField(
        label="中の決裁",
        text="医療機関の中の決裁が、すべて済んでいるとうかがいました",
        small="残っている段も、この方からうかがって済んだものとして記録します。",
        required=False,
    )


class TrackForm(ToldForm):
    """The step that stands first inside the institution is through, or was sent back, as somebody there told the desk."""

    tellers = OF_INSTITUTION
    seen_hash = forms.CharField(widget=forms.HiddenInput)
    no = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=99)
    what = forms.ChoiceField(
        label="どうなったか",
        choices=[("through", "済んだ"), ("returned", "差し戻された")],
        widget=ChoiceCards(two_columns=True),
        error_messages={"required": "済んだか、差し戻されたかをお選びください。"},
    )
    on = EraDateField(label="決裁の日", required=False, yearless="last", help_text="空なら今日です。例：11月20日")
    note = forms.CharField(
        label="控え・直したい所",
        required=False,
        max_length=600,
        help_text="差し戻しのときは、直したい所を。例：賃金を、規程の表に合わせたい",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("what", "on", "note")


class BeginTermsForm(EnishiForm):
    """Who told the desk that a side wants to go on to terms; asked only of a side that did not say so on its own page."""

    def __init__(self, *args: Any, missing: Iterable[Party], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="ready_%s", **kwargs)
        self.missing = tuple(side for side in (Party.PHYSICIAN, Party.INSTITUTION) if side in set(missing))
        for side in self.missing:
            tellers = OF_PHYSICIAN if side is Party.PHYSICIAN else OF_INSTITUTION
            self.fields[f"{side}_confirmer"] = forms.ChoiceField(
                label=f"{side.label}：「条件のお話に進みたい」と、どなたからうかがったか",
                choices=[(c.value, c.label) for c in tellers],
                widget=ChoiceCards(two_columns=True),
                error_messages={"required": f"{side.label}のお返事を、どなたからうかがったかをお選びください。"},
            )
            self.fields[f"{side}_channel"] = forms.ChoiceField(
                label=f"{side.label}：うかがった方法",
                choices=HEARD_BY,
                widget=ChoiceCards(two_columns=True),
                error_messages={"required": HOW_HEARD},
            )

    def heard(self) -> list[tuple[Party, Channel, str]]:
        """Keyword `heard` of the act. Of a valid form only."""
        given = self.cleaned_data
        return [(side, Channel(given[f"{side}_channel"]), given[f"{side}_confirmer"]) for side in self.missing]


class AgreeForm(ReadAloudForm):
    tellers = BINDING["T19"]
    hours = YesField(
        label="働き方チェック",
        text="いまのお勤めとあわせた時間を、先生とご一緒に確かめました",
        error_messages={"required": "いまのお勤めとあわせた時間を、先生とお確かめになってから記録してください。"},
    )


class ReviseForm(ToldForm):
    """Either side wants the offered terms changed; whose wish it is, is told by who said it."""

    tellers = (*OF_PHYSICIAN, *OF_INSTITUTION)
    reason = forms.CharField(
        label="直してほしいところ",
        help_text="もう一方の側にも、このまま見えます。例：往診の日の手当を加えてほしい",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("reason",)


class YesForm(ToldForm):
    """The physician wants to talk: how much this one institution may see, and until when."""

    level = forms.ChoiceField(
        label="この医療機関に見せてよい範囲",
        choices=LEVELS,
        help_text="医療機関が「会いたい」と答えるまでは、どれを選んでも匿名の概要だけです。",
        widget=ChoiceCards(),
    )
    until = EraDateField(label="いつまで", required=False, help_text="空なら90日です。例：2027/2/28")
    field_order = ("level", "until", "channel")

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data.get("until")
        if until and not today() <= until <= today() + 4 * DISCLOSURE_LIFE:
            raise forms.ValidationError("今日から1年以内の日をご入力ください。")
        return until


class RaiseForm(HeardForm):
    """The physician lets this institution see more."""

    level = forms.ChoiceField(label="見せてよい範囲", choices=LEVELS[1:], widget=ChoiceCards())
    field_order = ("level", "channel")


class PhysicianNoForm(ToldForm):
    """A reason is never demanded of a physician, and never told to the other side."""

    reason_code = forms.ChoiceField(
        label="理由",
        choices=[("", "うかがっていない"), *DeclineReason.choices()],
        required=False,
        help_text="うかがえたときだけ。医療機関には伝わりません。",
        widget=ChoiceCards(two_columns=True),
    )
    reason = forms.CharField(label="ことば", required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ("reason_code", "reason", "channel")


class InstitutionNoForm(ToldForm):
    """An institution gives a reason; the physician is told in the coordinator's own words."""

    tellers = OF_INSTITUTION

    reason_code = forms.ChoiceField(
        label="理由の区分", choices=DeclineReason.choices(), widget=ChoiceCards(two_columns=True)
    )
    reason = forms.CharField(
        label="理由",
        max_length=600,
        help_text="先生には、担当者のことばでお伝えします。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("reason_code", "reason", "channel")
