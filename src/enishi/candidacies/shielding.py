"""What a shield does to talks that run: the institution sees and hears nothing from that moment, and the desk is told."""

from collections.abc import Iterable

from enishi.candidacies.enums import ENDS
from enishi.candidacies.models import Candidacy
from enishi.candidacies.notices import tell_withdrawn
from enishi.common.actor import SYSTEM
from enishi.common.changes import Subject
from enishi.physicians.actions import withdraw_disclosure
from enishi.physicians.deciphering import shields_of
from enishi.physicians.families import hidden
from enishi.physicians.models import DisclosureGrant
from enishi.physicians.shield import family_of


def withdraw_hidden_talks(subject: Subject, pk: int) -> None:
    """Told of every change: ends the consent for whoever the physician now hides from, and says that it is withdrawn.

    That the talk is not seen any more needs no act: every door asks the shields. `SHIELD`: the primary key is a
    physician's; `FAMILY`: an institution's, which joined a corporation or got a new name.
    """
    if subject not in (Subject.SHIELD, Subject.FAMILY):
        return
    grants = DisclosureGrant.objects.filter(withdrawn_at=None).select_related("physician", "institution")
    if subject == Subject.SHIELD:
        grants = grants.filter(physician=pk)
    else:
        grants = grants.filter(institution__in=[member.institution for member in family_of([pk])])
    for grant in _hidden(grants):
        withdraw_disclosure(physician=grant.physician, institution=grant.institution, by=SYSTEM)
        talks = Candidacy.objects.still_open().asked_of_institution()
        for candidacy in talks.filter(physician=grant.physician, opening__institution=grant.institution):
            tell_withdrawn(candidacy)


def _hidden(grants: Iterable[DisclosureGrant]) -> list[DisclosureGrant]:
    every = list(grants)
    pairs = hidden_pairs((g.physician_id, g.institution_id) for g in every)
    return [g for g in every if (g.physician_id, g.institution_id) in pairs]


def hidden_pairs(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Of these (physician, institution) by primary keys, those in which the physician hides from the institution."""
    asked = set(pairs)
    if not asked:
        return set()
    shields, unreadable = shields_of({physician for physician, _ in asked})
    family = family_of({i for p, i in asked if p in shields}) if shields else []  # nobody else's institution is asked
    away = {physician: hidden(targets, family) for physician, targets in shields.items()}
    return {(p, i) for p, i in asked if p in unreadable or i in away.get(p, ())}


def in_conflict(candidacies: Iterable[Candidacy]) -> set[int]:
    """Primary keys of the open talks with somebody the physician hides from: the desk brings them to an end."""
    still_open = [c for c in candidacies if c.state not in ENDS]
    pairs = hidden_pairs((c.physician_id, c.opening.institution_id) for c in still_open)
    return {c.pk for c in still_open if (c.physician_id, c.opening.institution_id) in pairs}
