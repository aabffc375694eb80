"""From a region to the search of openings: the one place that knows the names of its filters."""

from urllib.parse import urlencode

from enishi.web.openings.forms import WITH_NIGHTS


def openings_link(*, prefecture: str = "", area: str = "", specialty: str = "") -> str:
    """The search narrowed to a place and a specialty, openings with night duty too."""
    chosen = {"prefecture": prefecture, "specialty": specialty, "night": WITH_NIGHTS}
    return f"/openings?{urlencode({key: value for key, value in chosen.items() if value})}"
