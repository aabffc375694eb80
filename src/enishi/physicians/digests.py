"""Keyed digests of physicians, for a rotation of keys."""

from typing import Any

from enishi.common.encrypted import INDEXED, Indexed, blind_index
from enishi.notices.models import Notice
from enishi.physicians.documents import digest_again
from enishi.physicians.indices import INDICES, index_identity
from enishi.physicians.models import Document, Identity, SavedSearch


def _search(row: SavedSearch) -> None:
    row.name_index = blind_index("saved_search", row.name)


def _reminder(row: Any) -> None:
    """The key of a reminder of a draft: E03, digest of the address, month."""
    kind, _, month = row.key.split(":")
    row.key = f"{kind}:{blind_index('mail', row.address)}:{month}"


INDEXED += [
    Indexed(Identity.objects.all, INDICES, index_identity),
    Indexed(Document.objects.all, ("digest",), digest_again),
    Indexed(SavedSearch.objects.all, ("name_index",), _search),
    Indexed(
        lambda: Notice.objects.filter(recipient=None, key__regex=r"^E03:[^:]+:[^:]+$").exclude(address=""),
        ("key",),
        _reminder,
    ),
]
