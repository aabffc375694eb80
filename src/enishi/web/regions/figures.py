"""Figures of the regions in the form the pages show: tiles, tables, bars to scale, facts with their units."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from enishi.areas.enums import AreaClass
from enishi.areas.lookups import area_of
from enishi.areas.models import AreaEdition, MedicalArea, Municipality, PrefectureIndex
from enishi.areas.rules import PREFECTURES_PER_CLASS
from enishi.openings.need import Posts
from enishi.web.regions.tiles import Tile, all_there, tile

STEPS = ((Decimal(200), "200未満（特に少ない）"), (Decimal(225), "200〜225未満"), (Decimal(250), "225〜250未満"),
         (Decimal(280), "250〜280未満"))  # fmt: skip
LEGEND = [*((n, words) for n, (_, words) in enumerate(STEPS, 1)), (len(STEPS) + 1, "280以上（多い）")]

EXAMPLE_TOWN = "03302"
"""葛巻町: in an area of many physicians (盛岡) and yet short of them. The example beside every index."""

BAR_FULL = Decimal(400)
"""The index at the right end of a bar. Few areas lie beyond (区中央部 has 789.8): theirs are as long as the scale."""
BAR_WIDTH = 400

CSV_HEAD = (
    "版", "出典", "都道府県", "圏域番号", "圏域", "医師偏在指標", "区分（計算）", "全国順位", "標準化医師数",
    "人口2021年1月1日", "人口2024年", "人口2040年推計",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line across a bar: where, and what it means."""

    x: int
    words: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area in the table of its prefecture. bar: width in units of the drawing."""

    area: MedicalArea
    class_words: str
    bar: int
    openings: int


@dataclass(frozen=True, slots=True)
class ClassTable:
    """The prefectures of one class, fewest physicians first: (row, published openings)."""

    title: str
    rows: list[tuple[PrefectureIndex, int]]


def shade(index: Decimal) -> int:
    """1 (fewest physicians) to 5."""
    return next((n for n, (below, _) in enumerate(STEPS, 1) if index < below), len(STEPS) + 1)


def index_tiles(rows: Iterable[PrefectureIndex]) -> list[Tile]:
    return all_there(
        tile(
            row.prefecture_id,
            row.prefecture.name,
            value=str(row.index),
            shade=shade(row.index),
            few=row.area_class == AreaClass.FEW,
            href=f"/regions/{row.prefecture_id}",
        )
        for row in rows
    )


def by_class(rows: Iterable[PrefectureIndex], openings: Mapping[str, int]) -> list[ClassTable]:
    """Three tables, 医師少数県 first, each from the lowest index upwards."""
    ordered = sorted(rows, key=lambda row: row.index)
    titles = {AreaClass.FEW: "医師少数県", AreaClass.MIDDLE: "どちらでもない県", AreaClass.MANY: "医師多数県"}
    tables = []
    for kind, title in titles.items():
        mine = [(row, openings.get(row.prefecture_id, 0)) for row in ordered if row.area_class == kind]
        tables.append(ClassTable(f"{title}（{len(mine)}）", mine))
    return tables


def example_area(edition: AreaEdition) -> MedicalArea | None:
    """The area of 葛巻町, if this edition still counts it among those of many physicians."""
    found = area_of(EXAMPLE_TOWN, edition)
    return found if found is not None and found.area_class == AreaClass.MANY else None


def bar_of(index: Decimal) -> int:
    """Width of a bar to scale; the scale ends at BAR_FULL."""
    return int(min(index, BAR_FULL) / BAR_FULL * BAR_WIDTH)


def scale_of(edition: AreaEdition) -> list[Line]:
    lines = [Line(bar_of(edition.few_below), "少数の境目", edition.few_below), Line(bar_of(edition.many_from), "多数の境目", edition.many_from)]  # fmt: skip
    return lines


def class_words(area: MedicalArea) -> str:
    """医師少数; on the very line only the prefecture's plan can tell, and that is said."""
    label = AreaClass(area.area_class).label
    return f"{label}（境目の値。正式な区分は県の計画によります）" if area.on_the_line else label


