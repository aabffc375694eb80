"""The findings of the checker as a page shows them: the words in their sentence, why, and what to write instead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django import forms

from enishi.law.dated import Evidence
from enishi.law.wording.findings import Finding
from enishi.openings.checking import FIELD_LABELS, LONGEST_REASON, findings_of, is_waived, texts_of, waived_in
from enishi.openings.conditions import as_conditions
from enishi.openings.models import Opening
from enishi.web.components.forms import EnishiForm

AROUND = 30  # characters shown on either side of the words


class WaiveForm(EnishiForm):
    """The supervisor's reason for letting one finding pass; the hidden fields say which."""

    rule = forms.CharField(max_length=80, widget=forms.HiddenInput)
    field = forms.CharField(max_length=80, widget=forms.HiddenInput)
    words = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="そのままでよい理由",
        help_text="記録に残ります。例：病院の正式な名称のため",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding. before, words, after: the quotation, empty where something is missing; href: where it is put right."""

    label: str
    before: str
    words: str
    after: str
    sentence: str
    instead: str
    article: str
    since: date
    to_confirm: bool
    beyond_law: bool
    href: str
    form: WaiveForm | None


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that is said of one field."""

    label: str
    href: str
    findings: list[Shown]


@dataclass(frozen=True, slots=True)
class Report:
    """What stands between the opening and the public, what would better be said otherwise, and what was let pass with who and why."""

    blocking: list[Shown]
    warning: list[Shown]
    passed: list[tuple[Shown, str]]

    @property
    def cards(self) -> tuple[list[Card], list[Card]]:
        """By field: what blocks, and what would better be said otherwise."""
        return _cards(self.blocking), _cards(self.warning)

    @property
    def is_clear(self) -> bool:
        return not self.blocking and not self.warning


def report_of(
    opening: Opening,
    on: date,
    *,
    link: Callable[[str], str] = lambda field: "",
    may_waive: bool = False,
    came_back: WaiveForm | None = None,
) -> Report:
    """Everything the checker says of the current terms. link: field → address of its question, "" for none.

    came_back: a waiver that was refused; it comes back at its finding.
    """
    version = opening.current
    found = findings_of(version, on)
    texts = {**_condition_texts(opening), **(texts_of(version) if version else {})}
    passed = waived_in(opening)
    reasons = {(w.rule, w.field, w.words): w.reason for w in opening.waivers.all()} if passed else {}
    shown: dict[str, list[Shown]] = {"blocking": [], "warning": []}
    let_pass = []
    for at, one in enumerate(found):
        waived = is_waived(one, passed)
        form = _form(one, at, came_back) if may_waive and one.may_be_waived and not waived else None
        line = _shown(one, texts, link(one.field), form)
        if waived:
            let_pass.append((line, reasons[(one.rule, one.field, one.words)]))
        else:
            shown["blocking" if one.blocks else "warning"].append(line)
    return Report(shown["blocking"], shown["warning"], let_pass)


def _cards(shown: list[Shown]) -> list[Card]:
    cards: dict[str, Card] = {}
    for one in shown:
        cards.setdefault(one.label, Card(one.label, one.href, [])).findings.append(one)
    return list(cards.values())


def _shown(f: Finding, texts: Mapping[str, str], href: str, form: WaiveForm | None) -> Shown:
    text = texts.get(f.field, "")
    quoted = bool(f.words) and text[f.start : f.end] == f.words
    before, after = (text[: f.start], text[f.end :]) if quoted else ("", "")
    return Shown(
        label=FIELD_LABELS.get(f.field, "募集の内容"),
        before=("…" if len(before) > AROUND else "") + before[-AROUND:],
        words=f.words,
        after=after[:AROUND] + ("…" if len(after) > AROUND else ""),
        sentence=f.sentence,
        instead=f.instead,
        article=f.statute.words,
        since=f.statute.since,
        to_confirm=f.statute.evidence is Evidence.TO_CONFIRM,
        beyond_law=not f.statute.binding,
        href=href,
        form=form,
    )


def _condition_texts(opening: Opening) -> dict[str, str]:
    if opening.current is None:
        return {}
    return {key: value for key, value in as_conditions(opening.current).items() if isinstance(value, str)}


def _form(f: Finding, at: int, came_back: WaiveForm | None) -> WaiveForm:
    if came_back is not None and all(came_back.data.get(k, "") == getattr(f, k) for k in ("rule", "field", "words")):
        came_back.auto_id = f"id_w{at}_%s"
        return came_back
    return WaiveForm(initial={"rule": f.rule, "field": f.field, "words": f.words}, auto_id=f"id_w{at}_%s")
