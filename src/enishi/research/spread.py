"""The curves of inequality that the imported tables allow, and what can be compared over years and editions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from enishi.areas.models import AreaEdition, AreaMember, PopulationCount, PrefectureIndex
from enishi.research.inequality import Curve, lorenz
from enishi.research.place_figures import Figures
from enishi.research.place_tables import BUNDLED_PEOPLE


@dataclass(frozen=True, slots=True)
class Spread:
    """One curve: title, what is shared among whom, edition and source; codes, names: of the places, in the given order."""

    key: str
    title: str
    words: str
    edition: str
    source: str
    codes: Sequence[str]
    names: Sequence[str]
    physicians: Sequence[float]
    people: Sequence[float]
    curve: Curve

    def rows(self) -> Iterator[tuple[str, str, float, float, float, float]]:
        """(code, name, physicians, people, cumulative share of people, of physicians), fewest physicians a head first."""
        for place, n in enumerate(self.curve.order, 1):
            yield (
                self.codes[n], self.names[n], self.physicians[n], self.people[n],
                float(self.curve.people[place]), float(self.curve.physicians[place]),
            )  # fmt: skip


def spreads(figures: Figures) -> list[Spread]:
    """All curves of this edition, areas first. One is left out where its tables are missing or a place has no figure."""
    edition, source = f"{figures.edition.code} 版", figures.edition.source
    areas = [a for a in figures.all_areas if a.standardised_physicians is not None and a.population_2021]
    whole = len(areas) == len(figures.all_areas) > 0
    made: list[Spread | None] = []
    if whole:
        codes, names = [a.code for a in areas], [f"{a.prefecture.name} {a.name}" for a in areas]
        held = [float(a.standardised_physicians or 0) for a in areas]
        heads = [float(a.population_2021 or 0) for a in areas]
        made.append(
            _spread("areas", "二次医療圏", "標準化医師数（労働時間でならした医師）と、人口（2021年1月1日）", edition, source, codes, names, held, heads)
        )  # fmt: skip
        if all(a.utilisation_ratio for a in areas):
            needs = [n * float(a.utilisation_ratio or 1) for n, a in zip(heads, areas, strict=True)]
            made.append(
                _spread("need", "二次医療圏（受療の多さをならす）", "標準化医師数と、人口に標準化受療率比をかけたもの（医師偏在指標の分母）", edition, source, codes, names, held, needs)
            )  # fmt: skip
    if (staff := figures.staff) and (people := figures.area_people):
        known = [a for a in figures.all_areas if people.total.get(a.code)]
        if len(known) == len(figures.all_areas):
            made.append(
                _spread(
                    "fte", "二次医療圏（有床施設）", "有床施設で働く医師（常勤換算）と、人口",
                    f"{staff.edition}、人口 {people.day}", f"{staff.source}／{people.source}",
                    [a.code for a in known], [f"{a.prefecture.name} {a.name}" for a in known],
                    [staff.fte.get(a.code, 0.0) for a in known], [float(people.total[a.code]) for a in known],
                )
            )  # fmt: skip
    made += [_of_year(figures, year, day) for year, day in comparable_years(figures)]
    return [spread for spread in made if spread is not None]


def comparable_years(figures: Figures) -> list[tuple[str, str]]:
    """(year of the physicians, day of the people) where both are known: the end of a year and the first of January after it.

    The newest first. Older counts of physicians are never divided by newer counts of people.
    """
    days = {f"{day:%Y-%m-%d}" for day in PopulationCount.objects.exclude(prefecture=None).values_list("as_of", flat=True).distinct()}  # fmt: skip
    if figures.people:
        days.add(figures.people.day)
    years = figures.physicians[0]
    return [(year, day) for year in sorted(years, reverse=True) if (day := f"{int(year) + 1}-01-01") in days]


def _of_year(figures: Figures, year: str, day: str) -> Spread | None:
    years, source = figures.physicians
    people, said = _people_on(figures, day)
    codes = [row.prefecture_id for row in figures.own]
    if not all(people.get(code) for code in codes):
        return None
    return _spread(
        f"prefectures-{year}", f"都道府県（{year}年末）", "届出の医師数と、人口", f"医師 {year}年末、人口 {day}", f"{source}／{said}",
        codes, [row.prefecture.name for row in figures.own],
        [float(years[year][code]) for code in codes], [float(people[code]) for code in codes],
    )  # fmt: skip


def _people_on(figures: Figures, day: str) -> tuple[Mapping[str, int], str]:
    if figures.people and figures.people.day == day:
        return figures.people.total, figures.people.source
    rows = PopulationCount.objects.filter(as_of=day, municipality=None, sex="")
    found = list(rows.values_list("prefecture", "people", "source"))
    return {code: count for code, count, _ in found}, found[0][2] if found else BUNDLED_PEOPLE


def _spread(
    key: str, title: str, words: str, edition: str, source: str, codes: Sequence[str], names: Sequence[str],
    physicians: Sequence[float], people: Sequence[float],
) -> Spread | None:  # fmt: skip
    try:
        curve = lorenz(physicians, people)
    except ValueError:
        return None
    return Spread(key, title, words, edition, source, codes, names, physicians, people, curve)


@dataclass(frozen=True, slots=True)
class Compared:
    """A place over editions of the index: values in the order of the editions, None where it is not in one."""

    code: str
    name: str
    values: list[float | None]


class Editions:
    """The index over its editions, the oldest first. Areas are the same place only where the same municipalities form them:
    codes repeat with other meanings (秋田 0501–0503, 三重)."""

    def __init__(self) -> None:
        self.all = list(AreaEdition.objects.order_by("valid_from"))

    @property
    def several(self) -> bool:
        return len(self.all) > 1

    @cached_property
    def prefectures(self) -> list[Compared]:
        found = {
            (row.edition_id, row.prefecture_id): row
            for row in PrefectureIndex.objects.select_related("prefecture").filter(edition__in=self.all)
        }
        names = {row.prefecture_id: row.prefecture.name for row in found.values()}
        return [
            Compared(code, name, [_index(found.get((e.pk, code))) for e in self.all])
            for code, name in sorted(names.items())
        ]

    @cached_property
    def areas(self) -> list[Compared]:
        """Areas formed by the same municipalities in at least two editions, by the code of the newest of these."""
        places: dict[frozenset[str], dict[int, tuple[str, str, float]]] = {}
        for edition in self.all:
            members: dict[int, set[str]] = {}
            for area, town in AreaMember.objects.filter(edition=edition, municipality__valid=True).values_list(
                "area", "municipality"
            ):
                members.setdefault(area, set()).add(town)
            for area in edition.areas.select_related("prefecture"):
                if area.pk in members:
                    words = area.code, f"{area.prefecture.name} {area.name}", float(area.index)
                    places.setdefault(frozenset(members[area.pk]), {})[edition.pk] = words
        rows = []
        for found in places.values():
            if len(found) > 1:
                code, name, _ = next(found[e.pk] for e in reversed(self.all) if e.pk in found)
                rows.append(Compared(code, name, [found[e.pk][2] if e.pk in found else None for e in self.all]))
        return sorted(rows, key=lambda row: row.code)


def _index(row: PrefectureIndex | None) -> float | None:
    return None if row is None else float(row.index)
