"""The one door to a candidacy, and how far an institution may see the physician behind it."""

from functools import cache
from types import SimpleNamespace
from typing import Any

from django.http import Http404

from enishi.accounts.roles import INSTITUTION_ROLES
from enishi.candidacies.enums import AFTER_INSTITUTION_YES, State
from enishi.candidacies.models import AgreementVersion, Candidacy, Placement, Proposal
from enishi.candidacies.querysets import OF_THE_PERSON, OF_THE_POST
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.worded import Given, Worded
from enishi.institutions.access import institutions_of
from enishi.openings.models import Opening
from enishi.physicians.access import disclosed_level, identity_of
from enishi.physicians.documents import documents_for
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import Document, Identity
from enishi.physicians.shield import hiding_from


def candidacy_for(actor: Actor | None, number: str) -> Candidacy:
    """The candidacy with this number, if this actor may know that it exists; else 404."""
    pk = _visible(actor, number) if actor else None
    found = _TALK.first(pk=pk) if pk else None
    if found is None:
        raise Http404
    found.opening = _POST.all(pk=found.opening_id)[0]
    if found.version_seen_id == found.opening.current_id:  # so nearly always: a wide row less
        found.version_seen = found.opening.current
    return found


# In two questions: one with all ten relations took PostgreSQL three times as long to plan as both of these.
_TALK = Worded(lambda: Candidacy.objects.filter(pk=Given("pk")).select_related(*OF_THE_PERSON, "owner"))
_POST = Worded(lambda: Opening.objects.filter(pk=Given("pk")).select_related(*OF_THE_POST))


def _visible(actor: Actor, number: str) -> int | None:
    """Its primary key, if `visible_to` lets this reader see it. The shields are asked of this one physician, in as many
    questions whether there is such a number, somebody hides, or not."""
    given = {"user": actor.user_id, "organisation": actor.organisation_id, "day": today(), "number": number}
    pk, physician = _numbered(actor.role, bool(actor.organisation_id)).first(**given) or (None, None)
    if actor.role in INSTITUTION_ROLES and hiding_from(institutions_of(actor), [physician] if physician else []):
        return None
    return pk


@cache
def _numbered(role: str, for_organisation: bool) -> Worded[tuple[int, int]]:
    """The rights of a reader in this role over the candidacy with a number: (primary key, the physician's)."""
    reader: Any = SimpleNamespace(
        role=role, user_id=Given("user"), organisation_id=Given("organisation") if for_organisation else None
    )
    rows = Candidacy.objects.filter(number=Given("number"))
    return Worded(lambda: rows.open_to(reader, Given("day")).values_list("pk", "physician"))


def proposal_of(candidacy: Candidacy) -> Proposal | None:
    """What was or will be sent to the physician; None where he or she asked by himself or herself."""
    return _PROPOSAL.first(candidacy=candidacy.pk)


def placement_of(candidacy: Candidacy) -> Placement | None:
    """The contract that came of it, once it is recorded."""
    return _PLACEMENT.first(candidacy=candidacy.pk)


def latest_version(candidacy: Candidacy) -> AgreementVersion | None:
    """Of the agreement; None before there is any."""
    return _LATEST.first(candidacy=candidacy.pk)


_LATEST = Worded(lambda: AgreementVersion.objects.filter(candidacy=Given("candidacy")).order_by("-no")[:1])
_PROPOSAL = Worded(lambda: Proposal.objects.filter(candidacy=Given("candidacy")))
_PLACEMENT = Worded(lambda: Placement.objects.filter(candidacy=Given("candidacy")))


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
