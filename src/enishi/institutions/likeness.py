"""Whether two registrations may be of one place of work. Pure.

Like a hospital in another municipality of the same name, or a clinic that shares a telephone with its hospital: what one
sign could tell is a reason in words; nothing is joined by itself.
"""

from dataclasses import dataclass

from enishi.common.choices import Labelled


class Sign(Labelled):
    """Why two registrations look alike, the strongest first."""

    LISTED = "listed", "国の一覧の同じ施設"
    NAME_AND_PLACE = "name_place", "名称が同じで、市区町村も同じ"
    READING_AND_PLACE = "reading_place", "ふりがなが同じで、市区町村も同じ"
    PHONE = "phone", "電話番号が同じ"
    CORPORATION_AND_PLACE = "corporation_place", "同じ法人で、所在地が同じ"


STRONG = frozenset({Sign.LISTED, Sign.NAME_AND_PLACE})
"""Signs by which it is nearly always one place; a telephone or an address may serve a hospital and its clinic."""


@dataclass(frozen=True, slots=True)
class Traits:
    """Of an institution, made plain for comparing (`listed.folded_name`, `folded_reading`, digits); "" and None: not known."""

    kind: str = ""
    listed: int | None = None
    name: str = ""
    reading: str = ""
    town: str = ""
    phone: str = ""
    corporation: int | None = None
    address: str = ""


def signs(one: Traits, other: Traits) -> tuple[Sign, ...]:
    """What speaks for one place, the strongest first; () for nothing. The same whoever is asked first.

    Two different rows of the national list are two places, and a hospital is no clinic, whatever else is alike.
    """
    if one.listed and other.listed and one.listed != other.listed:
        return ()
    if one.kind != other.kind and not (one.listed and one.listed == other.listed):
        return ()
    here = _same(one.town, other.town)
    called = _same(one.name, other.name)
    found = {
        Sign.LISTED: bool(one.listed) and one.listed == other.listed,
        Sign.NAME_AND_PLACE: here and called,
        Sign.READING_AND_PLACE: here and not called and _same(one.reading, other.reading),
        Sign.PHONE: _same(one.phone, other.phone),
        Sign.CORPORATION_AND_PLACE: bool(one.corporation)
        and one.corporation == other.corporation
        and here
        and _same(one.address, other.address),
    }
    return tuple(sign for sign in Sign if found[sign])


def weight(found: tuple[Sign, ...]) -> int:
    """For sorting: the more and the stronger the signs, the larger."""
    return sum(1 << (len(Sign) - list(Sign).index(sign)) for sign in found)


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other
