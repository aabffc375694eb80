"""Who handles which kind of record."""

from typing import Any

from enishi.merging.enums import Kind
from enishi.merging.handling import Handling
from enishi.merging.of_institutions import OfInstitutions
from enishi.merging.of_openings import OfOpenings
from enishi.merging.of_physicians import OfPhysicians

HANDLINGS: dict[Kind, Handling] = {one.kind: one for one in (OfPhysicians(), OfInstitutions(), OfOpenings())}


def handling_of(record: Any) -> Handling:
    """By the kind of a physician, an institution or an opening."""
    return next(one for one in HANDLINGS.values() if isinstance(record, one.model))
