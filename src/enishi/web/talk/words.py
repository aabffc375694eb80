"""How the two sides of a talk are called on the screen of one reader: never by name before the name may be shown."""

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, OFFICE_ROLES, Role
from enishi.candidacies.access import disclosed_identity
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.workflow import Party
from enishi.physicians.access import identity_of
from enishi.physicians.models import Identity


def readable_identity(candidacy: Candidacy, actor: Actor) -> Identity | None:
    """The physician's identity if this reader may see it in this candidacy (reading it is logged), else None."""
    if actor.role == Role.PHYSICIAN or actor.role in DESK_ROLES | OFFICE_ROLES:
        return identity_of(candidacy.physician, by=actor)
    if actor.role in INSTITUTION_ROLES:
        return disclosed_identity(candidacy, by=actor)
    return None


def physician_words(candidacy: Candidacy, actor: Actor) -> str:
    """「北川先生」, or 「先生」 for an institution to which the name is not disclosed."""
    identity = readable_identity(candidacy, actor)
    return f"{identity.family_name}先生" if identity else "先生"


def side_words(candidacy: Candidacy, actor: Actor) -> dict[str, str]:
    """The name of each side for this reader, by the code of the party."""
    return {
        Party.PHYSICIAN.value: physician_words(candidacy, actor),
        Party.INSTITUTION.value: candidacy.opening.institution.name,
    }
