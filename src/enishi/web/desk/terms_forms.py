"""The forms whose words go out to a side: the proposal, and the terms of the agreement."""

from typing import Any

from django import forms

from enishi.candidacies.models import AgreementVersion, Proposal
from enishi.candidacies.phases import LONGEST_NOTE, MOST_PHASES, Phase, arrange, phases_in
from enishi.web.components.fields import EraDateField
from enishi.web.desk.seen import SeenForm

SIDES = ("physician", "institution")
PHASE_PARTS = ("since", "days", "note")


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
