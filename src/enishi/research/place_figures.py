"""Figures of prefectures, medical areas and municipalities for the map, worked out from what is imported."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from django.db.models import Q, Sum

from enishi.areas.models import Designation, FacilityWorkforce, PatientFlow, PhysicianCount
from enishi.research import measures as m
from enishi.research.measures import MEASURES, Measured
from enishi.research.place_tables import People, Tables

PER = 100_000
OLD_FROM = 60


class Figures(Tables):
    """All measures of one edition of the areas on one day. Each table is read when a measure first asks for it.

    The codes of areas are those of this edition alone; tables of another vintage never come in by a bare code.
    """

    def prefectures(self, key: str) -> Measured | None:
        """The measure of all prefectures; None where no table for it has been imported."""
        return self._found(key, self._of_prefectures) if MEASURES[key].prefectures else None

    def areas(self, key: str) -> Measured | None:
        """The measure of all areas of the edition; None where no table for it has been imported."""
        return self._found(key, self._of_areas) if MEASURES[key].areas else None

    def towns(self, key: str) -> Measured | None:
        """The two measures that exist below the area: the way to a hospital, and how old people are."""
        if key == m.HOSPITAL and self.hospitals:
            return self._measured(
                key, self.hospitals.km, f"{self.hospitals.day}の一覧", self.hospitals.source, self._unplaced()
            )
        if key == m.OLD_PEOPLE and self.town_people:
            return self._measured(
                key,
                shares(self.town_people.old, self.town_people.total, 100),
                self.town_people.day,
                self.town_people.source,
            )
        return None

    def knows(self, key: str) -> bool:
        """Whether the tables of this measure are there at all; asked of every measure of the list without working it out."""
        if key in (m.HOSPITAL, m.BEDS):
            return self.hospitals is not None
        if key in (m.FTE, m.FTE_BEDS):
            return FacilityWorkforce.objects.exists()
        if key == m.DESIGNATED:
            return bool(self.designations)
        if key == m.OLD_PHYSICIANS:
            return PhysicianCount.objects.exclude(prefecture=None).exclude(age_from=None).exists()
        if key in (m.OUTFLOW, m.INFLOW):
            return PatientFlow.objects.filter(area__edition=self.edition).exists()
        return True

    def _found(self, key: str, table: Mapping[str, Callable[[], Measured | None]]) -> Measured | None:
        found = table[key]()
        return found if found is not None and found.values else None

    @property
    def _of_prefectures(self) -> dict[str, Callable[[], Measured | None]]:
        return {
            m.INDEX: lambda: self._measured(
                m.INDEX, {row.prefecture_id: float(row.index) for row in self.own}, f"{self.edition.code} 版", self.edition.source
            ),
            m.PHYSICIANS: self._physicians_per_head,
            m.CHANGE: self._change_of_physicians,
            m.DESIGNATED: lambda: self._designated(lambda d: {prefecture_of(d)}, (row.prefecture_id for row in self.own)),
            m.HOSPITAL: lambda: self._way(lambda code: code[:2]),
            m.OLD_PHYSICIANS: self._old_physicians,
            m.BEDS: lambda: self._beds(lambda code: code[:2], self.people),
            m.FTE: lambda: self._fte(self.people),
            m.FTE_BEDS: lambda: self._fte_beds(2),
            m.OLD_PEOPLE: lambda: self._old_people(self.people),
            m.PEOPLE_2040: lambda: self._towards_2040(2),
        }  # fmt: skip

    @property
    def _of_areas(self) -> dict[str, Callable[[], Measured | None]]:
        title, source = f"{self.edition.code} 版", self.edition.source
        return {
            m.INDEX: lambda: self._measured(
                m.INDEX, {a.code: float(a.index) for a in self.all_areas}, title, source,
                notes={a.code: "境目の値。正式な区分は県の計画によります" for a in self.all_areas if a.on_the_line},
            ),
            m.PHYSICIANS: lambda: self._measured(
                m.PHYSICIANS,
                {a.code: a.standardised_physicians * PER / a.population_2021 for a in self.all_areas
                 if a.standardised_physicians is not None and a.population_2021},
                title, source,
            ),
            m.DESIGNATED: lambda: self._designated(self._areas_of, (a.code for a in self.all_areas)),
            m.HOSPITAL: lambda: self._way(self.area_of.get),
            m.BEDS: lambda: self._beds(self.area_of.get, self.area_people),
            m.FTE: lambda: self._fte(self.area_people),
            m.FTE_BEDS: lambda: self._fte_beds(4),
            m.OLD_PEOPLE: lambda: self._old_people(self.area_people),
            m.PEOPLE_2040: lambda: self._towards_2040(4),
            m.OUTFLOW: lambda: self._flow(m.OUTFLOW),
            m.INFLOW: lambda: self._flow(m.INFLOW),
            m.USE: lambda: self._measured(
                m.USE, {a.code: float(a.utilisation_ratio) for a in self.all_areas if a.utilisation_ratio}, title, source
            ),
        }  # fmt: skip

    def _measured(
        self, key: str, values: Mapping[str, float], edition: str, source: str, gaps: Iterable[str] = (),
        notes: dict[str, str] | None = None,
    ) -> Measured:  # fmt: skip
        return Measured(MEASURES[key], dict(values), edition, source, tuple(gaps), notes)

    def _physicians_per_head(self) -> Measured | None:
        years, source = self.physicians
        if not (years and self.people):
            return None
        newest = max(years)
        edition = f"医師 {newest}年末、人口 {self.people.day}"
        values = shares(years[newest], self.people.total, PER)
        return self._measured(m.PHYSICIANS, values, edition, f"{source}／{self.people.source}")

    def _change_of_physicians(self) -> Measured | None:
        years, source = self.physicians
        if len(years) < 2:
            return None
        first, last = min(years), max(years)
        values = {code: (years[last][code] / before - 1) * 100 for code, before in years[first].items() if before}
        return self._measured(m.CHANGE, values, f"{first}年末から{last}年末", source)

    def _designated(self, places: Callable[[Designation], set[str]], known: Iterable[str]) -> Measured | None:
        """Of all places, those without one as 0; None while nobody has entered any designation."""
        if not self.designations:
            return None
        counts = dict.fromkeys(known, 0)
        for designation in self.designations:
            for code in places(designation):
                if code in counts:
                    counts[code] += 1
        sources = sorted({d.source for d in self.designations})
        said = "、".join(sources[:3]) + (f" ほか{len(sources) - 3}件" if len(sources) > 3 else "")
        return self._measured(m.DESIGNATED, {k: float(v) for k, v in counts.items()}, f"{self.day} に有効なもの", said)

    def _areas_of(self, designation: Designation) -> set[str]:
        """The areas of this edition a designation touches. One of an area of another edition touches none: codes repeat."""
        if designation.area is not None:
            return {designation.area.code} if designation.area.edition_id == self.edition.pk else set()
        code = designation.municipality_id or ""
        wards = self.wards.get(code, ())
        return {area for town in (code, *wards) if (area := self.area_of.get(town))}

    def _way(self, group: Callable[[str], str | None]) -> Measured | None:
        """Mean over the municipalities of a group, weighed by their people where all of them are known; else plain."""
        if not (found := self.hospitals):
            return None
        people = self.town_heads
        sums: dict[str, list[tuple[float, int, str]]] = defaultdict(list)
        for code, name in self.places:
            if (key := group(code)) and code in found.km:
                sums[key].append((found.km[code], people.get(code, 0), name))
        values, notes = {}, {}
        weighed = bool(people)
        for key, towns in sums.items():
            heads = sum(n for _, n, _ in towns)
            known = heads > 0 and all(n for _, n, _ in towns)
            values[key] = sum(km * n for km, n, _ in towns) / heads if known else sum(t[0] for t in towns) / len(towns)
            km, _, name = max(towns)
            notes[key] = f"最も遠い所 {name} {km:.1f}km"
        gaps = self._unplaced()
        if not weighed:
            gaps.append("市区町村ごとの人口を取り込んでいないため、重みをつけずに平均しています。")
        return self._measured(m.HOSPITAL, values, f"{found.day}の一覧", found.source, gaps, notes)

    def _unplaced(self) -> list[str]:
        found = self.hospitals
        return [f"{found.count:,}病院のうち{found.unplaced:,}は位置が分からず、数えていません。"] if found and found.unplaced else []  # fmt: skip

    def _old_physicians(self) -> Measured | None:
        rows = PhysicianCount.objects.exclude(prefecture=None).exclude(age_from=None)
        newest = rows.order_by("-edition").values_list("edition", "source").first()
        if newest is None:
            return None
        # A table may carry sums beside their parts (by sex, by specialty): the coarsest kind of row that is there, once.
        of_year, whole = rows.filter(edition=newest[0]), Q(sex="")
        for kind in (whole & Q(specialty=""), ~whole & Q(specialty=""), whole & ~Q(specialty=""), ~whole & ~Q(specialty="")):  # fmt: skip
            found = list(
                of_year.filter(kind)
                .values_list("prefecture")
                .annotate(all=Sum("physicians"), old=Sum("physicians", filter=Q(age_from__gte=OLD_FROM)))
            )
            if found:
                break
        values = {code: (old or 0) * 100 / total for code, total, old in found if total}
        return self._measured(m.OLD_PHYSICIANS, values, f"{newest[0]}年末", newest[1])

    def _beds(self, group: Callable[[str], str | None], people: People | None) -> Measured | None:
        if not (self.hospitals and people):
            return None
        beds: dict[str, int] = defaultdict(int)
        for code in people.total:
            beds[code] = 0
        for town, count in self.hospitals.beds.items():
            if key := group(town):
                beds[key] += count
        found = self.hospitals
        gaps = [f"{found.count:,}病院のうち{found.bedless:,}は病床の数が分からず、0床として数えています。"] if found.bedless else []  # fmt: skip
        values = shares(beds, people.total, PER)
        return self._measured(
            m.BEDS, values, f"{found.day}の一覧、人口 {people.day}", f"{found.source}／{people.source}", gaps
        )

    def _fte(self, people: People | None) -> Measured | None:
        if not (self.staff and people):
            return None
        values = shares(self.staff.fte, people.total, PER)
        return self._measured(
            m.FTE,
            values,
            f"{self.staff.edition}、人口 {people.day}",
            f"{self.staff.source}／{people.source}",
            self._silent(),
        )

    def _fte_beds(self, digits: int) -> Measured | None:
        if not self.staff:
            return None
        values = {k: v for k, v in shares(self.staff.fte, self.staff.beds, 100).items() if len(k) == digits}
        return self._measured(m.FTE_BEDS, values, self.staff.edition, self.staff.source, self._silent())

    def _silent(self) -> list[str]:
        if not self.staff:
            return []
        gaps = [f"報告のなかった{self.staff.silent:,}施設は入っていません。"] if self.staff.silent else []
        if self.staff.unplaced:
            gaps.append(f"{self.staff.unplaced:,}施設は、この版の圏域が分からないため、圏域の数には入っていません。")
        return gaps

    def _old_people(self, people: People | None) -> Measured | None:
        if not people or not people.old:
            return None
        return self._measured(m.OLD_PEOPLE, shares(people.old, people.total, 100), people.day, people.source)

    def _flow(self, key: str) -> Measured | None:
        if not self.flows:
            return None
        values = {row.area.code: float(getattr(row, key)) * 100 for row in self.flows}
        lacking = len(self.all_areas) - len(values)
        gaps = (
            [f"{lacking}圏域は、元の表の区域の分け方がこの版と違うか、元の表に数がないため、示していません。"]
            if lacking
            else []
        )
        return self._measured(key, values, _published(self.flows[0].edition), self.flows[0].source, gaps)

    def _towards_2040(self, digits: int) -> Measured | None:
        """A prefecture's people are the sums of its areas, which each cover it once."""
        now: dict[str, int] = defaultdict(int)
        then: dict[str, int] = defaultdict(int)
        for area in self.all_areas:
            if area.population_2024 and area.population_2040:
                now[area.code[:digits]] += area.population_2024
                then[area.code[:digits]] += area.population_2040
        values = {code: (then[code] / before - 1) * 100 for code, before in now.items()}
        return self._measured(
            m.PEOPLE_2040, values, "2024年と2040年（推計）", "二次医療圏ごとの人口、厚生労働省、令和7年"
        )


def _published(edition: str) -> str:
    """R7 → 令和7年度公表; another name of an edition as it is."""
    return f"令和{edition[1:]}年度公表" if edition[:1] == "R" and edition[1:].isdecimal() else f"{edition} 公表"


def shares(parts: Mapping[str, float], wholes: Mapping[str, float], per: float) -> dict[str, float]:
    """parts ÷ wholes × per of every place that stands in both; a whole of nothing has no share."""
    return {code: part * per / wholes[code] for code, part in parts.items() if wholes.get(code)}


def prefecture_of(designation: Designation) -> str:
    """Code of the prefecture a designation lies in."""
    return designation.area.code[:2] if designation.area else (designation.municipality_id or "")[:2]
