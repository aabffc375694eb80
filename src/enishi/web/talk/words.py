"""How the two sides of a talk are called on the screen of one reader: never by name before the name may be shown."""

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, OFFICE_ROLES, Role
from enishi.candidacies.access import disclosed_identity, level_for_institution
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.workflow import Party
from enishi.physicians.access import identity_of
from enishi.physicians.enums import DisclosureLevel
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


def name_is_shown(candidacy: Candidacy) -> bool:
    """Whether the institution may read the physician's name in this candidacy now."""
    level = level_for_institution(candidacy)
    return level is not None and level >= DisclosureLevel.L3


def gives_name_away(candidacy: Candidacy, text: str) -> bool:
    """True if words that the institution will read hold the physician's name before it may be shown.

    Family names of one character are looked for only together with the given name, as they stand in many words.
    """
    if name_is_shown(candidacy):
        return False
    identity = candidacy.physician.identity
    plain = "".join(text.split())
    names = [
        identity.family_name + identity.given_name,
        identity.family_kana + identity.given_kana,
        identity.family_name,
    ]
    return any(len(name) > 1 and name in plain for name in names)
