"""What the page of an own opening lists beside its terms: gaps, versions, and the short forms of its acts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.urls import reverse
from django.utils import timezone

from enishi.common.clock import today
from enishi.common.workflow import Channel
from enishi.law.conditions import MissingItem
from enishi.openings.checking import counts
from enishi.openings.enums import CloseReason, OpeningState
from enishi.openings.models import Opening, OpeningVersion
from enishi.openings.rules import Freshness
from enishi.web.checker.shown import Shown, report_of
from enishi.web.components.forms import EnishiForm
from enishi.web.components.summary import link_id
from enishi.web.components.widgets import ChoiceCards
from enishi.web.institution.opening_form import PLACE_OF_REFUSAL, OpeningForm, confirmer_field
from enishi.web.institution.opening_sections import step_of_field
from enishi.web.openings.facts import Change, changes_between, specialty_of

FRESHNESS_CHIPS = {
    Freshness.FRESH: ("ok", "ok"),
    Freshness.AMBER: ("due", "clock"),
    Freshness.HIDDEN: ("late", "alert"),
    Freshness.UNCONFIRMED: ("", "info"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """What must still be said; `target` is the id of the control of the form where it is said, `step` its step of the wizard."""

    label: str
    sentence: str
    target: str
    step: int


@dataclass(frozen=True, slots=True)
class Line:
    """One opening in the institution's list."""

    number: str
    title: str
    specialty: str
    state: str
    state_label: str
    chip: tuple[str, str]
    freshness: str
    confirmed_on: date | None
    confirmed_by: str
    is_published: bool
    blocking: int
    warning: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A version and what changed since the one before; `seen_at` is None while it may still be rewritten."""

    no: int
    made_at: datetime
    made_by: str
    how: str
    seen_at: datetime | None
    before: int | None
    changes: list[Change]

    @property
    def before_words(self) -> str:
        return f"{self.before}版"

    @property
    def after_words(self) -> str:
        return f"{self.no}版"


class ConfirmForm(EnishiForm):
    confirmed_by = confirmer_field()
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CloseForm(EnishiForm):
    close_reason = forms.ChoiceField(
        label="終える理由",
        choices=[(r.value, r.label) for r in (CloseReason.FILLED, CloseReason.WITHDRAWN)],
        widget=ChoiceCards(hints={CloseReason.FILLED: "医師が決まりました", CloseReason.WITHDRAWN: "募集をやめます"}),
    )
    reason = forms.CharField(
        label="担当者へのひとこと", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def gaps_of(missing: Iterable[MissingItem]) -> list[Gap]:
    form = OpeningForm()
    places = ((m, PLACE_OF_REFUSAL.get(m.field, m.field)) for m in missing)
    return [
        Gap(m.label, m.sentence, link_id(form[name]) if name in form.fields else "", step_of_field(name))
        for m, name in places
    ]


def words_to_mend(opening: Opening) -> list[Shown]:
    """What no article lets be shown, each with the words and the way to its question; gaps are told by `gaps_of`."""
    form, published = OpeningForm(), opening.state == OpeningState.PUBLISHED

    def link(field: str) -> str:
        name = PLACE_OF_REFUSAL.get(field, field)
        if published:
            page = reverse("inst_opening_edit", args=[opening.number])
        else:
            page = reverse("inst_opening_step", args=[opening.number, step_of_field(name)])
        return f"{page}#{link_id(form[name])}" if name in form.fields else page

    return [one for one in report_of(opening, today(), link=link).blocking if one.words]


def lines_of(openings: Iterable[Opening]) -> list[Line]:
    """The list; freshness is spoken of only while an opening is published."""
    shown = list(openings)
    found = counts(shown, today())
    return [_line(opening, *found.get(opening.pk, (0, 0))) for opening in shown]


def _line(opening: Opening, blocking: int, warning: int) -> Line:
    state = OpeningState(opening.state)
    return Line(
        number=opening.number,
        title=opening.current.title,
        specialty=specialty_of(opening.current),
        state=state,
        state_label=state.label,
        chip=FRESHNESS_CHIPS[opening.freshness],
        freshness=opening.freshness.label,
        confirmed_on=timezone.localdate(opening.confirmed_at) if opening.confirmed_at else None,
        confirmed_by=opening.confirmed_by,
        is_published=state is OpeningState.PUBLISHED,
        blocking=blocking,
        warning=warning,
    )


def history_of(opening: Opening) -> list[Edition]:
    """Every version with what it changed, the newest first."""
    return _editions(opening, list(opening.versions.select_related("made_by").order_by("no")))[::-1]


def latest_edition(opening: Opening) -> Edition:
    """The present version with what it changed."""
    newest = list(opening.versions.select_related("made_by").order_by("-no")[:2])
    return _editions(opening, newest[::-1])[-1]


def _editions(opening: Opening, versions: list[OpeningVersion]) -> list[Edition]:
    """Versions in order, each beside the one before it in the list."""
    for version in versions:
        version.opening = opening
    return [
        Edition(
            v.no,
            v.made_at,
            v.made_by.name if v.made_by else "",
            Channel(v.made_channel).label if v.made_channel else "",
            v.first_seen_at,
            before.no if before else None,
            changes_between(before, v) if before else [],
        )
        for before, v in zip([None, *versions], versions, strict=False)
    ]


def compared(opening: Opening, before: int, after: int) -> Edition | None:
    """What changed from one version to another; None unless both are there."""
    found = {v.no: v for v in opening.versions.select_related("made_by").filter(no__in=[before, after])}
    if before not in found or after not in found:
        return None
    for version in found.values():
        version.opening = opening
    v = found[after]
    who = v.made_by.name if v.made_by else ""
    return Edition(after, v.made_at, who, "", v.first_seen_at, before, changes_between(found[before], v))
