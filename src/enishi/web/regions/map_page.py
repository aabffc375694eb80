"""What the pages of the map show: the measure chosen, two more beside it, the rows of the table, and what is not known."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from enishi.areas.enums import AreaClass
from enishi.areas.models import Prefecture
from enishi.research.measures import COMPANIONS, DESIGNATED, INDEX, MEASURES, Measure, Measured
from enishi.research.place_figures import Figures
from enishi.web.regions import shades
from enishi.web.regions.drawing import Shape, Sheet
from enishi.web.regions.shades import Shading
from enishi.web.regions.tiles import short_name

BESIDE = 2
CLASSED = (INDEX, DESIGNATED)
"""Whose classes are words of their own; a fifth of all places is told by the figure beside it."""
SMALLEST_LABEL = 330
"""Square units of a place that holds its name; smaller ones are named in the table and by their link."""
NO_FIGURE = "この数字がない所（わけは、出どころに書いています）"
CSV_HEAD = (
    "level", "code", "name", "prefecture", "measure", "measure_name", "value", "unit", "class", "edition", "source", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A place: no is its number on a small map; cells: (head, words) of the chosen measure and those beside it."""

    no: int
    code: str
    name: str
    href: str
    shade: int
    class_words: str
    cells: list[tuple[str, str]]
    note: str
    shape: Shape | None

    @property
    def label(self) -> str:
        return short_name(self.name)

    @property
    def spoken(self) -> str:
        """For the link on the map: 岩手県、指標 182.5（医師少数県）."""
        head, said = self.cells[0]
        return f"{self.name}、{head} {said}" + (f"（{self.class_words}）" if self.class_words else "")

    @property
    def roomy(self) -> bool:
        return self.shape is not None and self.shape.size >= SMALLEST_LABEL


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything a page of the map needs. legend: (shade, words), darkest first; unknown: (title, what is to be imported);
    missed: the measure asked for that cannot be shown here, "" if it is the one shown; within: titles of measures that only the
    maps of prefectures have."""

    chosen: Measured
    beside: list[Measured]
    rows: list[Row]
    shading: Shading
    choices: list[Choice]
    unknown: list[tuple[str, str]]
    sheet: Sheet | None
    missed: str
    within: tuple[str, ...] = ()

    @property
    def legend(self) -> list[tuple[int, str]]:
        used = {row.shade for row in self.rows}
        found = [(shade, words) for shade, words in self.shading.words.items() if shade in used]
        return found if 0 in self.shading.words or 0 not in used else [*found, (0, NO_FIGURE)]

    @property
    def all_measured(self) -> list[Measured]:
        return [self.chosen, *self.beside]

    @property
    def nameless(self) -> bool:
        """Some place is too small for its name on the map."""
        return any(row.shape is not None and not row.roomy for row in self.rows)


def of_japan(figures: Figures, asked: str, sheet: Sheet) -> Shown:
    """All prefectures. asked: key of a measure; another word, or one without figures, shows the index."""
    measured = _measured(figures.prefectures, asked)
    chosen = measured[0]
    if chosen.measure.key == INDEX:
        shading = shades.by_class({row.prefecture_id: AreaClass(row.area_class) for row in figures.own}, None)
    else:
        shading = _shading(chosen)
    places = [(row.prefecture_id, row.prefecture.name) for row in figures.own]
    within = tuple(m.title for m in MEASURES.values() if not m.prefectures and figures.knows(m.key))
    shown = _shown(asked, measured, shading, places, sheet, "/regions/map/", _choices(figures, prefectures=True))
    return replace(shown, within=within)


def of_prefecture(figures: Figures, prefecture: Prefecture, asked: str, sheet: Sheet | None) -> Shown:
    """The areas of one prefecture, in the colours of the whole nation's areas, so that two maps can be compared."""
    measured = _measured(figures.areas, asked)
    chosen = measured[0]
    areas = [area for area in figures.all_areas if area.prefecture_id == prefecture.pk]
    if chosen.measure.key == INDEX:
        shading = shades.by_class({a.code: AreaClass(a.area_class) for a in areas}, figures.edition.lines)
    else:
        shading = _shading(chosen)
    places = [(area.code, area.name) for area in areas]
    return _shown(asked, measured, shading, places, sheet, "/regions/", _choices(figures, prefectures=False))


