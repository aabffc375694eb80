"""Tables that may be asked for: declared dimensions of declared subjects, safe whoever asks how often for what (N21). Pure.

Every table of one or two dimensions of a cube is made at once, when an edition is made, and small cells are hidden across all
of them together (`common.linked_cells`, ADR 52): there is no question whose answer, taken from another's, tells one person.
From edition to edition a number that moved by less than five stands still.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from enishi.areas.enums import AreaClass, Region
from enishi.common.linked_cells import shown_cells
from enishi.common.safe_cells import still
from enishi.engine.specialties import SPECIALTIES
from enishi.research.net_effect import RETURNED, origin_of
from enishi.research.records import Employment, Person, Records

MOST_DIMENSIONS = 2
TIMES = frozenset({"year"})
Values = tuple[str, ...]
Cells = dict[Values, int | None]
Tables = dict[Values, Cells]
"""Names of dimensions in the order of the cube → values of them → count, None where hidden. () → the total."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """of: the value of a row, one of `values` (value → label) or for an open dimension anything. alone: never crossed."""

    key: str
    label: str
    english: str
    of: Callable[[Any], str]
    values: Mapping[str, str]
    alone: bool = False

    @property
    def told_by_being_there(self) -> bool:
        """Whether a line alone, without a number, would say that somebody is in it: areas, of which there are 330."""
        return not self.values and self.key not in TIMES


@dataclass(frozen=True, slots=True)
class Cube:
    """rows: of the records; unit: what a count counts. A row counts once; each is one person's."""

    key: str
    label: str
    english: str
    unit: str
    rows: Callable[[Records], Sequence[Any]]
    dimensions: tuple[Dimension, ...]

    def dimension(self, key: str) -> Dimension:
        """Raises KeyError for one that is not declared."""
        return {dimension.key: dimension for dimension in self.dimensions}[key]

    @property
    def questions(self) -> list[Values]:
        """Every table there is, the total first."""
        crossed = [d.key for d in self.dimensions if not d.alone]
        ones = [(d.key,) for d in self.dimensions]
        return [(), *ones, *combinations(crossed, MOST_DIMENSIONS)]

    def in_order(self, asked: Sequence[str]) -> Values:
        """These dimensions as the tables name them; anything not declared is kept, to be refused."""
        order = [dimension.key for dimension in self.dimensions]
        return tuple(sorted(set(asked), key=lambda key: (order.index(key) if key in order else len(order), key)))


FIELDS = {s.key: s.name for s in SPECIALTIES if s.parent is None} | {"any": "科目不問・お答えのない方"}
AGES = {label: label for label in ("49歳以下", "50〜59歳", "60〜69歳", "70歳以上")} | {"unknown": "伺っていない方"}
REGIONS = dict(Region.choices()) | {"": "不明"}
CLASSES = dict(AreaClass.choices()) | {"": "不明"}
ORIGINS = {RETURNED: "お仕事を離れていた", **CLASSES}
PRESENT = {"employed": "勤務している", "owner": "開業している", "retired": "退職した・休職中", "": "お答えのない方"}
STAGES = {"registered": "ご登録まで", "interviewed": "面談まで", "proposed": "ご提案まで"}


def _year(row: Person | Employment) -> str:
    return str(row.year)