def area_row(area: MedicalArea, posts: Posts | None) -> AreaRow:
    return AreaRow(area, class_words(area), bar_of(area.index), posts.openings if posts else 0)


def area_facts(area: MedicalArea) -> list[tuple[str, str, str]]:
    """(label, value, remark) of an area; a figure that the edition does not have is left out."""
    count = MedicalArea.objects.of_edition(area.edition).count()
    facts = [
        ("医師偏在指標", str(area.index), _against_nation(area.index, area.edition.national_index)),
        ("区分（計算）", class_words(area), "表示の指標を境目で分けたものです。都道府県の指定とは別です"),
        ("全国順位", f"{count}圏域のうち{area.rank}位" if area.rank else "", "指標の高い順です"),
        ("標準化医師数", _people(area.standardised_physicians), "全診療科。労働時間でならした人数です"),
        ("人口", _people(area.population_2024), "2024年"),
        ("2040年の人口", _people(area.population_2040), _change(area.population_2024, area.population_2040)),
    ]
    if flow := area.flows.order_by("-edition").first():
        said = f"流出 {flow.outflow * 100:.1f}%、流入 {flow.inflow * 100:.1f}%"
        facts.append(("入院の出入り", said, "お住まいの人のうち外に入院した割合と、ここに入院した人のうち外にお住まいの割合。患者調査による推計です"))  # fmt: skip
    return [fact for fact in facts if fact[1]]


def prefecture_heads(own: PrefectureIndex) -> list[tuple[str, str, str]]:
    """(label, value, remark) of a prefecture."""
    per = f"人口10万人あたり{own.physicians_2024 * 100_000 / own.population_2025:.1f}人" if own.physicians_2024 and own.population_2025 else ""  # fmt: skip
    old = f"65歳以上は{own.over_65_2025 * 100 / own.population_2025:.1f}%" if own.over_65_2025 and own.population_2025 else ""  # fmt: skip
    kind = AreaClass(own.area_class).label
    facts = [
        ("医師偏在指標", str(own.index), _against_nation(own.index, own.edition.national_index)),
        ("区分", f"{kind}県" if own.area_class != AreaClass.MIDDLE else "どちらでもない県",
         f"47都道府県を順位で三つに分け、上の{PREFECTURES_PER_CLASS}を多数、下の{PREFECTURES_PER_CLASS}を少数としています"),
        ("全国順位", f"47都道府県のうち{own.rank}位", "指標の高い順です"),
        ("届出の医師数", _people(own.physicians_2024), f"2024年末。{per}" if per else "2024年末"),
        ("人口", _people(own.population_2025), f"2025年1月1日。{old}" if old else "2025年1月1日"),
    ]  # fmt: skip
    return [fact for fact in facts if fact[1]]


def towns_of(area: MedicalArea) -> list[Municipality]:
    """The municipalities of the area that exist today."""
    return list(Municipality.objects.places().filter(memberships__area=area).order_by("code"))


def csv_rows(edition: AreaEdition) -> Iterator[tuple[object, ...]]:
    for area in MedicalArea.objects.of_edition(edition).select_related("prefecture").order_by("code"):
        yield (
            edition.code, edition.source, area.prefecture.name, area.code, area.name, area.index, class_words(area),
            area.rank or "", area.standardised_physicians or "", area.population_2021 or "",
            area.population_2024 or "", area.population_2040 or "",
        )  # fmt: skip


def _people(count: int | None) -> str:
    return "" if count is None else f"{count:,}人"


def _against_nation(index: Decimal, nation: Decimal | None) -> str:
    return f"全国は{nation}です" if nation else ""


def _change(before: int | None, after: int | None) -> str:
    """約24%減る見込みです."""
    if not before or not after:
        return ""
    change = round((after - before) * 100 / before)
    if change == 0:
        return "推計です。ほぼ変わらない見込みです"
    return f"推計です。2024年から約{abs(change)}%{'減る' if change < 0 else '増える'}見込みです"
