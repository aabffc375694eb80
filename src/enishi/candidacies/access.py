"""The one door to a candidacy, and how far an institution may see the physician behind it."""

from django.http import Http404

from enishi.candidacies.enums import AFTER_INSTITUTION_YES, State
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.physicians.access import disclosed_level, identity_of
from enishi.physicians.documents import documents_for
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import Document, Identity


def candidacy_for(actor: Actor | None, number: str) -> Candidacy:
    """The candidacy with this number, if this actor may know that it exists; else 404."""
    # The number comes first: then shields are read of this one physician, and not of everybody the institution talks with.
    found = Candidacy.objects.filter(number=number).visible_to(actor).read_whole(version_seen=False).first()
    if found is None:
        raise Http404
    if found.version_seen_id == found.opening.current_id:  # so nearly always: a wide row less
        found.version_seen = found.opening.current
    return found


def level_for_institution(candidacy: Candidacy) -> DisclosureLevel | None:
    """How much the institution may see now: an outline before it said yes, then as far as the physician consented."""
    return level_within(disclosed_level(candidacy.physician, candidacy.opening.institution), candidacy)


def level_within(granted: DisclosureLevel | None, candidacy: Candidacy) -> DisclosureLevel | None:
    """As `level_for_institution`, where the physician's consent has been read already."""
    state = candidacy.stored_state if candidacy.state == State.ON_HOLD else candidacy.state
    if granted is None or state in AFTER_INSTITUTION_YES:
        return granted
    return DisclosureLevel.L1


def disclosed_identity(candidacy: Candidacy, *, by: Actor) -> Identity | None:
    """The identity for the institution, logged as read; None below level 3."""
    level = level_for_institution(candidacy)
    return identity_of(candidacy.physician, by=by) if level and level >= DisclosureLevel.L3 else None


def disclosed_document(candidacy: Candidacy, pk: int) -> Document:
    """A paper for the institution of this candidacy: only at level 4, and only after its own yes; else 404."""
    found = None
    if level_for_institution(candidacy) == DisclosureLevel.L4:
        found = documents_for(candidacy.physician, candidacy.opening.institution).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