PEOPLE = Cube(
    "people", "ご登録の先生", "Registered physicians", "人", lambda records: records.people,
    (
        Dimension("year", "ご登録の年", "Year of registration", _year, {}, alone=True),
        Dimension("region", "お住まいの地方", "Region of home", lambda p: p.region, REGIONS),
        Dimension("age", "年代", "Age", lambda p: p.age, AGES),
        Dimension("field", "診療科（基本領域）", "Basic specialty", lambda p: p.field, FIELDS, alone=True),
        Dimension("present", "ご登録のときのお仕事", "Work at registration", lambda p: p.present, PRESENT),
        Dimension("stage", "進んだ段階", "Furthest stage", lambda p: p.stage, STAGES),
    ),
)  # fmt: skip
EMPLOYMENTS = Cube(
    "employments", "採用", "Placements", "件", lambda records: records.employments,
    (
        Dimension("year", "採用の年", "Year of hiring", _year, {}),
        Dimension("class", "採用の圏域の区分", "Class of area", lambda e: e.to_class, CLASSES),
        Dimension("origin", "もとのお仕事の圏域", "Origin", origin_of, ORIGINS),
        Dimension("region", "採用の地方", "Region", lambda e: e.region, REGIONS, alone=True),
        Dimension("time", "勤務の時間", "Working time", lambda e: "full" if e.full_time else "part",
                  {"full": "週4日以上", "part": "週4日より少ない"}),
        Dimension("term", "契約", "Contract", lambda e: e.term, {"indefinite": "期間の定めなし", "fixed": "期間の定めあり"},
                  alone=True),
        Dimension("age", "採用のときの年代", "Age when hired", lambda e: e.age, AGES),
        Dimension("support", "住まい・学び直しなどの支援", "Support offered", lambda e: "yes" if e.supported else "no",
                  {"yes": "求人に支援あり", "no": "支援の記載なし"}),
        Dimension("area", "二次医療圏", "Secondary medical area", lambda e: e.to_area, {}, alone=True),
    ),
)  # fmt: skip
CUBES = {cube.key: cube for cube in (PEOPLE, EMPLOYMENTS)}


def tables_of(cube: Cube, records: Records, before: Tables | None = None) -> Tables:
    """Every table of the cube as it may be shown. before: those of the edition before."""
    rows = cube.rows(records)
    order = [dimension.key for dimension in cube.dimensions]
    atoms = Counter(tuple(dimension.of(row) for dimension in cube.dimensions) for row in rows)
    kinds = sorted(atoms)
    earlier = before or {}
    cells: dict[tuple[Values, Values], frozenset[int]] = {}
    for question in cube.questions:
        places = [order.index(key) for key in question]
        found: dict[Values, set[int]] = {}
        for at, kind in enumerate(kinds):
            found.setdefault(tuple(kind[place] for place in places), set()).add(at)
        for values in _every(cube, question, found, earlier):
            cells[question, values] = frozenset(found.get(values, ()))
    size = {cell: sum(atoms[kinds[at]] for at in of) for cell, of in cells.items()}

    def importance(cell: tuple[Values, Values]) -> tuple[Any, ...]:
        """What an edition hid stays hidden; then totals before crossings, the larger before the smaller."""
        question, values = cell
        was = earlier.get(question, {})
        return values in was and was[values] is None, len(question), -size[cell], question, values

    ranked = dict(sorted(cells.items(), key=lambda one: importance(one[0])))
    shown = shown_cells([atoms[kind] for kind in kinds], ranked)
    tables: Tables = {question: {} for question in cube.questions}
    for question, values in cells:
        now = shown[question, values]
        # A cell that nobody is in cannot be told from a small one.
        now = None if not size[question, values] else now
        count = still(now, earlier.get(question, {}).get(values))
        if count is not None or not any(cube.dimension(key).told_by_being_there for key in question):
            tables[question][values] = count
    return tables


def _every(cube: Cube, question: Values, found: Mapping[Values, Any], before: Tables) -> list[Values]:
    """Every cell of a table, empty ones too where the dimension is closed, so that none is known by being absent."""
    lists: list[list[str]] = []
    for place, key in enumerate(question):
        declared = cube.dimension(key).values
        seen = {values[place] for values in (*found, *before.get(question, {}))}
        lists.append([*declared, *sorted(seen - set(declared))] if declared else sorted(seen))
    every: list[Values] = [()]
    for values in lists:
        every = [(*one, value) for one in every for value in values]
    return every


def to_json(tables: Tables) -> list[Any]:
    return [[list(q), [[list(v), n] for v, n in cells.items()]] for q, cells in tables.items()]


def from_json(stored: Sequence[Any]) -> Tables:
    return {tuple(q): {tuple(v): n for v, n in cells} for q, cells in stored}
