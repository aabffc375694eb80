"""Whether somebody who is referred to us is registered here already: by the same digests and signs as any two registrations."""

from collections.abc import Mapping

from enishi.physicians.doubles import likely
from enishi.physicians.indices import traits_for
from enishi.physicians.likeness import Sign
from enishi.physicians.models import Physician


def known_already(identity: Mapping[str, str]) -> list[tuple[Physician, tuple[Sign, ...]]]:
    """Registrations that may be of this person, with the signs, the strongest first."""
    return likely(traits_for(identity))
