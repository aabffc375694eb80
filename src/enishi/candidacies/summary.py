"""The anonymous outline of a candidacy: one text for the physician who agrees to it and the institution that reads it."""

from datetime import date

from enishi.areas.enums import Region
from enishi.candidacies.models import Candidacy
from enishi.candidacies.outline import OutlineFacts, outline
from enishi.common.clock import today
from enishi.engine import specialties
from enishi.physicians.models import Physician, WishSheet


def outline_of(candidacy: Candidacy) -> str:
    """Disclosure level 1, word for word what either side reads. Nothing here is narrower than a block of prefectures."""
    return outline(outline_facts(candidacy.physician), today())


def outline_facts(physician: Physician) -> OutlineFacts:
    """Level-1 facts from the latest wish sheet and the decade of birth; `wish_sheets` may be prefetched for lists."""
    sheet = max(physician.wish_sheets.all(), key=lambda s: s.no)
    birth = physician.identity.birth_date
    return OutlineFacts(
        region_block=_block(sheet),
        specialty_group=_group(sheet.specialties),
        birth_date=date.fromisoformat(birth) if birth else None,
        employment=tuple(sheet.employment),
        days_min=float(sheet.days_min),
        days_max=float(sheet.days_max),
        available_from=sheet.available_from,
    )


def _block(sheet: WishSheet) -> str:
    return Region(sheet.municipality.prefecture.region).label if sheet.municipality else ""


def _group(names: list[str]) -> str:
    """The basic area (循環器内科 → 内科): a rare department would point at a person."""
    found = next((index for name in names if (index := specialties.find(name)) is not None), None)
    if found is None:
        return "診療科未定"
    return specialties.NAMES[(found, *specialties.ancestors(found))[-1]]
