"""Which institutions of a page a physician hides from: they are shown like all others, marked, and not asked."""

from collections.abc import Sequence

from enishi.physicians.models import Physician
from enishi.physicians.shield import family_of, hidden_institutions


def hidden_among(physician: Physician, institutions: Sequence[int]) -> set[int]:
    """Of these institutions (primary keys), those that must never learn of the physician. A few queries for any number."""
    wanted = set(institutions)
    return hidden_institutions(physician, family_of(wanted)) & wanted if wanted else set()
