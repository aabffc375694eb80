"""Telling signs in a text of level 2, for the physician who writes it and for the desk."""

from enishi.institutions.models import Institution
from enishi.physicians.models import Physician
from enishi.physicians.telling_signs import Sign, signs_in


def telling_signs(physician: Physician, text: str) -> list[Sign]:
    """With the physician's own names and those of every institution known to us. Nothing of the names is shown but what
    stands in the text already."""
    if not text.strip():
        return []
    identity = physician.identity
    names = [identity.family_name, identity.given_name, identity.employer]
    return signs_in(text, [*names, *Institution.objects.values_list("name", flat=True)])
