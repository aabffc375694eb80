"""「自分の診療科が最も足りない町」: the form, and the ranked areas with their map."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.db.models import Sum

from enishi.areas.models import AreaEdition, MedicalArea, Prefecture
from enishi.engine.specialties import find
from enishi.openings.need import Need, Posts, seats_per_hundred, shade_lines, shade_of
from enishi.openings.regional import areas_in_need
from enishi.web.components.forms import EnishiForm
from enishi.web.openings.forms import SPECIALTY_CHOICES
from enishi.web.regions.figures import class_words
from enishi.web.regions.links import openings_link
from enishi.web.regions.tiles import Tile, all_there, tile

SHOWN = 20
NO_SEATS_SHADE = 5


class SpecialtyForm(EnishiForm):
    """One question, by GET, so that its answer has an address of its own."""

    specialty = forms.ChoiceField(
        label="診療科", choices=[("", "お選びください"), *SPECIALTY_CHOICES[1:]], required=False
    )

    @property
    def chosen(self) -> str:
        """The name of the specialty, "" before a choice or for one we do not know."""
        return str(self.cleaned_data.get("specialty", "")) if self.is_valid() else ""


@dataclass(frozen=True, slots=True)
class Place:
    """One area in the list. need: the measure as text, with two decimals."""

    rank: int
    area: MedicalArea
    class_words: str
    posts: Posts
    need: str
    href: str


@dataclass(frozen=True, slots=True)
class Found:
    """legend: (class of the colour, its words); rest: areas behind the shown ones; unplaced: openings in no one area."""

    specialty: str
    places: list[Place]
    rest: int
    unplaced: int
    openings: int
    seats: int
    tiles: list[Tile]
    legend: list[tuple[int, str]]


def found(edition: AreaEdition, specialty: str) -> Found:
    """specialty: a name of the tree. Raises ValueError for another."""
    if find(specialty) is None:
        raise ValueError(f"unknown specialty {specialty!r}")
    rows, unplaced = areas_in_need(edition, specialty)
    tiles, legend = _map(edition, rows)
    return Found(
        specialty=specialty,
        places=[_place(n, area, row, specialty) for n, (area, row) in enumerate(rows[:SHOWN], 1)],
        rest=max(0, len(rows) - SHOWN),
        unplaced=unplaced.openings,
        openings=sum(row.posts.openings for _, row in rows),
        seats=sum(row.posts.seats for _, row in rows),
        tiles=tiles,
        legend=legend,
    )


def _place(rank: int, area: MedicalArea, row: Need, specialty: str) -> Place:
    return Place(
        rank=rank,
        area=area,
        class_words=class_words(area),
        posts=row.posts,
        need=_words(row.per_hundred),
        href=openings_link(area=area.code, specialty=specialty),
    )


def _words(value: float | None) -> str:
    return "計算できません" if value is None else f"{value:.2f}人"


def _map(edition: AreaEdition, rows: list[tuple[MedicalArea, Need]]) -> tuple[list[Tile], list[tuple[int, str]]]:
    """The same measure by prefecture: seats and physicians of all its areas, each added up first."""
    seats: dict[str, int] = defaultdict(int)
    for area, row in rows:
        seats[area.prefecture_id] += row.posts.seats
    physicians = _physicians(edition)
    values = {code: seats_per_hundred(seats[code], physicians.get(code)) or 0.0 for code in seats}
    lines = shade_lines(list(values.values()))
    tiles = all_there(
        tile(
            p.code,
            p.name,
            value=f"{values[p.code]:.2f}" if p.code in values else "－",
            shade=shade_of(values.get(p.code, 0.0), lines) or NO_SEATS_SHADE,
            href=f"/regions/{p.code}",
        )
        for p in Prefecture.objects.all()
    )
    legend = [(n, f"{line:.2f}人以上") for n, line in enumerate(lines, 1)]
    return tiles, [*legend, (NO_SEATS_SHADE, "この診療科の募集がない県")]


def _physicians(edition: AreaEdition) -> Mapping[str, int]:
    rows = MedicalArea.objects.of_edition(edition).order_by().values_list("prefecture")
    return dict(rows.annotate(total=Sum("standardised_physicians")))
