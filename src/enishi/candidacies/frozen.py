"""The hash of a proposal that was sent: the database refuses to change its words, the hash shows that nobody did."""

from enishi.candidacies.agreement import content_hash
from enishi.candidacies.models import Proposal

WORDS = ("opening_words", "reasons_physician", "reasons_institution", "unmet", "smallest_change")


def words_hash(row: Proposal) -> str:
    """SHA-256 of exactly the words the physician sees, and the facts they stand on."""
    return content_hash({name: getattr(row, name) for name in WORDS})