def _measured(of_level: Callable[[str], Measured | None], asked: str) -> list[Measured]:
    """The measure asked for, else the index, and the first companions that are known; no other is worked out."""
    first = (of_level(asked) if asked in MEASURES else None) or of_level(INDEX)
    if first is None:
        raise LookupError("an edition without an index")
    found = [first]
    for key in COMPANIONS:
        if len(found) <= BESIDE and key != first.measure.key and (other := of_level(key)):
            found.append(other)
    return found


def _shading(measured: Measured) -> Shading:
    return shades.yes_or_no(measured) if measured.measure.key == DESIGNATED else shades.by_fifths(measured)


def _choices(figures: Figures, *, prefectures: bool) -> tuple[list[Choice], list[tuple[str, str]]]:
    of_level = [m for m in MEASURES.values() if (m.prefectures if prefectures else m.areas)]
    known = [m for m in of_level if figures.knows(m.key)]
    return [Choice(m.key, m.title) for m in known], [(m.title, m.needs) for m in of_level if m not in known]


def _shown(
    asked: str, measured: list[Measured], shading: Shading, places: Iterable[tuple[str, str]], sheet: Sheet | None,
    under: str, choices: tuple[list[Choice], list[tuple[str, str]]],
) -> Shown:  # fmt: skip
    chosen, beside = measured[0], measured[1:]
    key = chosen.measure.key
    query = "" if key == INDEX or under == "/regions/" else f"?measure={key}"

    def urgent_first(place: tuple[str, str]) -> tuple[int, float, str]:
        value = chosen.values.get(place[0])
        if value is None:
            return 1, 0.0, place[0]
        return 0, value if chosen.measure.dark == "few" else -value, place[0]

    rows = [
        Row(
            no, code, name, f"{under}{code}{query}", shading.of.get(code, 0), shading.said(code) if key in CLASSED else "",
            [(one.measure.head, _with_unit(one.measure, one.said(code))) for one in (chosen, *beside)],
            chosen.note(code), sheet.shapes.get(code) if sheet else None,
        )
        for no, (code, name) in enumerate(sorted(places, key=urgent_first), 1)
    ]  # fmt: skip
    missed = MEASURES[asked].title if asked in MEASURES and asked != key else ""
    return Shown(chosen, beside, rows, shading, *choices, sheet, missed)


def _with_unit(measure: Measure, said: str) -> str:
    return said if said == "—" else f"{said}{measure.unit}"


def csv_rows(figures: Figures, level: str, prefecture: str = "") -> Iterator[tuple[Any, ...]]:
    """Every known measure of every place of a level, one figure a line. level: prefectures, areas or towns;
    prefecture: two digits, only its places."""
    names = {row.prefecture_id: row.prefecture.name for row in figures.own}
    places: dict[str, list[tuple[str, str]]] = {
        "prefectures": list(names.items()),
        "areas": [(area.code, area.name) for area in figures.all_areas],
        "towns": figures.places,
    }
    for measure in MEASURES.values():
        found: Measured | None = getattr(figures, level)(measure.key)
        if found is None:
            continue
        shading = _classes(figures, found, level)
        for code, name in places[level]:
            if prefecture and code[:2] != prefecture:
                continue
            value = found.values.get(code)
            yield (
                level, code, name, names.get(code[:2], ""), measure.key, measure.title,
                "" if value is None else f"{value:.{measure.places}f}", measure.unit, shading.said(code),
                found.edition, found.source, found.note(code),
            )  # fmt: skip


def _classes(figures: Figures, found: Measured, level: str) -> Shading:
    if found.measure.key != INDEX:
        return _shading(found)
    if level == "areas":
        return shades.by_class({a.code: AreaClass(a.area_class) for a in figures.all_areas}, figures.edition.lines)
    return shades.by_class({row.prefecture_id: AreaClass(row.area_class) for row in figures.own}, None)
