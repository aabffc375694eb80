"""Keyed digests of invitations, for a rotation of keys."""

from enishi.common.encrypted import INDEXED, Indexed, blind_index
from enishi.institutions.models import Invitation


def _write(row: Invitation) -> None:
    row.mail_index = blind_index("mail", row.mail)


INDEXED.append(Indexed(Invitation.objects.all, ("mail_index",), _write))
