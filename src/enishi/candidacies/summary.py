"""The anonymous outline of a candidacy: one text for the physician who agrees to it and the institution that reads it."""

from collections.abc import Callable
from datetime import date

from enishi.areas.lookups import head_counts
from enishi.candidacies.anonymity import Wording, narrowest, shared
from enishi.candidacies.models import Candidacy
from enishi.candidacies.outline import OutlineFacts, outline
from enishi.common.clock import today
from enishi.common.worded import Given, Worded, hold
from enishi.physicians.models import NarrowWording, Physician, WishSheet

PREFETCH = ("physician__wish_sheets__municipality__prefecture", "physician__narrow_wordings")
"""What a list of candidacies reads ahead, so that an outline asks the database nothing."""


def read_outline(physician: Physician) -> None:
    """As `PREFETCH`, for one physician whose page is drawn."""
    hold(physician, "wish_sheets", _SHEETS.all(physician=physician.pk))
    hold(physician, "narrow_wordings", _WORDINGS.all(physician=physician.pk))


_SHEETS = Worded(
    lambda: WishSheet.objects.filter(physician=Given("physician")).select_related("municipality__prefecture")
)
_WORDINGS = Worded(lambda: NarrowWording.objects.filter(physician=Given("physician")))


def outline_of(candidacy: Candidacy) -> str:
    """Disclosure level 1, word for word what either side reads. Nothing here is narrower than a block of prefectures."""
    return outline_of_physician(candidacy.physician)


def outline_of_physician(physician: Physician) -> str:
    """As `outline_of`: the same for every institution."""
    return outline(wording_of(physician), outline_facts(physician))


def wording_of(physician: Physician) -> Wording:
    """How the outline describes the person: what K physicians share, or narrower words the physician agreed to."""
    return narrow_wording_of(physician) if is_narrow_by_wish(physician) else shared_wording_of(physician)


def shared_wording_of(physician: Physician) -> Wording:
    """What K physicians share, as the meter chooses it."""
    return _worded(physician, shared)


def narrow_wording_of(physician: Physician) -> Wording:
    """The narrowest words that level 1 allows, whether they are shared or not."""
    return _worded(physician, narrowest)


def is_narrow_by_wish(physician: Physician) -> bool:
    """Whether the physician agreed to exactly the narrow words of today; a birthday or a new sheet makes others."""
    standing = [row for row in physician.narrow_wordings.all() if row.ended_at is None]
    return any(row.words == narrow_wording_of(physician).words for row in standing)


def outline_facts(physician: Physician) -> OutlineFacts:
    """What the latest wish sheet says of the work; `wish_sheets` may be prefetched for lists."""
    sheet = physician.wishes
    return OutlineFacts(
        employment=tuple(sheet.employment),
        days_min=float(sheet.days_min),
        days_max=float(sheet.days_max),
        available_from=sheet.available_from,
    )


def _worded(physician: Physician, choose: Callable[..., Wording]) -> Wording:
    sheet, birth = physician.wishes, physician.identity.birth_date
    born = date.fromisoformat(birth) if birth else None
    return choose(born, sheet.specialties, _region(sheet), head_counts(), today())


def _region(sheet: WishSheet) -> str:
    return str(sheet.municipality.prefecture.region) if sheet.municipality else ""
