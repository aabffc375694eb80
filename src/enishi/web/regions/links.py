"""From a region to the search of openings."""

from dataclasses import replace

from enishi.engine.specialties import SPECIALTIES, find
from enishi.openings.search.filters import EVERYTHING
from enishi.web.openings.result_words import url


def openings_link(*, prefecture: str = "", area: str = "", specialty: str = "") -> str:
    """The search narrowed to a prefecture or a medical area and to a specialty, whatever the duties of the night."""
    index = find(specialty) if specialty else None
    return url(
        replace(
            EVERYTHING,
            prefectures=(prefecture,) if prefecture and not area else (),
            areas=(area,) if area else (),
            specialties=() if index is None else (SPECIALTIES[index].key,),
        )
    )
