"""The table of an edition of the index, as `enishi index` writes it: 330 areas, then 47 prefectures. Needs no database.

An edition that comes with the project is read from its bundled tables; one that an operator has imported, from the database.
"""

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from decimal import Decimal
from typing import TextIO

from enishi.areas.enums import AreaClass
from enishi.areas.reference_tables import table
from enishi.areas.rules import Lines, class_of, prefecture_class
from enishi.common.disarmed import disarmed

CLASS_WORDS = {AreaClass.MANY: "多数", AreaClass.MIDDLE: "中程度", AreaClass.FEW: "少数"}
PREFECTURES_OWN = "都道府県の値は公表されたもので、標準化医師数と人口は圏域の合計"


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One area (4 digits) or prefecture (2 digits) of one edition; an empty text is what nobody has published.

    index: as printed; `class_` of an area by the lines of the edition, of a prefecture by its rank (16 / 15 / 16).
    std_physicians: 標準化医師数; population: people of the index's denominator; utilisation: 標準化受療率比, 1 for the nation.
    """

    code: str
    name: str
    prefecture: str
    index: str
    class_: str
    std_physicians: str
    population: str
    utilisation: str
    source: str


COLUMNS = tuple(field.name.rstrip("_") for field in fields(IndexRow))


def bundled_editions() -> tuple[str, ...]:
    return tuple(row["code"] for row in table("editions"))


def bundled_rows(edition: str) -> list[IndexRow]:
    """All rows of an edition that comes with the project. Raises KeyError for another one."""
    facts = {row["code"]: row for row in table("editions")}[edition]
    lines = Lines(Decimal(facts["many_from"]), Decimal(facts["few_below"]))
    names = {row["code"]: row["name"] for row in table("prefectures")}
    areas = [
        IndexRow(
            code=row["code"],
            name=row["name"],
            prefecture=names[row["prefecture"]],
            index=row["index"],
            class_=CLASS_WORDS[class_of(Decimal(row["index"]), lines)],
            std_physicians=row["standardised_physicians"],
            population=row["population_2021"],
            utilisation=row["utilisation_ratio"],
            source=facts["source"],
        )
        for row in table("area_index")
    ]
    return areas + _prefectures(
        (
            (row["prefecture"], names[row["prefecture"]], row["index"], int(row["rank"]))
            for row in table("prefecture_index")
        ),
        areas,
        facts["source"],
    )


def stored_rows(edition: str) -> list[IndexRow]:
    """All rows of an edition that was imported; Django must be set up. Raises KeyError for one that is not there."""
    from enishi.areas.models import AreaEdition

    found = AreaEdition.objects.filter(code=edition).first()
    if found is None:
        raise KeyError(edition)
    areas = [
        IndexRow(
            code=area.code,
            name=area.name,
            prefecture=area.prefecture.name,
            index=str(area.index),
            class_=CLASS_WORDS[AreaClass(area.area_class)],
            std_physicians=_written(area.standardised_physicians),
            population=_written(area.population_2021),
            utilisation=_written(area.utilisation_ratio),
            source=found.source,
        )
        for area in found.areas.select_related("prefecture").order_by("code")
    ]
    own = found.prefectures.select_related("prefecture").order_by("prefecture")
    return areas + _prefectures(
        ((p.prefecture_id, p.prefecture.name, str(p.index), p.rank) for p in own), areas, found.source
    )


def write_table(rows: Iterable[IndexRow], file: TextIO) -> None:
    """CSV with a header row. A cell that a spreadsheet would take for a formula is disarmed."""
    out = csv.writer(file, lineterminator="\n")
    out.writerow(COLUMNS)
    out.writerows([disarmed(cell) for cell in astuple(row)] for row in rows)


def _prefectures(own: Iterable[tuple[str, str, str, int]], areas: list[IndexRow], source: str) -> list[IndexRow]:
    """A prefecture's index is its own, never worked out from its areas: patients who cross within it count in theirs."""
    return [
        IndexRow(
            code=code,
            name=name,
            prefecture=name,
            index=index,
            class_=CLASS_WORDS[prefecture_class(rank)],
            std_physicians=_sum(area.std_physicians for area in areas if area.code[:2] == code),
            population=_sum(area.population for area in areas if area.code[:2] == code),
            utilisation="",
            source=f"{source}（{PREFECTURES_OWN}）",
        )
        for code, name, index, rank in own
    ]


def _sum(parts: Iterable[str]) -> str:
    """Nothing where a part is not known: half a sum would be taken for the whole."""
    given = list(parts)
    return str(sum(map(int, given))) if given and all(given) else ""


def _written(value: object) -> str:
    return "" if value is None else str(value)
