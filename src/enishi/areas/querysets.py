"""Lists of areas, municipalities and designations, named as one would say them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from enishi.areas.enums import AreaClass, LocatedBy
from enishi.common.japanese.kana import to_hiragana

if TYPE_CHECKING:
    # Named in the base classes as strings: models import this file.
    from enishi.areas.models import AreaEdition, Designation, MedicalArea, Municipality, PrefectureIndex  # noqa: F401


class AreaEditions(QuerySet["AreaEdition"]):
    def begun_by(self, day: date) -> Self:
        """Editions that count on this day or counted before, the newest first."""
        return self.filter(valid_from__lte=day).order_by("-valid_from")

    def in_force_on(self, day: date) -> "AreaEdition | None":
        """The edition to read on this day; none before the first."""
        return self.begun_by(day).first()


class MedicalAreas(QuerySet["MedicalArea"]):
    def of_edition(self, edition: "AreaEdition") -> Self:
        return self.filter(edition=edition)

    def in_prefecture(self, code: str) -> Self:
        return self.filter(prefecture=code)

    def with_few_physicians(self) -> Self:
        """By the computed class; what a prefecture has named officially is a designation."""
        return self.filter(area_class=AreaClass.FEW)

    def holding(self, municipality: str) -> Self:
        """The areas a municipality lies in, one an edition; for a city with wards every area its wards lie in."""
        # Two plain subqueries: as one join with OR, a planner without statistics takes seconds.
        from enishi.areas.models import AreaMember, Municipality  # models import this file

        places = Municipality.objects.filter(Q(code=municipality) | Q(city=municipality))
        members = AreaMember.objects.filter(municipality__in=places)
        return self.filter(pk__in=members.values("area"))


class Municipalities(QuerySet["Municipality"]):
    def current(self) -> Self:
        """What exists today, cities with wards beside their wards."""
        return self.filter(valid=True)

    def places(self) -> Self:
        """Every spot of the country once: wards instead of their city, nothing abolished. Sum only over these."""
        return self.current().filter(has_wards=False)

    def cities_as_spoken(self) -> Self:
        """What people name when asked where they live: a city instead of its wards; Tokyo's 23 wards stay."""
        return self.current().filter(city=None)

    def in_prefecture(self, code: str) -> Self:
        return self.filter(prefecture=code)

    def named(self, words: str) -> Self:
        """Whose name or reading holds the words, blanks apart; katakana is read as hiragana."""
        wanted = "".join(words.split())
        if not wanted:
            return self.none()
        return self.filter(Q(name__contains=wanted) | Q(kana__contains=to_hiragana(wanted)))

    def without_area(self, edition: "AreaEdition") -> Self:
        """Places that no area of the edition holds: a gap in the tables, to be reported."""
        return self.places().exclude(memberships__edition=edition)

    def without_position(self) -> Self:
        return self.places().filter(located_by=LocatedBy.UNKNOWN)


class PrefectureIndices(QuerySet["PrefectureIndex"]):
    def of_edition(self, edition: "AreaEdition") -> Self:
        """The prefectures of an edition with their names, from 北海道 to 沖縄."""
        return self.filter(edition=edition).select_related("prefecture").order_by("prefecture")


class Designations(QuerySet["Designation"]):
    def in_force_on(self, day: date) -> Self:
        """Begun by this day and not yet over; the last day counts."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))

    def covering(self, municipality: str) -> Self:
        """Of the municipality itself, of the city it is a ward of, or of a medical area it lies in."""
        from enishi.areas.models import AreaMember, Municipality  # models import this file

        members = AreaMember.objects.filter(municipality=municipality)
        return self.filter(
            Q(municipality=municipality)
            | Q(municipality__in=Municipality.objects.filter(wards=municipality))
            | Q(area__in=members.values("area"))
        )

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def touching_area(self, area: "MedicalArea") -> Self:
        """Of the area itself, and of the municipalities and districts in it. The edition's own rows alone."""
        return self.filter(Q(area=area) | Q(municipality__memberships__area=area)).distinct()

    def touching_prefecture(self, code: str) -> Self:
        return self.filter(Q(area__prefecture=code) | Q(municipality__prefecture=code))
