"""Forms of one pair: the proposal's words, what a side told the desk, steps with a reason, the terms."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from enishi.aftercare.enums import LeaveCause, LeaveHow
from enishi.candidacies.actions import DISCLOSURE_LIFE
from enishi.candidacies.enums import BINDING, OF_INSTITUTION, OF_PHYSICIAN, CloseCode, Confirmer, DeclineReason
from enishi.candidacies.models import AgreementVersion, Proposal
from enishi.candidacies.phases import LONGEST_NOTE, MOST_PHASES, Phase, arrange, phases_in
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Channel, Party, Reason, Step
from enishi.physicians.enums import DisclosureLevel
from enishi.web.components.fields import EraDateField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.desk.common import HEARD_BY
from enishi.web.desk.seen import SeenForm

HOW_HEARD = "どの方法でお聞きになったか（お電話・ファクスなど）をお選びください。"
LEVELS = [(level.value, level.label) for level in (DisclosureLevel.L1, DisclosureLevel.L2, DisclosureLevel.L3)]
SIDES = ("physician", "institution")


def _lines(**more: Any) -> forms.CharField:
    return forms.CharField(max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2}), **more)


class ProposalForm(SeenForm):
    """Every sentence of the draft in a box of its own: change it, or empty it to leave it out. One empty box each to add."""

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        self.proposal = proposal
        shown = [proposal.opening_words, proposal.reasons_physician, proposal.reasons_institution, proposal.unmet]
        super().__init__(*args, shown=[*shown, proposal.smallest_change], **kwargs)
        self.fields["opening_words"] = forms.CharField(
            label="はじめのことば",
            help_text="先生とのお話をふまえた一文を。例：11月18日にうかがったお話から、こちらをお勧めします。",
            max_length=1000,
            required=False,
            initial=proposal.opening_words,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        for side, label in zip(SIDES, ("なぜ先生に合うか", "なぜ医療機関に合うか"), strict=True):
            for n, row in enumerate([*self._rows(side), {}]):
                self.fields[f"{side}_{n}"] = _lines(label=_numbered(label, n, row), initial=row.get("text", ""))
        for n, row in enumerate([*proposal.unmet, {}]):
            self.fields[f"unmet_{n}"] = _lines(
                label=_numbered("まだ合っていない点", n, row), initial=row.get("text", "")
            )
            self.fields[f"question_{n}"] = _lines(
                label=_numbered("聞くべきこと", n, row), initial=row.get("question", "")
            )
        self.fields["smallest_change"] = _lines(label="あと一つ変われば", initial=proposal.smallest_change)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)
            field.error_messages["max_length"] = (
                f"{field.label}は%(limit_value)d字までご入力いただけます（現在%(show_value)d字）。"
            )

    def words(self) -> dict[str, Any]:
        """What `edit_proposal` takes. A sentence left as it was keeps the facts it stands on; a changed one is marked so."""
        given = self.cleaned_data
        return {
            "opening_words": given["opening_words"].strip(),
            "reasons_physician": self._kept("physician"),
            "reasons_institution": self._kept("institution"),
            "unmet": self._unmet(),
            "smallest_change": given["smallest_change"].strip(),
        }

    def _rows(self, side: str) -> list[dict[str, Any]]:
        return list(self.proposal.reasons_physician if side == "physician" else self.proposal.reasons_institution)

    def _kept(self, side: str) -> list[dict[str, Any]]:
        rows = [*self._rows(side), {}]
        texts = [self.cleaned_data[f"{side}_{n}"].strip() for n in range(len(rows))]
        return [_reworded(row, {"text": text}) for row, text in zip(rows, texts, strict=True) if text]

    def _unmet(self) -> list[dict[str, Any]]:
        rows = [*self.proposal.unmet, {}]
        pairs = [
            (self.cleaned_data[f"unmet_{n}"].strip(), self.cleaned_data[f"question_{n}"].strip())
            for n in range(len(rows))
        ]
        return [
            _reworded(row, {"text": text, "question": question})
            for row, (text, question) in zip(rows, pairs, strict=True)
            if text
        ]


def _numbered(label: str, n: int, row: dict[str, Any]) -> str:
    return f"{label} {n + 1}" if row else f"{label}（書き加える）"


def _reworded(row: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    if all(row.get(key, "") == value for key, value in words.items()):
        return row
    return row | words | {"edited": True}


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


PHASE_PARTS = ("since", "days", "note")


class TermsForm(SeenForm):
    """Every line of the latest version of the agreement as a text, and its phases. phases: as typed, of a valid form only."""

    phases: list[Phase]

    def __init__(self, *args: Any, version: AgreementVersion, **kwargs: Any) -> None:
        super().__init__(*args, shown=version.content_hash, **kwargs)
        for row in version.content["terms"]:
            self.fields[row["key"]] = forms.CharField(
                label=row["label"],
                required=False,
                max_length=1000,
                initial=row["text"],
                help_text=f"求人票：{row['advertised']}" if row["advertised"] != row["text"] else "",
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"max_length": f"{row['label']}は1,000字までご入力いただけます。"},
            )
            self.fields[row["key"]].widget.attrs.pop("maxlength", None)
        self.keys = [row["key"] for row in version.content["terms"]]
        self._ask_phases(phases_in(version.content))

    def _ask_phases(self, phases: list[Phase]) -> None:
        """段階的な働き方, as rows of day, days a week and what else changes; rows left empty are none."""
        for n in range(1, MOST_PHASES + 1):
            phase = phases[n - 1] if n <= len(phases) else None
            self.fields[f"phase_{n}_since"] = EraDateField(
                label=f"第{n}期の始まりの日",
                required=False,
                initial=phase.since if phase else None,
                help_text="例：2027/4/1",
            )
            self.fields[f"phase_{n}_days"] = forms.DecimalField(
                label=f"第{n}期の週の日数",
                required=False,
                initial=phase.days if phase else None,
                help_text="半日は0.5日です。例：2.5",
                widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "decimal"}),
                error_messages={"invalid": "週の日数は、数字でご入力ください。半日は0.5日です。例：2.5"},
            )
            self.fields[f"phase_{n}_note"] = forms.CharField(
                label=f"第{n}期に、ほかに変わること",
                required=False,
                max_length=LONGEST_NOTE,
                initial=phase.note if phase else "",
                help_text="例：当直を終え、外来だけにする",
                widget=forms.TextInput(attrs={"class": "w-l"}),
            )

    @property
    def term_fields(self) -> list[Any]:
        return [self[key] for key in self.keys]

    @property
    def phase_rows(self) -> list[tuple[int, list[Any]]]:
        return [(n, [self[f"phase_{n}_{part}"] for part in PHASE_PARTS]) for n in range(1, MOST_PHASES + 1)]

    @property
    def has_phases(self) -> bool:
        return any(field.value() not in (None, "") for _, fields in self.phase_rows for field in fields)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for n in range(1, MOST_PHASES + 1):
            since, days, note = (given.get(f"phase_{n}_{part}") for part in PHASE_PARTS)
            if (days is not None or note) and since is None and f"phase_{n}_since" not in self.errors:
                self.add_error(f"phase_{n}_since", f"第{n}期の始まりの日をご入力ください。例：2027/4/1")
            if (since or note) and days is None and f"phase_{n}_days" not in self.errors:
                self.add_error(f"phase_{n}_days", f"第{n}期の週の日数をご入力ください。例：2.5")
        if not self.errors:
            try:
                self.phases = arrange(
                    (given[f"phase_{n}_since"], given[f"phase_{n}_days"], given[f"phase_{n}_note"])
                    for n in range(1, MOST_PHASES + 1)
                    if given[f"phase_{n}_since"] is not None
                )
            except ValueError as problem:
                self.add_error("phase_1_since", str(problem))
        return given

    def changes(self) -> dict[str, str]:
        return {key: self.cleaned_data[key].replace("\r\n", "\n").strip() for key in self.keys}
