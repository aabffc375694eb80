"""The re-identification meter (N6): the narrowest words that at least K physicians share. Pure.

A description says an age, a field and a place, each in three breadths: 「70歳以上・外科・東北」 → 「60歳以上・外科系・東日本」 →
nothing. Whatever fewer than K physicians share is widened, the age first, as it helps an institution least, the field last.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from enishi.areas.enums import Region
from enishi.areas.headcounts import OLDEST, Ages, HeadCounts
from enishi.engine import specialties

K = 20
"""Physicians who must share a description before it leaves the desk (product.md N6)."""

EAST = (Region.HOKKAIDO, Region.TOHOKU, Region.KANTO, Region.CHUBU)
WEST = (Region.KINKI, Region.CHUGOKU, Region.SHIKOKU, Region.KYUSHU)
FAMILIES: dict[str, tuple[str, ...]] = {
    "内科系": (
        "internal_medicine", "pediatrics", "dermatology", "psychiatry", "radiology", "rehabilitation", "general_practice",
    ),
    "外科系": (
        "surgery", "orthopedics", "obstetrics_gynecology", "ophthalmology", "otolaryngology", "urology", "neurosurgery",
        "anesthesiology", "emergency", "plastic_surgery",
    ),
    "検査・病理系": ("pathology", "laboratory_medicine"),
}  # fmt: skip
"""Basic areas as physicians themselves group them."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What an outline says of the person; "" where it says nothing. look_alikes: how many physicians share it."""

    age: str
    field: str
    place: str
    look_alikes: int

    @property
    def words(self) -> str:
        """「60代・内科・東北」: what the physician agrees to, should it be narrower than the meter would choose."""
        return "・".join(filter(None, (self.age, self.field, self.place)))

    @property
    def is_shared(self) -> bool:
        return self.look_alikes >= K


@dataclass(frozen=True, slots=True)
class _Breadth:
    """One way of saying something, and whom it takes in: prefectures, specialties or ages; None for everybody."""

    words: str
    within: frozenset[str] | None = None
    ages: Ages | None = None


def narrowest(birth_date: date | None, names: Collection[str], region: str, counts: HeadCounts, today: date) -> Wording:
    """All that level 1 may say at most: the decade, the basic area, the block of prefectures."""
    return next(_wordings(birth_date, names, region, counts, today))


def shared(birth_date: date | None, names: Collection[str], region: str, counts: HeadCounts, today: date) -> Wording:
    """The first wording, from narrow to wide, that K physicians share; the widest one if there is none.

    `names`: specialties as the physician wrote them, the main one first. `region`: code of a block, "" if not known.
    """
    every = list(_wordings(birth_date, names, region, counts, today))
    return next((wording for wording in every if wording.is_shared), every[-1])


def _wordings(
    birth_date: date | None, names: Collection[str], region: str, counts: HeadCounts, today: date
) -> Iterator[Wording]:
    """From narrow to wide."""
    ages, fields, places = _ages(birth_date, today), _fields(names), _places(region, counts)
    steps = sorted(product(range(len(ages)), range(len(fields)), range(len(places))), key=_loss)
    for a, f, p in steps:
        age, field, place = ages[a], fields[f], places[p]
        shared_by = counts.look_alikes(place.within, field.within, age.ages)
        yield Wording(age.words, field.words, place.words, shared_by)


def _loss(step: tuple[int, int, int]) -> tuple[int, int, int, int]:
    age, field, place = step
    return (age + field + place, field, place, age)


def _ages(birth_date: date | None, today: date) -> list[_Breadth]:
    """Public counts know no age beyond 70, so neither does an outline."""
    if birth_date is None:
        return [_Breadth("")]
    age = today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
    decade = age // 10 * 10
    if decade >= 70:
        narrow, wide = _Breadth("70歳以上", ages=(70, OLDEST)), _Breadth("60歳以上", ages=(60, OLDEST))
    elif decade == 60:
        narrow, wide = _Breadth("60代", ages=(60, 69)), _Breadth("60歳以上", ages=(60, OLDEST))
    elif decade >= 30:
        narrow, wide = _decades(decade, decade), _decades(decade, decade + 10)
    else:
        narrow, wide = _Breadth("20代", ages=(0, 29)), _Breadth("20〜30代", ages=(0, 39))
    return [narrow, wide, _Breadth("")]


def _decades(first: int, last: int) -> _Breadth:
    return _Breadth(f"{first}代" if first == last else f"{first}〜{last}代", ages=(first, last + 9))


def _fields(names: Collection[str]) -> list[_Breadth]:
    basic = basic_area(names)
    if basic is None:
        return [_Breadth("")]
    family = next(words for words, keys in FAMILIES.items() if basic in keys)
    name = specialties.NAMES[specialties.INDEX[basic]]
    return [_Breadth(name, _below(basic)), _Breadth(family, _below(*FAMILIES[family])), _Breadth("")]


def basic_area(names: Collection[str]) -> str | None:
    """Key of the basic area of the first specialty the tree knows (循環器内科 → internal_medicine); None if it knows none."""
    found = next((index for name in names if (index := specialties.find(name)) is not None), None)
    return None if found is None else specialties.SPECIALTIES[(found, *specialties.ancestors(found))[-1]].key


def _below(*basic: str) -> frozenset[str]:
    """Keys of these basic areas and of everything below them."""
    roots = {specialties.INDEX[key] for key in basic}
    return frozenset(s.key for i, s in enumerate(specialties.SPECIALTIES) if roots & {i, *specialties.ancestors(i)})


def _places(region: str, counts: HeadCounts) -> list[_Breadth]:
    if region not in set(Region):
        return [_Breadth("")]
    half, blocks = ("東日本", EAST) if region in EAST else ("西日本", WEST)
    around = frozenset().union(*(counts.regions.get(block, frozenset()) for block in blocks))
    return [
        _Breadth(Region(region).label, counts.regions.get(region, frozenset())),
        _Breadth(half, around),
        _Breadth(""),
    ]
