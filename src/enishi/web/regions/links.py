"""From a region to the search of openings: the one place that knows the names of its filters."""

from enishi.engine.specialties import SPECIALTIES, find
from enishi.openings.enums import Duty
from enishi.openings.search import Filters
from enishi.web.openings.result_words import url


def openings_link(*, prefecture: str = "", area: str = "", specialty: str = "") -> str:
    """The search narrowed to a place and a specialty (any name of it), openings with duties of the night too."""
    index = find(specialty) if specialty else None
    return url(
        Filters(
            prefectures=(prefecture,) if prefecture else (),
            areas=(area,) if area else (),
            specialties=() if index is None else (SPECIALTIES[index].key,),
            most_night=Duty.REQUIRED,
            most_call=Duty.REQUIRED,
        )
    )
