"""Two people wrote on one opening: both see what each has changed, side by side, and what both changed is chosen fact by fact.

Works for any form about an opening: what was typed travels along in hidden fields, so nothing is typed twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from enishi.common.japanese.date_display import western_with_era
from enishi.common.japanese.halfdays import mask_of, pattern_words
from enishi.common.japanese.money import man_yen_words
from enishi.common.scope_items import GROUP_OF, ITEM_OF
from enishi.engine.schema import WISHES
from enishi.openings.actions import TERMS, Basis, EditConflict
from enishi.openings.conditions import PERMISSION, RENEWAL
from enishi.openings.enums import ContractKind, Duty, Employment, Rotation
from enishi.openings.models import Opening, OpeningVersion
from enishi.openings.portrait import QUESTION_OF
from enishi.openings.scope import Need
from enishi.openings.versions import MINE, THEIRS
from enishi.web.components.forms import NOT_GIVEN
from enishi.web.institution.opening_form import OpeningForm
from enishi.web.openings.facts import specialty_words

SEEN, BESIDE, CHOICE = "seen", "beside", "choice:"
CHOICES: dict[str, Mapping[str, str]] = {
    "night_duty": dict(Duty.choices()),
    "on_call": dict(Duty.choices()),
    "rotation": dict(Rotation.choices()),
    "conditions.contract_kind": dict(ContractKind.choices()),
    "conditions.renewal": RENEWAL,
    "conditions.night_duty_permission": PERMISSION,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One fact that somebody changed. contested: both did; then `name` is the control and `chosen` what was chosen so far."""

    label: str
    base: str
    theirs: str
    mine: str
    contested: bool
    name: str
    chosen: str


def basis_in(request: HttpRequest) -> Basis | None:
    """What the sender of a form had seen; None for a form without it."""
    seen, beside = request.POST.get(SEEN, ""), request.POST.get(BESIDE, "")
    if not is_number(seen):
        return None
    return Basis(int(seen), int(beside) if is_number(beside) else None, _choices(request))


def shown_version(opening: Opening, request: HttpRequest) -> OpeningVersion:
    """The version on which the form that was sent was built; the present one for a new page."""
    seen = request.POST.get(SEEN, "")
    found = opening.versions.filter(no=int(seen)).first() if is_number(seen) else None
    return found or opening.current


def side_by_side(request: HttpRequest, opening: Opening, conflict: EditConflict) -> HttpResponse:
    """The page on which both changes stand, with what was typed in hidden fields. Status 409, so that no robot takes it for done."""
    merge, choices = conflict.merge, _choices(request)
    facts = merge.only_theirs | merge.only_mine | merge.contested
    current = conflict.current
    context = {
        "opening": opening,
        "current": current,
        "writer": current.made_by.name if current.made_by else "",
        "lines": [
            Line(
                label_of(key),
                words_of(key, merge.base.get(key)),
                words_of(key, merge.theirs.get(key)),
                words_of(key, merge.mine.get(key)),
                key in merge.contested,
                f"{CHOICE}{key}",
                choices.get(key, ""),
            )
            for key in sorted(facts, key=_place)
        ],
        "contested": len(merge.contested),
        "unchosen": BESIDE in request.POST and any(choices.get(key, "") not in (MINE, THEIRS) for key in merge.contested),
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in ("csrfmiddlewaretoken", BESIDE) and not name.startswith(CHOICE)
        ],
        "crumbs": [
            ("今日のご案内", "/inst"), ("募集", "/inst/openings"),
            (opening.number, f"/inst/openings/{opening.number}"), ("二人の変更", ""),
        ],
    }  # fmt: skip
    return render(request, "institution/side_by_side.html", context, status=409)


def _choices(request: HttpRequest) -> dict[str, str]:
    return {key.removeprefix(CHOICE): value for key, value in request.POST.items() if key.startswith(CHOICE)}


def is_number(text: str) -> bool:
    """Whether this can be the number of a version."""
    return text.isascii() and text.isdigit() and len(text) < 5


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    fields = OpeningForm().fields
    return {name: str(field.label) for name, field in fields.items()} | {"specialties": "診療科"}


def label_of(key: str) -> str:
    """What a fact is called on the form."""
    stem, _, rest = key.partition(".")
    if stem == "portrait":
        return QUESTION_OF[rest].label if rest in QUESTION_OF else rest
    if stem == "scope":
        kind, _, code = rest.partition(".")
        if kind == "backers":
            return f"支える方（{GROUP_OF[code].label if code in GROUP_OF else code}）"
        item = ITEM_OF[code].label if code in ITEM_OF else code
        return f"求める範囲：{item}" if kind == "needs" else f"支える人がいる：{item}"
    return _labels().get(rest or stem, rest or stem)


def words_of(key: str, value: Any) -> str:
    """A fact as people read it."""
    if value in (None, "", [], ()):
        return "分けない" if key == "rotation" else NOT_GIVEN
    if key in CHOICES:
        return CHOICES[key].get(str(value), str(value))
    if key.startswith("scope.needs."):
        return Need(value).label if value in set(Need) else str(value)
    if key == "specialties":
        return specialty_words(value)
    if key == "employment":
        return "・".join(Employment(code).label for code in value)
    if key == "slots":
        return pattern_words(mask_of(value))
    if key == "offers":
        return "、".join(WISHES.get(code, code) for code in value)
    if key.endswith("_yen"):
        return man_yen_words(int(value))
    if key == "any_specialty":
        return "問わない" if value else "診療科による"
    if isinstance(value, bool):
        return "あり" if value else "なし"
    if isinstance(value, date):
        return western_with_era(value)
    if isinstance(value, Decimal):
        return f"{float(value):g}日"
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _place(key: str) -> tuple[int, str]:
    stem = key.partition(".")[0]
    return (TERMS.index(stem) if stem in TERMS else len(TERMS), key)
